import type { ExportSettings, Read } from "../args";
import { LATER } from "../args";
import { declaredBucket } from "../bucketSettings";
import type { ChronicleSettings } from "../chronicle";
import { readChronicleArgs } from "../chronicle";
import type { EventRoutingSettings } from "../events";
import { readRoutingArgs } from "../events";
import type { FindingFiltersSettings } from "../filters";
import { readFiltersArgs } from "../filters";
import type { HealthArgsSettings } from "../health";
import { readHealthArgs } from "../health";
import type { ThreatListsSettings } from "../lists";
import { readListsArgs } from "../lists";
import type { MalwareProtectionSettings } from "../malware";
import { readMalwareArgs } from "../malware";
import type { ReaderSettings } from "../readers";
import { readReaderArgs } from "../readers";
import type { SentinelSettings } from "../sentinel";
import { readSentinelArgs } from "../sentinel";
import type { FindingsTableSettings } from "../table";
import { readTableArgs } from "../table";
import type { FeedSource } from "./feed";
import { feedSource } from "./feed";
import { malwareArgs } from "./malware";
import { addOnName } from "./names";
import type { Args } from "./types";

const LOCATION = { findingsUri: LATER, keyArn: LATER };

/** What a health check knows an export by. */
const EXPORTED = { administratorAccountId: LATER, detectorIds: LATER, destinationIds: LATER };

/** The arguments of a health check about the policies: with proof off they are not assessed, and the check does not read them. */
export function checkedPolicies<Statements>(
  { proof, bucket, key }: Pick<ExportSettings, "proof" | "bucket" | "key">,
  statements: { bucket: Statements; key: Statements },
) {
  if (proof === "off") return {};
  return {
    bucketPolicyStatements: statements.bucket,
    keyPolicyStatements: statements.key,
    ...(bucket.existing && { existingBucketPolicy: bucket.existing.policy }),
    ...(key.existing && { existingKeyPolicy: key.existing.policy }),
  };
}

/** Each add-on of the export named `component`, read with what the export gives: what is known only later stands for itself. */
export function completeArgs(component: string, settings: ExportSettings) {
  const { regions, homeRegion, findingPublishingFrequency, notifications, members } = settings;
  const { administrator } = settings;
  const bucketSettings = declaredBucket(settings.bucket);
  const topic = notifications === "none" ? {} : { topicArn: LATER };
  return {
    reader: (name: string, args: Args): Read<ReaderSettings> =>
      readReaderArgs(addOnName(component, name), { ...args, ...LOCATION, ...topic, homeRegion }),
    chronicle: ({ reader, ...args }: Args, readers: unknown): Read<ChronicleSettings> =>
      readChronicleArgs(addOnName(component, "chronicle"), {
        ...{ ...args, findingsUri: LATER },
        ...feedArgs(args, feedSource(readers, reader)),
      }),
    sentinel: ({ reader: _, ...args }: Args): Read<SentinelSettings> =>
      readSentinelArgs(addOnName(component, "sentinel"), {
        ...{ ...args, roleArn: LATER, queueUrl: LATER },
      }),
    athena: (args: Args): Read<FindingsTableSettings> =>
      readTableArgs({ accounts: LATER, ...args, findingsUri: LATER, regions, homeRegion }),
    events: (args: Args): Read<EventRoutingSettings> =>
      readRoutingArgs({ ...args, regions, homeRegion }),
    filters: (filters: Args): Read<FindingFiltersSettings> =>
      readFiltersArgs({ filters, regions, detectorIds: LATER }),
    lists: (lists: Args): Read<ThreatListsSettings> =>
      readListsArgs({
        ...{ lists, regions, homeRegion, detectorIds: LATER },
        ...(administrator.accountId && { account: administrator }),
      }),
    malwareProtection: (args: Args): Read<MalwareProtectionSettings> =>
      readMalwareArgs(malwareArgs(args, { bucketName: LATER, keyArn: LATER, region: homeRegion })),
    health: (args: Args): Read<HealthArgsSettings> =>
      readHealthArgs({
        ...{ ...args, ...LOCATION, ...EXPORTED },
        ...checkedPolicies(settings, { bucket: LATER, key: LATER }),
        ...{ regions, homeRegion, findingPublishingFrequency },
        ...(bucketSettings && { bucketSettings }),
        members,
      }),
  };
}

/** The feed with its reader as it should be: problems of the reader are reported at the reader. */
function feedArgs({ sourceType }: Args, source: FeedSource | undefined): Args {
  return {
    ...(sourceType !== "AMAZON_S3_V2" && { queueArn: LATER }),
    ...(source?.kind === "accessKey"
      ? { accessKey: { id: LATER, secret: LATER } }
      : { role: { arn: LATER, subjectId: LATER } }),
  };
}
