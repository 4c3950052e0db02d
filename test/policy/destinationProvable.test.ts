import { expect } from "chai";

import { destinationProvable } from "../../policy/destinationProvable";
import { exampleStack, statements, violations } from "./stack";

describe("guardduty-destination-provable", () => {
  it("refuses policies that do not admit the principal of an opt-in Region, and names the fix", async () => {
    const stack = exampleStack({
      "findings-key-policy": statements((all) =>
        all.map((one) =>
          JSON.stringify(one.Principal).includes("guardduty")
            ? { ...one, Principal: { Service: "guardduty.amazonaws.com" } }
            : one,
        ),
      ),
    });
    const messages = await violations(destinationProvable, stack);
    expect(messages).to.have.length(1);
    expect(messages[0]).to.match(
      /^findings-destination-me-south-1: GuardDuty cannot export from me-south-1: /,
    );
    expect(messages[0]).to.contain(
      'Add "guardduty.me-south-1.amazonaws.com" to the Service principals',
    );
  });

  it("refuses a statement of another writer that denies GuardDuty", async () => {
    const denied = statements((all) => [
      ...all,
      { Sid: "Freeze", Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: "*" },
    ]);
    const stack = exampleStack({ "findings-bucket-policy": denied });
    const messages = await violations(destinationProvable, stack);
    expect(messages).to.have.length(2);
    for (const one of messages) expect(one).to.contain('"Freeze"');
  });
});
