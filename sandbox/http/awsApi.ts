import { randomUUID } from "node:crypto";
import { AwsError, type Caller, type SandboxCloud } from "../cloud";
import { answerOf } from "./answers";
import { refusedCredentials, requireSecret, requireWellSigned } from "./authentication";
import { type HttpModel, httpModelOf, type HttpService } from "./clients";
import { json, queryCompatible } from "./json";
import {
  header,
  type HttpRequest,
  type HttpResponse,
  type Identifiers,
  type Protocol,
} from "./protocol";
import { query } from "./query";
import { restJson } from "./restJson";
import { restXml } from "./restXml";
import { namedIn, s3 } from "./s3";
import type { Signature } from "./signature";

/** How each service is spoken to, by the name that it is in the sandbox. */
export const PROTOCOLS: { [service in HttpService]: Protocol } = {
  account: restJson(),
  athena: json("1.1"),
  cloudwatch: queryCompatible(json("1.0")),
  events: json("1.1"),
  glue: json("1.1"),
  guardduty: restJson(({ code }) =>
    code === "BadRequestException" ? "InvalidInputException" : code,
  ),
  iam: query("https://iam.amazonaws.com/doc/2010-05-08/"),
  kms: json("1.1"),
  lambda: restJson(),
  logs: json("1.1"),
  organizations: json("1.1"),
  s3,
  s3control: restXml("http://awss3control.amazonaws.com/doc/2018-08-20/"),
  scheduler: restJson(),
  sns: query("http://sns.amazonaws.com/doc/2010-03-31/"),
  sqs: queryCompatible(json("1.0")),
  sts: query("https://sts.amazonaws.com/doc/2011-06-15/"),
};

/** Services that requests are signed for under another name. */
const SIGNING_NAMES = new Map<string, HttpService>([["monitoring", "cloudwatch"]]);

/** Answers a request that an AWS SDK signed. */
export async function answerAws(
  cloud: SandboxCloud,
  request: HttpRequest,
  signature: Signature,
): Promise<HttpResponse> {
  const service = serviceOf(request, signature);
  const protocol = service === undefined ? likelyProtocol(request) : PROTOCOLS[service];
  const model = service === undefined ? noModel(signature.service) : await httpModelOf(service);
  const identifiers = protocol.identifiers?.() ?? { "x-amzn-requestid": randomUUID() };
  let response: HttpResponse;
  try {
    response = await perform(cloud, request, signature, service, protocol, model, identifiers);
  } catch (error) {
    response = refusal(model, protocol, asAwsError(error, service), request, identifiers);
    const region = bucketRegion(cloud, request, signature);
    if (region !== undefined) response.headers = { ...response.headers, ...region };
  }
  return { ...response, headers: { ...identifiers, ...response.headers } };
}

function serviceOf({ path }: HttpRequest, { service }: Signature): HttpService | undefined {
  if (service === "s3" && path.startsWith("/v20180820/")) return "s3control";
  if (Object.hasOwn(PROTOCOLS, service)) return service as HttpService;
  return SIGNING_NAMES.get(service);
}

/** For a service that the sandbox lacks: enough to refuse the operation by its name. */
function likelyProtocol(request: HttpRequest): Protocol {
  if (header(request, "x-amz-target") !== undefined) return json("1.1");
  return request.body.includes("Action=") ? query("") : restJson();
}

function noModel(service: string): HttpModel {
  return { service, operations: new Map(), statuses: new Map() };
}

async function perform(
  cloud: SandboxCloud,
  request: HttpRequest,
  signature: Signature,
  service: HttpService | undefined,
  protocol: Protocol,
  model: HttpModel,
  identifiers: { [header: string]: string },
): Promise<HttpResponse> {
  const caller = callerOf(cloud, request, signature, service);
  const { name, operation, input } = await protocol.read(model, request);
  if (operation === undefined && service !== undefined) throw protocol.unknown(name);
  const requestId = identifiers["x-amzn-requestid"] ?? identifiers["x-amz-request-id"];
  const output = await cloud.call(
    { ...caller, ...(requestId && { requestId }) },
    `${model.service}:${name}`,
    input,
  );
  // What has no schema the sandbox does not have either, and has refused.
  if (operation === undefined) return { status: 501 };
  return answerOf(`${model.service}:${name}`, protocol.answer(operation, output));
}

/** Who a request is from. Throws what the service refuses credentials and signatures by. */
function callerOf(
  cloud: SandboxCloud,
  request: HttpRequest,
  signature: Signature,
  service: HttpService | undefined,
): Caller {
  const { accessKeyId, region, parts } = signature;
  if (accessKeyId === undefined) return { accountId: "", arn: "", region };
  try {
    requireWellSigned(request, signature);
    const sessionToken = parts?.sessionToken;
    const caller = cloud.authenticate({ accessKeyId, region, sessionToken });
    requireSecret(cloud, request, signature);
    return caller;
  } catch (error) {
    throw error instanceof AwsError ? refusedCredentials(error, service, signature) : error;
  }
}

/** The status of an error is that of the service's model, where it has the error. */
function refusal(
  { statuses }: HttpModel,
  protocol: Protocol,
  error: AwsError,
  request: HttpRequest,
  identifiers: Identifiers,
): HttpResponse {
  const status = protocol.oneStatus ? undefined : statuses.get(error.code);
  const known = status === undefined ? error : new AwsError(error.code, error.message, status);
  return protocol.refuse(known, request, identifiers);
}

/** What is no AwsError is a request that could not be read, or a fault of the sandbox itself. */
function asAwsError(error: unknown, service: HttpService | undefined): AwsError {
  if (error instanceof AwsError) return error;
  const isUnreadable = [SyntaxError, URIError, RangeError].some((kind) => error instanceof kind);
  if (!isUnreadable) {
    return new AwsError("InternalFailure", `The sandbox failed: ${(error as Error).stack}`, 500);
  }
  const code = service === "s3" ? "MalformedXML" : "SerializationException";
  return new AwsError(code, (error as Error).message);
}

/** S3 names the bucket's Region in every answer, by which SDKs find their way. */
function bucketRegion(
  { world }: SandboxCloud,
  request: HttpRequest,
  { service }: Signature,
): { [name: string]: string } | undefined {
  const { bucket: name = "" } = service === "s3" ? namedIn(request) : {};
  const bucket = Object.hasOwn(world.buckets, name) ? world.buckets[name] : undefined;
  return bucket && { "x-amz-bucket-region": bucket.region };
}
