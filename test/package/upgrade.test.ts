import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import type { PolicyDocument, PolicyStatement } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import type { Deployment } from "../../tools/release/deployment";
import { openReleasedStack } from "../../tools/release/deployment";
import { ACCOUNT, exportProgram } from "../../testing/cloudStack";
import type { Outcome } from "../../testing/engine";
import {
  BUCKET,
  bucketPolicyOfOthers,
  KEY_ARN,
  logArchive,
  ofOthers,
  ourSids,
} from "../../testing/logArchive";

const RELEASES = path.join(__dirname, "../fixtures/releases");

/** Versions before this one wrote the lookup and the write as two statements. */
const POLICY_UPDATE = ["update aws:s3/bucketPolicy:BucketPolicy::findings-bucket-policy"];

function latestRelease(): Deployment {
  const { version } = JSON.parse(
    readFileSync(path.join(__dirname, "../../package.json"), "utf8"),
  ) as { version: string };
  return JSON.parse(
    readFileSync(path.join(RELEASES, `${version}.golden.json`), "utf8"),
  ) as Deployment;
}

const isMerged = ({ Sid = "", Action }: PolicyStatement) =>
  /^GuardDutyExport[0-9a-f]{8}PutObject$/.test(Sid) && Array.isArray(Action);

/** The statement as the two that earlier versions wrote. */
function asTwo(merged: PolicyStatement): PolicyStatement[] {
  const { Sid = "" } = merged;
  const [bucket = "", findings = ""] = listOf(merged.Resource);
  return [
    {
      ...merged,
      Sid: Sid.replace("PutObject", "GetBucketLocation"),
      Action: "s3:GetBucketLocation",
      Resource: bucket,
    },
    { ...merged, Action: "s3:PutObject", Resource: findings },
  ];
}

/** Any value with the policies in it as earlier versions wrote them, those in JSON texts too. */
function asReleased(value: unknown): unknown {
  if (typeof value === "string" && /^[{[].*PutObject/s.test(value)) {
    return JSON.stringify(asReleased(JSON.parse(value)));
  }
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown) =>
      isObject(one) && isMerged(one as unknown as PolicyStatement)
        ? asTwo(one as unknown as PolicyStatement)
        : [asReleased(one)],
    );
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asReleased(one)]));
}

function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

describe("A stack that an earlier release deployed", () => {
  for (const file of readdirSync(RELEASES)) {
    it(`is changed by this version without replacing or deleting anything: ${file}`, async () => {
      const text = readFileSync(path.join(RELEASES, file), "utf8");
      const released = JSON.parse(text) as Deployment;
      const stack = await openReleasedStack(released);
      try {
        const before = structuredClone(stack.cloud.world);
        const { error, changed, changes } = await stack.up(exportProgram(released.args));
        expect(error?.message).to.equal(undefined);
        expect(changed.filter((change) => /replace|delete/.test(change))).to.deep.equal([]);
        expect(changed.filter((change) => /Policy::/.test(change))).to.deep.equal(POLICY_UPDATE);
        expect(changes).to.have.property("same").that.is.at.least(20);

        const { buckets, keys, detectors } = stack.cloud.world;
        const destinations = (world: typeof before) =>
          Object.values(world.detectors).map((detector) => Object.keys(detector.destinations));
        expect(Object.keys(buckets)).to.deep.equal(Object.keys(before.buckets));
        expect(Object.keys(keys)).to.deep.equal(Object.keys(before.keys));
        expect(Object.keys(detectors)).to.deep.equal(Object.keys(before.detectors));
        expect(destinations(stack.cloud.world)).to.deep.equal(destinations(before));
        for (const region of released.args.regions) {
          const [delivery] = await stack.cloud.exportFinding(ACCOUNT, region);
          expect(delivery?.key, region).to.be.a("string");
        }
      } finally {
        await stack.close();
      }
    });
  }

  it("replaces and deletes nothing under another name, with an alias and the bucket's former name prefix", async () => {
    const released = latestRelease();
    const stack = await openReleasedStack(released);
    const renamed = (bucket: GuardDutyExportArgs["bucket"]) => async () => {
      const args = { ...released.args, bucket };
      new GuardDutyExport("audit", args, { aliases: [{ name: "findings" }] });
    };
    const replaced = (outcome: Outcome) =>
      outcome.changed.filter((change) => /replace|delete|create/.test(change));
    try {
      const careless = await stack.preview(renamed(released.args.bucket));
      expect(replaced(careless)).to.include("replace aws:s3/bucket:Bucket::audit-bucket");

      const program = renamed({ ...released.args.bucket, namePrefix: "findings-guardduty" });
      const outcome = await stack.up(program);
      expect(outcome.error?.message).to.equal(undefined);
      expect(replaced(outcome)).to.deep.equal([]);
      expect((await stack.up(program)).changed).to.deep.equal([]);
      for (const region of released.args.regions) {
        const [delivery] = await stack.cloud.exportFinding(ACCOUNT, region);
        expect(delivery?.key, region).to.be.a("string");
      }
    } finally {
      await stack.close();
    }
  });

  it("in an adopted bucket has one policy update, and statements of others byte for byte", async () => {
    const args: GuardDutyExportArgs = {
      regions: ["us-east-1", "me-south-1"],
      bucket: { existing: { name: BUCKET }, prefix: "guardduty" },
      key: { existing: { arn: KEY_ARN } },
    };
    const first = await openReleasedStack({ args, world: logArchive() });
    const { error, changed: created } = await first.up(exportProgram(args));
    expect(error?.message).to.equal(undefined);
    expect(created).to.include("create aws:s3/bucketPolicy:BucketPolicy::findings-bucket-policy");
    const { state, world } = await first.read(args);
    await first.close();

    const released = asReleased({ args, state, world }) as Deployment;
    const policyOf = (file: Deployment["world"]) =>
      file.buckets![BUCKET]!.policy as unknown as PolicyDocument;
    expect(ourSids(policyOf(released.world)).map((sid) => sid.slice(23))).to.deep.equal([
      "GetBucketLocation",
      "PutObject",
      "DenyUnencrypted",
      "DenyOtherKeys",
    ]);
    const stack = await openReleasedStack(released);
    try {
      const upgrade = await stack.up(exportProgram(args));
      expect(upgrade.error?.message).to.equal(undefined);
      expect(upgrade.changed).to.deep.equal(POLICY_UPDATE);
      const policy = policyOf(stack.cloud.world as Deployment["world"]);
      expect(ourSids(policy).map((sid) => sid.slice(23))).to.deep.equal([
        "PutObject",
        "DenyUnencrypted",
        "DenyOtherKeys",
      ]);
      const theirs = ofOthers(policyOf(released.world));
      expect(theirs).to.deep.equal(bucketPolicyOfOthers);
      expect(JSON.stringify(ofOthers(policy))).to.equal(JSON.stringify(theirs));
      for (const region of args.regions) {
        const [delivery] = await stack.cloud.exportFinding(ACCOUNT, region);
        expect(delivery?.key, region).to.be.a("string");
      }
      expect((await stack.up(exportProgram(args))).changed).to.deep.equal([]);
    } finally {
      await stack.close();
    }
  });

  it("is kept for each release", () => {
    const { version } = JSON.parse(
      readFileSync(path.join(__dirname, "../../package.json"), "utf8"),
    ) as { version: string };
    expect(readdirSync(RELEASES)).to.include(`${version}.golden.json`);
  });
});
