import { expect } from "chai";
import { failure } from "../../../testing/providers/client";
import { alreadyExists, notOwnDetector, refuse } from "../../../testing/providers/observedCloud";
import { bucketArn, DETECTOR, detectorArn, exportWorld, keyArn } from "../../../testing/worlds";
import { ACCOUNT, providerSuite } from "../../../testing/providers/suite";
import { hasUnknown, UNKNOWN } from "../../../sandbox/providers/rpc";

const detector = "aws:guardduty/detector:Detector";
const destination = "aws:guardduty/publishingDestination:PublishingDestination";

describe("sandbox/providers detectors", () => {
  const suite = providerSuite();

  it("previews what only AWS will say as unknown", async () => {
    const [inputs] = await suite.aws.check(detector, "thing", { tags: { a: "b" } });
    const state = await suite.aws.previewCreate(detector, inputs);
    expect(Object.keys(state).filter((key) => hasUnknown(state[key]))).to.have.members([
      "accountId",
      "arn",
      "datasources",
      "findingPublishingFrequency",
    ]);
    expect(state).to.include({ enable: true, region: "us-east-1" });
    expect(suite.cloud.operations()).to.deep.equal([]);
  });

  it("makes a detector, changes it in place, and deletes it", async () => {
    const old = await suite.make(detector, { tags: { a: "b" } });
    const { id } = old;
    expect(id).to.match(/^[0-9a-f]{32}$/);
    const ebsVolumes = { enable: true };
    expect(old.state).to.deep.equal({
      accountId: ACCOUNT,
      arn: `arn:aws:guardduty:us-east-1:${ACCOUNT}:detector/${id}`,
      datasources: {
        s3Logs: { enable: true },
        kubernetes: { auditLogs: { enable: true } },
        malwareProtection: { scanEc2InstanceWithFindings: { ebsVolumes } },
      },
      enable: true,
      findingPublishingFrequency: "SIX_HOURS",
      id,
      region: "us-east-1",
      tags: { a: "b" },
      tagsAll: { a: "b" },
    });
    const program = { enable: true, findingPublishingFrequency: "ONE_HOUR", tags: { c: "d" } };
    const next = await suite.change(detector, old, program);
    expect(suite.cloud.operations()).to.deep.equal([
      "guardduty:UpdateDetector",
      "guardduty:UntagResource",
      "guardduty:TagResource",
      "guardduty:GetDetector",
    ]);
    expect(next.state).to.deep.include({
      findingPublishingFrequency: "ONE_HOUR",
      tags: { c: "d" },
      tagsAll: { c: "d" },
    });
    await suite.aws.delete(detector, next);
    expect((await suite.aws.read(detector, id, next)).id).to.equal("");
    await suite.aws.delete(detector, next);
  });

  it("works in a Region of the resource's own", async () => {
    const old = await suite.make(detector, { region: "eu-west-1" });
    expect(old.state["arn"]).to.include(":eu-west-1:");
    await suite.aws.read(detector, old.id, old);
    await suite.aws.delete(detector, old);
    expect(new Set(suite.cloud.calls.map(({ caller }) => caller.region))).to.deep.equal(
      new Set(["eu-west-1"]),
    );
  });

  it("imports by id, with the Region when it is another", async () => {
    const { id } = await suite.make(detector, { region: "eu-west-1", tags: { a: "b" } });
    const found = await suite.aws.read(detector, `${id}@eu-west-1`);
    expect([found.id, suite.cloud.calls.at(-1)?.caller.region]).to.deep.equal([id, "eu-west-1"]);
    expect(found.inputs).to.deep.equal({
      __defaults: [],
      datasources: found.state["datasources"],
      enable: true,
      findingPublishingFrequency: "SIX_HOURS",
      region: "eu-west-1",
      tags: { a: "b" },
      tagsAll: { a: "b" },
    });
    const [inputs] = await suite.aws.check(detector, "thing", { region: "eu-west-1" });
    expect((await suite.aws.diff(detector, found, inputs)).keys).to.deep.equal(["tags", "tagsAll"]);
  });

  it("finds in a refresh what was changed by hand, and takes another account's detector for gone", async () => {
    const old = await suite.make(detector, { enable: true });
    const { id } = old;
    await suite.cloud.ask("guardduty:UpdateDetector", { DetectorId: id, Enable: false });
    const found = await suite.aws.read(detector, id, old);
    expect(found.inputs).to.include({ enable: false, region: "us-east-1" });
    expect(found.inputs).not.to.have.property("findingPublishingFrequency");
    expect((await suite.aws.diff(detector, found, old.inputs)).keys).to.deep.equal(["enable"]);
    suite.cloud.override["guardduty:GetDetector"] = refuse("BadRequestException", notOwnDetector);
    expect((await suite.aws.read(detector, id, old)).id).to.equal("");
  });

  it("tries to delete a detector with members for a while", async () => {
    const old = await suite.make(detector, {});
    const text =
      "The request is rejected because the current account cannot delete detector while it has invited or associated members.";
    suite.cloud.override["guardduty:DeleteDetector"] = refuse("BadRequestException", text);
    suite.cloud.operations();
    expect((await failure(suite.aws.delete(detector, old))).message).to.include(text);
    expect(suite.cloud.operations()).to.deep.equal(Array(4).fill("guardduty:DeleteDetector"));
  });
});

