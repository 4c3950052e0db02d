import { expect } from "chai";
import type { Members } from "../../sandbox/cloud";
import {
  ADMIN,
  BUCKET,
  bucketArn,
  type Client,
  clientOf,
  OTHER,
  refusal,
} from "../../testing/worlds";

const NONE = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};
const OBJECT = { Bucket: BUCKET, Key: "k" };

async function world(bucket: Members = NONE, account?: Members): Promise<Client> {
  return clientOf({
    caller: ADMIN,
    accounts: {
      [ADMIN]: { ...(account && { publicAccessBlock: { ...NONE, ...account } }) },
      [OTHER]: {},
    },
    buckets: {
      [BUCKET]: {
        account: ADMIN,
        region: "us-east-1",
        publicAccessBlock: { ...NONE, ...bucket },
        objects: { k: { size: 0 } },
      },
    },
  });
}

function put(client: Client, statement: Members): Promise<unknown> {
  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: `${bucketArn()}/*`,
        ...statement,
      },
    ],
  });
  return client.call("s3:PutBucketPolicy", { Bucket: BUCKET, Policy });
}

const BLOCKED =
  'AccessDenied: User: arn:aws:iam::111122223333:root is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::acme-logs" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.';

const when = (operator: string, key: string, ...values: string[]): Members => ({
  Condition: { [operator]: { [key]: values } },
});

const PUBLIC: [what: string, statement: Members][] = [
  ["every principal", {}],
  ["every principal of AWS", { Principal: { AWS: "*" } }],
  ["every principal among others", { Principal: { AWS: ["*", OTHER] } }],
  ["all principals but one", { Principal: undefined, NotPrincipal: { AWS: OTHER } }],
  ["a pattern of sources", when("ArnLike", "aws:SourceArn", "arn:aws:s3:::*")],
  ["a pattern of accounts", when("StringLike", "aws:SourceAccount", "1111*")],
  ["a pattern among values", when("StringLike", "aws:SourceAccount", ADMIN, "?11122223333")],
  ["a pattern of endpoints", when("StringLike", "aws:SourceVpce", "vpce-*")],
  ["a variable", when("StringEquals", "aws:SourceAccount", "${aws:PrincipalAccount}")],
  ["a value that is not to be", when("StringNotEquals", "aws:SourceVpc", "vpc-91237329")],
  ["a value if there is one", when("StringEqualsIfExists", "aws:SourceVpc", "vpc-91237329")],
  [
    "values of a set that may be empty",
    when("ForAllValues:StringEquals", "aws:SourceVpc", "vpc-1"),
  ],
  ["a key that says nothing of the caller", when("Bool", "aws:SecureTransport", "true")],
  ["another key", when("StringEquals", "s3:x-amz-acl", "private")],
  ["half of the Internet", when("IpAddress", "aws:SourceIp", "0.0.0.0/1")],
  ["a narrow and a broad range", when("IpAddress", "aws:SourceIp", "10.0.0.0/8", "128.0.0.0/2")],
  ["a broad range of IPv6", when("IpAddress", "aws:SourceIp", "2001::/16")],
  ["sessions of a role", when("StringLike", "aws:userid", "AROAEXAMPLE:*")],
];

const NOT_PUBLIC: [what: string, statement: Members][] = [
  ["an account", { Principal: { AWS: OTHER } }],
  ["a service", { Principal: { Service: "guardduty.amazonaws.com" } }],
  ["a refusal of every principal", { Effect: "Deny" }],
  ["a source", when("ArnEquals", "aws:SourceArn", `arn:aws:sns:us-east-1:${ADMIN}:t`)],
  ["an account as the source", when("StringEquals", "AWS:SourceAccount", ADMIN, OTHER)],
  ["an organization", when("StringEquals", "aws:PrincipalOrgID", "o-abc")],
  ["a network", when("StringEquals", "aws:SourceVpc", "vpc-91237329")],
  ["an endpoint", when("ForAnyValue:StringEquals", "aws:SourceVpce", "vpce-1")],
  ["a range", when("IpAddress", "aws:SourceIp", "192.0.2.0/24", "2001:db8::/32")],
  [
    "access points of an account",
    when("ArnLike", "s3:DataAccessPointArn", `arn:aws:s3:us-east-1:${ADMIN}:accesspoint/*`),
  ],
];

