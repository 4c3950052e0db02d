import { expect } from "chai";
import type { Members } from "../../sandbox/cloud";
import {
  ADMIN,
  BUCKET,
  bucketArn,
  bucketStatements,
  type Client,
  clientOf,
  exportWorld,
  keyArn,
  OTHER,
  policyOf,
  refusal,
} from "../../testing/worlds";

async function emptyBucket(region = "us-east-1"): Promise<Client> {
  const buckets = { [BUCKET]: { account: ADMIN, region } };
  return clientOf({ accounts: { [OTHER]: {} }, buckets }, region);
}

function statement(more: Members): Members {
  const Resource = `${bucketArn()}/*`;
  return { Effect: "Allow", Principal: { AWS: OTHER }, Action: "s3:PutObject", Resource, ...more };
}

describe("S3 buckets", () => {
  it("creates one with the settings S3 gives to new ones", async () => {
    const client = await clientOf({});
    await client.call("s3:CreateBucket", { Bucket: BUCKET });
    const get = (what: string) => client.call(`s3:Get${what}`, { Bucket: BUCKET });
    expect((await get("PublicAccessBlock"))["PublicAccessBlockConfiguration"]).to.deep.equal({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
    expect(await get("BucketOwnershipControls")).to.deep.equal({
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    });
    expect(
      (await get("BucketEncryption"))["ServerSideEncryptionConfiguration"].Rules[0]
        .ApplyServerSideEncryptionByDefault,
    ).to.deep.equal({ SSEAlgorithm: "AES256" });
    expect(await get("BucketVersioning")).to.deep.equal({ Status: undefined });
    expect(await get("BucketLogging")).to.deep.equal({});
  });

  it("refuses a name that another account has taken", async () => {
    const create = (one: Client) => refusal(one.call("s3:CreateBucket", { Bucket: BUCKET }));
    const world = exportWorld();
    const other = (await clientOf(world)).as(OTHER);
    expect(await create(other)).to.match(/^BucketAlreadyExists: /);
  });

  it("never overwrites a bucket of that name in another partition", async () => {
    const client = await emptyBucket();
    const create = client.as(ADMIN, "us-gov-west-1").call("s3:CreateBucket", {
      Bucket: BUCKET,
      CreateBucketConfiguration: { LocationConstraint: "us-gov-west-1" },
    });
    expect(await refusal(create)).to.match(/^BucketAlready/);
  });

  for (const name of ["AcmeLogs", "ab", "a..b", "192.168.0.1", "a".repeat(64), "-a-b", "xn--abc"]) {
    it(`refuses the name ${name}`, async () => {
      const client = await clientOf({});
      const create = client.call("s3:CreateBucket", { Bucket: name });
      expect(await refusal(create)).to.match(/^InvalidBucketName: /);
    });
  }

  it("wants a location constraint everywhere but in us-east-1", async () => {
    const client = await clientOf({}, "eu-west-1");
    const create = (more: Members) => client.call("s3:CreateBucket", { Bucket: BUCKET, ...more });
    expect(await refusal(create({}))).to.match(/^IllegalLocationConstraintException: /);
    await create({ CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } });
    expect(await client.call("s3:GetBucketLocation", { Bucket: BUCKET })).to.deep.equal({
      LocationConstraint: "eu-west-1",
    });
  });

  it("does not delete one that holds objects or versions", async () => {
    const client = await emptyBucket();
    const remove = () => client.call("s3:DeleteBucket", { Bucket: BUCKET });
    await client.call("s3:PutObject", { Bucket: BUCKET, Key: "a" });
    expect(await refusal(remove())).to.equal(
      "BucketNotEmpty: The bucket you tried to delete is not empty",
    );
    const VersioningConfiguration = { Status: "Enabled" };
    await client.call("s3:PutBucketVersioning", { Bucket: BUCKET, VersioningConfiguration });
    await client.call("s3:DeleteObject", { Bucket: BUCKET, Key: "a" });
    expect(await refusal(remove())).to.contain("You must delete all versions in the bucket.");
    const { Versions, DeleteMarkers } = await client.call("s3:ListObjectVersions", {
      Bucket: BUCKET,
    });
    for (const { Key, VersionId } of [...Versions, ...DeleteMarkers]) {
      await client.call("s3:DeleteObject", { Bucket: BUCKET, Key, VersionId });
    }
    await remove();
    expect(await refusal(client.call("s3:HeadBucket", { Bucket: BUCKET }))).to.match(/^NotFound: /);
  });

  it("sends calls for a bucket in another Region there", async () => {
    const client = (await emptyBucket("eu-west-1")).as(ADMIN, "us-east-1");
    const get = client.call("s3:GetBucketVersioning", { Bucket: BUCKET });
    expect(await refusal(get)).to.match(/^PermanentRedirect: /);
    expect(await client.call("s3:GetBucketLocation", { Bucket: BUCKET })).to.deep.equal({
      LocationConstraint: "eu-west-1",
    });
  });

  const missing: [operation: string, code: string][] = [
    ["GetBucketPolicy", "NoSuchBucketPolicy"],
    ["GetBucketTagging", "NoSuchTagSet"],
    ["GetBucketLifecycleConfiguration", "NoSuchLifecycleConfiguration"],
    ["GetObjectLockConfiguration", "ObjectLockConfigurationNotFoundError"],
  ];
  for (const [operation, code] of missing) {
    it(`${operation} says ${code} when there is none, and NoSuchBucket without a bucket`, async () => {
      const client = await emptyBucket();
      const get = (Bucket: string) => refusal(client.call(`s3:${operation}`, { Bucket }));
      expect(await get(BUCKET)).to.match(new RegExp(`^${code}: `));
      expect(await get("nowhere")).to.equal("NoSuchBucket: The specified bucket does not exist");
    });
  }

  it("keeps each setting as it was put, and what is left after a delete", async () => {
    const client = await emptyBucket();
    const rule = { ID: "a", Status: "Enabled", Filter: {}, Expiration: { Days: 400 } };
    const LifecycleConfiguration = { Rules: [rule] };
    await client.call("s3:PutBucketLifecycleConfiguration", {
      Bucket: BUCKET,
      LifecycleConfiguration,
    });
    expect(
      await client.call("s3:GetBucketLifecycleConfiguration", { Bucket: BUCKET }),
    ).to.deep.equal({
      Rules: [rule],
      TransitionDefaultMinimumObjectSize: "all_storage_classes_128K",
    });
    await client.call("s3:DeleteBucketLifecycle", { Bucket: BUCKET });
    await client.call("s3:DeletePublicAccessBlock", { Bucket: BUCKET });
    await client.call("s3:DeleteBucketEncryption", { Bucket: BUCKET });
    expect(client.cloud.world.buckets[BUCKET]).to.deep.include({
      lifecycle: null,
      publicAccessBlock: null,
    });
    expect(await client.call("s3:GetBucketEncryption", { Bucket: BUCKET })).to.have.property(
      "ServerSideEncryptionConfiguration",
    );
  });

  it("refuses lifecycle rules without an action or with one id twice", async () => {
    const client = await emptyBucket();
    const rule = { ID: "a", Status: "Enabled", Filter: {}, Expiration: { Days: 1 } };
    const put = (Rules: Members[]) =>
      refusal(
        client.call("s3:PutBucketLifecycleConfiguration", {
          Bucket: BUCKET,
          LifecycleConfiguration: { Rules },
        }),
      );
    expect(await put([])).to.match(/^MalformedXML/);
    expect(await put([{ ID: "a", Status: "Enabled" }])).to.match(/^MalformedXML/);
    expect(await put([rule, rule])).to.match(/^InvalidArgument/);
  });

  it("wants versioning for Object Lock, and keeps it then", async () => {
    const client = await emptyBucket();
    const ObjectLockConfiguration = {
      ObjectLockEnabled: "Enabled",
      Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 30 } },
    };
    const lock = () =>
      client.call("s3:PutObjectLockConfiguration", { Bucket: BUCKET, ObjectLockConfiguration });
    const version = (Status: string) =>
      client.call("s3:PutBucketVersioning", {
        Bucket: BUCKET,
        VersioningConfiguration: { Status },
      });
    expect(await refusal(lock())).to.match(/^InvalidBucketState/);
    await version("Enabled");
    await lock();
    expect(await refusal(version("Suspended"))).to.match(/^InvalidBucketState/);
    const { VersionId } = await client.call("s3:PutObject", { Bucket: BUCKET, Key: "a" });
    const remove = { Bucket: BUCKET, Key: "a", VersionId };
    expect(await refusal(client.call("s3:DeleteObject", remove))).to.match(/^AccessDenied/);
    await client.call("s3:DeleteObject", { ...remove, BypassGovernanceRetention: true });
  });

  it("wants the bucket of access logs in its account and Region", async () => {
    const client = await emptyBucket();
    const LoggingEnabled = { TargetBucket: "nowhere", TargetPrefix: "" };
    const put = client.call("s3:PutBucketLogging", {
      Bucket: BUCKET,
      BucketLoggingStatus: { LoggingEnabled },
    });
    expect(await refusal(put)).to.match(/^InvalidTargetBucketForLogging/);
  });
});

