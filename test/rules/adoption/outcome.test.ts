import { expect } from "chai";

import { bucketPart, policyOutcome } from "../../../rules/adoption";
import { EMPTY_POLICY, policyBytes, PolicyTooLargeError } from "../../../rules/policies";
import type { PolicyDocument, PolicyStatement } from "../../../rules/policyDocument";
import { listOf } from "../../../rules/policyDocument";
import { bucketInput, MINE, sources } from "./support";

const theirs: PolicyStatement = { Sid: "Theirs", Effect: "Deny", Principal: "*", Action: "s3:*" };
const live: PolicyDocument = { Id: "log-archive", Statement: [theirs] };
const part = bucketPart(bucketInput(sources("us-east-1")));
const own = listOf(part.fit(EMPTY_POLICY).document.Statement);
const merged: PolicyDocument = { ...live, Statement: [theirs, ...own] };

const merge = { policy: "merge", detach: false } as const;
const external = { policy: "external", detach: false } as const;
const detach = { policy: "merge", detach: true } as const;

describe("What becomes of a policy that others write too", () => {
  it("merged: the export's statements stand in it", () => {
    const { changes, ...outcome } = policyOutcome(live, merge, part);
    expect(outcome).to.deep.equal({
      document: merged,
      bytes: policyBytes(merged),
      json: JSON.stringify(merged),
      statements: own,
      precision: "detectors",
      deletedWithStack: false,
    });
    expect(changes).to.have.length(6);
    expect(policyOutcome(merged, merge, part).changes).to.deep.equal([]);
  });

  it("external: it stays as it is, and the statements are handed over, once placed too", () => {
    for (const document of [live, merged]) {
      expect(policyOutcome(document, external, part)).to.deep.equal({
        document,
        bytes: policyBytes(document),
        statements: own,
        precision: "detectors",
        changes: [],
        deletedWithStack: false,
      });
    }
  });

  it("detached: what others wrote is left", () => {
    const { changes, ...outcome } = policyOutcome(merged, detach, part);
    expect(outcome).to.deep.equal({
      document: live,
      bytes: policyBytes(live),
      json: JSON.stringify(live),
      statements: [],
      precision: "detectors",
      deletedWithStack: false,
    });
    expect(changes.at(-1)).to.deep.equal({ change: "othersKept", count: 1 });
    expect(policyOutcome(live, detach, part).changes).to.deep.equal([]);
  });

  it("detached with nothing else in it: it stays until it goes with the stack", () => {
    const alone = { ...live, Statement: own };
    const { changes, document, json, deletedWithStack } = policyOutcome(alone, detach, part);
    expect({ document, json, deletedWithStack }).to.deep.equal({
      document: alone,
      json: JSON.stringify(alone),
      deletedWithStack: true,
    });
    expect(changes.at(-1)).to.deep.equal({ change: "policyDeleted" });
  });

  it("detached where there is none: nothing is written", () => {
    const { json, deletedWithStack, changes } = policyOutcome(EMPTY_POLICY, detach, part);
    expect({ json, deletedWithStack, changes }).to.deep.equal({
      json: undefined,
      deletedWithStack: true,
      changes: [],
    });
  });

  it("too large: that is thrown, merged or handed over", () => {
    const full = { ...live, Id: "x".repeat(20_400) };
    for (const form of [merge, external]) {
      expect(() => policyOutcome(full, form, part)).to.throw(PolicyTooLargeError);
    }
    expect(policyOutcome(full, detach, part).document).to.deep.equal(full);
  });

  it("keeps what only a bucket of the export's own is given, should that be adopted later", () => {
    const Sid = `${MINE}DenyInsecureTransport`;
    const created = { ...live, Statement: [{ ...theirs, Sid }, ...own] };
    for (const form of [merge, detach]) {
      const { document } = policyOutcome(created, form, part);
      expect(listOf(document.Statement)[0]).to.deep.equal({ ...theirs, Sid });
    }
  });
});
