import { AwsError, type SandboxCloud } from "../cloud";
import { secretOf, wrongSecret } from "../cloud/sts";
import type { HttpService } from "./clients";
import { header, type HttpRequest } from "./protocol";
import { amzDateOf, type Signature, type SignatureParts } from "./signature";
import { isSignedWith, sha256, UNSIGNED_PAYLOAD } from "./sigv4";

const MINUTE = 60_000;
/** How far the time of a request may be off, of S3 and of the other services. */
const S3_SKEW = 15 * MINUTE;
const SKEW = 5 * MINUTE;
const LONGEST_URL = 7 * 24 * 60 * 60;

/** SQS and CloudWatch keep the names of the query protocol in their JSON. */
const QUERY_SERVICES: (HttpService | undefined)[] = ["cloudwatch", "iam", "sns", "sqs", "sts"];

/** How services that speak JSON name what the query protocol has another name for. */
const JSON_CODES: { [code: string]: string } = {
  ExpiredToken: "ExpiredTokenException",
  IncompleteSignature: "IncompleteSignatureException",
  InvalidClientTokenId: "UnrecognizedClientException",
  SignatureDoesNotMatch: "InvalidSignatureException",
};

/** S3's own words for credentials that it does not know. */
const S3_ERRORS: { [code: string]: [code: string, message: string, status: number] } = {
  ExpiredToken: ["ExpiredToken", "The provided token has expired.", 400],
  InvalidClientTokenId: [
    "InvalidAccessKeyId",
    "The AWS Access Key Id you provided does not exist in our records.",
    403,
  ],
};
const S3_TOKEN: [code: string, message: string, status: number] = [
  "InvalidToken",
  "The provided token is malformed or otherwise invalid.",
  400,
];

/** A refusal of credentials as the service words it, from one that has the code of the query protocol. */
export function refusedCredentials(
  error: AwsError,
  service: HttpService | undefined,
  { parts }: Signature,
): AwsError {
  const { message, statusCode } = error;
  // A Region that the account has not enabled does not know its credentials either.
  const code =
    error.code === JSON_CODES["InvalidClientTokenId"] ? "InvalidClientTokenId" : error.code;
  if (service === "s3" || service === "s3control") {
    const isToken = code === "InvalidClientTokenId" && parts?.sessionToken !== undefined;
    const own = isToken ? S3_TOKEN : S3_ERRORS[code];
    return own === undefined ? error : new AwsError(...own);
  }
  const named = QUERY_SERVICES.includes(service) ? code : (JSON_CODES[code] ?? code);
  return new AwsError(named, message, statusCode);
}

/** Refuses a request whose signature AWS does not look at any further: parts that are missing or of another time. */
export function requireWellSigned(request: HttpRequest, signature: Signature): void {
  const { service, parts, isVersion2 } = signature;
  if (isVersion2) {
    // Source: https://docs.aws.amazon.com/AmazonS3/latest/API/UsingAWSSDK.html
    throw new AwsError(
      "InvalidRequest",
      "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
    );
  }
  if (parts === undefined) return;
  if (service === "s3") requireS3Signature(request, parts);
  else requireSignature(request, parts);
}

/**
 * Refuses a signature that was not made with the secret of its key.
 * Of keys that neither IAM nor STS made in the sandbox the secret is not known, and each is taken.
 */
