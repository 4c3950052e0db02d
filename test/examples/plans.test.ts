import { expect } from "chai";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { parse } from "yaml";

import * as api from "../../index";
import { existingMocks } from "../../testing/existing";
import { placedLines, PLANS, registered } from "../../testing/planned";
import type { Placed } from "../../testing/planned";
import { record } from "../../testing/recorder";

const FOLDER = path.join(__dirname, "../../examples");
const PROGRAMS = readdirSync(FOLDER).filter((name) =>
  existsSync(path.join(FOLDER, name, "index.ts")),
);

type Component = new (name: string, args: object, opts?: object) => object;
const isComponent = (value: unknown): value is Component =>
  typeof value === "function" && !(value.prototype instanceof Error);
const COMPONENTS = Object.entries(api).filter(([, value]) => isComponent(value));

/** The package, which plans each component from the arguments that a program creates it with. */
function planningPackage(plans: Placed[]): object {
  const planning = COMPONENTS.map(([type, component]) => [
    type,
    class extends (component as Component) {
      constructor(name: string, args: object, opts?: object) {
        super(name, args, opts);
        plans.push({ type: `guardduty-export:index:${type}`, name });
        plans.push(...(PLANS[type]?.(name, args) ?? []));
      }
    },
  ]);
  return { ...api, ...(Object.fromEntries(planning) as object) };
}

/** Runs a program with that package. */
function run(file: string, plans: Placed[]): object {
  const module = { exports: {} };
  const { outputText } = ts.transpileModule(readFileSync(file, "utf8"), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2021 },
  });
  const load = (name: string): unknown =>
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    name === "guardduty-export" ? planningPackage(plans) : (require(name) as unknown);
  const folder = process.cwd();
  // Pulumi runs a program in the folder of its project.
  process.chdir(path.dirname(file));
  try {
    new Function("require", "exports", "module", outputText)(load, module.exports, module);
  } finally {
    process.chdir(folder);
  }
  return module.exports;
}

describe("The plan of an example's components lists exactly what its program registers", () => {
  for (const program of PROGRAMS) {
    it(`of ${program}`, async () => {
      const plans: Placed[] = [];
      const recording = await record(() => run(path.join(FOLDER, program, "index.ts"), plans), {
        mocks: existingMocks({}),
      });
      expect(plans.length).to.be.greaterThan(1);
      expect(placedLines(registered(recording))).to.deep.equal(placedLines(plans));
    });
  }

  it("is there for every component of the package", () => {
    expect(Object.keys(PLANS).sort()).to.deep.equal(COMPONENTS.map(([name]) => name).sort());
  });

  it("is the same for the example in YAML and the one in TypeScript", async () => {
    const plans: Placed[] = [];
    await record(() => run(path.join(FOLDER, "typescript/index.ts"), plans));
    const { resources } = parse(readFileSync(path.join(FOLDER, "yaml/Pulumi.yaml"), "utf8")) as {
      resources: { [name: string]: { type: string; properties: object } };
    };
    const ofYaml = Object.entries(resources).flatMap(([name, { type, properties }]) => {
      const component = type.replace("guardduty-export:", "");
      const self = { type: `guardduty-export:index:${component}`, name };
      return [self, ...(PLANS[component]?.(name, properties) ?? [])];
    });
    expect(placedLines(ofYaml)).to.deep.equal(placedLines(plans));
  });
});
