import type { NormalizedSchema } from "@smithy/core/schema";
import type { Members } from "../cloud";
import type { HttpOperation } from "./clients";
import { type Codec, fromText, toText } from "./codec";
import type { HttpRequest, HttpResponse } from "./protocol";
import type { Match } from "./routes";

/** The input of a REST operation: from the path, the parameters, the headers and the body, as its schema binds members. */
export function readInput(
  { operation, labels }: Match,
  request: HttpRequest,
  codec: Codec,
): Members {
  const bound: Members = {};
  const inBody: string[] = [];
  for (const [name, member] of membersOf(operation.input)) {
    const { httpLabel, httpQuery, httpHeader, httpPrefixHeaders, httpPayload } =
      member.getMergedTraits();
    if (httpLabel) bound[name] = labels[name];
    else if (httpQuery !== undefined) bound[name] = parameter(member, request.query, httpQuery);
    else if (httpHeader !== undefined) bound[name] = headerValue(member, request, httpHeader);
    else if (httpPrefixHeaders !== undefined) bound[name] = prefixed(request, httpPrefixHeaders);
    else if (httpPayload) bound[name] = payload(member, request.body, codec);
    else inBody.push(name);
  }
  if (inBody.length > 0) {
    const body = codec.read(operation.input, request.body) as Members;
    for (const name of inBody) bound[name] = body[name];
  }
  return Object.fromEntries(Object.entries(bound).filter(([, value]) => value !== undefined));
}

/** The answer of a REST operation: its schema says which members are headers and which the body. */
export function writeOutput(operation: HttpOperation, output: Members, codec: Codec): HttpResponse {
  const headers: { [name: string]: string } = {};
  let status = operation.http?.[2] ?? 200;
  const inBody: [string, unknown][] = [];
  let body: HttpResponse["body"];
  let hasBody = false;
  for (const [name, member] of membersOf(operation.output)) {
    const { httpHeader, httpPrefixHeaders, httpPayload, httpResponseCode } =
      member.getMergedTraits();
    const value: unknown = output[name];
    if (httpResponseCode) {
      if (value !== undefined) status = Number(value);
    } else if (httpHeader !== undefined) {
      if (value !== undefined) headers[httpHeader.toLowerCase()] = toText(member, value);
    } else if (httpPrefixHeaders !== undefined) {
      for (const [key, text] of Object.entries((value as Members | undefined) ?? {})) {
        headers[`${httpPrefixHeaders}${key}`.toLowerCase()] = String(text);
      }
    } else if (httpPayload) {
      const isText = member.isStringSchema() || member.isBlobSchema();
      if (value !== undefined) {
        body = isText ? (value as string | Uint8Array) : codec.write(member, value);
        if (!isText) headers["content-type"] = codec.contentType;
      }
    } else {
      hasBody = true;
      if (Object.hasOwn(output, name)) inBody.push([name, value]);
    }
  }
  if (hasBody) {
    headers["content-type"] = codec.contentType;
    body = codec.write(operation.output, Object.fromEntries(inBody));
  }
  return { status, headers, body };
}

function membersOf(schema: NormalizedSchema): [string, NormalizedSchema][] {
  return schema.isStructSchema() ? [...schema.structIterator()] : [];
}

function parameter(member: NormalizedSchema, query: URLSearchParams, name: string): unknown {
  if (!query.has(name)) return undefined;
  if (!member.isListSchema()) return fromText(member, query.get(name) as string);
  return query.getAll(name).map((text) => fromText(member.getValueSchema(), text));
}

function headerValue(member: NormalizedSchema, { headers }: HttpRequest, name: string): unknown {
  const value = headers[name.toLowerCase()];
  if (value === undefined) return undefined;
  const text = Array.isArray(value) ? value.join(",") : value;
  if (!member.isListSchema()) return fromText(member, text);
  return text.split(",").map((part) => fromText(member.getValueSchema(), part.trim()));
}

function prefixed({ headers }: HttpRequest, prefix: string): unknown {
  const found = Object.entries(headers).filter(([name]) => name.startsWith(prefix.toLowerCase()));
  if (found.length === 0) return undefined;
  return Object.fromEntries(
    found.map(([name, value]) => [name.slice(prefix.length), String(value)]),
  );
}

function payload(member: NormalizedSchema, body: Buffer, codec: Codec): unknown {
  if (member.isBlobSchema()) return body;
  if (body.length === 0) return undefined;
  return member.isStringSchema() ? body.toString("utf8") : codec.read(member, body);
}
