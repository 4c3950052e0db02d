import type { Cloud } from "../../aws/cloud";
import type { Keys } from "../../aws/key";
import { observe } from "../../aws/observe";
import type { Bucket } from "../../aws/s3";
import type { AdoptedKey } from "../../rules/adoption";
import { HOLDER_PATHS, readLivePolicy } from "../../rules/adoption";
import type { ExpirationRule, ObservedBucketSettings } from "../../rules/bucketSettings";
import { LIFECYCLE_ACTION, SETTINGS_ACTIONS } from "../../rules/bucketSettings";
import { isPublicPolicy } from "../../rules/documents/publicStatement";
import type { KeyGrant } from "../../rules/keys";
import type { AccountRole, ExportPlan } from "../../rules/plan";
import type { Result } from "../findings";
import { error } from "../findings";
import { ofAccount } from "./observeOrganization";
import type { ExportTarget } from "./target";

export interface BucketObservation {
  region: string;
  /** Null: there is none. */
  policy: string | null;
  /** Whether BlockPublicPolicy of the bucket or its account is on, where the next write of the policy depends on it. */
  blockPublicPolicy?: Awaited<ReturnType<Cloud["blockPublicPolicy"]>>;
  /** Of a bucket that the stack creates. */
  settings?: Result<ObservedBucketSettings>;
  /** Of an adopted bucket. */
  lifecycle?: Result<readonly ExpirationRule[]>;
}

export interface KeyObservation {
  key: AdoptedKey;
  policy: string;
  /** Of a key that the stack creates. */
  grants?: Result<KeyGrant[]>;
}

export function bucketOf(
  cloud: Cloud,
  owner: AccountRole,
  { bucketName }: ExportTarget,
): Result<Bucket> | undefined {
  if (bucketName === undefined) return undefined;
  const { value, finding } = cloud.storage(owner);
  return value === undefined
    ? { finding: ofAccount(owner, finding) }
    : { value: value.bucket(bucketName) };
}

export async function observeBucket(
  { settings, accounts }: ExportPlan,
  cloud: Cloud,
  { value: bucket, finding }: Result<Bucket>,
): Promise<Result<BucketObservation>> {
  if (bucket === undefined) return { finding };
  const { existing } = settings.bucket;
  const observed = await observe(
    ["s3:GetBucketPolicy", "s3:GetBucketLocation"],
    async () => {
      const [region, policy] = await Promise.all([bucket.region(), bucket.policy()]);
      return { region, policy };
    },
    [
      {
        error: "NoSuchBucket",
        finding: error("holderMissing", {
          holder: "bucket",
          name: bucket.name,
          adopted: existing !== undefined,
        }),
      },
    ],
  );
  if (observed.value === undefined) return observed;
  const read = await observeSettings(settings.bucket, bucket);
  const value = { ...observed.value, ...read };
  const isShared = existing !== undefined && existing.policy !== "external";
  if (!isShared || !isPublic(value.policy)) return { value };
  const blockPublicPolicy = await cloud.blockPublicPolicy(accounts.bucketOwner, bucket.name);
  return { value: { ...value, blockPublicPolicy } };
}

/** What the stack declares of a bucket that it creates, or what the export needs of one that is adopted. */
async function observeSettings(
  { existing }: ExportPlan["settings"]["bucket"],
  { settings }: Bucket,
): Promise<Pick<BucketObservation, "settings" | "lifecycle">> {
  if (existing === undefined) {
    return { settings: await observe(SETTINGS_ACTIONS, () => settings.all()) };
  }
  return { lifecycle: await observe(LIFECYCLE_ACTION, () => settings.lifecycle()) };
}

/** A policy that cannot be read is a finding of its own. */
function isPublic(policy: string | null | undefined): boolean {
  const { policy: document } = readLivePolicy(policy, { of: "bucket", path: HOLDER_PATHS.bucket });
  return document !== undefined && isPublicPolicy({ ...document });
}

export async function observeKey(
  cloud: Cloud,
  owner: AccountRole,
  { keyArn }: ExportTarget,
  adopted: boolean,
): Promise<Result<KeyObservation> | undefined> {
  if (keyArn === undefined) return undefined;
  const { value: keys, finding } = cloud.keys(owner);
  if (keys === undefined) return { finding: ofAccount(owner, finding) };
  const [observed, grants] = await Promise.all([
    observeKeyPolicy(keys, keyArn, adopted),
    adopted ? undefined : observe("kms:ListGrants", () => keys.grants(keyArn)),
  ]);
  if (observed.value === undefined) return observed;
  return { value: { ...observed.value, ...(grants && { grants }) } };
}

function observeKeyPolicy(
  keys: Keys,
  keyArn: string,
  adopted: boolean,
): Promise<Result<KeyObservation>> {
  return observe(
    ["kms:DescribeKey", "kms:GetKeyPolicy"],
    async () => {
      const [key, policy] = await Promise.all([keys.describe(keyArn), keys.policy(keyArn)]);
      return { key, policy };
    },
    [
      {
        error: "NotFoundException",
        finding: error("holderMissing", { holder: "key", name: keyArn, adopted }),
      },
    ],
  );
}
