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
  const { faults, drift, declared } = assessIdentity(
    ...([live, given, policiesOf(observation, given.rights)] as const),
    observation.delivery?.value?.queueArns,
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
