import { administrator } from "./administrator";
import { readConfig } from "./config";

/** The program that `pulumi up` runs; the engine calls what the entry exports. */
function program() {
  return administrator(readConfig());
}

export = program;
