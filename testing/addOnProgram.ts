import type * as pulumi from "@pulumi/pulumi";

import { EventRouting } from "../components/events/eventRouting";
import { FindingFilters } from "../components/filters/findingFilters";
import { GuardDutyExport } from "../components/export/guardDutyExport";
import { MalwareProtection } from "../components/malware/malwareProtection";
import { ThreatLists } from "../components/lists/threatLists";
import { ExportHealth } from "../components/health/exportHealth";
import { FindingsReader } from "../components/readers/findingsReader";
import { FindingsTable } from "../components/table/findingsTable";
import type { AddOns } from "../rules/addOns";
import type { WorldFile } from "../sandbox/world";

/** What differs from one deployment to the next. */
export interface AddOnVariant {
  tags: { [name: string]: string };
  externalId: string;
  keyVersion: number;
  severityAtLeast: number;
  intervalMinutes: number;
  email?: string;
  /** First day of the table, and bytes that a query may read. */
  since: string;
  bytesScannedLimit: number;
}

export const FIRST_ADD_ONS: AddOnVariant = {
  ...{ tags: { team: "security" }, externalId: "ab-12", keyVersion: 1, severityAtLeast: 4 },
  ...{ intervalMinutes: 15, email: "security@example.com" },
  ...{ since: "2026-01-01", bytesScannedLimit: 20_000_000 },
};

const TOPIC = "arn:aws:sns:us-east-1:111122223333:security";
const BUS = "arn:aws:events:us-east-1:111122223333:event-bus/security";
const REGIONS = ["us-east-1", "eu-west-1"];

/** A world with the bus and the topic that the add-ons use. */
export const withTargets = (world: WorldFile): WorldFile => ({
  ...world,
  topics: { [TOPIC]: {} },
  buses: { [BUS]: {} },
});

/** An export with add-ons of each kind, in one account. */
export const addOnProgram = (variant: AddOnVariant) => async () => {
  const { tags, externalId, keyVersion, severityAtLeast, intervalMinutes, email } = variant;
  const { since, bytesScannedLimit } = variant;
  const findings = new GuardDutyExport("findings", {
    ...{ regions: REGIONS, notifications: true, tags },
  });
  const { findingsUri, keyArn, administratorAccountId, detectorIds, destinationIds } = findings;
  const topicArn = findings.notificationTopicArn as pulumi.Output<string>;
  const location = { findingsUri, keyArn, homeRegion: "us-east-1" };
  const role = { principalArns: ["arn:aws:iam::555566667777:root"], externalId };
  new FindingsReader("findings-siem", { ...location, topicArn, role, tags });
  const accessKey = { acknowledgeLongLivedKey: true, keyVersion };
  new FindingsReader("findings-key", { ...location, topicArn, accessKey, tags });
  const accounts = [administratorAccountId];
  const table = { findingsUri, accounts, regions: REGIONS, homeRegion: "us-east-1" };
  new FindingsTable("findings-athena", {
    ...{ ...table, ocsfView: true, since, bytesScannedLimit, tags },
  });
  const events = { regions: REGIONS, severityAtLeast, tags };
  new EventRouting("findings-events", { ...events, busArn: BUS });
  new EventRouting("other-events", { ...events, topicArn: TOPIC });
  const criterion = { severity: { lessThan: severityAtLeast } };
  new FindingFilters("findings-filters", {
    ...{ regions: REGIONS, detectorIds, filters: { low: { criterion, tags } } },
  });
  const entries = [`198.51.100.${intervalMinutes}`];
  new ThreatLists("findings-lists", {
    ...{ regions: REGIONS, detectorIds },
    lists: {
      bad: { kind: "ThreatIntelSet", entries, tags },
      trusted: { kind: "IPSet", entries, tags },
      domains: { kind: "ThreatEntitySet", entries: [`h${intervalMinutes}.example.com`], tags },
      partners: { kind: "TrustedEntitySet", entries: [`p${intervalMinutes}.example.com`], tags },
    },
  });
  new MalwareProtection("findings-malware", {
    buckets: [
      {
        ...{ name: "findings", bucketName: findings.bucketName, region: "us-east-1", keyArn },
        tagging: intervalMinutes > 15,
      },
    ],
    tags,
  });
  const ids = { administratorAccountId, detectorIds, destinationIds };
  const { bucketPolicyStatements, keyPolicyStatements } = findings;
  new ExportHealth("findings-health", {
    ...{ bucketPolicyStatements, keyPolicyStatements },
    ...{ ...ids, findingsUri, keyArn, regions: REGIONS, intervalMinutes, email, tags },
  });
};

/** The same as a stack's configuration, without the variants; by the component's name: a stack has one event routing. */
export const ADD_ON_CONFIG: { [component: string]: AddOns } = {
  findings: {
    readers: {
      siem: { role: { principalArns: ["arn:aws:iam::555566667777:root"], externalId: "ab-12" } },
      key: { accessKey: { acknowledgeLongLivedKey: true } },
    },
    athena: { ocsfView: true },
    events: { busArn: BUS },
    filters: { low: { criterion: { severity: { lessThan: 4 } } } },
    lists: {
      bad: { kind: "ThreatIntelSet", entries: ["198.51.100.7"] },
      trusted: { kind: "IPSet", entries: ["198.51.100.7"] },
      domains: { kind: "ThreatEntitySet", entries: ["h15.example.com"] },
      partners: { kind: "TrustedEntitySet", entries: ["p15.example.com"] },
    },
    malwareProtection: { findingsBucket: { tagging: false } },
    health: { email: "security@example.com" },
  },
  other: { readers: {}, events: { topicArn: TOPIC } },
};
