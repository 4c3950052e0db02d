import { readFileSync } from "node:fs";
import * as path from "node:path";

import type { GuardDutyExportArgs } from "../components/export/args";
import { GuardDutyExport } from "../components/export/guardDutyExport";
import { createCloud } from "../sandbox/cloud";
import type { Faults, SandboxCloud } from "../sandbox/cloud";
import { faultsSchema } from "../sandbox/cloud";
import type { WorldFile } from "../sandbox/world";
import type { Engine, EngineOptions, Outcome } from "./engine";
import { openEngine } from "./engine";
import { serveCloud } from "./servedCloud";

export const ACCOUNT = "111122223333";

/** A world of one account. */
export const exampleWorld = (): WorldFile =>
  JSON.parse(
    readFileSync(path.join(__dirname, "../sandbox/worlds/example.json"), "utf8"),
  ) as WorldFile;

/** One export deployed by the real engine to a world of its own. */
export interface CloudStack extends Engine {
  cloud: SandboxCloud;
  /** For commands that call AWS. */
  env: { AWS_ENDPOINT_URL: string };
  /** Deploys one export named `findings`; fails unless it succeeds. */
  deploy(args: GuardDutyExportArgs): Promise<Outcome>;
  /** The same, whether or not it succeeds. */
  tryDeploy(args: GuardDutyExportArgs): Promise<Outcome>;
  setFaults(faults: Partial<Faults>): void;
  /** Object keys that a finding of the Region was delivered to; fails unless it was. */
  deliver(region: string, accountId?: string): Promise<string[]>;
}

/** A program with one export named `findings`. */
export const exportProgram = (args: GuardDutyExportArgs) => async () => {
  const { bucketName, keyArn, destinationIds } = new GuardDutyExport("findings", args);
  return { bucketName, keyArn, destinationIds };
};

/** What a test has happen to AWS's answers, beyond the sandbox's own faults. */
export type Intercept = (cloud: SandboxCloud) => Pick<SandboxCloud, "call">;

/** `realWaits`: the test has AWS see something late. `config`: of the stack, in addition to its Region. */
export async function openCloudStack(
  world: WorldFile = exampleWorld(),
  intercept?: Intercept,
  options: Pick<EngineOptions, "config" | "realWaits"> = {},
): Promise<CloudStack> {
  return openOn(await createCloud(world), { intercept, ...options });
}

/** The same in a world that several stacks share. `realWaits`: they are deployed at the same time. */
export const openStackOn = (
  cloud: SandboxCloud,
  stackName: string,
  { realWaits = false, intercept }: { realWaits?: boolean; intercept?: Intercept } = {},
): Promise<CloudStack> => openOn(cloud, { stackName, realWaits, intercept });

async function openOn(
  cloud: SandboxCloud,
  { intercept, config, ...options }: EngineOptions & { intercept?: Intercept | undefined },
): Promise<CloudStack> {
  const served = await serveCloud(cloud, intercept?.(cloud).call);
  const engine = await openEngine({
    env: served.env,
    config: { "aws:region": "us-east-1", ...config },
    ...options,
  });
  const tryDeploy = (args: GuardDutyExportArgs) => engine.up(exportProgram(args));
  return {
    ...engine,
    cloud,
    env: served.env,
    tryDeploy,
    async deploy(args) {
      const outcome = await tryDeploy(args);
      if (outcome.error) throw outcome.error;
      return outcome;
    },
    setFaults: (faults) => cloud.setFaults(faultsSchema.parse(faults)),
    async deliver(region, accountId = ACCOUNT) {
      const deliveries = await cloud.exportFinding(accountId, region);
      return deliveries.map(({ key, refusal }) => {
        if (key === undefined) throw new Error(`not delivered: ${JSON.stringify(refusal)}`);
        return key;
      });
    },
    async close() {
      await engine.close();
      await served.close();
    },
  };
}
