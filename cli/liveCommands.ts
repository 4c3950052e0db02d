import type { Command } from "commander";
import { Option } from "commander";

import { CannotRun } from "./cannotRun";
import { controlPolicyOption } from "./controlPolicyOption";
import { EXIT_CODES } from "./exitCodes";
import { memberOption } from "./memberOption";
import type { Report } from "./output/report";
import type { Surroundings } from "./surroundings";

/** What the definitions of commands share. */
export interface Definitions {
  program: Command;
  surroundings: Surroundings;
  addStackOptions: (command: Command) => Command;
  /** Prints a report, in short when it equals the one before, and sets the exit code. */
  finish: (report: Report, format: string, before?: Report) => Promise<void>;
  /** Prints why a command did not run, for exit code 2. */
  fail: (reason: CannotRun) => void;
}

const CREDENTIALS =
  "Credentials are resolved as by the AWS CLI (AWS_PROFILE, SSO, environment, instance roles); " +
  "the profiles and roles of the config are used for each account.";

function example(command: string): string {
  return `\nExample: npx --no-install guardduty-export ${command}\n${EXIT_CODES}`;
}

function former(flags: string, what: string): Option {
  return new Option(
    flags,
    `only remove what GuardDuty needs to write from the policy of a ${what} that the export used before; readers keep their access`,
  ).conflicts(["disassociateMembers", "endDelegation"]);
}

