import { randomBytes } from "node:crypto";
import { NormalizedSchema } from "@smithy/core/schema";
import { S3_ERROR_ELEMENTS } from "./answers";
import { readInput, writeOutput } from "./bindings";
import { withChecksum } from "./checksums";
import { decodeChunks } from "./chunks";
import type { HttpOperation } from "./clients";
import type { HttpRequest, HttpResponse, Protocol } from "./protocol";
import { notAllowed } from "./restXml";
import { matchRoute } from "./routes";
import { xmlCodec } from "./xmlCodec";

const CODEC = xmlCodec("http://s3.amazonaws.com/doc/2006-03-01/");

/** S3's protocol with the bucket in the path, which SDKs use for an endpoint that is an address. */
export const s3: Protocol = {
  unknown: () => notAllowed(),

  async read(model, request) {
    const { bucket, path } = objectOf(request);
    const match = matchRoute(model, request, path, onBucket(bucket));
    if (match === undefined) return { name: `${request.method} ${request.path}`, input: {} };
    const { operation } = match;
    const { body: decoded, trailers } = decodeChunks(request);
    const body = await withChecksum({ ...request, body: decoded }, trailers, operation.name);
    const { ContentLength: _ofBody, ...input } = readInput(match, body, CODEC);
    if (bucket !== "") input["Bucket"] = bucket;
    return { name: operation.name, operation, input };
  },

  answer: (operation, output) => writeOutput(operation, output, CODEC),

  refuse(error, request, identifiers) {
    const response: HttpResponse = {
      status: error.statusCode,
      headers: { "content-type": CODEC.contentType },
    };
    if (request.method === "HEAD" || error.statusCode === 304) return response;
    const { bucket: BucketName, key: Key } = namedIn(request);
    const { code: Code, message: Message } = error;
    const named = { BucketName, Key, Resource: request.path };
    const own = (S3_ERROR_ELEMENTS[Code] ?? []).map((element) => [element, named[element]]);
    const value = {
      Code,
      Message,
      ...Object.fromEntries(own),
      RequestId: identifiers["x-amz-request-id"],
      HostId: identifiers["x-amz-id-2"],
    };
    return { ...response, body: ERROR_CODEC.write(ERROR, value) };
  },

  identifiers: () => ({
    "x-amz-request-id": randomBytes(8).toString("hex").toUpperCase(),
    "x-amz-id-2": randomBytes(48).toString("base64"),
    server: "AmazonS3",
  }),
};

const ERROR_CODEC = xmlCodec("");
const ERROR_ELEMENTS = ["Code", "Message", "BucketName", "Key", "Resource", "RequestId", "HostId"];
const ERROR = NormalizedSchema.of([
  3,
  "",
  "Error",
  0,
  ERROR_ELEMENTS,
  ERROR_ELEMENTS.map(() => 0),
] as unknown as Parameters<typeof NormalizedSchema.of>[0]);

/** The bucket that a request names, and what is behind it. Throws a URIError for escapes that are none. */
export function objectOf(request: HttpRequest): { bucket: string; key: string; path: string } {
  const [, bucket = "", path = "/"] = /^\/([^/]*)(\/[\s\S]*)?$/.exec(request.path) ?? [];
  return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(path.slice(1)), path };
}

/** The same for an answer, which has to be given to any request: nothing where the escapes are none. */
export function namedIn(request: HttpRequest): { bucket?: string; key?: string } {
  try {
    const { bucket, key } = objectOf(request);
    return { bucket: bucket || undefined, key: key || undefined };
  } catch {
    return {};
  }
}

/** Operations are on a bucket or on none, as their input has one. */
function onBucket(bucket: string): (operation: HttpOperation) => boolean {
  return ({ input }) => {
    const takesBucket = input.isStructSchema() && "Bucket" in input.getMemberSchemas();
    return takesBucket === (bucket !== "");
  };
}
