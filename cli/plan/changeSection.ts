import { isDeepStrictEqual } from "node:util";

import type { Change } from "../../rules/changes";
import { change, exportChanges, memberChanges } from "../../rules/changes";
import { planExport, planMemberDetectors } from "../../rules/plan";
import { changeText } from "../../rules/texts/changes";
import type { Base } from "../config/against";
import type { StackFile } from "../config/stackFile";
import type { Report, Section } from "../output/report";
import { listSection } from "../output/report";

const TITLE = "What this change does";

/** A report with what changes from the base config in front. */
export function withChanges(report: Report, base: Base, head: StackFile): Report {
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
  const changes = changesOf(base.file, head);
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

function changesOf(base: StackFile, head: StackFile): Change[] {
  const [old, now] = [base.part, head.part];
  const changes = planChanges(base, head);
  if (changes.length > 0 || isDeepStrictEqual(old.args, now.args)) return changes;
  return [change("propertiesChanged", {})];
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
