import { openCloud } from "../../aws/cloud";
import { cannotRun } from "../cannotRun";
import type { LiveStackOptions } from "../config/liveStack";
import { readLiveStack } from "../config/liveStack";
import { stateOf } from "../config/state";
import { milliseconds } from "../durations";
import { findOrphans } from "../orphans/find";
import { orphansReport } from "../orphans/report";
import type { Report } from "../output/report";

export interface OrphansOptions extends LiveStackOptions {
  /** Of one call. */
  timeout: string;
}

/** What AWS has of the export and the stack's state does not have. Changes nothing. Throws CannotRun. */
export async function orphans(
  folder: string,
  { state, ...options }: OrphansOptions,
  progress: (text: string) => void,
): Promise<Report> {
  const live = await readLiveStack(folder, options);
  const { argsFile } = live;
  if (argsFile !== undefined) throw cannotRun("stackNotGiven", { argsFile });
  const timeout = milliseconds("--timeout", options.timeout);
  const deployment = await stateOf(folder, live.stack, { file: state });
  const cloud = await openCloud(live.plan, { timeout });
  try {
    progress("reading");
    return orphansReport(live.stack, await findOrphans(live, cloud, deployment));
  } finally {
    progress("");
    cloud.close();
  }
}
