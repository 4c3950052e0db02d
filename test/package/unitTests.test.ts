import { expect } from "chai";
import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { testRunners } from "./compilers";
import { installInto, ROOT } from "./pack";

const EXAMPLE = path.join(ROOT, "docs/unit-tests");
const TESTS = 3;

/** How each runner is started on the compiled tests or, as Vitest wants them, on their sources; and how it counts what passed. */
const RUNNERS = {
  Mocha: {
    in: async () => path.join(ROOT, "node_modules"),
    command: ["mocha/bin/mocha.js", "out/findings.test.js", "--timeout", "60000", "--exit"],
    passed: /(\d+) passing/,
  },
  Jest: {
    in: testRunners,
    command: ["jest/bin/jest.js", "--rootDir", "out", "--testTimeout", "60000", "--forceExit"],
    passed: /Tests: +(\d+) passed, \d+ total/,
  },
  Vitest: {
    in: testRunners,
    command: ["vitest/vitest.mjs", "run", "findings.test.ts", "--globals", "--testTimeout=60000"],
    passed: /Tests +(\d+) passed \(\d+\)/,
  },
};

describe("Unit tests of users", () => {
  let folder: string;
  before(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), "unit-tests-"));
    await installInto(folder);
  });
  after(() => fs.rm(folder, { recursive: true, force: true }));

  for (const type of ["commonjs", "module"]) {
    describe(`of a project of type ${type}`, () => {
      before(async () => {
        await fs.cp(EXAMPLE, folder, { recursive: true });
        await fs.rm(path.join(folder, "out"), { recursive: true, force: true });
        const manifest = await fs.readFile(path.join(EXAMPLE, "package.json"), "utf8");
        await fs.writeFile(
          path.join(folder, "package.json"),
          JSON.stringify({ ...(JSON.parse(manifest) as object), type }),
        );
        const typeRoots = path.join(ROOT, "node_modules/@types");
        const tsc = path.join(ROOT, "node_modules/typescript/bin/tsc");
        await node([tsc, "-p", folder, "--typeRoots", typeRoots]);
        const compiled = path.join(folder, "out/package.json");
        await fs.writeFile(compiled, JSON.stringify({ type }));
      });

      for (const [runner, { in: modules, command, passed }] of Object.entries(RUNNERS)) {
        it(`pass with ${runner}, in create and preview mode`, async () => {
          const [file, ...options] = command as [string, ...string[]];
          const output = await node([
            ...(type === "module" && runner === "Jest" ? ["--experimental-vm-modules"] : []),
            path.join(await modules(), file),
            ...options,
          ]);
          expect(Number(passed.exec(output)?.[1]), output).to.equal(TESTS);
        });
      }
    });
  }

  async function node(args: string[]): Promise<string> {
    const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" };
    const options = { cwd: folder, env, maxBuffer: 1 << 24 };
    try {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, args, options);
      return stdout + stderr;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${stdout}${stderr}`);
    }
  }
});
