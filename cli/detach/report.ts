import type { LiveStack } from "../config/liveStack";
import { findingData, findingSections, linesByRegion } from "../output/findings";
import type { Report } from "../output/report";
import { listSection } from "../output/report";
import { text, value } from "../output/text";
import { stackTitle } from "../output/titles";
import { counted } from "../plan/words";
import type { DetachPlan, Step, StepData } from "./step";
import type { StepText } from "./texts";
import { noteText, stepText } from "./texts";

/** How far the command got. */
export interface Progress {
  /** Whether the steps were to be applied, and not only listed. */
  made: boolean;
  done: Step[];
  /** The step that failed, and why. */
  failed?: { step: Step; reason: string };
}

/** The report of `detach`. */
export function detachReport(
  live: LiveStack,
  { steps, findings, notes }: DetachPlan,
  { made, done, failed }: Progress,
): Report {
  const { stack, name, settings } = live;
  const left = steps.filter((step) => !done.includes(step) && step !== failed?.step);
  const stepLines = (of: Step[]) =>
    linesByRegion(
      of.map(({ data }) => ({ region: regionOf(data), text: lineOf(stepText(data)) })),
      settings.regions.length,
    );
  const refused = findings.some(({ confirmed }) => confirmed);
  return {
    title: text`Detach ${value(name)} of ${stackTitle(live)}`,
    summary: summary(),
    findings: refused,
    notChecked: findings.length > 0 || failed !== undefined,
    sections: [
      ...findingSections(findings, settings.regions.length),
      ...listSection("Failed", failureLines(failed, settings.regions.length), { tone: "bad" }),
      ...listSection("Done", stepLines(done)),
      ...listSection(made ? "Not done" : "Steps", stepLines(left)),
      ...listSection("For others to do", notes.map(noteText)),
    ],
    data: {
      ...{ stack, name, made },
      notes: notes.map((note) => ({ ...note, text: noteText(note) })),
      done: done.map(stepData),
      failed: failed === undefined ? null : { ...stepData(failed.step), reason: failed.reason },
      left: left.map(stepData),
      findings: findings.map(findingData),
    },
  };

  function summary(): Report["summary"] {
    if (refused) return { text: "nothing done: the policies are still in use", tone: "bad" };
    if (failed !== undefined) {
      return { text: `stopped after ${counted(done.length, "step")}`, tone: "bad" };
    }
    if (findings.length > 0) {
      return { text: "nothing done: not everything could be checked", tone: "open" };
    }
    if (steps.length === 0) return { text: "nothing left to do", tone: "good" };
    return made
      ? { text: `${counted(done.length, "step")} done`, tone: "good" }
      : { text: `${counted(steps.length, "step")}; run with --yes to apply`, tone: "open" };
  }
}

function failureLines(failed: Progress["failed"], regions: number): string[] {
  if (failed === undefined) return [];
  const { data } = failed.step;
  const text = lineOf({ ...stepText(data), details: [failed.reason] });
  return linesByRegion([{ region: regionOf(data), text }], regions);
}

function regionOf(step: StepData): string | undefined {
  return "region" in step ? step.region : undefined;
}

function lineOf({ text, details }: StepText): string {
  return [text, ...details].join("\n  ");
}

/** A step as `--format json` has it: its values, and its text. */
function stepData({ data }: Step): object {
  return { ...data, ...stepText(data) };
}
