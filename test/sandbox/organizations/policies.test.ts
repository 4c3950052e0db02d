import { expect } from "chai";

import {
  ADMIN,
  MEMBER,
  type OrganizationsApi,
  organizationsApi,
  ROOT,
  treeWorld,
  WORKLOADS,
} from "../../../testing/organizations";

const MALFORMED =
  "MalformedPolicyDocumentException: The provided policy document does not meet the requirements of the specified policy type.";
const TOO_LONG = "ConstraintViolationException: You have exceeded the maximum policy size.";
const MANAGED =
  "InvalidInputException: You specified a policy that is managed by AWS and can't be modified.";

const policy = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });
const scp = (more: object = {}, without: string[] = []) => {
  const statement = { Effect: "Deny", Action: "s3:*", Resource: "*", ...more };
  return policy(
    Object.fromEntries(Object.entries(statement).filter(([name]) => !without.includes(name))),
  );
};
const rcp = (more: object = {}, without: string[] = []) =>
  scp({ Principal: "*", ...more }, without);
const status = (value: string) => ({ status: { "@@assign": value } });
const guardDuty = (enablement: object) => ({ guardduty: { enablement } });
const ON = status("enabled");
/** A document of exactly so many characters. */
const ofLength = (document: { Version: string }, length: number) => {
  const text = JSON.stringify(document);
  return `${text.slice(0, -1)}${" ".repeat(length - text.length)}}`;
};

type Row = [what: string, content: unknown, refusal?: string];

const CONTENTS: { [type: string]: Row[] } = {
  SERVICE_CONTROL_POLICY: [
    ["a Deny", scp()],
    ["an Allow of every action", scp({ Effect: "Allow", Action: "*" })],
    ["NotAction and a condition", scp({ NotAction: ["iam:*"], Condition: {} }, ["Action"])],
    ["NotResource of a Deny", scp({ NotResource: "arn:aws:s3:::x" }, ["Resource"])],
    ["one statement without a list", { Version: "2012-10-17", Statement: scp().Statement[0] }],
    ["as many characters as it may have", ofLength(scp(), 10_240)],
    ["one character too many", ofLength(scp(), 10_241), TOO_LONG],
    ["no JSON", "Deny", MALFORMED],
    ["no Version", { Statement: scp().Statement }, MALFORMED],
    ["the Version of 2008", { ...scp(), Version: "2008-10-17" }, MALFORMED],
    ["an Id", { ...scp(), Id: "x" }, MALFORMED],
    ["no statement", policy(), MALFORMED],
    ["a Principal", scp({ Principal: "*" }), MALFORMED],
    ["a NotPrincipal", scp({ NotPrincipal: "*" }), MALFORMED],
    ["no Action", scp({}, ["Action"]), MALFORMED],
    ["Action and NotAction", scp({ NotAction: "iam:*" }), MALFORMED],
    ["no Resource", scp({}, ["Resource"]), MALFORMED],
    ["Resource and NotResource", scp({ NotResource: "*" }), MALFORMED],
    ["an action without a service", scp({ Action: "ListBuckets" }), MALFORMED],
    ["an effect that is none", scp({ Effect: "Forbid" }), MALFORMED],
    ["a resource that is no ARN", scp({ Resource: "bucket" }), MALFORMED],
    ["an Allow of one resource", scp({ Effect: "Allow", Resource: "arn:aws:s3:::x" }), MALFORMED],
    ["a Sid with a blank", scp({ Sid: "a b" }), MALFORMED],
    [
      "a Sid twice",
      policy(...["x", "x"].map((Sid) => ({ ...scp().Statement[0], Sid }))),
      MALFORMED,
    ],
    ["an operator that is none", scp({ Condition: { Equals: { a: "b" } } }), MALFORMED],
    ["a property twice", JSON.stringify(scp()).replace("{", '{"Version":"2012-10-17",'), MALFORMED],
  ],
  RESOURCE_CONTROL_POLICY: [
    ["a Deny for all principals", rcp()],
    ["NotResource", rcp({ NotResource: "arn:aws:s3:::x" }, ["Resource"])],
    ["actions of several services", rcp({ Action: ["s3:*", "kms:Decrypt", "sqs:*", "sts:*"] })],
    ["as many characters as it may have", ofLength(rcp(), 5120)],
    ["one character too many", ofLength(rcp(), 5121), TOO_LONG],
    ["no Version", { Statement: rcp().Statement }, MALFORMED],
    ["an Allow", rcp({ Effect: "Allow" }), MALFORMED],
    ["no Principal", rcp({}, ["Principal"]), MALFORMED],
    ["one principal", rcp({ Principal: { AWS: ADMIN } }), MALFORMED],
    ["a NotPrincipal", rcp({ NotPrincipal: "*" }, ["Principal"]), MALFORMED],
    ["a NotAction", rcp({ NotAction: "s3:*" }, ["Action"]), MALFORMED],
    ["every action", rcp({ Action: "*" }), MALFORMED],
    ["an action of a service that has no RCPs", rcp({ Action: ["s3:*", "sns:*"] }), MALFORMED],
    ["no Resource", rcp({}, ["Resource"]), MALFORMED],
  ],
  GUARDDUTY_POLICY: [
    ["a default", guardDuty({ default: { foundational: ON } })],
    ["Regions alone", guardDuty({ "us-east-1": { foundational: ON, s3_data_events: ON } })],
    ["what is disabled", guardDuty({ default: { foundational: status("disabled") } })],
    [
      "runtime monitoring with its agents",
      guardDuty({
        default: {
          foundational: ON,
          runtime_monitoring: {
            ...ON,
            additional_configuration: { ec2_agent_management: ON, eks_addon_management: ON },
          },
        },
      }),
    ],
    ["no JSON", "enabled", MALFORMED],
    ["no guardduty", { enablement: {} }, MALFORMED],
    ["no block", guardDuty({}), MALFORMED],
    ["a block without features", guardDuty({ default: {} }), MALFORMED],
    ["a Region that is none", guardDuty({ "us-east": { foundational: ON } }), MALFORMED],
    ["a feature that is none", guardDuty({ default: { ...ON, x: ON } }), MALFORMED],
    ["a status that is none", guardDuty({ default: { foundational: status("on") } }), MALFORMED],
    [
      "a status without operator",
      guardDuty({ default: { foundational: { status: "enabled" } } }),
      MALFORMED,
    ],
    ["a plan without the foundation", guardDuty({ default: { s3_data_events: ON } }), MALFORMED],
    [
      "additional configuration of another plan",
      guardDuty({ default: { foundational: { ...ON, additional_configuration: {} } } }),
      MALFORMED,
    ],
    [
      "as many characters as it may have",
      ofLength(guardDuty({ default: { foundational: ON } }) as never, 10_000),
    ],
    [
      "one character too many",
      ofLength(guardDuty({ default: { foundational: ON } }) as never, 10_001),
      TOO_LONG,
    ],
  ],
};

