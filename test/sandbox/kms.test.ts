import { expect } from "chai";
import type { AwsError, Members } from "../../sandbox/cloud";
import {
  ADMIN,
  type Client,
  clientOf,
  exportWorld,
  keyArn,
  keyStatements,
  OTHER,
  policyOf,
  refusal,
} from "../../testing/worlds";

const KeyId = keyArn();

function put(client: Client, policy: unknown, more: Members = {}): Promise<Members> {
  const Policy = typeof policy === "string" ? policy : JSON.stringify(policy);
  return client.call("kms:PutKeyPolicy", { KeyId, Policy, ...more });
}

describe("KMS", () => {
  it("creates a key with the policy that leaves it to the account", async () => {
    const client = await clientOf({});
    const { KeyMetadata } = await client.call("kms:CreateKey", {
      Description: "findings",
      Tags: [{ TagKey: "a", TagValue: "1" }],
    });
    expect(KeyMetadata).to.include({ AWSAccountId: ADMIN, KeyState: "Enabled", Enabled: true });
    const { Policy } = await client.call("kms:GetKeyPolicy", { KeyId: KeyMetadata.KeyId });
    expect(JSON.parse(Policy).Statement[0].Principal).to.deep.equal({
      AWS: `arn:aws:iam::${ADMIN}:root`,
    });
  });

  it("finds a key by id, ARN, alias and alias's ARN, and in its Region only", async () => {
    const client = await clientOf();
    await client.call("kms:CreateAlias", { AliasName: "alias/findings", TargetKeyId: KeyId });
    const ids = [
      KeyId,
      KeyId.slice(KeyId.lastIndexOf("/") + 1),
      "alias/findings",
      `arn:aws:kms:us-east-1:${ADMIN}:alias/findings`,
    ];
    for (const id of ids) {
      const { KeyMetadata } = await client.call("kms:DescribeKey", { KeyId: id });
      expect(KeyMetadata.Arn).to.equal(KeyId);
    }
    const elsewhere = client.as(ADMIN, "eu-west-1");
    expect(await refusal(elsewhere.call("kms:DescribeKey", { KeyId }))).to.equal(
      "NotFoundException: Invalid arn us-east-1",
    );
    expect(await refusal(client.call("kms:DescribeKey", { KeyId: "alias/none" }))).to.equal(
      `NotFoundException: Alias arn:aws:kms:us-east-1:${ADMIN}:alias/none is not found.`,
    );
  });

  it("refuses a policy that locks its account out, unless the check is bypassed", async () => {
    const client = await clientOf();
    const { generate } = keyStatements();
    expect(await refusal(put(client, policyOf({ generate })))).to.equal(
      "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.",
    );
    await put(client, policyOf({ generate }), { BypassPolicyLockoutSafetyCheck: true });
    expect(await refusal(put(client, policyOf(keyStatements())))).to.match(
      /^AccessDeniedException: /,
    );
  });

  // Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
  it("has the caller's account, and no service, in the context of a direct call", async () => {
    const client = await clientOf();
    const other = client.as(OTHER);
    const describeUnder = async (Condition: Members): Promise<string> => {
      const describes = {
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "kms:DescribeKey",
        Resource: "*",
        Condition,
      };
      await put(client, policyOf({ ...keyStatements(), describes } as never));
      return other.call("kms:DescribeKey", { KeyId }).then(
        () => "allowed",
        ({ code }: AwsError) => code,
      );
    };
    const byAccount = (id: string) => ({ StringEquals: { "kms:CallerAccount": id } });
    expect(await describeUnder(byAccount(OTHER))).to.equal("allowed");
    expect(await describeUnder(byAccount(ADMIN))).to.equal("AccessDeniedException");
    const viaS3 = { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } };
    expect(await describeUnder(viaS3)).to.equal("AccessDeniedException");
    expect(await describeUnder({ Null: { "kms:ViaService": "true" } })).to.equal("allowed");
  });

  it("refuses more than 32768 bytes", async () => {
    const client = await clientOf();
    const text = (bytes: number) => {
      const policy = { ...policyOf(keyStatements()), Id: "" };
      return JSON.stringify({ ...policy, Id: "x".repeat(bytes - JSON.stringify(policy).length) });
    };
    await put(client, text(32_768));
    expect(await refusal(put(client, text(32_769)))).to.match(/^LimitExceededException: /);
  });

  const malformed: [name: string, change: (statements: Members) => void, text: RegExp][] = [
    [
      "a service principal of no Region",
      (all) => (all["generate"].Principal.Service = "guardduty.moon.amazonaws.com"),
      /invalid service principals/,
    ],
    [
      "a principal that is none",
      (all) => (all["generate"].Principal = { AWS: "unknown" }),
      /invalid principals/,
    ],
    ["no resource", (all) => delete all["generate"].Resource, /Missing required field Resource/],
    ["no principal", (all) => delete all["generate"].Principal, /Missing required field Principal/],
  ];
  for (const [name, change, text] of malformed) {
    it(`refuses a policy with ${name}`, async () => {
      const client = await clientOf();
      const statements = keyStatements();
      change(statements);
      const refused = await refusal(put(client, policyOf(statements)));
      expect(refused)
        .to.match(/^MalformedPolicyDocumentException: /)
        .and.match(text);
    });
  }

  it("refuses characters beyond Latin-1 before it reads the policy", async () => {
    const client = await clientOf();
    const statements = keyStatements();
    statements["root"].Sid = "日本";
    expect(await refusal(put(client, policyOf(statements)))).to.match(
      /^ValidationException: 1 validation error detected: Value '.+' at 'policy' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
    );
  });

  it("accepts the regional principal of an opt-in Region, enabled or not", async () => {
    const client = await clientOf();
    const statements = keyStatements();
    statements["generate"].Principal.Service = "guardduty.af-south-1.amazonaws.com";
    await put(client, policyOf(statements));
  });

  it("leaves a key to its policy: another account needs an Allow, and may not change it even so", async () => {
    const client = await clientOf(exportWorld());
    const other = client.as(OTHER);
    expect(await refusal(other.call("kms:DescribeKey", { KeyId }))).to.match(
      /^AccessDeniedException: User: arn:aws:iam::444455556666:root is not authorized/,
    );
    const all = { Effect: "Allow", Principal: { AWS: OTHER }, Action: "kms:*", Resource: "*" };
    await put(client, policyOf({ ...keyStatements(), all }));
    expect(await other.call("kms:DescribeKey", { KeyId })).to.have.property("KeyMetadata");
    expect(await refusal(put(other, policyOf(keyStatements())))).to.match(/^AccessDeniedException/);
  });

  it("turns rotation on, changes its period and turns it off", async () => {
    const client = await clientOf();
    const status = () => client.call("kms:GetKeyRotationStatus", { KeyId });
    await client.call("kms:EnableKeyRotation", { KeyId, RotationPeriodInDays: 180 });
    expect(await status()).to.include({ KeyRotationEnabled: true, RotationPeriodInDays: 180 });
    const short = client.call("kms:EnableKeyRotation", { KeyId, RotationPeriodInDays: 30 });
    expect(await refusal(short)).to.match(/^ValidationException/);
    await client.call("kms:DisableKeyRotation", { KeyId });
    expect(await status()).to.include({ KeyRotationEnabled: false });
  });

  it("has one key per alias", async () => {
    const client = await clientOf();
    const AliasName = "alias/findings";
    await client.call("kms:CreateAlias", { AliasName, TargetKeyId: KeyId });
    const again = client.call("kms:CreateAlias", { AliasName, TargetKeyId: KeyId });
    expect(await refusal(again)).to.equal(
      `AlreadyExistsException: An alias with the name arn:aws:kms:us-east-1:${ADMIN}:alias/findings already exists`,
    );
    const { KeyMetadata } = await client.call("kms:CreateKey");
    await client.call("kms:UpdateAlias", { AliasName, TargetKeyId: KeyMetadata.KeyId });
    const { Aliases } = await client.call("kms:ListAliases", { KeyId: KeyMetadata.KeyId });
    expect(Aliases).to.have.length(1);
    await client.call("kms:DeleteAlias", { AliasName });
    expect((await client.call("kms:ListAliases"))["Aliases"]).to.deep.equal([]);
    const reserved = client.call("kms:CreateAlias", {
      AliasName: "alias/aws/x",
      TargetKeyId: KeyId,
    });
    expect(await refusal(reserved)).to.match(/^InvalidAliasNameException/);
  });

  it("deletes a key after its window, and takes it back before", async () => {
    const client = await clientOf();
    const schedule = () =>
      client.call("kms:ScheduleKeyDeletion", { KeyId, PendingWindowInDays: 7 });
    expect(await schedule()).to.include({ KeyState: "PendingDeletion" });
    expect(await refusal(schedule())).to.equal(
      `KMSInvalidStateException: ${KeyId} is pending deletion.`,
    );
    expect(await refusal(put(client, policyOf(keyStatements())))).to.match(
      /^KMSInvalidStateException/,
    );
    await client.call("kms:CancelKeyDeletion", { KeyId });
    expect(client.cloud.world.keys[KeyId]?.state).to.equal("Disabled");
    await schedule();
    await client.cloud.advanceClock(7 * 86_400_000);
    expect(await refusal(client.call("kms:DescribeKey", { KeyId }))).to.equal(
      `NotFoundException: Key '${KeyId}' does not exist`,
    );
  });

  it("changes description and tags", async () => {
    const client = await clientOf();
    await client.call("kms:UpdateKeyDescription", { KeyId, Description: "new" });
    await client.call("kms:TagResource", { KeyId, Tags: [{ TagKey: "a", TagValue: "1" }] });
    await client.call("kms:TagResource", { KeyId, Tags: [{ TagKey: "b", TagValue: "2" }] });
    await client.call("kms:UntagResource", { KeyId, TagKeys: ["a"] });
    expect(client.cloud.world.keys[KeyId]).to.deep.include({
      description: "new",
      tags: { b: "2" },
    });
  });
});
