import * as pulumi from "@pulumi/pulumi";

import { problemsText } from "../rules/args";
import type { Problem } from "../rules/args";
import { secretLeaves } from "./secrets";
import type { StackConfig } from "./stackConfig";
import { projectValues, readStackConfig } from "./stackConfig";

/** Reads the stack's config: the only reader of pulumi.Config. Throws a RunError when `role` is none. */
export function readConfig(): StackConfig {
  const values = Object.entries(pulumi.runtime.allConfig()).map(([key, text]) => {
    const value = parsed(text);
    return [key, isSecret(key) ? secretLeaves(value) : value] as const;
  });
  const { config, problems } = readStackConfig(
    projectValues(pulumi.getProject(), Object.fromEntries(values)),
  );
  if (config === undefined) throw configError(problems);
  return config;
}

/** Every problem of the config, by its config keys. */
export function configError(problems: readonly Problem[]): pulumi.RunError {
  const namespace = pulumi.getProject();
  const byKey = problems.map(({ path, reason }) => ({
    path: path === "" ? namespace : `${namespace}:${path}`,
    reason,
  }));
  return new pulumi.RunError(problemsText(`config of stack ${pulumi.getStack()}`, byKey));
}

/** Lists, maps and switches reach a program as JSON; what is none is the string itself. */
function parsed(value: string): unknown {
  if (!/^\s*([[{]|true$|false$)/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** Whether a config key was set with `--secret`: the SDK tells it, and leaves it out of its typings. */
function isSecret(key: string): boolean {
  const { isConfigSecret } = pulumi.runtime as unknown as {
    isConfigSecret(key: string): boolean;
  };
  return isConfigSecret(key);
}
