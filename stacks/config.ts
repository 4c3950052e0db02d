import * as pulumi from "@pulumi/pulumi";

import { ARGUMENT_NAMES, MEMBER_ARGUMENT_NAMES, problemsText } from "../rules/args";
import type { Problem } from "../rules/args";
import { secretLeaves } from "./secrets";

/** What a stack is for. */
export type Role = "administrator" | "member";

/** What a stack's config says; `args` are not validated yet. */
export interface StackConfig {
  role: Role;
  /** Name of the component. Defaults to findings. */
  name: string;
  /** The administrator's stack, which a member takes Regions and the administrator's account id from. */
  administratorStack?: string;
  args: { [argument: string]: unknown };
}

const DEFAULT_NAME = "findings";

/** The config keys of each role that are no arguments of its component. */
const OTHER_KEYS: { [role in Role]: string[] } = {
  administrator: ["role", "name"],
  member: ["role", "name", "administratorStack"],
};

const ARGUMENTS: { [role in Role]: readonly string[] } = {
  administrator: ARGUMENT_NAMES,
  member: MEMBER_ARGUMENT_NAMES,
};

/** Reads the stack's config: the only reader there is. Throws a RunError when `role` is none. */
export function readConfig(): StackConfig {
  const config = new pulumi.Config();
  const role = config.get("role") ?? "administrator";
  if (role !== "administrator" && role !== "member") {
    throw configError([
      { path: "role", reason: `must be administrator or member; got ${JSON.stringify(role)}` },
    ]);
  }
  const keys = keysSet(config).filter((key) => !OTHER_KEYS[role].includes(key));
  const rank = (key: string) =>
    ARGUMENTS[role].includes(key) ? ARGUMENTS[role].indexOf(key) : Infinity;
  keys.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  return {
    role,
    name: config.get("name") || DEFAULT_NAME,
    administratorStack: config.get("administratorStack") || undefined,
    args: Object.fromEntries(keys.map((key) => [key, valueOf(config, key)])),
  };
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

// Pulumi.yaml has to give every optional key a default: these stand for "not set".
const NOT_SET = ["", "{}", "[]"];

/** The keys set in the project's namespace, known or not: a mistyped one is told, not passed over. */
function keysSet({ name: namespace }: pulumi.Config): string[] {
  return Object.entries(pulumi.runtime.allConfig())
    .filter(([key, value]) => key.startsWith(`${namespace}:`) && !NOT_SET.includes(value))
    .map(([key]) => key.slice(namespace.length + 1));
}

function valueOf(config: pulumi.Config, key: string): unknown {
  const value = parsed(config.get(key) as string);
  return isSecret(`${config.name}:${key}`) ? secretLeaves(value) : value;
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
