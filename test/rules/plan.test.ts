import { expect } from "chai";

import type { ExportSettings } from "../../rules/args";
import { readArgs } from "../../rules/args";
import { planExport } from "../../rules/plan";
import { planWarningText } from "../../rules/texts/planWarnings";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../rules/regions";
import { afterColon } from "../../rules/tokens";

const owner = { project: "security", stack: "prod", component: "findings" };

const settings = (args: object): ExportSettings => {
  const read = readArgs(owner.component, { regions: ["us-east-1"], ...args });
  if (read.settings === undefined) throw new Error(JSON.stringify(read.problems));
  return read.settings;
};

const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

const plan = (args: object, providerGiven = false) =>
  planExport({ owner, settings: settings(args), providerGiven });

describe("The plan", () => {
  it("lists the principal and the resource names of each Region", () => {
    expect(plan({ regions: ["us-east-1", "me-south-1"] }).regions).to.deep.equal([
      {
        name: "us-east-1",
        partition: "aws",
        optIn: false,
        servicePrincipal: "guardduty.amazonaws.com",
        listed: true,
        detectorName: "findings-detector-us-east-1",
        destinationName: "findings-destination-us-east-1",
      },
      {
        name: "me-south-1",
        partition: "aws",
        optIn: true,
        servicePrincipal: "guardduty.me-south-1.amazonaws.com",
        listed: true,
        detectorName: "findings-detector-me-south-1",
        destinationName: "findings-destination-me-south-1",
      },
    ]);
  });

  const modes: [what: string, args: object, given: boolean, names: string[], processes: number][] =
    [
      [
        "one for each Region",
        { regions: ["us-east-1", "eu-west-1"] },
        false,
        ["findings-administrator-us-east-1", "findings-administrator-eu-west-1"],
        2,
      ],
      [
        "one for the home Region too, when no detector is there",
        { regions: ["eu-west-1"], homeRegion: "us-east-1" },
        false,
        ["findings-administrator-us-east-1", "findings-administrator-eu-west-1"],
        2,
      ],
      [
        "one for the account in mode perAccount",
        { regions: ["us-east-1", "eu-west-1"], providerMode: "perAccount" },
        false,
        ["findings-administrator"],
        1,
      ],
      [
        "one for each Region in mode auto, up to 8",
        { regions: DEFAULT_REGIONS.slice(0, 8), homeRegion: DEFAULT_REGIONS[0] as string },
        false,
        DEFAULT_REGIONS.slice(0, 8).map((region) => `findings-administrator-${region}`),
        8,
      ],
      [
        "one for the account in mode auto, where one for each Region would be more than 8",
        { regions: DEFAULT_REGIONS.slice(0, 9), homeRegion: DEFAULT_REGIONS[0] as string },
        false,
        ["findings-administrator"],
        1,
      ],
      ["none when the program hands one in", { regions: ["us-east-1", "eu-west-1"] }, true, [], 1],
    ];
  for (const [what, args, given, names, processes] of modes) {
    it(`has providers: ${what}`, () => {
      const { providers, providerProcesses } = plan(args, given);
      expect(providers.map(({ name }) => name)).to.deep.equal(names);
      expect(providerProcesses).to.equal(processes);
    });
  }

  it("knows the size of both policies before any id is known", () => {
    const regions = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
    const { policies, access } = plan({ regions, homeRegion: "us-east-1" });
    const sizes = [policies.bucket, policies.key].map(({ bytes, limit, precision }) => ({
      bytes,
      limit,
      precision,
    }));
    expect(sizes).to.deep.equal([
      { bytes: 9618, limit: 20480, precision: "detectors" },
      { bytes: 4062, limit: 32768, precision: "detectors" },
    ]);
    expect(access).to.deep.equal({
      lookupRoleArn: undefined,
      readers: { ofBucket: [], ofKey: [] },
      markerUnderKey: true,
    });
  });

  it("has each policy admit the readers of other accounts than its own", () => {
    const reader = (accountId: string) => `arn:aws:iam::${accountId}:role/siem`;
    const planned = plan({
      regions: ["us-east-1"],
      organization: { administrator: { accountId: "111122223333" } },
      bucket: { account: { accountId: "444455556666" } },
      key: { account: { accountId: "555566667777" } },
      readerArns: ["444455556666", "555566667777", "999900001111"].map(reader),
    });
    expect(planned.access.readers).to.deep.equal({
      ofBucket: ["555566667777", "999900001111"].map(reader),
      ofKey: ["444455556666", "999900001111"].map(reader),
    });
    const { bucket, key } = planned.policies;
    const purposes = [...bucket.statements, ...key.statements].map(({ Sid }) => Sid);
    const ofReaders = purposes.filter((sid) => sid?.endsWith("Findings"));
    expect(ofReaders.map((sid) => sid?.slice(planned.sidPrefix.length))).to.deep.equal([
      "ListFindings",
      "GetFindings",
      "DecryptFindings",
    ]);
  });

  it("warns of what AWS does not document about GovCloud and China across Regions", () => {
    expect(plan({ regions: ["us-gov-west-1"] }).warnings).to.deep.equal([]);
    expect(
      plan({ regions: ["us-gov-west-1", "us-gov-east-1"] }).warnings.map(planWarningText),
    ).to.deep.equal([
      "AWS does not document whether GuardDuty exports from us-gov-east-1 to us-gov-west-1 in partition aws-us-gov. Fix: deploy an export for each Region, with its own bucket and key (crossRegionNotDocumented)",
    ]);
  });

  it("registers only what the settings ask for", () => {
    const types = (args: object) => plan(args).resources.map(({ type }) => type);
    const optional = (args: object) => types(args).filter((type) => !types({}).includes(type));
    expect(optional({ bucket: { prefix: "a" } })).to.deep.equal([
      "aws:s3/bucketObjectv2:BucketObjectv2",
    ]);
    expect(optional({ bucket: { objectLock: { mode: "GOVERNANCE", days: 1 } } })).to.deep.equal([
      "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    ]);
    expect(optional({ bucket: { accessLogs: { bucketName: "logs" } } })).to.deep.equal([
      "aws:s3/bucketLogging:BucketLogging",
    ]);
    expect(types({ bucket: { name: "acme" } })).not.to.include("random:index/randomId:RandomId");
  });

  describe("of what exists already", () => {
    const bucket = { existing: { name: "acme-logs" }, prefix: "guardduty" };
    const key = { existing: { arn: KEY_ARN } };
    const types = (args: object) =>
      plan(args)
        .resources.map(({ type }) => afterColon(type))
        .filter((type) => type !== "aws");

    it("has but the policies and the marker, or not even those that their owner writes", () => {
      const regional = ["Detector", "PublishingDestination"];
      expect(types({ bucket, key })).to.deep.equal([
        "BucketPolicy",
        "BucketObjectv2",
        "KeyPolicy",
        ...regional,
      ]);
      const external = {
        bucket: { existing: { name: "acme-logs", policy: "external" } },
        key: { existing: { arn: KEY_ARN, policy: "external" } },
      };
      expect(types(external)).to.deep.equal(regional);
    });

    it("has no destinations while it is detached, and says so", () => {
      const args = {
        key: { existing: { arn: KEY_ARN, detach: true } },
        existing: {
          "us-east-1": { detectorId: "1".repeat(32), destinationId: "2".repeat(32) },
        },
      };
      expect(types(args)).not.to.include("PublishingDestination");
      expect(plan(args).warnings).to.deep.equal([
        { id: "detached", policies: ["key"] },
        { id: "destinationsCannotWrite", regions: ["us-east-1"] },
      ]);
    });

    it("counts what others wrote once that is known", () => {
      const { policies } = plan({ bucket, key });
      expect([policies.bucket.document, policies.key.document]).to.deep.equal([
        undefined,
        undefined,
      ]);
      const others = { Version: "2012-10-17", Id: "x".repeat(1000), Statement: [] };
      const args = settings({ bucket, key });
      const live = { bucket: others, key: others };
      const known = planExport({ owner, settings: args, live }).policies;
      const more = Buffer.byteLength(`,"Id":"${others.Id}"`);
      expect(known.bucket.bytes).to.equal(policies.bucket.bytes + more);
      expect(known.key.bytes).to.be.above(1000);
    });

    it("has what is known as its target: names, ARNs and detectors", () => {
      const existing = { "us-east-1": { detectorId: "1".repeat(32) } };
      expect(plan({ bucket, key, existing }).target).to.deep.equal({
        sources: [
          {
            accountId: { unknown: "accountId" },
            region: "us-east-1",
            detectorId: "1".repeat(32),
          },
        ],
        bucketName: "acme-logs",
        keyArn: KEY_ARN,
      });
    });
  });

  it("has no two resources of one identity", () => {
    const { resources } = plan({
      regions: ["us-east-1", "eu-west-1", "me-south-1"],
      bucket: { prefix: "a" },
    });
    const identities = resources.map(({ type, name }) => `${type} ${name}`);
    expect(new Set(identities).size).to.equal(identities.length);
  });
});
