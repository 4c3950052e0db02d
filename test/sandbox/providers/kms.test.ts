import { expect } from "chai";
import { failure } from "../../../testing/providers/client";
import { refuse } from "../../../testing/providers/observedCloud";
import { ACCOUNT, providerSuite } from "../../../testing/providers/suite";

const key = "aws:kms/key:Key";
const keyPolicy = "aws:kms/keyPolicy:KeyPolicy";
const alias = "aws:kms/alias:Alias";

/** A policy under which the account can still change the key. */
const policyText = (Sid: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid,
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });

describe("sandbox/providers kms", () => {
  const suite = providerSuite();

  it("makes a key in steps", async () => {
    const policy = policyText("a");
    const old = await suite.make(key, {
      policy,
      enableKeyRotation: true,
      isEnabled: false,
      deletionWindowInDays: 30,
      tags: { a: "b" },
    });
    const keyId = old.id;
    expect(suite.cloud.operations().slice(0, 4)).to.deep.equal([
      "kms:CreateKey",
      "kms:EnableKeyRotation",
      "kms:DisableKey",
      "kms:GetKeyPolicy",
    ]);
    expect(JSON.parse(old.state["policy"])).to.deep.equal(JSON.parse(policy));
    expect(old.state).to.deep.include({
      id: keyId,
      keyId,
      arn: `arn:aws:kms:us-east-1:${ACCOUNT}:key/${keyId}`,
      enableKeyRotation: true,
      isEnabled: false,
      deletionWindowInDays: 30,
      tagsAll: { a: "b" },
    });
    expect((await suite.aws.diff(key, old, old.inputs)).keys).to.deep.equal([]);
    const found = await suite.aws.read(key, `${keyId}@us-east-1`);
    expect((await suite.aws.diff(key, found, old.inputs)).keys).to.deep.equal([
      "deletionWindowInDays",
    ]);
  });

  it("keeps a key whose policy does not settle", async () => {
    suite.cloud.override["kms:GetKeyPolicy"] = () => ({ Policy: '{"other":1}' });
    const { message, kept } = await suite.refused(key, { policy: policyText("a") });
    expect(kept?.id).to.match(/^[0-9a-f-]{36}$/);
    expect(message).to.include(`waiting for KMS Key (${kept?.id}) policy update: timeout`);
  });

  it("tries a policy with a new principal again", async () => {
    let left = 2;
    suite.cloud.override["kms:CreateKey"] = (input, caller, next) =>
      left-- > 0
        ? refuse("MalformedPolicyDocumentException", "principals")(input, caller, next)
        : next();
    expect((await suite.make(key, {})).state["isEnabled"]).to.equal(true);
    expect(left).to.equal(-1);
  });

  it("changes a key in the order in which each step is allowed", async () => {
    const old = await suite.make(key, { tags: { a: "b" } });
    await suite.change(key, old, {
      isEnabled: false,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      description: "new",
      policy: policyText("a"),
      tags: { c: "d" },
    });
    expect(suite.cloud.operations().slice(0, 6)).to.deep.equal([
      "kms:EnableKeyRotation",
      "kms:UpdateKeyDescription",
      "kms:PutKeyPolicy",
      "kms:DisableKey",
      "kms:UntagResource",
      "kms:TagResource",
    ]);
    await suite.change(key, old, { deletionWindowInDays: 7, tags: { a: "b" } });
    expect(suite.cloud.operations()[0]).to.equal("kms:DescribeKey");
  });

  it("takes a key that waits for deletion for gone", async () => {
    const old = await suite.make(key, { deletionWindowInDays: 7 });
    await suite.aws.delete(key, old);
    expect(suite.cloud.calls.at(-1)?.input).to.deep.equal({
      KeyId: old.id,
      PendingWindowInDays: 7,
    });
    expect((await suite.aws.read(key, old.id, old)).id).to.equal("");
    suite.cloud.override["kms:ScheduleKeyDeletion"] = refuse(
      "KMSInvalidStateException",
      "key is pending deletion.",
    );
    await suite.aws.delete(key, old);
  });

  it("puts a policy over what is there and leaves AWS's default behind", async () => {
    const { id: keyId } = await suite.make(key, {});
    const old = await suite.make(keyPolicy, { keyId, policy: policyText("a") });
    expect([old.id, old.state["keyId"]]).to.deep.equal([keyId, keyId]);
    await suite.aws.delete(keyPolicy, old);
    expect(JSON.parse(suite.cloud.calls.at(-1)?.input["Policy"])).to.deep.equal({
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
    suite.cloud.operations();
    const bypassed = { ...old.state, bypassPolicyLockoutSafetyCheck: true };
    await suite.aws.delete(keyPolicy, { ...old, state: bypassed });
    expect(suite.cloud.operations()).to.deep.equal([]);
  });

  it("writes to the old key when the key of a policy changes, and only a changed policy", async () => {
    const { id: keyId } = await suite.make(key, {});
    const { id: other } = await suite.make(key, {});
    const old = await suite.make(keyPolicy, { keyId, policy: policyText("a") });
    await suite.change(keyPolicy, old, { keyId: other, policy: policyText("a") });
    expect(suite.cloud.operations()).not.to.include("kms:PutKeyPolicy");
    await suite.change(keyPolicy, old, { keyId: other, policy: policyText("b") });
    const put = suite.cloud.calls
      .filter(({ operation }) => operation === "kms:PutKeyPolicy")
      .at(-1);
    expect(put?.input).to.include({ KeyId: keyId, Policy: policyText("b") });
    const { message } = await failure(
      suite.make(keyPolicy, { keyId: "none", policy: policyText("a") }),
    );
    expect(message).to.match(/^attaching KMS Key policy \(none\): .*NotFoundException: /);
  });

  it("points an alias at a key, and at another in place", async () => {
    const [{ id: keyId, state }, { id: other }] = [
      await suite.make(key, {}),
      await suite.make(key, {}),
    ];
    const old = await suite.make(alias, { name: "alias/a", targetKeyId: keyId });
    const targetKeyArn = state["arn"];
    expect(old.state).to.include({ id: "alias/a", targetKeyArn, targetKeyId: keyId });
    const next = await suite.change(alias, old, { name: "alias/a", targetKeyId: other });
    expect(suite.cloud.operations()[0]).to.equal("kms:UpdateAlias");
    await suite.aws.delete(alias, next);
    expect((await suite.aws.read(alias, "alias/a", next)).id).to.equal("");
  });
});
