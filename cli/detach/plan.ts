import { bucketArn, parseS3Arn } from "../../rules/arn";
import { policyDiff, readLivePolicy, withoutOwn } from "../../rules/adoption";
import type { Fault } from "../../rules/health";
import { atOnce } from "../../aws/atOnce";
import { observeRegion } from "../../aws/observeRegion";
import type { PolicyDocument } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import type { Cloud } from "../../aws/cloud";
import { REGIONS_AT_ONCE } from "../../aws/cloud";
import { asked, faultOfAnswer } from "../../aws/refused";
import type { LiveStack } from "../config/liveStack";
import type { PlacedFault } from "../output/faults";
import { counted } from "../plan/words";
import { unseen } from "../status/unseen";
import { organizationSteps } from "./organization";
import type { DetachChoice, Step } from "./step";

export interface DetachPlan {
  /** In the order in which they are made. */
  steps: Step[];
  /** Why nothing may be done, or could not be seen. */
  faults: PlacedFault[];
  /** What others have to do, a line each. */
  notes: string[];
}

/** What is to be done to take an export out again; looks, and changes nothing. */
export async function planDetach(
  stack: LiveStack,
  cloud: Cloud,
  administratorId: string,
  choice: DetachChoice,
): Promise<DetachPlan> {
  const users = await stillUsing(stack, cloud);
  if (users.length > 0) return { steps: [], faults: users, notes: [] };
  const parts = await Promise.all([
    organizationSteps(stack, cloud, administratorId, choice),
    bucketSteps(stack, cloud),
    keySteps(stack, cloud),
  ]);
  return {
    steps: parts.flatMap(({ steps }) => steps),
    faults: parts.flatMap(({ faults }) => faults),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

/** Destinations that could no longer write without the statements, and Regions that could not be looked into. */
async function stillUsing({ settings, plan }: LiveStack, cloud: Cloud): Promise<PlacedFault[]> {
  const [bucket, key] = [settings.bucket.existing, settings.key.existing];
  if (!bucket && !key) return [];
  const found = await atOnce(REGIONS_AT_ONCE, settings.regions, async (region) => {
    const { seen: guardDuty, fault } = cloud.guardDuty("administrator", region);
    if (guardDuty === undefined) return [{ ...fault, region }];
    const { destination } = await observeRegion({}, guardDuty);
    if (destination.refusal) {
      const refused = faultOfAnswer(
        destination.refusal,
        "guardduty:ListPublishingDestinations and guardduty:DescribePublishingDestination",
      );
      return [{ ...unseen("the destinations", refused), region }];
    }
    const { destinationArn = "", kmsKeyArn } = destination.answer ?? {};
    const ownArn = bucket && bucketArn(plan.home.partition, bucket.name);
    const used = [
      ...(ownArn && parseS3Arn(destinationArn)?.bucket === bucket?.name ? [ownArn] : []),
      ...(key && kmsKeyArn === key.arn ? [key.arn] : []),
    ];
    return used.length === 0 ? [] : [{ ...inUse(used), region }];
  });
  return found.flat();
}

function inUse(what: string[]): Fault {
  return {
    seen: true,
    reason: `a publishing destination still uses ${what.join(" and ")}, and could no longer write`,
    nextStep:
      "Take the destinations away first: pulumi destroy, or detach: true in the config and pulumi up",
  };
}

type Part = Omit<DetachPlan, "faults"> & { faults: PlacedFault[] };

const NOTHING: Part = { steps: [], faults: [], notes: [] };

async function bucketSteps({ settings, plan }: LiveStack, cloud: Cloud): Promise<Part> {
  const { existing } = settings.bucket;
  if (!existing) return { ...NOTHING, notes: [ownLine("bucket")] };
  const what = `the policy of bucket ${existing.name}`;
  if (existing.policy === "external") return { ...NOTHING, notes: [theirs(what, plan.sidPrefix)] };
  const { seen: storage, fault } = cloud.storage(plan.accounts.bucketOwner);
  if (storage === undefined) return { ...NOTHING, faults: [unseen(what, fault)] };
  const bucket = storage.bucket(existing.name);
  return policySteps(what, plan.sidPrefix, "s3:GetBucketPolicy", {
    read: () => bucket.policy(),
    write: (text) => bucket.setPolicy(text),
  });
}

async function keySteps({ settings, plan }: LiveStack, cloud: Cloud): Promise<Part> {
  const { existing } = settings.key;
  if (!existing) return { ...NOTHING, notes: [ownLine("key")] };
  const what = `the policy of key ${existing.arn}`;
  if (existing.policy === "external") return { ...NOTHING, notes: [theirs(what, plan.sidPrefix)] };
  const { seen: keys, fault } = cloud.keys(plan.accounts.keyOwner);
  if (keys === undefined) return { ...NOTHING, faults: [unseen(what, fault)] };
  return policySteps(what, plan.sidPrefix, "kms:GetKeyPolicy", {
    read: () => keys.policy(existing.arn),
    async write(text) {
      if (text === undefined) throw new Error("no statement of others is left in the key's policy");
      await keys.setPolicy(existing.arn, text);
    },
  });
}

function ownLine(what: string): string {
  return `the ${what} is the stack's own: pulumi destroy decides about it`;
}

function theirs(what: string, sidPrefix: string): string {
  return `${what} is written by its owner, who takes out the statements whose Sids start with ${sidPrefix}`;
}

interface PolicyPlace {
  read: () => Promise<string | null>;
  write: (text: string | undefined) => Promise<void>;
}

async function policySteps(
  what: string,
  sidPrefix: string,
  action: string,
  { read, write }: PolicyPlace,
): Promise<Part> {
  const outcome = await asked(action, async () => without(await read(), sidPrefix));
  if (outcome.fault) return { ...NOTHING, faults: [unseen(what, outcome.fault)] };
  const { details, own } = outcome.seen;
  if (details.length === 0) return NOTHING;
  const step: Step = {
    text: `take ${counted(own, "statement")} of the export out of ${what}`,
    details,
    async make() {
      // Read again: somebody else may have written it meanwhile.
      const { rest, details: left } = without(await read(), sidPrefix);
      if (left.length > 0) await write(rest && JSON.stringify(rest));
    },
  };
  return { ...NOTHING, steps: [step] };
}

function without(text: string | null, sidPrefix: string) {
  const { policy, problem } = readLivePolicy(text);
  if (problem !== undefined) throw new Error(problem);
  const rest: PolicyDocument | undefined = withoutOwn(policy, sidPrefix);
  const details = policyDiff(policy, rest, sidPrefix);
  return { rest, details, own: statementsIn(policy) - statementsIn(rest) };
}

function statementsIn(policy: PolicyDocument | undefined): number {
  return listOf(policy?.Statement).length;
}
