import { existsSync } from "node:fs";
import * as path from "node:path";

import { CannotRun } from "../cannotRun";
import { readText } from "./files";
import { mapping, readYaml } from "./yaml";

/** What of Pulumi.yaml a stack's config depends on. */
export interface Project {
  /** Namespace of the config keys. */
  name: string;
  /** Where the stacks' files are. */
  stackConfigDir: string;
  /** Values that hold unless a stack's file says otherwise, by key. */
  defaults: { [key: string]: unknown };
}

const DEFAULT_NAME = "guardduty-export";

/** The project in a folder; without a Pulumi.yaml one of this package's name, whose stack files are in the folder. */
export function readProject(folder: string): Project {
  const file = path.join(folder, "Pulumi.yaml");
  if (!existsSync(file)) return { name: DEFAULT_NAME, stackConfigDir: ".", defaults: {} };
  const {
    name,
    stackConfigDir = ".",
    config,
  } = mapping("Pulumi.yaml", readYaml("Pulumi.yaml", readText(file, "Pulumi.yaml")));
  if (typeof name !== "string" || name === "") throw new CannotRun(`Pulumi.yaml: name is required`);
  if (typeof stackConfigDir !== "string") {
    throw new CannotRun(`Pulumi.yaml: stackConfigDir must be a folder's name`);
  }
  return { name, stackConfigDir, defaults: defaultsOf(config) };
}

/** Source: https://www.pulumi.com/docs/iac/concepts/config/#project-level-configuration */
function defaultsOf(config: unknown): Project["defaults"] {
  if (config === undefined || config === null) return {};
  const entries = Object.entries(mapping(`Pulumi.yaml: config`, config));
  return Object.fromEntries(
    entries
      .map(([key, entry]) => [key, defaultOf(entry)])
      .filter(([, value]) => value !== undefined),
  );
}

function defaultOf(entry: unknown): unknown {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return entry;
  const { value, default: fallback } = entry as { value?: unknown; default?: unknown };
  return value ?? fallback;
}
