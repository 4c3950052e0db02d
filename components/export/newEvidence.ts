import { getBucket } from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { AWS_MESSAGES } from "../../rules/awsMessages";
import { hasStatementsOf, HOLDER_PATHS, readLivePolicy } from "../../rules/adoption";
import { bucketNameProblems, unchecked } from "../../rules/preflight";
import type { Problem } from "../../rules/problems";
import { problemLine } from "../../rules/problems";
import { logWarnings } from "../shared/checks";
import { hasHooks, hook } from "../shared/hooks";
import type { ExportContext } from "./context";
import { awsCalls, deployingAccount } from "./deployingAccounts";
import { identifiedLines } from "../../rules/texts/identified";
import { hookError } from "../shared/log";

/**
 * A hook of the bucket that runs before one is made: in previews too, and never for one that is there. The old one of a
 * bucket that moves keeps its name, so the configuration does not distinguish it from an export's first. What a refresh dropped
 * from the state while it exists is not made a second time: its findings would be forgotten with it.
 */
export function onlyNewBucket(context: ExportContext): pulumi.ResourceHookBinding {
  const { plan, component, provider } = context;
  const { accounts, home, settings } = plan;
  return beforeCreate(context, "bucket", async ({ bucket: name }) => {
    // In a preview, of a suffix that is still to be made.
    if (typeof name !== "string") return [];
    const options = { parent: component, provider: provider(accounts.bucketOwner, home.name) };
    const found = await arnOrUndefined(() =>
      getBucket({ bucket: name, region: home.name }, options),
    );
    // What is emptied and deleted first leaves its name.
    const leaves = pulumi.runtime.isDryRun() && settings.onDestroy === "delete";
    if (found === undefined || leaves) return [];
    // A suffix is drawn once for a stack: who has a bucket of that name is the stack itself.
    const own =
      settings.bucket.name === undefined ||
      (found.arn !== undefined && (await isOwn(context, { holder: "bucket", name })));
    return bucketNameProblems(name, { own, named: settings.bucket.name !== undefined });
  });
}

/** A hook that reads what exists before something is created; what it could not read is a warning. */
export function beforeCreate(
  { name, component }: ExportContext,
  what: "bucket" | "key" | "alias",
  find: (inputs: { [name: string]: unknown }) => Promise<Problem[]>,
): pulumi.ResourceHookBinding {
  if (!hasHooks()) return {};
  const named = hook(`guardduty-export-new-${what}-${name}`, async ({ newInputs }) => {
    const problems = await find(newInputs ?? {}).catch(({ message }: Error) => [
      unchecked({ check: "newName", of: what === "alias" ? "key" : what })(message),
    ]);
    await logWarnings(component, problems);
    const errors = problems.filter(({ severity }) => severity === "error");
    if (errors.length > 0) throw hookError(identifiedLines(errors.map(problemLine)));
  });
  return { beforeCreate: [named] };
}

/** Whether the export's statements are in the policy of a bucket or key; one that could not be read is taken for another's. */
export async function isOwn(
  context: ExportContext,
  { holder, name }: { holder: "bucket" | "key"; name: string },
): Promise<boolean> {
  const { plan } = context;
  const { bucketOwner, keyOwner } = plan.accounts;
  const account = await deployingAccount(context, holder === "key" ? keyOwner : bucketOwner);
  if (account?.value === undefined) return false;
  const writer = awsCalls().policyWriter(account.value, plan.home.name, { holder, name });
  try {
    const text = await writer.read();
    if (text.finding !== undefined) return false;
    const { policy } = readLivePolicy(text.value, { of: holder, path: HOLDER_PATHS[holder] });
    return policy !== undefined && hasStatementsOf(policy, plan.sidPrefix);
  } finally {
    writer.close();
  }
}

/** What is there; undefined when nothing is, or when a preview does not know the credentials yet. Rejects when that cannot be read. */
export async function arnOrUndefined<T extends { arn: string }>(
  ask: () => Promise<T>,
): Promise<Partial<T> | undefined> {
  try {
    const found = await ask();
    return typeof found.arn === "string" ? found : undefined;
  } catch (error) {
    const { message } = error as Error;
    if (AWS_MESSAGES.notFound.test(message)) return undefined;
    if (AWS_MESSAGES.bucketElsewhere.test(message)) return {};
    throw error;
  }
}
