import { expect } from "chai";

import { noExternalAccess } from "../../policy/noExternalAccess";
import type { PolicyStatement } from "../../rules/policyDocument";
import { stackWith } from "./finding";
import { violations } from "./stack";

const read: PolicyStatement = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::444455556666:root" },
  Action: "s3:GetObject",
  Resource: "*",
};

describe("guardduty-no-external-access", () => {
  it("advises against another account that may read", async () => {
    const [message, ...others] = await violations(noExternalAccess, stackWith("bucket", read));
    expect(message).to.match(
      /^findings-bucket-policy: Statement 5 "Theirs" .* lets identities of account 444455556666 read findings/,
    );
    expect(others).to.deep.equal([]);
  });

  it("lets the readers of an export pass", async () => {
    const reader = "arn:aws:iam::444455556666:role/reader";
    const ofExport = {
      ...read,
      Sid: "GuardDutyExport0123abcdGetFindings",
      Condition: { ArnEquals: { "aws:PrincipalArn": reader } },
    };
    expect(await violations(noExternalAccess, stackWith("bucket", ofExport))).to.deep.equal([]);
  });
});
