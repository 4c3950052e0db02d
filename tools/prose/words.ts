import type { Word } from "../counts/words";

/** What reads as translated in documents; the words that tools/counts refuses in all files are refused here too. */
export const PROSE_WORDS: Word[] = [
  { pattern: /\b(is|are|was|were|be|been|being) (said|asked)\b/i, use: "who says or does it" },
  { pattern: /\bwhoever\b/i, use: "the role or identity" },
  { pattern: /\bwants?\b/i, use: "requires a value" },
  { pattern: /\bsay what\b/i, use: "Declare, Configure" },
  { pattern: /\bgo(es)? to a newer\b/i, use: "upgrade" },
  { pattern: /\ball the same\b/i, use: "anyway" },
  { pattern: /\bhave (\S+ ){1,3}previewed\b/i, use: "preview" },
  { pattern: /\bso that (\S+ ){1,4}(is|are) known from\b/i, use: "so that X can identify" },
];
