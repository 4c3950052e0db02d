import { existsSync } from "node:fs";
import * as path from "node:path";

import { isRecord } from "../../rules/args/unchecked";
import { cannotRun } from "../cannotRun";
import type { DeclarationMistake } from "../findings/inputs";
import { readYamlText } from "./files";
import { refuseKeys } from "./keys";
import { mapping, readYaml } from "./yaml";

/** What of Pulumi.yaml a stack's config depends on. */
export interface Project {
  /** Namespace of the config keys. */
  name: string;
  /** Where the stacks' files are. */
  stackConfigDir: string;
  /** Values that hold unless a stack's file says otherwise, by key. */
  defaults: { [key: string]: unknown };
  /** What else of it decides what is deployed, and to which state: the program, its runtime, plugins, packages and backend. */
  program: { [key: string]: unknown };
}

/** Keys of a Pulumi.yaml that deploy nothing, or that are read by themselves. */
const NOT_DEPLOYED = [
  ...["name", "description", "author", "website", "license", "template"],
  ...["config", "stackConfigDir", "requiredPulumiVersion"],
];

export const PROJECT_FILE = "Pulumi.yaml";

/** Pulumi takes the first file by name that can be a project: Pulumi.json is before Pulumi.yaml. */
const OTHER_FILES = ["Pulumi.json", "Pulumi.toml", "Pulumi.yml"];

export const DEFAULT_PROJECT = "guardduty-export";

/** The project in a folder; without a Pulumi.yaml one of this package's name, whose stack files are in the folder. Throws CannotRun. */
export function readProject(folder: string): Project {
  const other = OTHER_FILES.find((one) => existsSync(path.join(folder, one)));
  if (other !== undefined) throw cannotRun("projectFileOther", { file: other });
  const file = path.join(folder, PROJECT_FILE);
  return projectOf(PROJECT_FILE, existsSync(file) ? readYamlText(file, PROJECT_FILE) : undefined);
}

/** The project of a Pulumi.yaml's text; undefined: there is none. Throws CannotRun. */
export function projectOf(shownAs: string, text: string | undefined): Project {
  if (text === undefined)
    return { name: DEFAULT_PROJECT, stackConfigDir: ".", defaults: {}, program: {} };
  const content = mapping(shownAs, readYaml(shownAs, text));
  const { name, stackConfigDir = ".", config } = content;
  if (typeof name !== "string" || name === "")
    throw cannotRun("projectNameMissing", { file: shownAs, got: name });
  if (typeof stackConfigDir !== "string") {
    throw cannotRun("stackFolderInvalid", { file: shownAs, got: stackConfigDir });
  }
  const program = Object.fromEntries(
    Object.entries(content).filter(([key]) => !NOT_DEPLOYED.includes(key)),
  );
  return { name, stackConfigDir, defaults: defaultsOf(shownAs, name, config), program };
}

/** Source: https://www.pulumi.com/docs/iac/concepts/config/#project-level-configuration */
function defaultsOf(shownAs: string, project: string, config: unknown): Project["defaults"] {
  if (config === undefined || config === null) return {};
  const declared = mapping(shownAs, config, "config");
  const entries = Object.entries(declared);
  const mistakes = entries.flatMap(([key, entry]) => declarationMistakes(key, entry));
  refuseKeys(shownAs, project, declared, mistakes);
  return Object.fromEntries(
    entries
      .map(([key, entry]) => [key, defaultOf(entry)])
      .filter(([, value]) => value !== undefined),
  );
}

function defaultOf(entry: unknown): unknown {
  if (!isRecord(entry)) return entry;
  return entry["value"] ?? entry["default"];
}

/** What an entry of a project's config may have. Source: `workspace/project.json` of Pulumi's SDK */
const ATTRIBUTES = ["type", "items", "description", "secret", "default", "value"];

/** Why Pulumi refuses an entry of a project's config. */
function declarationMistakes(key: string, entry: unknown): DeclarationMistake[] {
  if (entry === null) return [{ mistake: "noValue", key }];
  if (!isRecord(entry)) return [];
  const unknown = Object.keys(entry).filter((name) => !ATTRIBUTES.includes(name));
  return [
    ...(unknown.length > 0
      ? [{ mistake: "attributes" as const, key, unknown, allowed: ATTRIBUTES }]
      : []),
    ...("value" in entry && "default" in entry
      ? [{ mistake: "valueAndDefault" as const, key }]
      : []),
  ];
}
