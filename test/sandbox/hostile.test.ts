import { expect } from "chai";
import { mkdtempSync, statSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { createCloud, type SandboxCloud } from "../../sandbox/cloud";
import { seededRandom } from "../../sandbox/cloud/faults";
import { type HttpServer, startHttp } from "../../sandbox/http";
import { amzDateOf } from "../../sandbox/http/signature";
import { ADMIN, BUCKET, DETECTOR, exportWorld, keyArn } from "../../testing/worlds";

const REQUESTS = 10_000;
const AT_ONCE = 50;

let cloud: SandboxCloud;
let server: HttpServer;

/** Headers of a request that is signed for now, by no secret. */
function signed(service: string, hash = "UNSIGNED-PAYLOAD"): { [name: string]: string } {
  const date = amzDateOf(new Date());
  const scope = `AKIA${ADMIN}TEST/${date.slice(0, 8)}/us-east-1/${service}/aws4_request`;
  const names = "host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-target";
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=${names}, Signature=none`,
    "x-amz-content-sha256": hash,
    "x-amz-date": date,
  };
}

/** Sends bytes as they are; resolves to the status of the answer, 0 for none. */
function sendRaw(text: string | Buffer): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    let answer = "";
    const done = () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0));
    socket.on("data", (data) => {
      answer += data.toString("latin1");
      socket.end();
    });
    socket.on("close", done).on("error", done);
    socket.end(text);
  });
}

interface Ask {
  method?: string;
  path?: string;
  headers?: { [name: string]: string };
  body?: string | Buffer;
}

function ask({ method = "POST", path: target = "/", headers = {}, body }: Ask): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.url);
    const options = { host: "127.0.0.1", port, method, path: target, headers };
    const request = httpRequest(options, (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    });
    request.on("error", reject).end(body);
  });
}

const NESTED = "[".repeat(20_000);
const JSON_BODIES = [
  "",
  "{",
  "null",
  "[]",
  '"text"',
  "1e999",
  NESTED,
  '{"a":',
  "\u0000",
  '{"__proto__":{"a":1}}',
];
const XML_BODIES = [
  "<",
  "<a>",
  "<a></b>",
  "<a/>",
  `${"<a>".repeat(5000)}`,
  "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
  "text",
];
const SERVICES = [
  "kms",
  "organizations",
  "events",
  "glue",
  "athena",
  "sqs",
  "logs",
  "iam",
  "sns",
  "sts",
  "guardduty",
  "s3",
  "lambda",
  "scheduler",
  "monitoring",
  "account",
  "constructor",
  "__proto__",
  "toString",
];
const TARGETS = [
  "TrentService.PutKeyPolicy",
  "TrentService.constructor",
  "AWSEvents.PutRule",
  "__proto__.__proto__",
  "AWSGlue.CreateTable",
  "AmazonSQS.SetQueueAttributes",
];
const PATHS = [
  "/%zz/key",
  "/__proto__",
  "/constructor/key",
  `/${BUCKET}/__proto__?tagging`,
  `/${BUCKET}?policy`,
  `/${BUCKET}?lifecycle`,
  `/${BUCKET}?versioning`,
  `/detector/${DETECTOR}/filter`,
  "/detector/__proto__",
  "/detector/constructor/member",
  "/tags/%",
  "//",
  "/..;/",
];

/** A request that nothing may come of, one after the other for a seed. */
function hostile(random: () => number): () => Promise<number> {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const service = pick(SERVICES);
  const body = pick([...JSON_BODIES, ...XML_BODIES]);
  const target = pick(PATHS);
  const headers = signed(service);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = (method: string) =>
    `${method} ${target} HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\n${lines.join("")}`;
  return pick([
    () =>
      ask({
        method: pick(["PUT", "POST", "PATCH"]),
        path: target,
        headers: { ...headers, "x-amz-target": pick(TARGETS) },
        body,
      }),
    () =>
      ask({
        headers: signed(pick(["iam", "sns", "sts"])),
        body: `Action=${pick(["CreateRole", "constructor", "CreateTopic", "AssumeRole"])}&a.b.c=1&a=2&__proto__.x=1&Tags.member.x.Key=1`,
      }),
    () =>
      ask({
        path: pick(["/policies", "/clock", "/faults", "/findings"]),
        headers: { "content-type": "application/json" },
        body: pick([
          ...JSON_BODIES.slice(1, 8),
          '{"bucket":"__proto__","policy":{}}',
          '{"key":"constructor","policy":{}}',
          '{"advance":"999999999999d"}',
        ]),
      }),
    // A body that is cut, shorter than it says.
    () => sendRaw(`${head("PUT")}Content-Length: 1000\r\n\r\nhello`),
    () =>
      sendRaw(
        `${head("PUT")}Transfer-Encoding: chunked\r\n\r\n${pick(["zz\r\n", "5\r\nhel", "ffffffffffffffff\r\n", "-1\r\n"])}`,
      ),
    () =>
      sendRaw(
        `${head("PUT")}Content-Length: ${pick(["-1", "1e3", "1, 2", "99999999999999999999"])}\r\n\r\nhello`,
      ),
    () => sendRaw(`${head("PUT")}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
    () => sendRaw(`${head("GET")}X-Long: ${"a".repeat(40_000)}\r\n\r\n`),
    () =>
      sendRaw(
        pick([
          "\r\n\r\n",
          "GET\r\n\r\n",
          "\u0016\u0003\u0001",
          "GET / HTTP/9.9\r\n\r\n",
          "GET http://evil HTTP/1.1\r\n\r\n",
        ]),
      ),
    () =>
      ask({
        method: "PUT",
        path: `/${BUCKET}/key`,
        headers: {
          ...signed("s3", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
          "x-amz-decoded-content-length": pick(["5", "0", "-1", "x"]),
        },
        body: pick([
          "5\r\nhel",
          "fffffff\r\nhello\r\n0\r\n\r\n",
          "zz\r\nhello\r\n",
          "",
          "5\r\nhello",
        ]),
      }),
    () =>
      ask({
        headers: {
          ...signed("kms"),
          "x-amz-target": "TrentService.CreateKey",
          "content-encoding": "gzip",
        },
        body: pick([Buffer.from("no gzip"), gzipSync("{}").subarray(0, 8), gzipSync("{")]),
      }),
  ]);
}

