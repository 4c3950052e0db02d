import { expect } from "chai";

import { readArgs } from "../../rules/args";
import type { AnyFindingId, FindingLevel } from "../../rules/findings";
import { FINDINGS } from "../../rules/findings";
import type { Finding } from "../../cli/findings";
import { analyse } from "../../cli/plan/analysis";
import { headlineOf } from "../../cli/plan/exportReport";
import { VERDICTS } from "../../cli/plan/words";

const { settings } = readArgs("findings", { regions: ["us-east-1"] });
const owner = { project: "guardduty-export", stack: "test", component: "findings" };
const analysis = analyse(owner, settings!, {});

type Verdict = typeof analysis.verdict;

/** The first line of a plan with one finding; its values are none of a first line. */
function headline(verdict: Verdict, id: AnyFindingId, level: FindingLevel) {
  const severity = level === "warning" ? ("warning" as const) : ("error" as const);
  const confirmed = level === "error" || level === "warning";
  const findings = [{ id, severity, confirmed } as unknown as Finding];
  return headlineOf({ ...analysis, verdict, findings }, { resources: [] });
}

describe("The first line of a plan", () => {
  const levels = Object.entries(FINDINGS).flatMap(([id, { levels }]) =>
    levels.map((level) => ({ id: id as AnyFindingId, level })),
  );

  for (const verdict of Object.keys(VERDICTS) as Verdict[]) {
    it(`says of every finding at each of its levels what it is: ${verdict}`, () => {
      const { tone: own } = VERDICTS[verdict];
      for (const { id, level } of levels) {
        const { text, tone } = headline(verdict, id, level);
        const [wrong, open] = [level === "error", !["error", "warning"].includes(level)];
        const of = `${id} ${level}: ${text}`;
        expect(text.includes("; 1 finding"), of).to.equal(wrong);
        expect(text.includes("; 1 not checked"), of).to.equal(open);
        expect(tone, of).to.equal(wrong ? "bad" : open && own === "good" ? "open" : own);
      }
    });
  }
});
