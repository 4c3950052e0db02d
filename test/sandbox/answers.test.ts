import { expect } from "chai";
import { createCloud } from "../../sandbox/cloud";
import { SERVICES } from "../../sandbox/cloud/cloud";
import { type HttpServer, startHttp } from "../../sandbox/http";
import { ANSWER_DIFFERENCES, answerOf } from "../../sandbox/http/answers";
import { PROTOCOLS } from "../../sandbox/http/awsApi";
import { httpModelOf, type HttpService } from "../../sandbox/http/clients";
import { awsClient } from "../../testing/awsClient";
import { ADMIN, BUCKET, DETECTOR, exportWorld, OTHER } from "../../testing/worlds";

/** Operations that AWS answers with another status than its model gives, by its pages. */
const OTHER_STATUSES: { [operation: string]: number } = {
  "s3:PutBucketPolicy": 204,
  "s3:PutBucketTagging": 204,
};

/** What each operation of a service that the sandbox has is answered with, and its model's status. */
async function statusesOf(service: HttpService): Promise<[string, number, number][]> {
  const model = await httpModelOf(service);
  return Object.keys(SERVICES[service] ?? {}).flatMap((name) => {
    const operation = model.operations.get(name);
    if (operation === undefined) return [];
    const response = answerOf(
      `${service}:${name}`,
      PROTOCOLS[service].answer(operation, { Body: "" }),
    );
    return [[`${service}:${name}`, response.status, operation.http?.[2] ?? 200]];
  });
}

