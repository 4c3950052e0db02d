import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { ChronicleFeed } from "../../components/chronicle/chronicleFeed";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { FindingsReader } from "../../components/readers/findingsReader";
import { refusalOf } from "../../sandbox/cloud/access";
import { keyGuard } from "../../sandbox/cloud/kms/access";
import type { HttpServer } from "../../sandbox/http";
import { startHttp } from "../../sandbox/http";
import type { CloudStack } from "../../testing/cloudStack";
import { exampleWorld, openCloudStack } from "../../testing/cloudStack";
import type { Outcome } from "../../testing/engine";
import { summaryOf } from "../../testing/events";
import type { Credentials } from "../../testing/readerClient";
import {
  assumed,
  assumedByGoogle,
  readerClient,
  refusal,
  rootOf,
} from "../../testing/readerClient";

const PARTNER = "999900001111";
const SUBJECT = "104563210987654321098";
const INSTANCE = "0f6d3c1e-0000-4000-8000-000000000000";
const REGIONS = ["us-east-1", "eu-west-1", "me-south-1"];
const READERS = ["partner", "legacy", "google"] as const;
type Reader = (typeof READERS)[number];

interface Outputs {
  bucketName: string;
  keyArn: string;
  topicArn: string;
  partner: { roleArn: string; externalId: string; queueUrl: string };
  legacy: { userName: string; accessKeyId: string; queueUrl: string };
  google: { roleArn: string; queueUrl: string };
  byRole: { feedName: string };
  byKey: { feedName: string };
}

/** An export, three readers of it, and a feed of two of them. */
const program = (keyVersion: number) => async () => {
  const { bucketName, findingsUri, keyArn, notificationTopicArn } = new GuardDutyExport(
    "findings",
    { regions: REGIONS, bucket: { prefix: "guardduty" }, notifications: true },
  );
  const topicArn = notificationTopicArn as pulumi.Output<string>;
  const location = { findingsUri, keyArn, topicArn };
  const partner = new FindingsReader("partner", {
    ...location,
    role: { principalArns: [`arn:aws:iam::${PARTNER}:root`] },
  });
  const legacy = new FindingsReader("legacy", {
    ...location,
    preset: "chronicle",
    accessKey: { acknowledgeLongLivedKey: true, keyVersion },
  });
  const google = new FindingsReader("google", {
    ...location,
    preset: "chronicle",
    webIdentity: { subjects: [SUBJECT] },
  });
  const instance = { instance: INSTANCE, project: "siem-project", location: "us" };
  const byRole = new ChronicleFeed("by-role", {
    ...{ findingsUri, ...instance, queueArn: google.queueArn },
    role: { arn: google.roleArn as pulumi.Output<string>, subjectId: SUBJECT },
  });
  const byKey = new ChronicleFeed("by-key", {
    ...{ findingsUri, ...instance, queueArn: legacy.queueArn },
    accessKey: {
      id: legacy.accessKeyId as pulumi.Output<string>,
      secret: legacy.secretAccessKey as pulumi.Output<string>,
    },
  });
  return { bucketName, keyArn, topicArn, partner, legacy, google, byRole, byKey };
};

