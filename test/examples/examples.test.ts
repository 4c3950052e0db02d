import { expect } from "chai";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parse } from "yaml";

import { installInto } from "../package/pack";
import { MODULES, compile } from "../package/project";
import { openPluginProviders } from "../package/plugin";
import { ACCOUNT, openCloudStack } from "../../testing/cloudStack";
import { openPlainPulumi } from "../../testing/plainPulumi";
import { placedLines, PLANS } from "../../testing/planned";
import { LANGUAGES, unknownNames } from "./names";
import { compileGo, generateSdks, unknownPython } from "./sdks";
import { wrongInYaml } from "./yaml";

const EXAMPLES = path.resolve(__dirname, "../../examples");
const read = (file: string) => fs.readFile(path.join(EXAMPLES, file), "utf8");

describe("The example in TypeScript", () => {
  let folder: string;
  before(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), "example-"));
    await installInto(folder);
    await fs.copyFile(path.join(EXAMPLES, "typescript/index.ts"), path.join(folder, "index.ts"));
    await compile(folder, "typescript", MODULES["CommonJS, node16"], "index.ts");
  });
  after(() => fs.rm(folder, { recursive: true, force: true }));

  it("exports the findings of both Regions", async () => {
    const stack = await openCloudStack();
    try {
      const { error, outputs } = await stack.up(
        // eslint-disable-next-line @typescript-eslint/no-require-imports
        async () => require(path.join(folder, "out/index.js")) as object,
      );
      expect(error?.message).to.equal(undefined);
      expect(Object.keys(outputs).sort()).to.deep.equal(["detectorIds", "findingsUri"]);
      for (const region of ["us-east-1", "me-south-1"]) await stack.deliver(region);
    } finally {
      await stack.close();
    }
  });
});

describe("The examples for Node.js", () => {
  it("have what npm installs for what they import", async () => {
    const folders = await programsOf("nodejs");
    expect(folders).to.include.members(["security-baseline", "typescript"]);
    const of = async (folder: string) => {
      const { main, dependencies } = JSON.parse(await read(`${folder}/package.json`)) as {
        main: string;
        dependencies: object;
      };
      const imported = [
        ...(await read(`${folder}/${main}`)).matchAll(/ from "((?:@[^/"]+\/)?[^/"]+)[^"]*";/g),
      ].map(([, name]) => name as string);
      return imported.filter(
        (name) => !name.startsWith("node:") && !Object.hasOwn(dependencies, name),
      );
    };
    for (const folder of folders) expect(await of(folder), folder).to.deep.equal([]);
  });
});

/** The folders with a program of that runtime. */
async function programsOf(runtime: string): Promise<string[]> {
  const folders = await fs.readdir(EXAMPLES, { withFileTypes: true });
  const found = folders
    .filter((one) => one.isDirectory())
    .map(async ({ name }) => {
      const project = await read(`${name}/Pulumi.yaml`).catch(() => "");
      return project.includes(`runtime: ${runtime}`) ? [name] : [];
    });
  return (await Promise.all(found)).flat();
}

/** The export of the example in YAML: the other languages' have the same arguments. */
function ofYaml(text: string): { properties: object } {
  const { resources } = parse(text) as { resources: { findings: { properties: object } } };
  return resources.findings;
}

/** What a state has under the component, as a plan lists it. */
function createdLines(state: string): string[] {
  const { resources } = (JSON.parse(state) as { deployment: { resources: StateResource[] } })
    .deployment;
  return placedLines(
    resources
      .filter(({ parent, external }) => parent?.includes("GuardDutyExport::") && !external)
      .map(({ type, urn }) => ({ type, name: urn.split("::").at(-1) as string })),
  );
}

interface StateResource {
  type: string;
  urn: string;
  parent?: string;
  external?: boolean;
}

