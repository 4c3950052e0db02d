import * as assert from "node:assert";

import * as pulumi from "@pulumi/pulumi";
import { exportMocks, outputValue } from "guardduty-export/testing";

import { findings } from "./findings.js";

describe("The findings", () => {
  it("of every Region are exported every 15 minutes", async () => {
    const mocks = exportMocks();
    await pulumi.runtime.setMocks(mocks, "project", "stack");
    const { exported } = findings();

    const destinations = (await outputValue(exported.destinationIds)) ?? {};
    assert.deepStrictEqual(Object.keys(destinations), ["us-east-1", "eu-west-1"]);
    const detectors = mocks.resources.filter(({ type }) => type.endsWith(":Detector"));
    assert.deepStrictEqual(
      detectors.map(({ inputs }) => inputs["findingPublishingFrequency"]),
      ["FIFTEEN_MINUTES", "FIFTEEN_MINUTES"],
    );
    const uri = await outputValue(exported.findingsUri);
    assert.match(uri ?? "", /^s3:\/\/findings-guardduty-[0-9a-f]{8}\/guardduty\/AWSLogs\/$/);
  });

  it("are read by one role, which may decrypt them", async () => {
    await pulumi.runtime.setMocks(exportMocks({ accountId: "444455556666" }), "project", "stack");
    const { reader, health } = findings();

    const roleArn = await outputValue(reader.roleArn as pulumi.Output<string>);
    assert.match(roleArn ?? "", /^arn:aws:iam::444455556666:role\//);
    assert.match(
      (await outputValue(health.topicArn)) ?? "",
      /^arn:aws:sns:us-east-1:444455556666:/,
    );
  });

  it("have a bucket that a preview does not know yet", async () => {
    await pulumi.runtime.setMocks(exportMocks(), "project", "stack", true);
    const { exported, health } = findings();

    assert.strictEqual(await outputValue(exported.bucketName), undefined);
    assert.strictEqual(await outputValue(health.topicArn), undefined);
  });
});
