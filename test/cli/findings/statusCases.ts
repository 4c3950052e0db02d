import { createHash } from "node:crypto";

import { parseWorld } from "../../../sandbox/world";
import {
  notificationConfiguration,
  notificationsKeyPolicy,
  topicPolicy,
} from "../../../rules/readers";
import { sdkAt } from "../../../testing/sdkClient";
import { addReaderRole } from "../../../testing/live/readers";
import type { KindOfList } from "../../../rules/lists/choices";
import type { Deployed } from "../../../testing/live/run";
import type { Args } from "../../../testing/live/world";
import {
  ADMINISTRATOR,
  ARCHIVE,
  destinationId,
  detectorId,
  KEY_ID,
  MANAGEMENT,
  MEMBER,
  stackFiles,
} from "../../../testing/live/world";
import type { FixCase } from "./fixCase";
import type { LiveCase } from "./liveCases";
import {
  accountOf,
  allow,
  answering,
  configOf,
  editPolicies,
  liveCase,
  redeploy,
  roleIn,
} from "./liveCases";

const REGION = "us-east-1";
const ARGS: Args = {
  regions: [REGION],
  organization: { administrator: accountOf(ADMINISTRATOR) },
};
const members = (more: object): Args => ({
  regions: [REGION],
  organization: {
    administrator: accountOf(ADMINISTRATOR),
    management: accountOf(MANAGEMENT),
    members: more,
  },
  bucket: { account: accountOf(ARCHIVE) },
});
const ORGANIZATION = members({ autoEnable: "ALL" });
const KEY = `arn:aws:kms:${REGION}:${ADMINISTRATOR}:key/${KEY_ID}`;
const SHARED: Args = {
  ...ARGS,
  bucket: { existing: { name: "acme-logs" } },
  key: { existing: { arn: KEY } },
};
const OTHER_KEY: Args = {
  ...SHARED,
  key: { existing: { arn: KEY.replace(/[^/]*$/, "99999999-2222-3333-4444-555555555555") } },
};
const existing = (more: object): Args => ({
  ...ARGS,
  existing: { [REGION]: { detectorId: detectorId(0), ...more } },
});
const TOPIC = `arn:aws:sns:${REGION}:${ADMINISTRATOR}:findings`;
const OPEN = { Sid: "Theirs", Effect: "Allow", Action: "sns:*", Resource: TOPIC };
const topicOf = (Statement: object[]) =>
  parseWorld({ topics: { [TOPIC]: { policy: { Version: "2012-10-17", Statement } } } }).topics;
const SENTINEL_ROLE = `arn:aws:iam::${ADMINISTRATOR}:role/OIDC_findings-microsoft`;
const SENTINEL = {
  notifications: true,
  readers: {
    microsoft: {
      preset: "sentinel",
      webIdentity: {
        provider: `arn:aws:iam::${ADMINISTRATOR}:oidc-provider/sts.windows.net/33e01921/`,
        sessionNames: ["MicrosoftSentinel_0a1b2c3d"],
      },
    },
  },
};
const SENTINEL_QUEUE = `arn:aws:sqs:${REGION}:${ADMINISTRATOR}:findings-microsoft-queue-0a1b2c3`;
/** The role of Sentinel's reader, as a deployment leaves it. */
const withSentinel = ({ sandbox, bucketName, keyArn }: Deployed) =>
  addReaderRole(sandbox.world(), {
    ...{ key: "microsoft", args: SENTINEL.readers.microsoft, keyArn, queueArn: SENTINEL_QUEUE },
    findingsUri: `s3://${bucketName}/AWSLogs/`,
  });
const sentinelRole = ({ sandbox }: Deployed) => sandbox.world().roles[SENTINEL_ROLE]!;
const sentinelRights = (stack: Deployed) =>
  Object.values(sentinelRole(stack).policies)[0] as unknown as {
    Statement: { [element: string]: unknown }[];
  };
