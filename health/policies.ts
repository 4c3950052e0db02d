import { openDetectors } from "../aws/guardDuty/detectors";
import { observe } from "../aws/observe";
import { readBlockPublicPolicy } from "../aws/s3/blockPublicPolicy";
import { storage } from "../aws/s3";
import { HOLDER_PATHS, readLivePolicy } from "../rules/adoption";
import { knownArn, parseS3Arn } from "../rules/arn";
import { isPublicPolicy } from "../rules/documents/publicStatement";
import type { HealthSettings } from "../rules/health/environment";
import type { ExpectedPolicies } from "../rules/health/expectedPolicies";
import { policiesNotChecked } from "../rules/health/expectedPolicies";
import { judgePolicies } from "../rules/health/judgePolicies";
import { error } from "../rules/health/policyValues";
import type { PolicyReport, ReportedFinding } from "../rules/health/report";
import { homeOf } from "../rules/health/report";
import type { Result } from "../rules/health/types";
import { CALLS } from "./calls";
import type { FunctionFiles } from "./files";
import { keyHealth } from "./key";

/** Judges the two policies and the key as `status` does, where they are of the account. Never rejects. */
export async function policyHealth(
  settings: HealthSettings,
  { policies: expected, members: declared }: FunctionFiles,
): Promise<PolicyReport> {
  const notChecked = policiesNotChecked(settings, expected);
  const isChecked = (name: "bucket" | "key") => !notChecked.some(({ policy }) => policy === name);
  const [bucket, key, members] = await Promise.all([
    isChecked("bucket") ? observeBucket(settings, expected) : undefined,
    keyHealth(settings, expected),
    isChecked("bucket") || isChecked("key") ? observeMembers(settings) : [],
  ]);
  const texts = {
    ...(bucket?.value && { bucket: bucket.value.policy }),
    ...(key.policy !== undefined && { key: key.policy }),
  };
  const blockPublicPolicy = bucket?.value?.blockPublicPolicy;
  const accountIds = [...declared.accounts.map(({ accountId }) => accountId), ...members];
  const observed = { texts, blockPublicPolicy, members: accountIds, at: new Date() };
  const others = [...(bucket?.finding ? [bucket.finding] : []), ...key.findings];
  return { findings: [...others, ...judgePolicies(settings, expected, observed)], notChecked };
}

interface BucketPolicy {
  policy: string | null;
  /** As `status` reads it: where the next write of the policy depends on it. */
  blockPublicPolicy?: Result<boolean>;
}

async function observeBucket(
  { destinationArn, keyArn, administratorAccountId: accountId }: HealthSettings,
  { bucket: expected }: ExpectedPolicies,
): Promise<Result<BucketPolicy, ReportedFinding>> {
  const { bucket: name = "" } = parseS3Arn(destinationArn) ?? {};
  const { region } = knownArn(keyArn);
  const adopted = expected?.owner !== "stack";
  const { bucket, close } = storage(region, undefined, CALLS);
  const missing = error("holderMissing", { holder: "bucket", name, adopted });
  const read = await observe("s3:GetBucketPolicy", () => bucket(name).policy(), [
    { error: "NoSuchBucket", finding: missing },
  ]);
  close();
  if (read.finding !== undefined) return read;
  const { value: policy } = read;
  const { policy: document } = readLivePolicy(policy, { of: "bucket", path: HOLDER_PATHS.bucket });
  const isPublic = document !== undefined && isPublicPolicy({ ...document });
  if (expected?.owner !== "shared" || !isPublic) return { value: { policy } };
  const blockPublicPolicy = await readBlockPublicPolicy({ accountId }, region, name, CALLS);
  return { value: { policy, blockPublicPolicy } };
}

/** Enabled members, of one Region; that they could not be read is found of that Region. */
async function observeMembers({ keyArn, regions }: HealthSettings): Promise<string[]> {
  const region = homeOf(regions, knownArn(keyArn).region);
  const detectorId = regions.find((one) => one.region === region)?.detectorId ?? "";
  const { members, close } = openDetectors(region, CALLS);
  const { value = [] } = await observe("guardduty:ListMembers", () => members(detectorId));
  close();
  return value.filter(({ status }) => status === "Enabled").map(({ accountId }) => accountId);
}
