import { expect } from "chai";

import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import type { Args } from "../../testing/live/world";
import { ADMINISTRATOR, ARCHIVE, MANAGEMENT } from "../../testing/live/world";

const roleIn = (accountId: string) => `arn:aws:iam::${accountId}:role/look`;
const accountOf = (accountId: string) => ({ accountId, assumeRoleArn: roleIn(accountId) });
const ORGANIZATION: Args = {
  regions: ["us-east-1"],
  organization: {
    administrator: accountOf(ADMINISTRATOR),
    management: accountOf(MANAGEMENT),
    members: { autoEnable: "ALL" },
  },
  bucket: { account: accountOf(ARCHIVE) },
};
const STATUS = ["status", "--stack", "prod"];
const UNIT = "ou-sbx0-security";
const ROOT = "r-sbx0";

const rcp = (Action: string, Condition?: object) => ({
  Version: "2012-10-17",
  Statement: [
    {
      ...{ Sid: "Perimeter", Effect: "Deny", Principal: "*", Action, Resource: "*" },
      ...(Condition && { Condition }),
    },
  ],
});
const OUTSIDE = { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-sandbox0000" } };

/** The organization with the archive's account in a unit, and this policy attached to a node. */
function attach({ sandbox }: Deployed, node: string, content: object): void {
  const organization = sandbox.world().organization!;
  organization.organizationalUnits[UNIT] = { name: "Security", parent: ROOT };
  organization.parents[ARCHIVE] = UNIT;
  organization.policyTypes.push("RESOURCE_CONTROL_POLICY");
  organization.policies["p-perimeter1"] = {
    ...{ type: "RESOURCE_CONTROL_POLICY", name: "perimeter", description: "" },
    content: JSON.stringify(content),
  };
  organization.attachments[node] = ["p-perimeter1"];
}

const calledOrganizations = ({ sandbox }: Deployed) =>
  sandbox.cloud.calls
    .map(({ operation }) => operation)
    .filter((one) => one.startsWith("organizations:"));

interface Found {
  id: string;
  problem: string;
  denial?: { policy: string; sid: string; action: string };
  cause?: { actions: string[]; failure: string };
}

describe("status, of resource control policies", () => {
  let stack: Deployed;
  afterEach(() => stack.close());

  const nodes: [what: string, node: string][] = [
    ["the account", ARCHIVE],
    ["an organizational unit that it is in", UNIT],
    ["the root", ROOT],
  ];
  for (const [what, node] of nodes) {
    it(`is 1 where one denies that is attached to ${what}, and names policy and statement`, async () => {
      stack = await deployed(ORGANIZATION);
      attach(stack, node, rcp("s3:PutObject", OUTSIDE));
      const { code, data } = await stack.json(STATUS);
      expect([code, data.verdict, data.resourceControlPolicies]).to.deep.equal([
        1,
        "unhealthy",
        ["p-perimeter1 (perimeter)"],
      ]);
      const denials = (data.findings as Found[]).flatMap(({ denial }) => denial ?? []);
      expect(denials.map(({ policy, sid, action }) => [policy, sid, action])).to.deep.equal([
        ["p-perimeter1 (perimeter)", "Perimeter", "s3:PutObject"],
      ]);
      expect(data.notChecked).to.deep.equal([]);
    });
  }

  it("is 0 where it exempts AWS services, and lists it", async () => {
    stack = await deployed(ORGANIZATION);
    const exempt = { ...OUTSIDE, BoolIfExists: { "aws:PrincipalIsAWSService": "false" } };
    attach(stack, ROOT, rcp("s3:*", exempt));
    const { code, out } = await stack.run(STATUS);
    expect(code).to.equal(0);
    expect(out).to.contain("\n  resource control policies: p-perimeter1 (perimeter)\n");
    expect(out).not.to.contain("not checked: ");
  });

  it("takes one of another account for no concern of the bucket and the key", async () => {
    stack = await deployed(ORGANIZATION);
    attach(stack, ADMINISTRATOR, rcp("s3:*"));
    const { code, data } = await stack.json(STATUS);
    expect([code, data.resourceControlPolicies]).to.deep.equal([0, []]);
  });

  it("takes one above a bucket in the management account for no concern of it", async () => {
    const args = { ...ORGANIZATION, bucket: { account: accountOf(MANAGEMENT) } };
    stack = await deployed(args);
    attach(stack, ROOT, rcp("s3:*"));
    const { code, data } = await stack.json(STATUS);
    expect([code, data.resourceControlPolicies]).to.deep.equal([0, []]);
  });

  it("finds none outside an organization", async () => {
    const { regions } = ORGANIZATION;
    stack = await deployed({ regions, organization: { administrator: accountOf(ADMINISTRATOR) } });
    const { code, data } = await stack.json(STATUS);
    expect([code, data.resourceControlPolicies, data.notChecked]).to.deep.equal([0, [], []]);
  });

  it("says why they are not checked where they may not be read, and leaves the verdict to GuardDuty's answer", async () => {
    stack = await deployed(ORGANIZATION);
    const world = stack.sandbox.world();
    world.accounts[MANAGEMENT]!.roles = [];
    const all = { Effect: "Allow", Action: "*", Resource: "*" };
    const deny = { Effect: "Deny", Action: "organizations:ListParents", Resource: "*" };
    const trust = {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ADMINISTRATOR}:root` },
      Action: "sts:AssumeRole",
    };
    world.roles[roleIn(MANAGEMENT)] = {
      assumeRolePolicy: { Version: "2012-10-17", Statement: [trust] },
      policies: { guardrail: { Version: "2012-10-17", Statement: [all, deny] } },
      ...{ description: "", maxSessionDuration: 3600, tags: {} },
    };
    const { code, data } = await stack.json(STATUS);
    const notChecked = data.notChecked as Found[];
    expect([code, data.verdict, data.resourceControlPolicies]).to.deep.equal([0, "healthy", null]);
    expect(notChecked.map(({ id, cause }) => [id, cause?.failure])).to.deep.equal([
      ["controlPoliciesNotRead", "accessDenied"],
    ]);
    expect(notChecked[0]!.problem).to.match(
      /^not checked: service and resource control policies, permissions boundaries\..*\n {2}resource control policies were not read: access denied/s,
    );
    const { code: strict, out } = await stack.run([...STATUS, "--strict"]);
    expect(strict).to.equal(1);
    const counted = out.split("\n").find((line) => line.includes("Region"));
    expect(counted, "the first line counts them").to.match(
      /bucket, key and policies: 1 not checked$/,
    );
  });

  it("reads the files that are given, and asks Organizations for none", async () => {
    stack = await deployed({ ...ORGANIZATION, organization: undefined, bucket: undefined });
    const files = { "rcp.json": JSON.stringify(rcp("kms:*")) };
    const given = [...STATUS, "--resource-control-policy", "rcp.json"];
    const { code, data } = await stack.json(given, { files });
    expect([code, data.resourceControlPolicies]).to.deep.equal([1, ["rcp.json"]]);
    expect(calledOrganizations(stack)).to.deep.equal([]);
  });
});
