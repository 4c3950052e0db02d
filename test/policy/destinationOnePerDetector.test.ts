import { expect } from "chai";

import { destinationOnePerDetector } from "../../policy/destinationOnePerDetector";
import { exampleStack, violations } from "./stack";

const NAMES = ["findings-destination-me-south-1", "findings-destination-us-east-1"] as const;

describe("guardduty-destination-one-per-detector", () => {
  it("refuses a second destination of a detector", async () => {
    const stack = exampleStack();
    const [first, second] = NAMES.map((name) => stack.get(name)!.props);
    Object.assign(second!, { detectorId: first!["detectorId"], region: first!["region"] });
    expect(await violations(destinationOnePerDetector, stack)).to.deep.equal([
      `${NAMES[1]}: detector ${first!["detectorId"]} in me-south-1 has the destination ${NAMES[0]} already.`,
    ]);
  });
});
