import type { Cloud } from "../../aws/cloud";
import type { HealthFinding } from "../../rules/health/types";
import type { Deployment, StateResource } from "../../rules/recovery";
import { importArguments, recoveries } from "../../rules/recovery";
import type { Creators } from "./find";
import { find } from "./find";

/** What the command does about one pending operation. */
export type Step = { operation: string; resource: StateResource } & (
  | { does: "import"; args: string[]; id: string; others: string[]; replaces: boolean }
  | { does: "repeat" | "byHand" | "notMade" }
  | { does: "notChecked"; finding: HealthFinding }
);

/** What to do about each pending operation. Asks AWS for what it chose the id of. */
export async function planRecovery(
  stack: string,
  plan: Creators,
  cloud: Cloud,
  deployment: Deployment,
): Promise<Step[]> {
  const steps: Step[] = [];
  for (const recovery of recoveries(deployment)) {
    const { operation, resource } = recovery;
    const step = { operation, resource };
    if (recovery.does === "repeat" || recovery.does === "byHand") {
      steps.push({ ...step, does: recovery.does });
    } else if (recovery.does === "import") {
      steps.push(importing(recovery));
    } else if (recovery.does === "find") {
      const { value, finding } = await find(plan, cloud, deployment, recovery);
      if (value === undefined) steps.push({ ...step, does: "notChecked", finding });
      else if (value.length === 0) steps.push({ ...step, does: "notMade" });
      else {
        const [id, ...others] = value as [string, ...string[]];
        steps.push(importing({ id, replaces: recovery.replaces }, others));
      }
    }

    function importing(made: { id: string; replaces: boolean }, others: string[] = []): Step {
      const { id, replaces } = made;
      const args = importArguments(stack, { resource, id });
      return { ...step, does: "import", id, args, others, replaces };
    }
  }
  return steps;
}
