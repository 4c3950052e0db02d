import { expect } from "chai";

import type { ExportSettings } from "../../../rules/args";
import { readArgs } from "../../../rules/args";
import { organizationPolicy } from "../../../rules/organizationPolicy";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../../rules/regions";

const ALL_REGIONS = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
const PLANS = [
  ...["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS"],
  ...["LAMBDA_NETWORK_LOGS", "AI_PROTECTION", "RUNTIME_MONITORING"],
];

const settingsOf = (members: object | undefined, more: object = {}): ExportSettings => {
  const organization = { administrator: { accountId: "111122223333" }, members };
  const { settings, problems } = readArgs("findings", {
    ...{ regions: ["us-east-1", "eu-west-1"], organization },
    ...more,
  });
  expect(problems).to.deep.equal([]);
  return settings as ExportSettings;
};
const policyOf = (members: object | undefined, more: object = {}) =>
  organizationPolicy(settingsOf(members, more));
const enablementOf = (members: object, more: object = {}) => {
  const policy = policyOf(members, more) as { text: string };
  return JSON.parse(policy.text).guardduty.enablement as { [block: string]: object };
};

const on = { status: { "@@assign": "enabled" } };

describe("The policy of the organization that does what a configuration sets", () => {
  it("enables GuardDuty in each Region of the export, and in no other", () => {
    for (const members of [{ autoEnable: "ALL" }, { autoEnable: "NEW" }, { managedBy: "policy" }]) {
      expect(enablementOf(members)).to.deep.equal({
        "us-east-1": { foundational: on },
        "eu-west-1": { foundational: on },
      });
    }
  });

  it("has each plan of members in the Regions that it is set in, and no plan that is NONE", () => {
    const features = [
      { name: "S3_DATA_EVENTS", autoEnable: "ALL", regions: ["us-east-1"] },
      { name: "EKS_AUDIT_LOGS", autoEnable: "NONE" },
      {
        ...{ name: "RUNTIME_MONITORING", autoEnable: "NEW" },
        additionalConfigurations: [
          { name: "EKS_ADDON_MANAGEMENT", autoEnable: "NEW" },
          { name: "ECS_FARGATE_AGENT_MANAGEMENT", autoEnable: "NONE" },
          { name: "EC2_AGENT_MANAGEMENT", autoEnable: "ALL" },
        ],
      },
    ];
    const runtime_monitoring = {
      ...on,
      additional_configuration: { eks_addon_management: on, ec2_agent_management: on },
    };
    expect(enablementOf({ autoEnable: "ALL", features })).to.deep.equal({
      "us-east-1": { foundational: on, s3_data_events: on, runtime_monitoring },
      "eu-west-1": { foundational: on, runtime_monitoring },
    });
  });

  it("has the administrator's plans where policies manage members, whose plans are not configured", () => {
    const features = [
      { name: "S3_DATA_EVENTS" },
      { name: "RDS_LOGIN_EVENTS", status: "DISABLED" },
      { name: "AI_ANALYST" },
    ];
    const region = { foundational: on, s3_data_events: on };
    expect(enablementOf({ managedBy: "policy" }, { features })).to.deep.equal({
      "us-east-1": region,
      "eu-west-1": region,
    });
  });

  it("has a default block, and the Regions that differ, where the export has every Region of the partition", () => {
    const features = [
      { name: "RDS_LOGIN_EVENTS", autoEnable: "ALL", excludeRegions: ["ap-east-2"] },
    ];
    const members = { autoEnable: "ALL", features };
    expect(enablementOf(members, { regions: ALL_REGIONS })).to.deep.equal({
      default: { foundational: on, rds_login_events: on },
      "ap-east-2": { foundational: on },
    });
    const { default: usual, ...others } = enablementOf(members, {
      regions: ALL_REGIONS.filter((region) => region !== "us-west-2"),
    });
    expect(usual).to.equal(undefined);
    expect(Object.keys(others)).to.have.length(ALL_REGIONS.length - 1);
  });

  it("is not printed without members, with a plan that policies do not have, or past AWS's size", () => {
    expect(policyOf(undefined)).to.deep.equal({ because: "noMembers" });
    expect(policyOf({ accounts: [], features: [], exclude: [] })).to.deep.equal({
      because: "noMembers",
    });
    const eks = { name: "EKS_RUNTIME_MONITORING", autoEnable: "ALL" };
    expect(policyOf({ features: [eks] })).to.deep.equal({
      ...{ because: "otherPlan", plan: "EKS_RUNTIME_MONITORING" },
    });
    expect(policyOf({ features: [{ ...eks, autoEnable: "NONE" }] })).to.have.property("text");
    const regions = ALL_REGIONS.filter((region) => region !== "ap-east-2").slice(1);
    const all = PLANS.map((name) => ({ name, autoEnable: "ALL" }));
    expect(policyOf({ features: all }, { regions })).to.deep.equal({
      ...{ because: "tooLarge", characters: 14_116, maximum: 10_000 },
    });
  });

  it("is one line where only that is within AWS's size", () => {
    const features = PLANS.slice(0, 3).map((name) => ({ name, autoEnable: "ALL" }));
    const { text } = policyOf({ features }, { regions: ALL_REGIONS.slice(1) }) as {
      text: string;
    };
    expect(text).to.not.contain("\n");
    expect(text.length).to.be.lessThan(10_001);
  });
});
