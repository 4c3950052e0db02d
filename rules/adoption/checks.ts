import { parseKeyArn } from "../arn";
import type { ReportedProblem } from "../problems";
import { breachText, shown } from "../problems";
import { regionBreaches, regionFacts } from "../regions";
import { readLivePolicy } from "./livePolicy";
import { partsOf, reservedSidReason, reservedSids } from "./ownership";

/** A bucket as it was read. */
export interface AdoptedBucket {
  name: string;
  region: string;
  /** The account that owns it, where that could be read. */
  accountId?: string;
}

/** A key as it was read, under the ARN that the configuration gives. */
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
  /** The accounts the configuration says the bucket and the key are in. */
  accounts?: { bucket?: string; key?: string };
}

/** The texts of the policies as they are; null or empty: there is none. Undefined: nothing is adopted. */
export interface PolicyTexts {
  bucket?: string | null;
  key?: string | null;
}

const BUCKET = "bucket.existing.name";
const KEY = "key.existing.arn";

/** Everything that keeps GuardDuty from exporting to the adopted bucket and key, whatever their policies say. */
export function adoptionProblems(adoption: Adoption): ReportedProblem[] {
  return [regionProblems, bucketProblems, keyProblems].flatMap((check) => check(adoption));
}

/** Everything that keeps the policies from being merged with the statements under `sidPrefix`. */
export function policyProblems({ bucket, key }: PolicyTexts, sidPrefix: string): ReportedProblem[] {
  return [
    ...(bucket === undefined ? [] : policyReasons(bucket, sidPrefix)).map((reason) => ({
      path: BUCKET,
      reason,
    })),
    ...(key === undefined
      ? []
      : [...policyReasons(key, sidPrefix), ...lockoutReasons(key, sidPrefix)]
    ).map((reason) => ({ path: KEY, reason })),
  ];
}

/** What is not known to work, and not known to fail. */
export function adoptionWarnings({ key }: Adoption): string[] {
  if (key?.multiRegion !== true) return [];
  return [
    `whether GuardDuty exports under a multi-Region key is not documented: ${key.arn} is one; a key of one Region is safe`,
  ];
}

/**
 * Bucket and key share one Region, the home Region, and findings may go there.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
function regionProblems({ bucket, key, homeRegion, regions }: Adoption): ReportedProblem[] {
  const there = bucket?.region ?? key?.region;
  if (there === undefined) return [];
  const path = bucket === undefined ? KEY : BUCKET;
  if (regionFacts(there) === undefined) {
    return [
      { path, reason: `is in ${shown(there)}, which is not a Region that GuardDuty exports to` },
    ];
  }
  const apart =
    key === undefined || key.region === there
      ? []
      : [
          {
            path: KEY,
            reason: `is in ${key.region} and the bucket in ${there}: GuardDuty wants both in one Region; give a key of ${there}`,
          },
        ];
  const breaches = regionBreaches(regions, there).map((breach) => ({
    path,
    reason: `is in ${there}: ${breachText(breach)}; take ${breach.region} out of regions, or adopt one in another Region`,
  }));
  const elsewhere =
    there === homeRegion || breaches.length > 0
      ? []
      : [
          {
            path,
            reason: `is in ${there} and homeRegion is ${homeRegion}; set homeRegion to ${there}`,
          },
        ];
  return [...apart, ...breaches, ...elsewhere];
}

function bucketProblems({ bucket, accounts }: Adoption): ReportedProblem[] {
  return accountReasons(bucket?.accountId, accounts?.bucket).map((reason) => ({
    path: BUCKET,
    reason,
  }));
}

const STATE_MENDS: { [state: string]: string } = {
  Disabled: "enable it",
  PendingDeletion: "cancel its deletion and enable it, or give another key",
  PendingReplicaDeletion: "cancel its deletion, or give another key",
  PendingImport: "import its key material",
  Unavailable: "reconnect its key store",
};

/** What a key must be. */
const KEY_RULES: { holds: (key: AdoptedKey) => boolean; reason: (key: AdoptedKey) => string }[] = [
  {
    holds: ({ keyManager }) => keyManager !== "AWS",
    reason: () =>
      "is a key that AWS manages, whose policy cannot be changed; give a customer managed key",
  },
  {
    holds: ({ spec }) => spec === "SYMMETRIC_DEFAULT",
    reason: ({ spec }) => `is a ${spec} key; give a symmetric one (SYMMETRIC_DEFAULT)`,
  },
  {
    holds: ({ usage }) => usage === "ENCRYPT_DECRYPT",
    reason: ({ usage }) => `is for ${usage}; give a key for ENCRYPT_DECRYPT`,
  },
  {
    holds: ({ state }) => state === "Enabled",
    reason: ({ state }) =>
      `is in state ${state}; ${STATE_MENDS[state] ?? "wait until it is Enabled"}`,
  },
];

function keyProblems({ key, accounts }: Adoption): ReportedProblem[] {
  if (key === undefined) return [];
  return [
    ...KEY_RULES.filter(({ holds }) => !holds(key)).map(({ reason }) => reason(key)),
    ...accountReasons(parseKeyArn(key.arn)?.accountId, accounts?.key),
  ].map((reason) => ({ path: KEY, reason }));
}

function accountReasons(actual: string | undefined, said: string | undefined): string[] {
  if (actual === undefined || said === undefined || actual === said) return [];
  return [`is in account ${actual}, and the configuration says ${said}; give the account it is in`];
}

function policyReasons(text: string | null, sidPrefix: string): string[] {
  const { policy, problem } = readLivePolicy(text);
  if (problem !== undefined) return [`${problem}; nothing is written until it can be read`];
  const sids = reservedSids(policy, sidPrefix);
  return sids.length === 0 ? [] : [reservedSidReason(sidPrefix, sids)];
}

/** A key always has a policy of its owner: one that reads empty was not read, and would lock the owner out if written. */
function lockoutReasons(text: string | null, sidPrefix: string): string[] {
  const { policy } = readLivePolicy(text);
  if (policy === undefined || reservedSids(policy, sidPrefix).length > 0) return [];
  if (partsOf(policy, sidPrefix).othersStatements.length > 0) return [];
  return [
    "its policy holds no statement of its owner, and every key's does; let the credentials call kms:GetKeyPolicy, and see that the policy grants its account kms:*",
  ];
}
