import { expect } from "chai";
import * as fc from "fast-check";
import { isDeepStrictEqual } from "node:util";

import { readArgs, readMemberArgs } from "../../../rules/args";
import type { Change } from "../../../rules/changes";
import { exportChanges, memberChanges } from "../../../rules/changes";
import { planExport, planMemberDetectors } from "../../../rules/plan";
import { changeText } from "../../../rules/texts/changes";
import { exportArgs, memberArgs, pairsOf } from "./arbitraryArgs";

const RUNS = 200;

function exported(args: object) {
  const { settings } = readArgs("findings", args);
  if (settings === undefined) return undefined;
  const owner = { project: "p", stack: "s", component: "findings" };
  return { name: "findings", args, plan: planExport({ owner, settings }) };
}

function member(args: object) {
  const { settings } = readMemberArgs(args);
  if (settings === undefined) return undefined;
  return { name: "findings", args, plan: planMemberDetectors("findings", settings) };
}

interface Planned {
  args: object;
  plan: { settings: object };
}

type Leaves = Map<string, unknown>;

/** Single values by their paths. Items of lists are known by name or account, and otherwise by themselves. */
function leavesOf(value: unknown, path: string[] = []): [path: string, value: unknown][] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null) return [[path.join("."), value]];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const item = inner as { name?: string; accountId?: string };
    const known = typeof inner === "object" ? (item.name ?? item.accountId) : String(inner);
    return leavesOf(inner, [...path, Array.isArray(value) ? (known ?? key) : key]);
  });
}

/** What is no setting, and is deployed all the same. */
function propertiesOf(args: object): Leaves {
  return new Map(leavesOf(args).filter(([path]) => /(^|\.)(tags|externalId)(\.|$)/.test(path)));
}

/** The changes that may stand for a value which they do not print. */
const STANDS_FOR: [path: RegExp, ids: string[]][] = [
  [/^onDestroy$/, ["onDestroyDeletes", "onDestroyRetains"]],
  [/^bucket\.prefix$/, ["destinationsRedirected"]],
  [/^management\./, ["delegationAdded", "delegationRemoved"]],
  [/^bucket\.(objectLock\.|namePrefix$)/, ["bucketReplaced", "adoptedBucketLeft"]],
  [/^bucket\.(retentionDays|noncurrentVersionDays)$/, ["expirationLeft", "expirationAdded"]],
  [
    /^bucket\.existing\.policy$/,
    ["policyWriterChanged", "exportDetached", "adoptedBucketLeft", "bucketReplaced"],
  ],
  [/^bucket\.existing\.detach$/, ["bucketReplaced", "adoptedBucketLeft"]],
  [
    /^key\.existing\.policy$/,
    ["policyWriterChanged", "exportDetached", "adoptedKeyLeft", "keyReplaced"],
  ],
  [/^key\.existing\.detach$/, ["keyReplaced", "adoptedKeyLeft"]],
];

const OF_REGION = [
  ...["regionAdded", "regionRemoved", "memberRegionAdded", "memberRegionRemoved"],
  ...["resourceAdopted", "resourceNoLongerAdopted"],
];

/** Differences of two configurations that no change speaks of. */
function unmentioned(base: Planned, head: Planned, changes: readonly Change[]): string[] {
  const texts = changes.map((one) => ({ id: one.id, text: changeText(one) }));
  const [old, now] = [base, head].map(
    ({ args, plan }) => new Map([...leavesOf(plan.settings), ...propertiesOf(args)]),
  ) as [Leaves, Leaves];
  const differing = [...new Set([...old.keys(), ...now.keys()])].filter(
    (path) => old.get(path) !== now.get(path),
  );
  return differing.filter((path) => {
    const values = [old.get(path), now.get(path)].filter(
      (one) => typeof one === "string" || typeof one === "number",
    );
    const [top, key = ""] = path.split(".");
    const detectorOf = (leaves: Leaves) => leaves.get(`existing.${key}.detectorId`);
    const isOther = top === "existing" && detectorOf(old) !== detectorOf(now);
    const regions = [base, head].map(
      ({ plan }) => (plan.settings as { regions: string[] }).regions,
    );
    const comesOrGoes = regions[0]?.includes(key) !== regions[1]?.includes(key);
    const standIns = STANDS_FOR.find(([of]) => of.test(path))?.[1] ?? [];
    const isMember = /^members\.accounts\.\d+\./.test(path);
    return !texts.some(
      ({ id, text }) =>
        starts(text, path) ||
        (values.length > 0 && values.every((value) => hasWord(text, String(value)))) ||
        standIns.includes(id) ||
        ((isOther || comesOrGoes) && OF_REGION.includes(id) && text.includes(key)) ||
        (isMember &&
          ["memberAdded", "memberRemoved"].includes(id) &&
          text.includes(path.split(".")[2]!)),
    );
  });
}

/** Accounts and members are under organization in a configuration, and access logs have a bucket. */
function starts(text: string, path: string): boolean {
  const configured = path.replace(/^(administrator|management|members)\./, "organization.$&");
  const name = configured === "bucket.accessLogs" ? "bucket.accessLogs.bucketName" : configured;
  return [path, name].some((one) => text.startsWith(`${one} `));
}

function hasWord(text: string, word: string): boolean {
  const escaped = word.replace(/[^\w\s]/g, "\\$&");
  return word.length > 1 && new RegExp(`(^|\\W)${escaped}($|\\W)`).test(text);
}

/** A plan without the order of its lists, which deploys nothing. */
function unordered(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((one) => JSON.stringify(unordered(one))).sort();
  }
  const entries = Object.entries(value).map(([key, inner]) => [key, unordered(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)));
}

function check(base: Planned, head: Planned, changes: readonly Change[]): void {
  const same =
    isDeepStrictEqual(unordered(base.plan), unordered(head.plan)) &&
    isDeepStrictEqual(propertiesOf(base.args), propertiesOf(head.args));
  expect(unmentioned(base, head, changes)).to.deep.equal([]);
  expect(changes.length === 0, "nothing changes").to.equal(same);
}

describe("Between generated configurations", function () {
  this.timeout(300_000);

  it("every difference of two exports is in the changes, and nothing changes only if the plans are equal", () => {
    fc.assert(
      fc.property(pairsOf(exportArgs), ([from, to]) => {
        const [base, head] = [exported(from), exported(to)];
        fc.pre(base !== undefined && head !== undefined);
        check(base!, head!, exportChanges(base!, head!));
      }),
      { numRuns: RUNS, maxSkipsPerRun: 2000 },
    );
  });

  it("every difference of two members is in the changes, and nothing changes only if the plans are equal", () => {
    fc.assert(
      fc.property(pairsOf(memberArgs), ([from, to]) => {
        const [base, head] = [member(from), member(to)];
        fc.pre(base !== undefined && head !== undefined);
        check(base!, head!, memberChanges(base!, head!));
      }),
      { numRuns: RUNS, maxSkipsPerRun: 2000 },
    );
  });
});
