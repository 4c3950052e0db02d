import { expect } from "chai";

import { guardDutyNoWildcardAction } from "../../policy/guardDutyNoWildcardAction";
import { exampleStack, statements, violations } from "./stack";

describe("guardduty-no-wildcard-action", () => {
  it("refuses kms:* for GuardDuty, and leaves the account's own kms:* alone", async () => {
    const wide = statements((all) => all.map((one) => ({ ...one, Action: "kms:*" })));
    const messages = await violations(
      guardDutyNoWildcardAction,
      exampleStack({ "findings-key-policy": wide }),
    );
    expect(messages).to.have.length(1);
    expect(messages[0]).to.match(
      /^findings-key-policy: Statement 1 ".*" of the key policy lets GuardDuty for the exported detectors use the key \(kms:Decrypt\), change or give away the key/,
    );
  });

  it("refuses all actions but one", async () => {
    const inverted = statements(([first, ...others]) => [
      { ...first, Effect: "Allow", Action: undefined, NotAction: "s3:DeleteObject" },
      ...others,
    ]);
    const messages = await violations(
      guardDutyNoWildcardAction,
      exampleStack({ "findings-bucket-policy": inverted }),
    );
    expect(messages).to.have.length(1);
    expect(messages[0]).to.match(
      /^findings-bucket-policy: Statement 0 .* lets GuardDuty for the exported detectors .*change the bucket's protections/,
    );
  });
});
