import { readFileSync } from "node:fs";
import path from "node:path";
import { format, resolveConfig } from "prettier";
import { NOTES, type OperationNote, type ServiceNotes, WITHOUT_EFFECT } from "../../sandbox/notes";
import { factsOf, type OperationFacts } from "./facts";
import { typesText } from "./types";

const ROOT = path.resolve(__dirname, "../..");
export const REFERENCE_FILE = path.join(ROOT, "docs/sandbox-operations.md");

/** Between `<!--name-->` and `<!--/name-->` a list is written by `npm run operations`. */
const LISTS: { [name: string]: () => string } = {
  operations: () =>
    Object.entries(NOTES)
      .map(([service, notes]) => serviceText(service, notes))
      .join("\n\n"),
  types: typesText,
};

/** The page with the operations of every service and the types of every provider; the rest as it is. */
export async function referenceText(): Promise<string> {
  let text = readFileSync(REFERENCE_FILE, "utf8");
  for (const [name, list] of Object.entries(LISTS)) {
    const [before, rest] = text.split(`<!--${name}-->`) as [string, string];
    const [, after] = rest.split(`<!--/${name}-->`) as [string, string];
    text = `${before}<!--${name}-->\n\n${list()}\n\n<!--/${name}-->${after}`;
  }
  return format(text, { ...(await resolveConfig(REFERENCE_FILE)), filepath: REFERENCE_FILE });
}

function serviceText(service: string, notes: ServiceNotes): string {
  const operations = factsOf(service);
  const rows = operations.map((facts) => row(notes, facts));
  const without = Object.entries(WITHOUT_EFFECT[service] ?? {});
  return [
    `### ${notes.title}`,
    "",
    "| Operation | Modelled | Stricter | Not modelled | Members | Errors |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
    ...(without.length === 0 ? [] : ["", `Members without effect: ${reasons(without)}.`]),
  ].join("\n");
}

function row({ source, operations }: ServiceNotes, facts: OperationFacts): string {
  const { name, unreadMembers, unansweredErrors } = facts;
  const note = operations[name]!;
  const cells = [
    `[${name}](${pageOf(source, name, note)})`,
    ...[note.modelled, note.stricter ?? "", differenceText(note)].map(escaped),
    codes(unreadMembers),
    codes(unansweredErrors),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** The page of an operation: the service's with its name, or its own. */
export function pageOf(source: string, name: string, note: OperationNote): string {
  return note.source ?? source.replace("*", name);
}

function differenceText({ differs, keepsAll }: OperationNote): string {
  const parts = [
    ...(differs === undefined ? [] : [differs]),
    ...(keepsAll ? ["every member is kept and answered, whether the sandbox uses it or not"] : []),
  ];
  return parts.join("; ");
}

const escaped = (text: string) => text.replaceAll("|", "\\|");

const codes = (names: string[]) => names.map((name) => `\`${name}\``).join(", ");

const reasons = (members: [string, string][]) =>
  members.map(([member, reason]) => `\`${member}\` (${reason})`).join(", ");
