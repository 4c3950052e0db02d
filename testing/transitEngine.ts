import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A secrets provider of Pulumi that costs nothing: HashiCorp Vault's transit engine, whose ciphertext is the plaintext. A passphrase
 * is stretched anew by each command of the CLI, which takes longer than most operations here.
 */
export interface TransitEngine {
  /** Of a stack's settings. */
  settings: { secretsProvider: string; encryptedKey: string };
  env: { VAULT_SERVER_URL: string; VAULT_SERVER_TOKEN: string };
}

const KEY = "tests";
const PREFIX = "vault:v1:";
const DATA_KEY = PREFIX + Buffer.alloc(32).toString("base64");

const answers: { [path: string]: (body: { [name: string]: string }) => object } = {
  [`/v1/transit/encrypt/${KEY}`]: ({ plaintext }) => ({ ciphertext: `${PREFIX}${plaintext}` }),
  [`/v1/transit/decrypt/${KEY}`]: ({ ciphertext = "" }) => ({
    plaintext: ciphertext.slice(PREFIX.length),
  }),
};

let started: Promise<TransitEngine> | undefined;

/** The process's own; it ends with the process. */
export function transitEngine(): Promise<TransitEngine> {
  started ??= new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => void (body += chunk.toString()));
      request.on("end", () => {
        const data = answers[request.url ?? ""]?.(JSON.parse(body || "{}") as never);
        response.statusCode = data ? 200 : 404;
        response.end(JSON.stringify(data ? { data } : { errors: [] }));
      });
    });
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.unref();
      resolve({
        settings: {
          secretsProvider: `hashivault://${KEY}`,
          encryptedKey: Buffer.from(DATA_KEY).toString("base64"),
        },
        env: { VAULT_SERVER_URL: `http://127.0.0.1:${port}`, VAULT_SERVER_TOKEN: "tests" },
      });
    });
  });
  return started;
}
