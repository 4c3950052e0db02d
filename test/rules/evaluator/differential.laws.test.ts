import { expect } from "chai";
import * as fc from "fast-check";
import type { Decision } from "../../../rules/evaluator";
import { compare, disagreements } from "../../../testing/differential";
import { policyCase } from "../../../testing/policyCases";

const RUNS = Number(process.env["POLICY_CASES"] ?? 10_000);

describe("the evaluator compared with iam-simulate", function () {
  this.timeout(Math.max(600_000, RUNS * 10));

  it(`agrees on ${RUNS} generated policies and requests`, async () => {
    const results = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(policyCase, async (one) => {
        const { ours, theirs } = await compare(one);
        results.set(ours, (results.get(ours) ?? 0) + 1);
        expect(ours).to.equal(theirs);
      }),
      { numRuns: RUNS },
    );
    const share = (result: Decision["result"]) => (results.get(result) ?? 0) / RUNS;
    expect(share("allowed"), "share of allowed cases").to.be.above(0.15);
    expect(share("explicitDeny"), "share of explicitly denied cases").to.be.above(0.15);
    expect(share("implicitDeny"), "share of implicitly denied cases").to.be.above(0.15);
  });

  it("finds where an evaluator is wrong, and makes the case small", async () => {
    const wrong: typeof compare = async (one) => ({
      ...(await compare(one)),
      agree: !JSON.stringify(one.document).includes("NotPrincipal"),
    });
    const [found, ...others] = await disagreements(1_500, 7, undefined, wrong);
    expect(others.map(({ seed }) => seed)).to.eql([1007]);
    expect(found).to.include({ seed: 7 });
    const { Version: _, ...document } = found?.document ?? { Statement: [] };
    expect(JSON.stringify(document).length, JSON.stringify(document)).to.be.below(250);
  });
});
