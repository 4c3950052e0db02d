import { createCloud, type SandboxCloud } from "./cloud";
import { startProviders } from "./providers";
import { startHttp } from "./http";
import type { World, WorldFile } from "./world";

export interface SandboxOptions {
  world?: WorldFile;
  /** The world outlives the process in this file. */
  stateFile?: string;
  /** Port of the HTTP server; any free one when not given. */
  port?: number;
  /** Default Region for clients; us-east-1 when not given. */
  region?: string;
  /** Refuses calls with members that the sandbox does not model; else it logs them. Defaults to true. */
  strict?: boolean | undefined;
}

export interface Sandbox {
  url: string;
  /** What clients need in their environment: the Pulumi engine, AWS SDKs, and tests. */
  env: { [name: string]: string };
  cloud: SandboxCloud;
  world(): World;
  close(): Promise<void>;
}

/** Starts a local AWS for the Pulumi engine, AWS SDKs and tests. Throws WorldError for a world that is none. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const cloud = await createCloud(options.world ?? {}, options.stateFile, {
    strict: options.strict,
  });
  const http = await startHttp(cloud, options.port);
  const region = options.region ?? "us-east-1";
  const env = {
    AWS_ENDPOINT_URL: http.url,
    AWS_ACCESS_KEY_ID: `AKIA${cloud.world.caller}DEMO`,
    AWS_SECRET_ACCESS_KEY: "not-a-secret-in-the-sandbox",
    AWS_REGION: region,
    // The AWS CLI and boto3 read this name only.
    AWS_DEFAULT_REGION: region,
  };
  const providers = await startProviders(cloud, { endpoint: http.url, env });
  const ports = Object.entries(providers.ports).map(([name, port]) => `${name}:${port}`);
  return {
    url: http.url,
    env: { ...env, SANDBOX_URL: http.url, PULUMI_DEBUG_PROVIDERS: ports.join() },
    cloud,
    world: () => cloud.world,
    close: async () => {
      await Promise.all([http.close(), providers.close()]);
    },
  };
}
