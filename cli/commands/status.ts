import { openCloud } from "../../aws/cloud";
import type { KindOfList } from "../../rules/lists/choices";
import { KINDS } from "../../rules/lists/kinds";
import { administratorOf } from "../administrator";
import { cannotRun } from "../cannotRun";
import { givenControlPolicies } from "../controlPolicyOption";
import type { LiveStack, LiveStackOptions } from "../config/liveStack";
import { readLiveStack } from "../config/liveStack";
import { milliseconds } from "../durations";
import type { Report } from "../output/report";
import { judged } from "../output/report";
import { judgeExport } from "../status/judge";
import { observeExport } from "../status/observe";
import { statusReport } from "../status/report";

export interface StatusOptions extends LiveStackOptions {
  bucket?: string;
  maxAge?: string;
  strict?: boolean;
  /** Accounts that are members. */
  member?: string[];
  resourceControlPolicy?: string[];
  /** Of one call. */
  timeout: string;
}

/** The health of a stack's export as AWS reports it. Throws CannotRun. */
export async function status(
  folder: string,
  options: StatusOptions,
  progress: (text: string) => void,
): Promise<Report> {
  const stack = await readLiveStack(folder, options);
  const { bucket, maxAge } = options;
  const oldest = maxAge === undefined ? undefined : milliseconds("--max-age", maxAge);
  const given = givenControlPolicies(folder, options.resourceControlPolicy);
  const timeout = milliseconds("--timeout", options.timeout);
  const { plan } = stack;
  if (plan.detaching) {
    throw cannotRun("detachedExport", { command: "status" });
  }
  const cloud = await openCloud(plan, { timeout });
  try {
    const { accountId } = administratorOf(cloud);
    const observation = await observeExport(plan, cloud, accountId, {
      ...{
        bucket,
        deployed: stack.deployed,
        nameAssumed: stack.nameAssumed,
        malware: stack.malware,
        maxAge: oldest,
        controls: given,
      },
      threatLists: threatKinds(stack.lists),
      shared: stack.shared,
      readers: stack.readers,
      health: stack.health?.parts,
      delivery: { name: stack.name, queues: stack.queues, timeout },
      progress: (done, all) => progress(`${done} of ${all} Regions`),
    });
    const status = judgeExport(stack, observation, {
      ...{ maxAge: oldest, members: options.member },
    });
    const report = statusReport(stack, status);
    return judged(report, options.strict);
  } finally {
    progress("");
    cloud.close();
  }
}

/** The kinds of lists of threats that each Region has. */
function threatKinds(lists: LiveStack["lists"]): { [region: string]: KindOfList[] } {
  return Object.fromEntries(
    Object.entries(lists).map(([region, declared]) => {
      const kinds = declared.map(({ kind }) => kind).filter((kind) => !KINDS[kind].trusted);
      return [region, [...new Set(kinds)]];
    }),
  );
}