const OF_SENTINEL: Partial<LiveCase> = {
  options: { files: stackFiles({ ...ARGS, ...SENTINEL }) },
  remaining: ["notificationsDiffer"],
};
const DENY_SENTINEL = {
  ...{ Sid: "NotSentinel", Effect: "Deny", Principal: { AWS: SENTINEL_ROLE } },
  ...{ Action: "kms:Decrypt", Resource: "*" },
};
const KEY_ELSEWHERE: Args = { ...ARGS, key: { account: accountOf(ARCHIVE) } };
const ADMITTED: Args = { ...KEY_ELSEWHERE, readerArns: [SENTINEL_ROLE] };
const GUARDED: Args = {
  ...ARGS,
  bucket: { objectLock: { mode: "COMPLIANCE", days: 30 }, retentionDays: 90 },
};
const BY_POLICY = members({ managedBy: "policy" });

const assigned = (status: string) => ({ status: { "@@assign": status } });
const policyOf = (region: string, block: object) =>
  JSON.stringify({ guardduty: { enablement: { [region]: block } } });

const WITH_PLAN = { foundational: assigned("enabled"), s3_data_events: assigned("enabled") };

/** A policy in the root that enables GuardDuty in a Region, and sets these protection plans alone. */
function manageByPolicy({ sandbox }: Deployed, region: string, plans: object = {}): void {
  const organization = sandbox.world().organization!;
  const content = policyOf(region, { foundational: assigned("enabled"), ...plans });
  organization.policyTypes = ["GUARDDUTY_POLICY"];
  const policy = { type: "GUARDDUTY_POLICY" as const, name: "all", description: "", content };
  organization.policies = { "p-guardduty": policy };
  organization.attachments = { "r-sbx0": ["p-guardduty"] };
}

/** A policy that is attached to one account, as the management account makes it. */
async function attachPolicy({ sandbox }: Deployed, targetId: string, block: object) {
  const management = sdkAt(sandbox.url, MANAGEMENT, REGION);
  const { Policy } = await management.call("organizations:CreatePolicy", {
    ...{ Name: `of-${targetId}`, Description: "", Type: "GUARDDUTY_POLICY" },
    Content: policyOf(REGION, block),
  });
  const PolicyId = Policy.PolicySummary.Id;
  await management.call("organizations:AttachPolicy", { PolicyId, TargetId: targetId });
}

/** What the policies of the accounts say from now on. */
async function updatePolicies({ sandbox }: Deployed, block: object) {
  const management = sdkAt(sandbox.url, MANAGEMENT, REGION);
  for (const PolicyId of Object.keys(sandbox.world().organization!.policies)) {
    const Content = policyOf(REGION, block);
    await management.call("organizations:UpdatePolicy", { PolicyId, Content });
  }
}

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
/** What is found in any bucket of others that no statement protects. */
const WITHOUT_TLS: Partial<LiveCase> = { remaining: ["policyFinding"] };
/** These worlds have readers, and neither the topic nor the queues of a deployment. */
const WITHOUT_QUEUES: Partial<LiveCase> = { remaining: ["notificationsDiffer"] };
const STATUS = ["status", "--stack", "prod"];

const SAMPLE: LiveCase["fix"] = (stack) =>
  stack.run(["test", "--stack", "prod", "--deadline", "5s"]);

const detectorOf = ({ sandbox }: Deployed) =>
  sandbox.world().detectors[`${ADMINISTRATOR}/${REGION}`]!;
const destinationOf = (stack: Deployed) => Object.values(detectorOf(stack).destinations)[0]!;
const bucketOf = ({ sandbox, bucketName }: Deployed) => sandbox.world().buckets[bucketName]!;
const keyOf = ({ sandbox, keyArn }: Deployed) => sandbox.world().keys[keyArn]!;
const statementsOf = (holder: { policy: { [member: string]: unknown } | null }) =>
  holder.policy?.["Statement"] as object[];
const noDetector = ({ sandbox }: Deployed) =>
  void delete sandbox.world().detectors[`${ADMINISTRATOR}/${REGION}`];

const madeAgain = (stack: Deployed) => {
  detectorOf(stack).destinations = { [destinationId(9)]: destinationOf(stack) };
};

const setArchived = (stack: Deployed, archived: boolean) => {
  for (const { service } of Object.values(detectorOf(stack).findings)) {
    Object.assign(service as object, { archived });
  }
};

