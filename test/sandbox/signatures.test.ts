import { expect } from "chai";
import { createHash, createHmac } from "node:crypto";
import { createCloud } from "../../sandbox/cloud";
import { type HttpServer, startHttp } from "../../sandbox/http";
import { amzDateOf } from "../../sandbox/http/signature";
import { sdkAt } from "../../testing/sdkClient";
import { ADMIN, BUCKET, exportWorld } from "../../testing/worlds";

const MINUTE = 60_000;
const LISTING = `/${BUCKET}?list-type=2`;

let server: HttpServer;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac("sha256", key).update(text).digest();

function signature(secret: string, scope: string, date: string, canonical: string[]): string {
  const text = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical.join("\n"))].join("\n");
  return hmac(scope.split("/").reduce<string | Buffer>(hmac, `AWS4${secret}`), text).toString(
    "hex",
  );
}

interface Ask {
  service?: string;
  method?: string;
  path?: string;
  body?: string;
  /** When it is signed, from now. */
  off?: number;
  /** Headers that take the place of the right ones; undefined leaves one out. */
  headers?: { [name: string]: string | undefined };
  unsigned?: string[];
  scopeDay?: string;
  authorization?: (text: string) => string;
  keys?: { AccessKeyId: string; SecretAccessKey: string };
}

interface Answer {
  status: number;
  code: string | undefined;
  text: string;
}

async function fetched(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${server.url}${path}`, init);
  const text = await response.text();
  const [, code] = /<Code>(\w+)<|"__type":"(\w+)"/.exec(text) ?? [];
  return {
    status: response.status,
    code: code ?? response.headers.get("x-amzn-errortype") ?? undefined,
    text,
  };
}

/** A request that curl could send, signed as AWS's guide says, with what `ask` changes. */
function send(ask: Ask = {}): Promise<Answer> {
  const { service = "s3", method = "GET", path = LISTING, body = "", off = 0 } = ask;
  const { AccessKeyId: id, SecretAccessKey: secret } = ask.keys ?? {
    AccessKeyId: `AKIA${ADMIN}TEST`,
    SecretAccessKey: "any",
  };
  const date = amzDateOf(new Date(Date.now() + off));
  const given: { [name: string]: string | undefined } = {
    host: new URL(server.url).host,
    "x-amz-content-sha256": sha256(body),
    "x-amz-date": date,
    ...ask.headers,
  };
  const headers = Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ) as { [name: string]: string };
  const names = Object.keys(headers)
    .filter((name) => !ask.unsigned?.includes(name))
    .sort();
  const scope = `${ask.scopeDay ?? date.slice(0, 8)}/us-east-1/${service}/aws4_request`;
  const { pathname, searchParams } = new URL(path, server.url);
  const canonical = [
    method,
    pathname,
    [...searchParams]
      .map((pair) => pair.map(encodeURIComponent).join("="))
      .sort()
      .join("&"),
    names.map((name) => `${name}:${headers[name]}\n`).join(""),
    names.join(";"),
    headers["x-amz-content-sha256"] ?? sha256(body),
  ];
  const signed = signature(secret, scope, date, canonical);
  const text = `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signed}`;
  const authorization = ask.authorization?.(text) ?? text;
  return fetched(path, {
    method,
    ...(body !== "" && { body }),
    headers: { ...headers, authorization },
  });
}

/** A URL of a listing that is presigned, with parameters that take the place of the right ones. */
function url(
  parameters: { [name: string]: string | undefined } = {},
  off = 0,
  secret = "any",
  id = `AKIA${ADMIN}TEST`,
): string {
  const date = amzDateOf(new Date(Date.now() + off));
  const scope = `${date.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const query = Object.entries({
    "list-type": "2",
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": `${id}/${scope}`,
    "X-Amz-Date": date,
    "X-Amz-Expires": "60",
    "X-Amz-SignedHeaders": "host",
    ...parameters,
  })
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
    )
    .sort()
    .join("&");
  const host = `host:${new URL(server.url).host}\n`;
  const canonical = ["GET", `/${BUCKET}`, query, host, "host", "UNSIGNED-PAYLOAD"];
  return `/${BUCKET}?${query}&X-Amz-Signature=${signature(secret, scope, date, canonical)}`;
}

