import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { header, type HttpRequest } from "./protocol";

/**
 * Whether a request was signed with this secret.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function isSignedWith(request: HttpRequest, secret: string): boolean {
  const authorization = header(request, "authorization") ?? "";
  const [, scope = ""] = /Credential=[^/]+\/([^,\s]+)/.exec(authorization) ?? [];
  const [, names = ""] = /SignedHeaders=([^,\s]+)/.exec(authorization) ?? [];
  const [, signature = ""] = /Signature=([0-9a-f]+)/.exec(authorization) ?? [];
  const key = scope
    .split("/")
    .reduce<string | Buffer>((previous, part) => hmac(previous, part), `AWS4${secret}`);
  const text = [
    "AWS4-HMAC-SHA256",
    header(request, "x-amz-date") ?? "",
    scope,
    sha256(canonicalRequest(request, names.split(";"), scope.split("/")[2] === "s3")),
  ].join("\n");
  const [expected, given] = [hmac(key, text), Buffer.from(signature, "hex")];
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function canonicalRequest(request: HttpRequest, names: string[], isS3: boolean): string {
  const { method, path, query, body } = request;
  // All services but S3 sign the path with its escapes escaped again.
  const signedPath = isS3 ? path : path.split("/").map(escaped).join("/");
  const parameters = [...query].map(([name, value]) => `${escaped(name)}=${escaped(value)}`).sort();
  const headers = names.map((name) => `${name}:${(header(request, name) ?? "").trim()}\n`);
  const hash = header(request, "x-amz-content-sha256") ?? sha256(body);
  const lines = [method, signedPath, parameters.join("&"), headers.join(""), names.join(";"), hash];
  return lines.join("\n");
}

function escaped(text: string): string {
  const toHex = (character: string): string =>
    `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, toHex);
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("hex");
}