describe("the sandbox under hostile requests", () => {
  beforeEach(async () => {
    cloud = await createCloud(exportWorld());
    server = await startHttp(cloud);
  });
  afterEach(() => server.close());

  it(`answers ${REQUESTS} of them with 4xx, 501 or nothing, and its world stays as it was`, async () => {
    const before = JSON.stringify(cloud.world);
    const random = seededRandom(7);
    const statuses = new Map<number, number>();
    for (let sent = 0; sent < REQUESTS; sent += AT_ONCE) {
      const batch = Array.from({ length: AT_ONCE }, () => hostile(random));
      for (const status of await Promise.all(batch.map((send) => send().catch(() => 0)))) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }
    const odd = [...statuses.keys()].filter(
      (status) => status !== 0 && status !== 501 && !(status >= 400 && status < 500),
    );
    expect(odd, JSON.stringify([...statuses])).to.deep.equal([]);
    expect(JSON.stringify(cloud.world)).to.equal(before);
    expect(await ask({ method: "GET", path: "/world" })).to.equal(200);
  });

  const refused: [name: string, what: Ask, status: number][] = [
    ["another host", { method: "GET", path: "/world", headers: { host: "evil.example" } }, 403],
    ["another port", { method: "GET", path: "/world", headers: { host: "127.0.0.1:1" } }, 403],
    ["a web page", { method: "GET", path: "/world", headers: { origin: "http://localhost" } }, 403],
    ["a form", { path: "/faults", headers: { "content-type": "text/plain" }, body: "{}" }, 415],
    [
      "a clock of another age",
      {
        path: "/clock",
        headers: { "content-type": "application/json" },
        body: '{"advance":"999999999999d"}',
      },
      400,
    ],
  ];
  for (const [name, what, status] of refused) {
    it(`refuses ${name}`, async () => {
      expect(await ask(what)).to.equal(status);
    });
  }

  it("keeps its state for its owner alone", async () => {
    const stateFile = path.join(mkdtempSync(path.join(tmpdir(), "sandbox-")), "state.json");
    await createCloud(exportWorld(), stateFile);
    expect(statSync(stateFile).mode & 0o777).to.equal(0o600);
  });

  it("takes names that every object of JavaScript has for names like others", async () => {
    const caller = { accountId: ADMIN, arn: `arn:aws:iam::${ADMIN}:root`, region: "us-east-1" };
    const head = (Key: string) =>
      cloud.call(caller, "s3:HeadObject", { Bucket: BUCKET, Key }).then(
        () => "there",
        (error: Error) => error.name,
      );
    expect(await head("constructor")).to.equal("NotFound");
    expect(await head("__proto__")).to.equal("NotFound");
    await cloud.call(caller, "s3:CreateBucket", { Bucket: "constructor" });
    await cloud.call(caller, "s3:PutObject", {
      Bucket: "constructor",
      Key: "__proto__",
      Body: "a",
    });
    const { Contents } = await cloud.call(caller, "s3:ListObjectsV2", { Bucket: "constructor" });
    expect((Contents as { Key: string }[]).map(({ Key }) => Key)).to.deep.equal(["__proto__"]);
    expect(cloud.world.keys[keyArn()]).to.not.equal(undefined);
  });
});
