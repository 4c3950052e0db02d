import { expect } from "chai";

import type { FindingsFilter } from "../../../rules/events";
import { findingsPattern, MALWARE_SCAN_EVENTS } from "../../../rules/events";
import { matchesPattern } from "../../../sandbox/cloud/events/pattern";
import { patternProblem } from "../../../sandbox/cloud/events/patternRules";
import { findingOf } from "../../../sandbox/cloud/guardduty/finding";

const ADMINISTRATOR = "111122223333";
const MEMBER = "444455556666";

/** The event of a finding, as the administrator's bus has it: its account is the administrator's, the finding's may be a member's. */
function eventOf(type: string, severity: number, accountId = ADMINISTRATOR) {
  const location = { accountId, region: "eu-west-1" };
  const finding = findingOf(location, { id: "d".repeat(32) }, new Date(0), { type });
  return {
    version: "0",
    "detail-type": "GuardDuty Finding",
    source: "aws.guardduty",
    account: ADMINISTRATOR,
    region: "eu-west-1",
    resources: [],
    detail: { ...finding, severity },
  };
}

const EVENTS = {
  probe: eventOf("Recon:EC2/PortProbeUnprotectedPort", 2),
  backdoor: eventOf("Backdoor:EC2/C&CActivity.B", 8),
  brute: eventOf("UnauthorizedAccess:EC2/SSHBruteForce", 4.5, MEMBER),
  console: eventOf("UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B", 5, MEMBER),
  sequence: eventOf("AttackSequence:S3/CompromisedData", 9.5, MEMBER),
};
type Name = keyof typeof EVENTS;
const ALL = Object.keys(EVENTS) as Name[];

describe("The pattern of finding events", () => {
  const cases: [what: string, filter: FindingsFilter, matched: Name[]][] = [
    ["takes every finding without a filter", {}, ALL],
    [
      "takes a severity and those above",
      { severityAtLeast: 5 },
      ["backdoor", "console", "sequence"],
    ],
    [
      "takes severities between whole numbers",
      { severityAtLeast: 4.5 },
      ["backdoor", "brute", "console", "sequence"],
    ],
    ["takes the starts of types", { types: ["UnauthorizedAccess:"] }, ["brute", "console"]],
    ["takes starts down to the resource", { types: ["UnauthorizedAccess:EC2/"] }, ["brute"]],
    ["takes several starts", { types: ["Recon:", "AttackSequence:"] }, ["probe", "sequence"]],
    ["takes no start in other letters", { types: ["Unauthorizedaccess:"] }, []],
    [
      "takes the account a finding is about, not the one whose bus receives it",
      { accounts: [MEMBER] },
      ["brute", "console", "sequence"],
    ],
    ["takes several accounts", { accounts: [MEMBER, ADMINISTRATOR] }, ALL],
    [
      "takes what meets every limit",
      { severityAtLeast: 5, types: ["UnauthorizedAccess:"], accounts: [MEMBER] },
      ["console"],
    ],
  ];
  for (const [what, filter, matched] of cases) {
    it(what, () => {
      const pattern = findingsPattern(filter);
      expect(patternProblem(pattern)).to.equal(undefined);
      expect(ALL.filter((name) => matchesPattern(pattern, EVENTS[name]))).to.deep.equal(matched);
    });
  }

  it("takes events of GuardDuty's findings alone", () => {
    const pattern = findingsPattern({});
    for (const other of [
      { ...EVENTS.probe, source: "aws.securityhub" },
      { ...EVENTS.probe, source: "my.app" },
      { ...EVENTS.probe, "detail-type": "GuardDuty Malware Protection Object Scan Result" },
    ]) {
      expect(matchesPattern(pattern, other)).to.equal(false);
    }
  });
});

describe("The pattern of findings and malware scans", () => {
  const scan = (detailType: string) => ({
    ...{ ...EVENTS.probe, "detail-type": detailType },
    detail: { schemaVersion: "1.0", scanResultDetails: { scanResultStatus: "THREATS_FOUND" } },
  });
  const filter = { severityAtLeast: 7 };

  it("is one that EventBridge accepts", () => {
    expect(patternProblem(findingsPattern(filter, true))).to.equal(undefined);
  });

  for (const type of MALWARE_SCAN_EVENTS) {
    it(`takes ${type} whatever the filter of findings, and only when it is asked for`, () => {
      expect(matchesPattern(findingsPattern(filter, true), scan(type))).to.equal(true);
      expect(matchesPattern(findingsPattern({}, true), scan(type))).to.equal(true);
      expect(matchesPattern(findingsPattern({}), scan(type))).to.equal(false);
    });
  }

  it("filters findings as before, and leaves other events of GuardDuty out", () => {
    const pattern = findingsPattern(filter, true);
    expect(matchesPattern(pattern, EVENTS.backdoor)).to.equal(true);
    expect(matchesPattern(pattern, EVENTS.probe)).to.equal(false);
    const status = scan("GuardDuty Malware Protection Resource Status Active");
    expect(matchesPattern(pattern, status)).to.equal(false);
  });
});
