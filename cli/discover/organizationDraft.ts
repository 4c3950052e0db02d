import type { ExportSettings } from "../../rules/args";
import { counted } from "../plan/words";
import type { Draft, Found } from "./entries";
import { entry, groupBy, regionNames, regionsOf } from "./entries";

/** Accounts, delegation and members. */
export function organizationEntry(found: Found): Draft {
  const { administratorId, managementId, given } = found;
  const account = (role: "administrator" | "management", accountId: string) => ({
    ...(role === "administrator" ? given?.administrator : roleOf(given)),
    accountId,
  });
  const regions = regionsOf(found);
  const delegated = regions.filter(({ delegatedTo }) => delegatedTo === administratorId);
  const comments = [`the credentials are of account ${administratorId}`];
  const open: string[] = [];
  const organization: { [property: string]: unknown } = {
    administrator: account("administrator", administratorId),
  };
  if (managementId !== undefined) {
    const all = delegated.length === regions.length && regions.length > 0;
    if (all) {
      comments.push(`account ${managementId} has delegated to it in every Region`);
      organization["management"] = { ...account("management", managementId), delegated: true };
    } else if (delegated.length > 0) {
      const names = delegated.map(({ region }) => region).join(", ");
      open.push(
        `account ${managementId} has delegated to it in ${names} and not in the others: delegate there, or take them out of regions, and then say organization.management.delegated`,
      );
    } else {
      comments.push(
        `account ${managementId} manages the organization; to check whether it has delegated, pass its role as organization.management (--config)`,
      );
    }
  }
  const autoEnable = groupBy(
    regions.filter((one) => one.autoEnable !== undefined),
    (one) => one.autoEnable as string,
  );
  const [only, ...more] = autoEnable;
  if (only && more.length === 0) {
    organization["members"] = { autoEnable: only[0] };
    comments.push(`auto-enable of members is ${only[0]} in ${regionNames(only[1], regions)}`);
  } else if (more.length > 0) {
    open.push(
      `auto-enable of members differs: ${autoEnable.map(([value, where]) => `${value} in ${regionNames(where, regions)}`).join("; ")}: choose one as organization.members.autoEnable`,
    );
  }
  const members = new Set(
    regions.flatMap((one) =>
      one.members.filter(({ status }) => status === "Enabled").map(({ accountId }) => accountId),
    ),
  );
  if (members.size > 0) {
    comments.push(
      `${counted(members.size, "member is", "members are")} enabled, and need no entry`,
    );
  }
  return { entries: [entry("organization", organization, ...comments)], open };
}

function roleOf(given: ExportSettings | undefined) {
  if (given?.management === undefined) return {};
  const { detector: _detector, delegated: _delegated, ...account } = given.management;
  return account;
}
