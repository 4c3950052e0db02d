import type { AnyFindingId } from "../../../rules/findings";
import type { PolicyDocument } from "../../../rules/policyDocument";
import type { Edit } from "../../../rules/proof";
import { applyEdits } from "../../../rules/proof";
import { parseWorld } from "../../../sandbox/world";
import type { Deployed, RunOptions } from "../../../testing/live/run";
import { deployed } from "../../../testing/live/run";
import type { Args } from "../../../testing/live/world";
import { ADMINISTRATOR, deployedWorld, stackFiles } from "../../../testing/live/world";
import type { FixCase } from "./fixCase";
import { distinct } from "./fixCase";

/** A deployment in which a command finds something, and what its fix does. */
export interface LiveCase {
  id: AnyFindingId;
  what: string;
  args: Args;
  /** The command that finds it. */
  command: string[];
  options?: RunOptions;
  happens?: (stack: Deployed) => unknown;
  /** Ids that are found with it, and are gone with it. */
  causes?: AnyFindingId[];
  /** Ids that are found with it, and stay. */
  remaining?: AnyFindingId[];
  /** Ids that are found only after it. */
  reveals?: AnyFindingId[];
  /** What the printed fix says; defaults to what it says of each finding with this id. */
  says?: string;
  /** Does what the fix says. */
  fix: (stack: Deployed, found: Found[]) => unknown;
  /** The command and the files after the fix, where they change. */
  then?: { command?: string[]; options?: RunOptions };
}

/** A finding as `--format json` has it. */
export interface Found {
  id: AnyFindingId;
  fix: string;
  cause?: Found;
  finding?: { fix: Edit[]; policy: "bucket" | "key" };
}

const REDEPLOY = "pulumi refresh";

/** The part of each fix's text that its cases do. */
const SAYS: { [id in AnyFindingId]?: string } = {
  detectorMissing: REDEPLOY,
  destinationMissing: REDEPLOY,
  detectorStatus: "The stack enables the detector again.",
  valueDiffers: REDEPLOY,
  statusMissing: "Run it again.",
  valueMissing: "Run it again.",
  roleNotAssumed: "Allow sts:AssumeRole",
  accountNotAccessible: "in the role's trust policy",
  wrongAccount: "set its assumeRoleArn or profile in the config",
  externalIdSecret: "Set it without --secret",
  configNotRead: "remove environment from it",
  notChecked: "Allow s3:GetBucketPolicy",
  bucketUnknown: "Pass the stack's bucket as --bucket",
  holderMissing: "the stack creates a new one",
  findingsArchived: "unarchive-findings",
  bucketSettingWeaker: REDEPLOY,
  readerCannotDecrypt: "readerArns",
  keyGrant: "aws kms revoke-grant",
  sharedPolicyAccess: "remove statement 0",
  holderUnsuitable: "aws kms enable-key",
  policyUnreadable: "Sid",
  policyFinding: "Remove statement",
  policyDrift: REDEPLOY,
  identityDiffers: "Pass --project, --stack and --name",
  policyTooLarge: "bytes of statements from others",
  proofOff: "Set proof to require or warn",
  newestFindingTooOld: "Run guardduty-export test",
  findingsNotExported: "Run guardduty-export test",
  regionSilent: "Run guardduty-export test",
  delegationDiffers: "the stack delegates again",
  autoEnableDiffers: REDEPLOY,
  autoEnableOverridden: "disable-policy-type",
  memberLimitReached: "Remove members that are closed accounts",
  membersNotEnabled: "Wait for 24 hours",
  membersNotMonitored: "start-monitoring-members",
  memberPlanDisabled: "update-member-detectors",
  memberPlanDiffers: REDEPLOY,
  excludedMembersEnabled: "disassociate-members",
  planDiffers: REDEPLOY,
  policiesNotRead: "Allow ",
  destinationInUse: "run pulumi destroy",
  notificationsDiffer: REDEPLOY,
  messageNotArrived: "records management events",
  testLeftBehind: "the test made it",
  sampleNotArrived: "Run it again with a longer --deadline",
};

