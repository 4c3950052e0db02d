import { AwsError } from "../cloud";
import { header, type HttpRequest } from "./protocol";

/**
 * The bytes of a body that SDKs send in signed chunks with a checksum behind them (`aws-chunked`).
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export function decodeChunks(request: HttpRequest): Buffer {
  const { body } = request;
  const streamed = header(request, "x-amz-content-sha256")?.startsWith("STREAMING-") ?? false;
  if (!streamed) return body;
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const endOfSize = body.indexOf("\r\n", at);
    const [, size = ""] = /^([0-9a-f]{1,8})(;[^\r\n]*)?$/i.exec(lineOf(body, at, endOfSize)) ?? [];
    if (size === "") throw incomplete();
    const start = endOfSize + 2;
    const end = start + parseInt(size, 16);
    if (end === start) break;
    if (body.toString("latin1", end, end + 2) !== "\r\n") throw incomplete();
    chunks.push(body.subarray(start, end));
    at = end + 2;
  }
  const decoded = Buffer.concat(chunks);
  const declared = header(request, "x-amz-decoded-content-length");
  if (declared !== undefined && Number(declared) !== decoded.length) throw incomplete();
  return decoded;
}

function lineOf(body: Buffer, start: number, end: number): string {
  return end < 0 ? "" : body.toString("latin1", start, end);
}

function incomplete(): AwsError {
  return new AwsError("IncompleteBody", "The request body terminated unexpectedly");
}
