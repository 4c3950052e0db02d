import { existsSync, readdirSync } from "node:fs";
import * as path from "node:path";

import type { ExportSettings, MemberDetectorsSettings } from "../../rules/args";
import { readArgs, readMemberArgs } from "../../rules/args";
import type { AddOns } from "../../rules/addOns";
import type { ReadListFile } from "../../rules/addOns";
import { assumedSettings, problemsOfFiles, readAddOns, withListFiles } from "../../rules/addOns";
import { isRecord } from "../../rules/args/unchecked";
import { regionFacts } from "../../rules/regions";
import { ownRoomProblems } from "../../rules/policyRoom";
import type { Problem } from "../../rules/problems";
import type { ConfigValues, StackConfig } from "../../stacks/stackConfig";
import {
  configProblems,
  projectValues,
  readStackConfig,
  setValues,
} from "../../stacks/stackConfig";
import { namespacedValues } from "../../stacks/configKeys";
import { listFilesIn } from "../../stacks/listFiles";
import type { CannotRun } from "../cannotRun";
import { cannotRun } from "../cannotRun";
import type { Finding } from "../findings";
import { unchecked } from "../findings";
import { readYamlText } from "./files";
import { refuseKeys } from "./keys";
import { DEFAULT_PROJECT, readProject } from "./project";
import type { Project } from "./project";
import { markEncrypted, withDigests } from "./secrets";
import { stackNameOf } from "./stackReference";
import { mapping, readYaml } from "./yaml";

/** Where a stack's configuration is. */
export interface StackLocation {
  project: Project;
  stack: string;
  /** The file of arguments that is given in place of a stack: `stack` is then made of its name. */
  argsFile?: string | undefined;
  file: string;
  /** Of the component; undefined: as the file says. */
  name?: string | undefined;
  /** Reads the files of lists. Defaults to none: there are no files. */
  listFile?: ReadListFile;
}

type Args = StackConfig["args"];

/** The config of a stack, read without Pulumi. */
export interface StackFile {
  project: string;
  stack: string;
  /** As in StackLocation. */
  argsFile?: string | undefined;
  name: string;
  /** Whether the file has the component's arguments alone, and its name is not given: the export may have another one. */
  nameAssumed: boolean;
  /** What this configuration does not have, a line each. */
  notChecked: Finding[];
  /** Every config value, with a digest in place of what is encrypted. */
  comparable: ConfigValues;
  /** What decides what is deployed and is no config of the export: the project's program, an environment, other namespaces. */
  surroundings: { [source: string]: unknown };
  part:
    | {
        role: "administrator";
        args: Args;
        settings: ExportSettings;
        addOns: AddOns;
        /** Config keys of add-ons that are encrypted as a whole: only the program can read them. */
        encryptedAddOns: string[];
      }
    | {
        role: "member";
        args: Args;
        settings: MemberDetectorsSettings;
        /** The stack that its Regions come from; undefined when it names them itself. */
        regionsOf?: string;
      };
}

export interface StackOptions {
  stack?: string;
  config?: string;
  /** Name of the project; undefined: that of Pulumi.yaml. */
  project?: string;
  /** Name of the component; undefined: as the configuration says. */
  name?: string;
}

/** Finds the config that the options name. Throws CannotRun. */
export function locateStack(folder: string, options: StackOptions): StackLocation {
  const { stack: reference, config, name } = options;
  const listFile = listFilesIn(folder);
  const read = readProject(folder);
  const project = { ...read, name: options.project ?? read.name };
  const stack = reference === undefined ? undefined : stackNameOf(reference, project.name);
  if (config !== undefined) {
    const base = path.basename(config).replace(/\.(ya?ml|json)$/, "");
    const file = path.resolve(folder, config);
    const named = stack ?? /^Pulumi\.(.+)$/.exec(base)?.[1];
    const argsFile = named === undefined ? config : undefined;
    return { project, stack: named ?? base, argsFile, file, name, listFile };
  }
  if (stack === undefined) throw stackNotGiven(folder);
  const file = fileOfStack(folder, project, stack);
  const others = existsSync(file) ? [] : stacksIn(path.dirname(file));
  const shownAs = path.relative(folder, file);
  if (isOwnProgram(folder, options) && !hasRegions(file, shownAs, read)) {
    const there = existsSync(file);
    throw cannotRun("argumentsNotInFile", { file: shownAs, there, project: read.name });
  }
  if (others.length > 0) {
    throw cannotRun("stackFileMissing", { file: shownAs, stacks: others });
  }
  return { project, stack, file, name, listFile };
}