const LIST_ID = "a".repeat(32);
const archiving = (criterion: object) => ({
  ...{ action: "ARCHIVE" as const, description: "", rank: 1, tags: {} },
  criterion: { ...criterion },
});
const trustedList = () => ({
  ...{ kind: "IPSet" as const, name: "ours", format: "TXT", location: "s3://acme/ours.txt" },
  ...{ status: "ACTIVE" as const, entries: [], tags: {} },
  expectedBucketOwner: ADMINISTRATOR,
  ...{ createdAt: new Date(0).toISOString(), updatedAt: new Date(0).toISOString() },
});

const EBS_SCANS = "malware-protection.guardduty.amazonaws.com";
const SCANS = { type: { matches: ["Recon:*"] } };
const ENTRIES = ["198.51.100.7"];
/** The list `ours` as the stack leaves it, by what its file's key is made of. */
function declaredList(kind: KindOfList, status: "ACTIVE" | "INACTIVE") {
  const hash = createHash("sha256").update("198.51.100.7\n").digest("hex").slice(0, 16);
  return { ...trustedList(), kind, status, location: `s3://lists/ours-${hash}.txt` };
}
const filesWith = (kind: KindOfList) =>
  stackFiles({ ...ARGS, lists: { ours: { kind, entries: ENTRIES } } });
/** The bucket of a list's file, which GuardDuty reads again when the list changes. */
const bucketOfLists = (location: string) =>
  parseWorld({
    buckets: {
      lists: {
        ...{ account: ADMINISTRATOR, region: REGION },
        objects: {
          [location.split("/").at(-1)!]: {
            body: Buffer.from("198.51.100.7\n").toString("base64"),
          },
        },
      },
    },
  }).buckets;

const of = (
  id: LiveCase["id"],
  what: string,
  args: Args,
  happens: LiveCase["happens"],
  fix: LiveCase["fix"],
  more: Partial<LiveCase> = {},
): LiveCase => ({ ...{ id, what, args, happens, fix }, command: STATUS, ...more });

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

/** What a deployment ends. */
const drift = (
  id: LiveCase["id"],
  what: string,
  args: Args,
  happens: (stack: Deployed) => unknown,
  more: Partial<LiveCase> = {},
): LiveCase => of(id, what, args, happens, (stack) => redeploy(stack, args), more);

/** What AWS answers once, and not again. */
function once(
  id: LiveCase["id"],
  what: string,
  args: Args,
  operation: string,
  change: Parameters<typeof answering>[2],
): LiveCase {
  let end = () => {};
  return of(
    ...([id, what, args] as const),
    (stack) => void (end = answering(stack, operation, change)),
    () => end(),
  );
}

const status = (value: string) => (stack: Deployed) =>
  void Object.assign(destinationOf(stack), { status: value });

