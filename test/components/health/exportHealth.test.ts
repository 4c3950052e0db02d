import * as pulumi from "@pulumi/pulumi";
import * as lambda from "@pulumi/aws/lambda";
import { expect } from "chai";

import type { ExportHealthArgs } from "../../../components/health/args";
import { ExportHealth } from "../../../components/health/exportHealth";
import { forwarded, fromEnvironment } from "../../../rules/health";
import type { Recording, RecordMocks, RecordOptions } from "../../../testing/recorder";
import { record, UNKNOWN } from "../../../testing/recorder";
import { healthBundle } from "../../../testing/lambda";

const ACCOUNT = "111122223333";
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
const id = (digit: string) => digit.repeat(32);
const ARGS: ExportHealthArgs = {
  regions: ["us-east-1", "me-south-1"],
  administratorAccountId: ACCOUNT,
  detectorIds: { "us-east-1": id("a"), "me-south-1": id("b") },
  destinationIds: { "us-east-1": id("c"), "me-south-1": id("d") },
  findingsUri: "s3://acme-findings/guardduty/AWSLogs/",
  keyArn: KEY,
};
const NAME = "guardduty-export-test-health";
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:oncall`;

/** What stands for the ARN of each resource. */
const arnOf = (name: string) => `arn:aws:of:us-east-1:${ACCOUNT}:${name}`;
const resource: RecordMocks["resource"] = ({ name, custom, preview, inputs }) =>
  custom === false || preview
    ? undefined
    : { id: name, state: { ...inputs, name, url: name, arn: arnOf(name) } };

const recorded = (more: Partial<ExportHealthArgs> = {}, options: RecordOptions = {}) =>
  record(
    () => {
      const { topicArn, dashboardName } = new ExportHealth("health", { ...ARGS, ...more });
      return { topicArn, dashboardName };
    },
    { project: "guardduty-export", stack: "test", mocks: { resource }, ...options },
  );
const list = ({ resources }: Recording) => resources.map(({ type, name }) => `${type} ${name}`);
const document = ({ find }: Recording, name: string) =>
  JSON.parse(find("aws:iam/rolePolicy:RolePolicy", name).inputs["policy"]).Statement;
const trust = ({ find }: Recording, name: string) =>
  JSON.parse(find("aws:iam/role:Role", name).inputs["assumeRolePolicy"]).Statement;

const IDENTITIES = [
  "aws:cloudwatch/dashboard:Dashboard health-dashboard",
  "aws:cloudwatch/eventRule:EventRule health-bucket-changes",
  "aws:cloudwatch/eventRule:EventRule health-detector-changes",
  "aws:cloudwatch/eventRule:EventRule health-forward-me-south-1",
  "aws:cloudwatch/eventRule:EventRule health-health-changes",
  "aws:cloudwatch/eventRule:EventRule health-key-changes",
  "aws:cloudwatch/eventRule:EventRule health-member-changes",
  "aws:cloudwatch/eventRule:EventRule health-organization-changes",
  "aws:cloudwatch/eventRule:EventRule health-reader-changes",
  "aws:cloudwatch/eventRule:EventRule health-service-events",
  "aws:cloudwatch/eventRule:EventRule health-suppression-changes",
  "aws:cloudwatch/eventTarget:EventTarget health-bucket-changes-target",
  "aws:cloudwatch/eventTarget:EventTarget health-detector-changes-target",
  "aws:cloudwatch/eventTarget:EventTarget health-forward-target-me-south-1",
  "aws:cloudwatch/eventTarget:EventTarget health-health-changes-target",
  "aws:cloudwatch/eventTarget:EventTarget health-key-changes-target",
  "aws:cloudwatch/eventTarget:EventTarget health-member-changes-target",
  "aws:cloudwatch/eventTarget:EventTarget health-organization-changes-target",
  "aws:cloudwatch/eventTarget:EventTarget health-reader-changes-target",
  "aws:cloudwatch/eventTarget:EventTarget health-service-events-target",
  "aws:cloudwatch/eventTarget:EventTarget health-suppression-changes-target",
  "aws:cloudwatch/logGroup:LogGroup health-log-group",
  "aws:cloudwatch/metricAlarm:MetricAlarm health-failed-runs",
  "aws:cloudwatch/metricAlarm:MetricAlarm health-not-reporting-me-south-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm health-not-reporting-us-east-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm health-undelivered-changes",
  "aws:cloudwatch/metricAlarm:MetricAlarm health-unhealthy-me-south-1",
  "aws:cloudwatch/metricAlarm:MetricAlarm health-unhealthy-us-east-1",
  "aws:iam/role:Role health-forward-role",
  "aws:iam/role:Role health-role",
  "aws:iam/role:Role health-schedule-role",
  "aws:iam/rolePolicy:RolePolicy health-forward-role-policy",
  "aws:iam/rolePolicy:RolePolicy health-role-policy",
  "aws:iam/rolePolicy:RolePolicy health-schedule-role-policy",
  "aws:kms/key:Key health-topic-key",
  "aws:lambda/function:Function health-function",
  "aws:scheduler/schedule:Schedule health-schedule",
  "aws:sns/topic:Topic health-topic",
  "aws:sns/topicPolicy:TopicPolicy health-topic-policy",
  "aws:sqs/queue:Queue health-dead-letter-queue",
  "aws:sqs/queue:Queue health-undelivered-me-south-1",
  "aws:sqs/queue:Queue health-undelivered-us-east-1",
  "aws:sqs/queuePolicy:QueuePolicy health-dead-letter-queue-policy",
  "aws:sqs/queuePolicy:QueuePolicy health-undelivered-policy-me-south-1",
  "aws:sqs/queuePolicy:QueuePolicy health-undelivered-policy-us-east-1",
];

describe("ExportHealth", () => {
  before(healthBundle);

  for (const preview of [false, true]) {
    it(`registers what it always has${preview ? ", previewed" : ""}`, async () => {
      const recording = await recorded({}, { preview });
      expect(list(recording)).to.deep.equal(IDENTITIES);
      for (const { name, parent } of recording.resources) {
        expect(parent?.name, name).to.equal("health");
      }
    });
  }

  it("is in the home Region, but for what hands on events of the others", async () => {
    const { resources } = await recorded({ homeRegion: "us-east-1" });
    for (const { type, name, inputs } of resources) {
      if (type.startsWith("aws:iam/")) continue;
      const elsewhere = /^health-forward|^health-undelivered-.*me-south-1$/.test(name);
      const region = elsewhere ? "me-south-1" : "us-east-1";
      expect(inputs["region"], name).to.equal(region);
    }
  });

  it("takes an export's outputs before they are known", async () => {
    const later = <T>(value: T) => pulumi.output(value);
    const { find, outputs } = await recorded(
      {
        administratorAccountId: later(ACCOUNT),
        detectorIds: later({ "us-east-1": id("a"), "me-south-1": id("b") }),
        destinationIds: { "us-east-1": later(id("c")), "me-south-1": id("d") },
        findingsUri: later("s3://acme-findings/AWSLogs/"),
        keyArn: later(KEY),
      },
      { preview: true },
    );
    expect(find("aws:cloudwatch/dashboard:Dashboard").inputs["dashboardBody"]).to.equal(UNKNOWN);
    expect(outputs["dashboardName"]).to.equal(NAME);
  });

  it("runs the newest Node.js that Lambda has, on arm64, once at a time", async () => {
    const { find } = await recorded();
    const { runtime, code, environment, ...inputs } = find("aws:lambda/function:Function").inputs;
    const versions = Object.values(lambda.Runtime).flatMap(
      (name) => /^nodejs(\d+)/.exec(name)?.[1] ?? [],
    );
    expect(runtime).to.equal(`nodejs${Math.max(...versions.map(Number))}.x`);
    expect(inputs).to.deep.include({
      architectures: ["arm64"],
      handler: "handler.handler",
      timeout: 60,
      memorySize: 256,
      reservedConcurrentExecutions: 1,
    });
    expect(inputs["loggingConfig"].logFormat).to.equal("Text");
    expect(inputs).not.to.have.property("layers");
    expect(code).to.not.equal(undefined);
    expect(fromEnvironment(environment.variables).settings).to.deep.equal({
      exportName: NAME,
      administratorAccountId: ACCOUNT,
      destinationArn: "arn:aws:s3:::acme-findings/guardduty",
      keyArn: KEY,
      findingPublishingFrequency: undefined,
      regions: [
        { region: "us-east-1", detectorId: id("a"), destinationId: id("c") },
        { region: "me-south-1", detectorId: id("b"), destinationId: id("d") },
      ],
    });
  });

  it("reads the settings of the bucket where it is of the same account and they are to be compared", async () => {
    const bucketSettings = { retentionDays: 400 };
    const readsIn = async (args: object) => {
      const recording = await recorded(args);
      const { environment } = recording.find("aws:lambda/function:Function").inputs;
      const statements = document(recording, "health-role-policy") as { Sid: string }[];
      return {
        variable: environment.variables["BUCKET_SETTINGS"],
        statement: statements.find(({ Sid }) => Sid === "GetBucketSettings"),
      };
    };
    expect(await readsIn({ bucketSettings })).to.deep.equal({
      variable: "noncurrent=30;retention=400",
      statement: {
        Sid: "GetBucketSettings",
        Effect: "Allow",
        Action: [
          ...["s3:GetBucketVersioning", "s3:GetBucketObjectLockConfiguration"],
          ...["s3:GetBucketPublicAccessBlock", "s3:GetEncryptionConfiguration"],
          ...["s3:GetLifecycleConfiguration", "s3:GetBucketOwnershipControls"],
          "s3:GetReplicationConfiguration",
        ],
        Resource: "arn:aws:s3:::acme-findings",
      },
    });
    const none = { variable: undefined, statement: undefined };
    expect(await readsIn({})).to.deep.equal(none);
    expect(await readsIn({ bucketSettings, bucketAccountId: "444455556666" })).to.deep.equal(none);
  });

  it("may do exactly what it does", async () => {
    const recording = await recorded();
    const queue = arnOf("health-dead-letter-queue");
    const logs = arnOf("health-log-group");
    const fn = arnOf("health-function");
    const send = {
      Sid: "SendFailedRuns",
      Effect: "Allow",
      Action: "sqs:SendMessage",
      Resource: queue,
    };
    expect(document(recording, "health-role-policy")).to.deep.equal([
      {
        Sid: "GetDetectors",
        Effect: "Allow",
        Action: [
          "guardduty:GetDetector",
          "guardduty:GetFilter",
          "guardduty:GetIPSet",
          "guardduty:GetTrustedEntitySet",
        ],
        Resource: [
          `arn:aws:guardduty:me-south-1:${ACCOUNT}:detector/${id("b")}*`,
          `arn:aws:guardduty:us-east-1:${ACCOUNT}:detector/${id("a")}*`,
        ],
      },
      {
        Sid: "CountFindings",
        Effect: "Allow",
        Action: "guardduty:GetFindingsStatistics",
        Resource: "*",
      },
      {
        Sid: "ListSuppression",
        Effect: "Allow",
        Action: [
          "guardduty:ListFilters",
          "guardduty:ListIPSets",
          "guardduty:ListTrustedEntitySets",
        ],
        Resource: "*",
      },
      {
        Sid: "ReadMembers",
        Effect: "Allow",
        Action: [
          "guardduty:DescribeOrganizationConfiguration",
          "guardduty:GetMemberDetectors",
          "guardduty:ListMembers",
        ],
        Resource: "*",
      },
      {
        Sid: "DescribeDestinations",
        Effect: "Allow",
        Action: ["guardduty:DescribePublishingDestination", "guardduty:ListPublishingDestinations"],
        Resource: "*",
      },
      {
        Sid: "ListFindings",
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: "arn:aws:s3:::acme-findings",
        Condition: { StringLike: { "s3:prefix": "guardduty/AWSLogs/*" } },
      },
      { Sid: "DescribeKey", Effect: "Allow", Action: "kms:DescribeKey", Resource: KEY },
      {
        Sid: "WriteLog",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${logs}:*`,
      },
      send,
    ]);
    expect(document(recording, "health-schedule-role-policy")).to.deep.equal([
      { Sid: "RunHealthCheck", Effect: "Allow", Action: "lambda:InvokeFunction", Resource: fn },
      send,
    ]);
    expect(document(recording, "health-forward-role-policy")).to.deep.equal([
      {
        Sid: "ForwardEvents",
        Effect: "Allow",
        Action: "events:PutEvents",
        Resource: `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/default`,
      },
    ]);
  });

  describe("with the topic of new findings and the queues of readers", () => {
    const queueUrls = [`https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/siem`];
    const QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:siem`;
    const readsOf = async (more: Partial<ExportHealthArgs>) => {
      const recording = await recorded({ queueUrls, notificationTopicArn: TOPIC, ...more });
      const statements = document(recording, "health-role-policy") as { Sid: string }[];
      const code = recording.find("aws:lambda/function:Function", "health-function").inputs["code"];
      const { text } = await (await code.assets)["policies.json"];
      const sids = ["GetNotifications", "ReadTopic", "ReadTopicKey", "GetQueues"];
      return {
        may: statements.filter(({ Sid }) => sids.includes(Sid)),
        delivery: JSON.parse(await text).delivery,
      };
    };

    it("reads exactly these, and compares the way to the queues", async () => {
      const allow = (Sid: string, Action: unknown, Resource: unknown) => ({
        ...{ Sid, Effect: "Allow", Action, Resource },
      });
      expect(await readsOf({})).to.deep.equal({
        may: [
          allow("GetNotifications", "s3:GetBucketNotification", "arn:aws:s3:::acme-findings"),
          allow(
            "ReadTopic",
            [
              "sns:GetSubscriptionAttributes",
              "sns:GetTopicAttributes",
              "sns:ListSubscriptionsByTopic",
            ],
            TOPIC,
          ),
          allow("GetQueues", ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"], [QUEUE]),
        ],
        delivery: { topicArn: TOPIC, queueArns: [QUEUE], ownQueueArns: [] },
      });
    });

    it("reads the key of the topic, where it is given and of the account", async () => {
      const of = (accountId: string) => `arn:aws:kms:us-east-1:${accountId}:key/1a2b`;
      const topicKeyArn = of(ACCOUNT);
      const { may, delivery } = await readsOf({ notificationKeyArn: topicKeyArn });
      expect(may.find(({ Sid }) => Sid === "ReadTopicKey")).to.deep.include({
        ...{ Action: ["kms:DescribeKey", "kms:GetKeyPolicy"], Resource: topicKeyArn },
      });
      expect(delivery).to.deep.include({ topicKeyArn });
      const elsewhere = await readsOf({ notificationKeyArn: of("444455556666") });
      expect(elsewhere).to.deep.equal(await readsOf({}));
    });

    it("reads queues that a reader made with their dead-letter queues", async () => {
      const DEAD_LETTERS = `${QUEUE}-dead-letters`;
      const elsewhere = QUEUE.replace(ACCOUNT, "444455556666");
      const ownQueueArns = [QUEUE, DEAD_LETTERS, elsewhere];
      const { may, delivery } = await readsOf({ ownQueueArns });
      const ofQueues = may.find(({ Sid }) => Sid === "GetQueues");
      expect(ofQueues).to.deep.include({ Resource: [QUEUE, DEAD_LETTERS] });
      expect(delivery).to.deep.include({ ownQueueArns: [QUEUE, DEAD_LETTERS] });
    });

    it("reads none where the bucket is of another account, or no topic is given", async () => {
      const none = { may: [], delivery: undefined };
      expect(await readsOf({ bucketAccountId: "444455556666" })).to.deep.equal(none);
      expect(await readsOf({ notificationTopicArn: undefined })).to.deep.equal(none);
    });
  });

  describe("with the members of the export", () => {
    const members: NonNullable<ExportHealthArgs["members"]> = {
      accounts: [
        {
          ...{ accountId: "222233334444", email: "workload@example.com" },
          features: [{ name: "RDS_LOGIN_EVENTS", status: "DISABLED", regions: ["me-south-1"] }],
        },
      ],
      features: [{ name: "RDS_LOGIN_EVENTS", autoEnable: "NEW" }],
      exclude: ["333344445555"],
    };
    const sidsOf = async (more: NonNullable<ExportHealthArgs["members"]>) => {
      const statements = document(await recorded({ members: more }), "health-role-policy");
      const sids = (statements as { Sid: string }[]).map(({ Sid }) => Sid);
      return sids.filter((sid) => /^(ListAccounts|ListRoots|GetEffectivePolicies)$/.test(sid));
    };

    it("compares with them in the function's file, without e-mail addresses", async () => {
      const { find } = await recorded({ members });
      const { code } = find("aws:lambda/function:Function").inputs;
      const { text } = await (await code.assets)["members.json"];
      expect(JSON.parse(await text)).to.deep.equal({
        managedBy: "guardduty",
        accounts: [
          {
            accountId: "222233334444",
            features: [{ name: "RDS_LOGIN_EVENTS", regions: ["me-south-1"], status: "DISABLED" }],
          },
        ],
        features: [{ name: "RDS_LOGIN_EVENTS", autoEnable: "NEW" }],
        exclude: ["333344445555"],
      });
    });

    it("reads of AWS Organizations what they are compared with", async () => {
      expect(await sidsOf({ exclude: ["333344445555"] })).to.deep.equal([]);
      expect(await sidsOf(members)).to.deep.equal(["ListRoots"]);
      expect(await sidsOf({ autoEnable: "ALL" })).to.deep.equal(["ListAccounts", "ListRoots"]);
      const byPolicy = ["ListRoots", "GetEffectivePolicies"];
      expect(await sidsOf({ managedBy: "policy" })).to.deep.equal(byPolicy);
    });
  });

  describe("with the statements of the export", () => {
    const statements = (purpose: string) =>
      JSON.stringify([{ Sid: `GuardDutyExport0a1b2c3d${purpose}`, Effect: "Allow" }]);
    const POLICIES = {
      bucketPolicyStatements: statements("PutObject"),
      keyPolicyStatements: statements("GenerateDataKey"),
    };
    const BUCKET = "arn:aws:s3:::acme-findings";
    const read = (Sid: string, Action: string, Resource: string) => ({
      ...{ Sid, Effect: "Allow", Action, Resource },
    });
    const [ofBucket, ofState, ofKey, ofGrants] = [
      read("GetBucketPolicy", "s3:GetBucketPolicy", BUCKET),
      read("DescribeKey", "kms:DescribeKey", KEY),
      read("GetKeyPolicy", "kms:GetKeyPolicy", KEY),
      read("ListGrants", "kms:ListGrants", KEY),
    ];
    const ofBlock = [
      read("GetBlockPublicPolicy", "s3:GetBucketPublicAccessBlock", BUCKET),
      read("GetAccountBlockPublicPolicy", "s3:GetAccountPublicAccessBlock", "*"),
    ];
    const OTHER = "444455556666";
    const cases: [what: string, more: Partial<ExportHealthArgs>, may: object[]][] = [
      ["reads both policies of its account", POLICIES, [ofState, ofBucket, ofKey, ofGrants]],
      [
        "reads BlockPublicPolicy of a bucket whose policy others write too",
        { ...POLICIES, existingBucketPolicy: "merge" },
        [ofState, ofBucket, ...ofBlock, ofKey, ofGrants],
      ],
      [
        "reads the same of policies that their owners write",
        { ...POLICIES, existingBucketPolicy: "external", existingKeyPolicy: "external" },
        [ofState, ofBucket, ofKey],
      ],
      [
        "reads no bucket policy of another account",
        { ...POLICIES, existingBucketPolicy: "merge", bucketAccountId: OTHER },
        [ofState, ofKey, ofGrants],
      ],
      [
        "reads nothing of a key of another account",
        { ...POLICIES, keyArn: KEY.replace(ACCOUNT, OTHER) },
        [ofBucket],
      ],
      [
        "reads no policy that it has no statements of",
        { bucketPolicyStatements: POLICIES.bucketPolicyStatements },
        [ofState, ofBucket],
      ],
    ];
    for (const [what, more, may] of cases) {
      it(what, async () => {
        const found: { Sid: string }[] = document(await recorded(more), "health-role-policy");
        expect(found.filter(({ Sid }) => /Policy$|Key$|Grants$/.test(Sid))).to.deep.equal(may);
      });
    }

    it("compares with them in the function's file, with who writes each policy", async () => {
      const { find } = await recorded({ ...POLICIES, existingKeyPolicy: "merge" });
      const { code } = find("aws:lambda/function:Function").inputs;
      const { text } = await (await code.assets)["policies.json"];
      expect(JSON.parse(await text)).to.deep.equal({
        bucket: { owner: "stack", statements: JSON.parse(POLICIES.bucketPolicyStatements) },
        key: { owner: "shared", statements: JSON.parse(POLICIES.keyPolicyStatements) },
      });
    });

    it("fails with statements that are not an export's, once they are known", async () => {
      const more = { bucketPolicyStatements: pulumi.output("[]") };
      const thrown = await recorded(more).catch((error: Error) => error.message);
      expect(thrown).to.match(
        /bucketPolicyStatements: must be the output bucketPolicyStatements of GuardDutyExport/,
      );
    });
  });

  it("has roles that its services alone take, for this account", async () => {
    const recording = await recorded();
    const trusted = (Service: string, ofAccount: boolean) => [
      {
        Effect: "Allow",
        Principal: { Service },
        Action: "sts:AssumeRole",
        ...(ofAccount && { Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } }),
      },
    ];
    expect(trust(recording, "health-role")).to.deep.equal(trusted("lambda.amazonaws.com", false));
    expect(trust(recording, "health-schedule-role")).to.deep.equal(
      trusted("scheduler.amazonaws.com", true),
    );
    expect(trust(recording, "health-forward-role")).to.deep.equal(
      trusted("events.amazonaws.com", true),
    );
  });

  it("sends changes to its topic in plain words, those of other Regions by the bus of the home Region", async () => {
    const { find } = await recorded();
    const target = (name: string) => find("aws:cloudwatch/eventTarget:EventTarget", name);
    const { dependsOn, inputs } = target("health-bucket-changes-target");
    expect(inputs).to.include({ rule: "health-bucket-changes", arn: arnOf("health-topic") });
    expect(JSON.parse(inputs["inputTransformer"].inputTemplate)).to.match(
      /^GuardDuty export: <call> on the findings bucket was called in <region> at <time> by <who> \(request <request>\)\./,
    );
    // Until the topic's policy lets it in, a message is lost.
    expect(dependsOn).to.include("aws:sns/topicPolicy:TopicPolicy::health-topic-policy");
    expect(dependsOn).to.include(
      "aws:sqs/queuePolicy:QueuePolicy::health-undelivered-policy-us-east-1",
    );
    const forward = target("health-forward-target-me-south-1").inputs;
    expect(forward).to.include({
      rule: "health-forward-me-south-1",
      arn: `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/default`,
      roleArn: arnOf("health-forward-role"),
    });
    expect(forward).not.to.have.property("inputTransformer");
  });

  it("keeps what cannot be delivered, of its own rules alone, and sounds an alarm for it", async () => {
    const recording = await recorded();
    const { find, all } = recording;
    const queueOf = (region: string) => arnOf(`health-undelivered-${region}`);
    for (const { name, inputs } of all("aws:cloudwatch/eventTarget:EventTarget")) {
      const region = name.includes("forward") ? "me-south-1" : "us-east-1";
      expect(inputs["deadLetterConfig"], name).to.deep.equal({ arn: queueOf(region) });
    }
    const sources = (region: string) => {
      const { policy } = find(
        "aws:sqs/queuePolicy:QueuePolicy",
        `health-undelivered-policy-${region}`,
      ).inputs;
      const [{ Condition, ...statement }] = JSON.parse(policy).Statement;
      expect(statement).to.deep.equal({
        Sid: "SendUndelivered",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queueOf(region),
      });
      return Condition.ArnEquals["aws:SourceArn"];
    };
    const rules = all("aws:cloudwatch/eventRule:EventRule").map(({ name }) => name);
    const [forwards, own] = [true, false].map((is) =>
      rules.filter((name) => name.includes("forward") === is).map(arnOf),
    );
    expect(sources("us-east-1")).to.have.members(own!);
    expect([sources("me-south-1")]).to.deep.equal(forwards);
    const alarm = find("aws:cloudwatch/metricAlarm:MetricAlarm", "health-undelivered-changes");
    const [sum, ...metrics] = alarm.inputs["metricQueries"];
    expect(sum).to.include({ expression: "SUM(FILL(METRICS(), 0))", returnData: true });
    expect(metrics.map(({ metric }: { metric: object }) => metric)).to.have.deep.members(
      rules
        .filter((name) => !name.includes("forward"))
        .map((RuleName) => ({
          ...{ namespace: "AWS/Events", metricName: "FailedInvocations" },
          ...{ dimensions: { RuleName }, stat: "Sum", period: 300 },
        })),
    );
    expect(alarm.inputs).to.deep.include({
      ...{ comparisonOperator: "GreaterThanThreshold", threshold: 0, evaluationPeriods: 1 },
      alarmActions: [arnOf("health-topic")],
    });
  });

  it("forwards the events of services without Regions from us-east-1 where that Region is not watched", async () => {
    const regions = ["eu-west-1"];
    const ids = { "eu-west-1": id("a") };
    const home = { ...{ regions, detectorIds: ids, destinationIds: ids }, homeRegion: "eu-west-1" };
    const { find } = await recorded({ ...home, keyArn: KEY.replace("us-east-1", "eu-west-1") });
    const { region, eventPattern } = find(
      "aws:cloudwatch/eventRule:EventRule",
      "health-forward-us-east-1",
    ).inputs;
    expect(region).to.equal("us-east-1");
    expect(JSON.parse(eventPattern)).to.deep.equal(forwarded(undefined, "health"));
  });

  it("watches its topic, that of new findings and the queues of readers", async () => {
    const queueUrls = [`https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/siem`];
    const { find } = await recorded({ queueUrls, notificationTopicArn: TOPIC });
    const { eventPattern } = find(
      "aws:cloudwatch/eventRule:EventRule",
      "health-reader-changes",
    ).inputs;
    const alternatives = JSON.parse(eventPattern).detail.$or as { requestParameters: object }[];
    expect(alternatives.map(({ requestParameters }) => requestParameters)).to.deep.equal([
      { queueUrl: [{ suffix: `/${ACCOUNT}/siem` }] },
      { topicArn: [arnOf("health-topic"), TOPIC].sort() },
      { resourceArn: [arnOf("health-topic"), TOPIC].sort() },
      {
        subscriptionArn: [arnOf("health-topic"), TOPIC].map((arn) => ({ prefix: `${arn}:` })),
      },
    ]);
  });

  it("lets its alarms and EventBridge publish to its topic, and no other principal", async () => {
    const recording = await recorded();
    const topic = arnOf("health-topic");
    const publish = { Effect: "Allow", Action: "sns:Publish", Resource: topic };
    const { policy } = recording.find("aws:sns/topicPolicy:TopicPolicy").inputs;
    expect(JSON.parse(policy).Statement).to.deep.equal([
      {
        Sid: "PublishAlarms",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        ...publish,
        Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
      },
      {
        Sid: "PublishChanges",
        Principal: { Service: "events.amazonaws.com" },
        ...publish,
      },
    ]);
  });

  it("encrypts its topic under a key that they may use, EventBridge without a condition", async () => {
    const { find } = await recorded();
    const key = find("aws:kms/key:Key").inputs;
    const use = {
      Effect: "Allow",
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
      Resource: "*",
    };
    expect(JSON.parse(key["policy"]).Statement).to.deep.equal([
      {
        ...{ Sid: "AccountAdministration", Effect: "Allow", Action: "kms:*", Resource: "*" },
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      },
      {
        Sid: "PublishAlarms",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        ...use,
        Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
      },
      { Sid: "PublishChanges", Principal: { Service: "events.amazonaws.com" }, ...use },
    ]);
    expect(key["tags"]).to.deep.equal({ "guardduty-export": NAME });
    const { kmsMasterKeyId } = find("aws:sns/topic:Topic").inputs;
    expect(kmsMasterKeyId).to.equal(arnOf("health-topic-key"));
  });

  it("notifies a topic that exists, and leaves its policy alone", async () => {
    const recording = await recorded({ topicArn: TOPIC });
    expect(list(recording).filter((one) => one.includes("aws:sns/"))).to.deep.equal([]);
    for (const { inputs } of recording.all("aws:cloudwatch/metricAlarm:MetricAlarm")) {
      expect(inputs["alarmActions"]).to.deep.equal([TOPIC]);
      expect(inputs["okActions"]).to.deep.equal([TOPIC]);
    }
    expect(recording.outputs["topicArn"]).to.equal(TOPIC);
  });

  it("subscribes an e-mail address when one is given", async () => {
    const { find } = await recorded({ email: "oncall@example.com" });
    expect(find("aws:sns/topicSubscription:TopicSubscription", "health-email").inputs).to.include({
      protocol: "email",
      endpoint: "oncall@example.com",
    });
  });

  it("sounds an alarm for a Region that is not healthy, and another for one that does not report", async () => {
    const { find } = await recorded({ intervalMinutes: 30 });
    const of = (name: string) => find("aws:cloudwatch/metricAlarm:MetricAlarm", name).inputs;
    const common = {
      namespace: "GuardDutyExport",
      metricName: "Healthy",
      dimensions: { Export: NAME, Region: "me-south-1" },
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      period: 1800,
    };
    expect(of("health-unhealthy-me-south-1")).to.deep.include({
      ...common,
      statistic: "Minimum",
      evaluationPeriods: 1,
      treatMissingData: "ignore",
    });
    expect(of("health-not-reporting-me-south-1")).to.deep.include({
      ...common,
      statistic: "SampleCount",
      evaluationPeriods: 3,
      treatMissingData: "breaching",
    });
  });

  it("sounds an alarm for a run that failed, until its message is removed from the queue", async () => {
    const { find } = await recorded();
    const { alarmDescription, ...alarm } = find(
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "health-failed-runs",
    ).inputs;
    expect(alarm).to.deep.include({
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "health-dead-letter-queue" },
      statistic: "Maximum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      period: 300,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmActions: [arnOf("health-topic")],
      okActions: [arnOf("health-topic")],
    });
    expect(alarmDescription).to.contain("3. Purge the queue");
  });

  it("says in every alarm what to do, within the 1,024 characters that CloudWatch takes", async () => {
    const name = "x".repeat(35);
    const named = { project: "p".repeat(100), stack: "s".repeat(100) };
    const { all } = await record(() => new ExportHealth(name, ARGS), named);
    const alarms = all("aws:cloudwatch/metricAlarm:MetricAlarm");
    expect(alarms).to.have.length(6);
    for (const { inputs } of alarms) {
      expect(inputs["alarmDescription"]).to.contain("Fix: 1. ");
      expect(inputs["alarmDescription"].length).to.be.at.most(1024);
    }
  });

  it("shows each Region in a row of its own", async () => {
    const { find, all } = await recorded();
    const { widgets } = JSON.parse(
      find("aws:cloudwatch/dashboard:Dashboard").inputs["dashboardBody"],
    );
    const rows = new Map<number, string[]>();
    for (const { y, properties } of widgets)
      rows.set(y, [...(rows.get(y) ?? []), properties.title]);
    expect([...rows.values()]).to.deep.equal(
      ARGS.regions.map((region) => [
        region,
        `${region}: healthy (1) or not (0)`,
        `${region}: age of the newest finding, in seconds`,
      ]),
    );
    const shown = widgets.flatMap(
      ({ properties }: never) => (properties as { alarms?: string[] }).alarms ?? [],
    );
    expect(shown).to.have.members(
      all("aws:cloudwatch/metricAlarm:MetricAlarm")
        .filter(({ name }) => !/-(failed-runs|undelivered-changes)$/.test(name))
        .map(({ name }) => arnOf(name)),
    );
  });

  it("does not reserve concurrency where the account has too little", async () => {
    const { find } = await recorded({ reserveConcurrency: false });
    const { reservedConcurrentExecutions } = find("aws:lambda/function:Function").inputs;
    expect(reservedConcurrentExecutions).to.equal(-1);
  });

  it("says that it does not see changes of a bucket and key in another account", async () => {
    const { logs } = await recorded({ keyArn: KEY.replace(ACCOUNT, "444455556666") });
    expect(logs).to.deep.equal([
      {
        severity: "warning",
        message: `changes of the bucket and the key are recorded in account 444455556666, and the health check runs in account ${ACCOUNT}: the next health check reports them, and no message is sent at once. Fix: move the bucket and the key to account ${ACCOUNT}, or set intervalMinutes to the delay that you accept`,
      },
    ]);
    expect((await recorded()).logs).to.deep.equal([]);
  });

  it("hands on no events where AWS cannot, and says so", async () => {
    const regions = ["us-gov-west-1", "us-gov-east-1"];
    const ids = Object.fromEntries(regions.map((region) => [region, id("a")]));
    const recording = await recorded({
      regions,
      detectorIds: ids,
      destinationIds: ids,
      keyArn: `arn:aws-us-gov:kms:us-gov-west-1:${ACCOUNT}:key/1`,
    });
    expect(list(recording).filter((one) => one.includes("forward"))).to.deep.equal([]);
    expect(recording.logs.map(({ message }) => message)).to.deep.equal([
      "EventBridge does not forward events from us-gov-east-1 to us-gov-west-1 in partition aws-us-gov: for changes of detectors there, the next health check reports them, and no message is sent at once. Fix: deploy an export with a health check for each Region",
    ]);
  });

  it("fails for a Region without an id, when ids are known only later", async () => {
    const detectorIds = pulumi.output({ "us-east-1": id("a") });
    const { errors } = await recorded({ detectorIds }, { keepErrors: true });
    expect(errors).not.to.be.empty;
    for (const { message } of errors) {
      expect(message).to.match(
        /detectorIds\["me-south-1"\]: required property is missing; expected the id in me-south-1 that GuardDutyExport outputs\. Fix: set detectorIds\["me-south-1"\] to a value such as "\w+"$/,
      );
    }
  });

  it("watches a Region for which the export made no destination, and says so", async () => {
    const destinationIds = pulumi.output({ "us-east-1": id("c") });
    const { find, logs, errors } = await recorded({ destinationIds }, { keepErrors: true });
    expect(errors).to.deep.equal([]);
    expect(logs.map(({ message }) => message)).to.deep.equal([
      "no publishing destination in me-south-1: the health check reports this Region as unhealthy. Fix: apply the fix that the export reports for the Region, then run pulumi up",
    ]);
    const { variables } = find("aws:lambda/function:Function").inputs["environment"];
    expect(fromEnvironment(variables).settings?.regions).to.deep.equal([
      { region: "us-east-1", detectorId: id("a"), destinationId: id("c") },
      { region: "me-south-1", detectorId: id("b") },
    ]);
  });

  it("leaves everything but its own and what lists all Regions alone when a Region is added", async () => {
    const one = { ...ARGS, regions: ["us-east-1"] };
    const byName = ({ resources }: Recording) =>
      new Map(resources.map((r) => [r.name, JSON.stringify(r.inputs)]));
    const before = byName(await recorded(one));
    const after = byName(await recorded());
    const changed = [...after].filter(([name, inputs]) => before.get(name) !== inputs);
    expect(changed.map(([name]) => name).sort()).to.deep.equal([
      "health-dashboard",
      "health-detector-changes",
      "health-forward-me-south-1",
      "health-forward-role",
      "health-forward-role-policy",
      "health-forward-target-me-south-1",
      "health-function",
      "health-member-changes",
      "health-not-reporting-me-south-1",
      "health-role-policy",
      "health-suppression-changes",
      "health-undelivered-me-south-1",
      "health-undelivered-policy-me-south-1",
      "health-unhealthy-me-south-1",
    ]);
  });
});
