/** One page of a listing of the bucket, of 1,000 keys at most. */
export interface Page {
  /** Common prefixes up to the delimiter, in order. */
  folders: string[];
  /** When the newest object of the page was written. */
  newest?: Date;
  /** Whether there are more pages. Defaults to false. */
  more?: boolean;
}

/** ListObjectsV2: one page of what is under `prefix`, and behind `startAfter` in the order of keys. */
export type List = (prefix: string, delimiter?: "/", startAfter?: string) => Promise<Page>;

/** How many accounts' folders are looked into: each costs a call or more in each Region. */
export const ACCOUNTS = 3;

/**
 * The folders of the accounts whose findings are there, the administrator's first; `folder` is `[prefix/]AWSLogs/`, of
 * which one page is looked at. Which account's folder a member's findings are in is not documented, and exports of others
 * may have theirs there.
 */
export async function accountFolders(
  list: List,
  folder: string,
  administratorId: string,
): Promise<{ folders: string[]; more: boolean }> {
  const { folders, more = false } = await list(folder, "/");
  const accounts = folders.filter((one) => /\/\d{12}\/$/.test(one));
  const own = `${folder}${administratorId}/`;
  return { folders: [own, ...accounts.filter((one) => one !== own)], more };
}

/** How many days back is looked: as long as GuardDuty itself keeps findings. */
export const DAYS_BACK = 90;

/**
 * When the newest finding of a Region was written, by one page for each account folder, or seven at most where
 * there are more than 1,000 objects: then today's and yesterday's, else the last day there is. Of a day with more than
 * 1,000 objects only as many are looked at; their names are random, so that the newest of them is nearly the newest of
 * all, and never younger than it. Undefined: there is none of the last 90 days.
 */
export async function newestFinding(
  list: List,
  accounts: readonly string[],
  region: string,
  now: Date,
): Promise<Date | undefined> {
  const found = await Promise.all(
    accounts.map((account) => newestUnder(list, `${account}GuardDuty/${region}/`, now)),
  );
  return found.reduce(later, undefined);
}

const DAY = 86_400_000;

async function newestUnder(list: List, folder: string, now: Date): Promise<Date | undefined> {
  const recent = await list(folder, undefined, folder + dayOf(now, DAYS_BACK));
  if (recent.more !== true) return recent.newest;
  for (const daysAgo of [0, 1]) {
    const { newest } = await list(`${folder}${dayOf(now, daysAgo)}/`);
    if (newest !== undefined) return newest;
  }
  let last: string | undefined = folder;
  for (let depth = 0; depth < 3 && last !== undefined; depth++) {
    last = (await list(last, "/")).folders.at(-1);
  }
  return last === undefined ? undefined : (await list(last)).newest;
}

/** The folder of a day: `2026/11/24`. */
function dayOf(now: Date, daysAgo: number): string {
  const day = new Date(now.getTime() - daysAgo * DAY).toISOString().slice(0, 10);
  return day.replaceAll("-", "/");
}

function later(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one > other ? one : other;
}