const REGION_CASES: LiveCase[] = [
  drift("detectorMissing", "a deleted detector", ARGS, noDetector, {
    causes: ["destinationMissing", "targetUnknown", "bucketUnknown", "notChecked"],
  }),
  drift(
    "destinationMissing",
    "a deleted destination",
    SHARED,
    (stack) => (detectorOf(stack).destinations = {}),
    WITHOUT_TLS,
  ),
  of(
    ...(["detectorDeleted", "an existing detector that was deleted"] as const),
    { ...SHARED, ...existing({}) },
    noDetector,
    (stack) => redeploy(stack, SHARED),
    {
      ...WITHOUT_TLS,
      says: 'Remove existing["us-east-1"] from the config',
      then: { options: configOf(SHARED) },
    },
  ),
  of(
    ...(["destinationDeleted", "an existing destination that was deleted"] as const),
    { ...SHARED, ...existing({ destinationId: destinationId(0) }) },
    (stack) => (detectorOf(stack).destinations = {}),
    (stack) => redeploy(stack, { ...SHARED, ...existing({}) }),
    {
      ...WITHOUT_TLS,
      says: 'Remove existing["us-east-1"].destinationId from the config',
      then: { options: configOf({ ...SHARED, ...existing({}) }) },
    },
  ),
  of(
    ...(["destinationReplaced", "an existing destination that was made again outside"] as const),
    { ...SHARED, ...existing({ destinationId: destinationId(0) }) },
    madeAgain,
    async (stack) => {
      await redeploy(stack, { ...SHARED, ...existing({ destinationId: destinationId(9) }) });
      madeAgain(stack);
    },
    {
      ...WITHOUT_TLS,
      says: `Set existing["us-east-1"].destinationId to ${destinationId(9)} in the config`,
      then: { options: configOf({ ...SHARED, ...existing({ destinationId: destinationId(9) }) }) },
    },
  ),
  drift(
    "detectorStatus",
    "the stack's own",
    ARGS,
    (stack) => (detectorOf(stack).status = "DISABLED"),
  ),
  of(
    ...(["detectorStatus", "an existing one"] as const),
    existing({}),
    (stack) => (detectorOf(stack).status = "DISABLED"),
    (stack) => redeploy(stack, existing({ enable: true })),
    {
      says: 'set existing["us-east-1"].enable to true',
      then: { options: configOf(existing({ enable: true })) },
    },
  ),
  of(
    ...(["destinationStatus", "not verified yet"] as const),
    ARGS,
    status("PENDING_VERIFICATION"),
    status("PUBLISHING"),
    { says: "Wait five minutes and run the check again." },
  ),
  drift(
    "destinationStatus",
    "GuardDuty cannot write",
    ARGS,
    status("UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY"),
    { says: "then run pulumi up --refresh" },
  ),
  drift("destinationStatus", "stopped", ARGS, status("STOPPED"), {
    says: "pulumi up --replace with its URN",
  }),
  ...(
    [
      ["allFindingsSuppressed", "a filter that archives everything", { type: { matches: ["*"] } }],
      ["suppressionFilter", "a filter of some severities", { severity: { greaterThanOrEqual: 7 } }],
    ] as const
  ).map(([id, what, criterion]) =>
    of(
      ...([id, what, ARGS] as const),
      (stack) => (detectorOf(stack).filters["quiet"] = archiving(criterion)),
      (stack) => delete detectorOf(stack).filters["quiet"],
      { says: "aws guardduty delete-filter --filter-name quiet" },
    ),
  ),
  of(
    ...(["autoEnableOverridden", "the type of GuardDuty policies, enabled"] as const),
    ORGANIZATION,
    ({ sandbox }) => sandbox.world().organization!.policyTypes.push("GUARDDUTY_POLICY"),
    ({ sandbox }) => sandbox.world().organization!.policyTypes.pop(),
  ),
  of(
    ...(["policyTypeNotEnabled", "members that policies are to manage"] as const),
    BY_POLICY,
    () => undefined,
    (stack) => manageByPolicy(stack, REGION),
    { says: "aws organizations enable-policy-type --policy-type GUARDDUTY_POLICY" },
  ),
  of(
    ...(["regionNotManaged", "a policy of another Region"] as const),
    BY_POLICY,
    (stack) => manageByPolicy(stack, "ap-south-1"),
    (stack) => manageByPolicy(stack, REGION),
    { says: "Add the Region to the policy" },
  ),
  of(
    ...(["trustedAccessMissing", "scans of members' volumes without trusted access"] as const),
    members({
      autoEnable: "ALL",
      features: [{ name: "EBS_MALWARE_PROTECTION", autoEnable: "ALL" }],
    }),
    () => undefined,
    ({ sandbox }) => sandbox.world().organization!.serviceAccess.push(EBS_SCANS),
    {
      says: `aws organizations enable-aws-service-access --service-principal ${EBS_SCANS}`,
      // The world of these cases has no protection plans of members.
      remaining: ["autoEnableDiffers", "memberPlanDisabled"],
    },
  ),
  ...([["*"], [{ AWS: "666677778888" }]] as const).map(([principal]) =>
    of(
      ...(["sharedPolicyAccess", `a topic that lets in ${JSON.stringify(principal)}`] as const),
      { ...ARGS, notificationTopicArn: TOPIC },
      ({ sandbox }) =>
        Object.assign(sandbox.world().topics, topicOf([{ ...OPEN, Principal: principal }])),
      ({ sandbox }) => Object.assign(sandbox.world().topics, topicOf([])),
    ),
  ),
  of(
    ...(["sharedPolicyNotRead", "a topic that was deleted"] as const),
    { ...ARGS, notificationTopicArn: TOPIC },
    () => undefined,
    ({ sandbox }) => Object.assign(sandbox.world().topics, topicOf([])),
    { causes: ["callFailed"], says: "Correct what AWS's message names" },
  ),
  of(
    ...(["readerCannotDecrypt", "a reader that a key of another account does not admit"] as const),
    ...[KEY_ELSEWHERE, withSentinel],
    (stack) => redeploy(stack, ADMITTED),
    {
      ...{ options: { files: stackFiles({ ...KEY_ELSEWHERE, ...SENTINEL }) } },
      says: `Add ${SENTINEL_ROLE} to readerArns, and run pulumi up.`,
      ...WITHOUT_QUEUES,
      then: { options: { files: stackFiles({ ...ADMITTED, ...SENTINEL }) } },
    },
  ),
  of(
    ...(["readerCannotDecrypt", "a reader that the key's policy denies", ARGS] as const),
    (stack) => {
      withSentinel(stack);
      statementsOf(keyOf(stack)).push(DENY_SENTINEL);
    },
    (stack) => statementsOf(keyOf(stack)).pop(),
    {
      ...{ options: { files: stackFiles({ ...ARGS, ...SENTINEL }) } },
      says: `Exclude ${SENTINEL_ROLE} from statement 2 "NotSentinel" of the key policy.`,
      causes: ["policyDrift"],
      ...WITHOUT_QUEUES,
    },
  ),
  of(
    ...(["identityMissing", "a reader's role that was deleted", ARGS] as const),
    () => undefined,
    (stack) => void withSentinel(stack),
    { ...OF_SENTINEL, says: "the stack creates it again" },
  ),
  of(
    ...(["identityDenied", "a reader's role that may not decrypt any more", ARGS] as const),
    (stack) => {
      withSentinel(stack);
      const rights = sentinelRights(stack);
      rights.Statement = rights.Statement.filter(({ Sid }) => Sid !== "DecryptFindings");
    },
    (stack) => void withSentinel(stack),
    { ...OF_SENTINEL, says: "run pulumi refresh, then pulumi up" },
  ),
  of(
    ...(["identityDrift", "a reader's role with a policy of others", ARGS] as const),
    (stack) => {
      withSentinel(stack);
      sentinelRole(stack).policies["more"] = { Version: "2012-10-17", Statement: [] };
    },
    (stack) => void delete sentinelRole(stack).policies["more"],
    { ...OF_SENTINEL, says: "remove policy more from OIDC_findings-microsoft" },
  ),
  of(
    ...(["trustNotBound", "a reader's role whose trust was widened", ARGS] as const),
    (stack) => {
      withSentinel(stack);
      const { Statement } = sentinelRole(stack).assumeRolePolicy as {
        Statement?: { [element: string]: unknown }[];
      };
      delete Statement![0]!["Condition"];
    },
    (stack) => void withSentinel(stack),
    { ...OF_SENTINEL, causes: ["identityDrift"], says: "CloudTrail: UpdateAssumeRolePolicy" },
  ),
  of(
    ...(["identityNotRead", "a reader's role that IAM does not show", ARGS] as const),
    (stack) => {
      withSentinel(stack);
      allow(stack, "iam:GetRole");
    },
    (stack) => allow(stack),
    { ...OF_SENTINEL, says: "iam:GetRole" },
  ),
  of(
    ...(["keyGrant", "a grant of the key", ARGS] as const),
    (stack) =>
      keyOf(stack).grants.push({
        ...{ id: "f".repeat(64), granteePrincipal: "arn:aws:iam::666677778888:root" },
        operations: ["Decrypt"],
      }),
    (stack) => keyOf(stack).grants.pop(),
  ),
  of(
    ...(["findingsArchived", "a finding that was archived by hand", ARGS] as const),
    async (stack) => {
      await stack.sandbox.cloud.exportFinding(ADMINISTRATOR, REGION);
      setArchived(stack, true);
    },
    (stack) => setArchived(stack, false),
    {
      says: `aws guardduty unarchive-findings --finding-ids <ids of the findings> --detector-id ${detectorId(0)} --region ${REGION}`,
    },
  ),
  of(
    ...(["declaredFilterMissing", "a declared filter that only saves findings", ARGS] as const),
    (stack) => (detectorOf(stack).filters["scans"] = { ...archiving(SCANS), action: "NOOP" }),
    (stack) => (detectorOf(stack).filters["scans"] = archiving(SCANS)),
    {
      ...{ options: { files: stackFiles({ ...ARGS, filters: { scans: { criterion: SCANS } } }) } },
      says: "then run pulumi refresh and pulumi up. The stack sets it again",
    },
  ),
  ...(["IPSet", "ThreatIntelSet", "TrustedEntitySet", "ThreatEntitySet"] as const).map((kind) =>
    of(
      ...(["declaredListMissing", `a declared list that is not active: ${kind}`, ARGS] as const),
      (stack) => (detectorOf(stack).lists[LIST_ID] = declaredList(kind, "INACTIVE")),
      (stack) => (detectorOf(stack).lists[LIST_ID] = declaredList(kind, "ACTIVE")),
      {
        ...{
          options: { files: stackFiles({ ...ARGS, lists: { ours: { kind, entries: ENTRIES } } }) },
        },
        says: "then run pulumi refresh and pulumi up. The stack sets it again",
      },
    ),
  ),
  ...(["IPSet", "ThreatIntelSet", "TrustedEntitySet", "ThreatEntitySet"] as const).flatMap((kind) =>
    (
      [
        ["listBucketOwnerMissing", "without an expected bucket owner", undefined],
        ["listBucketOwnerDiffers", "that expects another account", MEMBER],
      ] as const
    ).map(([id, what, expectedBucketOwner]) =>
      of(
        ...([id, `a declared list ${what}: ${kind}`, ARGS] as const),
        (stack) => {
          const list = declaredList(kind, "ACTIVE");
          detectorOf(stack).lists[LIST_ID] = { ...list, expectedBucketOwner };
          Object.assign(stack.sandbox.world().buckets, bucketOfLists(list.location));
        },
        (stack) =>
          kind.endsWith("EntitySet")
            ? (detectorOf(stack).lists[LIST_ID] = declaredList(kind, "ACTIVE"))
            : stack.run(["repair", "--stack", "prod", "--yes"], { files: filesWith(kind) }),
        {
          options: { files: filesWith(kind) },
          says: kind.endsWith("EntitySet") ? "run pulumi refresh" : "guardduty-export repair",
        },
      ),
    ),
  ),
  of(
    ...(["trustedListActive", "an active trusted IP list", ARGS] as const),
    (stack) => (detectorOf(stack).lists[LIST_ID] = trustedList()),
    (stack) => (detectorOf(stack).lists[LIST_ID]!.status = "INACTIVE"),
    { says: `aws guardduty update-ip-set --ip-set-id ${LIST_ID}` },
  ),
  ...(
    [
      ["expectedBucketOwnerMissing", "a destination without an expected bucket owner", undefined],
      ["expectedBucketOwnerDiffers", "a destination that expects another account", MEMBER],
    ] as const
  ).map(([id, what, expectedBucketOwner]) =>
    of(
      ...([id, what, ARGS] as const),
      (stack) => Object.assign(destinationOf(stack), { expectedBucketOwner }),
      (stack) => stack.run(["repair", "--stack", "prod", "--yes"]),
      { says: "Run guardduty-export repair with --yes" },
    ),
  ),
  drift(
    "valueDiffers",
    "another frequency",
    ARGS,
    (stack) => (detectorOf(stack).findingPublishingFrequency = "ONE_HOUR"),
  ),
  once("statusMissing", "no status", ARGS, "guardduty:GetDetector", (answer) => ({
    ...answer,
    Status: undefined,
  })),
  once("valueMissing", "no frequency", ARGS, "guardduty:GetDetector", (answer) => ({
    ...answer,
    FindingPublishingFrequency: undefined,
  })),
  of(
    ...(["callFailed", "access denied"] as const),
    ARGS,
    (stack) => allow(stack, "guardduty:GetDetector"),
    (stack) => allow(stack),
    { says: "Allow guardduty:GetDetector" },
  ),
  ...(
    [
      ["throttled", { throttleRate: 1 }],
      ["failing", { errorRate: 1 }],
      ["not answering", { latencyMs: 60_000 }],
    ] as const
  ).map(([what, faults]) =>
    of(
      ...(["callFailed", what] as const),
      { ...SHARED, regions: [REGION, "eu-west-1"] },
      (stack) => stack.faults({ regions: { "eu-west-1": faults } }),
      (stack) => stack.faults({}),
      { ...WITHOUT_TLS, command: [...STATUS, "--timeout", "3s"] },
    ),
  ),
];

