import {
  DescribePublishingDestinationCommand,
  GetDetectorCommand,
  GuardDutyClient,
  paginateListDetectors,
  paginateListPublishingDestinations,
} from "@aws-sdk/client-guardduty";

import type { ObservedDestination, ObservedDetector } from "../../rules/health/types";
import type { ListedDestination } from "../../rules/preflight";
import type { ClientSettings, Connection } from "../connection";
import { connect } from "../connection";
import { itemsOf } from "../pages";
import { managersOf } from "./managers";
import type { LatestFindingsReader, StatisticsReader } from "./statistics";
import { latestFindingsReader, statisticsReader } from "./statistics";
import type { SuppressionReader } from "./suppression";
import { suppressionReader } from "./suppression";
import type { MemberReader } from "./memberReader";
import { memberReader } from "./memberReader";

/** What GuardDuty has in one Region; each call rejects with the error of the SDK. */
export interface DetectorReader {
  listDetectors(): Promise<string[]>;
  getDetector(detectorId: string): Promise<ObservedDetector>;
  listDestinations(detectorId: string): Promise<string[]>;
  describeDestination(detectorId: string, destinationId: string): Promise<ObservedDestination>;
}

/** The destinations of a detector with the type of each; rejects with the error of the SDK. */
export interface DestinationLister {
  destinations(detectorId: string): Promise<ListedDestination[]>;
}

export function detectorReader({
  client,
  options,
}: Connection<GuardDutyClient>): DetectorReader & DestinationLister {
  const destinations = async (DetectorId: string): Promise<ListedDestination[]> => {
    const pages = paginateListPublishingDestinations({ client }, { DetectorId }, options());
    const found = await itemsOf(pages, ({ Destinations }) => Destinations);
    return found.map(({ DestinationId = "", DestinationType = "" }) => ({
      id: DestinationId,
      type: DestinationType,
    }));
  };
  return {
    listDetectors: () =>
      itemsOf(paginateListDetectors({ client }, {}, options()), ({ DetectorIds }) => DetectorIds),
    async getDetector(id) {
      const found = await client.send(new GetDetectorCommand({ DetectorId: id }), options());
      return {
        id,
        status: found.Status,
        findingPublishingFrequency: found.FindingPublishingFrequency,
        ...(found.Features && {
          plans: plansOf(found.Features),
          managedBy: managersOf(found.Features),
        }),
      };
    },
    listDestinations: async (detectorId) => (await destinations(detectorId)).map(({ id }) => id),
    destinations,
    async describeDestination(DetectorId, DestinationId) {
      const command = new DescribePublishingDestinationCommand({ DetectorId, DestinationId });
      const found = await client.send(command, options());
      return {
        id: DestinationId,
        status: found.Status,
        failingSince: found.PublishingFailureStartTimestamp,
        destinationArn: found.DestinationProperties?.DestinationArn,
        kmsKeyArn: found.DestinationProperties?.KmsKeyArn,
        expectedBucketOwner: found.DestinationProperties?.ExpectedBucketOwner ?? undefined,
      };
    },
  };
}

/** Protection plan -> ENABLED or DISABLED. */
export function plansOf(features: readonly { Name?: string; Status?: string }[]): {
  [plan: string]: string;
} {
  return Object.fromEntries(features.map(({ Name = "", Status = "" }) => [Name, Status]));
}

/** The same with the credentials of the environment. */
export function openDetectors(
  region: string,
  settings: ClientSettings,
): DetectorReader &
  LatestFindingsReader &
  StatisticsReader &
  SuppressionReader &
  MemberReader & { close(): void } {
  const connection = connect(GuardDutyClient, region, settings);
  const close = connection.close;
  return {
    ...detectorReader(connection),
    ...latestFindingsReader(connection),
    ...statisticsReader(connection),
    ...suppressionReader(connection),
    ...memberReader(connection),
    close,
  };
}
