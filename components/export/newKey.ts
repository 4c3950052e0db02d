import { getKey } from "@pulumi/aws/kms";
import type * as pulumi from "@pulumi/pulumi";

import { resourceId } from "../../rules/arn";
import {
  aliasProblems,
  deletingKeyProblems,
  lostAliasProblem,
  lostKeyProblem,
  unchecked,
} from "../../rules/preflight";
import type { CheckSubject, Problem } from "../../rules/problems";
import { healthText } from "../../rules/texts/health";
import type { ExportContext } from "./context";
import { awsCalls, deployingAccount } from "./deployingAccounts";
import { arnOrUndefined, beforeCreate, isOwn } from "./newEvidence";

/**
 * A hook of the key, as the bucket has: no other key has its alias, none of the export is pending deletion, and none that the export
 * created is the key of a destination.
 */
export function onlyNewKey(context: ExportContext): pulumi.ResourceHookBinding {
  const { alias } = context.plan.settings.key;
  return beforeCreate(context, "key", async () => {
    const deleting = await deletingKeyProblemsOf(context);
    if (deleting.some(({ severity }) => severity === "error")) return deleting;
    const taken = alias === undefined ? [] : await takenAliasProblems(context, alias);
    return [...deleting, ...(taken.length > 0 ? taken : await lostKeyProblems(context))];
  });
}

/** The same of the alias, where the key is there: who has it may be this key, and the state does not have the alias. */
export function onlyNewAlias(context: ExportContext): pulumi.ResourceHookBinding {
  const { alias } = context.plan.settings.key;
  if (alias === undefined) return {};
  return beforeCreate(context, "alias", async ({ targetKeyId }) => {
    // In a preview, of a key that is still to be made: its own hook reads the alias.
    if (typeof targetKeyId !== "string") return [];
    const found = await keyOfAlias(context, alias);
    if (found?.arn === undefined || resourceId(found.arn) !== targetKeyId)
      return found === undefined ? [] : aliasProblems(alias, found);
    return [lostAliasProblem(alias, found.arn)];
  });
}

async function takenAliasProblems(context: ExportContext, alias: string): Promise<Problem[]> {
  const found = await keyOfAlias(context, alias);
  if (found === undefined) return [];
  const own = found.arn !== undefined && (await isOwn(context, { holder: "key", name: found.arn }));
  return aliasProblems(alias, { ...found, own });
}

/** The key that has an alias; undefined: none has. */
function keyOfAlias({ plan, component, provider }: ExportContext, alias: string) {
  const { accounts, home } = plan;
  const options = { parent: component, provider: provider(accounts.keyOwner, home.name) };
  return arnOrUndefined(() => getKey({ keyId: alias, region: home.name }, options));
}

async function deletingKeyProblemsOf(context: ExportContext): Promise<Problem[]> {
  const { plan } = context;
  const account = await deployingAccount(context, plan.accounts.keyOwner);
  if (account === undefined) return [];
  if (account.value === undefined) return [notChecked("deletingKeys", account)];
  const found = await awsCalls().deletingKeys(account.value, plan.home.name, plan.sidPrefix);
  return found.finding === undefined
    ? deletingKeyProblems(found.value)
    : [notChecked("deletingKeys", found)];
}

/** A key that destinations export under is the export's: what it created has its tag, and what it adopted has not. */
async function lostKeyProblems(context: ExportContext): Promise<Problem[]> {
  const { accounts, home, settings, sidPrefix } = context.plan;
  const [administrator, owner] = await Promise.all([
    deployingAccount(context, "administrator"),
    deployingAccount(context, accounts.keyOwner),
  ]);
  if (administrator === undefined || owner === undefined) return [];
  if (administrator.value === undefined) return [notChecked("destinationKeys", administrator)];
  if (owner.value === undefined) return [notChecked("destinationKeys", owner)];
  const used = await awsCalls().destinationKeys(administrator.value, settings.regions);
  if (used.finding !== undefined) return [notChecked("destinationKeys", used)];
  if (used.value.length === 0) return [];
  const of = { arns: used.value, sidPrefix };
  const own = await awsCalls().createdKeys(owner.value, home.name, of);
  return own.finding === undefined
    ? own.value.map(lostKeyProblem)
    : [notChecked("destinationKeys", own)];
}

function notChecked(
  check: Extract<CheckSubject["check"], "deletingKeys" | "destinationKeys">,
  { finding }: { finding?: Parameters<typeof healthText>[0] },
): Problem {
  return unchecked({ check })(healthText(finding as NonNullable<typeof finding>).problem);
}
