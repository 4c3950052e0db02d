/** Words of our sentences that have a hyphen or a slash. Whatever else has one is a value. */
const COMPOUND = [
  ...["auto-enable", "clean-up", "cross-account", "default-enabled", "e-mail", "long-lived"],
  ...["opt-in", "re-enable", "read-only", "set-up"],
];

const WORD = /^[A-Za-z]+\d?(?:'[a-z]{1,2})?$/;

/** Whether a reader takes a value for a word of the sentence that it stands in. */
export function isWord(text: string): boolean {
  return WORD.test(text) || COMPOUND.includes(text.toLowerCase());
}
