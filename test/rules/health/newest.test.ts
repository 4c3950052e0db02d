import { expect } from "chai";

import { accountFolders, newestFinding } from "../../../rules/health";
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
      return { folders: [], newest, more: under.length > PAGE };
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
  const found = await newestFinding(list, folders, "us-east-1", NOW);
  return { found: found?.toISOString(), pages: pages.length };
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

    it("is the last day's there is, by eight pages", async () => {
      const objects = { ...many("2026/10/31"), [key(ADMIN, "2026/11/09")]: "2026-11-09T10:00:00Z" };
      expect(await newest(objects)).to.deep.equal({ found: "2026-11-09T10:00:00.000Z", pages: 8 });
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
});
