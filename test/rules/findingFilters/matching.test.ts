import { expect } from "chai";
import { type Criterion, meetsCriterion, type Operator } from "../../../rules/findingFilters";

const FINDING = {
  accountId: "111122223333",
  severity: 4.5,
  type: "Recon:EC2/PortProbeUnprotectedPort",
  updatedAt: "2026-11-01T00:00:00.000Z",
  resource: {
    instanceDetails: {
      platform: null,
      tags: [
        { key: "team", value: "web" },
        { key: "stage", value: "test" },
      ],
    },
  },
  service: { archived: false, count: 3 },
};

const AT = Date.parse(FINDING.updatedAt);

/** Field, operator and operand, and whether the finding meets it. */
const CASES: [field: string, operator: Operator, wanted: unknown, meets: boolean][] = [
  ["accountId", "equals", ["444455556666", "111122223333"], true],
  ["accountId", "equals", ["444455556666"], false],
  ["accountId", "notEquals", ["444455556666"], true],
  ["accountId", "notEquals", ["444455556666", "111122223333"], false],
  ["severity", "equals", ["4", "5", "6"], true],
  ["severity", "equals", ["5"], false],
  ["severity", "notEquals", ["4"], false],
  ["severity", "greaterThan", 4, true],
  ["severity", "greaterThanOrEqual", 5, false],
  ["severity", "lessThan", 5, true],
  ["severity", "lessThanOrEqual", 4, false],
  ["service.count", "greaterThan", 3, false],
  ["service.count", "greaterThanOrEqual", 3, true],
  ["service.count", "lessThan", 3, false],
  ["service.count", "lessThanOrEqual", 3, true],
  ["service.archived", "equals", ["false"], true],
  ["service.archived", "equals", ["true"], false],
  ["updatedAt", "greaterThanOrEqual", AT, true],
  ["updatedAt", "greaterThan", AT, false],
  ["updatedAt", "lessThan", AT, false],
  ["updatedAt", "equals", [String(AT)], true],
  ["type", "greaterThan", 0, false],
  ["type", "matches", ["Recon:EC2/*"], true],
  ["type", "matches", ["Recon:EC2/PortProbeUnprotectedPor?"], true],
  ["type", "matches", ["Recon:EC2/"], false],
  ["type", "matches", ["recon:ec2/*"], false],
  ["type", "matches", ["Recon.EC2/*"], false],
  ["type", "notMatches", ["*:S3/*"], true],
  ["type", "notMatches", ["*:S3/*", "*EC2*"], false],
  ["resource.instanceDetails.tags.value", "equals", ["test"], true],
  ["resource.instanceDetails.tags.value", "notEquals", ["test"], false],
  ["resource.instanceDetails.tags.value", "notEquals", ["prod"], true],
  ["resource.instanceDetails.platform", "equals", ["null"], false],
  ["resource.instanceDetails.platform", "notEquals", ["windows"], true],
  ["resource.lambdaDetails.functionName", "equals", ["a"], false],
  ["resource.lambdaDetails.functionName", "notEquals", ["a"], true],
  ["resource.lambdaDetails.functionName", "notMatches", ["*"], true],
  ["constructor.name", "matches", ["*"], false],
];

describe("A criterion", () => {
  for (const [field, operator, wanted, meets] of CASES) {
    it(`${meets ? "is" : "is not"} met: ${field} ${operator} ${JSON.stringify(wanted)}`, () => {
      expect(meetsCriterion({ [field]: { [operator]: wanted } }, FINDING)).to.equal(meets);
    });
  }

  it("is met when every condition of every field is", () => {
    const criterion: Criterion = {
      severity: { greaterThanOrEqual: 4, lessThan: 7 },
      accountId: { equals: ["111122223333"] },
    };
    expect(meetsCriterion(criterion, FINDING)).to.equal(true);
    expect(meetsCriterion({ ...criterion, type: { equals: ["x"] } }, FINDING)).to.equal(false);
    const narrower = { severity: { greaterThanOrEqual: 4, lessThan: 4 } };
    expect(meetsCriterion({ ...criterion, ...narrower }, FINDING)).to.equal(false);
  });

  it("without fields is met by every finding", () => {
    expect(meetsCriterion({}, FINDING)).to.equal(true);
  });
});
