import { LineCounter, parseDocument } from "yaml";

import { CannotRun, cannotRun } from "../cannotRun";
import { refuseNested } from "./nesting";

/** The value of a YAML or JSON text. Throws CannotRun with every mistake and its line. */
export function readYaml(source: string, text: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { prettyErrors: false, lineCounter });
  if (document.errors.length > 0) {
    const mistakes = document.errors.map(({ message, pos: [at] }) => ({
      line: lineCounter.linePos(at).line,
      message,
    }));
    throw cannotRun("yamlInvalid", { file: source, mistakes });
  }
  try {
    const value = document.toJS() as unknown;
    refuseNested(value, source);
    return value;
  } catch (error) {
    if (error instanceof CannotRun) throw error;
    const { message } = error as Error;
    throw cannotRun("yamlInvalid", { file: source, mistakes: [{ message }] });
  }
}

/** The value of a file, or of a path in it, as a map. Throws CannotRun when it is none. */
export function mapping(file: string, value: unknown, path?: string): { [key: string]: unknown } {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as { [key: string]: unknown };
  }
  throw cannotRun("notMap", { file, path, got: value });
}
