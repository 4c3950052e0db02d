import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

import { ensureBuilt } from "../package/pack";
import type { Block, Document } from "./markdown";
import { documents, parse, ROOT } from "./markdown";
import { ELSEWHERE, NOT_RUN, SHOWN_BY } from "./notRun";
import { notIn } from "./output";
import { commandsIn, programsIn } from "./shell";
import { situationOf } from "./situations";
import { openTerminal } from "./terminal";

/** The first line of a block, which identifies it among the others. */
const nameOf = ({ text }: Block) => text.trim().split("\n")[0] as string;

const SHELL = ["sh", "bash"];
const all = documents();
const commandsOf = ({ blocks }: Document) =>
  blocks.filter(({ language }) => SHELL.includes(language)).flatMap(({ text }) => commandsIn(text));

const textsOf = ({ blocks }: Document) =>
  blocks.filter(({ language }) => language === "text").map(nameOf);

/** Programs that a reader may have and this machine has not; their commands are left out, and the title says so. */
const missing = ["aws", "jq", "curl"].filter((name) => spawnSync(name, ["--version"]).error);
const lacks = (command: string) => programsIn(command).some((name) => missing.includes(name));
const runs = (command: string) => !(command in NOT_RUN) && !lacks(command);

/** What is wrong with a document: commands that fail, and texts that no command before them printed. */
async function problemsOf({ file, blocks }: Document): Promise<string[]> {
  const problems: string[] = [];
  const terminal = await openTerminal(situationOf(file));
  const outputOf = (at: string, commands: string[]) =>
    terminal.run(commands).catch((error: Error) => {
      problems.push(`${at}: ${error.message}`);
      return "";
    });
  try {
    let output = "";
    let whole = true;
    for (const block of blocks) {
      const { language, text, at } = block;
      const name = nameOf(block);
      if (SHELL.includes(language)) {
        const commands = commandsIn(text).filter(runs);
        whole = !commandsIn(text).some(lacks);
        if (commands.length > 0) output = await outputOf(at, commands);
      } else if (language === "text" && !(name in ELSEWHERE)) {
        const commands = SHOWN_BY[name];
        if (commands !== undefined) output = await outputOf(at, commands);
        if (commands === undefined && !whole) continue;
        problems.push(...notIn(output, text).map((line) => `${at}: is not printed: ${line}`));
      }
    }
    return problems;
  } finally {
    await terminal.close();
  }
}

const without = missing.length === 0 ? "" : `, but for those of ${missing.join(" and ")}`;

describe(`Commands in documents${without}`, () => {
  before(ensureBuilt);

  for (const document of all) {
    const runnable = commandsOf(document).some(runs);
    if (!runnable && !textsOf(document).some((name) => name in SHOWN_BY)) continue;
    it(`run, and print what ${document.file} says`, async () => {
      expect(await problemsOf(document)).to.deep.equal([]);
    });
  }

  it("are all run, unless the list of those that are not says why", () => {
    const commands = all.flatMap(commandsOf);
    expect(commands.filter((command) => !(command in NOT_RUN)).length).to.be.greaterThan(30);
    expect(Object.keys(NOT_RUN).filter((command) => !commands.includes(command))).to.deep.equal([]);
  });

  it("print every text that is shown, unless the list of the others names a test that has it", () => {
    const texts = all.flatMap(({ blocks }) => blocks.filter(({ language }) => language === "text"));
    const listed = [...Object.keys(ELSEWHERE), ...Object.keys(SHOWN_BY)];
    expect(listed.filter((name) => !texts.map(nameOf).includes(name))).to.deep.equal([]);
    for (const block of texts) {
      const { test, says } = ELSEWHERE[nameOf(block)] ?? {};
      if (test === undefined) continue;
      expect(block.text).to.contain(says);
      expect(readFileSync(path.join(ROOT, test), "utf8")).to.contain(says);
    }
  });
});

describe("The running of a document's commands", () => {
  before(ensureBuilt);

  const wrong: [what: string, command: string, text: string][] = [
    [
      "an option of the command that there is not",
      "npx --no-install guardduty-export plan --stak x",
      "unknown",
    ],
    ["a setting of Pulumi that there is not", "pulumi stack init prod --nothing", "unknown flag"],
    ["a call that the sandbox refuses", "curl $SANDBOX_URL/nothing", "404"],
  ];
  for (const [what, command, text] of wrong) {
    it(`finds ${what}`, async () => {
      const block = { language: "sh", text: `${command}\n`, at: "README.md:1" };
      const document = parse("README.md", "");
      const [problem] = await problemsOf({ ...document, blocks: [block] });
      expect(problem).to.contain(`README.md:1: ended with`).and.to.contain(text);
    });
  }

  it("finds a text that is not printed", async () => {
    const blocks = [
      { language: "sh", text: "node dist/cli/main.js plan --stack sandbox\n", at: "a:1" },
      { language: "text", text: "Where findings go\nto nowhere\n", at: "a:2" },
    ];
    const document = parse("README.md", "");
    expect(await problemsOf({ ...document, blocks })).to.deep.equal([
      "a:2: is not printed: to nowhere",
    ]);
  });
});
