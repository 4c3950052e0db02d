import { expect } from "chai";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { commentOf, markerOf, planArguments, planCommand } from "../../tools/preview/plan.mjs";

/** A folder with these files. */
function folderWith(files) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "plan-"));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

const PACKAGE = { name: "guardduty-export", bin: { "guardduty-export": "cli.js" } };

describe("the command that the plan is made by", () => {
  it("is the one installed in the project, from any folder of it", () => {
    const folder = folderWith({
      "node_modules/guardduty-export/package.json": PACKAGE,
      "infra/package.json": { name: "infra" },
    });
    const cli = path.join(folder, "node_modules/guardduty-export/cli.js");
    expect(planCommand(path.join(folder, "infra"), "", "0.1.0")).to.deep.equal([
      process.execPath,
      cli,
    ]);
  });

  it("is the project's own in this repository", () => {
    const folder = folderWith({ "package.json": PACKAGE });
    expect(planCommand(folder, "", "0.1.0")).to.deep.equal([
      process.execPath,
      path.join(folder, "cli.js"),
    ]);
  });

  it("is npm's of the version asked for, otherwise of the action's own", () => {
    const folder = folderWith({ "node_modules/guardduty-export/package.json": PACKAGE });
    expect(planCommand(folder, "0.2.0-rc.1", "0.1.0")).to.deep.equal([
      ...["npx", "--yes"],
      "guardduty-export@0.2.0-rc.1",
    ]);
    expect(planCommand(os.tmpdir(), "", "0.1.0").at(-1)).to.equal("guardduty-export@0.1.0");
  });

  it("is always a version of the package", () => {
    for (const version of ["latest", "npm:other@1.0.0", "1.0.0 && id", "../here", "1.0"]) {
      expect(() => planCommand(os.tmpdir(), version, "0.1.0")).to.throw(
        "version must be a version of guardduty-export, such as 0.1.0",
      );
    }
  });
});

describe("the arguments of the plan", () => {
  it("are the inputs that are set, each one word", () => {
    const env = {
      PLAN_STACK: "prod; id",
      PLAN_CONFIG: "",
      PLAN_AGAINST: "--help",
      PLAN_KEY_POLICY: "a b.json",
      PLAN_SHARED_POLICY: "queue.json\r\n  a topic.json \n\n",
      PLAN_ROLE_DETAILS: "--help",
    };
    expect(planArguments(env)).to.deep.equal([
      ...["plan", "--stack=prod; id", "--against=--help", "--key-policy=a b.json"],
      ...["--shared-policy=queue.json", "--shared-policy=a topic.json", "--role-details=--help"],
      "--format=markdown",
    ]);
  });
});

describe("the text of the comment", () => {
  it("is the plan, with findings, without or undetermined, under a marker of its own for each subject", () => {
    for (const status of [0, 1]) {
      expect(commentOf("prod", { status, stdout: "# Plan\n\n", stderr: "" })).to.equal(
        "<!-- guardduty-export-plan: prod -->\n# Plan\n",
      );
    }
    expect(commentOf("prod", { status: 2, stdout: "### Plan of findings\n", stderr: "" })).to.equal(
      "<!-- guardduty-export-plan: prod -->\n### Plan of findings\n",
    );
    expect(markerOf("config/--> <b>.yaml")).to.equal(
      "<!-- guardduty-export-plan: config/--___b_.yaml -->",
    );
  });

  it("is the reason when there is no plan, which cannot leave its code block", () => {
    const stderr = "no stack prod\n````\n[click](https://example.com)\n";
    expect(commentOf("prod", { status: 2, stdout: "half a plan", stderr })).to.equal(
      "<!-- guardduty-export-plan: prod -->\n**guardduty-export could not make a plan.**\n\n" +
        "`````text\nno stack prod\n````\n[click](https://example.com)\n`````\n",
    );
  });
});

describe("plan.mjs", () => {
  const script = path.resolve("tools/preview/plan.mjs");
  const run = (cli, env = {}) => {
    const folder = folderWith({ "package.json": PACKAGE, "cli.js": cli, summary: "before\n" });
    const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
      cwd: folder,
      encoding: "utf8",
      env: {
        PATH: process.env.PATH,
        RUNNER_TEMP: folder,
        GITHUB_OUTPUT: path.join(folder, "output"),
        GITHUB_STEP_SUMMARY: path.join(folder, "summary"),
        ...env,
      },
    });
    const read = (name) => fs.readFileSync(path.join(folder, name), "utf8");
    return { folder, status, stdout, stderr, read };
  };

  it("leaves the markdown in a file, the summary and the log, and the exit code as output", () => {
    const cli = `console.log(process.argv.slice(2).join(" "), process.env.NO_COLOR); process.exitCode = 1;`;
    const { folder, status, stdout, read } = run(cli, { PLAN_STACK: "prod" });
    const text = "<!-- guardduty-export-plan: prod -->\nplan --stack=prod --format=markdown 1\n";
    expect(status).to.equal(0);
    expect(read("guardduty-export-plan.md")).to.equal(text);
    expect(read("summary")).to.equal(`before\n${text}`);
    expect(stdout).to.equal(`${text}\n`);
    expect(read("output")).to.equal(
      `markdown=${path.join(folder, "guardduty-export-plan.md")}\nexit-code=1\n`,
    );
  });

  it("lets nothing that the command prints be a command to GitHub's runner", () => {
    const cli = `console.error("::add-mask::a"); console.log("  ::error::b"); process.exitCode = 1;`;
    const lines = run(cli, { PLAN_STACK: "prod", GITHUB_ACTIONS: "true" }).stdout.split("\n");
    const [, token] = /^::stop-commands::([\w-]{36})$/.exec(lines[0]);
    expect(lines.slice(1)).to.deep.equal([
      ...["::add-mask::a", "<!-- guardduty-export-plan: prod -->", "::error::b", ""],
      ...[`::${token}::`, ""],
    ]);
  });

  it("takes a command that crashed, or that printed no plan, for one that cannot run", () => {
    const crashes = `console.log("half a plan"); process.kill(process.pid, "SIGKILL")`;
    for (const cli of [crashes, "process.exitCode = 1", "process.exitCode = 0"]) {
      const { status, read } = run(cli, { PLAN_STACK: "prod" });
      expect(status).to.equal(0);
      expect(read("output")).to.match(/\nexit-code=2\n$/);
      expect(read("guardduty-export-plan.md")).to.contain("could not make a plan");
    }
  });
});