const contentText = (content: unknown) =>
  typeof content === "string" ? content : JSON.stringify(content);

describe("The content of a policy of AWS Organizations", () => {
  let api: OrganizationsApi;
  before(async () => (api = await organizationsApi()));
  after(() => api.close());
  let count = 0;
  const input = (Type: string, content: unknown) => ({
    Type,
    Name: `policy-${(count += 1)}`,
    Description: "",
    Content: contentText(content),
  });

  for (const [type, rows] of Object.entries(CONTENTS)) {
    for (const [what, content, refusal] of rows) {
      it(`may ${refusal === undefined ? "" : "not "}be, of ${type}: ${what}`, async () => {
        const created = input(type, content);
        if (refusal !== undefined) {
          expect(await api.refusal("CreatePolicy", created)).to.equal(refusal);
          return;
        }
        const { Policy } = await api.call("CreatePolicy", created);
        const { Content } = created;
        const { Id, Arn } = Policy.PolicySummary;
        expect(Id).to.match(/^p-[a-z0-9]{8}$/);
        expect(Arn).to.match(new RegExp(`:policy/o-abc1234567/${type.toLowerCase()}/${Id}$`));
        const described = await api.call("DescribePolicy", { PolicyId: Id });
        expect(described).to.deep.equal({ Policy });
        expect(Policy.Content).to.equal(Content);
        const { Id: _id, Arn: _arn, ...rest } = Policy.PolicySummary;
        expect(rest).to.deep.equal({
          ...{ Name: created.Name, Description: "", Type: type, AwsManaged: false },
        });
      });
    }
  }

  it("is held to the same rules when it is updated", async () => {
    const { Policy } = await api.call("CreatePolicy", input("RESOURCE_CONTROL_POLICY", rcp()));
    const PolicyId: string = Policy.PolicySummary.Id;
    const update = (content: unknown) => ({ PolicyId, Content: contentText(content) });
    expect(await api.refusal("UpdatePolicy", update(scp()))).to.equal(MALFORMED);
    expect(await api.refusal("UpdatePolicy", update(ofLength(rcp(), 5121)))).to.equal(TOO_LONG);
    const denied = rcp({ Action: "kms:*" });
    const updated = await api.call("UpdatePolicy", { ...update(denied), Description: "no keys" });
    expect(JSON.parse(updated["Policy"].Content)).to.deep.equal(denied);
    expect(updated["Policy"].PolicySummary).to.deep.equal({
      ...{ ...Policy.PolicySummary, Description: "no keys" },
    });
  });

  it("is refused by name where the sandbox lacks the type or an operator", async () => {
    const tag = await api.refusal("CreatePolicy", input("TAG_POLICY", { tags: {} }));
    expect(tag).to.equal(
      "NotImplemented: The sandbox does not have policies of the type TAG_POLICY; it has SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY, GUARDDUTY_POLICY.",
    );
    const operators = guardDuty({ "@@operators_allowed_for_child_policies": ["@@none"] });
    expect(await api.refusal("CreatePolicy", input("GUARDDUTY_POLICY", operators))).to.match(
      /^NotImplemented: The sandbox does not have @@operators_allowed_for_child_policies of /,
    );
  });
});