/** The commands that call AWS. Their code and AWS's clients are loaded when they run. */
export function addLiveCommands({
  program,
  surroundings,
  addStackOptions,
  finish,
  fail,
}: Definitions): void {
  const { folder, progress = () => undefined, again = async () => false } = surroundings;
  const ofAws = (command: Command) =>
    addStackOptions(command)
      .option("--timeout <time>", "time limit of one call, retries included", "20s")
      .option(
        "--state <file>",
        "the stack's state as printed by pulumi stack export, which runs by default for a program of your own",
      );

  const orFail = (error: unknown) => {
    if (!(error instanceof CannotRun)) throw error;
    fail(error);
  };

  ofAws(program.command("status"))
    .summary("check whether findings of every Region arrive")
    .description(
      "Reads the detector and destination of every Region, the bucket, the key and their policies, and checks " +
        `whether GuardDuty exports. What could not be checked is reported, and never passes.\n${CREDENTIALS}`,
    )
    .option(
      "--bucket <name>",
      "the stack's bucket, if neither the config nor the destinations identify it",
    )
    .option("--max-age <time>", "report Regions whose newest finding is older, such as 24h")
    .addOption(memberOption())
    .addOption(controlPolicyOption())
    .option("--strict", "treat warnings and what is not checked as findings")
    .addOption(
      new Option(
        "--watch [time]",
        "repeat every 60s, or at this interval, until interrupted",
      ).preset("60s"),
    )
    .addHelpText("after", example("status --stack prod --max-age 24h"))
    .action(async ({ format, watch, ...options }) => {
      const { milliseconds } = await import("./durations");
      const pause = watch === undefined ? undefined : milliseconds("--watch", watch);
      const { status } = await import("./commands/status");
      let before: Report | undefined;
      const check = async () => {
        const report = await status(folder, options, progress);
        await finish(report, format, before);
        before = report;
      };
      await check();
      while (pause !== undefined && (await again(pause))) {
        // What fails now, such as credentials that have expired, may work the next time.
        await check().catch((error: unknown) => {
          before = undefined;
          orFail(error);
        });
      }
    });

  ofAws(program.command("discover"))
    .summary("find existing resources, and write the configuration that adopts them")
    .description(
      "Finds detectors, destinations, delegation, buckets and keys, and prints a stack configuration that adopts them. " +
        `Lists all candidates where there are several, and chooses none. Changes nothing.\n${CREDENTIALS} ` +
        "Without --stack and --config, searches the account of the credentials.",
    )
    .option(
      "--regions <list>",
      "all, or names such as us-east-1,eu-west-1; by default the Regions that the account has enabled",
    )
    .option("--org", "include the organization: delegation, auto-enable, members")
    .option(
      "--write <stack>",
      "write the configuration to the file of a new stack, and print its plan",
    )
    .option(
      "--orphans",
      "instead, list what AWS has of the export of --stack and the stack's state does not have",
    )
    .addHelpText("after", example("discover --org --write prod"))
    .action(async ({ format, orphans: ofState, ...options }) => {
      if (ofState) {
        const { orphans } = await import("./commands/orphans");
        await finish(await orphans(folder, options, progress), format);
        return;
      }
      const { discover } = await import("./commands/discover");
      await finish(await discover(folder, options, progress), format);
    });

  ofAws(program.command("detach"))
    .summary("remove the export from an adopted bucket and key, and set auto-enable to NONE")
    .description(
      "Lists the steps; with --yes applies them in order. Removes each statement whose Sid starts with the export's prefix, " +
        "with everything that others added to it, and preserves all other statements. " +
        `Refuses while a destination still uses the policies. Steps already done are skipped.\n${CREDENTIALS}`,
    )
    .option("--yes", "apply the steps")
    .option("--disassociate-members", "disassociate the members too")
    .option("--end-delegation", "end the administrator's delegation too")
    .addOption(former("--former-bucket <name>", "bucket"))
    .addOption(former("--former-key <arn>", "key"))
    .addHelpText("after", example("detach --stack prod"))
    .action(async ({ format, ...options }) => {
      const { detach } = await import("./commands/detach");
      await finish(await detach(folder, options, progress), format);
    });

  ofAws(program.command("repair"))
    .summary("set the expected bucket owner of destinations where it is missing or wrong")
    .description(
      "Lists the steps; with --yes applies them. Sets what status reports and a deployment does not set again: the account " +
        `that has to own the bucket, which GuardDuty verifies before it exports.\n${CREDENTIALS}`,
    )
    .option("--yes", "apply the steps")
    .option(
      "--bucket <name>",
      "the stack's bucket, if neither the config nor the destinations identify it",
    )
    .addHelpText("after", example("repair --stack prod --yes"))
    .action(async ({ format, ...options }) => {
      const { repair } = await import("./commands/repair");
      await finish(await repair(folder, options, progress), format);
    });

  ofAws(program.command("recover"))
    .summary("take what an interrupted deployment made into the stack's state")
    .description(
      "Lists the operations that an interrupted deployment left pending, finds what exists of them, and prints the command " +
        `that imports each; with --yes runs them with the Pulumi CLI.\n${CREDENTIALS}`,
    )
    .option("--yes", "import what exists")
    .addHelpText("after", example("recover --stack prod"))
    .action(async ({ format, ...options }) => {
      const { recover } = await import("./commands/recover");
      await finish(await recover(folder, options, progress), format);
    });

  ofAws(program.command("test"))
    .summary("create a sample finding in each Region, and wait until it is in the bucket")
    .description(
      "Creates a sample finding in each Region, waits for an object to arrive, and reports how long that took. " +
        `Everyone who reads the bucket sees the samples.\n${CREDENTIALS}`,
    )
    .option(
      "--bucket <name>",
      "the stack's bucket, if neither the config nor the destinations identify it",
    )
    .option("--deadline <time>", "how long to wait", "10m")
    .option(
      "--changes",
      "instead, make a call in each Region that changes nothing, and wait for its message of ExportHealth",
    )
    .addOption(
      new Option(
        "--topic <arn>",
        "with --changes, the topic of messages; by default the config's, or the one that a health check made",
      ).implies({ changes: true }),
    )
    .addHelpText("after", example("test --stack prod --deadline 30m"))
    .action(async ({ format, changes, ...options }) => {
      if (changes) {
        const { testChanges } = await import("./commands/testChanges");
        await finish(await testChanges(folder, options, progress), format);
        return;
      }
      const { test } = await import("./commands/test");
      await finish(await test(folder, options, progress), format);
    });
}
