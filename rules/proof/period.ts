import type { CallDecision, Trial } from "./callDecisions";

/** From which day on, and until when, a call fails, where it does not before and after. */
export function periodOf(
  first: CallDecision,
  each: readonly CallDecision[],
): { from?: string; until?: string } {
  const allowed = each.filter(({ result }) => result === "allowed");
  const start = timeOf(first);
  const isLater = allowed.some((one) => timeOf(one) < start);
  const last = each.findLast(({ result }) => result !== "allowed")?.instant.at ?? start;
  const until = allowed.find(({ instant }) => instant.at > last)?.instant.at;
  return {
    ...(isLater && { from: dayOf(start) }),
    ...(until !== undefined && { until: dayOf(until) }),
  };
}

/** Of a finding's object that is written on a day to come, that day. */
function timeOf({ resource, instant }: Trial): string {
  const day = /\/(\d{4})\/(\d\d)\/(\d\d)\//.exec(resource)?.slice(1).join("-");
  return day !== undefined && day > dayOf(instant.at) ? day : instant.at;
}

function dayOf(time: string): string {
  return time.slice(0, 10);
}
