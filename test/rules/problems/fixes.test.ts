import { expect } from "chai";

import { ADD_ON_NAMES, readAddOns } from "../../../rules/addOns";
import type { ExportSettings } from "../../../rules/args";
import { readArgs, readMemberArgs } from "../../../rules/args";
import { readChronicleArgs } from "../../../rules/chronicle";
import { readRoutingArgs } from "../../../rules/events";
import { readFiltersArgs } from "../../../rules/filters";
import { readListsArgs } from "../../../rules/lists";
import { readMalwareArgs } from "../../../rules/malware";
import { readHealthArgs } from "../../../rules/health";
import type { Problem, ProblemId } from "../../../rules/problems";
import { ACTIONS, fixText, reported, TEXTS } from "../../../rules/problems";
import { readReaderArgs } from "../../../rules/readers";
import { readSentinelArgs } from "../../../rules/sentinel";
import { readTableArgs } from "../../../rules/table";
import { configProblems, namespaceProblems, readStackConfig } from "../../../stacks/stackConfig";
import { applyFix } from "../../support/applyFix";
import * as bad from "../../support/badAddOns";
import { badChecks } from "../../support/badChecks";
import { badFilters } from "../../support/badFilters";
import { badLists } from "../../support/badLists";
import { badMalware } from "../../support/badMalware";
import { badInput } from "../../support/badInput";
import { badRoom } from "../../support/badRoom";
import { badMembers } from "../../support/badMembers";
import { wordsIn } from "../../../tools/counts/vocabulary";

type Read = (args: unknown) => readonly Problem[];

const listed = (cases: readonly (readonly [what: string, args: unknown, ...rest: unknown[]])[]) =>
  cases.map(([what, args]) => [what, args] as const);

const more = Object.entries({
  "a value that is too long": {
    regions: ["us-east-1"],
    tags: { team: "x".repeat(257), ["y".repeat(129)]: "" },
    key: { description: "x".repeat(8193) },
  },
  "a number that is no exact one": {
    regions: ["us-east-1"],
    bucket: { retentionDays: 1e300 },
    key: { rotationPeriodInDays: -1e30 },
  },
  "a tag with a name that is taken": { regions: ["us-east-1"], tags: { "aws:a": "", a: "" } },
  "a reserved name": { regions: ["us-east-1"], tags: JSON.parse('{ "__proto__": "a" }') as object },
  "a former name": { regions: ["us-east-1"], frequency: "ONE_HOUR", overrides: {}, providers: "x" },
});

const exported = (more: object = {}) =>
  readArgs("findings", { regions: ["us-east-1"], ...more }).settings as ExportSettings;

/** A stack's config: what is fixed at the export may be a fix of its add-ons. */
const readStack: Read = (args) => {
  const given = Object.entries(args as object).filter(([, value]) => value !== undefined);
  const isAddOn = ([key]: [string, unknown]) => ADD_ON_NAMES.includes(key);
  const { name = "findings", ...rest } = Object.fromEntries(
    given.filter((entry) => !isAddOn(entry)),
  );
  return readAddOns(name as string, exported(rest), Object.fromEntries(given.filter(isAddOn)))
    .problems;
};

/** A stack's config by its role, without add-ons. */
const readConfig: Read = (values) => {
  const { config } = readStackConfig(values as { [key: string]: unknown });
  const { role, name, args } = config!;
  const read = role === "member" ? readMemberArgs(args) : readArgs(name, args);
  return configProblems(role, read.problems);
};

const existing = { bucket: { existing: { name: "acme-logs" } } };
const detached = { bucket: { existing: { name: "acme-logs", detach: true } } };
const KEYED = { readers: { google: { accessKey: {} } }, chronicle: { reader: "google" } };

/** Every reader of arguments, and arguments that have problems. */
const READERS: [of: string, read: Read, cases: (readonly [what: string, args: unknown])[]][] = [
  [
    "GuardDutyExport",
    (args) => readArgs("findings", args).problems,
    [...listed(badInput), ...more],
  ],
  [
    "MemberDetectors",
    (args) => readMemberArgs(args).problems,
    [...listed(badMembers), ["a former name", { regions: ["us-east-1"], frequency: "ONE_HOUR" }]],
  ],
  [
    "FindingsReader",
    (args) => readReaderArgs("siem", args).problems,
    Object.entries(bad.badReaders),
  ],
  [
    "ChronicleFeed",
    (args) => readChronicleArgs("feed", args).problems,
    Object.entries(bad.badFeeds),
  ],
  [
    "SentinelConnector",
    (args) => readSentinelArgs("siem", args).problems,
    Object.entries(bad.badConnectors),
  ],
  ["EventRouting", (args) => readRoutingArgs(args).problems, Object.entries(bad.badRoutings)],
  ["MalwareProtection", (args) => readMalwareArgs(args).problems, Object.entries(badMalware)],
  ["ThreatLists", (args) => readListsArgs(args).problems, Object.entries(badLists)],
  ["FindingFilters", (args) => readFiltersArgs(args).problems, Object.entries(badFilters)],
  ["FindingsTable", (args) => readTableArgs(args).problems, Object.entries(bad.badTables)],
  ["ExportHealth", (args) => readHealthArgs(args).problems, Object.entries(bad.badHealthChecks)],
  [
    "a stack's add-ons",
    readStack,
    [
      ...Object.entries(bad.badAddOns),
      ["a feed of an existing bucket", { ...existing, ...KEYED }],
      ["a health check of no export", { ...detached, health: {} }],
    ],
  ],
  [
    "a stack",
    (args) => readStackConfig(args as { [key: string]: unknown }).problems,
    [["a role that is none", { role: "adminstrator" }]],
  ],
  [
    "a stack by its role",
    readConfig,
    [
      ["readers of a member", { role: "member", regions: ["us-east-1"], readers: { siem: {} } }],
      ["a member's key of an administrator", { regions: ["us-east-1"], acceptInvitation: true }],
      ["an empty key that is none", { regions: ["us-east-1"], reader: {} }],
    ],
  ],
  [
    "a file's keys",
    (keys) => namespaceProblems("guardduty-export", Object.keys(keys as object)),
    [["a mistyped namespace", { "guardduty-exprt:homeRegion": "us-east-1" }]],
  ],
];

