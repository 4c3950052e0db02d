import type { ArnLocation } from "../arn";
import { arnOf, bucketArn, detectorArn } from "../arn";
import { isLater } from "../args";
import { deadLetterPolicy, eventBridgeTrust, putEventsPolicy, topicStatement } from "../events";
import {
  alarmKeyPolicy,
  alarmTopicPolicy,
  CHANGES,
  forwardPolicy,
  functionPolicy,
  isOwn,
  readOwners,
  schedulePolicy,
  serviceTrust,
  comparedSettings,
} from "../health";
import { listBucketPolicy } from "../lists";
import { malwareRights, malwareTrust } from "../malware";
import { accountIdOf } from "../plan/accounts";
import type { ExportPlan } from "../plan/exportPlan";
import { findingsFolder } from "../policies";
import type { OneOrMany, PolicyDocument } from "../policyDocument";
import { tlsOnlyQueuePolicy } from "../queues";
import type { ReaderSettings, TrustArgs } from "../readers";
import {
  findingsLocation,
  identityTrust,
  PRESETS,
  queuePolicy,
  queueStatement,
  readerPolicy,
} from "../readers";
import { resultsPolicy } from "../table";
import type { PlannedBucket } from "./protectedBuckets";
import { protectedBuckets } from "./protectedBuckets";
import type { AddOnsPlan } from "./plan";
import type { AddOns, Args } from "./types";

/** What a policy of an add-on is of. */
export type DocumentKind =
  /** Who may take a role. */
  | "trust"
  /** What a role or a user may do. */
  | "rights"
  | "queuePolicy"
  | "topicPolicy"
  | "keyPolicy"
  | "bucketPolicy"
  /** Statements that the owner of a queue or a topic has to have in its policy. */
  | "statements";

/** A policy that an add-on writes, as far as a configuration decides it: what is not known yet stands for itself. */
export interface AddOnDocument {
  /** Config key of the add-on; that of a reader with its name. */
  addOn: string;
  kind: DocumentKind;
  /** Logical name of the resource that has it; the ARN or URL of what exists. */
  of: string;
  document: PolicyDocument;
  /** Of a role for one bucket: whether that is the bucket of the findings. */
  ofFindings?: boolean;
}

/** What stands for a value that is encrypted in the configuration. */
export const SECRET_STAND_IN = "<secret>";
/** What stands for an external id that a deployment generates. */
export const EXTERNAL_ID_STAND_IN = "<external id>";
const SECRET_ARN = ["arn", "aws", ...Array<string>(4).fill(SECRET_STAND_IN)].join(":");
/** What stands for the account of the credentials where the configuration names none. */
export const ACCOUNT_STAND_IN = "<account id>";

/** Every policy of the add-ons. */
export function addOnDocuments(
  exported: ExportPlan,
  component: string,
  addOns: AddOns,
  plan: AddOnsPlan,
): AddOnDocument[] {
  const facts = factsOf(exported, component);
  return [
    ...readerDocuments(facts, addOns, plan),
    ...tableDocuments(facts, plan),
    ...eventDocuments(facts, addOns, plan),
    ...listDocuments(facts, plan),
    ...malwareDocuments(facts, addOns, plan),
    ...healthDocuments(facts, addOns, plan),
  ];
}

/** What the policies of add-ons speak of. */
interface Facts {
  exported: ExportPlan;
  accountId: string;
  bucketAccountId: string;
  findingsUri: string;
  keyArn: string;
  topicArn: string;
}

function factsOf(exported: ExportPlan, component: string): Facts {
  const { accounts, settings, shown, home } = exported;
  const idOf = (role: typeof accounts.bucketOwner) =>
    accountIdOf(accounts, role) ?? ACCOUNT_STAND_IN;
  const bucketAccountId = idOf(accounts.bucketOwner);
  const location = { region: home.name, accountId: bucketAccountId };
  return {
    exported,
    accountId: idOf("administrator"),
    bucketAccountId,
    findingsUri: `s3://${shown.bucketName}/${findingsFolder(settings.bucket.prefix)}`,
    keyArn: shown.keyArn,
    topicArn: arnOf("sns", location, autoNamed(`${component}-notifications-topic`)),
  };
}