describe("Policies of AWS Organizations", () => {
  let api: OrganizationsApi;
  const create = async (Name: string, more: object = {}): Promise<string> => {
    const { Policy } = await api.call("CreatePolicy", {
      ...{ Type: "SERVICE_CONTROL_POLICY", Name, Description: "", Content: contentText(scp()) },
      ...more,
    });
    return Policy.PolicySummary.Id;
  };
  beforeEach(async () => (api = await organizationsApi()));
  afterEach(() => api.close());

  it("have a name of their own", async () => {
    const one = await create("one");
    await create("other");
    const taken = "DuplicatePolicyException: A policy with the same name already exists.";
    const again = { Name: "one", Description: "", Content: contentText(rcp()) };
    for (const type of ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]) {
      const content = contentText(type === "SERVICE_CONTROL_POLICY" ? scp() : rcp());
      const input = { ...again, Type: type, Content: content };
      expect(await api.refusal("CreatePolicy", input), type).to.equal(taken);
      expect(await api.refusal("CreatePolicy", { ...input, Name: "FullAWSAccess" })).to.equal(
        taken,
      );
    }
    expect(await api.refusal("UpdatePolicy", { PolicyId: one, Name: "other" })).to.equal(taken);
    await api.call("UpdatePolicy", { PolicyId: one, Name: "one" });
  });

  it("are deleted only while they are attached to nothing", async () => {
    const PolicyId = await create("one");
    await api.call("AttachPolicy", { PolicyId, TargetId: WORKLOADS });
    expect(await api.refusal("DeletePolicy", { PolicyId })).to.equal(
      "PolicyInUseException: The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.",
    );
    await api.call("DetachPolicy", { PolicyId, TargetId: WORKLOADS });
    await api.call("DeletePolicy", { PolicyId });
    expect(await api.refusal("DeletePolicy", { PolicyId })).to.match(/^PolicyNotFoundException: /);
    expect(await api.refusal("UpdatePolicy", { PolicyId, Name: "x" })).to.match(
      /^PolicyNotFoundException: /,
    );
  });

  it("of AWS stay as they are", async () => {
    for (const PolicyId of ["p-FullAWSAccess", "p-RCPFullAWSAccess"]) {
      expect(await api.refusal("UpdatePolicy", { PolicyId, Name: "x" })).to.equal(MANAGED);
      expect(await api.refusal("DeletePolicy", { PolicyId })).to.equal(MANAGED);
    }
  });

  it("are as many of a type as AWS allows", async () => {
    const { policies } = api.cloud.world.organization!;
    for (let index = 0; index < 1000; index += 1) {
      const id = `p-many${String(index).padStart(4, "0")}`;
      policies[id] = { type: "GUARDDUTY_POLICY", name: id, description: "", content: "{}" };
    }
    const input = {
      ...{ Type: "GUARDDUTY_POLICY", Name: "one", Description: "" },
      Content: contentText(guardDuty({ default: { foundational: ON } })),
    };
    expect(await api.refusal("CreatePolicy", input)).to.equal(
      "ConstraintViolationException: You attempted to exceed the number of policies that you can have in an organization.",
    );
    await create("of another type");
  });

  it("have tags, fifty at most, each key once", async () => {
    const Tags = [{ Key: "team", Value: "security" }];
    const ResourceId = await create("tagged", { Tags });
    await api.call("TagResource", { ResourceId, Tags: [{ Key: "stage", Value: "prod" }] });
    await api.call("UntagResource", { ResourceId, TagKeys: ["team"] });
    const listed = () => api.call("ListTagsForResource", { ResourceId });
    expect(await listed()).to.deep.equal({ Tags: [{ Key: "stage", Value: "prod" }] });
    const twice = [...Tags, ...Tags];
    const many = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: "" }));
    expect(await api.refusal("TagResource", { ResourceId, Tags: twice })).to.equal(
      "InvalidInputException: Tag keys must be unique among the tags attached to the same entity.",
    );
    expect(await api.refusal("TagResource", { ResourceId, Tags: many })).to.equal(
      "ConstraintViolationException: You have exceeded the number of tags allowed on this resource.",
    );
    expect((await listed())["Tags"]).to.have.length(1);
    for (const id of [ROOT, WORKLOADS, MEMBER]) {
      await api.call("TagResource", { ResourceId: id, Tags });
      expect(await api.call("ListTagsForResource", { ResourceId: id })).to.deep.equal({ Tags });
    }
    const none = { ResourceId: "ou-sbx0-nowhere1" };
    expect(await api.refusal("ListTagsForResource", none)).to.match(/^TargetNotFoundException/);
    const noPolicy = { ResourceId: "p-nothing1" };
    expect(await api.refusal("ListTagsForResource", noPolicy)).to.match(/^PolicyNotFoundException/);
  });
});

