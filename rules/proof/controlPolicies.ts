import { grouped } from "../grouped";
import { listOf, type PolicyDocument, type PolicyStatement } from "../policyDocument";
import { proveExport, worst } from "./prove";
import { POLICIES } from "./statements";
import type { CallProof, ExportPolicies, PolicyName, ProofResult, RegionProof } from "./types";

/** A resource control policy of the organization. */
export interface ControlPolicy {
  name: string;
  document: PolicyDocument;
  /** Whose account it is attached to, or above. Defaults to both. */
  appliesTo?: readonly PolicyName[];
}

/** A statement of a resource control policy that denies a call of GuardDuty, or may. */
export interface ControlPolicyDenial {
  policy: string;
  index: number;
  sid?: string;
  result: Exclude<ProofResult, "allowed">;
  action: string;
  resource: string;
  regions: string[];
  reasons: CallProof["reasons"];
}

/** What RCPFullAWSAccess, which cannot be detached, allows. */
const FULL_ACCESS: PolicyStatement = {
  Effect: "Allow",
  Principal: "*",
  Action: "*",
  Resource: "*",
};

type Proved = ExportPolicies & { proofs: readonly RegionProof[] };

/**
 * Joins resource control policies to the proof of an export: they apply to AWS services too, and each can only deny.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function joinControlPolicies(
  { proofs, ...policies }: Proved,
  controls: readonly ControlPolicy[],
): { proofs: RegionProof[]; denials: ControlPolicyDenial[] } {
  const each = controls.map(({ name, document, appliesTo = POLICIES }) => {
    const { Statement } = opened(document, policies.sources);
    const joined = { ...document, Statement: [...listOf(Statement), FULL_ACCESS] };
    const of = (policy: PolicyName) =>
      appliesTo.includes(policy) ? joined : { ...document, Statement: [FULL_ACCESS] };
    const proofs = proveExport({ ...policies, bucketPolicy: of("bucket"), keyPolicy: of("key") });
    return { name, proofs };
  });
  return {
    proofs: proofs.map((proof, index) => {
      const results = each.map((one) => one.proofs[index]?.result ?? "allowed");
      // A policy that is not known leaves the rest open, but not a denial.
      return { ...proof, result: worst([proof.result, ...results]) };
    }),
    denials: each.flatMap(({ name, proofs: ofPolicy }) => denialsOf(name, ofPolicy)),
  };
}

/** Keys of the source get no value where a stand-in is all that is known of the account or the detector: their conditions are open. */
function opened(document: PolicyDocument, sources: ExportPolicies["sources"]): PolicyDocument {
  const text = JSON.stringify(document);
  const accountOpen = sources.some(({ accountId }) => !/^\d{12}$/.test(accountId));
  const detectorOpen =
    /detector\/[0-9a-f]{32}/i.test(text) &&
    sources.some(({ detectorId }) => !/^[0-9a-f]{32}$/.test(detectorId));
  const open = [
    ...(accountOpen ? ["Account"] : []),
    ...(accountOpen || detectorOpen ? ["Arn"] : []),
  ];
  if (open.length === 0) return document;
  const keys = new RegExp(`aws:Source(${open.join("|")})\\b`, "gi");
  return JSON.parse(text.replace(keys, "$&:unknown")) as PolicyDocument;
}

function denialsOf(policy: string, proofs: readonly RegionProof[]): ControlPolicyDenial[] {
  const failing = proofs.flatMap(({ region, calls }) =>
    calls.flatMap((call) =>
      call.result === "allowed"
        ? []
        : call.reasons.map((reason) => ({ region, call, reason, result: call.result as Failing })),
    ),
  );
  const ofStatement = grouped(failing, ({ reason }) => reason.index);
  return [...ofStatement.values()].map((all) => {
    const denied = all.filter(({ result }) => result === "denied");
    const same = denied.length > 0 ? denied : all;
    const [{ call, reason, result }] = same as [(typeof same)[number]];
    return {
      ...{ policy, index: reason.index, result },
      ...(reason.sid !== undefined && { sid: reason.sid }),
      ...{ action: call.action, resource: call.resource },
      regions: [...new Set(same.map(({ region }) => region))],
      reasons: [reason],
    };
  });
}

type Failing = ControlPolicyDenial["result"];
