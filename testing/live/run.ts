import type { Faults } from "../../sandbox/cloud";
import { faultsSchema } from "../../sandbox/cloud";
import type { Sandbox } from "../../sandbox";
import { startSandbox } from "../../sandbox";
import { run } from "../../cli/program";
import type { Surroundings } from "../../cli/surroundings";
import type { Ran } from "../command";
import { inFolder } from "../command";
import { setEnvironment } from "../environment";
import type { Args } from "./world";
import { deployedWorld, stackFiles } from "./world";

/** What a run of a command may find other than it is by default. */
export interface RunOptions {
  env?: { [name: string]: string | undefined };
  /** Files in addition to the stack's, or instead of them. */
  files?: { [file: string]: string };
  surroundings?: Partial<Surroundings>;
}

/** A world in which the stack `prod` is deployed, and the command against it. */
export interface Deployed {
  sandbox: Sandbox;
  bucketName: string;
  keyArn: string;
  faults(some: Partial<Faults>): void;
  /** Runs a command on the stack. */
  run(args: string[], options?: RunOptions): Promise<Ran>;
  /** The same with `--format json`, parsed. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  json(args: string[], options?: RunOptions): Promise<{ code: number; data: any; err: string }>;
  close(): Promise<void>;
}

export async function deployed(args: Args): Promise<Deployed> {
  const { bucketName, keyArn, ...world } = deployedWorld(args);
  const sandbox = await startSandbox({ world });
  const runIn = (command: string[], { env, files, ...rest }: RunOptions = {}) =>
    runCommand(command, {
      ...rest,
      env: { ...sandbox.env, ...env },
      files: { ...stackFiles(args), ...files },
    });
  return {
    ...{ sandbox, bucketName, keyArn, run: runIn },
    faults: (some) => sandbox.cloud.setFaults(faultsSchema.parse(some)),
    async json(command, options) {
      const { code, out, err } = await runIn([...command, "--format", "json"], options);
      return { code, data: out === "" ? undefined : JSON.parse(out), err };
    },
    close: () => sandbox.close(),
  };
}

/** Runs a command in this process, with these files and this environment and nothing of the machine's. */
export function runCommand(
  command: string[],
  { env = {}, files = {}, surroundings }: RunOptions,
): Promise<Ran> {
  return withEnvironment({ ...ISOLATED, ...env }, () =>
    inFolder(files, async (folder) => {
      let [out, err] = ["", ""];
      const code = await run(command, {
        folder,
        out: (text) => void (out += text),
        err: (text) => void (err += text),
        colour: false,
        ...surroundings,
      });
      return { code, out, err };
    }),
  );
}

/** The machine's own configuration of AWS has no part in tests. */
const ISOLATED = {
  AWS_CONFIG_FILE: "/nonexistent",
  AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_PROFILE: undefined,
  AWS_SESSION_TOKEN: undefined,
};

/** Runs with these variables in the environment; undefined ones are removed. */
async function withEnvironment<T>(
  env: { [name: string]: string | undefined },
  body: () => Promise<T>,
): Promise<T> {
  const restore = setEnvironment(env);
  try {
    return await body();
  } finally {
    restore();
  }
}
