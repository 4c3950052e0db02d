import { expect } from "chai";

import { bucketPublicAccessBlocked } from "../../policy/bucketPublicAccessBlocked";
import { exampleStack, violations } from "./stack";

const BLOCK = "findings-bucket-public-access-block";

describe("guardduty-bucket-public-access-blocked", () => {
  it("refuses a bucket with one kind of access open", async () => {
    const stack = exampleStack({ [BLOCK]: (props) => (props["ignorePublicAcls"] = false) });
    expect(await violations(bucketPublicAccessBlocked, stack)).to.deep.equal([
      "findings-bucket: not true: ignorePublicAcls.",
    ]);
  });

  it("refuses a bucket without a block", async () => {
    const stack = exampleStack({ [BLOCK]: "remove" });
    expect(await violations(bucketPublicAccessBlocked, stack)).to.deep.equal([
      "findings-bucket: not true: blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets.",
    ]);
  });
});
