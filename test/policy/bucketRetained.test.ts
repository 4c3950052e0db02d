import { expect } from "chai";

import { bucketRetained } from "../../policy/bucketRetained";
import { exampleStack, violations } from "./stack";

describe("guardduty-bucket-retained", () => {
  it("advises against a bucket that is emptied on destroy", async () => {
    const stack = exampleStack({ "findings-bucket": (props) => (props["forceDestroy"] = true) });
    expect(await violations(bucketRetained, stack)).to.deep.equal([
      "findings-bucket: forceDestroy is true: pulumi destroy deletes every finding with the bucket.",
    ]);
  });
});
