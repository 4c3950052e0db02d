import { expect } from "chai";
import { failure, State } from "../../../testing/providers/client";
import { alreadyExists } from "../../../testing/providers/observedCloud";
import { ACCOUNT, providerSuite } from "../../../testing/providers/suite";

const bucket = "aws:s3/bucket:Bucket";
const bucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
const destination = "aws:guardduty/publishingDestination:PublishingDestination";
const detector = "aws:guardduty/detector:Detector";
const key = "aws:kms/key:Key";
const keyPolicy = "aws:kms/keyPolicy:KeyPolicy";
const object = "aws:s3/bucketObjectv2:BucketObjectv2";

/** What goes wrong on AWS for a program without precautions has to go wrong here. */
describe("sandbox/providers hazards, on the sandbox's AWS", () => {
  const suite = providerSuite({ accounts: { [ACCOUNT]: { name: "security" } } });

  const allow = (...Statement: object[]): string =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: Statement.map((one) => ({ Effect: "Allow", ...one })),
    });
  const service = { Principal: { Service: "guardduty.amazonaws.com" } };
  const root = {
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action: "kms:*",
    Resource: "*",
  };

  /** A bucket, a key and a detector that can export. */
  async function base() {
    await suite.make(bucket, { bucket: "logs-bucket" });
    const policy = allow(
      { ...service, Action: "s3:GetBucketLocation", Resource: "arn:aws:s3:::logs-bucket" },
      { ...service, Action: "s3:PutObject", Resource: "arn:aws:s3:::logs-bucket/*" },
    );
    const onBucket = await suite.make(bucketPolicy, {
      bucket: "logs-bucket",
      policy,
    });
    const { state } = await suite.make(key, {});
    const keyText = allow(root, { ...service, Action: "kms:GenerateDataKey", Resource: "*" });
    const { keyId } = state;
    const onKey = await suite.make(keyPolicy, { keyId, policy: keyText });
    const { id } = await suite.make(detector, {});
    const program = {
      detectorId: id,
      destinationArn: "arn:aws:s3:::logs-bucket",
      kmsKeyArn: state["arn"],
    };
    return { program, onBucket, onKey };
  }

  /** A replacement as the engine makes it when nothing says to delete first. */
  async function replace(type: string, old: State, program: object): Promise<State> {
    const made = await suite.make(type, program);
    await suite.aws.delete(type, old);
    return made;
  }

  it("refuses the new destination while the old one of other tags is there", async () => {
    const { program } = await base();
    const old = await suite.make(destination, program);
    const tagged = { ...program, tags: { a: "b" } };
    expect((await failure(replace(destination, old, tagged))).message).to.include(alreadyExists);
    await suite.aws.delete(destination, old);
    await suite.make(destination, tagged);
  });

  it("wipes a policy that is put again under another name", async () => {
    const { program, onBucket, onKey } = await base();
    const again = await replace(bucketPolicy, onBucket, onBucket.inputs);
    expect((await suite.aws.read(bucketPolicy, "logs-bucket", again)).id).to.equal("");
    expect((await suite.refused(destination, program)).message).to.include(
      "the GuardDuty service principal does not have permission",
    );

    const onKeyAgain = await replace(keyPolicy, onKey, onKey.inputs);
    const { state } = await suite.aws.read(keyPolicy, onKeyAgain.id, onKeyAgain);
    expect(state["policy"]).to.include("Enable IAM User Permissions");
  });

  it("leaves a key's default policy behind, under which nothing can be exported", async () => {
    const { program, onKey } = await base();
    await suite.aws.delete(keyPolicy, onKey);
    expect((await suite.refused(destination, program)).message).to.include(
      "the GuardDuty service principal does not have permission",
    );
  });

  it("empties the state of a detector that is looked for in another Region", async () => {
    const old = await suite.make(detector, { region: "eu-west-1" });
    const elsewhere = { ...old, state: { ...old.state, region: "us-east-1" } };
    expect((await suite.aws.read(detector, old.id, elsewhere)).id).to.equal("");
    const { program } = await base();
    const other = { ...program, detectorId: old.id };
    expect((await suite.refused(destination, other)).message).to.include(
      "the input detectorId is not owned by the current account",
    );
  });

  it("refuses a second detector", async () => {
    await suite.make(detector, {});
    expect((await suite.refused(detector, {})).message).to.match(
      /^creating GuardDuty Detector: .*a detector already exists for the current account\.$/,
    );
  });

  it("refuses the eleventh tag of an object, be it the provider's", async () => {
    await base();
    await suite.aws.configure({ region: "us-east-1", defaultTags: '{"tags":{"k":"1"}}' });
    const tags = Object.fromEntries([..."abcdefghij"].map((name) => [name, "1"]));
    const program = { bucket: "logs-bucket", key: "p/", tags };
    expect((await suite.refused(object, program)).message).to.include(
      "Object tags cannot be greater than 10",
    );
    await suite.make(object, {
      ...program,
      overrideProvider: { defaultTags: { tags: {} } },
    });
  });

  it("does not delete a bucket that holds something", async () => {
    await base();
    await suite.make(object, { bucket: "logs-bucket", key: "p/" });
    const old = await suite.aws.read(bucket, "logs-bucket");
    expect((await failure(suite.aws.delete(bucket, old))).message).to.include(
      "api error BucketNotEmpty",
    );
  });

  it("refuses every call in a Region that the account has not enabled", async () => {
    const { message } = await failure(suite.make(detector, { region: "me-south-1" }));
    expect(message).to.include("UnrecognizedClientException");
  });
});
