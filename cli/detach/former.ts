import { parseKeyArn } from "../../rules/arn";
import { withoutWriting } from "../../rules/adoption";
import type { Cloud } from "../../aws/cloud";
import { cannotRun } from "../cannotRun";
import type { LiveStack } from "../config/liveStack";
import { detectorArns } from "./detectors";
import { bucketPolicySteps, keyPolicySteps } from "./policies";
import type { DetachPlan } from "./step";
import { joined, NOTHING } from "./step";
import type { Evidence } from "./stillUsing";
import { stillUsing } from "./stillUsing";

/** Throws CannotRun when these cannot be a bucket and a key that the export used before. */
function checkFormer({ settings }: LiveStack, { bucket, key }: Evidence): void {
  if (key !== undefined && parseKeyArn(key) === undefined) {
    throw cannotRun("formerKeyInvalid", { got: key });
  }
  const options = [
    ...(key !== undefined && key === settings.key.existing?.arn ? ["--former-key"] : []),
    ...(bucket !== undefined && bucket === settings.bucket.existing?.name
      ? ["--former-bucket"]
      : []),
  ];
  if (options.length > 0) throw cannotRun("formerInUse", { options });
}

/**
 * The steps that remove what GuardDuty needs to write from the policies of a bucket and a key that the export used before. What
 * readers of the findings there need is kept.
 */
export async function planFormer(
  stack: LiveStack,
  cloud: Cloud,
  administratorId: string,
  former: Evidence,
): Promise<DetachPlan> {
  checkFormer(stack, former);
  const users = await stillUsing(stack, cloud, former);
  if (users.length > 0) return { ...NOTHING, findings: users };
  const { bucket, key } = former;
  const removed = {
    detectorArns: await detectorArns(stack, cloud, administratorId),
    removal: withoutWriting,
  };
  const parts = await Promise.all([
    ...(bucket === undefined ? [] : [bucketPolicySteps(cloud, stack.plan, bucket, removed)]),
    ...(key === undefined ? [] : [keyPolicySteps(cloud, stack.plan, key, removed)]),
  ]);
  return joined(parts);
}
