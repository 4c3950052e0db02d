import { expect } from "chai";

import { destinationPoliciesInStack } from "../../policy/destinationPoliciesInStack";
import { destinationProvable } from "../../policy/destinationProvable";
import { exampleStack, violations } from "./stack";

describe("guardduty-destination-policies-in-stack", () => {
  for (const name of ["findings-bucket", "findings-bucket-policy", "findings-key"]) {
    it(`says that a destination is not checked without ${name}`, async () => {
      const stack = exampleStack({ [name]: "remove" });
      const messages = await violations(destinationPoliciesInStack, stack);
      expect(messages).to.have.length(2);
      for (const one of messages) expect(one).to.match(/^findings-destination-\S+: not checked: /);
      expect(await violations(destinationProvable, stack)).to.deep.equal([]);
    });
  }

  it("checks a key without a policy resource by the policy that AWS gave it", async () => {
    const stack = exampleStack({ "findings-key-policy": "remove" });
    expect(await violations(destinationPoliciesInStack, stack)).to.deep.equal([]);
    expect(await violations(destinationProvable, stack)).to.have.length(2);
  });
});
