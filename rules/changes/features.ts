import type { Change } from "./change";
import { change } from "./change";
import type { FeatureHolder } from "./changeValues";
import type { LeafChange } from "./values";

const FEATURE =
  /^(members\.)?(?:accounts\.(\d+)\.)?features\.([^.[]+)(?:\[\d+\])?(?:\.additionalConfigurations\.([^.]+))?\./;

const SETTING =
  /^((?:members\.(?:accounts\.\d+\.)?)?features\.[^.]+(?:\.additionalConfigurations\.[^.]+)?)\.(?:status|autoEnable)$/;

/** Protection plans that a configuration begins to list, sets otherwise, or no longer lists; `own` is whose detectors `features` are of. */
export function featureChanges(
  differing: readonly LeafChange[],
  own: "administrator" | "account",
): Change[] {
  return differing.flatMap((one) => {
    const [, path] = SETTING.exec(one.path) ?? [];
    const { from, to } = one;
    const setting = to ?? from;
    if (path === undefined || typeof setting !== "string") return [];
    const [, members, member, feature = "", configuration] = FEATURE.exec(one.path)!;
    const of: FeatureHolder = member ? { member } : members ? "members" : own;
    const namesOf = (list: string) =>
      differing.flatMap(({ list: at, from: was, to: is }) =>
        at === `${path}.${list}` ? [String(was ?? is)] : [],
      );
    const listed = from === undefined || to === undefined;
    const [regions, excludeRegions] = ["regions", "excludeRegions"].map((list) =>
      listed ? namesOf(list) : [],
    ) as [string[], string[]];
    const values = {
      ...{ path, feature, of, setting },
      ...(configuration !== undefined && { configuration }),
      ...(regions.length > 0 && { regions }),
      ...(excludeRegions.length > 0 && { excludeRegions }),
    };
    if (to === undefined) return [change("featureRemoved", values)];
    const ends = setting === "DISABLED" || setting === "NONE";
    if (from === undefined) return [change("featureAdded", values, ends)];
    const fewer = ends || (from === "ALL" && to === "NEW");
    return [change("featureChanged", { ...values, from: String(from) }, fewer)];
  });
}

/** Whether a setting is described with its protection plan. */
export function isOfFeature(path: string, changes: readonly Change[]): boolean {
  return changes.some((one) => {
    if (one.id === "featureChanged") return SETTING.exec(path)?.[1] === one.path;
    if (one.id !== "featureAdded" && one.id !== "featureRemoved") return false;
    const rest = path.startsWith(`${one.path}.`) ? path.slice(one.path.length + 1) : "";
    return rest !== "" && !rest.startsWith("additionalConfigurations.");
  });
}
