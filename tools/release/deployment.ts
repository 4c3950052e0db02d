import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { createCloud } from "../../sandbox/cloud";
import type { SandboxCloud } from "../../sandbox/cloud";
import type { WorldFile } from "../../sandbox/world";
import { exampleWorld } from "../../testing/cloudStack";
import type { Engine } from "../../testing/engine";
import { openEngine } from "../../testing/engine";
import { serveCloud } from "../../testing/servedCloud";

/** What a release left behind: the stack's state as the backend keeps it, and the world it was deployed to. */
export interface Deployment {
  args: GuardDutyExportArgs;
  /** Undefined before the first deployment. */
  state?: object;
  world: WorldFile;
}

/** What the deployment of every release was asked for: whatever keeps resources that must not be replaced. */
export const RELEASED_ARGS: GuardDutyExportArgs = {
  regions: ["us-east-1", "me-south-1"],
  findingPublishingFrequency: "FIFTEEN_MINUTES",
  features: [{ name: "S3_DATA_EVENTS" }],
  bucket: { prefix: "guardduty", retentionDays: 400 },
  tags: { team: "security" },
};

const STATE = "state/.pulumi/stacks/guardduty-export/test.json";

export interface ReleasedStack extends Engine {
  cloud: SandboxCloud;
  /** The deployment as it is now. */
  read(args: GuardDutyExportArgs): Promise<Deployment>;
}

/** A stack on the real engine that goes on from a deployment; without one, from nothing. */
export async function openReleasedStack(from?: Deployment): Promise<ReleasedStack> {
  const cloud = await createCloud(from?.world ?? exampleWorld());
  const served = await serveCloud(cloud);
  const workDir = await fs.mkdtemp(path.join(os.tmpdir(), "release-"));
  const file = path.join(workDir, STATE);
  if (from?.state) {
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, JSON.stringify(from.state));
  }
  const engine = await openEngine({
    env: served.env,
    config: { "aws:region": "us-east-1" },
    workDir,
  });
  return {
    ...engine,
    cloud,
    async read(args) {
      const state = JSON.parse(await fs.readFile(file, "utf8")) as object;
      return { args, state, world: cloud.world as WorldFile };
    },
    async close() {
      await engine.close();
      await served.close();
      await fs.rm(workDir, { recursive: true, force: true });
    },
  };
}
