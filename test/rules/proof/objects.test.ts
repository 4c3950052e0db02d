import { expect } from "chai";

import type { PolicyStatement } from "../../../rules/policyDocument";
import type { ExportPolicies } from "../../../rules/proof";
import { proveExport } from "../../../rules/proof";
import { problemText } from "../../../rules/texts/findings";
import { assessed, NOW } from "./assessed";
import { BUCKET, changed, withDeny } from "./faults";
import { ACCOUNT } from "./shapes";

const MEMBERS = ["222233334444", "333344445555"];
const FOLDER = `${BUCKET}/AWSLogs`;

/** The calls that are not allowed, with accounts and day. */
const faults = (policies: ExportPolicies, members: string[] = []) =>
  (proveExport({ ...policies, members, now: NOW })[0]?.calls ?? [])
    .filter(({ result, call }) => result !== "allowed" && call !== "putTestObject")
    .map(({ call, result, accounts, from }) =>
      [call, result, ...(accounts ?? []), ...(from ? [from] : [])].join(" "),
    );
const example = (policies: ExportPolicies) =>
  proveExport({ ...policies, now: NOW })[0]?.calls.find(({ call }) => call === "putFinding")
    ?.resource;

const allow = (Resource: string[]) =>
  changed("PutObject", { Resource: [BUCKET, `${FOLDER}/`, ...Resource] });
const deny = (Resource: string | string[], more: Partial<PolicyStatement> = {}) =>
  withDeny({ Action: "s3:PutObject", Resource, ...more });
const everyFolder = ["putFinding denied", "putMemberFinding denied"];
const both = (result: string, from = "") =>
  ["putFinding", "putMemberFinding"].map((call, at) =>
    [call, at === 0 ? result : "undetermined", from].filter((part) => part !== "").join(" "),
  );

describe("the proof for every object", () => {
  const cases: [what: string, policies: ExportPolicies, faults: string[], members?: string[]][] = [
    ["an Allow of past days only", allow([`${FOLDER}/*/2026/01/*`]), everyFolder],
    [
      "an Allow of the folders of two accounts, members others",
      allow([`${FOLDER}/${ACCOUNT}/*`, `${FOLDER}/999999999999/*`]),
      [`putMemberFinding denied ${MEMBERS.join(" ")}`],
      MEMBERS,
    ],
    [
      "an Allow of the exporter's folder only, members not known",
      allow([`${FOLDER}/${ACCOUNT}/*`]),
      ["putMemberFinding undetermined"],
    ],
    [
      "an Allow of the folders of all members",
      allow([ACCOUNT, ...MEMBERS].map((account) => `${FOLDER}/${account}/*`)),
      ["putMemberFinding undetermined"],
      MEMBERS,
    ],
    ["a Deny of a year to come", deny("*/2027/*"), both("denied", "2027-01-01")],
    ["a Deny of a year that is past", deny("*/2025/*"), []],
    ["a Deny of one day", deny("*/2027/03/09/*"), both("denied", "2027-03-09")],
    ["a Deny of yesterday", deny("*/2026/11/27/*"), []],
    ["a Deny of a day that no month has", deny("*/2027/00/*"), []],
    ["a Deny of a day that the month does not have", deny("*/11/31/*"), []],
    ["a Deny of the last day of long months", deny("*/31/*"), both("denied", "2026-12-31")],
    ["a Deny of a leap day", deny("*/02/29/*"), both("denied", "2028-02-29")],
    ["a Deny of a leap day of another year", deny(["*/2027/02/29/*", "*/2100/02/29/*"]), []],
    ["a Deny of years that a pattern matches", deny("*/20?8/0*"), both("denied", "2028-01-01")],
    ["a Deny of a year of another century", deny("*/2400/02/29/*"), both("denied", "2400-02-29")],
    [
      "a Deny of one member's folder",
      deny(`${FOLDER}/${MEMBERS[0]}/*`),
      [`putMemberFinding denied ${MEMBERS[0]}`],
      MEMBERS,
    ],
    [
      "a Deny of an account that is not known as a member",
      deny(`${FOLDER}/999999999999/*`),
      ["putMemberFinding undetermined"],
      MEMBERS,
    ],
    ["a Deny of names that begin with a", deny(`${FOLDER}/*/a*.jsonl.gz`), both("denied")],
    ["a Deny of a letter that no name has", deny(`${FOLDER}/*/g*.jsonl.gz`), []],
    ["a Deny by single characters", deny(`${FOLDER}/????????????/GuardDuty/*`), everyFolder],
    ["a Deny of longer account ids", deny(`${FOLDER}/?????????????/GuardDuty/*`), []],
    ["a Deny in another case", deny("*/guardduty/*"), []],
    ["a Deny of the other Region", deny("*/me-south-1/*"), []],
    [
      "a Deny of all but the folder",
      deny([], { Resource: undefined, NotResource: `${FOLDER}/*` }),
      [],
    ],
    [
      "a Deny of all but one year of the folder",
      deny([], { Resource: undefined, NotResource: [`${FOLDER}/`, "*/2026/*"] }),
      both("denied", "2027-01-01"),
    ],
    [
      "an Allow with NotResource that leaves out a part of the folder",
      changed("PutObject", { Resource: undefined, NotResource: `${FOLDER}/*/2028/*` }),
      both("denied", "2028-01-01"),
    ],
    [
      "a Deny that a policy variable bounds to the exporter's folder",
      deny(`${FOLDER}/\${aws:SourceAccount}/*`),
      ["putFinding denied", "putMemberFinding undetermined"],
    ],
  ];
  for (const [what, policies, expected, members] of cases) {
    it(`${what}: ${expected.join(", ") || "allowed"}`, () => {
      const found = faults(policies, members).filter((fault) => !/Acl /.test(fault));
      expect(found).to.eql(expected);
    });
  }

  it("gives an object that would be refused", () => {
    expect(example(deny(`${FOLDER}/*/a*.jsonl.gz`))).to.equal(
      `${FOLDER}/${ACCOUNT}/GuardDuty/us-east-1/2026/11/28/a0000000-0000-0000-0000-000000000000.jsonl.gz`,
    );
  });

  const many = Array.from({ length: 203 }, (_, at) => String(500_000_000_000 + at));
  const ofMembers = (policies: ExportPolicies) =>
    proveExport({ ...policies, members: many, now: NOW })[0]?.calls.find(
      ({ call }) => call === "putMemberFinding",
    );

  it("counts the members that are not tried one by one", () => {
    const proof = ofMembers(deny(`${FOLDER}/500000000001/*`));
    expect(proof).to.deep.include({ accounts: ["500000000001"], membersNotTried: 3 });
    const [finding] = assessed(deny(`${FOLDER}/500000000001/*`), { members: many }).findings;
    expect(problemText(finding!)).to.match(
      /members' findings of account 500000000001 \(\S+\); 3 more members were not checked one by one\.$/,
    );
  });

  it("leaves open what only members that are not tried could meet", () => {
    expect(ofMembers(deny(`${FOLDER}/500000000202/*`))).to.deep.include({
      result: "undetermined",
      membersNotTried: 3,
    });
  });

  it("names the first of many accounts, and counts the others", () => {
    const [finding] = assessed(deny(`${FOLDER}/5*`), { members: many.slice(0, 25) }).findings;
    expect(problemText(finding!)).to.contain(", 500000000009 and 15 more (");
  });
});