/** A name to which Pulumi appends what it generates. */
const autoNamed = (name: string) => `${name}-<7 hex digits>`;

function readerDocuments(
  { exported, bucketAccountId, findingsUri, keyArn, topicArn }: Facts,
  addOns: AddOns,
  plan: AddOnsPlan,
): AddOnDocument[] {
  const location = { region: exported.home.name, accountId: bucketAccountId };
  return [...plan.readers].flatMap(([name, { key: addOn, plan: reader }]): AddOnDocument[] => {
    const { settings, names, queue } = reader;
    const args = known(addOns.readers[name]) as ReaderArgs;
    const url = args.queue?.existing?.url;
    const queueArn =
      url === undefined
        ? arnOf("sqs", location, autoNamed(names.queue))
        : queueArnOfUrl(url, location.region);
    const trust = identityTrust(settings, trustArgs(settings, args));
    const actions = PRESETS[settings.preset].queueActions;
    const rights = readerPolicy(
      findingsLocation(findingsUri, keyArn),
      settings.deletesAfterTransfer,
      queue && { queueArn, actions },
    );
    return [
      ...(trust ? [{ addOn, kind: "trust" as const, of: names.role, document: trust }] : []),
      { addOn, kind: "rights", of: trust ? names.role : names.user, document: rights },
      ...(queue === "own" ? [tlsOnlyQueue(addOn, names.deadLetterQueue, location)] : []),
      ...(queue === "own"
        ? [queueDocument(addOn, names.queue, queuePolicy(queueArn, topicArn))]
        : []),
      ...(queue === "merge" || queue === "external"
        ? [
            {
              addOn,
              kind: "statements" as const,
              of: url ?? queueArn,
              document: single(queueStatement(names.queueSid, queueArn, topicArn)),
            },
          ]
        : []),
    ];
  });
}

function tlsOnlyQueue(addOn: string, of: string, at: ArnLocation): AddOnDocument {
  return queueDocument(addOn, of, tlsOnlyQueuePolicy(arnOf("sqs", at, autoNamed(of))));
}

function queueDocument(addOn: string, of: string, document: PolicyDocument): AddOnDocument {
  return { addOn, kind: "queuePolicy", of, document };
}

function tableDocuments({ exported }: Facts, { athena }: AddOnsPlan): AddOnDocument[] {
  if (athena === undefined) return [];
  const { results } = athena.plan.names;
  const arn = bucketArn(exported.home.partition, autoNamed(results));
  return [{ addOn: athena.key, kind: "bucketPolicy", of: results, document: resultsPolicy(arn) }];
}

function eventDocuments(
  { accountId }: Facts,
  addOns: AddOns,
  { events }: AddOnsPlan,
): AddOnDocument[] {
  if (events === undefined) return [];
  const { key: addOn, plan } = events;
  const { names, settings, rules, ownBus } = plan;
  const { busArn, topicArn } = known(addOns.events) as { busArn?: string; topicArn?: string };
  const home = { region: settings.homeRegion, accountId };
  const bus = ownBus ? arnOf("events", home, `event-bus/${autoNamed(names.bus)}`) : (busArn ?? "");
  return [
    { addOn, kind: "trust", of: names.role, document: eventBridgeTrust(accountId) },
    { addOn, kind: "rights", of: names.role, document: putEventsPolicy(bus) },
    ...rules.map(({ key, region, sendsTo }): AddOnDocument => {
      const queue = arnOf("sqs", { region, accountId }, autoNamed(names.undelivered(key)));
      const onBus = sendsTo === "topic" ? `${autoNamed(names.bus)}/` : "";
      const rule = `rule/${onBus}${autoNamed(names.rule(key))}`;
      const document = deadLetterPolicy(queue, [arnOf("events", { region, accountId }, rule)]);
      return queueDocument(addOn, names.undelivered(key), document);
    }),
    ...(topicArn === undefined
      ? []
      : [
          {
            addOn,
            kind: "statements" as const,
            of: topicArn,
            document: single(topicStatement(topicArn)),
          },
        ]),
  ];
}

