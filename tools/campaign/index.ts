import { appendFileSync, existsSync, readFileSync } from "node:fs";

import { Command } from "commander";

import type { Trial } from "../../testing/campaign";
import { KINDS } from "../../testing/campaign";

interface Line extends Trial {
  kind: string;
  seed: number;
  seconds: number;
}

interface Options {
  only?: string[];
  trials?: string;
  seed: string;
  out: string;
}

/** Tries each seed that the file does not have yet, writes a line for each, and prints the sum of all lines. */
async function campaign({ only = Object.keys(KINDS), trials, seed, out }: Options): Promise<void> {
  const lines = linesOf(out);
  const done = new Set(lines.map((line) => `${line.kind} ${line.seed}`));
  for (const kind of only) {
    const known = KINDS[kind];
    if (known === undefined) throw new Error(`${kind}: expected ${Object.keys(KINDS).join(", ")}`);
    for (let index = 0; index < Number(trials ?? known.trials); index++) {
      const of = Number(seed) + index;
      if (done.has(`${kind} ${of}`)) continue;
      const start = Date.now();
      const trial = await known
        .attempt(of)
        .catch((error: Error): Trial => ({ what: {}, problems: [`threw ${error.message}`] }));
      const line: Line = { kind, seed: of, seconds: (Date.now() - start) / 1000, ...trial };
      lines.push(line);
      appendFileSync(out, `${JSON.stringify(line)}\n`);
      if (trial.problems.length > 0) console.error(`${kind} ${of}: ${trial.problems.join("; ")}`);
    }
  }
  console.log(table(lines));
  process.exitCode = lines.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

function linesOf(file: string): Line[] {
  if (!existsSync(file)) return [];
  const texts = readFileSync(file, "utf8").split("\n");
  return texts.filter((text) => text !== "").map((text) => JSON.parse(text) as Line);
}

function table(lines: Line[]): string {
  const rows = Object.keys(KINDS).map((kind) => {
    const own = lines.filter((line) => line.kind === kind);
    const failed = own.filter(({ problems }) => problems.length > 0);
    const seconds = Math.round(own.reduce((sum, line) => sum + line.seconds, 0));
    const seeds = failed.map(({ seed }) => seed).join(", ");
    const limited = own.filter(({ limits = [] }) => limits.length > 0).length;
    return `| ${kind} | ${own.length} | ${failed.length} | ${limited} | ${seconds} | ${seeds} |`;
  });
  return [
    "| Kind | Trials | Failed | At a limit of AWS | Seconds | Seeds that failed |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

new Command("campaign")
  .description("Tries an export under interruptions, faults, other writers and bad input.")
  .option("--only <kinds...>", `of ${Object.keys(KINDS).join(", ")}`)
  .option("--trials <number>", "of each kind")
  .option("--seed <number>", "the first seed", "1")
  .option(
    "--out <file>",
    "a line of JSON for each trial; seeds that it has are not tried again",
    "campaign.jsonl",
  )
  .action(campaign)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  });
