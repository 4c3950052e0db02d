import { expect } from "chai";
import type { OneOrMany } from "../../../rules/policyDocument";
import { DETECTOR, holds, uncertainUpload, upload } from "./ask";

type Row = [
  operator: string,
  wanted: OneOrMany<string | boolean | number>,
  /** The value in the request; undefined: the key is absent. */
  sent: string | string[] | undefined,
  holds: boolean | "unknown",
];

const KEY = "aws:Example";

function rows(title: string, table: Row[]): void {
  describe(title, () => {
    for (const [operator, wanted, sent, expected] of table) {
      it(`${operator} ${JSON.stringify(wanted)} on ${JSON.stringify(sent)} is ${expected}`, () => {
        const request = upload(sent === undefined ? {} : { [KEY]: sent });
        expect(holds({ [operator]: { [KEY]: wanted } }, request)).to.equal(expected);
      });
    }
  });
}

rows("String operators", [
  ["StringEquals", "a", "a", true],
  ["StringEquals", "a", "A", false],
  ["StringEquals", ["a", "b"], "b", true],
  ["StringEquals", "a*", "ab", false],
  ["StringEquals", "a*", "a*", true],
  ["StringEquals", "a", undefined, false],
  ["StringNotEquals", "a", "b", true],
  ["StringNotEquals", "a", "a", false],
  ["StringNotEquals", ["a", "b"], "b", false],
  ["StringNotEquals", ["a", "b"], "c", true],
  ["StringNotEquals", "a", undefined, true],
  ["StringEqualsIgnoreCase", "Ab", "aB", true],
  ["StringEqualsIgnoreCase", "Ab", "ac", false],
  ["StringNotEqualsIgnoreCase", "Ab", "aB", false],
  ["StringNotEqualsIgnoreCase", "Ab", undefined, true],
  ["StringLike", "a*", "abc", true],
  ["StringLike", "a?c", "abc", true],
  ["StringLike", "a?c", "ac", false],
  ["StringLike", "A*", "abc", false],
  ["StringLike", "a.c", "abc", false],
  ["StringLike", "*", "", true],
  ["StringLike", "*", undefined, false],
  ["StringNotLike", "a*", "abc", false],
  ["StringNotLike", ["a*", "b*"], "c", true],
  ["StringNotLike", "a*", undefined, true],
]);

rows("Numeric operators", [
  ["NumericEquals", "30", "30.0", true],
  ["NumericEquals", 30, "31", false],
  ["NumericNotEquals", "30", "31", true],
  ["NumericNotEquals", ["30", "31"], "31", false],
  ["NumericNotEquals", "30", undefined, true],
  ["NumericLessThan", "30", "29", true],
  ["NumericLessThan", "30", "30", false],
  ["NumericLessThan", "9", "10", false],
  ["NumericLessThan", "30", undefined, false],
  ["NumericLessThanEquals", "30", "30", true],
  ["NumericLessThanEquals", "30", "30.5", false],
  ["NumericGreaterThan", "1.2", "1.3", true],
  ["NumericGreaterThan", "1.2", "1.2", false],
  ["NumericGreaterThanEquals", "1.2", "1.2", true],
  ["NumericGreaterThanEquals", "-1", "-2", false],
  ["NumericEquals", "many", "1", "unknown"],
  ["NumericEquals", "1", "0x1", "unknown"],
  ["NumericEquals", ["many", "1"], "1", true],
]);

rows("Date operators", [
  ["DateEquals", "2026-06-30T00:00:00Z", "2026-06-30T02:00:00+02:00", true],
  ["DateEquals", "2026-06-30", "2026-06-30T00:00:00Z", true],
  ["DateEquals", "1782777600", "2026-06-30T00:00:00Z", true],
  ["DateNotEquals", "2026-06-30", "2026-06-30T00:00:01Z", true],
  ["DateNotEquals", "2026-06-30", undefined, true],
  ["DateLessThan", "2026-06-30T00:00:00Z", "2026-06-29T23:59:59.9Z", true],
  ["DateLessThan", "2026-06-30T00:00:00Z", "2026-06-30T00:00:00Z", false],
  ["DateLessThanEquals", "2026-06-30T00:00:00Z", "2026-06-30T00:00:00Z", true],
  ["DateGreaterThan", "2026-06", "2026-06-30T00:00:00Z", true],
  ["DateGreaterThan", "2026-06-30", undefined, false],
  ["DateGreaterThanEquals", "1782777600", "1782777599", false],
  ["DateEquals", "30 June 2026", "2026-06-30T00:00:00Z", "unknown"],
  ["DateEquals", "2026", "2026-01-01T00:00:00Z", "unknown"],
]);

