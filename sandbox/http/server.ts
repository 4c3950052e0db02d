import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SandboxCloud } from "../cloud";
import { answerAws } from "./awsApi";
import { answerControl } from "./control";
import type { HttpRequest, HttpResponse } from "./protocol";
import { signatureOf } from "./signature";

export interface HttpServer {
  url: string;
  close(): Promise<void>;
}

/** The largest body that is read. */
const MAXIMUM_BODY = 128 * 1024 * 1024;

/** Serves AWS's APIs and the sandbox's own, to this machine only: whoever reaches it may act as any account. */
export async function startHttp(cloud: SandboxCloud, port = 0): Promise<HttpServer> {
  const server = createServer((incoming, outgoing) => {
    answer(cloud, incoming).then(
      (response) => send(outgoing, response),
      // A request that ended too early has no client to answer.
      () => outgoing.destroy(),
    );
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

async function answer(cloud: SandboxCloud, incoming: IncomingMessage): Promise<HttpResponse> {
  const refusal = refusalOfOrigin(incoming);
  if (refusal !== undefined) return refusal;
  const request = await readRequest(incoming);
  if (request === undefined) return text(413, "The body is larger than the sandbox reads.");
  try {
    const signature = signatureOf(request);
    return signature === undefined
      ? await answerControl(cloud, request)
      : await answerAws(cloud, request, signature);
  } catch (error) {
    const isUnreadable = error instanceof URIError || error instanceof RangeError;
    return text(isUnreadable ? 400 : 500, (error as Error).message);
  }
}

/** A web page that is open on this machine may not drive the sandbox: browsers say where it is from, or ask for its host. */
function refusalOfOrigin({ headers, socket }: IncomingMessage): HttpResponse | undefined {
  if (headers.origin !== undefined) return text(403, "The sandbox answers no web pages.");
  const hosts = ["127.0.0.1", "localhost"].map((name) => `${name}:${socket.localPort}`);
  const { host = "" } = headers;
  if (hosts.includes(host.toLowerCase())) return undefined;
  return text(403, `The sandbox is ${hosts.join(" or ")}, not ${host}.`);
}

async function readRequest(incoming: IncomingMessage): Promise<HttpRequest | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += (chunk as Buffer).length;
    if (size > MAXIMUM_BODY) return undefined;
    chunks.push(chunk as Buffer);
  }
  const [path = "/", search = ""] = (incoming.url ?? "/").split("?", 2);
  return {
    method: incoming.method ?? "GET",
    path,
    query: new URLSearchParams(search),
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}

function send(outgoing: ServerResponse, { status, headers, body }: HttpResponse): void {
  try {
    // The clock that signatures are held against: AWS's SDKs correct theirs by it.
    outgoing.writeHead(status, { date: new Date().toUTCString(), ...headers });
  } catch {
    // A stored text that no header can carry, such as one with a line break.
    outgoing.writeHead(500);
    outgoing.end();
    return;
  }
  outgoing.end(body);
}

function text(status: number, message: string): HttpResponse {
  return { status, headers: { "content-type": "text/plain" }, body: `${message}\n` };
}
