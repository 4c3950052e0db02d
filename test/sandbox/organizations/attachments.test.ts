import { expect } from "chai";

import type { Members } from "../../../sandbox/cloud";
import {
  ADMIN,
  MANAGEMENT,
  MEMBER,
  type OrganizationsApi,
  organizationsApi,
  PAYMENTS,
  ROOT,
  treeWorld,
  WORKLOADS,
} from "../../../testing/organizations";

const SCP = "SERVICE_CONTROL_POLICY";
const RCP = "RESOURCE_CONTROL_POLICY";
const GUARDDUTY = "GUARDDUTY_POLICY";
const FULL = "p-FullAWSAccess";
const NODES = [ROOT, WORKLOADS, PAYMENTS, MANAGEMENT, ADMIN, MEMBER];

const DOCUMENTS: { [type: string]: object } = {
  [SCP]: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }],
  },
  [RCP]: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" }],
  },
  [GUARDDUTY]: {
    guardduty: {
      enablement: { default: { foundational: { status: { "@@assign": "enabled" } } } },
    },
  },
};

describe("Attachments of policies of AWS Organizations", () => {
  let api: OrganizationsApi;
  beforeEach(async () => {
    api = await organizationsApi(treeWorld({ serviceAccess: ["guardduty.amazonaws.com"] }));
  });
  afterEach(() => api.close());

  const create = async (Type: string, Name: string): Promise<string> => {
    const Content = JSON.stringify(DOCUMENTS[Type]);
    const { Policy } = await api.call("CreatePolicy", { Type, Name, Description: "", Content });
    return Policy.PolicySummary.Id;
  };
  const enable = (PolicyType: string) => api.call("EnablePolicyType", { RootId: ROOT, PolicyType });
  const attachedTo = async (TargetId: string, Filter: string): Promise<string[]> => {
    const { Policies } = await api.call("ListPoliciesForTarget", { TargetId, Filter });
    return (Policies as Members[]).map(({ Id }) => Id as string);
  };
  const targets = async (PolicyId: string): Promise<string[]> => {
    const { Targets } = await api.call("ListTargetsForPolicy", { PolicyId });
    return (Targets as Members[]).map(({ TargetId }) => TargetId as string);
  };

  it("are of the root, of units and of accounts, each once", async () => {
    const PolicyId = await create(SCP, "deny");
    for (const TargetId of [ROOT, WORKLOADS, MEMBER]) {
      await api.call("AttachPolicy", { PolicyId, TargetId });
      expect(await api.refusal("AttachPolicy", { PolicyId, TargetId })).to.equal(
        "DuplicatePolicyAttachmentException: The selected policy is already attached to the specified target.",
      );
      expect(await attachedTo(TargetId, SCP)).to.deep.equal([FULL, PolicyId]);
    }
    expect(await targets(PolicyId)).to.deep.equal([ROOT, WORKLOADS, MEMBER]);
    await api.call("DetachPolicy", { PolicyId, TargetId: WORKLOADS });
    expect(await targets(PolicyId)).to.deep.equal([ROOT, MEMBER]);
    expect(await api.refusal("DetachPolicy", { PolicyId, TargetId: WORKLOADS })).to.equal(
      "PolicyNotAttachedException: The policy isn't attached to the specified target in the specified root.",
    );
  });

  it("are of policies and targets that exist", async () => {
    const PolicyId = await create(SCP, "deny");
    const nowhere = { PolicyId, TargetId: "ou-sbx0-nowhere1" };
    const nothing = { PolicyId: "p-nothing1", TargetId: ROOT };
    for (const operation of ["AttachPolicy", "DetachPolicy"]) {
      expect(await api.refusal(operation, nowhere)).to.match(/^TargetNotFoundException: /);
      expect(await api.refusal(operation, nothing)).to.match(/^PolicyNotFoundException: /);
    }
  });

  it("are of types that are enabled", async () => {
    for (const type of [RCP, GUARDDUTY]) {
      const attach = { PolicyId: await create(type, type), TargetId: ROOT };
      expect(await api.refusal("AttachPolicy", attach)).to.equal(
        "PolicyTypeNotEnabledException: The specified policy type isn't currently enabled in this root.",
      );
      await enable(type);
      await api.call("AttachPolicy", attach);
    }
  });

  const MOST: [type: string, most: number][] = [
    [SCP, 9],
    [RCP, 4],
    [GUARDDUTY, 10],
  ];
  for (const [type, most] of MOST) {
    it(`are ${most} of ${type} in addition to AWS's own on one target`, async () => {
      if (type !== SCP) await enable(type);
      for (let index = 0; index < most; index += 1) {
        const PolicyId = await create(type, `policy-${index}`);
        await api.call("AttachPolicy", { PolicyId, TargetId: WORKLOADS });
      }
      const one = await create(type, "one more");
      expect(await api.refusal("AttachPolicy", { PolicyId: one, TargetId: WORKLOADS })).to.equal(
        "ConstraintViolationException: You have attached the maximum number of policies to the specified target.",
      );
      await api.call("AttachPolicy", { PolicyId: one, TargetId: PAYMENTS });
    });
  }

  it("of FullAWSAccess are everywhere until it is detached, and leave each target one SCP", async () => {
    expect(await targets(FULL)).to.deep.equal(NODES);
    const last = { PolicyId: FULL, TargetId: PAYMENTS };
    expect(await api.refusal("DetachPolicy", last)).to.equal(
      "ConstraintViolationException: You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.",
    );
    const PolicyId = await create(SCP, "deny");
    await api.call("AttachPolicy", { PolicyId, TargetId: PAYMENTS });
    await api.call("DetachPolicy", last);
    expect(await attachedTo(PAYMENTS, SCP)).to.deep.equal([PolicyId]);
    expect(await api.refusal("DetachPolicy", { PolicyId, TargetId: PAYMENTS })).to.match(
      /^ConstraintViolationException: You cannot remove the last policy/,
    );
    await api.call("AttachPolicy", last);
    expect(await attachedTo(PAYMENTS, SCP)).to.deep.equal([FULL, PolicyId]);
  });

  it("of RCPFullAWSAccess come with the type and stay", async () => {
    const PolicyId = "p-RCPFullAWSAccess";
    expect(await targets(PolicyId)).to.deep.equal([]);
    const { Root } = await enable(RCP);
    expect(Root.PolicyTypes).to.deep.equal([
      { Type: SCP, Status: "ENABLED" },
      { Type: RCP, Status: "ENABLED" },
    ]);
    expect(await targets(PolicyId)).to.deep.equal(NODES);
    expect(await api.refusal("DetachPolicy", { PolicyId, TargetId: ROOT })).to.equal(
      "InvalidInputException: You can't detach this AWS Managed Policy.",
    );
    const { OrganizationalUnit } = await api.call("CreateOrganizationalUnit", {
      ParentId: ROOT,
      Name: "New",
    });
    expect(await attachedTo(OrganizationalUnit.Id, RCP)).to.deep.equal([PolicyId]);
  });

  it("are gone when their type is disabled, and do not come back", async () => {
    const scp = await create(SCP, "scp");
    await enable(RCP);
    const rcp = await create(RCP, "rcp");
    await api.call("AttachPolicy", { PolicyId: scp, TargetId: MEMBER });
    await api.call("DetachPolicy", { PolicyId: FULL, TargetId: MEMBER });
    await api.call("AttachPolicy", { PolicyId: rcp, TargetId: MEMBER });
    const { Root } = await api.call("DisablePolicyType", { RootId: ROOT, PolicyType: SCP });
    expect(Root.PolicyTypes).to.deep.equal([{ Type: RCP, Status: "ENABLED" }]);
    expect(await attachedTo(MEMBER, SCP)).to.deep.equal([]);
    expect(await attachedTo(MEMBER, RCP)).to.deep.equal(["p-RCPFullAWSAccess", rcp]);
    await enable(SCP);
    expect(await attachedTo(MEMBER, SCP)).to.deep.equal([FULL]);
    await api.call("DeletePolicy", { PolicyId: scp });
  });

  it("have a type that is enabled once and disabled once, in the root", async () => {
    expect(await api.refusal("EnablePolicyType", { RootId: ROOT, PolicyType: SCP })).to.equal(
      "PolicyTypeAlreadyEnabledException: The specified policy type is already enabled.",
    );
    expect(await api.refusal("DisablePolicyType", { RootId: ROOT, PolicyType: RCP })).to.equal(
      "PolicyTypeNotEnabledException: The specified policy type isn't currently enabled in this root.",
    );
    for (const operation of ["EnablePolicyType", "DisablePolicyType"]) {
      const refused = await api.refusal(operation, { RootId: "r-else", PolicyType: SCP });
      expect(refused).to.equal(
        "RootNotFoundException: We can't find a root with the RootId that you specified.",
      );
      const unknown = await api.refusal(operation, { RootId: ROOT, PolicyType: "TAG_POLICY" });
      expect(unknown).to.match(/^NotImplemented: /);
    }
  });

  it("of GuardDuty policies need trusted access of GuardDuty, which stays while the type is enabled", async () => {
    const access = { ServicePrincipal: "guardduty.amazonaws.com" };
    await enable(GUARDDUTY);
    expect(await api.refusal("DisableAWSServiceAccess", access)).to.equal(
      "ConstraintViolationException: You attempted to disable service access before you disabled the policy type.",
    );
    await api.call("DisablePolicyType", { RootId: ROOT, PolicyType: GUARDDUTY });
    await api.call("DisableAWSServiceAccess", access);
    const type = { RootId: ROOT, PolicyType: GUARDDUTY };
    expect(await api.refusal("EnablePolicyType", type)).to.match(/^ConstraintViolationException: /);
  });

  it("say by a Reason which limit they are over", async () => {
    const { Reason } = await api
      .call("DetachPolicy", { PolicyId: FULL, TargetId: ROOT })
      .catch((error: Members) => error);
    expect(Reason).to.equal("MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED");
  });
});

