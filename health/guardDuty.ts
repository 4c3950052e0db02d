import {
  DescribePublishingDestinationCommand,
  GetDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListPublishingDestinationsCommand,
} from "@aws-sdk/client-guardduty";

import type { Questions } from "../rules/health/observe";
import { CLIENT, patience } from "./client";

/** GuardDuty of a Region. */
export function guardDuty(region: string): { questions: Questions; close(): void } {
  const client = new GuardDutyClient({ region, ...CLIENT });
  return {
    questions: {
      async listDetectors() {
        const { DetectorIds } = await client.send(new ListDetectorsCommand({}), patience());
        return DetectorIds ?? [];
      },
      async getDetector(id) {
        const found = await client.send(new GetDetectorCommand({ DetectorId: id }), patience());
        return { id, status: found.Status, frequency: found.FindingPublishingFrequency };
      },
      async listDestinations(DetectorId) {
        const { Destinations } = await client.send(
          new ListPublishingDestinationsCommand({ DetectorId }),
          patience(),
        );
        return (Destinations ?? []).flatMap(({ DestinationId }) => DestinationId ?? []);
      },
      async describeDestination(DetectorId, DestinationId) {
        const found = await client.send(
          new DescribePublishingDestinationCommand({ DetectorId, DestinationId }),
          patience(),
        );
        return {
          status: found.Status,
          failingSince: found.PublishingFailureStartTimestamp,
          destinationArn: found.DestinationProperties?.DestinationArn,
          kmsKeyArn: found.DestinationProperties?.KmsKeyArn,
        };
      },
    },
    close: () => client.destroy(),
  };
}
