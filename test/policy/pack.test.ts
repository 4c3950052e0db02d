import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { POLICIES } from "../../policy/policies";
import { exampleStack, violations } from "./stack";

const FOLDER = path.join(__dirname, "../../policy");
const HELPERS = [
  ...["assessments.ts", "documents.ts", "findings.ts", "index.ts", "policies.ts"],
  ...["grantees.ts", "references.ts", "stackPolicy.ts", "standalone.ts", "types.ts"],
];
const files = readdirSync(FOLDER).filter((f) => f.endsWith(".ts") && !HELPERS.includes(f));

describe("The policy pack", () => {
  it("has every policy, one a file with a test of its own", () => {
    expect(POLICIES).to.have.length(files.length);
    const tests = readdirSync(__dirname);
    expect(tests).to.include.members(files.map((file) => file.replace(".ts", ".test.ts")));
  });

  it("is listed in docs/policies.md, with each policy's level", () => {
    const text = readFileSync(path.join(FOLDER, "../docs/policies.md"), "utf8");
    const listed = [...text.matchAll(/^\| `([\w-]+)` +\| (\w+)/gm)].map((row) => row.slice(1));
    expect(listed).to.deep.equal(
      POLICIES.map(({ name, enforcementLevel }) => [name, enforcementLevel]),
    );
  });

  for (const policy of POLICIES) {
    it(`finds nothing wrong in what the package deploys: ${policy.name}`, async () => {
      expect(await violations(policy, exampleStack())).to.deep.equal([]);
    });

    it(`says how severe it is, the remediation, and the page of AWS it rests on: ${policy.name}`, () => {
      expect(policy.name).to.match(/^guardduty-[a-z-]+$/);
      expect(policy.severity).to.be.oneOf(["medium", "high", "critical"]);
      expect(policy.remediationSteps).to.match(/\.$/);
      expect(policy.description).to.match(
        /\. Source: https:\/\/docs\.aws\.amazon\.com\/\S+\.html$/,
      );
    });
  }
});
