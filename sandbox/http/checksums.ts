import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { AwsError } from "../cloud";
import { header, type HttpRequest } from "./protocol";

/** Header -> the checksum of a body in base64. CRC32C and CRC64NVME are not verified. */
const CHECKSUMS: { [header: string]: (body: Buffer) => string } = {
  "content-md5": digest("md5"),
  "x-amz-checksum-crc32": (body) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(body));
    return bytes.toString("base64");
  },
  "x-amz-checksum-sha1": digest("sha1"),
  "x-amz-checksum-sha256": digest("sha256"),
};

/**
 * Refuses a body whose checksum, in a header or a trailer, is that of another one.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
export function requireChecksums(request: HttpRequest, trailers: Map<string, string>): void {
  for (const [name, of] of Object.entries(CHECKSUMS)) {
    const given = trailers.get(name) ?? header(request, name);
    if (given === undefined || given === of(request.body)) continue;
    throw new AwsError("BadDigest", badDigest(name));
  }
}

function badDigest(name: string): string {
  if (name === "content-md5")
    return "The Content-MD5 you specified did not match what we received.";
  const algorithm = name.replace("x-amz-checksum-", "").toUpperCase();
  return `The ${algorithm} you specified did not match the calculated checksum.`;
}

function digest(algorithm: string): (body: Buffer) => string {
  return (body) => createHash(algorithm).update(body).digest("base64");
}
