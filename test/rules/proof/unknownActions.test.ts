import { readFileSync } from "node:fs";

import { expect } from "chai";

import { KMS_ACTIONS, S3_ACTIONS } from "../../../rules/documents/actionNames";
import { matchesAction } from "../../../rules/documents/unknownActions";
import type { ExportPolicies, PolicyOwner } from "../../../rules/proof";
import { fixText } from "../../../rules/texts/edits";
import { problemText } from "../../../rules/texts/findings";
import { actionNamesFile, FILE } from "../../../tools/actionNames";
import { assessed } from "./assessed";
import { policies, withDeny } from "./faults";
import { withStatements } from "./shapes";

const inKey = (Action: string | string[]) =>
  withStatements(policies, "keyPolicy", (own) => [
    ...own,
    { Sid: "Theirs", Effect: "Deny", Principal: "*", Action, Resource: "*" },
  ]);
const inBucket = (Action: string | string[]) => withDeny({ Action });

const found = (all: ExportPolicies, owner: PolicyOwner = "shared") =>
  assessed(all, { owners: { bucket: owner, key: owner } }).findings.filter(
    ({ id }) => id === "malformedStatement",
  );

describe("an action that its service does not have", () => {
  it("is one that AWS's reference does not list", async () => {
    expect(readFileSync(FILE, "utf8")).to.equal(await actionNamesFile());
    expect(S3_ACTIONS).to.include("GetObject");
    expect(KMS_ACTIONS).to.include("Decrypt");
  });

  const cases: [
    what: string,
    policies: ExportPolicies,
    severity: string,
    problem: RegExp,
    fix: string,
  ][] = [
    [
      "in a bucket policy, misspelt",
      inBucket(["s3:DeleteObject", "s3:DeletObjectVersion"]),
      "error",
      /is malformed, and AWS refuses to write it: Action is "s3:DeletObjectVersion": S3 has no such action as of \S+; the closest is s3:DeleteObjectVersion\.$/,
      'Set Action to ["s3:DeleteObject","s3:DeleteObjectVersion"] in statement 5 "Theirs" of the bucket policy.',
    ],
    [
      "in a bucket policy, like no other",
      inBucket("s3:PaintObject"),
      "undetermined",
      /is malformed unless AWS has added the action since; S3 refuses actions that it does not have: Action is "s3:PaintObject": S3 has no such action as of \S+\.$/,
      'Remove statement 5 "Theirs" from the bucket policy.',
    ],
    [
      "in a bucket policy, as a pattern that matches none",
      inBucket("s3:Destroy*"),
      "undetermined",
      /Action is "s3:Destroy\*": S3 has no such action as of \S+\.$/,
      'Remove statement 5 "Theirs" from the bucket policy.',
    ],
    [
      "in a key policy, misspelt",
      inKey("kms:Decrpyt"),
      "warning",
      /is malformed; AWS keeps it, and its wrong actions have no effect: Action is "kms:Decrpyt": KMS has no such action as of \S+; the closest is kms:Decrypt\.$/,
      "",
    ],
  ];
  for (const [what, all, severity, problem, fix] of cases) {
    it(`is found ${what}`, () => {
      const [finding, ...others] = found(all);
      expect(others).to.deep.equal([]);
      expect(finding!.severity).to.equal(severity);
      expect(problemText(finding!)).to.match(problem);
      if (fix !== "") expect(fixText(finding!.fix)).to.equal(fix);
    });
  }

  it("is only said where others write the policy", () => {
    expect(
      found(inBucket("s3:GetObjekt"), "external").map(({ severity }) => severity),
    ).to.deep.equal(["warning"]);
  });

  it("is none of those that patterns match, in any case", () => {
    for (const action of ["*", "s3:*", "S3:getobject", "kms:*DataKey*", "kms:Re?ncryptFrom"]) {
      expect(matchesAction(action), action).to.equal(true);
    }
    expect(found(inBucket(["s3:Get*", "S3:PUTOBJECT"]))).to.deep.equal([]);
  });
});
