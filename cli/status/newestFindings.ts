import { atOnce } from "../../aws/atOnce";
import { REGIONS_AT_ONCE } from "../../aws/cloud";
import { observe } from "../../aws/observe";
import type { Bucket } from "../../aws/s3";
import { newestIn } from "../../aws/s3";
import { accountFolders, ACCOUNTS, exportedFindings, isNotExported } from "../../rules/health";
import type { DueFinding, ExportedFindings } from "../../rules/health";
import type { ExportPlan } from "../../rules/plan";
import { findingsFolder } from "../../rules/policies";
import type { Finding, Result } from "../findings";
import { unchecked } from "../findings";

/** The newest finding of a Region. */
export interface NewestFinding extends ExportedFindings {
  /** A finding that had to be exported by now, and is not in the bucket. */
  notExported?: DueFinding;
  /** Whether the folder of every account was searched. */
  everywhere: boolean;
}

/** Where findings were searched for, and what was found. */
export interface FindingsObservation {
  /** Accounts whose folders were searched in each Region. */
  folders: string[];
  /** How many accounts more have some there: members, and those that are not known as such. */
  otherFolders: { members: number; unknown: number };
  /** Of each Region, in their order. */
  newest: Result<NewestFinding>[];
}

/** Whose findings are searched for, and how young one is enough. */
export interface FindingsSearch {
  administratorId: string;
  /** Accounts that are known as members. */
  memberIds: ReadonlySet<string>;
  at: Date;
  /** In milliseconds; undefined: any is. */
  maxAge?: number;
  /** The newest finding of a Region that had to be exported by now; undefined: there is none, or it is not known. */
  due: (region: string) => DueFinding | undefined;
}

/** How many more members are searched, one after the other, where all before had only findings that are too old. */
const MORE_MEMBERS = 50;

/** Searches for the newest finding of each Region. Those of accounts that are not known as members may be another export's. */
export async function observeFindings(
  { settings }: ExportPlan,
  bucket: Result<Bucket> | undefined,
  { administratorId, memberIds, at, maxAge, due: dueOf }: FindingsSearch,
): Promise<FindingsObservation> {
  const { regions, bucket: of } = settings;
  const none = (finding: Finding) => ({
    ...{ folders: [], otherFolders: { members: 0, unknown: 0 } },
    newest: regions.map(() => ({ finding })),
  });
  if (bucket === undefined) return none(unchecked("bucketUnknown", {}));
  if (bucket.value === undefined) return none(bucket.finding);
  const list = newestIn(bucket.value.list);
  const folder = findingsFolder(of.prefix);
  const found = await observe("s3:ListBucket", async () => {
    const there = await accountFolders(list, folder, administratorId);
    const known = there.folders.filter((one) => {
      const accountId = accountOfFolder(one);
      return accountId === administratorId || memberIds.has(accountId);
    });
    const [first, others] = [known.slice(0, ACCOUNTS), known.slice(ACCOUNTS)];
    // A Region of which nothing was ever exported needs no search.
    const regionsOf = await Promise.all(
      first.map(async (one) => (await list(`${one}GuardDuty/`, "/")).folders),
    );
    return { first, others, regionsOf, unknown: there.folders.length - known.length, ...there };
  });
  if (found.value === undefined) return none(found.finding);
  const { first, others, regionsOf, unknown, more } = found.value;
  const isTooOld = (written: Date | undefined) =>
    maxAge !== undefined && !(written && at.getTime() - written.getTime() <= maxAge);
  const search = async (region: string): Promise<NewestFinding> => {
    const there = first.filter((one, index) =>
      regionsOf[index]?.includes(`${one}GuardDuty/${region}/`),
    );
    const exported = await exportedFindings(list, there, region, at);
    let { written } = exported;
    const rest = [...others];
    for (let left = MORE_MEMBERS; left > 0 && rest.length > 0 && isTooOld(written); left--) {
      const { written: one } = await exportedFindings(list, rest.splice(0, 1), region, at);
      if (one !== undefined && (written === undefined || one > written)) written = one;
    }
    const due = dueOf(region);
    const searched = { folder, accounts: first };
    const isMissing = await isNotExported(list, searched, region, { now: at, written, due });
    return {
      ...{ written, days: exported.days },
      everywhere: rest.length === 0 && unknown === 0 && !more,
      ...(isMissing && due && { notExported: due }),
    };
  };
  return {
    folders: first.map(accountOfFolder),
    otherFolders: { members: others.length, unknown },
    newest: await atOnce(REGIONS_AT_ONCE, regions, (region) =>
      observe("s3:ListBucket", () => search(region)),
    ),
  };
}

function accountOfFolder(folder: string): string {
  return folder.split("/").at(-2) ?? "";
}
