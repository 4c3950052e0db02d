import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { setTimeout as sleep } from "node:timers/promises";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { AwsError } from "../../sandbox/cloud";
import type { WorldFile } from "../../sandbox/world";
import type { CloudStack, Intercept } from "../../testing/cloudStack";
import { ACCOUNT, exampleWorld, exportProgram, openCloudStack } from "../../testing/cloudStack";

const args: GuardDutyExportArgs = { regions: ["us-east-1", "me-south-1"] };

const ARCHIVE = "444455556666";
const OTHER = "222233334444";
const roleIn = (accountId: string) => `arn:aws:iam::${accountId}:role/deploy`;

const organizationWorld = (): WorldFile => ({
  caller: ACCOUNT,
  accounts: {
    [ACCOUNT]: { roles: [roleIn(ACCOUNT)] },
    [ARCHIVE]: { roles: [roleIn(ARCHIVE)] },
  },
});

/** AWS refuses one operation. */
const refusing =
  (refused: string): Intercept =>
  (cloud) => ({
    async call(caller, operation, input) {
      if (operation === refused) throw new AwsError("AccessDeniedException", "not today", 403);
      return cloud.call(caller, operation, input);
    },
  });

/** AWS answers a read late. */
const late =
  (operation: string, intercept: Intercept): Intercept =>
  (cloud) => ({
    async call(caller, called, input) {
      if (called === operation) await sleep(300);
      return intercept(cloud).call(caller, called, input);
    },
  });

const destinations = ({ cloud }: CloudStack) =>
  Object.values(cloud.world.detectors).flatMap((detector) => Object.values(detector.destinations));
const owners = (stack: CloudStack) =>
  destinations(stack).map(({ expectedBucketOwner }) => expectedBucketOwner);
const updates = ({ cloud }: CloudStack) =>
  cloud.calls.filter(({ operation }) => operation === "guardduty:UpdatePublishingDestination");

