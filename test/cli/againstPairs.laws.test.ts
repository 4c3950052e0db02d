import { expect } from "chai";
import * as fc from "fast-check";

import { CannotRun } from "../../cli/cannotRun";
import type { StackFile } from "../../cli/config/stackFile";
import { stackFileOf } from "../../cli/config/stackFile";
import { changesOf } from "../../cli/plan/changeSection";
import type { Change } from "../../rules/changes";
import { changeText } from "../../rules/texts/changes";
import { isNamed, meansTheSame } from "../support/pairNames";
import { atRisk } from "../support/pairRisks";
import type { Configuration, Difference, StackPair } from "../support/stackPairs";
import { differencesOf, OTHER_FILES, PLAIN_STACKS, stackPairs } from "../support/stackPairs";
import { schemaPaths, WHOLE_STACK_FILES, WHOLE_STACKS } from "../support/wholeStacks";

const RUNS = Number(process.env["PAIR_RUNS"] ?? 100);
const STACKS = { ...WHOLE_STACKS, ...PLAIN_STACKS };
const FILES: { [file: string]: string } = { ...WHOLE_STACK_FILES, ...OTHER_FILES };

const read = new Map<Configuration, StackFile | undefined>();

/** A configuration as plan reads it; undefined: it is not valid. */
function fileOf(values: Configuration): StackFile | undefined {
  if (!read.has(values)) read.set(values, readFile(values));
  return read.get(values);
}

function readFile(values: Configuration): StackFile | undefined {
  const project = { name: "p", stackConfigDir: ".", defaults: {}, program: {} };
  const listFile = (file: string) => ({ text: FILES[file] ?? "" });
  const location = { project, stack: "s", file: "Pulumi.s.yaml", listFile };
  try {
    return stackFileOf("Pulumi.s.yaml", location, JSON.stringify({ config: values }));
  } catch (error) {
    if (error instanceof CannotRun) return undefined;
    throw error;
  }
}

/** What plan finds between two configurations that are valid. */
interface Found {
  changes: Change[];
  texts: string[];
}

function found(base: StackFile, head: StackFile): Found {
  const changes = changesOf({ file: base, live: {} }, { file: head, live: {} });
  return { changes, texts: changes.map(changeText) };
}

/** One edit, one way. */
interface Compared extends Found {
  of: string;
  edited: Difference;
  differing: Difference[];
  head: Configuration;
}

/** Both ways. */
function compared({ of, path, shownPath, from, to, base, head }: StackPair): Compared[] {
  const [old, now] = [fileOf(base), fileOf(head)];
  if (old === undefined || now === undefined) return [];
  const edited = { path, shownPath, from, to };
  const back = { ...edited, from: to, to: from };
  return [
    { of, edited, differing: differing(base, head), head, ...found(old, now) },
    { of, edited: back, differing: differing(head, base), head: base, ...found(now, old) },
  ];
}

/** What differs in more than whether a default is set. */
function differing(base: Configuration, head: Configuration): Difference[] {
  return differencesOf(base, head).filter((one) => !meansTheSame(one));
}

/** Paths that no valid pair differs in alone, and why. */
const ALONE: { [path: string]: string } = {
  "features[].additionalConfigurations[].name": "a plan has every configuration, or none",
  "organization.members.features[].additionalConfigurations[].name": "the same",
  "organization.members.accounts[].features[].additionalConfigurations[].name": "the same",
  "readers.*.accessKey.acknowledgeLongLivedKey": "true is the only valid value",
};

const differenceText = ({ shownPath, from, to }: Difference) =>
  `${shownPath} from ${JSON.stringify(from)} to ${JSON.stringify(to)}`;

const shown = ({ of, edited }: Compared) => `${of}: ${differenceText(edited)}`;

const silent = ({ differing, texts }: { differing: Difference[]; texts: string[] }) =>
  differing.filter((one) => !isNamed(one, texts));

/** Differences that are a risk whatever else differs: what comes or goes with an object around it may be none. */
const risky = (differing: Difference[], head: Configuration) =>
  differing.filter(
    (one) =>
      one.around === undefined &&
      !isOfNewLock(one, differing) &&
      !isOfSavedFilter(one, head) &&
      atRisk(one) === true,
  );