rows("Bool, BinaryEquals and Null", [
  ["Bool", "true", "true", true],
  ["Bool", true, "true", true],
  ["Bool", "True", "true", true],
  ["Bool", "true", "false", false],
  ["Bool", "false", undefined, false],
  ["Bool", "yes", "true", "unknown"],
  ["Bool", "constructor", "true", "unknown"],
  ["BinaryEquals", "QUJD", "QUJD", true],
  ["BinaryEquals", "QUJD", "QUJE", false],
  ["BinaryEquals", "QUJD", undefined, false],
  ["Null", "true", undefined, true],
  ["Null", "true", "a", false],
  ["Null", true, undefined, true],
  ["Null", "false", undefined, false],
  ["Null", "false", "a", true],
  ["Null", "false", ["a", "b"], true],
  ["Null", "true", [], true],
]);

rows("IP address operators", [
  ["IpAddress", "203.0.113.0/24", "203.0.113.7", true],
  ["IpAddress", "203.0.113.0/24", "203.0.114.7", false],
  ["IpAddress", "203.0.113.77/24", "203.0.113.7", true],
  ["IpAddress", "203.0.113.7", "203.0.113.7", true],
  ["IpAddress", "203.0.113.7", "203.0.113.8", false],
  ["IpAddress", "0.0.0.0/0", "203.0.113.7", true],
  ["IpAddress", "0.0.0.0/0", "2001:db8::7", false],
  ["IpAddress", "2001:db8::/32", "2001:db8:ffff::1", true],
  ["IpAddress", "2001:DB8:0:0::7", "2001:db8::7", true],
  ["IpAddress", "2001:db8:0:1::/64", "2001:db8:0:1::7", true],
  ["IpAddress", "2001:db8:0:1::/64", "2001:db8:0:2::7", false],
  ["IpAddress", "2001:db8::7", "2001:db8::8", false],
  ["IpAddress", ["10.0.0.0/8", "2001:db8::/32"], "2001:db9::1", false],
  ["IpAddress", "203.0.113.0/24", undefined, false],
  ["NotIpAddress", "203.0.113.0/24", "203.0.113.7", false],
  ["NotIpAddress", "203.0.113.7", "2001:db8::7", true],
  ["NotIpAddress", ["10.0.0.0/8", "203.0.113.0/24"], "203.0.113.7", false],
  ["NotIpAddress", "203.0.113.0/24", undefined, true],
  ["IpAddress", "203.0.113.0/33", "203.0.113.7", "unknown"],
  ["IpAddress", "203.0.113.0/x", "203.0.113.7", "unknown"],
  ["IpAddress", "203.0.113.0/24", "guardduty.amazonaws.com", "unknown"],
  ["IpAddress", "203.*", "203.0.113.7", "unknown"],
]);

const ANY_DETECTOR = "arn:aws:guardduty:*:111122223333:detector/*";
rows("Arn operators", [
  ["ArnEquals", DETECTOR, DETECTOR, true],
  ["ArnLike", DETECTOR, DETECTOR, true],
  ["ArnEquals", ANY_DETECTOR, DETECTOR, true],
  ["ArnLike", ANY_DETECTOR, DETECTOR, true],
  ["ArnLike", "arn:aws:guardduty:us-????-?:*:*", DETECTOR, true],
  ["ArnLike", ANY_DETECTOR.toUpperCase().replace("ARN", "arn"), DETECTOR, false],
  ["ArnLike", "arn:aws:guardduty:*:detector/*:*", DETECTOR, false],
  ["ArnLike", "arn:aws:sns:*:topic*", "arn:aws:sns:us-east-1:1:topic", "unknown"],
  ["ArnLike", "arn:aws:sns:*:*:topic", "arn:aws:sns:us-east-1:1:topic:sub", false],
  ["ArnLike", "arn:aws:sns:*:*:topic:*", "arn:aws:sns:us-east-1:1:topic:sub", true],
  ["ArnLike", "arn:*:*:*:*:*", "arn:aws:sns", false],
  ["ArnLike", ["arn:aws:s3:::a", ANY_DETECTOR], DETECTOR, true],
  ["ArnLike", ANY_DETECTOR, undefined, false],
  ["ArnNotEquals", ANY_DETECTOR, DETECTOR, false],
  ["ArnNotLike", ANY_DETECTOR, "arn:aws:s3:::acme-logs", true],
  ["ArnNotLike", ["arn:aws:s3:::*", ANY_DETECTOR], DETECTOR, false],
  ["ArnNotLike", ANY_DETECTOR, undefined, true],
  ["ArnNotEquals", ANY_DETECTOR, "no ARN", true],
  ["ArnLike", "*", DETECTOR, "unknown"],
]);

rows("IfExists", [
  ["StringEqualsIfExists", "a", undefined, true],
  ["StringEqualsIfExists", "a", "a", true],
  ["StringEqualsIfExists", "a", "b", false],
  ["StringNotEqualsIfExists", "a", undefined, true],
  ["StringNotEqualsIfExists", "a", "a", false],
  ["NumericLessThanIfExists", "3", undefined, true],
  ["BoolIfExists", "true", undefined, true],
  ["BoolIfExists", "true", "false", false],
  ["ArnLikeIfExists", ANY_DETECTOR, undefined, true],
  ["IpAddressIfExists", "10.0.0.0/8", undefined, true],
  ["NullIfExists", "true", undefined, "unknown"],
]);

