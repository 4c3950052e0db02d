import { openWorld, type WorldFile } from "../world";
import { cloudOf, type SandboxCloud } from "./cloud";

export { AwsError, type Caller, type Cloud, type Credentials, type Members } from "./contract";
export type { CallRecord, CloudOptions, SandboxCloud } from "./cloud";
export { type Faults, faultsSchema } from "./faults";
export { milliseconds } from "./clock";

/** An AWS that holds the world of a world file; with a state file it outlives the process. Throws WorldError. */
export async function createCloud(
  world: WorldFile,
  stateFile?: string,
  { strict = true }: { strict?: boolean | undefined } = {},
): Promise<SandboxCloud> {
  return cloudOf(await openWorld(world, stateFile), { strict });
}