describe("The effective GuardDuty policy of an account", () => {
  const block = (features: { [name: string]: string }) =>
    Object.fromEntries(
      Object.entries(features).map(([name, value]) => [name, { status: { "@@assign": value } }]),
    );
  const policyOf = (name: string, enablement: object) => ({
    type: "GUARDDUTY_POLICY" as const,
    name,
    content: { guardduty: { enablement } },
  });
  const on = "enabled";
  const off = "disabled";
  const world = treeWorld({
    policyTypes: ["GUARDDUTY_POLICY"],
    policies: {
      "p-rootroot": policyOf("root", {
        default: block({ foundational: on, s3_data_events: on }),
        "eu-west-1": block({ foundational: on }),
      }),
      "p-unitunit": policyOf("unit", { default: block({ foundational: on, s3_data_events: off }) }),
      "p-otherone": policyOf("other", {
        default: block({ foundational: on, s3_data_events: on, rds_login_events: on }),
      }),
    },
    attachments: { [ROOT]: ["p-rootroot"], [PAYMENTS]: ["p-unitunit", "p-otherone"] },
  });
  let api: OrganizationsApi;
  beforeEach(async () => (api = await organizationsApi(world)));
  afterEach(() => api.close());

  const effective = async (accountId: string, TargetId?: string) => {
    const input = { PolicyType: "GUARDDUTY_POLICY", ...(TargetId && { TargetId }) };
    const { EffectivePolicy } = await api.call("DescribeEffectivePolicy", input, accountId);
    expect(EffectivePolicy.PolicyType).to.equal("GUARDDUTY_POLICY");
    expect(EffectivePolicy.TargetId).to.equal(TargetId ?? accountId);
    return JSON.parse(EffectivePolicy.PolicyContent).guardduty.enablement;
  };

  it("has what is attached on the path to it, the closest first", async () => {
    expect(await effective(MANAGEMENT)).to.deep.equal({
      default: { foundational: { status: on }, s3_data_events: { status: on } },
      "eu-west-1": { foundational: { status: on } },
    });
    expect(await effective(MANAGEMENT, MEMBER)).to.deep.equal({
      default: {
        foundational: { status: on },
        s3_data_events: { status: off },
        rds_login_events: { status: on },
      },
      "eu-west-1": { foundational: { status: on } },
    });
  });

  it("is read by the account itself, and by those that manage the organization or a part of it", async () => {
    await effective(MEMBER);
    const input = { PolicyType: "GUARDDUTY_POLICY", TargetId: ADMIN };
    expect(await api.refusal("DescribeEffectivePolicy", input, MEMBER)).to.match(
      /^AccessDeniedException/,
    );
    api.cloud.world.organization!.delegatedAdministrators[MEMBER] = ["guardduty.amazonaws.com"];
    await effective(MEMBER, ADMIN);
  });

  it("is of accounts alone, and not there without a policy", async () => {
    const of = (TargetId: string) => ({ PolicyType: "GUARDDUTY_POLICY", TargetId });
    expect(await api.refusal("DescribeEffectivePolicy", of(PAYMENTS))).to.equal(
      "InvalidInputException: You can't perform the specified operation on that target entity.",
    );
    expect(await api.refusal("DescribeEffectivePolicy", of("123123123123"))).to.match(
      /^TargetNotFoundException/,
    );
    await api.call("DetachPolicy", { PolicyId: "p-rootroot", TargetId: ROOT });
    expect(await api.refusal("DescribeEffectivePolicy", of(ADMIN))).to.equal(
      "EffectivePolicyNotFoundException: The account doesn't have an effective policy of this type.",
    );
  });
});
