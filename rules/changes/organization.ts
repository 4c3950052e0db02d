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
    ...delegation(base.management, head.management),
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

/** A delegation that existed before is imported, and stays. */
function delegation(from: Management, to: Management): Change[] {
  if (from === undefined && to === undefined) return [];
  if (from === undefined) {
    const { accountId, delegated } = to ?? {};
    const existed = delegated === true;
    return [change("delegationAdded", { existed, ...(accountId && { accountId }) })];
  }
  return to === undefined ? [change("delegationRemoved", { stays: from.delegated === true })] : [];
}

type Management = ExportPlan["settings"]["management"];

function management(from: string | undefined, to: string | undefined): Change[] {
  if (from === undefined || to === undefined || from === to) return [];
  return [change("managementChanged", { from, to })];
}

function autoEnable(from: string | undefined, to: string | undefined): Change[] {
  if (from === to) return [];
  // In place of NONE, NEW enables more accounts.
  const risk = to !== undefined && to !== "ALL" && from !== "NONE";
  return [change("autoEnableChanged", { ...(from && { from }), ...(to && { to }) }, risk)];
}
