import { expect } from "chai";

import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, openCloudStack } from "../../testing/cloudStack";
import { PUBLISHED_DENIES } from "../../testing/agreement";
import {
  BUCKET,
  bucketPolicyOfOthers,
  KEY_ARN,
  keyPolicyOfOthers,
  logArchive,
} from "../../testing/logArchive";

const ARN = `arn:aws:s3:::${BUCKET}`;
const { identityPerimeter, networkPerimeter, confusedDeputy } = PUBLISHED_DENIES;
const perimeters = (Action: string, Resource: string | string[]) =>
  [identityPerimeter, networkPerimeter, confusedDeputy].map((deny) => ({
    ...deny,
    Action,
    Resource,
  }));

describe("An adopted bucket and key with AWS's published data perimeters", () => {
  let stack: CloudStack;
  afterEach(() => stack.close());

  it("take the findings of a default and an opt-in Region under a prefix", async () => {
    const world = logArchive();
    world.organization = { id: "o-a1b2c3d4e5", management: "999999999999", members: [ACCOUNT] };
    world.accounts = { ...world.accounts, "999999999999": {} };
    world.buckets![BUCKET]!.policy = {
      ...bucketPolicyOfOthers,
      Statement: [
        ...[bucketPolicyOfOthers.Statement].flat(),
        ...perimeters("s3:*", [ARN, `${ARN}/*`]),
      ],
    } as never;
    world.keys![KEY_ARN]!.policy = {
      ...keyPolicyOfOthers,
      Statement: [...[keyPolicyOfOthers.Statement].flat(), ...perimeters("kms:*", "*")],
    } as never;
    stack = await openCloudStack(world);
    await stack.deploy({
      regions: ["us-east-1", "me-south-1"],
      bucket: { existing: { name: BUCKET }, prefix: "gd" },
      key: { existing: { arn: KEY_ARN } },
    });
    for (const region of ["us-east-1", "me-south-1"]) {
      expect(await stack.deliver(region), region).not.to.be.empty;
    }
  });
});
