import { readFileSync } from "node:fs";
import path from "node:path";
import { format, resolveConfig } from "prettier";
import { NOTES, type OperationNote, type ServiceNotes, WITHOUT_EFFECT } from "../../sandbox/notes";
import { factsOf, type OperationFacts } from "./facts";

const ROOT = path.resolve(__dirname, "../..");
export const GUIDE_FILE = path.join(ROOT, "docs/sandbox.md");

/** Between these, the lists are written by `npm run operations`. */
const START = "<!--operations-->";
const END = "<!--/operations-->";

/** docs/sandbox.md with the operations of every service; the rest as it is. */
export async function guideText(): Promise<string> {
  const text = readFileSync(GUIDE_FILE, "utf8");
  const [before, rest] = text.split(START) as [string, string];
  const [, after] = rest.split(END) as [string, string];
  const services = Object.entries(NOTES).map(([service, notes]) => serviceText(service, notes));
  const lists = services.join("\n\n");
  const written = `${before}${START}\n\n${lists}\n\n${END}${after}`;
  return format(written, { ...(await resolveConfig(GUIDE_FILE)), filepath: GUIDE_FILE });
}

function serviceText(service: string, notes: ServiceNotes): string {
  const operations = factsOf(service);
  const rows = operations.map((facts) => row(notes, facts));
  const without = Object.entries(WITHOUT_EFFECT[service] ?? {});
  return [
    `### ${notes.title}`,
    "",
    "| Operation | Members not modelled | Errors not modelled | Notes |",
    "| --- | --- | --- | --- |",
    ...rows,
    ...(without.length === 0 ? [] : ["", `Members without effect: ${reasons(without)}.`]),
  ].join("\n");
}

function row({ source, operations }: ServiceNotes, facts: OperationFacts): string {
  const { name, unreadMembers, unansweredErrors } = facts;
  const page = source.replace("*", name);
  const note = operations[name] ?? {};
  const cells = [
    `[${name}](${page})`,
    codes(unreadMembers),
    codes(unansweredErrors),
    noteText(note),
  ];
  return `| ${cells.join(" | ")} |`;
}

function noteText({ stricter, differs, keepsAll }: OperationNote): string {
  const parts = [
    ...(stricter === undefined ? [] : [`stricter: ${stricter}`]),
    ...(differs === undefined ? [] : [differs]),
    ...(keepsAll ? ["every member is kept and answered, whether the sandbox uses it or not"] : []),
  ];
  return parts.join("; ").replaceAll("|", "\\|");
}

const codes = (names: string[]) => names.map((name) => `\`${name}\``).join(", ");

const reasons = (members: [string, string][]) =>
  members.map(([member, reason]) => `\`${member}\` (${reason})`).join(", ");
