import type { Fault } from "../../rules/health";
import { atOnce } from "../../aws/atOnce";
import { accountFolders, ACCOUNTS, newestFinding } from "../../rules/health";
import type { ExportPlan } from "../../rules/plan";
import { findingsFolder } from "../../rules/policies";
import type { Bucket } from "../../aws/s3";
import { newestIn } from "../../aws/s3";
import { REGIONS_AT_ONCE } from "../../aws/cloud";
import type { Seen } from "../../aws/refused";
import { asked } from "../../aws/refused";

/** The newest finding of a Region. */
export interface NewestFinding {
  /** When it was written; undefined: there is none of the last 90 days. */
  written?: Date;
  /** Whether the folder of every account was looked into. */
  everywhere: boolean;
}

/** Where findings were looked for, and what was found. */
export interface FindingsLook {
  /** Accounts in whose folders they were looked for in each Region. */
  folders: string[];
  /** How many accounts more have some there: members, and those that are not known as such. */
  otherFolders: { members: number; unknown: number };
  /** Of each Region, in their order. */
  newest: Seen<NewestFinding>[];
}

/** Whose findings are looked for, and how young one is enough. */
export interface FindingsQuestion {
  administratorId: string;
  /** Accounts that are known as members. */
  memberIds: ReadonlySet<string>;
  at: Date;
  /** In milliseconds; undefined: any is. */
  maxAge?: number;
}

/** How many members more are looked into, one after the other, where all before had only findings that are too old. */
const MORE_MEMBERS = 50;

/** Looks for the newest finding of each Region. Those of accounts that are not known as members may be another export's. */
export async function lookForFindings(
  { settings }: ExportPlan,
  { seen: bucket, fault }: Seen<Bucket>,
  { administratorId, memberIds, at, maxAge }: FindingsQuestion,
): Promise<FindingsLook> {
  const { regions, bucket: of } = settings;
  const none = (why: Fault) => ({
    ...{ folders: [], otherFolders: { members: 0, unknown: 0 } },
    newest: regions.map(() => ({ fault: why })),
  });
  if (bucket === undefined) return none(fault);
  const list = newestIn(bucket.list);
  const found = await asked("s3:ListBucket", async () => {
    const there = await accountFolders(list, findingsFolder(of.prefix), administratorId);
    const known = there.folders.filter((folder) => {
      const accountId = accountOfFolder(folder);
      return accountId === administratorId || memberIds.has(accountId);
    });
    const [first, others] = [known.slice(0, ACCOUNTS), known.slice(ACCOUNTS)];
    // A Region of which nothing was ever exported needs no look into it.
    const regionsOf = await Promise.all(
      first.map(async (folder) => (await list(`${folder}GuardDuty/`, "/")).folders),
    );
    return { first, others, regionsOf, unknown: there.folders.length - known.length, ...there };
  });
  if (found.seen === undefined) return none(found.fault);
  const { first, others, regionsOf, unknown, more } = found.seen;
  const isTooOld = (written: Date | undefined) =>
    maxAge !== undefined && !(written && at.getTime() - written.getTime() <= maxAge);
  const lookInto = async (region: string): Promise<NewestFinding> => {
    const there = first.filter((folder, index) =>
      regionsOf[index]?.includes(`${folder}GuardDuty/${region}/`),
    );
    let written = await newestFinding(list, there, region, at);
    const rest = [...others];
    for (let left = MORE_MEMBERS; left > 0 && rest.length > 0 && isTooOld(written); left--) {
      const one = await newestFinding(list, rest.splice(0, 1), region, at);
      if (one !== undefined && (written === undefined || one > written)) written = one;
    }
    return { written, everywhere: rest.length === 0 && unknown === 0 && !more };
  };
  return {
    folders: first.map(accountOfFolder),
    otherFolders: { members: others.length, unknown },
    newest: await atOnce(REGIONS_AT_ONCE, regions, (region) =>
      asked("s3:ListBucket", () => lookInto(region)),
    ),
  };
}

function accountOfFolder(folder: string): string {
  return folder.split("/").at(-2) ?? "";
}
