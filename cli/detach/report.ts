import type { LiveStack } from "../config/liveStack";
import { faultSections, linesByRegion } from "../output/faults";
import type { Report } from "../output/report";
import { listSection } from "../output/report";
import { counted } from "../plan/words";
import type { DetachPlan } from "./plan";
import type { Step } from "./step";

/** How far it came. */
export interface Progress {
  /** Whether the steps were to be made, and not only told. */
  made: boolean;
  done: Step[];
  /** The step that failed, and why. */
  failed?: { step: Step; reason: string };
}

/** What `detach` says. */
export function detachReport(
  { stack, name, settings }: LiveStack,
  { steps, faults, notes }: DetachPlan,
  { made, done, failed }: Progress,
): Report {
  const left = steps.filter((step) => !done.includes(step) && step !== failed?.step);
  const stepLines = (of: Step[]) =>
    linesByRegion(
      of.map(({ region, text, details }) => ({ region, text: [text, ...details].join("\n  ") })),
      settings.regions.length,
    );
  const failure = failed && { ...failed.step, details: [failed.reason] };
  const refused = faults.some(({ seen }) => seen);
  return {
    title: `Detach ${name} of stack ${stack}`,
    summary: summary(),
    findings: refused,
    notChecked: faults.length > 0 || failed !== undefined,
    sections: [
      ...faultSections(faults, settings.regions.length),
      ...listSection("Failed", failure === undefined ? [] : stepLines([failure]), { tone: "bad" }),
      ...listSection("Done", stepLines(done)),
      ...listSection(made ? "Not done" : "Steps", stepLines(left)),
      ...listSection("For others to do", notes),
    ],
    data: {
      ...{ stack, name, made, notes },
      done: done.map(plain),
      failed: failed === undefined ? null : { ...plain(failed.step), reason: failed.reason },
      left: left.map(plain),
      faults,
    },
  };

  function summary(): Report["summary"] {
    if (refused) return { text: "nothing was done: the policies are still needed", tone: "bad" };
    if (failed !== undefined) {
      return { text: `stopped after ${counted(done.length, "step")}`, tone: "bad" };
    }
    if (faults.length > 0) {
      return { text: "nothing was done: not everything could be looked at", tone: "open" };
    }
    if (steps.length === 0) return { text: "nothing is left to do", tone: "good" };
    return made
      ? { text: `${counted(done.length, "step")} done`, tone: "good" }
      : { text: `${counted(steps.length, "step")}; --yes makes them`, tone: "open" };
  }
}

function plain({ region, text, details }: Step) {
  return { region: region ?? null, text, details };
}
