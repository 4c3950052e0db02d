import { expect } from "chai";

import type { StatementDrift } from "../../../rules/health/policyDrift";
import { policyDrift } from "../../../rules/health/policyDrift";
import type { PolicyStatement } from "../../../rules/policyDocument";

const read: PolicyStatement = {
  Sid: "Read",
  Effect: "Allow",
  Principal: { Service: ["a.example", "b.example"] },
  Action: ["s3:GetObject"],
  Resource: "*",
};
const { Sid: _sid, ...unnamed } = read;
const policy = (...Statement: PolicyStatement[]) => ({ Version: "2012-10-17", Statement });

describe("The drift of a policy of the stack", () => {
  const cases: [what: string, live: PolicyStatement[], drift: StatementDrift[]][] = [
    ["is empty for the same statement", [read], []],
    [
      "is empty for lists in another order, and a list of one as the one",
      [{ ...read, Principal: { Service: ["b.example", "a.example"] }, Action: "s3:GetObject" }],
      [],
    ],
    ["names a missing statement", [], [{ change: "statementMissing", sid: "Read" }]],
    [
      "names a statement of others by its Sid",
      [read, { ...read, Sid: "Mine" }],
      [{ change: "statementUnknown", sid: "Mine" }],
    ],
    [
      "names a statement without a Sid by its position",
      [read, unnamed],
      [{ change: "statementUnknown", index: 1 }],
    ],
    [
      "names the elements that differ, those of one side alone included",
      [{ ...read, Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "true" } } }],
      [{ change: "statementChanged", sid: "Read", elements: ["Action", "Condition"] }],
    ],
  ];
  for (const [what, live, drift] of cases) {
    it(what, () => {
      expect(policyDrift(policy(...live), policy(read))).to.deep.equal(drift);
    });
  }
});
