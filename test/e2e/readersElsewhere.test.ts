import { Provider } from "@pulumi/aws";
import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import type { FindingsReaderArgs } from "../../components/readers/args";
import { FindingsReader } from "../../components/readers/findingsReader";
import type { HttpServer } from "../../sandbox/http";
import { startHttp } from "../../sandbox/http";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, openCloudStack } from "../../testing/cloudStack";
import { BUCKET, KEY_ARN, logArchive } from "../../testing/logArchive";
import { assumed, readerClient, refusal, rootOf } from "../../testing/readerClient";

const ARCHIVE = "444455556666";
const KEYS = "555566667777";
const SIEM = "999900001111";
const deploy = (accountId: string) => `arn:aws:iam::${accountId}:role/deploy`;
const acting = (accountId: string) => ({ accountId, assumeRoleArn: deploy(accountId) });

describe("A reader of an existing bucket, on the real engine", () => {
  const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:archive`;
  const TRAIL = `arn:aws:sqs:us-east-1:${ACCOUNT}:trail`;
  const own = {
    QueueConfigurations: [
      {
        Id: "trail",
        QueueArn: TRAIL,
        Events: ["s3:ObjectCreated:*"],
        Filter: { Key: { FilterRules: [{ Name: "prefix", Value: "cloudtrail/" }] } },
      },
    ],
  };
  let stack: CloudStack;
  let server: HttpServer;

  const fromS3 = (Action: string, Resource: string) => ({
    policy: {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action, Resource },
      ],
    },
  });

  before(async () => {
    const world = logArchive();
    world.buckets![BUCKET]!.notification = own;
    world.topics = { [TOPIC]: fromS3("sns:Publish", TOPIC) };
    world.queues = { [TRAIL]: fromS3("sqs:SendMessage", TRAIL) };
    stack = await openCloudStack(world);
    server = await startHttp(stack.cloud);
  });
  after(async () => {
    await server?.close();
    await stack?.close();
  });

  const program = async () => {
    const { findingsUri, keyArn, notificationTopicArn, notificationConfiguration } =
      new GuardDutyExport("findings", {
        regions: ["us-east-1"],
        bucket: { existing: { name: BUCKET } },
        key: { existing: { arn: KEY_ARN } },
        notificationTopicArn: TOPIC,
      });
    const { roleArn, externalId, queueUrl } = new FindingsReader("siem", {
      ...{ findingsUri, keyArn, topicArn: notificationTopicArn },
      role: { principalArns: [`arn:aws:iam::${ACCOUNT}:root`] },
    });
    return { roleArn, externalId, queueUrl, notificationConfiguration };
  };

  it("leaves the bucket's notifications as they were, and gets messages once the owner adds the document", async () => {
    const { error, outputs } = await stack.up(program);
    expect(error?.message).to.equal(undefined);
    const { world } = stack.cloud;
    expect(world.buckets[BUCKET]!.notification).to.deep.equal(own);
    const { roleArn, externalId, queueUrl } = outputs as { [name: string]: string };
    const credentials = await assumed(server.url, rootOf(ACCOUNT), roleArn!, externalId);
    const reader = readerClient(server.url, credentials);
    await stack.deliver("us-east-1");
    expect(await reader.receive(queueUrl!)).to.deep.equal([]);

    const added = JSON.parse(outputs["notificationConfiguration"] as string) as object;
    const owner = stack.cloud.authenticate({ accessKeyId: ACCOUNT, region: "us-east-1" });
    await stack.cloud.call(owner, "s3:PutBucketNotificationConfiguration", {
      Bucket: BUCKET,
      NotificationConfiguration: { ...own, ...added },
    });
    const [key] = await stack.deliver("us-east-1");
    const [summaryOf, ...more] = await reader.receive(queueUrl!);
    expect([summaryOf?.key, more]).to.deep.equal([key, []]);
    expect(await reader.get(BUCKET, key!)).to.have.length(1);
    expect(JSON.stringify(world.queues[TRAIL]!.messages)).not.to.contain("AWSLogs");
    expect((await stack.up(program)).changed).to.deep.equal([]);
  });
});

describe("Readers of other accounts than the bucket's or the key's, on the real engine", () => {
  const readerOf = (accountId: string) => `arn:aws:iam::${accountId}:role/siem-reader`;
  let stack: CloudStack;
  let server: HttpServer;

  before(async () => {
    const accounts = [ACCOUNT, ARCHIVE, KEYS, SIEM];
    stack = await openCloudStack({
      caller: ACCOUNT,
      accounts: Object.fromEntries(accounts.map((id) => [id, { roles: [deploy(id)] }])),
    });
    server = await startHttp(stack.cloud);
  });
  after(async () => {
    await server?.close();
    await stack?.close();
  });

  /** A reader in the bucket's account with a queue, and two that list the bucket in the vendor's, one of which no policy admits. */
  const program = (readerArns: string[]) => async () => {
    const args: GuardDutyExportArgs = {
      regions: ["us-east-1"],
      organization: { administrator: acting(ACCOUNT) },
      bucket: { account: acting(ARCHIVE) },
      key: { account: acting(KEYS) },
      notifications: true,
      readerArns,
    };
    const { findingsUri, keyArn, bucketName, notificationTopicArn } = new GuardDutyExport(
      "findings",
      args,
    );
    const reader = (name: string, account: string, roleName: string, topicArn?: typeof keyArn) => {
      const assumeRoles = [{ roleArn: deploy(account) }];
      const provider = new Provider(name, { region: "us-east-1", assumeRoles });
      const readerArgs: FindingsReaderArgs = {
        ...{ findingsUri, keyArn, topicArn },
        role: {
          principalArns: [`arn:aws:iam::${SIEM}:root`],
          externalId: "agreed",
          name: roleName,
        },
      };
      return new FindingsReader(name, readerArgs, { provider });
    };
    const inArchive = reader("archive", ARCHIVE, "siem-reader", notificationTopicArn);
    const inSiem = reader("siem", SIEM, "siem-reader");
    const unlisted = reader("unlisted", SIEM, "unlisted");
    return {
      bucketName,
      queueUrl: inArchive.queueUrl,
      roles: [inArchive, inSiem, unlisted].map(({ roleArn }) => roleArn),
    };
  };

  it("read what the policies admit them to, by name, and no other identity of their account does", async () => {
    const up = () => stack.up(program([readerOf(ARCHIVE), readerOf(SIEM)]));
    const { error, outputs } = await up();
    expect(error?.message).to.equal(undefined);
    const { bucketName, queueUrl } = outputs as { [name: string]: string };
    const [key] = await stack.deliver("us-east-1");
    const [archive, siem, unlisted] = await Promise.all(
      (outputs["roles"] as string[]).map(async (roleArn) => {
        const credentials = await assumed(server.url, rootOf(SIEM), roleArn, "agreed");
        return readerClient(server.url, credentials);
      }),
    );
    expect((await archive!.receive(queueUrl!)).map((one) => one.key)).to.deep.equal([key]);
    for (const reader of [archive!, siem!]) {
      expect(await reader.list(bucketName!, "AWSLogs/")).to.include(key);
      expect(await reader.get(bucketName!, key!)).to.have.length(1);
      expect(await refusal(reader.put(bucketName!, key!))).to.equal("AccessDenied");
      expect(await refusal(reader.delete(bucketName!, key!))).to.equal("AccessDenied");
    }
    expect(await refusal(unlisted!.list(bucketName!, "AWSLogs/"))).to.equal("AccessDenied");
    expect(await refusal(unlisted!.get(bucketName!, key!))).to.equal("AccessDenied");
    expect((await up()).changed).to.deep.equal([]);
  });

  it("read no more once they are no longer admitted", async () => {
    const { error, outputs } = await stack.up(program([]));
    expect(error?.message).to.equal(undefined);
    const [key] = await stack.deliver("us-east-1");
    for (const roleArn of (outputs["roles"] as string[]).slice(0, 2)) {
      const credentials = await assumed(server.url, rootOf(SIEM), roleArn, "agreed");
      const reader = readerClient(server.url, credentials);
      const get = reader.get(outputs["bucketName"] as string, key!);
      expect(await refusal(get)).to.match(/^AccessDenied/);
    }
  });
});
