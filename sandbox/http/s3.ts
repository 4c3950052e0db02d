import type { Members } from "../cloud";
import { header, type HttpRequest, type HttpResponse, type Protocol } from "./protocol";
import { decodeChunks } from "./chunks";
import {
  ANSWER_HEADERS,
  ANSWERS,
  operationName,
  QUERY_MEMBERS,
  REQUEST_BODIES,
  REQUEST_HEADERS,
} from "./s3Operations";
import { parseXml, xml } from "./xml";

const NAMESPACE = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** S3's protocol with the bucket in the path, which SDKs use for an endpoint that is an address. */
export const s3: Protocol = {
  read(request) {
    const { bucket, key } = placeOf(request);
    const operation = operationName(request, bucket, key);
    return {
      operation,
      input: {
        ...(bucket !== "" && { Bucket: bucket }),
        ...(key !== "" && { Key: key }),
        ...queryMembers(request),
        ...headerMembers(request),
        ...bodyMembers(operation, request),
      },
    };
  },

  answer(asked, output) {
    const { status, root, member, raw } = ANSWERS[asked.operation] ?? { status: 200 };
    const headers = answerHeaders(output);
    if (raw !== undefined) return { status, headers, body: output[raw] };
    if (root === undefined) return { status, headers };
    const value = member === undefined ? withoutHeaders(output) : output[member];
    return {
      status,
      headers: { ...headers, "content-type": "application/xml" },
      // A Region without a constraint is an empty element and not none.
      body: xml(root, value ?? "", NAMESPACE),
    };
  },

  refuse(error, request) {
    const { bucket, key } = placeOf(request);
    const response: HttpResponse = {
      status: error.statusCode,
      headers: { "content-type": "application/xml" },
    };
    if (request.method === "HEAD") return response;
    const { code: Code, message: Message } = error;
    const place = { BucketName: bucket || undefined, Key: key || undefined };
    return { ...response, body: xml("Error", { Code, Message, ...place }) };
  },
};

/** The bucket that a request names. */
export function placeOf({ path }: HttpRequest): { bucket: string; key: string } {
  const [, bucket = "", key = ""] = /^\/([^/]*)\/?([\s\S]*)$/.exec(path) ?? [];
  return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key) };
}

function queryMembers({ query }: HttpRequest): Members {
  return Object.fromEntries(
    [...query].flatMap(([name, value]) => {
      const member = QUERY_MEMBERS[name];
      return member === undefined ? [] : [[member, member === "MaxKeys" ? Number(value) : value]];
    }),
  );
}

function headerMembers(request: HttpRequest): Members {
  const members = Object.entries(REQUEST_HEADERS).flatMap(([name, member]) => {
    const value = header(request, name);
    if (value === undefined) return [];
    return [[member, value === "true" ? true : value]];
  });
  const metadata = Object.entries(request.headers).flatMap(([name, value]) =>
    name.startsWith("x-amz-meta-") ? [[name.slice("x-amz-meta-".length), value]] : [],
  );
  return {
    ...Object.fromEntries(members),
    ...(metadata.length > 0 && { Metadata: Object.fromEntries(metadata) }),
  };
}

function bodyMembers(operation: string, request: HttpRequest): Members {
  const kind = REQUEST_BODIES[operation];
  const body = decodeChunks(request);
  if (kind === undefined || (kind.as === "xml" && body.length === 0)) return {};
  if (kind.as === "bytes") return { [kind.member]: body };
  const text = body.toString("utf8");
  return { [kind.member]: kind.as === "text" ? text : parseXml(text).members };
}

function answerHeaders(output: Members): { [name: string]: string } {
  const headers = Object.entries(ANSWER_HEADERS).flatMap(([member, name]) => {
    const value: unknown = output[member];
    if (value === undefined) return [];
    return [[name, value instanceof Date ? dateHeader(member, value) : String(value)]];
  });
  const metadata: [string, string][] = Object.entries(output["Metadata"] ?? {});
  return Object.fromEntries([
    ...headers,
    ...metadata.map(([name, value]) => [`x-amz-meta-${name}`, value]),
  ]);
}

function dateHeader(member: string, date: Date): string {
  return member === "LastModified" ? date.toUTCString() : date.toISOString();
}

function withoutHeaders(output: Members): Members {
  return Object.fromEntries(
    Object.entries(output).filter(([member]) => ANSWER_HEADERS[member] === undefined),
  );
}
