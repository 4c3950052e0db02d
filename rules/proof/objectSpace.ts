import { arnSegments } from "../arn";
import { globTokens, type GlobToken } from "../evaluator";

/** A set of texts: from a node, each edge takes one of its characters; texts end where there is no edge. */
export interface TextNode {
  edges: { chars: string; to: TextNode }[];
}

const END: TextNode = { edges: [] };
const DIGITS = "0123456789";

/** Texts that begin with one of these characters each, followed by those of `next`. */
export function chars(sets: readonly string[], next: TextNode = END): TextNode {
  return sets.reduceRight((to: TextNode, set) => ({ edges: [{ chars: set, to }] }), next);
}

function literal(text: string, next: TextNode = END): TextNode {
  return chars([...text], next);
}

function either(nodes: readonly TextNode[]): TextNode {
  return { edges: nodes.flatMap(({ edges }) => edges) };
}

/** Two-digit numbers of a range. */
function twoDigits(from: number, to: number, next: TextNode): TextNode {
  const tens = [0, 1, 2, 3].filter((ten) => ten * 10 + 9 >= from && ten * 10 <= to);
  return either(
    tens.map((ten) => {
      const ones = [...DIGITS].filter((one) => {
        const number = ten * 10 + Number(one);
        return number >= from && number <= to;
      });
      return chars([String(ten), ones.join("")], next);
    }),
  );
}

/** Dates as yyyy/mm/dd from a day on, each month with 31 days. */
function datesFrom(day: string, next: TextNode): TextNode {
  const [year = "", month = "", date = ""] = day.split("-");
  const anyDay = literal("/", twoDigits(1, 31, next));
  const anyMonth = literal("/", twoDigits(1, 12, anyDay));
  const laterYears = [...year].flatMap((digit, at) => {
    const later = [...DIGITS].filter((one) => one > digit).join("");
    const rest = Array.from({ length: 3 - at }, () => DIGITS);
    if (later === "") return [];
    return [literal(year.slice(0, at), chars([later, ...rest], anyMonth))];
  });
  const laterMonths =
    month === "12" ? [] : [literal(`${year}/`, twoDigits(Number(month) + 1, 12, anyDay))];
  return either([
    literal(`${year}/${month}/`, twoDigits(Number(date), 31, next)),
    ...laterMonths,
    ...laterYears.reverse(),
  ]);
}

const HEX = "0123456789abcdef";
const NAME = [8, 4, 4, 4, 12].flatMap((length, at) => [
  ...(at === 0 ? [] : ["-"]),
  ...Array.from({ length }, () => HEX),
]);

/**
 * The keys of findings under the folder, from a day on; every account where none is given.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function findingKeys(
  folder: string,
  regions: readonly string[],
  day: string,
  accountId?: string,
): TextNode {
  const name = chars(NAME, literal(".jsonl.gz"));
  const dated = datesFrom(day, literal("/", name));
  const ofRegions = either(regions.map((region) => literal(`${region}/`, dated)));
  const account =
    accountId === undefined ? Array.from({ length: 12 }, () => DIGITS) : [...accountId];
  return literal(folder, chars(account, literal("/GuardDuty/", ofRegions)));
}

/** A pattern for the part of an ARN that varies, and where it stands; undefined: it matches none. */
interface Tail {
  tokens: GlobToken[];
  start: string;
}

/** What a pattern of Resource asks of ARNs that begin with `prefix`, which holds every colon. */
function tailOf(pattern: string, prefix: string): Tail | undefined {
  const wanted = arnSegments(pattern);
  const actual = arnSegments(prefix);
  const open = wanted.findIndex((segment) => globTokens(segment).at(-1) === "any");
  if (open < 0 && wanted.length !== actual.length) return undefined;
  const bound = open < 0 ? wanted.length - 1 : open;
  const head = wanted
    .slice(0, bound)
    .every((segment, at) => matches(globTokens(segment), actual[at] ?? ""));
  if (!head) return undefined;
  return {
    tokens: globTokens(wanted.slice(bound).join(":")),
    start: actual.slice(bound).join(":"),
  };
}

/** What a pattern asks of texts that begin with `prefix`. */
function textTailOf(pattern: string, prefix: string): Tail {
  return { tokens: globTokens(pattern), start: prefix };
}

/** Where a match stands in a pattern: positions of its tokens; `true` once everything matches. */
type Progress = number[] | true;

function closed(tokens: GlobToken[], positions: Iterable<number>): Progress {
  const all = new Set<number>();
  for (let position of positions) {
    all.add(position);
    while (tokens[position] === "any") all.add(++position);
  }
  if (tokens.at(-1) === "any" && all.has(tokens.length)) return true;
  return [...all].sort((one, other) => one - other);
}

function step(tokens: GlobToken[], progress: Progress, char: string): Progress {
  if (progress === true) return true;
  const next = progress.flatMap((position) => {
    const token = tokens[position];
    if (token === "any") return [position];
    return token === "one" || (token !== undefined && token.char === char) ? [position + 1] : [];
  });
  return closed(tokens, next);
}

function matches(tokens: GlobToken[], text: string): boolean {
  const end = [...text].reduce((at: Progress, char) => step(tokens, at, char), closed(tokens, [0]));
  return end === true || end.includes(tokens.length);
}

/** More states than this are not distinguished. */
const MOST_STATES = 50_000;

/**
 * One ARN for each way in which the patterns match ARNs of the set, the first in order of each: whatever a policy with these patterns
 * decides about one of them, it decides about all that match alike. Undefined: there are too many ways.
 */
export function representatives(
  prefix: string,
  keys: TextNode,
  patterns: readonly string[],
  matchedAs: "resource" | "text" = "resource",
): string[] | undefined {
  const read = matchedAs === "text" ? textTailOf : tailOf;
  const tails = patterns.map((pattern) => read(pattern, prefix)).filter((tail) => !!tail);
  const start = tails.map(({ tokens, start: text }) =>
    [...text].reduce((at: Progress, char) => step(tokens, at, char), closed(tokens, [0])),
  );
  const found = new Map<string, string>();
  const visited = new Map<TextNode, Set<string>>();
  let states = 0;
  const walk = (node: TextNode, at: Progress[], text: string): void => {
    const state = JSON.stringify(at);
    const walked = visited.get(node) ?? new Set();
    visited.set(node, walked);
    if (walked.has(state) || ++states > MOST_STATES) return;
    walked.add(state);
    const settled = at.every((one) => one === true || one.length === 0);
    if (settled || node.edges.length === 0) {
      const vector = at.map((one, tail) => isMatch(tails[tail] as Tail, one)).join();
      if (!found.has(vector)) found.set(vector, text + firstOf(node));
      return;
    }
    for (const { chars: set, to } of node.edges) {
      const next = new Set<string>();
      for (const char of set) {
        const after = at.map((one, tail) => step((tails[tail] as Tail).tokens, one, char));
        const key = JSON.stringify(after);
        // Characters that lead to the same state lead to the same ways.
        if (next.has(key)) continue;
        next.add(key);
        walk(to, after, text + char);
      }
    }
  };
  walk(keys, start, "");
  return states > MOST_STATES ? undefined : [...found.values()].map((key) => prefix + key);
}

function isMatch({ tokens }: Tail, at: Progress): boolean {
  return at === true || at.includes(tokens.length);
}

/** The first text of a set. */
function firstOf(node: TextNode): string {
  const [edge] = node.edges;
  return edge === undefined ? "" : (edge.chars[0] as string) + firstOf(edge.to);
}
