import type { AnyFindingId } from "../../../rules/findings";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../../rules/regions";
import { runIn } from "../../../testing/command";
import { deployed } from "../../../testing/live/run";
import type { Args } from "../../../testing/live/world";
import { ADMINISTRATOR, KEY_ID, MANAGEMENT, stackFiles } from "../../../testing/live/world";
import type { FixCase } from "./fixCase";
import { accountOf } from "./liveCases";

type Files = { [file: string]: string | Uint8Array };

/** A command line and its files, and both after the fix. */
interface InputCase {
  id: AnyFindingId;
  what: string;
  /** What the fix says. */
  says: string;
  args?: string[];
  files?: Files;
  fixed: { args?: string[]; files?: Files; /** Files that the fix deletes. */ removed?: string[] };
  /** Whether the command calls AWS. */
  live?: boolean;
}

const PLAN = ["plan", "--stack", "prod"];
const config = (values: object) => ({ "Pulumi.prod.yaml": JSON.stringify({ config: values }) });
const STACK = config({ "guardduty-export:regions": ["us-east-1"] });
const ADOPTING = config({
  "guardduty-export:regions": ["us-east-1"],
  "guardduty-export:bucket": { existing: { name: "acme" } },
});
const withMembers = (members: object, regions: readonly string[] = ["us-east-1"]) =>
  config({
    "guardduty-export:regions": regions,
    "guardduty-export:organization": {
      administrator: { accountId: ADMINISTRATOR },
      members,
    },
  });
