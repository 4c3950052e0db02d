import { knownArn } from "../arn";
import type { OwnPart, PolicyOutcome } from "../adoption";
import { bucketPart, keyPart, policyOutcome } from "../adoption";
import type { ExistingSettings } from "../args";
import type { FittedPolicy } from "../policies";
import {
  BUCKET_POLICY_LIMIT,
  bucketPolicy,
  createdKeyPolicy,
  EMPTY_POLICY,
  KEY_POLICY_LIMIT,
  keyPolicy,
  policyBytes,
} from "../policies";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import type { ExportPlan } from "./exportPlan";
import type { LivePolicies } from "./policies";

/** A policy as it will be. */
export interface ExpectedPolicy {
  /** Undefined when it is adopted and not known. */
  document?: PolicyDocument;
  /** Of the document; of the export's statements alone while it is not known. */
  bytes: number;
  limit: number;
  precision: FittedPolicy["precision"];
  /** The export's statements, placed in it or to be handed to its owner. */
  statements: PolicyStatement[];
  /** What changes of the export's part of an adopted policy, a line each. */
  changes: string[];
}

export interface ExpectedPolicies {
  bucket: ExpectedPolicy;
  key: ExpectedPolicy;
}

/**
 * Both policies as they will be, statements of others included, with stand-ins for what is not known yet.
 * Throws PolicyTooLargeError, and ReservedSidError when a live policy holds Sids reserved for the export.
 */
export function expectedPolicies(plan: ExportPlan, live: LivePolicies = {}): ExpectedPolicies {
  const { sidPrefix, home, settings, standIns, policies } = plan;
  const { bucketName, keyArn, sources } = standIns;
  const ofBucket = {
    ...{ sidPrefix, partition: home.partition, bucketName, keyArn, sources },
    ...{ prefix: settings.bucket.prefix, lookupRoleArn: policies.lookupRoleArn },
    readers: policies.readers.ofBucket,
  };
  const ofKey = {
    ...{ sidPrefix, sources },
    readers: { arns: policies.readers.ofKey, region: settings.homeRegion },
  };
  const owner = knownArn(keyArn).accountId;
  return {
    bucket: settings.bucket.existing
      ? shared(bucketPart(ofBucket), settings.bucket.existing, live.bucket, BUCKET_POLICY_LIMIT)
      : whole(bucketPolicy(ofBucket)),
    key: settings.key.existing
      ? shared(keyPart(ofKey), settings.key.existing, live.key, KEY_POLICY_LIMIT)
      : whole(keyPolicy(ofKey, createdKeyPolicy(sidPrefix, home.partition, owner))),
  };
}

/** All of it is the export's. */
function whole({ document, bytes, limit, precision }: FittedPolicy): ExpectedPolicy {
  const statements = listOf(document.Statement);
  return { document, bytes, limit, precision, statements, changes: [] };
}

function shared(
  part: OwnPart,
  existing: ExistingSettings,
  live: PolicyDocument | undefined,
  limit: number,
): ExpectedPolicy {
  const outcome: PolicyOutcome = policyOutcome(live ?? EMPTY_POLICY, existing, part);
  const { document, precision, statements } = outcome;
  const known = live !== undefined;
  return {
    ...(known && { document }),
    bytes: known ? policyBytes(document) : policyBytes({ ...EMPTY_POLICY, Statement: statements }),
    limit,
    precision,
    statements,
    changes: known ? outcome.changes : [],
  };
}
