import { expect } from "chai";

import type { ExportPolicies, Finding } from "../../../rules/proof";
import { applyEdits } from "../../../rules/proof";
import { fixText } from "../../../rules/texts/edits";
import { assessed } from "./assessed";
import { mutantsOf } from "./mutations";
import { policiesFor, SHAPES, SIDS } from "./shapes";

const SEVERAL = ["one Region", "three Regions, one of them opt-in", "a prefix", "GovCloud"];

const causeOf = (finding: Finding) =>
  JSON.stringify([finding.id, finding.policy, "sid" in finding && finding.sid]);

/** What is found after the fix of one finding, that was found before it and is the finding, or is new. */
function leftBy(policies: ExportPolicies, findings: Finding[], finding: Finding): string[] {
  const others = findings.map(causeOf).filter((cause) => cause !== causeOf(finding));
  return assessed(applyEdits(policies, finding.fix))
    .findings.map(causeOf)
    .filter((cause) => !others.includes(cause));
}

describe("the fix of a finding of mutated policies", () => {
  for (const name of SEVERAL) {
    it(`alone makes the finding go away, and no other come: ${name}`, () => {
      const policies = policiesFor(SHAPES[name] as (typeof SHAPES)[string]);
      const tried = new Set<string>();
      for (const mutant of mutantsOf(policies)) {
        const { findings } = assessed(mutant.policies);
        for (const finding of findings) {
          const left = leftBy(mutant.policies, findings, finding);
          const what = `${mutant.what}: ${fixText(finding.fix)}`.replaceAll(SIDS, "");
          expect(left, what).to.deep.equal([]);
          tried.add(finding.id);
        }
      }
      expect(tried.size).to.be.at.least(7);
    });
  }
});
