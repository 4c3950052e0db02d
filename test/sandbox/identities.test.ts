import { expect } from "chai";
import type { Caller, Members } from "../../sandbox/cloud";
import {
  ADMIN,
  BUCKET,
  bucketArn,
  type Client,
  clientOf,
  exportWorld,
  keyArn,
  OTHER,
  refusal,
} from "../../testing/worlds";

const READER = `arn:aws:iam::${ADMIN}:role/readers/reader`;
const SESSION = `arn:aws:sts::${ADMIN}:assumed-role/reader/test`;
const EXTERNAL_ID = "7f4b1c3e";

const document = (...Statement: Members[]): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: Statement.map((one) => ({ Effect: "Allow", ...one })),
  });

const trustOther = {
  Principal: { AWS: `arn:aws:iam::${OTHER}:root` },
  Action: "sts:AssumeRole",
  Condition: { StringEquals: { "sts:ExternalId": EXTERNAL_ID } },
};

const viaS3 = { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } };
const readerRights = [
  { Action: "s3:GetObject", Resource: `${bucketArn()}/AWSLogs/*` },
  {
    Action: "s3:ListBucket",
    Resource: bucketArn(),
    Condition: { StringLike: { "s3:prefix": "AWSLogs/*" } },
  },
  { Action: "kms:Decrypt", Resource: keyArn(), Condition: viaS3 },
];

/** A client that acts by credentials that STS or IAM gave out. */
function acting({ cloud }: Client, credentials: Members, region = "us-east-1") {
  const { AccessKeyId: accessKeyId, SessionToken: sessionToken } = credentials;
  const caller = cloud.authenticate({ accessKeyId, sessionToken, region });
  return clientAs(caller);

  function clientAs(caller: Caller) {
    return (operation: string, input: Members = {}) => cloud.call(caller, operation, input);
  }
}

async function withRole(
  trust: Members = trustOther,
  rights: Members[] = readerRights,
  made?: Client,
): Promise<Client> {
  const client = made ?? (await clientOf());
  await client.call("iam:CreateRole", {
    RoleName: "reader",
    Path: "/readers/",
    AssumeRolePolicyDocument: document(trust),
  });
  await client.call("iam:PutRolePolicy", {
    RoleName: "reader",
    PolicyName: "read",
    PolicyDocument: document(...rights),
  });
  return client;
}

const assume = (client: Client, more: Members = {}) =>
  client.call("sts:AssumeRole", {
    RoleArn: READER,
    RoleSessionName: "test",
    ExternalId: EXTERNAL_ID,
    ...more,
  });

