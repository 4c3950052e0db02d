import { withoutOwn } from "../../rules/adoption";
import type { Cloud } from "../../aws/cloud";
import type { LiveStack } from "../config/liveStack";
import { organizationSteps } from "./organization";
import { bucketPolicySteps, keyPolicySteps } from "./policies";
import { stillUsing } from "./stillUsing";
import type { DetachChoice, DetachPlan } from "./step";
import { joined, NOTHING } from "./step";

/** The steps that take an export out again; reads, and changes nothing. */
export async function planDetach(
  stack: LiveStack,
  cloud: Cloud,
  administratorId: string,
  choice: DetachChoice,
): Promise<DetachPlan> {
  const { bucket, key } = stack.settings;
  const users = await stillUsing(stack, cloud, {
    bucket: bucket.existing?.name,
    key: key.existing?.arn,
  });
  if (users.length > 0) return { ...NOTHING, findings: users };
  const parts = await Promise.all([
    organizationSteps(stack, cloud, administratorId, choice),
    bucketSteps(stack, cloud),
    keySteps(stack, cloud),
  ]);
  return joined(parts);
}

async function bucketSteps({ settings, plan }: LiveStack, cloud: Cloud): Promise<DetachPlan> {
  const { existing } = settings.bucket;
  if (!existing) return { ...NOTHING, notes: [ownLine("bucket")] };
  const what = `the policy of bucket ${existing.name}`;
  if (existing.policy === "external") return { ...NOTHING, notes: [theirs(what, plan.sidPrefix)] };
  return bucketPolicySteps(cloud, plan, existing.name, withoutOwn);
}

async function keySteps({ settings, plan }: LiveStack, cloud: Cloud): Promise<DetachPlan> {
  const { existing } = settings.key;
  if (!existing) return { ...NOTHING, notes: [ownLine("key")] };
  const what = `the policy of key ${existing.arn}`;
  if (existing.policy === "external") return { ...NOTHING, notes: [theirs(what, plan.sidPrefix)] };
  return keyPolicySteps(cloud, plan, existing.arn, withoutOwn);
}

function ownLine(what: string): string {
  return `the ${what} was created by the stack: pulumi destroy removes or keeps it`;
}

function theirs(what: string, sidPrefix: string): string {
  return `${what} is written by its owner, who has to remove the statements whose Sids start with ${sidPrefix}`;
}
