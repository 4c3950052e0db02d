/** A finding that had to be exported by now. */
export interface DueFinding {
  /** Of the member that has it, or of the administrator. */
  accountId: string;
  /** When it was last updated. */
  at: Date;
}

/** One page of a listing of the bucket, of 1,000 keys at most. */
export interface Page {
  /** Common prefixes up to the delimiter, in order. */
  folders: string[];
  /** When the newest object of the page was written. */
  newest?: Date;
  /** Days of the page's objects, by their keys: `2026/11/24`. Defaults to none. */
  days?: string[];
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

/** The findings of a Region in the bucket. */
export interface ExportedFindings {
  /** When the newest was written; undefined: there is none of the last 90 days. */
  written?: Date;
  /** Days that have some, of those of the last 90 days that were looked at, in order: `2026/11/24`. */
  days: string[];
}

/**
 * The newest finding of a Region, and the days that have findings, by one page for each account folder, or eight at most
 * where there are more than 1,000 objects: then today's and yesterday's, else every month's. Of a day with more than
 * 1,000 objects only as many are looked at; their names are random, so that the newest of them is nearly the newest of
 * all, and never younger than it.
 */
export async function exportedFindings(
  list: List,
  accounts: readonly string[],
  region: string,
  now: Date,
): Promise<ExportedFindings> {
  const found = await Promise.all(
    accounts.map((account) => exportedUnder(list, `${account}GuardDuty/${region}/`, now)),
  );
  return {
    written: found.map(({ written }) => written).reduce(later, undefined),
    days: distinctDays(found.flatMap(({ days }) => days)),
  };
}

const DAY = 86_400_000;

async function exportedUnder(list: List, folder: string, now: Date): Promise<ExportedFindings> {
  const first = dayOf(now, DAYS_BACK);
  const recent = await list(folder, undefined, folder + first);
  if (recent.more !== true) return { written: recent.newest, days: recent.days ?? [] };
  for (const day of [dayOf(now, 0), dayOf(now, 1)]) {
    const { newest } = await list(`${folder}${day}/`);
    if (newest !== undefined) return { written: newest, days: [day] };
  }
  const months = await Promise.all(
    monthsBetween(first, now).map(async (month) => (await list(`${folder}${month}/`, "/")).folders),
  );
  const days = months.flat().map((one) => one.slice(folder.length, -1));
  const last = days.at(-1);
  const written = last === undefined ? undefined : (await list(`${folder}${last}/`)).newest;
  return { written, days: days.filter((day) => day >= first) };
}

/** `2026/08` and those after it. */
function monthsBetween(first: string, now: Date): string[] {
  const [year = 0, month = 0] = first.split("/").map(Number);
  const ofYears = (now.getUTCFullYear() - year) * 12 + now.getUTCMonth() + 1 - month;
  return Array.from({ length: ofYears + 1 }, (_, index) =>
    new Date(Date.UTC(year, month - 1 + index)).toISOString().slice(0, 7).replace("-", "/"),
  );
}

/** The folders of a Region's findings that were searched, and where others are. */
export interface SearchedFolders {
  /** `[prefix/]AWSLogs/` */
  folder: string;
  accounts: readonly string[];
}

/**
 * Whether the bucket has no finding as new as one that GuardDuty had to export: the folder of its account is looked at too,
 * where it was not searched before.
 */
export async function isNotExported(
  list: List,
  { folder, accounts }: SearchedFolders,
  region: string,
  { now, written, due }: { now: Date; written: Date | undefined; due: DueFinding | undefined },
): Promise<boolean> {
  if (due === undefined || isAsNew(written, due)) return false;
  const own = `${folder}${due.accountId}/`;
  if (accounts.includes(own)) return true;
  return !isAsNew((await exportedFindings(list, [own], region, now)).written, due);
}

/** S3 has times in seconds. */
function isAsNew(written: Date | undefined, { at }: DueFinding): boolean {
  return written !== undefined && written.getTime() >= Math.floor(at.getTime() / 1000) * 1000;
}

const distinctDays = (days: readonly string[]) => [...new Set(days)].sort();

/** The folder of a day: `2026/11/24`. */
function dayOf(now: Date, daysAgo: number): string {
  const day = new Date(now.getTime() - daysAgo * DAY).toISOString().slice(0, 10);
  return day.replaceAll("-", "/");
}

function later(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one > other ? one : other;
}
