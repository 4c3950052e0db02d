import { expect } from "chai";

import { bucketVersioned } from "../../policy/bucketVersioned";
import { exampleStack, violations } from "./stack";

describe("guardduty-bucket-versioned", () => {
  it("refuses a bucket whose versioning is suspended", async () => {
    const stack = exampleStack({
      "findings-bucket-versioning": (props) =>
        (props["versioningConfiguration"].status = "Suspended"),
    });
    expect(await violations(bucketVersioned, stack)).to.deep.equal([
      "findings-bucket: its versioning is Suspended.",
    ]);
  });

  it("refuses a bucket without versioning", async () => {
    const stack = exampleStack({ "findings-bucket-versioning": "remove" });
    expect(await violations(bucketVersioned, stack)).to.deep.equal([
      "findings-bucket: its versioning is not set.",
    ]);
  });
});
