import {
  LocalWorkspace,
  PulumiCommand,
  type DestroyOptions,
  type EngineEvent,
  type OutputMap,
  type PreviewOptions,
  type PulumiFn,
  type RefreshOptions,
  type Stack,
  type UpOptions,
} from "@pulumi/pulumi/automation";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { setEnvironment } from "./environment";
import { summaryOf, type Summary } from "./events";
import { skippingLongWaits } from "./fastWaits";
import { transitEngine } from "./transitEngine";

export type { Step } from "./events";

// Sent always, and missing in the SDK's typings.
const DEBUG = "debug" as string;
const ROOT = path.resolve(__dirname, "..");

export interface EngineOptions {
  /** What the sandbox's env file says; reaches the engine, and through it the providers. */
  env?: Record<string, string>;
  projectName?: string;
  stackName?: string;
  config?: Record<string, string>;
  /** The same, set with `--secret`. */
  secretConfig?: Record<string, string>;
  /** Kept when given; otherwise a folder of its own that `close` removes. */
  workDir?: string;
  /** The component waits as long as it does for users, as where another deployment writes meanwhile. Otherwise not: nothing passes. */
  realWaits?: boolean;
}

export interface Outcome extends Summary {
  /** Set when the operation failed; the rest says what was done before. */
  error?: Error;
  stdout: string;
  /** Without debug messages. */
  events: EngineEvent[];
}

export interface Engine {
  up(program: PulumiFn, options?: UpOptions): Promise<Outcome>;
  preview(program: PulumiFn, options?: PreviewOptions): Promise<Outcome>;
  refresh(options?: RefreshOptions): Promise<Outcome>;
  /** With a program, that runs too, as hooks on deletions need. */
  destroy(options?: DestroyOptions & { program?: PulumiFn }): Promise<Outcome>;
  /** Gives the stack another name, as `pulumi stack rename` does. */
  rename(to: { projectName?: string; stackName?: string }): Promise<void>;
  /** Releases the lock that a process which was ended left, as `pulumi cancel` does. */
  cancel(): Promise<void>;
  /** The folder of the project, and the environment of its CLI. */
  project: { folder: string; env: { [name: string]: string } };
  /** Resources of the stack's state, as the engine writes them. */
  exportState(): Promise<StateResource[]>;
  /** The stack's state as the backend keeps it, with secrets encrypted. */
  stateText(): Promise<string>;
  /** Events of all operations so far. */
  events: EngineEvent[];
  close(): Promise<void>;
}

export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  [key: string]: unknown;
}

let command: Promise<PulumiCommand> | undefined;

/** The CLI that the tests run; rejects with what to install when there is none. */
export function pulumiCommand(): Promise<PulumiCommand> {
  command ??= promisify(execFile)(
    process.execPath,
    [path.join(ROOT, "tools/pulumi-cli/ensure.mjs"), "--print-root"],
    { cwd: ROOT },
  ).then(
    ({ stdout }) => PulumiCommand.get({ root: stdout.trim() }),
    (error: { stderr?: string; message: string }) => {
      throw new Error(error.stderr?.trim() || error.message);
    },
  );
  return command;
}

// The SDK leaves an inline program's clients open. Those go on dialling ports that a later engine may get, and its clients, of one pool
// with them, would fail at once: the SDK takes that for a program that ended well, and the engine deletes what it did not register.
const { grpcClientOptions } = settings as unknown as { grpcClientOptions: object };
Object.assign(grpcClientOptions, { "grpc.use_local_subchannel_pool": 1 });

/** Keys that act as the caller of the world, and nothing of the machine's own configuration. */
export const CALLER = {
  AWS_ACCESS_KEY_ID: "AKIATHECALLER",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_SESSION_TOKEN: "",
  AWS_PROFILE: "",
  AWS_CONFIG_FILE: "/nonexistent",
  AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
};

/** Marks secrets, assets and references to resources in a state. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

const exists = (file: string) =>
  fs.access(file).then(
    () => true,
    () => false,
  );

/** After each operation the SDK asks the CLI for outputs, twice, and history, which takes longer than most operations here. */
function withoutFurtherCommands(stack: Stack, stateFile: string): void {
  const fromCommand = stack.outputs.bind(stack);
  Object.assign(stack, {
    info: () => Promise.resolve(undefined),
    async outputs(): Promise<OutputMap> {
      const { checkpoint } = JSON.parse(await fs.readFile(stateFile, "utf8")) as Checkpoint;
      const root = checkpoint.latest?.resources?.find(({ type }) => type === "pulumi:pulumi:Stack");
      const outputs = root?.outputs ?? {};
      if (JSON.stringify(outputs).includes(SIGNATURE)) return fromCommand();
      return Object.fromEntries(
        Object.entries(outputs).map(([name, value]) => [name, { value, secret: false }]),
      );
    },
  });
}

interface Checkpoint {
  checkpoint: { latest?: { resources?: StateResource[] } };
}