function listDocuments({ exported, accountId }: Facts, { lists }: AddOnsPlan): AddOnDocument[] {
  if (lists === undefined || lists.plan.lists.length === 0) return [];
  const { bucket: of } = lists.plan.names;
  const document = listBucketPolicy(exported.home.partition, autoNamed(of), accountId);
  return [{ addOn: lists.key, kind: "bucketPolicy", of, document }];
}

function malwareDocuments(
  { exported, accountId, bucketAccountId }: Facts,
  addOns: AddOns,
  plan: AddOnsPlan,
): AddOnDocument[] {
  const owners = { administrator: accountId, bucketOwner: bucketAccountId };
  return protectedBuckets(exported, known(addOns.malwareProtection), plan, owners).flatMap(
    ({ protectedBucket, role, ofExport: ofFindings }): AddOnDocument[] => [
      {
        addOn: "malwareProtection",
        kind: "trust",
        of: role,
        document: malwareTrust(protectedBucket),
        ofFindings,
      },
      {
        addOn: "malwareProtection",
        kind: "rights",
        of: role,
        document: malwareRights(protectedBucket),
        ofFindings,
      },
    ],
  );
}

function deliveryOf(facts: Facts, addOns: AddOns, { readers }: AddOnsPlan) {
  const { exported, accountId, bucketAccountId, topicArn } = facts;
  if (exported.settings.notifications !== "made" || bucketAccountId !== accountId) return undefined;
  const queueArns = [...readers].flatMap(
    ([name, reader]) => readersQueue(facts, addOns, name, reader) ?? [],
  );
  return { topicArn, queueArns };
}

/** The buckets that Malware Protection scans, as far as a configuration decides them. */
export function malwareBuckets(
  exported: ExportPlan,
  component: string,
  addOns: AddOns,
  plan: AddOnsPlan,
): PlannedBucket[] {
  const { accountId, bucketAccountId } = factsOf(exported, component);
  const owners = { administrator: accountId, bucketOwner: bucketAccountId };
  return protectedBuckets(exported, known(addOns.malwareProtection), plan, owners);
}

/** The ARN of a reader's queue; undefined: it has none. */
function readersQueue(
  { exported, bucketAccountId }: Facts,
  addOns: AddOns,
  name: string,
  { plan: { names, queue } }: NonNullable<ReturnType<AddOnsPlan["readers"]["get"]>>,
): string | undefined {
  if (queue === undefined) return undefined;
  const location = { region: exported.home.name, accountId: bucketAccountId };
  const url = (known(addOns.readers[name]) as ReaderArgs).queue?.existing?.url;
  return url === undefined
    ? arnOf("sqs", location, autoNamed(names.queue))
    : queueArnOfUrl(url, location.region);
}

