import {
  CreateSampleFindingsCommand,
  GuardDutyClient,
  UpdatePublishingDestinationCommand,
} from "@aws-sdk/client-guardduty";

import type { ClientSettings } from "../connection";
import { connect } from "../connection";
import type { Credentials } from "../credentials";
import type { DetectionRuleReader } from "./detectionRules";
import { detectionRuleReader } from "./detectionRules";
import type { DestinationLister, DetectorReader } from "./detectors";
import { detectorReader } from "./detectors";
import type { MemberCalls } from "./members";
import { memberCalls } from "./members";
import type { ListOwners } from "./listOwners";
import { listOwners } from "./listOwners";
import type { NamedResources } from "./namedResources";
import { namedResources } from "./namedResources";
import type { LatestFindingsReader, StatisticsReader } from "./statistics";
import { latestFindingsReader, statisticsReader } from "./statistics";
import type { SuppressionReader } from "./suppression";
import { suppressionReader } from "./suppression";

export type { Member, OrganizationConfiguration } from "./members";
export type { MalwarePlan } from "./namedResources";

/** GuardDuty of one account in one Region; every call rejects with the error of the SDK. */
export interface GuardDuty
  extends
    DetectorReader,
    DestinationLister,
    SuppressionReader,
    LatestFindingsReader,
    StatisticsReader,
    NamedResources,
    ListOwners,
    DetectionRuleReader,
    MemberCalls {
  region: string;
  createSample(detectorId: string, type: string): Promise<void>;
  /** Answers the id of the request. Bucket and key of the destination stay as they are. GuardDuty writes a test object, as it does on every update. */
  setExpectedBucketOwner(
    detectorId: string,
    destinationId: string,
    accountId: string,
  ): Promise<string>;
  /** Bucket, key and expected owner in one call: the owner of the old bucket would refuse the new one. */
  redirectDestination(
    detectorId: string,
    destinationId: string,
    to: { destinationArn: string; kmsKeyArn: string; bucketOwnerId: string },
  ): Promise<void>;
  close(): void;
}

export function guardDuty(
  region: string,
  credentials: Credentials,
  settings: ClientSettings,
): GuardDuty {
  const connection = connect(GuardDutyClient, region, settings, credentials);
  return {
    region,
    ...detectorReader(connection),
    ...suppressionReader(connection),
    ...latestFindingsReader(connection),
    ...statisticsReader(connection),
    ...namedResources(connection),
    ...listOwners(connection),
    ...memberCalls(connection),
    ...detectionRuleReader(connection),
    async createSample(DetectorId, type) {
      const command = new CreateSampleFindingsCommand({ DetectorId, FindingTypes: [type] });
      await connection.client.send(command, connection.options());
    },
    async setExpectedBucketOwner(DetectorId, DestinationId, ExpectedBucketOwner) {
      const DestinationProperties = { ExpectedBucketOwner };
      const input = { DetectorId, DestinationId, DestinationProperties };
      const { $metadata } = await connection.client.send(
        new UpdatePublishingDestinationCommand(input),
        connection.options(),
      );
      return $metadata.requestId ?? "";
    },
    async redirectDestination(DetectorId, DestinationId, to) {
      const DestinationProperties = {
        DestinationArn: to.destinationArn,
        KmsKeyArn: to.kmsKeyArn,
        ExpectedBucketOwner: to.bucketOwnerId,
      };
      const input = { DetectorId, DestinationId, DestinationProperties };
      await connection.client.send(
        new UpdatePublishingDestinationCommand(input),
        connection.options(),
      );
    },
    close: connection.close,
  };
}
