import { Command, InvalidArgumentError } from "commander";

import { pairDisagreements } from "../../testing/agreement";
import { claimFaults } from "../../testing/claims";
import { disagreements } from "../../testing/differential";

interface Options {
  cases: number;
  seed: number;
  agreement: boolean;
}

/** Holds the policy evaluator against iam-simulate, or the proof against the sandbox, on any number of generated cases. */
async function fuzz({ cases, seed, agreement }: Options): Promise<void> {
  const what = agreement ? "--agreement " : "";
  say(
    `${cases} cases from seed ${seed}; again: npm run fuzz -- ${what}--cases ${cases} --seed ${seed}`,
  );
  const start = Date.now();
  const compared: typeof disagreements | typeof pairDisagreements = agreement
    ? pairDisagreements
    : disagreements;
  const found = await compared(cases, seed, (done, count) => {
    const perSecond = Math.round((done * 1000) / Math.max(1, Date.now() - start));
    say(`${done} of ${cases} cases, ${perSecond} a second, disagreements: ${count}`);
  });
  console.log(JSON.stringify(found, null, 2));
  process.exitCode = found.length > 0 ? 1 : 0;
}

/** Holds what the proof claims of every object and principal against samples that iam-simulate decides. */
async function tryClaims(count: number, seed: number): Promise<void> {
  say(
    `${count} policies from seed ${seed}; again: npm run fuzz -- --claims ${count} --seed ${seed}`,
  );
  const found = await claimFaults(count, seed);
  console.log(JSON.stringify(found, null, 2));
  process.exitCode = found.length > 0 ? 1 : 0;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function whole(least: number) {
  return (text: string): number => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`must be a whole number from ${least} on.`);
  };
}

new Command("fuzz")
  .description("Compares the policy evaluator with iam-simulate; prints the disagreements as JSON.")
  .option("--agreement", "compares the proof with the sandbox's GuardDuty instead", false)
  .option("--cases <number>", "how many cases to generate", whole(1), 100_000)
  .option("--seed <number>", "where the cases start; random when not given", whole(0))
  .option(
    "--claims <number>",
    "tries the proof's claims on that many generated policies instead",
    whole(1),
  )
  .action(({ claims, seed = Math.floor(Math.random() * 2 ** 31), ...rest }) =>
    claims === undefined ? fuzz({ ...rest, seed }) : tryClaims(claims, seed),
  )
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  });