const GCI: Ask = {
  service: "sts",
  method: "POST",
  path: "/",
  body: "Action=GetCallerIdentity&Version=2011-06-15",
};
const KEYS: Ask = {
  service: "kms",
  method: "POST",
  path: "/",
  body: "{}",
  headers: { "x-amz-target": "TrentService.ListKeys" },
};
const SPEAKERS: [title: string, ask: Ask][] = [
  ["S3", {}],
  ["STS", GCI],
  ["KMS", KEYS],
];
const WRONG: [title: string, ask: Ask, codes: [s3: string, sts: string, kms: string]][] = [
  [
    "a time an hour ago",
    { off: -60 * MINUTE },
    ["RequestTimeTooSkewed", "SignatureDoesNotMatch", "InvalidSignatureException"],
  ],
  [
    "a time in an hour",
    { off: 60 * MINUTE },
    ["RequestTimeTooSkewed", "SignatureDoesNotMatch", "InvalidSignatureException"],
  ],
  [
    "another day in its scope",
    { scopeDay: "20200101" },
    ["AuthorizationHeaderMalformed", "SignatureDoesNotMatch", "InvalidSignatureException"],
  ],
  [
    "no signature",
    { authorization: (text) => text.replace(/, Signature=.*/, "") },
    ["AuthorizationHeaderMalformed", "IncompleteSignature", "IncompleteSignatureException"],
  ],
  [
    "no signed headers",
    { authorization: (text) => text.replace(/ SignedHeaders=[^,]*,/, "") },
    ["AuthorizationHeaderMalformed", "IncompleteSignature", "IncompleteSignatureException"],
  ],
  [
    "no date",
    { headers: { "x-amz-date": undefined } },
    ["AccessDenied", "IncompleteSignature", "IncompleteSignatureException"],
  ],
  [
    "a host that is not signed",
    { unsigned: ["host"] },
    ["AccessDenied", "SignatureDoesNotMatch", "InvalidSignatureException"],
  ],
  [
    "a token that is none",
    { headers: { "x-amz-security-token": "none" } },
    ["InvalidToken", "InvalidClientTokenId", "UnrecognizedClientException"],
  ],
  [
    "an account that is not there",
    { keys: { AccessKeyId: "AKIA000000000001TEST", SecretAccessKey: "any" } },
    ["InvalidAccessKeyId", "InvalidClientTokenId", "UnrecognizedClientException"],
  ],
];

