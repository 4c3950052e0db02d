import { readFileSync } from "node:fs";
import * as path from "node:path";

const ADMINISTRATOR = "111122223333";
const OWNER = "444455556666";
const [DETECTOR, DESTINATION, LIST] = ["a", "b", "c"].map((digit) => digit.repeat(32));
const KEY = `arn:aws:kms:us-east-1:${OWNER}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const TOPIC = `arn:aws:sns:us-east-1:${ADMINISTRATOR}:security`;
const OIDC = `arn:aws:iam::${OWNER}:oidc-provider/token.example.com`;
const REGIONS = ["us-east-1", "eu-west-1", "me-south-1"];

const role = (accountId: string, name: string) => `arn:aws:iam::${accountId}:role/${name}`;
const account = (accountId: string) => ({
  ...{ accountId, assumeRoleArn: role(accountId, "deploy") },
  ...{ externalId: "deploy-id", profile: "deployer" },
});
const features = (setting: object) => [
  {
    ...{ name: "RUNTIME_MONITORING", ...setting, regions: ["us-east-1"] },
    additionalConfigurations: ["EKS_ADDON", "ECS_FARGATE_AGENT", "EC2_AGENT"].map((one) => ({
      name: `${one}_MANAGEMENT`,
      ...setting,
    })),
  },
  { name: "S3_DATA_EVENTS", ...setting, excludeRegions: ["us-east-1"] },
];
const tags = { owner: "security", stage: "production" };

/** Readers of every identity, and what needs them. */
const readers = {
  siem: {
    role: {
      principalArns: [role("555566667777", "siem")],
      externalId: "siem-id",
      name: "siem-read",
    },
    queue: {
      existing: { url: `https://sqs.us-east-1.amazonaws.com/${OWNER}/siem`, policy: "merge" },
    },
    ...{ deletesAfterTransfer: true, tags },
  },
  pipeline: {
    webIdentity: {
      provider: OIDC,
      ...{ audiences: ["findings"], subjects: ["pipeline"] },
      name: "pipeline-read",
    },
    visibilityTimeoutSeconds: 60,
  },
  service: {
    preset: "opensearch",
    service: {
      sourceArns: [`arn:aws:osis:us-east-1:${OWNER}:pipeline/findings`],
      name: "service-read",
    },
  },
  google: { preset: "chronicle", accessKey: { acknowledgeLongLivedKey: true, keyVersion: 2 } },
  microsoft: {
    preset: "sentinel",
    webIdentity: { provider: OIDC, sessionNames: ["MicrosoftSentinel_1"] },
  },
};

const protection = {
  ...{ prefixes: ["uploads/"], tagging: true, detach: true },
  existing: { planId: "0123456789abcdef0123", roleArn: role(OWNER, "scan") },
};

