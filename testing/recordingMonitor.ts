/* eslint-disable @typescript-eslint/no-explicit-any -- inputs are of any shape; requests are generated classes without types */
import { getProject, getStack, type Mocks } from "@pulumi/pulumi/runtime";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";

import { label, labels, providerName, plainValue, refOf, type Ref } from "./wire";

export interface RecordedResource extends Ref {
  custom: boolean;
  urn: string;
  /** `undefined` where the stack is the parent. */
  parent?: Ref;
  /** Logical name of the explicit provider. */
  provider?: string;
  /** Of a component: package -> logical name of its provider. */
  providers: Record<string, string>;
  /** `type::name`, sorted; both of `dependsOn` and of the outputs in the inputs. */
  dependsOn: string[];
  propertyDependencies: Record<string, string[]>;
  /** Plain values; UNKNOWN and `{ secret: value }` mark what is not plain. */
  inputs: any;
  /** What a component registered as its outputs. */
  outputs?: any;
  aliases: unknown[];
  protect: boolean;
  /** Of an import, or of `.get()`. */
  importId?: string;
  ignoreChanges: string[];
  replaceOnChanges: string[];
  /** Whether a change of a value besides the inputs replaces it. */
  hasReplacementTrigger: boolean;
  /** `type::name`. */
  deletedWith?: string;
  retainOnDelete: boolean;
  deleteBeforeReplace?: boolean;
  additionalSecretOutputs: string[];
  customTimeouts: Record<string, string>;
  /** Kind of hook -> names: `{ onError: ["retry"] }`. */
  hooks: Record<string, string[]>;
  version?: string;
}

export interface RecordedCall {
  token: string;
  inputs: unknown;
  provider?: string;
}

const STACK = "pulumi:pulumi:Stack";

type Callback = (error: unknown, response: unknown) => void;

/** The SDK's mock monitor, that also keeps what its mocks do not get. */
export class RecordingMonitor extends MockMonitor {
  readonly registered = new Map<string, RecordedResource>();
  readonly reads: RecordedResource[] = [];
  readonly calls: RecordedCall[] = [];
  stackOutputs: Record<string, unknown> = {};

  /** Pulumi's monitor of mocks knows no hooks; `hooks` says that this one does, and they stay in this process. */
  constructor(mocks: Mocks, hooks: boolean) {
    super(mocks);
    const known = () => undefined;
    if (hooks) Object.assign(this, { registerResourceHook: known, registerErrorHook: known });
    // The engine's own URNs, with the types of all parents; the stock ones have only the nearest.
    Object.assign(this, { newUrn });
  }

  override async registerResource(request: any, done: Callback) {
    await super.registerResource(request, (error, response) => {
      if (error) return done(error, response);
      const urn: string = response.getUrn();
      if (this.registered.has(urn)) return done(new Error(`duplicate resource ${urn}`), undefined);
      this.registered.set(urn, {
        ...common(request, urn),
        custom: request.getCustom(),
        inputs: plainValue(request.getObject()?.toJavaScript() ?? {}),
        ...options(request),
      });
      done(null, response);
    });
  }

  override async readResource(request: any, done: Callback) {
    await super.readResource(request, (error, response) => {
      if (error) return done(error, response);
      this.reads.push({
        ...common(request, response.getUrn()),
        custom: true,
        inputs: plainValue(request.getProperties()?.toJavaScript() ?? {}),
        importId: request.getId(),
        ...{ providers: {}, propertyDependencies: {}, aliases: [], protect: false },
        ...{
          ignoreChanges: [],
          replaceOnChanges: [],
          hasReplacementTrigger: false,
          retainOnDelete: false,
        },
        ...{ customTimeouts: {}, hooks: {} },
      });
      done(null, response);
    });
  }

  override registerResourceOutputs(request: any, done: Callback) {
    const outputs = plainValue(request.getOutputs()?.toJavaScript() ?? {});
    const resource = this.registered.get(request.getUrn());
    if (resource) resource.outputs = outputs;
    super.registerResourceOutputs(request, done);
  }

  override async invoke(request: any, done: Callback) {
    const inputs = plainValue(request.getArgs()?.toJavaScript() ?? {});
    const provider = providerName(request.getProvider());
    this.calls.push({ token: request.getTok(), inputs, ...(provider && { provider }) });
    // The SDK reports of a failed call only the `details` that a gRPC error has.
    await super.invoke(request, (error, response) =>
      done(error && Object.assign(error, { details: error.message }), response),
    );
  }
}

function newUrn(this: MockMonitor, parent: string, type: string, name: string): string {
  const [prefix, parentTypes] = parent
    ? [parent.split("::").slice(0, 2).join("::"), parent.split("::")[2] ?? ""]
    : [`urn:pulumi:${getStack()}::${getProject()}`, ""];
  const types = parentTypes && parentTypes !== STACK ? `${parentTypes}$${type}` : type;
  return `${prefix}::${types}::${name}`;
}

function common(request: any, urn: string) {
  const parent = request.getParent() ? refOf(request.getParent()) : undefined;
  const provider = providerName(request.getProvider());
  return {
    type: request.getType() as string,
    name: request.getName() as string,
    urn,
    ...(parent && parent.type !== STACK && { parent }),
    ...(provider && { provider }),
    dependsOn: labels(request.getDependenciesList()),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList() as string[],
    ...(request.getVersion() && { version: request.getVersion() as string }),
  };
}

function options(request: any) {
  const timeouts = request.getCustomtimeouts()?.toObject() ?? {};
  const hooks = request.getHooks()?.toObject() ?? {};
  const filled = (o: object, rename = (key: string) => key) =>
    Object.fromEntries(
      Object.entries(o).flatMap(([k, v]) => (v?.length > 0 ? [[rename(k), v]] : [])),
    );
  const entries = <T>(map: any, of: (value: any) => T): Record<string, T> =>
    Object.fromEntries([...map.entries()].map(([key, v]) => [key, of(v)]).sort());
  return {
    providers: entries(request.getProvidersMap(), (v) => providerName(v) ?? ""),
    propertyDependencies: entries(request.getPropertydependenciesMap(), (v) =>
      labels(v.getUrnsList()),
    ),
    aliases: request.getAliasesList().map(alias),
    protect: request.getProtect() === true,
    ...(request.getImportid() && { importId: request.getImportid() as string }),
    ignoreChanges: request.getIgnorechangesList() as string[],
    replaceOnChanges: request.getReplaceonchangesList() as string[],
    hasReplacementTrigger: request.hasReplacementTrigger(),
    ...(request.getDeletedwith() && { deletedWith: label(request.getDeletedwith()) }),
    retainOnDelete: request.getRetainondelete() === true,
    ...(request.getDeletebeforereplacedefined() && {
      deleteBeforeReplace: request.getDeletebeforereplace() as boolean,
    }),
    customTimeouts: filled(timeouts) as Record<string, string>,
    hooks: filled(hooks, (key) => key.replace(/List$/, "")) as Record<string, string[]>,
  };
}

/** A URN, or what differs from the resource's own identity: `{ name: "old" }`. */
function alias(message: any): unknown {
  if (!message.getSpec()) return message.getUrn();
  const { name, type, parenturn, noparent } = message.getSpec().toObject();
  return {
    ...(name && { name }),
    ...(type && { type }),
    ...(parenturn && { parent: label(parenturn) }),
    ...(noparent && { noParent: true }),
  };
}
