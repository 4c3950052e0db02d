/** Pages that a tool writes: their figures are those of the code that it reads. */
const GENERATED = /^docs\/(_index|errors|sandbox-operations|silence)\.md$/;

const NUMBER = String.raw`(?:\d[\d,.]*\d|\d)`;
const WORDS =
  "one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety";
const TIMES = "seconds?|minutes?|hours?|days?|weeks?|months?|years?";
const UNITS = `%|[kKMGT]i?B|bytes|ms|s|${TIMES}|Regions?|calls|characters|columns|digits?|fields|filters|members|objects|processors|providers|requests|strings`;
const FIGURE = new RegExp(
  [
    `(?<![\\w.#-])(?:\\$ ?)?${NUMBER}(?:[ -]?(?:${UNITS})(?!\\w))?(?!\\w)`,
    `\\b(?:${WORDS})\\s(?:${TIMES})\\b`,
  ].join("|"),
  "gi",
);

/** Numbers that measure nothing: each kind by what is around the number. */
const NO_FIGURES: RegExp[] = [
  /^#+ .*$/gm, // a heading's number
  /^\s*\d+\. /gm, // an item's
  /\bsteps? \d+(?:(?:, \d+)*,? and \d+)?/g,
  /\bdecision \d+/g,
  /\bexit\s+code\s+(?:(?:is|stays)\s+)?\d\b(?:(?: if [^.|]*)?, and \d\b)?/g,
  /^\| \d +\| /gm, // the same in a table of exit codes
  /\banswers \d{3}\b|\bfail with a \d{3}\b|\b(?:200|409) with\b/g, // statuses of HTTP
  /\b\d{12}\b/g, // an account
  /\b\d{4}-\d{2}-\d{2}\b|\b(?:March|since) \d{4}\b/g, // a date
  /\b127\.0\.0\.1\b/g,
];

/** The text of a document without code, targets of links and parts that a tool writes. */
function prose(text: string): string {
  return text
    .replace(/^```.*?^```/gms, "")
    .replace(/<!--(\w+)-->.*?<!--\/\1-->/gs, "")
    .replace(/`[^`]*`/g, "`")
    .replace(/\]\([^)]*\)/g, "]")
    .replace(/^\[\w+\]: .*$|https?:\/\/\S+/gm, "");
}

/** Whether the figures of a document are written by hand. */
export const hasFigures = (file: string): boolean =>
  /^(README|docs\/.+)\.md$/.test(file) && !/^docs\/api\//.test(file) && !GENERATED.test(file);

/** The figures of a document, each with the unit that follows it, in order: counts, durations, sizes, shares, versions. */
export function figuresIn(text: string): string[] {
  const bare = NO_FIGURES.reduce((rest, kind) => rest.replace(kind, " "), prose(text));
  return [...bare.replace(/\s+/g, " ").matchAll(FIGURE)].map(([figure]) => figure);
}
