import { ADD_ON_NAMES } from "../../rules/addOns";
import type { ExportSettings, MemberDetectorsSettings } from "../../rules/args";
import type { AddOnConfig, Change } from "../../rules/changes";
import {
  addOnChanges,
  adoptedPolicyChanges,
  change,
  exportChanges,
  memberChanges,
  riskFirst,
} from "../../rules/changes";
import type { LivePolicies } from "../../rules/plan";
import { planExport, planMemberDetectors } from "../../rules/plan";
import { changeText } from "../../rules/texts/changes";
import type { Base } from "../config/against";
import type { StackFile } from "../config/stackFile";
import type { Finding } from "../findings";
import { unchecked } from "../findings";
import { findingData, findingSections } from "../output/findings";
import type { Report } from "../output/report";
import { listSection } from "../output/report";

const TITLE = "What this change does";

/** A configuration, and the policies of what it adopts. */
export interface Planned {
  file: StackFile;
  live: LivePolicies;
}

/** A report with what changes from the base in front. */
export function withChanges(report: Report, base: Base, head: Planned): Report {
  switch (base.kind) {
    case "config":
      return changed(report, changesOf({ file: base.file, live: base.policies }, head));
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
  const others = changes.filter(({ risk }) => !risk).map(changeText);
  const nothing = changes.length === 0 ? ["nothing"] : [];
  return {
    ...report,
    sections: [
      ...listSection("Evidence at risk", risks, { tone: "bad" }),
      ...listSection(TITLE, [...others, ...nothing]),
      ...report.sections,
    ],
    data: {
      ...report.data,
      changes: changes.map((one) => ({ ...one, text: changeText(one) })),
    },
  };
}

function notCompared(report: Report, finding: Finding): Report {
  const { notChecked } = report.data as { notChecked: object[] };
  return {
    ...report,
    sections: [...findingSections([finding], 0), ...report.sections],
    data: { ...report.data, notChecked: [findingData(finding), ...notChecked], changes: null },
  };
}

function changesOf(base: Planned, head: Planned): Change[] {
  const [old, now] = [base.file, head.file];
  return riskFirst([
    ...projectChanges(old.project, now.project),
    ...planChanges(old, now),
    ...adoptedPolicyChanges(base.live, head.live),
    ...addOnChanges(addOnsOf(old), addOnsOf(now)),
  ]);
}

function projectChanges(from: string, to: string): Change[] {
  return from === to ? [] : [change("projectRenamed", { from, to })];
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
