import { getKey } from "@pulumi/aws/kms";
import { getBucket } from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { AWS_MESSAGES } from "../../rules/awsMessages";
import { aliasProblems, bucketNameProblems, unchecked } from "../../rules/preflight";
import type { Problem } from "../../rules/problems";
import { problemLine } from "../../rules/problems";
import { logWarnings } from "../shared/checks";
import { hasHooks, hook } from "../shared/hooks";
import type { ExportContext } from "./context";

/**
 * Hooks of the bucket and the key that run before one is made: in previews too, and never for one that is there. The old one of a
 * bucket or key that moves keeps its name, so the configuration does not distinguish it from an export's first.
 */
export function onlyNewBucket(context: ExportContext): pulumi.ResourceHookBinding {
  const { plan, component, provider } = context;
  const { name } = plan.settings.bucket;
  if (name === undefined) return {};
  const { accounts, home, settings } = plan;
  return beforeCreate(context, "bucket", async () => {
    const options = { parent: component, provider: provider(accounts.bucketOwner, home.name) };
    const found = await arnOrUndefined(() =>
      getBucket({ bucket: name, region: home.name }, options),
    );
    // What is emptied and deleted first leaves its name.
    const leaves = pulumi.runtime.isDryRun() && settings.onDestroy === "delete";
    return found === undefined || leaves ? [] : bucketNameProblems(name);
  });
}

/** The same of the key's alias. */
export function onlyNewKey(context: ExportContext): pulumi.ResourceHookBinding {
  const { plan, component, provider } = context;
  const { accounts, home, settings } = plan;
  const { alias } = settings.key;
  if (alias === undefined) return {};
  return beforeCreate(context, "key", async () => {
    const options = { parent: component, provider: provider(accounts.keyOwner, home.name) };
    const found = await arnOrUndefined(() => getKey({ keyId: alias, region: home.name }, options));
    return found === undefined ? [] : aliasProblems(alias, found);
  });
}

function beforeCreate(
  { name, component }: ExportContext,
  what: "bucket" | "key",
  find: () => Promise<Problem[]>,
): pulumi.ResourceHookBinding {
  if (!hasHooks()) return {};
  const named = hook(`guardduty-export-new-${what}-${name}`, async () => {
    const problems = await find().catch(async ({ message }: Error) => {
      await logWarnings(component, [unchecked({ check: "newName", of: what })(message)]);
      return [];
    });
    if (problems.length > 0) throw new Error(problems.map(problemLine).join("\n"));
  });
  return { beforeCreate: [named] };
}

/** What is there; undefined when nothing is, or when a preview does not know the credentials yet. Rejects when that cannot be read. */
async function arnOrUndefined<T extends { arn: string }>(
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
