import * as pulumi from "@pulumi/pulumi";
import * as path from "node:path";

import { withoutStack } from "../components/shared/withoutStack";
import type { ReadLists } from "../rules/addOns";
import { withListFiles } from "../rules/addOns";
import type { Problem, ReportedProblem } from "../rules/problems";
import { identifiedProblem, problemsText } from "../rules/problems";
import { holdsSecretLeaf, SECRET_LEAVES, secretLeaves } from "./secrets";
import { listFilesIn } from "./listFiles";
import type { ConfigValues, StackConfig } from "./stackConfig";
import { namespaceProblems, projectValues, readStackConfig } from "./stackConfig";
import { logWarning } from "../components/shared/log";
import { logged } from "../rules/findings/logged";

/** A stack's config, and the files that lists of it are read from. */
export interface DeployedConfig extends StackConfig {
  lists: ReadLists<ConfigValues>;
}

/** Reads the stack's config: the only reader of Pulumi's. Throws a RunError when `role` is none, or a namespace is mistyped. */
export function readConfig(): DeployedConfig {
  const project = pulumi.getProject();
  const all = pulumi.runtime.allConfig();
  const mistyped = namespaceProblems(project, Object.keys(all));
  // What they were meant to set would not be deployed.
  if (mistyped.length > 0) throw configErrorOf(mistyped.map((one) => identifiedProblem(one)));
  const values = projectValues(project, all);
  const read = Object.entries(values).map(([key, value]) => {
    if (!isSecret(`${project}:${key}`)) return [key, value];
    if (!holdsSecretLeaf(value))
      void logWarning(logged("secretInState", plainInState(`${project}:${key}`)));
    return [key, secretLeaves(value)];
  });
  const root = pulumi.runtime.getRootDirectory();
  // A program of the Automation API has none: a word stands for it.
  const folder = path.isAbsolute(root) ? root : process.cwd();
  const lists = withListFiles(Object.fromEntries(read) as ConfigValues, listFilesIn(folder));
  const { config, problems } = readStackConfig(lists.values);
  if (config === undefined) throw configError([...problems, ...lists.problems]);
  return { ...config, lists };
}

function plainInState(key: string): string {
  return `config ${key} is set with --secret, and is plain in state and outputs: only ${SECRET_LEAVES.join(", ")} can stay secret`;
}

/** Every problem of the config, by its config keys. */
export function configError(problems: readonly Problem[]): pulumi.RunError {
  const namespace = pulumi.getProject();
  const key = (path: string) => (path === "" ? namespace : `${namespace}:${path}`);
  return configErrorOf(problems.map((problem) => identifiedProblem(problem, key)));
}

function configErrorOf(problems: readonly ReportedProblem[]): pulumi.RunError {
  const text = problemsText(`config of stack ${pulumi.getStack()}`, problems);
  return withoutStack(new pulumi.RunError(text));
}

/** Whether a config key was set with `--secret`: the SDK knows it, and leaves it out of its typings. */
function isSecret(key: string): boolean {
  const { isConfigSecret } = pulumi.runtime as unknown as {
    isConfigSecret(key: string): boolean;
  };
  return isConfigSecret(key);
}