describe("the answers of the sandbox over HTTP", () => {
  let server: HttpServer | undefined;

  async function serve(region = "us-east-1") {
    server = await startHttp(await createCloud(exportWorld()));
    return awsClient(server.url, ADMIN, region);
  }

  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  it("have the status of the SDK's model for every operation, but for those that AWS's pages except", async () => {
    const services = Object.keys(PROTOCOLS) as HttpService[];
    const all = (await Promise.all(services.map(statusesOf))).flat();
    expect(all.length).to.be.greaterThan(200);
    const different = all.filter(([, status, modelled]) => status !== modelled);
    expect(Object.fromEntries(different)).to.deep.equal(OTHER_STATUSES);
    const unknown = Object.keys(ANSWER_DIFFERENCES).filter(
      (operation) => !all.some(([name]) => name === operation),
    );
    expect(unknown).to.deep.equal([]);
  });

  it("have 204 and no body for tags of a detector, and for tags and the policy of a bucket", async () => {
    const client = await serve();
    const arn = encodeURIComponent(`arn:aws:guardduty:us-east-1:${ADMIN}:detector/${DETECTOR}`);
    const tags = "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>";
    const policy = JSON.stringify({
      Statement: [
        { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: `arn:aws:s3:::${BUCKET}/x` },
      ],
    });
    const answers = [
      await client.guardduty("POST", `/tags/${arn}`, { tags: { a: "b" } }),
      await client.guardduty("DELETE", `/tags/${arn}?tagKeys=a`),
      await client.s3("PUT", `/${BUCKET}?tagging`, { body: tags }),
      await client.s3("DELETE", `/${BUCKET}?tagging`),
      await client.s3("PUT", `/${BUCKET}?policy`, { body: policy }),
      await client.s3("DELETE", `/${BUCKET}?policy`),
    ];
    expect(answers.map(({ status, text }) => [status, text])).to.deep.equal(
      answers.map(() => [204, ""]),
    );
  });

  for (const [region, name, location] of [
    ["us-east-1", "made", "/made"],
    ["eu-west-1", "made", "http://made.s3.amazonaws.com/"],
    ["cn-north-1", "made", "http://made.s3.amazonaws.com.cn/"],
  ] as const) {
    it(`have the location and the ARN of a bucket created in ${region}`, async () => {
      const client = await serve(region);
      const constraint = `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
      const body = region === "us-east-1" ? undefined : constraint;
      const { headers, status, text } = await client.s3("PUT", `/${name}`, { body });
      expect(status, text).to.equal(200);
      expect(headers.get("location")).to.equal(location);
      const partition = region === "cn-north-1" ? "aws-cn" : "aws";
      expect(headers.get("x-amz-bucket-arn")).to.equal(`arn:${partition}:s3:::${name}`);
    });
  }

  it("have S3's default content type for an object that was put without one", async () => {
    const client = await serve();
    await client.s3("PUT", `/${BUCKET}/key`, { body: new Uint8Array([1]) });
    const head = await client.s3("HEAD", `/${BUCKET}/key`);
    expect(head.headers.get("content-type")).to.equal("binary/octet-stream");
    expect(head.headers.get("content-length")).to.equal("1");
    expect(head.headers.get("accept-ranges")).to.equal("bytes");
  });

  it("have no body after HEAD, whatever the status", async () => {
    const client = await serve();
    const other = awsClient(server!.url, OTHER, "us-east-1");
    const answers = [
      await client.s3("HEAD", `/${BUCKET}`),
      await client.s3("HEAD", "/none"),
      await client.s3("HEAD", `/${BUCKET}/none`),
      await other.s3("HEAD", `/${BUCKET}`),
    ];
    expect(answers.map(({ status, text }) => [status, text])).to.deep.equal([
      [200, ""],
      [404, ""],
      [404, ""],
      [403, ""],
    ]);
  });

  const checksums: [name: string, right: string][] = [
    ["content-md5", "XUFAKrxLKna5cZ2REBfFkg=="],
    ["x-amz-checksum-crc32", "NhCmhg=="],
    ["x-amz-checksum-crc32c", "mnG7TA=="],
    ["x-amz-checksum-crc64nvme", "M3eFcAZSQlc="],
    ["x-amz-checksum-sha1", "qvTGHdzF6KLavt4PO0gs2a6pQ00="],
    ["x-amz-checksum-sha256", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="],
  ];
  for (const [name, right] of checksums) {
    it(`refuse a body that ${name} is not of, in a header or a trailer`, async () => {
      const client = await serve();
      const put = async (value: string) => {
        const plain = { body: "hello", headers: { [name]: value } };
        const chunks = {
          body: `5\r\nhello\r\n0\r\n${name}:${value}\r\n\r\n`,
          headers: {
            "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            "x-amz-decoded-content-length": "5",
            "x-amz-trailer": name,
          },
        };
        const answers = [
          await client.s3("PUT", `/${BUCKET}/plain`, plain),
          await client.s3("PUT", `/${BUCKET}/chunks`, chunks),
        ];
        return answers.map(({ status, text }) => [status, /<Code>(.*)<\/Code>/.exec(text)?.[1]]);
      };
      expect(await put(right)).to.deep.equal([
        [200, undefined],
        [200, undefined],
      ]);
      const wrong = Buffer.from(right, "base64").reverse().toString("base64");
      expect(await put(wrong)).to.deep.equal([
        [400, "BadDigest"],
        [400, "BadDigest"],
      ]);
    });
  }

  it("have the checksum that an object was put with, or S3's own, for those who ask", async () => {
    const client = await serve();
    const checksumOf = async (headers: { [name: string]: string }) => {
      const put = await client.s3("PUT", `/${BUCKET}/object`, { body: "hello", headers });
      const mode = { headers: { "x-amz-checksum-mode": "ENABLED" } };
      const enabled = await client.s3("GET", `/${BUCKET}/object`, mode);
      const head = await client.s3("HEAD", `/${BUCKET}/object`, mode);
      const plain = await client.s3("GET", `/${BUCKET}/object`);
      const sums = [put, enabled, head, plain].map((answer) =>
        [...answer.headers].filter(([name]) => name.startsWith("x-amz-checksum-")),
      );
      return sums.map((own) => Object.fromEntries(own));
    };
    const type = { "x-amz-checksum-type": "FULL_OBJECT" };
    const sha1 = { "x-amz-checksum-sha1": "qvTGHdzF6KLavt4PO0gs2a6pQ00=" };
    const own = { "x-amz-checksum-crc64nvme": "M3eFcAZSQlc=" };
    for (const [sent, kept] of [
      [sha1, sha1],
      [{}, own],
    ]) {
      const expected = { ...kept, ...type };
      expect(await checksumOf(sent as typeof sha1)).to.deep.equal([
        expected,
        expected,
        expected,
        {},
      ]);
    }
  });

  it("refuse checksums that are none, several of them, and the deletion of objects without one", async () => {
    const client = await serve();
    const put = async (headers: { [name: string]: string }) => {
      const { text } = await client.s3("PUT", `/${BUCKET}/object`, { body: "hello", headers });
      return [/<Code>(.*)<\/Code>/.exec(text)?.[1], /<Message>(.*)<\/Message>/.exec(text)?.[1]];
    };
    expect(await put({ "x-amz-checksum-crc32": "AAAA" })).to.deep.equal([
      "InvalidRequest",
      "Value for x-amz-checksum-crc32 header is invalid.",
    ]);
    expect(await put({ "content-md5": "AAAA" })).to.deep.equal([
      "InvalidDigest",
      "The Content-MD5 you specified was invalid.",
    ]);
    const several = {
      "x-amz-checksum-crc32": "NhCmhg==",
      "x-amz-checksum-sha1": "qvTGHdzF6KLavt4PO0gs2a6pQ00=",
    };
    expect((await put(several))[0]).to.equal("InvalidRequest");
    const body = "<Delete><Object><Key>object</Key></Object></Delete>";
    const deleted = await client.s3("POST", `/${BUCKET}?delete`, { body });
    expect(deleted.text).to.contain("Missing required header for this request: Content-MD5");
  });

  it("have S3's identifiers in headers and errors of S3, and one header elsewhere", async () => {
    const client = await serve();
    const { headers, text } = await client.s3("GET", "/none?policy");
    expect(headers.get("server")).to.equal("AmazonS3");
    expect(headers.get("x-amzn-requestid")).to.equal(null);
    expect(text.replace(/^<\?xml[^>]*\?>/, "")).to.equal(
      "<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist</Message>" +
        `<BucketName>none</BucketName><RequestId>${headers.get("x-amz-request-id")}</RequestId>` +
        `<HostId>${headers.get("x-amz-id-2")}</HostId></Error>`,
    );
    const other = await client.kms("ListKeys");
    expect(other.headers.get("x-amzn-requestid")).to.match(/^[0-9a-f-]{36}$/);
    expect(other.headers.get("x-amz-request-id")).to.equal(null);
  });
});
