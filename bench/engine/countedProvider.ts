import { AsyncLocalStorage } from "node:async_hooks";

import type { handleUnaryCall } from "@grpc/grpc-js";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { CreateRequest, CreateResponse } from "@pulumi/pulumi/proto/provider_pb";

import type { SandboxCloud } from "../../sandbox/cloud";
import { awsProvider } from "../../sandbox/providers/aws/provider";
import { environmentOfPeer } from "../../sandbox/providers/rpc/peer";
import { service } from "../../sandbox/providers/rpc/service";

/** A stand-in for the AWS provider that counts how many AWS calls each resource's creation made. */
export interface CountedProvider {
  port: number;
  /** By the resource's URN. The calls of one resource follow each other. */
  calls: Map<string, number>;
  close(): void;
}

export async function startCountedProvider(cloud: SandboxCloud): Promise<CountedProvider> {
  const calls = new Map<string, number>();
  const creating = new AsyncLocalStorage<string>();
  const counted: Pick<SandboxCloud, "authenticate" | "call"> = {
    authenticate: (credentials) => cloud.authenticate(credentials),
    call(...call) {
      const urn = creating.getStore();
      if (urn !== undefined) calls.set(urn, (calls.get(urn) ?? 0) + 1);
      return cloud.call(...call);
    },
  };
  const patience = { intervalMs: 50, attempts: 20 };
  const handlers = service(
    awsProvider(counted, { patience }),
    async (peer) => (await environmentOfPeer(peer, port)) ?? {},
  );
  const create = handlers["create"] as handleUnaryCall<CreateRequest, CreateResponse>;
  const server = new Server();
  server.addService(ResourceProviderService, {
    ...handlers,
    create: (call: Parameters<typeof create>[0], callback: Parameters<typeof create>[1]) =>
      creating.run(call.request.getUrn(), () => create(call, callback)),
  });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { port, calls, close: () => server.forceShutdown() };
}
