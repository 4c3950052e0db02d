import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import type { WorldFile } from "../../sandbox/world";
import type { PolicyStatement } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import { withoutWriting } from "../../rules/adoption";
import { sidPrefix } from "../../rules/policies";
import { deploymentWarningText } from "../../rules/texts/deploymentWarnings";
import type { Step } from "../../testing/engine";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exportProgram, openCloudStack } from "../../testing/cloudStack";
import {
  BUCKET,
  SIEM,
  bucketPolicyOfOthers,
  KEY_ARN,
  keyPolicyOfOthers,
  logArchive,
  ofOthers,
} from "../../testing/logArchive";
import { knownArn } from "../../rules/arn";
import { withoutIds } from "../../testing/ids";

const SID_PREFIX = sidPrefix({ project: "guardduty-export", stack: "test", component: "findings" });
const OTHER_KEY_ARN = KEY_ARN.replace("1234abcd", "5678efab");
const keyPolicyOfOtherKey = { ...keyPolicyOfOthers, Id: "second-key" };

/** A reader that no statement from others admits. */
const READER = SIEM.replace("siem", "analyst");

/** A log archive with a second key, which others use too. */
function twoKeys(): WorldFile {
  const world = logArchive();
  world.accounts![knownArn(SIEM).accountId] = { roles: [SIEM, READER] };
  world.keys![OTHER_KEY_ARN] = { policy: structuredClone(keyPolicyOfOtherKey) as never };
  return world;
}

const regions = ["us-east-1", "me-south-1"];
const under = (arn?: string): GuardDutyExportArgs => ({
  regions,
  bucket: { existing: { name: BUCKET }, prefix: "guardduty" },
  readerArns: [READER],
  ...(arn !== undefined && { key: { existing: { arn } } }),
});

const ARCHIVES = ["444455556666", "555566667777"] as const;
const acting = (accountId: string) => ({
  accountId,
  assumeRoleArn: `arn:aws:iam::${accountId}:role/deploy`,
});

/** Accounts that a bucket or a key may be in. */
function archives(): WorldFile {
  return {
    caller: ACCOUNT,
    accounts: {
      ...Object.fromEntries(
        [ACCOUNT, ...ARCHIVES].map((id) => [
          id,
          { optedIn: ["me-south-1"], roles: [acting(id).assumeRoleArn] },
        ]),
      ),
      [knownArn(SIEM).accountId]: { roles: [SIEM] },
    },
  };
}

const opsOf = (steps: Step[], name: string) =>
  steps.filter((step) => step.name === name).map(({ op }) => op);

/** Fails unless the reader reads the objects. */
async function expectDecrypted(
  { cloud }: CloudStack,
  Bucket: string,
  keys: string[],
  roleArn: string,
): Promise<void> {
  const caller = cloud.authenticate({
    accessKeyId: `AKIA${ACCOUNT}TEST`,
    assumeRoles: [{ roleArn }],
    region: "us-east-1",
  });
  for (const Key of keys) await cloud.call(caller, "s3:GetObject", { Bucket, Key });
}

