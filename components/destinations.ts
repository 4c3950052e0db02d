import { PublishingDestination } from "@pulumi/aws/guardduty";
import type * as kms from "@pulumi/aws/kms";
import type * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { importId } from "../rules/plan";
import type { ExportContext } from "./context";
import { accountOptions, after } from "./context";
import type { Detectors } from "./detectors";
import { propagationRetry } from "./propagationRetry";

/** The destinations by Region. */
export type Destinations = Map<string, PublishingDestination>;

/**
 * The destination of each detector. `prerequisites` are what GuardDuty's test write needs: both policies, and the prefix marker.
 */
export function createDestinations(
  context: ExportContext,
  detectors: Detectors,
  bucket: s3.Bucket,
  key: kms.Key,
  prerequisites: (pulumi.Resource | undefined)[],
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
          ...after(accountOptions(context, "administrator", region), ...prerequisites),
          hooks: { onError },
          // A detector takes one destination: a second is refused while the first exists.
          deleteBeforeReplace: true,
          // A create that failed after GuardDuty made the destination: an update would pass without repairing it.
          replaceOnChanges: ["#initerror"],
          ...adoption(context, region),
        },
      ),
    ]),
  );
}

/** A destination that was there before is redirected, never replaced, and stays when the stack goes. */
function adoption({ plan }: ExportContext, region: string): pulumi.CustomResourceOptions {
  const { detectorId, destinationId } = plan.settings.overrides[region] ?? {};
  if (detectorId === undefined || destinationId === undefined) return {};
  const id = importId(`${detectorId}:${destinationId}`, "administrator", region, plan.providers);
  return { import: id, retainOnDelete: true, ignoreChanges: ["tags"] };
}
