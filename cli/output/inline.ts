import { isWord } from "../../rules/texts/prose";
import type { Text } from "./text";
import { partsOf } from "./text";

/** A small number or a mark between words, with what stands around words: no markdown, no link of GitHub's and no short commit id can begin or end in it. */
const PROSE =
  /^[("']*(?:(?<word>[A-Za-z][A-Za-z\d'/-]*)|\d{1,6}(?:[.,]\d{1,3})*%?|%|->|=>)?[)"',.;:!?…]*$/;

/** A commit's id may consist of letters alone; GitHub links seven of its digits. */
const HEX = /[0-9a-f]{7}/i;

/** Letters, a hyphen and more: an issue of a tracker, such as GH-1, has digits and is no prose; www is a host's beginning. */
const HOST = /^\W*www/i;

/** A value as a sentence quotes it, also cut, or JSON: whatever its words, they are none of ours. */
const QUOTED = /\(*"(?:[^"\\]|\\.)*(?:"|\.{3}|…)[^\s"]*|\(*\{".*\}[^\s"]*/;

/** What is quoted or stands for a value that is not known, with its spaces, or what is between spaces. */
const TOKEN = new RegExp(`${QUOTED.source}|(?:[^\\s<]*<[^<>\\n]{1,80}>)+\\S*|\\S+`, "g");

const STARTS_QUOTED = new RegExp(`^(?:${QUOTED.source})`);

/**
 * A line as GitHub shows it, letter by letter: what is not prose stands in a code span, where GitHub makes no markup, link, mention,
 * emoji or formula of it. Values of a repository need not be known as such.
 */
export function inline(text: Text): string {
  const parts = partsOf(text).map((part) =>
    typeof part === "string"
      ? part.replace(/\s+/g, " ").replace(TOKEN, tokenText)
      : code(part.value.replace(/\s+/g, " ")),
  );
  // Two code spans that touch would be one.
  const shown = parts.reduce((all, part) =>
    all.endsWith("`") && part.startsWith("`") ? `${all} ${part}` : all + part,
  );
  // A list's number, where the line is an item itself.
  return shown.trim().replace(/^(\d+)([.)])/, "$1\\$2");
}

function tokenText(token: string): string {
  const prose = STARTS_QUOTED.test(token) ? null : PROSE.exec(token);
  const word = prose?.groups?.["word"];
  const isProse = prose !== null && (word === undefined || isWord(word.replace(/'+$/, "")));
  if (isProse && !HEX.test(token) && !HOST.test(token)) return token;
  // A bracket that the value itself opens is its own.
  const around = /^[^(]+\(/.test(token) ? /^()(.*?)([,.;:]*)$/s : /^(\(*)(.*?)([),.;:]*)$/s;
  const [, before = "", value = "", after = ""] = around.exec(token) ?? [];
  return value === "" ? code(token) : `${before}${code(value)}${after}`;
}

function code(given: string): string {
  const value = given === "" ? '""' : given;
  const longest = Math.max(0, ...[...value.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = value.includes("`") ? " " : "";
  return `${fence}${space}${value}${space}${fence}`;
}

/** The same in a cell of a table, where GitHub ends a cell at a bar even in a code span. */
export function inlineCell(text: Text): string {
  return inline(text).replaceAll("|", "\\|");
}
