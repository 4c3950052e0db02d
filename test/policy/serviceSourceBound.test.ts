import { expect } from "chai";

import { serviceSourceBound } from "../../policy/serviceSourceBound";
import { stackWith } from "./finding";
import { violations } from "./stack";

describe("guardduty-service-source-bound", () => {
  it("advises against a service that writes on behalf of any account", async () => {
    const stack = stackWith("bucket", {
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: "*",
      Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
    });
    const [message, ...others] = await violations(serviceSourceBound, stack);
    expect(message).to.match(
      /^findings-bucket-policy: Statement 5 "Theirs" .* lets cloudtrail\.amazonaws\.com on behalf of any account write findings/,
    );
    expect(others).to.deep.equal([]);
  });
});
