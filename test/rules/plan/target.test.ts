import { expect } from "chai";

import { readArgs } from "../../../rules/args";
import { planExport, resolvePolicies, shownTarget } from "../../../rules/plan";
import { policyBytes } from "../../../rules/policies";

const owner = { project: "security", stack: "prod", component: "findings" };

function plan(args: object) {
  const { settings, problems } = readArgs(owner.component, { regions: ["us-east-1"], ...args });
  if (settings === undefined) throw new Error(JSON.stringify(problems));
  return planExport({ owner, settings });
}

describe("What a plan does not know yet", () => {
  it("is a value with a name, and is printed as what it stands for", () => {
    const { target, shown } = plan({});
    expect(target).to.deep.equal({
      sources: [
        {
          region: "us-east-1",
          accountId: { unknown: "accountId" },
          detectorId: { unknown: "detectorId" },
        },
      ],
      bucketName: { unknown: "bucketName", namePrefix: "findings-guardduty" },
      keyArn: { unknown: "keyArn", region: "us-east-1", accountId: { unknown: "accountId" } },
    });
    expect(shown).to.deep.equal({
      sources: [{ region: "us-east-1", accountId: "<account id>", detectorId: "<detector id>" }],
      bucketName: "findings-guardduty-<8 hex digits>",
      keyArn: "arn:aws:kms:us-east-1:<account id>:key/<key id>",
    });
  });

  it("is not what is known, whatever that looks like", () => {
    const detectorId = "0".repeat(32);
    const { shown } = plan({
      bucket: { name: "acme-00000000" },
      organization: { administrator: { accountId: "000000000000" } },
      existing: { "us-east-1": { detectorId } },
    });
    expect(shown).to.deep.equal({
      sources: [{ region: "us-east-1", accountId: "000000000000", detectorId }],
      bucketName: "acme-00000000",
      keyArn: "arn:aws:kms:us-east-1:000000000000:key/<key id>",
    });
  });

  it("counts in policies with the size that it will have", () => {
    const before = plan({ regions: ["us-east-1", "me-south-1"] });
    const known = {
      sources: before.target.sources.map(({ region }) => ({
        region,
        accountId: "111122223333",
        detectorId: "1".repeat(32),
      })),
      bucketName: "findings-guardduty-0a1b2c3d",
      keyArn: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    };
    expect(shownTarget(known)).to.deep.equal(known);
    const after = resolvePolicies(before, known);
    for (const policy of ["bucket", "key"] as const) {
      const { document, bytes } = after[policy];
      expect(before.policies[policy].bytes).to.equal(bytes);
      expect(document && policyBytes(document)).to.equal(bytes);
    }
  });
});
