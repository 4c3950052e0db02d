import { expect } from "chai";
import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";

import { createCloud } from "../../sandbox/cloud";
import { ACCOUNT, exampleWorld } from "../../testing/cloudStack";
import { openPlainPulumi } from "../../testing/plainPulumi";
import { serveCloud } from "../../testing/servedCloud";
import { installInto, ROOT } from "../package/pack";

const TEMPLATE = path.join(ROOT, "templates/typescript");

describe("The template for pulumi new", () => {
  it("makes a project that compiles, deploys and delivers findings of the Regions it asks for", async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), "template-"));
    const cloud = await createCloud(exampleWorld());
    const served = await serveCloud(cloud);
    const { pulumi, close } = await openPlainPulumi("nodejs", folder, served.env);
    try {
      const answers = ["--name", "acme-findings", "--description", "Findings of acme"];
      await pulumi("new", TEMPLATE, "--generate-only", "--yes", "--force", ...answers);
      const project = await fs.readFile(path.join(folder, "Pulumi.yaml"), "utf8");
      expect(parse(project)).to.include({
        name: "acme-findings",
        description: "Findings of acme",
        runtime: "nodejs",
      });
      const manifest = await fs.readFile(path.join(folder, "package.json"), "utf8");
      expect((JSON.parse(manifest) as { name: string }).name).to.equal("acme-findings");

      await installInto(folder);
      const modules = path.join(ROOT, "node_modules");
      await fs.symlink(path.join(modules, "@types"), path.join(folder, "node_modules/@types"));
      await fs.symlink(
        path.join(modules, "typescript"),
        path.join(folder, "node_modules/typescript"),
      );
      const compiler = path.join(modules, "typescript/bin/tsc");
      await promisify(execFile)(process.execPath, [compiler, "-p", folder]);

      await pulumi("stack", "init", "dev");
      await pulumi("config", "set", "aws:region", "us-east-1");
      await pulumi("config", "set", "regions", "us-east-1, me-south-1");
      await pulumi("up", "--yes", "--skip-preview");
      const outputs = JSON.parse(await pulumi("stack", "output", "--json")) as object;
      expect(Object.keys(outputs).sort()).to.deep.equal(["detectorIds", "findingsUri", "keyArn"]);
      for (const region of ["us-east-1", "me-south-1"]) {
        const [delivery] = await cloud.exportFinding(ACCOUNT, region);
        expect(delivery?.key, region).to.be.a("string");
      }
    } finally {
      await close();
      await served.close();
      await fs.rm(folder, { recursive: true, force: true });
    }
  });

  it("needs the versions that the package accepts", async () => {
    const read = async (file: string) =>
      JSON.parse(await fs.readFile(file, "utf8")) as { [part: string]: { [name: string]: string } };
    const { dependencies } = await read(path.join(TEMPLATE, "package.json"));
    const { peerDependencies, version } = await read(path.join(ROOT, "package.json"));
    expect(dependencies).to.deep.equal({
      "@pulumi/aws": peerDependencies!["@pulumi/aws"],
      "@pulumi/pulumi": peerDependencies!["@pulumi/pulumi"]!.replace(/^>=(\S+) <4$/, "^$1"),
      "@pulumi/random": peerDependencies!["@pulumi/random"],
      "guardduty-export": `^${String(version)}`,
    });
  });
});
