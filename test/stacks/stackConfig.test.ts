import { expect } from "chai";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";

import { readAddOns, SINGLE_ADD_ONS } from "../../rules/addOns";
import { readArgs, readMemberArgs } from "../../rules/args";
import { reported } from "../../rules/problems";
import {
  configProblems,
  namespaceProblems,
  projectValues,
  readStackConfig,
} from "../../stacks/stackConfig";

describe("The config of a stack, read without Pulumi", () => {
  it("is an administrator's export named findings unless it says otherwise", () => {
    expect(readStackConfig({ regions: ["us-east-1"] })).to.deep.equal({
      config: {
        ...{ role: "administrator", name: "findings" },
        ...{ args: { regions: ["us-east-1"] }, addOns: {} },
      },
      problems: [],
    });
  });

  it("takes what is empty for not set, but neither false nor 0", () => {
    const values = { role: "", homeRegion: "", tags: {}, features: [], key: null };
    const { config } = readStackConfig({ ...values, preflight: false, providerMode: 0 });
    expect(config).to.deep.equal({
      role: "administrator",
      name: "findings",
      args: { providerMode: 0, preflight: false },
      addOns: {},
    });
  });

  it("keeps a mistyped key as the last argument, for the validation to name", () => {
    const { config } = readStackConfig({ aRegion: "x", tags: { a: "b" }, regions: ["us-east-1"] });
    expect(Object.keys(config?.args ?? {})).to.deep.equal(["regions", "tags", "aRegion"]);
  });

  it("knows administratorStack as a member's own key, and an administrator's mistake", () => {
    const administratorStack = "acme/guardduty-export/prod";
    expect(readStackConfig({ role: "member", administratorStack }).config).to.deep.equal({
      ...{ role: "member", name: "findings", administratorStack },
      args: {},
      addOns: {},
    });
    expect(readStackConfig({ administratorStack }).config?.args).to.deep.equal({
      administratorStack,
    });
  });

  it("keeps the add-ons of an administrator's export apart, and of a member's names it a mistake", () => {
    const athena = { since: "2026-01-31" };
    const { config } = readStackConfig({ athena, regions: ["us-east-1"] });
    expect([config?.args, config?.addOns]).to.deep.equal([{ regions: ["us-east-1"] }, { athena }]);
    expect(readStackConfig({ role: "member", athena }).config?.args).to.deep.equal({ athena });
  });

  it("keeps an empty key that is none, which no default of Pulumi.yaml can be", () => {
    const { config } = readStackConfig({ reader: {}, readers: {}, regions: ["us-east-1"] });
    expect(config).to.deep.include({ args: { regions: ["us-east-1"], reader: {} }, addOns: {} });
  });

  it("takes an empty object for the add-on with its defaults, or names what it requires", () => {
    const addOns = Object.fromEntries(SINGLE_ADD_ONS.map((name) => [name, {}]));
    const { config } = readStackConfig({ ...addOns, regions: ["us-east-1"], readers: {} });
    expect(config?.addOns).to.deep.equal(addOns);
    const { settings } = readArgs("findings", config?.args);
    const { problems } = readAddOns("findings", settings, config!.addOns);
    const named = new Set(problems?.map(({ path }) => path.split(".")[0]));
    const deployed = SINGLE_ADD_ONS.filter((name) => !named.has(name));
    expect(deployed).to.deep.equal(["athena", "health"]);
  });

  it("takes no empty list for an add-on", () => {
    const addOns = Object.fromEntries(SINGLE_ADD_ONS.map((name) => [name, []]));
    const { config } = readStackConfig({ ...addOns, regions: ["us-east-1"] });
    const { settings } = readArgs("findings", config?.args);
    const { problems } = readAddOns("findings", settings, config!.addOns);
    expect(problems.map(({ path }) => path)).to.have.members(SINGLE_ADD_ONS);
  });

  it("has no default in Pulumi.yaml that would declare an add-on, and leaves Pulumi's type out", () => {
    const text = readFileSync(path.join(__dirname, "../../Pulumi.yaml"), "utf8");
    const { config } = parse(text) as { config: { [key: string]: object } };
    for (const name of SINGLE_ADD_ONS) {
      expect(config[name], name).to.deep.include({ default: "" }).and.not.to.have.property("type");
    }
  });

  it("names a key of the other role, and where it belongs", () => {
    const texts = (values: { [key: string]: unknown }) => {
      const { role, name, args } = readStackConfig(values).config!;
      const { problems } = role === "member" ? readMemberArgs(args) : readArgs(name, args);
      return configProblems(role, problems).map((one) => {
        const { path, reason } = reported(one);
        return `${path}: ${reason}`;
      });
    };
    expect(
      texts({ role: "member", regions: ["us-east-1"], readers: { siem: {} }, proof: "off" }),
    ).to.deep.equal([
      "proof: applies to GuardDutyExport: the administrator's export includes the findings of members. Fix: remove proof",
      "readers: readers belongs in the administrator's stack: a member stack deploys the detectors of its account alone, and the administrator's export has their findings. Fix: remove readers",
    ]);
    expect(texts({ regions: ["us-east-1"], acceptInvitation: true })).to.deep.equal([
      "acceptInvitation: acceptInvitation belongs in a member stack: role is administrator here. Fix: remove acceptInvitation",
    ]);
  });

  it("names a namespace that is the project's but for a typo, and no other program's", () => {
    const found = (...keys: string[]) =>
      namespaceProblems("guardduty-export", keys).map((one) => reported(one));
    expect(found("guardduty-exprt:homeRegion", "GuardDuty_Export:config:readers")).to.deep.equal([
      {
        path: "guardduty-exprt:homeRegion",
        reason:
          "is a config key of namespace guardduty-exprt, and no program here reads it; did you mean guardduty-export? Fix: rename guardduty-exprt:homeRegion to guardduty-export:homeRegion",
      },
      {
        path: "GuardDuty_Export:config:readers",
        reason:
          "is a config key of namespace GuardDuty_Export, and no program here reads it; did you mean guardduty-export? Fix: rename GuardDuty_Export:config:readers to guardduty-export:readers",
      },
    ]);
    const mistyped = ["guarddutyexport:region", "guardduty_export:bucket", "guardduty-exports:Key"];
    expect(
      namespaceProblems("guardduty-export", mistyped).map(({ fix }) => "to" in fix && fix.to),
    ).to.deep.equal(["regions", "bucket", "key"].map((key) => `guardduty-export:${key}`));
    const others = ["aws:region", "gcp:project", "guardduty:bucket", "export:key", "acme:tags"];
    expect(found("homeRegion", "guardduty-export:bucket", "guardduty-exprt:a", ...others)).to.be
      .empty;
    const short = namespaceProblems("aws2", ["aws:name", "aw2:tags", "gcp:regions"]);
    expect(short).to.deep.equal([]);
  });

  it("names a role that is none", () => {
    const { config, problems } = readStackConfig({ role: "members" });
    expect(config).to.equal(undefined);
    expect(problems.map((problem) => reported(problem))).to.deep.equal([
      {
        path: "role",
        reason: 'must be one of administrator, member; got "members". Fix: set role to "member"',
      },
    ]);
  });

  it("is what is in the project's namespace, or in none", () => {
    expect(
      projectValues("acme", { "acme:name": "a", regions: [], "aws:region": "us-east-1" }),
    ).to.deep.equal({ name: "a", regions: [] });
  });

  it("takes JSON in a string for what it says", () => {
    expect(
      projectValues("acme", { "acme:preflight": "true", "acme:tags": '{"a":"b"}', regions: "[x" }),
    ).to.deep.equal({ preflight: true, tags: { a: "b" }, regions: "[x" });
  });
});
