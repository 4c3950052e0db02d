import * as pulumi from "@pulumi/pulumi";
import type { Mocks } from "@pulumi/pulumi/runtime";
import { expect } from "chai";

import * as exported from "../../index";
import {
  ChronicleFeed,
  EventRouting,
  FindingFilters,
  MalwareProtection,
  ExportHealth,
  FindingsReader,
  FindingsTable,
  GuardDutyExport,
  MemberDetectors,
  SentinelConnector,
  ThreatLists,
} from "../../index";
import { exportMocks } from "../../mocks";

const REGION = "us-east-1";
const ACCOUNT = "111122223333";
const DETECTOR = "a".repeat(32);
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
const TRUSTED = { principalArns: ["arn:aws:iam::999900001111:root"] };
const QUEUE = `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/findings`;

/** What users' tests set most: every resource answers with its inputs, every function too. */
const usual = (preview: boolean): Mocks => ({
  newResource: ({ name, inputs }) => ({
    id: (preview ? undefined : `${name}_id`) as string,
    state: inputs,
  }),
  call: ({ inputs }) => inputs,
});
const ready = () => exportMocks({ detectorIds: { [REGION]: DETECTOR } });

/** A program that has every component, and every shape of an export. */
function program(): { [name: string]: pulumi.ComponentResource } {
  const administrator = { accountId: ACCOUNT };
  const one = new GuardDutyExport("one", { regions: [REGION], organization: { administrator } });
  const organization = new GuardDutyExport("organization", {
    regions: [REGION, "me-south-1"],
    organization: {
      administrator,
      management: { accountId: "999900001111", detector: true },
      members: { autoEnable: "ALL", accounts: [{ accountId: "222233334444", email: "a@b.co" }] },
    },
    bucket: { prefix: "guardduty", account: { accountId: "444455556666" } },
    notifications: true,
  });
  const adopted = new GuardDutyExport("adopted", {
    regions: [REGION],
    bucket: { existing: { name: "acme-findings" }, prefix: "guardduty" },
    key: { existing: { arn: KEY } },
    existing: { [REGION]: { detectorId: DETECTOR, destinationId: "b".repeat(32) } },
  });
  const sharedBucket = new GuardDutyExport("shared-bucket", {
    regions: [REGION],
    preflight: true,
    bucket: { existing: { name: "acme-findings" } },
  });
  const member = new MemberDetectors("member", {
    regions: [REGION],
    account: { accountId: "222233334444" },
    existing: { [REGION]: { detectorId: DETECTOR } },
  });
  const findings = { findingsUri: one.findingsUri, keyArn: one.keyArn };
  const topicArn = organization.notificationTopicArn as pulumi.Output<string>;
  const reader = new FindingsReader("reader", { ...findings, topicArn, role: TRUSTED });
  const user = new FindingsReader("user", {
    ...findings,
    accessKey: { acknowledgeLongLivedKey: true },
  });
  const given = new FindingsReader("given-queue", {
    ...{ ...findings, topicArn, role: TRUSTED, queue: { existing: { url: QUEUE } } },
  });
  const feed = new ChronicleFeed("feed", {
    findingsUri: one.findingsUri,
    queueArn: reader.queueArn,
    role: { arn: reader.roleArn as pulumi.Output<string>, subjectId: "1".repeat(21) },
  });
  const sentinel = new SentinelConnector("sentinel", {
    roleArn: reader.roleArn as pulumi.Output<string>,
    queueUrl: reader.queueUrl as pulumi.Output<string>,
  });
  const table = new FindingsTable("table", {
    ...{ findingsUri: one.findingsUri, accounts: [ACCOUNT], regions: [REGION], ocsfView: true },
  });
  const events = new EventRouting("events", {
    ...{ regions: [REGION, "eu-west-1"], homeRegion: REGION, topicArn },
  });
  const filters = new FindingFilters("filters", {
    regions: [REGION],
    detectorIds: one.detectorIds,
    filters: { low: { criterion: { severity: { lessThan: 4 } } } },
  });
  const lists = new ThreatLists("lists", {
    regions: [REGION],
    detectorIds: one.detectorIds,
    lists: { bad: { kind: "ThreatIntelSet", entries: ["198.51.100.7"] } },
  });
  const malware = new MalwareProtection("malware", {
    buckets: [
      { name: "uploads", bucketName: "acme-uploads", region: REGION },
      { name: "findings", bucketName: one.bucketName, region: REGION, keyArn: one.keyArn },
    ],
  });
  const health = new ExportHealth("health", {
    ...findings,
    regions: [REGION],
    administratorAccountId: one.administratorAccountId,
    detectorIds: one.detectorIds,
    destinationIds: one.destinationIds,
    bucketPolicyStatements: one.bucketPolicyStatements,
    keyPolicyStatements: one.keyPolicyStatements,
  });
  return {
    ...{ one, organization, adopted, sharedBucket, member, reader, user, given, feed },
    ...{ sentinel, table, events, filters, lists, malware, health },
  };
}

