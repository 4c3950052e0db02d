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
import type { Text } from "../output/text";
import { joined, listedValues, text, value } from "../output/text";
import { conditionLines, principalNames, statementLines } from "./sentences";
import type { WholeStack } from "./wholeStack";
import { counted, regionsText } from "./words";

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

function documentLines({ addOn, kind, of, document }: AddOnDocument): Text[] {
  const lines = statementLines(listOf(document.Statement), "", undefined);
  return lines.map((line) => text`${value(addOn)}: ${KINDS[kind]} ${value(of)}: ${line}`);
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
      [value(name)],
      settings.preset,
      IDENTITIES[settings.identity],
      trust.map(({ Principal }) => principalNames(Principal)).join("; ") || "whoever has the key",
      trust.flatMap(conditionLines).join("\n") || "none",
      rightsText(rights),
      queue === undefined
        ? "none"
        : queue === "own"
          ? text`new ${value(names.queue)}`
          : [value(existing ?? "")],
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

const rightsText = (statements: PolicyStatement[]): Text =>
  joined(statements.flatMap(({ Action }) => listOf(Action)).map(value), "\n");

/** What each filter archives, in words and by samples. */
function filterTable({ addOns: { filters } }: WholeStack): Section[] {
  if (filters === undefined) return [];
  const { settings } = filters.plan;
  const effects = new Map(filterEffects(settings).map((one) => [one.filter, one]));
  const rows = settings.filters.map((filter): Cell[] => {
    const effect = effects.get(filter);
    return [
      [value(filter.name)],
      filter.action,
      regionsText(filter.regions, settings.regions.length, "\n"),
      criterionText(filter.criterion),
      effect === undefined || effect.severities.length === 0
        ? "nothing"
        : listed(effect.severities),
      effect === undefined ? "none" : samplesText(effect),
    ];
  });
  const head = ["Filter", "Action", "Regions", "Matches", "Archives", "Samples archived"];
  return tableSection("Finding filters", head, rows);
}

function samplesText({ samples, lacking }: FilterEffect): string {
  const all = SAMPLE_FINDINGS.length;
  if (lacking.length > 0) return `none of ${all}: no sample has ${listed(lacking)}`;
  if (samples.length === 0) return `none of ${all}`;
  if (samples.length === all) return `all ${all}`;
  return samples.map(({ type, severity }) => `${type} (${severity})`).join("\n");
}

/** What each list has GuardDuty do, and in which Regions. */
function listTable({ addOns: { lists } }: WholeStack): Section[] {
  if (lists === undefined) return [];
  const { settings, lists: planned } = lists.plan;
  const rows = planned.map(({ list, file }): Cell[] => [
    [value(list.name)],
    list.kind,
    LIST_EFFECTS[list.kind],
    String(file.text.split("\n").length - 1),
    regionsText(list.regions, settings.regions.length, "\n"),
  ]);
  const head = ["List", "Kind", "Findings of its entries", "Entries", "Regions"];
  return tableSection("Trusted and threat lists", head, rows);
}

const LIST_EFFECTS: { [kind in KindOfList]: string } = {
  IPSet: "none: they are trusted",
  ThreatIntelSet: "one for each that is used: they are threats",
  TrustedEntitySet: "none: they are trusted",
  ThreatEntitySet: "one for each that is used: they are threats",
};

function feedLines({ addOns }: WholeStack): Text[] {
  if (addOns.chronicle === undefined) return [];
  const { displayName, sourceType, instance } = addOns.chronicle.plan.settings;
  const how =
    instance === undefined
      ? "created by hand"
      : text`registered in instance ${value(instance.instance)} of project ${value(instance.project)} in ${value(instance.location)}`;
  return [
    text`chronicle: feed ${value(displayName)} of Google SecOps reads by ${value(sourceType)}, ${how}`,
  ];
}

function connectorLines({ addOns }: WholeStack): Text[] {
  if (addOns.sentinel === undefined) return [];
  const { connectorName, registers } = addOns.sentinel.plan.settings;
  const how = registers ? "registered in its workspace" : "created by hand";
  return [text`sentinel: connector ${value(connectorName)} of Microsoft Sentinel, ${how}`];
}

function eventLines({ addOns, documents }: WholeStack): Text[] {
  if (addOns.events === undefined) return [];
  const { settings, ownBus } = addOns.events.plan;
  const { severityAtLeast, types, accounts } = settings.filter;
  const limits = [
    ...(severityAtLeast === undefined ? [] : [`of severity ${severityAtLeast} and above`]),
    ...(types === undefined ? [] : [text`of types ${listedValues(types)}`]),
    ...(accounts === undefined ? [] : [text`of accounts ${listedValues(accounts)}`]),
  ];
  const ofEvents = (kind: AddOnDocument["kind"]) =>
    documents.find(({ addOn, kind: is }) => addOn === "events" && is === kind);
  const bus = listOf(ofEvents("rights")?.document.Statement)[0]?.Resource;
  const target = ownBus
    ? text`topic ${value(ofEvents("statements")?.of ?? "")}, by a new bus`
    : text`bus ${value(String(bus))}`;
  const scans = settings.malwareScans ? [", and results of malware scans,"] : [];
  const what = text`${joined(["finding events", ...limits], " ")}${joined(scans, "")}`;
  return [text`events: ${what} from ${counted(settings.regions.length, "Region")} to ${target}`];
}

function tableLines(exported: ExportPlan, { addOns, estimate }: WholeStack): Text[] {
  if (addOns.athena === undefined) return [];
  const { settings } = addOns.athena.plan;
  const { since, bytesScannedLimit, resultsRetentionDays, ocsfView } = settings;
  const from = since === undefined ? "the last two years" : `${since} on`;
  const what = `findings of ${counted(estimate.variables.T, "account")} in ${counted(settings.regions.length, "Region")} from ${from}`;
  const view = ocsfView ? "; a view gives them as OCSF" : "";
  return [
    text`athena: ${what} of ${value(`s3://${exported.shown.bucketName}/`)}, at most ${String(bytesScannedLimit)} bytes a query; results are kept ${counted(resultsRetentionDays, "day")}${view}`,
  ];
}

function malwareLines({ malwareBuckets }: WholeStack): Text[] {
  return malwareBuckets.map(({ settings, protectedBucket, role }) => {
    const { name, region, prefixes, tagging, existing, detach } = settings;
    const objects =
      prefixes.length === 0 ? "each new object" : text`new objects under ${listedValues(prefixes)}`;
    const tags = tagging ? "adds the result to their tags" : "adds no tags";
    const as = text`as role ${value(existing?.roleArn ?? role)}`;
    const plan =
      existing === undefined
        ? ""
        : text`; the plan ${value(existing.planId)} is adopted, and stays when it is removed here`;
    const stays =
      existing === undefined && detach ? "; the plan stays when it is removed here" : "";
    return text`malwareProtection, ${value(name)}: GuardDuty scans ${objects} of bucket ${value(protectedBucket.bucketName)} in ${region} ${as}, and ${tags}${plan}${stays}`;
  });
}

function healthLines(exported: ExportPlan, { addOns, documents }: WholeStack): Text[] {
  if (addOns.health === undefined) return [];
  const { settings, forwards } = addOns.health.plan;
  const { regions, intervalMinutes, ownTopic, email } = settings;
  const topic = documents.find(
    ({ addOn, kind }) => addOn === "health" && (kind === "topicPolicy" || kind === "statements"),
  );
  const alarms = ownTopic
    ? `a new topic${email ? " and an e-mail address" : ""}`
    : text`topic ${value(topic?.of ?? "")}`;
  const account = accountIdOf(exported.accounts, "administrator") ?? "of the credentials";
  const forwarded = forwards.length === 0 ? "" : `; events of ${forwards.join(", ")} are forwarded`;
  return [
    text`health: checks ${counted(regions.length, "Region")} every ${counted(intervalMinutes, "minute")} in account ${account}; alarms go to ${alarms}${forwarded}`,
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
