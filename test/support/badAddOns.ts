import { later } from "./badInput/case";

const HEX = "0123456789abcdef0123456789abcdef";
const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const location = { findingsUri: "s3://acme-findings/AWSLogs/", keyArn: KEY_ARN };
const role = { principalArns: ["arn:aws:iam::999900001111:root"] };
const regions = ["us-east-1", "eu-west-1"];
const ids = { "us-east-1": HEX, "eu-west-1": HEX };
const health = {
  ...{ ...location, regions },
  administratorAccountId: "111122223333",
  detectorIds: ids,
  destinationIds: ids,
};
const busArn = "arn:aws:events:us-east-1:111122223333:event-bus/security";
const queueArn = "arn:aws:sqs:us-east-1:111122223333:findings";
const google = { arn: "arn:aws:iam::111122223333:role/google", subjectId: "1" };

export type BadCases = { [what: string]: object };

/** Arguments of a FindingsReader that have problems. */
export const badReaders: BadCases = {
  "no identity": location,
  "two identities": { ...location, role, accessKey: {} },
  "an identity that the preset does not use": { ...location, preset: "elastic", webIdentity: {} },
  "no identity of a preset": { ...location, preset: "chronicle" },
  "a preset that is none": { ...location, preset: "Splunk", role },
  "a principal that is none": { ...location, role: { principalArns: ["acme"] } },
  "no principal": { ...location, role: { principalArns: [] } },
  "a role name with a slash": { ...location, role: { ...role, name: "a/b" } },
  "a role without the vendor's prefix": {
    ...{ ...location, preset: "sentinel" },
    webIdentity: { subjects: ["s"], name: "findings" },
  },
  "a web identity without provider and subjects": { ...location, webIdentity: {} },
  "no principals of a vendor that publishes none": { ...location, preset: "crowdstrike", role: {} },
  "no external id of a vendor that chooses it": { ...location, preset: "sumologic", role: {} },
  "an external id that is not sent": {
    ...{ ...location, preset: "wazuh" },
    role: { ...role, externalId: "ab-12" },
  },
  "a long-lived key that is not acknowledged": { ...location, accessKey: {} },
  "no pipelines": { ...location, preset: "opensearch", service: {} },
  "sources that are not sent": {
    ...{ ...location, preset: "datadog" },
    service: { sourceArns: ["arn:aws:lambda:us-east-1:111122223333:function:forwarder"] },
  },
  "sessions that restrict nothing": {
    ...location,
    webIdentity: { subjects: ["1"], audiences: ["a"], sessionNames: ["siem"] },
  },
  "no sessions of Sentinel": {
    ...{ ...location, preset: "sentinel" },
    webIdentity: { provider: "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/1/" },
  },
  "sessions without Sentinel's prefix": {
    ...{ ...location, preset: "sentinel" },
    webIdentity: { sessionNames: ["siem"] },
  },
  "a session that is only Sentinel's prefix, and a pattern of sessions": {
    ...{ ...location, preset: "sentinel" },
    webIdentity: {
      provider: "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/1/",
      sessionNames: ["MicrosoftSentinel_", "MicrosoftSentinel_*"],
    },
  },
  "principals that IAM refuses": {
    ...location,
    role: {
      principalArns: [
        ...["arn:aws:iam::111122223333:role/*", "arn:aws:iam::111122223333:group/soc"],
        ...["arn:aws:iam::111122223333:saml-provider/adfs", "*"],
        ...["arn:aws:sts::111122223333:assumed-role/soc", "arn:aws:iam::111122223333:user/"],
      ],
    },
  },
  "a queue of a vendor that reads none": {
    ...{ ...location, preset: "panther", role },
    queue: { existing: { url: "https://sqs.us-east-1.amazonaws.com/111122223333/siem" } },
  },
  "a queue without a topic": {
    ...{ ...location, role },
    queue: { existing: { url: "https://sqs.us-east-1.amazonaws.com/111122223333/siem" } },
  },
  "queues of another Region": {
    ...{ ...location, role, homeRegion: "us-east-1" },
    topicArn: "arn:aws:sns:us-east-1:111122223333:findings",
    queue: { existing: { url: "https://sqs.us-west-2.amazonaws.com/111122223333/siem" } },
  },
  "the ARN of a queue for its URL": {
    ...{ ...location, role, topicArn: "arn:aws:sns:us-east-1:111122223333:findings" },
    queue: { existing: { url: queueArn } },
  },
  "a provider that is none": {
    ...location,
    webIdentity: { provider: "google", subjects: ["s"] },
  },
  "a secret in place of an external id": { ...location, role: { ...role, externalId: "!" } },
  "a key version of none": { ...location, accessKey: { keyVersion: 0 } },
  "a queue that hides too long": { ...location, role, visibilityTimeoutSeconds: 50_000 },
  "one account's folder of findings": { ...location, role, findingsUri: "s3://acme/AWSLogs/1111/" },
  "an alias for the key": { ...location, role, keyArn: KEY_ARN.replace(/key\/.*/, "alias/logs") },
  "a queue for a topic": { ...location, role, topicArn: queueArn },
  "principals of another partition": {
    ...location,
    role: { principalArns: ["999900001111", "arn:aws-cn:iam::999900001111:root"] },
  },
  "an identity provider and a topic of another partition than the home Region": {
    ...{ ...location, homeRegion: "us-gov-west-1" },
    keyArn: "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1",
    topicArn: "arn:aws:sns:us-east-1:111122223333:findings",
    webIdentity: {
      provider: "arn:aws:iam::111122223333:oidc-provider/token.example.com",
      subjects: ["s"],
      audiences: ["a"],
    },
  },
  "sources of another partition": {
    ...{ ...location, preset: "opensearch" },
    service: { sourceArns: ["arn:aws-cn:osis:cn-north-1:111122223333:pipeline/siem"] },
  },
  "an empty subject": { ...location, preset: "chronicle", webIdentity: { subjects: [""] } },
};

