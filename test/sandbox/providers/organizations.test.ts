import { expect } from "chai";

import { MANAGEMENT, MEMBER, ROOT, treeWorld, WORKLOADS } from "../../../testing/organizations";
import { providerSuite } from "../../../testing/providers/suite";

const POLICY = "aws:organizations/policy:Policy";
const ATTACHMENT = "aws:organizations/policyAttachment:PolicyAttachment";
const UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
const ACCESS = "aws:organizations/awsServiceAccess:AwsServiceAccess";
const ARN = `arn:aws:organizations::${MANAGEMENT}`;

const content = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: ["s3:*"], Resource: "*" }],
});
const other = content.replace("s3:", "kms:");

describe("sandbox/providers Organizations", () => {
  const suite = providerSuite({ ...treeWorld(), caller: MANAGEMENT });

  it("makes a policy, an SCP without a type, and reads it as it was given", async () => {
    const old = await suite.make(POLICY, { content, name: "deny", tags: { a: "b" } });
    expect(old.id).to.match(/^p-[a-z0-9]{8}$/);
    expect(old.state).to.deep.include({
      arn: `${ARN}:policy/o-abc1234567/service_control_policy/${old.id}`,
      ...{ name: "deny", type: "SERVICE_CONTROL_POLICY", tagsAll: { a: "b" } },
    });
    const imported = await suite.aws.read(POLICY, old.id);
    expect(imported.inputs).to.deep.include({ name: "deny", type: "SERVICE_CONTROL_POLICY" });
    const spaced = JSON.stringify(JSON.parse(content), undefined, 2).replace('["s3:*"]', '"s3:*"');
    const same = { content: spaced, name: "deny", tags: { a: "b" } };
    expect((await suite.plan(POLICY, old, same)).keys).to.deep.equal([]);
  });

  it("changes a policy in place, tags it by another call, and replaces it for another type", async () => {
    const old = await suite.make(POLICY, { content, name: "deny" });
    const next = await suite.change(POLICY, old, { content: other, name: "deny-keys" });
    expect(suite.cloud.operations()).to.deep.equal([
      "organizations:UpdatePolicy",
      "organizations:DescribePolicy",
      "organizations:ListTagsForResource",
    ]);
    expect(next.state).to.deep.include({ name: "deny-keys" });
    expect(JSON.parse(next.state["content"])).to.deep.equal(JSON.parse(other));
    const tagged = { content: other, name: "deny-keys", tags: { a: "b" } };
    await suite.change(POLICY, next, tagged);
    expect(suite.cloud.operations()).to.deep.equal([
      "organizations:TagResource",
      "organizations:DescribePolicy",
      "organizations:ListTagsForResource",
    ]);
    const plan = await suite.plan(POLICY, next, { ...tagged, type: "RESOURCE_CONTROL_POLICY" });
    expect(plan.replaces).to.deep.equal(["type"]);
  });

  it("enables trusted access of a service, again without an error, and disables it", async () => {
    const servicePrincipal = "malware-protection.guardduty.amazonaws.com";
    const services = () => suite.cloud.world.organization!.serviceAccess;
    const made = await suite.make(ACCESS, { servicePrincipal });
    expect([made.id, made.state]).to.deep.equal([
      servicePrincipal,
      { id: servicePrincipal, servicePrincipal, dateEnabled: "" },
    ]);
    expect(services()).to.include(servicePrincipal);
    await suite.make(ACCESS, { servicePrincipal });
    const plan = await suite.plan(ACCESS, made, { servicePrincipal: "config.amazonaws.com" });
    expect(plan.replaces).to.deep.equal(["servicePrincipal"]);
    expect((await suite.aws.read(ACCESS, servicePrincipal)).inputs).to.deep.include({
      servicePrincipal,
    });
    await suite.aws.delete(ACCESS, made);
    expect(services()).to.not.include(servicePrincipal);
    expect((await suite.aws.read(ACCESS, servicePrincipal)).id).to.equal("");
  });

  it("refuses contents that AWS refuses, no JSON, and the type that the provider lacks", async () => {
    const { message } = await suite.refused(POLICY, { content: "{}", name: "deny" });
    expect(message).to.match(
      /^creating Organizations Policy \(deny\): operation error Organizations: CreatePolicy, .* MalformedPolicyDocumentException: /,
    );
    expect(await suite.problems(POLICY, { content: "deny" })).to.contain("invalid JSON");
    const guardDuty = await suite.problems(POLICY, { content, type: "GUARDDUTY_POLICY" });
    expect(guardDuty).to.match(/expected type to be one of \[.*\], got GUARDDUTY_POLICY/);
  });

  it("does not import a policy of AWS", async () => {
    const failed = await suite.aws.read(POLICY, "p-FullAWSAccess").catch((error: Error) => error);
    expect(String(failed)).to.contain(
      "AWS-managed Organizations policy (p-FullAWSAccess) cannot be imported. Use the policy ID directly in your configuration",
    );
  });

  it("keeps a policy and its attachment where the program asks for it", async () => {
    const policy = await suite.make(POLICY, { content, name: "deny", skipDestroy: true });
    const attached = { policyId: policy.id, targetId: ROOT, skipDestroy: true };
    const attachment = await suite.make(ATTACHMENT, attached);
    await suite.aws.delete(ATTACHMENT, attachment);
    await suite.aws.delete(POLICY, policy);
    expect((await suite.aws.read(ATTACHMENT, attachment.id)).id).to.equal(attachment.id);
  });

  it("attaches a policy to a target, imports the pair, and replaces it for another of either", async () => {
    const policy = await suite.make(POLICY, { content, name: "deny" });
    const old = await suite.make(ATTACHMENT, { policyId: policy.id, targetId: WORKLOADS });
    expect(old.id).to.equal(`${WORKLOADS}:${policy.id}`);
    const imported = await suite.aws.read(ATTACHMENT, old.id);
    expect(imported.inputs).to.deep.include({ policyId: policy.id, targetId: WORKLOADS });
    const news = { policyId: "p-other000", targetId: ROOT };
    const { replaces } = await suite.plan(ATTACHMENT, old, news);
    expect(replaces.sort()).to.deep.equal(["policyId", "targetId"]);
    const again = await suite.refused(ATTACHMENT, { policyId: policy.id, targetId: WORKLOADS });
    expect(again.message).to.contain("DuplicatePolicyAttachmentException");
    const detach = { PolicyId: policy.id, TargetId: WORKLOADS };
    await suite.cloud.ask("organizations:DetachPolicy", detach);
    expect((await suite.aws.read(ATTACHMENT, old.id, old)).id).to.equal("");
    await suite.aws.delete(ATTACHMENT, old);
    const wrong = await suite.aws.read(ATTACHMENT, "p-x").catch((error: Error) => error);
    expect(String(wrong)).to.contain("unexpected format for ID (p-x), expected TARGETID:POLICYID");
  });

  it("makes a unit, lists its accounts, renames it, and replaces it for another parent", async () => {
    const old = await suite.make(UNIT, { name: "Labs", parentId: ROOT, tags: { a: "b" } });
    expect(old.id).to.match(/^ou-sbx0-[a-z0-9]{8}$/);
    expect(old.state).to.deep.include({
      arn: `${ARN}:ou/o-abc1234567/${old.id}`,
      ...{ name: "Labs", parentId: ROOT, accounts: [], tagsAll: { a: "b" } },
    });
    await suite.cloud.ask("organizations:MoveAccount", {
      AccountId: MEMBER,
      SourceParentId: "ou-sbx0-payments",
      DestinationParentId: old.id,
    });
    const news = { name: "Sandbox", parentId: ROOT, tags: { a: "b" } };
    const next = await suite.change(UNIT, old, news);
    expect(next.state["name"]).to.equal("Sandbox");
    expect(next.state["accounts"]).to.deep.equal([
      {
        id: MEMBER,
        arn: `${ARN}:account/o-abc1234567/${MEMBER}`,
        email: `${MEMBER}@example.com`,
        name: "payments",
      },
    ]);
    const { replaces } = await suite.plan(UNIT, next, { ...news, parentId: WORKLOADS });
    expect(replaces).to.deep.equal(["parentId"]);
    const imported = await suite.aws.read(UNIT, old.id);
    expect(imported.inputs).to.deep.include({ name: "Sandbox", parentId: ROOT });
    expect(await suite.problems(UNIT, { name: "x", parentId: "root" })).to.contain("ParentId");
  });

  it("finds a unit gone that was deleted by hand", async () => {
    const old = await suite.make(UNIT, { name: "Labs", parentId: ROOT });
    const id = { OrganizationalUnitId: old.id };
    await suite.cloud.ask("organizations:DeleteOrganizationalUnit", id);
    expect((await suite.aws.read(UNIT, old.id, old)).id).to.equal("");
    await suite.aws.delete(UNIT, old);
  });
});
