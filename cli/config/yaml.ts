import type { CST, ScalarTag, Tags } from "yaml";
import { LineCounter, parseAllDocuments, parseDocument, Parser } from "yaml";

import { CannotRun, cannotRun } from "../cannotRun";
import { refuseNested } from "./nesting";

/** A line break of YAML that the parser does not take for one, and Pulumi's does. */
const LONE_CARRIAGE_RETURN = /\r(?!\n)/g;

/** A whole number whose digits are grouped, as Pulumi's parser reads it. */
const UNDERSCORED: ScalarTag = {
  tag: "tag:yaml.org,2002:int",
  default: true,
  test: /^[-+]?[1-9][0-9]*_[0-9_]*$/,
  resolve: (text) => Number(text.replaceAll("_", "")),
};

/** The value of a YAML or JSON text. Throws CannotRun with every mistake and its line. */
export function readYaml(source: string, file: string): unknown {
  const text = file.replace(LONE_CARRIAGE_RETURN, "\n");
  const lineCounter = new LineCounter();
  const customTags = (tags: Tags) => [UNDERSCORED, ...tags];
  const options = { prettyErrors: false, lineCounter, customTags, merge: true } as const;
  // Pulumi reads the first of several documents.
  const document = parseAllDocuments(text, options)[0] ?? parseDocument(text, options);
  const { explicit, version } = document.directives?.yaml ?? {};
  if (explicit === true && version !== "1.1") {
    const message = `Pulumi reads YAML 1.1 only; got %YAML ${version}`;
    throw cannotRun("yamlInvalid", { file: source, mistakes: [{ message }] });
  }
  if (document.errors.length > 0) {
    const mistakes = document.errors.map(({ message, pos: [at] }) => ({
      line: lineCounter.linePos(at).line,
      message,
    }));
    throw cannotRun("yamlInvalid", { file: source, mistakes });
  }
  const lines = tabsAfterIndicators(text).map((at) => lineCounter.linePos(at).line);
  if (lines.length > 0) throw cannotRun("yamlTab", { file: source, lines });
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

/** Where a tab follows the `-` or `?` of a block: Pulumi's parser refuses it. */
function tabsAfterIndicators(text: string): number[] {
  const found: number[] = [];
  const visit = (token: CST.Token | null | undefined): void => {
    if (token === null || token === undefined) return;
    if (token.type === "document") return visit(token.value);
    if (token.type !== "block-seq" && token.type !== "block-map") return;
    for (const { start, key, value } of token.items) {
      const indicator = start.findIndex(({ type }) => INDICATORS.includes(type));
      const tab = start.slice(indicator + 1).find(({ source }) => /^[ ]*\t/.test(source));
      if (indicator !== -1 && tab !== undefined) found.push(tab.offset);
      visit(key);
      visit(value);
    }
  };
  for (const token of new Parser().parse(text)) visit(token);
  return found;
}

const INDICATORS: CST.SourceToken["type"][] = ["seq-item-ind", "explicit-key-ind"];

/** The value of a file, or of a path in it, as a map. Throws CannotRun when it is none. */
export function mapping(file: string, value: unknown, path?: string): { [key: string]: unknown } {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as { [key: string]: unknown };
  }
  throw cannotRun("notMap", { file, path, got: value });
}
