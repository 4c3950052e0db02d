import type { PlanWarning } from "../plan/warnings";
import type { Identified } from "./identified";
import { withId } from "./identified";
import { listed } from "./words";

type Texts = {
  [Id in PlanWarning["id"]]: (warning: Extract<PlanWarning, { id: Id }>) => [string, string];
};

const TEXTS: Texts = {
  regionNotListed: ({ region, optIn, features }) => [
    `this version does not know the Region ${region} and treats it as ${optIn ? "an opt-in" : "a default-enabled"} Region` +
      (features.length === 0 ? "" : `; whether it has ${listed(features)} is not checked`),
    "correct the name in regions, or upgrade guardduty-export if AWS has this Region",
  ],
  crossRegionNotDocumented: ({ regions, homeRegion, partition }) => [
    `AWS does not document whether GuardDuty exports from ${listed(regions)} to ${homeRegion} in partition ${partition}`,
    "deploy an export for each Region, with its own bucket and key",
  ],
  managementIsAdministrator: () => [
    "the management account is its own delegated administrator, which AWS advises against",
    "set organization.administrator to another account",
  ],
  lookupNotGranted: ({ prefix }) => [
    `GuardDuty looks up the prefix ${prefix} with the deploying identity, which needs s3:ListBucket and s3:GetObject in the bucket's account`,
    "set organization.administrator.assumeRoleArn, and the export grants that role both actions",
  ],
  detectorsNotNamed: ({ policy, limit, shared }) => [
    `the ${policy} policy allows every detector of the exporting accounts: the ARN of each detector does not fit into ${limit} bytes`,
    shared ? "remove statements from others" : "export fewer Regions to this bucket",
  ],
  detached: ({ policies }) => [
    "detach is set: the export has no destinations, and no findings are exported",
    `remove ${listed(policies.map((policy) => `${policy}.existing.detach`))}`,
  ],
  destinationsCannotWrite: ({ regions }) => [
    `the existing destinations in ${listed(regions)} are kept, and can no longer write to the bucket`,
    `delete them, and remove their destinationId from existing`,
  ],
};

/** The problem of a warning and its fix, as clauses. */
export function planWarningParts(warning: PlanWarning): [problem: string, fix: string] {
  return (TEXTS[warning.id] as (of: PlanWarning) => [string, string])(warning);
}

export function planWarningText(warning: PlanWarning): Identified {
  return withId(warning.id, planWarningParts(warning).join(". Fix: "));
}
