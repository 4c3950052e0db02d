import { expect } from "chai";

import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import { createMessages } from "../../testing/messages";
import { runIn } from "../../testing/command";

const ARGS = { regions: ["us-east-1"] };
const FILES = { "args.yaml": "regions: [us-east-1]\n" };

const commandsIn = (help: string) =>
  [...help.matchAll(/^ {2}([a-z]+) /gm)].map(([, command]) => command!);

/** The first words of what a command prints of the arguments in args.yaml, by its command line without them. */
const TITLES: { [command: string]: string } = {
  plan: "Plan of findings in args.yaml: ",
  permissions: "Permissions to deploy findings in args.yaml: ",
  status: "Status of findings in args.yaml at ",
  discover: "Found in account 111122223333: ",
  detach: "Detach findings of args.yaml: ",
  repair: "Repair findings of args.yaml: ",
  "test --deadline 1s": "Test of findings in args.yaml: ",
  "test --changes --deadline 1s --topic": "Test of the messages of findings in args.yaml: ",
};

/** The commands that read a stack's state. */
const OF_STATE = ["recover", "discover --orphans"];

describe("A file of arguments without a stack", () => {
  let stack: Deployed;
  let topicArn: string;
  before(async () => {
    stack = await deployed(ARGS);
    topicArn = await createMessages(stack, "alerts");
  });
  after(() => stack.close());

  const run = (command: string, ...options: string[]) => {
    const line = [...command.split(" "), ...(command.endsWith("--topic") ? [topicArn] : [])];
    return stack.run([...line, ...options], { files: FILES, surroundings: { width: 1000 } });
  };

  it("is tried with every command that takes one", async () => {
    const { out } = await runIn({}, ["--help"]);
    const taking: string[] = [];
    for (const command of commandsIn(out)) {
      const help = await runIn({}, [command, "--help"]);
      if (help.out.includes("--config <file>")) taking.push(command);
    }
    const tried = [...Object.keys(TITLES), ...OF_STATE].map((command) => command.split(" ")[0]);
    expect([...new Set(tried)].sort()).to.deep.equal(taking.sort());
  });

  for (const [command, title] of Object.entries(TITLES)) {
    it(`is the title of ${command}, which names no stack`, async () => {
      const { out, err } = await run(command, "--config", "args.yaml");
      expect(err).to.equal("");
      expect(out.slice(0, title.length)).to.equal(title);
      expect(out).not.to.match(/stack args/);
    });
  }

  it("is a value of its own in markdown, whatever its name", async () => {
    const files = { "@acme #1.yaml": "regions: [us-east-1]\n" };
    for (const command of ["plan", "permissions"]) {
      const options = ["--config", "@acme #1.yaml", "--format", "markdown"];
      const { out } = await runIn(files, [command, ...options]);
      expect(out.split("\n")[0]).to.match(/ `findings` in `@acme #1\.yaml`$/);
    }
  });

  it("has the title of its stack where that is given, or in the file's name", async () => {
    const { out } = await run("plan", "--config", "args.yaml", "--stack", "prod");
    expect(out).to.match(/^Plan of findings in stack prod: /);
    const named = await run("plan", "--config", "Pulumi.prod.yaml");
    expect(named.out).to.match(/^Plan of findings in stack prod: /);
  });

  it("is the title of a member account's arguments", async () => {
    const { out } = await runIn({ "member.json": '{"role": "member", "regions": ["us-east-1"]}' }, [
      ...["plan", "--config", "member.json"],
    ]);
    expect(out).to.match(/^Plan of findings in member\.json: /);
    const { err } = await stack.run(["status", "--config", "member.json"], {
      files: { "member.json": '{"role": "member", "regions": ["us-east-1"]}' },
    });
    expect(err).to.equal(
      "member.json has a member account's arguments: the administrator's export delivers its findings\n  Fix: Pass the arguments of the administrator's export as --config. (memberStack)\n",
    );
  });

  for (const command of OF_STATE) {
    it(`is not enough for ${command}, which reads a stack's state`, async () => {
      const { code, err } = await run(command, "--config", "args.yaml");
      expect({ code, err }).to.deep.equal({
        code: 2,
        err: "args.yaml: names no stack, and the command reads the state of one\n  Fix: Pass --stack with the name of a stack of the project in this folder. (stackNotGiven)\n",
      });
    });
  }
});