describe("S3 bucket policies", () => {
  const malformed: [name: string, policy: unknown, text: string][] = [
    ["text that is no JSON", "nope", "Policies must be valid JSON and the first byte must be '{'"],
    ["no statements", { Version: "2012-10-17" }, "Missing required field Statement"],
    [
      "another bucket",
      policyOf({ a: statement({ Resource: "arn:aws:s3:::other/*" }) }),
      "Policy has invalid resource",
    ],
    [
      "no resource",
      policyOf({ a: statement({ Resource: undefined }) }),
      "Policy has invalid resource",
    ],
    [
      "an ARN of another partition",
      policyOf({ a: statement({ Resource: "arn:aws-cn:s3:::acme-logs/*" }) }),
      "Policy has invalid resource",
    ],
    [
      "no principal",
      policyOf({ a: statement({ Principal: undefined }) }),
      "Missing required field Principal",
    ],
    [
      "a principal that is none",
      policyOf({ a: statement({ Principal: { AWS: "unknown" } }) }),
      "Invalid principal in policy",
    ],
    [
      "a service of an unknown Region",
      policyOf({ a: statement({ Principal: { Service: "guardduty.moon.amazonaws.com" } }) }),
      "Invalid principal in policy",
    ],
    [
      "an action of another service",
      policyOf({ a: statement({ Action: "kms:Decrypt" }) }),
      "Policy has invalid action",
    ],
    [
      "a bucket's action on objects",
      policyOf({ a: statement({ Action: "s3:GetBucketLocation" }) }),
      "Action does not apply to any resource(s) in statement",
    ],
    [
      "an object's action on the bucket",
      policyOf({ a: statement({ Resource: bucketArn() }) }),
      "Action does not apply to any resource(s) in statement",
    ],
    [
      "an effect that is none",
      policyOf({ a: statement({ Effect: "Maybe" }) }),
      "Invalid effect: Maybe",
    ],
    [
      "an operator that is none",
      policyOf({ a: statement({ Condition: { Equals: {} } }) }),
      "Invalid Condition type : Equals",
    ],
  ];
  for (const [name, policy, text] of malformed) {
    it(`refuses one with ${name}`, async () => {
      const client = await emptyBucket();
      const Policy = typeof policy === "string" ? policy : JSON.stringify(policy);
      const put = client.call("s3:PutBucketPolicy", { Bucket: BUCKET, Policy });
      expect(await refusal(put)).to.equal(`MalformedPolicy: ${text}`);
      expect(client.cloud.world.buckets[BUCKET]?.policy).to.equal(null);
    });
  }

  it("accepts 20480 bytes and refuses one more", async () => {
    const client = await emptyBucket();
    const put = (bytes: number) => {
      const policy = policyOf({ a: statement({}) });
      const rest = bytes - JSON.stringify({ ...policy, Id: "" }).length;
      const Policy = JSON.stringify({ ...policy, Id: "x".repeat(rest) });
      return client.call("s3:PutBucketPolicy", { Bucket: BUCKET, Policy });
    };
    await put(20_480);
    expect(await refusal(put(20_481))).to.match(/^PolicyTooLarge: /);
  });

  it("accepts the statements of AWS's guide, and gives them back", async () => {
    const client = await emptyBucket();
    const policy = policyOf(bucketStatements());
    await client.call("s3:PutBucketPolicy", { Bucket: BUCKET, Policy: JSON.stringify(policy) });
    const { Policy } = await client.call("s3:GetBucketPolicy", { Bucket: BUCKET });
    expect(JSON.parse(Policy)).to.deep.equal(policy);
  });

  it("takes actions and condition keys in any case, and values as their operator compares them", async () => {
    const client = await emptyBucket();
    await client.call("s3:PutObject", { Bucket: BUCKET, Key: "a" });
    const read = async (Condition: Members) => {
      const deny = {
        Effect: "Deny",
        Principal: "*",
        Action: "S3:gETOBJECT",
        Resource: `${bucketArn()}/*`,
        Condition,
      };
      await client.call("s3:PutBucketPolicy", {
        Bucket: BUCKET,
        Policy: JSON.stringify({ Statement: [deny] }),
      });
      return client.call("s3:GetObject", { Bucket: BUCKET, Key: "a" }).then(
        () => "allowed",
        (error: Error) => error.name,
      );
    };
    const key = "AWS:requestedregion";
    expect(await read({ StringEquals: { [key]: "us-east-1" } })).to.equal("AccessDenied");
    expect(await read({ StringEquals: { [key]: "US-EAST-1" } })).to.equal("allowed");
    expect(await read({ StringEqualsIgnoreCase: { [key]: "US-EAST-1" } })).to.equal("AccessDenied");
  });

  it("lets no identity touch it from another account, whatever it says", async () => {
    const world = exportWorld();
    world.buckets![BUCKET]!.policy = policyOf({
      all: { Effect: "Allow", Principal: { AWS: OTHER }, Action: "s3:*", Resource: bucketArn() },
    });
    const client = (await clientOf(world)).as(OTHER);
    for (const operation of ["PutBucketPolicy", "GetBucketPolicy", "DeleteBucketPolicy"]) {
      const Policy = operation === "PutBucketPolicy" ? "{}" : undefined;
      const call = client.call(`s3:${operation}`, { Bucket: BUCKET, Policy });
      expect(await refusal(call)).to.equal(
        "MethodNotAllowed: The specified method is not allowed against this resource.",
      );
    }
  });

  it("refuses a public one while Block Public Access is on", async () => {
    const client = await emptyBucket();
    const Policy = JSON.stringify(policyOf({ a: statement({ Principal: "*" }) }));
    const put = () => client.call("s3:PutBucketPolicy", { Bucket: BUCKET, Policy });
    expect(await refusal(put())).to.match(/^AccessDenied: .*BlockPublicPolicy/);
    await client.call("s3:DeletePublicAccessBlock", { Bucket: BUCKET });
    await put();
  });

  it("decides for other accounts", async () => {
    const client = await emptyBucket();
    await client.cloud.setPolicy({ bucket: BUCKET }, policyOf({ a: statement({}) }));
    client.cloud.world.accounts[OTHER] = { name: "", optedIn: [], roles: [] };
    const other = client.as(OTHER);
    await other.call("s3:PutObject", { Bucket: BUCKET, Key: "a" });
    const get = other.call("s3:GetObject", { Bucket: BUCKET, Key: "a" });
    expect(await refusal(get)).to.equal("AccessDenied: Access Denied");
  });
});

