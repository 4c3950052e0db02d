import * as pulumi from "@pulumi/pulumi";
import type { Provider } from "@pulumi/aws/provider";

import { ChronicleFeed } from "../components/chronicle/chronicleFeed";
import { EventRouting } from "../components/events/eventRouting";
import type { FindingFiltersArgs } from "../components/filters/args";
import { FindingFilters } from "../components/filters/findingFilters";
import type { ThreatListsArgs } from "../components/lists/args";
import { ThreatLists } from "../components/lists/threatLists";
import type { MalwareProtectionArgs } from "../components/malware/args";
import { MalwareProtection } from "../components/malware/malwareProtection";
import { FindingsTable } from "../components/table/findingsTable";
import { checkedBefore } from "../components/shared/checkedBefore";
import { atConfigPath } from "../components/shared/configPaths";
import type { GuardDutyExport } from "../components/export/guardDutyExport";
import { ExportHealth } from "../components/health/exportHealth";
import { definedOnly } from "../components/shared/outputs";
import { makeProvider } from "../components/shared/providers";
import type { SentinelConnectorArgs } from "../components/sentinel/args";
import { SentinelConnector } from "../components/sentinel/sentinelConnector";
import type { FindingsReaderArgs } from "../components/readers/args";
import { FindingsReader } from "../components/readers/findingsReader";
import { declaredBucket } from "../rules/bucketSettings";
import type { ExportSettings } from "../rules/args";
import type { AddOns, AddOnsPlan, PlannedAddOn } from "../rules/addOns";
import {
  checkedPolicies,
  feedSource,
  malwareArgs,
  malwareConfigPath,
  planAddOns,
} from "../rules/addOns";
import type { ProviderPlan } from "../rules/plan";
import { pathWithin } from "../rules/problems";

/** The export that the add-ons use. */
interface Exported {
  name: string;
  settings: ExportSettings;
  findings: GuardDutyExport;
}

/** Creates the add-ons and returns their stack outputs. */
export function createAddOns(exported: Exported, addOns: AddOns) {
  const plan = planAddOns(exported.name, exported.settings, addOns);
  const provider = (planned: ProviderPlan | undefined) => planned && makeProvider(planned);
  const ofBucket = provider(plan.providers.bucket);
  const made = createReaders(exported, plan, addOns, ofBucket);
  const { chronicle, sentinel, athena, events, filters, lists, malwareProtection, health } = plan;
  return definedOnly<object>({
    readers: made.size > 0 ? Object.fromEntries([...made].map(readerOutputs)) : undefined,
    chronicle: chronicle && createFeed(exported, nameOf(chronicle), addOns, made),
    sentinel: sentinel && createConnector(nameOf(sentinel), addOns, made),
    athena: athena && createTable(exported, nameOf(athena), addOns, ofBucket),
    events:
      events && createRouting(exported, nameOf(events), addOns, provider(plan.providers.events)),
    filters:
      filters && createFilters(exported, nameOf(filters), addOns, provider(plan.providers.filters)),
    lists: lists && createLists(exported, nameOf(lists), addOns, provider(plan.providers.lists)),
    malwareProtection:
      malwareProtection &&
      createMalware(exported, nameOf(malwareProtection), addOns, provider(plan.providers.malware)),
    health:
      health &&
      createHealth(
        exported,
        nameOf(health),
        addOns,
        [...made.values()],
        provider(plan.providers.health),
      ),
  });
}

/** The config key of an argument of the add-on. */
const within = (key: string) => (path: string) => pathWithin(key, path);

const nameOf = ({ component }: PlannedAddOn) => component.name;

function createReaders(
  { settings, findings }: Exported,
  plan: AddOnsPlan,
  { readers }: AddOns,
  provider: Provider | undefined,
): Map<string, FindingsReader> {
  const { findingsUri, keyArn, notificationTopicArn: topicArn } = findings;
  const { homeRegion } = settings;
  return new Map(
    [...plan.readers].map(([key, planned]) => {
      const own = { ...readers[key], findingsUri, keyArn, topicArn, homeRegion };
      const args = atConfigPath(own as FindingsReaderArgs, within(planned.key));
      return [key, new FindingsReader(nameOf(planned), checkedBefore(args), { provider })];
    }),
  );
}

/** The outputs of a reader; its key's secret stays one. */
function readerOutputs([key, reader]: [string, FindingsReader]) {
  const { roleArn, externalId, userName, accessKeyId, secretAccessKey } = reader;
  const { queueUrl, queueStatement, form } = reader;
  return [
    key,
    definedOnly({
      ...{ roleArn, externalId, userName, accessKeyId, secretAccessKey },
      ...{ queueUrl, queueStatement, form },
    }),
  ] as const;
}

function createFeed(
  { findings }: Exported,
  name: string,
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
  const { form, feedName } = new ChronicleFeed(name, {
    ...own,
    ...identity,
    ...(own["sourceType"] !== "AMAZON_S3_V2" && { queueArn }),
    findingsUri: findings.findingsUri,
  });
  return definedOnly({ form, feedName });
}