/** The same of a ChronicleFeed. */
export const badFeeds: BadCases = {
  "no identity": { ...location, queueArn },
  "two identities": { ...location, queueArn, role: google, accessKey: { id: "a", secret: "b" } },
  "no queue": { findingsUri: location.findingsUri, role: google },
  "a queue that is not read": {
    ...{ findingsUri: location.findingsUri, role: google, queueArn },
    sourceType: "AMAZON_S3_V2",
  },
  "a retired type": { ...location, role: google, queueArn, sourceType: "AMAZON_SQS" },
  "a role of another partition than the queue's": {
    ...{ findingsUri: location.findingsUri, queueArn },
    role: { arn: "arn:aws-us-gov:iam::111122223333:role/google", subjectId: "1" },
  },
  "a half of an instance": {
    findingsUri: location.findingsUri,
    role: google,
    queueArn,
    instance: "x",
  },
  "places that are none": {
    ...{ findingsUri: location.findingsUri, role: google, queueArn },
    ...{ instance: "x", project: "P", location: "US!" },
    ...{ displayName: "", maxLookbackDays: 365 },
  },
};

/** The same of a SentinelConnector. */
export const badConnectors: BadCases = {
  "names that are none": {
    ...{ roleArn: "arn:aws:iam::111122223333:role/findings", queueUrl: queueArn },
    ...{ workspace: { id: "siem" }, connectorName: "a b" },
  },
};

