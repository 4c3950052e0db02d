import { faultsSchema } from "../../sandbox/cloud";
import type { Chain } from "../engine/chain";
import { longestChain } from "../engine/chain";
import { startCountedProvider } from "../engine/countedProvider";
import type { SandboxEnvironment } from "../engine/environment";
import { openEnvironment, programInput } from "../engine/environment";
import type { Run, StateResource } from "../engine/stack";
import { openStack } from "../engine/stack";
import type { Row } from "../report";
import { ratioRow, seconds } from "../report";
import { interleaved, ratio, spread } from "../rounds";
import type { Settings } from "../settings";
import { regionsText, someRegions } from "../settings";

/** A first `up` against slow AWS, compared with the least it could take. */
export async function measureFirstUp(
  { firstUp, repeats }: Settings,
  say: (text: string) => void,
): Promise<Row[]> {
  const { regions, latencyMs, parallel } = firstUp;
  const environment = await openEnvironment();
  const world = structuredClone(environment.cloud.world);
  const up = async (latency: number, inspect?: (state: StateResource[]) => void): Promise<Run> => {
    // Each is a first up: the world is as it was, and the backend empty.
    await environment.cloud.replaceWorld(structuredClone(world));
    environment.cloud.setFaults(faultsSchema.parse({ latencyMs: latency }));
    const stack = openStack(environment, programInput(0, someRegions(regions)));
    const run = await stack.run({ program: "component", operation: "up", parallel });
    inspect?.(stack.state());
    stack.close();
    return run;
  };
  try {
    say(`Counting the AWS calls of an up at ${regionsText(regions)}`);
    const chain = await countChain(environment, up);
    const runs = await interleaved(
      repeats,
      { fast: () => up(0), slow: () => up(latencyMs) },
      (round, of) => say(`First up at ${regionsText(regions)}: round ${round} of ${of}`),
    );
    return [row(firstUp, chain, runs)];
  } finally {
    await environment.close();
  }
}

/** The chain of an up whose provider counts. That up is not timed. */
async function countChain(
  environment: SandboxEnvironment,
  up: (latency: number, inspect: (state: StateResource[]) => void) => Promise<Run>,
): Promise<Chain> {
  const provider = await startCountedProvider(environment.cloud);
  const providers = environment.env["PULUMI_DEBUG_PROVIDERS"] ?? "";
  environment.env["PULUMI_DEBUG_PROVIDERS"] = providers.replace(/aws:\d+/, `aws:${provider.port}`);
  let chain: Chain = { calls: 0, steps: [] };
  await up(0, (state) => void (chain = longestChain(state, provider.calls)));
  environment.env["PULUMI_DEBUG_PROVIDERS"] = providers;
  provider.close();
  return chain;
}

function row(
  { regions, latencyMs, parallel }: Settings["firstUp"],
  { calls, steps }: Chain,
  runs: Record<"fast" | "slow", Run[]>,
): Row {
  const [fast = [], slow = []] = [runs.fast, runs.slow].map((all) => all.map((r) => r.seconds));
  const chain = (calls * latencyMs) / 1000;
  const floor = fast.map((time) => chain + time);
  return {
    ...ratioRow(
      `First up, ${regionsText(regions)}, ${latencyMs} ms a call: up / (chain + up without latency)`,
      ratio(slow, floor),
      { atMost: 1.3 },
      `${seconds(spread(slow).median)} / (${seconds(chain)} + ${seconds(spread(fast).median)})`,
    ),
    note:
      `The chain of the first up: ${calls} calls, ${steps.join(", ")}. ` +
      `Both ups run with parallel ${parallel}.`,
  };
}
