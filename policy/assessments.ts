import type { PolicyResource } from "@pulumi/policy";

import { parseKeyArn } from "../rules/arn";
import { grouped } from "../rules/grouped";
import type { Finding, PolicyName } from "../rules/proof";
import { assessPolicies } from "../rules/proof";
import { findingText } from "../rules/texts/findings";
import { policyOf, type SetPolicy } from "./documents";
import {
  bucketOf,
  destinationsIn,
  keyOf,
  sourceOf,
  standalonePolicies,
  targetOf,
} from "./findings";
import { grantees } from "./grantees";
import { valueOf } from "./references";
import { standaloneFindings } from "./standalone";
import type { Violation } from "./stackPolicy";
import type { LocatedFinding, Resources } from "./types";

/** What is found in the policies of a stack, and what keeps it from being all in a preview. */
export interface PolicyFindings {
  findings: LocatedFinding[];
  /** Values of the destinations, or of their policies, that are not known yet. */
  unknown: Error[];
  /** The same of policies that are of no destination of the stack. */
  unknownElsewhere: Error[];
}

/** All findings about the policies that the stack's destinations export under and others that name GuardDuty, each assessed once. */
export function policyFindings(resources: Resources): PolicyFindings {
  const ofDestinations = targetsIn(resources).map((destinations) =>
    destinationFindings(destinations, resources),
  );
  const standalone = standalonePolicies(resources);
  return {
    findings: [
      ...ofDestinations.flatMap(({ findings }) => findings),
      ...standalone.flatMap(standaloneFindings),
    ],
    unknown: ofDestinations.flatMap(({ unknown }) => unknown),
    unknownElsewhere: standalone.flatMap(({ document }) => document.unknown ?? []),
  };
}

/** The destinations by bucket, prefix and key, as far as they are known. */
function targetsIn(resources: Resources): Resources[] {
  const targets = grouped(destinationsIn(resources), (destination) => {
    const { known } = valueOf(() => {
      const { bucketArn: arn, prefix } = targetOf(destination);
      return JSON.stringify([arn, prefix, destination.props["kmsKeyArn"]]);
    });
    return known ?? JSON.stringify([bucketOf, keyOf].map((of) => of(destination, resources)?.urn));
  });
  return [...targets.values()];
}

function destinationFindings(
  destinations: Resources,
  resources: Resources,
): Pick<PolicyFindings, "findings" | "unknown"> {
  const [first] = destinations as [PolicyResource];
  const policies = [bucketOf(first, resources), keyOf(first, resources)].flatMap(
    (holder) => (holder && policyOf(holder, resources)) ?? [],
  );
  const whole = valueOf(() => exportFindings(destinations, policies));
  if (whole.known !== undefined) return { findings: whole.known, unknown: [] };
  // What is known is assessed as of no destination.
  return { findings: policies.flatMap(standaloneFindings), unknown: [whole.unknown] };
}

/** Throws what is not known yet. */
function exportFindings(destinations: Resources, policies: readonly SetPolicy[]): LocatedFinding[] {
  const [first] = destinations as [PolicyResource];
  const documentOf = (of: PolicyName) => {
    const set = policies.find((policy) => policy.of === of);
    if (set?.document.unknown) throw set.document.unknown;
    return set?.document.known;
  };
  const [bucketPolicy, keyPolicy] = [documentOf("bucket"), documentOf("key")];
  const keyArn = first.props["kmsKeyArn"] as string;
  const accountId = parseKeyArn(keyArn)?.accountId;
  const { findings } = assessPolicies({
    ...{ bucketPolicy, keyPolicy, ...targetOf(first), keyArn },
    sources: destinations.map(sourceOf),
    owners: { bucket: "stack", key: "stack" },
    // A bucket's ARN does not name its account: that of the key is taken for it.
    accounts: { bucket: accountId, key: accountId },
    grantees: [bucketPolicy, keyPolicy].flatMap((document) => (document ? grantees(document) : [])),
    mode: "require",
    now: new Date().toISOString(),
  });
  return findings.flatMap((finding) =>
    reportedOn(finding, destinations).map((destination) => ({
      finding,
      resource: destination ?? policies.find(({ of }) => of === finding.policy)?.resource ?? first,
    })),
  );
}

/** What keeps a destination from working is reported on it, everything else on the policy. */
function reportedOn(finding: Finding, destinations: Resources): (PolicyResource | undefined)[] {
  if (finding.id !== "exportDenied" && finding.id !== "exportUndetermined") return [undefined];
  return destinations.filter((one) => finding.regions.includes(sourceOf(one).region));
}

/** The violations that findings are, by a policy's choice among them; then throws what is not known yet. */
export function violationsBy(
  choose: (finding: Finding) => boolean,
  { elsewhere = false }: { elsewhere?: boolean } = {},
) {
  return function* (resources: Resources): Iterable<Violation> {
    const { findings, unknown, unknownElsewhere } = policyFindings(resources);
    for (const { finding, resource } of findings.filter((one) => choose(one.finding))) {
      yield { resource, message: findingText(finding) };
    }
    const [first] = [...unknown, ...(elsewhere ? unknownElsewhere : [])];
    if (first !== undefined) throw first;
  };
}