describe("roles", () => {
  it("are assumed by whom their trust names, with the external id it asks for", async () => {
    const client = await withRole();
    const { AssumedRoleUser, Credentials } = await assume(client.as(OTHER));
    expect(AssumedRoleUser.Arn).to.equal(SESSION);
    expect(await acting(client, Credentials)("sts:GetCallerIdentity")).to.include({
      Account: ADMIN,
      Arn: SESSION,
    });
  });

  const others: [who: string, account: string, more: Members][] = [
    ["without the external id", OTHER, { ExternalId: undefined }],
    ["with another external id", OTHER, { ExternalId: "guess" }],
    ["of another account", ADMIN, {}],
  ];
  for (const [who, account, more] of others) {
    it(`are not assumed by an identity ${who}`, async () => {
      const client = (await withRole()).as(account);
      expect(await refusal(assume(client, more))).to.equal(
        `AccessDenied: User: arn:aws:iam::${account}:root is not authorized to perform: sts:AssumeRole on resource: ${READER}`,
      );
    });
  }

  it("last as long as they were asked for, by the world's clock", async () => {
    const client = await withRole();
    const { Credentials } = await assume(client.as(OTHER), { DurationSeconds: 900 });
    await client.cloud.advanceClock(899_000);
    acting(client, Credentials);
    await client.cloud.advanceClock(2_000);
    const act = (async () => acting(client, Credentials))();
    expect(await refusal(act)).to.equal(
      "ExpiredToken: The security token included in the request is expired",
    );
    const longer = assume(client.as(OTHER), { DurationSeconds: 7200 });
    expect(await refusal(longer)).to.equal(
      "ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  });

  it("may do nothing any more once they are deleted", async () => {
    const client = await withRole();
    const { Credentials } = await assume(client.as(OTHER));
    await client.call("iam:DeleteRolePolicy", { RoleName: "reader", PolicyName: "read" });
    await client.call("iam:DeleteRole", { RoleName: "reader" });
    const list = acting(client, Credentials)("s3:ListObjectsV2", { Bucket: BUCKET });
    expect(await refusal(list)).to.equal(
      `AccessDenied: User: ${SESSION} is not authorized to perform: s3:ListBucket on resource: "${bucketArn()}" because no identity-based policy allows the s3:ListBucket action`,
    );
  });

  it("read under their prefix and decrypt by way of S3, and nothing else", async () => {
    const client = await withRole();
    await client.call("s3:PutObject", {
      Bucket: BUCKET,
      Key: "AWSLogs/a",
      Body: "finding",
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: keyArn(),
    });
    await client.call("s3:PutObject", { Bucket: BUCKET, Key: "other/a" });
    const { Credentials } = await assume(client.as(OTHER));
    const reader = acting(client, Credentials);
    const of = (Key: string) => ({ Bucket: BUCKET, Key });

    const { Contents } = await reader("s3:ListObjectsV2", { Bucket: BUCKET, Prefix: "AWSLogs/" });
    expect(Contents.map((one: Members) => one["Key"])).to.deep.equal(["AWSLogs/a"]);
    const { Body } = await reader("s3:GetObject", of("AWSLogs/a"));
    expect(Buffer.from(Body).toString()).to.equal("finding");

    const denied: [operation: string, input: Members][] = [
      ["s3:ListObjectsV2", { Bucket: BUCKET }],
      ["s3:ListObjectsV2", { Bucket: BUCKET, Prefix: "other/" }],
      ["s3:GetObject", of("other/a")],
      ["s3:PutObject", of("AWSLogs/b")],
      ["s3:DeleteObject", of("AWSLogs/a")],
      ["s3:PutBucketPolicy", { Bucket: BUCKET, Policy: "{}" }],
      ["s3:ListBuckets", {}],
      ["kms:DescribeKey", { KeyId: keyArn() }],
      ["kms:CreateKey", {}],
      ["guardduty:ListDetectors", {}],
      ["iam:ListRoles", {}],
      ["sqs:CreateQueue", { QueueName: "q" }],
    ];
    for (const [operation, input] of denied) {
      expect(await refusal(reader(operation, input)), operation).to.match(/^AccessDenied/);
    }
  });

  it("have the rights of managed policies, within their boundary", async () => {
    const client = await withRole(trustOther, [{ Action: "sqs:ListQueues", Resource: "*" }]);
    const { Credentials } = await assume(client.as(OTHER));
    const list = () => acting(client, Credentials)("s3:ListObjectsV2", { Bucket: BUCKET });
    const made = (PolicyName: string, ...statements: Members[]) =>
      client.call("iam:CreatePolicy", { PolicyName, PolicyDocument: document(...statements) });
    const RoleName = "reader";
    const { Policy } = await made("lists", { Action: "s3:ListBucket", Resource: "*" });
    const PolicyArn = `arn:aws:iam::${ADMIN}:policy/lists`;
    expect(Policy).to.deep.include({ Arn: PolicyArn, DefaultVersionId: "v1" });
    expect(await refusal(list())).to.match(/^AccessDenied/);
    await client.call("iam:AttachRolePolicy", { RoleName, PolicyArn });
    await list();
    const { AttachedPolicies } = await client.call("iam:ListAttachedRolePolicies", { RoleName });
    expect(AttachedPolicies).to.deep.equal([{ PolicyName: "lists", PolicyArn }]);
    const { PolicyVersion } = await client.call("iam:GetPolicyVersion", {
      ...{ PolicyArn, VersionId: "v1" },
    });
    expect(decodeURIComponent(PolicyVersion.Document)).to.equal(
      document({ Action: "s3:ListBucket", Resource: "*" }),
    );

    await made("nothing", { Action: "sqs:*", Resource: "*" });
    const PermissionsBoundary = `arn:aws:iam::${ADMIN}:policy/nothing`;
    await client.call("iam:PutRolePermissionsBoundary", { RoleName, PermissionsBoundary });
    expect(await refusal(list())).to.match(/^AccessDenied/);
    const { Role } = await client.call("iam:GetRole", { RoleName });
    expect(Role.PermissionsBoundary.PermissionsBoundaryArn).to.equal(PermissionsBoundary);
    await client.call("iam:DeleteRolePermissionsBoundary", { RoleName });
    await list();

    expect(await refusal(client.call("iam:DeletePolicy", { PolicyArn }))).to.equal(
      "DeleteConflict: Cannot delete a policy attached to entities.",
    );
    await client.call("iam:DeleteRolePolicy", { RoleName, PolicyName: "read" });
    expect(await refusal(client.call("iam:DeleteRole", { RoleName }))).to.equal(
      "DeleteConflict: Cannot delete entity, must detach all policies first.",
    );
    await client.call("iam:DetachRolePolicy", { RoleName, PolicyArn });
    await client.call("iam:DeleteRole", { RoleName });
    await client.call("iam:DeletePolicy", { PolicyArn });
  });

  it("are stopped by the key's policy where it has no word for their account", async () => {
    const client = await withRole();
    await client.call("s3:PutObject", {
      Bucket: BUCKET,
      Key: "AWSLogs/a",
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: keyArn(),
    });
    const { Credentials } = await assume(client.as(OTHER));
    const get = () =>
      acting(client, Credentials)("s3:GetObject", { Bucket: BUCKET, Key: "AWSLogs/a" });
    await get();
    const own = { Principal: { AWS: OTHER }, Action: "kms:*", Resource: "*" };
    await client.cloud.setPolicy({ key: keyArn() }, JSON.parse(document(own)));
    expect(await refusal(get())).to.equal(
      `AccessDenied: User: ${SESSION} is not authorized to perform: kms:Decrypt on resource: ${keyArn()} because no resource-based policy allows the kms:Decrypt action`,
    );
  });

  it("are stopped by a key's condition on S3 in another Region", async () => {
    const elsewhere = { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } };
    const client = await withRole(trustOther, [
      readerRights[0]!,
      { ...readerRights[2]!, Condition: elsewhere },
    ]);
    await client.call("s3:PutObject", {
      Bucket: BUCKET,
      Key: "AWSLogs/a",
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: keyArn(),
    });
    const { Credentials } = await assume(client.as(OTHER));
    const get = acting(client, Credentials)("s3:GetObject", { Bucket: BUCKET, Key: "AWSLogs/a" });
    expect(await refusal(get)).to.contain(
      "because no identity-based policy allows the kms:Decrypt",
    );
  });

  const NO_IDENTITY = "because no identity-based policy allows the s3:GetObject action";
  const rules: [what: string, resource: object, own: object | undefined, refused?: string][] = [
    ["neither allows", {}, undefined, NO_IDENTITY],
    ["the identity allows", {}, {}],
    ["the bucket allows the identity", { Principal: { AWS: READER } }, undefined],
    ["the bucket allows the account only", { Principal: { AWS: ADMIN } }, undefined, NO_IDENTITY],
    [
      "the identity denies",
      { Principal: { AWS: READER } },
      { Effect: "Deny" },
      "with an explicit deny in an identity-based policy",
    ],
    [
      "the bucket denies the account",
      { Effect: "Deny", Principal: { AWS: ADMIN } },
      {},
      "with an explicit deny in a resource-based policy",
    ],
  ];
  for (const [what, resource, own, refused] of rules) {
    it(`${refused ? "may not" : "may"} read in their own account when ${what}`, async () => {
      const get = { Action: "s3:GetObject", Resource: `${bucketArn()}/*` };
      const elsewhere = { Action: "s3:GetObject", Resource: "arn:aws:s3:::elsewhere/*" };
      const client = await withRole(trustOther, [own ? { ...get, ...own } : elsewhere]);
      const statement = { Principal: { AWS: OTHER }, ...get, ...resource };
      await client.cloud.setPolicy({ bucket: BUCKET }, JSON.parse(document(statement)));
      await client.call("s3:PutObject", { Bucket: BUCKET, Key: "a" });
      const { Credentials } = await assume(client.as(OTHER));
      const reading = acting(client, Credentials)("s3:GetObject", { Bucket: BUCKET, Key: "a" });
      if (refused === undefined) expect(await reading).to.have.property("Body");
      else {
        expect(await refusal(reading)).to.equal(
          `AccessDenied: User: ${SESSION} is not authorized to perform: s3:GetObject on resource: "${bucketArn()}/a" ${refused}`,
        );
      }
    });
  }

  it("need the leave of both accounts for what is another's", async () => {
    const get = { Action: "s3:GetObject", Resource: `${bucketArn()}/*` };
    const attempt = async (theirs: boolean, own: boolean): Promise<string> => {
      const world = exportWorld();
      world.buckets![BUCKET]!.account = OTHER;
      world.buckets![BUCKET]!.objects = { a: {} };
      world.buckets![BUCKET]!.policy = JSON.parse(
        document({ ...get, Principal: { AWS: theirs ? READER : "555566667777" } }),
      );
      world.roles = {
        [READER]: {
          assumeRolePolicy: JSON.parse(document(trustOther)),
          policies: own ? { read: JSON.parse(document(get)) } : {},
        },
      };
      const client = await clientOf(world);
      const { Credentials } = await assume(client.as(OTHER));
      return acting(client, Credentials)("s3:GetObject", { Bucket: BUCKET, Key: "a" }).then(
        () => "read",
        (error: Error) => error.name,
      );
    };
    expect(await attempt(true, true)).to.equal("read");
    expect(await attempt(true, false)).to.equal("AccessDenied");
    expect(await attempt(false, true)).to.equal("AccessDenied");
  });

  it("are deleted after their policies, and made once", async () => {
    const client = await withRole();
    expect(await refusal(client.call("iam:DeleteRole", { RoleName: "reader" }))).to.equal(
      "DeleteConflict: Cannot delete entity, must delete policies first.",
    );
    const again = { RoleName: "Reader", AssumeRolePolicyDocument: document(trustOther) };
    expect(await refusal(client.call("iam:CreateRole", again))).to.equal(
      "EntityAlreadyExists: Role with name Reader already exists.",
    );
  });

  const policies: [what: string, statement: Members, text: string][] = [
    [
      "a principal",
      { Principal: "*", Action: "s3:*", Resource: "*" },
      "Policy document should not specify a principal.",
    ],
    ["no resource", { Action: "s3:*" }, "Policy statement must contain resources."],
    [
      "a Sid with a blank",
      { Sid: "my own", Action: "s3:*", Resource: "*" },
      "Statement IDs (SID) must be alpha numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
    ],
    [
      "a bare action",
      { Action: "GetObject", Resource: "*" },
      "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
    ],
  ];
  for (const [what, statement, text] of policies) {
    it(`refuse a policy with ${what}`, async () => {
      const client = await withRole();
      const input = { RoleName: "reader", PolicyName: "p", PolicyDocument: document(statement) };
      expect(await refusal(client.call("iam:PutRolePolicy", input))).to.equal(
        `MalformedPolicyDocument: ${text}`,
      );
    });
  }

  it("refuse a trust that names resources, other actions or no principal", async () => {
    const create = async (trust: Members): Promise<string> => {
      const AssumeRolePolicyDocument = document(trust);
      const client = await clientOf();
      return refusal(client.call("iam:CreateRole", { RoleName: "r", AssumeRolePolicyDocument }));
    };
    const { Principal } = trustOther;
    expect(await create({ ...trustOther, Resource: "*" })).to.contain(
      "Has prohibited field Resource",
    );
    expect(await create({ Principal, Action: "s3:GetObject" })).to.contain(
      "AssumeRole policy may only specify STS AssumeRole actions.",
    );
    expect(await create({ Action: "sts:AssumeRole" })).to.contain(
      "Missing required field Principal",
    );
  });
});

describe("web identities", () => {
  const token = (claims: Members): string =>
    ["{}", JSON.stringify(claims), ""]
      .map((part) => Buffer.from(part).toString("base64url"))
      .join(".");
  const google = { iss: "https://accounts.google.com", aud: "sts", azp: "client", sub: "1234" };
  const trustGoogle = {
    Principal: { Federated: "accounts.google.com" },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringEquals: { "accounts.google.com:sub": "1234" } },
  };
  const assumeWith = (client: Client, claims: Members, RoleSessionName = "test") =>
    client.call("sts:AssumeRoleWithWebIdentity", {
      RoleArn: READER,
      RoleSessionName,
      WebIdentityToken: token(claims),
    });
  const NOT = "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity";

  it("of Google assume the role that trusts their subject", async () => {
    const client = await withRole(trustGoogle);
    const answer = await assumeWith(client, google);
    expect(answer["SubjectFromWebIdentityToken"]).to.equal("1234");
    expect(answer["Audience"]).to.equal("client");
    const reader = acting(client, answer["Credentials"]);
    expect(await reader("sts:GetCallerIdentity")).to.include({ Arn: SESSION });
  });

  it("of another subject, and AssumeRole, do not", async () => {
    const client = await withRole(trustGoogle);
    expect(await refusal(assumeWith(client, { ...google, sub: "1235" }))).to.equal(NOT);
    expect(await refusal(assume(client))).to.match(/^AccessDenied: User: /);
    expect(await refusal(assumeWith(client, { ...google, exp: 1 }))).to.match(/^ExpiredToken/);
  });

  const issuer = "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/";
  const audience = "api://1462b192-27f7-4cb9-8523-0f4ecb54b47e";
  const sentinel = { iss: `https://${issuer}`, aud: audience, sub: "s" };
  const provider = `arn:aws:iam::${ADMIN}:oidc-provider/${issuer}`;

  it("of other issuers need the account's provider with their audience, and its conditions met", async () => {
    const trust = {
      Principal: { Federated: provider },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          [`${issuer}:aud`]: audience,
          "sts:RoleSessionName": "MicrosoftSentinel_workspace",
        },
      },
    };
    const client = await clientOf();
    const attempt = (claims: Members, session = "MicrosoftSentinel_workspace") =>
      assumeWith(client, claims, session);
    expect(await refusal(withRole(trust, readerRights, client))).to.equal(
      `MalformedPolicyDocument: Invalid principal in policy: "FEDERATED":"${provider}"`,
    );
    const { OpenIDConnectProviderArn } = await client.call("iam:CreateOpenIDConnectProvider", {
      Url: `https://${issuer}`,
      ClientIDList: [audience],
    });
    expect(OpenIDConnectProviderArn).to.equal(provider);
    await withRole(trust, readerRights, client);
    expect(await attempt(sentinel)).to.have.property("Credentials");
    expect(await refusal(attempt({ ...sentinel, aud: "x" }))).to.equal(
      "InvalidIdentityToken: Incorrect token audience",
    );
    expect(await refusal(attempt(sentinel, "else"))).to.equal(NOT);
    await client.call("iam:DeleteOpenIDConnectProvider", { OpenIDConnectProviderArn });
    expect(await refusal(attempt(sentinel))).to.equal(
      `InvalidIdentityToken: No OpenIDConnect provider found in your account for https://${issuer}`,
    );
  });
});

