import { readFile, rm } from "node:fs/promises";

import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { sidPrefix } from "../../rules/policies";
import type { PolicyDocument, PolicyStatement } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import type { SandboxCloud } from "../../sandbox/cloud";
import { createCloud } from "../../sandbox/cloud";
import type { CloudStack } from "../../testing/cloudStack";
import { exportProgram, openCloudStack, openStackOn } from "../../testing/cloudStack";
import { startHttp } from "../../sandbox/http";
import { CALLER } from "../../testing/engine";
import { CHANGES } from "../../testing/killed";
import { setEnvironment } from "../../testing/environment";
import {
  BUCKET,
  bucketPolicyOfOthers,
  KEY_ARN,
  keyPolicyOfOthers,
  logArchive,
  ofOthers,
} from "../../testing/logArchive";

const args: GuardDutyExportArgs = {
  regions: ["us-east-1"],
  bucket: { existing: { name: BUCKET }, prefix: "guardduty" },
  key: { existing: { arn: KEY_ARN } },
};
const program = exportProgram(args);
const theirs: PolicyStatement = {
  Sid: "AddedMeanwhile",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:DeleteBucket",
  Resource: `arn:aws:s3:::${BUCKET}`,
};
const withTheirs = (policy: PolicyDocument) => ({
  ...policy,
  Statement: [...listOf(policy.Statement), theirs],
});
const bucketOf = ({ world }: SandboxCloud) => world.buckets[BUCKET] as { policy?: unknown };
const keyOf = ({ world }: SandboxCloud) => world.keys[KEY_ARN] as { policy?: unknown };

/** Writes to the world of a cloud once, after a call of an operation; of several, each the first after the one before. */
const onceAfter =
  (operations: string | string[], write: (cloud: SandboxCloud) => void) =>
  (cloud: SandboxCloud): Pick<SandboxCloud, "call"> => {
    const waited = [operations].flat();
    return {
      async call(caller, called, input) {
        const is = called === waited[0];
        if (is) waited.shift();
        const answer = await cloud.call(caller, called, input);
        if (is && waited.length === 0) write(cloud);
        return answer;
      },
    };
  };