/** The same of an EventRouting. */
export const badRoutings: BadCases = {
  "no target": { regions },
  "two targets": { regions, busArn, topicArn: "arn:aws:sns:us-east-1:111122223333:findings" },
  "two partitions": { regions: ["us-east-1", "cn-north-1"], busArn },
  "a bus of another partition": {
    regions,
    busArn: "arn:aws-cn:events:cn-north-1:111122223333:event-bus/security",
  },
  "Regions that forward no events": {
    regions: ["us-gov-west-1", "us-gov-east-1"],
    busArn: "arn:aws-us-gov:events:us-gov-west-1:111122223333:event-bus/security",
  },
  "a topic of another Region": {
    regions,
    topicArn: "arn:aws:sns:eu-central-1:111122223333:findings",
  },
  "a FIFO topic": { regions, topicArn: "arn:aws:sns:us-east-1:111122223333:findings.fifo" },
  "a type that is none, no accounts": { regions, busArn, types: ["ec2"], accounts: [] },
  "severities that are none": { regions, busArn, severityAtLeast: 11 },
  "more accounts than a pattern has room for": {
    ...{ regions, busArn },
    accounts: Array.from({ length: 150 }, (_, at) => String(100000000000 + at)),
  },
  "more types than a pattern has room for": {
    ...{ regions, busArn, accounts: ["111122223333"], malwareScans: true },
    types: Array.from({ length: 100 }, (_, at) => `Recon:EC2/Type${at}`),
  },
};

/** The same of a FindingsTable. */
export const badTables: BadCases = {
  "a day that is none": {
    regions,
    findingsUri: location.findingsUri,
    accounts: later(),
    since: "now",
  },
  "Regions of two partitions": {
    regions: ["us-east-1", "us-gov-west-1"],
    findingsUri: location.findingsUri,
    accounts: later(),
  },
  "an account twice": {
    ...{ regions, findingsUri: location.findingsUri },
    accounts: ["111122223333", "222233334444", "111122223333"],
  },
  "too few bytes": {
    ...{ regions, findingsUri: location.findingsUri, accounts: [] },
    bytesScannedLimit: 1,
  },
};

/** The same of an ExportHealth. */
export const badHealthChecks: BadCases = {
  "a retention that is none": { ...health, logRetentionDays: 100 },
  "an address for another topic": {
    ...{ ...health, email: "a@example.com" },
    topicArn: "arn:aws:sns:us-east-1:111122223333:oncall",
  },
  "a topic of another Region": {
    ...{ ...health, topicArn: "arn:aws:sns:eu-central-1:111122223333:oncall" },
  },
  "auto-enable of members that policies manage": {
    ...{ ...health, members: { managedBy: "policy", autoEnable: "ALL" } },
  },
  "a key of another partition": { ...health, keyArn: KEY_ARN.replace("aws", "aws-cn") },
  "a Region without a detector": { ...health, detectorIds: { "us-east-1": HEX } },
  "statements of others": { ...health, keyPolicyStatements: '[{"Sid":"Read"}]' },
  "ids that are none": { ...health, destinationIds: { ...ids, "eu-west-1": "x" } },
};

const TRUSTED = { siem: { role } };
const KEYED = { google: { accessKey: {} } };

const QUEUE = "https://sqs.us-east-1.amazonaws.com/111122223333/siem";

