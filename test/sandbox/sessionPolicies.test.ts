import { expect } from "chai";
import type { Caller, Members } from "../../sandbox/cloud";
import {
  ADMIN,
  BUCKET,
  bucketArn,
  type Client,
  clientOf,
  exportWorld,
  OTHER,
  refusal,
} from "../../testing/worlds";

const ROLE = `arn:aws:iam::${ADMIN}:role/reader`;
const SESSION = `arn:aws:sts::${ADMIN}:assumed-role/reader/test`;
const MANAGED = `arn:aws:iam::${ADMIN}:policy/readers/get`;
const OBJECT = { Bucket: BUCKET, Key: "a" };
const get = { Action: "s3:GetObject", Resource: `${bucketArn()}/*` };
const list = { Action: "s3:ListBucket", Resource: bucketArn() };

const document = (...Statement: Members[]): Members => ({
  Version: "2012-10-17",
  Statement: Statement.map((one) => ({ Effect: "Allow", ...one })),
});
const text = (...statements: Members[]): string => JSON.stringify(document(...statements));

/** A bucket of `owner` with the policy, and a role of ADMIN with the rights that it names. */
async function withRole(
  rights: Members[],
  bucketPolicy?: Members,
  owner: string = ADMIN,
): Promise<Client> {
  const world = exportWorld();
  Object.assign(world.buckets![BUCKET]!, {
    account: owner,
    objects: { a: {} },
    policy: bucketPolicy ?? null,
  });
  world.managedPolicies = { [MANAGED]: document(get) };
  world.roles = {
    [ROLE]: {
      assumeRolePolicy: document({ Principal: { AWS: OTHER }, Action: "sts:AssumeRole" }),
      policies: { rights: document(...rights) },
    },
  };
  return clientOf(world);
}

async function session(client: Client, limits: Members): Promise<Caller> {
  const request = { RoleArn: ROLE, RoleSessionName: "test", ...limits };
  const { Credentials } = await client.as(OTHER).call("sts:AssumeRole", request);
  const { AccessKeyId: accessKeyId, SessionToken: sessionToken } = Credentials;
  return client.cloud.authenticate({ accessKeyId, sessionToken, region: "us-east-1" });
}

async function attempt(client: Client, limits: Members, operation = "s3:GetObject") {
  const caller = await session(client, limits);
  const input = operation === "s3:GetObject" ? OBJECT : { Bucket: BUCKET };
  const call = client.cloud.call(caller, operation, input);
  return call.then(
    () => "allowed",
    (error: Error) => error.message,
  );
}

const denied = (why: string) =>
  `User: ${SESSION} is not authorized to perform: s3:GetObject on resource: "${bucketArn()}/a" ${why}`;
const NO_SESSION_POLICY = denied("because no session policy allows the s3:GetObject action");
const SESSION_DENY = denied("with an explicit deny in a session policy");
const NO_IDENTITY_POLICY = denied(
  "because no identity-based policy allows the s3:GetObject action",
);

