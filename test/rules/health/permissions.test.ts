import { expect } from "chai";

import { functionPolicy } from "../../../rules/health/permissions";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../../rules/regions";

const ACCOUNT = "111122223333";
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const queue = (name: string) => `arn:aws:sqs:us-east-1:${ACCOUNT}:${name.padEnd(80, "q")}`;

describe("The policy of the health check's role", () => {
  it("fits into the 10,240 characters of IAM with all Regions, the longest names and ten queues", () => {
    const policy = functionPolicy({
      detectorArns: [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS].map(
        (region) => `arn:aws:guardduty:${region}:${ACCOUNT}:detector/${"a".repeat(32)}`,
      ),
      bucketArn: `arn:aws:s3:::${"b".repeat(63)}`,
      folder: `${"p".repeat(512)}/AWSLogs/`,
      logGroupArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/lambda/${"f".repeat(64)}`,
      deadLetterQueueArn: queue("dead"),
      readsSettings: true,
      members: { autoEnable: "ALL", managedBy: "policy" } as never,
      ...{ keyArn: KEY, ownKey: true },
      policyOwners: { bucket: "shared", key: "stack" },
      delivery: {
        topicArn: `arn:aws:sns:us-east-1:${ACCOUNT}:${"t".repeat(256)}`,
        topicKeyArn: KEY,
        queueArns: Array.from({ length: 10 }, (_, at) => queue(String(at))),
        ownQueueArns: [],
      } as never,
    });
    expect(JSON.stringify(policy).length).to.be.at.most(10_240);
  });
});
