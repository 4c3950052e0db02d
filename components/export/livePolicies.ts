import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { arnText, knownArn, resourceId } from "../../rules/arn";
import type { PolicyTexts, WrittenPolicy } from "../../rules/adoption";
import { HOLDER_PATHS, policyProblems, readLivePolicy } from "../../rules/adoption";
import type { HealthFinding } from "../../rules/health/types";
import type { ExportPlan, LivePolicies as LiveDocuments, OwnerRole } from "../../rules/plan";
import { ownCallProblems } from "../../rules/preflight";
import { liveRoomProblems } from "../../rules/policyRoom";
import type { PolicyDocument } from "../../rules/policyDocument";
import type { Problem } from "../../rules/problems";
import { logWarnings, refuse } from "../shared/checks";
import type { ExportContext, LivePolicies } from "./context";
import { accountOptions, after } from "./context";
import { awsCalls, deployingAccount } from "./deployingAccounts";
import { hasHooks } from "../shared/hooks";
import { mockedOr } from "../shared/mocks";
import { onceKnown } from "../shared/outputs";

/**
 * Reads the policies of the existing bucket and key. Read by resources: a function fails on a bucket without a policy, and there
 * is none for key policies. One that cannot be read ends the run, and one that cannot be merged fails the component: nothing is made.
 */
export function readLivePolicies(context: ExportContext): LivePolicies {
  const [bucket, key] = [readBucketPolicy(context), readKeyPolicy(context)];
  const live = documents(context, { ...(bucket && { bucket }), ...(key && { key }) });
  warnOfOwnCalls(context, live);
  return live;
}

/** Warns, in previews too, of statements that deny the deployment's own calls. */
function warnOfOwnCalls(context: ExportContext, live: LivePolicies): void {
  if (!hasHooks() || (live.bucket === undefined && live.key === undefined)) return;
  const { accounts } = context.plan;
  const arnOf = async (owner: OwnerRole) => (await deployingAccount(context, owner))?.value?.arn;
  onceKnown(pulumi.output({ ...live }), async (policies) => {
    const callers = {
      bucket: await arnOf(accounts.bucketOwner),
      key: await arnOf(accounts.keyOwner),
    };
    await logWarnings(
      context.component,
      ownCallProblems(context.plan, policies as LiveDocuments, callers),
    );
  });
}

/**
 * The policy of the bucket or key read again in a deployment, just before it is written: what others wrote while the deployment made what
 * comes `before` is merged too. Where the component has no credentials of the account it stays as it was read.
 */
export function readAgain(
  context: ExportContext,
  holder: "bucket" | "key",
  before: pulumi.Output<unknown>,
): pulumi.Output<PolicyDocument> | undefined {
  const { live, plan } = context;
  const read = live[holder];
  if (read === undefined || pulumi.runtime.isDryRun() || !hasHooks()) return undefined;
  const { settings, accounts } = plan;
  const [owner, name] =
    holder === "bucket"
      ? [accounts.bucketOwner, settings.bucket.existing?.name]
      : [accounts.keyOwner, settings.key.existing?.arn];
  const text = pulumi.all([read, before]).apply(async ([document]) => {
    const now = await liveText(context, owner, { holder, name: name as string });
    // One that cannot be read now is not written: the check before the write fails.
    return now.value === undefined ? JSON.stringify(document) : now.value;
  });
  return documents(context, { [holder]: text })[holder];
}

/** The text of a policy, read with the credentials of its account; without a finding these are not known. */
export async function liveText(
  context: Pick<ExportContext, "owners" | "plan">,
  owner: OwnerRole,
  policy: WrittenPolicy,
): Promise<{ value?: string | null; finding?: HealthFinding }> {
  const account = await deployingAccount(context, owner);
  if (account?.value === undefined) return account ?? {};
  const writer = awsCalls().policyWriter(account.value, context.plan.home.name, policy);
  try {
    return await writer.read();
  } finally {
    writer.close();
  }
}

/** The policies that these texts are; what cannot be merged fails the component. */
function documents({ component, plan }: ExportContext, texts: TextOutputs): LivePolicies {
  const read = pulumi.output(texts).apply((found) => {
    refuse(component, policyTextProblems(plan, found));
    return found;
  });
  return {
    ...(texts.bucket && { bucket: read.apply((found) => documentOf("bucket", found.bucket)) }),
    ...(texts.key && { key: read.apply((found) => documentOf("key", found.key)) }),
  };
}

/** What keeps these policies from being merged, or from having room for the export's statements. */
export function policyTextProblems(plan: ExportPlan, texts: PolicyTexts): Problem[] {
  const unmergeable = policyProblems(texts, plan.sidPrefix);
  return unmergeable.length > 0 ? unmergeable : liveRoomProblems(plan, documentsOf(texts));
}

type TextOutputs = { [of in "bucket" | "key"]?: pulumi.Output<string | null> };

function documentOf(of: "bucket" | "key", text: string | null | undefined): PolicyDocument {
  return readLivePolicy(text, { of, path: HOLDER_PATHS[of] }).policy as PolicyDocument;
}

function documentsOf({ bucket, key }: PolicyTexts): LiveDocuments {
  return {
    ...(bucket !== undefined && { bucket: documentOf("bucket", bucket) }),
    ...(key !== undefined && { key: documentOf("key", key) }),
  };
}

function readBucketPolicy(context: ExportContext): pulumi.Output<string | null> | undefined {
  const { names, plan } = context;
  const name = plan.settings.bucket.existing?.name;
  if (name === undefined) return undefined;
  const region = plan.home.name;
  const options = accountOptions(context, plan.accounts.bucketOwner, region);
  const bucket = s3.Bucket.get(names.bucket, name, { region }, after(options, writers().get(name)));
  return bucket.policy.apply((text: string | undefined) => text ?? null);
}

function readKeyPolicy(context: ExportContext): pulumi.Output<string | null> | undefined {
  const { names, plan } = context;
  const arn = plan.settings.key.existing?.arn;
  if (arn === undefined) return undefined;
  const region = plan.home.name;
  const options = accountOptions(context, plan.accounts.keyOwner, region);
  const key = kms.Key.get(
    names.key,
    resourceId(arn),
    { region },
    after(options, writers().get(arn)),
  );
  const policy = mockedOr(key.policy, JSON.stringify(defaultKeyPolicy(arn)));
  return policy.apply((text: string | undefined) => text ?? null);
}

/**
 * The policy that AWS gives a key, where mocks leave it out.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function defaultKeyPolicy(arn: string): PolicyDocument {
  const { partition, accountId } = knownArn(arn);
  const root = { partition, service: "iam", region: "", accountId, resource: "root" };
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: arnText(root) },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  };
}

/** Who of the program wrote last to the policy of an existing bucket or key, by its name or ARN. */
const writersOf = new WeakMap<object, Map<string, pulumi.Resource>>();

function writers(): Map<string, pulumi.Resource> {
  const program = pulumi.runtime.getStackResource();
  if (program === undefined) return new Map();
  const known = writersOf.get(program) ?? new Map<string, pulumi.Resource>();
  writersOf.set(program, known);
  return known;
}

/** Has every later export of the program read the policy after this one wrote it: neither loses the other's statements. */
export function wrotePolicy(of: string, resource: pulumi.Resource): void {
  writers().set(of, resource);
}
