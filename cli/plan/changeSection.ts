import type { AddOnsPlan } from "../../rules/addOns";
import { ADD_ON_NAMES, listedAddOns } from "../../rules/addOns";
import type { ExportSettings, MemberDetectorsSettings } from "../../rules/args";
import type { AddOnConfig, Change, ConfiguredAddOns, PlannedResources } from "../../rules/changes";
import {
  addOnChanges,
  adoptedPolicyChanges,
  change,
  exportChanges,
  keysNotCompared,
  leafChanges,
  memberChanges,
  resourceChanges,
  riskFirst,
} from "../../rules/changes";
import type { ExportPlan, LivePolicies } from "../../rules/plan";
import { accountIdOf, planExport, planMemberDetectors } from "../../rules/plan";
import { changeText } from "../../rules/texts/changes";
import type { Base, MissingPolicy } from "../config/against";
import type { StackFile } from "../config/stackFile";
import type { Finding } from "../findings";
import { unchecked } from "../findings";
import { findingData, findingSections } from "../output/findings";
import type { Report, Tone } from "../output/report";
import { listSection } from "../output/report";
import type { Used } from "./givenChanges";
import { givenPolicyChanges } from "./givenChanges";
import type { GivenPolicies } from "./givenPolicies";
import { NO_POLICIES } from "./givenPolicies";
import { stackResources, wholeStack } from "./wholeStack";

const TITLE = "What this change does";
const EVIDENCE_AT_RISK = "this change puts evidence at risk";
const PARTLY_COMPARED = "part of what this change does is not checked";
const NOT_COMPARED = "what this change does is not checked";

const NOT_COMPARED_IDS: Change["id"][] = [
  ...(["adoptedPolicyNotCompared", "givenPolicyNotCompared", "programChanged"] as const),
];

/** A configuration, and the policies of what it adopts. */
export interface Planned {
  file: StackFile;
  live: LivePolicies;
  /** Policies of what the stack uses and others own. Defaults to none. */
  given?: GivenPolicies;
}

/** A report with what changes from the base in front. */
export function withChanges(
  report: Report,
  base: Base,
  head: Planned,
  givenBefore?: GivenPolicies,
): Report {
  switch (base.kind) {
    case "config":
      return changed(report, [
        ...changesOf(
          { file: base.file, live: base.policies, ...(givenBefore && { given: givenBefore }) },
          head,
          base.missingPolicies,
        ),
        ...programChanges(base.changedProgram),
      ]);
    case "none":
      return changed(report, [change("stackAdded", { at: base.shownAs })]);
    case "invalid": {
      const { shownAs: at, finding: cause } = base;
      return notCompared(report, unchecked("baseConfigInvalid", { at, cause }));
    }
  }
}

function changed(report: Report, changes: Change[]): Report {
  const risks = changes.filter(({ risk }) => risk).map(changeText);
  const [resources, rest] = [true, false].map((are) =>
    changes.filter((one) => !one.risk && isOfResources(one) === are).map(changeText),
  ) as [string[], string[]];
  const nothing = changes.length === 0 ? ["nothing"] : [];
  return {
    ...report,
    ...summaryOf(report, changes),
    sections: [
      ...listSection("Evidence at risk", risks, { tone: "bad" }),
      ...listSection(TITLE, [...rest, ...nothing]),
      ...listSection("Resources added and removed", resources, { folded: true }),
      ...report.sections,
    ],
    data: {
      ...report.data,
      changes: changes.map((one) => ({ ...one, text: changeText(one) })),
    },
  };
}

/** The summary with the worst of what changes. */
function summaryOf(report: Report, changes: readonly Change[]): Partial<Report> {
  if (changes.some(({ risk }) => risk)) {
    return { summary: summaryWith(report, "bad", EVIDENCE_AT_RISK) };
  }
  const open = changes.some(({ id }) => NOT_COMPARED_IDS.includes(id));
  return open ? { summary: summaryWith(report, "open", PARTLY_COMPARED) } : {};
}

/** A summary with what the change does to it; what is worse stays. */
function summaryWith({ summary }: Report, tone: Tone, reason: string): Report["summary"] {
  const text = `${summary.text}; ${reason}`;
  return { text, tone: summary.tone === "bad" ? "bad" : tone };
}

function isOfResources({ id }: Change): boolean {
  return id === "resourcesAdded" || id === "resourcesRemoved";
}

/** A comparison that was asked for and is not there passes nothing. */
function notCompared(report: Report, finding: Finding): Report {
  const { notChecked } = report.data as { notChecked: object[] };
  return {
    ...report,
    notChecked: true,
    summary: summaryWith(report, "open", NOT_COMPARED),
    sections: [...findingSections([finding], 0), ...report.sections],
    data: { ...report.data, notChecked: [findingData(finding), ...notChecked], changes: null },
  };
}

