import { Command, CommanderError, Option } from "commander";

import { CannotRun } from "./cannotRun";
import { addLiveCommands } from "./liveCommands";
import { printable, printableText } from "./output/printable";
import type { Report } from "./output/report";
import type { Surroundings } from "./surroundings";

const EXIT_CODES = "Exit code 0: all is well, 1: there are findings, 2: it could not run.";

/** Runs the command line; resolves to the exit code. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { out, err } = surroundings;
  let exitCode = 0;
  const program = new Command("guardduty-export")
    .description(
      "Tells what an export of GuardDuty findings will be, before and after it is deployed.",
    )
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err })
    .showHelpAfterError("(add --help for what there is)")
    .addHelpText("after", `\n${EXIT_CODES}`);
  const finish = async (report: Report, format: string, before?: Report) => {
    exitCode = exitCodeOf(report);
    out(await textOf(report, format, surroundings.colour, before));
  };

  addStackOptions(program.command("plan"))
    .summary("what a stack's config comes to, and whether GuardDuty will be able to export")
    .description(
      "Tells from files alone what a stack's config comes to: Regions, principals, policies, accounts, limits; and proves for each Region " +
        "that GuardDuty will be able to export under the policies as they will be. No credentials, no Pulumi CLI.",
    )
    .option(
      "--bucket-policy <file>",
      "policy of the adopted bucket, as aws s3api get-bucket-policy prints it",
    )
    .option("--key-policy <file>", "policy of the adopted key, as aws kms get-key-policy prints it")
    .option(
      "--against <file|gitref>",
      "tells what changes from that file, or from this one as that commit has it",
    )
    .option("--full", "statements as JSON")
    .option("--strict", "what is not checked or a warning is a finding too")
    .addHelpText("after", example("plan --stack prod --against origin/main --format markdown"))
    .action(async ({ format, ...options }) => {
      const { plan } = await import("./commands/plan");
      await finish(await plan(surroundings.folder, options), format);
    });

  addStackOptions(program.command("permissions"))
    .summary("the least IAM policy of the identity that deploys each account's part")
    .description(
      "Tells from files alone what each account's identity needs to create, update, refresh and destroy its part of a stack. " +
        "A stack that changes needs the policies of both its configs while it is deployed.",
    )
    .addOption(
      new Option("--account <part>", "of one account alone; as json the bare policy").choices([
        "administrator",
        "management",
        "bucket",
        "key",
        "member",
      ]),
    )
    .addHelpText("after", example("permissions --stack prod --account bucket --format json"))
    .action(async ({ format, ...options }) => {
      const { permissions } = await import("./commands/permissions");
      await finish(permissions(surroundings.folder, options), format);
    });

  const fail = (reason: CannotRun) => {
    exitCode = 2;
    err(`${printableText(reason.message)}\n`);
  };
  addLiveCommands({ program, surroundings, addStackOptions, finish, fail });

  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof CannotRun)) throw error;
    fail(error);
    return exitCode;
  }
}

function exitCodeOf({ findings, notChecked }: Report): number {
  if (findings) return 1;
  return notChecked === true ? 2 : 0;
}

function addStackOptions(command: Command): Command {
  return command
    .allowExcessArguments(false)
    .option("--stack <name>", "stack of the project in this folder")
    .option("--config <file>", "a stack's file, or a file with the component's arguments")
    .addOption(
      new Option("--format <format>", "how it is told")
        .choices(["table", "markdown", "json"])
        .default("table"),
    );
}

function example(command: string): string {
  return `\nExample: npx guardduty-export ${command}\n${EXIT_CODES}`;
}

async function textOf(
  report: Report,
  format: string,
  colour: boolean,
  before: Report | undefined,
): Promise<string> {
  if (format === "json") return `${JSON.stringify(report.data, undefined, 2)}\n`;
  const shown = printable(report);
  if (format === "markdown") return (await import("./output/markdown")).markdownText(shown);
  const { terminalText, textAfter } = await import("./output/terminal");
  return before === undefined
    ? terminalText(shown, colour)
    : textAfter(printable(before), shown, colour);
}
