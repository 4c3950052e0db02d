import { administrator } from "./administrator";
import { readConfig } from "./config";
import { member } from "./member";

/** The program that `pulumi up` runs; the engine calls what the entry exports. */
async function program() {
  const config = readConfig();
  return config.role === "member" ? await member(config) : await administrator(config);
}

export = program;
