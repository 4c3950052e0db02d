import { credentials, ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Cloud } from "../../sandbox/cloud/contract";
import { Providers, startProviders } from "../../sandbox/providers";
import { decode, encode, Props } from "../../sandbox/providers/rpc";
import { Environment } from "../../sandbox/providers/rpc/peer";

export interface State {
  id: string;
  inputs: Props;
  state: Props;
}

/** A create or an update that left a half-made resource. */
export interface Failure extends Error {
  kept?: State;
}

export interface Diffed {
  keys: string[];
  replaces: string[];
  deleteBeforeReplace: boolean;
  kinds: { [key: string]: number };
}

/** What the engine asks of a provider, as plain values. */
export interface Client {
  configure(inputs?: Props): Promise<void>;
  check(type: string, name: string, news: Props, old?: Props): Promise<[Props, string[]]>;
  diff(type: string, old: State, inputs: Props, ignore?: string[]): Promise<Diffed>;
  create(type: string, inputs: Props): Promise<State>;
  previewCreate(type: string, inputs: Props): Promise<Props>;
  read(type: string, id: string, old?: State): Promise<State>;
  update(type: string, old: State, inputs: Props): Promise<State>;
  delete(type: string, old: State): Promise<void>;
  invoke(token: string, args: Props): Promise<Props>;
  raw: ResourceProviderClient;
  close(): void;
}

/** One provider instance: a connection of its own. */
export function connect(port: number): Client {
  // Channels with the same options would share one connection.
  const options = { "grpc.use_local_subchannel_pool": 1 };
  const raw = new ResourceProviderClient(
    `127.0.0.1:${port}`,
    credentials.createInsecure(),
    options,
  );
  const urn = (type: string, name: string): string => `urn:pulumi:test::project::${type}::${name}`;
  const named = <
    T extends { setUrn(urn: string): T; setName(name: string): T; setType(type: string): T },
  >(
    request: T,
    type: string,
    name = "thing",
  ): T => request.setUrn(urn(type, name)).setName(name).setType(type);

  return {
    raw,
    close: () => raw.close(),
    async configure(inputs = { region: "us-east-1" }) {
      const request = new pb.ConfigureRequest().setArgs(encode(inputs));
      await unary((done) => raw.configure(request, done));
    },
    async check(type, name, news, old = {}) {
      const request = named(new pb.CheckRequest(), type, name)
        .setNews(encode(news))
        .setOlds(encode(old))
        .setRandomseed(Buffer.from("seed"));
      const answer = await unary<pb.CheckResponse>((done) => raw.check(request, done));
      return [decode(answer.getInputs()), answer.getFailuresList().map((one) => one.getReason())];
    },
    async diff(type, old, inputs, ignore = []) {
      const request = named(new pb.DiffRequest(), type)
        .setId(old.id)
        .setOlds(encode(old.state))
        .setOldInputs(encode(old.inputs))
        .setNews(encode(inputs))
        .setIgnorechangesList(ignore);
      const answer = await unary<pb.DiffResponse>((done) => raw.diff(request, done));
      const kinds: { [key: string]: number } = {};
      answer.getDetaileddiffMap().forEach((one, key) => (kinds[key] = one.getKind()));
      return {
        keys: answer.getDiffsList().sort(),
        replaces: answer.getReplacesList(),
        deleteBeforeReplace: answer.getDeletebeforereplace(),
        kinds,
      };
    },
    async create(type, inputs) {
      const request = named(new pb.CreateRequest(), type).setProperties(encode(inputs));
      const answer = await unary<pb.CreateResponse>((done) => raw.create(request, done));
      return { id: answer.getId(), inputs, state: decode(answer.getProperties()) };
    },
    async previewCreate(type, inputs) {
      const request = named(new pb.CreateRequest(), type)
        .setProperties(encode(inputs))
        .setPreview(true);
      const answer = await unary<pb.CreateResponse>((done) => raw.create(request, done));
      return decode(answer.getProperties());
    },
    async read(type, id, old) {
      const request = named(new pb.ReadRequest(), type).setId(id);
      if (old) request.setInputs(encode(old.inputs)).setProperties(encode(old.state));
      const answer = await unary<pb.ReadResponse>((done) => raw.read(request, done));
      return {
        id: answer.getId(),
        inputs: decode(answer.getInputs()),
        state: decode(answer.getProperties()),
      };
    },
    async update(type, old, inputs) {
      const request = named(new pb.UpdateRequest(), type)
        .setId(old.id)
        .setOlds(encode(old.state))
        .setOldInputs(encode(old.inputs))
        .setNews(encode(inputs));
      const answer = await unary<pb.UpdateResponse>((done) => raw.update(request, done));
      return { id: old.id, inputs, state: decode(answer.getProperties()) };
    },
    async delete(type, old) {
      const request = named(new pb.DeleteRequest(), type)
        .setId(old.id)
        .setProperties(encode(old.state));
      await unary((done) => raw.delete(request, done));
    },
    async invoke(token, args) {
      const request = new pb.InvokeRequest().setTok(token).setArgs(encode(args));
      const answer = await unary<pb.InvokeResponse>((done) => raw.invoke(request, done));
      return decode(answer.getReturn());
    },
  };
}

