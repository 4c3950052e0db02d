import { atOnce } from "../../aws/atOnce";
import type { Cloud } from "../../aws/cloud";
import { observe } from "../../aws/observe";
import { resourceId } from "../../rules/arn";
import { HOLDER_PATHS, readLivePolicy } from "../../rules/adoption";
import { EXPORT_TAG } from "../../rules/exportTag";
import type { HealthFinding, Result } from "../../rules/health/types";
import type { Deployment } from "../../rules/recovery";
import { recordedIds } from "../../rules/recovery";
import type { HolderUse } from "../../rules/recovery/orphans";
import { holderUse, isBucketNameOf } from "../../rules/recovery/orphans";
import type { LiveStack } from "../config/liveStack";
import type { OrphanIdentity } from "./identities";
import { identitiesOf } from "./identities";

const AT_ONCE = 8;

/** What AWS has of the export, and the stack's state does not have. */
export type Orphan =
  | { kind: "bucket"; id: string; use: HolderUse }
  | { kind: "key"; id: string; use: HolderUse; state: string }
  | OrphanIdentity
  | { kind: "detector"; id: string; region: string }
  | { kind: "destination"; id: string; region: string; detectorId: string };

export interface Found {
  orphans: Orphan[];
  notChecked: HealthFinding[];
}

/** Finds buckets, roles and users by name, keys by tag, and detectors and destinations by Region. Never rejects. */
export async function findOrphans(
  stack: LiveStack,
  cloud: Cloud,
  deployment: Deployment,
): Promise<Found> {
  const results = await Promise.all([
    bucketsOf(stack, cloud, deployment),
    keysOf(stack, cloud, deployment),
    ...stack.plan.regions.map(({ name }) => detectorsIn(stack, cloud, deployment, name)),
  ]);
  results.push(...(await identitiesOf(stack.plan, cloud, deployment)));
  return {
    orphans: results.flatMap(({ value }) => value ?? []),
    notChecked: results.flatMap(({ finding }) => finding ?? []),
  };
}

type Orphans = Promise<Result<Orphan[]>>;

async function bucketsOf({ plan, settings }: LiveStack, cloud: Cloud, state: Deployment): Orphans {
  const { value: storage, finding } = cloud.storage(plan.accounts.bucketOwner);
  if (storage === undefined) return { finding };
  const known = recordedIds(state, "aws:s3/bucket:Bucket").add(
    settings.bucket.existing?.name ?? "",
  );
  const actions = ["s3:ListAllMyBuckets", "s3:GetBucketPolicy", "s3:ListBucket"];
  return observe(actions, async () => {
    const names = (await storage.buckets()).filter(
      (name) => !known.has(name) && isBucketNameOf(settings.bucket, name),
    );
    return atOnce(AT_ONCE, names, async (id): Promise<Orphan> => {
      const bucket = storage.bucket(id);
      const [text, { objects }] = await Promise.all([bucket.policy(), bucket.list("")]);
      const { policy } = readLivePolicy(text, { of: "bucket", path: HOLDER_PATHS.bucket });
      const use = holderUse({ policy, hasObjects: objects.length > 0 }, plan.sidPrefix);
      return { kind: "bucket", id, use };
    });
  });
}

async function keysOf({ plan, settings }: LiveStack, cloud: Cloud, state: Deployment): Orphans {
  const { value: keys, finding } = cloud.keys(plan.accounts.keyOwner);
  if (keys === undefined) return { finding };
  const known = recordedIds(state, "aws:kms/key:Key");
  const actions = ["kms:ListKeys", "kms:ListResourceTags", "kms:DescribeKey", "kms:GetKeyPolicy"];
  return observe(actions, async () => {
    const tagged = await keys.tagged(EXPORT_TAG, plan.sidPrefix);
    const arns = tagged.filter(
      (arn) => !known.has(resourceId(arn)) && arn !== settings.key.existing?.arn,
    );
    const found = await atOnce(AT_ONCE, arns, async (id): Promise<Orphan> => {
      const [text, { state: keyState }] = await Promise.all([keys.policy(id), keys.describe(id)]);
      const { policy } = readLivePolicy(text, { of: "key", path: HOLDER_PATHS.key });
      return { kind: "key", id, use: holderUse({ policy }, plan.sidPrefix), state: keyState };
    });
    // One that is unused and already goes is left alone.
    return found.filter((one) => !(isUnused(one) && one.state === "PendingDeletion"));
  });
}

const isUnused = (one: Orphan): one is Extract<Orphan, { kind: "key" }> =>
  one.kind === "key" && one.use === "unused";

async function detectorsIn(
  { settings }: LiveStack,
  cloud: Cloud,
  state: Deployment,
  region: string,
): Orphans {
  const { value: client, finding } = cloud.guardDuty("administrator", region);
  if (client === undefined) return { finding };
  const { detectorId, destinationId } = settings.existing[region] ?? {};
  const detectors = recordedIds(state, "aws:guardduty/detector:Detector").add(detectorId ?? "");
  const destinations = recordedIds(
    state,
    "aws:guardduty/publishingDestination:PublishingDestination",
  ).add(`${detectorId}:${destinationId}`);
  const actions = ["guardduty:ListDetectors", "guardduty:ListPublishingDestinations"];
  return observe(actions, async () => {
    const found: Orphan[] = [];
    for (const id of await client.listDetectors()) {
      if (!detectors.has(id)) found.push({ kind: "detector", id, region });
      for (const destination of await client.listDestinations(id)) {
        if (destinations.has(`${id}:${destination}`)) continue;
        found.push({ kind: "destination", id: destination, region, detectorId: id });
      }
    }
    return found;
  });
}
