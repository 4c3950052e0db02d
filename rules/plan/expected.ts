import { mergePolicy } from "../adoption";
import type { FittedPolicy } from "../policies";
import {
  BUCKET_POLICY_LIMIT,
  bucketPolicy,
  createdKeyPolicy,
  KEY_POLICY_LIMIT,
  keyPolicy,
  policyBytes,
} from "../policies";
import type { PolicyDocument } from "../policyDocument";
import { adoptedParts } from "./adopted";
import type { ExportPlan } from ".";
import { standInsFor } from "./standIns";

/** The policies of an adopted bucket and key as they are now; undefined where they were not read. */
export interface LivePolicies {
  bucket?: PolicyDocument;
  key?: PolicyDocument;
}

/** A policy as it will be; undefined when it is adopted and was not read. */
export interface ExpectedPolicies {
  bucket: FittedPolicy | undefined;
  key: FittedPolicy | undefined;
  /** The export's part of each policy: what it places there, or hands over where somebody else writes the policy. */
  own: { bucket: PolicyDocument; key: PolicyDocument };
}

/**
 * Both policies as they will be, statements of others included, with stand-ins for what is not known yet.
 * Throws PolicyTooLargeError, and ReservedSidError when a live policy holds Sids reserved for the export.
 */
export function expectedPolicies(plan: ExportPlan, live: LivePolicies = {}): ExpectedPolicies {
  const { sidPrefix, home, settings, accounts } = plan;
  const adopted = adoptedParts(settings);
  const { bucketName, keyArn, keyAccountId, sources } = standInsFor(settings, accounts);
  const ofBucket = (others?: PolicyDocument) =>
    bucketPolicy(
      {
        ...{ sidPrefix, partition: home.partition, bucketName, keyArn, sources },
        prefix: settings.bucket.prefix,
        lookupRoleArn: plan.policies.lookupRoleArn,
      },
      others,
    );
  const ofKey = (others: PolicyDocument) => keyPolicy({ sidPrefix, sources }, others);
  const created = createdKeyPolicy(sidPrefix, home.partition, keyAccountId);
  const nothing: PolicyDocument = { Version: "2012-10-17", Statement: [] };

  const adopt = (
    { policy }: { policy: "merge" | "external" },
    current: PolicyDocument | undefined,
    limit: number,
    fit: (others: PolicyDocument) => FittedPolicy,
  ): FittedPolicy | undefined => {
    if (current === undefined) return undefined;
    return policy === "merge"
      ? mergePolicy(current, { sidPrefix, fit })
      : asItIs(current, limit, fit(nothing).precision);
  };

  return {
    bucket: adopted.bucket
      ? adopt(adopted.bucket, live.bucket, BUCKET_POLICY_LIMIT, ofBucket)
      : ofBucket(),
    key: adopted.key ? adopt(adopted.key, live.key, KEY_POLICY_LIMIT, ofKey) : ofKey(created),
    own: {
      bucket: ofBucket().document,
      key: ofKey(adopted.key ? nothing : created).document,
    },
  };
}

/** A policy that somebody else writes stays as it is. */
function asItIs(
  document: PolicyDocument,
  limit: number,
  precision: FittedPolicy["precision"],
): FittedPolicy {
  const json = JSON.stringify(document);
  return { document, json, bytes: policyBytes(document), limit, precision };
}