export function liveCase(one: LiveCase): FixCase {
  const {
    id,
    what,
    args,
    command,
    options,
    happens,
    causes,
    remaining,
    reveals,
    says,
    fix,
    then = {},
  } = one;
  return {
    ...{ id, what, causes, remaining, reveals, says: says ?? SAYS[id] },
    run: async () => {
      const stack = await deployed(args);
      try {
        await happens?.(stack);
        const before = await findingsOf(stack, command, options);
        await fix(stack, before);
        const after = await findingsOf(stack, then.command ?? command, then.options ?? options);
        return {
          before: distinct(before.flatMap(idsOf)),
          fix: before.map((found) => found.fix).join(" "),
          after: distinct(after.flatMap(idsOf)),
        };
      } finally {
        await stack.close();
      }
    },
  };
}

async function findingsOf(
  stack: Deployed,
  command: string[],
  options?: RunOptions,
): Promise<Found[]> {
  const { data, err } = await stack.json(command, options);
  if (data === undefined) throw new Error(err);
  const ofRegions = (data.regions ?? []) as { findings?: Found[] }[];
  const all: Found[] = [
    ...(data.findings ?? []),
    ...ofRegions.flatMap((one) => one.findings ?? []),
  ];
  return [...new Map(all.map((found) => [JSON.stringify(found), found])).values()];
}

function idsOf({ id, cause }: Found): AnyFindingId[] {
  return [id, ...(cause ? idsOf(cause) : [])];
}

/**
 * `pulumi refresh` and `pulumi up`: what the stack writes is again as it was deployed. An existing detector stays suspended unless it is
 * to be enabled, and what is to be imported must exist.
 */
export function redeploy(stack: Deployed, args: Args): void {
  const world = stack.sandbox.world();
  const { bucketName: _bucket, keyArn: _key, ...file } = deployedWorld(args);
  const fresh = parseWorld(file);
  const existing = (args["existing"] ?? {}) as { [region: string]: { enable?: boolean } };
  for (const [region, { enable }] of Object.entries(existing)) {
    const at = `${ADMINISTRATOR}/${region}`;
    const found = world.detectors[at];
    const planned = fresh.detectors[at];
    if (found === undefined || planned === undefined || found.id !== planned.id) {
      throw new Error(`the detector to import in ${region} does not exist`);
    }
    if (!enable) planned.status = found.status;
  }
  const { detectors, buckets, keys, organization } = fresh;
  Object.assign(world, { detectors, buckets, keys, organization });
}

/** Changes the policies of bucket and key as the findings' edits say. */
export function editPolicies({ sandbox, bucketName, keyArn }: Deployed, found: Found[]): void {
  const { buckets, keys } = sandbox.world();
  const [bucket, key] = [buckets[bucketName], keys[keyArn]];
  const edited = applyEdits(
    {
      bucketPolicy: bucket?.policy as unknown as PolicyDocument,
      keyPolicy: key?.policy as unknown as PolicyDocument,
    },
    found.flatMap(({ finding }) => finding?.fix ?? []),
  );
  if (bucket) bucket.policy = edited.bucketPolicy as never;
  if (key) key.policy = edited.keyPolicy as never;
}

export const roleIn = (account: string) => `arn:aws:iam::${account}:role/look`;
export const accountOf = (accountId: string) => ({ accountId, assumeRoleArn: roleIn(accountId) });

/** The administrator's role may do all but this. */
export function allow({ sandbox }: Deployed, ...denied: string[]): void {
  const { accounts, roles } = sandbox.world();
  accounts[ADMINISTRATOR]!.roles = [];
  const trust = {
    ...{ Effect: "Allow", Action: "sts:AssumeRole" },
    Principal: { AWS: `arn:aws:iam::${ADMINISTRATOR}:root` },
  };
  const all = { Effect: "Allow", Action: "*", Resource: "*" };
  const not = denied.map((Action) => ({ Effect: "Deny", Action, Resource: "*" }));
  roles[roleIn(ADMINISTRATOR)] = {
    assumeRolePolicy: { Version: "2012-10-17", Statement: [trust] },
    policies: { read: { Version: "2012-10-17", Statement: [all, ...not] } },
    ...{ description: "", maxSessionDuration: 3600, tags: {} },
  };
}

type Answer = { [member: string]: unknown };

/** Changes the answers of one operation; returns what ends that. */
export function answering(
  { sandbox: { cloud } }: Deployed,
  operation: string,
  change: (answer: Answer) => Answer,
): () => void {
  const { call } = cloud;
  cloud.call = async (caller, called, input) => {
    const answer = await call(caller, called, input);
    return called === operation ? (change(answer as Answer) as typeof answer) : answer;
  };
  return () => void (cloud.call = call);
}

export const configOf = (args: Args): RunOptions => ({ files: stackFiles(args) });
