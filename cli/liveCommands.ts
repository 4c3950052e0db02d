import type { Command } from "commander";
import { Option } from "commander";

import { CannotRun } from "./cannotRun";
import type { Report } from "./output/report";
import type { Surroundings } from "./surroundings";

/** What the definitions of commands share. */
export interface Definitions {
  program: Command;
  surroundings: Surroundings;
  addStackOptions: (command: Command) => Command;
  /** Prints a report, in short when it says what the one before did, and lets it decide the exit code. */
  finish: (report: Report, format: string, before?: Report) => Promise<void>;
  /** Prints why a command did not run, for exit code 2. */
  fail: (reason: CannotRun) => void;
}

const CREDENTIALS =
  "Credentials are found as AWS's own tools find them (AWS_PROFILE, SSO, environment, roles of the machine); " +
  "the profiles and roles of the config are used for each account.";

const EXIT_CODES =
  "Exit code 0: all is well, 1: there are findings, 2: it could not run, or not look at everything.";

function example(command: string): string {
  return `\nExample: npx guardduty-export ${command}\n${EXIT_CODES}`;
}

/** The commands that ask AWS. Their code and AWS's clients are loaded when they run. */
export function addLiveCommands({
  program,
  surroundings,
  addStackOptions,
  finish,
  fail,
}: Definitions): void {
  const { folder, progress = () => undefined, again = async () => false } = surroundings;
  const ofAws = (command: Command) =>
    addStackOptions(command).option(
      "--timeout <time>",
      "how long one call may take with its retries",
      "20s",
    );

  const orFail = (error: unknown) => {
    if (!(error instanceof CannotRun)) throw error;
    fail(error);
  };

  ofAws(program.command("status"))
    .summary("whether findings of every Region arrive, as AWS tells it now")
    .description(
      "Asks every Region for its detector and destination, and reads bucket, key and their policies as they are: " +
        `whether GuardDuty exports, and would be able to. What could not be checked is told, and never passes.\n${CREDENTIALS}`,
    )
    .option("--bucket <name>", "the stack's bucket, where neither config nor destinations tell it")
    .option("--max-age <time>", "an older newest finding of a Region is a finding, such as 24h")
    .addOption(
      new Option("--watch [time]", "asks again every 60s, or that often, until interrupted").preset(
        "60s",
      ),
    )
    .addHelpText("after", example("status --stack prod --max-age 24h"))
    .action(async ({ format, watch, ...options }) => {
      const { milliseconds } = await import("./durations");
      const pause = watch === undefined ? undefined : milliseconds("--watch", watch);
      const { status } = await import("./commands/status");
      let before: Report | undefined;
      const look = async () => {
        const report = await status(folder, options, progress);
        await finish(report, format, before);
        before = report;
      };
      await look();
      while (pause !== undefined && (await again(pause))) {
        // What fails now, such as credentials that have expired, may be mended meanwhile.
        await look().catch((error: unknown) => {
          before = undefined;
          orFail(error);
        });
      }
    });

  ofAws(program.command("discover"))
    .summary("what exists already, and the stack config that adopts it")
    .description(
      "Looks for detectors, destinations, delegation, buckets and keys, and prints a stack's file that adopts them. " +
        `Where there are several candidates all are listed, and none is chosen. Nothing is changed.\n${CREDENTIALS} ` +
        "Without --stack and --config it is the account of the credentials that is looked into.",
    )
    .requiredOption("--regions <list>", "all, or names such as us-east-1,eu-west-1")
    .option("--org", "the organization too: delegation, auto-enable, members")
    .option("--write <file>", "writes the stack's file as well; one that exists is not touched")
    .addHelpText("after", example("discover --regions all --org --write Pulumi.prod.yaml"))
    .action(async ({ format, ...options }) => {
      const { discover } = await import("./commands/discover");
      await finish(await discover(folder, options, progress), format);
    });

  ofAws(program.command("detach"))
    .summary(
      "takes the export out of an adopted bucket and key again, and sets auto-enable to NONE",
    )
    .description(
      "Tells each step; with --yes makes them, one after the other. Statements of others stay as they are; those whose Sid has " +
        "the export's prefix go as a whole, with what somebody has added to them. " +
        `Refused while a destination still uses the policies. What is done already is left alone.\n${CREDENTIALS}`,
    )
    .option("--yes", "makes the steps")
    .option("--disassociate-members", "members leave the administrator too")
    .option("--end-delegation", "the management account ends the administrator's delegation too")
    .addHelpText("after", example("detach --stack prod"))
    .action(async ({ format, ...options }) => {
      const { detach } = await import("./commands/detach");
      await finish(await detach(folder, options, progress), format);
    });

  ofAws(program.command("test"))
    .summary("makes a sample finding in each Region, and waits until it is in the bucket")
    .description(
      "Makes a sample finding in each Region, waits for an object to come, and tells how long that took. " +
        `Whoever reads the bucket sees the samples.\n${CREDENTIALS}`,
    )
    .option("--bucket <name>", "the stack's bucket, where neither config nor destinations tell it")
    .option("--deadline <time>", "how long to wait", "10m")
    .addHelpText("after", example("test --stack prod --deadline 30m"))
    .action(async ({ format, ...options }) => {
      const { test } = await import("./commands/test");
      await finish(await test(folder, options, progress), format);
    });
}
