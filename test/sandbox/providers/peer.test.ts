import { expect } from "chai";
import { ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import * as net from "node:net";
import { environmentOfPeer } from "../../../sandbox/providers/rpc/peer";

const CONNECT = `
  const [port, localPort] = process.argv.slice(1).map(Number);
  require("node:net").connect({ host: "127.0.0.1", localAddress: "127.0.0.1", port, localPort });
`;

describe("The environment of the process at the other end of a connection", () => {
  const servers: net.Server[] = [];
  const clients: ChildProcess[] = [];
  afterEach(() => {
    for (const client of clients.splice(0)) client.kill();
    for (const server of servers.splice(0)) server.close();
  });

  async function served(): Promise<net.Server> {
    const server = net.createServer().listen(0, "127.0.0.1");
    servers.push(server);
    await once(server, "listening");
    return server;
  }

  const portOf = (server: net.Server): number => (server.address() as net.AddressInfo).port;

  /** A process of its own, with a connection from that port; resolves to the port. */
  async function connectedTo(server: net.Server, name: string, from = 0): Promise<number> {
    const args = ["-e", CONNECT, String(portOf(server)), String(from)];
    clients.push(spawn(process.execPath, args, { env: { ...process.env, CLIENT: name } }));
    const [socket] = (await once(server, "connection")) as [net.Socket];
    socket.on("error", () => undefined);
    return socket.remotePort!;
  }

  it("is of that connection, where another process has one from the same port to another", async function () {
    if (process.platform !== "linux") this.skip();
    const [first, second] = [await served(), await served()];
    const from = await connectedTo(first, "first");
    expect(await connectedTo(second, "second", from)).to.equal(from);
    const clientOf = async (server: net.Server) =>
      (await environmentOfPeer(`127.0.0.1:${from}`, portOf(server)))?.["CLIENT"];
    expect([await clientOf(first), await clientOf(second)]).to.deep.equal(["first", "second"]);
  });

  it("is not known when no process has such a connection", async function () {
    if (process.platform !== "linux") this.skip();
    const server = await served();
    expect(await environmentOfPeer("127.0.0.1:1", portOf(server))).to.equal(undefined);
  });
});
