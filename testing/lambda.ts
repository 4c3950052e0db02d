import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { toEnvironment } from "../rules/health/environment";
import type { DeclaredMembers } from "../rules/health";
import { MEMBERS_FILE, POLICIES_FILE, toMembersFile, toPoliciesFile } from "../rules/health";
import {
  bucketPolicy,
  createdKeyPolicy,
  EMPTY_POLICY,
  keyPolicy,
  sidPrefix,
} from "../rules/policies";
import { listOf } from "../rules/policyDocument";
import type { Sandbox } from "../sandbox";
import { startSandbox } from "../sandbox";
import type { WorldFile } from "../sandbox/world";

const ROOT = path.resolve(__dirname, "..");
const RUN = `
  require(process.argv[1]).handler().then(
    (summary) => process.stderr.write("\\n" + JSON.stringify({ summary, rssKb: process.resourceUsage().maxRSS })),
    (error) => { process.stderr.write(error.message); process.exitCode = 1; },
  );`;

export const ACCOUNT = "111122223333";
export const BUCKET = "acme-findings";
export const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
export const DESTINATION_ARN = `arn:aws:s3:::${BUCKET}/guardduty`;

let built: Promise<string> | undefined;

/** The bundle as the package has it, built from the source as it is. */
export function healthBundle(): Promise<string> {
  built ??= promisify(execFile)(process.execPath, ["tools/health/bundle.mjs"], { cwd: ROOT }).then(
    () => path.join(ROOT, "dist/health/handler.js"),
  );
  return built;
}

const idOf = (index: number, kind: string) =>
  kind + index.toString(16).padStart(32 - kind.length, "0");
export const detectorId = (index: number) => idOf(index, "d");
export const destinationId = (index: number) => idOf(index, "e");

/** A world in which every Region exports, as it has to be. */
export function healthyWorld(regions: readonly string[]): WorldFile {
  const { bucket, key } = exportPolicies(regions);
  const detectors = regions.map((region, index) => [
    `${ACCOUNT}/${region}`,
    {
      id: detectorId(index),
      findingPublishingFrequency: "FIFTEEN_MINUTES" as const,
      destinations: {
        [destinationId(index)]: {
          ...{ destinationArn: DESTINATION_ARN, kmsKeyArn: KEY, expectedBucketOwner: ACCOUNT },
        },
      },
    },
  ]);
  return {
    caller: ACCOUNT,
    accounts: { [ACCOUNT]: { optedIn: [...regions] } },
    buckets: { [BUCKET]: { account: ACCOUNT, region: "us-east-1", policy: { ...bucket } } },
    keys: { [KEY]: { policy: { ...key } } },
    detectors: Object.fromEntries(detectors),
  };
}

/** The policies of the bucket and the key, which the stack created. */
function exportPolicies(regions: readonly string[]) {
  const own = {
    sidPrefix: sidPrefix({ project: "guardduty-export", stack: "prod", component: "findings" }),
    sources: regions.map((region, index) => ({
      ...{ accountId: ACCOUNT, region, detectorId: detectorId(index) },
    })),
  };
  const target = {
    partition: "aws" as const,
    bucketName: BUCKET,
    prefix: "guardduty",
    keyArn: KEY,
  };
  const administration = createdKeyPolicy(own.sidPrefix, "aws", ACCOUNT);
  return {
    bucket: bucketPolicy({ ...own, ...target }, EMPTY_POLICY).document,
    key: keyPolicy(own, administration).document,
  };
}

/** What the function compares them with. */
export function policiesFile(regions: readonly string[]): string {
  const { bucket, key } = exportPolicies(regions);
  return toPoliciesFile({
    bucket: { owner: "stack", statements: listOf(bucket.Statement) },
    key: { owner: "stack", statements: listOf(key.Statement) },
  });
}

/** The environment that ExportHealth gives to the function. */
export function environment(regions: readonly string[]): { [name: string]: string } {
  return toEnvironment({
    exportName: "findings",
    administratorAccountId: ACCOUNT,
    bucketAccountId: ACCOUNT,
    destinationArn: DESTINATION_ARN,
    keyArn: KEY,
    findingPublishingFrequency: "FIFTEEN_MINUTES",
    regions: regions.map((region, index) => ({
      region,
      detectorId: detectorId(index),
      destinationId: destinationId(index),
    })),
  });
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Line = { [member: string]: any };

export interface Run {
  /** Lines by Region. */
  lines: { [region: string]: Line };
  summary: { healthy: string[]; unhealthy: string[]; notChecked: string[] };
  milliseconds: number;
  /** Most memory that the process had. */
  megabytes: number;
}

/** What the function compares the policies with: with no statements, none is checked. */
export const NO_POLICIES = toPoliciesFile({});

/** The file of members with these settings. */
export function membersFile(members: Partial<DeclaredMembers> = {}): string {
  const none = { managedBy: "guardduty" as const, accounts: [], features: [], exclude: [] };
  return toMembersFile({ ...none, ...members });
}

/** Runs the bundle once, in a process of its own, with AWS's SDK; rejects with what it says when it fails. */
export async function runLambda(
  env: { [name: string]: string | undefined },
  policies = NO_POLICIES,
  members = membersFile(),
): Promise<Run> {
  const start = Date.now();
  const files = { [POLICIES_FILE]: policies, [MEMBERS_FILE]: members };
  const { stdout, stderr } = await inTask(files, async (folder) =>
    promisify(execFile)(process.execPath, ["-e", RUN, await healthBundle()], {
      env: { PATH: process.env["PATH"], LAMBDA_TASK_ROOT: folder, ...env },
      cwd: ROOT,
    }),
  );
  const { summary, rssKb } = JSON.parse(stderr.slice(stderr.lastIndexOf("\n")));
  const lines: Line[] = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  return {
    lines: Object.fromEntries(lines.map((line) => [line["Region"], line])),
    summary,
    milliseconds: Date.now() - start,
    megabytes: rssKb / 1024,
  };
}

/** With a folder as Lambda unpacks an archive: the function's files are in it. */
async function inTask<T>(
  files: { [name: string]: string },
  run: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "task-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      await writeFile(path.join(folder, name), text);
    }
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs the bundle against a world of its own. */
export async function check(
  regions: readonly string[],
  prepare: (sandbox: Sandbox) => unknown = () => undefined,
  env: { [name: string]: string } = {},
  policies?: string,
  members?: string,
): Promise<Run & { calls: string[] }> {
  const sandbox = await startSandbox({ world: healthyWorld(regions) });
  try {
    await prepare(sandbox);
    const run = await runLambda(
      { ...sandbox.env, ...environment(regions), ...env },
      policies,
      members,
    );
    return { ...run, calls: sandbox.cloud.calls.map(({ operation }) => operation) };
  } finally {
    await sandbox.close();
  }
}
