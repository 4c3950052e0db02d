import { withoutOwn } from "../../rules/adoption";
import type { Cloud } from "../../aws/cloud";
import type { LiveStack } from "../config/liveStack";
import { detectorArns } from "./detectors";
import { organizationSteps } from "./organization";
import type { Removed } from "./policies";
import { bucketPolicySteps, keyPolicySteps } from "./policies";
import { stillUsing } from "./stillUsing";
import type { DetachChoice, DetachPlan, HolderName, Note } from "./step";
import { joined, NOTHING } from "./step";

/** The steps that remove an export from what it did not create; reads, and changes nothing. */
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
  const removed = {
    detectorArns: await detectorArns(stack, cloud, administratorId),
    removal: withoutOwn,
  };
  const parts = await Promise.all([
    organizationSteps(stack, cloud, administratorId, choice),
    bucketSteps(stack, cloud, removed),
    keySteps(stack, cloud, removed),
  ]);
  return joined(parts);
}

async function bucketSteps(
  { settings, plan }: LiveStack,
  cloud: Cloud,
  removed: Removed,
): Promise<DetachPlan> {
  const { existing } = settings.bucket;
  const holder = "bucket";
  if (!existing) return noted({ id: "createdByStack", holder });
  const { name, policy } = existing;
  if (policy === "external") return noted(ownedByOthers({ holder, name }, plan));
  return bucketPolicySteps(cloud, plan, name, removed);
}

async function keySteps(
  { settings, plan }: LiveStack,
  cloud: Cloud,
  removed: Removed,
): Promise<DetachPlan> {
  const { existing } = settings.key;
  const holder = "key";
  if (!existing) return noted({ id: "createdByStack", holder });
  const { arn, policy } = existing;
  if (policy === "external") return noted(ownedByOthers({ holder, name: arn }, plan));
  return keyPolicySteps(cloud, plan, arn, removed);
}

function noted(note: Note): DetachPlan {
  return { ...NOTHING, notes: [note] };
}

function ownedByOthers(name: HolderName, { sidPrefix }: LiveStack["plan"]): Note {
  return { id: "ownerRemovesStatements", ...name, sidPrefix };
}
