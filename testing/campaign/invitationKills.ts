import type { Kill } from "../killed";
import { killing } from "../killed";
import type { InvitingStack, StackName } from "./invitingStacks";
import {
  failures,
  STACK_NAMES,
  unchanged,
  undisturbed,
  withInvitingStacks,
} from "./invitingStacks";
import { removeEmptyAttributes } from "./project";
import { oneOf, random } from "./random";
import type { Trial } from "./trial";
import { comparable, differences } from "./worlds";

/** Which process of which stack's first up ends, at which changing call. */
export interface InvitationKill extends Pick<Kill, "at" | "answered"> {
  stack: StackName;
  victim: "engine" | "program";
}

/** Ends a process at a call of an invitation, all of which the seed chooses. */
export async function invitationKillTrial(seed: number): Promise<Trial> {
  const next = random(seed);
  const stack = oneOf(next, STACK_NAMES);
  const { calls } = await undisturbed();
  return invitedAfterKill({
    ...{ stack, at: 1 + Math.floor(next() * calls[stack]), answered: oneOf(next, [true, false]) },
    victim: oneOf(next, ["engine", "program"] as const),
  });
}

/** Ends a process, does what docs/operations.md says, and holds the world against that of an invitation that nothing disturbs. */
export async function invitedAfterKill(interruption: InvitationKill): Promise<Trial> {
  const { stack, ...when } = interruption;
  const whole = await undisturbed();
  const kill: Kill = { ...when, at: 0, calls: 0 };
  return withInvitingStacks(killing(kill), async ({ cloud, stacks }) => {
    const problems = [...whole.problems];
    const left = [...STACK_NAMES];
    if (stack === "member") {
      problems.push(...failures(await stacks.administrator.up(), "administrator"));
      left.shift();
    }
    Object.assign(kill, { at: when.at, calls: 0 });
    const first = await interrupted(stacks[stack], when.victim);
    const { operation = "none" } = kill;
    kill.at = 0;
    if (operation !== "none") problems.push(...(await repaired(stacks[stack])));
    else if (first) problems.push(`the first up failed: ${first.message}`);
    for (const name of left) problems.push(...failures(await stacks[name].up(), name));
    problems.push(...(await unchanged(stacks)));
    problems.push(...differences(comparable(cloud.world), whole.world));
    return { what: { ...interruption, operation }, problems };
  });
}

/** The up, of which a process may end; why it failed, if it did. */
async function interrupted(stack: InvitingStack, victim: InvitationKill["victim"]) {
  if (victim === "engine") return (await stack.up()).error;
  const { pulumi } = await stack.project();
  return (await pulumi("up", "--yes", "--skip-preview")).error;
}

/** What docs/operations.md says, up to the run that completes the operation. */
async function repaired(stack: InvitingStack): Promise<string[]> {
  await removeEmptyAttributes(stack.engine);
  await stack.engine.cancel();
  const { command } = await stack.project();
  const { code, printed } = await command("recover", "--yes");
  return code === 0 ? [] : [`recover ended with ${code}: ${printed}`];
}
