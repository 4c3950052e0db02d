import { check } from "../../health/handler";
import { readArgs } from "../../rules/args";
import type { DeclaredMembers } from "../../rules/health";
import type { HealthSettings } from "../../rules/health/environment";
import { toEnvironment } from "../../rules/health/environment";
import type { ExpectedPolicies } from "../../rules/health/expectedPolicies";
import { fromPoliciesFile } from "../../rules/health/expectedPolicies";
import { forwardPolicy, toPoliciesFile } from "../../rules/health";
import { healthNames } from "../../rules/health/names";
import { MESSAGE_RETENTION_SECONDS, tlsOnlyQueuePolicy } from "../../rules/queues";
import {
  notificationConfiguration,
  notificationsKeyPolicy,
  queuePolicy,
  RECEIVES_BEFORE_DEAD_LETTER,
  topicPolicy,
} from "../../rules/readers";
import type { PolicyDocument } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import type { Members } from "../../sandbox/cloud";
import { setEnvironment } from "../environment";
import type { Deployed } from "../live/run";
import { addReaderRole } from "../live/readers";
import { deployed } from "../live/run";
import {
  ADMINISTRATOR,
  destinationId,
  detectorId,
  MANAGEMENT,
  MEMBER,
  stackFiles,
} from "../live/world";
import type { HealthPartArns } from "./healthParts";
import {
  createForward,
  createRole,
  createHealthParts,
  EMAIL,
  EXPORT_NAME,
  generated,
  HEALTH,
} from "./healthParts";
import type { Sdk } from "../sdkClient";
import { sdkAt } from "../sdkClient";

export const HERE = "us-east-1";
export const THERE = "eu-west-1";
const REGIONS = [HERE, THERE];
/** A member by invitation. */
export const INVITED = "333344445555";
/** An account outside the organization. */
export const OUTSIDE = "666677778888";
export const PREFIX = "guardduty";
/** An address that trusted lists have. */
export const TRUSTED_ADDRESS = "203.0.113.77";
const LISTS = "acme-lists";

const accountOf = (accountId: string) => ({
  accountId,
  assumeRoleArn: `arn:aws:iam::${accountId}:role/look`,
});

/** An export of an organization, with a protection plan for its members, and a bucket under Object Lock. */
export const ARGS = {
  regions: REGIONS,
  organization: {
    administrator: accountOf(ADMINISTRATOR),
    management: accountOf(MANAGEMENT),
    members: {
      autoEnable: "ALL",
      accounts: [{ accountId: INVITED, email: "invited@example.com" }],
      features: [{ name: "S3_DATA_EVENTS", autoEnable: "ALL" }],
    },
  },
  features: [{ name: "S3_DATA_EVENTS" }],
  bucket: { prefix: PREFIX, objectLock: { mode: "GOVERNANCE" as const, days: 30 } },
};

/** What else the stack deploys: a reader with a queue of its own, and the health check. */
const READER = {
  notifications: true,
  health: { email: EMAIL },
  readers: { siem: { role: { principalArns: [OUTSIDE], externalId: "ab-12" } } },
};
/** Names as Pulumi makes them. */
const TOPIC = "findings-notifications-topic-0a1b2c3";
const QUEUE = "findings-siem-queue-0a1b2c3";
const DEAD_LETTER_QUEUE = "findings-siem-dead-letter-queue-0a1b2c3";
/** The name of what the health check made, as Pulumi makes them. */
export const ofHealth = (name: string) => generated(`${HEALTH}-${name}`);

/** What has to arrive, or stay, while the export works. */
export const SIGNALS = [
  /** A finding of the administrator, of an organization's member and of an invited member, in the home Region. */
  ...(["administrator", "member", "invited"] as const),
  /** A finding of the administrator in another Region. */
  "elsewhere",
  /** A finding of the level HIGH. */
  "high",
  /** A finding about an address that others trust. */
  "address",
  /** The update of a finding that was there before. */
  "update",
  /** The message to a reader that a finding is there. */
  "notification",
  /** Findings that were there before, two days later. */
  "evidence",
] as const;
export type Signal = (typeof SIGNALS)[number];

/** What `status` or the health check answered. */
export interface Verdict {
  verdict: "healthy" | "unhealthy" | "notChecked";
  /** Ids of the findings of all Regions and of the whole, sorted, each once. */
  ids: string[];
}

