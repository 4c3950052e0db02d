import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import type { WorldFile } from "../../sandbox/world";
import type { Step } from "../../testing/engine";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exportProgram, openCloudStack } from "../../testing/cloudStack";
import {
  BUCKET,
  bucketPolicyOfOthers,
  KEY_ARN,
  keyPolicyOfOthers,
  logArchive,
  ofOthers,
} from "../../testing/logArchive";

const OTHER_KEY_ARN = KEY_ARN.replace("1234abcd", "5678efab");
const keyPolicyOfOtherKey = { ...keyPolicyOfOthers, Id: "second-key" };

/** A log archive with a second key, which others use too. */
function twoKeys(): WorldFile {
  const world = logArchive();
  world.keys![OTHER_KEY_ARN] = { policy: structuredClone(keyPolicyOfOtherKey) as never };
  return world;
}

const regions = ["us-east-1", "me-south-1"];
const under = (arn?: string): GuardDutyExportArgs => ({
  regions,
  bucket: { existing: { name: BUCKET }, prefix: "guardduty" },
  ...(arn !== undefined && { key: { existing: { arn } } }),
});

const opsOf = (steps: Step[], name: string) =>
  steps.filter((step) => step.name === name).map(({ op }) => op);

/** Fails unless the account reads the objects. */
async function readable({ cloud }: CloudStack, Bucket: string, keys: string[]): Promise<void> {
  const caller = cloud.authenticate({ accessKeyId: `AKIA${ACCOUNT}TEST`, region: "us-east-1" });
  for (const Key of keys) await cloud.call(caller, "s3:GetObject", { Bucket, Key });
}

describe("An export that moves", function () {
  this.timeout(120_000);
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
        await stack.deploy({ ...under(from), providerMode });
        const earlier = await stack.deliver("us-east-1");
        const moved = { ...under(to), providerMode };
        const { steps } = await stack.preview(exportProgram(moved));
        expect(opsOf(steps, "findings-key-policy")).to.include("replace");
        await stack.deploy(moved);

        const { keys, buckets } = stack.cloud.world;
        expect(ofOthers(keys[KEY_ARN]!.policy)).to.deep.equal(keyPolicyOfOthers);
        expect(ofOthers(keys[OTHER_KEY_ARN]!.policy)).to.deep.equal(keyPolicyOfOtherKey);
        expect(ofOthers(buckets[BUCKET]!.policy)).to.deep.equal(bucketPolicyOfOthers);
        for (const region of regions) await stack.deliver(region);
        await readable(stack, BUCKET, earlier);
        expect((await stack.deploy(moved)).changed).to.deep.equal([]);
      });
    }
  }
});
