import { expect } from "chai";

import { destinationHomeRegion } from "../../policy/destinationHomeRegion";
import type { Stack } from "./stack";
import { exampleStack, violations } from "./stack";

const DESTINATIONS = ["findings-destination-me-south-1", "findings-destination-us-east-1"];

/** The example with its key, or its bucket too, in another Region. */
function movedTo(region: string, { bucket }: { bucket: boolean }): Stack {
  const stack = exampleStack();
  const key = stack.get("findings-key")!.props;
  key["arn"] = (key["arn"] as string).replace("us-east-1", region);
  for (const name of DESTINATIONS) stack.get(name)!.props["kmsKeyArn"] = key["arn"];
  if (bucket) stack.get("findings-bucket")!.props["region"] = region;
  return stack;
}

describe("guardduty-destination-home-region", () => {
  it("refuses an opt-in home for findings of a default-enabled Region alone", async () => {
    const stack = movedTo("me-south-1", { bucket: true });
    expect(await violations(destinationHomeRegion, stack)).to.deep.equal([
      "findings-destination-us-east-1: GuardDuty does not export from the default Region us-east-1 to the opt-in Region me-south-1.",
    ]);
  });

  it("refuses bucket and key in different Regions", async () => {
    const stack = movedTo("eu-west-1", { bucket: false });
    expect(await violations(destinationHomeRegion, stack)).to.deep.equal(
      DESTINATIONS.map((name) => `${name}: the bucket is in us-east-1 and the key in eu-west-1.`),
    );
  });
});