/** A filter that archives nothing keeps nothing out of the export, whatever it matches. */
function isOfSavedFilter({ shownPath }: Difference, { filters }: Configuration): boolean {
  const [top, name = ""] = shownPath.split(".");
  const { action } = Object((filters as Configuration | undefined)?.[name]) as Configuration;
  return top === "filters" && action === "NOOP";
}

/** Roles that may change a bucket which is locked from now on: before, administrators could. */
const isOfNewLock = ({ path }: Difference, differing: Difference[]) =>
  path === "bucket.breakGlassRoleArns[]" &&
  differing.some((one) => one.path === "bucket.protection");

/** Whether an edit has to be marked as a risk; undefined: that is not known. */
function expectedRisk({ edited, differing, head }: Compared): boolean | undefined {
  if (differing.length === 0) return false;
  const [one] = differing;
  const isAlone = differing.length === 1 && one?.around === undefined;
  return isAlone
    ? atRisk(one!)
    : (atRisk(edited) ?? (risky(differing, head).length > 0 || undefined));
}

describe("A pull request that changes one property of a stack", function () {
  this.timeout(300_000);
  const all: Compared[] = [];
  before(() => {
    all.push(...stackPairs(STACKS).flatMap(compared));
  });

  it("is one of every property of the schema", () => {
    const known = new Set(all.map(({ edited }) => edited.path));
    const missing = schemaPaths().filter((path) => !known.has(path));
    expect(missing.sort()).to.deep.equal(Object.keys(ALONE).sort());
  });

  it("is named, by what changes or what that means", () => {
    const wrong = all.filter((one) => silent(one).length > 0);
    expect(wrong.map(shown)).to.deep.equal([]);
  });

  it("changes nothing where a value is set that holds anyway", () => {
    const wrong = all.filter(({ differing, texts }) => differing.length === 0 && texts.length > 0);
    expect(wrong.map((one) => `${shown(one)}: ${one.texts.join("; ")}`)).to.deep.equal([]);
  });

  it("is marked as a risk exactly where findings, their protection or who reads them are", () => {
    const wrong = all.flatMap((one) => {
      const expected = expectedRisk(one);
      const risk = one.changes.some((change) => change.risk);
      return expected === undefined || expected === risk ? [] : [`${shown(one)}: ${String(risk)}`];
    });
    expect(wrong).to.deep.equal([]);
  });
});

/** Two configurations that come of one by several edits each. */
const pairs = (all: StackPair[]) => {
  const edited = (of: string) => {
    const edits = all.filter((one) => one.of === of).map(({ edit }) => edit);
    const some = fc.array(fc.constantFrom(...edits), { maxLength: 4 });
    const config = some.map((chosen) => chosen.reduce((one, edit) => edit(one), STACKS[of]!));
    return fc.tuple(config, config);
  };
  return fc.oneof(...WHOLE.map(edited));
};

/** Stacks with everything in them. */
const WHOLE = ["made", "plain", "adopted", "member"];

describe("A pull request that changes several properties of a stack", function () {
  this.timeout(1_200_000);

  it("names each of them, and is marked as a risk if one of them is", () => {
    const all = stackPairs(STACKS).filter(({ base }) => fileOf(base));
    let risks = 0;
    fc.assert(
      fc.property(pairs(all), ([from, to]) => {
        const [base, head] = [readFile(from), readFile(to)];
        fc.pre(base !== undefined && head !== undefined);
        const { changes, texts } = found(base!, head!);
        const differs = differing(from, to);
        const unnamed = silent({ differing: differs, texts });
        expect(unnamed.map(differenceText), texts.join("\n")).to.deep.equal([]);
        const risk = changes.some((one) => one.risk);
        const expected = risky(differs, to).map(differenceText);
        if (expected.length > 0) expect(risk, expected.join("\n")).to.equal(true);
        risks += risk ? 1 : 0;
      }),
      { numRuns: RUNS, maxSkipsPerRun: 5000 },
    );
    expect(risks)
      .to.be.greaterThan(RUNS / 4)
      .and.lessThan(RUNS);
  });
});
