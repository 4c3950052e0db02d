import ts from "typescript";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.join(__dirname, "../../..");
const ROOMS = ["rules", "aws", "cli", "components", "health", "policy"];

/** It renders findings, and makes none. */
const TEXTS = path.join("rules", "texts");

/** Functions whose first argument is the id of a finding that they make. */
const MAKERS = ["error", "warning", "unchecked", "make", "cannotRun"];

/** Functions that return an id of a finding, which a caller puts into one. */
const CHOICES = ["ifPublic", "ifNotPublic"];

/** Files whose objects with an `id` are findings; elsewhere those are that have a severity too. */
const FINDERS = [/^rules\/proof\//, /^rules\/plan\/warnings\.ts$/];

/** An id of a finding, and the file that makes it. */
export interface Produced {
  id: string;
  file: string;
}

/** The ids of the findings that the sources make, as they are written there. */
export function producedIds(files = sources()): Produced[] {
  return files.flatMap(({ file, text }) => {
    const ids = new Set<string>();
    const visit = (node: ts.Node): void => {
      for (const literal of madeBy(node, file)) ids.add(literal);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
    return [...ids].map((id) => ({ id, file }));
  });
}

function sources(): { file: string; text: string }[] {
  return ROOMS.flatMap((room) =>
    readdirSync(path.join(ROOT, room), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => path.join(room, file))
      .filter((file) => !file.startsWith(TEXTS)),
  ).map((file) => ({ file, text: readFileSync(path.join(ROOT, file), "utf8") }));
}

function madeBy(node: ts.Node, file: string): string[] {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    const [first] = node.arguments;
    const { text } = node.expression;
    if (first && MAKERS.includes(text)) return literalsIn(first);
    if (first && text === "stackPolicy") return propertyOf(first, "name");
    return [];
  }
  if (ts.isFunctionDeclaration(node) && node.name && CHOICES.includes(node.name.text)) {
    return returnedBy(node);
  }
  if (!ts.isObjectLiteralExpression(node)) return [];
  const names = node.properties.map((property) => property.name?.getText());
  const isFinding = FINDERS.some((finder) => finder.test(file)) || names.includes("severity");
  return isFinding ? propertyOf(node, "id") : [];
}

function returnedBy(node: ts.Node): string[] {
  if (ts.isReturnStatement(node) && node.expression) return literalsIn(node.expression);
  const found: string[] = [];
  ts.forEachChild(node, (child) => void found.push(...returnedBy(child)));
  return found;
}

function propertyOf(node: ts.Expression, name: string): string[] {
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((property) =>
    ts.isPropertyAssignment(property) && property.name.getText() === name
      ? literalsIn(property.initializer)
      : [],
  );
}

/** The texts that an expression may have as its value. */
function literalsIn(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) {
    return [...literalsIn(node.whenTrue), ...literalsIn(node.whenFalse)];
  }
  return ts.isAsExpression(node) || ts.isParenthesizedExpression(node)
    ? literalsIn(node.expression)
    : [];
}
