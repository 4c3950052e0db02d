import { administratorOf } from "../administrator";
import { openCloud } from "../../aws/cloud";
import { CannotRun, cannotRun } from "../cannotRun";
import type { LiveStackOptions } from "../config/liveStack";
import { readLiveStack } from "../config/liveStack";
import { planFormer } from "../detach/former";
import { planDetach } from "../detach/plan";
import type { Progress } from "../detach/report";
import { detachReport } from "../detach/report";
import type { DetachPlan } from "../detach/step";
import { stepText } from "../detach/texts";
import { milliseconds } from "../durations";
import { findingLine } from "../findings/texts";
import type { Report } from "../output/report";

export interface DetachOptions extends LiveStackOptions {
  yes?: boolean;
  disassociateMembers?: boolean;
  endDelegation?: boolean;
  /** A bucket and a key that the export used before: only their policies are changed. */
  formerBucket?: string;
  formerKey?: string;
  /** Of one call. */
  timeout: string;
}

/** Removes an export from adopted policies and the organization; without `yes` it only lists the steps. Throws CannotRun. */
export async function detach(
  folder: string,
  options: DetachOptions,
  progress: (text: string) => void,
): Promise<Report> {
  const stack = await readLiveStack(folder, options);
  const { yes = false, disassociateMembers = false, endDelegation = false } = options;
  if (endDelegation && stack.settings.management === undefined) {
    throw cannotRun("managementNotConfigured", { option: "--end-delegation" });
  }
  const { formerBucket, formerKey } = options;
  const ofFormer = formerBucket !== undefined || formerKey !== undefined;
  const timeout = milliseconds("--timeout", options.timeout);
  const cloud = await openCloud(stack.plan, { timeout });
  try {
    const { accountId } = administratorOf(cloud);
    progress("reading");
    const planned = ofFormer
      ? await planFormer(stack, cloud, accountId, { bucket: formerBucket, key: formerKey })
      : await planDetach(stack, cloud, accountId, { disassociateMembers, endDelegation });
    const made = yes && planned.findings.length === 0;
    const done = made ? await make(planned, progress) : { made, done: [] };
    return detachReport(stack, planned, done);
  } finally {
    progress("");
    cloud.close();
  }
}

/** Makes one step after the other, up to the first that fails. */
async function make({ steps }: DetachPlan, progress: (text: string) => void): Promise<Progress> {
  const done: Progress["done"] = [];
  for (const step of steps) {
    progress(`${done.length + 1} of ${steps.length}: ${stepText(step.data).text}`);
    try {
      await step.make();
    } catch (error) {
      return { made: true, done, failed: { step, reason: reasonOf(error) } };
    }
    done.push(step);
  }
  return { made: true, done };
}

/** What a rule refuses is a finding; what AWS answers is shown as it is. */
function reasonOf(error: unknown): string {
  return error instanceof CannotRun ? findingLine(error.finding) : String(error);
}
