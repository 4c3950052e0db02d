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

const TOPIC = `arn:aws:sns:us-east-1:${ADMIN}:t`;
const QUEUE = `arn:aws:sqs:us-east-1:${ADMIN}:q`;
const QUEUE_URL = `https://sqs.us-east-1.amazonaws.com/${ADMIN}/q`;
const KEY = `arn:aws:kms:us-east-1:${ADMIN}:key/0123`;
const BUS = `arn:aws:events:us-east-1:${ADMIN}:event-bus/b`;
const ANALYST = `arn:aws:iam::${ADMIN}:role/teams/analyst`;

/** How a service takes a policy, keeps it, and refuses a principal. */
interface Service {
  statement: Members;
  put(client: Client, policy: string): Promise<unknown>;
  get(client: Client): Promise<unknown>;
  refused(kind: string, value: string): string;
  /** Whether the root of the account has to keep its rights. */
  keeps?: Members;
}

const SERVICES: { [name: string]: Service } = {
  s3: {
    statement: { Action: "s3:GetObject", Resource: `${bucketArn()}/*` },
    put: (client, Policy) => client.call("s3:PutBucketPolicy", { Bucket: BUCKET, Policy }),
    get: async (client) => (await client.call("s3:GetBucketPolicy", { Bucket: BUCKET }))["Policy"],
    refused: () => "MalformedPolicy: Invalid principal in policy",
  },
  kms: {
    statement: { Action: "kms:Decrypt", Resource: "*" },
    put: (client, Policy) => client.call("kms:PutKeyPolicy", { KeyId: KEY, Policy }),
    get: async (client) => (await client.call("kms:GetKeyPolicy", { KeyId: KEY }))["Policy"],
    refused: (kind) =>
      `MalformedPolicyDocumentException: Policy contains a statement with one or more invalid ${
        kind === "Service" ? "service principals" : "principals"
      }.`,
    keeps: {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ADMIN}:root` },
      Action: "kms:*",
      Resource: "*",
    },
  },
  sns: {
    statement: { Action: "SNS:Publish", Resource: TOPIC },
    put: (client, AttributeValue) =>
      client.call("sns:SetTopicAttributes", {
        TopicArn: TOPIC,
        AttributeName: "Policy",
        AttributeValue,
      }),
    get: async (client) =>
      (await client.call("sns:GetTopicAttributes", { TopicArn: TOPIC }))["Attributes"].Policy,
    refused: () => "InvalidParameter: Invalid parameter: Policy Error: PrincipalNotFound",
  },
  sqs: {
    statement: { Action: "sqs:SendMessage", Resource: QUEUE },
    put: (client, Policy) =>
      client.call("sqs:SetQueueAttributes", { QueueUrl: QUEUE_URL, Attributes: { Policy } }),
    get: async (client) =>
      (
        await client.call("sqs:GetQueueAttributes", {
          QueueUrl: QUEUE_URL,
          AttributeNames: ["Policy"],
        })
      )["Attributes"].Policy,
    refused: () => "InvalidAttributeValue: Invalid value for the parameter Policy.",
  },
  events: {
    statement: { Action: "events:PutEvents", Resource: BUS },
    put: (client, Policy) => client.call("events:PutPermission", { EventBusName: "b", Policy }),
    get: async (client) => (await client.call("events:DescribeEventBus", { Name: "b" }))["Policy"],
    refused: () => "ValidationException: Policy is not valid: Invalid principal in policy",
  },
  iam: {
    statement: { Action: "sts:AssumeRole" },
    put: (client, PolicyDocument) =>
      client.call("iam:UpdateAssumeRolePolicy", { RoleName: "trusting", PolicyDocument }),
    get: async (client) =>
      decodeURIComponent(
        (await client.call("iam:GetRole", { RoleName: "trusting" }))["Role"]
          .AssumeRolePolicyDocument,
      ),
    refused: (kind, value) =>
      `MalformedPolicyDocument: Invalid principal in policy: "${kind.toUpperCase()}":"${value}"`,
  },
};

const trustOfEc2 = JSON.stringify({
  Statement: {
    Effect: "Allow",
    Principal: { Service: "ec2.amazonaws.com" },
    Action: "sts:AssumeRole",
  },
});

async function world(): Promise<Client> {
  const client = await clientOf({
    caller: ADMIN,
    accounts: { [OTHER]: { roles: [`arn:aws:iam::${OTHER}:role/path/archive`] } },
    buckets: { [BUCKET]: { account: ADMIN, region: "us-east-1" } },
    keys: { [KEY]: {} },
    topics: { [TOPIC]: {} },
    queues: { [QUEUE]: {} },
    buses: { [BUS]: {} },
  });
  const role = { AssumeRolePolicyDocument: trustOfEc2 };
  await client.call("iam:CreateRole", { RoleName: "trusting", ...role });
  await client.call("iam:CreateRole", { RoleName: "analyst", Path: "/teams/", ...role });
  await client.call("iam:CreateUser", { UserName: "alice" });
  return client;
}

const policyFor = ({ statement, keeps }: Service, principal: unknown): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [...(keeps ? [keeps] : []), { Effect: "Allow", Principal: principal, ...statement }],
  });

/** The principal of the statement that the test put. */
async function keptBy(service: Service, client: Client): Promise<unknown> {
  return JSON.parse((await service.get(client)) as string).Statement.at(-1).Principal;
}

const MISSING: [kind: string, value: string][] = [
  ["AWS", "arn:aws:iam::111122223333:role/analyst"],
  ["AWS", "arn:aws:iam::111122223333:role/teams/Analyst"],
  ["AWS", "arn:aws:iam::111122223333:role/*"],
  ["AWS", "arn:aws:iam::111122223333:user/bob"],
  ["AWS", "arn:aws:iam::444455556666:role/deploy"],
  ["AWS", "arn:aws:iam::999988887777:root"],
  ["AWS", "arn:aws:iam::111122223333:group/admins"],
  ["AWS", "arn:aws:sts::111122223333:assumed-role/gone/session"],
  ["AWS", "arn:aws:sts::111122223333:assumed-role/analyst/*"],
  ["AWS", "999988887777"],
  ["AWS", "11112222333"],
  ["AWS", "AROAJQABLZS4A3QDU576Q"],
  ["AWS", "AIDACKCEVSQ6C2EXAMPLE"],
  ["AWS", "AKIA111122223333DEMO"],
  ["AWS", "ASIA111122223333DEMO"],
  ["Service", "guardduty.moon.amazonaws.com"],
  ["Service", "sns"],
  ["Federated", "arn:aws:iam::111122223333:oidc-provider/ci.example.com"],
  ["CanonicalUser", "0".repeat(64)],
  ["Group", "admins"],
];

const EXISTING: [principal: unknown, kept?: unknown][] = [
  [{ AWS: ANALYST }],
  [{ AWS: [ANALYST, `arn:aws:iam::${ADMIN}:user/alice`] }],
  [{ AWS: `arn:aws:iam::${OTHER}:role/path/archive` }],
  [{ AWS: `arn:aws:sts::${ADMIN}:assumed-role/analyst/session` }],
  [{ AWS: OTHER }, { AWS: `arn:aws:iam::${OTHER}:root` }],
  [{ Service: "sns.amazonaws.com" }],
  [{ Federated: "accounts.google.com" }],
];

describe("Principals in the policies of resources", () => {
  for (const [name, service] of Object.entries(SERVICES)) {
    describe(`of ${name}`, () => {
      for (const [kind, value] of MISSING) {
        it(`are refused when they do not exist: ${kind} ${value}`, async () => {
          const client = await world();
          const put = service.put(client, policyFor(service, { [kind]: value }));
          expect(await refusal(put)).to.equal(service.refused(kind, value));
        });
      }

      it("are kept when they exist, an account as its root", async () => {
        const client = await world();
        for (const [principal, kept = principal] of EXISTING) {
          await service.put(client, policyFor(service, principal));
          expect(await keptBy(service, client)).to.deep.equal(kept);
        }
      });

      it("may be ids of identities that exist, which are kept as their ARNs", async () => {
        const client = await world();
        const { Role } = await client.call("iam:GetRole", { RoleName: "analyst" });
        await service.put(client, policyFor(service, { AWS: Role.RoleId }));
        expect(await keptBy(service, client)).to.deep.equal({ AWS: ANALYST });
      });

      it("read back as ids once they are deleted, stay so when one of the name is made again, and are refused then", async () => {
        const client = await world();
        const { Role } = await client.call("iam:GetRole", { RoleName: "analyst" });
        const { User } = await client.call("iam:GetUser", { UserName: "alice" });
        await service.put(client, policyFor(service, { AWS: [ANALYST, User.Arn] }));
        await client.call("iam:DeleteRole", { RoleName: "analyst" });
        await client.call("iam:DeleteUser", { UserName: "alice" });
        await client.call("iam:CreateRole", {
          RoleName: "analyst",
          Path: "/teams/",
          AssumeRolePolicyDocument: trustOfEc2,
        });
        expect(await keptBy(service, client)).to.deep.equal({ AWS: [Role.RoleId, User.UserId] });
        const again = service.put(client, (await service.get(client)) as string);
        expect(await refusal(again)).to.equal(service.refused("AWS", Role.RoleId));
      });

      it("follow a user who is renamed", async () => {
        const client = await world();
        const { User } = await client.call("iam:GetUser", { UserName: "alice" });
        await service.put(client, policyFor(service, { AWS: User.Arn }));
        await client.call("iam:UpdateUser", { UserName: "alice", NewUserName: "alicia" });
        expect(await keptBy(service, client)).to.deep.equal({
          AWS: `arn:aws:iam::${ADMIN}:user/alicia`,
        });
      });
    });
  }

  it("may be the canonical user of an account in S3 alone", async () => {
    const client = await world();
    const { Owner } = await client.call("s3:ListBuckets");
    const principal = { CanonicalUser: Owner.ID };
    for (const [name, service] of Object.entries(SERVICES)) {
      const put = refusal(service.put(client, policyFor(service, principal)));
      const expected = name === "s3" ? undefined : service.refused("CanonicalUser", Owner.ID);
      expect(await put.catch(() => undefined)).to.equal(expected);
    }
  });

  it("are of the resource's partition, in every service", async () => {
    const client = await world();
    const ofOtherPartitions: Members[] = [
      { AWS: `arn:aws-us-gov:iam::${ADMIN}:root` },
      { AWS: `arn:aws-cn:iam::${OTHER}:role/path/archive` },
      { AWS: `arn:aws-us-gov:sts::${OTHER}:assumed-role/archive/s` },
      { Service: "s3.amazonaws.com.cn" },
    ];
    for (const [name, service] of Object.entries(SERVICES)) {
      await service.put(client, policyFor(service, { AWS: `arn:aws:iam::${ADMIN}:root` }));
      for (const principal of ofOtherPartitions) {
        const [[kind, value] = ["", ""]] = Object.entries(principal);
        const put = refusal(service.put(client, policyFor(service, principal)));
        expect(await put, name).to.equal(service.refused(kind, value));
      }
    }
  });

  it("give a deleted role's access to no role of the same name", async () => {
    const client = await world();
    const service = SERVICES["s3"]!;
    const session = client.cloud.authenticate({ accessKeyId: "", region: "us-east-1" });
    const analyst = { ...session, arn: `arn:aws:sts::${ADMIN}:assumed-role/analyst/s` };
    await service.put(client, policyFor(service, { AWS: ANALYST }));
    const read = () => client.cloud.call(analyst, "s3:GetObject", { Bucket: BUCKET, Key: "k" });
    await client.call("s3:PutObject", { Bucket: BUCKET, Key: "k" });
    expect(await read()).to.have.property("Body");
    await client.call("iam:DeleteRole", { RoleName: "analyst" });
    await client.call("iam:CreateRole", {
      RoleName: "analyst",
      Path: "/teams/",
      AssumeRolePolicyDocument: trustOfEc2,
    });
    expect(await refusal(read())).to.match(/^AccessDenied: /);
  });

  it("of a bus's statement for an account have to exist, and its condition is kept", async () => {
    const client = await world();
    const permission = { EventBusName: "b", Action: "events:PutEvents", StatementId: "s" };
    const put = (more: Members) => client.call("events:PutPermission", { ...permission, ...more });
    expect(await refusal(put({ Principal: "999988887777" }))).to.equal(
      "ValidationException: Policy is not valid: Invalid principal in policy",
    );
    const Condition = { Type: "StringEquals", Key: "aws:PrincipalOrgID", Value: "o-1" };
    await put({ Principal: "*", Condition });
    expect(client.cloud.world.buses[BUS]!.policy!["Statement"]).to.deep.equal([
      {
        Sid: "s",
        Effect: "Allow",
        Principal: "*",
        Action: "events:PutEvents",
        Resource: BUS,
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
      },
    ]);
  });
});
