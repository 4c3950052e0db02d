import type { SandboxCloud } from "../sandbox/cloud";
import { startHttp } from "../sandbox/http";
import { startProviders } from "../sandbox/providers";
import type { ProtocolFlag } from "../sandbox/providers/rpc/service";

/** A cloud as the engine's providers and AWS's clients reach it. */
export interface ServedCloud {
  /** For the engine, and for programs: their hooks call AWS themselves. */
  env: { PULUMI_DEBUG_PROVIDERS: string; AWS_ENDPOINT_URL: string };
  close(): Promise<void>;
}

/** Serves a cloud; `call` stands in for its calls, and `accepts` is what the provider stand-ins answer in the engine's handshake. */
export async function serveCloud(
  cloud: SandboxCloud,
  call: SandboxCloud["call"] = (...one) => cloud.call(...one),
  accepts: readonly ProtocolFlag[] = [],
): Promise<ServedCloud> {
  const authenticate: SandboxCloud["authenticate"] = (credentials) =>
    cloud.authenticate(credentials);
  const providers = await startProviders({ authenticate, call }, { accepts });
  const http = await startHttp(
    new Proxy(cloud, {
      get: (target, member) => (member === "call" ? call : Reflect.get(target, member)),
    }),
  );
  const ports = Object.entries(providers.ports).map((port) => port.join(":"));
  return {
    env: { PULUMI_DEBUG_PROVIDERS: ports.join(), AWS_ENDPOINT_URL: http.url },
    async close() {
      await Promise.all([providers.close(), http.close()]);
    },
  };
}
