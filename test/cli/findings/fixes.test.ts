import { expect } from "chai";

import type { AnyFindingId, FindingKind } from "../../../rules/findings";
import { FINDINGS } from "../../../rules/findings";
import type { FixCase } from "./fixCase";
import { policyCases } from "./policyCases";

const CASES: FixCase[] = [...policyCases];
const KINDS: FindingKind[] = ["export", "access", "protection", "document"];

describe("the fix of every finding", () => {
  for (const { id, what, run } of CASES) {
    it(`works, applied where ${id} is found: ${what}`, async () => {
      const { before, fix, after } = await run();
      expect(before).to.deep.equal([id]);
      expect(fix).not.to.equal("");
      expect(after, fix).to.deep.equal([]);
    });
  }

  it("has a case", () => {
    const all = Object.keys(FINDINGS) as AnyFindingId[];
    const ids = all.filter((id) => KINDS.includes(FINDINGS[id].kind));
    const tried = new Set(CASES.map(({ id }) => id));
    expect(ids.filter((id) => !tried.has(id))).to.deep.equal([]);
  });
});
