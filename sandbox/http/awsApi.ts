import { randomUUID } from "node:crypto";
import { AwsError, type SandboxCloud } from "../cloud";
import { json, sqsJson } from "./json";
import { header, type HttpRequest, type HttpResponse, type Protocol } from "./protocol";
import { query } from "./query";
import { restJson } from "./restJson";
import { ACCOUNT_ROUTES, GUARDDUTY_ROUTES } from "./routes";
import { placeOf, s3 } from "./s3";
import type { Signature } from "./signature";
import { isSignedWith } from "./sigv4";

const PROTOCOLS: { [service: string]: Protocol } = {
  guardduty: restJson(GUARDDUTY_ROUTES, "camel"),
  account: restJson(ACCOUNT_ROUTES, "asIs"),
  kms: json,
  organizations: json,
  events: json,
  glue: json,
  athena: json,
  sqs: sqsJson,
  sts: query("https://sts.amazonaws.com/doc/2011-06-15/"),
  iam: query("https://iam.amazonaws.com/doc/2010-05-08/"),
  sns: query("http://sns.amazonaws.com/doc/2010-03-31/"),
  s3,
};

/** Answers a request that an AWS SDK signed. */
export async function answerAws(
  cloud: SandboxCloud,
  request: HttpRequest,
  signature: Signature,
): Promise<HttpResponse> {
  const protocol = PROTOCOLS[signature.service] ?? likelyProtocol(request);
  const requestId = { "x-amzn-requestid": randomUUID(), "x-amz-request-id": randomUUID() };
  let response: HttpResponse;
  try {
    response = await perform(cloud, request, signature, protocol);
  } catch (error) {
    response = protocol.refuse(asAwsError(error), request);
    const region = bucketRegion(cloud, request, signature);
    if (region !== undefined) response.headers = { ...response.headers, ...region };
  }
  return { ...response, headers: { ...requestId, ...response.headers } };
}

/** For a service that the sandbox lacks: enough to refuse the operation by its name. */
function likelyProtocol(request: HttpRequest): Protocol {
  if (header(request, "x-amz-target") !== undefined) return json;
  return request.body.includes("Action=") ? query("") : restJson("", "asIs");
}

async function perform(
  cloud: SandboxCloud,
  request: HttpRequest,
  { accessKeyId, region, service }: Signature,
  protocol: Protocol,
): Promise<HttpResponse> {
  const sessionToken = header(request, "x-amz-security-token");
  const caller =
    accessKeyId === undefined
      ? { accountId: "", arn: "", region }
      : cloud.authenticate({ accessKeyId, region, sessionToken });
  requireSecret(cloud, request, accessKeyId);
  const asked = protocol.read(request);
  const output = await cloud.call(caller, `${service}:${asked.operation}`, asked.input);
  return protocol.answer(asked, output);
}

/** Of the keys that IAM made the secret is known, so that these have to be used with it. */
function requireSecret(
  { world }: SandboxCloud,
  request: HttpRequest,
  accessKeyId: string | undefined,
): void {
  const users = Object.values(world.users);
  const key = users.flatMap(({ accessKeys }) => accessKeys[accessKeyId ?? ""] ?? [])[0];
  if (key === undefined || isSignedWith(request, key.secret)) return;
  throw new AwsError(
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    403,
  );
}

/** What is no AwsError is a body that could not be read, or a fault of the sandbox itself. */
function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof SyntaxError || error instanceof URIError) {
    return new AwsError("SerializationException", error.message);
  }
  return new AwsError("InternalFailure", `The sandbox failed: ${(error as Error).stack}`, 500);
}

/** S3 names the bucket's Region in every answer, by which SDKs find their way. */
function bucketRegion(
  { world }: SandboxCloud,
  request: HttpRequest,
  { service }: Signature,
): { [name: string]: string } | undefined {
  const bucket = service === "s3" ? world.buckets[placeOf(request).bucket] : undefined;
  return bucket && { "x-amz-bucket-region": bucket.region };
}
