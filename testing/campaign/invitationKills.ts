import { createCloud } from "../../sandbox/cloud";
import type { CloudStack } from "../cloudStack";
import { openStackOn } from "../cloudStack";
import type { Kill } from "../killed";
import { killing } from "../killed";
import { organizationWorld } from "../organization";
import { ACCEPTING, INVITING } from "./invitations";
import type { ProjectFolder } from "./project";
import { projectFolder, removeEmptyAttributes } from "./project";
import { oneOf, random } from "./random";
import type { Trial } from "./trial";
import { comparable, differences } from "./worlds";

/** The settings of the stack that invites an account, and of the stack of the account that accepts. */
const STACKS = {
  administrator: { ...INVITING },
  member: { role: "member", name: "member", ...ACCEPTING },
} as const;

type StackName = keyof typeof STACKS;
const NAMES = Object.keys(STACKS) as StackName[];

/** Which process of which stack's first up ends, at which changing call. */
export interface InvitationKill extends Pick<Kill, "at" | "answered"> {
  stack: StackName;
  victim: "engine" | "program";
}

/** Ends a process at a call of an invitation, all of which the seed chooses. */
export async function invitationKillTrial(seed: number): Promise<Trial> {
  const next = random(seed);
  const stack = oneOf(next, NAMES);
  const { calls } = await uninterrupted(stack);
  return invitedAfterKill({
    ...{ stack, at: 1 + Math.floor(next() * calls), answered: oneOf(next, [true, false]) },
    victim: oneOf(next, ["engine", "program"] as const),
  });
}

/** Ends a process, does what docs/operations.md says, and holds the world against that of an invitation without an interruption. */
export async function invitedAfterKill(interruption: InvitationKill): Promise<Trial> {
  const whole = await uninterrupted(interruption.stack);
  const { operation, world, problems } = await ended(interruption);
  return {
    what: { ...interruption, operation },
    problems: [...whole.problems, ...problems, ...differences(world, whole.world)],
  };
}

interface Ended {
  /** Changing calls of the stack's first up. */
  calls: number;
  operation: string;
  world: string[];
  problems: string[];
}

const completed = new Map<StackName, Promise<Ended>>();

function uninterrupted(stack: StackName): Promise<Ended> {
  const known = completed.get(stack) ?? ended({ stack, at: 0, answered: true, victim: "engine" });
  completed.set(stack, known);
  return known;
}

interface Opened extends ProjectFolder {
  engine: CloudStack;
}

async function ended({ stack, ...when }: InvitationKill): Promise<Ended> {
  const kill: Kill = { ...when, at: 0, calls: 0 };
  const cloud = await createCloud(organizationWorld());
  const open = async (name: StackName): Promise<Opened> => {
    // Each has a backend of its own.
    const engine = await openStackOn(cloud, "test", { intercept: killing(kill) });
    return { engine, ...(await projectFolder(engine, STACKS[name])) };
  };
  const stacks = { administrator: await open("administrator"), member: await open("member") };
  try {
    const problems: string[] = [];
    if (stack === "member") problems.push(...(await up(stacks.administrator)));
    Object.assign(kill, { at: when.at, calls: 0 });
    const first = await up(stacks[stack]);
    const { calls, operation = "none" } = kill;
    kill.at = 0;
    problems.push(...(operation === "none" ? first : await repaired(stacks[stack])));
    for (const name of NAMES) problems.push(...(await up(stacks[name])));
    for (const name of NAMES) problems.push(...(await up(stacks[name], "--expect-no-changes")));
    return { calls, operation, world: comparable(cloud.world), problems };
  } finally {
    await stacks.member.engine.close();
    await stacks.administrator.engine.close();
  }
}

/** Why an update failed, if it did. */
async function up({ pulumi }: Opened, ...options: string[]): Promise<string[]> {
  const { error } = await pulumi("up", "--yes", "--skip-preview", ...options);
  return error === undefined ? [] : [`up ${options.join(" ")} failed: ${error.message}`];
}

/** What docs/operations.md says, up to the run that completes the operation. */
async function repaired({ engine, command }: Opened): Promise<string[]> {
  await removeEmptyAttributes(engine);
  await engine.cancel();
  const { code, printed } = await command("recover", "--yes");
  return code === 0 ? [] : [`recover ended with ${code}: ${printed}`];
}
