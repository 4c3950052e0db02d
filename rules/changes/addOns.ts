import { isDeepStrictEqual } from "node:util";

import type { AddOnDocument, AddOnsPlan, PlannedAddOn } from "../addOns";
import { GIVEN, listedAddOns } from "../addOns";
import { isWider, widerAccess } from "./access";
import type { Change } from "./change";
import { change, split } from "./change";
import { filterChanges } from "./filters";
import { leafChanges, leafValues } from "./leaves";
import { entryChanges, isEntry, isTrusted, listOf } from "./lists";
import { isOfScannedBucket, scannedBucketChanges, scansLess } from "./malware";
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
}

/** Whether findings, or access to them, are at risk when an add-on is added, and when one of its settings changes. */
const RISKS: { [addOn: string]: { added: boolean; changed: boolean } } = {
  readers: { added: true, changed: true },
  chronicle: { added: true, changed: true },
  sentinel: { added: true, changed: true },
  athena: { added: false, changed: false },
  events: { added: true, changed: true },
  malwareProtection: { added: false, changed: false },
  health: { added: false, changed: true },
};

/** What an add-on is taken for that is not in RISKS, such as one that suppresses findings. */
const EVERY = { added: true, changed: true };

/** Settings of an add-on without effect on access and delivery; further inside a path are names that the configuration chooses. */
const HARMLESS = /^(tags|description)(\.|$)/;

/** What happens to the add-ons; each reader, filter and list counts as one. */
export function addOnChanges(base: ConfiguredAddOns, head: ConfiguredAddOns): Change[] {
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
      const risk = list === undefined ? riskOf(addOn).added || readsFindings : isTrusted(list);
      return change("addOnAdded", { addOn, principals, ...(list && { list }) }, risk);
    }),
    ...removed.map((addOn) => {
      const of = addOn.startsWith("lists.") ? listOf(old.get(addOn)) : {};
      return change("addOnRemoved", { addOn, ...of });
    }),
    ...both.flatMap((addOn) => [
      ...(addOn.startsWith("lists.") ? entryChanges(addOn, old.get(addOn), now.get(addOn)) : []),
      ...addOnSettings(
        withRegions(addOn, [old.get(addOn), now.get(addOn)], [base, head]),
        planned(base, addOn),
        planned(head, addOn),
      )
        .filter(({ values }) => !isEntry(addOn, values.path))
        .filter(({ values }) => !isOfScannedBucket(under(addOn, values).path, scanned))
        .map(({ values, derived }) => {
          const setting = under(addOn, values);
          const loses = addOn === "malwareProtection" ? scansLess(setting) : riskOf(addOn).changed;
          const risk = loses && !derived && !HARMLESS.test(values.path);
          return change("settingChanged", setting, risk);
        }),
      ...documentChanges(addOn, base.documents, head.documents),
    ]),
    ...filterChanges(filtersOf(base.config), filtersOf(head.config)),
  ];
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
  const setsDefault = ({ path, from, to }: LeafChange) =>
    (from === undefined || to === undefined) &&
    old.get(path) === now.get(path) &&
    now.get(path) === (to ?? from);
  const differing = args.filter((one) => !setsDefault(one));
  if (differing.length > 0) {
    return differing.map((values) => {
      const holds = values.to === undefined ? now.get(values.path) : undefined;
      return {
        values: { ...values, ...(holds !== undefined && { default: holds }) },
        derived: false,
      };
    });
  }
  const given: readonly string[] = GIVEN[head.key.split(".")[0] as keyof typeof GIVEN] ?? [];
  return leafChanges(base.plan.settings, head.plan.settings)
    .filter(({ path }) => !given.includes(path.split(".")[0] ?? ""))
    .map((values) => ({ values, derived: true }));
}

const under = (addOn: string, values: LeafChange): LeafChange => ({
  ...values,
  path: values.path === "" ? addOn : `${addOn}.${values.path}`,
  ...(values.list !== undefined && { list: `${addOn}.${values.list}` }),
});

/** Whom the roles of an add-on that reads findings trust. */
function readersOf(documents: readonly AddOnDocument[], addOn: string): string[] {
  if (!addOn.startsWith("readers.")) return [];
  const trusts = documents.filter((one) => one.addOn === addOn && one.kind === "trust");
  return trusts.flatMap(({ document }) => widerAccess(undefined, document).principals);
}

/** What the policies of an add-on allow that they did not. */
function documentChanges(
  addOn: string,
  base: readonly AddOnDocument[],
  head: readonly AddOnDocument[],
): Change[] {
  const known = (one: AddOnDocument) => `${one.kind} ${one.of}`;
  const ofAddOn = (all: readonly AddOnDocument[]) =>
    new Map(all.filter((one) => one.addOn === addOn).map((one) => [known(one), one]));
  const [old, now] = [ofAddOn(base), ofAddOn(head)];
  const { added, removed } = split([...old.keys()], [...now.keys()]);
  const both = [...now.keys()].filter(
    (key) => old.has(key) && !isDeepStrictEqual(old.get(key)!.document, now.get(key)!.document),
  );
  return [...added, ...both, ...removed].map((key) => {
    const [from, to] = [old.get(key), now.get(key)];
    const { kind, of } = (to ?? from)!;
    const wider = to === undefined ? undefined : widerAccess(from?.document, to.document);
    const what = from === undefined ? "added" : to === undefined ? "removed" : "changed";
    const values = { addOn, policy: kind, of, change: what } as const;
    const risk = wider !== undefined && isRisk((to ?? from)!, what, wider);
    return change(
      "addOnPolicyChanged",
      { ...values, ...(wider && isWider(wider) && { wider }) },
      risk,
    );
  });
}

/** Roles and queues of the stack's own services come and go with its Regions; whoever reads findings is at risk by any right. */
function isRisk(
  { addOn, kind: policy, ofFindings }: AddOnDocument,
  what: "added" | "changed" | "removed",
  wider: ReturnType<typeof widerAccess>,
): boolean {
  if (!isWider(wider) || ofFindings === false) return false;
  const own = addOn === "events" && policy === "queuePolicy";
  if ((riskOf(addOn).added && !own) || ofFindings === true) return true;
  const { principals, actions, conditions } = wider;
  const conditioned = conditions.was.length + conditions.is.length > 0;
  return what === "changed" && (principals.length + actions.length > 0 || conditioned);
}

function riskOf(addOn: string) {
  return RISKS[addOn.split(".")[0] ?? ""] ?? EVERY;
}
