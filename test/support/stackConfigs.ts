/** Values by config key. */
export type Config = { [key: string]: unknown };

const ONE = { organization: { administrator: { accountId: "111122223333" } } };
const NOTIFIED = { ...ONE, regions: ["us-east-1", "eu-west-1"], notifications: true };
const ROLE = { role: { principalArns: ["arn:aws:iam::555566667777:root"] } };
const TOPIC = "arn:aws:sns:us-east-1:111122223333:security";
const QUEUE = "https://sqs.us-east-1.amazonaws.com/111122223333/siem";
/** Configurations that have what the stack files have not. */
export const CONFIGS: { [what: string]: Config } = {
  "readers of every kind": {
    ...NOTIFIED,
    readers: {
      key: { accessKey: { acknowledgeLongLivedKey: true, keyVersion: 3 } },
      service: { preset: "datadog", service: {} },
      given: { role: { ...ROLE.role, externalId: "acme" } },
      merged: { ...ROLE, queue: { existing: { url: QUEUE } } },
      external: { ...ROLE, queue: { existing: { url: `${QUEUE}-external`, policy: "external" } } },
      sentinel: {
        preset: "sentinel",
        webIdentity: {
          provider: "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/1234abcd",
          sessionNames: ["MicrosoftSentinel_1234abcd"],
        },
      },
    },
  },
  "readers without notifications": { ...ONE, regions: ["us-east-1"], readers: { siem: ROLE } },
  "a feed that is created by hand": {
    ...NOTIFIED,
    readers: { google: { accessKey: { acknowledgeLongLivedKey: true } } },
    chronicle: { reader: "google" },
  },
  "a connector of Microsoft Sentinel": {
    ...NOTIFIED,
    readers: {
      microsoft: {
        preset: "sentinel",
        webIdentity: {
          provider: "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/33e01921/",
          sessionNames: ["MicrosoftSentinel_0a1b2c3d"],
        },
      },
    },
    sentinel: {
      reader: "microsoft",
      workspace: {
        id: "/subscriptions/0a1b/resourceGroups/siem/providers/Microsoft.OperationalInsights/workspaces/soc",
      },
    },
  },
  "a table with a view": { ...NOTIFIED, athena: { ocsfView: true } },
  "filters of some Regions": {
    ...NOTIFIED,
    filters: {
      scans: { criterion: { type: { matches: ["Recon:*"] } }, regions: ["eu-west-1"] },
      low: { criterion: { severity: { lessThan: 4 } } },
    },
  },
  "lists of some Regions": {
    ...NOTIFIED,
    lists: {
      bad: { kind: "ThreatIntelSet", entries: ["198.51.100.7"], regions: ["eu-west-1"] },
      trusted: { kind: "IPSet", entries: ["203.0.113.0/24"] },
    },
  },
  "malware protection of the findings bucket and of another": {
    ...NOTIFIED,
    malwareProtection: {
      findingsBucket: { tagging: false },
      buckets: [{ name: "uploads", bucketName: "acme-uploads", region: "eu-west-1" }],
    },
  },
  "events to a topic": { ...NOTIFIED, events: { topicArn: TOPIC } },
  "a health check with an address": { ...NOTIFIED, health: { email: "security@example.com" } },
  "a health check with a topic": { ...NOTIFIED, health: { topicArn: TOPIC } },
  "a health check of one Region": { ...ONE, regions: ["us-east-1"], health: true },
  "a health check in a partition without forwarding": {
    ...ONE,
    regions: ["us-gov-west-1", "us-gov-east-1"],
    health: true,
  },
  "a bucket and a key that exist": {
    ...ONE,
    regions: ["us-east-1"],
    bucket: { existing: { name: "acme-log-archive" }, prefix: "guardduty" },
    athena: { accounts: ["111122223333"] },
    health: true,
  },
};
