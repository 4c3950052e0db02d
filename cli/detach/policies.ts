import { knownArn } from "../../rules/arn";
import { policyChanges, readLivePolicy } from "../../rules/adoption";
import type { ExportPlan } from "../../rules/plan";
import type { PolicyDocument } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import { policyChangeLines } from "../../rules/texts/policyChanges";
import type { Cloud } from "../../aws/cloud";
import { observe } from "../../aws/observe";
import type { LocatedFinding } from "../findings";
import { notChecked } from "../findings";
import { counted } from "../plan/words";
import type { DetachPlan, Step } from "./step";
import { NOTHING } from "./step";

/** A policy without statements of the export; undefined when none is left. */
type Removal = (live: PolicyDocument, sidPrefix: string) => PolicyDocument | undefined;

interface PolicyAccess {
  what: string;
  read: () => Promise<string | null>;
  write: (text: string | undefined) => Promise<void>;
}

export async function bucketPolicySteps(
  cloud: Cloud,
  { accounts, sidPrefix }: ExportPlan,
  name: string,
  removal: Removal,
): Promise<DetachPlan> {
  const { value: storage, finding } = cloud.storage(accounts.bucketOwner);
  if (storage === undefined) return unread(notChecked("bucketPolicy", finding));
  const bucket = storage.bucket(name);
  return policySteps("bucket", sidPrefix, removal, {
    what: `the policy of bucket ${name}`,
    read: () => bucket.policy(),
    write: (text) => bucket.setPolicy(text),
  });
}

export async function keyPolicySteps(
  cloud: Cloud,
  { accounts, sidPrefix }: ExportPlan,
  arn: string,
  removal: Removal,
): Promise<DetachPlan> {
  const { value: keys, finding } = cloud.keys(accounts.keyOwner, knownArn(arn).region);
  if (keys === undefined) return unread(notChecked("keyPolicy", finding));
  return policySteps("key", sidPrefix, removal, {
    what: `the policy of key ${arn}`,
    read: () => keys.policy(arn),
    async write(text) {
      if (text === undefined)
        throw new Error("the key policy would be empty: it holds no statement but the export's");
      await keys.setPolicy(arn, text);
    },
  });
}

function unread(finding: LocatedFinding): DetachPlan {
  return { ...NOTHING, findings: [finding] };
}

const READ = {
  bucket: { action: "s3:GetBucketPolicy", subject: "bucketPolicy" },
  key: { action: "kms:GetKeyPolicy", subject: "keyPolicy" },
} as const;

async function policySteps(
  holder: keyof typeof READ,
  sidPrefix: string,
  removal: Removal,
  { what, read, write }: PolicyAccess,
): Promise<DetachPlan> {
  const { action, subject } = READ[holder];
  const outcome = await observe(action, async () => without(await read(), sidPrefix, removal));
  if (outcome.finding) return unread(notChecked(subject, outcome.finding));
  const { details, own } = outcome.value;
  if (details.length === 0) return NOTHING;
  const step: Step = {
    text: `remove ${counted(own, "statement")} of the export from ${what}`,
    details,
    async make() {
      // Read again: another identity may have written it meanwhile.
      const { rest, details: left } = without(await read(), sidPrefix, removal);
      if (left.length > 0) await write(rest && JSON.stringify(rest));
    },
  };
  return { ...NOTHING, steps: [step] };
}

function without(text: string | null, sidPrefix: string, removal: Removal) {
  const { policy, problem } = readLivePolicy(text);
  if (problem !== undefined) throw new Error(problem);
  const rest = removal(policy, sidPrefix);
  const details = policyChangeLines(policyChanges(policy, rest, sidPrefix));
  return { rest, details, own: statementsIn(policy) - statementsIn(rest) };
}

function statementsIn(policy: PolicyDocument | undefined): number {
  return listOf(policy?.Statement).length;
}
