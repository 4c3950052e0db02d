import { createRequire } from "node:module";
import { setTimeout as wait } from "node:timers/promises";

import * as pulumi from "@pulumi/pulumi";

import type * as accounts from "../../aws/accounts";
import type * as aws from "../../aws/otherWriters";
import type * as writers from "../../aws/policyWriter";
import type { OtherWriter, WrittenPolicy } from "../../rules/adoption";
import { HOLDER_PATHS, readLivePolicy } from "../../rules/adoption";
import type { AccountRole } from "../../rules/plan";
import type { PolicyDocument } from "../../rules/policyDocument";
import { deploymentWarningText } from "../../rules/texts/deploymentWarnings";
import { hasHooks, hook } from "../shared/hooks";
import { valueOf } from "../shared/outputs";
import type { ExportContext } from "./context";
import { keepLost } from "./lostStatements";

/** Pulumi runs programs in TypeScript as `nodenext`, where `import()` finds no file without its extension. */
const load = createRequire(__filename);

/** Of calls in a deployment. */
const CALLS = { timeout: 30_000 };

/** By then another deployment that had read the policy before this one wrote it has written it too. */
const PAUSE_MS = 2_000;

/**
 * Hooks of the policy of an existing bucket or key, which others write too: S3 and KMS replace it as a whole. Just before the write, they
 * fail it when the policy is no longer what the export's statements were merged with; after it, they restore statements that another
 * write removed. Between the check and the write another write is still possible.
 */
export function amongOtherWriters(
  context: ExportContext,
  owner: AccountRole,
  written: WrittenPolicy,
): pulumi.CustomResourceOptions {
  if (!hasHooks()) return {};
  const { name, live } = context;
  const named = (when: string) => `guardduty-export-${written.holder}-policy-${when}-${name}`;
  const inDeployments = { onDryRun: false };
  const check = hook(
    named("check"),
    () =>
      withPolicy(context, owner, written, async ({ unchangedSince }, write) =>
        unchangedSince(await valueOf<PolicyDocument>(live[written.holder]), write),
      ),
    inDeployments,
  );
  const keep = hook(
    named("keep"),
    ({ newInputs }) =>
      withPolicy(context, owner, written, async ({ keepStatements }, write) => {
        const { policy: text } = newInputs as { policy: string };
        const { policy } = readLivePolicy(text, locationOf(written));
        return policy && keepStatements(policy, write, () => wait(PAUSE_MS));
      }),
    inDeployments,
  );
  return {
    hooks: {
      beforeCreate: [check],
      beforeUpdate: [check],
      afterCreate: [keep],
      afterUpdate: [keep],
    },
  };
}

const locationOf = ({ holder }: WrittenPolicy) => ({ of: holder, path: HOLDER_PATHS[holder] });

/** Logs a warning that is found, and fails the write with an error. */
async function withPolicy(
  { component, owners, plan }: ExportContext,
  owner: AccountRole,
  written: WrittenPolicy,
  find: (calls: typeof aws, write: aws.Write) => Promise<OtherWriter | undefined>,
): Promise<void> {
  const found = await opened();
  if (found === undefined) return;
  const text = deploymentWarningText(await keepLost(found));
  if (found.severity === "error") throw new Error(text);
  await pulumi.log.warn(text, component);

  async function opened(): Promise<OtherWriter | undefined> {
    const use = plan.accounts.uses.find(({ account }) => account === owner);
    const ownProvider = plan.providers.some(({ account }) => account === owner);
    if (use === undefined || !ownProvider) {
      return { id: "writersNotChecked", severity: "warning", ...written };
    }
    const { holder } = written;
    // Programs and plugins that run no hook do not load AWS's clients.
    const calls = load("../../aws/otherWriters") as typeof aws;
    const { openAccount } = load("../../aws/accounts") as typeof accounts;
    const { policyWriter } = load("../../aws/policyWriter") as typeof writers;
    const { credentials } = use;
    const accountId = credentials.accountId ?? (await valueOf<string | undefined>(owners[holder]));
    const externalId = await valueOf(credentials.externalId);
    const region = plan.home.name;
    const account = await openAccount({ ...credentials, accountId, externalId }, region, CALLS);
    if (account.value === undefined) {
      return { id: "writersNotChecked", severity: "error", ...written, cause: account.finding };
    }
    const writer = policyWriter(account.value, region, written);
    try {
      return await find(calls, { ...written, sidPrefix: plan.sidPrefix, writer });
    } finally {
      writer.close();
    }
  }
}