export function requireSecret(
  { world }: SandboxCloud,
  request: HttpRequest,
  { accessKeyId, parts }: Signature,
): void {
  if (accessKeyId === undefined || parts === undefined) return;
  const secret = secretOf(world, { accessKeyId, sessionToken: parts.sessionToken });
  if (secret !== undefined && !isSignedWith(request, parts, secret)) throw wrongSecret();
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html */
function requireSignature(request: HttpRequest, parts: SignatureParts): void {
  const { scope, date, signature, signedHeaders } = parts;
  const missing = [
    ...(signature === "" ? ["Authorization header requires 'Signature' parameter."] : []),
    ...(signedHeaders.join("") === ""
      ? ["Authorization header requires 'SignedHeaders' parameter."]
      : []),
    ...(date === ""
      ? ["Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."]
      : []),
  ];
  if (missing.length > 0) {
    const given = header(request, "authorization") ?? "";
    throw new AwsError("IncompleteSignature", `${missing.join(" ")} Authorization=${given}`, 403);
  }
  const at = timeOf(date);
  const mismatch = (text: string) => new AwsError("SignatureDoesNotMatch", text, 403);
  if (at === undefined) {
    const text = `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`;
    throw new AwsError("IncompleteSignature", text, 403);
  }
  const [scoped = ""] = scope.split("/");
  if (scoped !== date.slice(0, 8)) {
    throw mismatch(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scoped}' != '${date.slice(0, 8)}', from '${date}'.`,
    );
  }
  if (!signedHeaders.includes("host")) {
    throw mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  const now = new Date();
  const [earliest, latest] = [-SKEW, SKEW].map((skew) => new Date(now.getTime() + skew));
  const lifetime = Number(parts.expires ?? 0) * 1000;
  if (at + lifetime < earliest!.getTime()) {
    throw mismatch(
      `Signature expired: ${date} is now earlier than ${amzDateOf(earliest!)} (${amzDateOf(now)} - 5 min.)`,
    );
  }
  if (at > latest!.getTime()) {
    throw mismatch(
      `Signature not yet current: ${date} is still later than ${amzDateOf(latest!)} (${amzDateOf(now)} + 5 min.)`,
    );
  }
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function requireS3Signature(request: HttpRequest, parts: SignatureParts): void {
  const { scope, date, signature, signedHeaders, expires } = parts;
  if (expires !== undefined) requireUrl(parts);
  else if (signature === "" || signedHeaders.join("") === "") {
    throw new AwsError(
      "AuthorizationHeaderMalformed",
      "The authorization header is malformed; the authorization header requires three components: Credential, SignedHeaders, and Signature.",
    );
  }
  const at = timeOf(date);
  if (at === undefined) {
    throw denied("AWS authentication requires a valid Date or x-amz-date header");
  }
  const [scoped = ""] = scope.split("/");
  if (scoped !== date.slice(0, 8)) {
    throw new AwsError(
      "AuthorizationHeaderMalformed",
      `The authorization header is malformed; Invalid credential date "${scoped}". This date is not the same as X-Amz-Date: "${date.slice(0, 8)}".`,
    );
  }
  requireTime(at, expires);
  const unsigned = Object.keys(request.headers).filter(
    (name) => name === "host" || name.startsWith("x-amz-"),
  );
  if (unsigned.some((name) => !signedHeaders.includes(name))) {
    throw denied("There were headers present in the request which were not signed");
  }
  if (expires === undefined) requirePayloadHash(request);
}

function requireTime(at: number, expires: string | undefined): void {
  const late = Date.now() - at;
  if (expires === undefined) {
    if (Math.abs(late) <= S3_SKEW) return;
    const text = "The difference between the request time and the current time is too large.";
    throw new AwsError("RequestTimeTooSkewed", text, 403);
  }
  if (late > Number(expires) * 1000) throw denied("Request has expired");
  if (late < -S3_SKEW) throw denied("Request is not valid yet");
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
function requireUrl({ date, signedHeaders, signature, expires = "" }: SignatureParts): void {
  const refused = (text: string) => new AwsError("AuthorizationQueryParametersError", text);
  if ([date, signedHeaders.join(""), signature, expires].includes("")) {
    throw refused(
      "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.",
    );
  }
  if (!/^-?\d+$/.test(expires)) throw refused("X-Amz-Expires should be a number");
  if (Number(expires) < 0) throw refused("X-Amz-Expires must be non-negative");
  if (Number(expires) > LONGEST_URL) {
    throw refused(
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${LONGEST_URL} seconds`,
    );
  }
}

/** What S3 takes for the hash of a body that is not hashed as a whole. */
const PAYLOAD_KINDS = [
  UNSIGNED_PAYLOAD,
  "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
];

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
function requirePayloadHash(request: HttpRequest): void {
  const hash = header(request, "x-amz-content-sha256");
  if (hash === undefined) {
    throw new AwsError(
      "InvalidRequest",
      "Missing required header for this request: x-amz-content-sha256",
    );
  }
  if (PAYLOAD_KINDS.includes(hash)) return;
  if (!/^[0-9a-f]{64}$/.test(hash)) {
    throw new AwsError(
      "InvalidArgument",
      `x-amz-content-sha256 must be ${PAYLOAD_KINDS.join(", ")} or a valid sha256 value.`,
    );
  }
  if (hash !== sha256(request.body)) {
    throw new AwsError(
      "XAmzContentSHA256Mismatch",
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
}

function denied(text: string): AwsError {
  return new AwsError("AccessDenied", text, 403);
}

function timeOf(date: string): number | undefined {
  const iso = date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
  const time = iso === date ? NaN : Date.parse(iso);
  return Number.isNaN(time) ? undefined : time;
}
