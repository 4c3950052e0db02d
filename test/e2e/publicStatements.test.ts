import { expect } from "chai";

import { AwsError } from "../../sandbox/cloud/contract";
import type { CloudStack, Intercept } from "../../testing/cloudStack";
import { ACCOUNT, exportProgram, openCloudStack } from "../../testing/cloudStack";
import { BUCKET, bucketPolicyOfOthers, KEY_ARN, logArchive } from "../../testing/logArchive";
import { listOf } from "../../rules/policyDocument";

const program = exportProgram({
  regions: ["us-east-1"],
  bucket: { existing: { name: BUCKET }, prefix: "guardduty" },
  key: { existing: { arn: KEY_ARN } },
});

const SITE = {
  Sid: "Site",
  Effect: "Allow" as const,
  Principal: "*" as const,
  Action: "s3:GetObject",
  Resource: `arn:aws:s3:::${BUCKET}/site/*`,
};

const ON = { BlockPublicPolicy: true };
const OFF = { BlockPublicPolicy: false };

/** A log archive with a public site, and the settings of the bucket and of its account. */
function withSite(bucket: object, account: object) {
  const world = logArchive({
    ...bucketPolicyOfOthers,
    Statement: [...listOf(bucketPolicyOfOthers.Statement), SITE],
  });
  Object.assign(world.buckets![BUCKET]!, { publicAccessBlock: bucket });
  Object.assign(world.accounts![ACCOUNT]!, { publicAccessBlock: account });
  return world;
}

/** S3 and S3 Control refuse to show the settings. */
const refusing: Intercept = (cloud) => ({
  async call(caller, operation, input) {
    if (/^s3(control)?:GetPublicAccessBlock$/.test(operation)) {
      throw new AwsError("AccessDenied", "Access Denied", 403);
    }
    return cloud.call(caller, operation, input);
  },
});

const NAME =
  'Statement 6 "Site" of the bucket policy is public by the rules of S3 Block Public Access: ';
const REFUSED = `${NAME}BlockPublicPolicy is on for the bucket or its account, and S3 refuses to write the policy.`;

describe("A preview of an adopted bucket with a public statement", () => {
  let stack: CloudStack;
  afterEach(() => stack.close());

  const warned = async () => {
    const { diagnostics } = await stack.preview(program);
    return diagnostics
      .filter((line) => line.includes("S3 Block Public Access"))
      .map((line) => line.replace(/^warning: /, "").split("\n")[0]);
  };

  const cases: [what: string, bucket: object, account: object, said: string][] = [
    ["the bucket has BlockPublicPolicy", ON, OFF, REFUSED],
    ["its account has BlockPublicPolicy", OFF, ON, REFUSED],
    [
      "neither has BlockPublicPolicy",
      OFF,
      OFF,
      `${NAME}S3 accepts it, because BlockPublicPolicy is off for the bucket and its account.`,
    ],
  ];
  for (const [what, bucket, account, said] of cases) {
    it(`reports what S3 does with it where ${what}, as S3 then does`, async () => {
      stack = await openCloudStack(withSite(bucket, account));
      expect(await warned()).to.deep.equal([said]);
      const { error } = await stack.up(program);
      expect(error?.message.includes("BlockPublicPolicy") ?? false).to.equal(said === REFUSED);
    });
  }

  it("reports that the settings could not be read", async () => {
    stack = await openCloudStack(withSite(ON, ON), refusing);
    expect(await warned()).to.deep.equal([
      `${NAME}S3 refuses to write the policy if BlockPublicPolicy is on for the bucket or its account; could not check it: access denied (AccessDenied: Access Denied).`,
    ]);
  });
});
