import {
  notificationConfiguration,
  notificationsKeyPolicy,
  topicPolicy,
} from "../../../../rules/readers";
import type { Deployed } from "../../../../testing/live/run";
import type { Args } from "../../../../testing/live/world";
import { ADMINISTRATOR, MEMBER } from "../../../../testing/live/world";
import { sdkAt } from "../../../../testing/sdkClient";
import type { LiveCase } from "../liveCases";
import { configOf, editPolicies, redeploy } from "../liveCases";
import {
  ARGS,
  KEY,
  REGION,
  SHARED,
  STATUS,
  WITHOUT_TLS,
  destinationOf,
  detectorOf,
  drift,
  keyOf,
  of,
  statementsOf,
} from "./stack";

const OTHER_KEY: Args = {
  ...SHARED,
  key: { existing: { arn: KEY.replace(/[^/]*$/, "99999999-2222-3333-4444-555555555555") } },
};

const GUARDED: Args = {
  ...ARGS,
  bucket: { objectLock: { mode: "COMPLIANCE", days: 30 }, retentionDays: 90 },
};

type Settings = Partial<ReturnType<typeof bucketOf>>;

/** Each setting of a created bucket, weaker than declared. */
const WEAKER: { [what: string]: (bucket: Settings) => Settings } = {
  "versioning that is suspended": () => ({ versioning: "Suspended" }),
  "Object Lock of another mode": () => ({
    objectLock: {
      ObjectLockEnabled: "Enabled",
      Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 30 } },
    },
  }),
  "Object Lock without a default retention": () => ({
    objectLock: { ObjectLockEnabled: "Enabled" },
  }),
  "a public access block with a block off": ({ publicAccessBlock }) => ({
    publicAccessBlock: { ...publicAccessBlock, RestrictPublicBuckets: false },
  }),
  "no public access block": () => ({ publicAccessBlock: null }),
  "encryption under a key of S3's": () => ({
    encryption: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }] },
  }),
  "a lifecycle that expires findings sooner": () => ({
    lifecycle: {
      Rules: [
        { ID: "short", Status: "Enabled", Filter: { Prefix: "AWS" }, Expiration: { Days: 1 } },
      ],
    },
  }),
  "ownership by the writer": () => ({
    ownershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
  }),
};

/** A lifecycle that expires every object. */
const expiringAfter = (Days: number) => ({
  Rules: [{ ID: "all", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days } }],
});

const SAMPLE: LiveCase["fix"] = (stack) =>
  stack.run(["test", "--stack", "prod", "--deadline", "5s"]);

const bucketOf = ({ sandbox, bucketName }: Deployed) => sandbox.world().buckets[bucketName]!;

/** What a deployment does of notifications. */
async function redeployNotifications({ sandbox, bucketName: Bucket }: Deployed): Promise<void> {
  const sdk = sdkAt(sandbox.url, ADMINISTRATOR, REGION);
  const Name = "findings-notifications-topic-0a1b2c3";
  const topicArn = `arn:aws:sns:${REGION}:${ADMINISTRATOR}:${Name}`;
  const policy = topicPolicy(topicArn, `arn:aws:s3:::${Bucket}`, ADMINISTRATOR);
  const { KeyMetadata } = await sdk.call("kms:CreateKey", {
    Policy: JSON.stringify(notificationsKeyPolicy("aws", `arn:aws:s3:::${Bucket}`, ADMINISTRATOR)),
  });
  await sdk.call("sns:CreateTopic", {
    ...{ Name, Attributes: { Policy: JSON.stringify(policy), KmsMasterKeyId: KeyMetadata.Arn } },
  });
  await sdk.call("s3:PutBucketNotificationConfiguration", {
    ...{ Bucket, NotificationConfiguration: notificationConfiguration(topicArn, "AWSLogs/") },
  });
}

/** The name that the stack's bucket has. */
const NAME = "findings-guardduty-0a1b2c3d";

const TWO: Args = { ...ARGS, regions: [REGION, "eu-west-1"] };

const LONG = {
  Sid: "x".repeat(20_000),
  ...{ Effect: "Deny", Principal: "*", Action: "s3:DeleteBucket" },
  Resource: "arn:aws:s3:::acme-logs",
};

