import { Document, isScalar, Scalar, visit } from "yaml";

import type { Entry } from "./entries";
import { printableText, singleLine } from "../output/printable";
import { commentText, groupText } from "./texts";

const OPTIONS = { lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity };

/** Pulumi's parser ends a line at more characters than ours: what is not seen is escaped, in quotes and in comments. */
function textOf(document: Document): string {
  visit(document, (_key, node) => {
    if (isScalar(node) && typeof node.value === "string" && singleLine(node.value) !== node.value)
      node.type = "QUOTE_DOUBLE";
  });
  return printableText(document.toString(OPTIONS));
}

/** A stack's file with these entries; where there is a choice all of them are comments. */
export function yamlText(
  { project, schema }: { project: string; schema: string | undefined },
  head: string[],
  entries: readonly Entry[],
): string {
  const document = new Document({ config: {} });
  const forEditors = schema === undefined ? [] : [`yaml-language-server: $schema=${schema}`];
  document.commentBefore = asComment([...forEditors, ...head]);
  const pending: string[] = [];
  for (const { key, value, comments, choices } of entries) {
    const name = `${project}:${key}`;
    if (value === undefined) {
      pending.push([...comments.map(commentText), ...choiceLines(name, choices ?? [])].join("\n"));
      continue;
    }
    const scalar = new Scalar(name);
    scalar.commentBefore = asComment([...pending.splice(0), ...comments.map(commentText)]);
    document.setIn(["config", scalar], value);
  }
  if (pending.length > 0) document.comment = asComment(pending);
  return textOf(document);
}

function choiceLines(name: string, choices: NonNullable<Entry["choices"]>): string[] {
  return choices.flatMap(({ value, from }) => [
    `${Array.isArray(from) ? from.map(commentText).join("; ") : `in ${groupText(from)}`}:`,
    textOf(new Document({ [name]: value })).trimEnd(),
  ]);
}

function asComment(lines: readonly string[]): string {
  return lines
    .flatMap((line) => line.split("\n"))
    .map((line) => ` ${line}`)
    .join("\n");
}