describe("sandbox/providers destinations", () => {
  const suite = providerSuite(exportWorld({ prefix: "findings" }));
  const kmsKeyArn = keyArn();
  const news = { detectorId: DETECTOR, destinationArn: `${bucketArn()}/findings`, kmsKeyArn };

  it("makes a destination and changes both ARNs in one call", async () => {
    const old = await suite.make(destination, { ...news, tags: { a: "b" } });
    const destinationId = old.id.slice(DETECTOR.length + 1);
    expect(old.id).to.match(new RegExp(`^${DETECTOR}:[0-9a-f]{32}$`));
    expect(old.state).to.deep.include({
      arn: `${detectorArn()}/publishingdestination/${destinationId}`,
      destinationId,
      destinationType: "S3",
      tagsAll: { a: "b" },
    });
    const moved = { ...news, destinationArn: `${bucketArn()}/findings/`, tags: { a: "b" } };
    await suite.change(destination, old, moved);
    const update = suite.cloud.calls.find(({ operation }) => /UpdatePublishing/.test(operation));
    expect(update?.input["DestinationProperties"]).to.deep.equal({
      DestinationArn: `${bucketArn()}/findings/`,
      KmsKeyArn: kmsKeyArn,
    });
  });

  it("never adopts a destination", async () => {
    await suite.make(destination, news);
    const { message, kept } = await suite.refused(destination, news);
    expect(message).to.match(/^creating GuardDuty Publishing Destination: operation error /);
    expect(message).to.include(`BadRequestException: ${alreadyExists}`);
    expect(kept).to.equal(undefined);
  });

  it("keeps a half-made destination, and then updates it with no call", async () => {
    const status = "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY";
    const describe = "guardduty:DescribePublishingDestination";
    suite.cloud.override[describe] = async (_input, _caller, next) => ({
      ...(await next()),
      Status: status,
    });
    const { message, kept } = await suite.refused(destination, news);
    const name = kept?.id;
    expect(name).to.match(new RegExp(`^${DETECTOR}:[0-9a-f]{32}$`));
    expect(message).to.include(
      `waiting for GuardDuty Publishing Destination (${name}) create: unexpected state '${status}', wanted target 'PUBLISHING'`,
    );
    expect(kept?.state).to.include({ id: name, ...news });
    expect(kept?.inputs).to.include(news);

    delete suite.cloud.override[describe];
    const next = await suite.change(destination, kept!, news);
    expect(suite.cloud.operations()).to.deep.equal([describe]);
    expect(next.state["arn"]).to.include("/publishingdestination/");
  });

  it("waits for a pending destination, but not for ever", async () => {
    const statuses = ["PENDING_VERIFICATION", "PENDING_VERIFICATION", "PUBLISHING"];
    const describe = "guardduty:DescribePublishingDestination";
    suite.cloud.override[describe] = async (_input, _caller, next) => ({
      ...(await next()),
      Status: statuses.shift() ?? "PUBLISHING",
    });
    const made = await suite.make(destination, news);
    await suite.aws.delete(destination, made);
    suite.cloud.override[describe] = () => ({ Status: "PENDING_VERIFICATION" });
    expect((await suite.refused(destination, news)).message).to.include(
      "timeout while waiting for state to become 'PUBLISHING' (last state: 'PENDING_VERIFICATION'",
    );
  });

  it("records the new values of a failed update, so that the next finds nothing to do", async () => {
    const old = await suite.make(destination, news);
    suite.cloud.override["guardduty:UpdatePublishingDestination"] = refuse(
      "BadRequestException",
      "no",
    );
    const program = { ...news, kmsKeyArn: `${kmsKeyArn}2` };
    const { kept } = await failure(suite.change(destination, old, program));
    const { destinationId } = old.state;
    expect(kept?.state).to.include({ kmsKeyArn: `${kmsKeyArn}2`, destinationId });
    expect((await suite.aws.diff(destination, kept!, kept!.inputs)).keys).to.deep.equal([]);
  });

  it("swallows every refusal to delete a destination, but no failure", async () => {
    const old = await suite.make(destination, news);
    const remove = "guardduty:DeletePublishingDestination";
    suite.cloud.override[remove] = refuse("BadRequestException", "whatever");
    await suite.aws.delete(destination, old);
    suite.cloud.override[remove] = refuse("AccessDeniedException", "no", 403);
    expect((await failure(suite.aws.delete(destination, old))).message).to.include("no");
  });

  it("imports a destination by its two ids only", async () => {
    const { id } = await suite.make(destination, news);
    const found = await suite.aws.read(destination, `${id}@us-east-1`);
    expect(found.inputs).to.deep.include({ ...news, destinationType: "S3" });
    expect((await suite.aws.read(destination, `${DETECTOR}:other`)).id).to.equal("");
    expect((await failure(suite.aws.read(destination, DETECTOR))).message).to.equal(
      `unexpected format for ID (${DETECTOR}), expected <Detector ID>:<Publishing Destination ID>`,
    );
  });

  it("previews a change with what stays known", async () => {
    const [inputs] = await suite.aws.check(destination, "thing", { ...news, kmsKeyArn: UNKNOWN });
    const preview = await suite.aws.previewCreate(destination, inputs);
    expect(preview["kmsKeyArn"]).to.equal(UNKNOWN);
    expect(preview["destinationArn"]).to.equal(news.destinationArn);
  });
});
