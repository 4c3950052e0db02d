import { expect } from "chai";
import { checkAndCreate, failure, start, State } from "../../../testing/providers/client";
import {
  alreadyExists,
  fakeCloud,
  FakeCloud,
  foreignDetector,
  refuse,
} from "../../../testing/providers/fakeCloud";
import { hasUnknown, UNKNOWN } from "../../../sandbox/providers/rpc";

const detector = "aws:guardduty/detector:Detector";
const destination = "aws:guardduty/publishingDestination:PublishingDestination";
const id = "ddddddddddddddddddddddddddddddd1";
const arn = `arn:aws:guardduty:us-east-1:111122223333:detector/${id}`;
const destinationId = "e".repeat(32);
const kmsKeyArn = "arn:aws:kms:us-east-1:111122223333:key/k";
const news = { detectorId: id, destinationArn: "arn:aws:s3:::b", kmsKeyArn };

describe("sandbox/providers guardduty", () => {
  let cloud: FakeCloud;
  let running: Awaited<ReturnType<typeof start>>;

  beforeEach(async () => {
    cloud = fakeCloud();
    running = await start(cloud);
  });
  afterEach(() => running.stop());

  /** What the engine does with a changed program. */
  async function change(type: string, old: State, program: object): Promise<State> {
    const [inputs] = await running.aws.check(type, "thing", program, old.inputs);
    cloud.operations();
    return running.aws.update(type, old, inputs);
  }

  it("previews what only AWS will say as unknown", async () => {
    const [inputs] = await running.aws.check(detector, "thing", { tags: { a: "b" } });
    const state = await running.aws.previewCreate(detector, inputs);
    expect(Object.keys(state).filter((key) => hasUnknown(state[key]))).to.have.members([
      "accountId",
      "arn",
      "datasources",
      "findingPublishingFrequency",
    ]);
    expect(state).to.include({ enable: true, region: "us-east-1" });
    expect(cloud.operations()).to.deep.equal([]);
  });

  it("makes a detector, changes it in place, and deletes it", async () => {
    const old = await checkAndCreate(running.aws, detector, { tags: { a: "b" } });
    expect(old.id).to.equal(id);
    expect(old.state).to.deep.equal({
      accountId: "111122223333",
      arn,
      enable: true,
      findingPublishingFrequency: "SIX_HOURS",
      id,
      region: "us-east-1",
      tags: { a: "b" },
      tagsAll: { a: "b" },
    });
    const program = { enable: true, findingPublishingFrequency: "ONE_HOUR", tags: { c: "d" } };
    const next = await change(detector, old, program);
    expect(cloud.operations()).to.deep.equal([
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
    await running.aws.delete(detector, next);
    expect((await running.aws.read(detector, id, next)).id).to.equal("");
    await running.aws.delete(detector, next);
  });

  it("works in a Region of the resource's own", async () => {
    const old = await checkAndCreate(running.aws, detector, { region: "eu-west-1" });
    expect(old.state["arn"]).to.include(":eu-west-1:");
    await running.aws.read(detector, old.id, old);
    await running.aws.delete(detector, old);
    expect(new Set(cloud.calls.map(({ caller }) => caller.region))).to.deep.equal(
      new Set(["eu-west-1"]),
    );
  });

  it("imports by id, with the Region when it is another", async () => {
    await checkAndCreate(running.aws, detector, { region: "eu-west-1", tags: { a: "b" } });
    const found = await running.aws.read(detector, `${id}@eu-west-1`);
    expect([found.id, cloud.calls.at(-1)?.caller.region]).to.deep.equal([id, "eu-west-1"]);
    expect(found.inputs).to.deep.equal({
      __defaults: [],
      enable: true,
      findingPublishingFrequency: "SIX_HOURS",
      region: "eu-west-1",
      tags: { a: "b" },
      tagsAll: { a: "b" },
    });
    const [inputs] = await running.aws.check(detector, "thing", { region: "eu-west-1" });
    expect((await running.aws.diff(detector, found, inputs)).keys).to.deep.equal([
      "tags",
      "tagsAll",
    ]);
  });

  it("finds in a refresh what was changed by hand, and takes a foreign detector for gone", async () => {
    const old = await checkAndCreate(running.aws, detector, { enable: true });
    const caller = { accountId: "", arn: "", region: "" };
    await cloud.call(caller, "guardduty:UpdateDetector", { DetectorId: id, Enable: false });
    const found = await running.aws.read(detector, id, old);
    expect(found.inputs).to.include({ enable: false, region: "us-east-1" });
    expect(found.inputs).not.to.have.property("findingPublishingFrequency");
    expect((await running.aws.diff(detector, found, old.inputs)).keys).to.deep.equal(["enable"]);
    cloud.override["guardduty:GetDetector"] = refuse("BadRequestException", foreignDetector);
    expect((await running.aws.read(detector, id, old)).id).to.equal("");
  });

  it("tries to delete a detector with members for a while", async () => {
    const old = await checkAndCreate(running.aws, detector, {});
    const text =
      "The request is rejected because the current account cannot delete detector while it has invited or associated members.";
    cloud.override["guardduty:DeleteDetector"] = refuse("BadRequestException", text);
    cloud.operations();
    expect((await failure(running.aws.delete(detector, old))).message).to.include(text);
    expect(cloud.operations()).to.deep.equal(Array(4).fill("guardduty:DeleteDetector"));
  });

  it("makes a destination and changes both ARNs in one call", async () => {
    const old = await checkAndCreate(running.aws, destination, { ...news, tags: { a: "b" } });
    expect(old.id).to.equal(`${id}:${destinationId}`);
    expect(old.state).to.deep.include({
      arn: `${arn}/publishingdestination/${destinationId}`,
      destinationId,
      destinationType: "S3",
      tagsAll: { a: "b" },
    });
    const moved = { ...news, destinationArn: "arn:aws:s3:::b/p/", tags: { a: "b" } };
    await change(destination, old, moved);
    const update = cloud.calls.find(({ operation }) => /UpdatePublishing/.test(operation));
    expect(update?.input["DestinationProperties"]).to.deep.equal({
      DestinationArn: "arn:aws:s3:::b/p/",
      KmsKeyArn: kmsKeyArn,
    });
  });

  it("never adopts a destination", async () => {
    await checkAndCreate(running.aws, destination, news);
    const { message, kept } = await failure(checkAndCreate(running.aws, destination, news));
    expect(message).to.match(/^creating GuardDuty Publishing Destination: operation error /);
    expect(message).to.include(`BadRequestException: ${alreadyExists}`);
    expect(kept).to.equal(undefined);
  });

  it("keeps a half-made destination, and then updates it with no call", async () => {
    const status = "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY";
    const describe = "guardduty:DescribePublishingDestination";
    cloud.override[describe] = () => ({ Status: status });
    const { message, kept } = await failure(checkAndCreate(running.aws, destination, news));
    const name = `${id}:${destinationId}`;
    expect(message).to.include(
      `waiting for GuardDuty Publishing Destination (${name}) create: unexpected state '${status}', wanted target 'PUBLISHING'`,
    );
    expect(kept?.id).to.equal(name);
    expect(kept?.state).to.include({ id: name, ...news });
    expect(kept?.inputs).to.include(news);

    delete cloud.override[describe];
    const next = await change(destination, kept!, news);
    expect(cloud.operations()).to.deep.equal([describe]);
    expect(next.state["arn"]).to.include("/publishingdestination/");
  });

  it("waits for a pending destination, but not for ever", async () => {
    const statuses = ["PENDING_VERIFICATION", "PENDING_VERIFICATION", "PUBLISHING"];
    const describe = "guardduty:DescribePublishingDestination";
    cloud.override[describe] = () => ({
      Status: statuses.shift() ?? "PUBLISHING",
      DestinationProperties: {},
    });
    await checkAndCreate(running.aws, destination, news);
    cloud.override["guardduty:CreatePublishingDestination"] = () => ({ DestinationId: "f" });
    cloud.override[describe] = () => ({ Status: "PENDING_VERIFICATION" });
    expect((await failure(checkAndCreate(running.aws, destination, news))).message).to.include(
      "timeout while waiting for state to become 'PUBLISHING' (last state: 'PENDING_VERIFICATION'",
    );
  });

  it("records the new values of a failed update, so that the next finds nothing to do", async () => {
    const old = await checkAndCreate(running.aws, destination, news);
    cloud.override["guardduty:UpdatePublishingDestination"] = refuse("BadRequestException", "no");
    const program = { ...news, kmsKeyArn: `${kmsKeyArn}2` };
    const { kept } = await failure(change(destination, old, program));
    expect(kept?.state).to.include({ kmsKeyArn: `${kmsKeyArn}2`, destinationId });
    expect((await running.aws.diff(destination, kept!, kept!.inputs)).keys).to.deep.equal([]);
  });

  it("swallows every refusal to delete a destination, but no failure", async () => {
    const old = await checkAndCreate(running.aws, destination, news);
    const remove = "guardduty:DeletePublishingDestination";
    cloud.override[remove] = refuse("BadRequestException", "whatever");
    await running.aws.delete(destination, old);
    cloud.override[remove] = refuse("AccessDeniedException", "no", 403);
    expect((await failure(running.aws.delete(destination, old))).message).to.include("no");
  });

  it("imports a destination by its two ids only", async () => {
    await checkAndCreate(running.aws, destination, news);
    const found = await running.aws.read(destination, `${id}:${destinationId}@us-east-1`);
    expect(found.inputs).to.deep.include({ ...news, destinationType: "S3" });
    expect((await running.aws.read(destination, `${id}:other`)).id).to.equal("");
    expect((await failure(running.aws.read(destination, id))).message).to.equal(
      `unexpected format for ID (${id}), expected <Detector ID>:<Publishing Destination ID>`,
    );
  });

  it("previews a change with what stays known", async () => {
    const [inputs] = await running.aws.check(destination, "thing", { ...news, kmsKeyArn: UNKNOWN });
    const preview = await running.aws.previewCreate(destination, inputs);
    expect(preview["kmsKeyArn"]).to.equal(UNKNOWN);
    expect(preview["destinationArn"]).to.equal(news.destinationArn);
  });
});
