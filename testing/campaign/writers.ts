import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

import type { PolicyDocument, PolicyStatement } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import type { SandboxCloud } from "../../sandbox/cloud";
import { createCloud } from "../../sandbox/cloud";
import { openStackOn } from "../cloudStack";
import { setEnvironment } from "../environment";
import {
  BUCKET,
  KEY_ARN,
  bucketPolicyOfOthers,
  keyPolicyOfOthers,
  logArchive,
} from "../logArchive";
import { serveCloud } from "../servedCloud";
import { random } from "./random";
import type { Trial } from "./trial";

const REGIONS = ["us-east-1", "us-west-2"] as const;

const argsOf = (region: string) => ({
  regions: [region],
  homeRegion: "us-east-1",
  bucket: { existing: { name: BUCKET }, prefix: "guardduty" },
  key: { existing: { arn: KEY_ARN } },
});

/** Two stacks that deploy to one bucket and key at the same time. */
export const twoStacks = (seed: number): Promise<Trial> => together(seed, 2, false);

/** A stack, and an owner who adds a statement to the bucket's policy and one to the key's while it deploys. */
export const stackAndOwner = (seed: number): Promise<Trial> => together(seed, 1, true);

/** When the owner's edit came, and the policy's reads and writes by the deployment. */
interface Timeline {
  edited?: number;
  /** From the last read of the deployment to its write. */
  gaps: { from: number; to: number }[];
}

/** Notes when a cloud's policies are read and written. */
function timed(cloud: SandboxCloud): { bucket: Timeline; key: Timeline } {
  const lines = { bucket: { gaps: [] } as Timeline, key: { gaps: [] } as Timeline };
  const read: { [holder in Holder]?: number } = {};
  const call = cloud.call.bind(cloud);
  Object.assign(cloud, {
    async call(...given: Parameters<SandboxCloud["call"]>) {
      const [, operation] = given;
      const written = WRITES[operation];
      const answer = await call(...given);
      const now = performance.now();
      if (written !== undefined) lines[written].gaps.push({ from: read[written] ?? now, to: now });
      const holder = READS[operation];
      if (holder !== undefined) read[holder] = now;
      return answer;
    },
  });
  return lines;
}

type Holder = "bucket" | "key";
const READS: { [operation: string]: Holder } = {
  "s3:GetBucketPolicy": "bucket",
  "kms:GetKeyPolicy": "key",
};
const WRITES: { [operation: string]: Holder } = {
  "s3:PutBucketPolicy": "bucket",
  "kms:PutKeyPolicy": "key",
};

/** The gap between a read and a write in which the edit came. */
function gapOf({ edited = NaN, gaps }: Timeline): number | undefined {
  const gap = gaps.find(({ from, to }) => from < edited && edited < to);
  return gap && Math.round(gap.to - gap.from);
}

/** The statements that errors hold, each list as JSON in a line. */
function statementsIn(messages: string): unknown[] {
  return [...messages.matchAll(/\[\{.*\}\]/g)].flatMap(([list]) => JSON.parse(list) as unknown[]);
}

async function together(seed: number, stacks: number, owner: boolean): Promise<Trial> {
  const next = random(seed);
  const cloud = await createCloud(logArchive());
  const timelines = timed(cloud);
  const served = await serveCloud(cloud);
  // Each stack's own run sets the same, and puts back what it found.
  const restore = setEnvironment({ AWS_ENDPOINT_URL: served.env.AWS_ENDPOINT_URL });
  const opened = await Promise.all(
    REGIONS.slice(0, stacks).map((_, index) =>
      openStackOn(cloud, `writer-${index}`, { realWaits: true }),
    ),
  );
  const latencyMs = Math.floor(next() * 60);
  const delays = opened.map(() => Math.floor(next() * 1500));
  const [edit, keyEdit] = [Math.floor(next() * 6_000), Math.floor(next() * 6_000)];
  const added: PolicyStatement = {
    Sid: "AddedByTheOwner",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:DeleteBucket",
    Resource: `arn:aws:s3:::${BUCKET}`,
  };
  const addedToKey: PolicyStatement = {
    ...{ Sid: "AddedToTheKey", Effect: "Deny", Principal: "*", Action: "kms:RetireGrant" },
    Resource: "*",
  };
  const owners = new Map<PolicyStatement, Holder>([
    [added, "bucket"],
    [addedToKey, "key"],
  ]);
  const problems: string[] = [];
  const limits: string[] = [];
  try {
    opened.forEach((one) => one.setFaults({ latencyMs }));
    const policy = () => cloud.world.buckets[BUCKET]?.policy as unknown as PolicyDocument;
    const keyPolicy = () => cloud.world.keys[KEY_ARN]?.policy as unknown as PolicyDocument;
    const withAdded = (now: PolicyDocument, statement: PolicyStatement) =>
      ({ ...now, Statement: [...listOf(now.Statement), statement] }) as never;
    const editing = owner
      ? Promise.all([
          wait(edit).then(() => {
            timelines.bucket.edited = performance.now();
            return cloud.setPolicy({ bucket: BUCKET }, withAdded(policy(), added));
          }),
          wait(keyEdit).then(() => {
            timelines.key.edited = performance.now();
            return cloud.setPolicy({ key: KEY_ARN }, withAdded(keyPolicy(), addedToKey));
          }),
        ])
      : Promise.resolve();
    const results = await Promise.all(
      opened.map(async (one, index) => {
        await wait(delays[index]);
        return one.tryDeploy(argsOf(REGIONS[index] as string));
      }),
    );
    await editing;
    const messages = results.map(({ error }) => error?.message ?? "").join("\n");
    const wanted = [
      ...[...listOf(bucketPolicyOfOthers.Statement), ...listOf(keyPolicyOfOthers.Statement)],
      ...(owner ? [added, addedToKey] : []),
    ];
    const kept = [
      ...[...listOf(policy().Statement), ...listOf(keyPolicy().Statement)],
      ...statementsIn(messages),
    ];
    for (const statement of wanted) {
      if (kept.some((one) => isDeepStrictEqual(one, statement))) continue;
      const gap = owners.has(statement)
        ? gapOf(timelines[owners.get(statement) as Holder])
        : undefined;
      if (gap === undefined)
        problems.push(`lost without a failed exit that holds it: ${JSON.stringify(statement)}`);
      else limits.push(`written in the ${gap} ms between the last read and the write`);
    }
    const failed = results.filter(({ error }) => error !== undefined).length;
    if (failed === 0) {
      for (const region of REGIONS.slice(0, stacks)) {
        await opened[0]
          ?.deliver(region)
          .catch(({ message }: Error) => problems.push(`exits 0, ${region}: ${message}`));
      }
    }
    const longest = (holder: Holder) =>
      Math.round(Math.max(0, ...timelines[holder].gaps.map(({ from, to }) => to - from)));
    const gaps = { bucket: longest("bucket"), key: longest("key") };
    const what = { latencyMs, delays, ...(owner && { edit, keyEdit }), failed, gaps };
    return { what, problems, limits };
  } finally {
    restore();
    await Promise.all(opened.map((one) => one.close()));
    await served.close();
  }
}
