#!/usr/bin/env node
import { setTimeout as wait } from "node:timers/promises";

import { DEFAULT_WIDTH } from "./output/wrap";
import { run } from "./program";

const { stdout, stderr, env } = process;

// The warning is about later versions of the SDK, which this package chooses.
env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

// A reader such as head may close the pipe: what was not printed is not healthy.
stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
  if (code === "EPIPE") process.exit(2);
});

/** What the environment says of a width, where there is no terminal. */
function columnsOf(text = ""): number {
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : DEFAULT_WIDTH;
}

/** Carriage return, and the rest of the line erased. */
const LINE = "\r\u001b[K";

run(process.argv.slice(2), {
  folder: process.cwd(),
  out: (text) => void stdout.write(text),
  err: (text) => void stderr.write(text),
  // Source: https://no-color.org
  colour: stdout.isTTY === true && !env["NO_COLOR"],
  width: stdout.columns ?? columnsOf(env["COLUMNS"]),
  ...(stderr.isTTY === true && { progress: (text: string) => void stderr.write(LINE + text) }),
  again: untilInterrupted,
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  },
);

/** The first interrupt ends the waiting and not the process, so that the exit code is that of the last look. */
async function untilInterrupted(milliseconds: number): Promise<boolean> {
  const interrupt = new AbortController();
  const stop = () => interrupt.abort();
  process.once("SIGINT", stop);
  const going = await wait(milliseconds, true, { signal: interrupt.signal }).catch(() => false);
  process.off("SIGINT", stop);
  return going;
}
