import type { OwnPart, PolicyOutcome } from "../adoption";
import { bucketPart, keyPart, policyOutcome, unreadOutcome } from "../adoption";
import { knownArn } from "../arn";
import type { ExistingSettings, ExportSettings } from "../args";
import type { FittedPolicy, PolicyName } from "../policies";
import {
  bucketPolicy,
  createdKeyPolicy,
  EMPTY_POLICY,
  keyPolicy,
  POLICY_LIMITS,
} from "../policies";
import type { PolicyDocument } from "../policyDocument";
import { listOf } from "../policyDocument";
import { knownRegion } from "../regions";
import type { AccessPlan } from "./access";
import type { ExportTarget, TargetValues } from "./target";
import { shownTarget, sizedTarget } from "./target";

/** The policies of what exists already, where they are known. */
export interface LivePolicies {
  bucket?: PolicyDocument;
  key?: PolicyDocument;
}

/** A policy as it will be. */
export interface ResolvedPolicy extends Omit<PolicyOutcome, "document"> {
  /** Undefined when it is of something existing and was not read: then `bytes` are those of the export's statements alone. */
  document?: PolicyDocument;
  limit: number;
}

export type ResolvedPolicies = { [policy in PolicyName]: ResolvedPolicy };

/** What of a plan decides its policies. */
export interface PolicyRules {
  sidPrefix: string;
  settings: ExportSettings;
  access: AccessPlan;
}

/**
 * Both policies as they will be, statements of others included. What the target does not know stands for itself, and such a policy is
 * not to be written. Throws PolicyTooLargeError, and ReservedSidError when a live policy holds Sids reserved for the export.
 */
export function resolvePolicies(
  rules: PolicyRules,
  target: TargetValues,
  live: LivePolicies = {},
): ResolvedPolicies {
  const { sidPrefix, settings } = rules;
  const [shown, sized] = [shownTarget(target), sizedTarget(target)];
  const [inBucket, sizedInBucket] = [bucketInput(rules, shown), bucketInput(rules, sized)];
  const [inKey, sizedInKey] = [keyInput(rules, shown), keyInput(rules, sized)];
  const { partition } = knownRegion(settings.homeRegion);
  const administration = (of: ExportTarget) =>
    createdKeyPolicy(sidPrefix, partition, knownArn(of.keyArn).accountId, rules.access.lockedFor);
  return {
    bucket: settings.bucket.existing
      ? ofExisting("bucket", settings.bucket.existing, live, bucketPart(inBucket, sizedInBucket))
      : ofCreated(bucketPolicy(inBucket, EMPTY_POLICY, sizedInBucket)),
    key: settings.key.existing
      ? ofExisting("key", settings.key.existing, live, keyPart(inKey, sizedInKey))
      : ofCreated(keyPolicy(inKey, administration(shown), sizedInKey)),
  };
}

function bucketInput({ sidPrefix, settings, access }: PolicyRules, target: ExportTarget) {
  const { partition } = knownRegion(settings.homeRegion);
  const { bucketName, keyArn, sources } = target;
  const { prefix } = settings.bucket;
  const { lookupRoleArn, readers, lockedFor } = access;
  return {
    ...{ sidPrefix, partition, bucketName, prefix, keyArn, sources, lookupRoleArn, lockedFor },
    readers: readers.ofBucket,
  };
}

function keyInput({ sidPrefix, settings, access }: PolicyRules, { sources }: ExportTarget) {
  const readers = { arns: access.readers.ofKey, region: settings.homeRegion };
  return { sidPrefix, sources, readers };
}

/** All of it is the export's. */
function ofCreated(policy: FittedPolicy): ResolvedPolicy {
  const statements = listOf(policy.document.Statement);
  return { ...policy, statements, changes: [], deletedWithStack: false };
}

function ofExisting(
  policy: PolicyName,
  existing: ExistingSettings,
  live: LivePolicies,
  part: OwnPart,
): ResolvedPolicy {
  const limit = POLICY_LIMITS[policy];
  const is = live[policy];
  return is === undefined
    ? { ...unreadOutcome(existing, part), limit, changes: [], deletedWithStack: false }
    : { ...policyOutcome(is, existing, part), limit };
}
