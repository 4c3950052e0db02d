import { openCloud } from "../../aws/cloud";
import { administratorOf } from "../administrator";
import { cannotRun } from "../cannotRun";
import type { LiveStackOptions } from "../config/liveStack";
import { readLiveStack } from "../config/liveStack";
import { milliseconds } from "../durations";
import type { Report } from "../output/report";
import type { RepairPlan } from "../repair/plan";
import { planRepair } from "../repair/plan";
import type { Progress } from "../repair/report";
import { repairReport, stepText } from "../repair/report";

export interface RepairOptions extends LiveStackOptions {
  yes?: boolean;
  bucket?: string;
  /** Of one call. */
  timeout: string;
}

/** Sets what neither Pulumi's provider nor a deployment sets again; without `yes` it only lists the steps. Throws CannotRun. */
export async function repair(
  folder: string,
  options: RepairOptions,
  progress: (text: string) => void,
): Promise<Report> {
  const stack = await readLiveStack(folder, options);
  const { yes = false, bucket } = options;
  const timeout = milliseconds("--timeout", options.timeout);
  if (stack.plan.detaching) throw cannotRun("detachedExport", { command: "repair" });
  const cloud = await openCloud(stack.plan, { timeout });
  try {
    const { accountId } = administratorOf(cloud);
    progress("reading");
    const planned = await planRepair(stack, cloud, accountId, { bucket });
    return repairReport(stack, planned, await make(planned, yes, progress));
  } finally {
    progress("");
    cloud.close();
  }
}

/** Each Region's step is its own: one that fails keeps none of the others back. */
async function make(
  { steps }: RepairPlan,
  yes: boolean,
  progress: (text: string) => void,
): Promise<Progress> {
  const result: Progress = { made: yes, done: [], failed: [] };
  for (const [index, step] of yes ? steps.entries() : []) {
    progress(`${index + 1} of ${steps.length}: ${step.data.region}: ${stepText(step.data)}`);
    const finding = await step.make();
    if (finding === undefined) result.done.push(step);
    else result.failed.push({ step, finding });
  }
  return result;
}
