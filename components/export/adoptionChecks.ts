import { getDetector } from "@pulumi/aws/guardduty";
import { getKey } from "@pulumi/aws/kms";
import { getBucket, getObject } from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";

import { AWS_MESSAGES } from "../../rules/awsMessages";
import { adoptionProblems, adoptionWarnings } from "../../rules/adoption";
import type { ExistingDetectorSettings } from "../../rules/args";
import type { AccountRole, ExportPlan } from "../../rules/plan";
import type { FoundDetector } from "../../rules/preflight";
import {
  detectorProblems,
  markerProblems,
  unreadBucketProblem,
  unreadKeyProblem,
} from "../../rules/preflight";
import type { Check } from "../shared/checks";
import { complete } from "../shared/checks";
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
  const region = home.name;
  return [
    {
      subject: { check: "existing", of: "bucket" },
      unanswered: (message) => unreadBucketProblem(bucket, region, message),
      async run() {
        const answer = await getBucket(
          { bucket, region },
          { parent: component, provider: provider(accounts.bucketOwner, region) },
        );
        const { bucketRegion } = complete(answer, "bucketRegion");
        const found = { name: bucket, region: bucketRegion };
        return adoptionProblems({ bucket: found, ...regionsOf(settings) });
      },
    },
  ];
}

function keyCheck(
  component: pulumi.ComponentResource,
  { settings, accounts, home }: ExportPlan,
  provider: ProviderLookup,
): Check[] {
  const arn = settings.key.existing?.arn;
  if (arn === undefined) return [];
  const region = home.name;
  return [
    {
      subject: { check: "existing", of: "key" },
      unanswered: (message) => unreadKeyProblem(arn, region, message),
      async run() {
        const answer = await getKey(
          { keyId: arn, region },
          { parent: component, provider: provider(accounts.keyOwner, region) },
        );
        const found = complete(answer, "keySpec", "keyUsage", "keyState");
        const key = {
          ...{ arn, region },
          spec: found.keySpec,
          usage: found.keyUsage,
          state: found.keyState,
          multiRegion: found.multiRegion,
          keyManager: found.keyManager,
        };
        const adoption = { key, ...regionsOf(settings) };
        return [...adoptionProblems(adoption), ...adoptionWarnings(adoption)];
      },
    },
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
      subject: { check: "marker", bucket, key },
      async run() {
        try {
          const found = await getObject(
            { bucket, key, region: home.name },
            { parent: component, provider: provider(accounts.bucketOwner, home.name) },
          );
          const { contentLength } = complete(found, "contentLength");
          return markerProblems(bucket, prefix, contentLength);
        } catch (error) {
          if (AWS_MESSAGES.objectNotFound.test((error as Error).message)) return [];
          throw error;
        }
      },
    },
  ];
}

/** Checks that existing detectors are the account's own, and whether they are suspended. */
export function detectorChecks(
  component: pulumi.ComponentResource,
  account: AccountRole,
  existing: { [region: string]: ExistingDetectorSettings },
  provider: ProviderLookup,
): Check[] {
  return Object.entries(existing).map(([region, settings]) => ({
    subject: { check: "detector", region, detectorId: settings.detectorId },
    run: async () =>
      detectorProblems(
        region,
        settings,
        await singleDetector(component, region, provider(account, region)),
      ),
  }));
}

/** The account's one detector in a Region; undefined when there is none. */
async function singleDetector(
  component: pulumi.ComponentResource,
  region: string,
  provider: pulumi.ProviderResource,
): Promise<FoundDetector> {
  try {
    return complete(await getDetector({ region }, { parent: component, provider }), "id");
  } catch (error) {
    if (AWS_MESSAGES.emptyResult.test((error as Error).message)) return undefined;
    throw error;
  }
}

function regionsOf({ regions, homeRegion }: ExportPlan["settings"]) {
  return { regions, homeRegion };
}
