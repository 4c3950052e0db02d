/** What a change of the config does, as a sentence. */
export interface Change {
  text: string;
  /** Whether findings, or what is needed to get or to read them, may be lost. */
  risk: boolean;
}

export function say(text: string): Change {
  return { text, risk: false };
}

export function warn(text: string): Change {
  return { text, risk: true };
}

/** What only one of two lists has. */
export function split(base: readonly string[], head: readonly string[]) {
  return {
    added: head.filter((one) => !base.includes(one)),
    removed: base.filter((one) => !head.includes(one)),
  };
}
