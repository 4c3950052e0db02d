import { expect } from "chai";
import * as fc from "fast-check";
import { evaluate, type AccessRequest, type Decision } from "../../../rules/evaluator";
import { listOf, type PolicyDocument, type PolicyStatement } from "../../../rules/policyDocument";
import { policyCase, type PolicyCase } from "../../../testing/policyCases";

const withStatements = (document: PolicyDocument, Statement: PolicyStatement[]) => ({
  ...document,
  Statement,
});

/** The request with some of its keys, present or not, no longer known. */
function forgotten({ request }: PolicyCase, forget: (key: string) => boolean): AccessRequest {
  const known = Object.entries(request.context.known).filter(([key]) => !forget(key));
  return { ...request, context: { known: Object.fromEntries(known), otherwise: "unknown" } };
}

const isDenied = (result: Decision["result"]) =>
  result === "explicitDeny" || result === "implicitDeny";

describe("laws of evaluation", () => {
  const check = <T extends unknown[]>(property: fc.IProperty<T>) =>
    fc.assert(property, { numRuns: 1000 });

  it("the order of statements does not matter", () => {
    const shuffled = policyCase.chain((one) => {
      const statements = listOf(one.document.Statement);
      const all = { minLength: statements.length, maxLength: statements.length };
      return fc.tuple(fc.constant(one), fc.shuffledSubarray(statements, all));
    });
    check(
      fc.property(shuffled, fc.boolean(), ([one, statements], unknown) => {
        const request = unknown ? forgotten(one, () => true) : one.request;
        const result = evaluate(withStatements(one.document, statements), request).result;
        expect(result).to.equal(evaluate(one.document, request).result);
      }),
    );
  });

  it("one more Deny never allows, one more Allow never takes away", () => {
    check(
      fc.property(policyCase, policyCase, (one, other) => {
        const before = evaluate(one.document, one.request).result;
        for (const added of listOf(other.document.Statement)) {
          const grown = withStatements(one.document, [...listOf(one.document.Statement), added]);
          const after = evaluate(grown, one.request).result;
          if (added.Effect === "Deny" && isDenied(before)) expect(isDenied(after)).to.equal(true);
          if (added.Effect === "Allow" && before === "allowed") expect(after).to.equal("allowed");
          if (before === "explicitDeny") expect(after).to.equal("explicitDeny");
        }
      }),
    );
  });

  it("what is proved with keys unknown stays true whatever the keys hold", () => {
    let proved = 0;
    const runs = 1000;
    fc.assert(
      fc.property(policyCase, fc.func(fc.boolean()), (one, forget) => {
        const before = evaluate(one.document, forgotten(one, forget)).result;
        const after = evaluate(one.document, one.request).result;
        if (before === "undetermined") return;
        proved++;
        if (before === "implicitDeny") expect(isDenied(after)).to.equal(true);
        else expect(after).to.equal(before);
      }),
      { numRuns: runs },
    );
    expect(proved, "cases with a proof").to.be.above(runs / 4);
  });

  it("what is undetermined names a key or a variable that is not known", () => {
    check(
      fc.property(policyCase, fc.func(fc.boolean()), (one, forget) => {
        const request = forgotten(one, forget);
        const { result, reasons } = evaluate(one.document, request);
        if (result !== "undetermined") return;
        expect(reasons).not.to.eql([]);
        for (const { facts } of reasons) {
          for (const fact of facts) {
            const unknownKey = "request" in fact && fact.request.state === "unknown";
            const variable = "open" in fact && fact.open?.why === "unknownVariable";
            expect(unknownKey || variable).to.equal(true);
          }
        }
      }),
    );
  });

  it("nothing is left open when every key is known", () => {
    check(
      fc.property(policyCase, ({ document, request }) => {
        expect(evaluate(document, request).result).not.to.equal("undetermined");
      }),
    );
  });

  it("every reason points at a statement of the effect that decided", () => {
    check(
      fc.property(policyCase, ({ document, request }) => {
        const { result, reasons } = evaluate(document, request);
        const effect = result === "explicitDeny" ? "Deny" : "Allow";
        for (const reason of reasons) {
          const statement = listOf(document.Statement)[reason.index];
          expect(statement?.Effect).to.equal(effect);
          expect(reason.effect).to.equal(effect);
          expect(reason.sid).to.equal(statement?.Sid);
        }
        if (result !== "implicitDeny") expect(reasons).not.to.eql([]);
      }),
    );
  });
});
