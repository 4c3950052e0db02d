import type { SandboxCloud } from "../../sandbox/cloud";
import { knownArn } from "../../rules/arn";
import type { CloudStack } from "../cloudStack";
import { ACCOUNT, openCloudStack } from "../cloudStack";
import type { Kill } from "../killed";
import { killing } from "../killed";
import { listOf } from "../../rules/policyDocument";
import { ofOthers } from "../logArchive";
import type { Move, MoveName } from "./moves";
import { MOVE_NAMES, MOVES } from "./moves";
import type { ProjectFolder } from "./project";
import { projectFolder, removeEmptyAttributes } from "./project";
import { oneOf, random } from "./random";
import type { Trial } from "./trial";
import { comparable, differences } from "./worlds";

const VICTIMS = ["engine", "program", "both"] as const;

/** Which process ends, at which changing call of which move. */
export interface MoveKill extends Pick<Kill, "at" | "only" | "answered"> {
  move: MoveName;
  victim: (typeof VICTIMS)[number];
}

/** Ends a process at a call of a move, all of which the seed chooses. */
export async function moveKillTrial(seed: number): Promise<Trial> {
  const next = random(seed);
  const move = oneOf(next, MOVE_NAMES);
  const { calls } = await uninterrupted(move);
  return movedAfterKill({
    ...{ move, at: 1 + Math.floor(next() * calls), answered: oneOf(next, [true, false]) },
    victim: oneOf(next, VICTIMS),
  });
}

/** Ends a process, does what docs/operations.md says, and holds the world against that of a move without an interruption. */
export async function movedAfterKill(interruption: MoveKill): Promise<Trial> {
  const whole = await uninterrupted(interruption.move);
  const { operation, world, problems } = await ended(interruption);
  return {
    what: { ...interruption, operation },
    problems: [...whole.problems, ...problems, ...differences(world, whole.world)],
  };
}

interface Ended {
  /** Changing calls of the move. */
  calls: number;
  operation: string;
  world: string[];
  problems: string[];
}

const completed = new Map<MoveName, Promise<Ended>>();

/** The move without an interruption. */
export function uninterrupted(move: MoveName): Promise<Ended> {
  const known = completed.get(move) ?? ended({ move, at: 0, answered: true, victim: "engine" });
  completed.set(move, known);
  return known;
}

async function ended({ move: name, ...when }: MoveKill): Promise<Ended> {
  const move: Move = MOVES[name];
  const kill: Kill = { ...when, at: 0, calls: 0 };
  const stack = await openCloudStack(move.world(), killing(kill));
  try {
    await stack.deploy(move.from);
    const policies = policiesOfOthers(stack.cloud);
    const problems = await undelivered(stack, move);
    const project = await projectFolder(stack, move.to);
    Object.assign(kill, { at: when.at, calls: 0 });
    const { error } = await project.pulumi("up", "--yes", "--skip-preview");
    const { calls, operation = "none" } = kill;
    kill.at = 0;
    if (operation !== "none") {
      problems.push(...(await unread(stack, move)).map((one) => `after the kill: ${one}`));
      problems.push(...(await repaired(stack, project)));
    } else if (error) problems.push(`up failed: ${error.message}`);
    problems.push(...(await afterwards(stack, move)));
    problems.push(...differences(policiesOfOthers(stack.cloud), policies));
    const world = [...comparable(stack.cloud.world), ...numbered(stack.cloud)];
    return { calls, operation, world, problems };
  } finally {
    await stack.close();
  }
}

/** What docs/operations.md says, up to the run that completes the operation. */
async function repaired(stack: CloudStack, project: ProjectFolder): Promise<string[]> {
  await removeEmptyAttributes(stack);
  await stack.cancel();
  const { code, printed } = await project.command("recover", "--yes");
  return code === 0 ? [] : [`recover ended with ${code}: ${printed}`];
}

/** Completes the move, and tries that all of it works. */
async function afterwards(stack: CloudStack, move: Move): Promise<string[]> {
  const { error } = await stack.tryDeploy(move.to);
  const again = await stack.tryDeploy(move.to);
  const changed = again.error?.message ?? again.changed.join();
  return [
    ...(error ? [`up failed: ${error.message}`] : []),
    ...(changed === "" ? [] : [`a second up changes ${changed}`]),
    ...(await undelivered(stack, move)),
  ];
}

/** Regions whose findings are not delivered, and delivered findings that the reader does not read. */
async function undelivered(stack: CloudStack, move: Move): Promise<string[]> {
  const problems: string[] = [];
  const note = ({ message }: Error) => void problems.push(message);
  for (const region of move.from.regions) await stack.deliver(region).catch(note);
  return [...problems, ...(await unread(stack, move))];
}

/** Delivered findings that the reader does not read. */
async function unread({ cloud }: CloudStack, move: Move): Promise<string[]> {
  const problems: string[] = [];
  for (const [Bucket, { objects, region }] of Object.entries(cloud.world.buckets)) {
    const caller = cloud.authenticate({
      accessKeyId: `AKIA${ACCOUNT}TEST`,
      assumeRoles: [{ roleArn: move.reader }],
      region,
    });
    for (const Key of Object.keys(objects).filter((key) => key.endsWith(".gz"))) {
      await cloud
        .call(caller, "s3:GetObject", { Bucket, Key })
        .catch(({ message }: Error) => problems.push(`${Bucket}/${Key}: ${message}`));
    }
  }
  return problems;
}

/** The statements of others in the policies that others wrote. */
function policiesOfOthers({ world: { buckets, keys } }: SandboxCloud): string[] {
  return Object.entries({ ...buckets, ...keys }).flatMap(([name, { policy, tags }]) => {
    const others = policy === null ? undefined : ofOthers(policy);
    if (others === undefined || listOf(others.Statement).length === 0) return [];
    return [`${name} ${JSON.stringify(tags)} ${JSON.stringify(others)}`];
  });
}

/** How many buckets, keys and aliases there are, which lines without ids do not say. */
function numbered({ world: { buckets, keys } }: SandboxCloud): string[] {
  const made = [
    ...Object.values(buckets).map(({ account, region }) => `bucket of ${account} in ${region}`),
    ...Object.entries(keys).map(([arn, { state, aliases }]) => {
      const { accountId, region } = knownArn(arn);
      return `key of ${accountId} in ${region}, ${state}, ${aliases.length} aliases`;
    }),
  ].sort();
  return made.map(
    (line, at) => `${made.slice(0, at).filter((one) => one === line).length} ${line}`,
  );
}
