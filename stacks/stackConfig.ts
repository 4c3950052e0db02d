import { ARGUMENT_NAMES, MEMBER_ARGUMENT_NAMES } from "../rules/args";
import { ADD_ON_NAMES, SINGLE_ADD_ONS } from "../rules/addOns";
import { hasPropertyTwice } from "../rules/adoption";
import type { Problem } from "../rules/problems";
import {
  isTypoOf,
  nearest,
  problem,
  propertyPath,
  remove,
  setTo,
  unknownPropertyProblem,
} from "../rules/problems";
import { namespacedKey, namespacedValues } from "./configKeys";

/** What a stack is for. */
const ROLES = ["administrator", "member"] as const;
export type Role = (typeof ROLES)[number];

/** What a stack's config says; `args` are not validated yet. */
export interface StackConfig {
  role: Role;
  /** Name of the component. Defaults to findings. */
  name: string;
  /** The administrator's stack, which a member takes Regions and the administrator's account id from. */
  administratorStack?: string;
  args: { [argument: string]: unknown };
  /** What an administrator's stack has in addition to the export: readers and so on; not validated yet. */
  addOns: { [key: string]: unknown };
}

/** Values by config key, without the project's namespace. */
export interface ConfigValues {
  [key: string]: unknown;
}

const DEFAULT_NAME = "findings";

/** The config keys of each role, in the order they are written about. */
export const CONFIG_KEYS: {
  [role in Role]: { own: string[]; args: readonly string[]; addOns: readonly string[] };
} = {
  administrator: { own: ["role", "name"], args: ARGUMENT_NAMES, addOns: ADD_ON_NAMES },
  member: {
    own: ["role", "name", "administratorStack"],
    args: MEMBER_ARGUMENT_NAMES,
    addOns: [],
  },
};

/** The values of a project's own keys, from what Pulumi or a stack file has, in every form that Pulumi reads. */
export function projectValues(project: string, config: ConfigValues): ConfigValues {
  const namespace = `${project}:`;
  return Object.fromEntries(
    Object.entries(namespacedValues(project, config))
      .filter(([key]) => key.startsWith(namespace))
      .map(([key, value]) => [key.slice(namespace.length), parsed(value)] as const),
  );
}

/** Lists, maps and switches may come as JSON, as `pulumi config set` writes them; what is none is the string itself. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*([[{]|true$|false$)/.test(value)) return value;
  try {
    const read = JSON.parse(value) as unknown;
    // The value of the first would be lost.
    return hasPropertyTwice(value, read) ? value : read;
  } catch {
    return value;
  }
}

/** Reads config values: every key that is set, known or not, so that a mistyped one is reported. Throws nothing. */
export function readStackConfig(
  values: ConfigValues,
): { config: StackConfig; problems: [] } | { config?: undefined; problems: Problem[] } {
  const set = givenValues(values);
  const { role = "administrator", name = DEFAULT_NAME, administratorStack } = set;
  if (role !== "administrator" && role !== "member") {
    const fix = setTo("role", nearest(String(role), ROLES) ?? "administrator");
    return { problems: [problem("notOneOf", "role", fix, { allowed: ROLES, got: role })] };
  }
  const { own, args, addOns } = CONFIG_KEYS[role];
  const rank = (key: string) => (args.includes(key) ? args.indexOf(key) : Infinity);
  const keys = Object.keys(set).filter((key) => ![...own, ...addOns].includes(key));
  keys.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  return {
    config: {
      role,
      name: String(name),
      ...(role === "member" &&
        administratorStack !== undefined && { administratorStack: String(administratorStack) }),
      args: pick(set, keys),
      addOns: pick(set, addOns),
    },
    problems: [],
  };
}

function pick(values: ConfigValues, keys: readonly string[]): ConfigValues {
  return Object.fromEntries(keys.flatMap((key) => (key in values ? [[key, values[key]]] : [])));
}

/** The config keys of every role. */
const ALL_KEYS = ROLES.flatMap((role) => {
  const { own, args, addOns } = CONFIG_KEYS[role];
  return [...own, ...args, ...addOns];
});

/** The values that are set, and those of keys that are none: `Pulumi.yaml` gives these no default. */
function givenValues(values: ConfigValues): ConfigValues {
  const given = Object.entries(values).filter(
    ([key, value]) => value !== undefined && (isSet(key, value) || !ALL_KEYS.includes(key)),
  );
  return Object.fromEntries(given);
}

/** The values that are set. */
export function setValues(values: ConfigValues): ConfigValues {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => isSet(key, value)));
}

/**
 * Pulumi.yaml has to give every optional key a default: what is empty stands for "not set". Its default of a single
 * add-on is the empty string, so that `{}` can declare one, and an empty list is an error.
 */
function isSet(key: string, value: unknown): boolean {
  if (value === undefined || value === null || value === "") return false;
  if (typeof value !== "object" || Object.keys(value).length > 0) return true;
  return SINGLE_ADD_ONS.includes(key);
}

/** `pulumi config set` writes what looks like a number as one, unless it is asked for a string. */
function asString(one: Problem): Problem {
  const { got } = one.values as { got?: unknown };
  if (one.id !== "wrongType" || typeof got !== "number" || one.fix.action !== "set") return one;
  const [first] = one.fix.values;
  if (first?.value !== String(got)) return one;
  const command = `pulumi config set --path --type string '${one.path}' ${got}`;
  return { ...one, fix: { action: "run", command } };
}

/** The problems of arguments as those of a stack's config: a key that is none may be meant for any key of the role. */
export function configProblems(role: Role, problems: readonly Problem[]): Problem[] {
  const { own, args, addOns } = CONFIG_KEYS[role];
  return problems.map((one) => {
    const { name } = one.values as { name?: string };
    const isKey = name !== undefined && one.path === propertyPath([name]);
    if (!isKey || one.id !== "unknownProperty") return asString(one);
    return ALL_KEYS.includes(name)
      ? problem(OF_OTHER_ROLE[role], one.path, remove(one.path), { name })
      : unknownPropertyProblem(one.path, name, [...own, ...args, ...addOns]);
  });
}

/** What a key of the other role is in a stack of the role. */
const OF_OTHER_ROLE = { administrator: "ofMemberStack", member: "ofAdministratorStack" } as const;

/** A key in a namespace that is the project's but for a typo, which Pulumi takes for another program's. */
export function namespaceProblems(project: string, keys: readonly string[]): Problem[] {
  return keys.flatMap((key) => {
    const whole = namespacedKey(project, key) ?? "";
    const end = whole.indexOf(":");
    const [namespace, name] = [whole.slice(0, Math.max(end, 0)), whole.slice(end + 1)];
    const meant = isTypoOf(namespace, project) ? nearest(name, ALL_KEYS) : undefined;
    if (meant === undefined) return [];
    const fix = { action: "rename", path: key, to: `${project}:${meant}` } as const;
    return [problem("namespaceMistyped", key, fix, { namespace, project })];
  });
}
