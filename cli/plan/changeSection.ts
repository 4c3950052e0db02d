import { isDeepStrictEqual } from "node:util";

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
import type { Report, Section } from "../output/report";
import { listSection } from "../output/report";

const TITLE = "What this change does";

/** A configuration, and the policies of what it adopts. */
export interface Planned {
  file: StackFile;
  live: LivePolicies;
}

/** A report with what changes from the base in front. */
export function withChanges(report: Report, base: Base, head: Planned): Report {
  if (base.kind !== "config") {
    const text =
      base.kind === "none"
        ? `${base.shownAs} does not exist: everything is new`
        : `not checked: ${base.reason}`;
    return extended(
      report,
      listSection(TITLE, [text], { tone: base.kind === "none" ? undefined : "open" }),
      null,
    );
  }
  const changes = changesOf({ file: base.file, live: base.policies }, head);
  const risks = changes.filter(({ risk }) => risk).map(changeText);
  const others = changes.filter(({ risk }) => !risk).map(changeText);
  const nothing = changes.length === 0 ? ["nothing"] : [];
  const sections = [
    ...listSection("Evidence at risk", risks, { tone: "bad" }),
    ...listSection(TITLE, [...others, ...nothing]),
  ];
  return extended(report, sections, changes);
}

function extended(report: Report, sections: Section[], changes: Change[] | null): Report {
  return {
    ...report,
    sections: [...sections, ...report.sections],
    data: {
      ...report.data,
      changes: changes && changes.map((one) => ({ ...one, text: changeText(one) })),
    },
  };
}

function changesOf(base: Planned, head: Planned): Change[] {
  const [old, now] = [base.file, head.file];
  const changes = riskFirst([
    ...projectChanges(old.project, now.project),
    ...planChanges(old, now),
    ...adoptedPolicyChanges(base.live, head.live),
    ...addOnChanges(addOnsOf(old), addOnsOf(now)),
  ]);
  if (changes.length > 0 || isDeepStrictEqual(old.comparable, now.comparable)) return changes;
  return [change("propertiesChanged", {})];
}

function projectChanges(from: string, to: string): Change[] {
  return from === to ? [] : [change("projectRenamed", { from, to })];
}

function addOnsOf({ part, comparable }: StackFile): AddOnConfig {
  if (part.role !== "administrator") return {};
  return Object.fromEntries(part.addOns.map((key) => [key, comparable[key]]));
}

function planChanges(base: StackFile, head: StackFile): Change[] {
  const [old, now] = [base.part, head.part];
  if (old.role === "administrator" && now.role === "administrator") {
    return exportChanges(named(base, old.settings), named(head, now.settings));
  }
  if (old.role === "member" && now.role === "member") {
    return memberChanges(
      { name: base.name, plan: planMemberDetectors(base.name, old.settings) },
      { name: head.name, plan: planMemberDetectors(head.name, now.settings) },
    );
  }
  return [change("roleChanged", { from: old.role, to: now.role })];
}

function named(
  { project, stack, name }: StackFile,
  settings: Parameters<typeof planExport>[0]["settings"],
) {
  return { name, plan: planExport({ owner: { project, stack, component: name }, settings }) };
}
