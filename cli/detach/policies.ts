import { knownArn } from "../../rules/arn";
import {
  earlierPrefixes,
  HOLDER_PATHS,
  policyChanges,
  policyProblems,
  readLivePolicy,
} from "../../rules/adoption";
import type { ExportPlan } from "../../rules/plan";
import type { PolicyDocument } from "../../rules/policyDocument";
import { EMPTY_POLICY } from "../../rules/policies";
import { listOf } from "../../rules/policyDocument";
import type { Cloud } from "../../aws/cloud";
import { observe } from "../../aws/observe";
import { CannotRun } from "../cannotRun";
import type { Holder, LocatedFinding } from "../findings";
import { error, notChecked } from "../findings";
import type { DetachPlan, Step } from "./step";
import { NOTHING } from "./step";

/** A policy without statements of the export, under earlier names of it too; undefined when none is left. */
type Removal = (
  live: PolicyDocument,
  sidPrefix: string,
  earlier: readonly string[],
) => PolicyDocument | undefined;

/** Which statements are removed. */
export interface Removed {
  /** ARNs of the export's detectors. */
  detectorArns: readonly string[];
  removal: Removal;
}

interface PolicyAccess {
  name: string;
  read: () => Promise<string | null>;
  write: (text: string | undefined) => Promise<void>;
}

export async function bucketPolicySteps(
  cloud: Cloud,
  { accounts, sidPrefix }: ExportPlan,
  name: string,
  removed: Removed,
): Promise<DetachPlan> {
  const { value: storage, finding } = cloud.storage(accounts.bucketOwner);
  if (storage === undefined) return unread(notChecked("bucketPolicy", finding));
  const bucket = storage.bucket(name);
  return policySteps("bucket", sidPrefix, removed, {
    name,
    read: () => bucket.policy(),
    write: (text) => bucket.setPolicy(text),
  });
}

export async function keyPolicySteps(
  cloud: Cloud,
  { accounts, sidPrefix }: ExportPlan,
  arn: string,
  removed: Removed,
): Promise<DetachPlan> {
  const { value: keys, finding } = cloud.keys(accounts.keyOwner, knownArn(arn).region);
  if (keys === undefined) return unread(notChecked("keyPolicy", finding));
  return policySteps("key", sidPrefix, removed, {
    name: arn,
    read: () => keys.policy(arn),
    // A key policy that has no statement of the key's owner is refused before: some of it is always left.
    write: (text) => keys.setPolicy(arn, text as string),
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
  removed: Removed,
  { name, read, write }: PolicyAccess,
): Promise<DetachPlan> {
  const { action, subject } = READ[holder];
  const text = await observe(action, read);
  if (text.finding) return unread(notChecked(subject, text.finding));
  const findings = refused(holder, text.value, sidPrefix);
  if (findings.length > 0) return { ...NOTHING, findings };
  const { changes, count } = without(holder, text.value, sidPrefix, removed);
  if (changes.length === 0) return NOTHING;
  const step: Step = {
    data: { id: "removeStatements", holder, name, count, changes },
    async make() {
      // Read again: another identity may have written it meanwhile.
      const now = await read();
      const [finding] = refused(holder, now, sidPrefix);
      if (finding !== undefined) throw new CannotRun(finding);
      const { rest, changes: left } = without(holder, now, sidPrefix, removed);
      if (left.length > 0) await write(rest && JSON.stringify(rest));
    },
  };
  return { ...NOTHING, steps: [step] };
}

/** Why statements cannot be removed from a policy. */
function refused(holder: Holder, text: string | null, sidPrefix: string) {
  const problems = policyProblems({ [holder]: text }, sidPrefix);
  return problems.map((problem) => error("policyUnreadable", { holder, problem }));
}

function without(
  of: Holder,
  text: string | null,
  sidPrefix: string,
  { detectorArns, removal }: Removed,
) {
  const { policy = EMPTY_POLICY } = readLivePolicy(text, { of, path: HOLDER_PATHS[of] });
  const earlier = earlierPrefixes(policy, sidPrefix, detectorArns);
  const rest = removal(policy, sidPrefix, earlier);
  const changes = policyChanges(policy, rest, sidPrefix, earlier);
  return { rest, changes, count: statementsIn(policy) - statementsIn(rest) };
}

function statementsIn(policy: PolicyDocument | undefined): number {
  return listOf(policy?.Statement).length;
}
