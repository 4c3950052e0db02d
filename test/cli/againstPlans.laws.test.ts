import { expect } from "chai";
import * as fc from "fast-check";
import { isDeepStrictEqual } from "node:util";

import { CannotRun } from "../../cli/cannotRun";
import type { StackFile } from "../../cli/config/stackFile";
import { stackFileOf } from "../../cli/config/stackFile";
import type { Cell, Report, Tone } from "../../cli/output/report";
import { analyse } from "../../cli/plan/analysis";
import { changesOf, withChanges } from "../../cli/plan/changeSection";
import { exportReport } from "../../cli/plan/exportReport";
import type { WholeStack } from "../../cli/plan/wholeStack";
import { wholeStack } from "../../cli/plan/wholeStack";
import { listedAddOns } from "../../rules/addOns";
import type { ExportPlan } from "../../rules/plan";
import { planExport } from "../../rules/plan";
import { changeText } from "../../rules/texts/changes";
import { exportArgs, pairsOf } from "../rules/changes/arbitraryArgs";

const RUNS = 200;
const optional = { requiredKeys: [] };
const root = (accountId: string) => `arn:aws:iam::${accountId}:root`;

const reader = fc.oneof(
  fc.record(
    {
      role: fc.record(
        {
          principalArns: fc.subarray([root("555566667777"), root("777788889999")], {
            minLength: 1,
          }),
          externalId: fc.constantFrom(
            "first-id",
            "other-id",
            { secure: "v1:a" },
            { secure: "v1:b" },
          ),
        },
        { requiredKeys: ["principalArns"] },
      ),
      queue: fc.constantFrom(
        {},
        { visibilityTimeoutSeconds: 60 },
        { existing: { url: "https://sqs.us-east-1.amazonaws.com/111122223333/siem" } },
      ),
      tags: fc.record({ team: fc.constantFrom("a", "b") }),
    },
    { requiredKeys: ["role"] },
  ),
  fc.record({
    accessKey: fc.record({
      acknowledgeLongLivedKey: fc.constant(true),
      keyVersion: fc.constantFrom(1, 2),
    }),
  }),
);

/** The same, with each reader's existing queue under its name. */
function withOwnQueues(readers: object): { [name: string]: object } {
  const entries = Object.entries(readers).map(([name, one]) => {
    const text = JSON.stringify(one).replace("111122223333/siem", `111122223333/${name}`);
    return [name, JSON.parse(text)];
  });
  return Object.fromEntries(entries);
}

const addOns = {
  readers: fc.dictionary(fc.constantFrom("siem", "forensics"), reader).map(withOwnQueues),
  athena: fc.record(
    {
      accounts: fc.subarray(["111122223333", "222233334444"], { minLength: 1 }),
      since: fc.constantFrom("2025-01-01", "2026-01-01"),
      bytesScannedLimit: fc.constantFrom(10_737_418_240, 20_000_000),
      ocsfView: fc.boolean(),
    },
    { requiredKeys: ["accounts"] },
  ),
  events: fc.oneof(
    fc.record(
      {
        busArn: fc.constantFrom(
          "arn:aws:events:us-east-1:111122223333:event-bus/security",
          "arn:aws:events:us-east-1:999900001111:event-bus/other",
        ),
        severityAtLeast: fc.constantFrom(4, 7),
      },
      { requiredKeys: ["busArn"] },
    ),
    fc.record({ topicArn: fc.constant("arn:aws:sns:us-east-1:111122223333:security") }),
  ),
  health: fc.oneof(
    fc.boolean(),
    fc.record(
      {
        email: fc.constantFrom("a@example.com", "b@example.com"),
        intervalMinutes: fc.constantFrom(30, 60),
        logRetentionDays: fc.constantFrom(90, 365),
      },
      optional,
    ),
  ),
};

/** A configuration of a stack; the export is often as plain as most are, so that its add-ons are accepted. */
const config = fc
  .tuple(
    fc.oneof(
      exportArgs,
      fc.record(
        {
          regions: fc.subarray(["us-east-1", "eu-west-1", "me-south-1"], { minLength: 1 }),
          notifications: fc.boolean(),
          homeRegion: fc.constant("us-east-1"),
        },
        { requiredKeys: ["regions", "homeRegion"] },
      ),
    ),
    fc.record(addOns, optional),
  )
  .map(([args, others]) => ({ ...args, ...others }));

interface Planned {
  file: StackFile;
  exported: ExportPlan;
  whole: WholeStack;
}

function planned(values: object): Planned | undefined {
  const project = { name: "p", stackConfigDir: ".", defaults: {}, program: {} };
  const location = { project, stack: "s", file: "Pulumi.s.yaml" };
  try {
    const file = stackFileOf("Pulumi.s.yaml", location, JSON.stringify({ config: values }));
    if (file.part.role !== "administrator") return undefined;
    const owner = { project: "p", stack: "s", component: file.name };
    const exported = planExport({ owner, settings: file.part.settings });
    return { file, exported, whole: wholeStack(file, file.part, exported) };
  } catch (error) {
    if (error instanceof CannotRun) return undefined;
    throw error;
  }
}

/** Each single thing that a stack deploys, by the words that a sentence about it has. */
function things({
  exported,
  whole,
}: Planned): Map<string, { words: readonly string[]; value: unknown }> {
  const { parts, documents, addOns: plan } = whole;
  const resources = [...parts].flatMap(([of, some]) =>
    some.map(
      ({ type, name }) => [`resource ${type} ${name}`, { words: [name], value: of }] as const,
    ),
  );
  const policies = documents.map(
    ({ addOn, kind, of, document }) =>
      [`policy ${addOn} ${kind} ${of}`, { words: [addOn, of], value: document }] as const,
  );
  const addOnSettings = listedAddOns(plan).map(
    ({ key, plan: { settings } }) =>
      [`settings ${key}`, { words: [key], value: withoutExports(settings) }] as const,
  );
  const ofExport = ["bucket", "key"] as const;
  const statements = ofExport.map(
    (one) =>
      [`statements ${one}`, { words: [one], value: exported.policies[one].statements }] as const,
  );
  return new Map<string, { words: readonly string[]; value: unknown }>([
    ...resources,
    ...policies,
    ...addOnSettings,
    ...statements,
  ]);
}

