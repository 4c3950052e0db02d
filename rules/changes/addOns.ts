import type { AccountRole } from "../accountRole";
import type { AddOnDocument, AddOnsPlan, PlannedAddOn } from "../addOns";
import { GIVEN, listedAddOns } from "../addOns";
import type { Change } from "./change";
import { isSettingAtRisk, setsDefault, withDefault } from "./addOnSettings";
import { change, split } from "./change";
import { documentChanges } from "./documents";
import { encryptionChanges, isEncryptedMark, keysNotCompared } from "./encrypted";
import { filterChanges } from "./filters";
import { leafChanges, leafValues } from "./leaves";
import { entryChanges, isEntry, isThreat, isTrusted, listOf } from "./lists";
import { isOfScannedBucket, scannedBucketChanges } from "./malware";
import {
  addedReader,
  identityChanges,
  isOfIdentity,
  isQueueWriter,
  queueWriterChanges,
  readersOf,
} from "./readers";
import { riskOf } from "./risks";
import type { LeafChange } from "./values";

/** Add-ons by config key: their arguments, or whether they are switched on. */
export interface AddOnConfig {
  [addOn: string]: unknown;
}

/** The add-ons of a stack: as they are configured, and what they deploy. */
export interface ConfiguredAddOns {
  config: AddOnConfig;
  /** Undefined: of a stack that has none. */
  plan?: AddOnsPlan;
  documents: readonly AddOnDocument[];
  /** The accounts that add-ons are in, by config key; without an id it is not known. */
  accounts?: ReadonlyMap<string, AddOnAccount>;
}

interface AddOnAccount {
  role: AccountRole;
  id?: string;
}

/** What happens to the add-ons; each reader, filter and list counts as one. */
export function addOnChanges(base: ConfiguredAddOns, head: ConfiguredAddOns): Change[] {
  const encryption = encryptionChanges(base.config, head.config);
  const unknown = keysNotCompared(encryption);
  return [...encryption, ...comparedAddOns(without(unknown, base), without(unknown, head))];
}

function without(keys: readonly string[], stack: ConfiguredAddOns): ConfiguredAddOns {
  const config = Object.entries(stack.config).filter(([key]) => !keys.includes(key));
  return { ...stack, config: Object.fromEntries(config) };
}

function comparedAddOns(base: ConfiguredAddOns, head: ConfiguredAddOns): Change[] {
  const [old, now] = [unitsOf(base.config), unitsOf(head.config)];
  const { added, removed } = split([...old.keys()], [...now.keys()]);
  const both = [...now.keys()].filter((path) => old.has(path));
  const scanned = both.includes("malwareProtection")
    ? scannedBucketChanges(old.get("malwareProtection"), now.get("malwareProtection"))
    : [];
  return [
    ...scanned,
    ...added.map((addOn) => {
      const principals = readersOf(head.documents, addOn);
      const readsFindings = head.documents.some(
        (one) => one.addOn === addOn && one.ofFindings === true,
      );
      const { list } = addOn.startsWith("lists.") ? listOf(now.get(addOn)) : {};
      const reader = addedReader(head, addOn);
      const risk = list === undefined ? riskOf(addOn).added || readsFindings : isTrusted(list);
      const target = addOn === "events" ? targetOf(now.get(addOn)) : {};
      const values = { addOn, principals, ...(list && { list }), ...reader, ...target };
      return change("addOnAdded", values, risk);
    }),
    ...removed.map((addOn) => {
      const of = addOn.startsWith("lists.") ? listOf(old.get(addOn)) : {};
      const byHand = isByHand(planned(base, addOn));
      // Without a trusted list, GuardDuty makes more findings.
      const risk = isThreat(of.list) && !byHand;
      return change("addOnRemoved", { addOn, ...of, ...(byHand && { byHand }) }, risk);
    }),
    ...accountChanges(base, head),
    ...both.flatMap((addOn) => [
      ...identityChanges(base, head, addOn),
      ...queueWriterChanges(base, head, addOn),
      ...(addOn.startsWith("lists.") ? entryChanges(addOn, old.get(addOn), now.get(addOn)) : []),
      ...addOnSettings(
        withRegions(addOn, [old.get(addOn), now.get(addOn)], [base, head]),
        planned(base, addOn),
        planned(head, addOn),
      )
        .filter(({ values }) => !isEntry(addOn, values.path))
        .filter(({ values: { path } }) => !isOfIdentity([base, head], addOn, path))
        .filter(({ values: { path } }) => !isQueueWriter([base, head], addOn, path))
        .map(({ values, derived }) => ({ setting: under(addOn, values), derived }))
        .filter(({ setting }) => !isOfScannedBucket(setting.path, scanned))
        .filter(({ setting, derived }) => derived || !setsDefault(setting))
        .map(({ setting, derived }) => {
          const args = { from: old.get(addOn), to: now.get(addOn) };
          const byHand = handmade([planned(base, addOn), planned(head, addOn)]);
          const risk = !derived && byHand !== "is" && isSettingAtRisk(addOn, setting, args);
          return change(
            "settingChanged",
            { ...withDefault(setting), ...(byHand && { byHand }) },
            risk,
          );
        }),
      ...documentChanges(addOn, base.documents, head.documents),
    ]),
    ...sharedBy(base, head, now).flatMap((addOn) =>
      documentChanges(addOn, base.documents, head.documents),
    ),
    ...filterChanges(filtersOf(base.config), filtersOf(head.config), {
      base: base.plan?.filters?.plan.settings.regions,
      head: head.plan?.filters?.plan.settings.regions,
    }),
  ];
}

