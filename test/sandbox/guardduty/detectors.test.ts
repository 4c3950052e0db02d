import { expect } from "chai";
import {
  ADMIN,
  clientOf,
  DETECTOR,
  destinationInput,
  detectorArn,
  refusal,
} from "../../../testing/worlds";

const CREATE = "guardduty:CreateDetector";
const GET = "guardduty:GetDetector";
const UPDATE = "guardduty:UpdateDetector";

describe("detectors", () => {
  it("creates one with AWS's defaults", async () => {
    const client = await clientOf({});
    const { DetectorId } = await client.call(CREATE, { Enable: true });
    const detector = await client.call(GET, { DetectorId });
    expect(detector).to.include({ Status: "ENABLED", FindingPublishingFrequency: "SIX_HOURS" });
    const on = detector["Features"].filter((one: { Status: string }) => one.Status === "ENABLED");
    expect(on.map((one: { Name: string }) => one.Name)).to.include.members([
      "CLOUD_TRAIL",
      "S3_DATA_EVENTS",
    ]);
  });

  it("refuses a second one in an account and Region", async () => {
    const client = await clientOf();
    expect(await refusal(client.call(CREATE, { Enable: true }))).to.equal(
      "BadRequestException: The request is rejected because a detector already exists for the current account.",
    );
    const elsewhere = client.as(ADMIN, "eu-west-1");
    expect(await elsewhere.call(CREATE, { Enable: true })).to.have.property("DetectorId");
  });

  it("does not know one of another Region or account", async () => {
    const client = await clientOf();
    const text =
      "BadRequestException: The request is rejected because the input detectorId is not owned by the current account.";
    for (const elsewhere of [client.as("444455556666"), client.as(ADMIN, "eu-west-1")]) {
      expect(await refusal(elsewhere.call(GET, { DetectorId: DETECTOR }))).to.equal(text);
    }
  });

  it("suspends and resumes, and changes the frequency", async () => {
    const client = await clientOf();
    const change = { Enable: false, FindingPublishingFrequency: "FIFTEEN_MINUTES" };
    await client.call(UPDATE, { DetectorId: DETECTOR, ...change });
    expect(await client.call(GET, { DetectorId: DETECTOR })).to.include({
      Status: "DISABLED",
      FindingPublishingFrequency: "FIFTEEN_MINUTES",
    });
  });

  it("refuses a frequency that is none", async () => {
    const client = await clientOf();
    const update = client.call(UPDATE, {
      DetectorId: DETECTOR,
      FindingPublishingFrequency: "DAILY",
    });
    expect(await refusal(update)).to.contain("the JSON could not be processed");
  });

  it("sets one feature and leaves the others", async () => {
    const client = await clientOf({});
    const { DetectorId } = await client.call(CREATE, { Enable: true });
    const feature = {
      Name: "RUNTIME_MONITORING",
      Status: "ENABLED",
      AdditionalConfiguration: [{ Name: "EC2_AGENT_MANAGEMENT", Status: "ENABLED" }],
    };
    await client.call(UPDATE, { DetectorId, Features: [feature] });
    const { features } = client.cloud.world.detectors[`${ADMIN}/us-east-1`]!;
    expect(features["RUNTIME_MONITORING"]).to.deep.include({
      status: "ENABLED",
      additional: { EC2_AGENT_MANAGEMENT: "ENABLED" },
    });
    expect(features["S3_DATA_EVENTS"]?.status).to.equal("ENABLED");
  });

  it("refuses unknown features and both runtime monitorings together", async () => {
    const client = await clientOf();
    const update = (...names: string[]) =>
      client.call(UPDATE, {
        DetectorId: DETECTOR,
        Features: names.map((Name) => ({ Name, Status: "ENABLED" })),
      });
    expect(await refusal(update("feat-1a2b3c4"))).to.contain("JSON could not be processed");
    expect(await refusal(update("EKS_RUNTIME_MONITORING", "RUNTIME_MONITORING"))).to.contain(
      "cannot be provided in the same request",
    );
  });

  it("deletes one with its destinations and leaves their objects", async () => {
    const client = await clientOf();
    await client.call("guardduty:CreatePublishingDestination", destinationInput());
    await client.call("guardduty:DeleteDetector", { DetectorId: DETECTOR });
    expect(await client.call("guardduty:ListDetectors")).to.deep.include({ DetectorIds: [] });
    expect(client.cloud.world.buckets["acme-logs"]?.objects).to.have.property("AWSLogs/");
  });

  it("tags detectors and destinations by ARN, the latter in lower case only", async () => {
    const client = await clientOf();
    const { DestinationId } = await client.call(
      "guardduty:CreatePublishingDestination",
      destinationInput(),
    );
    for (const ResourceArn of [
      detectorArn(),
      `${detectorArn()}/publishingdestination/${DestinationId}`,
    ]) {
      await client.call("guardduty:TagResource", { ResourceArn, Tags: { a: "1", b: "2" } });
      await client.call("guardduty:UntagResource", { ResourceArn, TagKeys: ["a"] });
      const listed = await client.call("guardduty:ListTagsForResource", { ResourceArn });
      expect(listed).to.deep.equal({ Tags: { b: "2" } });
    }
    const ResourceArn = `${detectorArn()}/publishingDestination/${DestinationId}`;
    expect(await refusal(client.call("guardduty:ListTagsForResource", { ResourceArn }))).to.equal(
      "BadRequestException: Invalid input resource arn",
    );
  });
});
