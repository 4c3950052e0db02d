import { listOf } from "../policyDocument";
import type { ExportSettings } from "../args";
import type { CallVariables, MonthlyCalls } from "../costs";
import { ASSUMED, checksAMonth, MONTHLY_CALLS } from "../costs";
import type { AddOnsPlan } from "./plan";
import type { AddOns } from "./types";

/** The calls of a stack in a month, and what they are counted with. */
export interface CallEstimate {
  variables: CallVariables;
  calls: (Omit<MonthlyCalls, "count"> & { count: number })[];
}

const GIB = 1024 ** 3;

/** Estimates the calls of a stack; what its configuration does not say is assumed as docs/costs.md assumes it. */
export function estimateCalls(
  settings: ExportSettings,
  addOns: AddOns,
  { readers, athena, events, health }: AddOnsPlan,
): CallEstimate {
  const withQueue = [...readers.values()].filter(({ plan }) => plan.queue !== undefined).length;
  const accounts = addOns.athena?.["accounts"] as string[] | undefined;
  const known = 1 + settings.members.accounts.length;
  const variables: CallVariables = {
    ...ASSUMED,
    R: settings.regions.length,
    N: withQueue,
    C: health === undefined ? 0 : checksAMonth(health.plan.settings.intervalMinutes),
    T: accounts === undefined ? known : listOf(accounts).length,
    B: (athena?.plan.settings.bytesScannedLimit ?? 0) / GIB,
  };
  const has = {
    export: true,
    readers: settings.notifications === "made" || withQueue > 0,
    health: health !== undefined,
    events: events !== undefined,
    athena: athena !== undefined,
  };
  const calls = MONTHLY_CALLS.filter(({ of }) => has[of]).map(({ count, ...call }) => ({
    ...call,
    count: count(variables),
  }));
  return { variables, calls };
}
