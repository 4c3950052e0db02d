import { readArgs } from "../../../rules/args";
import type { ExportSettings } from "../../../rules/args";
import type { IdOfKind } from "../../../rules/findings";
import type { LivePolicies } from "../../../rules/plan";
import { planExport } from "../../../rules/plan";
import { planWarningText } from "../../../rules/texts/planWarnings";
import { DEFAULT_REGIONS } from "../../../rules/regions";
import type { FixCase } from "./fixCase";

type PlanId = IdOfKind<"plan">;
type Args = { [name: string]: unknown };

const OWNER = { project: "guardduty-export", stack: "test", component: "findings" };
const ACCOUNT = "111122223333";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/deploy`;
const EAST = "1".repeat(32);
const archive = {
  accountId: "444455556666",
  assumeRoleArn: "arn:aws:iam::444455556666:role/deploy",
};
const administrator = (accountId: string) => ({
  accountId,
  assumeRoleArn: `arn:aws:iam::${accountId}:role/deploy`,
});
const organization = (accountId: string) => ({
  organization: { administrator: administrator(accountId), management: administrator(ACCOUNT) },
});
const prefixed = (more: object) => ({
  regions: ["us-east-1"],
  bucket: { account: archive, prefix: "guardduty" },
  organization: { administrator: { accountId: ACCOUNT, ...more } },
});
const detached = (bucket: object, existing: object) => ({
  regions: ["us-east-1"],
  bucket: { existing: { name: "acme-logs", ...bucket } },
  existing: { "us-east-1": { detectorId: EAST, ...existing } },
});
const KEPT = { destinationId: "2".repeat(32) };
const SHARED = { regions: [...DEFAULT_REGIONS], bucket: { existing: { name: "acme-logs" } } };
/** So long that there is no room for the ARN of each detector. */
const LONG: LivePolicies = {
  bucket: {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "x".repeat(17_000),
        ...{ Effect: "Deny", Principal: "*", Action: "s3:DeleteBucket" },
        Resource: "arn:aws:s3:::acme-logs",
      },
    ],
  },
};
const EMPTY: LivePolicies = { bucket: { Version: "2012-10-17", Statement: [] } };

interface Config {
  args: Args;
  live?: LivePolicies;
}

/** A config with a warning, and the configs after its fix. */
const CASES: {
  id: PlanId;
  what: string;
  config: Config;
  fixed: Config[];
  remaining?: PlanId[];
}[] = [
  {
    ...{ id: "regionNotListed", what: "a name that is wrong" },
    config: { args: { regions: ["eu-west-9"] } },
    fixed: [{ args: { regions: ["eu-west-1"] } }],
  },
  {
    ...{ id: "crossRegionNotDocumented", what: "two Regions of GovCloud" },
    config: { args: { regions: ["us-gov-west-1", "us-gov-east-1"] } },
    fixed: ["us-gov-west-1", "us-gov-east-1"].map((region) => ({ args: { regions: [region] } })),
  },
  {
    ...{ id: "managementIsAdministrator", what: "one account" },
    config: { args: { regions: ["us-east-1"], ...organization(ACCOUNT) } },
    fixed: [{ args: { regions: ["us-east-1"], ...organization("222233334444") } }],
  },
  {
    ...{ id: "lookupNotGranted", what: "no role" },
    config: { args: prefixed({}) },
    fixed: [{ args: prefixed({ assumeRoleArn: ROLE }) }],
  },
  {
    ...{ id: "detectorsNotNamed", what: "statements from others" },
    config: { args: SHARED, live: LONG },
    fixed: [{ args: SHARED, live: EMPTY }],
  },
  {
    ...{ id: "detached", what: "the bucket" },
    config: { args: detached({ detach: true }, {}) },
    fixed: [{ args: detached({}, {}) }],
  },
  {
    ...{ id: "destinationsCannotWrite", what: "a destination that is kept" },
    config: { args: detached({ detach: true }, KEPT) },
    fixed: [{ args: detached({ detach: true }, {}) }],
    remaining: ["detached"],
  },
];

function warningsOf({ args, live }: Config) {
  const { settings, problems } = readArgs("findings", args);
  if (settings === undefined) throw new Error(JSON.stringify(problems));
  const planned = { owner: OWNER, settings: settings as ExportSettings };
  return planExport({ ...planned, ...(live && { live }) }).warnings;
}

export const planCases: FixCase[] = CASES.map(({ id, what, config, fixed, remaining }) => ({
  ...{ id, what, remaining },
  run: () => {
    const before = warningsOf(config);
    return {
      before: before.map((one) => one.id),
      fix: before.map(planWarningText).join("\n"),
      after: fixed.flatMap(warningsOf).map((one) => one.id),
    };
  },
}));
