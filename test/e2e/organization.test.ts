import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import type { CloudStack } from "../../testing/cloudStack";
import { exportProgram, openCloudStack } from "../../testing/cloudStack";
import {
  ADMINISTRATOR,
  ARCHIVE,
  deliveredOnce,
  joinOrganization,
  MANAGEMENT,
  MEMBER,
  organizationArgs,
  organizationWorld,
  OTHER_MEMBER,
} from "../../testing/organization";
import { beforeColon } from "../../rules/tokens";

const DAY = 24 * 3_600_000;
const NEWCOMER = "777788889999";

/** One organization through its life, step by step; each step builds on the one before. */
describe("An organization on the real engine", () => {
  let args: GuardDutyExportArgs = {
    ...organizationArgs,
    organization: {
      ...organizationArgs.organization,
      members: { autoEnable: "ALL", features: [{ name: "RUNTIME_MONITORING", autoEnable: "ALL" }] },
    },
    features: [{ name: "RUNTIME_MONITORING" }],
  };
  let stack: CloudStack;
  const detectorIds = () =>
    Object.fromEntries(
      Object.entries(stack.cloud.world.detectors).map(([location, { id }]) => [location, id]),
    );
  const callsSince = (start: number) => stack.cloud.calls.slice(start);

  before(async () => {
    stack = await openCloudStack(organizationWorld(["me-south-1", "eu-south-1"]));
  });
  after(() => stack.close());

  it("previews a first deployment without touching anything", async () => {
    const { error, diagnostics } = await stack.preview(exportProgram(args));
    expect({ error, diagnostics }).to.deep.equal({ error: undefined, diagnostics: [] });
    const { detectors, buckets, keys } = stack.cloud.world;
    expect({ detectors, buckets, keys }).to.deep.equal({ detectors: {}, buckets: {}, keys: {} });
  });

  it("comes up from nothing, each account acted in by its own credentials", async () => {
    const start = stack.cloud.calls.length;
    expect((await stack.deploy(args)).diagnostics).to.deep.equal([]);
    const callers = new Map<string, Set<string>>();
    for (const { operation, accountId } of callsSince(start)) {
      const service = beforeColon(operation);
      const administers = operation.includes("OrganizationAdminAccount");
      const what = administers ? "delegation" : service;
      callers.set(what, (callers.get(what) ?? new Set()).add(accountId));
    }
    expect(callers).to.deep.equal(
      new Map([
        ["sts", new Set([ADMINISTRATOR, MANAGEMENT, ARCHIVE])],
        ["organizations", new Set([MANAGEMENT])],
        ["guardduty", new Set([ADMINISTRATOR])],
        ["kms", new Set([ARCHIVE])],
        ["s3", new Set([ARCHIVE])],
        ["s3control", new Set([ARCHIVE])],
        ["delegation", new Set([MANAGEMENT])],
      ]),
    );
  });

  it("has nothing to change on the second up, and no drift once the members are enabled", async () => {
    expect((await stack.deploy(args)).changed).to.deep.equal([]);
    await stack.cloud.advanceClock(DAY);
    expect((await stack.refresh()).changed).to.deep.equal([]);
    expect((await stack.deploy(args)).changed).to.deep.equal([]);
  });

  it("delivers a finding of each account and Region exactly once, by the administrator's destination of that Region", async () => {
    for (const accountId of [ADMINISTRATOR, ARCHIVE, MEMBER, OTHER_MEMBER]) {
      for (const region of args.regions) await deliveredOnce(stack, accountId, region);
    }
  });

  it("enables the protection plans that members get in all of them, leaving their configurations alone", () => {
    for (const accountId of [ARCHIVE, MEMBER, OTHER_MEMBER]) {
      for (const region of args.regions) {
        const { features } = stack.cloud.world.detectors[`${accountId}/${region}`]!;
        expect(features["RUNTIME_MONITORING"]).to.deep.include({
          status: "ENABLED",
          additional: {},
        });
      }
    }
  });

  it("changes nothing for an account that joins, whose findings are delivered within a day", async () => {
    joinOrganization(stack, NEWCOMER);
    expect((await stack.deploy(args)).changed).to.deep.equal([]);
    await stack.cloud.advanceClock(DAY);
    for (const region of args.regions) await deliveredOnce(stack, NEWCOMER, region);
    expect((await stack.deploy(args)).changed).to.deep.equal([]);
  });

  it("changes but the new Region's resources and the two policies when a Region is added", async () => {
    args = { ...args, regions: ["eu-south-1", ...args.regions], homeRegion: "us-east-1" };
    expect((await stack.deploy(args)).changed).to.deep.equal([
      "create aws:guardduty/detector:Detector::findings-detector-eu-south-1",
      "create aws:guardduty/detectorFeature:DetectorFeature::findings-feature-RUNTIME_MONITORING-eu-south-1",
      "create aws:guardduty/organizationAdminAccount:OrganizationAdminAccount::findings-delegation-eu-south-1",
      "create aws:guardduty/organizationConfiguration:OrganizationConfiguration::findings-members-eu-south-1",
      "create aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature::findings-members-feature-RUNTIME_MONITORING-eu-south-1",
      "create aws:guardduty/publishingDestination:PublishingDestination::findings-destination-eu-south-1",
      "create pulumi:providers:aws::findings-administrator-eu-south-1",
      "create pulumi:providers:aws::findings-management-eu-south-1",
      "update aws:kms/keyPolicy:KeyPolicy::findings-key-policy",
      "update aws:s3/bucketPolicy:BucketPolicy::findings-bucket-policy",
    ]);
    await stack.cloud.advanceClock(DAY);
    for (const region of args.regions) await deliveredOnce(stack, MEMBER, region);
  });

  it("changes the frequency of the members too, which have none of their own", async () => {
    args = { ...args, findingPublishingFrequency: "FIFTEEN_MINUTES" };
    const { changed } = await stack.deploy(args);
    expect(changed).to.deep.equal(
      [...args.regions]
        .sort()
        .map((region) => `update aws:guardduty/detector:Detector::findings-detector-${region}`),
    );
    const frequencies = Object.values(stack.cloud.world.detectors).map(
      (detector) => detector.findingPublishingFrequency,
    );
    expect(new Set(frequencies)).to.deep.equal(new Set(["FIFTEEN_MINUTES"]));
  });

  it("goes down in order, and loses no detector", async () => {
    args = { ...args, onDestroy: "delete" };
    await stack.deploy(args);
    const before = detectorIds();
    const start = stack.cloud.calls.length;
    expect((await stack.destroy()).error).to.equal(undefined);
    expect(detectorIds()).to.deep.equal(before);
    expect(Object.keys(before)).to.have.length(5 * args.regions.length);

    const operations = callsSince(start).map(({ operation }) => operation);
    const first = (operation: string) => operations.indexOf(operation);
    const last = (operation: string) => operations.lastIndexOf(operation);
    for (const policy of ["s3:DeleteBucketPolicy", "kms:PutKeyPolicy"]) {
      expect(first(policy)).to.be.above(last("guardduty:DeletePublishingDestination"));
    }
    expect(first("s3:DeleteBucket")).to.be.above(last("s3:DeleteBucketPolicy"));
    expect(operations).not.to.include("guardduty:DeleteDetector");
    expect(stack.cloud.world.organization?.guardDutyAdministrators).to.deep.equal({});
    for (const region of args.regions) {
      expect(await stack.cloud.exportFinding(MEMBER, region)).to.deep.equal([]);
    }
  });
});