const ORGANIZATION_POLICY = [...PLAN, "--organization-policy"];
const MANY_REGIONS = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS].slice(3);
const MANY_PLANS = [
  ...["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "LAMBDA_NETWORK_LOGS"],
  ...["AI_PROTECTION", "RUNTIME_MONITORING"],
].map((name) => ({ name, autoEnable: "ALL" }));
const EXPORTING = config({ "guardduty-export:regions": ["us-east-1"] });
const RCP =
  '{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}}';
const EMPTY_POLICY = { "b.json": '{"Statement": []}' };
const STATE = { "state.json": '{"deployment": {}}' };
const BUCKET_POLICY = [...PLAN, "--bucket-policy", "b.json"];
const project = (value: object) => ({ "Pulumi.yaml": JSON.stringify(value) });
const PROJECT = { name: "guardduty-export", runtime: "nodejs" };

const BUS_ARN = `arn:aws:events:us-east-1:${ADMINISTRATOR}:event-bus/security`;
const ROUTING = config({
  "guardduty-export:regions": ["us-east-1"],
  "guardduty-export:events": { busArn: BUS_ARN },
});

const KEY = `arn:aws:kms:us-east-1:${ADMINISTRATOR}:key/${KEY_ID}`;
const REGIONS: Args = { regions: ["us-east-1"] };
const MANAGED: Args = {
  ...REGIONS,
  organization: {
    administrator: accountOf(ADMINISTRATOR),
    management: accountOf(MANAGEMENT),
  },
};
const ADOPTED: Args = { ...REGIONS, key: { existing: { arn: KEY } } };
const DETACHED: Args = { ...REGIONS, bucket: { existing: { name: "acme-logs", detach: true } } };
const BY_STATE = ["status", "--stack", "prod", "--state", "state.json"];
const URN = "urn:pulumi:prod::guardduty-export::guardduty-export:index:GuardDutyExport::exported";
const stateWith = (outputs: object) =>
  JSON.stringify({
    deployment: {
      resources: [{ urn: URN, type: "guardduty-export:index:GuardDutyExport", outputs }],
    },
  });
const DEPLOYED = { "state.json": stateWith({ settings: JSON.stringify(REGIONS) }) };
const DETACH = ["detach", "--stack", "prod"];

const FILE_CASES: InputCase[] = [
  {
    ...{ id: "optionsConflict", what: "a revision and a file" },
    says: "Remove --against or --against-file.",
    args: [...PLAN, "--against", "main", "--against-file", "Pulumi.prod.yaml"],
    fixed: { args: [...PLAN, "--against-file", "Pulumi.prod.yaml"] },
  },
  {
    ...{ id: "stackNotGiven", what: "neither", says: "Pass one of them as --stack" },
    args: ["plan"],
    fixed: { args: PLAN },
  },
  {
    ...{ id: "stackNameInvalid", what: "a path", says: "pass a file as --config" },
    args: ["plan", "--stack", "./Pulumi.prod.yaml"],
    fixed: { args: ["plan", "--config", "./Pulumi.prod.yaml"] },
  },
  {
    ...{ id: "stackOfOtherProject", what: "payments", says: "Pass a stack of guardduty-export" },
    args: ["plan", "--stack", "acme/payments/prod"],
    fixed: { args: ["plan", "--stack", "acme/guardduty-export/prod"] },
  },
  {
    ...{ id: "stackFileMissing", what: "a typo", says: "Pass one of them" },
    args: ["plan", "--stack", "prd"],
    fixed: { args: PLAN },
  },
  {
    ...{ id: "argumentsNotInFile", what: "a program of its own", says: "--config args.yaml" },
    args: ["plan", "--stack", "dev"],
    files: project({ name: "payments", runtime: "nodejs" }),
    fixed: {
      args: ["plan", "--stack", "dev", "--config", "args.yaml"],
      files: { "args.yaml": JSON.stringify(REGIONS) },
    },
  },
  {
    ...{ id: "argumentsNotInFile", what: "its stack's file", says: "--config args.yaml" },
    args: ["plan", "--stack", "dev"],
    files: {
      ...project({ name: "payments", runtime: "nodejs" }),
      "Pulumi.dev.yaml": "encryptionsalt: v1:x\nconfig:\n  payments:size: 3\n",
    },
    fixed: {
      args: ["plan", "--stack", "dev", "--config", "args.yaml"],
      files: { "args.yaml": JSON.stringify(REGIONS) },
    },
  },
  {
    ...{ id: "commitNotFound", what: "a file", says: "pass it as --against-file" },
    args: [...PLAN, "--against", "Pulumi.prod.yaml"],
    fixed: { args: [...PLAN, "--against-file", "Pulumi.prod.yaml"] },
  },
  {
    ...{ id: "policyFileUnused", what: "a new bucket", says: "set bucket.existing" },
    args: BUCKET_POLICY,
    files: EMPTY_POLICY,
    fixed: { files: ADOPTING },
  },
  {
    ...{ id: "policyFileOfOther", what: "another bus", says: "Pass the policy of one of these" },
    args: [...PLAN, "--shared-policy", "bus.json"],
    files: { ...ROUTING, "bus.json": JSON.stringify({ Arn: `${BUS_ARN}-other` }) },
    fixed: { files: { ...ROUTING, "bus.json": JSON.stringify({ Arn: BUS_ARN }) } },
  },
  {
    ...{ id: "awsOutputInvalid", what: "a bus", says: "Write bus.json again" },
    args: [...PLAN, "--shared-policy", "bus.json"],
    files: { ...ROUTING, "bus.json": "{}" },
    fixed: { files: { ...ROUTING, "bus.json": JSON.stringify({ Arn: BUS_ARN }) } },
  },
  {
    ...{ id: "noOrganizationPolicy", what: "nothing for members" },
    says: 'organization.members.managedBy to "policy"',
    args: ORGANIZATION_POLICY,
    fixed: { files: withMembers({ managedBy: "policy" }) },
  },
  {
    ...{ id: "noOrganizationPolicy", what: "a plan that policies do not have" },
    says: "Use RUNTIME_MONITORING",
    args: ORGANIZATION_POLICY,
    files: withMembers({ features: [{ name: "EKS_RUNTIME_MONITORING", autoEnable: "ALL" }] }),
    fixed: {
      files: withMembers({ features: [{ name: "RUNTIME_MONITORING", autoEnable: "ALL" }] }),
    },
  },
  {
    ...{ id: "noOrganizationPolicy", what: "more than a policy takes" },
    says: "Remove Regions or protection plans",
    args: ORGANIZATION_POLICY,
    files: withMembers({ features: MANY_PLANS }, MANY_REGIONS),
    fixed: { files: withMembers({ features: MANY_PLANS.slice(1) }, MANY_REGIONS.slice(9)) },
  },
  {
    ...{ id: "accountNotDeployed", what: "no account of the key" },
    says: "Pass --account administrator",
    args: ["permissions", "--stack", "prod", "--account", "key"],
    fixed: { args: ["permissions", "--stack", "prod", "--account", "administrator"] },
  },
  {
    ...{ id: "stateNotRead", what: "another file", says: "--state state.json" },
    args: ["recover", "--stack", "prod", "--state", "Pulumi.prod.yaml"],
    fixed: { args: ["recover", "--stack", "prod", "--state", "state.json"], files: STATE },
  },
  {
    ...{ id: "fileNotRead", what: "a policy", says: "create the file" },
    args: BUCKET_POLICY,
    files: ADOPTING,
    fixed: { files: EMPTY_POLICY },
  },
  {
    ...{ id: "fileNotRead", what: "a folder", says: "Pass a file" },
    args: ["plan", "--config", "."],
    fixed: { args: ["plan", "--config", "Pulumi.prod.yaml"] },
  },
  {
    ...{ id: "fileNotText", what: "UTF-16", says: "Save b.json as UTF-8." },
    args: BUCKET_POLICY,
    files: { ...ADOPTING, "b.json": new Uint8Array([0xff, 0xfe, 0x7b, 0]) },
    fixed: { files: EMPTY_POLICY },
  },
  {
    ...{ id: "yamlInvalid", what: "a list that does not end", says: "Correct Pulumi.prod.yaml" },
    files: { "Pulumi.prod.yaml": "config: [" },
    fixed: { files: STACK },
  },
  {
    ...{ id: "yamlTab", what: "in a list", says: "Replace these tabs in Pulumi.prod.yaml" },
    files: { "Pulumi.prod.yaml": "config:\n  guardduty-export:regions:\n    -\tus-east-1\n" },
    fixed: { files: STACK },
  },
  {
    ...{ id: "nestingTooDeep", what: "an anchor", says: "Correct Pulumi.prod.yaml" },
    files: { "Pulumi.prod.yaml": "config: { regions: &all [*all] }" },
    fixed: { files: STACK },
  },
  {
    ...{ id: "nestingTooDeep", what: "101 levels", says: "Correct Pulumi.prod.yaml" },
    files: { "Pulumi.prod.yaml": `config: ${"[".repeat(101)}${"]".repeat(101)}` },
    fixed: { files: STACK },
  },
  {
    ...{ id: "nestingTooDeep", what: "101 levels of a policy", says: "Correct b.json" },
    args: BUCKET_POLICY,
    files: { ...ADOPTING, "b.json": `{"Statement": ${"[".repeat(100)}${"]".repeat(100)}}` },
    fixed: { files: EMPTY_POLICY },
  },
  {
    ...{ id: "fileNotRead", what: "a device", says: "Pass a file, not a pipe or a device." },
    args: ["plan", "--config", "/dev/zero"],
    fixed: { args: ["plan", "--config", "Pulumi.prod.yaml"] },
  },
  {
    ...{ id: "fileNotRead", what: "more than 1 MiB", says: "with the configuration" },
    files: { "Pulumi.prod.yaml": `${"#".repeat(1 << 20)}\n` },
    fixed: { files: STACK },
  },
  {
    ...{ id: "notMap", what: "a list", says: "Correct Pulumi.prod.yaml" },
    files: { "Pulumi.prod.yaml": "- a" },
    fixed: { files: STACK },
  },
  {
    ...{ id: "projectFileOther", what: "in JSON", says: "delete Pulumi.json" },
    files: { ...project(PROJECT), "Pulumi.json": JSON.stringify(PROJECT) },
    fixed: { removed: ["Pulumi.json"] },
  },
  {
    ...{ id: "projectNameMissing", what: "none", says: "Set name in Pulumi.yaml" },
    files: project({}),
    fixed: { files: project(PROJECT) },
  },
  {
    ...{ id: "stackFolderInvalid", what: "a list", says: "Set stackConfigDir in Pulumi.yaml" },
    files: project({ ...PROJECT, stackConfigDir: [] }),
    fixed: { files: project({ ...PROJECT, stackConfigDir: "." }) },
  },
  {
    ...{ id: "configKeysInvalid", what: "two spellings", says: "Correct Pulumi.prod.yaml" },
    files: config({
      "guardduty-export:regions": ["us-east-1"],
      "guardduty-export:config:regions": ["us-east-1"],
    }),
    fixed: { files: STACK },
  },
  {
    ...{ id: "configKeysInvalid", what: "a value without value", says: "Correct Pulumi.yaml" },
    files: project({ ...PROJECT, config: { bucket: { retentionDays: 1 } } }),
    fixed: { files: project({ ...PROJECT, config: { bucket: { value: { retentionDays: 1 } } } }) },
  },
  {
    ...{ id: "namespaceMistyped", what: "a typo", says: "Correct Pulumi.prod.yaml" },
    files: config({ "guardduty-export:regions": ["us-east-1"], "guardduty-exprt:name": "a" }),
    fixed: { files: STACK },
  },
  {
    ...{ id: "configInvalid", what: "a Region", says: "Correct Pulumi.prod.yaml" },
    files: config({ "guardduty-export:regions": ["us-east1"] }),
    fixed: { files: STACK },
  },
  {
    ...{ id: "configInvalid", what: "an encrypted list", says: "Correct Pulumi.prod.yaml" },
    files: config({ "guardduty-export:regions": { secure: "v1:abc" } }),
    fixed: { files: STACK },
  },
  {
    ...{ id: "policyFileEmpty", what: "a bucket's", says: "aws s3api get-bucket-policy" },
    args: BUCKET_POLICY,
    files: { ...ADOPTING, "b.json": "" },
    fixed: { files: EMPTY_POLICY },
  },
  {
    ...{ id: "policyFileInvalid", what: "a bucket's", says: "Correct the bucket policy" },
    args: BUCKET_POLICY,
    files: { ...ADOPTING, "b.json": "[]" },
    fixed: { files: EMPTY_POLICY },
  },
  ...[
    ["no JSON", "x"],
    ["a property twice", RCP.replace('"Effect"', '"Effect": "Deny", "Effect"')],
    ["an Allow", RCP.replace("Deny", "Allow")],
    ["another principal", RCP.replace('"*"', '"111122223333"')],
    ["both Resource and NotResource", RCP.replace('"Resource"', '"NotResource": "a", "Resource"')],
    ["an unknown element", RCP.replace('"Action"', '"Actions"')],
    ["more than 5,120 characters", RCP.replace("s3:*", `s3:${"a".repeat(5120)}`)],
  ].map(([what, text]): InputCase => ({
    ...{ id: "controlPolicyInvalid", what: what!, says: "describe-policy" },
    args: [...PLAN, "--resource-control-policy", "rcp.json"],
    files: { ...EXPORTING, "rcp.json": text! },
    fixed: { files: { "rcp.json": JSON.stringify({ Policy: { Content: RCP } }) } },
  })),
  {
    ...{ id: "policyElementsInvalid", what: "a version", says: "Correct b.json" },
    args: BUCKET_POLICY,
    files: { ...ADOPTING, "b.json": '{"Version": "2012", "Statement": []}' },
    fixed: { files: EMPTY_POLICY },
  },
];

const LIVE_CASES: InputCase[] = [
  {
    ...{ id: "durationInvalid", what: "no unit", says: "Pass --timeout a number above 0" },
    args: ["status", "--stack", "prod", "--timeout", "10"],
    fixed: { args: ["status", "--stack", "prod", "--timeout", "10s"] },
  },
  {
    ...{ id: "regionNamesInvalid", what: "a typo", says: "Correct the names" },
    args: ["discover", "--regions", "us-east1x"],
    fixed: { args: ["discover", "--regions", "us-east-1"] },
  },
  {
    ...{ id: "fileExists", what: "a stack's", says: "whose file does not exist" },
    args: ["discover", "--regions", "us-east-1", "--write", "prod"],
    fixed: { args: ["discover", "--regions", "us-east-1", "--write", "new"] },
  },
  {
    ...{ id: "managementNotConfigured", what: "the end of a delegation" },
    says: "Set organization.management",
    args: [...DETACH, "--end-delegation"],
    files: stackFiles(REGIONS),
    fixed: { files: stackFiles(MANAGED) },
  },
  {
    ...{ id: "detachedExport", what: "status", says: "Remove detach from the config" },
    args: ["status", "--stack", "prod"],
    files: stackFiles(DETACHED),
    fixed: { files: stackFiles(REGIONS) },
  },
  {
    ...{ id: "memberStack", what: "status", says: "Pass the administrator's stack." },
    args: ["status", "--stack", "prod"],
    files: stackFiles({ ...REGIONS, role: "member" }),
    fixed: { files: stackFiles(REGIONS) },
  },
  {
    ...{ id: "stateOfOtherStack", what: "another stack", says: "Pass --stack prod" },
    args: ["status", "--stack", "dev", "--state", "state.json"],
    files: DEPLOYED,
    fixed: { args: BY_STATE },
  },
  {
    ...{ id: "stateOfOtherStack", what: "its permissions", says: "Pass --stack prod" },
    args: ["permissions", "--stack", "dev", "--deployed", "--state", "state.json"],
    files: DEPLOYED,
    fixed: { args: ["permissions", "--stack", "prod", "--deployed", "--state", "state.json"] },
  },
  {
    ...{ id: "stateOfOtherStack", what: "another project" },
    says: "Pass --project guardduty-export",
    args: [...BY_STATE, "--project", "payments"],
    files: DEPLOYED,
    fixed: { args: [...BY_STATE, "--project", "guardduty-export"] },
  },
  {
    ...{ id: "componentNotInState", what: "another name", says: "--name exported" },
    args: [...BY_STATE, "--name", "findings"],
    files: { "state.json": stateWith({ settings: JSON.stringify(REGIONS) }) },
    fixed: { args: [...BY_STATE, "--name", "exported"] },
  },
  {
    ...{ id: "componentNotInState", what: "nothing", says: "Run pulumi up" },
    args: BY_STATE,
    files: { "state.json": '{"deployment": {}}' },
    fixed: { files: { "state.json": stateWith({ settings: JSON.stringify(REGIONS) }) } },
  },
  {
    ...{ id: "settingsNotInState", what: "no outputs", says: "Run pulumi up" },
    args: BY_STATE,
    files: { "state.json": stateWith({}) },
    fixed: { files: { "state.json": stateWith({ settings: JSON.stringify(REGIONS) }) } },
  },
  {
    ...{ id: "formerKeyInvalid", what: "an id", says: "Pass the ARN" },
    args: [...DETACH, "--former-key", KEY_ID],
    fixed: { args: [...DETACH, "--former-key", KEY] },
  },
  {
    ...{ id: "formerInUse", what: "the key of the config", says: "detach without --former-key" },
    args: [...DETACH, "--former-key", KEY],
    files: stackFiles(ADOPTED),
    fixed: { args: DETACH },
  },
].map((one) => ({ ...one, live: true }) as InputCase);

/** The id at the end of what is printed on stderr, and its fix. */
function refusal({ code, err }: { code: number; err: string }): { ids: string[]; fix: string } {
  if (err === "") return { ids: [], fix: "" };
  const [, fix = "", id = ""] = /\n {2}Fix: (.+) \((\w+)\)\n$/.exec(err) ?? [];
  if (code !== 2 || id === "") throw new Error(`${code}: ${err}`);
  return { ids: [id], fix };
}

type Run = (args: string[], files: Files) => Promise<{ code: number; err: string }>;

async function withRun<T>(live: boolean, body: (run: Run) => Promise<T>): Promise<T> {
  if (!live) {
    return body((args, files) => runIn({ ...STACK, ...files }, args));
  }
  const stack = await deployed(MANAGED);
  try {
    return await body((args, files) =>
      stack.run(args, Object.keys(files).length > 0 ? { files: files as never } : {}),
    );
  } finally {
    await stack.close();
  }
}

export const inputCases: FixCase[] = [...FILE_CASES, ...LIVE_CASES].map(
  ({ id, what, says, args = PLAN, files = {}, fixed, live = false }) => ({
    ...{ id, what, says },
    run: () =>
      withRun(live, async (run) => {
        const before = refusal(await run(args, files));
        const kept = Object.entries({ ...files, ...fixed.files }).filter(
          ([file]) => !fixed.removed?.includes(file),
        );
        const after = refusal(await run(fixed.args ?? args, Object.fromEntries(kept)));
        return { before: before.ids, fix: before.fix, after: after.ids };
      }),
  }),
);
