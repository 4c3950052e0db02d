import { wordsIn } from "../counts/vocabulary";
import type { Exception } from "./exceptions";
import { EXCEPTIONS, NAMES } from "./exceptions";
import type { Passage } from "./passages";
import { CODE, passagesOf, sentencesOf } from "./passages";
import { PROSE_WORDS } from "./words";

/** Longer sentences are read twice. */
export const MOST_WORDS = 32;

/** What a rule refuses in a document. */
export interface Fault {
  line: number;
  /** What is wrong with which text. */
  text: string;
}

type Rule = (passages: Passage[]) => Fault[];

const isHeading = ({ kind }: Passage) => kind === "heading";

function longSentences(passages: Passage[]): Fault[] {
  return passages
    .filter(({ kind }) => kind === "paragraph")
    .flatMap((passage) => sentencesOf(passage).map((sentence) => ({ sentence, ...passage })))
    .map(({ sentence, line }) => ({ sentence, line, words: sentence.split(" ").length }))
    .filter(({ words }) => words > MOST_WORDS)
    .map(({ sentence, line, words }) => ({
      line,
      text: `a sentence of ${words} words, of at most ${MOST_WORDS}: ${sentence}`,
    }));
}

function translatedWords(passages: Passage[]): Fault[] {
  return passages.flatMap(({ line, text }) =>
    PROSE_WORDS.flatMap(({ pattern, use }) => {
      const [words] = pattern.exec(text) ?? [];
      return words === undefined ? [] : [{ line, text: `${words} -> ${use}` }];
    }),
  );
}

function headingLevels(passages: Passage[]): Fault[] {
  const headings = passages.filter(isHeading);
  return headings.flatMap(({ line, level = 1, text }, index) => {
    if (index === 0) {
      return level === 1 ? [] : [{ line, text: `the first heading is not of level 1: ${text}` }];
    }
    if (level === 1) return [{ line, text: `a second heading of level 1: ${text}` }];
    const above = headings[index - 1]?.level ?? 1;
    return level <= above + 1
      ? []
      : [{ line, text: `a heading of level ${level} below one of level ${above}: ${text}` }];
  });
}

function headingTexts(passages: Passage[]): Fault[] {
  const headings = passages.filter(isHeading);
  return headings.flatMap(({ line, text }) => {
    const words = text.replace(/^\d+\. /, "").split(" ");
    // An identifier, such as a command or an id of docs/errors.md.
    if (words.length === 1) return [];
    const [first = "", ...more] = words;
    const capitals = more.filter((word, index) => {
      const isFirstOfSentence = /[.:?]$/.test(words[index] ?? "");
      return /^\W*\p{Lu}/u.test(word) && !isFirstOfSentence && !isName(word);
    });
    return [
      ...(/^\W*\p{Ll}/u.test(first) ? ["does not begin with a capital letter"] : []),
      ...(capitals.length > 0 ? [`has capital letters as a title: ${capitals.join(", ")}`] : []),
      ...(/[.:;,]$/.test(text) ? ["ends with punctuation"] : []),
    ].map((what) => ({ line, text: `a heading ${what}: ${text}` }));
  });
}

const isName = (word: string) => {
  const bare = word.replace(/^\W+|\W+$/g, "");
  return bare === CODE || NAMES.some((name) => name.test(bare));
};

const RULES: { [rule: string]: Rule } = {
  longSentences,
  translatedWords,
  headingLevels,
  headingTexts,
};

/** Faults of a document but for its exceptions: `<file>:<line>: <what>`, in order. */
export function faultsOf(
  file: string,
  markdown: string,
  exceptions: readonly Exception[] = EXCEPTIONS,
): string[] {
  const passages = passagesOf(markdown);
  const faults = Object.values(RULES).flatMap((rule) => rule(passages));
  const lines = faults
    .filter(({ text }) => !exceptions.some((one) => one.file === file && text.includes(one.text)))
    .sort((a, b) => a.line - b.line)
    .map(({ line, text }) => `${file}:${line}: ${text}`);
  return [...wordsIn(file, markdown), ...lines];
}
