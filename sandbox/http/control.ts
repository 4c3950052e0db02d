import { z } from "zod";
import { faultsSchema, milliseconds, type SandboxCloud } from "../cloud";
import { DEFAULT_CONTENT_TYPE, objectBytes } from "../cloud/s3/storage";
import { parseWorld, WorldError } from "../world";
import { header, type HttpRequest, type HttpResponse, jsonBody } from "./protocol";

const policy = z.record(z.string(), z.unknown());

const findingSchema = z.strictObject({
  accountId: z.string(),
  region: z.string(),
  type: z.string().optional(),
  remote: z
    .union([z.ipv4(), z.ipv6(), z.hostname()], "must be an IP address or a domain")
    .optional(),
});
const clockSchema = z.strictObject({
  advance: z.string().refine((text) => milliseconds(text) !== undefined, "such as 24h, 90d, 30s"),
});
const policySchema = z.union([
  z.strictObject({ bucket: z.string(), policy: policy.nullable() }),
  z.strictObject({ key: z.string(), policy }),
]);

type Handler = (cloud: SandboxCloud, request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

/** What tests and people may call in addition to AWS's own API. */
const HANDLERS: { [request: string]: Handler } = {
  "GET /world": ({ world }) => answer(200, world),

  "PUT /world": async (cloud, request) => {
    await cloud.replaceWorld(parseWorld(jsonBody(request)));
    return answer(200, cloud.world);
  },

  "POST /findings": async (cloud, request) => {
    const { accountId, region, type, remote } = findingSchema.parse(jsonBody(request));
    const deliveries = await cloud.exportFinding(accountId, region, { type, remote });
    const failed = deliveries.find(({ refusal }) => refusal !== undefined);
    if (failed !== undefined) {
      const { reason: refused, ...by } = failed.refusal!;
      return answer(409, { refused, by, deliveries });
    }
    const [delivered] = deliveries;
    if (delivered !== undefined) {
      return answer(200, { bucket: delivered.bucket, key: delivered.key, deliveries });
    }
    const enabled = cloud.world.detectors[`${accountId}/${region}`]?.status === "ENABLED";
    const refused = enabled
      ? `No publishing destination exports the findings of ${accountId} in ${region}.`
      : `GuardDuty is not enabled for ${accountId} in ${region}.`;
    return answer(409, { refused, deliveries });
  },

  "POST /faults": (cloud, request) => {
    const faults = faultsSchema.parse(jsonBody(request));
    cloud.setFaults(faults);
    return answer(200, faults);
  },

  "POST /clock": async (cloud, request) => {
    const { advance } = clockSchema.parse(jsonBody(request));
    await cloud.advanceClock(milliseconds(advance) ?? 0);
    return answer(200, { now: new Date(Date.now() + (cloud.world.clockOffsetMs ?? 0)) });
  },

  "POST /policies": async (cloud, request) => {
    const { policy: value, ...owner } = policySchema.parse(jsonBody(request));
    await cloud.setPolicy(owner, value);
    return answer(200, {});
  },

  "GET /calls": ({ calls }) => answer(200, calls),
};

/** Answers a request that is not one of an AWS SDK. */
export async function answerControl(
  cloud: SandboxCloud,
  request: HttpRequest,
): Promise<HttpResponse> {
  const { method, path } = request;
  const [, bucket, key] = /^\/objects\/([^/]+)\/(.+)$/.exec(path) ?? [];
  try {
    const refusal = refusalOfType(request);
    if (refusal !== undefined) return refusal;
    if (method === "GET" && bucket !== undefined && key !== undefined) {
      return objectAnswer(cloud, decodeURIComponent(bucket), decodeURIComponent(key));
    }
    const name = `${method} ${path}`;
    const handler = Object.hasOwn(HANDLERS, name) ? HANDLERS[name] : undefined;
    if (handler !== undefined) return await handler(cloud, request);
    const known = [...Object.keys(HANDLERS), "GET /objects/<bucket>/<key>"];
    return answer(404, { error: `${method} ${path} is none of ${known.join(", ")}` });
  } catch (error) {
    return answer(statusOf(error), { error: errorText(error) });
  }
}

/** A form of a web page is sent without asking first, and JSON is not: so that nothing else is taken. */
function refusalOfType(request: HttpRequest): HttpResponse | undefined {
  if (request.method === "GET") return undefined;
  const type = header(request, "content-type") ?? "application/json";
  if (/^application\/json(;|$)/.test(type)) return undefined;
  return answer(415, { error: `content-type is ${type}; allowed: application/json` });
}

function objectAnswer({ world }: SandboxCloud, bucket: string, key: string): HttpResponse {
  const { objects } = (Object.hasOwn(world.buckets, bucket) && world.buckets[bucket]) || {};
  const stored = objects && Object.hasOwn(objects, key) ? objects[key] : undefined;
  if (stored === undefined) return answer(404, { error: `No object ${key} in ${bucket}` });
  const contentType = stored.contentType ?? DEFAULT_CONTENT_TYPE;
  return { status: 200, headers: { "content-type": contentType }, body: objectBytes(stored) };
}

function answer(status: number, value: unknown): HttpResponse {
  const headers = { "content-type": "application/json" };
  return { status, headers, body: `${JSON.stringify(value, undefined, 2)}\n` };
}

function statusOf(error: unknown): number {
  const kinds = [z.ZodError, WorldError, SyntaxError, URIError, RangeError];
  const isRequestError = kinds.some((kind) => error instanceof kind);
  return isRequestError ? 400 : ((error as { statusCode?: number }).statusCode ?? 500);
}

function errorText(error: unknown): string {
  return error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
}