describe("The operations that change policies and units", () => {
  const CHANGES: [operation: string, input: object][] = [
    ["CreatePolicy", { Type: "SERVICE_CONTROL_POLICY", Name: "x", Description: "", Content: "{}" }],
    ["UpdatePolicy", { PolicyId: "p-nothing1" }],
    ["DeletePolicy", { PolicyId: "p-nothing1" }],
    ["AttachPolicy", { PolicyId: "p-nothing1", TargetId: ROOT }],
    ["DetachPolicy", { PolicyId: "p-nothing1", TargetId: ROOT }],
    ["EnablePolicyType", { RootId: ROOT, PolicyType: "RESOURCE_CONTROL_POLICY" }],
    ["DisablePolicyType", { RootId: ROOT, PolicyType: "SERVICE_CONTROL_POLICY" }],
    ["CreateOrganizationalUnit", { ParentId: ROOT, Name: "x" }],
    ["UpdateOrganizationalUnit", { OrganizationalUnitId: WORKLOADS, Name: "x" }],
    ["DeleteOrganizationalUnit", { OrganizationalUnitId: WORKLOADS }],
    ["MoveAccount", { AccountId: ADMIN, SourceParentId: ROOT, DestinationParentId: WORKLOADS }],
    ["TagResource", { ResourceId: ROOT, Tags: [] }],
    ["UntagResource", { ResourceId: ROOT, TagKeys: [] }],
  ];

  it("are the management account's alone, delegated administrators have no delegation policy", async () => {
    const api = await organizationsApi(
      treeWorld({ delegatedAdministrators: { [ADMIN]: ["guardduty.amazonaws.com"] } }),
    );
    for (const [operation, input] of CHANGES) {
      for (const accountId of [ADMIN, MEMBER]) {
        expect(await api.refusal(operation, input, accountId), operation).to.equal(
          "AccessDeniedException: You don't have permissions to access this resource.",
        );
      }
    }
    await api.close();
  });
});
