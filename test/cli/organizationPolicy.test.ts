import { expect } from "chai";

import { runIn } from "../../testing/command";
import { ADMIN, organizationsApi, ROOT, treeWorld } from "../../testing/organizations";

const config = (values: object) => JSON.stringify({ config: values });
const ORGANIZATION = {
  administrator: { accountId: ADMIN },
  members: { autoEnable: "ALL", features: [{ name: "S3_DATA_EVENTS", autoEnable: "ALL" }] },
};
const withOrganization = (organization: object) =>
  config({
    "guardduty-export:regions": ["us-east-1", "eu-west-1"],
    "guardduty-export:organization": organization,
  });
const run = (file: string, ...args: string[]) =>
  runIn({ "Pulumi.prod.yaml": file }, ["plan", "--stack", "prod", ...args]);
const policyOf = (file: string, ...args: string[]) => run(file, "--organization-policy", ...args);

describe("plan --organization-policy", () => {
  it("prints a policy alone, which AWS Organizations takes", async () => {
    const api = await organizationsApi(
      treeWorld({ serviceAccess: ["guardduty.amazonaws.com"], policyTypes: ["GUARDDUTY_POLICY"] }),
    );
    try {
      for (const members of [ORGANIZATION.members, { managedBy: "policy" }]) {
        const { code, out, err } = await policyOf(withOrganization({ ...ORGANIZATION, members }));
        expect({ code, err }).to.deep.equal({ code: 0, err: "" });
        const { Policy } = await api.call("CreatePolicy", {
          ...{
            Name: Object.keys(members).join(),
            Description: "",
            Type: "GUARDDUTY_POLICY",
            Content: out,
          },
        });
        const { Id } = Policy["PolicySummary"] as { Id: string };
        await api.call("AttachPolicy", { PolicyId: Id, TargetId: ROOT });
        const input = { PolicyType: "GUARDDUTY_POLICY", TargetId: ADMIN };
        const { EffectivePolicy } = await api.call("DescribeEffectivePolicy", input);
        const { guardduty } = JSON.parse(EffectivePolicy["PolicyContent"] as string) as {
          guardduty: { enablement: object };
        };
        expect(Object.keys(guardduty.enablement)).to.deep.equal(["us-east-1", "eu-west-1"]);
        await api.call("DetachPolicy", { PolicyId: Id, TargetId: ROOT });
      }
    } finally {
      await api.close();
    }
  });

  it("prints the same whatever the format", async () => {
    const file = withOrganization(ORGANIZATION);
    const { out } = await policyOf(file);
    for (const format of ["table", "markdown", "json"]) {
      expect((await policyOf(file, "--format", format)).out).to.equal(out);
    }
  });

  it("is refused together with options that compare or judge a plan", async () => {
    const { code, out, err } = await policyOf(withOrganization(ORGANIZATION), "--strict");
    expect({ code, out }).to.deep.equal({ code: 2, out: "" });
    expect(err).to.match(/^error: option '--organization-policy' cannot be used with .*--strict/);
  });

  it("has no policy of a member account's stack", async () => {
    const member = config({
      "guardduty-export:role": "member",
      "guardduty-export:regions": ["us-east-1"],
    });
    expect(await policyOf(member)).to.deep.equal({
      ...{ code: 2, out: "" },
      err: "stack prod is a member account's stack: the administrator's export delivers its findings\n  Fix: Pass the administrator's stack. (memberStack)\n",
    });
  });
});

describe("plan and permissions of members that policies manage", () => {
  const file = withOrganization({ ...ORGANIZATION, members: { managedBy: "policy" } });

  it("have a line of it, no resource of auto-enable, and none of its calls", async () => {
    const { out } = await run(file);
    expect(out).to.contain("members: managed by GuardDuty policies of AWS Organizations");
    const { resources, members } = JSON.parse((await run(file, "--format", "json")).out) as {
      resources: { type: string }[];
      members: object;
    };
    expect(members).to.deep.equal({ managedBy: "policy" });
    const ofOrganization = ({ type }: { type: string }) => /OrganizationConfiguration/.test(type);
    expect(resources.filter(ofOrganization)).to.deep.equal([]);
    const permissions = await runIn({ "Pulumi.prod.yaml": file }, [
      ...["permissions", "--stack", "prod", "--format", "json"],
    ]);
    expect(permissions.code).to.equal(0);
    expect(permissions.out).to.not.match(/OrganizationConfiguration/);
  });
});
