import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { sidPrefix } from "../../rules/policies";
import { createCloud } from "../../sandbox/cloud";
import type { SandboxCloud } from "../../sandbox/cloud";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exportProgram, openStackOn } from "../../testing/cloudStack";
import { BUCKET, KEY_ARN, logArchive } from "../../testing/logArchive";

const argsOf = (...regions: string[]): GuardDutyExportArgs => ({
  ...{ regions, homeRegion: "us-east-1" },
  bucket: { existing: { name: BUCKET } },
  key: { existing: { arn: KEY_ARN } },
});
const PREFIX = sidPrefix({ project: "guardduty-export", stack: "test", component: "findings" });

describe("Two stacks of one project, stack and component name in two backends", () => {
  let cloud: SandboxCloud;
  const stacks: CloudStack[] = [];
  const open = async (stack: string) => {
    stacks.push(await openStackOn(cloud, stack));
    return stacks.at(-1)!;
  };
  beforeEach(async () => {
    cloud = await createCloud(logArchive());
  });
  afterEach(async () => {
    for (const stack of stacks.splice(0)) await stack.close();
  });
  const policies = () =>
    structuredClone([cloud.world.buckets[BUCKET]!.policy, cloud.world.keys[KEY_ARN]!.policy]);

  it("do not replace each other's statements: the second is refused in its preview and up", async () => {
    const first = await open("test");
    await first.deploy(argsOf("us-east-1"));
    const { id } = cloud.world.detectors[`${ACCOUNT}/us-east-1`]!;
    const written = policies();
    const second = await open("test");
    const program = exportProgram(argsOf("us-west-2"));
    const refusal = `key.existing.arn: the key policy has statements under ${PREFIX} that name arn:aws:guardduty:us-east-1:${ACCOUNT}:detector/${id}, which this export does not have`;
    expect((await second.preview(program)).error?.message).to.contain(refusal);
    expect((await second.up(program)).error?.message).to.contain(refusal);
    expect(policies()).to.deep.equal(written);
    await first.deliver("us-east-1");
  });

  it("are not a stack that is deployed again in fewer Regions after it was destroyed", async () => {
    const stack = await open("test");
    await stack.deploy(argsOf("us-east-1", "us-west-2"));
    expect((await stack.destroy()).error).to.equal(undefined);
    await stack.deploy(argsOf("us-east-1"));
    await stack.deliver("us-east-1");
  });

  it("are not a stack that loses a Region", async () => {
    const stack = await open("test");
    await stack.deploy(argsOf("us-east-1", "us-west-2"));
    await stack.deploy(argsOf("us-east-1"));
    await stack.deliver("us-east-1");
  });
});
