import { knownArn } from "../arn";
import type { PolicyDocument } from "../policyDocument";
import type { CallFault } from "./calls";
import { callFaults, forAnyCaller, forAnyResource } from "./calls";
import { assumeCalls, declaredCalls } from "./declaredCalls";
import type { IdentityDrift } from "./drift";
import { identityDrift } from "./drift";
import { inOwnPolicies, mergedRights } from "./rights";
import { withoutStandIns } from "./standIns";
import type { DeclaredIdentity, LiveIdentity } from "./types";

/** The policies of what an identity reads from; undefined: not known. */
export interface ResourcePolicies {
  bucket: PolicyDocument | undefined;
  key: PolicyDocument | undefined;
  queue: PolicyDocument | undefined;
}

/** What an identity lost of what the stack declares, and what it has in addition. */
export interface IdentityAssessment {
  faults: CallFault[];
  drift: IdentityDrift[];
  /** What the stack writes, with the names that the deployment has. */
  declared: DeclaredIdentity;
}

/**
 * Holds an identity against what the stack declares: every caller of its trust policy has to be able to take it, and its policies have to
 * allow every call of its rights, as far as the policy of the bucket or the queue does not deny it. Who decrypts is decided by the key's
 * policy too, which is judged by itself. What denies is a fault and not a difference. `names` are ARNs of the deployment.
 */
export function assessIdentity(
  live: LiveIdentity,
  given: DeclaredIdentity,
  policies: ResourcePolicies,
  names: readonly string[] = [],
): IdentityAssessment {
  const [trust, rights] = [given.trust, given.rights].map(
    (document) => document && withoutStandIns(document, live, names),
  );
  const declared = { ...given, trust: trust?.document, rights: rights?.document };
  const { partition, accountId } = knownArn(live.arn);
  const calls = [
    ...(declared.trust ? assumeCalls(live.arn, declared.trust) : []),
    ...(declared.rights ? declaredCalls(live.arn, declared.rights, accountId) : []),
  ];
  const { faults } = callFaults(calls, {
    ...policies,
    trust: live.trust && forAnyResource(live.trust),
    rights: forAnyCaller(mergedRights(live.policies)),
    boundary: live.boundary && forAnyCaller(live.boundary.document),
  });
  return {
    faults: faults.map((fault) => {
      const { resource } = fault;
      const named = { ...fault, resource: rights?.unknown.get(resource) ?? resource };
      return sure(inOwnPolicies(named, live.policies), live);
    }),
    drift: withoutFaults(identityDrift(live, declared, partition), faults),
    declared,
  };
}

/** What a group's policies may allow is not known. */
function sure(fault: CallFault, { groups }: LiveIdentity): CallFault {
  const isOpen = fault.decidedBy === "rights" && groups.length > 0;
  const isDenial = fault.reasons.some(({ effect }) => effect === "Deny");
  return isOpen && !isDenial ? { ...fault, result: "undetermined" } : fault;
}

/** A statement that is gone or narrower, and that keeps the identity from a call, is reported once. */
function withoutFaults(drift: IdentityDrift[], faults: readonly CallFault[]): IdentityDrift[] {
  const denied = new Set(faults.map(({ decidedBy }) => decidedBy));
  return drift.flatMap((one): IdentityDrift[] => {
    if (one.of !== "trust" && one.of !== "rights") return [one];
    const statements = one.statements.filter(
      ({ change }) => change !== "statementMissing" || !denied.has(one.of as "trust" | "rights"),
    );
    return statements.length === 0 ? [] : [{ ...one, statements }];
  });
}
