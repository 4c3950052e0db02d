import { LineCounter, parseDocument } from "yaml";

import { CannotRun, problemsIn } from "../cannotRun";

/** The value of a YAML or JSON text. Throws CannotRun with every mistake and its line. */
export function readYaml(source: string, text: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { prettyErrors: false, lineCounter });
  if (document.errors.length > 0) {
    throw problemsIn(
      source,
      document.errors.map(({ message, pos: [at] }) => ({
        path: `line ${lineCounter.linePos(at).line}`,
        reason: message,
      })),
    );
  }
  try {
    return document.toJS() as unknown;
  } catch (error) {
    throw new CannotRun(`${source}: ${(error as Error).message}`);
  }
}

/** The value as a map. Throws CannotRun when it is none. */
export function mapping(source: string, value: unknown): { [key: string]: unknown } {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as { [key: string]: unknown };
  }
  throw new CannotRun(`${source} must be a map of keys to values`);
}
