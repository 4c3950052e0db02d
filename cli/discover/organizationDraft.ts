import type { ExportSettings } from "../../rules/args";
import type { Draft, Found } from "./entries";
import { entry, groupBy, namesOf, regionsOf } from "./entries";
import type { Comment, Decision } from "./notes";

/** Accounts, delegation and members. */
export function organizationEntry(found: Found): Draft {
  const { administratorId, managementId, given } = found;
  const account = (role: "administrator" | "management", accountId: string) => ({
    ...(role === "administrator" ? given?.administrator : roleOf(given)),
    accountId,
  });
  const regions = regionsOf(found);
  const delegated = regions.filter(({ delegatedTo }) => delegatedTo === administratorId);
  const comments: Comment[] = [{ id: "credentialsOf", accountId: administratorId }];
  const open: Decision[] = [];
  const organization: { [property: string]: unknown } = {
    administrator: account("administrator", administratorId),
  };
  const isNew = regions.every(({ delegatedTo }) => delegatedTo === null);
  if (managementId === administratorId) {
    if (isNew) comments.push({ id: "notDelegatedByItself", accountId: managementId });
  } else if (managementId !== undefined) {
    const all = delegated.length === regions.length && regions.length > 0;
    if (all) {
      comments.push({ id: "delegated", managementId, regions: namesOf(delegated) });
      organization["management"] = { ...account("management", managementId), delegated: true };
    } else if (delegated.length > 0) {
      const rest = regions.filter((one) => !delegated.includes(one));
      const known = rest.filter(({ delegatedTo }) => delegatedTo !== undefined);
      open.push({
        ...{ id: "delegatedInPart", managementId, regions: namesOf(delegated) },
        others: namesOf(known),
        notChecked: namesOf(rest.filter((one) => !known.includes(one))),
      });
    } else if (regions.every(({ delegatedTo }) => delegatedTo !== undefined)) {
      comments.push({ id: "notDelegated", managementId });
    } else {
      comments.push({ id: "delegationNotChecked", managementId });
    }
  }
  const autoEnable = groupBy(
    regions.filter((one) => one.autoEnable !== undefined),
    (one) => one.autoEnable as string,
  );
  const [only, ...more] = autoEnable;
  if (only && more.length === 0) {
    organization["members"] = { autoEnable: only.value };
    comments.push({ id: "sameValue", property: "autoEnable", ...only, all: regions.length });
  } else if (more.length > 0) {
    open.push({ id: "valueDiffers", property: "autoEnable", values: autoEnable });
  }
  const members = new Set(
    regions.flatMap((one) =>
      one.members.filter(({ status }) => status === "Enabled").map(({ accountId }) => accountId),
    ),
  );
  if (members.size > 0) {
    comments.push({ id: "membersEnabled", count: members.size });
  }
  return { entries: [entry("organization", organization, ...comments)], open };
}

function roleOf(given: ExportSettings | undefined) {
  if (given?.management === undefined) return {};
  const { detector: _detector, delegated: _delegated, ...rest } = given.management;
  const { malwareProtectionAccess, ...account } = rest;
  return { ...account, ...(malwareProtectionAccess && { malwareProtectionAccess }) };
}
