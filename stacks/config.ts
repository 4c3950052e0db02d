import * as pulumi from "@pulumi/pulumi";

import type { GuardDutyExportArgs } from "../components/args";
import { ARGUMENT_NAMES, problemsText, readArgs } from "../rules/args";
import type { Problem } from "../rules/args";

/** What a stack's config says. */
export interface StackConfig {
  /** Name of the export. Defaults to findings. */
  name: string;
  args: GuardDutyExportArgs;
}

const DEFAULT_NAME = "findings";

/**
 * Reads the stack's config: the only reader there is. A key for each argument of GuardDutyExport, and `name`.
 * Throws a RunError that lists every problem by its config key.
 */
export function readConfig(): StackConfig {
  const config = new pulumi.Config();
  const name = config.get("name") ?? DEFAULT_NAME;
  const args = Object.fromEntries(
    configKeys(config).map((key) => [key, parsed(config.get(key) as string)]),
  );
  const { problems } = readArgs(name, args);
  if (problems.length > 0) {
    const byKey = problems.map((problem) => ({ ...problem, path: configPath(config, problem) }));
    throw new pulumi.RunError(problemsText(`config of stack ${pulumi.getStack()}`, byKey));
  }
  return { name, args: args as unknown as GuardDutyExportArgs };
}

/** The keys set in the project's namespace, arguments or not: a mistyped one is told, not passed over. */
function configKeys({ name: namespace }: pulumi.Config): string[] {
  // Pulumi.yaml has to give every optional key a default: the empty string stands for "not set".
  const set = Object.entries(pulumi.runtime.allConfig())
    .filter(([key, value]) => key.startsWith(`${namespace}:`) && value !== "")
    .map(([key]) => key.slice(namespace.length + 1))
    .filter((key) => key !== "name");
  const rank = (key: string) =>
    ARGUMENT_NAMES.includes(key) ? ARGUMENT_NAMES.indexOf(key) : Infinity;
  return set.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** Lists and maps reach a program as JSON; what is none is the string itself. */
function parsed(value: string): unknown {
  if (!/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function configPath(config: pulumi.Config, { path }: Problem): string {
  return path === "" ? config.name : `${config.name}:${path}`;
}