describe("Block Public Access", () => {
  for (const [what, statement] of PUBLIC) {
    it(`takes for public a policy that allows ${what}`, async () => {
      expect(await refusal(put(await world({ BlockPublicPolicy: true }), statement))).to.equal(
        BLOCKED,
      );
      const client = await world();
      await put(client, statement);
      const { PolicyStatus } = await client.call("s3:GetBucketPolicyStatus", { Bucket: BUCKET });
      expect(PolicyStatus).to.deep.equal({ IsPublic: true });
    });
  }

  for (const [what, statement] of NOT_PUBLIC) {
    it(`does not take for public a policy that is about ${what}`, async () => {
      const client = await world({ BlockPublicPolicy: true });
      await put(client, statement);
      const { PolicyStatus } = await client.call("s3:GetBucketPolicyStatus", { Bucket: BUCKET });
      expect(PolicyStatus).to.deep.equal({ IsPublic: false });
    });
  }

  it("of the account holds for a bucket that has none", async () => {
    const client = await world(NONE, { BlockPublicPolicy: true });
    expect(await refusal(put(client, {}))).to.equal(BLOCKED);
    await client.call("s3control:DeletePublicAccessBlock", { AccountId: ADMIN });
    await put(client, {});
    await client.call("s3control:PutPublicAccessBlock", {
      AccountId: ADMIN,
      PublicAccessBlockConfiguration: { BlockPublicPolicy: true },
    });
    expect(await refusal(put(client, {}))).to.equal(BLOCKED);
    const { PublicAccessBlockConfiguration } = await client.call("s3control:GetPublicAccessBlock", {
      AccountId: ADMIN,
    });
    expect(PublicAccessBlockConfiguration).to.deep.equal({ ...NONE, BlockPublicPolicy: true });
  });

  it("of an account is that account's to read and to write", async () => {
    const client = await world();
    const of = (accountId: string) =>
      refusal(client.call("s3control:GetPublicAccessBlock", { AccountId: accountId }));
    expect(await of(ADMIN)).to.equal(
      "NoSuchPublicAccessBlockConfiguration: The public access block configuration was not found",
    );
    expect(await of(OTHER)).to.equal("AccessDenied: Access Denied");
  });

  const restricted: [what: string, bucket: Members, account: Members | undefined][] = [
    ["bucket", { RestrictPublicBuckets: true }, undefined],
    ["account", NONE, { RestrictPublicBuckets: true }],
  ];
  for (const [whose, bucket, account] of restricted) {
    it(`restricts a bucket with a public policy to its own account by the ${whose}'s setting`, async () => {
      const client = await world(bucket, account);
      const other = client.as(OTHER);
      await put(client, { Principal: { AWS: OTHER } });
      await other.call("s3:GetObject", OBJECT);
      await put(client, { Principal: { AWS: ["*", OTHER] } });
      expect(await refusal(other.call("s3:GetObject", OBJECT))).to.match(/^AccessDenied: /);
      expect(await refusal(other.call("s3:HeadBucket", { Bucket: BUCKET }))).to.match(
        /^Forbidden: /,
      );
      await client.call("s3:GetObject", OBJECT);
    });
  }

  it("refuses public ACLs of objects, which a bucket without ACLs refuses too", async () => {
    const acl = { ...OBJECT, ACL: "public-read" };
    const blocked = await world({ BlockPublicAcls: true });
    expect(await refusal(blocked.call("s3:PutObject", acl))).to.match(
      /^AccessDenied: .* s3:PutObject on resource: "arn:aws:s3:::acme-logs\/k" because public access control lists \(ACLs\) are prevented by the BlockPublicAcls setting/,
    );
    expect(await refusal((await world()).call("s3:PutObject", acl))).to.equal(
      "AccessControlListNotSupported: The bucket does not allow ACLs",
    );
  });

  it("is on in a new bucket, which takes no ACL", async () => {
    const client = await clientOf({});
    const create = (more: Members) =>
      refusal(client.call("s3:CreateBucket", { Bucket: BUCKET, ...more }));
    expect(await create({ ACL: "public-read" })).to.equal(
      "InvalidBucketAclWithObjectOwnership: Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    );
    expect(await create({ ACL: "public-read", ObjectOwnership: "ObjectWriter" })).to.equal(
      "InvalidBucketAclWithBlockPublicAccessError: Bucket cannot have public ACLs set with BlockPublicAccess enabled",
    );
    await client.call("s3:CreateBucket", { Bucket: BUCKET, ACL: "private" });
  });
});
