import { expect } from "chai";

import { keyAdministered } from "../../policy/keyAdministered";
import { exampleStack, statements, violations } from "./stack";

describe("guardduty-key-administered", () => {
  it("refuses a key policy that locks its account out", async () => {
    const stack = exampleStack({
      "findings-key-policy": statements((all) =>
        all.filter(({ Sid }) => !/AccountAdministration/.test(Sid ?? "")),
      ),
    });
    const [message, ...others] = await violations(keyAdministered, stack);
    expect(message).to.match(/^findings-key-policy: The account of the key cannot administer it: /);
    expect(others).to.deep.equal([]);
  });
});
