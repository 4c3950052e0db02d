import { expect } from "chai";
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { withForge } from "./forge.mjs";

const ROOT = path.resolve(".");
const { inputs: declared, runs } = parse(fs.readFileSync("action.yml", "utf8"));

/** A stand-in for the command: prints its arguments and ends as the stack's name says. */
const CLI = `
  const args = process.argv.slice(2);
  console.log(args.join("\\n"));
  process.exitCode = Number(/--stack=ends-(\\d)/.exec(args)?.[1] ?? 0);
`;

/** Runs the action's steps as a runner does, in a project with the stand-in installed. */
async function runAction(forge, inputs) {
  const workspace = fs.mkdtempSync(path.join(os.tmpdir(), "action-"));
  const installed = path.join(workspace, "infra/node_modules/guardduty-export");
  fs.mkdirSync(installed, { recursive: true });
  const bin = { "guardduty-export": "cli.js" };
  fs.writeFileSync(
    path.join(installed, "package.json"),
    JSON.stringify({ name: "guardduty-export", bin }),
  );
  fs.writeFileSync(path.join(installed, "cli.js"), CLI);
  const output = path.join(workspace, "output");
  fs.writeFileSync(output, "");
  const runner = {
    PATH: process.env.PATH,
    GITHUB_ACTION_PATH: ROOT,
    GITHUB_API_URL: forge.url,
    GITHUB_REPOSITORY: "acme/infra",
    GITHUB_OUTPUT: output,
    RUNNER_TEMP: workspace,
  };
  const outputs = () =>
    Object.fromEntries(
      [...fs.readFileSync(output, "utf8").matchAll(/^([\w-]+)=(.*)$/gm)].map(([, k, v]) => [k, v]),
    );
  const value = (text = "") =>
    text.replace(/\$\{\{ (\S+) \}\}/g, (_, name) => {
      const last = name.split(".").pop();
      if (name.startsWith("inputs.")) return inputs[last] ?? value(declared[last].default);
      if (name.startsWith("steps.plan.outputs.")) return outputs()[last];
      return { "github.event.pull_request.number": "7", "github.token": "secret" }[name];
    });
  const codes = [];
  for (const step of runs.steps) {
    if (/comment ==/.test(step.if ?? "") && value("${{ inputs.comment }}") !== "true") continue;
    if (/exit-code/.test(step.if ?? "") && outputs()["exit-code"] === "0") continue;
    const env = Object.entries(step.env).map(([name, text]) => [name, value(text)]);
    const child = spawn("bash", ["-eo", "pipefail", "-c", step.run], {
      cwd: path.join(workspace, value(step["working-directory"])),
      env: { ...runner, ...Object.fromEntries(env) },
      stdio: ["ignore", "ignore", "inherit"],
    });
    codes.push(await new Promise((resolve) => child.on("close", resolve)));
  }
  return { codes, outputs: outputs(), workspace };
}

describe("action.yml, run step by step", () => {
  const project = { "working-directory": "infra" };
  const bodies = ({ comments }) => comments.map(({ body }) => body);
  const test = (title, run) => it(title, () => withForge({}, run));

  test("comments the plan against the base branch, once", async (forge) => {
    const { codes } = await runAction(forge, { ...project, stack: "prod" });
    expect(codes).to.deep.equal([0, 0]);
    const policies = { "shared-policy": "queue.json\nbus.json\n", "role-details": "roles.json" };
    const others = { against: "v1", "key-policy": "key.json", ...policies };
    await runAction(forge, { ...project, stack: "prod", ...others });
    expect(bodies(forge)).to.deep.equal([
      "<!-- guardduty-export-plan: prod -->\n" +
        "plan\n--stack=prod\n--against=v1\n--key-policy=key.json\n" +
        "--shared-policy=queue.json\n--shared-policy=bus.json\n--role-details=roles.json\n" +
        "--format=markdown\n",
    ]);
  });

  test("compares with HEAD^1 by default, and leaves the markdown where its output says", async (forge) => {
    const { codes, outputs } = await runAction(forge, {
      ...project,
      config: "export.yaml",
      comment: "false",
    });
    expect(codes).to.deep.equal([0]);
    expect(bodies(forge)).to.deep.equal([]);
    expect(fs.readFileSync(outputs.markdown, "utf8")).to.equal(
      "<!-- guardduty-export-plan: export.yaml -->\n" +
        "plan\n--config=export.yaml\n--against=HEAD^1\n--format=markdown\n",
    );
  });

  test("fails on findings, after the comment", async (forge) => {
    const { codes, outputs } = await runAction(forge, { ...project, stack: "ends-1" });
    expect(codes).to.deep.equal([0, 0, 1]);
    expect(outputs["exit-code"]).to.equal("1");
    expect(bodies(forge)).to.have.length(1);
  });

  test("fails with 2 when there is no plan, and says so in the comment", async (forge) => {
    const { codes } = await runAction(forge, { ...project, stack: "ends-2" });
    expect(codes).to.deep.equal([0, 0, 2]);
    expect(bodies(forge)[0]).to.contain("could not make a plan");
  });

  test("never runs what an input says", async (forge) => {
    const attack = "$(touch hacked)`touch hacked`; touch hacked\n'\"";
    const inputs = { stack: attack, against: attack, "bucket-policy": attack };
    const { codes, workspace } = await runAction(forge, { ...project, ...inputs });
    expect(codes).to.deep.equal([0, 0]);
    expect(bodies(forge)[0]).to.contain(`--against=${attack}`);
    expect(fs.readdirSync(workspace, { recursive: true }).join()).not.to.contain("hacked");
  });
});
