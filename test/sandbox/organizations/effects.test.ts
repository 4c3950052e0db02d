import { expect } from "chai";

import type { Members } from "../../../sandbox/cloud";
import type { WorldFile } from "../../../sandbox/world";
import { ADMIN, MANAGEMENT, organizationsApi, ROOT } from "../../../testing/organizations";
import {
  BUCKET,
  bucketArn,
  bucketStatements,
  type Client,
  clientOf,
  destinationInput,
  exportWorld,
  keyArn,
  keyStatements,
  OTHER,
  policyOf,
  refusal,
} from "../../../testing/worlds";

const OUTSIDER = "123123123123";
const UNIT = "ou-sbx0-security";
const ORGANIZATION = "o-abc1234567";
const ROLE = `arn:aws:iam::${ADMIN}:role/reader`;
const LINKED = `arn:aws:iam::${ADMIN}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`;
const QUEUE = `arn:aws:sqs:us-east-1:${ADMIN}:inbox`;
const TOPIC = `arn:aws:sns:us-east-1:${ADMIN}:alerts`;
const DENIAL = "p-thedenial";
const SCP = "SERVICE_CONTROL_POLICY";
const RCP = "RESOURCE_CONTROL_POLICY";

type Type = typeof SCP | typeof RCP;
type Organization = NonNullable<WorldFile["organization"]>;

const policyArn = (type: Type) =>
  `arn:aws:organizations::${MANAGEMENT}:policy/${ORGANIZATION}/${type.toLowerCase()}/${DENIAL}`;

const anyone = (more: object) => ({ Effect: "Allow", Principal: { AWS: "*" }, ...more });

/** ADMIN, in a unit, has a bucket, a key, a queue, a topic and a role that OTHER, MANAGEMENT and OUTSIDER may use as well. */
function world(
  type: Type,
  statement: object,
  node: string,
  more: Partial<Organization> = {},
): WorldFile {
  const file = exportWorld();
  const bucket = {
    ...bucketStatements(),
    open: anyone({ Action: "s3:*", Resource: [bucketArn(), `${bucketArn()}/*`] }),
  };
  const key = { ...keyStatements(), open: anyone({ Action: "kms:*", Resource: "*" }) };
  const content = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Deny", Resource: "*", ...statement }],
  };
  return {
    ...file,
    accounts: {
      ...file.accounts,
      [OUTSIDER]: {},
      [ADMIN]: { ...file.accounts![ADMIN], roles: [`arn:aws:iam::${ADMIN}:role/deploy`, LINKED] },
    },
    buckets: {
      [BUCKET]: {
        ...file.buckets![BUCKET]!,
        policy: policyOf(bucket),
        publicAccessBlock: null,
        objects: { a: {} },
      },
    },
    keys: { [keyArn()]: { policy: policyOf(key) } },
    queues: {
      [QUEUE]: {
        policy: policyOf({
          open: { Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: QUEUE },
        }),
      },
    },
    topics: {
      [TOPIC]: {
        policy: policyOf({
          open: { Effect: "Allow", Principal: "*", Action: "SNS:Publish", Resource: TOPIC },
        }),
        subscriptions: { s: { protocol: "sqs", endpoint: QUEUE, owner: ADMIN } },
      },
    },
    roles: {
      [ROLE]: {
        assumeRolePolicy: policyOf({ open: anyone({ Action: "sts:AssumeRole" }) }),
        policies: { all: policyOf({ all: { Effect: "Allow", Action: "*", Resource: "*" } }) },
      },
    },
    organization: {
      ...{ id: ORGANIZATION, management: MANAGEMENT, members: [ADMIN, OTHER] },
      organizationalUnits: { [UNIT]: { name: "Security" } },
      parents: { [ADMIN]: UNIT },
      policyTypes: [SCP, RCP],
      policies: {
        [DENIAL]: { type, name: "denial", content: type === RCP ? asRcp(content) : content },
      },
      attachments: { [node]: [DENIAL] },
      ...more,
    },
  };
}

function asRcp({ Statement, ...rest }: { Version: string; Statement: object[] }) {
  return { ...rest, Statement: Statement.map((one) => ({ Principal: "*", ...one })) };
}

