import { getDetector } from "@pulumi/aws/guardduty";
import { getKey } from "@pulumi/aws/kms";
import { getBucket, getObject } from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { AWS_MESSAGES } from "../../rules/awsMessages";
import type { Adoption } from "../../rules/adoption";
import { adoptionProblems, adoptionWarnings } from "../../rules/adoption";
import type { ExistingDetectorSettings } from "../../rules/args";
import type { AccountRole, ExportPlan } from "../../rules/plan";
import type { Check } from "../shared/checks";
import { complete, IncompleteAnswer } from "../shared/checks";
import type { ProviderLookup } from "../shared/providers";

/** Checks of what is said to exist already, its policies aside. */
export function adoptionChecks(
  component: pulumi.ComponentResource,
  plan: ExportPlan,
  provider: ProviderLookup,
): Check[] {
  const { existing } = plan.settings;
  return [
    ...bucketCheck(component, plan, provider),
    ...keyCheck(component, plan, provider),
    ...markerCheck(component, plan, provider),
    ...detectorChecks(component, "administrator", existing, provider),
  ];
}

function bucketCheck(
  component: pulumi.ComponentResource,
  { settings, accounts, home }: ExportPlan,
  provider: ProviderLookup,
): Check[] {
  const bucket = settings.bucket.existing?.name;
  if (bucket === undefined) return [];
  return [
    mustBeRead(
      `bucket.existing.name: ${bucket}`,
      `see that it is the name of a bucket in ${home.name}, and that the credentials may call s3:ListBucket and s3:GetBucketPolicy on it`,
      async () => {
        const found = await getBucket(
          { bucket, region: home.name },
          { parent: component, provider: provider(accounts.bucketOwner, home.name) },
        );
        const { bucketRegion } = complete(found, "bucketRegion");
        return problemsOf(settings, { bucket: { name: bucket, region: bucketRegion } });
      },
    ),
  ];
}

function keyCheck(
  component: pulumi.ComponentResource,
  { settings, accounts, home }: ExportPlan,
  provider: ProviderLookup,
): Check[] {
  const arn = settings.key.existing?.arn;
  if (arn === undefined) return [];
  return [
    mustBeRead(
      `key.existing.arn: ${arn}`,
      "see that it is the ARN of a key, and that the credentials may call kms:DescribeKey and kms:GetKeyPolicy on it",
      async () => {
        const answer = await getKey(
          { keyId: arn, region: home.name },
          { parent: component, provider: provider(accounts.keyOwner, home.name) },
        );
        const found = complete(answer, "keySpec", "keyUsage", "keyState");
        const key = {
          arn,
          region: home.name,
          spec: found.keySpec,
          usage: found.keyUsage,
          state: found.keyState,
          multiRegion: found.multiRegion,
          keyManager: found.keyManager,
        };
        for (const warning of adoptionWarnings({ key, ...regionsOf(settings) })) {
          await pulumi.log.warn(warning, component);
        }
        return problemsOf(settings, { key });
      },
    ),
  ];
}

/** The marker of the prefix is put as an empty object: one with content would be lost. */
function markerCheck(
  component: pulumi.ComponentResource,
  { settings, accounts, home }: ExportPlan,
  provider: ProviderLookup,
): Check[] {
  const { existing, prefix } = settings.bucket;
  if (existing === undefined || prefix === "") return [];
  const [bucket, key] = [existing.name, `${prefix}/`];
  return [
    {
      what: `whether the object ${key} of bucket ${bucket} has content`,
      async run() {
        try {
          const found = await getObject(
            { bucket, key, region: home.name },
            { parent: component, provider: provider(accounts.bucketOwner, home.name) },
          );
          const { contentLength } = complete(found, "contentLength");
          if (contentLength === 0) return [];
          return [
            `bucket.prefix: the object ${key} of bucket ${bucket} has ${contentLength} bytes, and GuardDuty wants an empty one there; give another prefix, or move the object`,
          ];
        } catch (error) {
          if (AWS_MESSAGES.objectNotFound.test((error as Error).message)) return [];
          throw error;
        }
      },
    },
  ];
}

/** Checks that detectors are the account's own, and warns of suspended ones. */
export function detectorChecks(
  component: pulumi.ComponentResource,
  account: AccountRole,
  existing: { [region: string]: ExistingDetectorSettings },
  provider: ProviderLookup,
): Check[] {
  return Object.entries(existing).map(([region, { detectorId, enable }]) => ({
    what: `the detector ${detectorId} in ${region}`,
    async run() {
      const path = `existing["${region}"]`;
      const found = await singleDetector(component, region, provider(account, region));
      if (found === undefined) {
        return [
          `${path}.detectorId: is ${detectorId}, and the account has no detector in ${region}; remove the entry, and one is created`,
        ];
      }
      if (found.id !== detectorId) {
        return [
          `${path}.detectorId: is ${detectorId}, and the account's detector in ${region} is ${found.id}; give that one`,
        ];
      }
      if (found.status === "DISABLED" && !enable) {
        await pulumi.log.warn(
          `the detector ${detectorId} in ${region} is suspended, and finds nothing: set ${path}.enable to true to have it enabled`,
          component,
        );
      }
      return [];
    },
  }));
}

/** The account's one detector in a Region; undefined when there is none. */
async function singleDetector(
  component: pulumi.ComponentResource,
  region: string,
  provider: pulumi.ProviderResource,
) {
  try {
    return complete(await getDetector({ region }, { parent: component, provider }), "id");
  } catch (error) {
    if (AWS_MESSAGES.emptyResult.test((error as Error).message)) return undefined;
    throw error;
  }
}

/** A check that fails, too, when there is nothing to be read. */
function mustBeRead(what: string, fix: string, run: Check["run"]): Check {
  return {
    what,
    run: () =>
      run().catch((error: Error) => {
        if (error instanceof IncompleteAnswer) throw error;
        return [`${what} cannot be read: ${error.message}; ${fix}`];
      }),
  };
}

function regionsOf({ regions, homeRegion }: ExportPlan["settings"]) {
  return { regions, homeRegion };
}

function problemsOf(
  settings: ExportPlan["settings"],
  adopted: Pick<Adoption, "bucket" | "key">,
): string[] {
  return adoptionProblems({ ...adopted, ...regionsOf(settings) }).map(
    ({ path, reason }) => `${path}: ${reason}`,
  );
}
