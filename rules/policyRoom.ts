import type { ExportSettings } from "./args";
import { HOLDER_PATHS } from "./adoption";
import type { PolicySize, StatementOwner } from "./policies";
import { PolicyTooLargeError } from "./policies";
import type { Problem } from "./problems";
import { problem, toDo } from "./problems";
import type { ExportPlan, LivePolicies } from "./plan";
import { planExport, resolvePolicies } from "./plan";

/** Every Sid prefix has the same length: whose it is does not change the size. */
const OWNER: StatementOwner = { project: "p", stack: "s", component: "c" };

/** Whether the export's own statements fit: what is found here no other owner of the policy can change. */
export function ownRoomProblems(settings: ExportSettings): Problem[] {
  const size = sizeExceeded(() => planExport({ owner: OWNER, settings }));
  if (size === undefined) return [];
  const { readerArns } = settings;
  const fits = (count: number) =>
    sizeExceeded(() =>
      planExport({
        owner: OWNER,
        settings: { ...settings, readerArns: readerArns.slice(0, count) },
      }),
    ) === undefined;
  // The largest number of readers that fits is between these: an export of every Region without readers fits.
  let [most, tooMany] = [0, readerArns.length];
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2);
    if (fits(middle)) most = middle;
    else tooMany = middle;
  }
  return [problem("policyTooLarge", "readerArns", toDo("fewerReaders", { most }), { size })];
}

/** Whether both policies as they are have room for the export's statements, which fit by themselves. */
export function liveRoomProblems(
  plan: Pick<ExportPlan, "sidPrefix" | "settings" | "access" | "target">,
  live: LivePolicies,
): Problem[] {
  const size = sizeExceeded(() => resolvePolicies(plan, plan.target, live));
  return size === undefined ? [] : [roomProblem(size)];
}

/** The problem of a policy that statements of others leave no room in. */
export function roomProblem(size: PolicySize): Problem {
  const bytes = size.ownBytes + size.otherBytes - size.limit;
  return problem("policyTooLarge", HOLDER_PATHS[size.policy], toDo("removeBytes", { bytes }), {
    size,
  });
}

function sizeExceeded(resolve: () => unknown): PolicySize | undefined {
  try {
    resolve();
    return undefined;
  } catch (error) {
    if (!(error instanceof PolicyTooLargeError)) throw error;
    return error.size;
  }
}
