import { expect } from "chai";

import { accountFolders, exportedFindings, isNotExported } from "../../../rules/health";
import type { List } from "../../../rules/health";

const ADMIN = "111122223333";
const MEMBER = "222233334444";
const NOW = new Date("2026-11-24T00:10:00Z");

/** Keys of a page. */
const PAGE = 3;

/** A bucket of these keys, each written at a time; counts the pages that were asked for. */
function bucket(objects: { [key: string]: string }) {
  const pages: string[] = [];
  const list: List = async (prefix, delimiter, startAfter = "") => {
    pages.push(prefix);
    const under = Object.keys(objects)
      .filter((key) => key.startsWith(prefix) && key > startAfter)
      .sort();
    if (delimiter === undefined) {
      const times = under.slice(0, PAGE).map((key) => Number(new Date(objects[key]!)));
      const newest = times.length ? new Date(Math.max(...times)) : undefined;
      const days = under.slice(0, PAGE).flatMap((key) => /\d{4}\/\d\d\/\d\d/.exec(key) ?? []);
      return { folders: [], newest, days, more: under.length > PAGE };
    }
    const folders = under
      .map((key) => key.slice(0, key.indexOf("/", prefix.length) + 1))
      .filter((folder) => folder !== "");
    return { folders: [...new Set(folders)] };
  };
  return { list, pages };
}

const key = (account: string, day: string, name = "a") =>
  `logs/AWSLogs/${account}/GuardDuty/us-east-1/${day}/${name}.jsonl.gz`;

async function newest(objects: { [key: string]: string }) {
  const { list, pages } = bucket(objects);
  const { folders } = await accountFolders(list, "logs/AWSLogs/", ADMIN);
  const { written } = await exportedFindings(list, folders, "us-east-1", NOW);
  return { found: written?.toISOString(), pages: pages.length };
}

