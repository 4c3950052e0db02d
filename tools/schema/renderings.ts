import { readFileSync } from "node:fs";
import * as path from "node:path";

import { format, resolveConfig } from "prettier";
import { parseDocument } from "yaml";

import type { Key } from "./keys";
import { GUIDES } from "./ownKeys";

const ROOT = path.resolve(__dirname, "../..");

/** The files that list the config keys. */
export const PROJECT_FILE = path.join(ROOT, "Pulumi.yaml");
export const GUIDE_FILE = path.join(ROOT, "docs/configuration.md");

/** Between these, the table is written by `npm run schema`. */
const START = "<!--keys-->";
const END = "<!--/keys-->";

/** Pulumi.yaml with a `config:` block of these keys; the rest as it is. */
export async function projectText(keys: Key[]): Promise<string> {
  const document = parseDocument(readFileSync(PROJECT_FILE, "utf8"));
  const entries = keys.map(({ name, type, items, default: none, ...key }) => [
    name,
    {
      // Pulumi refuses a default of another type.
      ...(type && !(type === "object" && none === "") && { type }),
      ...(items && { items: { type: items } }),
      default: none,
      description:
        memberOnly(key.roles) +
        key.description +
        (key.choices.length > 0 ? ` Allowed values: ${key.choices.join(", ")}.` : "") +
        propertiesOf(key.properties, ""),
    },
  ]);
  document.set("config", document.createNode(Object.fromEntries(entries)));
  return formatted(document.toString({ lineWidth: 0 }), PROJECT_FILE);
}

/** docs/configuration.md with a table of these keys; the rest as it is. */
export async function guideText(keys: Key[]): Promise<string> {
  const text = readFileSync(GUIDE_FILE, "utf8");
  const [before, rest] = text.split(START) as [string, string];
  const [, after] = rest.split(END) as [string, string];
  const rows = keys.map(({ name, roles, description, properties, ...key }) => {
    const guide = GUIDES[name];
    const cells = [
      `\`${name}\``,
      typeText(key),
      memberOnly(roles) +
        escaped(description) +
        propertiesOf(properties, "`") +
        (guide === undefined ? "" : ` See [${guide}](${guide}).`),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const table = ["| Key | Type | Description |", "| --- | --- | --- |", ...rows].join("\n");
  return formatted(`${before}${START}\n\n${table}\n\n${END}${after}`, GUIDE_FILE);
}

const memberOnly = (roles: Key["roles"]) =>
  roles.includes("administrator") ? "" : "Member stacks only. ";

const propertiesOf = (names: string[], quote: string) =>
  names.length === 0
    ? ""
    : ` Properties: ${names.map((one) => `${quote}${one}${quote}`).join(", ")}.`;

function typeText({ type, items, choices }: Pick<Key, "type" | "items" | "choices">): string {
  if (choices.length > 0) return choices.map((choice) => `\`${choice}\``).join(", ");
  return type === "array" ? `list of ${items}s` : String(type);
}

const escaped = (text: string) => text.replaceAll("|", "\\|");

async function formatted(text: string, file: string): Promise<string> {
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}
