import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { statementsToHandOver } from "../../rules/adoption";
import type { ExistingSettings } from "../../rules/args";
import type { ResolvedPolicies, ResolvedPolicy } from "../../rules/plan";
import { resolvePolicies } from "../../rules/plan";
import { roomProblem } from "../../rules/policyRoom";
import { PolicyTooLargeError } from "../../rules/policies";
import { problemLine } from "../../rules/problems";
import type { PolicyDocument } from "../../rules/policyDocument";
import type { FindingsBucket } from "./bucket";
import { failure } from "../shared/failure";
import { onceKnown } from "../shared/outputs";
import type { ExportContext } from "./context";
import { after, bucketOptions, keyOptions } from "./context";
import type { FindingsKey } from "./key";
import { readAgain, wrotePolicy } from "./livePolicies";
import { amongOtherWriters } from "./policyWriters";
import { logPolicyChanges } from "./policyChangeLog";
import type { Target } from "./target";

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
  target: Target,
  bucket: FindingsBucket,
  key: FindingsKey,
): Policies {
  const { settings } = context.plan;
  const first: Resolved = { context, policies: resolved(context, target) };
  // Unknown while a detector is: what stands for it is shown, and never written. Nor is one policy when the other cannot be.
  const ready = pulumi.all([target.known, first.policies]);
  const atKey = resolvedAgain(first, target, "key", ready);
  const ofKey = atKey.policies.key;
  const ofTheKey = registerKeyPolicy(atKey.context, key, ready, ofKey);
  const keyWritten = pulumi.all([ready, pulumi.all(ofTheKey.map(({ id }) => id))]);
  const atBucket = resolvedAgain(atKey, target, "bucket", keyWritten);
  const ofBucket = atBucket.policies.bucket;
  logPolicyChanges(context, pulumi.output({ bucket: ofBucket, key: ofKey }));
  return {
    resources: [
      ...ofTheKey,
      ...registerBucketPolicy(atBucket.context, bucket, ready, ofBucket, ofTheKey),
    ],
    bucket: ofBucket.apply(({ document }) => document as PolicyDocument),
    key: ofKey.apply(({ document }) => document as PolicyDocument),
    bucketStatements: statementsText(ready, ofBucket, settings.bucket.existing),
    keyStatements: statementsText(ready, ofKey, settings.key.existing),
  };
}

/** What the policies will be, with others' as they were read. */
interface Resolved {
  context: ExportContext;
  policies: pulumi.Output<ResolvedPolicies>;
}

/** The same with the policy of `holder` as it is just before it is written. */
function resolvedAgain(
  known: Resolved,
  target: Target,
  holder: "bucket" | "key",
  before: pulumi.Output<unknown>,
): Resolved {
  const read = readAgain(known.context, holder, before);
  if (read === undefined) return known;
  const context = { ...known.context, live: { ...known.context.live, [holder]: read } };
  return { context, policies: resolved(context, target) };
}

/** Both policies as they will be; one that is too large fails the component. */
function resolved(context: ExportContext, target: Target): pulumi.Output<ResolvedPolicies> {
  const { component, plan, live } = context;
  return pulumi.all([target.values, live.bucket, live.key]).apply(([values, bucket, key]) => {
    try {
      return resolvePolicies(plan, values, { bucket, key });
    } catch (error) {
      if (!(error instanceof PolicyTooLargeError)) throw error;
      throw failure(component, problemLine(roomProblem(error.size)));
    }
  });
}

/** The bucket policy comes after the key's: it denies every other key, and destinations that exist use that one until the key admits them. */
function registerBucketPolicy(
  context: ExportContext,
  bucket: FindingsBucket,
  ready: pulumi.Output<unknown>,
  outcome: pulumi.Output<ResolvedPolicy>,
  keyPolicies: pulumi.Resource[],
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
      rewritten({ ...after(bucketOptions(context), ...keyPolicies), ...options }),
    );
  if (existing === undefined) return [register()];
  if (existing.policy === "external") return [];
  const { name } = existing;
  const hooks = amongOtherWriters(context, plan.accounts.bucketOwner, { holder: "bucket", name });
  if (existing.detach) {
    // Whether the policy may be deleted with the stack is known once it is read.
    onceKnown(outcome, ({ json, deletedWithStack }) => {
      if (json !== undefined) register({ ...hooks, retainOnDelete: !deletedWithStack });
    });
    return [];
  }
  const policy = register(hooks);
  wrotePolicy(existing.name, policy);
  return [policy];
}

function registerKeyPolicy(
  context: ExportContext,
  key: FindingsKey,
  ready: pulumi.Output<unknown>,
  outcome: pulumi.Output<ResolvedPolicy>,
): kms.KeyPolicy[] {
  const { names, plan } = context;
  const { existing } = plan.settings.key;
  if (existing?.policy === "external") return [];
  const hooks = existing
    ? amongOtherWriters(context, plan.accounts.keyOwner, { holder: "key", name: existing.arn })
    : {};
  const policy = new kms.KeyPolicy(
    names.keyPolicy,
    // The bare key id: with an ARN the provider finds a difference on every run.
    { region: plan.home.name, keyId: key.id, policy: textToWrite(ready, outcome) },
    rewritten({ ...keyOptions(context), ...hooks }),
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
  outcome: pulumi.Output<ResolvedPolicy>,
): pulumi.Output<string> {
  return pulumi.all([ready, outcome]).apply(([, { json }]) => json as string);
}

function statementsText(
  ready: pulumi.Output<unknown>,
  outcome: pulumi.Output<ResolvedPolicy>,
  existing: ExistingSettings | undefined,
): pulumi.Output<string> {
  const textOf = existing?.policy === "external" ? statementsToHandOver : JSON.stringify;
  return pulumi.all([ready, outcome]).apply(([, { statements }]) => textOf(statements));
}
