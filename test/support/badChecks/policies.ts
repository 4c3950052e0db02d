import type { ExportSettings } from "../../../rules/args";
import * as preflight from "../../../rules/preflight";
import type { Fix } from "../../../rules/problems";
import type { BadCheck } from "./case";

const ADMINISTRATOR = "111122223333";
const TYPE = "GUARDDUTY_POLICY";

interface Args {
  regions: string[];
  features?: ExportSettings["features"];
  organization?: { members: Partial<ExportSettings["members"]> };
}

/** An effective policy. */
export const policyText = (blocks: { [region: string]: { [key: string]: string } }): string => {
  const entries = Object.entries(blocks).map(([region, block]) => [
    ...[
      region,
      Object.fromEntries(Object.entries(block).map(([key, status]) => [key, { status }])),
    ],
  ]);
  return JSON.stringify({ guardduty: { enablement: Object.fromEntries(entries) as object } });
};

const ofMembers = (args: object) => {
  const {
    managedBy = "guardduty",
    features = [],
    ...others
  } = (args as Args).organization?.members ?? {};
  return { members: { managedBy, features, ...others } as ExportSettings["members"] };
};

const ofType = (members: object, policyTypes: string[], fixed: string[]): BadCheck => ({
  args: { organization: { members } },
  aws: { policyTypes },
  find: ({ args, aws }) =>
    preflight.policyTypeProblems(ofMembers(args), aws["policyTypes"] as string[]),
  done: () => ({ policyTypes: fixed }),
});

const ofAdministrator = (
  args: Args,
  content: string,
  done?: (aws: object, fix: Fix) => { [name: string]: unknown },
): BadCheck => ({
  args: { ...args },
  aws: { content },
  find: ({ args: now, aws }) => {
    const { regions, features = [] } = now as unknown as Args;
    const inEffect = { accountId: ADMINISTRATOR, content: aws["content"] as string };
    return preflight.administratorPolicyProblems({ regions, features }, inEffect);
  },
  ...(done && { done }),
});

/** GuardDuty policies of the organization that contradict settings. */
export const badPolicies: { [what: string]: BadCheck } = {
  "auto-enable in an organization that manages GuardDuty by policies": ofType(
    { autoEnable: "ALL", features: [{ name: "S3_DATA_EVENTS", autoEnable: "ALL" }] },
    [TYPE],
    [],
  ),
  "members managed by policies whose type is not enabled": ofType(
    { managedBy: "policy" },
    [],
    [TYPE],
  ),
  "members managed by policies that leave out a Region": {
    args: { regions: ["us-east-1", "eu-west-1"] },
    aws: { content: policyText({ "us-east-1": { foundational: "enabled" } }) },
    find: ({ args, aws }) =>
      preflight.unmanagedRegionProblems(args as { regions: string[] } & typeof args, [
        { accountId: ADMINISTRATOR, content: aws["content"] as string },
      ]),
    done: () => ({ content: policyText({ default: { foundational: "enabled" } }) }),
  },
  "a policy that disables GuardDuty of the administrator": ofAdministrator(
    { regions: ["us-east-1", "eu-west-1"] },
    policyText({ "eu-west-1": { foundational: "disabled" } }),
    () => ({ content: policyText({ "eu-west-1": { foundational: "enabled" } }) }),
  ),
  "a policy that sets a plan of the administrator": ofAdministrator(
    { regions: ["us-east-1"], features: [{ name: "S3_DATA_EVENTS", status: "ENABLED" }] },
    policyText({ default: { s3_data_events: "disabled" } }),
  ),
  "a policy that sets a plan of the administrator in one Region": ofAdministrator(
    {
      regions: ["us-east-1", "eu-west-1"],
      features: [{ name: "S3_DATA_EVENTS", status: "ENABLED" }],
    },
    policyText({ "eu-west-1": { s3_data_events: "enabled" } }),
  ),
};
