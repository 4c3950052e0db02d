import { expect } from "chai";

import { ADMIN, BUCKET, clientOf, refusal } from "../../testing/worlds";
import { deletingWith, MALFORMED } from "../support/malformedStatements";

describe("S3 of the sandbox", () => {
  for (const [what, elements] of MALFORMED) {
    it(`refuses a policy with ${what}, as the finding says of AWS`, async () => {
      const client = await clientOf({
        caller: ADMIN,
        accounts: { [ADMIN]: {} },
        buckets: { [BUCKET]: { account: ADMIN, region: "us-east-1" } },
      });
      const statement = JSON.stringify(deletingWith(elements)).replaceAll("acme-findings", BUCKET);
      const Policy = `{"Version":"2012-10-17","Statement":[${statement}]}`;
      expect(await refusal(client.call("s3:PutBucketPolicy", { Bucket: BUCKET, Policy }))).to.match(
        /^MalformedPolicy/,
      );
    });
  }
});
