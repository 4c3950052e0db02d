import { expect } from "chai";
import type { PolicyStatement } from "../../../rules/policyDocument";
import { allow, ask, deny, uncertainUpload } from "./ask";

const request = uncertainUpload({ "aws:SourceAccount": "1" }, ["aws:SourceVpc"]);
const IF_KNOWN = { StringEquals: { "aws:SourceAccount": "1" } };
const IF_OTHER = { StringEquals: { "aws:SourceAccount": "2" } };
const OPEN = { StringNotEquals: { "aws:SourceVpce": "vpce-1" } };
const OPEN_BUT_OTHER = { ...OPEN, ...IF_OTHER };

describe("what can be proved", () => {
  const cases: [what: string, statements: PolicyStatement[], result: string][] = [
    ["an Allow that applies", [allow({ Condition: IF_KNOWN })], "allowed"],
    ["an Allow that is open", [allow({ Condition: OPEN })], "notProvable"],
    [
      "an Allow that is open beside one that applies",
      [allow({ Condition: OPEN }), allow()],
      "allowed",
    ],
    ["an open Deny over an Allow", [allow(), deny({ Condition: OPEN })], "notProvable"],
    [
      "an open Deny over an open Allow",
      [allow({ Condition: OPEN }), deny({ Condition: OPEN })],
      "notProvable",
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
      "notProvable",
    ],
  ];
  for (const [what, statements, result] of cases) {
    it(`${what}: ${result}`, () => {
      expect(ask(statements, request).result).to.equal(result);
    });
  }
});

describe("reasons of what cannot be proved", () => {
  it("name the statement and the key", () => {
    const statements = [allow(), deny({ Sid: "OnlyFromVpc", Condition: { ...OPEN, ...IF_KNOWN } })];
    expect(ask(statements, request).reasons).to.eql([
      {
        index: 1,
        sid: "OnlyFromVpc",
        effect: "Deny",
        operator: "StringNotEquals",
        key: "aws:SourceVpce",
        text: 'Whether Deny statement 1 "OnlyFromVpc" applies is not known: StringNotEquals aws:SourceVpce wants anything but "vpce-1", what the request has is not known.',
      },
    ]);
  });
  it("name the open Allows only where no Allow applies", () => {
    const open = [allow({ Condition: OPEN }), deny({ Condition: OPEN })];
    expect(ask(open, request).reasons.map(({ index }) => index)).to.have.members([0, 1]);
    const settled = [...open, allow()];
    expect(ask(settled, request).reasons.map(({ index }) => index)).to.eql([1]);
  });
  const texts: [what: string, condition: object, key: string, text: string][] = [
    [
      "a variable that is not known",
      { StringEquals: { "aws:SourceAccount": "${aws:PrincipalAccount}" } },
      "aws:SourceAccount",
      "and the variable aws:PrincipalAccount is not known",
    ],
    [
      "an operator that is none",
      { StringIs: { "aws:SourceAccount": "1" } },
      "aws:SourceAccount",
      "StringIs is no operator of IAM",
    ],
    [
      "a value that cannot be compared",
      { NumericEquals: { "aws:SourceAccount": "one" } },
      "aws:SourceAccount",
      'the request has "1", which cannot be compared',
    ],
    [
      "a key asked for being absent",
      { Null: { "aws:X": "true" } },
      "aws:X",
      "Null aws:X wants it absent, what the request has is not known",
    ],
  ];
  for (const [what, condition, key, text] of texts) {
    it(`tell ${what}`, () => {
      const [reason] = ask([allow({ Condition: condition as never })], request).reasons;
      expect(reason?.key).to.equal(key);
      expect(reason?.text).to.contain(text);
    });
  }

  it("tell which variable of a resource is open", () => {
    const statement = allow({ Resource: "arn:aws:s3:::acme-logs/${aws:X}/*" });
    const [reason] = ask([statement], request).reasons;
    expect(reason?.text).to.equal(
      'Whether Allow statement 0 applies is not known: it covers "arn:aws:s3:::acme-logs/${aws:X}/*", and the variable aws:X is not known.',
    );
  });
  it("tell where AWS leaves the answer open", () => {
    const set = { "ForAnyValue:StringEqualsIfExists": { "aws:SourceVpc": "x" } };
    const [reason] = ask([allow({ Condition: set })], request).reasons;
    expect(reason?.text).to.contain("AWS does not say whether ForAnyValue or IfExists decides");
  });
});
