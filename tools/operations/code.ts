import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const CLOUD = path.resolve(__dirname, "../../sandbox/cloud");

/** A declaration of the sandbox's code: a function, a table, or an operation in one. */
interface Declaration {
  name: string;
  file: string;
  node: ts.Node;
}

/** Words of the code that an operation reaches: names of members, and codes of errors. */
export type Words = ReadonlySet<string>;

const declarations = new Map<string, Declaration[]>();
/** Operation by its service's folder or file, and its name. */
const operations = new Map<string, Declaration>();

for (const entry of readdirSync(CLOUD, { recursive: true, encoding: "utf8" })) {
  if (entry.endsWith(".ts")) declare(entry);
}

function declare(file: string): void {
  const text = readFileSync(path.join(CLOUD, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  for (const statement of source.statements) {
    const named = ts.isFunctionDeclaration(statement) ? [statement] : variablesOf(statement);
    for (const node of named) {
      const name = node.name?.getText() ?? "";
      const isTable = ts.isVariableDeclaration(node) && node.type?.getText() === "Operations";
      if (isTable) declareOperations(file, node);
      else declarations.set(name, [...(declarations.get(name) ?? []), { name, file, node }]);
    }
  }
}

function variablesOf(statement: ts.Statement): ts.VariableDeclaration[] {
  return ts.isVariableStatement(statement) ? [...statement.declarationList.declarations] : [];
}

function declareOperations(file: string, { initializer }: ts.VariableDeclaration): void {
  if (initializer === undefined || !ts.isObjectLiteralExpression(initializer)) return;
  for (const node of initializer.properties) {
    const name = node.name?.getText();
    if (name !== undefined) operations.set(`${serviceOf(file)}:${name}`, { name, file, node });
  }
}

function serviceOf(file: string): string {
  return file.split(path.sep)[0]!.replace(/\.ts$/, "");
}

/** What an operation's code reaches by the names that it uses; the code of its whole service for one of a table of settings. */
export function wordsOf(service: string, name: string): Words {
  const declared = operations.get(`${service}:${name}`);
  const here = [...declarations.values()].flat().filter(({ file }) => serviceOf(file) === service);
  const wrappers = (declarations.get("withOwner") ?? []).filter(
    ({ file }) => serviceOf(file) === service,
  );
  const words = new Set<string>();
  const queue = declared === undefined ? here : [declared, ...wrappers];
  const visited = new Set<Declaration>();
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (visited.has(next)) continue;
    visited.add(next);
    for (const word of wordsIn(next.node)) {
      words.add(word);
      queue.push(...meant(word, next.file));
    }
  }
  return words;
}

/** The declarations that a name stands for in a file: its own, else those of its service, else of any other. */
function meant(name: string, from: string): Declaration[] {
  const all = declarations.get(name) ?? [];
  const own = all.filter(({ file }) => file === from);
  const near = all.filter(({ file }) => serviceOf(file) === serviceOf(from));
  return [own, near, all].find((some) => some.length > 0) ?? [];
}

function wordsIn(node: ts.Node): string[] {
  if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) return [node.text];
  const words: string[] = [];
  ts.forEachChild(node, (child) => void words.push(...wordsIn(child)));
  return words;
}