/** Neither a stack nor a file is given: names the stacks that have a file in the folder. */
export function stackNotGiven(folder: string): CannotRun {
  const file = fileOfStack(folder, readProject(folder), "any");
  return cannotRun("stackNotGiven", { stacks: stacksIn(path.dirname(file)) });
}

/** Whether the project in the folder is no project of this package's program: its config is another program's. */
export function isOwnProgram(folder: string, { stack, config }: StackOptions): boolean {
  if (config !== undefined || stack === undefined) return false;
  const project = readProject(folder);
  if (project.name === DEFAULT_PROJECT || "role" in projectValues(project.name, project.defaults)) {
    return false;
  }
  const file = fileOfStack(folder, project, stackNameOf(stack, project.name));
  if (!existsSync(file)) return true;
  const shownAs = path.relative(folder, file);
  return !("role" in valuesOf(shownAs, project, readYamlText(file, shownAs)).values);
}

/** Whether a stack's file, or the project's defaults, have the one setting that an export requires. */
function hasRegions(file: string, shownAs: string, project: Project): boolean {
  const text = existsSync(file) ? readYamlText(file, shownAs) : "";
  return "regions" in valuesOf(shownAs, project, text).values;
}

/** Where the configuration of a stack of a project is. */
export function fileOfStack(folder: string, project: Project, stack: string): string {
  return path.resolve(folder, project.stackConfigDir, `Pulumi.${stack}.yaml`);
}

/** Names of the stacks that have a file in a folder. */
function stacksIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

/** Reads a stack's config as the program of the stack does. Throws CannotRun with every problem. */
export function readStackFile(folder: string, location: StackLocation): StackFile {
  const shownAs = path.relative(folder, location.file) || ".";
  return stackFileOf(shownAs, location, readYamlText(location.file, shownAs));
}

const noFile: ReadListFile = () => ({ cause: "notFound" });

/** The same from the text of a file. */
export function stackFileOf(
  shownAs: string,
  { project, stack, argsFile, name, listFile = noFile }: StackLocation,
  text: string,
): StackFile {
  const { values: own, environment, provider, others, bare } = valuesOf(shownAs, project, text);
  const lists = withListFiles({ ...own, ...(name !== undefined && { name }) }, listFile);
  const values: ConfigValues = lists.values;
  const { value, encrypted } = markEncrypted(values);
  const refuse = (problems: Problem[], also: string[] = []) =>
    cannotRun("configInvalid", {
      file: shownAs,
      project: project.name,
      problems: problems.filter((one) => !encrypted.includes(one.path)),
      encrypted: [
        ...also,
        ...problems.map((one) => one.path).filter((at) => encrypted.includes(at)),
      ],
    });
  const unreadable = ["role", "name", "administratorStack"].filter((key) =>
    encrypted.includes(key),
  );
  if (unreadable.length > 0) throw refuse([], unreadable);
  const { config, problems } = readStackConfig(value as ConfigValues);
  if (config === undefined) throw refuse(problems);
  const read = partOf(config, encrypted);
  if (read.part === undefined || lists.problems.length > 0) {
    throw refuse([...lists.problems, ...problemsOfFiles(read.problems, lists.files)]);
  }
  const notChecked = [
    ...(environment !== undefined ? [unchecked("configNotRead", { section: "environment" })] : []),
    ...(read.part.role === "administrator"
      ? read.part.encryptedAddOns.map((addOn) => unchecked("addOnEncrypted", { addOn }))
      : []),
  ];
  const comparable = setValues(withDigests(values) as ConfigValues);
  return {
    project: project.name,
    ...{ stack, argsFile },
    name: config.name,
    nameAssumed: bare && values["name"] === undefined,
    notChecked,
    comparable,
    surroundings: {
      ...(withDigests(others) as ConfigValues),
      ...(environment !== undefined && { environment }),
      ...(provider !== undefined && { secretsprovider: provider }),
      ...prefixed("Pulumi.yaml", project.program),
    },
    part: read.part,
  };
}

