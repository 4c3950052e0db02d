import { expect } from "chai";
import { UNKNOWN } from "../../../sandbox/providers/rpc";
import { failure, State } from "../../../testing/providers/client";
import { ADMIN, BUCKET, bucketArn, DETECTOR, exportWorld, keyArn } from "../../../testing/worlds";
import { providerSuite } from "../../../testing/providers/suite";

const destinationType = "aws:guardduty/publishingDestination:PublishingDestination";
const detectorType = "aws:guardduty/detector:Detector";
const keyPolicyType = "aws:kms/keyPolicy:KeyPolicy";
const bucketType = "aws:s3/bucket:Bucket";
const versioningType = "aws:s3/bucketVersioning:BucketVersioning";
const arn = bucketArn();

describe("sandbox/providers diff", () => {
  const suite = providerSuite(exportWorld());

  /** The differences of a resource made from one program and then checked from another. */
  async function between(type: string, before: object, after: object, ignore: string[] = []) {
    const old = await suite.make(type, before);
    const [inputs] = await suite.aws.check(type, "thing", after, old.inputs);
    return suite.aws.diff(type, old, inputs, ignore);
  }

  const destination = { detectorId: DETECTOR, destinationArn: arn, kmsKeyArn: keyArn() };

  it("finds nothing in the same program", async () => {
    expect(await between(destinationType, destination, destination)).to.deep.equal({
      keys: [],
      replaces: [],
      deleteBeforeReplace: false,
      kinds: {},
    });
  });

  it("distinguishes in-place changes from replacements, the new one first", async () => {
    const cases: [object, string[], string[]][] = [
      [{ destinationArn: `${arn}/p/` }, ["destinationArn"], []],
      [{ kmsKeyArn: "arn:aws:kms:::other" }, ["kmsKeyArn"], []],
      [{ detectorId: "other" }, ["detectorId"], ["detectorId"]],
      [{ detectorId: UNKNOWN }, ["detectorId"], ["detectorId"]],
      [{ tags: { a: "b" } }, ["tags", "tagsAll"], ["tags"]],
      [{ region: "eu-west-1" }, ["region"], ["region"]],
    ];
    const old = await suite.make(destinationType, destination);
    for (const [change, keys, replaces] of cases) {
      const news = { ...destination, ...change };
      const [inputs] = await suite.aws.check(destinationType, "thing", news, old.inputs);
      const found = await suite.aws.diff(destinationType, old, inputs);
      expect([found.keys, found.replaces, found.deleteBeforeReplace]).to.deep.equal([
        keys,
        replaces,
        false,
      ]);
    }
  });

  it("changes only tagsAll, in place, when the provider's tags change", async () => {
    const old = await suite.make(destinationType, destination);
    await suite.aws.configure({ region: "us-east-1", defaultTags: '{"tags":{"a":"b"}}' });
    const [inputs] = await suite.aws.check(destinationType, "thing", destination, old.inputs);
    const found = await suite.aws.diff(destinationType, old, inputs);
    expect([found.keys, found.replaces]).to.deep.equal([["tagsAll"], []]);
    suite.cloud.operations();
    const { state } = await suite.aws.update(destinationType, old, inputs);
    expect(suite.cloud.operations()).to.deep.equal([
      "guardduty:TagResource",
      "guardduty:DescribePublishingDestination",
    ]);
    expect([state["tags"], state["tagsAll"]]).to.deep.equal([{}, { a: "b" }]);
  });

  it("keeps what AWS fills in when the program no longer says it", async () => {
    const change = (region: string, before: object, after: object) =>
      between(detectorType, { region, ...before }, { region, ...after });
    const hourly = { findingPublishingFrequency: "ONE_HOUR", enable: true };
    expect((await change("eu-west-1", hourly, {})).keys).to.deep.equal([]);
    const tagged = await change("eu-west-2", { tags: { a: "b" } }, {});
    expect([tagged.keys, tagged.kinds["tags"]]).to.deep.equal([["tags", "tagsAll"], 2]);
    const suspended = await change("eu-west-3", {}, { enable: false });
    expect([suspended.keys, suspended.kinds["enable"]]).to.deep.equal([["enable"], 4]);
  });

  it("leaves alone what the program ignores", async () => {
    const news = { ...destination, kmsKeyArn: "arn:aws:kms:::other" };
    expect((await between(destinationType, destination, news, ["kmsKeyArn"])).keys).to.deep.equal(
      [],
    );
  });

  it("compares policies by what they say", async () => {
    const { KeyMetadata } = await suite.cloud.ask("kms:CreateKey");
    const keyId: string = KeyMetadata.KeyId;
    const [encrypt, decrypt, all, tag] = ["Encrypt", "Decrypt", "*", "TagResource"].map(
      (name) => `kms:${name}`,
    );
    const before = keyPolicyText(["a", [encrypt, decrypt]], ["b", all]);
    const cases: [string, string[]][] = [
      [keyPolicyText(["b", [all]], ["a", [decrypt, encrypt]]), []],
      [` ${before} `, []],
      [keyPolicyText(["b", all]), ["policy"]],
      [keyPolicyText(["b", all], ["a", tag]), ["policy"]],
    ];
    for (const [after, keys] of cases) {
      const found = await between(
        keyPolicyType,
        { keyId, policy: before },
        { keyId, policy: after },
      );
      expect(found.keys).to.deep.equal(keys);
    }
  });

  it("finds an ARN given as a key policy's key different on every run", async () => {
    const key = await suite.make("aws:kms/key:Key", {});
    const news = { keyId: key.state["arn"], policy: keyPolicyText(["a", "kms:*"]) };
    const old = await suite.make(keyPolicyType, news);
    const found = await suite.aws.diff(keyPolicyType, old, old.inputs);
    expect([found.keys, found.replaces]).to.deep.equal([["keyId"], []]);
    const again = await suite.aws.update(keyPolicyType, old, old.inputs);
    expect((await suite.aws.diff(keyPolicyType, again, again.inputs)).keys).to.deep.equal([
      "keyId",
    ]);

    const bare = { keyId: key.state["keyId"], policy: keyPolicyText(["a", "kms:*"]) };
    expect((await between(keyPolicyType, bare, bare)).keys).to.deep.equal([]);
  });

  it("deletes first what it would have named but the program did", async () => {
    const chosen = { bucket: "the-logs" };
    const found = await between(bucketType, chosen, { ...chosen, objectLockEnabled: true });
    expect([found.replaces, found.deleteBeforeReplace]).to.deep.equal([
      ["objectLockEnabled"],
      true,
    ]);
    expect(
      (await between(bucketType, {}, { objectLockEnabled: true })).deleteBeforeReplace,
    ).to.equal(false);
    const renamed = await between(bucketType, { bucket: "a-logs" }, { bucket: "b-logs" });
    expect([renamed.replaces, renamed.deleteBeforeReplace]).to.deep.equal([["bucket"], false]);
  });

  it("takes equal forms for equal", async () => {
    const full = keyArn();
    const id = full.split("/")[1];
    const alias = "aws:kms/alias:Alias";
    const name = "alias/a";
    const forms = await between(alias, { name, targetKeyId: id }, { name, targetKeyId: full });
    expect(forms.keys).to.deep.equal([]);

    const enabled = { bucket: BUCKET, versioningConfiguration: { status: "Enabled" } };
    expect((await between(versioningType, enabled, enabled)).keys).to.deep.equal([]);
  });

  it("refuses to plan what versioning cannot do", async () => {
    const status = (status: string): object => ({
      bucket: BUCKET,
      versioningConfiguration: { status },
    });
    expect(
      (await failure(between(versioningType, status("Enabled"), status("Disabled")))).message,
    ).to.equal("versioning_configuration.status cannot be updated from 'Enabled' to 'Disabled'");
  });

  it("replaces a feature for its name and for the names of its configurations", async () => {
    const type = "aws:guardduty/detectorFeature:DetectorFeature";
    const additional = (name: string, status: string): object => ({ name, status });
    const state = {
      detectorId: "d",
      name: "RUNTIME_MONITORING",
      status: "ENABLED",
      additionalConfigurations: [
        additional("EKS_ADDON_MANAGEMENT", "ENABLED"),
        additional("EC2_AGENT_MANAGEMENT", "ENABLED"),
      ],
      region: "us-east-1",
    };
    const old: State = { id: "d/RUNTIME_MONITORING", inputs: {}, state };
    const diff = async (change: object): Promise<string[][]> => {
      const found = await suite.aws.diff(type, old, { ...state, ...change });
      return [found.keys, found.replaces];
    };
    const list = [...state.additionalConfigurations].reverse();
    expect(await diff({ additionalConfigurations: list })).to.deep.equal([[], []]);
    const off = [list[0], additional("EKS_ADDON_MANAGEMENT", "DISABLED")];
    const key = ["additionalConfigurations"];
    expect(await diff({ additionalConfigurations: off })).to.deep.equal([key, []]);
    expect(await diff({ additionalConfigurations: [list[0]] })).to.deep.equal([key, key]);
    expect(await diff({ name: "AI_ANALYST" })).to.deep.equal([["name"], ["name"]]);
    expect(await diff({ status: "DISABLED" })).to.deep.equal([["status"], []]);
  });
});

/** A policy of a key that its account can still change. */
function keyPolicyText(...statements: [sid: string, action: unknown][]): string {
  const Principal = { AWS: `arn:aws:iam::${ADMIN}:root` };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map(([Sid, Action]) => ({
      Sid,
      Effect: "Allow",
      Principal,
      Action,
      Resource: "*",
    })),
  });
}
