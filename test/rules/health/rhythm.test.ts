import { expect } from "chai";

import {
  dueCriterion,
  exportedFindingsFindings,
  newestDue,
  silenceOf,
} from "../../../rules/health";
import { seededRandom } from "../../../sandbox/cloud/faults";

const DAY = 86_400_000;
const NOW = new Date("2026-11-24T12:00:00Z");
const daysAgo = (count: number) => new Date(NOW.getTime() - count * DAY);

/** Findings of a Region, so many days ago; those of more than 90 days are not listed. */
function findings(...ago: number[]) {
  const listed = ago.filter((one) => one <= 90).sort((one, other) => other - one);
  const newest = listed.at(-1);
  return {
    written: newest === undefined ? undefined : daysAgo(newest),
    days: listed.map((one) => daysAgo(one).toISOString().slice(0, 10).replaceAll("-", "/")),
  };
}

const each = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.floor((from - to) / step) + 1 }, (_, index) => from - index * step);

const silence = (...ago: number[]) => silenceOf(findings(...ago), NOW);

describe("A Region is silent for longer than usual", () => {
  it("when it had findings daily, and none for more than three days", () => {
    expect(silence(...each(90, 3))).to.equal(undefined);
    expect(silence(...each(90, 4))).to.deep.equal({ usual: 1, silent: 4 });
  });

  it("for as long as seven days of those are among the last 90", () => {
    expect(silence(...each(120, 84))).to.deep.equal({ usual: 1, silent: 84 });
    expect(silence(...each(120, 85))).to.equal(undefined);
  });

  it("when it had findings weekly, and none for more than three weeks", () => {
    expect(silence(...each(90, 20, 7))).to.equal(undefined);
    expect(silence(...each(90, 26, 7))).to.deep.equal({ usual: 7, silent: 27 });
  });

  it("never when it has few findings", () => {
    for (const rare of [[], [80], [80, 50], each(90, 45, 9), each(70, 65), each(58, 50)]) {
      expect(silence(...rare)).to.equal(undefined);
    }
  });

  it("never when it had findings for some days alone, of an incident", () => {
    expect(silence(...each(60, 45))).to.equal(undefined);
    expect(silence(80, ...each(60, 45))).to.equal(undefined);
  });

  it("in less than one of 100 checks of a Region whose findings come by chance", () => {
    const random = seededRandom(17);
    let alarms = 0;
    let checks = 0;
    for (const perDay of [1 / 30, 1 / 14, 1 / 7, 1 / 3, 1, 3]) {
      for (let region = 0; region < 200; region++) {
        const ago = each(180, 0).filter(() => random() < 1 - Math.exp(-perDay));
        for (const at of [0, 20, 40, 60, 80]) {
          const newer = ago.filter((one) => one >= at).map((one) => one - at);
          if (silence(...newer) !== undefined) alarms++;
          checks++;
        }
      }
    }
    expect(alarms / checks).to.be.lessThan(0.01);
  });
});

describe("A finding has to be exported", () => {
  it("an hour after the frequency of updates, which is six hours unless it is known", () => {
    for (const [frequency, hours] of [
      ["FIFTEEN_MINUTES", 1.25],
      ["ONE_HOUR", 2],
      ["SIX_HOURS", 7],
      [undefined, 7],
      ["DAILY", 7],
    ] as const) {
      expect(dueCriterion(NOW, frequency)).to.deep.equal({
        updatedAt: { lessThanOrEqual: NOW.getTime() - hours * 3_600_000 },
        "service.archived": { equals: ["false"] },
      });
    }
  });

  it("and the newest of all accounts' counts", () => {
    const [old, young] = [
      { accountId: "111122223333", at: daysAgo(3) },
      { accountId: "222233334444", at: daysAgo(2) },
    ];
    expect(newestDue([old, young])).to.equal(young);
    expect(newestDue([young, old])).to.equal(young);
    expect(newestDue([])).to.equal(undefined);
  });

  const due = { accountId: "111122223333", at: daysAgo(1) };

  it("and one that is not is an error, in place of the silence", () => {
    expect(exportedFindingsFindings(findings(...each(90, 4)), due, NOW)).to.deep.equal([
      {
        ...{ id: "findingsNotExported", severity: "error", confirmed: true },
        ...{ at: "2026-11-23T12:00:00.000Z", newest: "2026-11-20T12:00:00.000Z" },
      },
    ]);
  });

  it("and is a warning where nothing of the Region was: it may be older than the export", () => {
    expect(exportedFindingsFindings(findings(), due, NOW)).to.deep.equal([
      {
        ...{ id: "findingsNotExported", severity: "warning", confirmed: true },
        at: "2026-11-23T12:00:00.000Z",
      },
    ]);
  });

  it("and while all are, the silence is a warning", () => {
    expect(exportedFindingsFindings(findings(...each(90, 4)), undefined, NOW)).to.deep.equal([
      {
        ...{ id: "regionSilent", severity: "warning", confirmed: true },
        ...{ usual: 1, silent: 4 },
      },
    ]);
    expect(exportedFindingsFindings(findings(1), undefined, NOW)).to.deep.equal([]);
  });
});
