import { expect } from "chai";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import guarddutyExport = require("../../index");
import type { SandboxCloud } from "../../sandbox/cloud";
import { createCloud } from "../../sandbox/cloud";
import type { Providers } from "../../sandbox/providers";
import { startProviders } from "../../sandbox/providers";
import type { WorldFile } from "../../sandbox/world";
import { parseWorld } from "../../sandbox/world";
import { declaredWorld } from "../../testing/declared";
import { openEngine } from "../../testing/engine";
import { runProgram } from "../../testing/program";
import { blocksIn, ROOT } from "../docs/markdown";
import { ADOPTING, NOT_REGISTERED, OTHER_EXAMPLES } from "../docs/notRegistered";

type Args = { [name: string]: unknown };

const PROGRAM_LANGUAGES = ["ts", "python", "go", "csharp", "java", "yaml"];
const EXAMPLES = path.join(ROOT, "examples");
const organization = (): WorldFile =>
  JSON.parse(readFileSync(path.join(ROOT, "sandbox/worlds/organization.json"), "utf8"));

const fileOf = (at: string) => at.replace(/:\d+$/, "");
const folders = () =>
  readdirSync(EXAMPLES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const adopts = ({ at, text }: { at: string; text: string }) =>
  fileOf(at) in ADOPTING && /\bexisting: \{/.test(text);

/** Every program in TypeScript of documents and examples: where it is, and its text. */
const programs = (): [at: string, text: string][] => [
  ...blocksIn("ts")
    .filter(({ at }) => NOT_REGISTERED[`${fileOf(at)} ts`] === undefined)
    .filter((block) => !adopts(block))
    .map(({ at, text }): [string, string] => [at, text]),
  ...folders()
    .map((folder) => `examples/${folder}/index.ts`)
    .filter((file) => existsSync(path.join(ROOT, file)))
    .map((file): [string, string] => [file, readFileSync(path.join(ROOT, file), "utf8")]),
];

/** Files that programs read. */
const FILES = { "node:fs": { readFileSync: () => "198.51.100.7\n" } };

/** Any member, call or new object of it is the same again. */
const anything: object = new Proxy(class {}, {
  get: (_target, member) => (typeof member === "symbol" ? undefined : anything),
  construct: () => anything,
  apply: () => anything,
});

/** The arguments of the export in a program, which say what exists before it runs. */
function declaredBy(text: string): Args {
  const found: Args[] = [];
  const recorded = Object.entries(guarddutyExport).map(([name, member]) => {
    if (typeof member !== "function") return [name, member] as const;
    function Component(_name: string, args: Args): object {
      if (name === "GuardDutyExport") found.push(args);
      return anything;
    }
    return [name, Component] as const;
  });
  runProgram(text, {
    ...FILES,
    "guardduty-export": Object.fromEntries(recorded),
    "@pulumi/aws": anything,
    "@pulumi/pulumi": anything,
  });
  return found[0] ?? {};
}

describe("Each program of documents and examples, on the real engine", () => {
  let workDir: string;
  let cloud: SandboxCloud;
  let providers: Providers;

  before(async () => {
    workDir = mkdtempSync(path.join(tmpdir(), "programs-"));
    cloud = await createCloud(organization());
    providers = await startProviders(cloud);
  });
  after(async () => {
    await providers.close();
    rmSync(workDir, { recursive: true });
  });

  for (const [at, text] of programs()) {
    it(`${at} is registered without an error`, async () => {
      const world = declaredWorld(declaredBy(text), organization());
      await cloud.replaceWorld(parseWorld(world));
      const engine = await openEngine({
        env: {
          PULUMI_DEBUG_PROVIDERS: Object.entries(providers.ports)
            .map((port) => port.join(":"))
            .join(),
          AWS_REGION: "us-east-1",
          ARM_SUBSCRIPTION_ID: "6f0e1d2c-3b4a-4958-8776-a5b4c3d2e1f0",
        },
        stackName: at.replace(/\W+/g, "-"),
        workDir,
      });
      const { error, diagnostics, steps } = await engine.preview(async () =>
        runProgram(text, { ...FILES, "guardduty-export": guarddutyExport }),
      );
      expect(error?.message, diagnostics.join("\n")).to.equal(undefined);
      expect(steps.some(({ type }) => type.startsWith("guardduty-export:"))).to.equal(true);
    });
  }

  it("is one of these, or is named with what tries it in its place", () => {
    const tried = new Set(programs().map(([at]) => fileOf(at)));
    const blocks = PROGRAM_LANGUAGES.flatMap((language) =>
      blocksIn(language)
        .filter(({ text }) => !text.startsWith("config:"))
        .map(({ at }) => ({ language, file: fileOf(at) })),
    );
    const named = blocks
      .filter(({ language, file }) => !(language === "ts" && tried.has(file)))
      .map(({ language, file }) => `${file} ${language}`);
    expect([...new Set(named)].sort()).to.deep.equal(Object.keys(NOT_REGISTERED).sort());
    const adopting = blocksIn("ts").filter(adopts);
    expect(adopting.map(({ at }) => fileOf(at)).sort()).to.deep.equal(Object.keys(ADOPTING).sort());
    const others = folders().filter((folder) => !tried.has(`examples/${folder}/index.ts`));
    expect(others.sort()).to.deep.equal(Object.keys(OTHER_EXAMPLES).sort());
  });
});
