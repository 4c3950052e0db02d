import { expect } from "chai";

import type { AnyFindingId } from "../../../rules/findings";
import { FINDINGS } from "../../../rules/findings";
import type { FixCase } from "./fixCase";
import { incompleteCommands } from "./awsCommands";
import { commandCases } from "./commandCases";
import { malwareCases } from "./malwareCases";
import { packCases } from "./packCases";
import { deploymentCases } from "./deploymentCases";
import { healthPartCases } from "./healthPartCases";
import { inputCases } from "./inputCases";
import { planCases } from "./planCases";
import { planCommandCases } from "./planCommandCases";
import { previewCases } from "./previewCases";
import { statusCases } from "./status";
import { upgradeCases } from "./upgradeCases";
import { policyCases } from "./policyCases";

const CASES: FixCase[] = [
  ...policyCases,
  ...packCases,
  ...malwareCases,
  ...planCases,
  ...deploymentCases,
  ...planCommandCases,
  ...statusCases,
  ...healthPartCases,
  ...commandCases,
  ...inputCases,
  ...previewCases,
  ...upgradeCases,
];

describe("the fix of every finding", () => {
  for (const { id, what, causes = [], remaining = [], reveals = [], says = "", run } of CASES) {
    it(`works, applied where ${id} is found: ${what}`, async () => {
      const { before, fix, after } = await run();
      expect([...before].sort()).to.deep.equal([id, ...causes, ...remaining].sort());
      expect(fix).not.to.equal("");
      expect(fix).to.contain(says);
      expect(incompleteCommands(fix)).to.deep.equal([]);
      expect([...after].sort(), fix).to.deep.equal([...remaining, ...reveals].sort());
    });
  }

  it("has a case", () => {
    const ids = Object.keys(FINDINGS) as AnyFindingId[];
    const tried = new Set(CASES.map(({ id }) => id));
    expect(ids.filter((id) => !tried.has(id))).to.deep.equal([]);
  });
});
