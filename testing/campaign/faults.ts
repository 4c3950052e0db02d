import { exampleWorld, openCloudStack } from "../cloudStack";
import { withoutLongWaits } from "../fastWaits";
import { random } from "./random";
import type { Trial } from "./trial";

const ARGS = { regions: ["us-east-1", "me-south-1"], bucket: { prefix: "guardduty" } };

/** Ups with throttling, failures, latency and late policies until one succeeds: one clean up then changes nothing. */
export async function faultTrial(seed: number): Promise<Trial> {
  const next = random(seed);
  const faults = {
    throttleRate: next() * 0.5,
    errorRate: next() * 0.3,
    latencyMs: Math.floor(next() * 20),
    propagationDelayMs: Math.floor(next() * 3000),
    seed,
  };
  const world = exampleWorld();
  const stack = await openCloudStack(world, undefined, { realWaits: true });
  const problems: string[] = [];
  let failed = false;
  try {
    await withoutLongWaits(async () => {
      stack.setFaults(faults);
      failed = (await stack.tryDeploy(ARGS)).error !== undefined;
    });
    stack.setFaults({});
    const clean = await stack.tryDeploy(ARGS);
    if (clean.error) problems.push(`a clean up failed: ${clean.error.message}`);
    const again = await stack.tryDeploy(ARGS);
    const changed = again.error?.message ?? again.changed.join();
    if (changed !== "") problems.push(`a second clean up changes: ${changed}`);
    const { keys, buckets } = stack.cloud.world;
    const turning = Object.values(keys).filter((key) => key.rotationPeriodInDays !== null);
    if (
      Object.keys(keys).length !== 1 ||
      turning.length !== 1 ||
      Object.keys(buckets).length !== 1
    ) {
      problems.push(
        `${Object.keys(keys).length} keys, ${turning.length} with rotation, ${Object.keys(buckets).length} buckets`,
      );
    }
    for (const region of ARGS.regions) {
      await stack.deliver(region).catch(({ message }: Error) => problems.push(message));
    }
  } finally {
    await stack.close();
  }
  return { what: { ...faults, failed }, problems };
}