describe("the signature of a request", () => {
  beforeEach(async () => {
    server = await startHttp(await createCloud(exportWorld()));
  });
  afterEach(() => server.close());

  SPEAKERS.forEach(([service, base], index) => {
    it(`is taken by ${service} as AWS's guide has it, four minutes late too`, async () => {
      expect((await send(base)).status).to.equal(200);
      expect((await send({ ...base, off: -4 * MINUTE })).status).to.equal(200);
    });

    for (const [title, ask, codes] of WRONG) {
      it(`is refused by ${service} with ${title}`, async () => {
        const { code } = await send({
          ...base,
          ...ask,
          headers: { ...base.headers, ...ask.headers },
        });
        expect(code).to.equal(codes[index]);
      });
    }
  });

  const PUT: Ask = { method: "PUT", path: `/${BUCKET}/k`, body: "abc" };
  const bodies: [title: string, headers: Ask["headers"], code: string | undefined][] = [
    ["its hash", {}, undefined],
    ["no hash on purpose", { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" }, undefined],
    ["another hash", { "x-amz-content-sha256": sha256("abd") }, "XAmzContentSHA256Mismatch"],
    ["a hash that is none", { "x-amz-content-sha256": "abc" }, "InvalidArgument"],
    ["no header for a hash", { "x-amz-content-sha256": undefined }, "InvalidRequest"],
  ];
  for (const [title, headers, code] of bodies) {
    it(`of S3 comes with the body: ${title}`, async () => {
      expect((await send({ ...PUT, headers })).code).to.equal(code);
    });
  }

  it("of S3 covers every header of AWS", async () => {
    const ask = { ...PUT, headers: { "x-amz-meta-a": "b" } };
    expect((await send(ask)).code).to.equal(undefined);
    expect((await send({ ...ask, unsigned: ["x-amz-meta-a"] })).code).to.equal("AccessDenied");
  });

  it("of a body in chunks needs its length, and the trailer that it announces", async () => {
    const chunked = {
      ...PUT,
      body: "3\r\nabc\r\n0\r\n\r\n",
      headers: {
        "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "x-amz-decoded-content-length": "3",
      },
    };
    expect((await send(chunked)).code).to.equal(undefined);
    const { headers } = chunked;
    const length = { ...headers, "x-amz-decoded-content-length": undefined };
    expect((await send({ ...chunked, headers: length })).code).to.equal("MissingContentLength");
    const trailer = { ...headers, "x-amz-trailer": "x-amz-checksum-crc32" };
    expect((await send({ ...chunked, headers: trailer })).code).to.equal("MalformedTrailerError");
  });

  it("of a session needs the session's key, secret and token", async () => {
    const { Credentials } = await sdkAt(server.url, ADMIN).call("sts:AssumeRole", {
      RoleArn: `arn:aws:iam::${ADMIN}:role/deploy`,
      RoleSessionName: "me",
    });
    const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials;
    const keys = { AccessKeyId, SecretAccessKey };
    const headers = { "x-amz-security-token": SessionToken };
    expect((await send({ keys, headers })).status).to.equal(200);
    expect((await send({ keys })).code, "no token").to.equal("InvalidAccessKeyId");
    expect((await send({ headers })).code, "another key").to.equal("InvalidToken");
    const guessed = { AccessKeyId, SecretAccessKey: "guess" };
    expect((await send({ keys: guessed, headers })).code).to.equal("SignatureDoesNotMatch");
    expect((await send({ ...GCI, keys: guessed, headers })).code).to.equal("SignatureDoesNotMatch");
    const token = { "X-Amz-Security-Token": SessionToken };
    expect((await fetched(url(token, 0, SecretAccessKey, AccessKeyId))).status).to.equal(200);
    const wrong = await fetched(url(token, 0, "guess", AccessKeyId));
    expect(wrong.code).to.equal("SignatureDoesNotMatch");
  });

  it("of version 2 is refused, in a header and in a URL", async () => {
    const old = `AWSAccessKeyId=AKIA${ADMIN}TEST&Signature=x&Expires=4000000000`;
    const inHeader = { headers: { authorization: `AWS AKIA${ADMIN}TEST:x` } };
    for (const answer of [await fetched(`/${BUCKET}?${old}`), await fetched(LISTING, inHeader)]) {
      expect([answer.status, answer.code]).to.deep.equal([400, "InvalidRequest"]);
      expect(answer.text).to.contain("Please use AWS4-HMAC-SHA256.");
    }
  });

  const urls: [title: string, parameters: Parameters<typeof url>, status: number, text: string][] =
    [
      ["is taken until it expires", [], 200, "<ListBucketResult"],
      ["is refused when it has expired", [{}, -2 * MINUTE], 403, "Request has expired"],
      ["is refused before its time", [{}, 20 * MINUTE], 403, "Request is not valid yet"],
      ["is refused for more than a week", [{ "X-Amz-Expires": "604801" }], 400, "less than a week"],
      ["is refused without an end", [{ "X-Amz-Expires": undefined }], 400, "Query-string"],
      ["is refused with an end that is none", [{ "X-Amz-Expires": "soon" }], 400, "be a number"],
    ];
  for (const [title, parameters, status, text] of urls) {
    it(`in a URL ${title}`, async () => {
      const answer = await fetched(url(...parameters));
      expect(answer.status).to.equal(status);
      expect(answer.text).to.contain(text);
    });
  }
});
