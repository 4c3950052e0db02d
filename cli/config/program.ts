import * as path from "node:path";

import type { Commit } from "./commit";
import type { Project } from "./project";

const SOURCE =
  /\.([cm]?[jt]sx?|py|go|cs|fs|vb|java|kts?|gradle|csproj|fsproj|vbproj|props|targets|wasm|node)$/;

/** Files that decide which packages a program runs with, and how it is compiled. */
const DEPENDENCIES = [
  ...["package.json", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml"],
  ...["pnpm-workspace.yaml", "bun.lock", "bun.lockb", "bunfig.toml", ".npmrc", ".yarnrc"],
  ...[".yarnrc.yml", "tsconfig.json", "requirements.txt", "pyproject.toml", "uv.lock"],
  ...["poetry.lock", "Pipfile", "Pipfile.lock", "setup.cfg", "go.mod", "go.sum", "go.work"],
  ...["go.work.sum", "packages.lock.json", "nuget.config", "NuGet.Config", "pom.xml"],
  ...["gradle.lockfile", "gradle.properties"],
];

const VARIANTS = /^(tsconfig\..*\.json|requirements.*\.txt|.*\.patch)$/;

/** Files of the project's program that differ from a commit's, by their paths from the project's folder. Throws CannotRun. */
export async function changedProgram(
  folder: string,
  commit: Commit,
  { program }: Project,
): Promise<string[]> {
  const within = [folder, ...outside(folder, program["main"], commit.root)];
  const changed = await commit.changedFiles([...within, ...ofWorkspaces(folder, commit.root)]);
  return changed
    .filter(({ file, leadsTo }) => leadsTo || isOfProgram(file))
    .map(({ file }) => file);
}

function isOfProgram(file: string): boolean {
  const name = path.posix.basename(file);
  return SOURCE.test(name) || DEPENDENCIES.includes(name) || VARIANTS.test(name);
}

/** Package managers and compilers read their files in the folders above as well. */
function ofWorkspaces(folder: string, root: string): string[] {
  const above: string[] = [];
  for (let at = folder; at !== root && path.dirname(at) !== at;) {
    at = path.dirname(at);
    above.push(...DEPENDENCIES.map((name) => path.join(at, name)));
  }
  return above;
}

/** Where a program is that is not in the project's folder. One outside of the repository is in none of its commits. */
function outside(folder: string, main: unknown, root: string): string[] {
  if (typeof main !== "string") return [];
  const file = path.resolve(folder, main);
  const of = path.extname(file) === "" ? file : path.dirname(file);
  const isIn = (whole: string) => !path.relative(whole, of).startsWith("..");
  return isIn(root) && !isIn(folder) ? [of] : [];
}
