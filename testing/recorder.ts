/* eslint-disable @typescript-eslint/no-explicit-any -- the SDK keeps its stores and requests out of its typings */
import * as pulumi from "@pulumi/pulumi";
import * as runtimeState from "@pulumi/pulumi/runtime/state";
import { setImmediate as turn } from "node:timers/promises";
import { ACCOUNT, callResult, locationOfProvider, REGION, resourceState } from "../mocks/answers";
import type { Location } from "../mocks/answers";
import { plainValue } from "../mocks/plain";
import { idAtEnd, withoutIds } from "./ids";
import { Recorded } from "./recordingMonitor";
import type { RecordedCall, RecordedResource } from "./recordingMonitor";

export { SECRET, UNKNOWN } from "./wire";
export type { RecordedCall, RecordedResource } from "./recordingMonitor";
export type { Ref } from "./wire";

/** Answers instead of the default mocks; `undefined` leaves the answer to them. */
export interface RecordMocks {
  resource?(
    args: pulumi.runtime.MockResourceArgs & { preview: boolean },
  ): pulumi.runtime.MockResourceResult | undefined;
  call?(args: pulumi.runtime.MockCallArgs): pulumi.runtime.MockCallResult | undefined;
}

export interface RecordOptions {
  preview?: boolean;
  /** Stack config; a key without a namespace is the project's. */
  config?: Record<string, string>;
  mocks?: RecordMocks;
  /** Whether hooks are recorded, which an engine has and Pulumi's own monitor of mocks has not. Defaults to false. */
  hooks?: boolean;
  project?: string;
  stack?: string;
  /** Return the errors in the recording, instead of throwing them. */
  keepErrors?: boolean;
}

export interface LogLine {
  severity: "debug" | "info" | "warning" | "error";
  message: string;
}

export interface Recording {
  /** Custom resources, sorted by type and name. */
  resources: RecordedResource[];
  /** Component resources, sorted by type and name; without the stack. */
  components: RecordedResource[];
  /** Resources that were read with `.get()`. */
  reads: RecordedResource[];
  calls: RecordedCall[];
  /** Names of the hooks registered, sorted. */
  hooks: string[];
  /** The hooks themselves, so that a test can call them: `errorHooks.get("name").callback(…)`. */
  errorHooks: Map<string, pulumi.ErrorHook>;
  resourceHooks: Map<string, pulumi.ResourceHook>;
  /** What the body returned, as stack outputs. */
  outputs: Record<string, unknown>;
  /** Messages by `pulumi.log`, without debug, and without their ids. */
  logs: LogLine[];
  /** The ids of what the program's components logged, in order. */
  loggedIds: string[];
  /** Ranges handed to `pulumi.runtime.requirePulumiVersion`. */
  requiredVersions: string[];
  errors: Error[];
  /** Everything of that type (and name) that was registered or read. */
  all(type: string, name?: string): RecordedResource[];
  /** The only one of that type (and name); throws when there are none or several. */
  find(type: string, name?: string): RecordedResource;
}

const SEVERITIES = ["debug", "info", "warning", "error"] as const;

// What the Automation API itself runs inline programs with.
const { LocalStore, getStore } = runtimeState as any;
const { asyncLocalStorage } = globalThis as any;

/** Runs a program against a recorder and returns everything that it registered. */
export async function record(body: () => unknown, options: RecordOptions = {}): Promise<Recording> {
  const errors = new Set<unknown>();
  const collect = (error: unknown) => void errors.add(error);
  // Errors inside `apply` reach no other handler: mocha does not fail a test on them.
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", collect);
  let recording: Recording;
  try {
    // A store of its own per record, as the Automation API does: nothing of one record is seen by another.
    recording = await asyncLocalStorage.run(new LocalStore(), () => run(body, options, collect));
  } finally {
    process.removeListener("unhandledRejection", collect);
    for (const listener of others) process.on("unhandledRejection", listener);
  }
  recording.errors = distinct(errors).map(plainError);
  if (recording.errors.length > 0 && !options.keepErrors) {
    const text = recording.errors.map((error) => error.message).join("\n");
    throw new AggregateError(recording.errors, text);
  }
  return recording;
}

