import { expect } from "chai";

import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import type { Args } from "../../testing/live/world";
import { ADMINISTRATOR } from "../../testing/live/world";
import { accountOf, allow } from "./findings/liveCases";

const REGIONS = ["us-east-1", "eu-west-1"];
const ARGS: Args = {
  regions: REGIONS,
  organization: { administrator: accountOf(ADMINISTRATOR) },
};
const AT = "2026-11-01T00:00:00.000Z";
const ENDS = "2999-11-15T00:00:00.000Z";
const LIVE = { ruleId: "ami-shared", mode: "LIVE" as const };
const DRY_RUN = { ruleId: "flow-logs-deleted", mode: "DRY_RUN" as const, expiresAt: ENDS };
const ENDED = { ...DRY_RUN, ruleId: "no-mfa", expiresAt: AT };

describe("status lists the custom detection rules of the administrator", () => {
  let stack: Deployed;

  before(async () => {
    stack = await deployed(ARGS);
    for (const region of REGIONS) {
      const rules = region === "us-east-1" ? [LIVE, DRY_RUN, ENDED] : [LIVE];
      stack.sandbox.world().detectors[`${ADMINISTRATOR}/${region}`]!.ruleAssociations =
        Object.fromEntries(
          rules.map((rule) => [rule.ruleId, { ...rule, createdAt: AT, updatedAt: AT, tags: {} }]),
        );
    }
  });
  after(() => stack.close());

  it("once for each mode, with its Regions, and when the dry run ends", async () => {
    const { out, code } = await stack.run(["status", "--stack", "prod", "--format", "markdown"]);
    expect(code).to.equal(0);
    const rows = out
      .split("\n")
      .filter((line) => line.includes("ami-shared") || line.includes("flow-logs-deleted"))
      .map((line) => line.split("|").map((cell) => cell.replaceAll("`", "").trim()));
    expect(rows.map((cells) => cells.slice(1, -1))).to.deep.equal([
      ["ami-shared", "LIVE", "", "us-east-1, eu-west-1"],
      ["flow-logs-deleted", "DRY_RUN", ENDS, "us-east-1"],
    ]);
    expect(out).not.to.include("no-mfa");
  });

  it("by Region in JSON", async () => {
    const { out } = await stack.run(["status", "--stack", "prod", "--format", "json"]);
    const { regions } = JSON.parse(out) as { regions: { customDetectionRules: object }[] };
    expect(regions.map(({ customDetectionRules }) => customDetectionRules)).to.deep.equal([
      [LIVE, DRY_RUN],
      [LIVE],
    ]);
  });

  it("or as not checked, once for all Regions, which does not change the exit code", async () => {
    const Action = "guardduty:ListCustomDetectionRuleAssociations";
    allow(stack, Action);
    const { out, code } = await stack.run(["status", "--stack", "prod", "--format", "json"]);
    expect(code).to.equal(0);
    const { regions, notChecked } = JSON.parse(out) as {
      regions: { verdict: string; customDetectionRules: unknown }[];
      notChecked: { id: string }[];
    };
    expect(regions.map((one) => [one.verdict, one.customDetectionRules])).to.deep.equal([
      ["healthy", "not checked"],
      ["healthy", "not checked"],
    ]);
    expect(notChecked.filter((one) => JSON.stringify(one).includes(Action))).to.have.length(1);
  });
});
