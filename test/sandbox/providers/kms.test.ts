import { expect } from "chai";
import { checkAndCreate, failure, start, State } from "../../../testing/providers/client";
import { fakeCloud, FakeCloud, refuse } from "../../../testing/providers/fakeCloud";

const key = "aws:kms/key:Key";
const keyPolicy = "aws:kms/keyPolicy:KeyPolicy";
const alias = "aws:kms/alias:Alias";
const keyId = "00000001-0000-4000-8000-000000000000";
const arn = `arn:aws:kms:us-east-1:111122223333:key/${keyId}`;

describe("sandbox/providers kms", () => {
  let cloud: FakeCloud;
  let running: Awaited<ReturnType<typeof start>>;

  beforeEach(async () => {
    cloud = fakeCloud();
    running = await start(cloud);
  });
  afterEach(() => running.stop());

  async function update(type: string, old: State, program: object): Promise<State> {
    const [inputs] = await running.aws.check(type, "thing", program, old.inputs);
    cloud.operations();
    return running.aws.update(type, old, inputs);
  }

  it("makes a key in steps", async () => {
    const policy = JSON.stringify({ Statement: [] });
    const old = await checkAndCreate(running.aws, key, {
      policy,
      enableKeyRotation: true,
      isEnabled: false,
      deletionWindowInDays: 30,
      tags: { a: "b" },
    });
    expect(cloud.operations().slice(0, 4)).to.deep.equal([
      "kms:CreateKey",
      "kms:EnableKeyRotation",
      "kms:DisableKey",
      "kms:GetKeyPolicy",
    ]);
    expect(old.state).to.deep.include({
      id: keyId,
      keyId,
      arn,
      policy,
      enableKeyRotation: true,
      isEnabled: false,
      deletionWindowInDays: 30,
      tagsAll: { a: "b" },
    });
    expect((await running.aws.diff(key, old, old.inputs)).keys).to.deep.equal([]);
    const found = await running.aws.read(key, `${keyId}@us-east-1`);
    expect((await running.aws.diff(key, found, old.inputs)).keys).to.deep.equal([
      "deletionWindowInDays",
    ]);
  });

  it("keeps a key whose policy does not settle", async () => {
    cloud.override["kms:GetKeyPolicy"] = () => ({ Policy: '{"other":1}' });
    const { message, kept } = await failure(checkAndCreate(running.aws, key, { policy: "{}" }));
    expect(message).to.include(`waiting for KMS Key (${keyId}) policy update: timeout`);
    expect(kept?.id).to.equal(keyId);
  });

  it("tries a policy with a new principal again", async () => {
    let left = 2;
    cloud.override["kms:CreateKey"] = (input, caller) => {
      if (left-- > 0) return refuse("MalformedPolicyDocumentException", "principals")({}, caller);
      delete cloud.override["kms:CreateKey"];
      return { KeyMetadata: { KeyId: "k", ...input } };
    };
    cloud.override["kms:DescribeKey"] = () => ({ KeyMetadata: { KeyId: "k", Arn: "a" } });
    cloud.override["kms:GetKeyPolicy"] = () => ({ Policy: "{}" });
    cloud.override["kms:GetKeyRotationStatus"] = () => ({});
    cloud.override["kms:ListResourceTags"] = () => ({ Tags: [] });
    expect((await checkAndCreate(running.aws, key, {})).id).to.equal("k");
  });

  it("changes a key in the order in which each step is allowed", async () => {
    const old = await checkAndCreate(running.aws, key, { tags: { a: "b" } });
    await update(key, old, {
      isEnabled: false,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      description: "new",
      policy: '{"a":1}',
      tags: { c: "d" },
    });
    expect(cloud.operations().slice(0, 6)).to.deep.equal([
      "kms:EnableKeyRotation",
      "kms:UpdateKeyDescription",
      "kms:PutKeyPolicy",
      "kms:DisableKey",
      "kms:UntagResource",
      "kms:TagResource",
    ]);
    await update(key, old, { deletionWindowInDays: 7, tags: { a: "b" } });
    expect(cloud.operations()[0]).to.equal("kms:DescribeKey");
  });

  it("takes a key that waits for deletion for gone", async () => {
    const old = await checkAndCreate(running.aws, key, { deletionWindowInDays: 7 });
    await running.aws.delete(key, old);
    expect(cloud.calls.at(-1)?.input).to.deep.equal({ KeyId: keyId, PendingWindowInDays: 7 });
    expect((await running.aws.read(key, keyId, old)).id).to.equal("");
    cloud.override["kms:ScheduleKeyDeletion"] = refuse(
      "KMSInvalidStateException",
      "key is pending deletion.",
    );
    await running.aws.delete(key, old);
  });

  it("puts a policy over what is there and leaves AWS's default behind", async () => {
    await checkAndCreate(running.aws, key, {});
    const old = await checkAndCreate(running.aws, keyPolicy, { keyId, policy: '{"a":1}' });
    expect([old.id, old.state["keyId"]]).to.deep.equal([keyId, keyId]);
    await running.aws.delete(keyPolicy, old);
    expect(JSON.parse(cloud.calls.at(-1)?.input["Policy"])).to.deep.equal({
      Id: "default",
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Enable IAM User Permissions",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:root" },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    });
    cloud.operations();
    const bypassed = { ...old.state, bypassPolicyLockoutSafetyCheck: true };
    await running.aws.delete(keyPolicy, { ...old, state: bypassed });
    expect(cloud.operations()).to.deep.equal([]);
  });

  it("writes to the old key when the key of a policy changes, and only a changed policy", async () => {
    await checkAndCreate(running.aws, key, {});
    await checkAndCreate(running.aws, key, {});
    const other = keyId.replace("1", "2");
    const old = await checkAndCreate(running.aws, keyPolicy, { keyId, policy: "{}" });
    await update(keyPolicy, old, { keyId: other, policy: "{}" });
    expect(cloud.operations()).not.to.include("kms:PutKeyPolicy");
    await update(keyPolicy, old, { keyId: other, policy: '{"b":1}' });
    const put = cloud.calls.filter(({ operation }) => operation === "kms:PutKeyPolicy").at(-1);
    expect(put?.input).to.include({ KeyId: keyId, Policy: '{"b":1}' });
    const { message } = await failure(
      checkAndCreate(running.aws, keyPolicy, { keyId: "none", policy: "{}" }),
    );
    expect(message).to.match(/^attaching KMS Key policy \(none\): .*NotFoundException: /);
  });

  it("points an alias at a key, and at another in place", async () => {
    const old = await checkAndCreate(running.aws, alias, { name: "alias/a", targetKeyId: keyId });
    expect(old.state).to.include({ id: "alias/a", targetKeyArn: arn, targetKeyId: keyId });
    const next = await update(alias, old, { name: "alias/a", targetKeyId: "other" });
    expect(cloud.operations()[0]).to.equal("kms:UpdateAlias");
    await running.aws.delete(alias, next);
    expect((await running.aws.read(alias, "alias/a", next)).id).to.equal("");
  });
});
