/* eslint-disable @typescript-eslint/no-explicit-any -- inputs are of any shape; requests are generated classes without types */
import { getProject, getStack } from "@pulumi/pulumi/runtime";

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

type Callback = (error: unknown, response: any) => void;
type Method = (request: any, done: Callback) => void;

/** What Pulumi's own monitor of mocks is asked, and answers. */
export class Recorded {
  readonly registered = new Map<string, RecordedResource>();
  readonly reads: RecordedResource[] = [];
  readonly calls: RecordedCall[] = [];
  /** Of resources that an engine refuses, as their URNs are taken. */
  readonly errors: Error[] = [];
  /** URNs with the types of all parents, as the engine makes them, by those of the monitor, which have only the nearest. */
  readonly #urns = new Map<string, string>();

  /** The monitor, unchanged to the program, with its requests and answers recorded. `hooks` adds the methods of hooks, which it has not. */
  listenTo(monitor: object, hooks: boolean): object {
    const known = () => undefined;
    const added = hooks ? { registerResourceHook: known, registerErrorHook: known } : {};
    const listeners = this.#listeners(monitor as Record<string, Method>);
    const own: Record<PropertyKey, unknown> = { ...added, ...listeners };
    return new Proxy(monitor, {
      get: (target, key) => (key in own ? own[key] : Reflect.get(target, key)),
      has: (target, key) => key in own || key in target,
    });
  }

  #listeners(monitor: Record<string, Method>): Record<string, Method> {
    const forward = (method: string, listen: (request: any, response: any) => void): Method => {
      return (request, done) =>
        monitor[method]?.(request, (error, response) => {
          if (!error) listen(request, response);
          done(error, response);
        });
    };
    return {
      registerResource: forward("registerResource", (request, response) => {
        const urn = this.#urn(request);
        this.#urns.set(response.getUrn(), urn);
        if (this.registered.has(urn)) {
          this.errors.push(new Error(`duplicate resource ${urn}`));
          return;
        }
        this.registered.set(urn, {
          ...common(request, urn),
          custom: request.getCustom(),
          inputs: plainValue(request.getObject()?.toJavaScript() ?? {}),
          ...options(request),
        });
      }),
      readResource: forward("readResource", (request) => {
        this.reads.push({
          ...common(request, this.#urn(request)),
          custom: true,
          inputs: plainValue(request.getProperties()?.toJavaScript() ?? {}),
          importId: request.getId(),
          ...{ providers: {}, propertyDependencies: {}, aliases: [], protect: false },
          ...{ ignoreChanges: [], replaceOnChanges: [], hasReplacementTrigger: false },
          ...{ retainOnDelete: false, customTimeouts: {}, hooks: {} },
        });
      }),
      registerResourceOutputs: forward("registerResourceOutputs", (request) => {
        const resource = this.registered.get(this.#urns.get(request.getUrn()) ?? "");
        if (resource) resource.outputs = plainValue(request.getOutputs()?.toJavaScript() ?? {});
      }),
      invoke: (request, done) => {
        const inputs = plainValue(request.getArgs()?.toJavaScript() ?? {});
        const provider = providerName(request.getProvider());
        this.calls.push({ token: request.getTok(), inputs, ...(provider && { provider }) });
        monitor["invoke"]?.(request, done);
      },
    };
  }

  #urn(request: any): string {
    const parent = this.#urns.get(request.getParent()) ?? "";
    const parentTypes = parent.split("::")[2] ?? "";
    const type: string = request.getType();
    const types = parentTypes && parentTypes !== STACK ? `${parentTypes}$${type}` : type;
    return `urn:pulumi:${getStack()}::${getProject()}::${types}::${request.getName()}`;
  }
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
