import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { knownArn, rootArn } from "../../rules/arn";
import { bareRecord } from "./fields";
import { NEW_QUEUE } from "./messaging";
import { organizationProblems } from "./organization";
import { type Bucket, type Detector, type World, type WorldFile, worldSchema } from "./schema";

/** All that is wrong with a world file, one line each with the path. */
export class WorldError extends Error {
  constructor(readonly problems: string[]) {
    super(`The world file has ${problems.length} problem(s):\n${problems.join("\n")}`);
    this.name = "WorldError";
  }
}

/** The world that a world file describes, with AWS's defaults for whatever it leaves out. Throws WorldError. */
export function parseWorld(file: unknown): World {
  const parsed = worldSchema.safeParse(file);
  if (!parsed.success) throw new WorldError(parsed.error.issues.flatMap(problemsOf));
  const world = parsed.data as World;
  for (const name of RECORDS) Object.assign(world, { [name]: bareRecord<unknown>(world[name]) });
  for (const id of accountsNamed(world)) {
    world.accounts[id] ??= { name: "", optedIn: [], roles: [] };
  }
  for (const bucket of Object.values(world.buckets)) fillBucket(bucket);
  for (const [arn, key] of Object.entries(world.keys)) {
    if (key.policy["Statement"] === undefined) key.policy = defaultKeyPolicy(arn);
  }
  for (const queue of Object.values(world.queues)) {
    queue.attributes = { ...NEW_QUEUE, ...queue.attributes };
  }
  for (const detector of Object.values(world.detectors)) {
    detector.id ??= newId();
    detector.filters = bareRecord(detector.filters);
  }
  const problems = [
    ...misplacedRoles(world),
    ...sharedAliases(world),
    ...(world.organization === undefined ? [] : organizationProblems(world.organization)),
  ];
  if (problems.length > 0) throw new WorldError(problems);
  return world;
}

/** An id as GuardDuty makes them: 32 hex digits. */
export function newId(): string {
  return randomBytes(16).toString("hex");
}

/** What S3 gives to a new bucket. */
export const NEW_BUCKET_SETTINGS = {
  publicAccessBlock: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
  ownershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
  encryption: {
    Rules: [
      {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" },
        BucketKeyEnabled: false,
        BlockedEncryptionTypes: { EncryptionType: ["SSE-C"] },
      },
    ],
  },
} satisfies Partial<Bucket>;

/** Null stands for a setting that was taken away, so only what is left out gets the default. */
export function fillBucket(bucket: Bucket): Bucket {
  bucket.objects = bareRecord(bucket.objects);
  bucket.versions = bareRecord(bucket.versions);
  for (const [name, value] of Object.entries(NEW_BUCKET_SETTINGS)) {
    const setting = name as keyof typeof NEW_BUCKET_SETTINGS;
    if (bucket[setting] === undefined) bucket[setting] = structuredClone(value);
  }
  return bucket;
}

/** The key policy that KMS writes when none is given. */
export function defaultKeyPolicy(keyArn: string): { [member: string]: unknown } {
  const { partition, accountId } = knownArn(keyArn);
  const root = rootArn(partition, accountId);
  return {
    Version: "2012-10-17",
    Id: "key-default-1",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: root },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  };
}

/** The detectors of a Region with the accounts that own them. */
export function detectorsIn(world: World, region: string): [string, Detector][] {
  const end = `/${region}`;
  const found: [string, Detector][] = [];
  for (const key of Object.keys(world.detectors)) {
    if (key.endsWith(end)) found.push([key.slice(0, -end.length), world.detectors[key]!]);
  }
  return found;
}

function problemsOf(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => `${pathText([...path, key])}: unknown key`);
  }
  if (issue.code === "invalid_key") {
    return issue.issues.map(({ message }) => `${pathText(path)}: ${message}`);
  }
  return [`${pathText(path)}: ${issue.message}`];
}

function pathText(path: string[]): string {
  if (path.length === 0) return "(world)";
  return path
    .map((part, index) => {
      if (/^\d+$/.test(part) && part.length < 12) return `[${part}]`;
      if (!/^[A-Za-z_]\w*$/.test(part)) return `["${part}"]`;
      return index === 0 ? part : `.${part}`;
    })
    .join("");
}

/** Parts of the world by the ARN of a resource. */
const ARN_KEYS = [
  "keys",
  "topics",
  "queues",
  "buses",
  "rules",
  "roles",
  "users",
  "oidcProviders",
  "databases",
  "workgroups",
  "functions",
  "schedules",
  "logGroups",
  "alarms",
  "alarmMuteRules",
  "dashboards",
  "malwareProtectionPlans",
] as const;

/** Parts of the world by names that callers give. */
const RECORDS = [
  ...ARN_KEYS,
  "accounts",
  "buckets",
  "detectors",
  "managedPolicies",
  "namedQueries",
  "feeds",
  "sentinelWorkspaces",
  "roleDeletions",
] as const;

function accountsNamed(world: World): string[] {
  return [
    world.caller,
    ...(world.organization ? [world.organization.management, ...world.organization.members] : []),
    ...Object.values(world.buckets).map(({ account }) => account),
    ...ARN_KEYS.flatMap((name) => Object.keys(world[name]).map((arn) => knownArn(arn).accountId)),
    ...Object.keys(world.detectors).map((key) => key.slice(0, 12)),
  ];
}

function misplacedRoles(world: World): string[] {
  return Object.entries(world.accounts).flatMap(([id, { roles }]) =>
    roles.flatMap((role, index) =>
      knownArn(role).accountId === id
        ? []
        : [`accounts["${id}"].roles[${index}]: ${role} is a role of another account`],
    ),
  );
}

function sharedAliases(world: World): string[] {
  const owner = new Map<string, string>();
  return Object.entries(world.keys).flatMap(([arn, { aliases }]) =>
    aliases.flatMap((alias) => {
      const { region, accountId } = knownArn(arn);
      const aliasKey = `${region}/${accountId} ${alias}`;
      const other = owner.get(aliasKey);
      owner.set(aliasKey, arn);
      return other === undefined ? [] : [`keys["${arn}"].aliases: ${alias} is ${other}'s too`];
    }),
  );
}

export type { WorldFile };
