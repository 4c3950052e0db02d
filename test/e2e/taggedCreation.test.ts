import { expect } from "chai";

import type { SandboxCloud } from "../../sandbox/cloud";
import { createCloud } from "../../sandbox/cloud";
import type { WorldFile } from "../../sandbox/world";
import { awsShapes } from "../../sandbox/providers/shapes/aws";
import type { AddOnVariant } from "../../testing/addOnProgram";
import { addOnProgram, FIRST_ADD_ONS, withTargets } from "../../testing/addOnProgram";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exampleWorld, openStackOn } from "../../testing/cloudStack";
import { healthBundle } from "../../testing/lambda";
import { CREATED_BY, denyCreationWithout } from "../../testing/taggedCreation";

const TAG = "team";
const tags = { [TAG]: "security" };

/** Types that take tags and get none, and why. */
const WITHOUT_TAGS: { [type: string]: string } = {
  "aws:guardduty/publishingDestination:PublishingDestination":
    "a change of its tags would replace it, and stop the export meanwhile",
  "aws:s3/bucketObjectv2:BucketObjectv2":
    "tags of an object are no tags of the account's resources",
};

/** An organization that lets its members create nothing without the tag. */
function world(): WorldFile {
  const example = exampleWorld();
  const content = { Version: "2012-10-17", Statement: [denyCreationWithout(TAG)] };
  return {
    ...example,
    accounts: { ...example.accounts, "555566667777": {}, "999900001111": {} },
    organization: {
      ...{ management: "999900001111", members: [ACCOUNT] },
      policies: { "p-untagged": { type: "SERVICE_CONTROL_POLICY", name: "untagged", content } },
      attachments: { [ACCOUNT]: ["p-untagged"] },
    },
  };
}

describe("Where a service control policy denies creation without tags", () => {
  let cloud: SandboxCloud;
  let stack: CloudStack;

  before(() => healthBundle());
  beforeEach(async () => {
    cloud = await createCloud(withTargets(world()));
    stack = await openStackOn(cloud, "tagged");
  });
  afterEach(() => stack.close());

  const up = (variant: Partial<AddOnVariant>) =>
    stack.up(addOnProgram({ ...FIRST_ADD_ONS, ...variant }));

  it("the export and every add-on are created, each resource with its tags in the call that creates it", async () => {
    const { error } = await up({ tags });
    expect(error?.message).to.equal(undefined);
    const resources = await stack.exportState();
    const taggable = resources
      .map(({ type }) => type)
      .filter((type) => "tags?" in (awsShapes.resources[type]?.inputs ?? {}));
    expect([...new Set(taggable)].sort()).to.deep.equal(
      [...Object.keys(CREATED_BY), ...Object.keys(WITHOUT_TAGS)].sort(),
    );
    const untagged = resources.filter(
      ({ type, outputs = {} }) =>
        type in CREATED_BY && !(TAG in ((outputs["tagsAll"] as object | undefined) ?? {})),
    );
    expect(untagged.map(({ urn }) => urn)).to.deep.equal([]);
    // Rules and alarms are put as a whole when they are changed.
    const changed = await up({ tags, severityAtLeast: 5, intervalMinutes: 30 });
    expect(changed.error?.message).to.equal(undefined);
    expect((await stack.destroy()).error).to.equal(undefined);
  });

  it("nothing is created without them", async () => {
    const { error } = await up({ tags: {} });
    expect(error?.message).to.contain("with an explicit deny in a service control policy");
    expect(Object.keys(cloud.world.detectors)).to.deep.equal([]);
    expect(Object.keys(cloud.world.roles)).to.deep.equal([]);
  });
});