type Attempt = (client: Client) => Promise<unknown>;

const by =
  (accountId: string, operation: string, input: Members = {}): Attempt =>
  (client) =>
    client.as(accountId).call(operation, input);
const get = { Bucket: BUCKET, Key: "a" };
const assume = { RoleArn: ROLE, RoleSessionName: "session" };
const asRole =
  (role: string, operation: string, input: Members): Attempt =>
  ({ cloud, caller: { region } }) => {
    const name = role.slice(role.lastIndexOf("/") + 1);
    const arn = `arn:aws:sts::${ADMIN}:assumed-role/${name}/s`;
    return cloud.call({ accountId: ADMIN, arn, region }, operation, input);
  };

const GET_DENIED = (type: Type, accountId: string) =>
  `AccessDenied: User: arn:aws:iam::${accountId}:root is not authorized to perform: s3:GetObject on resource: "${bucketArn()}/a" with an explicit deny in a ${type === SCP ? "service" : "resource"} control policy: ${policyArn(type)}`;

const S3 = { Action: "s3:*" };
const notUs = (operator: string, key: string) => ({
  ...S3,
  Condition: { [operator]: { [key]: ORGANIZATION } },
});

const ROWS: [
  what: string,
  type: Type,
  statement: object,
  node: string,
  attempt: Attempt,
  refused?: string | RegExp,
][] = [
  [
    "the root of a member account",
    SCP,
    S3,
    ROOT,
    by(ADMIN, "s3:GetObject", get),
    GET_DENIED(SCP, ADMIN),
  ],
  [
    "a member account in the unit",
    SCP,
    S3,
    UNIT,
    by(ADMIN, "s3:GetObject", get),
    GET_DENIED(SCP, ADMIN),
  ],
  [
    "the member account itself",
    SCP,
    S3,
    ADMIN,
    by(ADMIN, "s3:GetObject", get),
    GET_DENIED(SCP, ADMIN),
  ],
  [
    "a role of the member account",
    SCP,
    S3,
    ROOT,
    asRole(ROLE, "s3:GetObject", get),
    /assumed-role\/reader\/s is not .* explicit deny in a service control policy/,
  ],
  ["no member account outside of the unit", SCP, S3, UNIT, by(OTHER, "s3:GetObject", get)],
  [
    "a member account of another's resource",
    SCP,
    S3,
    OTHER,
    by(OTHER, "s3:GetObject", get),
    GET_DENIED(SCP, OTHER),
  ],
  ["no resource of the account for others", SCP, S3, ADMIN, by(OTHER, "s3:GetObject", get)],
  ["not the management account", SCP, S3, ROOT, by(MANAGEMENT, "s3:GetObject", get)],
  ["no account outside of the organization", SCP, S3, ROOT, by(OUTSIDER, "s3:GetObject", get)],
  ["no service-linked role", SCP, { Action: "*" }, ROOT, asRole(LINKED, "s3:GetObject", get)],
  ["no other action", SCP, { Action: "s3:Put*" }, ROOT, by(ADMIN, "s3:GetObject", get)],
  [
    "actions that no resource has a policy for",
    SCP,
    { Action: "guardduty:*" },
    ROOT,
    by(ADMIN, "guardduty:ListDetectors"),
    `AccessDeniedException: User: arn:aws:iam::${ADMIN}:root is not authorized to perform: guardduty:ListDetectors on resource: * with an explicit deny in a service control policy: ${policyArn(SCP)}`,
  ],
  [
    "the Regions of its condition",
    SCP,
    { NotAction: "iam:*", Condition: { StringNotEquals: { "aws:RequestedRegion": "eu-west-1" } } },
    ROOT,
    by(ADMIN, "s3:GetObject", get),
    /service control policy/,
  ],
  [
    "no service with one endpoint by the caller's Region",
    SCP,
    { Action: "iam:*", Condition: { StringNotEquals: { "aws:RequestedRegion": "us-east-1" } } },
    ROOT,
    (client) => client.as(ADMIN, "eu-west-1").call("iam:GetRole", { RoleName: "reader" }),
  ],
  [
    "all but a role that it names",
    SCP,
    { ...S3, Condition: { ArnNotEquals: { "aws:PrincipalArn": ROLE } } },
    ROOT,
    asRole(ROLE, "s3:GetObject", get),
  ],
  [
    "the root's own bucket policy",
    SCP,
    { Action: "s3:PutBucketPolicy" },
    ROOT,
    by(ADMIN, "s3:PutBucketPolicy", { Bucket: BUCKET, Policy: "{}" }),
    /s3:PutBucketPolicy on resource: .* explicit deny in a service control policy/,
  ],
  [
    "those that assume a role",
    SCP,
    { Action: "sts:AssumeRole" },
    ROOT,
    by(OTHER, "sts:AssumeRole", assume),
    `AccessDenied: User: arn:aws:iam::${OTHER}:root is not authorized to perform: sts:AssumeRole on resource: ${ROLE} with an explicit deny in a service control policy: ${policyArn(SCP)}`,
  ],
  [
    "those that send to a queue",
    SCP,
    { Action: "sqs:*" },
    ROOT,
    by(OTHER, "sqs:SendMessage", {
      QueueUrl: `https://sqs.us-east-1.amazonaws.com/${ADMIN}/inbox`,
      MessageBody: "x",
    }),
    /service control policy/,
  ],
  [
    "those that publish to a topic",
    SCP,
    { Action: "sns:*" },
    ROOT,
    by(ADMIN, "sns:GetTopicAttributes", { TopicArn: TOPIC }),
    /service control policy/,
  ],
  [
    "those that use a key",
    SCP,
    { Action: "kms:*" },
    ROOT,
    by(ADMIN, "kms:DescribeKey", { KeyId: keyArn() }),
    /service control policy/,
  ],
  [
    "those that create a destination",
    SCP,
    { Action: "guardduty:CreatePublishingDestination" },
    ROOT,
    by(ADMIN, "guardduty:CreatePublishingDestination", destinationInput()),
    /service control policy/,
  ],
  [
    "no export of GuardDuty",
    SCP,
    { Action: ["s3:*", "kms:*"] },
    ROOT,
    by(ADMIN, "guardduty:CreatePublishingDestination", destinationInput()),
  ],

  ["the owner's own root", RCP, S3, ROOT, by(ADMIN, "s3:GetObject", get), GET_DENIED(RCP, ADMIN)],
  ["another member account", RCP, S3, UNIT, by(OTHER, "s3:GetObject", get), GET_DENIED(RCP, OTHER)],
  [
    "the management account",
    RCP,
    S3,
    ADMIN,
    by(MANAGEMENT, "s3:GetObject", get),
    GET_DENIED(RCP, MANAGEMENT),
  ],
  [
    "an account outside of the organization, which does not get the reason",
    RCP,
    S3,
    ROOT,
    by(OUTSIDER, "s3:GetObject", get),
    "AccessDenied: Access Denied",
  ],
  ["no resource of another account", RCP, S3, OTHER, by(ADMIN, "s3:GetObject", get)],
  ["no service-linked role", RCP, S3, ROOT, asRole(LINKED, "s3:GetObject", get)],
  [
    "those outside of the organization alone",
    RCP,
    notUs("StringNotEqualsIfExists", "aws:PrincipalOrgID"),
    ROOT,
    by(OUTSIDER, "s3:GetObject", get),
    "AccessDenied: Access Denied",
  ],
  [
    "no one inside of the organization",
    RCP,
    notUs("StringNotEqualsIfExists", "aws:PrincipalOrgID"),
    ROOT,
    by(OTHER, "s3:GetObject", get),
  ],
  [
    "those outside of the path",
    RCP,
    {
      ...S3,
      Condition: {
        "ForAllValues:StringNotLike": {
          "aws:PrincipalOrgPaths": `${ORGANIZATION}/${ROOT}/${UNIT}/*`,
        },
      },
    },
    ROOT,
    by(OTHER, "s3:GetObject", get),
    GET_DENIED(RCP, OTHER),
  ],
  [
    "no one on the path",
    RCP,
    {
      ...S3,
      Condition: {
        "ForAllValues:StringNotLike": {
          "aws:PrincipalOrgPaths": `${ORGANIZATION}/${ROOT}/${UNIT}/*`,
        },
      },
    },
    ROOT,
    by(ADMIN, "s3:GetObject", get),
  ],
  [
    "resources of the organization",
    RCP,
    { ...S3, Condition: { StringEquals: { "aws:ResourceOrgID": ORGANIZATION } } },
    ROOT,
    by(ADMIN, "s3:GetObject", get),
    GET_DENIED(RCP, ADMIN),
  ],
  [
    "a key",
    RCP,
    { Action: "kms:*" },
    ROOT,
    by(ADMIN, "kms:DescribeKey", { KeyId: keyArn() }),
    /kms:DescribeKey on resource: .* explicit deny in a resource control policy/,
  ],
  ["no list that is about no key", RCP, { Action: "kms:*" }, ROOT, by(ADMIN, "kms:ListKeys")],
  [
    "a queue",
    RCP,
    { Action: "sqs:*" },
    ROOT,
    by(OTHER, "sqs:SendMessage", {
      QueueUrl: `https://sqs.us-east-1.amazonaws.com/${ADMIN}/inbox`,
      MessageBody: "x",
    }),
    /resource control policy/,
  ],
  [
    "a role that is assumed",
    RCP,
    { Action: "sts:AssumeRole" },
    ROOT,
    by(OTHER, "sts:AssumeRole", assume),
    /sts:AssumeRole on resource: .* explicit deny in a resource control policy/,
  ],
  [
    "an event bus",
    RCP,
    { Action: "events:*" },
    ROOT,
    by(ADMIN, "events:PutEvents", { Entries: [{ Source: "x", DetailType: "x", Detail: "{}" }] }),
    /resource control policy/,
  ],
  [
    "the root's own bucket policy",
    RCP,
    { Action: "s3:PutBucketPolicy" },
    ROOT,
    by(ADMIN, "s3:PutBucketPolicy", { Bucket: BUCKET, Policy: "{}" }),
    /explicit deny in a resource control policy/,
  ],
  [
    "GuardDuty, at the bucket",
    RCP,
    { Action: "s3:PutObject" },
    UNIT,
    by(ADMIN, "guardduty:CreatePublishingDestination", destinationInput()),
    /^BadRequestException: The request failed because the GuardDuty service principal does not have permission/,
  ],
  [
    "GuardDuty, at the key",
    RCP,
    { Action: "kms:GenerateDataKey" },
    UNIT,
    by(ADMIN, "guardduty:CreatePublishingDestination", destinationInput()),
    /^BadRequestException: The request failed because the GuardDuty service principal does not have permission/,
  ],
  [
    "not GuardDuty, by principals of the organization",
    RCP,
    {
      Action: ["s3:*", "kms:*"],
      Condition: {
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": ORGANIZATION },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    },
    ROOT,
    by(ADMIN, "guardduty:CreatePublishingDestination", destinationInput()),
  ],
];

describe("Control policies of the organization", () => {
  for (const [what, type, statement, node, attempt, refused] of ROWS) {
    const name = type === SCP ? "a service control policy" : "a resource control policy";
    it(`bind, with ${name} on ${node}: ${what}`, async () => {
      const call = attempt(await clientOf(world(type, statement, node)));
      if (refused === undefined) await call;
      else if (typeof refused === "string") expect(await refusal(call)).to.equal(refused);
      else expect(await refusal(call)).to.match(refused);
    });
  }

  it("bind nothing in an organization without their type", async () => {
    for (const type of [SCP, RCP] as const) {
      const others = [SCP, RCP].filter((one): one is Type => one !== type);
      const client = await clientOf(world(type, S3, ROOT, { policyTypes: others }));
      await by(ADMIN, "s3:GetObject", get)(client);
    }
  });

  it("have to allow at every level", async () => {
    const allow = { Effect: "Allow", Action: ["s3:Get*", "guardduty:*"] };
    const client = await clientOf(world(SCP, allow, UNIT, { withoutFullAccess: [UNIT] }));
    await by(ADMIN, "s3:GetObject", get)(client);
    await by(OTHER, "s3:PutObject", { Bucket: BUCKET, Key: "b" })(client);
    const put = by(ADMIN, "s3:DeleteObject", { Bucket: BUCKET, Key: "a" })(client);
    expect(await refusal(put)).to.equal(
      `AccessDenied: User: arn:aws:iam::${ADMIN}:root is not authorized to perform: s3:DeleteObject on resource: "${bucketArn()}/a" because no service control policy allows the s3:DeleteObject action`,
    );
    expect(await refusal(by(ADMIN, "iam:ListRoles")(client))).to.match(
      /because no service control policy allows the iam:ListRoles action$/,
    );
  });

  it("are in effect as soon as they are attached, and until they are detached", async () => {
    const client = await clientOf(world(RCP, S3, ROOT, { attachments: {} }));
    const change = (operation: string) =>
      client
        .as(MANAGEMENT)
        .call(`organizations:${operation}`, { PolicyId: DENIAL, TargetId: UNIT });
    await by(OTHER, "s3:GetObject", get)(client);
    await change("AttachPolicy");
    expect(await refusal(by(OTHER, "s3:GetObject", get)(client))).to.equal(GET_DENIED(RCP, OTHER));
    await change("DetachPolicy");
    await by(OTHER, "s3:GetObject", get)(client);
  });

  it("keep findings from a bucket that GuardDuty exports to, and say which policy does", async () => {
    const client = await clientOf(
      world(RCP, { Action: "s3:PutObject" }, ADMIN, { attachments: {} }),
    );
    await by(ADMIN, "guardduty:CreatePublishingDestination", destinationInput())(client);
    const attach = { PolicyId: DENIAL, TargetId: ADMIN };
    await by(MANAGEMENT, "organizations:AttachPolicy", attach)(client);
    const [delivery] = await client.cloud.exportFinding(ADMIN, "us-east-1");
    expect(delivery!.refusal?.reason).to.match(
      new RegExp(
        `^The resource control policy ${policyArn(RCP)} does not let guardduty.amazonaws.com do s3:PutObject on `,
      ),
    );
    await by(MANAGEMENT, "organizations:DetachPolicy", attach)(client);
    const [next] = await client.cloud.exportFinding(ADMIN, "us-east-1");
    expect(next!.refusal).to.equal(undefined);
  });

  it("refuse calls over HTTP with AWS's code and text", async () => {
    const api = await organizationsApi(world(SCP, { Action: "organizations:*" }, ROOT));
    expect(await api.refusal("DescribeOrganization", {}, ADMIN)).to.equal(
      `AccessDeniedException: User: arn:aws:iam::${ADMIN}:root is not authorized to perform: organizations:DescribeOrganization on resource: * with an explicit deny in a service control policy: ${policyArn(SCP)}`,
    );
    await api.call("DescribeOrganization");
    await api.close();
  });

  const publish = { TopicArn: TOPIC, Message: "x" };
  const received = ({ cloud }: Client) => cloud.world.queues[QUEUE]!.messages.length;
  const services = (operator: string) => ({
    Action: "sqs:*",
    Condition: {
      [operator]: { "aws:SourceOrgID": ORGANIZATION },
      Null: { "aws:SourceAccount": "false" },
      Bool: { "aws:PrincipalIsAWSService": "true" },
    },
  });
  const DELIVERIES: [what: string, statement: object, messages: number][] = [
    ["that they deny", { Action: "sqs:SendMessage" }, 0],
    ["of the organization that they deny", services("StringEqualsIfExists"), 0],
    ["of the organization where they deny others", services("StringNotEqualsIfExists"), 1],
  ];
  for (const [what, statement, messages] of DELIVERIES) {
    it(`let ${messages === 0 ? "no" : "a"} message through of AWS services ${what}`, async () => {
      const client = await clientOf(world(RCP, statement, ROOT));
      await by(ADMIN, "sns:Publish", publish)(client);
      expect(received(client)).to.equal(messages);
    });
  }
});
