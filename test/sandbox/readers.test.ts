import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { expect } from "chai";
import { gunzipSync } from "node:zlib";
import { createCloud, type SandboxCloud } from "../../sandbox/cloud";
import { type HttpServer, startHttp } from "../../sandbox/http";
import type { WorldFile } from "../../sandbox/world";
import {
  ADMIN,
  BUCKET,
  bucketArn,
  destinationInput,
  exportWorld,
  keyArn,
  OTHER,
} from "../../testing/worlds";

// What the SDK says of versions of Node.js is no test's subject.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

const ROLE = `arn:aws:iam::${ADMIN}:role/reader`;
const GOOGLE_ROLE = `arn:aws:iam::${ADMIN}:role/google`;
const USER = `arn:aws:iam::${ADMIN}:user/reader`;
const QUEUE = `arn:aws:sqs:us-east-1:${ADMIN}:inbox`;
const URL = `https://sqs.us-east-1.amazonaws.com/${ADMIN}/inbox`;
const KEY = "AKIAUSERABCDEFGHIJKL";
const SECRET = "c2VjcmV0LW9mLXRoZS1yZWFkZXI";

const policy = (...Statement: object[]) => ({
  Version: "2012-10-17",
  Statement: Statement.map((one) => ({ Effect: "Allow", ...one })),
});

const rights = policy(
  { Action: "s3:GetObject", Resource: `${bucketArn()}/AWSLogs/*` },
  {
    Action: "s3:ListBucket",
    Resource: bucketArn(),
    Condition: { StringLike: { "s3:prefix": "AWSLogs/*" } },
  },
  {
    Action: "kms:Decrypt",
    Resource: keyArn(),
    Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
  },
  {
    Action: ["ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "Get*"].map(
      (action) => `sqs:${action}`,
    ),
    Resource: QUEUE,
  },
);

/** A bucket that notifies a queue of its findings, and three identities that may read both. */
function readersWorld(): WorldFile {
  const world = exportWorld();
  world.buckets![BUCKET]!.notification = {
    QueueConfigurations: [
      {
        Id: "findings",
        QueueArn: QUEUE,
        Events: ["s3:ObjectCreated:*"],
        Filter: { Key: { FilterRules: [{ Name: "suffix", Value: ".jsonl.gz" }] } },
      },
    ],
  };
  return {
    ...world,
    queues: {
      [QUEUE]: {
        policy: policy({
          Principal: { Service: "s3.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: QUEUE,
          Condition: { ArnLike: { "aws:SourceArn": bucketArn() } },
        }),
      },
    },
    roles: {
      [ROLE]: {
        policies: { rights },
        assumeRolePolicy: policy({
          Principal: { AWS: OTHER },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": "id" } },
        }),
      },
      [GOOGLE_ROLE]: {
        policies: { rights },
        assumeRolePolicy: policy({
          Principal: { Federated: "accounts.google.com" },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: { StringEquals: { "accounts.google.com:sub": "1234" } },
        }),
      },
    },
    users: { [USER]: { policies: { rights }, accessKeys: { [KEY]: { secret: SECRET } } } },
  };
}

interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

const accountOf = (id: string): Credentials => ({
  accessKeyId: `AKIA${id}TEST`,
  secretAccessKey: "none",
});

let server: HttpServer;
let cloud: SandboxCloud;

const settings = (credentials: Credentials) => ({
  endpoint: server.url,
  region: "us-east-1",
  credentials,
  maxAttempts: 1,
});
const sqs = (credentials: Credentials) => new SQSClient(settings(credentials));
const sts = (credentials: Credentials) => new STSClient(settings(credentials));
const s3 = (credentials: Credentials) =>
  new S3Client({ ...settings(credentials), forcePathStyle: true });

const token = (claims: object): string =>
  ["{}", JSON.stringify(claims), ""]
    .map((part) => Buffer.from(part).toString("base64url"))
    .join(".");

async function assumed(ExternalId?: string): Promise<Credentials> {
  const { Credentials: given } = await sts(accountOf(OTHER)).send(
    new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "test", ExternalId }),
  );
  return fromSts(given);
}

async function assumedByGoogle(sub: string): Promise<Credentials> {
  const { Credentials: given } = await sts(accountOf(ADMIN)).send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: GOOGLE_ROLE,
      RoleSessionName: "test",
      WebIdentityToken: token({ iss: "https://accounts.google.com", aud: "a", sub }),
    }),
  );
  return fromSts(given);
}

function fromSts(
  given: { AccessKeyId?: string; SecretAccessKey?: string; SessionToken?: string } = {},
) {
  return {
    accessKeyId: given.AccessKeyId ?? "",
    secretAccessKey: given.SecretAccessKey ?? "",
    sessionToken: given.SessionToken,
  };
}

/** The name and text of the error that a call ends with. */
async function refusal(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "none",
    (error: Error) => `${error.name}: ${error.message}`,
  );
}

