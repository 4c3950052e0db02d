import { readFileSync } from "node:fs";
import * as path from "node:path";

import * as ts from "typescript";

import { FORMER_KEYS, NOT_OURS, OTHERS_NAMES, WORDS, type Word } from "./words";

const ROOT = path.resolve(__dirname, "../..");
const CODE = /\.[cm]?[jt]s$/;
const BINARY = /\.(png|gif|ico)$/;

const whole = ({ pattern, ...word }: Word): Word => ({
  ...word,
  pattern: new RegExp(`\\b(?:${pattern.source})\\b`),
});
const IN_TEXT = WORDS.filter(({ only }) => only === undefined).map(whole);
const IN_NAMES = WORDS.filter(({ only }) => only === "names").map(whole);

const anyOf = (words: Word[]): RegExp =>
  new RegExp(words.map(({ pattern }) => `(?:${pattern.source})`).join("|"));
const ANY_IN_TEXT = anyOf(IN_TEXT);
const ANY_IN_NAMES = anyOf(IN_NAMES);
const ANY_FORMER_KEY = anyOf(FORMER_KEYS);

/** Names such as `isOwnDetector` and `OWN_DETECTOR` as the words they are made of. */
function wordsOf(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .replace(/(?<=\w)[_-](?=\w)/g, " ")
    .toLowerCase();
}

/** Names of a file of code, each with the number of its line. */
function namesOf(file: string, text: string): [line: number, name: string][] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: [number, string][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push([line + 1, node.text]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Words of the list in a text: `<file>:<line>: <word> -> <what to write>`, in order. */
export function wordsIn(file: string, text: string): string[] {
  const bare = OTHERS_NAMES.reduce((rest, name) => rest.replace(name, ""), text);
  const hits = (line: number, content: string, words: Word[]) =>
    words.flatMap(({ pattern, use }) => {
      const [word] = pattern.exec(content) ?? [];
      return word === undefined ? [] : [{ line, text: `${word} -> ${use}` }];
    });
  // Most files have none: one search in the whole text says so.
  const words = wordsOf(bare);
  const lines = ANY_IN_TEXT.test(words) || ANY_FORMER_KEY.test(bare) ? bare.split("\n") : [];
  const found = lines.flatMap((content, index) => [
    ...hits(index + 1, wordsOf(content), IN_TEXT),
    ...hits(index + 1, content, FORMER_KEYS),
  ]);
  const names = CODE.test(file) && ANY_IN_NAMES.test(words) ? namesOf(file, bare) : [];
  // A path is made of names too.
  const paths = hits(0, wordsOf(file.replace(/[/.]/g, " ")), [...IN_TEXT, ...IN_NAMES]);
  return [
    ...paths,
    ...[...found, ...names.flatMap(([line, name]) => hits(line, wordsOf(name), IN_NAMES))].sort(
      (a, b) => a.line - b.line,
    ),
  ].map((hit) => `${file}:${hit.line}: ${hit.text}`);
}

/** The same of the files whose words are the project's. */
export function wordsOfFiles(files: string[]): string[] {
  return files
    .filter((file) => !BINARY.test(file) && !NOT_OURS.some((pattern) => pattern.test(file)))
    .flatMap((file) => wordsIn(file, readFileSync(path.join(ROOT, file), "utf8")));
}
