import { expect } from "chai";

import type { ExportPolicies } from "../../../rules/proof";
import { applyEdits } from "../../../rules/proof";
import { EMPTY_POLICY } from "../../../rules/policies";
import { fixText } from "../../../rules/texts/edits";
import { problemText } from "../../../rules/texts/findings";
import { assessed } from "./assessed";
import { BUCKET, policies, without, withDeny } from "./faults";

const ofExport = (all: ExportPolicies) =>
  assessed(all).findings.filter(({ id }) => id.startsWith("export"));

describe("findings with one cause", () => {
  const cases: [what: string, policies: ExportPolicies][] = [
    ["no Allow in the bucket policy", without("PutObject")],
    ["no statement in the bucket policy", { ...policies, bucketPolicy: EMPTY_POLICY }],
    ["no statement in the key policy", { ...policies, keyPolicy: EMPTY_POLICY }],
    ["a Deny of everything", withDeny({})],
    ["a Deny of all but reading", withDeny({ ...{ Action: undefined }, NotAction: "s3:Get*" })],
    [
      "a Deny by what is not documented",
      withDeny({ Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } } }),
    ],
  ];
  for (const [what, all] of cases) {
    it(`are one: ${what}`, () => {
      const findings = ofExport(all);
      expect(findings.map(({ id }) => id)).to.have.length(1);
      expect(ofExport(applyEdits(all, findings[0]!.fix))).to.deep.equal([]);
    });
  }

  it("have one statement as their fix", () => {
    const [finding] = ofExport(without("PutObject"));
    expect(problemText(finding!)).to.equal(
      `GuardDuty cannot export from us-east-1, me-south-1: no statement of the bucket policy allows s3:GetBucketLocation, s3:PutObject of the test object, s3:PutObject of findings and s3:PutObject of members' findings (${BUCKET}).`,
    );
    expect(fixText(finding!.fix)).to.match(
      /^Add the statement \{"Effect":"Allow","Principal":\{"Service":\[.*\]\},"Action":\["s3:GetBucketLocation","s3:PutObject"\],"Resource":\["arn:aws:s3:::acme-findings","arn:aws:s3:::acme-findings\/AWSLogs\/\*"\],.* to the bucket policy\.$/,
    );
  });
});