const ACCOUNT_CASES: LiveCase[] = [
  of(
    ...(["roleNotAssumed", "a role that does not trust"] as const),
    ORGANIZATION,
    ({ sandbox }) => (sandbox.world().accounts[MANAGEMENT]!.roles = []),
    ({ sandbox }) => (sandbox.world().accounts[MANAGEMENT]!.roles = [roleIn(MANAGEMENT)]),
    { causes: ["accountNotAccessible", "notChecked"] },
  ),
  of(
    ...(["accountNotAccessible", "the bucket's"] as const),
    ORGANIZATION,
    ({ sandbox }) => (sandbox.world().accounts[ARCHIVE]!.roles = []),
    ({ sandbox }) => (sandbox.world().accounts[ARCHIVE]!.roles = [roleIn(ARCHIVE)]),
    { causes: ["roleNotAssumed", "notChecked"] },
  ),
  of(
    ...(["wrongAccount", "no role"] as const),
    { ...ARGS, bucket: { account: accountOf(ARCHIVE) } },
    undefined,
    () => undefined,
    {
      causes: ["accountNotAccessible", "notChecked"],
      options: configOf({ ...ARGS, bucket: { account: { accountId: ARCHIVE } } }),
      then: { options: configOf({ ...ARGS, bucket: { account: accountOf(ARCHIVE) } }) },
    },
  ),
  of(
    ...(["externalIdSecret", "of the bucket's account"] as const),
    { ...ARGS, bucket: { account: accountOf(ARCHIVE) } },
    undefined,
    () => undefined,
    {
      causes: ["accountNotAccessible", "notChecked"],
      options: configOf({
        ...ARGS,
        bucket: { account: { ...accountOf(ARCHIVE), externalId: { secure: "v1:abc:def" } } },
      }),
      then: {
        options: configOf({
          ...ARGS,
          bucket: { account: { ...accountOf(ARCHIVE), externalId: "acme" } },
        }),
      },
    },
  ),
  of("configNotRead", "an environment", ARGS, undefined, () => undefined, {
    options: {
      files: {
        ...stackFiles(ARGS),
        "Pulumi.prod.yaml": JSON.stringify({
          ...(JSON.parse(stackFiles(ARGS)["Pulumi.prod.yaml"]!) as object),
          environment: ["acme"],
        }),
      },
    },
    then: { options: configOf(ARGS) },
  }),
  of(
    ...(["notChecked", "a bucket policy that may not be read"] as const),
    ARGS,
    (stack) => allow(stack, "s3:GetBucketPolicy"),
    (stack) => allow(stack),
    { causes: ["callFailed"] },
  ),
];

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

