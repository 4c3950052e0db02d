import type { ExportSettings } from "../args";
import type { ExportSource } from "../policies";
import { knownRegion } from "../regions";
import type { AccountsPlan } from "./accounts";
import { accountIdOf } from "./accounts";
import { adoptedParts } from "./adopted";

const ACCOUNT_ID = "0".repeat(12);
const DETECTOR_ID = "0".repeat(32);
const KEY_ID = "00000000-0000-0000-0000-000000000000";
const BUCKET_SUFFIX = "0".repeat(8);

/** What the policies are made of, told before anything exists: ids and random names have fixed lengths. */
export interface StandIns {
  bucketName: string;
  keyArn: string;
  keyAccountId: string;
  sources: ExportSource[];
}

/** The real names and ids where the settings say them, stand-ins of the right length for all others. */
export function standInsFor(settings: ExportSettings, accounts: AccountsPlan): StandIns {
  const { homeRegion, overrides, regions } = settings;
  const { bucket, key } = adoptedParts(settings);
  const accountId = accountIdOf(accounts, "administrator") ?? ACCOUNT_ID;
  const keyAccountId =
    key?.arn.split(":")[4] ?? accountIdOf(accounts, accounts.keyOwner) ?? ACCOUNT_ID;
  const { partition } = knownRegion(homeRegion);
  return {
    bucketName:
      bucket?.name ?? settings.bucket.name ?? `${settings.bucket.namePrefix}-${BUCKET_SUFFIX}`,
    keyArn: key?.arn ?? `arn:${partition}:kms:${homeRegion}:${keyAccountId}:key/${KEY_ID}`,
    keyAccountId,
    sources: regions.map((region) => ({
      accountId,
      region,
      detectorId: overrides[region]?.detectorId ?? DETECTOR_ID,
    })),
  };
}

const SHOWN: [standIn: RegExp, shown: string][] = [
  [new RegExp(`\\b${KEY_ID}\\b`, "g"), "<key id>"],
  [new RegExp(`\\b${DETECTOR_ID}\\b`, "g"), "<detector id>"],
  [new RegExp(`\\b${ACCOUNT_ID}\\b`, "g"), "<account id>"],
  [new RegExp(`-${BUCKET_SUFFIX}\\b`, "g"), "-<8 hex digits>"],
];

/** A text for people, with every stand-in told as what it stands for. */
export function nameStandIns(text: string): string {
  return SHOWN.reduce((told, [standIn, shown]) => told.replace(standIn, shown), text);
}
