import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

import guarddutyExport = require("../../index");
import { objectBytes } from "../../sandbox/cloud/s3/storage";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exampleWorld, openCloudStack } from "../../testing/cloudStack";
import type { StateResource } from "../../testing/engine";
import { runProgram } from "../../testing/program";
import { ROOT } from "../docs/markdown";

const FOLDER = path.join(ROOT, "examples/security-baseline");
const REGIONS = ["us-east-1", "eu-west-1", "ap-east-2"];
const EICAR = "invoice-eicar.pdf";
const MALICIOUS = "Object:S3/MaliciousFile";

/** The example as it is, with the files of its folder. */
const program = async () =>
  runProgram(readFileSync(path.join(FOLDER, "index.ts"), "utf8"), {
    "guardduty-export": guarddutyExport,
    "node:fs": {
      readFileSync: (file: string, encoding: "utf8") =>
        readFileSync(path.join(FOLDER, file), encoding),
    },
  });

interface Message {
  "detail-type": string;
  detail: { type?: string; s3ObjectDetails?: { objectKey: string } };
}

/** A stack of the example, step by step; each step builds on the one before. */
describe("The security baseline of the examples, on the real engine", () => {
  let stack: CloudStack;
  let outputs: { [name: string]: unknown };
  let created: readonly StateResource[];

  before(async () => {
    const { accounts, ...world } = exampleWorld();
    const account = { ...accounts![ACCOUNT]!, optedIn: ["ap-east-2"] };
    stack = await openCloudStack({ ...world, accounts: { [ACCOUNT]: account } });
  });
  after(() => stack.close());

  const world = () => stack.cloud.world;
  const uploads = () => world().buckets[outputs["uploadsBucket"] as string]!;
  const findingsBucket = () => world().buckets[new URL(outputs["findingsUri"] as string).hostname]!;
  const exported = () =>
    Object.entries(findingsBucket().objects)
      .filter(([key]) => key.includes("/GuardDuty/"))
      .map(
        ([, stored]) => JSON.parse(gunzipSync(objectBytes(stored)).toString()) as { type: string },
      );
  const messages = () =>
    world().queues[`arn:aws:sqs:us-east-1:${ACCOUNT}:${queueName()}`]!.messages.map(
      ({ body }) => JSON.parse(body) as Message,
    );
  const queueName = () => path.basename(new URL(outputs["alertsQueueUrl"] as string).pathname);
  const typesOf = (resource: string) => created.filter(({ type }) => type === resource).length;

  it("is deployed at once, and a second time without changes", async () => {
    const up = await stack.up(program);
    expect(up.error?.message).to.equal(undefined);
    outputs = up.outputs;
    created = await stack.exportState();
    const again = await stack.up(program);
    expect([again.error?.message, again.changed]).to.deep.equal([undefined, []]);
    expect((await stack.refresh()).changed).to.deep.equal([]);
  });

  it("has one resource for each filter or list and Region, and three for the protected bucket", () => {
    expect(typesOf("aws:guardduty/filter:Filter")).to.equal(REGIONS.length);
    expect(typesOf("aws:guardduty/threatIntelSet:ThreatIntelSet")).to.equal(REGIONS.length);
    const ofMalware = created.filter(({ parent }) => String(parent).endsWith("::malware"));
    expect(ofMalware.map(({ type }) => type).sort()).to.deep.equal([
      "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan",
      "aws:iam/role:Role",
      "aws:iam/rolePolicy:RolePolicy",
    ]);
  });

  it("sets each protection plan in its Regions alone", () => {
    const set = (plan: string) =>
      created
        .filter(({ type }) => type === "aws:guardduty/detectorFeature:DetectorFeature")
        .filter(({ inputs }) => inputs?.["name"] === plan)
        .map(({ inputs }) => inputs?.["region"]);
    expect(set("S3_DATA_EVENTS")).to.have.members(REGIONS);
    expect(set("RDS_LOGIN_EVENTS")).to.have.members(["us-east-1", "eu-west-1"]);
    const enabled = REGIONS.filter(
      (region) =>
        world().detectors[`${ACCOUNT}/${region}`]!.features["RUNTIME_MONITORING"]?.status ===
        "ENABLED",
    );
    expect(enabled).to.deep.equal(["us-east-1"]);
  });

  it("exports findings of the threat list in each Region, and none that the filter suppresses", async () => {
    for (const region of REGIONS) {
      await stack.cloud.exportFinding(ACCOUNT, region);
      expect(exported()).to.deep.equal([]);
    }
    for (const region of REGIONS) {
      await stack.cloud.exportFinding(ACCOUNT, region, { remote: "198.51.100.7" });
    }
    expect(exported()).to.have.length(REGIONS.length);
    expect(exported().filter(({ type }) => /Custom$/.test(type))).to.have.length(REGIONS.length);
  });

  it("tags an infected upload, exports its finding, and sends the finding and the scan's result to the queue", async () => {
    await stack.cloud.call(user(), "s3:PutObject", { Bucket: bucket(), Key: EICAR, Body: "x" });
    expect(uploads().objects[EICAR]!.tags).to.deep.equal({
      GuardDutyMalwareScanStatus: "THREATS_FOUND",
    });
    expect(exported().filter(({ type }) => type === MALICIOUS)).to.have.length(1);
    const scans = messages().filter(({ detail }) => detail.s3ObjectDetails?.objectKey === EICAR);
    expect(scans.map((message) => message["detail-type"])).to.deep.equal([
      "GuardDuty Malware Protection Object Scan Result",
    ]);
    expect(messages().filter(({ detail }) => detail.type === MALICIOUS)).to.have.length(1);
  });

  it("denies reads of the infected upload, and of a clean one none", async () => {
    await stack.cloud.call(user(), "s3:PutObject", { Bucket: bucket(), Key: "clean", Body: "x" });
    const read = (Key: string) =>
      stack.cloud.call(user(), "s3:GetObject", { Bucket: bucket(), Key }).then(
        () => "read",
        (error: { code?: string }) => error.code,
      );
    expect([await read(EICAR), await read("clean")]).to.deep.equal(["AccessDenied", "read"]);
  });

  it("leaves findings, their key and uploads when it is destroyed", async () => {
    const before = exported();
    expect((await stack.destroy()).error?.message).to.equal(undefined);
    expect(exported()).to.deep.equal(before);
    // The key of the health check's topic goes with its topic.
    const ofFindings = new Set(
      Object.values(findingsBucket().objects).map(({ kmsKeyArn }) => kmsKeyArn),
    );
    const states = Object.entries(world().keys).map(([arn, { state }]) => [
      ofFindings.has(arn),
      state,
    ]);
    expect(states).to.have.deep.members([
      [true, "Enabled"],
      [false, "PendingDeletion"],
    ]);
    expect(Object.keys(uploads().objects)).to.include.members([EICAR, "clean"]);
    expect(world().malwareProtectionPlans).to.deep.equal({});
  });

  const bucket = () => outputs["uploadsBucket"] as string;
  const user = () =>
    stack.cloud.authenticate({ accessKeyId: `AKIA${ACCOUNT}TEST`, region: "us-east-1" });
});
