import type { ExportPlan } from "../plan";
import type { Change } from "./change";
import { change, split } from "./change";

/** What happens to the accounts whose findings arrive through the administrator. */
export function organizationChanges(
  { settings: base }: ExportPlan,
  { settings: head }: ExportPlan,
): Change[] {
  const ids = (settings: ExportPlan["settings"]) =>
    settings.members.accounts.map(({ accountId }) => accountId);
  const members = split(ids(base), ids(head));
  return [
    ...administrator(base.administrator.accountId, head.administrator.accountId),
    ...delegation(base.management !== undefined, head.management !== undefined),
    ...management(base.management?.accountId, head.management?.accountId),
    ...members.added.map((accountId) => change("memberAdded", { accountId })),
    ...members.removed.map((accountId) => change("memberRemoved", { accountId })),
    ...autoEnable(base.members.autoEnable, head.members.autoEnable),
  ];
}

function administrator(from: string | undefined, to: string | undefined): Change[] {
  if (from === to) return [];
  const moves = from !== undefined && to !== undefined;
  return [change("administratorChanged", { ...(from && { from }), ...(to && { to }) }, moves)];
}

function delegation(before: boolean, after: boolean): Change[] {
  if (before === after) return [];
  return [change(after ? "delegationAdded" : "delegationRemoved", {})];
}

function management(from: string | undefined, to: string | undefined): Change[] {
  if (from === undefined || to === undefined || from === to) return [];
  return [change("managementChanged", { from, to })];
}

function autoEnable(from: string | undefined, to: string | undefined): Change[] {
  if (from === to) return [];
  const risk = to !== undefined && to !== "ALL";
  return [change("autoEnableChanged", { ...(from && { from }), ...(to && { to }) }, risk)];
}
