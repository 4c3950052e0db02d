import type { KindOfList } from "../lists";
import { isThreat, isTrusted } from "./lists";
import { scansLess } from "./malware";
import { riskOf } from "./risks";
import type { LeafChange } from "./values";

type AtRisk = (change: LeafChange, args: { from: unknown; to: unknown }) => boolean;

const never: AtRisk = () => false;
const lower =
  (byDefault: number): AtRisk =>
  ({ from, to }) =>
    Number(to ?? byDefault) < Number(from ?? byDefault);
const higher =
  (byDefault: number): AtRisk =>
  ({ from, to }) =>
    Number(to ?? byDefault) > Number(from ?? byDefault);
/** Of a list that leaves out what it does not have, where none leaves out nothing. */
const narrower: AtRisk = ({ from, to, whole }) =>
  whole === true ? to !== undefined : from !== undefined;

const kindOf = (list: unknown) => ((list ?? {}) as { kind?: KindOfList }).kind;

/** When a change of an add-on's setting puts findings, or who reads them, at risk; the first path that fits counts. */
const SETTINGS: [path: RegExp, atRisk: AtRisk][] = [
  // Further inside a path are names that the configuration chooses.
  [/^([^.]+|(readers|lists)\.[^.]+)\.(tags|description)(\.|$)/, never],
  [/^readers\.[^.]+\.visibilityTimeoutSeconds$/, never],
  [/^readers\.[^.]+\.deletesAfterTransfer$/, ({ to }) => to === true],
  [/^chronicle\.(assetNamespace|labels)(\.|$)/, never],
  [/^chronicle\.maxLookbackDays$/, lower(180)],
  [/^events\.severityAtLeast$/, higher(0)],
  [/^events\.(types|accounts)(\.|$)/, narrower],
  [/^events\.malwareScans$/, ({ to }) => to !== true],
  [/^health\.email$/, ({ from }) => from !== undefined],
  [/^health\.intervalMinutes$/, higher(15)],
  [/^health\.logRetentionDays$/, lower(90)],
  [/^health\.reserveConcurrency$/, ({ to }) => to === false],
  [/^lists\.[^.]+\.detach$/, never],
  [
    /^lists\.[^.]+\.kind$/,
    ({ from, to }) => isTrusted(to as KindOfList) || isThreat(from as KindOfList),
  ],
  [
    /^lists\.[^.]+\.regions\./,
    ({ from, to }, args) =>
      (to !== undefined && isTrusted(kindOf(args.to))) ||
      (from !== undefined && isThreat(kindOf(args.to))),
  ],
  [/^malwareProtection\./, scansLess],
];

/** Whether a change of a setting, by its whole path, is a risk; `args` are those of the add-on. */
export function isSettingAtRisk(
  addOn: string,
  change: LeafChange,
  args: { from: unknown; to: unknown },
): boolean {
  const [, atRisk] = SETTINGS.find(([path]) => path.test(change.path)) ?? [];
  return atRisk ? atRisk(change, args) : riskOf(addOn).changed;
}

/** Defaults of arguments that no plan has under the path of the argument. */
const DEFAULTS: [path: RegExp, value: unknown][] = [
  [/^readers\.[^.]+\.queue\.existing\.policy$/, "merge"],
  [/^malwareProtection\.(buckets\.[^.]+|findingsBucket)\.detach$/, false],
  [/^malwareProtection\.(buckets\.[^.]+|findingsBucket)\.tagging$/, true],
  [/^health\.reserveConcurrency$/, true],
  [/^filters\.[^.]+\.action$/, "ARCHIVE"],
  [/^(filters|lists)\.[^.]+\.detach$/, false],
];

/** The default of a setting, by its whole path; undefined: none, or its plan has it. */
function settingDefault(path: string): unknown {
  return DEFAULTS.find(([one]) => one.test(path))?.[1];
}

/** With what holds now that nothing is set. */
export function withDefault(change: LeafChange): LeafChange {
  const value =
    change.default ?? (change.to === undefined ? settingDefault(change.path) : undefined);
  return value === undefined ? change : { ...change, default: value };
}

/** Whether a value that is set is the one that holds without it. */
export function setsDefault({ path, from, to }: LeafChange): boolean {
  const one = to ?? from;
  return (from === undefined || to === undefined) && one === settingDefault(path);
}