const EVIDENCE_CASES: LiveCase[] = [
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

const withPlan = (status: "ENABLED" | "DISABLED") => ({
  S3_DATA_EVENTS: { status, additional: {} },
});

const setMembersPlan = ({ sandbox }: Deployed, status: "ENABLED" | "DISABLED") => {
  sandbox.world().detectors[`${MEMBER}/${REGION}`]!.features = withPlan(status);
};

const ORGANIZATION_CASES: LiveCase[] = [
  drift(
    "delegationDiffers",
    "another account",
    ORGANIZATION,
    ({ sandbox }) => {
      sandbox.world().organization!.guardDutyAdministrators[REGION] = MEMBER;
    },
    { causes: ["callFailed", "notChecked"] },
  ),
  drift("autoEnableDiffers", "NONE", ORGANIZATION, (stack) => {
    detectorOf(stack).organizationConfiguration!.autoEnableOrganizationMembers = "NONE";
  }),
  once(
    ...(["memberLimitReached", "too many members", ORGANIZATION] as const),
    "guardduty:DescribeOrganizationConfiguration",
    (answer) => ({ ...answer, MemberAccountLimitReached: true }),
  ),
  of(
    ...(["membersNotMonitored", "a suspended member that the config does not ask for"] as const),
    members({}),
    (stack) => (detectorOf(stack).members[MEMBER]!.relationshipStatus = "Disabled"),
    (stack) => (detectorOf(stack).members[MEMBER]!.relationshipStatus = "Enabled"),
  ),
  of(
    ...(["memberPlanDisabled", "a plan of the administrator that a member does not have"] as const),
    members({}),
    (stack) => (detectorOf(stack).features = withPlan("ENABLED")),
    (stack) => {
      for (const accountId of [MANAGEMENT, MEMBER, ARCHIVE]) {
        const { detectors } = stack.sandbox.world();
        detectors[`${accountId}/${REGION}`]!.features = withPlan("ENABLED");
      }
    },
  ),
  of(
    ...(["memberPlanDiffers", "a plan of one member that was turned off"] as const),
    members({
      accounts: [
        { accountId: MEMBER, email: "member@example.com", features: [{ name: "S3_DATA_EVENTS" }] },
      ],
    }),
    (stack) => setMembersPlan(stack, "DISABLED"),
    (stack) => setMembersPlan(stack, "ENABLED"),
  ),
  of(
    ...(["excludedMembersEnabled", "an excluded account that became a member"] as const),
    members({ autoEnable: "NEW", exclude: [MEMBER] }),
    () => undefined,
    (stack) => (detectorOf(stack).members[MEMBER]!.relationshipStatus = "Removed"),
    { says: `aws guardduty disassociate-members --account-ids ${MEMBER}` },
  ),
  of(
    ...(["excludedMembersEnabled", "an excluded account that a policy enables"] as const),
    members({ managedBy: "policy", exclude: [MEMBER] }),
    (stack) => manageByPolicy(stack, REGION),
    (stack) => attachPolicy(stack, MEMBER, { foundational: assigned("disabled") }),
    { says: `attach-policy --policy-id <id of the policy> --target-id ${MEMBER}` },
  ),
  of(
    ...(["membersNotEnabled", "a member that a policy suspends"] as const),
    members({
      managedBy: "policy",
      accounts: [{ accountId: MEMBER, email: "member@example.com" }],
    }),
    async (stack) => {
      manageByPolicy(stack, REGION);
      await attachPolicy(stack, MEMBER, { foundational: assigned("disabled") });
    },
    (stack) => updatePolicies(stack, { foundational: assigned("enabled") }),
    { says: `describe-effective-policy --policy-type GUARDDUTY_POLICY --target-id ${MEMBER}` },
  ),
  of(
    ...(["membersNotMonitored", "a member that a policy suspends"] as const),
    BY_POLICY,
    async (stack) => {
      manageByPolicy(stack, REGION);
      await attachPolicy(stack, MEMBER, { foundational: assigned("disabled") });
    },
    (stack) => updatePolicies(stack, { foundational: assigned("enabled") }),
    { says: "aws organizations update-policy" },
  ),
  of(
    ...(["memberPlanDisabled", "a plan that a policy disables in a member"] as const),
    BY_POLICY,
    async (stack) => {
      manageByPolicy(stack, REGION, { s3_data_events: assigned("enabled") });
      const plans = { s3_data_events: assigned("disabled") };
      await attachPolicy(stack, MEMBER, { foundational: assigned("enabled"), ...plans });
    },
    (stack) => updatePolicies(stack, WITH_PLAN),
    { says: "Set S3_DATA_EVENTS to enabled in the GuardDuty policy" },
  ),
  of(
    ...(["memberPlanDiffers", "a plan of one member that a policy disables"] as const),
    members({
      managedBy: "policy",
      accounts: [
        { accountId: MEMBER, email: "member@example.com", features: [{ name: "S3_DATA_EVENTS" }] },
      ],
    }),
    (stack) => manageByPolicy(stack, REGION, { s3_data_events: assigned("disabled") }),
    (stack) => updatePolicies(stack, WITH_PLAN),
    { says: "Set S3_DATA_EVENTS to enabled in the GuardDuty policy" },
  ),
  drift(
    "planDiffers",
    "a plan that was turned off",
    { ...ARGS, features: [{ name: "S3_DATA_EVENTS" }] },
    (stack) => {
      detectorOf(stack).features = withPlan("DISABLED");
    },
  ),
  of(
    ...(["membersNotEnabled", "a member that left, with ALL"] as const),
    ORGANIZATION,
    (stack) => (detectorOf(stack).members[MEMBER]!.relationshipStatus = "Resigned"),
    (stack) => (detectorOf(stack).members[MEMBER]!.relationshipStatus = "Enabled"),
  ),
];

export const statusCases: FixCase[] = [
  ...REGION_CASES,
  ...ACCOUNT_CASES,
  ...EVIDENCE_CASES,
  ...ORGANIZATION_CASES,
].map(liveCase);
