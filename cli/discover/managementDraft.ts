import type { Draft, Found } from "./entries";
import { entry, groupBy, namesOf } from "./entries";
import type { Comment, RegionValue } from "./notes";

/** The accounts that the account of the credentials delegates GuardDuty to, the most common first; none: it does not, or is not the management account. */
export function delegatedByOf({
  administratorId,
  managementId,
  regions,
}: Pick<Found, "administratorId" | "managementId" | "regions">): RegionValue[] {
  if (managementId !== administratorId) return [];
  const delegated = regions.filter(({ delegatedTo }) => typeof delegatedTo === "string");
  const groups = groupBy(delegated, ({ delegatedTo }) => delegatedTo as string);
  return groups.some(({ value }) => value !== administratorId) ? groups : [];
}

/** What the management account knows of the config: the administrator's detectors, bucket and key are still to be found. */
export function managementDraft(found: Found): Draft {
  const { administratorId: managementId, regions } = found;
  const administrators = delegatedByOf(found);
  const [administrator, ...others] = administrators;
  const chosen = others.length === 0 ? administrator : undefined;
  const used = regions.filter(({ delegatedTo }) => typeof delegatedTo === "string");
  const rest = regions.filter((one) => !used.includes(one));
  const leftOut: Comment[] =
    rest.length === 0
      ? []
      : [{ id: "regionsLeftOut", why: "notDelegated", regions: namesOf(rest) }];
  const comments = administrators.map((one): Comment => ({
    ...{ id: "delegated", managementId, regions: one.regions },
    administratorId: one.value,
  }));
  const organization = {
    ...(chosen !== undefined && { administrator: { accountId: chosen.value } }),
    management: { accountId: managementId, delegated: true },
  };
  return {
    entries: [
      entry("regions", namesOf(used), ...leftOut),
      entry("organization", organization, ...comments, {
        ...{ id: "managementOf", accountId: managementId },
      }),
    ],
    open:
      chosen === undefined
        ? [{ id: "administratorDiffers", of: "management", values: administrators }]
        : [{ id: "administratorNotSearched", managementId, administratorId: chosen.value }],
  };
}