/** A deployed export with a reader and messages of changes. */
export interface WatchedExport extends Omit<Deployed, "close"> {
  /** AWS's SDK as an account. */
  as(accountId: string, region?: string): Sdk;
  queueUrl: string;
  queueArn: string;
  deadLetterQueueUrl: string;
  deadLetterQueueArn: string;
  topicArn: string;
  /** The key of that topic. */
  topicKeyArn: string;
  subscriptionArn: string;
  /** The parts of the health check. */
  healthParts: HealthPartArns;
  detectorId: string;
  destinationId: string;
  /** Id of a finding that is there. */
  findingId: string;
  /** `s3://…` of a list with the trusted address. */
  listLocation: string;
  /** The signals that are lost as of now. */
  lost(): Promise<Signal[]>;
  status(): Promise<Verdict>;
  health(): Promise<Verdict>;
  /** The messages of changes since the last time: `<rule>: <text>`. */
  messages(): Promise<string[]>;
  close(): Promise<void>;
}

/** The statements of the two policies, which the stack alone writes. */
function policiesOf({ sandbox, bucketName, keyArn }: Deployed): ExpectedPolicies {
  const { buckets, keys } = sandbox.world();
  const of = (policy: unknown) => ({
    owner: "stack" as const,
    statements: listOf((policy as PolicyDocument).Statement),
  });
  const file = { bucket: of(buckets[bucketName]!.policy), key: of(keys[keyArn]!.policy) };
  return fromPoliciesFile(toPoliciesFile(file))!;
}

/** The members of the configuration. */
function declaredMembers(): DeclaredMembers {
  return readArgs("findings", ARGS).settings!.members;
}

export async function watchedExport({ unlocked = false } = {}): Promise<WatchedExport> {
  const { bucket, ...args } = ARGS;
  const deployedArgs = { ...args, bucket: unlocked ? { prefix: bucket.prefix } : bucket };
  const stack = await deployed(deployedArgs);
  const files = stackFiles({ ...deployedArgs, ...READER });
  const { sandbox, bucketName, keyArn } = stack;
  const { cloud } = sandbox;
  const restore = setEnvironment({ ...sandbox.env, AWS_PROFILE: undefined });
  completeMembers(stack);
  const as = (accountId: string, region = HERE) => sdkAt(sandbox.url, accountId, region);
  const administrator = as(ADMINISTRATOR);
  const reader = await createReader(administrator, bucketName);
  const policies = {
    ...policiesOf(stack),
    delivery: {
      ...{ topicArn: reader.topicArn, topicKeyArn: reader.topicKeyArn },
      queueArns: [reader.queueArn],
      ownQueueArns: [reader.queueArn, reader.deadLetterQueueArn],
    },
  };
  addReaderRole(sandbox.world(), {
    ...{ key: "siem", args: READER.readers.siem, keyArn, queueArn: reader.queueArn },
    findingsUri: `s3://${bucketName}/${PREFIX}/AWSLogs/`,
  });
  const settings: HealthSettings = {
    exportName: EXPORT_NAME,
    administratorAccountId: ADMINISTRATOR,
    destinationArn: `arn:aws:s3:::${bucketName}/${PREFIX}`,
    keyArn,
    findingPublishingFrequency: "SIX_HOURS",
    bucketSettings: {
      noncurrentVersionDays: 30,
      ...(!unlocked && { objectLock: ARGS.bucket.objectLock }),
    },
    regions: REGIONS.map((region, index) => ({
      ...{ region, detectorId: detectorId(index), destinationId: destinationId(index) },
    })),
  };
  const healthParts = await createHealthParts(administrator, {
    ...{ world: sandbox.world(), accountId: ADMINISTRATOR, region: HERE, settings, keyArn },
    ...{ bucketName, queueUrl: reader.queueUrl, readersTopicArn: reader.topicArn },
    readersTopicKeyArn: reader.topicKeyArn,
    ownQueueArns: [reader.queueArn, reader.deadLetterQueueArn],
  });
  await createForwards(as);
  await drain(administrator, healthParts.messagesUrl);
  await administrator.call("s3:CreateBucket", { Bucket: LISTS });
  await administrator.call("s3:PutObject", {
    ...{ Bucket: LISTS, Key: "trusted.txt", Body: Buffer.from(`${TRUSTED_ADDRESS}\n`) },
  });
  await cloud.exportFinding(ADMINISTRATOR, HERE);
  const own = Object.values(cloud.world.detectors[`${ADMINISTRATOR}/${HERE}`]!.findings);
  const finding = own[0] as { id: string; createdAt: string };
  const before = Object.keys(cloud.world.buckets[bucketName]!.objects);
  await drain(administrator, reader.queueUrl);

  const lost = async (): Promise<Signal[]> => {
    const arrives = async (
      accountId: string,
      region: string,
      options: Parameters<typeof cloud.exportFinding>[2] = {},
    ) => {
      const deliveries = await cloud.exportFinding(accountId, region, options);
      return deliveries.some(
        ({ administrator: by, bucket, key }) =>
          by === ADMINISTRATOR && bucket === bucketName && key !== undefined,
      );
    };
    const found: { [signal in Signal]: boolean } = {
      administrator: await arrives(ADMINISTRATOR, HERE),
      member: await arrives(MEMBER, HERE),
      invited: await arrives(INVITED, HERE),
      elsewhere: await arrives(ADMINISTRATOR, THERE),
      high: await arrives(ADMINISTRATOR, HERE, { type: "Object:S3/MaliciousFile" }),
      address: await arrives(ADMINISTRATOR, HERE, { remote: TRUSTED_ADDRESS }),
      update: await arrives(ADMINISTRATOR, HERE, { update: { ...finding, count: 2 } }),
      notification: (await drain(administrator, reader.queueUrl)).length > 0,
      evidence: true,
    };
    // Last, as time passes.
    await cloud.advanceClock(2 * 86_400_000);
    const left = cloud.world.buckets[bucketName]?.objects ?? {};
    found.evidence = before.every((key) => left[key] !== undefined);
    return SIGNALS.filter((signal) => !found[signal]);
  };
  return {
    ...stack,
    ...reader,
    healthParts,
    ...{ as, lost, detectorId: detectorId(0), destinationId: destinationId(0) },
    findingId: finding.id,
    listLocation: `s3://${LISTS}/trusted.txt`,
    async status() {
      const { data } = await stack.json(["status", "--stack", "prod"], { files });
      const all = [...data.findings, ...data.regions.flatMap((one: Members) => one["findings"])];
      return { verdict: data.verdict, ids: idsOf(all.map(({ id }) => id)) };
    },
    async health() {
      const lines: Members[] = [];
      const write = (line: string) => void lines.push(JSON.parse(line));
      await check(toEnvironment(settings), write, { policies, members: declaredMembers() });
      const verdicts = lines.map(({ Verdict: verdict }) => verdict);
      return {
        verdict: (["unhealthy", "notChecked", "healthy"] as const).find((one) =>
          verdicts.includes(one),
        )!,
        ids: idsOf(lines.flatMap(({ Findings }) => Findings.map(({ Id }: Members) => Id))),
      };
    },
    messages: async () => (await drain(administrator, healthParts.messagesUrl)).sort(),
    async close() {
      restore();
      await stack.close();
    },
  };
}

