import { expect } from "chai";

import type { ExportPolicies, Finding } from "../../../rules/proof";
import { applyEdits } from "../../../rules/proof";
import { fixText } from "../../../rules/texts/edits";
import { assessed } from "./assessed";
import { mutantsOf } from "./mutations";
import { withOthers } from "./othersStatements";
import { policiesFor, SHAPES, SIDS } from "./shapes";

const SEVERAL = ["one Region", "three Regions, one of them opt-in", "a prefix", "GovCloud"];

const causeOf = (finding: Finding) =>
  JSON.stringify([
    ...[finding.id, finding.policy, "sid" in finding && finding.sid],
    // The lookup of the bucket and the writes are denied by two findings where nothing allows either.
    finding.id === "exportDenied" && finding.reasons.length === 0 && finding.action,
  ]);

/** What is found after the fix of one finding that is the finding itself, or was not found before. */
function leftBy(policies: ExportPolicies, findings: Finding[], finding: Finding): string[] {
  const others = findings.map(causeOf).filter((cause) => cause !== causeOf(finding));
  return assessed(applyEdits(policies, finding.fix))
    .findings.map(causeOf)
    .filter((cause) => !others.includes(cause));
}

/** Applies the fix of each finding of each of the policies alone; returns the ids that were found. */
function applied(all: Iterable<{ what: string; policies: ExportPolicies }>): Set<string> {
  const tried = new Set<string>();
  for (const { what, policies } of all) {
    const { findings } = assessed(policies);
    for (const finding of findings) {
      const text = `${what}: ${fixText(finding.fix)}`.replaceAll(SIDS, "");
      expect(finding.fix, what).not.to.deep.equal([]);
      expect(leftBy(policies, findings, finding), text).to.deep.equal([]);
      tried.add(finding.id);
    }
  }
  return tried;
}

describe("the fix of a finding", () => {
  for (const name of SEVERAL) {
    it(`alone makes the finding of a mutated policy go away, and no other come: ${name}`, () => {
      const policies = policiesFor(SHAPES[name] as (typeof SHAPES)[string]);
      expect(applied(mutantsOf(policies)).size).to.be.at.least(7);
    });
  }

  it("alone makes the finding of a statement of others go away, and no other come", () => {
    expect([...applied(withOthers())].sort()).to.deep.equal([
      "exportDenied",
      "exportUndetermined",
      "externalAccess",
      "guardDutyAccess",
      "malformedStatement",
      "publicAccess",
      "publicStatement",
      "serviceAccess",
    ]);
  });
});
