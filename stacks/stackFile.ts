import { parse } from "yaml";

import type { ConfigValues } from "./stackConfig";
import { projectValues } from "./stackConfig";

/** The project's values in a stack file's text. What is encrypted there stays so: `{ secure: … }`. */
export function stackFileValues(project: string, text: string): ConfigValues {
  const { config } = (parse(text) ?? {}) as { config?: ConfigValues };
  return projectValues(project, config ?? {});
}