/** Every output of the program; what is not known reads "unknown". Nothing else in a test would say that an output failed. */
async function outputsUnder(mocks: Mocks, preview: boolean, body = program) {
  const failures: unknown[] = [];
  const collect = (error: unknown) => void failures.push(error);
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", collect);
  await pulumi.runtime.setMocks(mocks, "project", "stack", preview);
  const outputs: { [output: string]: unknown } = {};
  for (const [component, made] of Object.entries(body())) {
    for (const [name, output] of Object.entries(made)) {
      if (!pulumi.Output.isInstance(output) || name === "urn") continue;
      outputs[`${component}.${name}`] = await settled(output);
    }
  }
  await pulumi.runtime.disconnect();
  process.removeListener("unhandledRejection", collect);
  for (const listener of others) process.on("unhandledRejection", listener);
  expect(failures).to.deep.equal([]);
  return outputs;
}

async function settled(output: pulumi.Output<unknown>): Promise<unknown> {
  const value = await (output as unknown as { promise(u: boolean): Promise<unknown> }).promise(
    true,
  );
  const { isKnown } = output as unknown as { isKnown: Promise<boolean> };
  return (await isKnown) ? value : "unknown";
}

describe("Under Pulumi's own mocks", () => {
  it("a program of these tests has every component that the package exports", async () => {
    await pulumi.runtime.setMocks(usual(false), "project", "stack", false);
    const made = new Set(Object.values(program()).map(({ constructor }) => constructor));
    await pulumi.runtime.disconnect();
    const components = Object.values(exported).filter(
      (one) => typeof one === "function" && one.prototype instanceof pulumi.ComponentResource,
    );
    expect([...made]).to.have.members(components);
  });

  for (const preview of [false, true]) {
    const mode = preview ? "a preview" : "create mode";

    it(`that answer with the inputs, every output resolves: ${mode}`, async () => {
      const outputs = await outputsUnder(usual(preview), preview);
      expect(Object.keys(outputs)).to.have.length.greaterThan(60);
      expect(outputs["one.bucketName"]).to.equal(preview ? "unknown" : "one-guardduty-00000000");
      expect(outputs["adopted.bucketArn"]).to.equal("arn:aws:s3:::acme-findings");
      expect(outputs["adopted.keyArn"]).to.equal(KEY);
    });
  }

  it("that are ready, every output has a value", async () => {
    const outputs = await outputsUnder(ready(), false);
    const without = Object.keys(outputs).filter((name) => outputs[name] === undefined);
    expect(without).to.deep.equal([]);
    expect(outputs["adopted.detectorIds"]).to.deep.equal({ [REGION]: DETECTOR });
    expect(outputs["adopted.destinationIds"]).to.deep.equal({ [REGION]: "b".repeat(32) });
    expect(outputs["organization.administratorAccountId"]).to.equal(ACCOUNT);
    expect(Object.keys(outputs["organization.destinationIds"] as object)).to.deep.equal([
      REGION,
      "me-south-1",
    ]);
    expect(outputs["organization.bucketName"]).to.match(/^organization-guardduty-[0-9a-f]{8}$/);
    expect(outputs["organization.keyArn"]).to.match(/^arn:aws:kms:us-east-1:444455556666:key\//);
    for (const policy of ["bucketPolicyStatements", "keyPolicyStatements"]) {
      expect(outputs[`organization.${policy}`]).not.to.match(/undefined|</);
    }
  });

  it("that are ready, what is new is unknown in a preview, and what exists is known", async () => {
    const outputs = await outputsUnder(ready(), true);
    expect(outputs["one.keyArn"]).to.equal("unknown");
    expect(outputs["adopted.keyArn"]).to.equal(KEY);
    expect(outputs["adopted.detectorIds"]).to.deep.equal({ [REGION]: DETECTOR });
  });

  it("that are ready, a test reads what was registered, and answers for itself where it likes", async () => {
    const mocks = exportMocks({
      accountId: "222233334444",
      newResource: ({ type, inputs }) =>
        type === "aws:kms/key:Key" ? { id: "own", state: { ...inputs, keyId: "own" } } : undefined,
    });
    await outputsUnder(mocks, false, () => ({
      one: new GuardDutyExport("findings", { regions: [REGION] }),
    }));
    const [detector] = mocks.resources.filter(({ type }) => type.endsWith(":Detector"));
    expect(detector?.inputs["findingPublishingFrequency"]).to.equal("SIX_HOURS");
    const [policy] = mocks.resources.filter(({ type }) => type.endsWith(":KeyPolicy"));
    expect(policy?.inputs["keyId"]).to.equal("own");
    expect(policy?.inputs["policy"]).to.contain("222233334444");
  });

  it("that are ready, a function that none of them answers is named", () => {
    const mocks = exportMocks();
    const args = { token: "aws:ec2/getVpc:getVpc", inputs: {} };
    expect(() => mocks.call(args)).to.throw(
      "no mock answers aws:ec2/getVpc:getVpc. Fix: pass the option call, which answers it",
    );
  });
});
