import {
  DescribePublishingDestinationCommand,
  GetDetectorCommand,
  GuardDutyClient,
} from "@aws-sdk/client-guardduty";

import type { Questions } from "../aws/observe";
import { CLIENT, patience } from "./client";

/** GuardDuty of a Region. */
export function guardDuty(region: string): { questions: Questions; close(): void } {
  const client = new GuardDutyClient({ region, ...CLIENT });
  return {
    questions: {
      async getDetector(id) {
        const found = await client.send(new GetDetectorCommand({ DetectorId: id }), patience());
        return {
          id,
          status: found.Status,
          findingPublishingFrequency: found.FindingPublishingFrequency,
        };
      },
      // The ids are known, but for a destination that the stack did not make.
      listDetectors: async () => [],
      listDestinations: async () => [],
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