describe("The owner of the findings bucket", () => {
  let stack: CloudStack;
  const open = async (...given: Parameters<typeof openCloudStack>) =>
    (stack = await openCloudStack(...given));
  afterEach(() => stack.close());

  it("is verified by GuardDuty in every Region that is deployed, and set once", async () => {
    await open(exampleWorld());
    const preview = await stack.preview(exportProgram(args));
    expect(preview.error).to.equal(undefined);
    expect(updates(stack)).to.deep.equal([]);
    const { stdout } = await stack.deploy(args);
    expect(owners(stack)).to.deep.equal([ACCOUNT, ACCOUNT]);
    // Once for all Regions: the engine prints a line of the log up to three times.
    const said = `GuardDuty verifies that the bucket belongs to account ${ACCOUNT} before it exports`;
    expect(stdout.split(said).length - 1).to.be.within(1, 3);
    expect(updates(stack)).to.have.length(2);
    expect((await stack.deploy(args)).changed).to.deep.equal([]);
    expect(updates(stack)).to.have.length(2);
    await stack.deliver("me-south-1");
  });

  it("stays through an update by the provider, and is set on a destination that is made anew", async () => {
    await open();
    await stack.deploy({ regions: ["us-east-1"] });
    const [before] = Object.keys(Object.values(stack.cloud.world.detectors)[0]!.destinations);
    await stack.deploy({ regions: ["us-east-1"], bucket: { prefix: "guardduty" } });
    const [after] = Object.entries(Object.values(stack.cloud.world.detectors)[0]!.destinations);
    expect(after![0]).to.equal(before);
    expect(after![1]).to.deep.include({ expectedBucketOwner: ACCOUNT });
    expect(after![1].destinationArn).to.match(/\/guardduty$/);

    Object.values(stack.cloud.world.detectors)[0]!.destinations = {};
    await stack.refresh();
    await stack.deploy({ regions: ["us-east-1"], bucket: { prefix: "guardduty" } });
    expect(owners(stack)).to.deep.equal([ACCOUNT]);
  });

  it("is set by the next deployment where one was ended before it, with a call in each Region and none in previews", async () => {
    await open(exampleWorld());
    await stack.deploy(args);
    for (const destination of destinations(stack)) delete destination.expectedBucketOwner;
    const before = stack.cloud.calls.length;
    expect((await stack.preview(exportProgram(args))).error).to.equal(undefined);
    const guardDutyCalls = () =>
      stack.cloud.calls
        .slice(before)
        .map(({ operation }) => operation)
        .filter((operation) => operation.startsWith("guardduty:"));
    expect(guardDutyCalls()).to.deep.equal([]);
    expect((await stack.deploy(args)).changed).to.deep.equal([]);
    expect(owners(stack)).to.deep.equal([ACCOUNT, ACCOUNT]);
    const set = guardDutyCalls().length;
    await stack.deploy(args);
    expect(guardDutyCalls().slice(set)).to.deep.equal([
      "guardduty:DescribePublishingDestination",
      "guardduty:DescribePublishingDestination",
    ]);
  });

  it("is left alone on a destination that was moved to another bucket, and a deleted one is named", async () => {
    await open(exampleWorld());
    await stack.deploy(args);
    const of = (region: string) =>
      stack.cloud.world.detectors[`${ACCOUNT}/${region}`]!.destinations;
    const [one, other] = [of("us-east-1"), of("me-south-1")];
    for (const destination of Object.values(one)) {
      destination.destinationArn = "arn:aws:s3:::elsewhere";
      delete destination.expectedBucketOwner;
    }
    const [deleted] = Object.keys(other);
    delete other[deleted!];
    const before = updates(stack).length;
    const { error, diagnostics } = await stack.tryDeploy(args);
    expect(error).to.equal(undefined);
    expect(updates(stack)).to.have.length(before);
    expect(diagnostics).to.have.length(1);
    expect(diagnostics[0]).to.contain(
      `could not check the expected bucket owner of destination ${deleted} in me-south-1: the publishing destination does not exist: it was deleted. Fix: `,
    );
  });

  it("is the account of the bucket, set with the administrator's role and external id", async () => {
    await open(organizationWorld());
    await stack.deploy({
      regions: ["us-east-1"],
      organization: {
        administrator: {
          accountId: ACCOUNT,
          assumeRoleArn: roleIn(ACCOUNT),
          externalId: "of-acme",
        },
      },
      bucket: { account: { accountId: ARCHIVE, assumeRoleArn: roleIn(ARCHIVE) } },
    });
    expect(owners(stack)).to.deep.equal([ARCHIVE]);
    expect(updates(stack).map(({ accountId }) => accountId)).to.deep.equal([ACCOUNT]);
  });

  it("fails the deployment where it cannot be set, names the command that does it, and is reported afterwards", async () => {
    const refused = refusing("guardduty:UpdatePublishingDestination");
    await open(exampleWorld(), late("guardduty:DescribePublishingDestination", refused));
    const { error } = await stack.tryDeploy({ regions: ["us-east-1"] });
    const [[destinationId]] = Object.entries(
      Object.values(stack.cloud.world.detectors)[0]!.destinations,
    ) as [[string, unknown]];
    expect(error?.message).to.contain(
      `could not set its expected bucket owner to ${ACCOUNT}: access denied (AccessDeniedException: not today)`,
    );
    expect(error?.message).to.contain(`--destination-id ${destinationId}`);
    expect(owners(stack)).to.deep.equal([undefined]);
    const again = await stack.tryDeploy({ regions: ["us-east-1"] });
    expect(again.error?.message).to.contain(`--destination-id ${destinationId}`);
  });

  it("is not set with credentials of another account", async () => {
    await open({ caller: ACCOUNT, accounts: { [ACCOUNT]: {}, [OTHER]: {} } });
    const other = exportProgram({ regions: ["us-east-1"] });
    const { error } = await stack.up(async () => {
      process.env["AWS_ACCESS_KEY_ID"] = `AKIA${OTHER}DEMO`;
      return other();
    });
    expect(error?.message).to.contain(`the credentials belong to account ${OTHER}`);
    expect(error?.message).to.contain(`expected ${ACCOUNT}`);
    expect(updates(stack)).to.deep.equal([]);
  });

  it("is left to the program that passes its own provider, which gets the command", async () => {
    await open();
    const { error, diagnostics } = await stack.up(async () => {
      const provider = new aws.Provider("own", { region: "us-east-1" });
      new GuardDutyExport("findings", { regions: ["us-east-1"] }, { provider });
    });
    expect(error).to.equal(undefined);
    const detector = stack.cloud.world.detectors[`${ACCOUNT}/us-east-1`]!;
    const [destinationId] = Object.keys(detector.destinations);
    expect(diagnostics).to.deep.equal([
      `warning: GuardDuty does not verify the owner of the bucket of destination ${destinationId} in us-east-1: the component does not have the credentials of the provider passed to it. Fix: with credentials of the administrator account, run aws guardduty update-publishing-destination --region us-east-1 --detector-id ${detector.id} --destination-id ${destinationId} --destination-properties ExpectedBucketOwner=${ACCOUNT}`,
    ]);
    expect(updates(stack)).to.deep.equal([]);
  });

  it("sends no finding to a bucket of its name that another account creates", async () => {
    await open({ caller: ACCOUNT, accounts: { [ACCOUNT]: {}, [OTHER]: {} } });
    const { outputs } = await stack.deploy({ regions: ["us-east-1"] });
    const { buckets } = stack.cloud.world;
    const bucket = buckets[String(outputs["bucketName"])]!;
    await stack.deliver("us-east-1");
    bucket.account = OTHER;
    const [delivery] = await stack.cloud.exportFinding(ACCOUNT, "us-east-1");
    expect(delivery?.refusal?.reason).to.equal(
      `The bucket belongs to ${OTHER}; the destination expects ${ACCOUNT}.`,
    );
  });
});
