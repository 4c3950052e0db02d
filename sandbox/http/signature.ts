import { header, type HttpRequest } from "./protocol";

export interface Signature {
  /** None for the calls that need no credentials. */
  accessKeyId?: string;
  region: string;
  service: string;
}

/**
 * The parts of a request's signature. Whether it was made with the right secret is looked at only for keys that IAM
 * made in the sandbox: whoever can reach it may act as any account.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
 */
export function signatureOf(request: HttpRequest): Signature | undefined {
  const [, accessKeyId, region, service] =
    /^AWS4-HMAC-SHA256\s+Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(
      header(request, "authorization") ?? "",
    ) ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) {
    return isUnsignedCall(request) ? { region: "us-east-1", service: "sts" } : undefined;
  }
  return { accessKeyId, region, service };
}

/** Whoever has a token of an identity provider calls STS without credentials. */
function isUnsignedCall({ body, query }: HttpRequest): boolean {
  const form = new URLSearchParams(body.toString("latin1"));
  return (form.get("Action") ?? query.get("Action")) === "AssumeRoleWithWebIdentity";
}
