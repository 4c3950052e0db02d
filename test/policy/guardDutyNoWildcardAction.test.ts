import { expect } from "chai";

import { guardDutyNoWildcardAction } from "../../policy/guardDutyNoWildcardAction";
import { exampleStack, statements, violations } from "./stack";

describe("guardduty-no-wildcard-action", () => {
  it("refuses kms:* for GuardDuty, and leaves the account's own kms:* alone", async () => {
    const wide = statements((all) => all.map((one) => ({ ...one, Action: "kms:*" })));
    const told = await violations(
      guardDutyNoWildcardAction,
      exampleStack({ "findings-key-policy": wide }),
    );
    expect(told).to.have.length(1);
    expect(told[0]).to.match(/^findings-key-policy: statement 1 ".*" allows GuardDuty kms:\*\.$/);
  });

  it("refuses all actions but one", async () => {
    const inverted = statements(([first, ...others]) => [
      { ...first, Effect: "Allow", Action: undefined, NotAction: "s3:DeleteObject" },
      ...others,
    ]);
    const told = await violations(
      guardDutyNoWildcardAction,
      exampleStack({ "findings-bucket-policy": inverted }),
    );
    expect(told).to.have.length(1);
    expect(told[0]).to.match(/^findings-bucket-policy: .* allows GuardDuty NotAction\.$/);
  });
});
