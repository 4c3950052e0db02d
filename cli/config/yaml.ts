import { parseDocument } from "yaml";

import { CannotRun, problemsIn } from "../cannotRun";

/** The value of a YAML or JSON text. Throws CannotRun with every mistake and its line. */
export function readYaml(place: string, text: string): unknown {
  const document = parseDocument(text, { prettyErrors: true });
  if (document.errors.length > 0) {
    throw problemsIn(
      place,
      document.errors.map(({ message, linePos }) => ({
        path: `line ${linePos?.[0].line ?? 1}`,
        reason: (message.split("\n")[0] as string).replace(/ at line \d+, column \d+:?$/, ""),
      })),
    );
  }
  try {
    return document.toJS() as unknown;
  } catch (error) {
    throw new CannotRun(`${place}: ${(error as Error).message}`);
  }
}

/** The value as a map. Throws CannotRun when it is none. */
export function mapping(place: string, value: unknown): { [key: string]: unknown } {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as { [key: string]: unknown };
  }
  throw new CannotRun(`${place} must be a map of keys to values`);
}
