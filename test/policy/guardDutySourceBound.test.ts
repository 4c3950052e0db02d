import { expect } from "chai";

import { guardDutySourceBound } from "../../policy/guardDutySourceBound";
import { stackWith } from "./finding";
import { violations } from "./stack";

const write = {
  Effect: "Allow" as const,
  Principal: { Service: "guardduty.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "*",
};

describe("guardduty-source-bound", () => {
  it("refuses a statement that allows GuardDuty on behalf of any account", async () => {
    const [message, ...others] = await violations(guardDutySourceBound, stackWith("bucket", write));
    expect(message).to.match(
      /^findings-bucket-policy: Statement 5 "Theirs" of the bucket policy lets GuardDuty on behalf of other accounts/,
    );
    expect(others).to.deep.equal([]);
  });

  it("lets one pass that aws:SourceAccount binds", async () => {
    const Condition = { StringEquals: { "aws:SourceAccount": "111122223333" } };
    const stack = stackWith("bucket", { ...write, Condition });
    expect(await violations(guardDutySourceBound, stack)).to.deep.equal([]);
  });
});
