import {
  LocalWorkspace,
  PulumiCommand,
  type DestroyOptions,
  type EngineEvent,
  type OpMap,
  type PreviewOptions,
  type PulumiFn,
  type RefreshOptions,
  type StepEventMetadata,
  type UpOptions,
} from "@pulumi/pulumi/automation";
import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const ROOT = path.resolve(__dirname, "../..");

export interface EngineOptions {
  /** What the sandbox's env file says; reaches the engine, and through it the providers. */
  env?: Record<string, string>;
  projectName?: string;
  stackName?: string;
  config?: Record<string, string>;
  /** Kept when given; otherwise a folder of its own that `close` removes. */
  workDir?: string;
}

export interface Step {
  op: StepEventMetadata["op"];
  type: string;
  name: string;
  urn: string;
  /** Names of the properties that differ. */
  diffs: string[];
  detailedDiff: NonNullable<StepEventMetadata["detailedDiff"]>;
}

export interface Outcome {
  /** Set when the operation failed; the rest tells how far it came. */
  error?: Error;
  /** Count of resources by what was done to them; `same` too. */
  changes: OpMap;
  steps: Step[];
  /** The steps that do something, as sorted `<op> <type>::<name>`. */
  changed: string[];
  /** Operations that a provider or hook refused, as sorted `<op> <type>::<name>`. */
  failed: string[];
  /** `<severity>: <message>` of warnings and errors, in order. */
  diagnostics: string[];
  outputs: Record<string, unknown>;
  stdout: string;
  events: EngineEvent[];
}

export interface Engine {
  up(program: PulumiFn, options?: UpOptions): Promise<Outcome>;
  preview(program: PulumiFn, options?: PreviewOptions): Promise<Outcome>;
  refresh(options?: RefreshOptions): Promise<Outcome>;
  destroy(options?: DestroyOptions & { program?: PulumiFn }): Promise<Outcome>;
  /** Resources of the stack's state, as the engine writes them. */
  exportState(): Promise<StateResource[]>;
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

/** A stack of its own on the real engine, with inline programs and a backend in a folder. */
export async function openEngine(options: EngineOptions = {}): Promise<Engine> {
  const { projectName = "guardduty-export", stackName = "test" } = options;
  const pulumi = await pulumiCommand();
  const workDir = options.workDir ?? (await fs.mkdtemp(path.join(os.tmpdir(), "engine-")));
  const backend = path.join(workDir, "state");
  await fs.mkdir(backend, { recursive: true });
  const stack = await LocalWorkspace.createOrSelectStack(
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
      ...(options.config && { stackSettings: { [stackName]: { config: options.config } } }),
      envVars: {
        PULUMI_CONFIG_PASSPHRASE: "test",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        // A provider that nobody attached is a mistake in the test, not something to download.
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        ...options.env,
      },
    },
  );

  const events: EngineEvent[] = [];
  type Run = (onEvent: (event: EngineEvent) => void) => Promise<{ stdout: string }>;
  async function outcome(run: Run): Promise<Outcome> {
    const own: EngineEvent[] = [];
    let stdout = "";
    let error: Error | undefined;
    try {
      ({ stdout } = await run((event) => void own.push(event)));
    } catch (caught) {
      error = caught as Error;
    }
    events.push(...own);
    return { ...(error && { error }), stdout, events: own, ...told(own) };
  }

  return {
    events,
    up: (program, opts) => outcome((onEvent) => stack.up({ ...opts, program, onEvent })),
    preview: (program, opts) => outcome((onEvent) => stack.preview({ ...opts, program, onEvent })),
    refresh: (opts) => outcome((onEvent) => stack.refresh({ ...opts, onEvent })),
    destroy: (opts) => outcome((onEvent) => stack.destroy({ ...opts, onEvent })),
    async exportState() {
      const { deployment } = await stack.exportStack();
      return (deployment.resources ?? []) as StateResource[];
    },
    async close() {
      if (!options.workDir) await fs.rm(workDir, { recursive: true, force: true });
    },
  };
}

function told(events: EngineEvent[]) {
  const label = ({ op, urn }: { op: string; urn: string }) =>
    `${op} ${urn.split("::").slice(2).join("::").split("$").pop()}`;
  // A refresh knows only afterwards what it did to a resource.
  const refreshed = new Map(
    events.flatMap(({ resOutputsEvent }) =>
      resOutputsEvent ? [[resOutputsEvent.metadata.urn, resOutputsEvent.metadata]] : [],
    ),
  );
  const steps = events.flatMap(({ resourcePreEvent }): Step[] => {
    if (!resourcePreEvent) return [];
    const before = resourcePreEvent.metadata;
    const { op, urn, type, diffs, detailedDiff } =
      before.op === "refresh" ? (refreshed.get(before.urn) ?? before) : before;
    const name = urn.split("::").slice(3).join("::");
    return [{ op, type, name, urn, diffs: diffs ?? [], detailedDiff: detailedDiff ?? {} }];
  });
  const outputsOf = ({ resOutputsEvent }: EngineEvent) =>
    resOutputsEvent?.metadata.type === "pulumi:pulumi:Stack"
      ? resOutputsEvent.metadata.new?.outputs
      : undefined;
  return {
    changes: events.find((e) => e.summaryEvent)?.summaryEvent?.resourceChanges ?? {},
    steps,
    changed: steps
      .filter(({ op }) => op !== "same" && op !== "refresh" && op !== "read")
      .map(label)
      .sort(),
    failed: events
      .flatMap(({ resOpFailedEvent: e }) => (e ? [label(e.metadata)] : []))
      .sort(),
    diagnostics: events.flatMap(({ diagnosticEvent: e }) =>
      e && (e.severity === "error" || e.severity === "warning") && !e.ephemeral
        ? [`${e.severity}: ${e.message.replace(/<\{%[^%]*%\}>/g, "").trim()}`]
        : [],
    ),
    outputs: events.map(outputsOf).findLast((outputs) => outputs) ?? {},
  };
}