describe("the policies of a session", () => {
  const inline: [what: string, rights: Members[], limits: Members, result: string][] = [
    ["what both allow", [get, list], { Policy: text(get) }, "allowed"],
    ["not what the role alone allows", [get, list], { Policy: text(list) }, NO_SESSION_POLICY],
    ["not what the session alone allows", [list], { Policy: text(get) }, NO_IDENTITY_POLICY],
    [
      "not what the session denies",
      [get],
      { Policy: text(get, { ...get, Effect: "Deny" }) },
      SESSION_DENY,
    ],
    ["what a managed policy allows", [get], { PolicyArns: [{ arn: MANAGED }] }, "allowed"],
    [
      "what one of several allows",
      [get],
      { Policy: text(list), PolicyArns: [{ arn: MANAGED }] },
      "allowed",
    ],
    [
      "not what one of several denies",
      [get],
      { Policy: text({ ...get, Effect: "Deny" }), PolicyArns: [{ arn: MANAGED }] },
      SESSION_DENY,
    ],
    [
      "in any case of an action",
      [get],
      { Policy: text({ ...get, Action: "S3:GETOBJECT" }) },
      "allowed",
    ],
  ];
  for (const [what, rights, limits, result] of inline) {
    it(`leave to the role's own rights ${what}`, async () => {
      expect(await attempt(await withRole(rights), limits)).to.equal(result);
    });
  }

  const limit = { Policy: text(list) };
  const resource: [what: string, statement: Members, limits: Members, result: string][] = [
    ["the role, but limited", { Principal: { AWS: ROLE } }, limit, NO_SESSION_POLICY],
    ["the role, within the limits", { Principal: { AWS: ROLE } }, { Policy: text(get) }, "allowed"],
    ["the session, without the limits", { Principal: { AWS: SESSION } }, limit, "allowed"],
    [
      "the session, but for what the session denies",
      { Principal: { AWS: SESSION } },
      { Policy: text({ ...get, Effect: "Deny" }) },
      SESSION_DENY,
    ],
    ["every principal, but limited", { Principal: "*" }, limit, NO_SESSION_POLICY],
    [
      "all but another one, but limited",
      { NotPrincipal: { AWS: OTHER } },
      limit,
      NO_SESSION_POLICY,
    ],
    [
      "another session, which is none of it",
      { Principal: { AWS: SESSION.replace("/test", "/other") } },
      limit,
      NO_IDENTITY_POLICY,
    ],
    [
      "the account, which leaves it to the role",
      { Principal: { AWS: ADMIN } },
      limit,
      NO_IDENTITY_POLICY,
    ],
  ];
  for (const [what, statement, limits, result] of resource) {
    it(`meet a bucket policy of the account that allows ${what}`, async () => {
      const client = await withRole([list], document({ ...get, ...statement }));
      expect(await attempt(client, limits)).to.equal(result);
    });
  }

  it("limit what another account's bucket allows, for the session's ARN too", async () => {
    for (const principal of [ROLE, SESSION]) {
      const policy = document({ ...get, Principal: { AWS: principal } });
      const client = await withRole([get], policy, OTHER);
      expect(await attempt(client, { Policy: text(get) }), principal).to.equal("allowed");
      expect(await attempt(client, limit), principal).to.match(/^Access Denied|no session policy/);
    }
  });

  it("limit calls that are about no resource with a policy, in every service", async () => {
    const all = { Action: "*", Resource: "*" };
    const client = await withRole([all]);
    const caller = await session(client, { Policy: text({ ...all, Action: "s3:*" }) });
    for (const operation of ["guardduty:ListDetectors", "kms:ListKeys", "iam:ListRoles"]) {
      expect(await refusal(client.cloud.call(caller, operation, {})), operation).to.match(
        /^AccessDenied(Exception)?: .* because no session policy allows/,
      );
    }
    expect(await client.cloud.call(caller, "s3:ListBuckets", {})).to.have.property("Buckets");
  });

  it("limit a role that the world lists and that may do all", async () => {
    const client = await withRole([]);
    const RoleArn = `arn:aws:iam::${ADMIN}:role/deploy`;
    const caller = await session(client, { RoleArn, Policy: text(list) });
    expect(await refusal(client.cloud.call(caller, "s3:GetObject", OBJECT))).to.contain(
      "because no session policy allows the s3:GetObject action",
    );
  });

  it("hold for the roles of a provider, and for the next role that a session assumes", async () => {
    const client = await withRole([{ Action: "sts:AssumeRole", Resource: "*" }]);
    const authenticate = (...assumeRoles: Members[]) =>
      refusal(
        (async () =>
          client.cloud.authenticate({
            accessKeyId: `AKIA${OTHER}`,
            region: "us-east-1",
            assumeRoles: assumeRoles as never,
          }))(),
      );
    const next = { roleArn: `arn:aws:iam::${OTHER}:role/path/archive` };
    expect(await authenticate({ roleArn: ROLE, policy: text(get) }, next)).to.contain(
      "is not authorized to perform: sts:AssumeRole",
    );
  });

  it("have their size reported, and are refused above 2048 characters", async () => {
    const client = await withRole([get]);
    const assume = (limits: Members) =>
      client
        .as(OTHER)
        .call("sts:AssumeRole", { RoleArn: ROLE, RoleSessionName: "test", ...limits });
    expect(await assume({})).to.have.property("PackedPolicySize", undefined);
    const sized = (length: number) => text(get).padEnd(length, " ");
    expect(await assume({ Policy: sized(1024) })).to.include({ PackedPolicySize: 50 });
    expect(await assume({ Policy: sized(2048) })).to.include({ PackedPolicySize: 100 });
    expect(await refusal(assume({ Policy: sized(2049) }))).to.equal(
      "PackedPolicyTooLarge: Packed policy consumes 101% of allotted space, please use smaller policy.",
    );
  });

  it("are refused when malformed, too many, or not known", async () => {
    const client = await withRole([get]);
    const assume = (limits: Members) =>
      refusal(
        client
          .as(OTHER)
          .call("sts:AssumeRole", { RoleArn: ROLE, RoleSessionName: "test", ...limits }),
      );
    expect(await assume({ Policy: "{" })).to.match(/^MalformedPolicyDocument: /);
    expect(await assume({ Policy: text({ ...get, Principal: "*" }) })).to.equal(
      "MalformedPolicyDocument: Policy document should not specify a principal.",
    );
    const PolicyArns = Array.from({ length: 11 }, () => ({ arn: MANAGED }));
    expect(await assume({ PolicyArns })).to.match(/^ValidationError: .*less than or equal to 10$/);
    const arn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    expect(await assume({ PolicyArns: [{ arn }] })).to.equal(
      `NotImplemented: The sandbox does not have the managed policy ${arn}. Fix: give its document in the world's managedPolicies.`,
    );
  });

  it("limit a session by web identity as well", async () => {
    const world = exportWorld();
    world.roles = {
      [ROLE]: {
        assumeRolePolicy: document({
          Principal: { Federated: "accounts.google.com" },
          Action: "sts:AssumeRoleWithWebIdentity",
        }),
        policies: { rights: document(get, list) },
      },
    };
    world.buckets![BUCKET]!.objects = { a: {} };
    const client = await clientOf(world);
    const claims = { iss: "https://accounts.google.com", sub: "1", aud: "a" };
    const token = `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.`;
    const { Credentials, PackedPolicySize } = await client.call("sts:AssumeRoleWithWebIdentity", {
      RoleArn: ROLE,
      RoleSessionName: "test",
      WebIdentityToken: token,
      Policy: text(list),
    });
    expect(PackedPolicySize).to.equal(Math.ceil((100 * text(list).length) / 2048));
    const caller = client.cloud.authenticate({
      accessKeyId: Credentials.AccessKeyId,
      sessionToken: Credentials.SessionToken,
      region: "us-east-1",
    });
    expect(await client.cloud.call(caller, "s3:ListObjectsV2", { Bucket: BUCKET })).to.include({
      KeyCount: 1,
    });
    expect(await refusal(client.cloud.call(caller, "s3:GetObject", OBJECT))).to.equal(
      `AccessDenied: ${NO_SESSION_POLICY}`,
    );
  });
});
