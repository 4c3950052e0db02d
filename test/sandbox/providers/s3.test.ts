import { expect } from "chai";
import { hasUnknown } from "../../../sandbox/providers/rpc";
import { failure, State } from "../../../testing/providers/client";
import { refuse } from "../../../testing/providers/observedCloud";
import { exportWorld, keyArn } from "../../../testing/worlds";
import { ACCOUNT, providerSuite } from "../../../testing/providers/suite";

const bucket = "aws:s3/bucket:Bucket";
const object = "aws:s3/bucketObjectv2:BucketObjectv2";
const policy = "aws:s3/bucketPolicy:BucketPolicy";
const token = (name: string): string => `aws:s3/b${name.slice(1)}:${name}`;
/** A policy of one statement. */
const policyText = (Sid: string, Action: unknown = "s3:GetObject"): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid,
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
        Action,
        Resource: "arn:aws:s3:::logs/*",
      },
    ],
  });

describe("sandbox/providers s3", () => {
  const suite = providerSuite({ keys: exportWorld().keys });
  beforeEach(async () => {
    await suite.cloud.ask("s3:CreateBucket", { Bucket: "logs" });
    await suite.cloud.ask("s3:CreateBucket", { Bucket: "access-logs" });
  });

  it("makes a bucket with its tags", async () => {
    const old = await suite.make(bucket, { bucket: "my-logs", tags: { a: "b" } });
    expect(old.state).to.deep.include({
      arn: "arn:aws:s3:::my-logs",
      bucketRegion: "us-east-1",
      bucketDomainName: "my-logs.s3.amazonaws.com",
      bucketRegionalDomainName: "my-logs.s3.us-east-1.amazonaws.com",
      forceDestroy: false,
      tagsAll: { a: "b" },
    });
    expect(suite.cloud.operations().slice(0, 3)).to.deep.equal([
      "s3:HeadBucket",
      "s3:CreateBucket",
      "s3control:ListTagsForResource",
    ]);
    await suite.aws.delete(bucket, old);
    expect((await suite.aws.read(bucket, "my-logs", old)).id).to.equal("");
  });

  it("changes tags by S3 Control's calls", async () => {
    const old = await suite.make(bucket, { bucket: "my-logs", tags: { a: "1", b: "2" } });
    const changed = await suite.change(bucket, old, { bucket: "my-logs", tags: { b: "3" } });
    expect(suite.cloud.operations().slice(0, 2)).to.deep.equal([
      "s3control:UntagResource",
      "s3control:TagResource",
    ]);
    expect(changed.state["tagsAll"]).to.deep.equal({ b: "3" });
  });

  it("tags by S3's own calls where the identity may not call S3 Control", async () => {
    const text = "User: u is not authorized to perform: s3:TagResource on resource: r";
    const may = refuse("AccessDenied", text, 403);
    for (const name of ["TagResource", "UntagResource", "ListTagsForResource"]) {
      suite.cloud.override[`s3control:${name}`] = may;
    }
    suite.cloud.override["s3:CreateBucket"] = (input, caller, next) =>
      input["CreateBucketConfiguration"]?.Tags === undefined
        ? next()
        : (may(input, caller, next) as void);
    const old = await suite.make(bucket, { bucket: "my-logs", tags: { a: "1", b: "2" } });
    expect(suite.cloud.world.buckets["my-logs"]!.tags).to.deep.equal({ a: "1", b: "2" });
    const changed = await suite.change(bucket, old, { bucket: "my-logs", tags: { b: "3" } });
    expect(suite.cloud.operations()).to.include("s3:PutBucketTagging");
    expect(changed.state["tagsAll"]).to.deep.equal({ b: "3" });
    await suite.change(bucket, changed, { bucket: "my-logs" });
    expect(suite.cloud.operations()).to.include("s3:DeleteBucketTagging");
  });

  it("sets Block Public Access of the account", async () => {
    const block = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";
    const made = await suite.make(block, { blockPublicPolicy: true });
    expect(made.id).to.equal(ACCOUNT);
    const { accounts } = suite.cloud.world;
    expect(accounts[ACCOUNT]!.publicAccessBlock).to.deep.equal({
      BlockPublicAcls: false,
      IgnorePublicAcls: false,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: false,
    });
    await suite.aws.delete(block, made);
    expect(accounts[ACCOUNT]!.publicAccessBlock).to.equal(undefined);
  });

  it("looks first in us-east-1, where AWS would not refuse an owner", async () => {
    expect((await suite.refused(bucket, { bucket: "logs" })).message).to.equal(
      "creating S3 Bucket (logs): BucketAlreadyExists",
    );
    suite.cloud.override["s3:CreateBucket"] = refuse("BucketAlreadyOwnedByYou", "yours", 409);
    const elsewhere = { bucket: "logs", region: "eu-west-1" };
    expect((await suite.refused(bucket, elsewhere)).message).to.include(
      "StatusCode: 409, RequestID: ",
    );
    expect(suite.cloud.calls.at(-1)?.input["CreateBucketConfiguration"]).to.deep.equal({
      LocationConstraint: "eu-west-1",
    });
  });

  it("refuses a name that is none when it creates", async () => {
    for (const name of ["ab", "Logs", "1.2.3.4", "-logs", "a..b"]) {
      const { message } = await suite.refused(bucket, { bucket: name });
      expect(message).to.include(`validating S3 Bucket (${name}) name: `);
    }
  });

  it("empties a bucket whose state says forceDestroy", async () => {
    await suite.cloud.ask("s3:PutObject", { Bucket: "logs", Key: "k" });
    const old: State = { id: "logs", inputs: {}, state: { region: "us-east-1" } };
    expect((await failure(suite.aws.delete(bucket, old))).message).to.match(
      /^deleting S3 Bucket \(logs\): .* api error BucketNotEmpty: The bucket you tried to delete is not empty$/,
    );
    suite.cloud.operations();
    await suite.aws.delete(bucket, { ...old, state: { ...old.state, forceDestroy: true } });
    expect(suite.cloud.operations()).to.deep.equal([
      "s3:ListObjectVersions",
      "s3:DeleteObjects",
      "s3:ListObjectVersions",
      "s3:DeleteBucket",
    ]);
  });

  const rules = [
    { id: "a", status: "Enabled", expiration: { days: 1 } },
    {
      id: "b",
      status: "Enabled",
      filter: { and: { prefix: "p/", tags: { c: "d" }, objectSizeGreaterThan: 0 } },
      noncurrentVersionExpiration: { noncurrentDays: 2 },
    },
    {
      id: "c",
      status: "Disabled",
      filter: { objectSizeGreaterThan: 1 },
      expiration: { days: 3 },
    },
  ];
  const encryption = {
    applyServerSideEncryptionByDefault: {
      sseAlgorithm: "aws:kms",
      kmsMasterKeyId: keyArn(),
    },
    bucketKeyEnabled: true,
  };
  const settings: [string, object, object, string[]][] = [
    [
      "BucketPolicy",
      { policy: policyText("a") },
      { policy: policyText("b") },
      ["s3:DeleteBucketPolicy"],
    ],
    [
      "BucketPublicAccessBlock",
      { blockPublicAcls: true },
      { blockPublicAcls: true, restrictPublicBuckets: true },
      ["s3:DeletePublicAccessBlock"],
    ],
    [
      "BucketOwnershipControls",
      { rule: { objectOwnership: "BucketOwnerEnforced" } },
      { rule: { objectOwnership: "ObjectWriter" } },
      ["s3:DeleteBucketOwnershipControls"],
    ],
    [
      "BucketServerSideEncryptionConfiguration",
      { rules: [encryption] },
      { rules: [{ ...encryption, bucketKeyEnabled: false }] },
      ["s3:DeleteBucketEncryption"],
    ],
    [
      "BucketVersioning",
      { versioningConfiguration: { status: "Enabled" } },
      { versioningConfiguration: { status: "Suspended" } },
      ["s3:PutBucketVersioning"],
    ],
    [
      "BucketLifecycleConfiguration",
      { rules },
      { rules: rules.slice(1) },
      ["s3:DeleteBucketLifecycle"],
    ],
    [
      "BucketObjectLockConfiguration",
      { rule: { defaultRetention: { mode: "GOVERNANCE", days: 1 } } },
      { rule: { defaultRetention: { mode: "GOVERNANCE", days: 2 } } },
      ["s3:PutObjectLockConfiguration"],
    ],
    [
      "BucketLogging",
      {
        targetBucket: "access-logs",
        targetPrefix: "p/",
        targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
      },
      { targetBucket: "access-logs", targetPrefix: "q/" },
      ["s3:PutBucketLogging"],
    ],
  ];
  for (const [name, before, after, removal] of settings) {
    it(`puts, finds again, changes, imports and deletes a ${name}`, async () => {
      const type = token(name);
      if (name === "BucketObjectLockConfiguration") {
        const VersioningConfiguration = { Status: "Enabled" };
        await suite.cloud.ask("s3:PutBucketVersioning", {
          Bucket: "logs",
          VersioningConfiguration,
        });
      }
      const old = await suite.make(type, { bucket: "logs", ...before });
      expect(old.id).to.equal("logs");
      expect((await suite.aws.diff(type, old, old.inputs)).keys).to.deep.equal([]);
      const found = await suite.aws.read(type, "logs", old);
      expect([found.state, found.inputs]).to.deep.equal([old.state, old.inputs]);
      const imported = await suite.aws.read(type, "logs@us-east-1");
      expect((await suite.aws.diff(type, imported, old.inputs)).keys).to.deep.equal([]);

      const [inputs] = await suite.aws.check(type, "thing", { bucket: "logs", ...after });
      const changes = await suite.aws.diff(type, old, inputs);
      expect([changes.keys.length > 0, changes.replaces]).to.deep.equal([true, []]);
      const next = await suite.aws.update(type, old, inputs);
      expect((await suite.aws.diff(type, next, inputs)).keys).to.deep.equal([]);

      const moved = await suite.aws.diff(type, old, { ...old.inputs, bucket: "other" });
      expect([moved.replaces, moved.deleteBeforeReplace]).to.deep.equal([["bucket"], false]);

      suite.cloud.operations();
      await suite.aws.delete(type, next);
      expect(suite.cloud.operations()).to.deep.equal(removal);
      suite.cloud.override[removal[0]!] = refuse("NoSuchBucket", "gone", 404);
      await suite.aws.delete(type, next);
    });
  }

  it("does not mind the encryption types that AWS blocks by itself", async () => {
    const type = token("BucketServerSideEncryptionConfiguration");
    const blocked = { BlockedEncryptionTypes: { EncryptionType: ["SSE-C"] } };
    const answer = { Rules: [{ BucketKeyEnabled: true, ...blocked }] };
    suite.cloud.override["s3:GetBucketEncryption"] = () => ({
      ServerSideEncryptionConfiguration: answer,
    });
    const rules = [{ bucketKeyEnabled: true }];
    const old = await suite.make(type, { bucket: "logs", rules });
    const found = await suite.aws.read(type, "logs");
    for (const state of [old, found]) {
      expect((await suite.aws.diff(type, state, old.inputs)).keys).to.deep.equal([]);
    }
    const own = { bucket: "logs", rules: [{ ...rules[0], blockedEncryptionTypes: ["NONE"] }] };
    const [inputs] = await suite.aws.check(type, "thing", own);
    expect((await suite.aws.diff(type, old, inputs)).keys).to.deep.equal(["rules"]);
    await suite.aws.update(type, old, inputs);
    const put = suite.cloud.calls
      .filter(({ operation }) => operation === "s3:PutBucketEncryption")
      .at(-1);
    expect(put?.input["ServerSideEncryptionConfiguration"].Rules[0]).to.deep.include({
      BlockedEncryptionTypes: { EncryptionType: ["NONE"] },
    });
  });

  it("puts the owner of a bucket into the id", async () => {
    const type = token("BucketVersioning");
    const expectedBucketOwner = "111122223333";
    const news = { bucket: "logs", versioningConfiguration: { status: "Enabled" } };
    const old = await suite.make(type, { ...news, expectedBucketOwner });
    expect(old.id).to.equal("logs,111122223333");
    const found = await suite.aws.read(type, "logs,111122223333");
    expect(found.inputs).to.include({ bucket: "logs", expectedBucketOwner });
  });

  it("asks nothing of AWS for versioning that is off, and leaves locked versioning on", async () => {
    const type = token("BucketVersioning");
    const off = { bucket: "logs", versioningConfiguration: { status: "Disabled" } };
    const old = await suite.make(type, off);
    await suite.aws.delete(type, old);
    expect(suite.cloud.operations()).to.deep.equal(["s3:GetBucketVersioning"]);
    suite.cloud.override["s3:PutBucketVersioning"] = refuse("InvalidBucketState", "locked", 409);
    await suite.aws.delete(type, {
      ...old,
      state: { ...old.state, versioningConfiguration: { status: "Enabled" } },
    });
  });

  it("keeps a public access block that says skipDestroy", async () => {
    const type = token("BucketPublicAccessBlock");
    const old = await suite.make(type, { bucket: "logs", skipDestroy: true });
    suite.cloud.operations();
    await suite.aws.delete(type, old);
    expect(suite.cloud.operations()).to.deep.equal([]);
  });

  it("tries again what passes: a new bucket, a new principal", async () => {
    const news = { bucket: "logs", policy: policyText("a") };
    for (const code of ["NoSuchBucket", "MalformedPolicy"]) {
      let left = 2;
      suite.cloud.override["s3:PutBucketPolicy"] = (input, caller, next) =>
        left-- > 0 ? refuse(code, code)(input, caller, next) : next();
      await suite.make(policy, news);
      expect(left).to.equal(-1);
    }
    suite.cloud.override["s3:PutBucketPolicy"] = refuse("AccessDenied", "no", 403);
    suite.cloud.operations();
    await suite.refused(policy, news);
    expect(suite.cloud.operations()).to.deep.equal(["s3:PutBucketPolicy"]);
  });

  it("keeps the wording that state had of an equivalent policy", async () => {
    const text = policyText("a", ["s3:PutObject", "s3:GetObject"]);
    const old = await suite.make(policy, { bucket: "logs", policy: text });
    const stored = (actions: string): string =>
      `{"Statement":[{"Action":[${actions}],"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::${ACCOUNT}:root"},"Resource":"arn:aws:s3:::logs/*","Sid":"a"}],"Version":"2012-10-17"}`;
    const kept = stored('"s3:PutObject","s3:GetObject"');
    expect(old.state["policy"]).to.equal(kept);
    const other = policyText("a", ["s3:GetObject", "s3:PutObject"]);
    await suite.cloud.ask("s3:PutBucketPolicy", { Bucket: "logs", Policy: other });
    expect((await suite.aws.read(policy, "logs", old)).state["policy"]).to.equal(kept);
    expect((await suite.aws.read(policy, "logs", old)).inputs["policy"]).to.equal(text);
    const imported = await suite.aws.read(policy, "logs");
    expect(imported.state["policy"]).to.equal(stored('"s3:GetObject","s3:PutObject"'));
  });

  it("writes a marker, then anew for its content, with its tags in place", async () => {
    const news = { bucket: "logs", key: "/a//b/", kmsKeyId: keyArn() };
    const old = await suite.make(object, news);
    expect(old.id).to.equal("logs/a/b/");
    expect(
      suite.cloud.calls.find(({ operation }) => operation === "s3:PutObject")?.input,
    ).to.include({
      Key: "a/b/",
      Body: "",
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: keyArn(),
    });
    expect((await suite.aws.diff(object, old, old.inputs)).keys).to.deep.equal([]);
    for (const [change, operation] of [
      [{ content: "x" }, "s3:PutObject"],
      [{ tags: { a: "b" } }, "s3:PutObjectTagging"],
    ] as const) {
      const [inputs] = await suite.aws.check(object, "thing", { ...news, ...change });
      suite.cloud.operations();
      await suite.aws.update(object, old, inputs);
      expect(suite.cloud.operations()[0]).to.equal(operation);
    }
    expect((await suite.aws.read(object, "s3://logs/a/b/")).id).to.equal("logs/a/b/");
    await suite.aws.delete(object, old);
    expect((await suite.aws.read(object, "logs/a/b/", old)).id).to.equal("");
  });

  it("deletes every version of an object that has versions", async () => {
    const Bucket = "logs";
    const VersioningConfiguration = { Status: "Enabled" };
    await suite.cloud.ask("s3:PutBucketVersioning", { Bucket, VersioningConfiguration });
    await suite.cloud.ask("s3:PutObject", { Bucket, Key: "k/other" });
    const old = await suite.make(object, { bucket: "logs", key: "k" });
    await suite.cloud.ask("s3:DeleteObject", { Bucket, Key: "k" });
    await suite.aws.delete(object, old);
    const left = await suite.cloud.ask("s3:ListObjectVersions", { Bucket });
    expect(left["Versions"].map(({ Key }: { Key: string }) => Key)).to.deep.equal(["k/other"]);
    expect(left["DeleteMarkers"] ?? []).to.deep.equal([]);
  });

  it("hands the provider's tags to an object unless its override is set", async () => {
    const tags = Object.fromEntries([..."abcdefghij"].map((key) => [key, "1"]));
    await suite.aws.configure({ region: "us-east-1", defaultTags: '{"tags":{"k":"1"}}' });
    const sent = async (program: object): Promise<number> => {
      await suite.make(object, { bucket: "logs", tags, ...program }).catch(() => undefined);
      const put = suite.cloud.calls.filter(({ operation }) => operation === "s3:PutObject").at(-1);
      return [...new URLSearchParams(put?.input["Tagging"])].length;
    };
    expect(await sent({})).to.equal(11);
    expect(await sent({ overrideProvider: { defaultTags: { tags: {} } } })).to.equal(10);
  });

  it("does not know a new version before it is written", async () => {
    const news = { bucket: "logs", key: "k" };
    const [inputs] = await suite.aws.check(object, "thing", news);
    const preview = await suite.aws.previewCreate(object, inputs);
    expect(hasUnknown(preview["versionId"])).to.equal(true);
  });
});
