import type { PulumiFn } from "@pulumi/pulumi/automation";

import { AwsError } from "../../sandbox/cloud";
import { addOnProgram, FIRST_ADD_ONS, withTargets } from "../addOnProgram";
import type { CloudStack, Intercept } from "../cloudStack";
import { exampleWorld, openCloudStack } from "../cloudStack";
import { CHANGES } from "../killed";
import type { Trial } from "./trial";
import { comparable, differences } from "./worlds";

/**
 * Refused with tags, as where an identity may create buckets and not tag them: the provider tries again without, and tags the bucket
 * afterwards. Where nothing else is refused, the first up succeeds.
 */
const TAGGED = "s3:CreateBucket";

const PROGRAM: PulumiFn = addOnProgram(FIRST_ADD_ONS);

interface Whole {
  /** Operations that change something, in the order of their first call. */
  operations: string[];
  world: string[];
}

let whole: Promise<Whole> | undefined;

/** A first up that AWS refuses no call. */
function undisturbed(): Promise<Whole> {
  whole ??= withStack(undefined, async (stack) => {
    const { error } = await stack.up(PROGRAM);
    if (error) throw error;
    const changes = stack.cloud.calls.map(({ operation }) => operation);
    const operations = [...new Set(changes.filter((operation) => CHANGES.test(operation)))];
    return { operations, world: comparable(stack.cloud.world) };
  });
  return whole;
}

/** Refuses every call of one operation of a first up, which the seed chooses: one clean up makes the world as without. */
export async function createTrial(seed: number): Promise<Trial> {
  const { operations } = await undisturbed();
  return refused([operations[(seed - 1) % operations.length] as string]);
}

/** The same of operations that are refused together. */
export async function refused(operations: readonly string[]): Promise<Trial> {
  const expected = await undisturbed();
  let refuses = true;
  const met = new Set<string>();
  const refusing: Intercept = (cloud) => ({
    async call(caller, operation, input) {
      const isTagged = operation !== TAGGED || "Tags" in (input.CreateBucketConfiguration ?? {});
      if (!refuses || !operations.includes(operation) || !isTagged) {
        return cloud.call(caller, operation, input);
      }
      met.add(operation);
      const message = `User: the caller is not authorized to perform: ${operation}`;
      throw new AwsError("AccessDenied", message, 403);
    },
  });
  return withStack(refusing, async (stack) => {
    const first = await stack.up(PROGRAM, { continueOnError: true });
    refuses = false;
    const problems = operations
      .filter((operation) => !met.has(operation))
      .map((operation) => `${operation} was not called`);
    const completes = operations.every((operation) => operation === TAGGED);
    if (completes !== (first.error === undefined)) {
      problems.push(`the first up ${completes ? "failed" : "succeeded"}`);
    }
    const { error } = await stack.up(PROGRAM);
    if (error) problems.push(`a clean up failed: ${error.message}`);
    problems.push(...differences(comparable(stack.cloud.world), expected.world));
    const again = await stack.up(PROGRAM);
    const changed = again.error?.message ?? again.changed.join();
    if (changed !== "") problems.push(`a second clean up changes: ${changed}`);
    return { what: { operations }, problems };
  });
}

async function withStack<T>(
  intercept: Intercept | undefined,
  run: (stack: CloudStack) => Promise<T>,
): Promise<T> {
  const world = withTargets(exampleWorld());
  const accounts = { ...world.accounts, "555566667777": {} };
  const stack = await openCloudStack({ ...world, accounts }, intercept);
  try {
    return await run(stack);
  } finally {
    await stack.close();
  }
}
