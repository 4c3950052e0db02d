import { expect } from "chai";

import { noWildcardPrincipal } from "../../policy/noWildcardPrincipal";
import { exampleStack, statements, violations } from "./stack";

describe("guardduty-no-wildcard-principal", () => {
  for (const [Principal, written] of [
    ["*", "*"],
    [{ AWS: "*" }, "AWS *"],
  ] as const) {
    it(`refuses a statement that allows everybody: ${written}`, async () => {
      const open = statements((all) => [
        ...all,
        { Sid: "Open", Effect: "Allow", Principal, Action: "kms:Decrypt", Resource: "*" },
      ]);
      const stack = exampleStack({ "findings-key-policy": open });
      expect(await violations(noWildcardPrincipal, stack)).to.deep.equal([
        'findings-key-policy: statement 2 "Open" allows everybody.',
      ]);
    });
  }
});