/** Whether a feed or connector is created by hand: the stack has nothing of it, and leaves it as it is. */
const isByHand = (addOn: PlannedAddOn | undefined): boolean =>
  (addOn?.key === "chronicle" || addOn?.key === "sentinel") && addOn.plan.resources.length === 0;

function handmade([base, head]: [base?: PlannedAddOn, head?: PlannedAddOn]):
  "was" | "is" | undefined {
  if (!isByHand(base)) return undefined;
  return isByHand(head) ? "is" : "was";
}

/** Where finding events are sent. */
function targetOf(events: unknown): { target?: string } {
  const { busArn, topicArn } = (events ?? {}) as { busArn?: string; topicArn?: string };
  const target = busArn ?? topicArn;
  return target === undefined || isEncryptedMark(target) ? {} : { target };
}

/** Add-ons whose resources move to another account. */
function accountChanges({ accounts: base }: ConfiguredAddOns, head: ConfiguredAddOns): Change[] {
  return [...(head.accounts ?? [])].flatMap(([addOn, { role, id: to }]) => {
    const old = base?.get(addOn);
    // The administrator's own change is described by itself.
    const isAdministrator = role === "administrator" && old?.role === "administrator";
    if (old === undefined || isAdministrator || old.id === to) return [];
    return [change("addOnMoved", { addOn, ...(old.id && { from: old.id }), ...(to && { to }) })];
  });
}

/** Add-ons that have policies of their own, and count by what they hold: lists share a bucket. */
function sharedBy(
  base: ConfiguredAddOns,
  head: ConfiguredAddOns,
  units: ReadonlyMap<string, unknown>,
): string[] {
  const old = new Set(base.documents.map(({ addOn }) => addOn));
  const now = new Set(head.documents.map(({ addOn }) => addOn));
  return [...now].filter((addOn) => old.has(addOn) && !units.has(addOn));
}

/** What is encrypted as a whole has no names. */
const isNamed = (value: unknown): value is AddOnConfig =>
  typeof value === "object" && value !== null;

const filtersOf = ({ filters }: AddOnConfig) =>
  (isNamed(filters) ? filters : {}) as { [name: string]: object };

function unitsOf({ readers, lists, filters, ...others }: AddOnConfig): Map<string, unknown> {
  const named = Object.entries({ readers, lists }).flatMap(([key, all]) =>
    isNamed(all)
      ? Object.entries(all).map(([name, args]) => [`${key}.${name}`, args] as const)
      : [],
  );
  const whole = Object.entries({ readers, lists, filters }).filter(
    ([, all]) => all !== undefined && all !== null && !isNamed(all),
  );
  return new Map<string, unknown>([
    ...named,
    ...whole,
    ...Object.entries(others).map(([addOn, args]) => [addOn, args === true ? {} : args] as const),
  ]);
}

/** A list without Regions is in those of the export: they are compared where the other side names its own. */
function withRegions(
  addOn: string,
  both: [from: unknown, to: unknown],
  stacks: [base: ConfiguredAddOns, head: ConfiguredAddOns],
): [from: unknown, to: unknown] {
  const named = both.map((args) => (args as { regions?: string[] } | undefined)?.regions);
  if (!addOn.startsWith("lists.") || (named[0] === undefined) === (named[1] === undefined)) {
    return both;
  }
  const [from, to] = both.map((args, side) => ({
    ...(args as object),
    regions: named[side] ?? stacks[side]?.plan?.lists?.plan.settings.regions,
  }));
  return [from, to];
}

function planned({ plan }: ConfiguredAddOns, addOn: string): PlannedAddOn | undefined {
  return plan && listedAddOns(plan).find(({ key }) => key === addOn);
}

/** Arguments that differ; one that sets the default deploys the same. Where none does, settings that follow the export's. */
function addOnSettings(
  [from, to]: [from: unknown, to: unknown],
  base: PlannedAddOn | undefined,
  head: PlannedAddOn | undefined,
): { values: LeafChange; derived: boolean }[] {
  const args = leafChanges(from, to);
  if (base === undefined || head === undefined) {
    return args.map((values) => ({ values, derived: false }));
  }
  const [old, now] = [leafValues(base.plan.settings), leafValues(head.plan.settings)];
  const isDefaultSet = ({ path, from, to }: LeafChange) =>
    (from === undefined || to === undefined) &&
    old.get(path) === now.get(path) &&
    now.get(path) === (to ?? from);
  const differing = args.filter((one) => !isDefaultSet(one));
  if (differing.length > 0) {
    return differing.map((values) => {
      // Only where the setting is what the argument says: a setting may be made of several.
      const isArgument = old.get(values.path) === values.from;
      const holds = values.to === undefined && isArgument ? now.get(values.path) : undefined;
      return {
        values: { ...values, ...(holds !== undefined && { default: holds }) },
        derived: false,
      };
    });
  }
  const given: readonly string[] = GIVEN[head.key.split(".")[0] as keyof typeof GIVEN] ?? [];
  return leafChanges(base.plan.settings, head.plan.settings)
    .filter(({ path }) => !given.includes(path.split(".")[0] ?? ""))
    .map((values) => ({ ...values, path: values.path.replace(FINDINGS_BUCKET, "findingsBucket") }))
    .map((values) => ({ values, derived: true }));
}

/** The findings bucket is the last of the buckets in a plan. */
const FINDINGS_BUCKET = /^buckets\.findings(?=\.)/;

const under = (addOn: string, values: LeafChange): LeafChange => ({
  ...values,
  path: values.path === "" ? addOn : `${addOn}.${values.path}`,
  ...(values.list !== undefined && { list: `${addOn}.${values.list}` }),
});
