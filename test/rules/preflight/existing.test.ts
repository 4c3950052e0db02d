import { expect } from "chai";
import { z } from "zod";

import { object, schemaAt } from "../../../rules/args/fields";
import { argShape, memberDetectorsShape } from "../../../rules/args/schema";
import * as preflight from "../../../rules/preflight";
import type { Problem } from "../../../rules/problems";
import { problemText } from "../../../rules/problems";

/** Arguments that say that something exists. */
const SAYS_SO = ["existing", "delegated"];
/** What is done with what exists: nothing is looked up by it. */
const OPTIONS = ["policy", "detach", "enable"];

/** Paths of what names something that exists; `us-east-1` stands for every Region, and 0 for every place of a list. */
function existingPaths(schema: z.ZodType, path = "", exists = false): string[] {
  const inner = schemaAt(schema, []) as z.ZodType;
  if (inner instanceof z.ZodRecord) {
    return existingPaths(inner.valueType as z.ZodType, `${path}["us-east-1"]`, exists);
  }
  if (inner instanceof z.ZodArray) {
    return existingPaths(inner.element as z.ZodType, `${path}[0]`, exists);
  }
  if (!(inner instanceof z.ZodObject)) return exists ? [path] : [];
  return Object.entries(inner.shape as z.ZodRawShape)
    .filter(([key]) => !(exists && OPTIONS.includes(key)))
    .flatMap(([key, field]) =>
      existingPaths(
        field as z.ZodType,
        path === "" ? key : `${path}.${key}`,
        exists || SAYS_SO.includes(key),
      ),
    );
}

const ID = "1".repeat(32);
const OTHER = "2".repeat(32);
const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const NOT_FOUND = "couldn't find resource";

const detector = { detectorId: ID, enable: false };
const member = { accountId: "222233334444", existing: true };

/** What is answered where AWS has nothing of it in us-east-1. */
const ANSWERS: { [path: string]: Problem[] } = {
  "organization.management.delegated": preflight.delegatedProblems("111122223333", [
    { region: "us-east-1" },
  ]),
  "organization.members.accounts[0].existing": preflight.existingMemberProblems(
    [member],
    [{ region: "us-east-1", members: [] }],
  ),
  "bucket.existing.name": [preflight.unreadBucketProblem("acme", "us-east-1", NOT_FOUND)],
  "key.existing.arn": [preflight.unreadKeyProblem(KEY, "us-east-1", NOT_FOUND)],
  'existing["us-east-1"].detectorId': preflight.detectorProblems("us-east-1", detector, undefined),
  'existing["us-east-1"].destinationId': preflight.destinationProblems(
    "us-east-1",
    { detectorId: ID, destinationId: OTHER },
    [],
  ),
};

describe("An argument that says that something exists", () => {
  it("is each of these", () => {
    expect(existingPaths(object(argShape))).to.deep.equal(Object.keys(ANSWERS));
    expect(existingPaths(object(memberDetectorsShape))).to.deep.equal([
      'existing["us-east-1"].detectorId',
    ]);
  });

  for (const [path, problems] of Object.entries(ANSWERS)) {
    it(`is answered by its path where nothing is there: ${path}`, () => {
      expect(problems.map((one) => [one.severity, one.path])).to.deep.equal([["error", path]]);
    });
  }
});

describe("A detector of the management account that exists in one Region of several", () => {
  it("has a fix that covers the Regions without one", () => {
    const found = preflight.undeclaredDetectorProblem("management", "us-east-1", "a".repeat(32));
    expect(problemText(found)).to.contain("aws guardduty create-detector --enable");
  });
});
