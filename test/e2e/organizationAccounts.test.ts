import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import type { CloudStack } from "../../testing/cloudStack";
import { openCloudStack } from "../../testing/cloudStack";
import {
  acting,
  ADMINISTRATOR,
  ARCHIVE,
  deliveredOnce,
  organizationWorld,
  OTHER_MEMBER,
} from "../../testing/organization";

describe("An export whose bucket and key are in two other accounts", () => {
  const regions = ["us-east-1", "me-south-1"];
  const args: GuardDutyExportArgs = {
    regions,
    organization: { administrator: acting(ADMINISTRATOR) },
    bucket: { prefix: "guardduty", account: acting(ARCHIVE) },
    key: { account: acting(OTHER_MEMBER) },
  };
  let stack: CloudStack;

  before(async () => {
    stack = await openCloudStack(organizationWorld());
  });
  after(() => stack.close());

  it("has each policy put by the account that owns what it is for", async () => {
    expect((await stack.deploy(args)).diagnostics).to.deep.equal([]);
    const callers = (operation: string) => [
      ...new Set(
        stack.cloud.calls
          .filter((call) => call.operation === operation)
          .map(({ accountId }) => accountId),
      ),
    ];
    expect(callers("s3:PutBucketPolicy")).to.deep.equal([ARCHIVE]);
    expect(callers("kms:PutKeyPolicy")).to.deep.equal([OTHER_MEMBER]);
    expect(callers("guardduty:CreatePublishingDestination")).to.deep.equal([ADMINISTRATOR]);
  });

  it("lets only the administrator's deploying role look up the prefix", () => {
    const [bucket] = Object.values(stack.cloud.world.buckets);
    const statements = (bucket?.policy?.["Statement"] ?? []) as {
      Effect: string;
      Principal: { AWS?: unknown };
    }[];
    const principals = statements
      .filter(({ Effect, Principal }) => Effect === "Allow" && Principal.AWS !== undefined)
      .map(({ Principal }) => Principal.AWS);
    expect(new Set(principals)).to.deep.equal(
      new Set([`arn:aws:iam::${ADMINISTRATOR}:role/deploy`]),
    );
  });

  it("delivers each finding once, and changes nothing on the second up", async () => {
    for (const region of regions) await deliveredOnce(stack, ADMINISTRATOR, region);
    expect((await stack.deploy(args)).changed).to.deep.equal([]);
  });
});
