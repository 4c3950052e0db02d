import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { header, type HttpRequest } from "./protocol";
import type { SignatureParts } from "./signature";

export const UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

/**
 * Whether a request was signed with this secret.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function isSignedWith(request: HttpRequest, parts: SignatureParts, secret: string): boolean {
  const { scope, date, signature } = parts;
  const key = scope
    .split("/")
    .reduce<string | Buffer>((previous, part) => hmac(previous, part), `AWS4${secret}`);
  const text = ["AWS4-HMAC-SHA256", date, scope, sha256(canonicalRequest(request, parts))];
  const [expected, given] = [hmac(key, text.join("\n")), Buffer.from(signature, "hex")];
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function canonicalRequest(
  request: HttpRequest,
  { scope, signedHeaders, expires }: SignatureParts,
): string {
  const { method, path, query, body } = request;
  const isS3 = scope.split("/")[2] === "s3";
  // All services but S3 sign the path with its escapes escaped again.
  const signedPath = isS3 ? path : path.split("/").map(escaped).join("/");
  const parameters = [...query]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .sort();
  const headers = signedHeaders.map((name) => `${name}:${oneSpaced(header(request, name))}\n`);
  const ofUrl = isS3 && expires !== undefined ? UNSIGNED_PAYLOAD : sha256(body);
  const hash = header(request, "x-amz-content-sha256") ?? ofUrl;
  return [
    method,
    signedPath,
    parameters.join("&"),
    headers.join(""),
    signedHeaders.join(";"),
    hash,
  ].join("\n");
}

function oneSpaced(value = ""): string {
  return value.trim().replace(/ +/g, " ");
}

function escaped(text: string): string {
  const toHex = (character: string): string =>
    `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, toHex);
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

export function sha256(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("hex");
}
