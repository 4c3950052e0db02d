import { status } from "@grpc/grpc-js";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { AwsError } from "../../../sandbox/cloud/contract";
import { encode } from "../../../sandbox/providers/rpc";
import { connect, failure } from "../../../testing/providers/client";
import { refuse } from "../../../testing/providers/observedCloud";
import { ADMIN, exportWorld, OTHER } from "../../../testing/worlds";
import { providerSuite } from "../../../testing/providers/suite";

const detector = "aws:guardduty/detector:Detector";
const secret = (value: unknown): object => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

const deploy = `arn:aws:iam::${ADMIN}:role/deploy`;
const archive = `arn:aws:iam::${OTHER}:role/path/archive`;

describe("sandbox/providers provider", () => {
  const suite = providerSuite({ accounts: exportWorld().accounts });

  it("names the versions that it stands for", async () => {
    const versions = await Promise.all(
      [suite.aws, suite.random].map(
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
      suite.aws.raw.parameterize(new pb.ParameterizeRequest(), (error) => resolve(error?.code)),
    );
    expect(code).to.equal(status.UNIMPLEMENTED);
  });

  it("refuses what is not part of an export in one sentence, with the types that are modelled", async () => {
    const end = "Fix: deploy it to AWS or to another emulator, in a stack of its own.";
    for (const token of ["aws:ec2/vpc:Vpc", "aws:dynamodb/table:Table"]) {
      const { message } = await failure(suite.aws.check(token, "v", {}));
      expect(message).to.match(
        new RegExp(
          `^The sandbox does not model ${token}: of aws it has athena\\.NamedQuery, .*sqs\\.QueuePolicy\\. ${end}$`,
        ),
      );
    }
    const { message } = await failure(suite.aws.invoke("aws:ec2/getVpc:getVpc", {}));
    expect(message).to.match(
      new RegExp(
        `^The sandbox does not model aws:ec2/getVpc:getVpc: of aws it has .*getCallerIdentity.* ${end}$`,
      ),
    );
  });

  it("keeps the settings of each connection apart", async () => {
    const other = connect(suite.ports.aws);
    await other.configure({ region: "eu-west-1", accessKey: "AKIA444455556666TEST" });
    const [here, there] = await Promise.all([
      suite.aws.create(detector, { enable: true, tagsAll: {}, region: "us-east-1" }),
      other.create(detector, { enable: true, tagsAll: {}, region: "eu-west-1" }),
    ]);
    other.close();
    expect(here.state["arn"]).to.match(/^arn:aws:guardduty:us-east-1:111122223333:/);
    expect(there.state["arn"]).to.match(/^arn:aws:guardduty:eu-west-1:444455556666:/);
  });

  it("reads inputs that arrive as text in JSON, and secrets", async () => {
    await suite.aws.configure({
      region: "eu-west-1",
      accessKey: secret("AKIA444455556666TEST"),
      allowedAccountIds: '["444455556666"]',
      assumeRoles: JSON.stringify([
        { roleArn: deploy },
        { roleArn: archive, sessionName: "deploy" },
      ]),
      defaultTags: '{"tags":{"owner":"security"}}',
      skipCredentialsValidation: "false",
    });
    const [first, second, third] = suite.cloud.credentials.slice(-3);
    expect(first).to.include({ accessKeyId: "AKIA444455556666TEST", region: "eu-west-1" });
    expect(second!.assumeRoles).to.deep.equal([{ roleArn: deploy }]);
    expect(third!.as!.arn).to.equal(`arn:aws:sts::${ADMIN}:assumed-role/deploy/sandbox`);
    expect(third!.assumeRoles).to.deep.equal([{ roleArn: archive, sessionName: "deploy" }]);
    const [inputs] = await suite.aws.check(detector, "d", {});
    expect(inputs["tagsAll"]).to.deep.equal({ owner: "security" });
  });

  it("refuses accounts, credentials and a missing Region in the provider's words", async () => {
    const region = "us-east-1";
    const refused = async (inputs: object): Promise<string> =>
      (await failure(suite.aws.configure({ region, ...inputs }))).message;
    const text = "AWS account ID not allowed: 111122223333";
    expect(await refused({ allowedAccountIds: '["444455556666"]' })).to.equal(text);
    expect(await refused({ forbiddenAccountIds: '["111122223333"]' })).to.equal(text);
    suite.cloud.authenticate = () => {
      throw new AwsError("AccessDenied", "no such role", 403);
    };
    expect(await refused({})).to.equal(
      "unable to validate AWS credentials.\nDetails: AccessDenied: no such role",
    );
    expect(await refused({ region: "" })).to.match(/^Missing region information\nMake sure/);
  });

  it("never replaces a provider, and knows the config key of version 6", async () => {
    const { raw } = suite.aws;
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
    suite.cloud.override["guardduty:CreateDetector"] = refuse("BadRequestException", "no");
    const inputs = { enable: true, tagsAll: {}, region: "us-east-1" };
    expect((await failure(suite.aws.create(detector, inputs))).message).to.match(
      /^creating GuardDuty Detector: operation error GuardDuty: CreateDetector, https response error StatusCode: 400, RequestID: [-0-9a-f]{36}, BadRequestException: no$/,
    );
    suite.cloud.override["s3:PutBucketPolicy"] = refuse("MalformedPolicy", "bad");
    const policy = { bucket: "b", policy: "{}", region: "us-east-1" };
    expect(
      (await failure(suite.aws.create("aws:s3/bucketPolicy:BucketPolicy", policy))).message,
    ).to.match(
      /^putting S3 Bucket \(b\) Policy: operation error S3: PutBucketPolicy, https response error StatusCode: 400, RequestID: \S+, HostID: \S+, api error MalformedPolicy: bad$/,
    );
  });

  it("tries throttled and failed calls again, as often as it may", async () => {
    let left = 3;
    suite.cloud.override["guardduty:CreateDetector"] = (_input, _caller, next) => {
      if (left-- > 0) throw new AwsError("ThrottlingException", "Rate exceeded", 429);
      return next();
    };
    const inputs = { enable: true, tagsAll: {}, region: "us-east-1" };
    expect((await suite.aws.create(detector, inputs)).id).to.match(/^[0-9a-f]{32}$/);

    await suite.aws.configure({ region: "us-east-1", maxRetries: "2" });
    suite.cloud.override["guardduty:CreateDetector"] = refuse(
      "InternalServerErrorException",
      "no",
      500,
    );
    suite.cloud.operations();
    expect((await failure(suite.aws.create(detector, inputs))).message).to.include(
      "CreateDetector, exceeded maximum number of attempts, 2, https response error StatusCode: 500",
    );
    expect(suite.cloud.operations()).to.have.length(2);
    suite.cloud.override["guardduty:CreateDetector"] = refuse("NotImplemented", "no", 501);
    await failure(suite.aws.create(detector, inputs));
    expect(suite.cloud.operations()).to.have.length(1);
  });
});
