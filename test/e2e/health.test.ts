import { expect } from "chai";

import { ExportHealth } from "../../components/health/exportHealth";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { fromEnvironment, toPoliciesFile } from "../../rules/health";
import { MEMBER_ACTIONS, SUPPRESSION_ACTIONS } from "../../rules/health/permissions";
import type { Sandbox } from "../../sandbox";
import { startSandbox } from "../../sandbox";
import type { Aws } from "../../sandbox/cloud/aws";
import type { BusEvent } from "../../sandbox/cloud/events/event";
import { route } from "../../sandbox/cloud/events/routing";
import { runCommand } from "../../testing/live/run";
import { stackFiles } from "../../testing/live/world";
import { healthBundle, runLambda } from "../../testing/lambda";
import { ACCOUNT, exampleWorld } from "../../testing/cloudStack";
import type { Engine } from "../../testing/engine";
import { openEngine } from "../../testing/engine";

const REGIONS = ["us-east-1", "eu-west-1", "me-south-1"];
let email: string | undefined;

/** An export and what watches it, as a user writes them. */
const program = async () => {
  const findings = new GuardDutyExport("findings", {
    regions: REGIONS,
    findingPublishingFrequency: "FIFTEEN_MINUTES",
    bucket: { prefix: "guardduty" },
    onDestroy: "delete",
  });
  const { administratorAccountId, detectorIds, destinationIds, findingsUri, keyArn } = findings;
  const { bucketPolicyStatements, keyPolicyStatements } = findings;
  const { functionName, topicArn } = new ExportHealth("health", {
    regions: REGIONS,
    ...{ administratorAccountId, detectorIds, destinationIds, findingsUri, keyArn },
    ...{ bucketPolicyStatements, keyPolicyStatements },
    findingPublishingFrequency: "FIFTEEN_MINUTES",
    tags: { team: "security" },
    email,
  });
  return { functionName, topicArn, bucketPolicyStatements, keyPolicyStatements };
};

/** The call that s3:ListBucket allows. */
const LISTS = "s3:ListObjectsV2";
/** What Lambda does in the function's name. */
const KEY_CALLS = ["DescribeKey", "GetKeyPolicy", "ListGrants"].map((call) => `kms:${call}`);
const ITS_RUNTIMES = ["logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage"];

const openToTopics = (Resource: string) => ({
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource,
    },
  ],
});

/** What differs of a part of the health check. */
interface Part {
  part: string;
  is: string;
}

/** The event of a detector's deletion. */
const deletion = (detectorId: string): BusEvent => ({
  version: "0",
  id: "36eb8523-97d0-4518-b33d-ee3579ff19f0",
  "detail-type": "AWS API Call via CloudTrail",
  source: "aws.guardduty",
  account: ACCOUNT,
  time: "2026-11-24T10:00:00Z",
  region: "eu-west-1",
  resources: [],
  detail: {
    eventSource: "guardduty.amazonaws.com",
    eventName: "DeleteDetector",
    awsRegion: "eu-west-1",
    eventTime: "2026-11-24T10:00:00Z",
    requestID: "0f1e2d3c",
    userIdentity: { type: "IAMUser", arn: `arn:aws:iam::${ACCOUNT}:user/alice` },
    requestParameters: { detectorId },
  },
});

