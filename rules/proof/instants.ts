import { conditionsIn, toTime, type RequestContext } from "../evaluator";
import { documentOf, POLICIES, statementsOf } from "./statements";
import type { ExportPolicies } from "./types";

/** A time of a call: what the statements decide then, they decide until the next. */
export interface Instant {
  /** ISO 8601, in whole seconds. */
  at: string;
  /** Whether it lasts a second, in which GuardDuty may make no call. */
  momentary: boolean;
  /** What a request holds of it, where policies distinguish times. */
  known: RequestContext["known"];
}

const KEYS = ["aws:currenttime", "aws:epochtime"];

const DEFAULT_NOW = "2026-01-01T00:00:00Z";

/** More times than these are not distinguished: what depends on them is open. */
const MOST = 100;

/** The time from which on the policies are asked about. */
export function startOf({ now = DEFAULT_NOW }: Pick<ExportPolicies, "now">): Instant {
  return instant(Date.parse(now));
}

/** The times from the start on at which conditions on the time of a request change; the start alone where there are none. */
export function instantsOf(policies: ExportPolicies): Instant[] {
  const start = startOf(policies);
  const uses = POLICIES.flatMap((policy) => {
    const document = documentOf(policies, policy);
    if (document === undefined) return [];
    return statementsOf(document).flatMap(([, statement]) => conditionsIn(statement));
  }).filter(({ key }) => isTimeKey(key));
  if (uses.length === 0) return [{ ...start, known: {} }];
  const dates = uses
    .flatMap(({ values }) => values.flatMap((value) => toTime(value) ?? []))
    .map((time) => Math.floor(time / 1000) * 1000)
    .filter((time) => time >= Date.parse(start.at))
    .sort((one, other) => one - other);
  const changes = [...new Set(dates)];
  if (changes.length > MOST) return [{ ...start, known: {} }];
  return [
    start,
    ...changes.flatMap((time) => [{ ...instant(time), momentary: true }, instant(time + 1000)]),
  ];
}

export function isTimeKey(key: string): boolean {
  return KEYS.includes(key.toLowerCase());
}

function instant(time: number): Instant {
  const at = new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
  const known = { "aws:CurrentTime": at, "aws:EpochTime": String(Math.floor(time / 1000)) };
  return { at, momentary: false, known };
}
