// Writes rules/findingFilters/fields.ts from the documentation that the AWS SDK carries: `npm run finding-fields`.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(__dirname, "../..");
const MODELS = path.join(ROOT, "node_modules/@aws-sdk/client-guardduty/dist-types/models");
export const FILE = path.join(ROOT, "rules/findingFilters/fields.ts");

interface Field {
  name: string;
  isTime: boolean;
}

/** What the documentation of a request's criteria lists. */
function documentedFields(request: string): Field[] {
  const source = ["models_0.d.ts", "models_1.d.ts"]
    .map((file) => readFileSync(path.join(MODELS, file), "utf8"))
    .join("\n");
  const body = source.split(/^export\s+interface\s+/m).find((part) => part.startsWith(request));
  const [, text = ""] = /\n([^\n]*<li>\s*<p>accountId<\/p>[^\n]*)/.exec(body ?? "") ?? [];
  return [...text.matchAll(/<li>\s*<p>([\w.]+)<\/p>(\s*<p>Type:\s+Timestamp)?/g)].map(
    ([, name = "", time]) => ({ name, isTime: time !== undefined }),
  );
}

export function fieldsFile(): string {
  const { version } = JSON.parse(readFileSync(path.join(MODELS, "../../package.json"), "utf8")) as {
    version: string;
  };
  const fields = documentedFields("CreateFilterRequest");
  const set = (names: string[]): string =>
    `new Set(\n  \`\n${names.join("\n")}\n\`.match(/\\S+/g),\n)`;
  const names = (list: Field[]): string[] => list.map(({ name }) => name).sort();
  return [
    `// What @aws-sdk/client-guardduty ${version} documents: written by \`npm run finding-fields\`.`,
    "",
    "/** Fields that a filter may name in partition aws. Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateFilter.html */",
    `export const FIELDS: ReadonlySet<string> = ${set(names(fields))};`,
    "",
    "/** Fields that ListFindings documents, in every partition. */",
    `export const LISTED_FIELDS: ReadonlySet<string> = ${set(names(documentedFields("ListFindingsRequest")))};`,
    "",
    "/** Fields that are times: milliseconds of the epoch in a condition. */",
    `export const TIME_FIELDS: ReadonlySet<string> = ${set(names(fields.filter(({ isTime }) => isTime)))};`,
    "",
  ].join("\n");
}

if (require.main === module) writeFileSync(FILE, fieldsFile());
