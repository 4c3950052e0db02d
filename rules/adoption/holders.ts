import { keepKeyCommand, keyCommand } from "../texts/awsCommands";
import type { Fix, Problem } from "../problems";
import { asWarning, problem, setTo, toDo } from "../problems";
import { regionBreaches, regionFacts } from "../regions";

/** A bucket as it was read. */
export interface AdoptedBucket {
  name: string;
  region: string;
}

/** A key as it was read, under the ARN that the configuration has. */
export interface AdoptedKey {
  arn: string;
  region: string;
  /** Such as `SYMMETRIC_DEFAULT`. */
  spec: string;
  /** Such as `ENCRYPT_DECRYPT`. */
  usage: string;
  /** Such as `Enabled`. */
  state: string;
  multiRegion?: boolean;
  /** `AWS` or `CUSTOMER`. */
  keyManager?: string;
}

/** What is adopted, and where it has to fit. */
export interface Adoption {
  bucket?: AdoptedBucket;
  key?: AdoptedKey;
  /** Where the detectors are. */
  regions: readonly string[];
  homeRegion: string;
}

export const HOLDER_PATHS = { bucket: "bucket.existing.name", key: "key.existing.arn" } as const;

/** Everything that keeps GuardDuty from exporting to the adopted bucket and key, whatever their policies say. */
export function adoptionProblems(adoption: Adoption): Problem[] {
  return [...regionProblems(adoption), ...(adoption.key ? keyProblems(adoption.key) : [])];
}

/** What is not known to work, and not known to fail. */
export function adoptionWarnings({ key }: Adoption): Problem[] {
  if (key?.multiRegion !== true) return [];
  const { arn, region } = key;
  const fix = toDo("useKey", { path: HOLDER_PATHS.key, region });
  return [asWarning(problem("multiRegionKey", HOLDER_PATHS.key, fix, { arn }))];
}

/**
 * Bucket and key share one Region, the home Region, and findings may go there.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
function regionProblems({ bucket, key, homeRegion, regions }: Adoption): Problem[] {
  const region = bucket?.region ?? key?.region;
  if (region === undefined) return [];
  const holder = bucket === undefined ? "key" : "bucket";
  const path = HOLDER_PATHS[holder];
  const useOther = toDo(holder === "bucket" ? "useBucket" : "useKey", {
    path: HOLDER_PATHS[holder],
    region: homeRegion,
  });
  if (regionFacts(region) === undefined) {
    return [problem("regionNotExportable", path, useOther, { region })];
  }
  const apart =
    key === undefined || key.region === region
      ? []
      : [
          problem(
            "keyNotInRegionOfBucket",
            HOLDER_PATHS.key,
            toDo("useKey", { path: HOLDER_PATHS.key, region }),
            {
              region: key.region,
              bucketRegion: region,
            },
          ),
        ];
  const breaches = regionBreaches(regions, region);
  if (breaches.length > 0) {
    const fix =
      region === homeRegion
        ? toDo("removeRegions", { regions: breaches.map((breach) => breach.region) })
        : useOther;
    return [...apart, problem("regionsNotExportable", path, fix, { region, breaches })];
  }
  if (region === homeRegion) return apart;
  const fix = setTo("homeRegion", region);
  return [...apart, problem("homeRegionDiffers", path, fix, { region, homeRegion })];
}

const run = (command: string): Fix => ({ action: "run", command });

/** By the state of a key: what makes it Enabled again. */
const STATE_FIXES: { [state: string]: (key: AdoptedKey) => Fix } = {
  Disabled: ({ arn }) => run(keyCommand(arn, "enable-key")),
  PendingDeletion: ({ arn }) => run(keepKeyCommand(arn)),
  PendingImport: ({ arn }) => toDo("importKeyMaterial", { arn }),
  Unavailable: ({ arn }) => toDo("connectKeyStore", { arn }),
  Creating: ({ arn }) => toDo("waitForKey", { arn }),
  Updating: ({ arn }) => toDo("waitForKey", { arn }),
};

/** What a key must be. */
const KEY_RULES: ((key: AdoptedKey, other: Fix) => Problem | undefined)[] = [
  ({ keyManager }, other) =>
    keyManager === "AWS" ? problem("awsManagedKey", HOLDER_PATHS.key, other) : undefined,
  ({ spec }, other) =>
    spec === "SYMMETRIC_DEFAULT"
      ? undefined
      : problem("keySpec", HOLDER_PATHS.key, other, { spec }),
  ({ usage }, other) =>
    usage === "ENCRYPT_DECRYPT"
      ? undefined
      : problem("keyUsage", HOLDER_PATHS.key, other, { usage }),
  (key, other) => {
    const { state } = key;
    if (state === "Enabled") return undefined;
    const fix = STATE_FIXES[state]?.(key) ?? other;
    return problem("keyState", HOLDER_PATHS.key, fix, { state });
  },
];

/** Everything about the kind and state of a key that keeps GuardDuty from exporting. */
export function keyProblems(key: AdoptedKey): Problem[] {
  const other = toDo("useKey", { path: HOLDER_PATHS.key, region: key.region });
  return KEY_RULES.flatMap((rule) => rule(key, other) ?? []);
}
