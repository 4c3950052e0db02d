import { expect } from "chai";
import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";
import { createCloud } from "../../sandbox/cloud";
import { type HttpServer, startHttp } from "../../sandbox/http";
import { awsClient } from "../../testing/awsClient";
import { ADMIN, BUCKET, bucketArn, DETECTOR, exportWorld, keyArn } from "../../testing/worlds";

const PROPERTIES = { DestinationArn: bucketArn(), KmsKeyArn: keyArn() };
const hasCli = spawnSync("aws", ["--version"]).status === 0;

interface Run {
  ok: boolean;
  /** JSON of the answer, or the text of the error. */
  text: string;
}

let server: HttpServer;

/** What a user of the AWS CLI types, in an environment of the sandbox alone. */
async function cli(...words: string[]): Promise<Run> {
  const env = {
    PATH: process.env["PATH"],
    HOME: "/nonexistent",
    AWS_ENDPOINT_URL: server.url,
    AWS_ACCESS_KEY_ID: `AKIA${ADMIN}DEMO`,
    AWS_SECRET_ACCESS_KEY: "any",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_EC2_METADATA_DISABLED: "true",
  };
  try {
    const { stdout } = await promisify(execFile)("aws", words, { env });
    return { ok: true, text: stdout };
  } catch (error) {
    return { ok: false, text: (error as { stderr: string }).stderr };
  }
}

/** The same calls without the AWS CLI: only what they send over the wire is tried. */
async function rest(method: string, path: string, body?: object): Promise<Run> {
  const answer = await awsClient(server.url, ADMIN, "us-east-1").guardduty(method, path, body);
  return { ok: answer.status === 200, text: answer.text };
}

const DETECTOR_PATH = `/detector/${DETECTOR}`;
const DESTINATIONS = `${DETECTOR_PATH}/publishingDestination`;
const IN_DETECTOR = ["--detector-id", DETECTOR];

const guardduty = hasCli
  ? {
      create: () =>
        cli(
          "guardduty",
          "create-publishing-destination",
          ...IN_DETECTOR,
          "--destination-type",
          "S3",
          "--destination-properties",
          JSON.stringify(PROPERTIES),
        ),
      list: () => cli("guardduty", "list-publishing-destinations", ...IN_DETECTOR),
      remove: (id: string) =>
        cli("guardduty", "delete-publishing-destination", ...IN_DETECTOR, "--destination-id", id),
      coverage: () => cli("guardduty", "list-coverage", ...IN_DETECTOR),
    }
  : {
      create: () =>
        rest("POST", DESTINATIONS, {
          destinationType: "S3",
          destinationProperties: {
            destinationArn: PROPERTIES.DestinationArn,
            kmsKeyArn: PROPERTIES.KmsKeyArn,
          },
        }),
      list: () => rest("GET", DESTINATIONS),
      remove: (id: string) => rest("DELETE", `${DESTINATIONS}/${id}`),
      coverage: () => rest("POST", `${DETECTOR_PATH}/coverage`, {}),
    };

describe(`GuardDuty by ${hasCli ? "the AWS CLI" : "plain requests, as there is no AWS CLI on PATH"}`, () => {
  beforeEach(async () => {
    server = await startHttp(await createCloud(exportWorld()));
  });
  afterEach(() => server.close());

  it("creates, lists and deletes a destination", async () => {
    const created = await guardduty.create();
    expect(created.ok, created.text).to.equal(true);
    const [id] = /[0-9a-f]{32}/.exec(created.text)!;
    expect((await guardduty.list()).text)
      .to.contain(id)
      .and.contain("PUBLISHING");
    expect((await guardduty.remove(id)).ok).to.equal(true);
    expect((await guardduty.list()).text).not.to.contain(id);
  });

  it("shows AWS's text for a refusal and the name of an operation that is missing", async () => {
    await guardduty.create();
    const again = await guardduty.create();
    expect(again.ok).to.equal(false);
    expect(again.text).to.contain("a publishingDestination already exists");
    expect((await guardduty.coverage()).text).to.contain("guardduty:ListCoverage");
  });
});

