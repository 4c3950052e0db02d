import { NormalizedSchema } from "@smithy/core/schema";
import { readInput, writeOutput } from "./bindings";
import { decodeChunks } from "./chunks";
import type { HttpOperation } from "./clients";
import type { HttpRequest, HttpResponse, Protocol } from "./protocol";
import { matchRoute } from "./routes";
import { xmlCodec } from "./xmlCodec";

const CODEC = xmlCodec("http://s3.amazonaws.com/doc/2006-03-01/");

/** S3's protocol with the bucket in the path, which SDKs use for an endpoint that is an address. */
export const s3: Protocol = {
  read(model, request) {
    const { bucket, path } = objectOf(request);
    const match = matchRoute(model, request, path, onBucket(bucket));
    if (match === undefined) return { name: `${request.method} ${request.path}`, input: {} };
    const { operation } = match;
    const body = { ...request, body: decodeChunks(request) };
    const input = readInput(match, body, CODEC);
    if (bucket !== "") input["Bucket"] = bucket;
    return { name: operation.name, operation, input };
  },

  answer(operation, output) {
    const response = writeOutput(operation, output, CODEC);
    const { status = response.status, unwrapped } = ODD_ANSWERS.get(operation.name) ?? {};
    if (unwrapped === undefined) return { ...response, status };
    return { ...response, status, body: unwrap(String(response.body), unwrapped) };
  },

  refuse(error, request) {
    const { bucket, key } = namedIn(request);
    const response: HttpResponse = {
      status: error.statusCode,
      headers: { "content-type": CODEC.contentType },
    };
    if (request.method === "HEAD") return response;
    const { code: Code, message: Message } = error;
    const value = { Code, Message, BucketName: bucket, Key: key };
    return { ...response, body: ERROR_CODEC.write(ERROR, value) };
  },
};

/** What S3's answers have and its model does not. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
const ODD_ANSWERS = new Map<string, { status?: number; unwrapped?: string }>([
  ["PutBucketPolicy", { status: 204 }],
  ["PutBucketTagging", { status: 204 }],
  ["GetBucketLocation", { unwrapped: "LocationConstraint" }],
]);

const ERROR_CODEC = xmlCodec("");
const ERROR = NormalizedSchema.of([
  3,
  "",
  "Error",
  0,
  ["Code", "Message", "BucketName", "Key"],
  [0, 0, 0, 0],
]);

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

/** The text of an answer's one element stands in the document's root. */
function unwrap(body: string, element: string): string {
  return body.replace(new RegExp(`<${element}>([^<]*)</${element}>`), "$1");
}