describe("readers, with AWS's SDK", () => {
  beforeEach(async () => {
    cloud = await createCloud(readersWorld());
    server = await startHttp(cloud);
    const region = "us-east-1";
    const caller = cloud.authenticate({ accessKeyId: accountOf(ADMIN).accessKeyId, region });
    await cloud.call(caller, "guardduty:CreatePublishingDestination", destinationInput());
  });
  afterEach(() => server.close());

  const identities: [who: string, credentials: () => Promise<Credentials>][] = [
    ["a role with the external id", () => assumed("id")],
    ["a role by web identity", () => assumedByGoogle("1234")],
    ["a user's access key", async () => ({ accessKeyId: KEY, secretAccessKey: SECRET })],
  ];
  for (const [who, credentialsOf] of identities) {
    it(`${who}: gets a finding's message, lists it, reads it and deletes the message`, async () => {
      const [delivery] = await cloud.exportFinding(ADMIN, "us-east-1");
      const credentials = await credentialsOf();
      const queue = sqs(credentials);
      const { QueueUrl } = await queue.send(new GetQueueUrlCommand({ QueueName: "inbox" }));
      expect(QueueUrl).to.equal(URL);
      const { Messages } = await queue.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MessageSystemAttributeNames: ["ApproximateReceiveCount"],
        }),
      );
      expect(Messages).to.have.length(1);
      const [{ Body, ReceiptHandle, Attributes }] = Messages as [(typeof Messages & {})[number]];
      expect(Attributes).to.deep.equal({ ApproximateReceiveCount: "1" });
      const { bucket, object } = JSON.parse(Body!).Records[0].s3;
      expect([bucket.name, object.key]).to.deep.equal([BUCKET, delivery!.key]);

      const bucketClient = s3(credentials);
      const { Contents } = await bucketClient.send(
        new ListObjectsV2Command({ Bucket: BUCKET, Prefix: "AWSLogs/" }),
      );
      expect(Contents!.map(({ Key }) => Key)).to.include(delivery!.key);
      const found = await bucketClient.send(
        new GetObjectCommand({ Bucket: BUCKET, Key: object.key }),
      );
      const lines = gunzipSync(await found.Body!.transformToByteArray()).toString();
      expect(JSON.parse(lines)).to.include({ accountId: ADMIN, region: "us-east-1" });

      await queue.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 60 }),
      );
      const attributes = await queue.send(
        new GetQueueAttributesCommand({
          QueueUrl,
          AttributeNames: ["ApproximateNumberOfMessagesNotVisible"],
        }),
      );
      expect(attributes.Attributes).to.deep.equal({ ApproximateNumberOfMessagesNotVisible: "1" });
      await queue.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      expect(cloud.world.queues[QUEUE]!.messages).to.deep.equal([]);
    });

    it(`${who}: may not write, nor read elsewhere`, async () => {
      const credentials = await credentialsOf();
      const client = s3(credentials);
      const at = { Bucket: BUCKET, Key: "AWSLogs/x" };
      expect(await refusal(client.send(new PutObjectCommand({ ...at, Body: "x" })))).to.match(
        /^AccessDenied: User: .* because no identity-based policy allows the s3:\w+ action$/,
      );
      const elsewhere = new GetObjectCommand({ Bucket: BUCKET, Key: "other/x" });
      expect(await refusal(client.send(elsewhere))).to.match(
        /^AccessDenied: User: .* because no identity-based policy allows the s3:\w+ action$/,
      );
      const all = new ListObjectsV2Command({ Bucket: BUCKET });
      expect(await refusal(client.send(all))).to.match(
        /^AccessDenied: User: .* because no identity-based policy allows the s3:\w+ action$/,
      );
      const send = new SendMessageCommand({ QueueUrl: URL, MessageBody: "x" });
      const { Arn } = await sts(credentials).send(new GetCallerIdentityCommand({}));
      expect(await refusal(sqs(credentials).send(send))).to.equal(
        `AccessDenied: User: ${Arn} is not authorized to perform: sqs:sendmessage on resource: ${QUEUE} because no identity-based policy allows the sqs:sendmessage action`,
      );
    });
  }

  it("no other identity becomes a reader", async () => {
    const other = `arn:aws:iam::${OTHER}:root`;
    expect(await refusal(assumed())).to.equal(
      `AccessDenied: User: ${other} is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`,
    );
    expect(await refusal(assumedByGoogle("5678"))).to.equal(
      "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity",
    );
  });

  it("a key that IAM made is known by its secret, and none when it is gone", async () => {
    const receive = (credentials: Credentials) =>
      refusal(sqs(credentials).send(new ReceiveMessageCommand({ QueueUrl: URL })));
    expect(await receive({ accessKeyId: KEY, secretAccessKey: SECRET })).to.equal("none");
    expect(await receive({ accessKeyId: KEY, secretAccessKey: "guess" })).to.match(
      /^SignatureDoesNotMatch: /,
    );
    const gone = { accessKeyId: "AKIAUSERZZZZZZZZZZZZ", secretAccessKey: SECRET };
    expect(await receive(gone)).to.match(/^InvalidClientTokenId: /);
  });

  it("a queue that is not there is said so as the SDK knows it", async () => {
    const get = sqs(accountOf(ADMIN)).send(new GetQueueUrlCommand({ QueueName: "none" }));
    expect(await refusal(get)).to.equal("QueueDoesNotExist: The specified queue does not exist.");
  });
});
