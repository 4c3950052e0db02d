import { createHash } from "node:crypto";
import { Crc32, Crc32c, Crc64Nvme } from "@aws-sdk/checksums/crc";
import { AwsError } from "../cloud";
import { header, type HttpRequest } from "./protocol";

type Compute = (body: Buffer) => Promise<Buffer>;

const digest =
  (algorithm: string): Compute =>
  async (body) =>
    createHash(algorithm).update(body).digest();

const crc =
  (Algorithm: typeof Crc32 | typeof Crc32c | typeof Crc64Nvme): Compute =>
  async (body) => {
    const sum = new Algorithm();
    sum.update(body);
    return Buffer.from(await sum.digest());
  };

const MD5 = "content-md5";
const PREFIX = "x-amz-checksum-";

/** By the header or trailer that carries it in base64. */
const CHECKSUMS: { [header: string]: Compute } = {
  [MD5]: digest("md5"),
  "x-amz-checksum-crc32": crc(Crc32),
  "x-amz-checksum-crc32c": crc(Crc32c),
  "x-amz-checksum-crc64nvme": crc(Crc64Nvme),
  "x-amz-checksum-sha1": digest("sha1"),
  "x-amz-checksum-sha256": digest("sha256"),
};

/** The one that S3 computes of an object that comes without. */
const OWN = "x-amz-checksum-crc64nvme";

/** Operations that S3 refuses without a checksum. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
const REQUIRED = ["DeleteObjects"];

/**
 * The request with its checksum in a header, once it is that of the body.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export async function withChecksum(
  request: HttpRequest,
  trailers: Map<string, string>,
  operation: string,
): Promise<HttpRequest> {
  const given = Object.keys(CHECKSUMS).flatMap((name) => {
    const value = trailers.get(name) ?? header(request, name);
    return value === undefined ? [] : [{ name, value }];
  });
  const additional = given.filter(({ name }) => name !== MD5);
  if (additional.length > 1) {
    throw invalid(
      "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.",
    );
  }
  if (given.length === 0 && REQUIRED.includes(operation)) {
    throw invalid("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
  }
  for (const { name, value } of given) await requireSame(name, value, request.body);
  const sums = additional.map(({ name, value }) => [name, value] as const);
  if (operation === "PutObject" && sums.length === 0) {
    sums.push([OWN, (await checksum(OWN, request.body)).toString("base64")]);
  }
  return { ...request, headers: { ...request.headers, ...Object.fromEntries(sums) } };
}

async function requireSame(name: string, value: string, body: Buffer): Promise<void> {
  const expected = await checksum(name, body);
  const sent = Buffer.from(value, "base64");
  if (sent.length !== expected.length) {
    throw name === MD5
      ? new AwsError("InvalidDigest", "The Content-MD5 you specified was invalid.")
      : invalid(`Value for ${name} header is invalid.`);
  }
  if (sent.equals(expected)) return;
  const algorithm = name.replace(PREFIX, "").toUpperCase();
  throw new AwsError(
    "BadDigest",
    name === MD5
      ? "The Content-MD5 you specified did not match what we received."
      : `The ${algorithm} you specified did not match the calculated checksum.`,
  );
}

function checksum(name: string, body: Buffer): Promise<Buffer> {
  return (CHECKSUMS[name] as Compute)(body);
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidRequest", message);
}