describe("users", () => {
  async function withUser(): Promise<Client> {
    const client = await clientOf();
    await client.call("iam:CreateUser", { UserName: "reader" });
    await client.call("iam:PutUserPolicy", {
      UserName: "reader",
      PolicyName: "read",
      PolicyDocument: document({ Action: "s3:ListBucket", Resource: bucketArn() }),
    });
    return client;
  }
  const newKey = async (client: Client): Promise<Members> =>
    (await client.call("iam:CreateAccessKey", { UserName: "reader" }))["AccessKey"];

  it("act by their access keys with their own rights", async () => {
    const client = await withUser();
    const key = await newKey(client);
    expect(key["AccessKeyId"]).to.match(/^AKIA[A-Z2-7]{16}$/);
    const reader = acting(client, key);
    expect(await reader("sts:GetCallerIdentity")).to.include({
      Arn: `arn:aws:iam::${ADMIN}:user/reader`,
    });
    expect(await reader("s3:ListObjectsV2", { Bucket: BUCKET })).to.include({ KeyCount: 0 });
    const put = reader("s3:PutObject", { Bucket: BUCKET, Key: "a" });
    expect(await refusal(put)).to.equal(
      `AccessDenied: User: arn:aws:iam::${ADMIN}:user/reader is not authorized to perform: s3:PutObject on resource: "${bucketArn()}/a" because no identity-based policy allows the s3:PutObject action`,
    );
  });

  it("have two keys at most", async () => {
    const client = await withUser();
    await newKey(client);
    await newKey(client);
    expect(await refusal(newKey(client))).to.equal(
      "LimitExceeded: Cannot exceed quota for AccessKeysPerUser: 2",
    );
  });

  it("are unknown by a key that is inactive or gone", async () => {
    const client = await withUser();
    const key = await newKey(client);
    const { AccessKeyId } = key;
    const of = { UserName: "reader", AccessKeyId };
    const unknown = "InvalidClientTokenId: The security token included in the request is invalid.";
    const attempt = () => refusal((async () => acting(client, key))());
    await client.call("iam:UpdateAccessKey", { ...of, Status: "Inactive" });
    expect(await attempt()).to.equal(unknown);
    await client.call("iam:UpdateAccessKey", { ...of, Status: "Active" });
    acting(client, key);
    await client.call("iam:DeleteAccessKey", of);
    expect(await attempt()).to.equal(unknown);
  });

  it("are deleted after their keys and policies", async () => {
    const client = await withUser();
    const { AccessKeyId } = await newKey(client);
    const remove = () => client.call("iam:DeleteUser", { UserName: "reader" });
    expect(await refusal(remove())).to.match(
      /^DeleteConflict: .* must delete access keys first\.$/,
    );
    await client.call("iam:DeleteAccessKey", { UserName: "reader", AccessKeyId });
    expect(await refusal(remove())).to.match(/^DeleteConflict: .* must delete policies first\.$/);
    await client.call("iam:DeleteUserPolicy", { UserName: "reader", PolicyName: "read" });
    await remove();
    expect(await refusal(client.call("iam:GetUser", { UserName: "reader" }))).to.equal(
      "NoSuchEntity: The user with name reader cannot be found.",
    );
  });
});
