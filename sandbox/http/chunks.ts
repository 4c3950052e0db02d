import { AwsError } from "../cloud";
import { header, type HttpRequest } from "./protocol";

export interface Decoded {
  body: Buffer;
  /** Headers that follow the chunks, by their names in lower case. */
  trailers: Map<string, string>;
}

/**
 * The bytes of a body that SDKs send in signed chunks with a checksum behind them (`aws-chunked`).
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export function decodeChunks(request: HttpRequest): Decoded {
  const { body } = request;
  const streamed = header(request, "x-amz-content-sha256")?.startsWith("STREAMING-") ?? false;
  const trailers = new Map<string, string>();
  if (!streamed) return { body, trailers };
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const endOfSize = body.indexOf("\r\n", at);
    const [, size = ""] = /^([0-9a-f]{1,8})(;[^\r\n]*)?$/i.exec(lineOf(body, at, endOfSize)) ?? [];
    if (size === "") throw incomplete();
    const start = endOfSize + 2;
    const end = start + parseInt(size, 16);
    if (end === start) {
      for (const line of body.toString("latin1", start).split("\r\n")) {
        const [, name = "", value = ""] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
        if (name !== "") trailers.set(name.toLowerCase(), value.trim());
      }
      break;
    }
    if (body.toString("latin1", end, end + 2) !== "\r\n") throw incomplete();
    chunks.push(body.subarray(start, end));
    at = end + 2;
  }
  const decoded = Buffer.concat(chunks);
  const declared = header(request, "x-amz-decoded-content-length");
  if (declared === undefined) {
    const text = "You must provide the Content-Length HTTP header.";
    throw new AwsError("MissingContentLength", text, 411);
  }
  if (Number(declared) !== decoded.length) throw incomplete();
  const announced = (header(request, "x-amz-trailer") ?? "").split(",").map((name) => name.trim());
  if (announced.some((name) => name !== "" && !trailers.has(name.toLowerCase()))) {
    throw new AwsError(
      "MalformedTrailerError",
      "The request contained trailing data that was not well-formed or did not conform to our published schema.",
    );
  }
  return { body: decoded, trailers };
}

function lineOf(body: Buffer, start: number, end: number): string {
  return end < 0 ? "" : body.toString("latin1", start, end);
}

function incomplete(): AwsError {
  return new AwsError("IncompleteBody", "The request body terminated unexpectedly");
}