rows("set operators", [
  ["ForAllValues:StringEquals", ["a", "b"], ["a", "b"], true],
  ["ForAllValues:StringEquals", ["a", "b"], ["a", "c"], false],
  ["ForAllValues:StringEquals", "a", undefined, true],
  ["ForAllValues:StringEquals", "a", [], true],
  ["ForAllValues:StringEquals", "a", [""], true],
  ["ForAllValues:StringEquals", "a", "a", true],
  ["ForAllValues:StringNotEquals", "a", ["b", "c"], true],
  ["ForAllValues:StringNotEquals", "a", ["a", "c"], false],
  ["ForAllValues:StringEqualsIfExists", "a", undefined, true],
  ["ForAnyValue:StringEquals", ["a", "b"], ["b", "c"], true],
  ["ForAnyValue:StringEquals", ["a", "b"], ["c"], false],
  ["ForAnyValue:StringEquals", "a", undefined, false],
  ["ForAnyValue:StringLike", "a*", ["x", "ab"], true],
  ["ForAnyValue:StringLike", "*", [""], false],
  ["ForAnyValue:StringNotEquals", "a", ["a", "b"], true],
  ["ForAnyValue:StringNotEquals", "a", ["a"], false],
  ["ForAnyValue:StringNotEquals", "a", undefined, false],
  ["ForAnyValue:StringEqualsIfExists", "a", ["a"], true],
  ["ForAnyValue:StringEqualsIfExists", "a", undefined, "unknown"],
  ["ForAnyValue:Null", "true", undefined, "unknown"],
  ["StringEquals", "a", ["a"], "unknown"],
  ["StringNotEquals", "a", ["b", "c"], "unknown"],
]);

rows("names that are no operators never match", [
  ["StringMatches", "a", "a", "unknown"],
  ["StringLikeIgnoreCase", "a", "a", "unknown"],
  ["BinaryNotEquals", "QUJD", "QUJE", "unknown"],
  ["ForSomeValues:StringEquals", "a", "a", "unknown"],
  ["IfExists", "a", "a", "unknown"],
  ["constructor", "a", "a", "unknown"],
  ["", "a", "a", "unknown"],
]);

describe("names of operators and keys", () => {
  it("are not case-sensitive", () => {
    const request = upload({ "AWS:sourceACCOUNT": "1" });
    expect(holds({ STRINGequals: { "aws:SourceAccount": "1" } }, request)).to.equal(true);
    const other = { "forallvalues:stringequalsifexists": { "aws:sourceaccount": "2" } };
    expect(holds(other, request)).to.equal(false);
    expect(holds({ null: { "aws:SourceAccount": "true" } }, request)).to.equal(false);
  });
});

describe("several conditions", () => {
  const request = upload({ "aws:A": "1", "aws:B": "2" });
  it("must all hold: keys of one operator", () => {
    expect(holds({ StringEquals: { "aws:A": "1", "aws:B": "2" } }, request)).to.equal(true);
    expect(holds({ StringEquals: { "aws:A": "1", "aws:B": "x" } }, request)).to.equal(false);
  });
  it("must all hold: operators", () => {
    const both = (b: string) => ({
      StringEquals: { "aws:A": "1" },
      StringLike: { "aws:B": b },
    });
    expect(holds(both("?"), request)).to.equal(true);
    expect(holds(both("??"), request)).to.equal(false);
  });
});

describe("keys that are not known", () => {
  const request = uncertainUpload({ "aws:A": "1" }, ["aws:Gone"]);
  const cases: [what: string, condition: object, holds: boolean | "unknown"][] = [
    ["a known key decides", { StringEquals: { "aws:A": "1" } }, true],
    ["an absent key decides", { StringEquals: { "aws:GONE": "1" } }, false],
    ["an absent key, negated", { StringNotEquals: { "aws:Gone": "1" } }, true],
    ["an unknown key is open", { StringEquals: { "aws:X": "1" } }, "unknown"],
    ["an unknown key, negated, is open", { StringNotEquals: { "aws:X": "1" } }, "unknown"],
    ["an unknown key with IfExists is open", { StringEqualsIfExists: { "aws:X": "1" } }, "unknown"],
    ["its absence is open", { Null: { "aws:X": "true" } }, "unknown"],
    ["in a set it is open", { "ForAllValues:StringEquals": { "aws:X": "1" } }, "unknown"],
    [
      "does not matter next to a key that fails",
      { StringEquals: { "aws:X": "1", "aws:A": "2" } },
      false,
    ],
    [
      "matters next to a key that holds",
      { StringEquals: { "aws:X": "1", "aws:A": "1" } },
      "unknown",
    ],
  ];
  for (const [what, condition, expected] of cases) {
    it(what, () => {
      expect(holds(condition as never, request)).to.equal(expected);
    });
  }
});
