import type { Texts } from "./texts";
import { NOT_EXPORTED } from "./texts";

/** What happens to the accounts whose findings arrive through the administrator. */
export const ORGANIZATION = {
  administratorChanged: ({ from, to }) => {
    if (to === undefined) {
      return `the administrator account is the account of the credentials instead of ${from}`;
    }
    if (from === undefined) {
      return `the administrator account is ${to} instead of the account of the credentials`;
    }
    return `the administrator account changes from ${from} to ${to}: detectors do not move between accounts, and Pulumi refuses the deployment; deploy another stack for ${to}`;
  },
  managementChanged: ({ from, to }) =>
    `the management account changes from ${from} to ${to}: delegation and members do not move between organizations, and Pulumi refuses the deployment; remove organization.management first, after which the findings of the organization of ${from} are no longer exported`,
  delegationAdded: ({ existed, accountId }) => {
    const management = `management account${accountId === undefined ? "" : ` ${accountId}`}`;
    return existed
      ? `the delegation by ${management} that exists in each Region is adopted`
      : `the ${management} registers the administrator in each Region`;
  },
  delegationRemoved: ({ stays }) =>
    stays
      ? "organization.management is removed: the delegation stays, and the stack no longer manages it"
      : `the delegation ends in each Region: the accounts of the organization leave the administrator, and their ${NOT_EXPORTED}`,
  memberAdded: ({ accountId }) =>
    `account ${accountId} becomes a member: its findings are exported`,
  memberRemoved: ({ accountId }) =>
    `account ${accountId} is removed from organization.members.accounts: GuardDuty keeps a membership that is enabled, and the stack no longer manages it`,
  autoEnableChanged: ({ from, to }) => {
    if (to === undefined) {
      return `auto-enable of members stays ${from}, and the stack no longer manages it`;
    }
    const origin = from === undefined ? "" : ` from ${from}`;
    const part = to === "ALL" ? "" : ": not every account of the organization exports findings";
    return `auto-enable of members changes${origin} to ${to}${part}`;
  },
} satisfies Partial<Texts>;