/** Keys that act as the caller of the world. */
const CALLER = { AWS_ACCESS_KEY_ID: "AKIATHECALLER", AWS_SECRET_ACCESS_KEY: "test" };

/** The providers over this cloud, and a configured connection to each. */
export async function start(
  cloud: Cloud,
  env: Environment = CALLER,
): Promise<{
  aws: Client;
  random: Client;
  gcp: Client;
  azure: Client;
  "aws-native": Client;
  ports: Providers["ports"];
  stop(): Promise<void>;
}> {
  const providers = await startProviders(cloud, {
    patience: { intervalMs: 1, attempts: 4 },
    environmentOf: async () => env,
  });
  const aws = connect(providers.ports.aws);
  const random = connect(providers.ports.random);
  await aws.configure();
  const gcp = connect(providers.ports.gcp);
  await random.configure({});
  await gcp.configure({ project: "siem-project" });
  const azure = connect(providers.ports.azure);
  await azure.configure({ subscriptionId: "0a1b2c3d-0000-4000-8000-000000000000" });
  const native = connect(providers.ports["aws-native"]);
  await native.configure({ region: "us-east-1" });
  return {
    aws,
    "aws-native": native,
    random,
    gcp,
    azure,
    ports: providers.ports,
    async stop() {
      aws.close();
      native.close();
      random.close();
      gcp.close();
      azure.close();
      await providers.close();
    },
  };
}

/** What the engine does for one resource of a new program. */
export async function checkAndCreate(client: Client, type: string, news: Props): Promise<State> {
  const [inputs, failures] = await client.check(type, "thing", news);
  if (failures.length > 0) throw new Error(failures.join("\n"));
  return client.create(type, inputs);
}

/** The failure of an action that has to fail. */
export async function failure(action: Promise<unknown>): Promise<Failure> {
  try {
    await action;
  } catch (error) {
    return error as Failure;
  }
  throw new Error("it did not fail");
}

function unary<T>(
  call: (done: (error: ServiceError | null, response: T) => void) => unknown,
): Promise<T> {
  return new Promise((resolve, reject) =>
    call((error, response) => (error ? reject(toFailure(error)) : resolve(response))),
  );
}

function toFailure(error: ServiceError): Failure {
  const found: Failure = new Error(error.details);
  const [details] = error.metadata.get("grpc-status-details-bin");
  if (details === undefined) return found;
  const [any] = Status.deserializeBinary(details as Uint8Array).getDetailsList();
  const name = "pulumirpc.ErrorResourceInitFailed";
  const init = any?.unpack(pb.ErrorResourceInitFailed.deserializeBinary, name);
  if (!init) return found;
  const [inputs, state] = [decode(init.getInputs()), decode(init.getProperties())];
  return Object.assign(found, { kept: { id: init.getId(), inputs, state } });
}
