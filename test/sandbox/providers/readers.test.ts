import * as aws from "@pulumi/aws";
import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { expect } from "chai";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createCloud, SandboxCloud } from "../../../sandbox/cloud";
import { Providers, startProviders } from "../../../sandbox/providers";
import { Engine, openEngine } from "../../../testing/engine";

const account = "111122223333";
const queueArn = `arn:aws:sqs:us-east-1:${account}:inbox`;

/** Whatever carries findings to readers, in one program on the real engine. */
describe("sandbox/providers readers on the real engine", () => {
  let cloud: SandboxCloud;
  let providers: Providers;
  let engine: Engine;
  let workDir: string;

  before(async () => {
    workDir = await fs.mkdtemp(path.join(os.tmpdir(), "readers-"));
    cloud = await createCloud({
      caller: account,
      accounts: { "444455556666": {} },
      buckets: { logs: { account, region: "us-east-1" } },
    });
    providers = await startProviders(cloud);
    const ports = Object.entries(providers.ports).map(([name, port]) => `${name}:${port}`);
    engine = await openEngine({
      workDir,
      config: { "aws:region": "us-east-1", "gcp:project": "siem-project" },
      env: { PULUMI_DEBUG_PROVIDERS: ports.join() },
    });
  });
  after(async () => {
    await engine.close();
    await providers.close();
    await fs.rm(workDir, { recursive: true });
  });

  /** The engine's own files about the stack, as they are on disk. */
  async function stateFiles(): Promise<string[]> {
    const folder = path.join(workDir, "state/.pulumi/stacks");
    const names = await fs.readdir(folder, { recursive: true });
    const files = names.filter((name) => name.endsWith(".json"));
    return Promise.all(files.map((name) => fs.readFile(path.join(folder, name), "utf8")));
  }

  it("deploys, finds nothing to change, refreshes without drift, keeps the secret and destroys", async () => {
    const before = structuredClone(cloud.world);
    const up = await engine.up(program);
    expect(up.error).to.equal(undefined);
    expect(up.changes).to.deep.equal({ create: 28 });
    const again = await engine.up(program);
    expect([again.changed, again.error]).to.deep.equal([[], undefined]);
    const refreshed = await engine.refresh();
    expect([refreshed.changed, refreshed.error]).to.deep.equal([[], undefined]);

    const [user] = Object.values(cloud.world.users);
    const secret = Object.values(user!.accessKeys)[0]!.secret;
    const [feed] = Object.values(cloud.world.feeds);
    expect(JSON.stringify(feed!.details)).to.contain(secret);
    const [kept = "", ...others] = await stateFiles();
    expect(others).to.deep.equal([]);
    expect(kept).to.contain("ciphertext");
    const said = [up, again, refreshed].map(({ stdout }) => stdout).join("");
    expect(kept + said).not.to.contain(secret);

    const destroyed = await engine.destroy();
    expect(destroyed.error).to.equal(undefined);
    delete before.buckets["logs"]!.notification;
    delete cloud.world.buckets["logs"]!.notification;
    expect(cloud.world).to.deep.equal({ ...before, buses: cloud.world.buses });
  });
});

const allow = (...Statement: object[]) =>
  pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: Statement.map((one) => ({ Effect: "Allow", ...one })),
  });

