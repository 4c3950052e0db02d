import { expect } from "chai";

import { parseWorld, WorldError, type WorldFile } from "../../../sandbox/world";
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

const DENY = "p-deny0001";
const PERIMETER = "p-perimeter1";
const ARN = `arn:aws:organizations::${MANAGEMENT}`;
const DENY_TEXT = `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}`;

const world = treeWorld({
  policyTypes: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"],
  policies: {
    [DENY]: {
      type: "SERVICE_CONTROL_POLICY",
      name: "deny-s3",
      description: "No S3",
      content: DENY_TEXT,
    },
    [PERIMETER]: { type: "RESOURCE_CONTROL_POLICY", name: "perimeter", content: { Version: "x" } },
  },
  attachments: { [WORKLOADS]: [DENY], [MEMBER]: [PERIMETER] },
  withoutFullAccess: [WORKLOADS],
});

const unit = (id: string, name: string, path: string) => ({
  Id: id,
  Arn: `${ARN}:ou/o-abc1234567/${id}`,
  Name: name,
  Path: `o-abc1234567/${ROOT}/${path}`,
});

const DENY_SUMMARY = {
  Id: DENY,
  Arn: `${ARN}:policy/o-abc1234567/service_control_policy/${DENY}`,
  Name: "deny-s3",
  Description: "No S3",
  Type: "SERVICE_CONTROL_POLICY",
  AwsManaged: false,
};

const PERIMETER_SUMMARY = {
  Id: PERIMETER,
  Arn: `${ARN}:policy/o-abc1234567/resource_control_policy/${PERIMETER}`,
  Name: "perimeter",
  Description: "",
  Type: "RESOURCE_CONTROL_POLICY",
  AwsManaged: false,
};

const managed = (type: string, name: string, description: string) => ({
  Id: `p-${name}`,
  Arn: `arn:aws:organizations::aws:policy/${type.toLowerCase()}/p-${name}`,
  Name: name,
  Description: description,
  Type: type,
  AwsManaged: true,
});

const FULL = managed("SERVICE_CONTROL_POLICY", "FullAWSAccess", "Allows access to every operation");
const RCP_FULL = managed(
  "RESOURCE_CONTROL_POLICY",
  "RCPFullAWSAccess",
  "Allows access to every resource",
);

const attached = (TargetId: string, Filter: string) =>
  ["ListPoliciesForTarget", { TargetId, Filter }] as const;

