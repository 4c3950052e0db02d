import { isWord } from "./prose";

const SHOWN = 3;

/** The first few values, so that a list of every Region stays one sentence. */
export function quoted(values: readonly string[]): string {
  const shown = values.slice(0, SHOWN).map((value) => JSON.stringify(value));
  const more = values.length - SHOWN;
  return `${shown.join(" or ")}${more > 0 ? ` or ${more} more` : ""}`;
}

/** A statement by its position, counted from 0, and its Sid. */
export function statementName({ index, sid }: { index: number; sid?: string }): string {
  return `statement ${index}${sid === undefined ? "" : ` ${JSON.stringify(sid)}`}`;
}

/** One word that ends like none of a sentence, such as a path or an ARN; what stands for a value, such as `<account id>`, is part of it. */
const ONE_WORD = /^(?![("'])(?:[^\s"\\]|<[a-z\d ]+>)*(?:[\w/*)\]}-]|<[a-z\d ]+>)$/;

/** What reads as part of a sentence: a word, a small number, or a bracket that the value does not open. */
const AS_PROSE = /^\d{1,6}$|^[^(]*\)$/;

/** A value that others choose, in a sentence: in quotes where it could be taken for words of it. */
export function valueName(value: string): string {
  if (value === "true" || value === "false") return value;
  const stands = ONE_WORD.test(value) && !isWord(value) && !AS_PROSE.test(value);
  return stands ? value : JSON.stringify(value);
}

/** The path of a property. One without steps is a name of ours. */
export function pathName(path: string): string {
  return isWord(path) ? path : valueName(path);
}

/** "a", "b" and c, each as a value. */
export function listedValues(values: readonly string[]): string {
  return listed(values.map(valueName));
}

export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[], before: "and" | "or" = "and"): string {
  const [last = "", ...rest] = [...parts].reverse();
  return rest.length === 0 ? last : `${rest.reverse().join(", ")} ${before} ${last}`;
}

/** A clause as a sentence. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
