import * as fs from "node:fs";
import * as path from "node:path";

import { expect } from "chai";
import * as ts from "typescript";

const RULES = path.join(__dirname, "../../rules");

/** Rooms of texts, and files whose texts are not findings: labels, statements of SQL, descriptions in schemas and alarms. */
const TEXTS: { [of: string]: string } = {
  "texts/": "renders findings",
  "problems/render.ts": "renders problems",
  "problems/values.ts": "renders values",
  "problems/texts/": "texts of problems",
  "readers/presets/": "labels and values of vendors' forms, in the vendors' words",
  "chronicle/form.ts": "labels and values of Google's form, in Google's words",
  "table/ocsf/": "SQL",
  "table/queries/": "SQL, with the name and the description that Athena stores with it",
};

/** What a value has to be, in a problem's `expected`. */
const NOUNS = new Set([
  "an SQS queue",
  "an IAM role",
  "a standard SNS topic",
  "an event bus",
  "what the service reads for",
  "one of {}",
  "true or false",
  "{}an object with {}",
]);

/** AWS's names of kinds of events. */
const EVENTS = new Set([
  "AWS API Call via CloudTrail",
  "AWS Health Event",
  "GuardDuty Malware Protection Object Scan Result",
  "GuardDuty Malware Protection Post Scan Action Failed",
]);

/** AWS's names of resources, with their service. */
const RESOURCES = new Set([
  "Athena named query",
  "CloudWatch log group",
  "IAM role policy",
  "IAM user policy",
]);

/** A command is a value: it is run as it is. */
const COMMAND = /^(aws|pulumi) /;

const ALLOWED = new Set([...NOUNS, ...EVENTS, ...RESOURCES]);

function filesIn(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"));
}

/** Texts of three words and more, but for the messages of errors that are defects. */
function sentencesIn(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    fs.readFileSync(path.join(RULES, file), "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isNewExpression(node) && /Error$/.test(node.expression.getText())) return;
    const text = textOf(node);
    if (text !== undefined && COMMAND.test(text)) return;
    if (text !== undefined && text.split(" ").filter((word) => /[a-z]/i.test(word)).length >= 3) {
      found.push(text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join("");
}

describe("A sentence in rules", () => {
  const files = filesIn(RULES);
  const isText = (file: string) => Object.keys(TEXTS).some((of) => file.startsWith(of));

  it("is in a file of texts: everything else returns data", () => {
    const found = files
      .filter((file) => !isText(file))
      .flatMap((file) => sentencesIn(file).map((text) => `${file}: ${text}`))
      .filter((line) => !ALLOWED.has(line.slice(line.indexOf(": ") + 2)));
    expect(found).to.deep.equal([]);
  });

  it("is in every file that is named as one of texts", () => {
    const unused = Object.keys(TEXTS).filter(
      (of) => !files.some((file) => file.startsWith(of) && sentencesIn(file).length > 0),
    );
    expect(unused).to.deep.equal([]);
  });
});
