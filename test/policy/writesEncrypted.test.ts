import { expect } from "chai";

import { writesEncrypted } from "../../policy/writesEncrypted";
import { exampleStack, statements, violations } from "./stack";

describe("guardduty-writes-encrypted", () => {
  it("advises against a bucket that takes unencrypted findings, and findings under another key", async () => {
    const stack = exampleStack({
      "findings-bucket-policy": statements((all) =>
        all.filter(({ Sid }) => !/DenyUnencrypted|DenyOtherKeys/.test(Sid ?? "")),
      ),
    });
    const messages = await violations(writesEncrypted, stack);
    expect(messages.map((text) => text.split(/ \(|:/, 2).join(""))).to.deep.equal([
      "findings-bucket-policy The bucket accepts findings that are not encrypted with SSE-KMS",
      "findings-bucket-policy The bucket accepts findings that are encrypted with another key",
    ]);
  });
});