function idsOf(ids: string[]): string[] {
  return [...new Set(ids)].sort();
}

/** What the world of a deployment leaves out: the plan of each member, and the member by invitation. */
function completeMembers({ sandbox }: Deployed): void {
  const { detectors, accounts } = sandbox.world();
  const features = { S3_DATA_EVENTS: { status: "ENABLED" as const, additional: {} } };
  accounts[OUTSIDE] = { name: "outside", optedIn: [], roles: [] };
  accounts[INVITED] = {
    ...{ name: "invited", optedIn: [], roles: [accountOf(INVITED).assumeRoleArn] },
  };
  REGIONS.forEach((region, index) => {
    const detector = detectors[`${ADMINISTRATOR}/${region}`]!;
    detector.members[INVITED] = {
      ...{ email: "invited@example.com", relationshipStatus: "Enabled", viaOrganization: false },
    };
    detector.organizationConfiguration!.features = {
      S3_DATA_EVENTS: { autoEnable: "ALL", additional: {} },
    };
    const id = `9${detectorId(index).slice(1)}`;
    const theirs = detectors[`${MEMBER}/${region}`]!;
    detectors[`${INVITED}/${region}`] = { ...structuredClone(theirs), id };
    for (const [location, one] of Object.entries(detectors)) {
      if (location.endsWith(`/${region}`)) one.features = structuredClone(features);
    }
  });
}

type Reader = Pick<
  WatchedExport,
  | "queueUrl"
  | "queueArn"
  | "deadLetterQueueUrl"
  | "deadLetterQueueArn"
  | "topicArn"
  | "topicKeyArn"
  | "subscriptionArn"
>;

