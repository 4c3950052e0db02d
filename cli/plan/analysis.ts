import { adoptionProblems, ReservedSidError } from "../../rules/adoption";
import type { AdoptedParts, ExpectedPolicies, ExportPlan, LivePolicies } from "../../rules/plan";
import { adoptedParts, expectedPolicies, standInsFor } from "../../rules/plan";
import { PolicyTooLargeError } from "../../rules/policies";
import type { ExportPolicies, RegionProof } from "../../rules/proof";
import { proveExport, restraints, whoElse } from "../../rules/proof";

/** What a Region's proof came to; `notChecked` when a policy it needs was not read. */
export type Verdict = RegionProof["result"] | "notChecked";

/** What can be told of an export before it is deployed. */
export interface Analysis {
  plan: ExportPlan;
  adopted: AdoptedParts;
  /** Undefined when the policies cannot be made. */
  policies?: ExpectedPolicies;
  /** By Region; empty when a policy is not known. */
  proofs: RegionProof[];
  verdict: Verdict;
  /** What has to be mended first, a text each. */
  findings: string[];
  warnings: string[];
  /** What nobody looked at, and how to have it looked at. */
  notChecked: string[];
}

/** Proves a plan under the policies as they will be. Throws nothing. */
export function analyse(plan: ExportPlan, live: LivePolicies): Analysis {
  const adopted = adoptedParts(plan.settings);
  const result = { plan, adopted, warnings: plan.warnings };
  let policies: ExpectedPolicies;
  try {
    policies = expectedPolicies(plan, live);
  } catch (error) {
    if (!(error instanceof PolicyTooLargeError || error instanceof ReservedSidError)) throw error;
    return {
      ...result,
      proofs: [],
      verdict: "notChecked",
      findings: [error.message],
      notChecked: [],
    };
  }
  const { bucketName, keyArn, sources } = standInsFor(plan.settings, plan.accounts);
  const notChecked = unread(adopted, live);
  if (policies.bucket === undefined || policies.key === undefined) {
    return { ...result, policies, proofs: [], verdict: "notChecked", findings: [], notChecked };
  }
  const proven: ExportPolicies = {
    bucketPolicy: policies.bucket.document,
    keyPolicy: policies.key.document,
    bucketArn: `arn:${plan.home.partition}:s3:::${bucketName}`,
    prefix: plan.settings.bucket.prefix,
    keyArn,
    sources,
  };
  const proofs = proveExport(proven);
  const intruders = whoElse(proven);
  const certain = intruders.filter((one) => one.certain);
  const open = intruders.filter((one) => !one.certain);
  return {
    ...result,
    policies,
    proofs,
    verdict: worst(proofs),
    findings: [
      ...certain.map(({ text }) => text),
      ...restraints(proven).map(({ text }) => text),
      ...lockouts(plan, live, keyArn),
    ],
    warnings: [...plan.warnings, ...open.map(({ text }) => text)],
    notChecked,
  };
}

function worst(proofs: RegionProof[]): Verdict {
  const results = proofs.map(({ result }) => result);
  if (results.includes("denied")) return "denied";
  return results.includes("notProvable") ? "notProvable" : "allowed";
}

/** What only a look at AWS can tell of what is adopted. */
function unread({ bucket, key }: AdoptedParts, live: LivePolicies): string[] {
  return [
    ...(bucket && !live.bucket
      ? ["the policy of the adopted bucket: give it as --bucket-policy"]
      : []),
    ...(key && !live.key ? ["the policy of the adopted key: give it as --key-policy"] : []),
    ...(bucket
      ? ["the Region and the account of the adopted bucket: pulumi preview reads them"]
      : []),
    ...(key ? ["the state and the kind of the adopted key: pulumi preview reads them"] : []),
  ];
}

/** What of an adopted key's policy would lock its owner out. */
function lockouts(
  { sidPrefix, settings, home }: ExportPlan,
  live: LivePolicies,
  arn: string,
): string[] {
  if (live.key === undefined) return [];
  const key = {
    arn,
    region: home.name,
    // Not read here, and said to be not checked.
    ...{ spec: "SYMMETRIC_DEFAULT", usage: "ENCRYPT_DECRYPT", state: "Enabled" },
    policy: JSON.stringify(live.key),
  };
  const adoption = { key, regions: settings.regions, homeRegion: home.name, sidPrefix };
  return adoptionProblems(adoption).map(({ reason }) => `the adopted key: ${reason}`);
}
