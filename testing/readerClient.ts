import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  STSClient,
  type Credentials as StsCredentials,
} from "@aws-sdk/client-sts";
import { gunzipSync } from "node:zlib";

// What the SDK says of versions of Node.js is no test's subject.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** A message as S3 wrote it, and how to take it away. */
export interface Notification {
  bucket: string;
  key: string;
  receipt: string;
}

/** The root credentials of an account of the sandbox. */
export const rootOf = (accountId: string): Credentials => ({
  accessKeyId: `AKIA${accountId}TEST`,
  secretAccessKey: "none",
});

const settings = (endpoint: string, credentials: Credentials) => ({
  ...{ endpoint, credentials, region: "us-east-1", maxAttempts: 1 },
});

/** What a reader does with its credentials, by AWS's own SDK. */
export function readerClient(endpoint: string, credentials: Credentials) {
  const s3 = new S3Client({ ...settings(endpoint, credentials), forcePathStyle: true });
  const sqs = new SQSClient(settings(endpoint, credentials));
  return {
    /** Messages of the queue, each as S3 wrote it. What has no records is none: S3's test message, an envelope of SNS. */
    async receive(QueueUrl: string, MaxNumberOfMessages = 10): Promise<Notification[]> {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages }),
      );
      return Messages.flatMap(({ Body = "", ReceiptHandle = "" }) =>
        ((JSON.parse(Body) as S3Event).Records ?? []).map(({ s3: { bucket, object } }) => ({
          ...{ bucket: bucket.name, key: object.key, receipt: ReceiptHandle },
        })),
      );
    },
    async remove(QueueUrl: string, ReceiptHandle: string): Promise<void> {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    },
    async list(Bucket: string, Prefix?: string): Promise<string[]> {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
      return Contents.map(({ Key = "" }) => Key);
    },
    /** The findings of an object. */
    async get(Bucket: string, Key: string): Promise<{ [name: string]: unknown }[]> {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      const lines = gunzipSync((await Body?.transformToByteArray()) ?? "").toString();
      return lines
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as { [name: string]: unknown });
    },
    put: (Bucket: string, Key: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" })),
    delete: (Bucket: string, Key: string) => s3.send(new DeleteObjectCommand({ Bucket, Key })),
  };
}

interface S3Event {
  Records?: { s3: { bucket: { name: string }; object: { key: string } } }[];
}

/** Credentials of a role that is taken with those of another. */
export async function assumed(
  endpoint: string,
  by: Credentials,
  RoleArn: string,
  ExternalId?: string,
): Promise<Credentials> {
  const input = { RoleArn, RoleSessionName: "reader", ExternalId };
  const { Credentials: given } = await new STSClient(settings(endpoint, by)).send(
    new AssumeRoleCommand(input),
  );
  return fromSts(given);
}

/** Credentials of a role that is taken with a token of Google's. */
export function assumedByGoogle(
  endpoint: string,
  RoleArn: string,
  sub: string,
): Promise<Credentials> {
  const claims = { iss: "https://accounts.google.com", aud: "chronicle", sub };
  return assumedByToken(endpoint, RoleArn, "reader", claims);
}

/** Credentials of a role as Microsoft Sentinel takes it, for the workspace with this id. */
export function assumedBySentinel(
  endpoint: string,
  RoleArn: string,
  workspaceId: string,
): Promise<Credentials> {
  const iss = "https://sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/";
  const claims = { iss, aud: "api://1462b192-27f7-4cb9-8523-0f4ecb54b47e", sub: "sentinel" };
  return assumedByToken(endpoint, RoleArn, `MicrosoftSentinel_${workspaceId}`, claims);
}

async function assumedByToken(
  endpoint: string,
  RoleArn: string,
  RoleSessionName: string,
  claims: object,
): Promise<Credentials> {
  const WebIdentityToken = ["{}", JSON.stringify(claims), ""]
    .map((part) => Buffer.from(part).toString("base64url"))
    .join(".");
  // The call is not signed: any credentials do.
  const { Credentials: given } = await new STSClient(
    settings(endpoint, { accessKeyId: "none", secretAccessKey: "none" }),
  ).send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName, WebIdentityToken }));
  return fromSts(given);
}

function fromSts(given: StsCredentials | undefined): Credentials {
  return {
    accessKeyId: given?.AccessKeyId ?? "",
    secretAccessKey: given?.SecretAccessKey ?? "",
    sessionToken: given?.SessionToken,
  };
}

/** The name of the error that a call ends with; `none` when it ends with none. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "none",
    (error: Error) => error.name,
  );
}
