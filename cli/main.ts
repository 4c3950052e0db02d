#!/usr/bin/env node
import { run } from "./program";

const { stdout, stderr, env } = process;

run(process.argv.slice(2), {
  folder: process.cwd(),
  out: (text) => void stdout.write(text),
  err: (text) => void stderr.write(text),
  // Source: https://no-color.org
  colour: stdout.isTTY === true && !env["NO_COLOR"],
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  },
);
