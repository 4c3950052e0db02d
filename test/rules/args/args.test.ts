import { expect } from "chai";

import { readArgs } from "../../../rules/args";
import { problemsText, reported } from "../../../rules/problems";
import { badInput } from "../../support/badInput";
import { later } from "../../support/badInput/case";

const settings = (args: unknown, component = "findings") => {
  const read = readArgs(component, args);
  if (read.settings === undefined) throw new Error(JSON.stringify(read.problems));
  return read.settings;
};

describe("Arguments", () => {
  it("are complete with one Region", () => {
    expect(settings({ regions: ["us-east-1"] })).to.deep.equal({
      regions: ["us-east-1"],
      homeRegion: "us-east-1",
      findingPublishingFrequency: "SIX_HOURS",
      administrator: {},
      management: undefined,
      members: {
        managedBy: "guardduty",
        autoEnable: undefined,
        accounts: [],
        features: [],
        exclude: [],
      },
      features: [],
      existing: {},
      readerArns: [],
      notifications: "none",
      preflight: false,
      proof: "require",
      providerMode: "auto",
      onDestroy: "retain",
      bucket: {
        existing: undefined,
        account: undefined,
        name: undefined,
        namePrefix: "findings-guardduty",
        prefix: "",
        retentionDays: undefined,
        noncurrentVersionDays: 30,
        objectLock: undefined,
        protection: "standard",
        breakGlassRoleArns: [],
        accessLogs: false,
      },
      key: {
        existing: undefined,
        account: undefined,
        alias: undefined,
        rotationPeriodInDays: 365,
        deletionWindowInDays: 30,
      },
    });
  });

  it("may leave to later what decides no structure", () => {
    const read = readArgs("findings", {
      regions: ["us-east-1"],
      tags: later(),
      key: { description: later(), tags: { team: later() } },
      bucket: { accessLogs: { bucketName: later(), prefix: later() } },
    });
    expect(read.problems).to.deep.equal([]);
    expect(read.settings?.bucket.accessLogs).to.equal(true);
  });

  it("take a prefix with a trailing slash for the same prefix without", () => {
    expect(settings({ regions: ["us-east-1"], bucket: { prefix: "a/b/" } }).bucket.prefix).to.equal(
      "a/b",
    );
  });

  const prefixes: [component: string, prefix: string][] = [
    ["findings", "findings-guardduty"],
    ["Acme_Security-EU", "acme-security-eu-guardduty"],
    ["__", "guardduty"],
    ["x".repeat(80), "x".repeat(54)],
    [`${"x".repeat(53)}-y`, "x".repeat(53)],
  ];
  for (const [component, prefix] of prefixes) {
    it(`name the bucket of a component named ${component} within S3's rules`, () => {
      expect(settings({ regions: ["us-east-1"] }, component).bucket.namePrefix).to.equal(prefix);
    });
  }
});

describe("Bad arguments", () => {
  it("are at least 40 different ones", () => {
    expect(new Set(badInput.map(([what]) => what)).size).to.be.at.least(40);
  });

  for (const [what, args, problems] of badInput) {
    it(`say what is wrong and how to fix it: ${what}`, () => {
      const found = readArgs("findings", args).problems;
      expect(found.map((problem) => reported(problem))).to.deep.equal(problems);
    });
  }

  it("are counted and cut when there are very many, and hide no problem of another property", () => {
    const readers = Array.from({ length: 8_000 }, (_, index) => ({
      ...{ path: `readerArns[${index}]`, reason: "is wrong" },
    }));
    const lines = problemsText("GuardDutyExport findings", [
      ...readers,
      { path: "prefix", reason: "is wrong too" },
    ]).split("\n");
    expect(lines).to.deep.equal([
      "GuardDutyExport findings: 8001 problems in the arguments; nothing was registered",
      ...readers.slice(0, 10).map(({ path }) => `  - ${path}: is wrong`),
      "  - prefix: is wrong too",
      "  - and 7990 more problems",
    ]);
    const keys = Array.from({ length: 100 }, (_, index) => ({ path: `k${index}`, reason: "is" }));
    expect(problemsText("x", keys).split("\n")).to.have.length(52);
  });

  it("are reported in one text, a line for each problem", () => {
    expect(
      problemsText("GuardDutyExport findings", [
        { path: "regions[1]", reason: "is wrong" },
        { path: "", reason: "is wrong too" },
      ]),
    ).to.equal(
      [
        "GuardDutyExport findings: 2 problems in the arguments; nothing was registered",
        "  - regions[1]: is wrong",
        "  - (all): is wrong too",
      ].join("\n"),
    );
  });
});
