import * as path from "node:path";

import type { ReadListFile } from "../../rules/addOns";
import type { LivePolicies } from "../../rules/plan";
import { pathName } from "../../rules/texts/words";
import { listFilesIn } from "../../stacks/listFiles";
import { CannotRun, cannotRun } from "../cannotRun";
import type { Finding } from "../findings";
import { openCommit } from "./commit";
import type { Commit } from "./commit";
import { readYamlText } from "./files";
import { changedProgram } from "./program";
import { PROJECT_FILE, projectOf, readProject } from "./project";
import type { StackFile, StackLocation } from "./stackFile";
import { fileOfStack, stackFileOf } from "./stackFile";

/** The configuration that another is compared with. */
export type Base =
  | {
      kind: "config";
      shownAs: string;
      file: StackFile;
      policies: LivePolicies;
      /** Texts of the other files that the options name; undefined: the base does not have it. */
      given: ReadonlyMap<string, string | undefined>;
      missingPolicies: MissingPolicy[];
      /** Files of the program that differ; none where only a file is compared with. */
      changedProgram: string[];
    }
  /** The commit does not have the file: everything is new. */
  | { kind: "none"; shownAs: string }
  /** What it holds was never deployed like this. */
  | { kind: "invalid"; shownAs: string; finding: Finding };

/** A policy that is given now, whose file the base does not have. */
export interface MissingPolicy {
  policy: "bucket" | "key";
  file: string;
}

/** How the options name the base, and what they name in it. */
export interface BaseOptions {
  /** A git revision. */
  against?: string;
  /** A file with a configuration of the same stack and project. */
  againstFile?: string;
  config?: string;
}

/** Reads the texts of the policies that a configuration adopts. */
type PolicyReader = (file: StackFile, text: (file: string) => string | undefined) => LivePolicies;

/** The policy files that the options name, which a commit may have too. */
export interface PolicyFiles {
  files: MissingPolicy[];
  /** Files of policies of what a stack uses and does not adopt. */
  others: string[];
  read: PolicyReader;
}

/** Reads the base; undefined when the options name none. Throws CannotRun. */
export async function readBase(
  folder: string,
  { against, againstFile, config }: BaseOptions,
  location: StackLocation,
  policies: PolicyFiles,
): Promise<Base | undefined> {
  if (against !== undefined && againstFile !== undefined) {
    throw cannotRun("optionsConflict", { options: ["--against", "--against-file"] });
  }
  if (againstFile !== undefined) {
    const text = readYamlText(path.resolve(folder, againstFile), againstFile);
    return baseOf(againstFile, () => [stackFileOf(againstFile, location, text), {}]);
  }
  if (against === undefined) return undefined;
  return committed(folder, await openCommit(folder, against), location, config, policies);
}

/** Everything as the commit has it: the project with its defaults and the folder of its stacks' files, the stack's file and the policies. */
async function committed(
  folder: string,
  commit: Commit,
  { stack, file: fileNow }: StackLocation,
  config: string | undefined,
  { files, others, read }: PolicyFiles,
): Promise<Base> {
  const named = (file: string) => `${pathName(path.relative(folder, file))} of ${commit.revision}`;
  const projectFile = path.join(folder, PROJECT_FILE);
  const projectText = await commit.text(projectFile);
  let file = fileNow;
  let location: StackLocation;
  try {
    const project = projectOf(named(projectFile), projectText);
    if (config === undefined) file = fileOfStack(folder, project, stack);
    location = { project, stack, file, listFile: listFilesIn(folder) };
  } catch (error) {
    return invalid(named(projectFile), error);
  }
  const text = await commit.text(file);
  if (text === undefined) return { kind: "none", shownAs: named(file) };
  const texts = new Map<string, string | undefined>();
  for (const one of files) texts.set(one.file, await commit.text(path.resolve(folder, one.file)));
  const missing = files.filter((one) => texts.get(one.file) === undefined);
  const given = new Map<string, string | undefined>();
  for (const one of others) given.set(one, await textIfRead(commit, path.resolve(folder, one)));
  const listFile = await listFilesOf(folder, commit, (reader) =>
    baseOf(named(file), () => [
      stackFileOf(named(file), { ...location, listFile: reader }, text),
      {},
    ]),
  );
  location = { ...location, listFile };
  const program = await changedProgram(folder, commit, readProject(folder));
  return baseOf(
    named(file),
    () => {
      const base = stackFileOf(named(file), location, text);
      return [base, read(base, (one) => texts.get(one))];
    },
    { missing, program, given },
  );
}

/** A file outside of the repository is none of the commit's, as one that is no file in it. */
async function textIfRead(commit: Commit, file: string): Promise<string | undefined> {
  try {
    return await commit.text(file);
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    return undefined;
  }
}

/** Files of lists as the commit has them: those that it names when the configuration is read. */
async function listFilesOf(
  folder: string,
  commit: Commit,
  read: (listFile: ReadListFile) => unknown,
): Promise<ReadListFile> {
  const named = new Set<string>();
  read((file) => {
    named.add(file);
    return { text: "" };
  });
  const texts = new Map<string, string | undefined>();
  for (const file of named) texts.set(file, await commit.text(path.resolve(folder, file)));
  return (file) => {
    const text = texts.get(file);
    return text === undefined ? { cause: "notFound" } : { text };
  };
}

function baseOf(
  shownAs: string,
  read: () => [StackFile, LivePolicies],
  {
    missing = [],
    program = [],
    given = new Map(),
  }: {
    missing?: readonly MissingPolicy[];
    program?: string[];
    given?: ReadonlyMap<string, string | undefined>;
  } = {},
): Base {
  try {
    const [file, policies] = read();
    const adopts = ({ policy }: MissingPolicy) =>
      file.part.role === "administrator" && file.part.settings[policy].existing !== undefined;
    const missingPolicies = missing.filter(adopts);
    const known = { file, policies, missingPolicies, given };
    return { kind: "config", shownAs, ...known, changedProgram: program };
  } catch (error) {
    return invalid(shownAs, error);
  }
}

function invalid(shownAs: string, error: unknown): Base {
  if (!(error instanceof CannotRun)) throw error;
  return { kind: "invalid", shownAs, finding: error.finding };
}
