import { expect } from "chai";
import type { PolicyStatement } from "../../../rules/policyDocument";
import { allow, ask, deny, uncertainUpload } from "./ask";

const request = uncertainUpload({ "aws:SourceAccount": "1" }, ["aws:SourceVpc"]);
const IF_KNOWN = { StringEquals: { "aws:SourceAccount": "1" } };
const IF_OTHER = { StringEquals: { "aws:SourceAccount": "2" } };
const OPEN = { StringNotEquals: { "aws:SourceVpce": "vpce-1" } };
const OPEN_BUT_OTHER = { ...OPEN, ...IF_OTHER };

describe("what is determined", () => {
  const cases: [what: string, statements: PolicyStatement[], result: string][] = [
    ["an Allow that applies", [allow({ Condition: IF_KNOWN })], "allowed"],
    ["an Allow that is open", [allow({ Condition: OPEN })], "undetermined"],
    [
      "an undetermined Allow next to one that applies",
      [allow({ Condition: OPEN }), allow()],
      "allowed",
    ],
    ["an open Deny over an Allow", [allow(), deny({ Condition: OPEN })], "undetermined"],
    [
      "an open Deny over an open Allow",
      [allow({ Condition: OPEN }), deny({ Condition: OPEN })],
      "undetermined",
    ],
    ["an open Deny without an Allow", [deny({ Condition: OPEN })], "implicitDeny"],
    ["an open Deny that cannot apply", [allow(), deny({ Condition: OPEN_BUT_OTHER })], "allowed"],
    [
      "an open Deny of another action",
      [allow(), deny({ Condition: OPEN, Action: "s3:Get*" })],
      "allowed",
    ],
    [
      "an open Deny for others",
      [allow(), deny({ Condition: OPEN, Principal: { AWS: "1" } })],
      "allowed",
    ],
    [
      "an open Deny of other objects",
      [allow(), deny({ Condition: OPEN, Resource: "arn:aws:s3:::x" })],
      "allowed",
    ],
    [
      "a Deny that applies over an open one",
      [deny({ Condition: OPEN }), deny({ Condition: IF_KNOWN }), allow()],
      "explicitDeny",
    ],
    [
      "a Deny that applies over an open Allow",
      [allow({ Condition: OPEN }), deny()],
      "explicitDeny",
    ],
    [
      "a Deny that hangs on an absent key",
      [allow(), deny({ Condition: { StringNotEquals: { "aws:SourceVpc": "x" } } })],
      "explicitDeny",
    ],
    [
      "a Deny by an operator that is none",
      [allow(), deny({ Condition: { StringIs: { "aws:SourceAccount": "1" } } })],
      "undetermined",
    ],
  ];
  for (const [what, statements, result] of cases) {
    it(`${what}: ${result}`, () => {
      expect(ask(statements, request).result).to.equal(result);
    });
  }
});

describe("reasons of what is undetermined", () => {
  it("name the statement and the key", () => {
    const statements = [allow(), deny({ Sid: "OnlyFromVpc", Condition: { ...OPEN, ...IF_KNOWN } })];
    expect(ask(statements, request).reasons).to.eql([
      {
        index: 1,
        sid: "OnlyFromVpc",
        effect: "Deny",
        outcome: "mayApply",
        operator: "StringNotEquals",
        key: "aws:SourceVpce",
        facts: [
          {
            element: "Condition",
            operator: "StringNotEquals",
            key: "aws:SourceVpce",
            requires: { values: ["vpce-1"], negated: true },
            request: { state: "unknown" },
          },
        ],
      },
    ]);
  });
  it("name the open Allows only where no Allow applies", () => {
    const open = [allow({ Condition: OPEN }), deny({ Condition: OPEN })];
    expect(ask(open, request).reasons.map(({ index }) => index)).to.have.members([0, 1]);
    const settled = [...open, allow()];
    expect(ask(settled, request).reasons.map(({ index }) => index)).to.eql([1]);
  });
  const facts: [what: string, condition: object, fact: object][] = [
    [
      "a variable that is not known",
      { StringEquals: { "aws:SourceAccount": "${aws:PrincipalAccount}" } },
      { open: { why: "unknownVariable", variable: "aws:PrincipalAccount" } },
    ],
    [
      "an operator that IAM does not have",
      { StringIs: { "aws:SourceAccount": "1" } },
      { key: "aws:SourceAccount", problem: "unknownOperator" },
    ],
    [
      "a malformed condition",
      { StringEquals: { "aws:SourceAccount": { a: "b" } } },
      { key: "aws:SourceAccount", problem: "malformed" },
    ],
    [
      "a value that cannot be compared",
      { NumericEquals: { "aws:SourceAccount": "one" } },
      { open: { why: "notComparable" } },
    ],
    [
      "a key that has to be absent",
      { Null: { "aws:X": "true" } },
      { requires: { present: false }, request: { state: "unknown" } },
    ],
    [
      "where AWS leaves the answer open",
      { "ForAnyValue:StringEqualsIfExists": { "aws:SourceVpc": "x" } },
      { open: { why: "undocumentedPrecedence" } },
    ],
  ];
  for (const [what, condition, fact] of facts) {
    it(`name ${what}`, () => {
      const [reason] = ask([allow({ Condition: condition as never })], request).reasons;
      expect(reason?.facts[0]).to.deep.include(fact);
    });
  }

  it("name the open variable of a resource", () => {
    const Resource = "arn:aws:s3:::acme-logs/${aws:X}/*";
    const [reason] = ask([allow({ Resource })], request).reasons;
    expect(reason?.facts).to.eql([
      {
        element: "Resource",
        listed: [Resource],
        requested: request.resource,
        open: { why: "unknownVariable", variable: "aws:X" },
      },
    ]);
  });
});
