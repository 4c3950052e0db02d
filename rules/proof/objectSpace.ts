import { arnSegments } from "../arn";
import { globTokens, type GlobToken } from "../evaluator";
import { grouped } from "../grouped";

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

/** Texts of one length, each followed by its node; in the order given. */
function inOrder(items: readonly (readonly [text: string, next: TextNode])[]): TextNode {
  const [first] = items;
  if (first?.[0] === "") return first[1];
  const edges: { chars: string; rest: typeof items }[] = [];
  for (const [char, own] of grouped(items, ([text]) => text.charAt(0))) {
    const rest = own.map(([text, next]) => [text.slice(1), next] as const);
    const last = edges.at(-1);
    if (last && isSame(last.rest, rest)) last.chars += char;
    else edges.push({ chars: char, rest });
  }
  return { edges: edges.map(({ chars: set, rest }) => ({ chars: set, to: inOrder(rest) })) };
}

function isSame(
  one: readonly (readonly [string, TextNode])[],
  other: readonly (readonly [string, TextNode])[],
): boolean {
  return (
    one.length === other.length &&
    one.every(([text, next], at) => text === other[at]?.[0] && next === other[at][1])
  );
}

function numbers(from: number, to: number): string[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) =>
    String(from + at).padStart(2, "0"),
  );
}

/** Dates as yyyy/mm/dd from a day on: those of the calendar. */
function datesFrom(day: string, next: TextNode): TextNode {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const days = (from: number, to: number) =>
    literal("/", inOrder(numbers(from, to).map((one) => [one, next])));
  const ofLength = new Map([28, 29, 30, 31].map((length) => [length, days(1, length)]));
  const monthsFrom = (from: number, isLeap: boolean) =>
    numbers(from, 12).map(
      (one) => [one, ofLength.get(daysIn(Number(one), isLeap)) as TextNode] as const,
    );
  const [plain, leap] = [false, true].map((isLeap) =>
    literal("/", inOrder(monthsFrom(1, isLeap))),
  ) as [TextNode, TextNode];
  const yearsFrom = (from: number, isLeapCentury: boolean) =>
    inOrder(
      numbers(from, 99).map((one) => {
        const isLeap = Number(one) % 4 === 0 && (one !== "00" || isLeapCentury);
        return [one, isLeap ? leap : plain];
      }),
    );
  const [century, inCentury] = [Math.floor(year / 100), year % 100];
  const centuries = [false, true].map((isLeapCentury) => yearsFrom(0, isLeapCentury));
  const thisYear = [
    [numbers(month, month)[0] as string, days(date, daysIn(month, isLeapYear(year)))] as const,
    ...monthsFrom(month + 1, isLeapYear(year)),
  ];
  return either([
    literal(`${day.slice(0, 4)}/`, inOrder(thisYear)),
    ...(inCentury === 99
      ? []
      : [literal(day.slice(0, 2), yearsFrom(inCentury + 1, century % 4 === 0))]),
    inOrder(
      numbers(century + 1, 99).map((one) => [
        one,
        centuries[Number(Number(one) % 4 === 0)] as TextNode,
      ]),
    ),
  ]);
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysIn(month: number, isLeap: boolean): number {
  if (month === 2) return isLeap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const HEX = "0123456789abcdef";
const NAME = [8, 4, 4, 4, 12].flatMap((length, at) => [
  ...(at === 0 ? [] : ["-"]),
  ...Array.from({ length }, () => HEX),
]);

const namesOf = new Map<string, TextNode>();

/** The names of findings by their dates from a day on: the same for every Region and account. */
function datedNames(day: string): TextNode {
  const known = namesOf.get(day);
  if (known !== undefined) return known;
  const names = datesFrom(day, literal("/", chars(NAME, literal(".jsonl.gz"))));
  if (namesOf.size > 9) namesOf.clear();
  namesOf.set(day, names);
  return names;
}

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
  const dated = datedNames(day);
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
