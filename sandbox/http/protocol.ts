import type { IncomingHttpHeaders } from "node:http";
import type { AwsError, Members } from "../cloud";
import type { HttpModel, HttpOperation } from "./clients";

export interface HttpRequest {
  method: string;
  /** As sent, with its escapes. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface HttpResponse {
  status: number;
  headers?: { [name: string]: string };
  body?: string | Uint8Array;
}

/** What a request asks for. */
export interface ParsedRequest {
  /** The operation's name without its service. */
  name: string;
  /** None for an operation that the service does not have. */
  operation?: HttpOperation;
  input: Members;
}

/** Headers by which AWS's support finds a request. */
export type Identifiers = { [header: string]: string };

/** How a service's API is spoken over HTTP. */
export interface Protocol {
  /** Errors of the caller are all 400, whatever the model says of their status. */
  oneStatus?: true;
  /** What the service answers to an operation that it does not have. */
  unknown(name: string): AwsError;
  read(model: HttpModel, request: HttpRequest): ParsedRequest | Promise<ParsedRequest>;
  answer(operation: HttpOperation, output: Members): HttpResponse;
  refuse(error: AwsError, request: HttpRequest, identifiers: Identifiers): HttpResponse;
  /** Headers that identify an answer, where the service has others than `x-amzn-requestid`. */
  identifiers?(): Identifiers;
}

export function header({ headers }: HttpRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** JSON that a request carries; nothing counts as an empty object. */
export function jsonBody({ body }: HttpRequest): Members {
  return body.length === 0 ? {} : JSON.parse(body.toString("utf8"));
}
