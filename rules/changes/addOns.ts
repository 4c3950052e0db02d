import type { Change } from "./change";
import { change, split } from "./change";
import { leafChanges } from "./leaves";

/** Add-ons by config key: their arguments, or whether they are switched on. */
export interface AddOnConfig {
  [addOn: string]: unknown;
}

/** Whether findings, or access to them, are at risk when an add-on is added, and when one of its settings changes. */
const RISKS: { [addOn: string]: { added: boolean; changed: boolean } } = {
  readers: { added: true, changed: true },
  chronicle: { added: true, changed: true },
  athena: { added: false, changed: false },
  events: { added: false, changed: true },
  health: { added: false, changed: true },
};

/** What an unknown add-on is taken for. */
const EVERY = { added: true, changed: true };

/** Settings without effect on access and delivery. */
const HARMLESS = /(^|\.)(tags|description)(\.|$)/;

/** What happens to the add-ons; each reader counts as one. */
export function addOnChanges(base: AddOnConfig, head: AddOnConfig): Change[] {
  const [old, now] = [unitsOf(base), unitsOf(head)];
  const { added, removed } = split([...old.keys()], [...now.keys()]);
  const both = [...now.keys()].filter((path) => old.has(path));
  return [
    ...added.map((addOn) => change("addOnAdded", { addOn }, riskOf(addOn).added)),
    ...removed.map((addOn) => change("addOnRemoved", { addOn })),
    ...both.flatMap((addOn) =>
      leafChanges(old.get(addOn), now.get(addOn), addOn).map((values) => {
        const risk = riskOf(addOn).changed && !HARMLESS.test(values.path.slice(addOn.length));
        return change("settingChanged", values, risk);
      }),
    ),
  ];
}

function unitsOf({ readers, ...others }: AddOnConfig): Map<string, unknown> {
  const each = Object.entries((readers ?? {}) as AddOnConfig);
  return new Map([
    ...each.map(([name, args]) => [`readers.${name}`, args] as const),
    ...Object.entries(others).map(([addOn, args]) => [addOn, args === true ? {} : args] as const),
  ]);
}

function riskOf(addOn: string) {
  return RISKS[addOn.split(".")[0] ?? ""] ?? EVERY;
}