/** Configurations which together have every property of every key. */
export const WHOLE_STACKS: { [name: string]: { [key: string]: unknown } } = {
  made: {
    ...{ role: "administrator", name: "findings", regions: REGIONS, homeRegion: "us-east-1" },
    findingPublishingFrequency: "ONE_HOUR",
    organization: {
      administrator: account(ADMINISTRATOR),
      management: {
        ...account("999900001111"),
        ...{ detector: true, delegated: true, malwareProtectionAccess: false },
      },
      members: {
        ...{ managedBy: "guardduty", autoEnable: "NEW" },
        accounts: [
          {
            ...{ accountId: "222233334444", email: "one@example.com", invite: true },
            ...{ existing: true, features: features({ status: "ENABLED" }) },
          },
        ],
        features: features({ autoEnable: "NEW" }),
        exclude: ["333344445555"],
      },
    },
    features: features({ status: "ENABLED" }),
    bucket: {
      ...{ account: account(OWNER), name: "acme-findings", prefix: "guardduty" },
      ...{ retentionDays: 400, noncurrentVersionDays: 90 },
      ...{ objectLock: { mode: "GOVERNANCE", days: 30 }, protection: "locked" },
      breakGlassRoleArns: [role(OWNER, "break-glass")],
      accessLogs: { bucketName: "acme-logs", prefix: "findings" },
      tags,
    },
    key: {
      ...{ account: account(OWNER), alias: "alias/findings", description: "Key of the findings" },
      ...{ rotationPeriodInDays: 365, deletionWindowInDays: 30, tags },
    },
    existing: Object.fromEntries(
      REGIONS.map((region) => [
        region,
        { detectorId: DETECTOR, destinationId: DESTINATION, enable: true },
      ]),
    ),
    ...{ providerMode: "perAccount", readerArns: [role("777788889999", "auditor")] },
    ...{ notifications: true, preflight: true, proof: "warn", onDestroy: "retain", tags },
    readers,
    chronicle: {
      ...{ reader: "google", sourceType: "AMAZON_SQS_V2", displayName: "Findings of GuardDuty" },
      ...{ assetNamespace: "acme", labels: { source: "guardduty" }, maxLookbackDays: 90 },
      ...{ instance: "0f6d3c1e-5a7b-4c2d-9e8f-123456789abc", project: "acme-siem", location: "us" },
    },
    sentinel: {
      reader: "microsoft",
      workspace: {
        id: "/subscriptions/1234abcd-12ab-34cd-56ef-1234567890ab/resourceGroups/siem/providers/Microsoft.OperationalInsights/workspaces/siem",
      },
      connectorName: "findings",
    },
    athena: {
      ...{ accounts: [ADMINISTRATOR], since: "2026-01-01", bytesScannedLimit: 20_000_000 },
      ...{ resultsRetentionDays: 9, includeSampleFindings: true, ocsfView: true, tags },
    },
    events: {
      busArn: `arn:aws:events:us-east-1:${ADMINISTRATOR}:event-bus/security`,
      ...{ severityAtLeast: 7, types: ["Recon:"], accounts: [ADMINISTRATOR] },
      ...{ malwareScans: true, tags },
    },
    filters: {
      noise: {
        criterion: {
          type: { equals: ["Recon:EC2/PortProbeUnprotectedPort"] },
          "resource.resourceType": { notEquals: ["AccessKey"] },
          severity: { greaterThan: 1, lessThan: 4 },
          updatedAt: { greaterThanOrEqual: 1_700_000_000_000, lessThanOrEqual: 1_900_000_000_000 },
          "resource.instanceDetails.imageId": { matches: ["ami-*"] },
          "resource.instanceDetails.instanceId": { notMatches: ["i-9*"] },
        },
        ...{ action: "ARCHIVE", description: "Noise of a scanner", rank: 1 },
        ...{ regions: ["us-east-1"], existing: { "us-east-1": { detectorId: DETECTOR } } },
        ...{ detach: true, tags },
      },
    },
    lists: {
      offices: {
        ...{ kind: "IPSet", entries: ["198.51.100.7"], regions: ["us-east-1"], tags },
      },
      scanners: {
        ...{ kind: "ThreatIntelSet", file: "lists/scanners.txt", detach: true },
        existing: {
          "us-east-1": {
            ...{ detectorId: DETECTOR, listId: LIST, location: "s3://acme-lists/scanners.txt" },
          },
        },
      },
    },
    malwareProtection: {
      buckets: [
        {
          ...{ name: "uploads", bucketName: "acme-uploads", region: "us-east-1", keyArn: KEY },
          ...protection,
        },
      ],
      findingsBucket: protection,
      tags,
    },
    health: {
      ...{ intervalMinutes: 30, topicArn: TOPIC, logRetentionDays: 90, reserveConcurrency: true },
      tags,
    },
  },
  adopted: {
    ...{ regions: REGIONS, homeRegion: "us-east-1" },
    organization: { administrator: { accountId: ADMINISTRATOR } },
    bucket: { existing: { name: "acme-archive", policy: "merge", detach: false } },
    key: {
      account: { accountId: OWNER },
      existing: { arn: KEY, policy: "external", detach: false },
    },
    notificationTopicArn: TOPIC,
    events: { topicArn: TOPIC },
    health: { email: "alarms@example.com" },
  },
  generated: {
    ...{ regions: REGIONS, homeRegion: "us-east-1", health: true },
    bucket: { namePrefix: "acme-findings" },
  },
  member: {
    ...{ role: "member", name: "member", regions: REGIONS, account: account("222233334444") },
    ...{ administratorAccountId: ADMINISTRATOR, acceptInvitation: true },
    features: features({ status: "ENABLED" }),
    existing: { "eu-west-1": { detectorId: DETECTOR, enable: true } },
    ...{ providerMode: "perAccount", tags },
  },
  outputs: { role: "member", administratorStack: "acme/guardduty-export/prod" },
};

