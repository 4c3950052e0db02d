import { expect } from "chai";
import { allow, ask, BUCKET, holds, uncertainUpload, upload } from "./ask";

const known = { "aws:PrincipalAccount": "1", "aws:SourceAccount": "1", "aws:Star": "a*c" };
const request = upload({ ...known, "aws:Many": ["1"] });
const OPEN_REQUEST = uncertainUpload(known);

describe("policy variables in conditions", () => {
  const cases: [operator: string, wanted: string, key: string, holds: boolean | "unknown"][] = [
    ["StringEquals", "${aws:PrincipalAccount}", "aws:SourceAccount", true],
    ["StringEquals", "${AWS:principalaccount}", "aws:SourceAccount", true],
    ["StringEquals", "x${aws:PrincipalAccount}", "aws:SourceAccount", false],
    ["StringNotEquals", "${aws:PrincipalAccount}", "aws:SourceAccount", false],
    ["StringEqualsIgnoreCase", "${aws:PrincipalAccount}", "aws:SourceAccount", true],
    ["StringLike", "${aws:PrincipalAccount}*", "aws:SourceAccount", true],
    ["StringEquals", "${aws:Absent, '1'}", "aws:SourceAccount", true],
    ["StringEquals", "${aws:PrincipalAccount, '2'}", "aws:SourceAccount", true],
    ["StringEquals", "${aws:Absent}", "aws:SourceAccount", false],
    ["StringNotEquals", "${aws:Absent}", "aws:SourceAccount", true],
    ["StringEquals", "${aws:Many}", "aws:SourceAccount", "unknown"],
    ["StringLike", "a${*}c", "aws:Star", true],
    ["StringEquals", "a${*}c", "aws:Star", true],
    ["StringLike", "${*}", "aws:Star", false],
    ["StringLike", "${?}", "aws:SourceAccount", false],
    ["StringLike", "${$}*", "aws:SourceAccount", false],
    ["StringLike", "${aws:Star}", "aws:Star", true],
    ["NumericEquals", "${aws:PrincipalAccount}", "aws:SourceAccount", "unknown"],
  ];
  for (const [operator, wanted, key, expected] of cases) {
    it(`${operator} ${key} "${wanted}" is ${expected}`, () => {
      expect(holds({ [operator]: { [key]: wanted } }, request)).to.equal(expected);
    });
  }

  it("bring in no wildcards of their own", () => {
    const other = upload({ "aws:Star": "a*c", "aws:Other": "abc" });
    expect(holds({ StringLike: { "aws:Other": "${aws:Star}" } }, other)).to.equal(false);
  });
  it("work in ARNs", () => {
    const arn = upload({ "aws:PrincipalAccount": "1", "aws:SourceArn": "arn:aws:sns:r:1:t" });
    const wanted = "arn:aws:sns:*:${aws:PrincipalAccount}:t";
    expect(holds({ ArnLike: { "aws:SourceArn": wanted } }, arn)).to.equal(true);
  });
  it("are open when their key is not known, default or not", () => {
    for (const wanted of ["${aws:X}", "${aws:X, '1'}"]) {
      const condition = { StringEquals: { "aws:SourceAccount": wanted } };
      expect(holds(condition, OPEN_REQUEST)).to.equal("unknown");
    }
  });
  it("are text in older versions", () => {
    const variable = { StringEquals: { "aws:SourceAccount": "${aws:PrincipalAccount}" } };
    expect(holds(variable, request, "2008-10-17")).to.equal(false);
    const text = upload({ "aws:SourceAccount": "${aws:PrincipalAccount}" });
    expect(holds(variable, text, "2008-10-17")).to.equal(true);
  });
});

describe("policy variables in resources", () => {
  const object = upload({ "aws:PrincipalTag/team": "blue" }, { resource: `${BUCKET}/blue/x` });
  const result = (resource: string, requested = object) =>
    ask([allow({ Resource: resource })], requested).result;

  it("are replaced", () => {
    expect(result(`${BUCKET}/\${aws:PrincipalTag/team}/*`)).to.equal("allowed");
    expect(result(`${BUCKET}/\${aws:PrincipalTag/color, 'blue'}/*`)).to.equal("allowed");
    expect(result(`${BUCKET}/\${aws:PrincipalTag/team}s/*`)).to.equal("implicitDeny");
  });
  it("cover nothing without a value", () => {
    expect(result(`${BUCKET}/\${aws:PrincipalTag/color}*`)).to.equal("implicitDeny");
  });
  it("are open when their key is not known", () => {
    const open = { ...object, context: { known: {}, otherwise: "unknown" as const } };
    expect(result(`${BUCKET}/\${aws:PrincipalTag/team}/*`, open)).to.equal("undetermined");
  });
  it("are open in a NotResource without a value", () => {
    const others = allow({ Resource: undefined, NotResource: `${BUCKET}/\${aws:Absent}/*` });
    expect(ask([others], object).result).to.equal("undetermined");
  });
});
