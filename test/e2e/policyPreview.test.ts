import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import type { Members } from "../../sandbox/cloud";
import { AwsError } from "../../sandbox/cloud";
import type { CloudStack, Intercept } from "../../testing/cloudStack";
import { exportProgram, openCloudStack } from "../../testing/cloudStack";
import {
  ADMINISTRATOR,
  MANAGEMENT,
  MEMBER,
  organizationArgs,
  organizationWorld,
} from "../../testing/organization";
import { clientOfCloud } from "../../testing/worlds";

const TYPE = "GUARDDUTY_POLICY";
const REGIONS = ["us-east-1", "eu-west-1"];

const withMembers = (members: object, more: object = {}): GuardDutyExportArgs => ({
  ...organizationArgs,
  regions: REGIONS,
  organization: { ...organizationArgs.organization, members },
  ...more,
});

interface Blocks {
  [region: string]: { [key: string]: "enabled" | "disabled" };
}

/** The policy of an organization, attached to its root. */
function rootPolicy({ cloud }: CloudStack) {
  let id: string | undefined;
  const organizations = (operation: string, input: object) =>
    clientOfCloud(cloud, MANAGEMENT).call(`organizations:${operation}`, input as Members);
  return {
    async enableType() {
      await organizations("EnableAWSServiceAccess", {
        ServicePrincipal: "guardduty.amazonaws.com",
      });
      await organizations("EnablePolicyType", { RootId: "r-sbx0", PolicyType: TYPE });
    },
    async set(blocks: Blocks) {
      const Content = contentOf(blocks);
      if (id !== undefined) return organizations("UpdatePolicy", { PolicyId: id, Content });
      const named = { Name: "guardduty", Description: "", Type: TYPE, Content };
      const { Policy } = await organizations("CreatePolicy", named);
      id = (Policy as { PolicySummary: { Id: string } }).PolicySummary.Id;
      return organizations("AttachPolicy", { PolicyId: id, TargetId: "r-sbx0" });
    },
  };
}

function contentOf(blocks: Blocks): string {
  const assigned = (block: Blocks[string]) =>
    Object.fromEntries(
      Object.entries(block).map(([key, value]) => [key, { status: { "@@assign": value } }]),
    );
  const enablement = Object.fromEntries(
    Object.entries(blocks).map(([region, block]) => [region, assigned(block)]),
  );
  return JSON.stringify({ guardduty: { enablement } });
}

const BY_POLICY = { managedBy: "policy" };
const RDS = { features: [{ name: "RDS_LOGIN_EVENTS" }] };

type Warned = [what: string, args: GuardDutyExportArgs, blocks: Blocks, text: string];

const WARNED: Warned[] = [
  [
    "a Region in which no policy enables GuardDuty",
    withMembers(BY_POLICY),
    { "us-east-1": { foundational: "enabled" } },
    `organization.members.managedBy: is policy; no GuardDuty policy of the organization enables GuardDuty in eu-west-1 (read: account ${ADMINISTRATOR} and ${MEMBER})`,
  ],
  [
    "a plan of the administrator that a policy disables",
    withMembers(BY_POLICY, RDS),
    {
      "us-east-1": { foundational: "enabled", rds_login_events: "disabled" },
      "eu-west-1": { foundational: "enabled" },
    },
    'features[0]: is RDS_LOGIN_EVENTS ENABLED; a GuardDuty policy of the organization sets it to DISABLED in us-east-1, and GuardDuty refuses other changes of it. Fix: set features[0].excludeRegions to ["us-east-1"]',
  ],
];

/** What AWS refuses, and what the preview reports as not checked. */
const REFUSED = [
  [
    "organizations:ListRoots",
    "whether policies of the organization manage GuardDuty (GUARDDUTY_POLICY)",
  ],
  [
    "organizations:DescribeEffectivePolicy",
    "what the GuardDuty policies of the organization set for the administrator account",
  ],
  [
    "organizations:ListAccounts",
    "in which Regions a GuardDuty policy of the organization enables members",
  ],
] as const;

/** One organization, whose GuardDuty a policy manages after the first test. */
describe("GuardDuty policies of the organization, in a preview", () => {
  let stack: CloudStack;
  let policy: ReturnType<typeof rootPolicy>;
  let refused: string | undefined;
  const intercept: Intercept = (cloud) => ({
    async call(caller, operation, input) {
      if (operation !== refused) return cloud.call(caller, operation, input);
      throw new AwsError("AccessDeniedException", `not authorized to perform: ${refused}`, 403);
    },
  });
  const warnings = async (args: GuardDutyExportArgs) => {
    const { error, diagnostics } = await stack.preview(exportProgram(args));
    expect(error?.message).to.equal(undefined);
    return diagnostics;
  };
  /** Fails unless there is one warning. */
  const warning = async (args: GuardDutyExportArgs) => {
    const found = await warnings(args);
    expect(found).to.have.length(1);
    return found[0] as string;
  };

  before(async () => {
    stack = await openCloudStack(organizationWorld([]), intercept);
    policy = rootPolicy(stack);
  });
  after(() => stack.close());

  it("are a warning where they are to manage members and their type is not enabled", async () => {
    await stack.deploy(withMembers({ autoEnable: "ALL" }));
    expect(await warning(withMembers(BY_POLICY))).to.contain(
      "organization.members.managedBy: is policy; the organization has not enabled the policy type GUARDDUTY_POLICY",
    );
  });

  it("are a warning where settings of members have no effect", async () => {
    await policy.enableType();
    const features = [{ name: "S3_DATA_EVENTS", autoEnable: "ALL" }];
    expect(await warning(withMembers({ autoEnable: "ALL", features }))).to.contain(
      "organization.members: the organization manages GuardDuty by policies (GUARDDUTY_POLICY): organization.members.autoEnable and organization.members.features have no effect in any Region.",
    );
  });

  for (const [what, args, blocks, expected] of WARNED) {
    it(`are a warning of ${what}`, async () => {
      await policy.set(blocks);
      expect(await warning(args)).to.contain(expected);
    });
  }

  it("are not reported where they enable what the stack exports", async () => {
    await policy.set({ default: { foundational: "enabled", s3_data_events: "enabled" } });
    expect(await warnings(withMembers(BY_POLICY, RDS))).to.deep.equal([]);
  });

  for (const [operation, what] of REFUSED) {
    it(`are reported as not checked where AWS refuses ${operation}`, async () => {
      refused = operation;
      const found = await warning(withMembers(BY_POLICY));
      refused = undefined;
      expect(found).to.contain(`could not check ${what}: `);
      expect(found).to.contain(`not authorized to perform: ${operation}`);
    });
  }

  it("stop preview and up where they disable GuardDuty of the administrator", async () => {
    await policy.set({ default: { foundational: "disabled" } });
    for (const run of [stack.preview, stack.up]) {
      const { error, changed } = await run(exportProgram(withMembers(BY_POLICY)));
      expect(error?.message).to.contain(
        `regions: a GuardDuty policy of the organization disables GuardDuty of account ${ADMINISTRATOR} in us-east-1 and eu-west-1, and GuardDuty refuses to enable it.`,
      );
      expect(changed).to.deep.equal([]);
    }
  });
});
