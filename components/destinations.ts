import { PublishingDestination } from "@pulumi/aws/guardduty";
import * as pulumi from "@pulumi/pulumi";

import type { FindingsBucket } from "./bucket";
import type { ExportContext } from "./context";
import { accountOptions, after } from "./context";
import type { Detectors } from "./detectors";
import { imported } from "./imports";
import type { FindingsKey } from "./key";
import type { Admission } from "./proof";
import { propagationRetry } from "./propagationRetry";

/** The destinations by Region. */
export type Destinations = Map<string, PublishingDestination>;

/**
 * The destination of each detector, where the proof admits it; none while the export is detached. `prerequisites` are what
 * GuardDuty's test write needs: both policies, and the prefix marker.
 */
export function createDestinations(
  context: ExportContext,
  detectors: Detectors,
  bucket: FindingsBucket,
  key: FindingsKey,
  admission: Admission,
  prerequisites: (pulumi.Resource | undefined)[],
): Destinations {
  const { plan } = context;
  if (plan.detaching) return new Map();
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
          ...after(
            accountOptions({ ...context, checked: admission.of(region) }, "administrator", region),
            ...prerequisites,
          ),
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
  const id = `${detectorId}:${destinationId}`;
  return {
    ...imported(id, "administrator", region, plan.providers),
    ignoreChanges: ["tags"],
  };
}