/** An export that is watched, step by step; each step builds on the one before. */
describe("ExportHealth on the real engine", () => {
  let sandbox: Sandbox;
  let engine: Engine;
  /** The file of the function, which the sandbox does not keep. */
  let file: string;

  before(async () => {
    await healthBundle();
    sandbox = await startSandbox({ world: exampleWorld() });
    engine = await openEngine({ env: sandbox.env, config: { "aws:region": "us-east-1" } });
  });
  after(async () => {
    await engine.close();
    await sandbox.close();
  });

  const up = async () => {
    const outcome = await engine.up(program);
    if (outcome.error) throw outcome.error;
    const of = (output: string) => ({
      owner: "stack" as const,
      statements: JSON.parse(outcome.outputs[output] as string),
    });
    const [bucket, key] = [of("bucketPolicyStatements"), of("keyPolicyStatements")];
    file = toPoliciesFile({ bucket, key });
    return outcome;
  };
  /** Runs the function as it is deployed: its environment, and its role's policies. */
  const run = () => {
    const { world } = sandbox.cloud;
    const [fn] = Object.values(world.functions);
    const { Environment, Role } = fn!.configuration as {
      Environment: { Variables: { [name: string]: string } };
      Role: string;
    };
    const { policies } = world.roles[Role]!;
    world.users[`arn:aws:iam::${ACCOUNT}:user/function`] = {
      policies,
      accessKeys: { AKIAFUNCTION: { secret: "none", status: "Active" } },
      tags: {},
    };
    const credentials = { AWS_ACCESS_KEY_ID: "AKIAFUNCTION", AWS_SECRET_ACCESS_KEY: "none" };
    return runLambda({ ...sandbox.env, ...credentials, ...Environment.Variables }, file);
  };

  /** What the function's role allows. */
  const allowedActions = () => {
    const [role] = Object.entries(sandbox.cloud.world.roles).find(([arn]) =>
      /:role\/health-role-/.test(arn),
    )!;
    const policies = Object.values(sandbox.cloud.world.roles[role]!.policies);
    const statements = policies.flatMap(({ Statement }) => Statement as { Action: unknown }[]);
    return statements.flatMap(({ Action }) => Action as string | string[]);
  };

  it("comes up with the export it watches", async () => {
    const { changes, diagnostics, outputs } = await up();
    expect(Object.keys(changes)).to.deep.equal(["create"]);
    expect(diagnostics).to.deep.equal([]);
    const [fn] = Object.values(sandbox.cloud.world.functions);
    expect(fn!.configuration).to.include({
      FunctionName: outputs["functionName"],
      Runtime: "nodejs24.x",
    });
    expect(fn!.concurrency).to.equal(1);
    expect(Object.keys(sandbox.cloud.world.alarms)).to.have.length(2 * REGIONS.length + 2);
  });

  it("has nothing to change on the second up, and no drift", async () => {
    expect((await up()).changed).to.deep.equal([]);
    const { changed, error } = await engine.refresh();
    expect(error).to.equal(undefined);
    expect(changed).to.deep.equal([]);
  });

  it("has parts that status compares with the state: none differs, and each that does is reported", async () => {
    const { world } = sandbox.cloud;
    const args = ["status", "--stack", "test", "--state", "state.json", "--format", "json"];
    const found = async () => {
      const deployment = { resources: await engine.exportState() };
      const files = { ...stackFiles({}), "state.json": JSON.stringify({ deployment }) };
      const { out, err } = await runCommand(args, { env: sandbox.env, files });
      expect(err).to.equal("");
      const { findings } = JSON.parse(out) as { findings: { id: string; difference?: Part }[] };
      const parts = findings.filter(({ id }) => id === "healthPartDiffers" || id === "notChecked");
      return parts.map(({ difference }) => `${difference?.part} ${difference?.is}`);
    };
    // No address is part of this deployment.
    expect(await found()).to.deep.equal(["topic unsubscribed"]);
    const [schedule] = Object.values(world.schedules);
    const rule = Object.entries(world.rules).find(([arn]) => /forward-eu-west-1/.test(arn))![1];
    const [alarm] = Object.values(world.alarms);
    Object.assign(schedule!, { State: "DISABLED" });
    Object.assign(alarm!.settings, { ActionsEnabled: false });
    rule.state = "DISABLED";
    expect(await found()).to.deep.equal([
      ...["schedule disabled", "alarm withoutActions", "rule disabled", "topic unsubscribed"],
    ]);
    Object.assign(schedule!, { State: "ENABLED" });
    Object.assign(alarm!.settings, { ActionsEnabled: true });
    rule.state = "ENABLED";
  });

  it("checks the Regions with the function's own environment and rights", async () => {
    const exported = Date.now();
    for (const region of REGIONS) await sandbox.cloud.exportFinding(ACCOUNT, region);
    const { filters } = sandbox.cloud.world.detectors[`${ACCOUNT}/us-east-1`]!;
    filters["own-scanner"] = {
      ...{ action: "NOOP", description: "", rank: 1, tags: {} },
      criterion: { type: { equals: ["Recon:EC2/Portscan"] } },
    };
    const before = sandbox.cloud.calls.length;
    const { summary, lines } = await run();
    const passed = Math.ceil((Date.now() - exported) / 1000);
    delete filters["own-scanner"];
    expect(summary).to.deep.equal({ healthy: REGIONS, unhealthy: [], notChecked: [] });
    const calls = sandbox.cloud.calls.slice(before);
    expect(calls.filter(({ error }) => error !== undefined)).to.deep.equal([]);
    expect(new Set(calls.map(({ operation }) => operation))).to.deep.equal(
      new Set([
        ...["guardduty:GetDetector", "guardduty:DescribePublishingDestination", LISTS],
        ...["guardduty:GetFindingsStatistics", "s3:GetBucketPolicy", ...KEY_CALLS],
        ...["ListFilters", "ListIPSets", "ListTrustedEntitySets", "GetFilter", "ListMembers"].map(
          (call) => `guardduty:${call}`,
        ),
      ]),
    );
    expect(allowedActions().filter((action) => !ITS_RUNTIMES.includes(action))).to.have.members([
      "guardduty:GetDetector",
      "guardduty:GetFindingsStatistics",
      "guardduty:DescribePublishingDestination",
      // Once a destination is gone.
      "guardduty:ListPublishingDestinations",
      ...SUPPRESSION_ACTIONS,
      ...MEMBER_ACTIONS,
      ...["s3:ListBucket", "s3:GetBucketPolicy", ...KEY_CALLS],
    ]);
    for (const region of REGIONS) {
      expect(lines[region]!["FindingsAgeSeconds"]).to.be.within(0, passed);
    }
  });

  it("reports a deleted destination, which refresh and up repair", async () => {
    const detector = sandbox.cloud.world.detectors[`${ACCOUNT}/eu-west-1`]!;
    detector.destinations = {};
    expect((await run()).summary.unhealthy).to.deep.equal(["eu-west-1"]);
    await engine.refresh();
    const { changed } = await up();
    expect(changed).to.include(
      "create aws:guardduty/publishingDestination:PublishingDestination::findings-destination-eu-west-1",
    );
    expect(changed).to.include("update aws:lambda/function:Function::health-function");
    expect((await run()).summary.healthy).to.deep.equal(REGIONS);
    const [fn] = Object.values(sandbox.cloud.world.functions);
    const { Environment } = fn!.configuration as { Environment: { Variables: object } };
    const { settings } = fromEnvironment(Environment.Variables as { [name: string]: string });
    const known = settings!.regions.find(({ region }) => region === "eu-west-1");
    expect(Object.keys(detector.destinations)).to.deep.equal([known!.destinationId]);
  });

  it("reports a statement that is gone from the bucket policy, which refresh and up repair", async () => {
    const [bucket] = Object.values(sandbox.cloud.world.buckets);
    const statements = bucket!.policy!["Statement"] as { Sid: string }[];
    statements.splice(
      statements.findIndex(({ Sid }) => Sid.endsWith("PutObject")),
      1,
    );
    const { summary, lines } = await run();
    expect(summary.unhealthy).to.deep.equal(REGIONS);
    expect(lines["us-east-1"]!["Findings"][0].Id).to.equal("policyDrift");
    await engine.refresh();
    expect((await up()).changed).to.deep.equal([
      "update aws:s3/bucketPolicy:BucketPolicy::findings-bucket-policy",
    ]);
    expect((await run()).summary.healthy).to.deep.equal(REGIONS);
  });

  it("subscribes an e-mail address later without touching anything else", async () => {
    email = "oncall@example.com";
    expect((await up()).changed).to.deep.equal([
      "create aws:sns/topicSubscription:TopicSubscription::health-email",
    ]);
  });

  it("sends a call of another Region to the topic in plain words, and not one that is about something else", async () => {
    const { world } = sandbox.cloud;
    const [topic] = Object.entries(world.topics).find(([arn]) => arn.includes("health-topic"))!;
    const queueArn = `arn:aws:sqs:us-east-1:${ACCOUNT}:inbox`;
    const inbox = { policy: openToTopics(queueArn), attributes: {}, messages: [], tags: {} };
    world.queues[queueArn] = inbox;
    world.topics[topic]!.subscriptions["test"] = {
      ...{ protocol: "sqs", endpoint: queueArn, owner: ACCOUNT, pending: false },
      attributes: { RawMessageDelivery: "true" },
    };
    const bus = `arn:aws:events:eu-west-1:${ACCOUNT}:event-bus/default`;
    const { id } = world.detectors[`${ACCOUNT}/eu-west-1`]!;
    for (const detectorId of [id, "0".repeat(32)]) {
      route({ world, now: () => new Date() } as Aws, bus, deletion(detectorId));
    }
    const { messages } = world.queues[queueArn]!;
    delete world.queues[queueArn];
    expect(messages.map(({ body }) => body)).to.deep.equal([
      JSON.stringify(
        `GuardDuty export: DeleteDetector was called in eu-west-1 at 2026-11-24T10:00:00Z by arn:aws:iam::${ACCOUNT}:user/alice (request 0f1e2d3c). This changes or ends the export of the findings of that Region. If this was not intended, run pulumi preview --refresh to see what differs from the stack, then pulumi up to set it again. If something was deleted, run pulumi refresh first.`,
      ),
    ]);
  });

  it("has its messages of every Region arrive in `test --changes`, through the encrypted topic", async () => {
    const topicArn = Object.keys(sandbox.cloud.world.topics).find((arn) =>
      /health-topic/.test(arn),
    )!;
    const files = stackFiles({ regions: REGIONS, bucket: { prefix: "guardduty" } });
    const { out } = await runCommand(
      ["test", "--changes", "--stack", "prod", "--topic", topicArn, "--format", "json"],
      { env: sandbox.env, files },
    );
    const { regions } = JSON.parse(out) as { regions: { region: string; outcome: string }[] };
    expect(regions.map(({ region, outcome }) => [region, outcome])).to.deep.equal(
      REGIONS.map((region) => [region, "arrived"]),
    );
  });

  it("goes with the stack, and leaves nothing behind", async () => {
    const { error } = await engine.destroy();
    expect(error).to.equal(undefined);
    const { functions, schedules, logGroups, alarms, dashboards, roles, topics, queues, rules } =
      sandbox.cloud.world;
    const left = {
      functions,
      schedules,
      logGroups,
      alarms,
      dashboards,
      roles,
      topics,
      queues,
      rules,
    };
    for (const [what, resources] of Object.entries(left)) expect(resources, what).to.deep.equal({});
  });
});