describe("The examples in other languages", () => {
  let sdks: string;
  before(async () => {
    sdks = await generateSdks();
  });
  after(() => fs.rm(sdks, { recursive: true, force: true }));

  it("export the findings of both Regions: Go", async () => {
    const folder = await fs.mkdtemp(path.join(sdks, "go-"));
    await compileGo(await read("go/main.go"), sdks, folder);
    const project = "name: example\nruntime:\n  name: go\n  options: { binary: ./program }\n";
    await fs.writeFile(path.join(folder, "Pulumi.yaml"), project);
    const { cloud, env, close } = await openPluginProviders();
    const { pulumi, close: closePulumi } = await openPlainPulumi("go", folder, env);
    try {
      await pulumi("stack", "init", "dev");
      await pulumi("config", "set", "aws:region", "us-east-1");
      await pulumi("up", "--yes", "--skip-preview");
      const outputs = JSON.parse(await pulumi("stack", "output", "--json")) as object;
      expect(Object.keys(outputs).sort()).to.deep.equal(["detectorIds", "findingsUri"]);
      for (const region of ["us-east-1", "me-south-1"]) {
        const [delivery] = await cloud.exportFinding(ACCOUNT, region);
        expect(delivery?.key).to.be.a("string");
      }
      const { properties } = ofYaml(await read("yaml/Pulumi.yaml"));
      expect(createdLines(await pulumi("stack", "export"))).to.deep.equal(
        placedLines(PLANS["GuardDutyExport"]?.("findings", properties) ?? []),
      );
    } finally {
      await closePulumi();
      await close();
    }
  });

  it("do not compile when they name what is not there: Go", async () => {
    const program = (await read("go/main.go")).replace("RetentionDays", "KeptDays");
    const folder = await fs.mkdtemp(path.join(sdks, "go-"));
    const failure = await compileGo(program, sdks, folder).catch((error: Error) => error.message);
    expect(failure).to.contain("unknown field KeptDays in struct literal");
  });

  it("use names that the SDK has: Python", async () => {
    expect(await unknownPython(await read("python/__main__.py"), sdks)).to.deep.equal([]);
  });

  it("are caught when they use others: Python", async () => {
    const program = (await read("python/__main__.py"))
      .replace("retention_days", "kept_days")
      .replace("tags=", "labels=")
      .replace("FIFTEEN_MINUTES", "HOURLY")
      .replace("findings.findings_uri", "findings.uri");
    expect(await unknownPython(program, sdks)).to.deep.equal([
      "ExportBucketArgs(kept_days=)",
      "GuardDutyExport(labels=)",
      "FindingPublishingFrequency.HOURLY",
      "GuardDutyExport.uri",
    ]);
  });

  it("fit the schema: YAML", async () => {
    expect(wrongInYaml(await read("yaml/Pulumi.yaml"))).to.deep.equal([]);
  });

  it("are caught when they do not: YAML", async () => {
    const program = (await read("yaml/Pulumi.yaml"))
      .replace("retentionDays: 400", "keptDays: 400")
      .replace("FIFTEEN_MINUTES", "HOURLY")
      .replace("findings.findingsUri", "findings.uri");
    expect(wrongInYaml(program)).to.deep.equal([
      "findings.findingPublishingFrequency",
      "findings.bucket.keptDays",
      "${findings.uri}",
    ]);
  });

  const FILES = { csharp: "csharp/Program.cs", java: "java/src/main/java/example/App.java" };
  for (const [name, file] of Object.entries(FILES)) {
    const language = LANGUAGES[name as keyof typeof LANGUAGES];

    it(`use names that the schema has: ${name}`, async () => {
      expect(unknownNames(await read(file), language)).to.deep.equal([]);
    });

    it(`are caught when they use others: ${name}`, async () => {
      const program = (await read(file))
        .replace(/retentionDays/i, "KeptDays")
        .replace(/tags(?=\(| =)/i, "Labels")
        .replace("FifteenMinutes", "Hourly")
        .replace(/findings\.findingsUri/i, "findings.uri");
      expect(unknownNames(program, language).map((one) => one.toLowerCase())).to.deep.equal([
        "findingpublishingfrequency.hourly",
        "guarddutyexport.uri",
        "exportbucket.keptdays",
        "guarddutyexport.labels",
      ]);
    });
  }

  it("name the package by the path of this repository", async () => {
    for (const language of ["python", "yaml", "go", "csharp", "java"])
      expect(await read(`${language}/Pulumi.yaml`)).to.contain(
        "packages:\n  guardduty-export: ../..\n",
      );
  });
});
