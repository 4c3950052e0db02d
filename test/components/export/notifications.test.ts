import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../../components/export/args";
import { EXPORTS, recordExport } from "../../../testing/exports";
import type { RecordedResource } from "../../../testing/recorder";

const NOTIFICATION = "aws:s3/bucketNotification:BucketNotification";
const TOPIC = "aws:sns/topic:Topic";
const TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy";
const notified = EXPORTS["notified"]!;
const statementsOf = ({ inputs }: RecordedResource) =>
  JSON.parse(inputs["policy"]).Statement as { [element: string]: unknown }[];
const bySid = (resource: RecordedResource, ending: string) =>
  statementsOf(resource).find(({ Sid }) => String(Sid).endsWith(ending));

describe("Notifications of new findings", () => {
  it("go to a topic that S3 alone publishes to, under a key of its own, and never of markers", async () => {
    const { find, outputs: _ } = await recordExport(notified);
    const { inputs, dependsOn } = find(NOTIFICATION);
    expect(inputs["topics"]).to.have.length(1);
    expect(inputs["topics"][0]).to.deep.include({
      events: ["s3:ObjectCreated:*"],
      filterPrefix: "guardduty/AWSLogs/",
      filterSuffix: ".jsonl.gz",
    });
    expect(dependsOn).to.include(`${TOPIC_POLICY}::findings-notifications-topic-policy`);
    const bucketArn = find("aws:s3/bucket:Bucket").inputs["bucket"];
    expect(bySid(find(TOPIC_POLICY), "PublishNewFindings")).to.deep.include({
      Principal: { Service: "s3.amazonaws.com" },
      Action: "sns:Publish",
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnEquals: { "aws:SourceArn": `arn:aws:s3:::${bucketArn}` },
      },
    });
    const key = find("aws:kms/key:Key", "findings-notifications-key");
    expect(statementsOf(key).map(({ Sid }) => Sid)).to.deep.equal([
      "AccountAdministration",
      "PublishNewFindings",
    ]);
    expect(find(TOPIC).inputs["kmsMasterKeyId"]).to.match(/^arn:aws:kms:us-east-1:/);
  });

  it("are in the bucket's account", async () => {
    const { all } = await recordExport({
      ...notified,
      organization: { administrator: { accountId: "111122223333" } },
      bucket: { account: { accountId: "444455556666" } },
    });
    for (const type of [TOPIC, TOPIC_POLICY, NOTIFICATION]) {
      expect(all(type).map(({ provider }) => provider)).to.deep.equal([
        "findings-bucket-us-east-1",
      ]);
    }
  });

  it("leave an existing bucket alone, and say what its owner adds", async () => {
    const topic = "arn:aws:sns:us-east-1:111122223333:findings";
    const args: GuardDutyExportArgs = { regions: ["us-east-1"], notificationTopicArn: topic };
    const { all, components } = await recordExport(args);
    expect(all(NOTIFICATION)).to.deep.equal([]);
    const [component] = components;
    expect(component!.outputs["notificationTopicArn"]).to.equal(topic);
    expect(JSON.parse(component!.outputs["notificationConfiguration"])).to.deep.equal({
      TopicConfigurations: [
        {
          Id: "GuardDutyFindings",
          TopicArn: topic,
          Events: ["s3:ObjectCreated:*"],
          Filter: {
            Key: {
              FilterRules: [
                { Name: "prefix", Value: "AWSLogs/" },
                { Name: "suffix", Value: ".jsonl.gz" },
              ],
            },
          },
        },
      ],
    });
  });
});

describe("Readers of other accounts", () => {
  const Principal = { AWS: "arn:aws:iam::999900001111:root" };
  const named = { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::999900001111:role/siem" } };

  it("are admitted by name to findings, and to the key through S3 alone", async () => {
    const { find } = await recordExport(notified);
    const bucketPolicy = find("aws:s3/bucketPolicy:BucketPolicy");
    expect(bySid(bucketPolicy, "ListFindings")).to.deep.include({
      Principal,
      Action: "s3:ListBucket",
      Condition: { ...named, StringLike: { "s3:prefix": "guardduty/AWSLogs/*" } },
    });
    expect(bySid(bucketPolicy, "GetFindings")).to.deep.include({
      Principal,
      Action: "s3:GetObject",
      Condition: named,
    });
    expect(bySid(find("aws:kms/keyPolicy:KeyPolicy"), "DecryptFindings")).to.deep.include({
      Principal,
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: { ...named, StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
    });
  });
});
