import { arnSegments } from "../arn";
// Wildcards are held as two characters that no policy may contain, so that a literal * stays literal.
const ANY = "\u0000";
const ONE = "\u0001";

/** A text whose `*` and `?` are wildcards. */
export function toPattern(text: string): string {
  return /[*?]/.test(text) ? text.replaceAll("*", ANY).replaceAll("?", ONE) : text;
}

/** The text of a pattern whose wildcards mean themselves. */
export function toText(pattern: string): string {
  return hasWildcard(pattern) ? pattern.replaceAll(ANY, "*").replaceAll(ONE, "?") : pattern;
}

function hasWildcard(pattern: string): boolean {
  return pattern.includes(ANY) || pattern.includes(ONE);
}

/** Whether the whole text matches the pattern, in time linear in each wildcard's reach. */
export function glob(pattern: string, text: string): boolean {
  if (!hasWildcard(pattern)) return pattern === text;
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (pattern[p] === ANY) {
      star = p++;
      resume = t;
    } else if (p < pattern.length && (pattern[p] === ONE || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === ANY) p++;
  return p === pattern.length;
}

export function isArn(text: string): boolean {
  return /^arn(:[^:]*){4}:/.test(text);
}

/**
 * The Arn operators: each of the six segments by itself.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function arnGlob(pattern: string, arn: string): boolean {
  if (!hasWildcard(pattern)) return pattern === arn;
  const actual = arnSegments(arn);
  return arnSegments(pattern).every((segment, index) => glob(segment, actual[index] ?? ""));
}

/**
 * The Resource element: by segment, but a `*` that ends a segment may run on over the colons.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function resourceGlob(pattern: string, arn: string): boolean {
  if (!hasWildcard(pattern)) return pattern === arn;
  const wanted = arnSegments(pattern);
  const actual = arnSegments(arn);
  const open = wanted.findIndex((segment) => segment.endsWith(ANY));
  const bound = open < 0 ? wanted.length : open;
  if (open < 0 && wanted.length !== actual.length) return false;
  return (
    wanted.slice(0, bound).every((segment, index) => glob(segment, actual[index] ?? "")) &&
    glob(wanted.slice(bound).join(":"), actual.slice(bound).join(":"))
  );
}

/** One part of a pattern: any text, any character, or a character. */
export type GlobToken = "any" | "one" | { char: string };

/** The parts of a pattern. */
export function globTokens(pattern: string): GlobToken[] {
  return [...pattern].map((char) => (char === ANY ? "any" : char === ONE ? "one" : { char }));
}