const ANSWERS: [operation: string, input: object, answer: object][] = [
  [
    "ListRoots",
    {},
    {
      Roots: [
        {
          Id: ROOT,
          Arn: `${ARN}:root/o-abc1234567/${ROOT}`,
          Name: "Root",
          PolicyTypes: [
            { Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" },
            { Type: "RESOURCE_CONTROL_POLICY", Status: "ENABLED" },
          ],
        },
      ],
    },
  ],
  ["ListParents", { ChildId: ADMIN }, { Parents: [{ Id: ROOT, Type: "ROOT" }] }],
  [
    "ListParents",
    { ChildId: MEMBER },
    { Parents: [{ Id: PAYMENTS, Type: "ORGANIZATIONAL_UNIT" }] },
  ],
  ["ListParents", { ChildId: WORKLOADS }, { Parents: [{ Id: ROOT, Type: "ROOT" }] }],
  [
    "ListChildren",
    { ParentId: ROOT, ChildType: "ACCOUNT" },
    {
      Children: [
        { Id: MANAGEMENT, Type: "ACCOUNT" },
        { Id: ADMIN, Type: "ACCOUNT" },
      ],
    },
  ],
  [
    "ListChildren",
    { ParentId: WORKLOADS, ChildType: "ORGANIZATIONAL_UNIT" },
    { Children: [{ Id: PAYMENTS, Type: "ORGANIZATIONAL_UNIT" }] },
  ],
  ["ListChildren", { ParentId: WORKLOADS, ChildType: "ACCOUNT" }, { Children: [] }],
  [
    "ListOrganizationalUnitsForParent",
    { ParentId: ROOT },
    { OrganizationalUnits: [unit(WORKLOADS, "Workloads", `${WORKLOADS}/`)] },
  ],
  [
    "DescribeOrganizationalUnit",
    { OrganizationalUnitId: PAYMENTS },
    { OrganizationalUnit: unit(PAYMENTS, "Payments", `${WORKLOADS}/${PAYMENTS}/`) },
  ],
  [
    "DescribePolicy",
    { PolicyId: DENY },
    { Policy: { PolicySummary: DENY_SUMMARY, Content: DENY_TEXT } },
  ],
  ["ListPolicies", { Filter: "SERVICE_CONTROL_POLICY" }, { Policies: [FULL, DENY_SUMMARY] }],
  [
    "ListPolicies",
    { Filter: "RESOURCE_CONTROL_POLICY" },
    { Policies: [RCP_FULL, PERIMETER_SUMMARY] },
  ],
  ["ListPolicies", { Filter: "GUARDDUTY_POLICY" }, { Policies: [] }],
  ["ListPolicies", { Filter: "TAG_POLICY" }, { Policies: [] }],
  [...attached(ROOT, "SERVICE_CONTROL_POLICY"), { Policies: [FULL] }],
  [...attached(WORKLOADS, "SERVICE_CONTROL_POLICY"), { Policies: [DENY_SUMMARY] }],
  [...attached(MEMBER, "SERVICE_CONTROL_POLICY"), { Policies: [FULL] }],
  [...attached(MEMBER, "RESOURCE_CONTROL_POLICY"), { Policies: [RCP_FULL, PERIMETER_SUMMARY] }],
  [
    "ListTargetsForPolicy",
    { PolicyId: DENY },
    {
      Targets: [
        {
          TargetId: WORKLOADS,
          Arn: `${ARN}:ou/o-abc1234567/${WORKLOADS}`,
          Name: "Workloads",
          Type: "ORGANIZATIONAL_UNIT",
        },
      ],
    },
  ],
];

const REFUSALS: [operation: string, input: object, refusal: string][] = [
  [
    "ListParents",
    { ChildId: "123123123123" },
    "ChildNotFoundException: We can't find an organizational unit (OU) or AWS account with the ChildId that you specified.",
  ],
  [
    "ListChildren",
    { ParentId: "ou-sbx0-nowhere1", ChildType: "ACCOUNT" },
    "ParentNotFoundException: We can't find a root or OU with the ParentId that you specified.",
  ],
  [
    "ListOrganizationalUnitsForParent",
    { ParentId: "ou-sbx0-nowhere1" },
    "ParentNotFoundException: We can't find a root or OU with the ParentId that you specified.",
  ],
  [
    "ListAccountsForParent",
    { ParentId: "r-else" },
    "ParentNotFoundException: We can't find a root or OU with the ParentId that you specified.",
  ],
  [
    "DescribeOrganizationalUnit",
    { OrganizationalUnitId: "ou-sbx0-nowhere1" },
    "OrganizationalUnitNotFoundException: We can't find an OU with the OrganizationalUnitId that you specified.",
  ],
  [
    "DescribePolicy",
    { PolicyId: "p-nothing1" },
    "PolicyNotFoundException: We can't find a policy with the PolicyId that you specified.",
  ],
  [
    "ListTargetsForPolicy",
    { PolicyId: "p-nothing1" },
    "PolicyNotFoundException: We can't find a policy with the PolicyId that you specified.",
  ],
  [
    ...attached("123123123123", "SERVICE_CONTROL_POLICY"),
    "TargetNotFoundException: We can't find a root, OU, account, or policy with the TargetId that you specified.",
  ],
];

describe("AWS Organizations of the sandbox, read over HTTP", () => {
  let api: OrganizationsApi;
  before(async () => (api = await organizationsApi(world)));
  after(() => api.close());

  for (const [operation, input, answer] of ANSWERS) {
    it(`answers ${operation} of ${JSON.stringify(input)}`, async () => {
      expect(await api.call(operation, input)).to.deep.equal(answer);
    });
  }

  for (const [operation, input, refusal] of REFUSALS) {
    it(`refuses ${operation} of ${JSON.stringify(input)}`, async () => {
      expect(await api.refusal(operation, input)).to.equal(refusal);
    });
  }

  it("lists the accounts of a unit with their path", async () => {
    const { Accounts } = await api.call("ListAccountsForParent", { ParentId: PAYMENTS });
    expect(Accounts).to.have.length(1);
    expect(Accounts[0]).to.deep.include({
      Id: MEMBER,
      Paths: [`o-abc1234567/${ROOT}/${WORKLOADS}/${PAYMENTS}/${MEMBER}/`],
    });
  });

  it("has what AWS's own policies allow", async () => {
    const contents = await Promise.all(
      [FULL, RCP_FULL].map(({ Id }) => api.call("DescribePolicy", { PolicyId: Id })),
    );
    const allow = { Effect: "Allow", Action: "*", Resource: "*" };
    expect(contents.map(({ Policy }) => JSON.parse(Policy.Content).Statement)).to.deep.equal([
      [allow],
      [{ ...allow, Principal: "*" }],
    ]);
  });

  it("is closed to member accounts that administer no service, and open to those that do", async () => {
    for (const [operation, input] of ANSWERS) {
      const refused = await api.refusal(operation, input, ADMIN);
      expect(refused, operation).to.match(/^AccessDeniedException: /);
    }
    api.cloud.world.organization!.delegatedAdministrators[ADMIN] = ["guardduty.amazonaws.com"];
    for (const [operation, input, answer] of ANSWERS) {
      expect(await api.call(operation, input, ADMIN), operation).to.deep.equal(answer);
    }
  });
});

describe("A world file with an organization", () => {
  const problemsOf = (more: Parameters<typeof treeWorld>[0]): string[] => {
    try {
      parseWorld(treeWorld(more) as WorldFile);
    } catch (error) {
      if (error instanceof WorldError) return error.problems;
      throw error;
    }
    return [];
  };

  it("says what its tree and its attachments name and it does not have", () => {
    expect(problemsOf({})).to.deep.equal([]);
    expect(
      problemsOf({
        parents: { [MEMBER]: "ou-sbx0-nowhere1", "123123123123": WORKLOADS },
        attachments: { [WORKLOADS]: ["p-nothing1"], "ou-sbx0-nowhere1": [] },
        withoutFullAccess: ["123123123123"],
      }),
    ).to.deep.equal([
      `organization.parents["${MEMBER}"]: no unit ou-sbx0-nowhere1`,
      `organization.parents["123123123123"]: not in the organization`,
      `organization.attachments["${WORKLOADS}"]: no policy p-nothing1`,
      `organization.attachments["ou-sbx0-nowhere1"]: not in the organization`,
      "organization.withoutFullAccess: 123123123123 is not in the organization",
    ]);
  });

  it("has no unit that is in itself", () => {
    const organizationalUnits = {
      [WORKLOADS]: { name: "Workloads", parent: PAYMENTS },
      [PAYMENTS]: { name: "Payments", parent: WORKLOADS },
    };
    expect(problemsOf({ organizationalUnits })).to.deep.equal([
      `organization.organizationalUnits["${WORKLOADS}"]: is in itself`,
      `organization.organizationalUnits["${PAYMENTS}"]: is in itself`,
    ]);
  });
});
