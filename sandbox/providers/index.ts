import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Cloud } from "../cloud/contract";
import { Patience } from "./aws/connection";
import { awsProvider } from "./aws/provider";
import { awsNativeProvider } from "./awsNative/provider";
import { azureProvider } from "./azure/provider";
import { randomProvider } from "./random/provider";
import { gcpProvider } from "./gcp/provider";
import { Provider } from "./resource/type";
import { Environment, environmentOfPeer } from "./rpc/peer";
import { ProtocolFlag, service } from "./rpc/service";

export interface ProviderOptions {
  /** Where the sandbox serves AWS's APIs, if it does. */
  endpoint?: string;
  /** What clients have in their environment, where the system does not show it of the engine. */
  env?: Environment;
  /** The environment of the engine at the other end of a connection to a port. */
  environmentOf?: (peer: string, servedPort: number) => Promise<Environment | undefined>;
  /** Where the real provider waits for minutes, these ask this often and this many times. */
  patience?: Patience;
  /** What the engine may send beyond plain values. Nothing by default, as providers that are bridged from Terraform. */
  accepts?: readonly ProtocolFlag[];
}

/** Provider stand-ins for the Pulumi engine, attached by `PULUMI_DEBUG_PROVIDERS=aws:PORT,aws-native:PORT,…`. */
export interface Providers {
  ports: { aws: number; "aws-native": number; random: number; gcp: number; azure: number };
  close(): Promise<void>;
}

const shortPatience: Patience = { intervalMs: 50, attempts: 20 };

export async function startProviders(
  cloud: Cloud,
  {
    patience = shortPatience,
    endpoint,
    env = {},
    environmentOf = environmentOfPeer,
    accepts = [],
  }: ProviderOptions = {},
): Promise<Providers> {
  const environment = async (peer: string, servedPort: number): Promise<Environment> =>
    (await environmentOf(peer, servedPort)) ?? env;
  const started = <S>(provider: Provider<S>) => serve(provider, environment, accepts);
  const aws = await started(awsProvider(cloud, { patience, endpoint }));
  const native = await started(awsNativeProvider(cloud, { patience, endpoint }));
  const random = await started(randomProvider);
  const gcp = await started(gcpProvider(cloud));
  const azure = await started(azureProvider(cloud));
  return {
    ports: {
      ...{ aws: aws.port, "aws-native": native.port, random: random.port },
      ...{ gcp: gcp.port, azure: azure.port },
    },
    async close() {
      for (const { server } of [aws, native, random, gcp, azure]) server.forceShutdown();
    },
  };
}

async function serve<S>(
  provider: Provider<S>,
  environment: (peer: string, servedPort: number) => Promise<Environment>,
  accepts: readonly ProtocolFlag[],
): Promise<{ server: Server; port: number }> {
  // Policies and state may be larger than the 4 MB that gRPC allows by itself.
  const server = new Server({ "grpc.max_receive_message_length": -1 });
  server.addService(
    ResourceProviderService,
    service(provider, (peer) => environment(peer, port), accepts),
  );
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { server, port };
}
