import { expect } from "chai";
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import ts from "typescript";

import {
  COMPONENTS,
  PACKAGE_SCHEMA_FILE,
  packageSchemaText,
} from "../../tools/release/packageSchema";
import { pulumiCommand } from "../../testing/engine";
import { ROOT } from "./pack";
import { afterColon } from "../../rules/tokens";

interface Described {
  description?: string;
}
interface ObjectType {
  properties?: { [name: string]: Described };
  inputProperties?: { [name: string]: Described };
  enum?: (Described & { name: string })[];
}

const text = readFileSync(PACKAGE_SCHEMA_FILE, "utf8");
const schema = JSON.parse(text) as {
  resources: { [token: string]: ObjectType & Described };
  types: { [token: string]: ObjectType };
};
const nameOf = (token: string) => afterColon(token);

/** What the engine says of a schema; empty when it binds. */
async function bind(schemaText: string): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "schema-"));
  const file = path.join(folder, "schema.json");
  await fs.writeFile(file, schemaText);
  const { command } = await pulumiCommand();
  const env = { ...process.env, PULUMI_HOME: folder, PULUMI_SKIP_UPDATE_CHECK: "true" };
  return promisify(execFile)(command, ["schema", "check", file], { env })
    .then(
      () => "",
      ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr,
    )
    .finally(() => fs.rm(folder, { recursive: true }));
}

/** Names that a module exports, types among them. */
function exportsOf(file: string): string[] {
  const { config } = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, ROOT);
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile);
  return checker.getExportsOfModule(module as ts.Symbol).map(({ name }) => name);
}

describe("The schema for all languages", () => {
  it("is what the SDK's analyzer makes of the sources: npm run schema:package", async () => {
    expect(text).to.equal(await packageSchemaText());
  });

  it("has every component of the project", () => {
    const files = readdirSync(path.join(ROOT, "components"), { recursive: true, encoding: "utf8" });
    const classes = files
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(path.join(ROOT, "components", file), "utf8"))
      .flatMap(
        (source) => source.match(/(?<=class )\w+(?= extends pulumi\.ComponentResource)/g) ?? [],
      );
    expect([...COMPONENTS].sort()).to.deep.equal(classes.sort());
    expect(Object.keys(schema.resources).map(nameOf).sort()).to.deep.equal(classes.sort());
  });

  it("describes every component, property and value", () => {
    const undescribed = Object.entries({ ...schema.resources, ...schema.types }).flatMap(
      ([token, { properties = {}, inputProperties = {}, enum: values = [] }]) =>
        [
          ...Object.entries({ ...properties, ...inputProperties }),
          ...values.map((value) => [value.name, value] as const),
        ].flatMap(([name, { description }]) => (description ? [] : [`${token}.${name}`])),
    );
    expect(undescribed).to.deep.equal([]);
    const components = Object.values(schema.resources);
    expect(components.filter(({ description }) => !description)).to.deep.equal([]);
    expect(text).not.to.contain("[object Object]");
  });

  it("names only types that TypeScript programs can import too", () => {
    const exported = exportsOf(path.join(ROOT, "index.ts"));
    const tokens = [...Object.keys(schema.types), ...Object.keys(schema.resources)];
    expect(exported).to.include.members(tokens.map(nameOf));
    expect(exported).to.include.members(COMPONENTS.map((component) => `${component}Args`));
  });

  it("names no type Args, which other languages' SDKs append to all of them", () => {
    expect(Object.keys(schema.types).filter((token) => token.endsWith("Args"))).to.deep.equal([]);
  });

  it("is bound by the engine, which refuses a wrong one", async () => {
    expect(await bind(text)).to.equal("");
    expect(
      await bind(text.replace("#/types/guardduty-export:index:ExportBucket", "#/types/none")),
    ).to.contain("type none not found");
  });
});
