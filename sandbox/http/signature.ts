import { header, type HttpRequest } from "./protocol";

export interface Signature {
  /** None for the calls that need no credentials. */
  accessKeyId?: string;
  region: string;
  service: string;
  /** Of the calls with credentials. */
  parts?: SignatureParts;
  /** Signed by version 2, which S3 takes for no bucket made since 2020. */
  isVersion2?: true;
}

/** What the header or the parameters of a signed request say, as they stand there: empty where a part is missing. */
export interface SignatureParts {
  /** `20261130/us-east-1/s3/aws4_request`. */
  scope: string;
  /** As `20261130T120000Z`. */
  date: string;
  signedHeaders: string[];
  signature: string;
  sessionToken?: string | undefined;
  /** Seconds for which a presigned URL is valid; absent for a request that is signed in its header. */
  expires?: string;
}

/**
 * The parts of a request's signature, which is in its header or, of a presigned URL, in its parameters.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
 */
export function signatureOf(request: HttpRequest): Signature | undefined {
  const [, oldKey] = /^AWS ([^:]+):/.exec(header(request, "authorization") ?? "") ?? [];
  const accessKeyOf2 = request.query.get("AWSAccessKeyId") ?? oldKey;
  if (accessKeyOf2 !== undefined) {
    return { accessKeyId: accessKeyOf2, region: "us-east-1", service: "s3", isVersion2: true };
  }
  const [credential = "", parts] = partsOf(request) ?? [];
  const [, accessKeyId, scope = "", region, service] =
    /^([^/]+)\/(\d{8}\/([^/]+)\/([^/]+)\/aws4_request)$/.exec(credential) ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) {
    return isUnsignedCall(request) ? { region: "us-east-1", service: "sts" } : undefined;
  }
  return { accessKeyId, region, service, parts: { scope, ...parts! } };
}

type Parts = [credential: string, parts: Omit<SignatureParts, "scope">];

function partsOf(request: HttpRequest): Parts | undefined {
  const { query } = request;
  const authorization = header(request, "authorization");
  if (authorization?.startsWith(ALGORITHM)) {
    const part = (name: string): string =>
      new RegExp(`[\\s,]${name}=([^,\\s]*)`).exec(authorization)?.[1] ?? "";
    const parts = {
      date: header(request, "x-amz-date") ?? amzDate(header(request, "date")),
      signedHeaders: part("SignedHeaders").split(";"),
      signature: part("Signature"),
      sessionToken: header(request, "x-amz-security-token"),
    };
    return [part("Credential"), parts];
  }
  if (query.get("X-Amz-Algorithm") !== ALGORITHM) return undefined;
  const parameter = (name: string): string => query.get(`X-Amz-${name}`) ?? "";
  const parts = {
    date: parameter("Date"),
    signedHeaders: parameter("SignedHeaders").split(";"),
    signature: parameter("Signature"),
    sessionToken: query.get("X-Amz-Security-Token") ?? undefined,
    expires: parameter("Expires"),
  };
  return [parameter("Credential"), parts];
}

const ALGORITHM = "AWS4-HMAC-SHA256";

function amzDate(text = ""): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? "" : amzDateOf(date);
}

/** A time as signatures have it: `20261130T120000Z`. */
export function amzDateOf(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, "");
}

/** Whoever has a token of an identity provider calls STS without credentials. */
function isUnsignedCall({ body, query }: HttpRequest): boolean {
  const form = new URLSearchParams(body.toString("latin1"));
  return (form.get("Action") ?? query.get("Action")) === "AssumeRoleWithWebIdentity";
}
