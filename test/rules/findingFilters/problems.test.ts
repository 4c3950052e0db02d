import { expect } from "chai";
import { readFileSync } from "node:fs";
import {
  type Criterion,
  type CriterionProblem,
  criterionProblems,
  FIELDS,
  LISTED_FIELDS,
  TIME_FIELDS,
} from "../../../rules/findingFilters";
import { fieldsFile, FILE } from "../../../tools/findingFields";

const FILTER = { partition: "aws", isFilter: true };
const QUESTION = { partition: "aws", isFilter: false };
const values = (count: number): string[] => Array.from({ length: count }, (_, at) => `v${at}`);

const CASES: [criterion: Criterion, problems: CriterionProblem[]][] = [
  [{ type: { equals: ["a"] } }, []],
  [{ type: { equals: values(50), matches: values(5) } }, []],
  [{}, [{ id: "noField" }]],
  [{ type: {} }, [{ id: "noOperator", field: "type" }]],
  [{ type: { equals: [] } }, [{ id: "noValue", field: "type", operator: "equals" }]],
  [{ kind: { equals: ["a"] } }, [{ id: "unknownField", field: "kind" }]],
  [
    { type: { notEquals: values(51) } },
    [{ id: "tooManyValues", field: "type", operator: "notEquals", found: 51, allowed: 50 }],
  ],
  [
    { type: { notMatches: values(6) } },
    [{ id: "tooManyValues", field: "type", operator: "notMatches", found: 6, allowed: 5 }],
  ],
  [
    { type: { matches: ["a".repeat(513)] } },
    [{ id: "wildcardLength", field: "type", operator: "matches", found: 513, allowed: 512 }],
  ],
  [
    Object.fromEntries([...FIELDS].slice(0, 51).map((field) => [field, { equals: ["a"] }])),
    [{ id: "tooManyFields", found: 51, allowed: 50 }],
  ],
];

describe("What GuardDuty does not take of a criterion", () => {
  for (const [criterion, problems] of CASES) {
    const [{ id } = { id: "nothing" }] = problems;
    it(`is said: ${id} of ${JSON.stringify(criterion).slice(0, 50)}`, () => {
      expect(criterionProblems(criterion, FILTER)).to.deep.equal(problems);
    });
  }

  it("are wildcards, where findings are listed", () => {
    expect(criterionProblems({ type: { matches: ["a*"] } }, QUESTION)).to.deep.equal([
      { id: "wildcardOperator", field: "type", operator: "matches" },
    ]);
    expect(criterionProblems({}, QUESTION)).to.deep.equal([]);
  });

  it("are fields that only partition aws has, in the others", () => {
    const criterion = { "resource.s3BucketDetails.name": { equals: ["a"] } };
    expect(criterionProblems(criterion, FILTER)).to.deep.equal([]);
    expect(criterionProblems(criterion, { ...FILTER, partition: "aws-us-gov" })).to.deep.equal([
      { id: "unknownField", field: "resource.s3BucketDetails.name" },
    ]);
  });
});

describe("The fields of a criterion", () => {
  it("are those that the installed AWS SDK documents: else run npm run finding-fields", () => {
    expect(readFileSync(FILE, "utf8")).to.equal(fieldsFile());
    expect([FIELDS.size, LISTED_FIELDS.size, TIME_FIELDS.size]).to.deep.equal([622, 49, 27]);
    expect([...LISTED_FIELDS].filter((field) => !FIELDS.has(field))).to.deep.equal([]);
    expect([...TIME_FIELDS].filter((field) => !FIELDS.has(field))).to.deep.equal([]);
  });
});
