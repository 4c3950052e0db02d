import { bucketArn, parseS3Arn } from "../../rules/arn";
import { policyChangeLines } from "../../rules/texts/policyChanges";
import { policyChanges, readLivePolicy, withoutOwn } from "../../rules/adoption";
import { atOnce } from "../../aws/atOnce";
import { observeRegion } from "../../aws/observeRegion";
import type { PolicyDocument } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import type { Cloud } from "../../aws/cloud";
import { REGIONS_AT_ONCE } from "../../aws/cloud";
import { observe } from "../../aws/observe";
import type { LiveStack } from "../config/liveStack";
import type { Holder, LocatedFinding } from "../findings";
import { error, notChecked } from "../findings";
import { counted } from "../plan/words";
import { organizationSteps } from "./organization";
import type { DetachChoice, Step } from "./step";

export interface DetachPlan {
  /** In the order in which they are made. */
  steps: Step[];
  /** Why nothing may be done, or could not be checked. */
  findings: LocatedFinding[];
  /** What others have to do, a line each. */
  notes: string[];
}

/** The steps that take an export out again; reads, and changes nothing. */
export async function planDetach(
  stack: LiveStack,
  cloud: Cloud,
  administratorId: string,
  choice: DetachChoice,
): Promise<DetachPlan> {
  const users = await stillUsing(stack, cloud);
  if (users.length > 0) return { steps: [], findings: users, notes: [] };
  const parts = await Promise.all([
    organizationSteps(stack, cloud, administratorId, choice),
    bucketSteps(stack, cloud),
    keySteps(stack, cloud),
  ]);
  return {
    steps: parts.flatMap(({ steps }) => steps),
    findings: parts.flatMap(({ findings }) => findings),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

/** Destinations that could no longer write without the statements, and Regions that could not be checked. */
async function stillUsing({ settings, plan }: LiveStack, cloud: Cloud): Promise<LocatedFinding[]> {
  const [bucket, key] = [settings.bucket.existing, settings.key.existing];
  if (!bucket && !key) return [];
  const found = await atOnce(REGIONS_AT_ONCE, settings.regions, async (region) => {
    const { value: guardDuty, finding } = cloud.guardDuty("administrator", region);
    if (guardDuty === undefined) return [{ ...finding, region }];
    const { destination } = await observeRegion({}, guardDuty);
    // A destination or detector that does not exist uses nothing.
    if (destination.finding?.confirmed === false) {
      return [{ ...notChecked("destinations", destination.finding), region }];
    }
    const { destinationArn = "", kmsKeyArn } = destination.value ?? {};
    const ownArn = bucket && bucketArn(plan.home.partition, bucket.name);
    const used = [
      ...(ownArn && parseS3Arn(destinationArn)?.bucket === bucket?.name ? [ownArn] : []),
      ...(key && kmsKeyArn === key.arn ? [key.arn] : []),
    ];
    return used.length === 0 ? [] : [{ ...error("destinationInUse", { uses: used }), region }];
  });
  return found.flat();
}

type Part = Omit<DetachPlan, "findings"> & { findings: LocatedFinding[] };

const NOTHING: Part = { steps: [], findings: [], notes: [] };

async function bucketSteps({ settings, plan }: LiveStack, cloud: Cloud): Promise<Part> {
  const { existing } = settings.bucket;
  if (!existing) return { ...NOTHING, notes: [ownLine("bucket")] };
  const what = `the policy of bucket ${existing.name}`;
  if (existing.policy === "external") return { ...NOTHING, notes: [theirs(what, plan.sidPrefix)] };
  const { value: storage, finding } = cloud.storage(plan.accounts.bucketOwner);
  if (storage === undefined) return { ...NOTHING, findings: [notChecked("bucketPolicy", finding)] };
  const bucket = storage.bucket(existing.name);
  return policySteps("bucket", what, plan.sidPrefix, {
    read: () => bucket.policy(),
    write: (text) => bucket.setPolicy(text),
  });
}

async function keySteps({ settings, plan }: LiveStack, cloud: Cloud): Promise<Part> {
  const { existing } = settings.key;
  if (!existing) return { ...NOTHING, notes: [ownLine("key")] };
  const what = `the policy of key ${existing.arn}`;
  if (existing.policy === "external") return { ...NOTHING, notes: [theirs(what, plan.sidPrefix)] };
  const { value: keys, finding } = cloud.keys(plan.accounts.keyOwner);
  if (keys === undefined) return { ...NOTHING, findings: [notChecked("keyPolicy", finding)] };
  return policySteps("key", what, plan.sidPrefix, {
    read: () => keys.policy(existing.arn),
    async write(text) {
      if (text === undefined)
        throw new Error("the key policy would be empty: it holds no statement but the export's");
      await keys.setPolicy(existing.arn, text);
    },
  });
}

function ownLine(what: string): string {
  return `the ${what} was created by the stack: pulumi destroy removes or keeps it`;
}

function theirs(what: string, sidPrefix: string): string {
  return `${what} is written by its owner, who has to remove the statements whose Sids start with ${sidPrefix}`;
}

interface PolicyAccess {
  read: () => Promise<string | null>;
  write: (text: string | undefined) => Promise<void>;
}

const READ = {
  bucket: { action: "s3:GetBucketPolicy", subject: "bucketPolicy" },
  key: { action: "kms:GetKeyPolicy", subject: "keyPolicy" },
} as const;

async function policySteps(
  holder: Holder,
  what: string,
  sidPrefix: string,
  { read, write }: PolicyAccess,
): Promise<Part> {
  const { action, subject } = READ[holder];
  const outcome = await observe(action, async () => without(await read(), sidPrefix));
  if (outcome.finding) return { ...NOTHING, findings: [notChecked(subject, outcome.finding)] };
  const { details, own } = outcome.value;
  if (details.length === 0) return NOTHING;
  const step: Step = {
    text: `remove ${counted(own, "statement")} of the export from ${what}`,
    details,
    async make() {
      // Read again: another identity may have written it meanwhile.
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
  const details = policyChangeLines(policyChanges(policy, rest, sidPrefix));
  return { rest, details, own: statementsIn(policy) - statementsIn(rest) };
}

function statementsIn(policy: PolicyDocument | undefined): number {
  return listOf(policy?.Statement).length;
}
