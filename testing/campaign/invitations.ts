import { AwsError } from "../../sandbox/cloud";
import type { Intercept } from "../cloudStack";
import type { InvitingStack } from "./invitingStacks";
import {
  failures,
  STACK_NAMES,
  unchanged,
  undisturbed,
  withInvitingStacks,
} from "./invitingStacks";
import { comparable, differences } from "./worlds";

/** What makes an account outside of the organization a member, by the stack that calls it. */
export const INVITATION_CALLS = {
  "guardduty:CreateMembers": "administrator",
  "guardduty:InviteMembers": "administrator",
  "guardduty:AcceptInvitation": "member",
} as const;

export type InvitationCall = keyof typeof INVITATION_CALLS;

/** `refused`: AWS does nothing; `lost`: AWS does it, and answers with an error. */
export type Disturbance = "refused" | "lost";

/** Disturbs a call of an invitation: problems of what the next deployments of both stacks make of it, after the command of an error. */
export async function invited(call: InvitationCall, how: Disturbance): Promise<string[]> {
  const expected = await undisturbed();
  let disturbs = true;
  let met = false;
  const disturbing: Intercept = (cloud) => ({
    async call(caller, operation, input) {
      if (!disturbs || operation !== call) return cloud.call(caller, operation, input);
      met = true;
      if (how === "lost") await cloud.call(caller, operation, input);
      throw new AwsError("AccessDenied", `not authorized to perform: ${operation}`, 403);
    },
  });
  return withInvitingStacks(disturbing, async ({ cloud, stacks }) => {
    const problems = [...expected.problems];
    if (INVITATION_CALLS[call] === "member") await stacks.administrator.up();
    const first = await stacks[INVITATION_CALLS[call]].up();
    if (!met) problems.push(`${call} was not called`);
    if (first.error === undefined) problems.push("the first up succeeded");
    disturbs = false;
    for (const name of STACK_NAMES) {
      let next = await stacks[name].up();
      const [command] = IMPORT.exec(next.error?.message ?? "") ?? [];
      if (command !== undefined) {
        problems.push(...(await imported(stacks[name], command)));
        next = await stacks[name].up();
      }
      problems.push(...failures(next, name));
    }
    problems.push(...(await unchanged(stacks)));
    return [...problems, ...differences(comparable(cloud.world), expected.world)];
  });
}

/** The fix of an error of the member's stack. */
const IMPORT = /(?<=Fix: run )pulumi import .*? --stack test/;

/** Runs the command of a fix: why it failed, if it did. */
async function imported(stack: InvitingStack, command: string): Promise<string[]> {
  const { pulumi } = await stack.project();
  const [, ...args] = command.split(" ").map((word) => word.replaceAll("'", ""));
  const { error } = await pulumi(...args.filter((word) => !/^(--stack|test)$/.test(word)));
  return error ? [`${command} failed: ${error.message}`] : [];
}