if (hasCli) {
  describe("other services by the AWS CLI", () => {
    beforeEach(async () => {
      server = await startHttp(await createCloud(exportWorld()));
    });
    afterEach(() => server.close());

    it("read and write what the export is made of", async () => {
      const identity = await cli("sts", "get-caller-identity");
      expect(JSON.parse(identity.text)).to.include({ Account: ADMIN });
      const key = await cli("kms", "describe-key", "--key-id", keyArn());
      expect(JSON.parse(key.text).KeyMetadata).to.include({ Arn: keyArn() });
      const Rules = [{ ID: "a", Status: "Enabled", Filter: {}, Expiration: { Days: 400 } }];
      const put = await cli(
        "s3api",
        "put-bucket-lifecycle-configuration",
        "--bucket",
        BUCKET,
        "--lifecycle-configuration",
        JSON.stringify({ Rules }),
      );
      expect(put.ok, put.text).to.equal(true);
      const got = await cli("s3api", "get-bucket-lifecycle-configuration", "--bucket", BUCKET);
      expect(JSON.parse(got.text).Rules).to.deep.equal(Rules);
    });

    it("find a bucket in another Region than the one they ask in", async () => {
      const made = await cli("s3", "mb", "s3://elsewhere", "--region", "eu-west-1");
      expect(made.ok, made.text).to.equal(true);
      const got = await cli("s3api", "get-bucket-versioning", "--bucket", "elsewhere");
      expect(got.ok, got.text).to.equal(true);
    });

    it("carry a finding's message: topic, queue, subscription, notification, role", async () => {
      const run = async (...words: string[]) => {
        const { ok, text } = await cli(...words);
        expect(ok, text).to.equal(true);
        return text === "" ? undefined : JSON.parse(text);
      };
      const policy = (Statement: object) => JSON.stringify({ Statement });
      const { TopicArn } = await run(
        "sns",
        "create-topic",
        "--name",
        "t",
        "--tags",
        "Key=a,Value=b",
      );
      const admits = { Effect: "Allow", Principal: { Service: "s3.amazonaws.com" } };
      const topicPolicy = policy({ ...admits, Action: "SNS:Publish", Resource: TopicArn });
      const of = ["--topic-arn", TopicArn];
      const attribute = ["--attribute-name", "Policy", "--attribute-value", topicPolicy];
      await run("sns", "set-topic-attributes", ...of, ...attribute);
      // Version 1 of the CLI has an endpoint of its own for SQS, whatever the environment says.
      const sqs = ["sqs", "--endpoint-url", server.url];
      const { QueueUrl } = await run(...sqs, "create-queue", "--queue-name", "q");
      const endpoint = `arn:aws:sqs:us-east-1:${ADMIN}:q`;
      const how = ["--protocol", "sqs", "--notification-endpoint", endpoint];
      const raw = ["--attributes", "RawMessageDelivery=true"];
      await run("sns", "subscribe", ...of, ...how, ...raw);
      const { Attributes } = await run("sns", "get-topic-attributes", ...of);
      expect(Attributes).to.include({ TopicArn, SubscriptionsConfirmed: "1" });

      const FilterRules = [{ Name: "prefix", Value: "AWSLogs/" }];
      const Events = ["s3:ObjectCreated:*"];
      const one = { Id: "one", TopicArn, Events, Filter: { Key: { FilterRules } } };
      const document = JSON.stringify({ TopicConfigurations: [one] });
      const bucket = ["--bucket", BUCKET];
      const put = "put-bucket-notification-configuration";
      await run("s3api", put, ...bucket, "--notification-configuration", document);
      const got = await run("s3api", "get-bucket-notification-configuration", ...bucket);
      expect(got).to.deep.equal({ TopicConfigurations: [one] });
      const received = await run(...sqs, "receive-message", "--queue-url", QueueUrl);
      // The queue's policy does not admit the topic, so that the test message was dropped.
      expect(received).to.equal(undefined);

      const trust = policy({
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${ADMIN}:root` },
        Action: "sts:AssumeRole",
      });
      const role = ["--role-name", "r"];
      await run("iam", "create-role", ...role, "--assume-role-policy-document", trust);
      const { Role } = await run("iam", "get-role", ...role);
      expect(Role).to.deep.include({ RoleName: "r", MaxSessionDuration: 3600 });
      expect(Role.AssumeRolePolicyDocument).to.deep.equal(JSON.parse(trust));
    });
  });
}