/** A queue that S3's notifications reach through a topic. */
async function createReader(sdk: Sdk, Bucket: string): Promise<Reader> {
  const arnOf = (service: string, name: string) =>
    `arn:aws:${service}:${HERE}:${ADMINISTRATOR}:${name}`;
  const topicArn = arnOf("sns", TOPIC);
  const ofTopic = topicPolicy(topicArn, `arn:aws:s3:::${Bucket}`, ADMINISTRATOR);
  const { KeyMetadata } = await sdk.call("kms:CreateKey", {
    Policy: JSON.stringify(notificationsKeyPolicy("aws", `arn:aws:s3:::${Bucket}`, ADMINISTRATOR)),
  });
  const { TopicArn } = await sdk.call("sns:CreateTopic", {
    Name: TOPIC,
    Attributes: { Policy: JSON.stringify(ofTopic), KmsMasterKeyId: KeyMetadata.Arn },
  });
  const queueArn = arnOf("sqs", QUEUE);
  const deadLetterQueueArn = arnOf("sqs", DEAD_LETTER_QUEUE);
  const common = { MessageRetentionPeriod: String(MESSAGE_RETENTION_SECONDS) };
  const { QueueUrl: deadLetterQueueUrl } = await sdk.call("sqs:CreateQueue", {
    QueueName: DEAD_LETTER_QUEUE,
    Attributes: { ...common, Policy: JSON.stringify(tlsOnlyQueuePolicy(deadLetterQueueArn)) },
  });
  const maxReceiveCount = RECEIVES_BEFORE_DEAD_LETTER;
  const { QueueUrl } = await sdk.call("sqs:CreateQueue", {
    QueueName: QUEUE,
    Attributes: {
      ...{ ...common, VisibilityTimeout: "300" },
      Policy: JSON.stringify(queuePolicy(queueArn, topicArn)),
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetterQueueArn, maxReceiveCount }),
    },
  });
  const { SubscriptionArn } = await sdk.call("sns:Subscribe", {
    ...{ TopicArn, Protocol: "sqs", Endpoint: queueArn, ReturnSubscriptionArn: true },
    Attributes: { RawMessageDelivery: "true" },
  });
  await sdk.call("s3:PutBucketNotificationConfiguration", {
    Bucket,
    NotificationConfiguration: notificationConfiguration(TopicArn, `${PREFIX}/AWSLogs/`),
  });
  return {
    ...{ queueUrl: QueueUrl, queueArn, deadLetterQueueUrl, deadLetterQueueArn },
    ...{ topicArn: TopicArn, topicKeyArn: KeyMetadata.Arn, subscriptionArn: SubscriptionArn },
  };
}

/** The rules that other accounts and Regions forward events of CloudTrail with. */
async function createForwards(as: WatchedExport["as"]): Promise<void> {
  const bus = `arn:aws:events:${HERE}:${ADMINISTRATOR}:event-bus/default`;
  for (const principal of [MANAGEMENT, MEMBER, INVITED]) {
    await as(ADMINISTRATOR).call("events:PutPermission", {
      ...{ Action: "events:PutEvents", Principal: principal, StatementId: `from-${principal}` },
    });
  }
  for (const [accountId, region, id] of [
    [ADMINISTRATOR, THERE, detectorId(1)],
    [MANAGEMENT, HERE, undefined],
    [INVITED, HERE, undefined],
  ] as const) {
    const isOwn = accountId === ADMINISTRATOR;
    const roleArn = isOwn
      ? await createForwardRole(as(ADMINISTRATOR), bus)
      : accountOf(accountId).assumeRoleArn;
    await createForward(as(accountId, region), { accountId, region, detectorId: id, bus, roleArn });
  }
}

function createForwardRole(sdk: Sdk, bus: string): Promise<string> {
  const { forwardRole: logicalName, forwardRolePolicy: policyName } = healthNames(HEALTH);
  const policy = JSON.stringify(forwardPolicy(bus));
  const role = { logicalName, policyName, service: "events.amazonaws.com", policy };
  return createRole(sdk, ADMINISTRATOR, role);
}

/** Takes every message off a queue. */
async function drain(sdk: Sdk, QueueUrl: string): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await sdk
      .call("sqs:ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 10 })
      .catch((): Members => ({}));
    if (Messages.length === 0) return bodies;
    for (const { Body, ReceiptHandle } of Messages) {
      bodies.push(JSON.parse(Body));
      await sdk.call("sqs:DeleteMessage", { QueueUrl, ReceiptHandle });
    }
  }
}
