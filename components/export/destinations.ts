import { PublishingDestination } from "@pulumi/aws/guardduty";
import * as pulumi from "@pulumi/pulumi";

import { deployedDestination } from "../../rules/bucketOwner";
import { redirectionProblems } from "../../rules/preflight";
import type { FindingsBucket } from "./bucket";
import type { BucketOwnerVerifier } from "./bucketOwner";
import { bucketOwnerHooks, bucketOwnerVerifier } from "./bucketOwner";
import { refuse } from "../shared/checks";
import type { Admission, ExportContext } from "./context";
import { accountOptions, after } from "./context";
import type { Detectors } from "./detectors";
import { warnOfFormerEvidence } from "./formerEvidence";
import { imported } from "./imports";
import type { FindingsKey } from "./key";
import { hasHooks } from "../shared/hooks";
import { failure } from "../shared/failure";
import { mockedOr, underMocks } from "../shared/mocks";
import { onceKnown } from "../shared/outputs";
import { propagationRetry } from "./propagationRetry";
import { refuseUndeclaredDestinations } from "./undeclared";
import type { Identified } from "../../rules/texts/identified";

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
  const owner = bucketOwnerVerifier(context);
  const hooks = hasHooks() ? { hooks: hooksOf(context, admission, owner) } : {};
  return new Map(
    plan.regions.map(({ name: region, destinationName }) => {
      const destination = new PublishingDestination(
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
          ...hooks,
          // A detector takes one destination: a second is refused while the first exists.
          deleteBeforeReplace: true,
          // A create that failed after GuardDuty made the destination: an update would pass without repairing it.
          replaceOnChanges: ["#initerror"],
          ...adoption(context, region),
        },
      );
      verifyRedirection(context, region, destination, [destinationArn, key.arn]);
      verifyDeployed(context, destination, destinationArn, owner);
      return [region, destination];
    }),
  );
}

function hooksOf(
  context: ExportContext,
  admission: Admission,
  owner: BucketOwnerVerifier,
): pulumi.ResourceHookBinding {
  const { beforeUpdate, ...verified } = bucketOwnerHooks(context, owner);
  return {
    onError: [propagationRetry(context, admission)],
    beforeCreate: [refuseUndeclaredDestinations(context)],
    beforeUpdate: [warnOfFormerEvidence(context), ...beforeUpdate],
    ...verified,
  };
}

/** A destination that was there before is redirected, never replaced, and stays when the stack goes. */
function adoption({ plan }: ExportContext, region: string): pulumi.CustomResourceOptions {
  const id = existingId(plan, region);
  if (id === undefined) return {};
  return {
    ...imported(id, "administrator", region, plan.providers),
    ignoreChanges: ["tags"],
    // The engine refuses to replace what was imported.
    replaceOnChanges: [],
  };
}

/** The engine runs no hook of an import, and none of what an earlier deployment created and was ended before its hook. */
function verifyDeployed(
  { component }: ExportContext,
  { region, detectorId, destinationId }: PublishingDestination,
  destinationArn: pulumi.Output<string>,
  { verifyAgain }: BucketOwnerVerifier,
): void {
  if (pulumi.runtime.isDryRun() || underMocks()) return;
  const deployed = pulumi.output({ region, detectorId, destinationId, destinationArn });
  onceKnown(deployed, async (outputs) => {
    const destination = deployedDestination(outputs);
    if (destination === undefined) return;
    await verifyAgain(destination).catch(({ message }: Error) => {
      throw failure(component, message as Identified);
    });
  });
}

/**
 * Fails the component when an existing destination does not go where it should: an update that GuardDuty refused is taken for
 * done by the provider in the next run.
 */
function verifyRedirection(
  context: ExportContext,
  region: string,
  destination: PublishingDestination,
  expected: [pulumi.Output<string>, pulumi.Output<string>],
): void {
  const { component, names, plan } = context;
  const id = existingId(plan, region);
  if (id === undefined || pulumi.runtime.isDryRun()) return;
  const found = PublishingDestination.get(
    names.destinationAsItIs(region),
    id,
    { region },
    after(accountOptions(context, "administrator", region), destination),
  );
  const [toArn, underKey] = expected;
  const actual = [mockedOr(found.destinationArn, toArn), mockedOr(found.kmsKeyArn, underKey)];
  const known = pulumi.all([...actual, toArn, underKey]);
  onceKnown(known, ([destinationArn, keyArn, expectedArn = "", expectedKeyArn = ""]) => {
    const target = { destinationArn: expectedArn, keyArn: expectedKeyArn };
    refuse(component, redirectionProblems(region, id, { destinationArn, keyArn }, target));
  });
}

/** The id of a destination that exists already. */
function existingId({ settings }: ExportContext["plan"], region: string): string | undefined {
  const { detectorId, destinationId } = settings.existing[region] ?? {};
  return destinationId && `${detectorId}:${destinationId}`;
}
