import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { knownArn } from "../../rules/arn";
import type { OwnPart, PolicyOutcome } from "../../rules/adoption";
import { bucketPart, keyPart, policyOutcome, statementsToHandOver } from "../../rules/adoption";
import type { ExistingSettings } from "../../rules/args";
import type { FittedPolicy } from "../../rules/policies";
import {
  bucketPolicy,
  createdKeyPolicy,
  keyPolicy,
  PolicyTooLargeError,
} from "../../rules/policies";
import type { PolicyDocument } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import type { FindingsBucket } from "./bucket";
import { refuse } from "../shared/checks";
import type { ExportContext } from "./context";
import { bucketOptions, keyOptions } from "./context";
import type { FindingsKey } from "./key";
import { wrotePolicy } from "./livePolicies";
import type { Places } from "./places";
import { tellOutcome } from "./policyNews";

/** The policies as registered, as they will be, and the statements of this export in each. */
export interface Policies {
  resources: pulumi.Resource[];
  bucket: pulumi.Output<PolicyDocument>;
  key: pulumi.Output<PolicyDocument>;
  bucketStatements: pulumi.Output<string>;
  keyStatements: pulumi.Output<string>;
}

/** Lets GuardDuty write findings of exactly these detectors to the bucket, under the key. */
export function createPolicies(
  context: ExportContext,
  places: Places,
  bucket: FindingsBucket,
  key: FindingsKey,
): Policies {
  const { settings } = context.plan;
  const ofBucket = bucketOutcome(context, places);
  const ofKey = keyOutcome(context, places);
  // Unknown while a detector is: what stands in for one is shown, and never written. Nor is one policy when the other cannot be.
  const ready = pulumi.all([places.known, ofBucket, ofKey]);
  return {
    resources: [
      ...registerBucketPolicy(context, bucket, ready, ofBucket),
      ...registerKeyPolicy(context, key, ready, ofKey),
    ],
    bucket: ofBucket.apply(({ document }) => document),
    key: ofKey.apply(({ document }) => document),
    bucketStatements: statementsText(ready, ofBucket, settings.bucket.existing),
    keyStatements: statementsText(ready, ofKey, settings.key.existing),
  };
}

function bucketOutcome(context: ExportContext, places: Places): pulumi.Output<PolicyOutcome> {
  const { sidPrefix, home, policies, settings } = context.plan;
  const { existing, prefix } = settings.bucket;
  const outcome = pulumi
    .all([places.shown, context.live.bucket])
    .apply(([{ sources, bucketName, keyArn }, live]) => {
      const { partition } = home;
      const { lookupRoleArn } = policies;
      const readers = policies.readers.ofBucket;
      const input = {
        ...{ sidPrefix, partition, bucketName, prefix, keyArn, sources, lookupRoleArn },
        readers,
      };
      if (existing === undefined) return ofOwnPolicy(bucketPolicy(input));
      const path = "bucket.existing.name";
      return ofSharedPolicy(context, path, live, existing, bucketPart(input));
    });
  if (existing) tellOutcome(context, `bucket policy of ${existing.name}`, outcome);
  return outcome;
}

function keyOutcome(context: ExportContext, places: Places): pulumi.Output<PolicyOutcome> {
  const { sidPrefix, home, policies, settings } = context.plan;
  const { existing } = settings.key;
  const outcome = pulumi
    .all([places.shown, context.live.key])
    .apply(([{ sources, keyArn }, live]) => {
      const readers = { arns: policies.readers.ofKey, region: home.name };
      const input = { sidPrefix, sources, readers };
      if (existing === undefined) {
        const others = createdKeyPolicy(sidPrefix, home.partition, knownArn(keyArn).accountId);
        return ofOwnPolicy(keyPolicy(input, others));
      }
      return ofSharedPolicy(context, "key.existing.arn", live, existing, keyPart(input));
    });
  if (existing) tellOutcome(context, `key policy of ${existing.arn}`, outcome);
  return outcome;
}

/** What becomes of the policy of a bucket or key that is made: all of it is the export's. */
function ofOwnPolicy({ document, json, precision }: FittedPolicy): PolicyOutcome {
  const statements = listOf(document.Statement);
  return { document, json, statements, precision, changes: [], goes: false };
}

function ofSharedPolicy(
  { component }: ExportContext,
  path: string,
  live: PolicyDocument | undefined,
  existing: ExistingSettings,
  part: OwnPart,
): PolicyOutcome {
  try {
    return policyOutcome(live as PolicyDocument, existing, part);
  } catch (error) {
    if (error instanceof PolicyTooLargeError) refuse(component, [`${path}: ${error.message}`]);
    throw error;
  }
}

function registerBucketPolicy(
  context: ExportContext,
  bucket: FindingsBucket,
  ready: pulumi.Output<unknown>,
  outcome: pulumi.Output<PolicyOutcome>,
): s3.BucketPolicy[] {
  const { names, plan } = context;
  const { existing } = plan.settings.bucket;
  const inputs = {
    region: plan.home.name,
    bucket: bucket.name,
    policy: textToWrite(ready, outcome),
  };
  const register = (options: pulumi.CustomResourceOptions = {}) =>
    new s3.BucketPolicy(
      names.bucketPolicy,
      inputs,
      rewritten({ ...bucketOptions(context), ...options }),
    );
  if (existing === undefined) return [register()];
  if (existing.policy === "external") return [];
  if (existing.detach) {
    // Only what is read tells whether the policy may be deleted with the stack: no statement in it is anybody else's.
    outcome.apply(({ json, goes }) => {
      if (json !== undefined) register({ retainOnDelete: !goes });
    });
    return [];
  }
  const policy = register();
  wrotePolicy(existing.name, policy);
  return [policy];
}

function registerKeyPolicy(
  context: ExportContext,
  key: FindingsKey,
  ready: pulumi.Output<unknown>,
  outcome: pulumi.Output<PolicyOutcome>,
): kms.KeyPolicy[] {
  const { names, plan } = context;
  const { existing } = plan.settings.key;
  if (existing?.policy === "external") return [];
  const policy = new kms.KeyPolicy(
    names.keyPolicy,
    // The bare key id: with an ARN the provider finds a difference on every run.
    { region: plan.home.name, keyId: key.id, policy: textToWrite(ready, outcome) },
    rewritten(keyOptions(context)),
  );
  if (existing) wrotePolicy(existing.arn, policy);
  return [policy];
}

/**
 * A policy is written to the bucket or key of its id: when that is another one, the provider would write it over the policy of the
 * old one. A write that failed is taken for done by the provider in the next run, unless the policy is replaced: it is written anew,
 * and what is retained is not deleted afterwards.
 */
function rewritten(options: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  const replaceOnChanges = options.retainOnDelete ? ["keyId", "#initerror"] : ["keyId"];
  return { ...options, replaceOnChanges };
}

function textToWrite(
  ready: pulumi.Output<unknown>,
  outcome: pulumi.Output<PolicyOutcome>,
): pulumi.Output<string> {
  return pulumi.all([ready, outcome]).apply(([, { json }]) => json as string);
}

function statementsText(
  ready: pulumi.Output<unknown>,
  outcome: pulumi.Output<PolicyOutcome>,
  existing: ExistingSettings | undefined,
): pulumi.Output<string> {
  const textOf = existing?.policy === "external" ? statementsToHandOver : JSON.stringify;
  return pulumi.all([ready, outcome]).apply(([, { statements }]) => textOf(statements));
}
