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

/** A value that may have spaces, as one word of a sentence; those of a stand-in, such as `<account id>`, are its own. */
export function valueName(value: string): string {
  return /^(?:[^\s"\\]|<[a-z\d ]+>)+$/.test(value) ? value : JSON.stringify(value);
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
