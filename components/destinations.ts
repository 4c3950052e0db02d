import { PublishingDestination } from "@pulumi/aws/guardduty";
import type * as kms from "@pulumi/aws/kms";
import type * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import type { ExportContext } from "./context";
import { regionOptions } from "./context";
import type { Detectors } from "./detectors";
import { propagationRetry } from "./propagationRetry";

/** The destinations by Region. */
export type Destinations = Map<string, PublishingDestination>;

/**
 * The destination of each detector. `after` is what GuardDuty's test write needs: both policies, and the prefix marker.
 */
export function createDestinations(
  context: ExportContext,
  detectors: Detectors,
  bucket: s3.Bucket,
  key: kms.Key,
  after: pulumi.Resource[],
): Destinations {
  const { plan } = context;
  const { prefix } = plan.settings.bucket;
  const destinationArn = prefix === "" ? bucket.arn : pulumi.interpolate`${bucket.arn}/${prefix}`;
  const onError = [propagationRetry(context.name)];
  return new Map(
    plan.regions.map(({ name: region, destinationName }) => [
      region,
      new PublishingDestination(
        destinationName,
        {
          region,
          detectorId: (detectors.get(region) as pulumi.CustomResource).id,
          destinationType: "S3",
          destinationArn,
          kmsKeyArn: key.arn,
        },
        {
          ...regionOptions(context, region),
          dependsOn: after,
          hooks: { onError },
          // A detector takes one destination: a second is refused while the first exists.
          deleteBeforeReplace: true,
          // A create that failed after GuardDuty made the destination: an update would pass without repairing it.
          replaceOnChanges: ["#initerror"],
        },
      ),
    ]),
  );
}
