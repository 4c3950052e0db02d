import { expect } from "chai";
import { hasUnknown } from "../../../sandbox/providers/rpc";
import { checkAndCreate, failure, start, State } from "../../../testing/providers/client";
import { fakeCloud, FakeCloud, refuse } from "../../../testing/providers/fakeCloud";

const bucket = "aws:s3/bucket:Bucket";
const object = "aws:s3/bucketObjectv2:BucketObjectv2";
const policy = "aws:s3/bucketPolicy:BucketPolicy";
const token = (name: string): string => `aws:s3/b${name.slice(1)}:${name}`;

describe("sandbox/providers s3", () => {
  let cloud: FakeCloud;
  let running: Awaited<ReturnType<typeof start>>;

  beforeEach(async () => {
    cloud = fakeCloud();
    running = await start(cloud);
    await cloud.call({ accountId: "", arn: "", region: "" }, "s3:CreateBucket", { Bucket: "logs" });
    cloud.operations();
  });
  afterEach(() => running.stop());

  it("makes a bucket and tags it afterwards", async () => {
    const old = await checkAndCreate(running.aws, bucket, { bucket: "mine", tags: { a: "b" } });
    expect(old.state).to.deep.include({
      arn: "arn:aws:s3:::mine",
      bucketRegion: "us-east-1",
      bucketDomainName: "mine.s3.amazonaws.com",
      bucketRegionalDomainName: "mine.s3.us-east-1.amazonaws.com",
      forceDestroy: false,
      tagsAll: { a: "b" },
    });
    expect(cloud.operations().slice(0, 3)).to.deep.equal([
      "s3:HeadBucket",
      "s3:CreateBucket",
      "s3:PutBucketTagging",
    ]);
    await running.aws.delete(bucket, old);
    expect((await running.aws.read(bucket, "mine", old)).id).to.equal("");
  });

  it("looks first in us-east-1, where AWS would not refuse an owner", async () => {
    expect(
      (await failure(checkAndCreate(running.aws, bucket, { bucket: "logs" }))).message,
    ).to.equal("creating S3 Bucket (logs): BucketAlreadyExists");
    cloud.override["s3:CreateBucket"] = refuse("BucketAlreadyOwnedByYou", "yours", 409);
    const elsewhere = { bucket: "logs", region: "eu-west-1" };
    expect((await failure(checkAndCreate(running.aws, bucket, elsewhere))).message).to.include(
      "StatusCode: 409, RequestID: ",
    );
    expect(cloud.calls.at(-1)?.input["CreateBucketConfiguration"]).to.deep.equal({
      LocationConstraint: "eu-west-1",
    });
  });

  it("refuses a name that is none when it creates", async () => {
    for (const name of ["ab", "Logs", "1.2.3.4", "-logs", "a..b"]) {
      const { message } = await failure(checkAndCreate(running.aws, bucket, { bucket: name }));
      expect(message).to.include(`validating S3 Bucket (${name}) name: `);
    }
  });

  it("empties a bucket whose state says forceDestroy", async () => {
    const listings = [{ Versions: [{ Key: "k", VersionId: "1" }] }, {}];
    cloud.override["s3:ListObjectVersions"] = () => listings.shift() ?? {};
    cloud.override["s3:DeleteObjects"] = () => ({});
    const old: State = { id: "logs", inputs: {}, state: { region: "us-east-1" } };
    cloud.override["s3:DeleteBucket"] = refuse("BucketNotEmpty", "not empty", 409);
    expect((await failure(running.aws.delete(bucket, old))).message).to.match(
      /^deleting S3 Bucket \(logs\): .* api error BucketNotEmpty: not empty$/,
    );
    delete cloud.override["s3:DeleteBucket"];
    cloud.operations();
    await running.aws.delete(bucket, { ...old, state: { ...old.state, forceDestroy: true } });
    expect(cloud.operations()).to.deep.equal([
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
    { id: "c", status: "Disabled", filter: { objectSizeGreaterThan: 1 } },
  ];
  const encryption = {
    applyServerSideEncryptionByDefault: {
      sseAlgorithm: "aws:kms",
      kmsMasterKeyId: "arn:aws:kms:::k",
    },
    bucketKeyEnabled: true,
  };
  const settings: [string, object, object, string[]][] = [
    ["BucketPolicy", { policy: '{"a":1}' }, { policy: '{"a":2}' }, ["s3:DeleteBucketPolicy"]],
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
        targetBucket: "x",
        targetPrefix: "p/",
        targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
      },
      { targetBucket: "x", targetPrefix: "q/" },
      ["s3:PutBucketLogging"],
    ],
  ];
  for (const [name, before, after, removal] of settings) {
    it(`puts, finds again, changes, imports and deletes a ${name}`, async () => {
      const type = token(name);
      const old = await checkAndCreate(running.aws, type, { bucket: "logs", ...before });
      expect(old.id).to.equal("logs");
      expect((await running.aws.diff(type, old, old.inputs)).keys).to.deep.equal([]);
      const found = await running.aws.read(type, "logs", old);
      expect([found.state, found.inputs]).to.deep.equal([old.state, old.inputs]);
      const imported = await running.aws.read(type, "logs@us-east-1");
      expect((await running.aws.diff(type, imported, old.inputs)).keys).to.deep.equal([]);

      const [inputs] = await running.aws.check(type, "thing", { bucket: "logs", ...after });
      const changes = await running.aws.diff(type, old, inputs);
      expect([changes.keys.length > 0, changes.replaces]).to.deep.equal([true, []]);
      const next = await running.aws.update(type, old, inputs);
      expect((await running.aws.diff(type, next, inputs)).keys).to.deep.equal([]);

      const moved = await running.aws.diff(type, old, { ...old.inputs, bucket: "other" });
      expect([moved.replaces, moved.deleteBeforeReplace]).to.deep.equal([["bucket"], false]);

      cloud.operations();
      await running.aws.delete(type, next);
      expect(cloud.operations()).to.deep.equal(removal);
      cloud.override[removal[0]!] = refuse("NoSuchBucket", "gone", 404);
      await running.aws.delete(type, next);
    });
  }

  it("does not mind the encryption types that AWS blocks by itself", async () => {
    const type = token("BucketServerSideEncryptionConfiguration");
    const blocked = { BlockedEncryptionTypes: { EncryptionType: ["SSE-C"] } };
    cloud.override["s3:GetBucketEncryption"] = () => ({
      ServerSideEncryptionConfiguration: { Rules: [{ BucketKeyEnabled: true, ...blocked }] },
    });
    const rules = [{ bucketKeyEnabled: true }];
    const old = await checkAndCreate(running.aws, type, { bucket: "logs", rules });
    const found = await running.aws.read(type, "logs");
    for (const state of [old, found]) {
      expect((await running.aws.diff(type, state, old.inputs)).keys).to.deep.equal([]);
    }
    const own = { bucket: "logs", rules: [{ ...rules[0], blockedEncryptionTypes: ["NONE"] }] };
    const [inputs] = await running.aws.check(type, "thing", own);
    expect((await running.aws.diff(type, old, inputs)).keys).to.deep.equal(["rules"]);
    await running.aws.update(type, old, inputs);
    const put = cloud.calls
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
    const old = await checkAndCreate(running.aws, type, { ...news, expectedBucketOwner });
    expect(old.id).to.equal("logs,111122223333");
    const found = await running.aws.read(type, "logs,111122223333");
    expect(found.inputs).to.include({ bucket: "logs", expectedBucketOwner });
  });

  it("asks nothing of AWS for versioning that is off, and leaves locked versioning on", async () => {
    const type = token("BucketVersioning");
    const off = { bucket: "logs", versioningConfiguration: { status: "Disabled" } };
    const old = await checkAndCreate(running.aws, type, off);
    await running.aws.delete(type, old);
    expect(cloud.operations()).to.deep.equal(["s3:GetBucketVersioning"]);
    cloud.override["s3:PutBucketVersioning"] = refuse("InvalidBucketState", "locked", 409);
    await running.aws.delete(type, {
      ...old,
      state: { ...old.state, versioningConfiguration: { status: "Enabled" } },
    });
  });

  it("keeps a public access block that says skipDestroy", async () => {
    const type = token("BucketPublicAccessBlock");
    const old = await checkAndCreate(running.aws, type, { bucket: "logs", skipDestroy: true });
    cloud.operations();
    await running.aws.delete(type, old);
    expect(cloud.operations()).to.deep.equal([]);
  });

  it("tries again what passes: a new bucket, a new principal", async () => {
    for (const code of ["NoSuchBucket", "MalformedPolicy"]) {
      let left = 2;
      cloud.override["s3:PutBucketPolicy"] = () => {
        if (left-- > 0) return refuse(code, code)({}, { accountId: "", arn: "", region: "" });
        delete cloud.override["s3:PutBucketPolicy"];
        return {};
      };
      cloud.override["s3:GetBucketPolicy"] = () => ({ Policy: "{}" });
      await checkAndCreate(running.aws, policy, { bucket: "logs", policy: "{}" });
    }
    cloud.override["s3:PutBucketPolicy"] = refuse("AccessDenied", "no", 403);
    cloud.operations();
    await failure(checkAndCreate(running.aws, policy, { bucket: "logs", policy: "{}" }));
    expect(cloud.operations()).to.deep.equal(["s3:PutBucketPolicy"]);
  });

  it("keeps the wording that state had of an equivalent policy", async () => {
    const text = JSON.stringify({ Statement: [{ Action: ["s3:b", "s3:a"], Sid: "<>" }] });
    const old = await checkAndCreate(running.aws, policy, { bucket: "logs", policy: text });
    const stored = '{"Statement":[{"Action":["s3:b","s3:a"],"Sid":"\\u003c\\u003e"}]}';
    expect(old.state["policy"]).to.equal(stored);
    const other = { Statement: { Sid: "<>", Action: ["s3:a", "s3:b"] } };
    cloud.override["s3:GetBucketPolicy"] = () => ({ Policy: JSON.stringify(other) });
    expect((await running.aws.read(policy, "logs", old)).state["policy"]).to.equal(stored);
    expect((await running.aws.read(policy, "logs", old)).inputs["policy"]).to.equal(text);
    const imported = await running.aws.read(policy, "logs");
    expect(imported.state["policy"]).to.equal(
      '{"Statement":{"Action":["s3:a","s3:b"],"Sid":"\\u003c\\u003e"}}',
    );
  });

  it("writes a marker, then anew for its content, with its tags in place", async () => {
    const news = { bucket: "logs", key: "/a//b/", kmsKeyId: "arn:aws:kms:::k" };
    const old = await checkAndCreate(running.aws, object, news);
    expect(old.id).to.equal("logs/a/b/");
    expect(cloud.calls.find(({ operation }) => operation === "s3:PutObject")?.input).to.include({
      Key: "a/b/",
      Body: "",
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: "arn:aws:kms:::k",
    });
    expect((await running.aws.diff(object, old, old.inputs)).keys).to.deep.equal([]);
    for (const [change, operation] of [
      [{ content: "x" }, "s3:PutObject"],
      [{ tags: { a: "b" } }, "s3:PutObjectTagging"],
    ] as const) {
      const [inputs] = await running.aws.check(object, "thing", { ...news, ...change });
      cloud.operations();
      cloud.override["s3:PutObjectTagging"] = () => ({});
      await running.aws.update(object, old, inputs);
      expect(cloud.operations()[0]).to.equal(operation);
    }
    expect((await running.aws.read(object, "s3://logs/a/b/")).id).to.equal("logs/a/b/");
    await running.aws.delete(object, old);
    expect((await running.aws.read(object, "logs/a/b/", old)).id).to.equal("");
  });

  it("deletes every version of an object that has versions", async () => {
    cloud.override["s3:ListObjectVersions"] = () => ({
      Versions: [
        { Key: "k", VersionId: "1" },
        { Key: "k/other", VersionId: "2" },
      ],
      DeleteMarkers: [{ Key: "k", VersionId: "3" }],
    });
    const state = { bucket: "logs", key: "k", versionId: "1", region: "us-east-1" };
    await running.aws.delete(object, { id: "logs/k", inputs: {}, state });
    const deleted = cloud.calls.filter(({ operation }) => operation === "s3:DeleteObject");
    expect(deleted.map(({ input }) => input["VersionId"])).to.deep.equal(["1", "3"]);
  });

  it("hands the provider's tags to an object unless told not to", async () => {
    const tags = Object.fromEntries([..."abcdefghij"].map((key) => [key, "1"]));
    await running.aws.configure({ region: "us-east-1", defaultTags: '{"tags":{"k":"1"}}' });
    const sent = async (program: object): Promise<number> => {
      await checkAndCreate(running.aws, object, { bucket: "logs", tags, ...program });
      const put = cloud.calls.filter(({ operation }) => operation === "s3:PutObject").at(-1);
      return [...new URLSearchParams(put?.input["Tagging"])].length;
    };
    expect(await sent({})).to.equal(11);
    expect(await sent({ overrideProvider: { defaultTags: { tags: {} } } })).to.equal(10);
  });

  it("does not know a new version before it is written", async () => {
    const news = { bucket: "logs", key: "k" };
    const [inputs] = await running.aws.check(object, "thing", news);
    const preview = await running.aws.previewCreate(object, inputs);
    expect(hasUnknown(preview["versionId"])).to.equal(true);
  });
});
