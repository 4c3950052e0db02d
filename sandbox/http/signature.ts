import { header, type HttpRequest } from "./protocol";

export interface Signature {
  accessKeyId: string;
  region: string;
  service: string;
}

/**
 * The parts of a request's signature. Whether it was made with the right secret is not checked: the sandbox has no
 * secrets, and whoever can reach it may act as anybody.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html
 */
export function signatureOf(request: HttpRequest): Signature | undefined {
  const [, accessKeyId, region, service] =
    /^AWS4-HMAC-SHA256\s+Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(
      header(request, "authorization") ?? "",
    ) ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service };
}
