import { readFileSync } from "node:fs";
import path from "node:path";
import { afterColon } from "../../rules/tokens";

interface Typed {
  properties?: object;
  inputProperties?: object;
  enum?: { name: string }[];
}

const { resources, types } = JSON.parse(
  readFileSync(path.resolve(__dirname, "../../schema.json"), "utf8"),
) as Record<"resources" | "types", { [token: string]: Typed }>;

const byName = new Map(
  Object.entries({ ...types, ...resources }).map(([token, type]) => [afterColon(token), type]),
);

/** How a language's SDK writes what the schema names, and finds it in a program. */
interface Language {
  /** What stands for a list or a map of values. */
  values: RegExp;
  /** The innermost arguments: the type without Args, and the text with its properties. */
  args: RegExp;
  property: RegExp;
  /** A value of an enum: type and value. */
  enumValue: RegExp;
  output: RegExp;
  /** The schema's name of a property. */
  nameOf: (written: string) => string;
}

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

export const LANGUAGES = {
  csharp: {
    values: /\{\s*(?:\["\w+"\] = )?"[^{}]*\}/g,
    args: /new (\w+)Args\s*\{([^{}]*)\}/,
    property: /(\w+) = /g,
    enumValue: /\b(FindingPublishingFrequency)\.(\w+)/g,
    output: /\bfindings\.(\w+)/g,
    nameOf: lowerFirst,
  },
  java: {
    values: /\b(?:List|Map)\.of\([^()]*\)/g,
    args: /(\w+)Args\.builder\(\)((?:\s*\.(?!build\b)\w+\([^()]*\))*)\s*\.build\(\)/,
    property: /\.(\w+)\(/g,
    enumValue: /\b(FindingPublishingFrequency)\.(\w+)/g,
    output: /\bfindings\.(\w+)\(/g,
    nameOf: (name) => name,
  },
} satisfies { [name: string]: Language };

/** What of a program's names the schema does not have: types, properties, enum values, outputs. */
export function unknownNames(program: string, language: Language): string[] {
  const unknown: string[] = [];
  for (const [, type = "", value = ""] of program.matchAll(language.enumValue)) {
    const values = byName.get(type)?.enum?.map(({ name }) => name);
    if (!values?.includes(value)) unknown.push(`${type}.${value}`);
  }
  for (const [, output = ""] of program.matchAll(language.output)) {
    const outputs = Object.keys(byName.get("GuardDutyExport")?.properties ?? {});
    if (!outputs.includes(language.nameOf(output))) unknown.push(`GuardDutyExport.${output}`);
  }
  let text = program.replace(language.values, "value");
  for (let found = language.args.exec(text); found; found = language.args.exec(text)) {
    const [whole, type = "", given = ""] = found;
    const declared = byName.get(type);
    const properties =
      declared && Object.keys({ ...declared.properties, ...declared.inputProperties });
    for (const [, property = ""] of given.matchAll(language.property)) {
      if (!properties?.includes(language.nameOf(property))) unknown.push(`${type}.${property}`);
    }
    text = text.replace(whole, "value");
  }
  return unknown;
}
