import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { SandboxCloud } from "../cloud";
import { answerAws } from "./awsApi";
import { answerControl } from "./control";
import type { HttpRequest } from "./protocol";
import { signatureOf } from "./signature";

export interface HttpServer {
  url: string;
  close(): Promise<void>;
}

/** Serves AWS's APIs and the sandbox's own, to this machine only: whoever reaches it may act as any account. */
export async function startHttp(cloud: SandboxCloud, port = 0): Promise<HttpServer> {
  const server = createServer(async (incoming, outgoing) => {
    const request = await readRequest(incoming).catch(() => undefined);
    // The client has gone before it said all: there is none to answer.
    if (request === undefined) return void outgoing.destroy();
    const signature = signatureOf(request);
    const response =
      signature === undefined
        ? await answerControl(cloud, request)
        : await answerAws(cloud, request, signature);
    outgoing.writeHead(response.status, response.headers);
    outgoing.end(response.body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const [path = "/", search = ""] = (incoming.url ?? "/").split("?", 2);
  return {
    method: incoming.method ?? "GET",
    path,
    query: new URLSearchParams(search),
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}
