import type { CloudStack } from "../cloudStack";
import { openCloudStack } from "../cloudStack";
import type { Kill } from "../killed";
import { killing } from "../killed";
import type { InterruptedOperation, OperationName } from "./operations";
import { OPERATION_NAMES, OPERATIONS } from "./operations";
import type { ProjectFolder } from "./project";
import { projectFolder, removeEmptyAttributes } from "./project";
import { oneOf, random } from "./random";
import type { Trial } from "./trial";
import { comparable, differences } from "./worlds";

/** Which process ends, at which changing call of which operation. */
export interface Interruption extends Pick<Kill, "at" | "only" | "answered" | "victim"> {
  of: OperationName;
}

/** Ends a process at a call of an operation, all of which the seed chooses. */
export async function killTrial(seed: number): Promise<Trial> {
  const next = random(seed);
  const of = oneOf(next, OPERATION_NAMES);
  const { calls } = await uninterrupted(of);
  return recovered({
    ...{ of, at: 1 + Math.floor(next() * calls), answered: oneOf(next, [true, false]) },
    victim: oneOf(next, OPERATIONS[of].victims),
  });
}

interface Ended {
  calls: number;
  world: string[];
  problems: string[];
  operation: string;
}

const completed = new Map<OperationName, Promise<Ended>>();

/** The operation without an interruption. */
function uninterrupted(of: OperationName): Promise<Ended> {
  const { victims } = OPERATIONS[of];
  const known = completed.get(of) ?? ended({ of, at: 0, answered: true, victim: victims[0] });
  completed.set(of, known);
  return known;
}

/** Ends a process, does what docs/operations.md says, and holds the world against that of an operation without an interruption. */
export async function recovered(interruption: Interruption): Promise<Trial> {
  const whole = await uninterrupted(interruption.of);
  const { world, problems, operation } = await ended(interruption);
  return {
    what: { ...interruption, operation },
    problems: [...whole.problems, ...problems, ...differences(world, whole.world)],
  };
}

async function ended({ of, ...when }: Interruption): Promise<Ended> {
  const operation: InterruptedOperation = OPERATIONS[of];
  const { before, destroyed = false, args } = operation;
  const kill: Kill = { ...when, at: 0, calls: 0 };
  const stack = await openCloudStack(operation.world(), killing(kill));
  try {
    if (before !== undefined) await stack.deploy(before);
    if (destroyed) await stack.destroy();
    const project = await projectFolder(stack, args);
    Object.assign(kill, { at: when.at, calls: 0 });
    const said = await interrupted(stack, project, operation, kill.victim);
    const { calls } = kill;
    kill.at = 0;
    const problems =
      kill.operation === undefined ? said : await repaired(stack, project, operation);
    problems.push(...(await afterwards(stack, operation)));
    const world = comparable(stack.cloud.world);
    return { calls, world, problems, operation: kill.operation ?? "none" };
  } finally {
    await stack.close();
  }
}

/** The operation, of which a process may end; why it failed, if it did. */
async function interrupted(
  stack: CloudStack,
  project: ProjectFolder,
  { does, args }: InterruptedOperation,
  victim: Kill["victim"],
): Promise<string[]> {
  if (does === "detach") return failureOf(project, "detach");
  const ran = () => {
    if (does === "destroy") return stack.destroy();
    if (victim === "program") return project.pulumi("up", "--yes", "--skip-preview");
    return stack.tryDeploy(args);
  };
  const { error } = await ran().then(
    ({ error }) => ({ error }),
    (error: Error) => ({ error }),
  );
  return error === undefined ? [] : [`${does} failed: ${error.message}`];
}

/** Why a command that changes something failed, if it did. */
async function failureOf(project: ProjectFolder, command: string): Promise<string[]> {
  const { code, printed } = await project.command(command, "--yes");
  return code === 0 ? [] : [`${command} ended with ${code}: ${printed}`];
}

/** What docs/operations.md says, up to the run that completes the operation. */
async function repaired(
  stack: CloudStack,
  project: ProjectFolder,
  { does }: InterruptedOperation,
): Promise<string[]> {
  if (does === "detach") return failureOf(project, "detach");
  await removeEmptyAttributes(stack);
  await stack.cancel();
  return failureOf(project, "recover");
}

/** Completes the operation, and holds what AWS has against the state. */
async function afterwards(
  stack: CloudStack,
  { completedBy, args }: InterruptedOperation,
): Promise<string[]> {
  if (completedBy === "destroy") {
    const { error } = await stack.destroy();
    const left = (await stack.exportState()).filter(({ type }) => type !== "pulumi:pulumi:Stack");
    return [
      ...(error ? [`destroy failed: ${error.message}`] : []),
      ...left.map(({ urn }) => `the state still has ${urn}`),
    ];
  }
  const problems: string[] = [];
  const { error } = await stack.tryDeploy(args);
  if (error) problems.push(`up failed: ${error.message}`);
  const again = await stack.tryDeploy(args);
  const changed = again.error?.message ?? again.changed.join();
  if (changed !== "") problems.push(`a second up changes ${changed}`);
  problems.push(...(await orphans(stack)));
  for (const region of args.regions) {
    await stack.deliver(region).catch(({ message }: Error) => problems.push(message));
  }
  return problems;
}

/** What AWS has and the state does not have, and the other way round. */
async function orphans({ cloud: { world }, exportState }: CloudStack): Promise<string[]> {
  const state = await exportState();
  const recorded = (type: string) =>
    state.flatMap((one) => (one.type === type && one.id ? [one.id] : []));
  const isRecorded = (type: string) => state.some((one) => one.type === type);
  const kinds: [type: string, made: string[]][] = [
    ["aws:kms/key:Key", Object.keys(world.keys).map((arn) => arn.split("/")[1] ?? "")],
    ["aws:kms/alias:Alias", Object.values(world.keys).flatMap(({ aliases }) => aliases)],
    ["aws:s3/bucket:Bucket", Object.keys(world.buckets)],
    ["aws:guardduty/detector:Detector", Object.values(world.detectors).map(({ id }) => id)],
  ];
  return kinds
    .filter(([type]) => isRecorded(type))
    .map(([type, made]) => [type, made.sort().join(), recorded(type).sort().join()] as const)
    .filter(([, made, recordedIds]) => made !== recordedIds)
    .map(([type, made, recordedIds]) => `${type}: AWS has ${made}; the state has ${recordedIds}`);
}
