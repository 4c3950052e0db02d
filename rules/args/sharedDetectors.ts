import type { Problem } from "../problems";
import { problem, setTo, toDo } from "../problems";
import type { ExportSettings, MemberDetectorsSettings } from "./settings";

/** An account, as far as a program knows it before anything runs. */
export interface KnownAccount {
  /** 12 digits; undefined: the credentials decide. */
  accountId?: string | undefined;
  /** The provider whose credentials decide; undefined: those of the environment. */
  provider?: object | undefined;
}

/** The detectors of an account in Regions, which a component of a program creates or adopts. */
export interface DetectorHolder {
  /** Type and name of the component. */
  component: string;
  /** The argument that they come from. */
  path: string;
  account: KnownAccount;
  regions: readonly string[];
}

/** The detectors of an export; `provider`: the one that the program passes, which serves the administrator account. */
export function exportHolders(
  name: string,
  { administrator, management, regions }: ExportSettings,
  provider?: object,
): DetectorHolder[] {
  const component = `GuardDutyExport ${name}`;
  const { accountId } = administrator;
  const own = { component, path: "regions", account: { accountId, provider }, regions };
  if (management?.detector !== true) return [own];
  const path = "organization.management.detector";
  return [own, { component, path, account: { accountId: management.accountId }, regions }];
}

/** The same of the detectors of a member account. */
export function memberHolders(
  name: string,
  { account, regions }: MemberDetectorsSettings,
  provider?: object,
): DetectorHolder[] {
  const { accountId } = account;
  const component = `MemberDetectors ${name}`;
  return [{ component, path: "regions", account: { accountId, provider }, regions }];
}

/** Two components of one program that have the same detectors: an account has one in a Region, and one of the two would fail. */
export function sharedDetectorProblems(
  own: DetectorHolder,
  others: readonly DetectorHolder[],
): Problem[] {
  return others.flatMap((other) => {
    const regions = own.regions.filter((region) => other.regions.includes(region));
    if (regions.length === 0 || !isSame(own.account, other.account)) return [];
    const values = { other: other.component, regions };
    return [problem("detectorsShared", own.path, fixOf(own, regions), values)];
  });
}

function fixOf({ path, regions: all }: DetectorHolder, regions: readonly string[]) {
  if (path !== "regions") return setTo(path, false);
  return regions.length < all.length ? toDo("removeRegions", { regions }) : toDo("oneComponent");
}

/** An id and credentials may be of one account or of two: then AWS decides. */
function isSame(one: KnownAccount, other: KnownAccount): boolean {
  return (
    one.accountId === other.accountId &&
    (one.accountId !== undefined || one.provider === other.provider)
  );
}
