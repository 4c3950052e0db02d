import { sendUnaryData, ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  CheckRequest,
  ConfigureRequest,
  ConfigureResponse,
  CreateRequest,
  CreateResponse,
  DeleteRequest,
  DiffRequest,
  GetSchemaResponse,
  InvokeRequest,
  InvokeResponse,
  ProviderHandshakeResponse,
  ReadRequest,
  ReadResponse,
  UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { check } from "../resource/check";
import { deletesFirst, diff } from "../resource/diff";
import { NOTHING, watched } from "../resource/use";
import { sameValue } from "../resource/equality";
import * as lifecycle from "../resource/lifecycle";
import { checkArguments, checkResult, declaredType } from "../resource/declared";
import { DeclaredType, Provider } from "../resource/type";
import { checked, diffed } from "./answers";
import { toServiceError, Unimplemented } from "./errors";
import { Environment } from "./peer";
import { decode, encode } from "./values";

/** A request about one resource, as far as these requests are alike. */
interface ResourceRequest {
  getUrn(): string;
  getName(): string;
  getType(): string;
}

/** What a provider may answer in the engine's handshake: the setters of the response. */
export type ProtocolFlag = Extract<keyof ProviderHandshakeResponse, `set${string}`>;

type Handler<Request, Response> = (request: Request, peer: string) => Promise<Response> | Response;

/** The gRPC methods of a provider. Settings belong to the connection: one for each provider instance. */
export function service<S>(
  provider: Provider<S>,
  environmentOf: (peer: string) => Promise<Environment>,
  accepts: readonly ProtocolFlag[] = [],
): UntypedServiceImplementation {
  const settingsOf = new Map<string, S>();
  const types = new Map(
    provider.types.map((type) => [type.token, declaredType(provider.shapes, type)]),
  );

  function settings(peer: string): S {
    const found = settingsOf.get(peer);
    if (found === undefined) throw new Error(`the ${provider.name} provider is not configured`);
    return found;
  }

  function typeOf(token: string): DeclaredType<S> {
    const type = types.get(token);
    if (!type) throw new Error(notModelled(provider, token, [...types.keys()]));
    return type;
  }

  function target(request: ResourceRequest, peer: string): lifecycle.Target<S> {
    const token = request.getType() || typeOfUrn(request.getUrn());
    const name = request.getName() || nameOfUrn(request.getUrn());
    return {
      type: typeOf(token),
      settings: settings(peer),
      name,
      id: "",
      inputs: {},
      state: {},
      ignored: [],
    };
  }

  return methods({
    handshake: () => {
      const response = new ProviderHandshakeResponse();
      for (const flag of accepts)
        (response[flag] as (value: boolean) => unknown).call(response, true);
      return response;
    },
    attach: () => new Empty(),
    cancel: () => new Empty(),
    getPluginInfo: () => new PluginInfo().setVersion(provider.shapes.version),
    getSchema: () => {
      const { name, shapes } = provider;
      const { version } = shapes;
      return new GetSchemaResponse().setSchema(JSON.stringify({ name, version }));
    },
    parameterize: () => {
      throw new Unimplemented(`the ${provider.name} provider takes no parameters`);
    },

    checkConfig: async (request: CheckRequest, peer) => {
      const inputs = decode(request.getNews());
      const text = provider.testConfig?.(inputs);
      const filled = provider.fillConfig?.(inputs, await environmentOf(peer)) ?? inputs;
      const added = Object.entries(filled).filter(([name]) => !(name in inputs));
      // Secrets among the given inputs stay as they came.
      const answer = request.getNews() ?? new Struct();
      encode(Object.fromEntries(added))
        .getFieldsMap()
        .forEach((value, name) => answer.getFieldsMap().set(name, value));
      return checked(answer, text ? [text] : []);
    },
    diffConfig: (request: DiffRequest) => {
      const [olds, news] = [decode(request.getOldInputs()), decode(request.getNews())];
      const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
      // A provider is never replaced: its resources say themselves what their Region is.
      return diffed(
        keys
          .filter((key) => !sameValue(olds[key], news[key]))
          .map((key) => ({ key, kind: "update", replaces: false })),
      );
    },
    configure: async (request: ConfigureRequest, peer) => {
      const environment = await environmentOf(peer);
      settingsOf.set(peer, await provider.configure(decode(request.getArgs()), environment));
      return new ConfigureResponse().setSupportspreview(true);
    },

    check: (request: CheckRequest, peer) => {
      const { inputs, failures } = check({
        ...target(request, peer),
        oldInputs: decode(request.getOlds()),
        news: decode(request.getNews()),
        seed: request.getRandomseed_asU8(),
      });
      return checked(encode(inputs), failures);
    },
    diff: (request: DiffRequest, peer) => {
      const { type, settings } = target(request, peer);
      const [state, inputs] = [decode(request.getOlds()), decode(request.getNews())];
      const text = type.testChange?.(state, inputs);
      if (text) throw new Error(text);
      const changes = diff(type, settings, state, inputs, request.getIgnorechangesList());
      return diffed(changes).setDeletebeforereplace(deletesFirst(type, state, inputs));
    },
    create: async (request: CreateRequest, peer) => {
      const subject = { ...target(request, peer), inputs: decode(request.getProperties()) };
      if (request.getPreview()) {
        return new CreateResponse().setProperties(encode(lifecycle.previewCreate(subject)));
      }
      const { id, state } = await lifecycle.create(subject);
      return new CreateResponse().setId(id).setProperties(encode(state));
    },
    read: async (request: ReadRequest, peer) => {
      const { id, state, inputs } = await lifecycle.read({
        ...target(request, peer),
        id: request.getId(),
        inputs: decode(request.getInputs()),
        state: decode(request.getProperties()),
      });
      if (id === "") return new ReadResponse();
      return new ReadResponse().setId(id).setProperties(encode(state)).setInputs(encode(inputs));
    },
    update: async (request: UpdateRequest, peer) => {
      const subject = {
        ...target(request, peer),
        id: request.getId(),
        inputs: decode(request.getNews()),
        state: decode(request.getOlds()),
        ignored: request.getIgnorechangesList(),
      };
      if (request.getPreview()) {
        return new UpdateResponse().setProperties(encode(lifecycle.previewUpdate(subject)));
      }
      const { state } = await lifecycle.update(subject);
      return new UpdateResponse().setProperties(encode(state));
    },
    delete: async (request: DeleteRequest, peer) => {
      await lifecycle.remove({
        ...target(request, peer),
        id: request.getId(),
        inputs: decode(request.getOldInputs()),
        state: decode(request.getProperties()),
      });
      return new Empty();
    },
    invoke: async (request: InvokeRequest, peer) => {
      const token = request.getTok();
      const found = provider.functions[token];
      if (!found) throw new Error(notModelled(provider, token, Object.keys(provider.functions)));
      const args = decode(request.getArgs());
      checkArguments(provider.shapes, token, found, args);
      const { inputs, unused } = watched(args, NOTHING);
      const result = await found.invoke(settings(peer), inputs);
      const ignored = unused(Object.keys(args));
      if (ignored.length > 0)
        throw new Error(`the sandbox does not model ${ignored.join(", ")} of ${token}`);
      return new InvokeResponse().setReturn(encode(checkResult(provider.shapes, token, result)));
    },
  });
}

/** `aws:s3/bucket:Bucket` and `aws-native:s3:Bucket` as programs write them: `s3.Bucket`. */
export function modelledName(token: string): string {
  return token.replace(/^[\w-]+:(\w+)(\/\w+)?:/, "$1.").replace(/^index\./, "");
}

/** What is not part of an export belongs elsewhere. */
function notModelled<S>({ name }: Provider<S>, token: string, modelled: string[]): string {
  const names = modelled.map(modelledName);
  return `The sandbox does not model ${token}: of ${name} it has ${names.sort().join(", ")}. Fix: deploy it to AWS or to another emulator, in a stack of its own.`;
}

/** Wraps handlers that answer or throw as gRPC's callbacks. */
function methods(handlers: {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  [method: string]: Handler<any, unknown>;
}): UntypedServiceImplementation {
  return Object.fromEntries(
    Object.entries(handlers).map(([method, handler]) => [
      method,
      async (call: ServerUnaryCall<unknown, unknown>, callback: sendUnaryData<unknown>) => {
        try {
          callback(null, await handler(call.request, call.getPeer()));
        } catch (error) {
          callback(toServiceError(error));
        }
      },
    ]),
  );
}

/** The type of a resource, without those of its parents. Of `urn:pulumi:stack::project::parent$type::name`. */
function typeOfUrn(urn: string): string {
  const [, types = ""] = /^.*?::.*?::(.*?)::/.exec(urn) ?? [];
  return types.slice(types.lastIndexOf("$") + 1);
}

function nameOfUrn(urn: string): string {
  const [, name = ""] = /^.*?::.*?::.*?::(.*)$/.exec(urn) ?? [];
  return name;
}
