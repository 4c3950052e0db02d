import { Document, Scalar, stringify } from "yaml";

import type { Entry } from "./entries";
import { commentText, groupText } from "./texts";

const OPTIONS = { lineWidth: 0 };

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
  return document.toString(OPTIONS);
}

function choiceLines(name: string, choices: NonNullable<Entry["choices"]>): string[] {
  return choices.flatMap(({ value, from }) => [
    `${Array.isArray(from) ? from.map(commentText).join("; ") : `in ${groupText(from)}`}:`,
    stringify({ [name]: value }, OPTIONS).trimEnd(),
  ]);
}

function asComment(lines: readonly string[]): string {
  return lines
    .flatMap((line) => line.split("\n"))
    .map((line) => ` ${line}`)
    .join("\n");
}
