import type { Condition, Criterion, Operator } from "../findingFilters";
import { meetsCriterion } from "../findingFilters";
import { setsDefault, withDefault } from "./addOnSettings";
import type { Change } from "./change";
import { change, split } from "./change";
import { leafChanges } from "./leaves";

/** A filter as a configuration has it. */
interface Filter {
  action?: string;
  criterion?: Criterion;
  regions?: readonly string[];
  detach?: boolean;
}

/** The Regions of an export, in which a filter is that names none; undefined: not known. */
interface ExportRegions {
  base?: readonly string[] | undefined;
  head?: readonly string[] | undefined;
}

/** What happens to the filters, by config key. What is not seen to archive less or the same is at risk. */
export function filterChanges(
  base: { [name: string]: Filter },
  head: { [name: string]: Filter },
  exported: ExportRegions = {},
): Change[] {
  const { added, removed } = split(Object.keys(base), Object.keys(head));
  const both = Object.keys(head).filter((name) => Object.hasOwn(base, name));
  return [
    ...added.map((name) => change("filterAdded", { filter: name }, archives(head[name]))),
    ...removed.map((name) => {
      const of = base[name];
      return change("filterRemoved", { filter: name, stays: stays(of), archived: archives(of) });
    }),
    ...both.flatMap((name) => {
      const [old, now] = inRegions(base[name] as Filter, head[name] as Filter, exported);
      const wider = archives(now) && !archivesAtMost(now, old);
      return [
        ...(wider ? [change("suppressionWidened", { filter: name })] : []),
        ...leafChanges(old, now, `filters.${name}`)
          .filter((values) => !setsDefault(values))
          .map((values) => change("settingChanged", withDefault(values))),
      ];
    }),
  ];
}

/** Where only one of two filters names Regions, the other one is in those of its export. */
function inRegions(old: Filter, now: Filter, { base, head }: ExportRegions): [Filter, Filter] {
  if ((old.regions === undefined) === (now.regions === undefined)) return [old, now];
  const filled = (filter: Filter, regions: readonly string[] | undefined): Filter =>
    regions === undefined || filter.regions !== undefined ? filter : { ...filter, regions };
  return [filled(old, base), filled(now, head)];
}

/** The default of a filter's action. */
const ACTION = "ARCHIVE";

const stays = ({ detach }: Filter = {}): boolean => detach === true;

const archives = (filter: Filter | undefined): boolean => (filter?.action ?? ACTION) === "ARCHIVE";

/** Whether one filter is seen to archive nothing that the other does not. */
function archivesAtMost(one: Filter, other: Filter): boolean {
  const regions = one.regions;
  const within =
    other.regions === undefined ||
    (regions?.every((region) => other.regions?.includes(region)) ?? false);
  return archives(other) && within && isNarrower(one.criterion ?? {}, other.criterion ?? {});
}

/** Whether each condition of `other` is met by all that `one` matches. */
function isNarrower(one: Criterion, other: Criterion): boolean {
  return Object.entries(other).every(([field, condition]) =>
    Object.entries(condition).every(
      ([operator, wanted]) =>
        IMPLIED[operator as Operator](one[field] ?? {}, condition) ||
        valuesMeet(field, one[field]?.equals, { [operator]: wanted as unknown }),
    ),
  );
}

/** Whether each of the values that a field may have meets a condition. That others of a list are not excluded by a negated one is not seen. */
function valuesMeet(
  field: string,
  values: readonly string[] | undefined,
  other: Condition,
): boolean {
  if (values === undefined || other.notEquals || other.notMatches) return false;
  // A severity is listed by its whole number, and has tenths.
  const ends = field === "severity" ? [".0", ".9"] : [""];
  return values.every((value) =>
    ends.every((end) => meetsCriterion({ value: other }, { value: `${value}${end}` })),
  );
}

/** Whether a pattern matches all that another does. A `?` could stand for the other's `*`: only the same has it. */
const reaches = (pattern: string, other: string): boolean =>
  pattern === other ||
  (!pattern.includes("?") && meetsCriterion({ value: { matches: [pattern] } }, { value: other }));

const areReached = (patterns: readonly string[] | undefined, by: readonly string[] = []): boolean =>
  patterns?.every((one) => by.some((other) => reaches(other, one))) ?? false;

const isSome = (values: readonly string[] | undefined, of: readonly string[] = []) =>
  values?.every((value) => of.includes(value)) ?? false;

/** Whether a condition implies what another has of an operator. */
const IMPLIED: { [operator in Operator]: (one: Condition, other: Condition) => boolean } = {
  equals: (one, other) => isSome(one.equals, other.equals),
  matches: (one, other) => areReached(one.matches, other.matches),
  notEquals: (one, other) =>
    other.notEquals?.every(
      (value) => one.notEquals?.includes(value) || areReached([value], one.notMatches),
    ) ?? false,
  notMatches: (one, other) => areReached(other.notMatches, one.notMatches),
  greaterThan: (one, { greaterThan: bound = 0 }) =>
    (one.greaterThan ?? -Infinity) >= bound || (one.greaterThanOrEqual ?? -Infinity) > bound,
  greaterThanOrEqual: (one, { greaterThanOrEqual: bound = 0 }) =>
    Math.max(one.greaterThan ?? -Infinity, one.greaterThanOrEqual ?? -Infinity) >= bound,
  lessThan: (one, { lessThan: bound = 0 }) =>
    (one.lessThan ?? Infinity) <= bound || (one.lessThanOrEqual ?? Infinity) < bound,
  lessThanOrEqual: (one, { lessThanOrEqual: bound = 0 }) =>
    Math.min(one.lessThan ?? Infinity, one.lessThanOrEqual ?? Infinity) <= bound,
};