describe("S3 objects", () => {
  it("keeps bytes, type, metadata and tags", async () => {
    const client = await emptyBucket();
    const object = { Bucket: BUCKET, Key: "a/b" };
    const rest = { Metadata: { a: "1" }, ContentType: "text/plain", Tagging: "x=1&y=2" };
    await client.call("s3:PutObject", { ...object, Body: "hello", ...rest });
    const got = await client.call("s3:GetObject", object);
    expect(Buffer.from(got["Body"]).toString()).to.equal("hello");
    expect(got).to.deep.include({ ContentLength: 5, TagCount: 2, Metadata: { a: "1" } });
    expect(await client.call("s3:GetObjectTagging", object)).to.deep.include({
      TagSet: [
        { Key: "x", Value: "1" },
        { Key: "y", Value: "2" },
      ],
    });
  });

  it("refuses more than 10 tags", async () => {
    const client = await emptyBucket();
    const Tagging = Array.from({ length: 11 }, (_, n) => `t${n}=1`).join("&");
    const put = client.call("s3:PutObject", { Bucket: BUCKET, Key: "a", Tagging });
    expect(await refusal(put)).to.equal("BadRequest: Object tags cannot be greater than 10");
  });

  it("encrypts with the bucket's default key by default, and wants a usable key", async () => {
    const world = exportWorld();
    world.buckets![BUCKET]!.encryption = {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: {
            SSEAlgorithm: "aws:kms",
            KMSMasterKeyID: keyArn(),
          },
          BucketKeyEnabled: true,
        },
      ],
    };
    world.buckets![BUCKET]!.policy = null;
    const client = await clientOf(world);
    const put = (more: Members = {}) =>
      client.call("s3:PutObject", { Bucket: BUCKET, Key: "a", ...more });
    expect(await put()).to.include({
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: keyArn(),
      BucketKeyEnabled: true,
    });
    expect(await put({ ServerSideEncryption: "AES256" })).to.include({
      ServerSideEncryption: "AES256",
      SSEKMSKeyId: undefined,
    });
    await client.call("kms:DisableKey", { KeyId: keyArn() });
    expect(await refusal(put())).to.match(/^KMS.DisabledException/);
    const SSEKMSKeyId = keyArn().replace("5555", "6666");
    const other = put({ ServerSideEncryption: "aws:kms", SSEKMSKeyId });
    expect(await refusal(other)).to.match(/^KMS.NotFoundException/);
  });

  it("keeps versions, hides them behind delete markers and brings them back", async () => {
    const client = await emptyBucket();
    const object = { Bucket: BUCKET, Key: "a" };
    await client.call("s3:PutBucketVersioning", {
      Bucket: BUCKET,
      VersioningConfiguration: { Status: "Enabled" },
    });
    const { VersionId: first } = await client.call("s3:PutObject", { ...object, Body: "1" });
    await client.call("s3:PutObject", { ...object, Body: "2" });
    const { VersionId: marker } = await client.call("s3:DeleteObject", object);
    expect(await refusal(client.call("s3:GetObject", object))).to.match(/^NoSuchKey/);
    const old = await client.call("s3:GetObject", { ...object, VersionId: first });
    expect(Buffer.from(old["Body"]).toString()).to.equal("1");
    await client.call("s3:DeleteObject", { ...object, VersionId: marker });
    const back = await client.call("s3:GetObject", object);
    expect(Buffer.from(back["Body"]).toString()).to.equal("2");
  });

  it("lists in pages and by folders", async () => {
    const client = await emptyBucket();
    for (const Key of ["a/1", "a/2", "b", "c/1"]) {
      await client.call("s3:PutObject", { Bucket: BUCKET, Key });
    }
    const list = (more: Members) => client.call("s3:ListObjectsV2", { Bucket: BUCKET, ...more });
    const { Contents, CommonPrefixes } = await list({ Delimiter: "/" });
    expect(Contents.map(({ Key }: Members) => Key)).to.deep.equal(["b"]);
    expect(CommonPrefixes).to.deep.equal([{ Prefix: "a/" }, { Prefix: "c/" }]);
    const first = await list({ MaxKeys: 2, Prefix: "" });
    const second = await list({ MaxKeys: 2, ContinuationToken: first["NextContinuationToken"] });
    expect(first["IsTruncated"]).to.equal(true);
    expect(second["Contents"].map(({ Key }: Members) => Key)).to.deep.equal(["b", "c/1"]);
    expect(second["IsTruncated"]).to.equal(false);
  });

  it("lists names encoded where the caller asks for it, with spaces as plus signs", async () => {
    const client = await emptyBucket();
    const Key = "a b/\u00e9+1";
    await client.call("s3:PutObject", { Bucket: BUCKET, Key });
    const list = (more: Members) => client.call("s3:ListObjectsV2", { Bucket: BUCKET, ...more });
    const keysOf = ({ Contents }: Members) => Contents.map((one: Members) => one["Key"]);
    expect(keysOf(await list({}))).to.deep.equal([Key]);
    const encoded = await list({ EncodingType: "url", Prefix: "a b/" });
    expect(keysOf(encoded)).to.deep.equal(["a+b/%C3%A9%2B1"]);
    expect([encoded["EncodingType"], encoded["Prefix"]]).to.deep.equal(["url", "a+b/"]);
    const folders = await list({ EncodingType: "url", Delimiter: "/" });
    expect(folders["CommonPrefixes"]).to.deep.equal([{ Prefix: "a+b/" }]);
  });

  it("reports what it could not delete of several", async () => {
    const client = await emptyBucket();
    await client.call("s3:PutObject", { Bucket: BUCKET, Key: "kept" });
    await client.call("s3:PutObject", { Bucket: BUCKET, Key: "gone" });
    await client.cloud.setPolicy(
      { bucket: BUCKET },
      policyOf({
        deny: {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:DeleteObject",
          Resource: `${bucketArn()}/kept`,
        },
      }),
    );
    const result = await client.call("s3:DeleteObjects", {
      Bucket: BUCKET,
      Delete: { Objects: [{ Key: "kept" }, { Key: "gone" }] },
    });
    expect(result["Deleted"]).to.deep.equal([{ Key: "gone" }]);
    expect(result["Errors"][0]).to.include({ Key: "kept", Code: "AccessDenied" });
  });

  it("expires by lifecycle rules as the clock passes, sparing what the filter spares", async () => {
    const client = await emptyBucket();
    const rule = {
      ID: "old",
      Status: "Enabled",
      Filter: { ObjectSizeGreaterThan: 0 },
      Expiration: { Days: 30 },
    };
    await client.call("s3:PutBucketLifecycleConfiguration", {
      Bucket: BUCKET,
      LifecycleConfiguration: { Rules: [rule] },
    });
    await client.call("s3:PutObject", { Bucket: BUCKET, Key: "logs/" });
    await client.call("s3:PutObject", { Bucket: BUCKET, Key: "logs/1", Body: "x" });
    await client.cloud.advanceClock(29 * 86_400_000);
    expect(client.cloud.world.buckets[BUCKET]?.objects).to.have.keys("logs/", "logs/1");
    await client.cloud.advanceClock(86_400_000);
    expect(client.cloud.world.buckets[BUCKET]?.objects).to.have.keys("logs/");
  });
});
