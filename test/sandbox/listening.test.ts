import { expect } from "chai";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";

import { createCloud } from "../../sandbox/cloud";
import { startProviders } from "../../sandbox/providers";
import { startHttp } from "../../sandbox/http";

/** Addresses of this machine that others reach it at; and one that only what listens everywhere answers at. */
const OTHERS = [
  "127.0.0.2",
  "::1",
  ...Object.values(networkInterfaces()).flatMap((addresses = []) =>
    addresses.filter(({ internal, scopeid }) => !internal && !scopeid).map((one) => one.address),
  ),
];

const answers = (port: number, host: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ port, host });
    const ended = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.setTimeout(30_000, () => ended(false));
    socket.once("connect", () => ended(true)).once("error", () => ended(false));
  });

async function answeringAt(port: number): Promise<string[]> {
  const hosts = ["127.0.0.1", ...OTHERS];
  const each = await Promise.all(hosts.map((host) => answers(port, host)));
  return hosts.filter((_, index) => each[index]);
}

describe("What the sandbox listens on", () => {
  it("is 127.0.0.1 alone, for AWS's APIs and its own", async () => {
    const server = await startHttp(await createCloud({}));
    expect(await answeringAt(Number(new URL(server.url).port))).to.deep.equal(["127.0.0.1"]);
    await server.close();
  });

  it("is 127.0.0.1 alone, for the engine", async () => {
    const providers = await startProviders(await createCloud({}));
    for (const port of Object.values(providers.ports)) {
      expect(await answeringAt(port)).to.deep.equal(["127.0.0.1"]);
    }
    await providers.close();
  });
});
