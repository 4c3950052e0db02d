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
  for (let at = 0; at < body.length;) {
    const endOfSize = body.indexOf("\r\n", at);
    const size = parseInt(body.toString("latin1", at, endOfSize), 16);
    if (endOfSize < 0 || !(size > 0)) break;
    const start = endOfSize + 2;
    chunks.push(body.subarray(start, start + size));
    at = start + size + 2;
  }
  return Buffer.concat(chunks);
}
