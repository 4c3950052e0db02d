import type { ExportSettings } from "../args";
import type { RegionFacts } from "../regions";
import type { AccountsPlan } from "./accounts";
import { sameAccount } from "./accounts";
import type { PoliciesPlan } from "./policies";
import { looksUpAcross } from "./policies";
import { isDetaching } from "./resources";

/** What a person should know before deploying; a line each. */
export function planWarnings(
  settings: ExportSettings,
  accounts: AccountsPlan,
  regions: RegionFacts[],
  home: RegionFacts,
  policies: PoliciesPlan,
): string[] {
  return [
    ...regionWarnings(regions, home),
    ...accountWarnings(settings, accounts, policies),
    ...precisionWarnings(policies),
    ...detachWarnings(settings),
  ];
}

function regionWarnings(regions: RegionFacts[], home: RegionFacts): string[] {
  const unlisted = regions
    .filter(({ listed }) => !listed)
    .map(
      ({ name, optIn }) =>
        `${name} is not a Region this version knows: taken as ${optIn ? "an opt-in" : "a"} Region; check the name`,
    );
  const crossing = regions.filter(({ name }) => name !== home.name).map(({ name }) => name);
  if (home.partition === "aws" || crossing.length === 0) return unlisted;
  return [
    ...unlisted,
    `whether GuardDuty exports from ${crossing.join(", ")} to ${home.name} in partition ${home.partition} is not documented: an export per Region, each with its own bucket and key, is safe`,
  ];
}

function accountWarnings(
  settings: ExportSettings,
  accounts: AccountsPlan,
  { lookupRoleArn }: PoliciesPlan,
): string[] {
  const warnings: string[] = [];
  if (settings.management && sameAccount(accounts, "administrator", "management")) {
    warnings.push(
      "the management account is its own delegated administrator: AWS allows it and advises against it",
    );
  }
  if (looksUpAcross(settings, accounts) && lookupRoleArn === undefined) {
    warnings.push(
      `GuardDuty looks up the prefix ${settings.bucket.prefix} with the deploying identity, which needs s3:ListBucket and s3:GetObject in the bucket of the other account: name it as organization.administrator.assumeRoleArn to have it granted, or grant it yourself`,
    );
  }
  return warnings;
}

function precisionWarnings({ bucket, key }: PoliciesPlan): string[] {
  return Object.entries({ bucket, key }).flatMap(([policy, { precision, limit }]) =>
    precision === "detectors"
      ? []
      : [
          `the ${policy} policy has no room for every detector's ARN within ${limit} bytes: it admits every detector of the exporting accounts`,
        ],
  );
}

function detachWarnings(settings: ExportSettings): string[] {
  if (!isDetaching(settings)) return [];
  const kept = settings.regions.filter((region) => settings.existing[region]?.destinationId);
  return [
    "detach is set: nothing is exported until it is taken out again",
    ...(kept.length === 0
      ? []
      : [
          `the destinations of ${kept.join(", ")} existed before, and stay: they can no longer write; redirect or delete them`,
        ]),
  ];
}
