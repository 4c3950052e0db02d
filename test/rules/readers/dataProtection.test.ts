import { expect } from "chai";

import { changesMessages } from "../../../rules/readers/dataProtection";

const policy = (...operations: object[]) =>
  JSON.stringify({
    Version: "2021-06-01",
    Statement: operations.map((Operation) => ({ Operation })),
  });

describe("A data protection policy", () => {
  it("leaves messages as they are where it audits alone", () => {
    expect(changesMessages(policy({ Audit: { SampleRate: 99 } }))).to.equal(false);
    expect(changesMessages(policy())).to.equal(false);
  });
  it("changes them where a statement denies or masks, or cannot be read", () => {
    expect(changesMessages(policy({ Audit: {} }, { Deny: {} }))).to.equal(true);
    expect(changesMessages(policy({ Deidentify: { RedactConfig: {} } }))).to.equal(true);
    for (const text of ["", "[]", '{"Statement":[1]}', "{}", '{"Statement":[{}]}']) {
      expect(changesMessages(text)).to.equal(true);
    }
  });
});
