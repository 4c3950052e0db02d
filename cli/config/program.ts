import * as path from "node:path";

import type { Commit } from "./commit";
import type { Project } from "./project";

const SOURCE = /\.([cm]?[jt]sx?|py|go|cs|fs|vb|java|kt)$/;

/** Files that decide which packages a program runs with, and how it is compiled. */
const DEPENDENCIES = [
  ...["package.json", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml"],
  ...["bun.lock", ".npmrc", "tsconfig.json", "requirements.txt", "pyproject.toml", "uv.lock"],
  ...["poetry.lock", "go.mod", "go.sum", "pom.xml", "build.gradle"],
];

/** Files of the project's program that differ from a commit's, by their paths from the project's folder. Throws CannotRun. */
export async function changedProgram(
  folder: string,
  commit: Commit,
  { program }: Project,
): Promise<string[]> {
  const files = await commit.changedFiles([folder, ...outside(folder, program["main"])]);
  return files.filter(
    (file) => SOURCE.test(file) || DEPENDENCIES.includes(path.posix.basename(file)),
  );
}

/** Where a program is that is not in the project's folder. */
function outside(folder: string, main: unknown): string[] {
  if (typeof main !== "string") return [];
  const file = path.resolve(folder, main);
  const of = path.extname(file) === "" ? file : path.dirname(file);
  return path.relative(folder, of).startsWith("..") ? [of] : [];
}
