import { expect } from "chai";
import { gunzipSync } from "node:zlib";
import { createCloud } from "../../sandbox/cloud";
import { type HttpServer, startHttp } from "../../sandbox/http";
import type { WorldFile } from "../../sandbox/world";
import { sdkAt } from "../../testing/sdkClient";
import { type AwsAnswer, awsClient } from "../../testing/awsClient";
import {
  ADMIN,
  BUCKET,
  bucketArn,
  bucketStatements,
  DETECTOR,
  exportWorld,
  keyArn,
  OTHER,
  policyOf,
} from "../../testing/worlds";

let server: HttpServer;

async function serve(world: WorldFile = exportWorld()) {
  server = await startHttp(await createCloud(world));
  return awsClient(server.url, ADMIN, "us-east-1");
}

interface ControlAnswer {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

async function control(method: string, path: string, body?: unknown): Promise<ControlAnswer> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

const DESTINATION = {
  destinationType: "S3",
  destinationProperties: { destinationArn: bucketArn(), kmsKeyArn: keyArn() },
};

describe("the sandbox over HTTP", () => {
  afterEach(() => server.close());

  it("speaks GuardDuty's REST API with its names, nulls and error bodies", async () => {
    const client = await serve();
    const destinations = `/detector/${DETECTOR}/publishingDestination`;
    const created = await client.guardduty("POST", destinations, {
      ...DESTINATION,
      tags: { "Kept-As-Is": "1" },
    });
    const { destinationId } = created.json();
    const described = await client.guardduty("GET", `${destinations}/${destinationId}`);
    expect(described.json()).to.deep.equal({
      destinationId,
      destinationType: "S3",
      status: "PUBLISHING",
      publishingFailureStartTimestamp: null,
      destinationProperties: { ...DESTINATION.destinationProperties, expectedBucketOwner: null },
      tags: { "Kept-As-Is": "1" },
    });
    const listed = await client.guardduty("GET", `${destinations}?maxResults=1`);
    expect(listed.json().nextToken).to.equal(`${destinationId}/S3`);

    const refused = await client.guardduty("GET", `${destinations}?maxResults=51`);
    expect(refused.status).to.equal(400);
    expect(refused.headers.get("x-amzn-errortype")).to.equal("BadRequestException");
    expect(refused.json()).to.deep.equal({
      message: "The request is rejected because the parameter maxResults is out-of-bounds.",
      __type: "InvalidInputException",
      type: "InvalidInputException",
    });
  });

  it("takes tag calls with the ARN escaped or as it is, and several tag keys", async () => {
    const client = await serve();
    const arn = `arn:aws:guardduty:us-east-1:${ADMIN}:detector/${DETECTOR}`;
    await client.guardduty("POST", `/tags/${encodeURIComponent(arn)}`, {
      tags: { a: "1", b: "2", c: "3" },
    });
    await client.guardduty("DELETE", `/tags/${arn}?tagKeys=a&tagKeys=b`);
    expect((await client.guardduty("GET", `/tags/${arn}`)).json()).to.deep.equal({
      tags: { c: "3" },
    });
  });

  it("answers 501 and the name for operations it does not have", async () => {
    const client = await serve();
    const answers = [
      [await client.guardduty("POST", `/detector/${DETECTOR}/coverage`), "guardduty:ListCoverage"],
      [await client.kms("Encrypt"), "kms:Encrypt"],
      [await client.sts("GetSessionToken"), "sts:GetSessionToken"],
      [await client.s3("GET", `/${BUCKET}?inventory`), "s3:ListBucketInventoryConfigurations"],
      [await client.send("iam", { method: "POST", body: "Action=GetGroup" }), "iam:GetGroup"],
      [await client.send("ec2", { method: "POST", body: "Action=GetVpc" }), "ec2:GetVpc"],
    ] as const;
    for (const [answer, name] of answers) {
      expect(answer.status).to.equal(501);
      expect(answer.text).to.contain(`The sandbox does not have ${name}.`);
    }
  });

  it("answers operations that AWS does not have as each protocol does", async () => {
    const client = await serve();
    const post = (service: string, body: string) => client.send(service, { method: "POST", body });
    const answers: [AwsAnswer, status: number, text: string][] = [
      [await client.guardduty("POST", "/detector/x/nothing"), 404, "UnknownOperationException"],
      [await client.kms("Nonsense"), 400, "UnknownOperationException"],
      [await client.s3("POST", `/${BUCKET}`), 405, "MethodNotAllowed"],
      [
        await post("iam", "Action=Nonsense&Version=2010-05-08"),
        400,
        "Could not find operation Nonsense for version 2010-05-08",
      ],
      [await post("sns", "Action=ListTagsFor"), 400, "<Code>InvalidAction</Code>"],
    ];
    for (const [{ status, text }, expected, said] of answers) {
      expect(status, text).to.equal(expected);
      expect(text).to.contain(said);
    }
  });

  it("speaks S3's protocol: bucket and key in the path, settings as XML, policies as JSON", async () => {
    const client = await serve({});
    expect((await client.s3("PUT", "/made")).status).to.equal(200);
    const versioning =
      "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    await client.s3("PUT", "/made?versioning", { body: versioning });
    const read = await client.s3("GET", "/made?versioning");
    expect(read.text).to.contain("<Status>Enabled</Status>");
    const policy = policyOf({
      a: { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::made/secret" },
    });
    const put = await client.s3("PUT", "/made?policy", { body: JSON.stringify(policy) });
    expect(put.status).to.equal(204);
    expect((await client.s3("GET", "/made?policy")).json()).to.deep.equal(policy);
    await client.s3("PUT", "/made/a%20b/c%2Bd", { body: "text", headers: { "x-amz-meta-x": "1" } });
    const got = await client.s3("GET", "/made/a%20b/c%2Bd");
    expect(got.text).to.equal("text");
    expect(got.headers.get("x-amz-meta-x")).to.equal("1");
    expect(got.headers.get("x-amz-version-id")).to.match(/^[0-9a-f]{32}$/);
    const list = await client.s3("GET", "/made?list-type=2");
    expect(list.text).to.contain("<Key>a b/c+d</Key>");
    const denied = await client.s3("GET", "/made/secret");
    expect(denied.status).to.equal(403);
    expect(denied.text).to.contain("<Code>AccessDenied</Code>");
  });

  it("has a bucket's notifications in S3's own elements", async () => {
    const world = exportWorld();
    const queueArn = `arn:aws:sqs:us-east-1:${ADMIN}:inbox`;
    const Principal = { Service: "s3.amazonaws.com" };
    const admit = { Effect: "Allow", Principal, Action: "sqs:SendMessage", Resource: queueArn };
    world.queues = { [queueArn]: { policy: { Statement: [admit] } } };
    const client = await serve(world);
    const body =
      `<NotificationConfiguration><QueueConfiguration><Queue>${queueArn}</Queue>` +
      "<Event>s3:ObjectCreated:*</Event><Id>one</Id>" +
      "<Filter><S3Key><FilterRule><Name>prefix</Name><Value>AWSLogs/</Value></FilterRule></S3Key></Filter>" +
      "</QueueConfiguration><EventBridgeConfiguration/></NotificationConfiguration>";
    const put = await client.s3("PUT", `/${BUCKET}?notification`, { body });
    expect(put.status, put.text).to.equal(200);
    const got = await client.s3("GET", `/${BUCKET}?notification`);
    expect(got.text.replace(/ xmlns="[^"]*"/, "")).to.equal(body);
  });

  it("speaks the form and XML of SNS and IAM, with lists and maps", async () => {
    const client = await serve();
    const ask = (service: string, form: { [name: string]: string }) =>
      client.send(service, { method: "POST", body: new URLSearchParams(form).toString() });
    await ask("sns", {
      Action: "CreateTopic",
      Name: "t",
      "Attributes.entry.1.key": "DisplayName",
      "Attributes.entry.1.value": "Findings & more",
      "Tags.member.1.Key": "a",
      "Tags.member.1.Value": "b",
    });
    const TopicArn = `arn:aws:sns:us-east-1:${ADMIN}:t`;
    const attributes = await ask("sns", { Action: "GetTopicAttributes", TopicArn });
    expect(attributes.text).to.contain(
      "<entry><key>DisplayName</key><value>Findings &amp; more</value></entry>",
    );
    const tags = await ask("sns", { Action: "ListTagsForResource", ResourceArn: TopicArn });
    expect(tags.text).to.contain("<Tags><member><Key>a</Key><Value>b</Value></member></Tags>");
    const missing = await ask("iam", { Action: "GetRole", RoleName: "none" });
    expect([missing.status, missing.text]).to.deep.equal([
      404,
      '<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>The role with name none cannot be found.</Message></Error></ErrorResponse>',
    ]);
  });

  it("puts bodies together that come in signed chunks", async () => {
    const client = await serve({});
    await client.s3("PUT", "/made");
    await client.s3("PUT", "/made/key", {
      body: "5;chunk-signature=x\r\nhello\r\n1\r\n!\r\n0\r\nx-amz-checksum-crc32:mobJYA==\r\n\r\n",
      headers: {
        "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "x-amz-decoded-content-length": "6",
      },
    });
    expect((await client.s3("GET", "/made/key")).text).to.equal("hello!");
  });

  it("never takes a request it does not know for another one", async () => {
    const client = await serve({});
    await client.s3("PUT", "/made");
    await client.s3("PUT", "/made/key", { body: "kept" });
    const copy = await client.s3("PUT", "/made/key", {
      headers: { "x-amz-copy-source": "/made/other" },
    });
    expect(copy.status).to.equal(501);
    expect((await client.s3("PUT", "/made/key?acl")).status).to.equal(501);
    expect((await client.s3("DELETE", "/made?cors")).status).to.equal(501);
    expect((await client.s3("GET", "/made/key")).text).to.equal("kept");
  });

  it("speaks the JSON of KMS with dates as seconds", async () => {
    const client = await serve();
    const { KeyMetadata } = (await client.kms("DescribeKey", { KeyId: keyArn() })).json();
    expect(KeyMetadata.CreationDate).to.be.a("number");
    const refused = await client.kms("DescribeKey", { KeyId: "none" });
    expect(refused.status).to.equal(400);
    expect(refused.json()).to.include({ __type: "NotFoundException" });
  });

  it("carries an assumed role in its session token", async () => {
    await serve();
    const sdk = sdkAt(server.url, ADMIN);
    const RoleArn = `arn:aws:iam::${OTHER}:role/path/archive`;
    const assumed = await sdk.call("sts:AssumeRole", { RoleArn, RoleSessionName: "me" });
    const { Arn } = await sdk.with(assumed["Credentials"]).call("sts:GetCallerIdentity");
    expect(Arn).to.equal(`arn:aws:sts::${OTHER}:assumed-role/archive/me`);
  });

  it("refuses bodies that are no JSON or XML", async () => {
    const client = await serve();
    for (const [service, path] of [
      ["kms", "/"],
      ["guardduty", "/detector"],
      ["s3", `/${BUCKET}?versioning`],
    ] as const) {
      const headers = { "x-amz-target": "TrentService.ListKeys" };
      const method = service === "s3" ? "PUT" : "POST";
      const answer = await client.send(service, { method, path, body: "<{", headers });
      expect(answer.status, service).to.equal(400);
    }
  });

  it("delivers a finding on request, and serves its bytes", async () => {
    const client = await serve();
    await client.guardduty("POST", `/detector/${DETECTOR}/publishingDestination`, DESTINATION);
    const location = { accountId: ADMIN, region: "us-east-1" };
    const { status, body } = await control("POST", "/findings", {
      ...location,
      type: "Test:Type/One",
    });
    expect(status).to.equal(200);
    const object = await fetch(`${server.url}/objects/${BUCKET}/${body.key}`);
    const finding = gunzipSync(Buffer.from(await object.arrayBuffer())).toString();
    expect(JSON.parse(finding)).to.include({ type: "Test:Type/One", accountId: ADMIN });
  });

  it("says why a finding is not delivered, by which statement", async () => {
    const client = await serve();
    const location = { accountId: ADMIN, region: "us-east-1" };
    expect(
      (await control("POST", "/findings", { ...location, region: "eu-west-1" })).body.refused,
    ).to.equal(`GuardDuty is not enabled for ${ADMIN} in eu-west-1.`);
    expect((await control("POST", "/findings", location)).body.refused).to.equal(
      `No publishing destination exports the findings of ${ADMIN} in us-east-1.`,
    );
    await client.guardduty("POST", `/detector/${DETECTOR}/publishingDestination`, DESTINATION);
    const statements = bucketStatements();
    statements["put"].Condition.StringEquals["aws:SourceAccount"] = OTHER;
    await control("POST", "/policies", { bucket: BUCKET, policy: policyOf(statements) });
    const { status, body } = await control("POST", "/findings", location);
    expect(status).to.equal(409);
    expect(body.by).to.include({ policy: "bucket", action: "s3:PutObject" });
    expect(body.by.statements[0]).to.include({ sid: "put", key: "aws:SourceAccount" });
  });

  it("answers its world, and takes another", async () => {
    await serve();
    const { body: world } = await control("GET", "/world");
    expect(world.buckets).to.have.key(BUCKET);
    world.buckets = {};
    expect((await control("PUT", "/world", world)).body).to.deep.equal(world);
    expect(await control("PUT", "/world", { a: 1 })).to.deep.equal({
      status: 400,
      body: { error: "The world file has 1 problem(s):\na: unknown key" },
    });
  });

  it("takes faults and time, and lists what was called", async () => {
    const client = await serve();
    expect((await control("POST", "/faults", { errorRate: 1 })).status).to.equal(200);
    expect((await client.guardduty("GET", "/detector")).status).to.equal(500);
    expect((await control("POST", "/faults", { errorRate: 2 })).status).to.equal(400);
    await control("POST", "/faults", {});
    expect((await client.guardduty("GET", "/detector")).status).to.equal(200);
    const before = Date.now();
    const { body } = await control("POST", "/clock", { advance: "24h" });
    expect(Date.parse(body.now)).to.be.at.least(before + 86_400_000);
    expect((await control("POST", "/clock", { advance: "soon" })).status).to.equal(400);
    expect(
      (await control("GET", "/calls")).body.map((one: { error?: string }) => one.error),
    ).to.deep.equal(["InternalServerErrorException", undefined]);
  });

  it("names its paths for one it does not have", async () => {
    await serve();
    const { status, body } = await control("GET", "/nothing");
    expect(status).to.equal(404);
    expect(body.error).to.contain("POST /findings");
  });
});
