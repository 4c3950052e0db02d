import type { Members } from "../cloud";
import { type Asked, type HttpRequest, jsonBody, type Protocol } from "./protocol";

/** Member -> name on the wire, where it is not the member with a small first letter. */
const ODD_NAMES: { [member: string]: string } = { DNSLogs: "dnsLogs" };
const ODD_MEMBERS = Object.fromEntries(
  Object.entries(ODD_NAMES).map(([member, wire]) => [wire, member]),
);

/** Maps whose keys are the user's and not names of the API. */
const MAPS = new Set(["Tags", "tags"]);
const LIST_PARAMETERS = new Set(["TagKeys"]);
const NUMBER_PARAMETERS = new Set(["MaxResults"]);

interface Route {
  method: string;
  pattern: RegExp;
  operation: string;
}

/**
 * The REST protocol with JSON bodies. GuardDuty writes members with a small first letter (`camel`), Account
 * Management as they are.
 */
export function restJson(routeLines: string, casing: "camel" | "asIs"): Protocol {
  const routes = routeLines.split("\n").filter(Boolean).map(routeOf);
  const toWire = casing === "camel" ? wireName : (name: string) => name;
  return {
    read(request) {
      const asked = matchRoute(routes, request);
      if (asked === undefined) {
        return { operation: `${request.method} ${request.path}`, input: {} };
      }
      const body = renamed(jsonBody(request), memberName) as Members;
      return { ...asked, input: { ...body, ...queryMembers(request), ...asked.input } };
    },

    answer(_asked, output) {
      return { status: 200, headers: JSON_TYPE, body: toJson(renamed(output, toWire)) };
    },

    refuse(error) {
      const type = error.code === "BadRequestException" ? "InvalidInputException" : error.code;
      return {
        status: error.statusCode,
        headers: { ...JSON_TYPE, "x-amzn-ErrorType": error.code },
        body: JSON.stringify({ message: error.message, __type: type, type }),
      };
    },
  };
}

const JSON_TYPE = { "content-type": "application/json" };

function routeOf(line: string): Route {
  const [method = "", path = "", operation = ""] = line.split(" ");
  const pattern = path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  return { method, pattern: new RegExp(`^${pattern}/?$`), operation };
}

function matchRoute(routes: Route[], { method, path }: HttpRequest): Asked | undefined {
  // A client may leave the slashes of an ARN in `/tags/{ResourceArn}` as they are.
  const oneSegment = path.replace(/^\/tags\/(.+)$/, (_all, arn: string) => {
    return `/tags/${encodeURIComponent(decodeURIComponent(arn))}`;
  });
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec(oneSegment) : null;
    if (match === null) continue;
    const inPath = Object.entries(match.groups ?? {});
    const input = Object.fromEntries(
      inPath.map(([name, value]) => [name, decodeURIComponent(value)]),
    );
    return { operation: route.operation, input };
  }
  return undefined;
}

function queryMembers({ query }: HttpRequest): Members {
  return Object.fromEntries(
    [...new Set(query.keys())].map((wire) => {
      const member = memberName(wire);
      if (LIST_PARAMETERS.has(member)) return [member, query.getAll(wire)];
      const value = query.get(wire);
      return [member, NUMBER_PARAMETERS.has(member) ? Number(value) : value];
    }),
  );
}

function memberName(wire: string): string {
  return ODD_MEMBERS[wire] ?? wire.charAt(0).toUpperCase() + wire.slice(1);
}

function wireName(member: string): string {
  return ODD_NAMES[member] ?? member.charAt(0).toLowerCase() + member.slice(1);
}

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      rename(name),
      MAPS.has(name) ? inner : renamed(inner, rename),
    ]),
  );
}

/** Dates as seconds of the epoch; members without a value as null, as GuardDuty writes them. */
function toJson(value: unknown): string {
  return JSON.stringify(value, function (this: Members, name: string, plain: unknown) {
    const original: unknown = this[name];
    if (original instanceof Date) return original.getTime() / 1000;
    return plain === undefined ? null : plain;
  });
}
