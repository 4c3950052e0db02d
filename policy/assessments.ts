import type { PolicyResource } from "@pulumi/policy";

import { parseKeyArn } from "../rules/arn";
import { conditionsIn } from "../rules/evaluator";
import { grouped } from "../rules/grouped";
import { RESERVED_SID_PREFIX } from "../rules/policies";
import { listOf, type PolicyDocument } from "../rules/policyDocument";
import type { Finding } from "../rules/proof";
import { assessPolicies } from "../rules/proof";
import { principalsOf } from "../rules/proof/statements";
import { findingText } from "../rules/texts/findings";
import {
  bucketOf,
  bucketPolicyOf,
  destinationsIn,
  keyOf,
  keyPolicyOf,
  targetOf,
  sourceOf,
} from "./findings";
import type { Violation } from "./stackPolicy";

type Resources = PolicyResource[];

/** A finding of the policies of a bucket and a key, and the resource that it is reported on. */
export interface LocatedFinding {
  finding: Finding;
  resource: PolicyResource;
}

/** All findings about the policies that the stack's destinations export under, each policy assessed once. */
export function policyFindings(resources: Resources): LocatedFinding[] {
  const targets = grouped(destinationsIn(resources), (destination) => {
    const { bucketArn, prefix } = targetOf(destination);
    return JSON.stringify([bucketArn, prefix, destination.props["kmsKeyArn"]]);
  });
  return [...targets.values()].flatMap((destinations) => findingsOf(destinations, resources));
}

function findingsOf(destinations: Resources, resources: Resources): LocatedFinding[] {
  const [first] = destinations as [PolicyResource];
  const bucket = bucketOf(first, resources);
  const key = keyOf(first, resources);
  const policies = {
    bucket: bucket && bucketPolicyOf(bucket, resources),
    key: key && keyPolicyOf(key, resources),
  };
  const keyArn = first.props["kmsKeyArn"] as string;
  const accountId = parseKeyArn(keyArn)?.accountId;
  const { findings } = assessPolicies({
    bucketPolicy: policies.bucket?.document,
    keyPolicy: policies.key?.document,
    ...targetOf(first),
    keyArn,
    sources: destinations.map(sourceOf),
    owners: { bucket: "stack", key: "stack" },
    // A bucket's ARN does not name its account: that of the key is taken for it.
    accounts: { bucket: accountId, key: accountId },
    grantees: Object.values(policies).flatMap((policy) =>
      policy ? grantees(policy.document) : [],
    ),
    mode: "require",
    now: new Date().toISOString(),
  });
  return findings.flatMap((finding) =>
    reportedOn(finding, destinations).map((destination) => ({
      finding,
      resource: destination ?? policies[finding.policy]?.resource ?? first,
    })),
  );
}

/** What keeps a destination from working is reported on it, everything else on the policy. */
function reportedOn(finding: Finding, destinations: Resources): (PolicyResource | undefined)[] {
  if (finding.id !== "exportDenied" && finding.id !== "exportUndetermined") return [undefined];
  return destinations.filter((one) => finding.regions.includes(sourceOf(one).region));
}

const READERS = new RegExp(
  `^${RESERVED_SID_PREFIX}[0-9a-f]{8}(ListFindings|GetFindings|DecryptFindings|ListPrefix|GetMarkers)$`,
);

/** The identities that an export of this package lets read, by its own statements. */
function grantees(document: PolicyDocument): string[] {
  return listOf(document.Statement)
    .filter(({ Sid }) => READERS.test(Sid ?? ""))
    .flatMap((statement) => [
      ...principalsOf(statement, "AWS"),
      ...conditionsIn(statement)
        .filter(({ key }) => key === "aws:principalarn")
        .flatMap(({ values }) => values),
    ]);
}

/** The violations that findings are, by a policy's choice among them. */
export function violationsBy(choose: (finding: Finding) => boolean) {
  return (resources: Resources): Violation[] =>
    policyFindings(resources)
      .filter(({ finding }) => choose(finding))
      .map(({ finding, resource }) => ({ resource, message: findingText(finding) }));
}