/** A statement that lets only the bucket's account in. */
const READ = {
  ...{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-logs/*" },
  Principal: { AWS: `arn:aws:iam::${ADMINISTRATOR}:root` },
};

const ownSid = (stack: Deployed, purpose: string) =>
  statementsOf(bucketOf(stack))
    .map((one) => (one as { Sid: string }).Sid)
    .find((sid) => sid.endsWith("PutObject"))!
    .replace("PutObject", purpose);

const withoutLast = (stack: Deployed) => void statementsOf(bucketOf(stack)).pop();

/** The bucket and the key, their policies, and what arrives. */
export const bucketCases: LiveCase[] = [
  of(
    ...(["targetUnknown", "two buckets"] as const),
    TWO,
    (stack) => (destinationOf(stack).destinationArn = "arn:aws:s3:::findings-guardduty-ffffffff"),
    () => undefined,
    {
      causes: ["bucketUnknown", "notChecked"],
      reveals: ["valueDiffers"],
      says: "Pass the stack's bucket as --bucket",
      then: { command: [...STATUS, "--bucket", NAME] },
    },
  ),
  drift(
    "targetUnknown",
    "no key",
    ARGS,
    (stack) => {
      destinationOf(stack).kmsKeyArn = "arn:aws:kms:eu-west-1:444455556666:key/other";
    },
    { says: "Restore the destinations", causes: ["policyFinding"] },
  ),
  of(
    ...(["bucketUnknown", "no destination"] as const),
    ARGS,
    (stack) => (detectorOf(stack).destinations = {}),
    () => undefined,
    {
      causes: ["notChecked"],
      remaining: ["destinationMissing", "targetUnknown"],
      reveals: ["policyFinding"],
      then: { command: [...STATUS, "--bucket", NAME] },
    },
  ),
  drift(
    "holderMissing",
    "the stack's bucket",
    ARGS,
    (stack) => {
      delete stack.sandbox.world().buckets[stack.bucketName];
    },
    { causes: ["callFailed", "notChecked"] },
  ),
  of(
    ...(["holderMissing", "an adopted key"] as const),
    SHARED,
    (stack) => {
      delete stack.sandbox.world().keys[stack.keyArn];
    },
    (stack) => redeploy(stack, OTHER_KEY),
    {
      ...WITHOUT_TLS,
      says: "Set key.existing in the config to a key that exists",
      then: { options: configOf(OTHER_KEY) },
    },
  ),
  ...Object.entries(WEAKER).map(([what, change]) =>
    drift("bucketSettingWeaker", what, GUARDED, (stack) =>
      Object.assign(bucketOf(stack), change(bucketOf(stack))),
    ),
  ),
  of(
    ...(["bucketSettingWeaker", "an adopted bucket that expires findings", SHARED] as const),
    (stack) => (bucketOf(stack).lifecycle = expiringAfter(30)),
    (stack) => (bucketOf(stack).lifecycle = expiringAfter(400)),
    { ...WITHOUT_TLS, says: "set it to 90 days or more" },
  ),
  of(
    ...(["notificationsDiffer", "a topic that is gone"] as const),
    { ...ARGS, notifications: true },
    () => undefined,
    redeployNotifications,
  ),
  of(
    ...(["holderUnsuitable", "a disabled key"] as const),
    ARGS,
    (stack) => (keyOf(stack).state = "Disabled"),
    (stack) => (keyOf(stack).state = "Enabled"),
  ),
  of(
    ...(["policyUnreadable", "a reserved Sid"] as const),
    SHARED,
    (stack) => statementsOf(bucketOf(stack)).push({ ...READ, Sid: ownSid(stack, "Foo") }),
    (stack) => {
      withoutLast(stack);
      statementsOf(bucketOf(stack)).push({ ...READ, Sid: "Foo" });
    },
    { reveals: ["policyFinding"] },
  ),
  of(
    ...(["policyFinding", "another account that may write"] as const),
    SHARED,
    (stack) =>
      statementsOf(bucketOf(stack)).push({
        ...{ Sid: "Theirs", Effect: "Allow", Action: "s3:PutObject" },
        Principal: { AWS: `arn:aws:iam::${MEMBER}:root` },
        Resource: "arn:aws:s3:::acme-logs/*",
      }),
    editPolicies,
  ),
  drift("policyDrift", "a policy that is gone", ARGS, (stack) => (bucketOf(stack).policy = null)),
  of(
    ...(["identityDiffers", "a stack of another name"] as const),
    SHARED,
    undefined,
    () => undefined,
    {
      ...WITHOUT_TLS,
      ...{ command: ["status", "--config", "Pulumi.prod.yaml", "--stack", "dev"] },
      then: { command: ["status", "--config", "Pulumi.prod.yaml", "--stack", "prod"] },
    },
  ),
  of(
    ...(["policyTooLarge", "statements from others"] as const),
    SHARED,
    (stack) => statementsOf(bucketOf(stack)).push(LONG),
    withoutLast,
    WITHOUT_TLS,
  ),
  of("proofOff", "the config", { ...ARGS, proof: "off" }, undefined, () => undefined, {
    then: { options: configOf({ ...ARGS, proof: "require" }) },
  }),
  of(
    ...(["newestFindingTooOld", "a quiet Region"] as const),
    ARGS,
    (stack) => {
      const old = new Date(Date.now() - 40 * 86_400_000).toISOString();
      for (const object of Object.values(bucketOf(stack).objects)) {
        if (object.lastModified) object.lastModified = old;
      }
    },
    SAMPLE,
    { command: [...STATUS, "--max-age", "1h"] },
  ),
  of(
    ...(["findingsNotExported", "a finding that is not in the bucket", ARGS] as const),
    async (stack) => {
      await stack.sandbox.cloud.exportFinding(ADMINISTRATOR, REGION);
      const before = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
      for (const object of Object.values(bucketOf(stack).objects)) {
        if (object.lastModified) object.lastModified = before(30);
      }
      for (const finding of Object.values(detectorOf(stack).findings)) {
        finding["updatedAt"] = before(20);
      }
    },
    SAMPLE,
  ),
  of(
    ...(["regionSilent", "a Region that had findings daily", ARGS] as const),
    (stack) => {
      const { objects } = bucketOf(stack);
      for (const [key, object] of Object.entries(objects)) {
        if (!object.lastModified) continue;
        delete objects[key];
        for (let daysAgo = 10; daysAgo < 60; daysAgo++) {
          const lastModified = new Date(Date.now() - daysAgo * 86_400_000).toISOString();
          const day = lastModified.slice(0, 10).replaceAll("-", "/");
          objects[key.replace(/\d{4}\/\d\d\/\d\d/, day)] = { ...object, lastModified };
        }
      }
    },
    SAMPLE,
  ),
];
