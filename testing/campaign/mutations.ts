import { readFileSync } from "node:fs";
import path from "node:path";

import { runIn } from "../command";
import { oneOf, random } from "./random";
import type { Trial } from "./trial";

const FILE = readFileSync(path.join(__dirname, "../../stacks/Pulumi.sandbox.yaml"), "utf8");

const PIECES = [
  "\t",
  "\r",
  "[",
  "}",
  "&a ",
  "*a",
  "!!int ",
  "null",
  "1e999",
  "\u0000",
  "'",
  "- ",
  "? ",
  "yes",
  "{}",
  "[]",
];

const EDITS: ((text: string, next: () => number) => string)[] = [
  (text, next) => inserted(text, next, oneOf(next, PIECES)),
  (text, next) => {
    const at = Math.floor(next() * text.length);
    return text.slice(0, at) + text.slice(at + 1 + Math.floor(next() * 20));
  },
  (text, next) => {
    const lines = text.split("\n");
    const line = oneOf(next, lines);
    lines.splice(Math.floor(next() * lines.length), 0, line);
    return lines.join("\n");
  },
  (text, next) =>
    text.replace(/: [\w-]+$/gm, (value) => (next() < 0.1 ? `: ${oneOf(next, PIECES)}` : value)),
];

/** A stack file with random edits: `plan` answers with an exit code of its own, and without a stack trace. */
export async function mutationTrial(seed: number): Promise<Trial> {
  const next = random(seed);
  const edits = Array.from({ length: 1 + Math.floor(next() * 4) }, () => oneOf(next, EDITS));
  const text = edits.reduce((now, edit) => edit(now, next), FILE);
  const problems: string[] = [];
  let code: number | undefined;
  try {
    const ran = await runIn({ "stack.yaml": text }, ["plan", "--config", "stack.yaml"]);
    code = ran.code;
    const printed = ran.out + ran.err;
    if (/^ +at .*[:(]\d+:\d+\)?$/m.test(printed))
      problems.push(`a stack trace: ${printed.slice(0, 500)}`);
    if (![0, 1, 2].includes(code)) problems.push(`exit code ${code}`);
    if (code === 2 && ran.err === "" && ran.out === "") problems.push("exit code 2 without a text");
  } catch (error) {
    problems.push(`threw ${String((error as Error).stack).slice(0, 500)}`);
  }
  return { what: { code }, problems };
}

function inserted(text: string, next: () => number, piece: string): string {
  const at = Math.floor(next() * text.length);
  return text.slice(0, at) + piece + text.slice(at);
}
