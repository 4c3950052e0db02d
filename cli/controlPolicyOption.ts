import * as path from "node:path";
import type { Option } from "commander";

import type { ControlPolicy } from "../rules/proof";
import { controlPolicyOf } from "./config/controlPolicyFile";
import { readText } from "./config/files";
import { repeatableOption } from "./repeatableOption";
import { cannotRun } from "./cannotRun";

/** In place of a file: no resource control policy applies. */
const NONE = "none";

export function controlPolicyOption(): Option {
  return repeatableOption(
    "--resource-control-policy <file>",
    "resource control policy that applies to the bucket and the key, as printed by aws organizations describe-policy; repeatable; none: no such policy applies",
  );
}

/** The resource control policies that the option names; undefined: it is not given. Throws CannotRun. */
export function givenControlPolicies(
  folder: string,
  files: readonly string[] | undefined,
): ControlPolicy[] | undefined {
  if (files === undefined) return undefined;
  if (!files.includes(NONE)) {
    return files.map((one) => controlPolicyOf(readText(path.resolve(folder, one), one), one));
  }
  if (files.length === 1) return [];
  throw cannotRun("optionsConflict", {
    options: ["--resource-control-policy none", "--resource-control-policy FILE"],
  });
}