async function run(
  body: () => unknown,
  options: RecordOptions,
  collect: (error: unknown) => void,
): Promise<Recording> {
  const { preview = false, project = "guardduty-export", stack = "test" } = options;
  const recorded = new Recorded();
  await pulumi.runtime.setMocks(mocksOf(options), project, stack, preview);
  const plain: unknown = pulumi.runtime.getMonitor();
  const heard = recorded.listenTo(plain as object, options.hooks ?? false);
  pulumi.runtime.setMockOptions(heard, project, stack, preview);
  const config = Object.entries(options.config ?? {});
  pulumi.runtime.setAllConfig(
    Object.fromEntries(config.map(([k, v]) => [k.includes(":") ? k : `${project}:${k}`, v])),
  );

  const resourceHooks = new Map<string, pulumi.ResourceHook>();
  const errorHooks = new Map<string, pulumi.ErrorHook>();
  const logs: LogLine[] = [];
  const loggedIds: string[] = [];
  const idOf = (message: string) => {
    const id = idAtEnd(message);
    if (id === undefined) collect(new Error(`no id of docs/errors.md at the end: ${message}`));
    return id ?? "";
  };
  const requiredVersions: string[] = [];
  const store = getStore();
  // Hooks stay in this process: a server that calls them back would add a second to each record.
  store.callbacks = {
    registerResourceHook: async (hook: pulumi.ResourceHook) => add(resourceHooks, hook),
    registerErrorHook: async (hook: pulumi.ErrorHook) => add(errorHooks, hook),
    awaitStackRegistrations: async () => undefined,
    shutdown: () => undefined,
  };
  store.settings.engine = {
    log(req: any, done: () => void) {
      const severity = SEVERITIES[req.getSeverity()] ?? "error";
      const message: string = req.getMessage();
      if (severity !== "debug") logs.push({ severity, message: withoutIds(message) });
      // Without a URN, the program itself logs it.
      if (severity !== "debug" && req.getUrn() !== "") loggedIds.push(idOf(message));
      done();
    },
    setRootResource: (_: unknown, done: (error: null) => void) => done(null),
    requirePulumiVersion(req: any, done: (error: null) => void) {
      requiredVersions.push(req.getPulumiVersionRange());
      done(null);
    },
    close: () => undefined,
  };

  await pulumi.runtime.runInPulumiStack(async () => (await body()) as object).catch(collect);
  await settle(store);
  await pulumi.runtime.disconnect();
  recorded.errors.forEach(collect);

  const byName = (a: RecordedResource, b: RecordedResource) =>
    a.type.localeCompare(b.type) || a.name.localeCompare(b.name) || a.urn.localeCompare(b.urn);
  const registered = [...recorded.registered.values()].sort(byName);
  const [root] = registered.filter((r) => r.type === "pulumi:pulumi:Stack");
  const reads = [...recorded.reads].sort(byName);
  const all = (type: string, name?: string) =>
    [...registered, ...reads].filter((r) => r.type === type && r.name === (name ?? r.name));
  return {
    resources: registered.filter((r) => r.custom),
    components: registered.filter((r) => !r.custom && r !== root),
    reads,
    calls: recorded.calls,
    hooks: [...resourceHooks.keys(), ...errorHooks.keys()].sort(),
    resourceHooks,
    errorHooks,
    outputs: root?.outputs ?? {},
    logs,
    loggedIds,
    requiredVersions,
    errors: [],
    all,
    find(type, name) {
      const [hit, ...more] = all(type, name);
      if (hit && more.length === 0) return hit;
      const known = registered.map((r) => `\n  ${r.type}::${r.name}`).join("");
      throw new Error(
        `${hit ? more.length + 1 : 0} resources are ${type}::${name ?? "*"}, of:${known}`,
      );
    },
  };
}

/** The same error without the ids of its message. */
const plainError = (error: Error): Error =>
  Object.create(error, { message: { value: withoutIds(error.message), enumerable: false } });

/** Waits until no registration is under way, also of those that an `apply` started. */
async function settle(store: { settings: { rpcDone: Promise<void> } }): Promise<void> {
  let count;
  do {
    count = store.settings.rpcDone;
    await count;
    await turn();
  } while (count !== store.settings.rpcDone);
}

function mocksOf(options: RecordOptions): pulumi.runtime.Mocks {
  const { preview = false, mocks: own } = options;
  const locations = new Map<string, Location>();
  const locationOf = (provider: string | undefined): Location =>
    locations.get(provider?.split("::")[3] ?? "") ?? { accountId: ACCOUNT, region: REGION };
  return {
    newResource(args) {
      const inputs = plainValue(args.inputs) as Record<string, unknown>;
      if (args.type === "pulumi:providers:aws")
        locations.set(args.name, locationOfProvider(inputs));
      const answer = own?.resource?.({ ...args, inputs, preview });
      if (answer) return answer;
      if (args.custom === false) return { id: undefined, state: args.inputs };
      // A preview knows of a new resource only its inputs; what is imported or read is known.
      if (preview && !args.id) return { id: undefined, state: args.inputs };
      const { id, state } = resourceState({ ...args, inputs }, locationOf(args.provider));
      return { id, state: { ...state, ...args.inputs } };
    },
    call(args) {
      try {
        return own?.call?.(args) ?? callResult(args, locationOf(args.provider));
      } catch (error) {
        // The SDK reports of a failed call only the `details` that a gRPC error has.
        throw Object.assign(error as Error, { details: (error as Error).message });
      }
    },
  };
}

function distinct(errors: Iterable<unknown>): Error[] {
  const byMessage = new Map<string, Error>();
  for (const error of errors) {
    const known = error instanceof Error ? error : new Error(String(error));
    byMessage.set(known.message, byMessage.get(known.message) ?? known);
  }
  return [...byMessage.values()];
}

function add<T extends { name: string }>(hooks: Map<string, T>, hook: T): void {
  if (hooks.has(hook.name)) throw new Error(`duplicate hook ${hook.name}`);
  hooks.set(hook.name, hook);
}
