import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const ROOT = path.resolve(__dirname, "../..");
const SDK = "example.com/pulumi-guardduty-export/sdk/go/guardduty-export";
const GO = path.join(ROOT, "tools/pulumi-cli");

/** The SDKs that Pulumi generates from schema.json, in a folder of their own: go and python. */
export async function generateSdks(schema = path.join(ROOT, "schema.json")): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "sdks-"));
  await run("go", ["run", "./sdks", schema, folder], { cwd: GO });
  return folder;
}

/** Compiles a Go program with the generated SDK to `<folder>/program`; rejects with what the compiler says. */
export async function compileGo(program: string, sdks: string, folder: string): Promise<void> {
  const sdk = path.join(sdks, "go/guarddutyexport");
  const required = await fs.readFile(path.join(ROOT, "examples/go/go.mod"), "utf8");
  await fs.writeFile(path.join(sdk, "go.mod"), required.replace(/^module .*/, `module ${SDK}`));
  try {
    await fs.writeFile(path.join(folder, "main.go"), program);
    // Of everything beneath, the versions that the CLI is built with: they are at hand, with their sums.
    const beneath = await fs.readFile(path.join(GO, "go.mod"), "utf8");
    const own = `\nrequire ${SDK} v0.0.0\nreplace ${SDK} => ${sdk}\n`;
    await fs.writeFile(path.join(folder, "go.mod"), beneath + own);
    await fs.copyFile(path.join(GO, "go.sum"), path.join(folder, "go.sum"));
    const env = { ...process.env, GOFLAGS: "-mod=mod" };
    await run("go", ["build", "-o", "program", "."], { cwd: folder, env });
  } catch (error) {
    throw new Error((error as { stderr?: string }).stderr ?? String(error));
  }
}

/** What of a Python program's names the generated SDK does not have: classes, keyword arguments, enum values, outputs. */
export async function unknownPython(program: string, sdks: string): Promise<string[]> {
  const folder = path.join(sdks, "python/pulumi_guardduty_export");
  const files = (await fs.readdir(folder)).filter((file) => file.endsWith(".py"));
  const texts = await Promise.all(
    files.map((file) => fs.readFile(path.join(folder, file), "utf8")),
  );
  const classes = new Map(
    texts
      .flatMap((text) => text.split(/^(?=class )/m))
      .flatMap((text) => {
        const [, name] = /^class (\w+)/.exec(text) ?? [];
        return name === undefined ? [] : [[name, text] as const];
      }),
  );
  const has = (name: string, pattern: RegExp) => pattern.test(classes.get(name) ?? "");
  const unknown: string[] = [];
  const check = (known: boolean, name: string) => void (known || unknown.push(name));
  // From the innermost call outwards.
  const call = /guardduty_export\.(\w+)\(([^()]*)\)/;
  for (let [text, found] = [program, call.exec(program)]; found; found = call.exec(text)) {
    const [whole, name = "", args = ""] = found;
    check(classes.has(name), name);
    for (const [, keyword = ""] of args.matchAll(/\b(\w+)=/g))
      check(has(name, new RegExp(`^ +${keyword}: `, "m")), `${name}(${keyword}=)`);
    text = text.replace(whole, "value");
  }
  for (const [, name = "", value = ""] of program.matchAll(/guardduty_export\.(\w+)\.(\w+)/g))
    check(has(name, new RegExp(`^ +${value} = `, "m")), `${name}.${value}`);
  for (const [, output = ""] of program.matchAll(/\bfindings\.(\w+)/g))
    check(has("GuardDutyExport", new RegExp(`def ${output}\\(`)), `GuardDutyExport.${output}`);
  return unknown;
}
