import type { Draft, Entry, Found } from "./entries";
import { entry, groupBy, namesOf } from "./entries";
import type { Comment, RegionValue } from "./notes";

/** The administrators that the account is a member of, the most common first; none: it is no member. */
export function administratorsOf({ regions }: Pick<Found, "regions">): RegionValue[] {
  return groupBy(
    regions.filter(({ memberOf }) => memberOf !== undefined),
    ({ memberOf }) => memberOf as string,
  );
}

/** The config of a member account's own stack: its detectors alone. */
export function memberDraft(found: Found): Draft {
  const { administratorId: accountId, member, regions } = found;
  const administrators = administratorsOf(found);
  const used = regions.filter(({ memberOf }) => memberOf !== undefined);
  const alone = regions.filter((one) => one.detector !== undefined && !used.includes(one));
  const notMember: Comment[] =
    alone.length === 0 ? [] : [{ id: "regionsLeftOut", why: "notMember", regions: namesOf(alone) }];
  const members = administrators.map(({ value, regions: names }): Comment => ({
    ...{ id: "memberOf", accountId, administratorId: value, regions: names },
  }));
  const detectors = used.map(({ region, detector }) => [region, { detectorId: detector?.id }]);
  const [administrator, ...others] = administrators;
  const chosen: Entry[] =
    others.length === 0 && administrator !== undefined
      ? [entry("administratorAccountId", administrator.value)]
      : [];
  return {
    entries: [
      entry("role", "member", ...members),
      entry("regions", namesOf(used), ...notMember),
      ...chosen,
      entry("account", { ...member, accountId }, { id: "credentialsOf", accountId }),
      entry("existing", Object.fromEntries(detectors), { id: "existingKept" }),
    ],
    open:
      others.length === 0
        ? []
        : [{ id: "administratorDiffers", of: "member", values: administrators }],
  };
}
