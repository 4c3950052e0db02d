import { expect } from "chai";
import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { createCloud } from "../../sandbox/cloud";
import { ACCOUNT, exampleWorld } from "../../testing/cloudStack";
import { openPlainPulumi } from "../../testing/plainPulumi";
import { serveCloud } from "../../testing/servedCloud";
import { blocksIn } from "../docs/markdown";
import { installInto } from "./pack";

const REGIONS = ["us-east-1", "me-south-1"];
const DIST = "node_modules/guardduty-export/dist";

/** The Pulumi.yaml that documents have for a project without a program. */
const projects = blocksIn("yaml").filter(({ text }) => text.includes(`main: ${DIST}`));

/** A folder with that file, the packed package, and an account to deploy to. */
async function openFolder() {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "without-program-"));
  await fs.writeFile(path.join(folder, "Pulumi.yaml"), projects[0]!.text);
  await installInto(folder);
  const cloud = await createCloud(exampleWorld());
  const served = await serveCloud(cloud);
  const { pulumi, env, close } = await openPlainPulumi("nodejs", folder, served.env);
  return {
    ...{ folder, cloud, pulumi },
    /** Runs the package's command; resolves to what it prints. */
    command: (...args: string[]) =>
      promisify(execFile)(process.execPath, [path.join(folder, DIST, "cli/main.js"), ...args], {
        ...{ cwd: folder, env },
      }).then(({ stdout }) => stdout),
    async close() {
      await close();
      await served.close();
      await fs.rm(folder, { recursive: true, force: true });
    },
  };
}

describe("A project without a program, whose main is the package's", () => {
  let project: Awaited<ReturnType<typeof openFolder>>;
  before(async () => {
    project = await openFolder();
  });
  after(() => project?.close());

  it("is the same in each document", () => {
    expect(projects.map(({ text }) => text)).to.deep.equal(projects.map(() => projects[0]?.text));
    expect(projects.length).to.be.greaterThan(0);
  });

  it("deploys what plan lists, from its stack's file and files of lists", async () => {
    const { folder, cloud, pulumi, command } = project;
    await pulumi("stack", "init", "prod");
    const settings = {
      "regions[0]": "us-east-1",
      "regions[1]": "me-south-1",
      "bucket.retentionDays": "400",
      notifications: "true",
      "lists.offices.kind": "IPSet",
      "lists.offices.file": "offices.txt",
    };
    await fs.writeFile(path.join(folder, "offices.txt"), "198.51.100.7\n");
    for (const [key, value] of Object.entries(settings))
      await pulumi("config", "set", "--path", key, value);
    const plan = await command("plan", "--stack", "prod", "--format", "json");
    const { resources } = JSON.parse(plan) as { resources: unknown[] };
    const preview = JSON.parse(await pulumi("preview", "--json")) as { changeSummary: object };
    expect(preview.changeSummary).to.deep.equal({ create: resources.length });

    await pulumi("up", "--yes", "--skip-preview");
    await pulumi("preview", "--expect-no-changes");
    for (const region of REGIONS) {
      const [delivery] = await cloud.exportFinding(ACCOUNT, region);
      expect(delivery?.key, region).to.be.a("string");
    }
  });

  it("is healthy by status, and gets the schema of its stack files from discover", async () => {
    const { folder, command } = project;
    expect(await command("status", "--stack", "prod")).to.contain(": healthy");
    const found = await command("discover", "--regions", REGIONS.join());
    const [, schema = ""] = /\$schema=(.*)\n/.exec(found) ?? [];
    expect(schema).to.equal(`${DIST}/stacks/config.schema.json`);
    const text = await fs.readFile(path.join(folder, schema), "utf8");
    expect(JSON.parse(text)).to.have.property("properties");
  });

  it("refuses a mistyped key, which its Pulumi.yaml does not declare", async () => {
    const { pulumi } = project;
    await pulumi("config", "set", "region", "us-east-1");
    const refused = await pulumi("preview").then(
      () => "",
      ({ message }: Error) => message,
    );
    expect(refused).to.contain("unknown property region; did you mean regions?");
    await pulumi("config", "rm", "region");
    await pulumi("destroy", "--yes", "--skip-preview");
  });
});