describe("Readers of the findings, on the real engine", () => {
  let stack: CloudStack;
  let server: HttpServer;
  let first: Outcome;
  let outputs: Outputs;

  before(async () => {
    stack = await openCloudStack({
      ...exampleWorld(),
      accounts: { ...exampleWorld().accounts, [PARTNER]: { name: "partner" } },
    });
    server = await startHttp(stack.cloud);
    first = await stack.up(program(1));
    outputs = first.outputs as unknown as Outputs;
  });

  after(async () => {
    await server?.close();
    await stack?.close();
  });

  const userOf = (name: string) => {
    const found = Object.entries(stack.cloud.world.users).find(([arn]) => arn.endsWith(`/${name}`));
    return found![1];
  };

  function credentialsOf(reader: Reader): Promise<Credentials> {
    const { partner, legacy, google } = outputs;
    if (reader === "google") return assumedByGoogle(server.url, google.roleArn, SUBJECT);
    if (reader === "partner") {
      return assumed(server.url, rootOf(PARTNER), partner.roleArn, partner.externalId);
    }
    const [key] = Object.entries(userOf(legacy.userName).accessKeys);
    const [accessKeyId, { secret }] = key!;
    return Promise.resolve({ accessKeyId, secretAccessKey: secret });
  }

  it("come up at once, and feeds too, which are refused as long as their identity may not read", () => {
    expect(first.error?.message).to.equal(undefined);
    const feeds = [outputs.byRole.feedName, outputs.byKey.feedName];
    expect(Object.keys(stack.cloud.world.feeds)).to.have.members(feeds);
  });

  it("make a feed only after policies, subscription and notification, whatever the engine does at once", async () => {
    const state = new Map((await stack.exportState()).map((one) => [one.urn, one]));
    const nameOf = (urn: string) => urn.split("::").at(-1) as string;
    /** Everything that has to be there before a resource is made. */
    function before(name: string): string[] {
      const [start] = [...state.keys()].filter((urn) => nameOf(urn) === name);
      const reached = new Set<string>();
      const visit = (urn: string) => {
        for (const next of (state.get(urn)?.["dependencies"] ?? []) as string[]) {
          if (!reached.has(next)) visit((reached.add(next), next));
        }
      };
      visit(start as string);
      return [...reached].map(nameOf);
    }
    const queue = (reader: string) => [`${reader}-queue-policy`, `${reader}-subscription`];
    const summaryOf = ["findings-notifications-topic-policy", "findings-bucket-notification"];
    expect(before("by-role-feed")).to.include.members([
      ...["google-role-policy", ...queue("google"), ...summaryOf],
    ]);
    expect(before("by-key-feed")).to.include.members([
      ...["legacy-user-policy", ...queue("legacy"), ...summaryOf],
    ]);
  });

  it("change nothing the second time, and are as they were deployed", async () => {
    expect((await stack.up(program(1))).changed).to.deep.equal([]);
    expect((await stack.refresh()).changed).to.deep.equal([]);
  });

  it("get no message before there is a finding: a marker is no finding", () => {
    const { buckets, queues } = stack.cloud.world;
    const keys = Object.keys(buckets[outputs.bucketName]!.objects);
    expect(keys).to.include("guardduty/");
    expect(Object.values(queues).flatMap(({ messages }) => messages)).to.deep.equal([]);
  });

  it("each get every finding of every Region, in S3's own words, and read it with their own identity", async () => {
    const delivered: string[] = [];
    for (const region of REGIONS) delivered.push(...(await stack.deliver(region)));
    expect(delivered).to.have.length(REGIONS.length);
    for (const reader of READERS) {
      const client = readerClient(server.url, await credentialsOf(reader));
      const { queueUrl } = outputs[reader];
      const summaryOf = await client.receive(queueUrl);
      expect(summaryOf.map(({ key }) => key).sort(), reader).to.deep.equal([...delivered].sort());
      const regions: unknown[] = [];
      for (const { bucket, key, receipt } of summaryOf) {
        const findings = await client.get(bucket, key);
        regions.push(...findings.map(({ region }) => region));
        await client.remove(queueUrl, receipt);
      }
      expect(regions.sort()).to.deep.equal([...REGIONS].sort());
      expect(await client.list(outputs.bucketName, "guardduty/AWSLogs/")).to.include.members(
        delivered,
      );
    }
    const left = Object.values(stack.cloud.world.queues).flatMap(({ messages }) => messages);
    expect(left).to.deep.equal([]);
  });

  for (const reader of READERS) {
    it(`${reader} can neither put nor delete, nor read outside of the findings' folder`, async () => {
      const [key] = await stack.deliver("us-east-1");
      const credentials = await credentialsOf(reader);
      const client = readerClient(server.url, credentials);
      const { bucketName } = outputs;
      const others = READERS.filter((other) => other !== reader);
      const refused: { [what: string]: () => Promise<unknown> } = {
        put: () => client.put(bucketName, "guardduty/AWSLogs/x"),
        "put the finding again": () => client.put(bucketName, key!),
        delete: () => client.delete(bucketName, key!),
        "get outside": () => client.get(bucketName, "guardduty/other"),
        "list outside": () => client.list(bucketName, "other/"),
        "list all": () => client.list(bucketName),
        "receive another's": () => client.receive(outputs[others[0]!].queueUrl),
        "receive the other's": () => client.receive(outputs[others[1]!].queueUrl),
      };
      for (const [what, call] of Object.entries(refused)) {
        expect(await refusal(call()), what).to.match(/^AccessDenied/);
      }
      expect(stack.cloud.world.buckets[bucketName]!.objects).to.have.property(key!);
    });

    it(`${reader} decrypts through S3 and can do nothing else with the key`, async () => {
      const { keyArn } = outputs;
      const { accessKeyId, sessionToken } = await credentialsOf(reader);
      const caller = stack.cloud.authenticate({ accessKeyId, sessionToken, region: "us-east-1" });
      const guard = keyGuard(keyArn, stack.cloud.world.keys[keyArn]!);
      const may = (action: string, service?: string) =>
        refusalOf(stack.cloud.world, caller, guard, {
          ...{ action, resource: keyArn },
          ...(service && { context: { "kms:ViaService": service } }),
        }) === undefined;
      const s3 = "s3.us-east-1.amazonaws.com";
      expect(may("kms:Decrypt", s3)).to.equal(true);
      const others = [
        may("kms:Decrypt"),
        may("kms:Decrypt", "s3.eu-west-1.amazonaws.com"),
        may("kms:Decrypt", "sqs.us-east-1.amazonaws.com"),
        ...["Encrypt", "GenerateDataKey", "ReEncryptFrom", "DescribeKey", "CreateGrant"].map(
          (action) => may(`kms:${action}`, s3),
        ),
      ];
      expect(others).to.deep.equal(others.map(() => false));
    });
  }

  it("are these identities alone: not without the external id, nor with another subject or key", async () => {
    const { partner, google, legacy } = outputs;
    const by = rootOf(PARTNER);
    expect(await refusal(assumed(server.url, by, partner.roleArn))).to.equal("AccessDenied");
    expect(await refusal(assumed(server.url, by, partner.roleArn, "guess"))).to.equal(
      "AccessDenied",
    );
    expect(await refusal(assumed(server.url, by, google.roleArn, "guess"))).to.equal(
      "AccessDenied",
    );
    expect(await refusal(assumedByGoogle(server.url, google.roleArn, "1"))).to.equal(
      "AccessDenied",
    );
    const unlisted = readerClient(server.url, by);
    expect(await refusal(unlisted.receive(legacy.queueUrl))).to.match(/^AccessDenied/);
    expect(await refusal(unlisted.list(outputs.bucketName, "guardduty/AWSLogs/"))).to.equal(
      "AccessDenied",
    );
  });

  it("keep the secret of a key out of state, outputs and what is printed", async () => {
    const { secretAccessKey } = await credentialsOf("legacy");
    const feed = stack.cloud.world.feeds[outputs.byKey.feedName];
    expect(JSON.stringify(feed!.details)).to.contain(secretAccessKey);
    const again = await stack.up(program(1));
    const state = await stack.stateText();
    expect(state).to.contain("legacy-access-key-1");
    for (const text of [state, JSON.stringify(summaryOf(again.events).outputs)]) {
      expect(text).not.to.contain(secretAccessKey);
    }
    const events = JSON.stringify(stack.events.filter(({ diagnosticEvent }) => diagnosticEvent));
    expect(first.stdout + again.stdout + events).not.to.contain(secretAccessKey);
  });

  it("rotate a key by its version: the new one is there before the old one goes", async () => {
    const [before] = Object.keys(userOf(outputs.legacy.userName).accessKeys);
    const { error, changed, steps } = await stack.up(program(2));
    expect(error?.message).to.equal(undefined);
    expect(changed).to.deep.equal([
      "create aws:iam/accessKey:AccessKey::legacy-access-key-2",
      "delete aws:iam/accessKey:AccessKey::legacy-access-key-1",
      "update gcp:chronicle/feed:Feed::by-key-feed",
    ]);
    const done = steps.filter(({ op }) => ["create", "update", "delete"].includes(op));
    expect(done.map(({ op }) => op)).to.deep.equal(["create", "update", "delete"]);
    const keys = Object.keys(userOf(outputs.legacy.userName).accessKeys);
    expect(keys).to.have.length(1);
    expect(keys).not.to.include(before);
  });
});