async function program(): Promise<void> {
  const topic = new aws.sns.Topic("findings", { name: "findings" });
  const admits = new aws.sns.TopicPolicy("findings", {
    arn: topic.arn,
    policy: allow({
      Principal: { Service: "s3.amazonaws.com" },
      Action: "SNS:Publish",
      Resource: topic.arn,
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::logs" } },
    }),
  });
  const notification = new aws.s3.BucketNotification(
    "findings",
    {
      bucket: "logs",
      topics: [{ topicArn: topic.arn, events: ["s3:ObjectCreated:*"], filterSuffix: ".jsonl.gz" }],
    },
    { dependsOn: admits },
  );
  const dead = new aws.sqs.Queue("dead", { sqsManagedSseEnabled: true });
  const inbox = new aws.sqs.Queue("inbox", {
    name: "inbox",
    messageRetentionSeconds: 1209600,
    redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 5 }),
  });
  new aws.sqs.QueuePolicy("inbox", {
    queueUrl: inbox.url,
    policy: allow(
      {
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queueArn,
      },
      {
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queueArn,
      },
    ),
  });
  new aws.sns.TopicSubscription("inbox", {
    topic: topic.arn,
    protocol: "sqs",
    endpoint: inbox.arn,
    rawMessageDelivery: true,
  });

  const externalId = new random.RandomUuid("external");
  const role = new aws.iam.Role("reader", {
    assumeRolePolicy: allow({
      Principal: { AWS: "444455556666" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": externalId.result } },
    }),
  });
  const rights = allow(
    {
      Action: ["s3:GetObject", "s3:ListBucket"],
      Resource: ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
    },
    { Action: "sqs:*", Resource: inbox.arn },
  );
  new aws.iam.RolePolicy("reader", { role: role.name, policy: rights });
  const user = new aws.iam.User("reader", {});
  const userRights = new aws.iam.UserPolicy("reader", { user: user.name, policy: rights });
  const key = new aws.iam.AccessKey("reader", { user: user.name });
  new aws.iam.OpenIdConnectProvider("sentinel", {
    url: "https://sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/",
    clientIdLists: ["api://1462b192-27f7-4cb9-8523-0f4ecb54b47e"],
  });

  const location = "us";
  const instance = "0f6d3c1e-0000-4000-8000-000000000000";
  new gcp.chronicle.Feed(
    "findings",
    {
      location,
      instance,
      displayName: "findings",
      details: {
        logType: `projects/siem-project/locations/${location}/instances/${instance}/logTypes/GUARDDUTY`,
        feedSourceType: "AMAZON_SQS_V2",
        amazonSqsV2Settings: {
          queue: inbox.arn,
          s3Uri: "s3://logs/AWSLogs/",
          sourceDeletionOption: "NEVER",
          maxLookbackDays: 30,
          authentication: {
            sqsV2AccessKeySecretAuth: { accessKeyId: key.id, secretAccessKey: key.secret },
            awsIamRoleAuth: {},
          },
        },
      },
    },
    { dependsOn: [userRights, notification] },
  );

  const database = new aws.glue.CatalogDatabase("findings", { description: "Findings" });
  new aws.glue.CatalogTable("findings", {
    databaseName: database.name,
    name: "guardduty",
    parameters: { "projection.enabled": "true" },
    storageDescriptor: {
      location: "s3://logs/AWSLogs/",
      columns: [{ name: "id", type: "string" }],
      serDeInfo: { serializationLibrary: "org.openx.data.jsonserde.JsonSerDe" },
    },
  });
  const workgroup = new aws.athena.Workgroup("findings", {
    configuration: {
      bytesScannedCutoffPerQuery: 10_485_760,
      resultConfiguration: {
        outputLocation: "s3://results/",
        encryptionConfiguration: { encryptionOption: "SSE_S3" },
      },
    },
  });
  new aws.athena.NamedQuery("severity", {
    database: database.name,
    workgroup: workgroup.name,
    query: "SELECT severity, count(*) FROM guardduty GROUP BY severity",
  });

  const bus = new aws.cloudwatch.EventBus("findings", {});
  new aws.cloudwatch.EventBusPolicy("findings", {
    eventBusName: bus.name,
    policy: allow({
      Principal: { AWS: "444455556666" },
      Action: "events:PutEvents",
      Resource: bus.arn,
    }),
  });
  const rule = new aws.cloudwatch.EventRule("findings", {
    eventBusName: bus.name,
    eventPattern: JSON.stringify({ source: ["aws.guardduty"] }),
  });
  new aws.cloudwatch.EventTarget("findings", {
    rule: rule.name,
    eventBusName: bus.name,
    arn: inbox.arn,
    deadLetterConfig: { arn: dead.arn },
  });
  const putter = new aws.iam.Role("forward", {
    assumeRolePolicy: allow({
      Principal: { Service: "events.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
  });
  new aws.iam.RolePolicy("forward", {
    role: putter.name,
    policy: allow({ Action: "events:PutEvents", Resource: bus.arn }),
  });
  const away = new aws.cloudwatch.EventRule("forward", {
    region: "eu-west-1",
    eventPattern: JSON.stringify({ source: ["aws.guardduty"] }),
  });
  new aws.cloudwatch.EventTarget("forward", {
    region: "eu-west-1",
    rule: away.name,
    arn: bus.arn,
    roleArn: putter.arn,
  });
}