function createConnector(name: string, { sentinel }: AddOns, made: Map<string, FindingsReader>) {
  const { reader: key, ...own } = sentinel as NonNullable<typeof sentinel>;
  const { roleArn, queueUrl } = made.get(key) as Known<FindingsReader>;
  const args: SentinelConnectorArgs = { ...own, roleArn, queueUrl };
  const { form, connectorId } = new SentinelConnector(name, args);
  return definedOnly({ form, connectorId });
}

function createTable(
  { settings, findings }: Exported,
  name: string,
  { athena: own }: AddOns,
  provider: Provider | undefined,
) {
  const { regions, homeRegion, members } = settings;
  const { findingsUri, administratorAccountId } = findings;
  const accounts = [administratorAccountId, ...members.accounts.map(({ accountId }) => accountId)];
  const { databaseName, tableName, ocsfViewName, workgroupName } = new FindingsTable(
    name,
    { accounts, ...own, findingsUri, regions, homeRegion },
    { provider },
  );
  return definedOnly({ databaseName, tableName, ocsfViewName, workgroupName });
}

function createRouting(
  { settings }: Exported,
  name: string,
  { events: own }: AddOns,
  provider: Provider | undefined,
) {
  const { regions, homeRegion } = settings;
  const { busArn, undeliveredQueueArns, topicStatement } = new EventRouting(
    name,
    checkedBefore(atConfigPath({ ...own, regions, homeRegion }, within("events"))),
    { provider },
  );
  return definedOnly({ busArn, undeliveredQueueArns, topicStatement });
}

function createFilters(
  { settings, findings }: Exported,
  name: string,
  { filters }: AddOns,
  provider: Provider | undefined,
) {
  const { regions } = settings;
  const { detectorIds } = findings;
  const args = { regions, detectorIds, filters } as unknown as FindingFiltersArgs;
  const { filterArns } = new FindingFilters(name, checkedBefore(args), { provider });
  return { filterArns };
}

function createLists(
  { settings, findings }: Exported,
  name: string,
  { lists }: AddOns,
  provider: Provider | undefined,
) {
  const { regions, homeRegion, administrator } = settings;
  const { detectorIds } = findings;
  const args = {
    ...{ regions, homeRegion, detectorIds, lists },
    ...(administrator.accountId && { account: administrator }),
  } as unknown as ThreatListsArgs;
  const { listArns } = new ThreatLists(name, checkedBefore(args), { provider });
  return { listArns };
}

function createMalware(
  { settings, findings }: Exported,
  name: string,
  { malwareProtection = {} }: AddOns,
  provider: Provider | undefined,
) {
  const { keyArn, notificationTopicArn } = findings;
  // What sets the bucket's notifications does not know that GuardDuty adds EventBridge to them.
  const bucketName = pulumi
    .all([findings.bucketName, notificationTopicArn])
    .apply(([name]) => name);
  const args = checkedBefore(
    malwareArgs(malwareProtection, { bucketName, keyArn, region: settings.homeRegion }),
  );
  const { planArns, roleArns, cleanReadStatements } = new MalwareProtection(
    name,
    atConfigPath(args as unknown as MalwareProtectionArgs, malwareConfigPath(malwareProtection)),
    { provider },
  );
  return { planArns, roleArns, cleanReadStatements };
}

function createHealth(
  { settings, findings }: Exported,
  name: string,
  { health: own }: AddOns,
  readers: FindingsReader[],
  provider: Provider | undefined,
) {
  const { regions, homeRegion, findingPublishingFrequency, members } = settings;
  const bucketSettings = declaredBucket(settings.bucket);
  const { administratorAccountId, bucketAccountId, detectorIds, destinationIds } = findings;
  const { findingsUri, keyArn, notificationTopicArn, notificationKeyArn } = findings;
  const { bucketPolicyStatements, keyPolicyStatements } = findings;
  const queueUrls = readers.flatMap(({ queueUrl }) => queueUrl ?? []);
  const ownQueueArns = readers.flatMap(({ queueArn, deadLetterQueueArn }) =>
    queueArn && deadLetterQueueArn ? [queueArn, deadLetterQueueArn] : [],
  );
  const { topicArn, functionName, logGroupName, deadLetterQueueUrl, dashboardName } =
    new ExportHealth(
      name,
      checkedBefore(
        atConfigPath(
          {
            ...{ ...own, regions, homeRegion, findingPublishingFrequency },
            ...{ administratorAccountId, bucketAccountId, detectorIds, destinationIds },
            ...{ findingsUri, keyArn, queueUrls, ownQueueArns },
            ...{ notificationTopicArn, notificationKeyArn },
            ...(bucketSettings && { bucketSettings }),
            ...checkedPolicies(settings, {
              bucket: bucketPolicyStatements,
              key: keyPolicyStatements,
            }),
            members,
          },
          within("health"),
        ),
      ),
      { provider },
    );
  return { topicArn, functionName, logGroupName, deadLetterQueueUrl, dashboardName };
}

/** Outputs that the validation has seen to be there. */
type Known<Component> = { [Name in keyof Component]-?: NonNullable<Component[Name]> };
