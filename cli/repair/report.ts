import type { HealthFinding } from "../../rules/health";
import { verdictOf } from "../../rules/health";
import { LISTS } from "../../rules/texts/lists";
import type { LiveStack } from "../config/liveStack";
import { findingData, findingSections, linesByRegion } from "../output/findings";
import type { Report } from "../output/report";
import { listSection } from "../output/report";
import { text, value } from "../output/text";
import { stackTitle } from "../output/titles";
import { counted } from "../plan/words";
import type { RepairPlan, Step, StepData } from "./plan";

/** How far the command got. */
export interface Progress {
  /** Whether the steps were to be applied, and not only listed. */
  made: boolean;
  done: Step[];
  /** The steps that failed, and why. */
  failed: { step: Step; finding: HealthFinding }[];
}

/** The report of `repair`. */
export function repairReport(
  live: LiveStack,
  { steps, findings: others }: RepairPlan,
  { made, done, failed }: Progress,
): Report {
  const { stack, name, settings } = live;
  const left = made ? [] : steps;
  const findings = [
    ...failed.map(({ step, finding }) => ({ ...finding, region: step.data.region })),
    ...others,
  ];
  const lines = (of: Step[]) =>
    linesByRegion(
      of.map(({ data }) => ({ region: data.region, text: stepText(data) })),
      settings.regions.length,
    );
  return {
    title: text`Repair ${value(name)} of ${stackTitle(live)}`,
    summary: summary(),
    findings: verdictOf(findings) === "unhealthy",
    notChecked: findings.some(({ confirmed }) => !confirmed),
    sections: [
      ...findingSections(findings, settings.regions.length),
      ...listSection("Done", lines(done)),
      ...listSection("Steps", lines(left)),
    ],
    data: {
      ...{ stack, name, made },
      done: done.map(stepData),
      left: [...left, ...failed.map(({ step }) => step)].map(stepData),
      findings: findings.map(findingData),
    },
  };

  function summary(): Report["summary"] {
    const unrepaired = findings.length === 0 ? "" : `; ${counted(findings.length, "finding")} left`;
    if (left.length > 0) {
      const text = `${counted(left.length, "step")}; run with --yes to apply${unrepaired}`;
      return { text, tone: "open" };
    }
    const what = done.length === 0 ? "nothing to repair" : `${counted(done.length, "step")} done`;
    return { text: `${what}${unrepaired}`, tone: unrepaired === "" ? "good" : "bad" };
  }
}

export function stepText(step: StepData): string {
  const { from, to } = step;
  const of =
    step.id === "setListBucketOwner" ? `${LISTS[step.kind].what} ${step.list}` : "destination";
  return `set the expected bucket owner of the ${of} to ${to}; it is ${from ?? "not set"}`;
}

/** A step as `--format json` has it: its values, and its text. */
function stepData({ data }: Step): object {
  return { ...data, text: stepText(data) };
}