describe("The newest finding of a Region", () => {
  it("is today's, found in one page in addition to that of the accounts", async () => {
    const objects = {
      [key(ADMIN, "2026/11/24", "z")]: "2026-11-24T00:01:00Z",
      [key(ADMIN, "2026/11/24", "a")]: "2026-11-24T00:05:00Z",
      [key(ADMIN, "2026/11/23")]: "2026-11-23T23:59:00Z",
    };
    expect(await newest(objects)).to.deep.equal({ found: "2026-11-24T00:05:00.000Z", pages: 2 });
  });

  it("is the last of the last 90 days, by the same two pages", async () => {
    const objects = {
      [key(ADMIN, "2026/08/25")]: "2026-08-25T12:00:00Z",
      [key(ADMIN, "2026/08/26")]: "2026-08-26T12:00:00Z",
    };
    expect(await newest(objects)).to.deep.equal({ found: "2026-08-26T12:00:00.000Z", pages: 2 });
  });

  it("is none when none is of the last 90 days", async () => {
    const objects = { [key(ADMIN, "2026/08/25")]: "2026-08-25T12:00:00Z" };
    expect(await newest(objects)).to.deep.equal({ found: undefined, pages: 2 });
  });

  describe("where there are more than a page of them", () => {
    const many = (day: string) =>
      Object.fromEntries(
        Array.from({ length: PAGE + 1 }, (_, index) => [
          key(ADMIN, day, String(index)),
          `${day.replaceAll("/", "-")}T0${index}:00:00Z`,
        ]),
      );

    it("is today's", async () => {
      const objects = { ...many("2026/11/01"), [key(ADMIN, "2026/11/24")]: "2026-11-24T00:05:00Z" };
      expect(await newest(objects)).to.deep.equal({ found: "2026-11-24T00:05:00.000Z", pages: 3 });
    });

    it("is yesterday's shortly after midnight", async () => {
      const objects = { ...many("2026/11/01"), [key(ADMIN, "2026/11/23")]: "2026-11-23T23:59:00Z" };
      expect(await newest(objects)).to.deep.equal({ found: "2026-11-23T23:59:00.000Z", pages: 4 });
    });

    it("is the last day's there is, by nine pages", async () => {
      const objects = { ...many("2026/10/31"), [key(ADMIN, "2026/11/09")]: "2026-11-09T10:00:00Z" };
      expect(await newest(objects)).to.deep.equal({ found: "2026-11-09T10:00:00.000Z", pages: 9 });
    });

    it("is nearly the newest of a day of more than a page", async () => {
      expect(await newest(many("2026/11/24"))).to.deep.equal({
        found: "2026-11-24T02:00:00.000Z",
        pages: 3,
      });
    });
  });

  it("is that of any account", async () => {
    const objects = {
      [key(ADMIN, "2026/11/23")]: "2026-11-23T10:00:00Z",
      [key(MEMBER, "2026/11/24")]: "2026-11-24T00:07:00Z",
    };
    expect((await newest(objects)).found).to.equal("2026-11-24T00:07:00.000Z");
  });

  it("is none when nothing was ever exported, the marker aside", async () => {
    expect(await newest({ "logs/AWSLogs/": "2026-01-01T00:00:00Z" })).to.deep.equal({
      found: undefined,
      pages: 2,
    });
  });

  it("may be in the folder of any account, the administrator's first", async () => {
    const accounts = ["000000000001", "000000000002"];
    const objects = Object.fromEntries(
      [...accounts, ADMIN].map((account) => [key(account, "2026/11/24"), "2026-11-24T00:00:00Z"]),
    );
    const { list } = bucket({ ...objects, "logs/AWSLogs/other/x": "2026-11-24T00:00:00Z" });
    expect(await accountFolders(list, "logs/AWSLogs/", ADMIN)).to.deep.equal({
      folders: [
        `logs/AWSLogs/${ADMIN}/`,
        "logs/AWSLogs/000000000001/",
        "logs/AWSLogs/000000000002/",
      ],
      more: false,
    });
  });

  describe("comes with the days that have findings", () => {
    const daysOf = async (objects: { [key: string]: string }) => {
      const { list } = bucket(objects);
      const { folders } = await accountFolders(list, "logs/AWSLogs/", ADMIN);
      return (await exportedFindings(list, folders, "us-east-1", NOW)).days;
    };
    const on = (day: string, account = ADMIN, names = ["a"]) =>
      Object.fromEntries(
        names.map((name) => [key(account, day, name), `${day.replaceAll("/", "-")}T10:00:00Z`]),
      );

    it("of all accounts", async () => {
      const objects = { ...on("2026/11/20"), ...on("2026/11/10", MEMBER), ...on("2026/08/01") };
      expect(await daysOf(objects)).to.deep.equal(["2026/11/10", "2026/11/20"]);
    });

    it("of the last 90 days where a page has not all of them", async () => {
      const objects = {
        ...on("2026/08/25"),
        ...on("2026/08/26", ADMIN, ["a", "b", "c"]),
        ...on("2026/11/02"),
      };
      expect(await daysOf(objects)).to.deep.equal(["2026/08/26", "2026/11/02"]);
    });
  });

  describe("is not that which had to be exported", () => {
    const OTHER = "333344445555";
    const due = (accountId: string, at: string) => ({ accountId, at: new Date(at) });
    async function missing(
      objects: { [key: string]: string },
      finding: ReturnType<typeof due> | undefined,
    ) {
      const { list, pages } = bucket(objects);
      const folder = "logs/AWSLogs/";
      const accounts = [ADMIN, MEMBER].map((account) => `${folder}${account}/`);
      const { written } = await exportedFindings(list, accounts, "us-east-1", NOW);
      const before = pages.length;
      const searched = { folder, accounts };
      const at = { now: NOW, written, due: finding };
      const isMissing = await isNotExported(list, searched, "us-east-1", at);
      return { isMissing, pages: pages.length - before };
    }
    const objects = { [key(ADMIN, "2026/11/20")]: "2026-11-20T10:00:00Z" };

    it("when it is older than it", async () => {
      const found = await missing(objects, due(MEMBER, "2026-11-20T10:00:01Z"));
      expect(found).to.deep.equal({ isMissing: true, pages: 0 });
    });

    it("unless it was written within the same second, later, or nothing had to be", async () => {
      for (const finding of [
        due(MEMBER, "2026-11-20T10:00:00.900Z"),
        due(MEMBER, "2026-11-01T00:00:00Z"),
        undefined,
      ]) {
        expect(await missing(objects, finding)).to.deep.equal({ isMissing: false, pages: 0 });
      }
    });

    it("unless it is in the folder of another account, by one page more", async () => {
      const finding = due(OTHER, "2026-11-21T10:00:00Z");
      expect(await missing(objects, finding)).to.deep.equal({ isMissing: true, pages: 1 });
      const exported = { ...objects, [key(OTHER, "2026/11/21")]: "2026-11-21T10:05:00Z" };
      expect(await missing(exported, finding)).to.deep.equal({ isMissing: false, pages: 1 });
    });
  });
});
