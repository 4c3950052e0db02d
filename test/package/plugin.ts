import { spawn } from "node:child_process";
import { once } from "node:events";
import readline from "node:readline";

import { createCloud } from "../../sandbox/cloud";
import type { SandboxCloud } from "../../sandbox/cloud";
import { startHttp } from "../../sandbox/http";
import { startProviders } from "../../sandbox/providers";
import { exampleWorld } from "../../testing/cloudStack";
import type { Engine } from "../../testing/engine";
import { CALLER, openEngine } from "../../testing/engine";
import { ensureBuilt, ROOT } from "./pack";

interface Plugin {
  port: number;
  stop(): Promise<void>;
}

/** Hosts the package in `folder` as the nodejs language host does for programs in other languages. */
async function startPlugin(folder: string, env: { [name: string]: string }): Promise<Plugin> {
  const host = require.resolve("@pulumi/pulumi/cmd/run-plugin", { paths: [folder] });
  const child = spawn(process.execPath, [host, folder], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk) => (errors += String(chunk)));
  const closed = once(child, "close");
  const line = await Promise.race([
    once(readline.createInterface(child.stdout), "line") as Promise<[string]>,
    closed.then(() => Promise.reject(new Error(`the plugin did not start: ${errors}`))),
  ]);
  return {
    port: Number(line[0]),
    async stop() {
      child.kill();
      await closed;
    },
  };
}

/** The package's plugin and the sandbox's providers, attached to the engine by `env`. */
export interface PluginProviders {
  cloud: SandboxCloud;
  env: { PULUMI_DEBUG_PROVIDERS: string };
  close(): Promise<void>;
}

export async function openPluginProviders(folder = ROOT): Promise<PluginProviders> {
  await ensureBuilt();
  const cloud = await createCloud(exampleWorld());
  const providers = await startProviders(cloud);
  // Hooks run in the plugin's process.
  const http = await startHttp(cloud);
  const plugin = await startPlugin(folder, { ...CALLER, AWS_ENDPOINT_URL: http.url });
  const { aws, random } = providers.ports;
  const ports = { aws, random, "guardduty-export": plugin.port };
  const attached = Object.entries(ports).map(([name, port]) => `${name}:${port}`);
  return {
    cloud,
    env: { PULUMI_DEBUG_PROVIDERS: attached.join(",") },
    async close() {
      await plugin.stop();
      await http.close();
      await providers.close();
    },
  };
}

export interface PluginStack extends Engine {
  cloud: SandboxCloud;
}

/** A stack whose programs reach the package through its plugin alone, as programs in other languages do. */
export async function openPluginStack(folder = ROOT): Promise<PluginStack> {
  const { cloud, env, close } = await openPluginProviders(folder);
  const engine = await openEngine({
    env,
    config: { "aws:region": "us-east-1" },
    projectName: "user",
  });
  return {
    ...engine,
    cloud,
    async close() {
      await engine.close();
      await close();
    },
  };
}