/** The files that they name. */
export const WHOLE_STACK_FILES = { "lists/scanners.txt": "203.0.113.9\n" };

type Schema = { [keyword: string]: unknown };

const SCHEMA = JSON.parse(
  readFileSync(path.join(__dirname, "../../stacks/config.schema.json"), "utf8"),
) as { properties: { config: Schema }; definitions: { [name: string]: Schema } };

/** Paths of every value that a stack's config may have: `*` stands for a name that its author chooses, `[]` for an item. */
export function schemaPaths(): string[] {
  return [...schemaLeaves().keys()];
}

/** The same, with the values that a property is one of; none: it may be any of its type. */
export function schemaLeaves(): Map<string, unknown[]> {
  const leaves = new Map<string, unknown[]>();
  for (const { at, schema } of leavesIn(SCHEMA.properties.config, "")) {
    const allowed = (schema["enum"] ?? ("const" in schema ? [schema["const"]] : [])) as unknown[];
    if (at !== "") leaves.set(at, [...new Set([...(leaves.get(at) ?? []), ...allowed])]);
  }
  return leaves;
}

function leavesIn(schema: Schema, at: string): { at: string; schema: Schema }[] {
  const { $ref, properties, additionalProperties, items } = schema;
  if (typeof $ref === "string") {
    const name = $ref.split("/").at(-1)!;
    // What is encrypted stands for any value.
    return name === "secret" ? [] : leavesIn(SCHEMA.definitions[name]!, at);
  }
  const inner = [
    ...["anyOf", "oneOf", "allOf"].flatMap((one) => (schema[one] ?? []) as Schema[]),
    ...["then", "else"].flatMap((one) => (schema[one] ? [schema[one] as Schema] : [])),
  ].flatMap((one) => leavesIn(one, at));
  const named = Object.entries((properties ?? {}) as { [key: string]: Schema }).flatMap(
    ([key, one]) => leavesIn(one, joined(at, key.replace("guardduty-export:", ""))),
  );
  const any =
    typeof additionalProperties === "object"
      ? leavesIn(additionalProperties as Schema, joined(at, "*"))
      : [];
  const ofItems = typeof items === "object" ? leavesIn(items as Schema, `${at}[]`) : [];
  const all = [...inner, ...named, ...any, ...ofItems];
  const isLeaf = properties === undefined && additionalProperties === undefined && !items;
  const isWhole = ["anyOf", "oneOf", "allOf"].some((one) => schema[one] !== undefined);
  return isLeaf && !isWhole && all.length === 0 ? [{ at, schema }] : all;
}

const joined = (at: string, key: string) => (at === "" ? key : `${at}.${key}`);

/** Maps whose keys a configuration's author chooses. */
const NAMED_BY_AUTHOR = /(^|\.)(tags|labels|readers|filters|lists|criterion)$|(^|\.)existing$/;

/** Every single value of a configuration, by its path in the schema and its steps. */
export function valuesOf(
  value: unknown,
  at = "",
  steps: readonly string[] = [],
): { path: string; steps: readonly string[]; value: unknown }[] {
  if (typeof value !== "object" || value === null) return [{ path: at, steps, value }];
  return Object.entries(value).flatMap(([key, inner]) => {
    const isName = NAMED_BY_AUTHOR.test(at) && !isFixed(at, key);
    const next = Array.isArray(value) ? `${at}[]` : joined(at, isName ? "*" : key);
    return valuesOf(inner, next, [...steps, key]);
  });
}

/** Bucket, key, queue and plans that exist have properties; detectors have Regions. */
const isFixed = (at: string, key: string) =>
  at.endsWith("existing") &&
  ["name", "arn", "policy", "detach", "url", "planId", "roleArn"].includes(key);
