import { status } from "@grpc/grpc-js";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { AwsError } from "../../../sandbox/cloud/contract";
import { encode } from "../../../sandbox/providers/rpc";
import { connect, failure, start } from "../../../testing/providers/client";
import { fakeCloud, FakeCloud, refuse } from "../../../testing/providers/fakeCloud";

const detector = "aws:guardduty/detector:Detector";
const secret = (value: unknown): object => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

describe("sandbox/providers provider", () => {
  let cloud: FakeCloud;
  let running: Awaited<ReturnType<typeof start>>;

  beforeEach(async () => {
    cloud = fakeCloud();
    running = await start(cloud);
  });
  afterEach(() => running.stop());

  it("names the versions that it stands for", async () => {
    const versions = await Promise.all(
      [running.aws, running.random].map(
        ({ raw }) =>
          new Promise((resolve) =>
            raw.getSchema(new pb.GetSchemaRequest(), (_error, answer) =>
              resolve(answer.getSchema()),
            ),
          ),
      ),
    );
    expect(versions).to.deep.equal([
      '{"name":"aws","version":"7.48.0"}',
      '{"name":"random","version":"4.21.2"}',
    ]);
  });

  it("says which methods it does not have", async () => {
    const code = await new Promise((resolve) =>
      running.aws.raw.parameterize(new pb.ParameterizeRequest(), (error) => resolve(error?.code)),
    );
    expect(code).to.equal(status.UNIMPLEMENTED);
  });

  it("names an unknown type and an unknown function", async () => {
    expect((await failure(running.aws.check("aws:ec2/vpc:Vpc", "v", {}))).message).to.equal(
      "unknown resource type aws:ec2/vpc:Vpc",
    );
    expect((await failure(running.aws.invoke("aws:ec2/getVpc:getVpc", {}))).message).to.equal(
      "unknown function aws:ec2/getVpc:getVpc",
    );
  });

  it("keeps the settings of each connection apart", async () => {
    const other = connect(running.ports.aws);
    await other.configure({ region: "eu-west-1", accessKey: "AKIA444455556666" });
    const [here, there] = await Promise.all([
      running.aws.create(detector, { enable: true, tagsAll: {}, region: "us-east-1" }),
      other.create(detector, { enable: true, tagsAll: {}, region: "eu-west-1" }),
    ]);
    other.close();
    expect(here.state["arn"]).to.match(/^arn:aws:guardduty:us-east-1:111122223333:/);
    expect(there.state["arn"]).to.match(/^arn:aws:guardduty:eu-west-1:444455556666:/);
  });

  it("reads inputs that arrive as text in JSON, and secrets", async () => {
    await running.aws.configure({
      region: "eu-west-1",
      accessKey: secret("AKIA444455556666"),
      allowedAccountIds: '["444455556666"]',
      assumeRoles: '[{"roleArn":"arn:1"},{"roleArn":"arn:2","sessionName":"deploy"}]',
      defaultTags: '{"tags":{"owner":"security"}}',
      skipCredentialsValidation: "false",
    });
    expect(cloud.credentials.at(-1)).to.deep.equal({
      region: "eu-west-1",
      accessKeyId: "AKIA444455556666",
      assumeRoleArns: ["arn:1", "arn:2"],
      sessionName: "deploy",
    });
    const [inputs] = await running.aws.check(detector, "d", {});
    expect(inputs["tagsAll"]).to.deep.equal({ owner: "security" });
  });

  it("refuses accounts, credentials and a missing Region in the provider's words", async () => {
    const region = "us-east-1";
    const refused = async (inputs: object): Promise<string> =>
      (await failure(running.aws.configure({ region, ...inputs }))).message;
    const text = "AWS account ID not allowed: 111122223333";
    expect(await refused({ allowedAccountIds: '["444455556666"]' })).to.equal(text);
    expect(await refused({ forbiddenAccountIds: '["111122223333"]' })).to.equal(text);
    cloud.authenticate = () => {
      throw new AwsError("AccessDenied", "no such role", 403);
    };
    expect(await refused({})).to.equal(
      "unable to validate AWS credentials.\nDetails: AccessDenied: no such role",
    );
    const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
    delete process.env["AWS_REGION"];
    delete process.env["AWS_DEFAULT_REGION"];
    expect(await refused({ region: "" })).to.match(/^Missing region information\nMake sure/);
    Object.assign(process.env, AWS_REGION && { AWS_REGION });
    Object.assign(process.env, AWS_DEFAULT_REGION && { AWS_DEFAULT_REGION });
  });

  it("never replaces a provider, and knows the config key of version 6", async () => {
    const { raw } = running.aws;
    const [olds, news] = [{ region: "us-east-1" }, { region: "eu-west-1" }].map(encode);
    const diffed = await new Promise<pb.DiffResponse>((resolve) =>
      raw.diffConfig(new pb.DiffRequest().setOldInputs(olds).setNews(news), (_error, answer) =>
        resolve(answer),
      ),
    );
    expect(diffed.getDiffsList()).to.deep.equal(["region"]);
    expect(diffed.getReplacesList()).to.deep.equal([]);
    const checked = await new Promise<pb.CheckResponse>((resolve) =>
      raw.checkConfig(
        new pb.CheckRequest().setNews(encode({ assumeRole: "{}" })),
        (_error, answer) => resolve(answer),
      ),
    );
    expect(checked.getFailuresList().map((one) => one.getReason())).to.deep.equal([
      "invalid config key 'aws:assumeRole', should be 'aws:assumeRoles'",
    ]);
  });

  it("words refusals as the SDK does", async () => {
    cloud.override["guardduty:CreateDetector"] = refuse("BadRequestException", "no");
    const inputs = { enable: true, tagsAll: {}, region: "us-east-1" };
    expect((await failure(running.aws.create(detector, inputs))).message).to.match(
      /^creating GuardDuty Detector: operation error GuardDuty: CreateDetector, https response error StatusCode: 400, RequestID: [-0-9a-f]{36}, BadRequestException: no$/,
    );
    cloud.override["s3:PutBucketPolicy"] = refuse("MalformedPolicy", "bad");
    const policy = { bucket: "b", policy: "{}", region: "us-east-1" };
    expect(
      (await failure(running.aws.create("aws:s3/bucketPolicy:BucketPolicy", policy))).message,
    ).to.match(
      /^putting S3 Bucket \(b\) Policy: operation error S3: PutBucketPolicy, https response error StatusCode: 400, RequestID: \S+, HostID: \S+, api error MalformedPolicy: bad$/,
    );
  });

  it("tries throttled and failed calls again, as often as it may", async () => {
    let left = 3;
    cloud.override["guardduty:CreateDetector"] = () => {
      if (left-- > 0) throw new AwsError("ThrottlingException", "Rate exceeded", 429);
      return { DetectorId: "d" };
    };
    cloud.override["guardduty:GetDetector"] = () => ({ Status: "ENABLED" });
    const inputs = { enable: true, tagsAll: {}, region: "us-east-1" };
    expect((await running.aws.create(detector, inputs)).id).to.equal("d");

    await running.aws.configure({ region: "us-east-1", maxRetries: "2" });
    cloud.override["guardduty:CreateDetector"] = refuse("InternalServerErrorException", "no", 500);
    cloud.operations();
    expect((await failure(running.aws.create(detector, inputs))).message).to.include(
      "CreateDetector, exceeded maximum number of attempts, 2, https response error StatusCode: 500",
    );
    expect(cloud.operations()).to.have.length(2);
    cloud.override["guardduty:CreateDetector"] = refuse("NotImplemented", "no", 501);
    await failure(running.aws.create(detector, inputs));
    expect(cloud.operations()).to.have.length(1);
  });
});