/** The config values of a stack file, or of a file that holds nothing but values. */
function valuesOf(shownAs: string, project: Project, text: string) {
  const content = mapping(shownAs, readYaml(shownAs, text) ?? {});
  const { config, environment, ...rest } = content;
  const bare = config === undefined && Object.keys(rest).some((key) => !PULUMI_KEYS.includes(key));
  const own = bare ? content : mapping(shownAs, config ?? {}, "config");
  refuseKeys(shownAs, project.name, own);
  const all = [project.defaults, own].map((config) => namespacedValues(project.name, config));
  return {
    values: {
      ...projectValues(project.name, project.defaults),
      ...projectValues(project.name, own),
    },
    bare,
    environment: bare ? undefined : environment,
    provider: bare ? undefined : content["secretsprovider"],
    others: Object.fromEntries(
      all.flatMap(Object.entries).filter(([key]) => !key.startsWith(`${project.name}:`)),
    ),
  };
}

function prefixed(source: string, values: { [key: string]: unknown }) {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [`${source} ${key}`, value]),
  );
}

/** What a stack file may hold in addition to config. */
const PULUMI_KEYS = ["secretsprovider", "encryptedkey", "encryptionsalt"];

type PartRead =
  { part: StackFile["part"]; problems: [] } | { part?: undefined; problems: Problem[] };

function partOf(config: StackConfig, encrypted: string[]): PartRead {
  const { role, name, administratorStack, args } = config;
  if (role === "administrator") {
    const { settings, problems } = readArgs(name, args);
    // What is encrypted as a whole only the program can read.
    const known = Object.entries(config.addOns).filter(([key]) => !encrypted.includes(key));
    const assumed = settings ?? assumedSettings(name, args, problems, config.addOns);
    const read = readAddOns(name, assumed, Object.fromEntries(known));
    const room = settings === undefined ? [] : ownRoomProblems(settings);
    const all = [...configProblems(role, [...problems, ...room]), ...read.problems];
    if (settings === undefined || read.settings === undefined || all.length > 0) {
      return { problems: all };
    }
    const { settings: addOns } = read;
    const encryptedAddOns = Object.keys(config.addOns).filter((key) => encrypted.includes(key));
    return { part: { role, args, settings, addOns, encryptedAddOns }, problems: [] };
  }
  const regionsOf = args["regions"] === undefined ? administratorStack : undefined;
  const complete =
    administratorStack === undefined ? args : { ...fromAdministrator(args), ...args };
  const { settings, problems } = readMemberArgs(complete);
  if (settings === undefined) return { problems: configProblems(role, problems) };
  return { part: { role, args, settings, ...(regionsOf && { regionsOf }) }, problems: [] };
}

/** What stands for the outputs of an administrator's stack, which are not known here: every Region that the config names. */
function fromAdministrator({ existing, features }: { [property: string]: unknown }) {
  const named = [
    ...Object.keys(isRecord(existing) ? existing : {}),
    ...(Array.isArray(features) ? features : []).flatMap((feature: unknown) =>
      isRecord(feature) ? [feature["regions"], feature["excludeRegions"]].flat() : [],
    ),
  ].filter((region): region is string => typeof region === "string");
  const regions = [...new Set(["us-east-1", ...named.filter((name) => regionFacts(name))])];
  return { regions, administratorAccountId: "0".repeat(12) };
}