function healthDocuments(facts: Facts, addOns: AddOns, plans: AddOnsPlan): AddOnDocument[] {
  const { exported, accountId, bucketAccountId, findingsUri, keyArn } = facts;
  const { health } = plans;
  if (health === undefined) return [];
  const { key: addOn, plan } = health;
  const { names, settings, forwards } = plan;
  const { topicArn } = known(addOns.health) as { topicArn?: string };
  const home = { region: settings.homeRegion, accountId };
  const { bucketArn: bucket, folder } = findingsLocation(findingsUri, keyArn);
  const deadLetterQueueArn = arnOf("sqs", home, autoNamed(names.deadLetterQueue));
  const keyPolicy = alarmKeyPolicy(exported.home.partition, accountId);
  const functionArn = arnOf("lambda", home, `function:${autoNamed(names.function)}`);
  const accounts = { administratorAccountId: accountId, bucketAccountId, keyArn };
  const rights = functionPolicy({
    detectorArns: exported.shown.sources.map(detectorArn),
    ...{ bucketArn: bucket, folder, deadLetterQueueArn },
    everyAccount: settings.autoEnable === "ALL",
    autoEnable: settings.autoEnable,
    managedByPolicy: settings.membersManagedBy === "policy",
    readsSettings:
      comparedSettings(accountId, bucketAccountId, settings.bucketSettings) !== undefined,
    keyArn,
    ownKey: isOwn("key", accounts),
    policyOwners: readOwners(accounts, settings.policyOwners),
    delivery: deliveryOf(facts, addOns, plans),
    logGroupArn: arnOf("logs", home, `log-group:${autoNamed(names.logGroup)}`),
  });
  const role = (of: string, service: string, document: PolicyDocument): AddOnDocument[] => [
    { addOn, kind: "trust", of, document: serviceTrust(service, accountId) },
    { addOn, kind: "rights", of, document },
  ];
  const ruleIn = (region: string, name: string) =>
    arnOf("events", { region, accountId }, `rule/${autoNamed(name)}`);
  const undelivered = (region: string, rules: string[]): AddOnDocument => {
    const queue = arnOf("sqs", { region, accountId }, autoNamed(names.undelivered(region)));
    return queueDocument(addOn, names.undelivered(region), deadLetterPolicy(queue, rules));
  };
  const ownRules = CHANGES.map(({ key }) => ruleIn(home.region, names.rule(key)));
  const ownTopic = arnOf("sns", home, autoNamed(names.topic));
  const bus = arnOf("events", home, "event-bus/default");
  return [
    ...role(names.role, "lambda.amazonaws.com", rights),
    ...role(
      names.scheduleRole,
      "scheduler.amazonaws.com",
      schedulePolicy(functionArn, deadLetterQueueArn),
    ),
    ...(forwards.length > 0
      ? role(names.forwardRole, "events.amazonaws.com", forwardPolicy(bus))
      : []),
    tlsOnlyQueue(addOn, names.deadLetterQueue, home),
    ...(settings.ownTopic
      ? [{ addOn, kind: "keyPolicy" as const, of: names.topicKey, document: keyPolicy }]
      : []),
    {
      addOn,
      kind: settings.ownTopic ? "topicPolicy" : "statements",
      of: topicArn ?? names.topic,
      document: alarmTopicPolicy(topicArn ?? ownTopic, accountId),
    },
    undelivered(home.region, ownRules),
    ...forwards.map((region) => undelivered(region, [ruleIn(region, names.forward(region))])),
  ];
}

interface ReaderArgs extends TrustArgs {
  queue?: { existing?: { url: string } };
}

/** What a trust is made of; a list may be a secret as a whole. */
function trustArgs({ generatesExternalId }: ReaderSettings, args: ReaderArgs): TrustArgs {
  const { role, webIdentity, service } = args;
  const { audiences, subjects, sessionNames } = webIdentity ?? {};
  return {
    role: role && {
      principalArns: list(role.principalArns),
      externalId: generatesExternalId ? EXTERNAL_ID_STAND_IN : role.externalId,
    },
    webIdentity: webIdentity && {
      ...webIdentity,
      audiences: list(audiences),
      subjects: list(subjects),
      sessionNames: list(sessionNames),
    },
    service: service && {
      sourceArns: list(service.sourceArns)?.map((arn) =>
        arn === SECRET_STAND_IN ? SECRET_ARN : arn,
      ),
    },
  };
}

const list = (value: OneOrMany<string> | readonly string[] | undefined): string[] | undefined =>
  value === undefined ? undefined : [value].flat();

/** `https://sqs.us-east-1.amazonaws.com/111122223333/siem` as an ARN. */
export function queueArnOfUrl(url: string, region: string): string {
  const [accountId = "", name = ""] = url.split("/").slice(3);
  return arnOf("sqs", { region, accountId }, name);
}

const single = (statement: PolicyDocument["Statement"]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [statement].flat(),
});

/** Arguments with a stand-in for what only a deployment can read. */
function known(value: unknown): unknown {
  if (isLater(value)) return SECRET_STAND_IN;
  if (Array.isArray(value)) return value.map(known);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value as Args).map(([key, one]) => [key, known(one)]));
}
