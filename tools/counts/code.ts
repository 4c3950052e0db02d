import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

import { parseCircular, parseDependencyTree } from "dpdm";
import { ESLint } from "eslint";
import * as tseslint from "typescript-eslint";

const ROOT = path.resolve(__dirname, "../..");
const CODE = /\.[cm]?[jt]s$/;
const TESTS = /^(test|testing)\//;

/** Files that git knows, and that are there. */
export function trackedFiles(): string[] {
  const list = (...more: string[]) =>
    execFileSync("git", ["ls-files", "-z", ...more], { cwd: ROOT, encoding: "utf8" })
      .split("\0")
      .filter((file) => file !== "");
  const deleted = new Set(list("--deleted"));
  return list("--cached", "--others", "--exclude-standard").filter((file) => !deleted.has(file));
}

/** Circles of imports: the files of each, in order. */
export async function importCircles(files: string[]): Promise<string[]> {
  const code = files.filter((file) => CODE.test(file));
  const tree = await parseDependencyTree(code, {
    context: ROOT,
    tsconfig: path.join(ROOT, "tsconfig.dev.json"),
    exclude: /node_modules|dist|[.]cache|[.]sandbox/,
  });
  return parseCircular(tree).map((circle) => circle.join(" -> "));
}

/** Comparisons with sentences, and searches for them, outside tests: what the rule `texts/sentences` refuses. */
export async function sentenceComparisons(files: string[]): Promise<string[]> {
  const { sentences } = await import("../eslint/sentences.mjs" as string);
  const eslint = new ESLint({
    cwd: ROOT,
    overrideConfigFile: true,
    overrideConfig: {
      files: ["**/*.{ts,mts,cts,js,mjs,cjs}"],
      languageOptions: { parser: tseslint.parser as never },
      linterOptions: { reportUnusedDisableDirectives: "off" },
      plugins: { texts: { rules: { sentences } } },
      rules: { "texts/sentences": "error" },
    },
    // A comment that turns the rule off hides nothing from the count.
    allowInlineConfig: false,
  });
  const code = files.filter((file) => CODE.test(file) && !TESTS.test(file));
  const results = await eslint.lintFiles(code);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line }) => `${path.relative(ROOT, filePath)}:${line}`),
  );
}

/** Texts split at single colons, as ARNs are, outside the module of ARNs. */
export function colonSplits(files: string[]): string[] {
  return files
    .filter((file) => CODE.test(file) && file !== "rules/arn.ts")
    .flatMap((file) =>
      readFileSync(path.join(ROOT, file), "utf8")
        .split("\n")
        .flatMap((line, index) =>
          /split\(\s*(["'`/]):\1/.test(line) ? [`${file}:${index + 1}`] : [],
        ),
    );
}

/** Folders and files at the top of `components/`. */
export function componentFolders(): string[] {
  return readdirSync(path.join(ROOT, "components")).sort();
}

/** Lines that are not blank, of code, by the first folder. */
export function linesByRoom(files: string[]): [room: string, lines: number][] {
  const lines = new Map<string, number>();
  for (const file of files.filter((one) => CODE.test(one))) {
    const room = file.includes("/") ? file.split("/")[0]! : "(top)";
    const count = readFileSync(path.join(ROOT, file), "utf8").match(/^.*\S.*$/gm)?.length ?? 0;
    lines.set(room, (lines.get(room) ?? 0) + count);
  }
  return [...lines].sort();
}
