import type { BadCases } from "./badAddOns";

const HEX = "0123456789abcdef0123456789abcdef";
const REGIONS = ["us-east-1", "eu-west-1"];
const TYPE = { type: { equals: ["Recon:EC2/PortProbeUnprotectedPort"] } };

const of = (filters: object, more: object = {}) => ({
  regions: REGIONS,
  detectorIds: { "us-east-1": HEX, "eu-west-1": HEX },
  filters,
  ...more,
});
const numbered = (count: number, name: (index: number) => string, value: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), value]));
const texts = (count: number) => Array.from({ length: count }, (_, index) => `value ${index}`);

/** Arguments of a FindingFilters that have problems. */
export const badFilters: BadCases = {
  "names that are none": of({
    "port scans!": { criterion: TYPE },
    ab: { criterion: TYPE },
    ["x".repeat(65)]: { criterion: TYPE },
  }),
  "a description with other characters": of({
    scans: { criterion: TYPE, description: "what we know; ignored & kept" },
    more: { criterion: TYPE, description: "x".repeat(513) },
  }),
  "no field": of({ everything: { criterion: {} } }),
  "more fields than GuardDuty allows": of({
    many: {
      criterion: {
        ...numbered(51, (index) => `resource.instanceDetails.tags.value${index}`, {
          equals: ["x"],
        }),
      },
    },
  }),
  "fields that are misspelt": of({
    scans: {
      criterion: {
        Severity: { greaterThan: 3 },
        "finding.type": { equals: ["x"] },
        instanceId: { equals: ["i-1"] },
        nothing: { equals: ["x"] },
      },
    },
  }),
  "a field that another partition does not have": of(
    { scans: { criterion: { "service.additionalInfo.sample": { equals: ["x"] } } } },
    { regions: ["us-gov-west-1"], detectorIds: { "us-gov-west-1": HEX } },
  ),
  "no operator, and former names of operators": of({
    scans: { criterion: { type: {} } },
    other: { criterion: { severity: { gte: 4, lt: 7 } } },
  }),
  "no values": of({ scans: { criterion: { type: { equals: [] } } } }),
  "an empty value": of({ scans: { criterion: { type: { equals: [""] } } } }),
  "too many values": of({
    scans: { criterion: { accountId: { notEquals: texts(51) }, type: { matches: texts(6) } } },
  }),
  "a hole in a list": of({
    scans: { criterion: { type: { equals: ["Recon:EC2/Portscan", null] } } },
  }),
  "a text with wildcards that is too long": of({
    scans: { criterion: { type: { matches: [`${"x".repeat(600)}*`] } } },
    more: { criterion: { type: { matches: ["Recon:*", `${"x".repeat(600)}*`] } } },
    others: { criterion: { type: { notMatches: ["Recon:*", `${"x".repeat(600)}*`] } } },
  }),
  "bounds that the provider loses": of({
    scans: {
      criterion: {
        severity: { greaterThan: 0, lessThan: 6.9 },
      },
    },
    since: {
      criterion: {
        updatedAt: { greaterThan: 1_767_225_600_500 },
      },
    },
  }),
  "bounds that are dates": of({
    since: { criterion: { updatedAt: { greaterThan: "2026-01-01", lessThan: "1796083200000" } } },
  }),
  "severities and times that no finding has": of({
    high: { criterion: { severity: { equals: ["HIGH", "9"] } } },
    low: { criterion: { severity: { notEquals: ["low", "medium"] } } },
    exact: { criterion: { severity: { equals: ["8.9"] } } },
    day: { criterion: { updatedAt: { equals: ["2026-01-01"] } } },
    word: { criterion: { createdAt: { notEquals: ["yesterday"] } } },
  }),
  "a value of another kind": of({ scans: { criterion: { severity: { equals: [8] } } } }),
  "an action that is none": of({ scans: { criterion: TYPE, action: "archive" } }),
  "a rank that is none, and one that is taken": of({
    one: { criterion: TYPE, rank: 101 },
    two: { criterion: TYPE, rank: 7 },
    three: { criterion: TYPE, rank: 7 },
  }),
  "Regions of others": of({
    scans: {
      criterion: TYPE,
      regions: ["us-east-1", "us-east-1", "us-west-2"],
      existing: { "eu-west-1": { detectorId: HEX } },
    },
    other: { criterion: TYPE, regions: ["us-west-2"] },
  }),
  "Regions of two partitions": of(
    { scans: { criterion: TYPE } },
    {
      regions: ["us-east-1", "cn-north-1"],
      detectorIds: { "us-east-1": HEX, "cn-north-1": HEX },
    },
  ),
  "no id of a detector": of(
    { scans: { criterion: TYPE } },
    { detectorIds: { "us-east-1": "detector" } },
  ),
  "more filters than GuardDuty allows": of(
    numbered(101, (index) => `filter-${index}`, { criterion: TYPE }),
  ),
};
