import { atOnce } from "../../aws/atOnce";
import type { Cloud } from "../../aws/cloud";
import { accountOf } from "../../aws/cloud";
import { ACCOUNT_STAND_IN, trustProblems } from "../../rules/addOns";
import { readLivePolicy } from "../../rules/adoption";
import { knownArn, resourceId } from "../../rules/arn";
import type { LiveIdentity } from "../../rules/identities";
import { assessIdentity } from "../../rules/identities";
import type { ExportPlan } from "../../rules/plan";
import type { PolicyDocument } from "../../rules/policyDocument";
import type { LiveReader } from "../config/liveReader";
import type { LiveStack } from "../config/liveStack";
import type { Finding } from "../findings";
import { error, trustFinding, unchecked } from "../findings";
import type { Observation } from "./observe";

/** What IAM has of an identity, or why that is not known. */
export type LiveRead =
  | { is: "read"; identity: LiveIdentity }
  | { is: "missing" }
  /** Several have a name that the deployment may have chosen. */
  | { is: "ambiguous"; candidates: string[] }
  | { is: "notRead"; cause: Finding }
  /** None of the configuration's accounts has it. */
  | { is: "elsewhere"; accountId: string };

/** The role or user of a reader. */
export interface ObservedReader {
  reader: LiveReader;
  /** Its name, or how it starts where the deployment chose the rest. */
  name: string;
  live: LiveRead;
}

const AT_ONCE = 8;

/** Reads the roles and users of the stack's readers. Never rejects. */
export async function observeReaders(
  { accounts }: ExportPlan,
  cloud: Cloud,
  readers: readonly LiveReader[],
): Promise<ObservedReader[]> {
  if (readers.length === 0) return [];
  const { identityReader } = await import("./identityReader");
  const read = identityReader(cloud);
  return atOnce(AT_ONCE, readers, async (reader) => {
    const { arn, roleName, identity } = reader;
    const given = arn === undefined ? roleName : resourceId(arn);
    const name = given ?? `${identity.logicalName}-`;
    const accountId = arn === undefined ? undefined : knownArn(arn).accountId;
    const role =
      accountId === undefined
        ? accounts.bucketOwner
        : accounts.uses.find(({ account }) => accountOf(cloud, accounts, account) === accountId)
            ?.account;
    const live: LiveRead =
      role === undefined
        ? { is: "elsewhere", accountId: accountId ?? "" }
        : await read(role, identity, given);
    return { reader, name, live };
  });
}

type Judged = Pick<Observation, "bucket" | "key" | "shared" | "target" | "delivery">;

/** What the roles and users of readers lost, and whom they let in. */
export function judgeIdentities(
  { plan, nameAssumed = false }: Pick<LiveStack, "plan" | "nameAssumed">,
  observation: Judged & Pick<Observation, "readers">,
): Finding[] {
  return observation.readers.flatMap(({ reader, name, live }): Finding[] => {
    const { addOn, identity } = reader;
    const { kind } = identity;
    switch (live.is) {
      case "missing":
        return [(nameAssumed ? unchecked : error)("identityMissing", { addOn, kind, name })];
      case "ambiguous":
        return [unchecked("identityNotRead", { addOn, kind, name, why: live })];
      case "elsewhere":
      case "notRead":
        return [unchecked("identityNotRead", { addOn, kind, name, why: live })];
      case "read":
        return judged(plan, reader, live.identity, observation);
    }
  });
}

function judged(
  plan: ExportPlan,
  { addOn, identity, vendorAudiences }: LiveReader,
  live: LiveIdentity,
  observation: Judged,
): Finding[] {
  const { bucketName, keyArn } = observation.target;
  const { arn: identityArn } = live;
  const { accountId } = knownArn(identityArn);
  const deployed = (document: PolicyDocument | undefined) =>
    document && withNames(document, plan, { bucketName, keyArn, accountId });
  const given = { ...identity, trust: deployed(identity.trust), rights: deployed(identity.rights) };
  const queueArns = observation.delivery?.value?.queueArns ?? [];
  const { faults, drift, declared } = assessIdentity(
    ...([live, given, policiesOf(observation, given.rights)] as const),
    queueArns,
  );
  const problemsOf = (trust: PolicyDocument | undefined) =>
    trust === undefined ? [] : trustProblems(addOn, trust, vendorAudiences, accountId);
  const planned = problemsOf(declared.trust).map((one) => JSON.stringify(one));
  return [
    ...faults.map((fault) => {
      const make = fault.result === "denied" ? error : unchecked;
      return make("identityDenied", { addOn, identityArn, fault });
    }),
    ...problemsOf(live.trust).map((found) =>
      trustFinding({
        ...found,
        ...(!planned.includes(JSON.stringify(found)) && { roleArn: identityArn }),
      }),
    ),
    ...(drift.length === 0
      ? []
      : [error("identityDrift", { addOn, identityArn, differences: drift })]),
    ...(identity.kind === "role" && identity.trust === undefined
      ? [
          unchecked("identityNotRead", {
            ...{ addOn, kind: identity.kind, name: resourceId(identityArn) },
            why: { is: "encrypted" as const },
          }),
        ]
      : []),
  ];
}

/** The names of bucket, key and account in place of what stands for them in a plan. */
function withNames(
  document: PolicyDocument,
  { shown }: ExportPlan,
  { bucketName = shown.bucketName, keyArn = shown.keyArn, accountId }: Names,
): PolicyDocument {
  const text = JSON.stringify(document)
    .replaceAll(shown.bucketName, bucketName)
    .replaceAll(shown.keyArn, keyArn)
    .replaceAll(ACCOUNT_STAND_IN, accountId);
  return JSON.parse(text) as PolicyDocument;
}

type Names = Pick<Observation["target"], "bucketName" | "keyArn"> & { accountId: string };

function policiesOf(
  { bucket, key, shared }: Pick<Observation, "bucket" | "key" | "shared">,
  rights: PolicyDocument | undefined,
) {
  const read = (of: "bucket" | "key" | "queue", text: string | null | undefined) =>
    readLivePolicy(text, { of, path: of }).policy;
  const text = JSON.stringify(rights ?? {});
  const queue = shared.find(
    ({ resource: { kind, arn } }) => kind === "queue" && text.includes(`"${arn}"`),
  );
  return {
    bucket: bucket?.value && read("bucket", bucket.value.policy),
    key: key?.value && read("key", key.value.policy),
    queue: queue && !queue.policy.finding ? read("queue", queue.policy.value) : undefined,
  };
}
