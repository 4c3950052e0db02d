import { Command, CommanderError, Option } from "commander";

import { CannotRun } from "./cannotRun";
import { controlPolicyOption } from "./controlPolicyOption";
import { EXIT_CODES, exitCodeOf } from "./exitCodes";
import { identifiedLine } from "./findings/texts";
import { memberOption } from "./memberOption";
import { addLiveCommands } from "./liveCommands";
import { printable, printableText } from "./output/printable";
import type { Report } from "./output/report";
import type { Screen } from "./output/terminal";
import { repeatableOption } from "./repeatableOption";
import { runSandbox, sandboxProgram } from "./sandbox";
import type { Surroundings } from "./surroundings";
import { ownVersion } from "./version";

/** Runs the command line; resolves to the exit code. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { out, err } = surroundings;
  let exitCode = 0;
  const program = new Command("guardduty-export")
    .description(
      "Plans and checks an export of GuardDuty findings, before and after it is deployed.",
    )
    .version(ownVersion(), "--version", "print the version")
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err })
    .showHelpAfterError("(run with --help for usage)")
    .addHelpText("after", `\n${EXIT_CODES}`);
  const finish = async (report: Report, format: string, before?: Report) => {
    exitCode = exitCodeOf(report);
    out(await textOf(report, format, surroundings, before));
  };

  addStackOptions(program.command("plan"))
    .summary("show what a stack's configuration deploys, and whether GuardDuty can export")
    .description(
      "Shows the Regions, principals, policies, accounts and limits of a stack's configuration, and checks for each Region " +
        "whether GuardDuty can export under the policies it deploys. Reads files only: no credentials, no Pulumi CLI.",
    )
    .option(
      "--bucket-policy <file>",
      "policy of the adopted bucket, as printed by aws s3api get-bucket-policy",
    )
    .option(
      "--key-policy <file>",
      "policy of the adopted key, as printed by aws kms get-key-policy",
    )
    .addOption(
      repeatableOption(
        "--shared-policy <file>",
        "policy of a queue, topic or bus that exists, as printed by aws sqs get-queue-attributes, aws sns get-topic-attributes or aws events describe-event-bus; repeatable",
      ),
    )
    .addOption(
      repeatableOption(
        "--role-details <file>",
        "roles that exist, with their policies, as printed by aws iam get-account-authorization-details; repeatable",
      ),
    )
    .addOption(controlPolicyOption())
    .option("--against <revision>", "show what changes from that git revision, such as origin/main")
    .option("--against-file <file>", "show what changes from the configuration in that file")
    .option("--full", "show statements as JSON")
    .addOption(memberOption())
    .addOption(
      new Option(
        "--organization-policy",
        "print only the policy of AWS Organizations (GUARDDUTY_POLICY) that does for members what the configuration sets",
      ).conflicts([
        ...["against", "againstFile", "bucketPolicy", "full", "keyPolicy", "strict"],
        ...["sharedPolicy", "roleDetails"],
      ]),
    )
    .option("--strict", "treat warnings and what is not checked as findings")
    .addHelpText("after", example("plan --stack prod --against origin/main --format markdown"))
    .action(async ({ format, ...options }) => {
      const { plan, policyForOrganization } = await import("./commands/plan");
      if (options.organizationPolicy)
        return out(`${policyForOrganization(surroundings.folder, options)}\n`);
      await finish(await plan(surroundings.folder, options), format);
    });

  addStackOptions(program.command("permissions"))
    .summary("show the least-privilege IAM policy of each account's deploying identity")
    .description(
      "Shows what each account's identity needs to create, update, refresh and destroy its part of a stack. Reads files only. " +
        "While a changed stack is deployed, its identity needs the policies of both configurations. With --deployed, the policies are " +
        "for what the stack's state has, under exact ARNs: to update, refresh and destroy it, and to create nothing.",
    )
    .option("--deployed", "show the policies for what is deployed, by the stack's state")
    .option(
      "--state <file>",
      "with --deployed: file of pulumi stack export, in place of running that",
    )
    .addOption(
      new Option(
        "--account <part>",
        "show one account only; with --format json the bare policy, or a map of policies where the account has add-ons",
      ).choices(["administrator", "management", "bucket", "key", "member"]),
    )
    .addHelpText("after", example("permissions --stack prod --account bucket --format json"))
    .action(async ({ format, ...options }) => {
      const { permissions } = await import("./commands/permissions");
      await finish(await permissions(surroundings.folder, options), format);
    });

  const fail = (reason: CannotRun) => {
    exitCode = 2;
    err(`${printableText(identifiedLine(reason.finding))}\n`);
  };
  addLiveCommands({ program, surroundings, addStackOptions, finish, fail });

  const sandbox = sandboxProgram();
  if (sandbox !== undefined)
    program
      .command("sandbox")
      .summary("start a local AWS to try the export on (in a checkout)")
      .description(
        "Starts a local AWS, prints its environment for your shell, and serves until it is stopped. Options: --world <file>, " +
          "--state <file>, --write-env <file>, --shell <name>, --port <number>, --region <name>, --lenient.",
      )
      .allowUnknownOption()
      .allowExcessArguments()
      .action(async (_, { args: options }: Command) => {
        exitCode = await runSandbox(sandbox, options);
      });

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

function addStackOptions(command: Command): Command {
  return command
    .allowExcessArguments(false)
    .option("--stack <name>", "a stack of the project in this folder")
    .option(
      "--config <file>",
      "a stack's configuration file, or a file with the component's arguments",
    )
    .option("--project <name>", "name of the project, if it is not that of Pulumi.yaml")
    .option("--name <name>", "name of the component, if the configuration does not say it")
    .addOption(
      new Option("--format <format>", "output format")
        .choices(["table", "markdown", "json"])
        .default("table"),
    );
}

function example(command: string): string {
  return `\nExample: npx --no-install guardduty-export ${command}\n${EXIT_CODES}`;
}

async function textOf(
  report: Report,
  format: string,
  screen: Screen,
  before: Report | undefined,
): Promise<string> {
  if (format === "json") return `${JSON.stringify(report.data, undefined, 2)}\n`;
  const shown = printable(report);
  if (format === "markdown") return (await import("./output/markdown")).markdownText(shown);
  const { terminalText, textAfter } = await import("./output/terminal");
  return before === undefined
    ? terminalText(shown, screen)
    : textAfter(printable(before), shown, screen);
}
