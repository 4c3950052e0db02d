import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exampleWorld, exportProgram, openCloudStack } from "../../testing/cloudStack";

const args: GuardDutyExportArgs = { regions: ["us-east-1", "me-south-1"] };

const destinations = ({ cloud }: CloudStack) =>
  Object.values(cloud.world.detectors).flatMap((detector) => Object.values(detector.destinations));
const owners = (stack: CloudStack) =>
  destinations(stack).map(({ expectedBucketOwner }) => expectedBucketOwner);
const updates = ({ cloud }: CloudStack) =>
  cloud.calls.filter(({ operation }) => operation === "guardduty:UpdatePublishingDestination");

describe("The owner of the findings bucket", () => {
  let stack: CloudStack;
  const open = async (...given: Parameters<typeof openCloudStack>) =>
    (stack = await openCloudStack(...given));
  afterEach(() => stack.close());

  it("is verified by GuardDuty in every Region that is deployed, and set once", async () => {
    await open(exampleWorld());
    const preview = await stack.preview(exportProgram(args));
    expect(preview.error).to.equal(undefined);
    expect(updates(stack)).to.deep.equal([]);
    const { stdout } = await stack.deploy(args);
    expect(owners(stack)).to.deep.equal([ACCOUNT, ACCOUNT]);
    expect(stdout).to.contain(
      `GuardDuty verifies that the bucket belongs to account ${ACCOUNT} before it exports from me-south-1`,
    );
    expect(updates(stack)).to.have.length(2);
    expect((await stack.deploy(args)).changed).to.deep.equal([]);
    expect(updates(stack)).to.have.length(2);
    await stack.deliver("me-south-1");
  });
});
