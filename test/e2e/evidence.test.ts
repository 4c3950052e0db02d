import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import type { CloudStack } from "../../testing/cloudStack";
import { exampleWorld, exportProgram, openCloudStack } from "../../testing/cloudStack";

const args: GuardDutyExportArgs = { regions: ["us-east-1"] };

/** What a runbook says when an export fails: refresh, then up. */
async function runbook(stack: CloudStack, deployed = args) {
  expect((await stack.refresh()).error).to.equal(undefined);
  const preview = await stack.preview(exportProgram(deployed));
  const up = await stack.tryDeploy(deployed);
  return [preview.error?.message, up.error?.message];
}

describe("Evidence that the state of a stack forgets", () => {
  let stack: CloudStack;
  const open = async (...given: Parameters<typeof openCloudStack>) =>
    (stack = await openCloudStack(...given));
  afterEach(() => stack.close());

  /** The one key of the world. */
  const onlyKey = () => {
    const [found] = Object.entries(stack.cloud.world.keys);
    const [arn, key] = found as [string, NonNullable<typeof found>[1]];
    return { arn, key };
  };
  const refusal = (arn: string) =>
    `key: ${arn} encrypts findings of this export and is in state PendingDeletion: once it is deleted, these findings cannot be decrypted. This deployment would create another key. Fix: run aws kms cancel-key-deletion --key-id ${arn} --region us-east-1 && aws kms enable-key --key-id ${arn} --region us-east-1, then set key.existing.arn to ${arn}`;

  for (const providerMode of ["perRegion", "perAccount"] as const) {
    it(`is a key that is pending deletion: no other is made until the deletion is cancelled: ${providerMode}`, async () => {
      await open();
      const deployed = { ...args, providerMode };
      await stack.deploy(deployed);
      const earlier = await stack.deliver("us-east-1");
      const { arn, key } = onlyKey();
      key.state = "PendingDeletion";
      for (const message of await runbook(stack, deployed)) {
        expect(message).to.contain(refusal(arn));
      }
      expect(Object.keys(stack.cloud.world.keys)).to.deep.equal([arn]);

      key.state = "Enabled";
      const kept = { ...deployed, key: { existing: { arn } } };
      await stack.deploy(kept);
      expect(Object.keys(stack.cloud.world.keys)).to.deep.equal([arn]);
      expect(await stack.deliver("us-east-1")).to.have.length(earlier.length);
      expect((await stack.deploy(kept)).changed).to.deep.equal([]);
    });
  }

  it("is no key of another export that is pending deletion", async () => {
    await open();
    await stack.deploy({ ...args, onDestroy: "delete" });
    expect((await stack.destroy()).error).to.equal(undefined);
    expect(onlyKey().key.state).to.equal("PendingDeletion");
    await stack.deploy(args);
    await stack.deliver("us-east-1");
  });

  for (const [what, bucket, fix] of [
    ["of a generated name", {}, (name: string) => `set bucket.existing.name to "${name}"`],
    [
      "of a name that was set",
      { name: "acme-findings" },
      (name: string) => `replace bucket.name with existing: {"name":"${name}"}`,
    ],
  ] as const) {
    it(`is a bucket ${what}: it is not made a second time`, async () => {
      await open(exampleWorld());
      const deployed = { ...args, bucket };
      const { outputs } = await stack.deploy(deployed);
      await stack.deliver("us-east-1");
      const name = String(outputs["bucketName"]);
      const { buckets } = stack.cloud.world;
      const there = buckets[name] as (typeof buckets)[string];
      delete buckets[name];
      expect((await stack.refresh()).error).to.equal(undefined);
      buckets[name] = there;
      const { error } = await stack.tryDeploy(deployed);
      expect(error?.message).to.contain(
        `bucket: bucket ${name} has findings of this export and exists, and this deployment would create it: the stack's state does not have it. Fix: ${fix(name)}`,
      );
      const kept = { ...args, bucket: { existing: { name } } };
      await stack.deploy(kept);
      expect(Object.keys(buckets)).to.deep.equal([name]);
      await stack.deliver("us-east-1");
      expect((await stack.deploy(kept)).changed).to.deep.equal([]);
    });
  }
});
