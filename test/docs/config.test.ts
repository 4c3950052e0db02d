import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";

import { readAddOns } from "../../rules/addOns";
import { readArgs, readMemberArgs } from "../../rules/args";
import type { Problem } from "../../rules/problems";
import { reported } from "../../rules/problems";
import { readStackConfig } from "../../stacks/stackConfig";
import { stackFileValues } from "../../stacks/stackFile";
import type { Block } from "./markdown";
import { blocksIn, documents, ROOT } from "./markdown";

const PROJECT = "guardduty-export";

const stackConfigs = () => blocksIn("yaml").filter(({ text }) => text.startsWith("config:"));

function problemsOf({ text }: Pick<Block, "text">): Problem[] {
  const { config, problems } = readStackConfig(stackFileValues(PROJECT, text));
  if (config === undefined) return problems;
  const { role, name, args, addOns, administratorStack } = config;
  if (role === "administrator") {
    const { settings, problems: wrong } = readArgs(name, args);
    return [...wrong, ...readAddOns(name, settings, addOns).problems];
  }
  // What a member takes from its administrator's stack.
  const taken = administratorStack
    ? { regions: ["us-east-1"], administratorAccountId: "111122223333" }
    : {};
  return readMemberArgs({ ...taken, ...args }).problems;
}

describe("Stack config in documents", () => {
  it("is valid", () => {
    const blocks = stackConfigs();
    expect(blocks.length).to.be.greaterThan(5);
    const wrong = blocks.flatMap((block) =>
      problemsOf(block)
        .map((problem) => reported(problem))
        .map(({ path: at, reason }) => `${block.at}: ${at} ${reason}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it("names accounts and roles that the sandbox's organization has, so that it can be tried there", () => {
    const world = JSON.parse(
      readFileSync(path.join(ROOT, "sandbox/worlds/organization.json"), "utf8"),
    ) as { accounts: { [id: string]: { roles: string[] } } };
    const roles = Object.values(world.accounts).flatMap((account) => account.roles);
    const missing = stackConfigs().flatMap(({ at, text }) =>
      [...text.matchAll(/assumeRoleArn: "?(arn:aws:iam::\d{12}:role\/[\w/-]+)/g)]
        .map(([, role]) => role!)
        .filter((role) => !roles.includes(role))
        .map((role) => `${at}: ${role}`),
    );
    expect(missing).to.deep.equal([]);
  });

  it("is caught when it is not", () => {
    const text = "config:\n  guardduty-export:regions: [us-easd-1]\n  guardduty-export:nme: x\n";
    expect(problemsOf({ text }).map(({ path: at }) => at)).to.deep.equal(["regions[0]", "nme"]);
  });

  it("has the policies' statements in the table of docs/statements.md", () => {
    const { text } = documents().find(({ file }) => file === "docs/statements.md")!;
    const documented = [...text.matchAll(/^\| `([A-Z]\w+)` +\| (?:bucket|key) /gm)].map(
      (match) => match[1] as string,
    );
    const sources = ["policies/bucketStatements", "policies/keyStatements", "tls"].map((file) =>
      readFileSync(path.join(ROOT, `rules/${file}.ts`), "utf8"),
    );
    const placed = sources.flatMap((source) =>
      [...source.matchAll(/Sid: `\$\{(?:input\.)?sidPrefix\}(\w+)`/g)].map((match) => match[1]),
    );
    expect(documented).to.have.members(placed as string[]);
  });
});
