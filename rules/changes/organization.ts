import type { ExportPlan } from "../plan";
import type { Change } from "./change";
import { say, split, warn } from "./change";

/** What becomes of the accounts whose findings arrive through the administrator. */
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
    ...members.added.map((id) =>
      say(`account ${id} becomes a member: its findings are exported too`),
    ),
    ...members.removed.map((id) =>
      warn(`account ${id} is removed from the members: its findings are no longer exported`),
    ),
    ...autoEnable(base.members.autoEnable, head.members.autoEnable),
  ];
}

function administrator(from: string | undefined, to: string | undefined): Change[] {
  if (from === to) return [];
  if (from === undefined || to === undefined) {
    return [say(`the administrator account is ${to ?? "whatever account the credentials are of"}`)];
  }
  return [
    warn(
      `the administrator account changes from ${from} to ${to}: no detector moves between accounts, so the deployment is refused; give ${to} a stack of its own`,
    ),
  ];
}

function delegation(before: boolean, after: boolean): Change[] {
  if (before === after) return [];
  return after
    ? [say("the management account registers the administrator in each Region")]
    : [
        warn(
          "the delegation ends in each Region: the organization's accounts leave the administrator, and their findings are no longer exported",
        ),
      ];
}

function management(from: string | undefined, to: string | undefined): Change[] {
  if (from === undefined || to === undefined || from === to) return [];
  return [
    warn(
      `the management account changes from ${from} to ${to}: delegation and members do not move between organizations, so the deployment is refused; remove organization.management first, and the findings of the accounts of the organization of ${from} are no longer exported`,
    ),
  ];
}

function autoEnable(from: string | undefined, to: string | undefined): Change[] {
  if (from === to) return [];
  if (to === undefined) return [say(`auto-enable stays ${from} in AWS, and is no longer managed`)];
  const text = `auto-enable of members changes to ${to}${from === undefined ? "" : ` from ${from}`}`;
  return [
    to === "ALL" ? say(text) : warn(`${text}: not every account of the organization exports`),
  ];
}