describe("An export that moves", () => {
  let stack: CloudStack;
  const open = async (...given: Parameters<typeof openCloudStack>) =>
    (stack = await openCloudStack(...given));
  afterEach(() => stack.close());

  for (const providerMode of ["perRegion", "perAccount"] as const) {
    const moves: [what: string, from: string | undefined, to: string | undefined][] = [
      ["from one existing key to another", KEY_ARN, OTHER_KEY_ARN],
      ["from an existing key to one of its own", KEY_ARN, undefined],
      ["from a key of its own to an existing one", undefined, KEY_ARN],
    ];
    for (const [what, from, to] of moves) {
      it(`${what} keeps what others wrote in both: ${providerMode}`, async () => {
        await open(twoKeys());
        const before = await stack.deploy({ ...under(from), providerMode });
        const earlier = await stack.deliver("us-east-1");
        const moved = { ...under(to), providerMode };
        const { steps, diagnostics } = await stack.preview(exportProgram(moved));
        expect(opsOf(steps, "findings-key-policy")).to.include("replace");
        const left = String(before.outputs["keyArn"]);
        expect(diagnostics.filter((line) => line.includes("--former-"))).to.deep.equal([
          `warning: ${withoutIds(deploymentWarningText({ id: "formerStatementsKept", severity: "warning", holder: "key", name: left, sidPrefix: SID_PREFIX }))}`,
        ]);
        await stack.deploy(moved);

        const { keys, buckets } = stack.cloud.world;
        expect(ofOthers(keys[KEY_ARN]!.policy)).to.deep.equal(keyPolicyOfOthers);
        expect(ofOthers(keys[OTHER_KEY_ARN]!.policy)).to.deep.equal(keyPolicyOfOtherKey);
        expect(ofOthers(buckets[BUCKET]!.policy)).to.deep.equal(bucketPolicyOfOthers);
        for (const region of regions) await stack.deliver(region);
        await expectDecrypted(stack, BUCKET, earlier, READER);
        expect((await stack.deploy(moved)).changed).to.deep.equal([]);

        const policy = withoutWriting(keys[left]!.policy as never, SID_PREFIX);
        keys[left]!.policy = { ...policy };
        for (const region of regions) await stack.deliver(region);
        await expectDecrypted(stack, BUCKET, earlier, READER);
      });
    }

    for (const part of ["bucket", "key"] as const) {
      for (const from of [undefined, ARCHIVES[0]]) {
        it(`to a ${part} of another account, from ${from ?? "the administrator's"}: ${providerMode}`, async () => {
          await open(archives());
          const owned = (account: string | undefined) => ({
            ...{ regions, providerMode, readerArns: [SIEM] },
            [part]: account === undefined ? {} : { account: acting(account) },
          });
          const before = await stack.deploy(owned(from));
          const evidence = String(before.outputs["bucketName"]);
          const earlier = await stack.deliver("us-east-1");
          const moved = owned(ARCHIVES[1]);
          const { steps } = await stack.preview(exportProgram(moved));
          expect(opsOf(steps, `findings-${part}`)).to.include("replace");
          await stack.deploy(moved);

          for (const region of regions) await stack.deliver(region);
          const { buckets, keys } = stack.cloud.world;
          const accountsOf = (found: string[]) => found.sort();
          expect(accountsOf(Object.values(buckets).map(({ account }) => account))).to.deep.equal(
            part === "key" ? [ACCOUNT] : [from ?? ACCOUNT, ARCHIVES[1]],
          );
          expect(accountsOf(Object.keys(keys).map((arn) => knownArn(arn).accountId))).to.deep.equal(
            [from ?? ACCOUNT, ARCHIVES[1]],
          );
          await expectDecrypted(stack, evidence, earlier, SIEM);
          expect((await stack.deploy(moved)).changed).to.deep.equal([]);
          expect((await stack.refresh()).changed).to.deep.equal([]);
        });
      }
    }
  }

  it("goes on exporting under the old key when the policy of the new one cannot be written", async () => {
    const world = twoKeys();
    const refusal = {
      Sid: "Frozen",
      Effect: "Deny",
      Principal: "*",
      Action: "kms:PutKeyPolicy",
      Resource: "*",
    };
    const policy = world.keys![OTHER_KEY_ARN]!.policy as unknown as typeof keyPolicyOfOthers;
    policy.Statement = [...listOf(policy.Statement), refusal as PolicyStatement];
    await open(world);
    await stack.deploy(under(KEY_ARN));
    const { buckets } = stack.cloud.world;
    const before = structuredClone(buckets[BUCKET]!.policy);
    const { error } = await stack.tryDeploy(under(OTHER_KEY_ARN));
    expect(error?.message).to.contain("kms:PutKeyPolicy");
    expect(buckets[BUCKET]!.policy).to.deep.equal(before);
    for (const region of regions) await stack.deliver(region);
  });

  it("deletes a bucket and a key that are not retained with the credentials of the account they were in", async () => {
    await open(archives());
    const owned = (account: string) => ({
      regions: ["us-east-1"],
      onDestroy: "delete" as const,
      bucket: { account: acting(account) },
      notifications: true,
    });
    await stack.deploy(owned(ARCHIVES[0]));
    await stack.deliver("us-east-1");
    await stack.deploy(owned(ARCHIVES[1]));
    const { buckets, keys } = stack.cloud.world;
    expect(Object.values(buckets).map(({ account }) => account)).to.deep.equal([ARCHIVES[1]]);
    expect(
      Object.entries(keys)
        .map(([arn, { state }]) => `${knownArn(arn).accountId} ${state}`)
        .sort(),
    ).to.deep.equal([
      `${ARCHIVES[0]} PendingDeletion`,
      `${ARCHIVES[0]} PendingDeletion`,
      `${ARCHIVES[1]} Enabled`,
      `${ARCHIVES[1]} Enabled`,
    ]);
    await stack.deliver("us-east-1");
    expect((await stack.deploy(owned(ARCHIVES[1]))).changed).to.deep.equal([]);
  });

  it("is refused in a preview where a name is taken, the old bucket's and that of the old key among them", async () => {
    await open(archives());
    const owned = (account: string, homeRegion: string) => ({
      regions: ["us-east-1", "eu-west-1"],
      homeRegion,
      bucket: { account: acting(account), name: "acme-findings" },
      key: { alias: "alias/findings" },
    });
    await stack.deploy(owned(ARCHIVES[0], "us-east-1"));
    for (const args of [owned(ARCHIVES[1], "us-east-1"), owned(ARCHIVES[0], "eu-west-1")]) {
      const { error } = await stack.preview(exportProgram(args));
      expect(error?.message).to.contain(
        'bucket.name: a bucket acme-findings already exists, and this deployment would create it. A bucket that an export leaves for another account or Region keeps its name and its findings. Fix: set bucket.name to a value such as "acme-findings-2"',
      );
    }
    const elsewhere = owned(ARCHIVES[1], "us-east-1");
    await stack.deploy({ ...elsewhere, bucket: { ...elsewhere.bucket, name: "acme-findings-2" } });
    await stack.deliver("eu-west-1");
    const back = owned(ARCHIVES[0], "us-east-1");
    const { error } = await stack.preview(
      exportProgram({ ...back, bucket: { ...back.bucket, name: "acme-findings-3" } }),
    );
    const [old] = Object.keys(stack.cloud.world.keys).filter((arn) => arn.includes(ARCHIVES[0]));
    expect(error?.message).to.contain(
      `key: ${old} encrypts findings of this export and exists, and this deployment would create another key: the stack's state does not have it. Fix: set key.existing.arn to "${old}"`,
    );
  });

  for (const providerMode of ["perRegion", "perAccount"] as const) {
    it(`is refused in a preview when its detectors would have to move to another account: ${providerMode}`, async () => {
      await open(archives());
      const by = (account: string): GuardDutyExportArgs => ({
        providerMode,
        regions: ["us-east-1"],
        organization: { administrator: acting(account) },
      });
      await stack.deploy(by(ARCHIVES[0]));
      const deployed = structuredClone(stack.cloud.world);
      const text = `organization.administrator: the detectors of this stack are in account ${ARCHIVES[0]}; the configuration or the credentials are of account ${ARCHIVES[1]}. Detectors and their findings cannot move between accounts. Fix: use account ${ARCHIVES[0]} in this stack, and another stack for account ${ARCHIVES[1]}`;
      const { error } = await stack.preview(exportProgram(by(ARCHIVES[1])));
      expect(error?.message).to.contain(text);
      expect((await stack.tryDeploy(by(ARCHIVES[1]))).error?.message).to.contain(text);
      const { detectors, buckets, keys } = stack.cloud.world;
      expect(detectors).to.deep.equal(deployed.detectors);
      expect(buckets).to.deep.include(deployed.buckets);
      expect(keys).to.deep.include(deployed.keys);
      // The refused deployment made another key, and destinations still export under the first.
      const [arn] = Object.keys(deployed.keys);
      const back = by(ARCHIVES[0]);
      expect((await stack.tryDeploy(back)).error?.message).to.contain(
        `Fix: set key.existing.arn to "${arn}"`,
      );
      await stack.deploy({ ...back, key: { existing: { arn: arn as string } } });
      await stack.deliver("us-east-1", ARCHIVES[0]);
    });
  }
});
