import type { AddOnDocument } from "../../rules/addOns";
import type { FilterEffect } from "../../rules/filters";
import { filterEffects } from "../../rules/filters";
import { SAMPLE_FINDINGS } from "../../rules/findingFilters";
import type { KindOfList } from "../../rules/lists";
import type { ExportPlan } from "../../rules/plan";
import { accountIdOf } from "../../rules/plan";
import type { PolicyStatement } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import { criterionText } from "../../rules/texts/criteria";
import { listed } from "../../rules/texts/words";
import type { Cell, Section } from "../output/report";
import { listSection, tableSection } from "../output/report";
import { conditionLines, principalNames, statementLines } from "./sentences";
import type { WholeStack } from "./wholeStack";
import { counted } from "./words";

/** What the add-ons of a stack are for: who reads, where events go, what is queried and watched. */
export function addOnSections(exported: ExportPlan, whole: WholeStack): Section[] {
  return [
    ...readerTable(whole),
    ...filterTable(whole),
    ...listTable(whole),
    ...listSection("Add-ons", [
      ...feedLines(whole),
      ...connectorLines(whole),
      ...eventLines(whole),
      ...tableLines(exported, whole),
      ...malwareLines(whole),
      ...healthLines(exported, whole),
    ]),
  ];
}

/** Every statement that the add-ons write, and the calls of a month. */
export function addOnDetails(whole: WholeStack): Section[] {
  return [
    ...listSection("Statements of the add-ons", whole.documents.flatMap(documentLines), {
      folded: true,
    }),
    ...callTable(whole),
  ];
}

function documentLines({ addOn, kind, of, document }: AddOnDocument): string[] {
  const lines = statementLines(listOf(document.Statement), "", undefined);
  return lines.map((line) => `${addOn}: ${KINDS[kind]} ${of}: ${line}`);
}

const KINDS: { [kind in AddOnDocument["kind"]]: string } = {
  trust: "trust of role",
  rights: "rights of",
  queuePolicy: "policy of queue",
  topicPolicy: "policy of topic",
  keyPolicy: "policy of key",
  bucketPolicy: "policy of bucket",
  statements: "statements for the policy of",
};

function readerTable({ addOns, documents }: WholeStack): Section[] {
  const rows = [...addOns.readers].map(([name, { key, plan }]): Cell[] => {
    const { settings, queue, names } = plan;
    const ofReader = (kind: AddOnDocument["kind"]) =>
      documents.find((one) => one.addOn === key && one.kind === kind);
    const trust = listOf(ofReader("trust")?.document.Statement);
    const rights = listOf(ofReader("rights")?.document.Statement);
    const existing = ofReader("statements")?.of;
    return [
      name,
      settings.preset,
      IDENTITIES[settings.identity],
      trust.map(({ Principal }) => principalNames(Principal)).join("; ") || "whoever has the key",
      trust.flatMap(conditionLines).join("\n") || "none",
      rightsText(rights),
      queue === undefined ? "none" : queue === "own" ? `new ${names.queue}` : (existing ?? ""),
    ];
  });
  const head = ["Reader", "Preset", "Identity", "Trusted", "Condition", "Actions", "Queue"];
  return tableSection("Who reads findings", head, rows);
}

const IDENTITIES = {
  role: "role",
  webIdentity: "role, by web identity",
  service: "role of a service",
  accessKey: "IAM user with an access key",
};

const rightsText = (statements: PolicyStatement[]) =>
  statements.flatMap(({ Action }) => listOf(Action)).join("\n");

/** What each filter archives, in words and by samples. */
function filterTable({ addOns: { filters } }: WholeStack): Section[] {
  if (filters === undefined) return [];
  const { settings } = filters.plan;
  const effects = new Map(filterEffects(settings).map((one) => [one.filter, one]));
  const rows = settings.filters.map((filter): Cell[] => {
    const effect = effects.get(filter);
    return [
      filter.name,
      filter.action,
      filter.regions.length === settings.regions.length ? "all" : filter.regions.join("\n"),
      criterionText(filter.criterion),
      effect === undefined ? "nothing" : listed(effect.severities),
      effect === undefined ? "none" : samplesText(effect),
    ];
  });
  const head = ["Filter", "Action", "Regions", "Matches", "Archives", "Samples archived"];
  return tableSection("Finding filters", head, rows);
}

function samplesText({ samples }: FilterEffect): string {
  const all = SAMPLE_FINDINGS.length;
  if (samples.length === 0) return `none of ${all}`;
  if (samples.length === all) return `all ${all}`;
  return samples.map(({ type, severity }) => `${type} (${severity})`).join("\n");
}

/** What each list has GuardDuty do, and in which Regions. */
function listTable({ addOns: { lists } }: WholeStack): Section[] {
  if (lists === undefined) return [];
  const { settings, lists: planned } = lists.plan;
  const rows = planned.map(({ list, file, regions }): Cell[] => [
    list.name,
    list.kind,
    LIST_EFFECTS[list.kind],
    String(file.text.split("\n").length - 1),
    regions.length === settings.regions.length ? "all" : list.regions.join("\n"),
  ]);
  const head = ["List", "Kind", "Findings of its entries", "Entries", "Regions"];
  return tableSection("Lists of IP addresses", head, rows);
}