const CASES = READERS.flatMap(([of, read, cases]) =>
  cases.map(([what, args]) => ({ of, read, what, args, problems: read(args) })),
);

const CHECKS = Object.entries({ ...badChecks, ...badRoom }).map(([what, check]) => ({
  what,
  check,
  problems: check.find(check),
}));

/** Problems whose fix is outside the arguments, and whose absence no rule decides. */
const OUTSIDE: ProblemId[] = [
  ...(["administratorOutputs", "packageMissing", "packageTooOld"] as const),
  // The name is no argument: test/rules/args/componentName.test.ts.
  "componentName",
  // Nor is the name of another export: test/components/export/namesakes.test.ts.
  "nameTaken",
];

/** What no schema of today answers with: it stands for issues of the validator that have no case. */
const SPARE: ProblemId[] = ["invalid"];

describe("The fix of every problem of arguments", () => {
  for (const { of, read, what, args, problems } of CASES) {
    it(`works, applied to the arguments of ${of}: ${what}`, () => {
      expect(problems).not.to.deep.equal([]);
      for (const problem of problems) {
        const left = read(applyFix(args, problem.fix));
        const same = left.filter(({ id, path }) => id === problem.id && path === problem.path);
        expect(same, fixText(problem.fix)).to.deep.equal([]);
      }
    });
  }

  for (const { what, check, problems } of CHECKS) {
    it(`works, applied to what is checked: ${what}`, () => {
      expect(problems).not.to.deep.equal([]);
      for (const problem of problems) {
        const { fix } = problem;
        const outside = fix.action === "run" || fix.action === "do";
        const args = (outside ? check.args : applyFix(check.args, fix)) as typeof check.args;
        const aws = outside && check.done ? check.done(check.aws, fix) : check.aws;
        const left = check.find({ args, aws });
        expect(
          left.filter(({ id, path }) => id === problem.id && path === problem.path),
          fixText(fix),
        ).to.deep.equal([]);
      }
    });
  }

  it("has a case, and each of its actions", () => {
    const all = [...CASES, ...CHECKS].flatMap(({ problems }) => problems);
    const found = new Set(all.map(({ id }) => id));
    const actions = new Set(all.flatMap(({ fix }) => (fix.action === "do" ? [fix.id] : [])));
    expect([...actions].sort()).to.deep.equal(Object.keys(ACTIONS).sort());
    const missing = (Object.keys(TEXTS) as ProblemId[]).filter((id) => !found.has(id));
    expect(missing.sort()).to.deep.equal([...OUTSIDE, ...SPARE].sort());
  });
});

describe("The text of every problem of arguments", () => {
  const texts = [...CASES, ...CHECKS].flatMap(({ problems }) =>
    problems.map((problem) => reported(problem)),
  );

  it("says what is wrong, then one fix", () => {
    for (const { reason } of texts) {
      expect(reason).to.match(/^.+[.?] Fix: [a-z]+ .+$/);
    }
  });

  it("makes no text of what is null", () => {
    const problems = READERS.flatMap(([, read, all]) => all.flatMap(([, args]) => read(args)));
    const holes = problems.filter(({ values }) => (values as { got?: unknown }).got === null);
    expect(holes).not.to.deep.equal([]);
    expect(holes.map(({ fix }) => fixText(fix)).filter((one) => /"null"/.test(one))).to.deep.equal(
      [],
    );
  });

  it("has none of the words that read as translated", () => {
    const found = ({ reason }: { reason: string }) =>
      /\bwants\b/.test(reason) || wordsIn("text", reason).length > 0;
    expect(texts.filter(found)).to.deep.equal([]);
  });

  it("shows no value that may be a secret", () => {
    const secret = "s3cr3t!";
    const account = { accountId: "111122223333", assumeRoleArn: "x", externalId: secret };
    const inputs: [Read, unknown][] = [
      [READERS[0]![1], { regions: ["us-east-1"], organization: { administrator: account } }],
      [READERS[0]![1], { regions: ["us-east-1"], organization: { administrator: [account] } }],
      [READERS[0]![1], { regions: ["us-east-1"], organization: [{ administrator: account }] }],
      [READERS[3]![1], { accessKey: { id: "a", secret: [secret] } }],
      [READERS[3]![1], { accessKey: secret }],
      [READERS[3]![1], { accessKey: [secret] }],
    ];
    for (const [read, args] of inputs) {
      const problems = read(args);
      expect(problems).not.to.deep.equal([]);
      const shown = problems.map((problem) => JSON.stringify(reported(problem))).join("\n");
      expect(shown).not.to.contain(secret);
    }
  });
});
