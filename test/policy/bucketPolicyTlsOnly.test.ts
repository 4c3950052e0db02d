import { expect } from "chai";

import { bucketPolicyTlsOnly } from "../../policy/bucketPolicyTlsOnly";
import { exampleStack, statements, violations } from "./stack";

describe("guardduty-bucket-tls-only", () => {
  it("refuses a bucket that is reached without TLS, and says so once", async () => {
    const stack = exampleStack({
      "findings-bucket-policy": statements((all) =>
        all.filter(({ Condition }) => !JSON.stringify(Condition ?? {}).includes("SecureTransport")),
      ),
    });
    const [message, ...others] = await violations(bucketPolicyTlsOnly, stack);
    expect(message).to.match(
      /^findings-bucket-policy: The bucket accepts requests without TLS: no statement of the bucket policy denies/,
    );
    expect(others).to.deep.equal([]);
  });
});
