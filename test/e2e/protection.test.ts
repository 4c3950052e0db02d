import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { LOCKED_KEY_ACTIONS } from "../../rules/policies";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, openCloudStack } from "../../testing/cloudStack";

const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const session = (name: string) => ({
  accountId: ACCOUNT,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/session`,
  region: "us-east-1",
});
const ROLES = ["deploy", "break-glass", "Administrator"];
const world = () => ({
  caller: ACCOUNT,
  accounts: { [ACCOUNT]: { optedIn: ["me-south-1"], roles: ROLES.map(roleArn) } },
});
const standard: GuardDutyExportArgs = {
  regions: ["us-east-1", "me-south-1"],
  organization: { administrator: { accountId: ACCOUNT, assumeRoleArn: roleArn("deploy") } },
  bucket: { prefix: "guardduty", objectLock: { mode: "GOVERNANCE", days: 30 } },
};
const locked: GuardDutyExportArgs = {
  ...standard,
  bucket: {
    ...standard.bucket,
    protection: "locked",
    breakGlassRoleArns: [roleArn("break-glass")],
  },
};

/** The code of the refusal of a call; `accepted` where there is none. */
async function outcome(
  { cloud }: CloudStack,
  role: string,
  operation: string,
  input: object,
): Promise<string> {
  try {
    await cloud.call(session(role) as never, operation, input as never);
    return "accepted";
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

const bucketOf = ({ cloud }: CloudStack) => Object.keys(cloud.world.buckets)[0] as string;
const keyOf = ({ cloud }: CloudStack) => Object.keys(cloud.world.keys)[0] as string;

/** Calls that change or remove evidence, each as the API takes it. */
const changes = (stack: CloudStack, finding: string): [operation: string, input: object][] => {
  const Bucket = bucketOf(stack);
  const KeyId = keyOf(stack);
  const { policy } = stack.cloud.world.buckets[Bucket]!;
  const VersionId = stack.cloud.world.buckets[Bucket]!.objects[finding]?.versionId;
  return [
    ["s3:DeleteObject", { Bucket, Key: finding }],
    ["s3:DeleteObject", { Bucket, Key: finding, VersionId, BypassGovernanceRetention: true }],
    ["s3:PutBucketPolicy", { Bucket, Policy: JSON.stringify(policy) }],
    ["s3:DeleteBucketPolicy", { Bucket }],
    ["s3:PutBucketVersioning", { Bucket, VersioningConfiguration: { Status: "Suspended" } }],
    [
      "s3:PutBucketLifecycleConfiguration",
      {
        Bucket,
        LifecycleConfiguration: {
          Rules: [{ ID: "a", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } }],
        },
      },
    ],
    [
      "s3:PutPublicAccessBlock",
      { Bucket, PublicAccessBlockConfiguration: { BlockPublicPolicy: false } },
    ],
    [
      "s3:PutBucketEncryption",
      {
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
        },
      },
    ],
    [
      "s3:PutObjectLockConfiguration",
      { Bucket, ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" } },
    ],
    ["s3:DeleteBucket", { Bucket }],
    ["kms:ScheduleKeyDeletion", { KeyId }],
    ["kms:DisableKey", { KeyId }],
    ["kms:PutKeyPolicy", { KeyId, Policy: JSON.stringify(stack.cloud.world.keys[KeyId]!.policy) }],
  ];
};

describe("A created bucket and key", () => {
  let stack: CloudStack;
  before(async () => {
    stack = await openCloudStack(world());
    await stack.deploy(standard);
  });
  after(() => stack.close());

  it("refuse a finding that an administrator of the account writes, and take GuardDuty's", async () => {
    const [finding] = await stack.deliver("me-south-1");
    const forged = { Bucket: bucketOf(stack), Body: "{}", Key: finding };
    const elsewhere = { ...forged, Key: "elsewhere" };
    expect(await outcome(stack, "Administrator", "s3:PutObject", forged)).to.equal("AccessDenied");
    expect(await outcome(stack, "Administrator", "s3:PutObject", elsewhere)).to.equal("accepted");
  });

  it("become locked by updates of the two policies alone", async () => {
    const { changed } = await stack.deploy(locked);
    expect(changed).to.eql([
      "update aws:kms/keyPolicy:KeyPolicy::findings-key-policy",
      "update aws:s3/bucketPolicy:BucketPolicy::findings-bucket-policy",
    ]);
    expect((await stack.deploy(locked)).changed).to.eql([]);
  });

  it("refuse each change of evidence by an administrator once they are locked", async () => {
    const [finding = ""] = await stack.deliver("us-east-1");
    const found = [];
    for (const [operation, input] of changes(stack, finding)) {
      found.push([operation, await outcome(stack, "Administrator", operation, input)]);
    }
    const refusal = (operation: string) =>
      operation.startsWith("kms:") ? "AccessDeniedException" : "AccessDenied";
    expect(found).to.eql(found.map(([operation]) => [operation, refusal(operation!)]));
    expect(found.filter(([name]) => LOCKED_KEY_ACTIONS.includes(name!))).to.have.length(3);
  });

  it("let the break-glass role change the policy, and the next up set it again", async () => {
    const Bucket = bucketOf(stack);
    const policy = structuredClone(stack.cloud.world.buckets[Bucket]!.policy) as unknown as {
      Statement: { Sid: string }[];
    };
    policy.Statement = policy.Statement.filter(({ Sid }) => !Sid.includes("DenyChanges"));
    const input = { Bucket, Policy: JSON.stringify(policy) };
    expect(await outcome(stack, "break-glass", "s3:PutBucketPolicy", input)).to.equal("accepted");
    await stack.refresh();
    expect((await stack.deploy(locked)).changed).to.eql([
      "update aws:s3/bucketPolicy:BucketPolicy::findings-bucket-policy",
    ]);
  });

  it("refuse a deployment whose role would lock itself out", async () => {
    const other: GuardDutyExportArgs = {
      ...locked,
      organization: { administrator: { accountId: ACCOUNT } },
    };
    const { error } = await stack.tryDeploy(other);
    expect(error?.message).to.contain(
      `bucket.breakGlassRoleArns: does not have the role that deploys, and arn:aws:iam::${ACCOUNT}:root could not change or destroy the locked bucket and key. Fix: deploy with an IAM role, and list its ARN in bucket.breakGlassRoleArns`,
    );
    expect(stack.cloud.world.buckets[bucketOf(stack)]).to.not.equal(undefined);
  });

  it("are destroyed by the deploying role with onDestroy delete", async () => {
    await stack.deploy({ ...locked, onDestroy: "delete" });
    const { error } = await stack.destroy();
    expect(error?.message).to.equal(undefined);
    expect(stack.cloud.world.buckets).to.eql({});
    expect(Object.values(stack.cloud.world.keys).map(({ state }) => state)).to.eql([
      "PendingDeletion",
    ]);
  });
});
