/** A word of prose, a small number or a mark between words: no markdown, no link of GitHub's and no short commit id can begin or end in it. */
const PROSE =
  /^[("']*(?:[A-Za-z]+\d?(?:['/-][A-Za-z]+)*|\d{1,6}(?:[.,]\d{1,3})*%?|%|->|=>)?[)"',.;:!?…]*$/;

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
export function inline(text: string): string {
  const shown = text.replace(/\s+/g, " ").trim().replace(TOKEN, tokenText);
  // A list's number, where the line is an item itself.
  return shown.replace(/^(\d+)([.)])/, "$1\\$2");
}

function tokenText(token: string): string {
  const isProse = PROSE.test(token) && !STARTS_QUOTED.test(token);
  if (isProse && !HEX.test(token) && !HOST.test(token)) return token;
  // A bracket that the value itself opens is its own.
  const around = /^[^(]+\(/.test(token) ? /^()(.*?)([,.;:]*)$/s : /^(\(*)(.*?)([),.;:]*)$/s;
  const [, before = "", value = "", after = ""] = around.exec(token) ?? [];
  return value === "" ? code(token) : `${before}${code(value)}${after}`;
}

function code(value: string): string {
  const longest = Math.max(0, ...[...value.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = value.includes("`") ? " " : "";
  return `${fence}${space}${value}${space}${fence}`;
}

/** The same in a cell of a table, where GitHub ends a cell at a bar even in a code span. */
export function inlineCell(text: string): string {
  return inline(text).replaceAll("|", "\\|");
}