describe("The policies of an existing bucket and key that others write at the same time", () => {
  let stack: CloudStack;
  afterEach(() => stack.close());

  it("keep a statement that is added while the detectors are made", async () => {
    stack = await openCloudStack(
      logArchive(),
      onceAfter("guardduty:CreateDetector", (cloud) => {
        bucketOf(cloud).policy = withTheirs(bucketPolicyOfOthers);
      }),
    );
    expect((await stack.up(program)).error).to.equal(undefined);
    expect(ofOthers(bucketOf(stack.cloud).policy)).to.deep.equal(withTheirs(bucketPolicyOfOthers));
    await stack.deliver("us-east-1");
  });

  it("are read just before they are written: only the marker of the prefix is written between", async () => {
    const calls: string[] = [];
    stack = await openCloudStack(logArchive(), (cloud) => ({
      call(caller, operation, input) {
        calls.push(operation);
        return cloud.call(caller, operation, input);
      },
    }));
    expect((await stack.up(program)).error).to.equal(undefined);
    for (const [read, write] of [
      ["kms:GetKeyPolicy", "kms:PutKeyPolicy"],
      ["s3:GetBucketPolicy", "s3:PutBucketPolicy"],
    ] as const) {
      const written = calls.indexOf(write);
      const reads = calls.flatMap((call, at) => (call === read && at < written ? [at] : []));
      // Of these two, one for the merge, one for the check.
      const [merged] = reads.slice(-2);
      const changing = calls.slice(merged, written).filter((call) => CHANGES.test(call));
      expect(
        changing.filter((call) => call !== "s3:PutObject"),
        read,
      ).to.deep.equal([]);
    }
  });

  it("are not written when a statement was added after they were read, and hold it after the next run", async () => {
    stack = await openCloudStack(
      logArchive(),
      onceAfter(["kms:PutKeyPolicy", "s3:GetBucketPolicy"], (cloud) => {
        bucketOf(cloud).policy = withTheirs(bucketPolicyOfOthers);
      }),
    );
    const { error, diagnostics } = await stack.up(program);
    expect(error?.message).to.contain(
      `the bucket policy of ${BUCKET} has changed since it was read, and was not written: AddedMeanwhile is new. Fix: run pulumi up again, which merges with the policy as it is now`,
    );
    expect(diagnostics.filter((line) => line.includes("has changed since"))).to.have.length(1);
    expect(bucketOf(stack.cloud).policy).to.deep.equal(withTheirs(bucketPolicyOfOthers));

    expect((await stack.up(program)).error).to.equal(undefined);
    expect(ofOthers(bucketOf(stack.cloud).policy)).to.deep.equal(withTheirs(bucketPolicyOfOthers));
    expect(ofOthers(keyOf(stack.cloud).policy)).to.deep.equal(keyPolicyOfOthers);
    await stack.deliver("us-east-1");
  });

  it("get the export's statements again when another write replaced them just afterwards", async () => {
    stack = await openCloudStack(
      logArchive(),
      onceAfter("s3:PutBucketPolicy", (cloud) => {
        bucketOf(cloud).policy = withTheirs(bucketPolicyOfOthers);
      }),
    );
    const { error, stdout } = await stack.up(program);
    expect(error).to.equal(undefined);
    expect(stdout).to.contain(
      `warning: another write replaced the bucket policy of ${BUCKET} just after this one, without the statements of this export: they were added again`,
    );
    expect(ofOthers(bucketOf(stack.cloud).policy)).to.deep.equal(withTheirs(bucketPolicyOfOthers));
    await stack.deliver("us-east-1");
    const again = await stack.up(program);
    expect(again.error).to.equal(undefined);
    expect(ofOthers(bucketOf(stack.cloud).policy)).to.deep.equal(withTheirs(bucketPolicyOfOthers));
  });

  it("lose no statement from others without an error that has it", async () => {
    const [gone, ...kept] = listOf(bucketPolicyOfOthers.Statement);
    stack = await openCloudStack(
      logArchive(),
      onceAfter("s3:PutBucketPolicy", (cloud) => {
        bucketOf(cloud).policy = { ...bucketPolicyOfOthers, Statement: kept };
      }),
    );
    const { error } = await stack.up(program);
    const [, file = ""] = /kept in (\S+): /.exec(error?.message ?? "") ?? [];
    try {
      expect(JSON.parse(await readFile(file, "utf8"))).to.deep.equal([gone]);
      expect(error?.message).to.contain(`kept in ${file}: [{`).and.contain(gone!.Sid);
    } finally {
      await rm(file, { force: true });
    }
    // Those of the export are back, and so is the rest of the others'.
    expect(ofOthers(bucketOf(stack.cloud).policy).Statement).to.deep.equal(kept);
    expect(JSON.stringify(bucketOf(stack.cloud).policy)).to.contain(
      sidPrefix({ project: "guardduty-export", stack: "test", component: "findings" }),
    );
  });
});

describe("Two stacks that are deployed to one existing bucket and key at the same time", () => {
  it("both deliver, or one of them fails and does after another run", async () => {
    const cloud = await createCloud(logArchive());
    const stacks = await Promise.all(
      ["one", "two"].map(async (name) => {
        const stack = await openStackOn(cloud, name, { realWaits: true });
        const regions = [name === "one" ? "us-east-1" : "us-west-2"];
        return {
          stack,
          region: regions[0]!,
          program: exportProgram({ ...args, regions, homeRegion: "us-east-1" }),
        };
      }),
    );
    // Both restore it when they are done: it stays until the last one is.
    const http = await startHttp(cloud);
    const restore = setEnvironment({ ...CALLER, AWS_ENDPOINT_URL: http.url });
    try {
      const first = await Promise.all(stacks.map(({ stack, program }) => stack.up(program)));
      for (const [index, { stack, program }] of stacks.entries()) {
        if (first[index]?.error === undefined) continue;
        expect((await stack.up(program)).error).to.equal(undefined);
      }
      for (const { stack, region } of stacks) await stack.deliver(region);
      expect(ofOthers(bucketOf(cloud).policy)).to.deep.equal(bucketPolicyOfOthers);
      expect(ofOthers(keyOf(cloud).policy)).to.deep.equal(keyPolicyOfOthers);
    } finally {
      restore();
      await http.close();
      for (const { stack } of stacks) await stack.close();
    }
  });
});
