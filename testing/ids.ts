import { FINDINGS } from "../rules/findings";
import { LOG_LINE_IDS } from "../rules/findings/logged";
import { TEXTS } from "../rules/problems";

const KNOWN = new Set([...Object.keys(FINDINGS), ...Object.keys(TEXTS), ...LOG_LINE_IDS]);
const AT_END = / \(([\w-]+)\)$/;

/** The id at the end of a text that a component logs; undefined: it has none that docs/errors.md could have. */
export function idAtEnd(text: string): string | undefined {
  const [, id] = AT_END.exec(text) ?? [];
  return id !== undefined && KNOWN.has(id) ? id : undefined;
}

/** A text without the ids at the ends of its lines, for tests of what it says. */
export const withoutIds = (text: string): string =>
  text
    .split("\n")
    .map((line) => (idAtEnd(line) === undefined ? line : line.replace(AT_END, "")))
    .join("\n");