/** The same of the add-ons of a stack. */
export const badAddOns: BadCases = {
  "an unknown reader": { readers: TRUSTED, chronicle: { reader: "seim" } },
  "two readers of one queue": {
    readers: {
      siem: { role, queue: { existing: { url: QUEUE } } },
      lake: { role, queue: { existing: { url: QUEUE } } },
    },
  },
  "a queue of another account than the bucket's": {
    organization: { administrator: { accountId: "444455556666", profile: "security" } },
    notifications: true,
    readers: { siem: { role, queue: { existing: { url: QUEUE } } } },
  },
  "events between Regions of GovCloud": {
    regions: ["us-gov-west-1", "us-gov-east-1"],
    events: { busArn: "arn:aws-us-gov:events:us-gov-west-1:111122223333:event-bus/security" },
  },
  "the vendor of another partition": {
    regions: ["us-gov-west-1"],
    readers: { runreveal: { preset: "runreveal", role: {} } },
  },
  "topics of another account than the administrator's": {
    organization: { administrator: { accountId: "444455556666", profile: "security" } },
    events: { topicArn: "arn:aws:sns:us-east-1:111122223333:soc" },
    health: { topicArn: "arn:aws:sns:us-east-1:111122223333:oncall" },
  },
  "two readers whose roles have one name": {
    readers: {
      siem: { role: { ...role, name: "siem" } },
      lake: {
        webIdentity: {
          provider: "accounts.google.com",
          audiences: ["a"],
          subjects: ["s"],
          name: "SIEM",
        },
      },
    },
  },
  "protected buckets of another partition than the export": {
    malwareProtection: {
      buckets: [{ name: "uploads", bucketName: "acme-uploads", region: "us-gov-west-1" }],
    },
  },
  "the same with the findings bucket": {
    malwareProtection: {
      findingsBucket: {},
      buckets: [{ name: "uploads", bucketName: "acme-uploads", region: "us-gov-west-1" }],
    },
  },
  "no readers": { chronicle: { reader: "google", sourceType: "AMAZON_S3_V2" } },
  "a reader that Google cannot be": { readers: TRUSTED, chronicle: { reader: "siem" } },
  "a reader of two subjects": {
    readers: { google: { preset: "chronicle", webIdentity: { subjects: ["1", "2"] } } },
    chronicle: { reader: "google", sourceType: "AMAZON_S3_V2" },
  },
  "a feed without notifications": { readers: KEYED, chronicle: { reader: "google" } },
  "a connector of no reader": { sentinel: { reader: "microsoft" } },
  "a connector of another preset": { readers: TRUSTED, sentinel: { reader: "siem" } },
  "a connector of an unknown reader": { readers: TRUSTED, sentinel: { reader: "seim" } },
  "a workspace's name": {
    readers: TRUSTED,
    sentinel: { reader: "siem", workspace: { id: "soc" } },
  },
  "a reader's name in capitals": { readers: { "My SIEM": { role } } },
  "a reader's name that is none": { readers: { "1": { role } } },
  "what the export gives": {
    health: { frequency: "ONE_HOUR" },
    readers: { siem: { role, keyArn: "x" } },
  },
  "a health check that is neither true nor arguments": { health: "yes" },
  "a bus and a principal of another partition": {
    readers: { siem: { role: { principalArns: ["arn:aws-cn:iam::999900001111:root"] } } },
    events: { busArn: busArn.replace("aws", "aws-us-gov") },
  },
  "a filter of a field that is none": {
    filters: { scans: { criterion: { typ: { equals: ["x"] } }, regions: ["eu-west-1"] } },
  },
  "a private address in a list": {
    lists: { bad: { kind: "ThreatIntelSet", entries: ["198.51.100.7", "10.0.0.1"] } },
  },
  "malware protection of no bucket": { malwareProtection: { tags: { team: "security" } } },
  "a prefix twice in the findings bucket": {
    malwareProtection: { findingsBucket: { prefixes: ["a", "a"] } },
  },
  "a bucket with the name of the findings bucket's protection": {
    malwareProtection: {
      findingsBucket: {},
      buckets: [{ name: "findings", bucketName: "acme-uploads", region: "us-east-1" }],
    },
  },
  "a name that is too long for a health check": { name: "x".repeat(60), health: {} },
  "a reader's name that is too long for its role": {
    ...{ name: "findings-of-the-organization" },
    readers: { "detection-and-response-team": { role } },
  },
  "a bucket's name that is too long for its role": {
    name: "findings-of-the-organization",
    malwareProtection: {
      buckets: [
        {
          ...{ name: "uploads-of-customers", bucketName: "acme-uploads" },
          region: "us-east-1",
        },
      ],
    },
  },
  "a name that no bucket takes": { name: "xn--acme_findings", athena: {} },
  "a mistyped property": { athena: { resultRetentionDays: 3 }, events: { busARN: busArn } },
};