const LIST_EFFECTS: { [kind in KindOfList]: string } = {
  IPSet: "none: they are trusted",
  ThreatIntelSet: "one for each that is used: they are threats",
};

function feedLines({ addOns }: WholeStack): string[] {
  if (addOns.chronicle === undefined) return [];
  const { displayName, sourceType, instance } = addOns.chronicle.plan.settings;
  const how =
    instance === undefined
      ? "created by hand"
      : `registered in instance ${instance.instance} of project ${instance.project} in ${instance.location}`;
  return [
    `chronicle: feed ${JSON.stringify(displayName)} of Google SecOps reads by ${sourceType}, ${how}`,
  ];
}

function connectorLines({ addOns }: WholeStack): string[] {
  if (addOns.sentinel === undefined) return [];
  const { connectorName, registers } = addOns.sentinel.plan.settings;
  const how = registers ? "registered in its workspace" : "created by hand";
  return [`sentinel: connector ${connectorName} of Microsoft Sentinel, ${how}`];
}

function eventLines({ addOns, documents }: WholeStack): string[] {
  if (addOns.events === undefined) return [];
  const { settings, ownBus } = addOns.events.plan;
  const { severityAtLeast, types, accounts } = settings.filter;
  const limits = [
    ...(severityAtLeast === undefined ? [] : [`of severity ${severityAtLeast} and above`]),
    ...(types === undefined ? [] : [`of types ${types.join(", ")}`]),
    ...(accounts === undefined ? [] : [`of accounts ${accounts.join(", ")}`]),
  ];
  const ofEvents = (kind: AddOnDocument["kind"]) =>
    documents.find(({ addOn, kind: is }) => addOn === "events" && is === kind);
  const bus = listOf(ofEvents("rights")?.document.Statement)[0]?.Resource;
  const target = ownBus
    ? `topic ${ofEvents("statements")?.of}, by a new bus`
    : `bus ${String(bus)}`;
  const what = ["finding events", ...limits].join(" ");
  return [`events: ${what} from ${counted(settings.regions.length, "Region")} to ${target}`];
}

function tableLines(exported: ExportPlan, { addOns, estimate }: WholeStack): string[] {
  if (addOns.athena === undefined) return [];
  const { settings } = addOns.athena.plan;
  const { since, bytesScannedLimit, resultsRetentionDays, ocsfView } = settings;
  const from = since === undefined ? "the last two years" : `${since} on`;
  const what = `findings of ${counted(estimate.variables.T, "account")} in ${counted(settings.regions.length, "Region")} from ${from}`;
  const view = ocsfView ? "; a view gives them as OCSF" : "";
  return [
    `athena: ${what} of s3://${exported.shown.bucketName}/, at most ${bytesScannedLimit} bytes a query; results are kept ${counted(resultsRetentionDays, "day")}${view}`,
  ];
}

function malwareLines({ addOns }: WholeStack): string[] {
  return (addOns.malwareProtection?.plan.settings.buckets ?? []).map(
    ({ name, region, prefixes, tagging }) => {
      const objects =
        prefixes.length === 0 ? "each new object" : `new objects under ${listed(prefixes)}`;
      const tags = tagging ? "adds the result to their tags" : "adds no tags";
      return `malwareProtection: GuardDuty scans ${objects} of bucket ${name} in ${region}, and ${tags}`;
    },
  );
}

function healthLines(exported: ExportPlan, { addOns, documents }: WholeStack): string[] {
  if (addOns.health === undefined) return [];
  const { settings, forwards } = addOns.health.plan;
  const { regions, intervalMinutes, ownTopic, email } = settings;
  const topic = documents.find(
    ({ addOn, kind }) => addOn === "health" && (kind === "topicPolicy" || kind === "statements"),
  );
  const alarms = ownTopic
    ? `a new topic${email ? " and an e-mail address" : ""}`
    : `topic ${topic?.of}`;
  const account = accountIdOf(exported.accounts, "administrator") ?? "of the credentials";
  const forwarded = forwards.length === 0 ? "" : `; events of ${forwards.join(", ")} are forwarded`;
  return [
    `health: checks ${counted(regions.length, "Region")} every ${intervalMinutes} minutes in account ${account}; alarms go to ${alarms}${forwarded}`,
  ];
}

function callTable({ estimate }: WholeStack): Section[] {
  const { O } = estimate.variables;
  const rows = estimate.calls.map(({ of, service, calls, count }) => [
    of,
    service,
    listed(calls),
    String(count),
  ]);
  const title = `Estimated calls a month with ${O} objects of findings`;
  return tableSection(title, ["Part", "Service", "Calls", "A month"], rows, { folded: true });
}
