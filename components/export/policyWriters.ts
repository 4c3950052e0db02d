import { setTimeout as wait } from "node:timers/promises";

import * as pulumi from "@pulumi/pulumi";

import type { Write } from "../../aws/deployment";
import type { OtherWriter, WrittenPolicy } from "../../rules/adoption";
import { HOLDER_PATHS, readLivePolicy } from "../../rules/adoption";
import type { OwnerRole } from "../../rules/plan";
import type { PolicyDocument } from "../../rules/policyDocument";
import { deploymentWarningText } from "../../rules/texts/deploymentWarnings";
import { hasHooks, hook } from "../shared/hooks";
import { hookError, logWarning } from "../shared/log";
import { valueOf } from "../shared/outputs";
import type { ExportContext } from "./context";
import type { AwsCalls } from "./deployingAccounts";
import { awsCalls, deployingAccount } from "./deployingAccounts";
import { keepLost } from "./lostStatements";
import { refuseSameName } from "./sameName";

/** By then another deployment that had read the policy before this one wrote it has written it too. */
const PAUSE_MS = 2_000;

/**
 * Hooks of the policy of an existing bucket or key, which others write too: S3 and KMS replace it as a whole. Just before the write, they
 * fail it when the policy is no longer what the export's statements were merged with; after it, they restore statements that another
 * write removed. Between the check and the write another write is still possible.
 */
export function amongOtherWriters(
  context: ExportContext,
  owner: OwnerRole,
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
      beforeCreate: [refuseSameName(context, written), check],
      beforeUpdate: [check],
      afterCreate: [keep],
      afterUpdate: [keep],
    },
  };
}

const locationOf = ({ holder }: WrittenPolicy) => ({ of: holder, path: HOLDER_PATHS[holder] });

/** Logs a warning that is found, and fails the write with an error. */
async function withPolicy(
  context: ExportContext,
  owner: OwnerRole,
  written: WrittenPolicy,
  find: (calls: AwsCalls, write: Write) => Promise<OtherWriter | undefined>,
): Promise<void> {
  const found = await judged(context, owner, written, find);
  if (found === undefined) return;
  const text = deploymentWarningText(await keepLost(found));
  if (found.severity === "error") throw hookError(text);
  await logWarning(text, context.component);
}

async function judged(
  context: ExportContext,
  owner: OwnerRole,
  written: WrittenPolicy,
  find: (calls: AwsCalls, write: Write) => Promise<OtherWriter | undefined>,
): Promise<OtherWriter | undefined> {
  const account = await deployingAccount(context, owner);
  if (account === undefined) return { id: "writersNotChecked", severity: "warning", ...written };
  if (account.value === undefined) {
    return { id: "writersNotChecked", severity: "error", ...written, cause: account.finding };
  }
  const { plan } = context;
  const calls = awsCalls();
  const writer = calls.policyWriter(account.value, plan.home.name, written);
  try {
    return await find(calls, { ...written, sidPrefix: plan.sidPrefix, writer });
  } finally {
    writer.close();
  }
}