/** Settings that an add-on takes from the export, whose own changes have their sentences. */
function withoutExports(settings: object): object {
  const given = ["regions", "homeRegion", "findingPublishingFrequency"];
  return Object.fromEntries(Object.entries(settings).filter(([key]) => !given.includes(key)));
}

function unmentioned(base: Planned, head: Planned, texts: string[]): string[] {
  const [old, now] = [things(base), things(head)];
  const differing = [...new Set([...old.keys(), ...now.keys()])].filter(
    (key) => !isDeepStrictEqual(old.get(key)?.value, now.get(key)?.value),
  );
  return differing.filter((key) => {
    const { words } = (now.get(key) ?? old.get(key))!;
    // What comes or goes with its add-on is named by it.
    const addOn = words[0]!;
    const comesOrGoes = texts.some((text) =>
      [`${addOn} is added`, `${addOn} is removed`].some((start) => text.startsWith(start)),
    );
    return !comesOrGoes && !texts.some((text) => words.every((word) => hasWord(text, word)));
  });
}

function hasWord(text: string, word: string): boolean {
  const escaped = word.replace(/[^\w\s]/g, "\\$&");
  return new RegExp(`(^|[^\\w-])${escaped}($|[^\\w-])`).test(text);
}

/** What plan --against-file prints. */
function reportOf({ file: base }: Planned, { file, whole }: Planned): Report {
  const { part, project, stack, name } = file;
  if (part.role !== "administrator") throw new Error("a member's stack");
  const analysis = analyse({ project, stack, component: name }, part.settings, {});
  const report = exportReport(file, analysis, whole, {});
  const given = new Map<string, string>();
  const compared = {
    kind: "config",
    shownAs: "old.yaml",
    file: base,
    policies: {},
    given,
  } as const;
  return withChanges(
    report,
    { ...compared, missingPolicies: [], changedProgram: [] },
    { file, live: {} },
  );
}

/** The tones of sections and cells under the summary. */
function tonesOf({ sections }: Report): Tone[] {
  const toneOf = (cell: Cell) =>
    typeof cell === "object" && "tone" in cell && cell.tone ? [cell.tone] : [];
  return sections.flatMap(({ tone, content }) => [
    ...(tone === undefined ? [] : [tone]),
    ...(content.kind === "table" ? content.rows.flat().flatMap(toneOf) : []),
  ]);
}

/** Without the order of lists, which deploys nothing. */
function unordered(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Map) return unordered([...(value as Map<unknown, unknown>)]);
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(unordered(one))).sort();
  const entries = Object.entries(value).map(([key, inner]) => [key, unordered(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)));
}

const deployed = ({ exported, whole }: Planned) => unordered([exported, { ...whole }]);

describe("Between generated stacks with add-ons", function () {
  this.timeout(300_000);

  it("every difference of the two whole plans is in a sentence, and nothing changes only if the plans are equal", () => {
    let [withAddOns, same] = [0, 0];
    fc.assert(
      fc.property(pairsOf(config), ([from, to]) => {
        const [base, head] = [planned(from), planned(to)];
        fc.pre(base !== undefined && head !== undefined);
        const changes = changesOf({ file: base!.file, live: {} }, { file: head!.file, live: {} });
        const texts = changes.map(changeText);
        expect(unmentioned(base!, head!, texts)).to.deep.equal([]);
        const equal = isDeepStrictEqual(deployed(base!), deployed(head!));
        if (changes.length === 0) expect(equal, "nothing, though the plans differ").to.equal(true);
        if (isDeepStrictEqual(from, to)) expect(texts).to.deep.equal([]);
        withAddOns += listedAddOns(head!.whole.addOns).length > 0 ? 1 : 0;
        same += equal ? 1 : 0;
      }),
      { numRuns: RUNS, maxSkipsPerRun: 5000 },
    );
    // Neither half of the sentence is empty.
    expect(withAddOns).to.be.greaterThan(RUNS / 4);
    expect(same).to.be.greaterThan(0).and.lessThan(RUNS);
  });

  it("the summary is as bad as the worst line under it, and names evidence at risk where a line does", () => {
    let [atRisk, calm] = [0, 0];
    fc.assert(
      fc.property(pairsOf(config), ([from, to]) => {
        const [base, head] = [planned(from), planned(to)];
        fc.pre(base !== undefined && head !== undefined);
        const report = reportOf(base!, head!);
        const { changes } = report.data as { changes: { risk: boolean }[] };
        const risk = changes.some((one) => one.risk);
        const { text, tone } = report.summary;
        expect(text.endsWith("; this change puts evidence at risk"), text).to.equal(risk);
        if (risk || tonesOf(report).includes("bad")) expect(tone, text).to.equal("bad");
        const unchecked = report.sections.some(({ title }) => title === "Not checked");
        expect(/; \d+ not checked/.test(text), text).to.equal(unchecked);
        if (unchecked) expect(tone, text).not.to.equal("good");
        atRisk += risk ? 1 : 0;
        calm += tone === "bad" ? 0 : 1;
      }),
      { numRuns: RUNS / 4, maxSkipsPerRun: 5000 },
    );
    expect(atRisk).to.be.greaterThan(0);
    expect(calm).to.be.greaterThan(0);
  });
});
