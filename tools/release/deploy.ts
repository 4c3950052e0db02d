import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { exportProgram } from "../../testing/cloudStack";
import { openReleasedStack, RELEASED_ARGS } from "./deployment";

const ROOT = path.join(__dirname, "../..");

/** Where in which source a resource was registered: of the machine, not of the release. */
const OF_MACHINE = ["sourcePosition", "stackTrace"];

/** Writes what this version deploys, for later versions to be held against. */
async function main(): Promise<void> {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    version: string;
  };
  const stack = await openReleasedStack();
  try {
    const { error } = await stack.up(exportProgram(RELEASED_ARGS));
    if (error) throw error;
    const folder = path.join(ROOT, "test/fixtures/releases");
    mkdirSync(folder, { recursive: true });
    const text = JSON.stringify(
      await stack.read(RELEASED_ARGS),
      (key, value: unknown) => (OF_MACHINE.includes(key) ? undefined : value),
      1,
    );
    writeFileSync(path.join(folder, `${version}.golden.json`), `${text}\n`);
  } finally {
    await stack.close();
  }
}

void main();
