import { expect } from "chai";

import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, openCloudStack } from "../../testing/cloudStack";

const PARTITIONS = [
  { partition: "aws-us-gov", regions: ["us-gov-west-1", "us-gov-east-1"] },
  { partition: "aws-cn", regions: ["cn-north-1", "cn-northwest-1"] },
];

describe("An export outside the commercial Regions", () => {
  let stack: CloudStack;
  afterEach(() => stack.close());

  for (const { partition, regions } of PARTITIONS) {
    it(`delivers findings in ${partition}, under ARNs of that partition and the global principal`, async () => {
      stack = await openCloudStack({
        caller: ACCOUNT,
        accounts: { [ACCOUNT]: { roles: [`arn:${partition}:iam::${ACCOUNT}:role/deploy`] } },
      });
      const args = {
        regions,
        organization: {
          administrator: {
            accountId: ACCOUNT,
            assumeRoleArn: `arn:${partition}:iam::${ACCOUNT}:role/deploy`,
          },
        },
        bucket: { prefix: "guardduty" },
      };
      const { diagnostics } = await stack.deploy(args);
      expect(diagnostics).to.deep.equal([
        `warning: AWS does not document whether GuardDuty exports from ${regions[1]} to ${regions[0]} in partition ${partition}. Fix: deploy an export for each Region, with its own bucket and key`,
      ]);
      for (const region of regions) await stack.deliver(region);
      const { buckets, keys } = stack.cloud.world;
      const policies = JSON.stringify(
        [...Object.values(buckets), ...Object.values(keys)].map(({ policy }) => policy),
      );
      expect(policies).not.to.contain("arn:aws:");
      expect([
        ...new Set(policies.match(/guardduty[a-z0-9.-]*\.amazonaws\.com[a-z.]*/g)),
      ]).to.deep.equal(["guardduty.amazonaws.com"]);
      expect((await stack.deploy(args)).changed).to.deep.equal([]);
    });
  }
});