/** Everything that differs between what two configurations deploy. */
export function changesOf(
  base: Planned,
  head: Planned,
  missing: readonly MissingPolicy[] = [],
): Change[] {
  const [old, now] = [base.file, head.file];
  // Under another name every resource is created again: compared under one, what differs apart from that shows.
  const [from, to] = [wholePlan({ ...old, name: now.name }), wholePlan(now)];
  const addOns = addOnChanges(from.addOns, to.addOns);
  return riskFirst([
    ...projectChanges(old.project, now.project),
    ...planChanges(old, now),
    ...adoptedPolicyChanges(base.live, head.live),
    ...missing.map((one) => change("adoptedPolicyNotCompared", one)),
    ...givenPolicyChanges(
      { given: base.given ?? NO_POLICIES, used: from.used },
      { given: head.given ?? NO_POLICIES, used: to.used },
    ),
    ...addOns,
    ...leafChanges(old.surroundings, now.surroundings).map((one) =>
      change("surroundingsChanged", one),
    ),
    ...(from.parts && to.parts
      ? resourceChanges(from.parts, to.parts, keysNotCompared(addOns))
      : []),
  ]);
}

/** What a stack's file deploys; no parts where they depend on another stack. */
function wholePlan(file: StackFile): {
  addOns: ConfiguredAddOns;
  used: Used;
  parts?: PlannedResources;
} {
  const { part, name, project, stack } = file;
  if (part.role === "administrator") {
    const exported = exportPlan(file, part.settings);
    const whole = wholeStack(file, part, exported);
    const config = addOnsOf(file);
    return {
      addOns: {
        ...{ config, plan: whole.addOns, documents: whole.documents },
        accounts: accountsOf(whole.addOns, exported),
      },
      used: whole,
      parts: whole.parts,
    };
  }
  const addOns = { config: {}, documents: [] };
  const used: Used = { shared: [], malwareBuckets: [] };
  if (part.regionsOf !== undefined) return { addOns, used };
  const component = { type: "guardduty-export:index:MemberDetectors", name };
  const parts: PlannedResources = new Map([
    ["stack", stackResources(project, stack)],
    ["export", [component, ...planMemberDetectors(name, part.settings).resources]],
  ]);
  return { addOns, used, parts };
}

function accountsOf(addOns: AddOnsPlan, { accounts }: ExportPlan): ConfiguredAddOns["accounts"] {
  const placed = listedAddOns(addOns).flatMap(({ key, account: role }) => {
    if (role === undefined) return [];
    const id = accountIdOf(accounts, role);
    return [[key, { role, ...(id && { id }) }] as const];
  });
  return new Map(placed);
}

function projectChanges(from: string, to: string): Change[] {
  return from === to ? [] : [change("projectRenamed", { from, to })];
}

function programChanges(files: string[]): Change[] {
  return files.length === 0 ? [] : [change("programChanged", { files })];
}

function addOnsOf({ part, comparable }: StackFile): AddOnConfig {
  if (part.role !== "administrator") return {};
  return Object.fromEntries(
    ADD_ON_NAMES.filter((key) => isOn(comparable[key])).map((key) => [key, comparable[key]]),
  );
}

const isOn = (value: unknown) => value !== undefined && value !== null && value !== false;

function planChanges(base: StackFile, head: StackFile): Change[] {
  const [old, now] = [base.part, head.part];
  if (old.role === "administrator" && now.role === "administrator") {
    return exportChanges(
      { ...named(base), plan: exportPlan(base, old.settings) },
      { ...named(head), plan: exportPlan(head, now.settings) },
    );
  }
  if (old.role === "member" && now.role === "member") {
    const known = old.regionsOf === undefined && now.regionsOf === undefined;
    const settingsOf = (part: typeof old) =>
      known ? part.settings : withoutOutputs(part.settings);
    return memberChanges(
      { ...named(base), plan: planMemberDetectors(base.name, settingsOf(old)) },
      { ...named(head), plan: planMemberDetectors(head.name, settingsOf(now)) },
    );
  }
  return [change("roleChanged", { from: old.role, to: now.role })];
}

/** What is an output of another stack on one side cannot be compared: the arguments alone are. */
function withoutOutputs(settings: MemberDetectorsSettings): MemberDetectorsSettings {
  const { administratorAccountId: _account, ...rest } = settings;
  return { ...rest, regions: [] };
}

/** The component with its arguments, secrets by their digests. */
function named({ name, comparable }: StackFile) {
  const args = Object.entries(comparable).filter(
    ([key, value]) => value !== null && ![...ADD_ON_NAMES, "role", "name"].includes(key),
  );
  return { name, args: Object.fromEntries(args) };
}

function exportPlan({ project, stack, name }: StackFile, settings: ExportSettings) {
  return planExport({ owner: { project, stack, component: name }, settings });
}
