import { COMMERCIAL_REGIONS } from "../sandbox/cloud/regions";
import type { Repeats } from "./rounds";

/** How much is measured. */
export interface Settings {
  repeats: Repeats;
  /** Region counts of the previews; memory is compared at the last. */
  previewRegions: number[];
  firstUp: { regions: number; latencyMs: number; parallel: number };
  planning: Repeats;
  /** The largest size; each measure is compared with that of half. */
  growth: { regions: number; members: number; repeats: Repeats };
}

export const FULL: Settings = {
  repeats: { warmUp: 1, counted: 5 },
  previewRegions: [1, 17, 34],
  // The default of 4 for each core would have destinations queue: 34 of them become ready at once.
  firstUp: { regions: 34, latencyMs: 300, parallel: 64 },
  planning: { warmUp: 5, counted: 25 },
  // As many members as GuardDuty lets an administrator add by invitation.
  growth: { regions: 34, members: 5_000, repeats: { warmUp: 1, counted: 3 } },
};

/** Proves that everything runs; its figures mean little. */
export const QUICK: Settings = {
  repeats: { warmUp: 0, counted: 1 },
  previewRegions: [1],
  firstUp: { regions: 2, latencyMs: 50, parallel: 64 },
  planning: { warmUp: 0, counted: 1 },
  growth: { regions: 2, members: 10, repeats: { warmUp: 0, counted: 1 } },
};

/** So many Regions, us-east-1 first. */
export function someRegions(count: number): string[] {
  const home = "us-east-1";
  return [home, ...COMMERCIAL_REGIONS.filter((region) => region !== home)].slice(0, count);
}

/** So many members by name. */
export function someMembers(count: number): { accountId: string; email: string }[] {
  return Array.from({ length: count }, (_, index) => {
    const accountId = String(200_000_000_000 + index);
    return { accountId, email: `aws-${accountId}@example.com` };
  });
}

export function regionsText(count: number): string {
  return count === 1 ? "1 Region" : `${count} Regions`;
}
