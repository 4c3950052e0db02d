import { expect } from "chai";
import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";

import { runIn } from "../../testing/command";
import { pulumiCommand } from "../../testing/engine";
import { documents } from "./markdown";
import { beforeColon } from "../../rules/tokens";

const execute = promisify(execFile);
const hasAws = spawnSync("aws", ["--version"]).error === undefined;

/** The commands of one program in the running text of documents, each once; what stands for the reader's own is in them. */
function spoken(start: RegExp): string[] {
  const commands = documents().flatMap(({ prose }) =>
    [...prose.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] as string),
  );
  return [...new Set(commands.filter((command) => start.test(command)))].sort();
}

const optionsIn = (command: string) => command.match(/(?<= )--[a-z][\w-]*/g) ?? [];
/** The words before the first option that name a command, such as `stack output`. */
const wordsIn = (command: string) =>
  command
    .split(/ +(?=--| *[^a-z])/)[0]!
    .split(" ")
    .slice(1);

/** What of commands the help of their program does not have. */
async function unknownOf(
  commands: string[],
  helpOf: (words: string[]) => Promise<string>,
): Promise<string[]> {
  const found = await Promise.all(
    commands.map(async (command) => {
      const help = await helpOf(wordsIn(command)).catch((error: Error) => error.message);
      const options = optionsIn(command).filter((option) => !help.includes(option));
      return [...(/usage/i.test(help) ? [] : ["no such command"]), ...options].map(
        (wrong) => `${command}: ${wrong}`,
      );
    }),
  );
  return found.flat();
}

/** A word that is no command has both programs print the help of what is before it. */
const helpIf = (name: string, help: string) => (help.includes(name.trimEnd()) ? help : "");

async function ourHelp(words: string[]): Promise<string> {
  const { out } = await runIn({}, [...words, "--help"]);
  return helpIf(`guardduty-export ${words.join(" ")}`, out);
}

async function pulumiHelp(words: string[]): Promise<string> {
  const { command } = await pulumiCommand();
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { stdout } = await execute(command, [...words, "--help"], { env });
  return helpIf(`pulumi ${words.slice(0, 2).join(" ")}`, stdout);
}

/** What the AWS CLI says of a call that it does not make; empty when it knows the operation and its options. */
async function awsSays(command: string): Promise<string[]> {
  const [, service = "", operation = "", ...rest] = command.replace(/<[^>]*>/g, "x").split(/ +/);
  const words = [service, operation, ...rest, "--generate-cli-skeleton"];
  const env = { ...process.env, AWS_DEFAULT_REGION: "us-east-1" };
  return execute("aws", words, { env }).then(
    () => [],
    (error: { stderr: string }) => [`${command}: ${error.stderr.trim().split("\n").at(-1)}`],
  );
}

describe("Commands in running text", () => {
  it("of guardduty-export have the options that it has", async () => {
    const commands = spoken(/^(npx --no-install )?guardduty-export\b/).map((one) =>
      one.replace("npx --no-install ", ""),
    );
    expect(commands.length).to.be.greaterThan(5);
    expect(await unknownOf(commands, ourHelp)).to.deep.equal([]);
  });

  it("of pulumi have the options that it has", async () => {
    const commands = spoken(/^pulumi \w/);
    expect(commands.length).to.be.greaterThan(10);
    expect(await unknownOf(commands, pulumiHelp)).to.deep.equal([]);
  });

  it("are caught when there are none", async () => {
    const ours = ["guardduty-export plan --stak x", "guardduty-export stauts"];
    expect(await unknownOf(ours, ourHelp)).to.deep.equal([
      "guardduty-export plan --stak x: --stak",
      "guardduty-export stauts: no such command",
    ]);
    const pulumis = ["pulumi up --paralel 64", "pulumi previw"];
    expect(await unknownOf(pulumis, pulumiHelp)).to.deep.equal([
      "pulumi up --paralel 64: --paralel",
      "pulumi previw: no such command",
    ]);
  });

  if (hasAws) {
    it("of aws are operations and options that the AWS CLI has", async () => {
      // These make no skeletons. What documents have of `aws s3` is run.
      const without = /^aws (s3|sso login)\b/;
      const commands = spoken(/^aws [a-z0-9]+ [a-z]/).filter((one) => !without.test(one));
      expect(commands.length).to.be.greaterThan(10);
      expect((await Promise.all(commands.map(awsSays))).flat()).to.deep.equal([]);
      const wrong = ["aws guardduty list-detector", "aws kms enable-key --kee ID"];
      const said = (await Promise.all(wrong.map(awsSays))).flat();
      expect(said.map((text) => beforeColon(text))).to.deep.equal(wrong);
    });
  }
});
