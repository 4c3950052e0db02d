import { expect } from "chai";

import { claimFaults } from "../../../testing/claims";

describe("what the assessment claims of every object and principal", () => {
  it("holds for the samples that an independent evaluator decides, on 300 generated policies", async () => {
    expect(await claimFaults(300, 20261129)).to.deep.equal([]);
  });

  it("would be found not to hold", async () => {
    expect(await claimFaults(5, 1, async () => "silentAccess")).to.have.length(1);
  });
});
