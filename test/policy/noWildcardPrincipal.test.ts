import { expect } from "chai";

import { noWildcardPrincipal } from "../../policy/noWildcardPrincipal";
import { exampleStack, statements, violations } from "./stack";

describe("guardduty-no-wildcard-principal", () => {
  for (const [Principal, written] of [
    ["*", "*"],
    [{ AWS: "*" }, "AWS *"],
  ] as const) {
    it(`refuses a statement that allows any caller: ${written}`, async () => {
      const open = statements((all) => [
        ...all,
        { Sid: "Open", Effect: "Allow", Principal, Action: "kms:Decrypt", Resource: "*" },
      ]);
      const stack = exampleStack({ "findings-key-policy": open });
      const [message, ...others] = await violations(noWildcardPrincipal, stack);
      expect(message).to.match(
        /^findings-key-policy: Statement 2 "Open" of the key policy lets anonymous callers, identities of any AWS account and .* use the key \(kms:Decrypt\)\.\n/,
      );
      expect(others).to.deep.equal([]);
    });
  }
});