/** A stack of its own on the real engine, with inline programs and a backend in a folder. */
export async function openEngine(options: EngineOptions = {}): Promise<Engine> {
  let { projectName = "guardduty-export", stackName = "test" } = options;
  const pulumi = await pulumiCommand();
  const transit = await transitEngine();
  const cliEnv = {
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // A provider that is not attached is a mistake in the test, not something to download.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // A command ends before its garbage is worth collecting.
    GOGC: "off",
    GOMEMLIMIT: "512MiB",
    ...transit.env,
    // What the secrets of states that were released are under.
    PULUMI_CONFIG_PASSPHRASE: "test",
    ...CALLER,
    ...options.env,
  };
  const workDir = options.workDir ?? (await fs.mkdtemp(path.join(os.tmpdir(), "engine-")));
  const backend = path.join(workDir, "state");
  await fs.mkdir(backend, { recursive: true });
  const stateFile = () => path.join(backend, `.pulumi/stacks/${projectName}/${stackName}.json`);
  async function open(config?: EngineOptions["config"]): Promise<Stack> {
    const known = await exists(stateFile());
    const opened = await LocalWorkspace[known ? "selectStack" : "createStack"](
      { projectName, stackName, program: async () => undefined },
      {
        workDir,
        pulumiCommand: pulumi,
        pulumiHome: path.join(workDir, "home"),
        projectSettings: {
          name: projectName,
          runtime: "nodejs",
          main: ROOT,
          backend: { url: `file://${backend}` },
        },
        ...((config || !known) && {
          stackSettings: { [stackName]: { ...transit.settings, ...(config && { config }) } },
        }),
        secretsProvider: transit.settings.secretsProvider,
        envVars: cliEnv,
      },
    );
    withoutFurtherCommands(opened, stateFile());
    return opened;
  }
  let stack = await open(options.config);

  const secrets = Object.entries(options.secretConfig ?? {}).map(
    ([key, value]) => [key, { value, secret: true }] as const,
  );
  if (secrets.length > 0) await stack.setAllConfig(Object.fromEntries(secrets));

  const awsEnv = Object.fromEntries(
    Object.entries(options.env ?? {}).filter(([name]) => name.startsWith("AWS_")),
  );
  const events: EngineEvent[] = [];
  interface Watch {
    onEvent(event: EngineEvent): void;
    onOutput(text: string): void;
  }
  async function outcome(run: (watch: Watch) => Promise<object>): Promise<Outcome> {
    const own: EngineEvent[] = [];
    let stdout = "";
    const watch: Watch = {
      onEvent: (event) => void (event.diagnosticEvent?.severity !== DEBUG && own.push(event)),
      onOutput: (text) => void (stdout += text),
    };
    const [result, failure] = await run(watch).then(
      (done: { outputs?: OutputMap }) => [done, undefined] as const,
      (error: Error) => [undefined, error] as const,
    );
    events.push(...own);
    const found = { stdout, events: own, ...summaryOf(own) };
    if (result?.outputs) {
      const values = Object.entries(result.outputs).map(([name, { value }]) => [name, value]);
      found.outputs = Object.fromEntries(values);
    }
    if (!failure) return found;
    const errors = found.diagnostics.filter((line) => line.startsWith("error: "));
    // The SDK's own message holds the whole output, twice.
    return { ...found, error: new Error(errors.join("\n") || failure.message, { cause: failure }) };
  }

  async function running(
    inline: PulumiFn,
    run: (program: PulumiFn, watch: Watch) => Promise<object>,
  ): Promise<Outcome> {
    let started = false;
    const program: PulumiFn = async () => {
      started = true;
      return inline();
    };
    // An inline program runs in this process, and its hooks with it.
    const restore = setEnvironment({ ...CALLER, AWS_EC2_METADATA_DISABLED: "true", ...awsEnv });
    const ran = () => outcome((watch) => run(program, watch));
    const found = await (options.realWaits ? ran() : skippingLongWaits(ran)).finally(restore);
    if (!started && !found.error) throw new Error("the engine went on without the program");
    return found;
  }

  return {
    events,
    up: (inline, opts) =>
      running(inline, (program, watch) => stack.up({ ...opts, ...watch, program })),
    preview: (inline, opts) =>
      running(inline, (program, watch) => stack.preview({ ...opts, ...watch, program })),
    refresh: (opts) => outcome((watch) => stack.refresh({ ...opts, ...watch })),
    destroy({ program: inline, ...opts } = {}) {
      if (!inline) return outcome((watch) => stack.destroy({ ...opts, ...watch }));
      return running(inline, (program, watch) => {
        stack.workspace.program = program;
        return stack.destroy({ ...opts, ...watch, runProgram: true });
      });
    },
    async rename(to) {
      const named = { projectName, stackName, ...to };
      await stack.rename({ stackName: `organization/${named.projectName}/${named.stackName}` });
      ({ projectName, stackName } = named);
      // The stack's settings are renamed with it.
      stack = await open();
    },
    cancel: () => stack.cancel(),
    project: {
      folder: workDir,
      env: {
        PULUMI_HOME: path.join(workDir, "home"),
        PULUMI_BACKEND_URL: `file://${backend}`,
        PATH: [path.dirname(pulumi.command), process.env["PATH"]].join(path.delimiter),
        ...cliEnv,
      },
    },
    async exportState() {
      const { deployment } = await stack.exportStack();
      return (deployment.resources ?? []) as StateResource[];
    },
    stateText: () => fs.readFile(stateFile(), "utf8"),
    async close() {
      if (!options.workDir) await fs.rm(workDir, { recursive: true, force: true });
    },
  };
}
