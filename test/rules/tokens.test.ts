import { expect } from "chai";

import { afterColon, beforeColon } from "../../rules/tokens";

describe("Tokens", () => {
  for (const [token, before, after] of [
    ["s3:PutObject", "s3", "PutObject"],
    ["aws:s3/bucket:Bucket", "aws", "Bucket"],
    ["Bucket", "Bucket", "Bucket"],
  ] as const) {
    it(`are taken apart at their first and last colon: ${token}`, () => {
      expect([beforeColon(token), afterColon(token)]).to.deep.equal([before, after]);
    });
  }
});
