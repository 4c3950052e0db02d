import type { Provider } from "@pulumi/aws/provider";

import { ChronicleFeed } from "../components/chronicle/chronicleFeed";
import { EventRouting } from "../components/events/eventRouting";
import { FindingsTable } from "../components/table/findingsTable";
import type { GuardDutyExport } from "../components/export/guardDutyExport";
import { ExportHealth } from "../components/health/exportHealth";
import { definedOnly } from "../components/shared/outputs";
import { makeProvider } from "../components/shared/providers";
import type { FindingsReaderArgs } from "../components/readers/args";
import { FindingsReader } from "../components/readers/findingsReader";
import type { ExportSettings } from "../rules/args";
import type { AddOns } from "../rules/addOns";
import { addOnName, feedSource } from "../rules/addOns";

/** The export that the add-ons use. */
interface Exported {
  name: string;
  settings: ExportSettings;
  findings: GuardDutyExport;
}

/** Creates the add-ons and returns their stack outputs. */
export function createAddOns(exported: Exported, addOns: AddOns) {
  const { name, settings } = exported;
  const { administrator, bucket, homeRegion } = settings;
  const { readers, chronicle, athena, events, health } = addOns;
  const provider = (of: string, credentials: ExportSettings["administrator"]) =>
    makeProvider({ name: addOnName(name, of), region: homeRegion, credentials });
  const readsBucket = Object.keys(readers).length > 0 || athena !== undefined;
  const ofBucket = readsBucket
    ? provider("bucket-add-ons", bucket.account ?? administrator)
    : undefined;
  const made = createReaders(exported, readers, ofBucket);
  return definedOnly<object>({
    readers: made.size > 0 ? Object.fromEntries([...made].map(readerOutputs)) : undefined,
    chronicle: chronicle && createFeed(exported, addOns, made),
    athena: athena && createTable(exported, athena, ofBucket),
    // Members' findings too are events of the administrator account.
    events: events && createRouting(exported, events, provider("events-add-ons", administrator)),
    health: health && createHealth(exported, health, provider("health-add-ons", administrator)),
  });
}

function createReaders(
  { name, settings, findings }: Exported,
  readers: AddOns["readers"],
  provider: Provider | undefined,
): Map<string, FindingsReader> {
  const { findingsUri, keyArn, notificationTopicArn: topicArn } = findings;
  const { homeRegion } = settings;
  return new Map(
    Object.entries(readers).map(([key, own]) => {
      const args = { ...own, findingsUri, keyArn, topicArn, homeRegion } as FindingsReaderArgs;
      return [key, new FindingsReader(addOnName(name, key), args, { provider })];
    }),
  );
}

/** The outputs of a reader; its key's secret stays one. */
function readerOutputs([key, reader]: [string, FindingsReader]) {
  const { roleArn, externalId, accessKeyId, secretAccessKey, queueUrl, queueStatement, form } =
    reader;
  return [
    key,
    definedOnly({
      ...{ roleArn, externalId, accessKeyId, secretAccessKey },
      ...{ queueUrl, queueStatement, form },
    }),
  ] as const;
}

function createFeed(
  { name, findings }: Exported,
  { readers, chronicle }: AddOns,
  made: Map<string, FindingsReader>,
) {
  const { reader: key, ...own } = chronicle as NonNullable<typeof chronicle>;
  const reader = made.get(key) as FindingsReader;
  const source = feedSource(readers, key);
  const { roleArn, accessKeyId, secretAccessKey, queueArn } = reader as Known<FindingsReader>;
  const identity =
    source?.kind === "accessKey"
      ? { accessKey: { id: accessKeyId, secret: secretAccessKey } }
      : { role: { arn: roleArn, subjectId: source?.subjectId as string } };
  const { form, feedName } = new ChronicleFeed(addOnName(name, "chronicle"), {
    ...own,
    ...identity,
    ...(own["sourceType"] !== "AMAZON_S3_V2" && { queueArn }),
    findingsUri: findings.findingsUri,
  });
  return definedOnly({ form, feedName });
}

function createTable(
  { name, settings, findings }: Exported,
  own: NonNullable<AddOns["athena"]>,
  provider: Provider | undefined,
) {
  const { regions, homeRegion, members } = settings;
  const { findingsUri, administratorAccountId } = findings;
  const accounts = [administratorAccountId, ...members.accounts.map(({ accountId }) => accountId)];
  const { databaseName, tableName, ocsfViewName, workgroupName } = new FindingsTable(
    addOnName(name, "athena"),
    { accounts, ...own, findingsUri, regions, homeRegion },
    { provider },
  );
  return definedOnly({ databaseName, tableName, ocsfViewName, workgroupName });
}

function createRouting(
  { name, settings }: Exported,
  own: NonNullable<AddOns["events"]>,
  provider: Provider,
) {
  const { regions, homeRegion } = settings;
  const { busArn, undeliveredQueueArns, topicStatement } = new EventRouting(
    addOnName(name, "events"),
    { ...own, regions, homeRegion },
    { provider },
  );
  return definedOnly({ busArn, undeliveredQueueArns, topicStatement });
}

function createHealth(
  { name, settings, findings }: Exported,
  own: NonNullable<AddOns["health"]>,
  provider: Provider,
) {
  const { regions, homeRegion, findingPublishingFrequency } = settings;
  const { administratorAccountId, detectorIds, destinationIds, findingsUri, keyArn } = findings;
  const { topicArn, functionName, logGroupName, deadLetterQueueUrl, dashboardName } =
    new ExportHealth(
      addOnName(name, "health"),
      {
        ...{ ...own, regions, homeRegion, findingPublishingFrequency },
        ...{ administratorAccountId, detectorIds, destinationIds, findingsUri, keyArn },
      },
      { provider },
    );
  return { topicArn, functionName, logGroupName, deadLetterQueueUrl, dashboardName };
}

/** Outputs that the validation has seen to be there. */
type Known<Component> = { [Name in keyof Component]-?: NonNullable<Component[Name]> };
