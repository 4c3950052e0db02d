/** What differs from run to run, and from one account to another. */
const VARIES: [RegExp, string][] = [
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>"],
  [/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, "<time>"],
  [/\b\d{4}\/\d\d\/\d\d\b/g, "<day>"],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "<uuid>"],
  [/\b[0-9a-f]{32}\b/g, "<id>"],
  [/-[0-9a-f]{8}\b/g, "-<hex>"],
  [/^ *\d+ AWSLogs/gm, "<size> AWSLogs"],
  // The engine puts it before a message, once for each of its lines or once for all.
  [/^ *(error|warning): (Error: )?/gm, ""],
  [/(?<=<time>) +\d+ /g, " <size> "],
];

const linesOf = (text: string): string[] =>
  VARIES.reduce((all, [pattern, name]) => all.replace(pattern, name), text)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** The lines of a document's text that the output does not have; in any order, since the engine does much at once. */
export function notIn(output: string, text: string): string[] {
  const printed = linesOf(output);
  return linesOf(text).filter((line) => {
    const found = printed.indexOf(line);
    if (found >= 0) printed.splice(found, 1);
    return found < 0;
  });
}
