import { keyArn } from "../arn";
import type { ExportSettings } from "../args";
import type { ExportSource } from "../policies";
import type { AccountsPlan } from "./accounts";
import { accountIdOf } from "./accounts";

/** Stands for the id of a detector that is not made yet. */
export const UNMADE_DETECTOR = "0".repeat(32);

/** Stands for the id of an account that the credentials decide. */
const UNKNOWN_ACCOUNT = "0".repeat(12);

/** What stands for values that are not known before a deployment: of the same shape and length. */
export interface StandIns {
  /** A source for each Region. */
  sources: ExportSource[];
  bucketName: string;
  keyArn: string;
}

/** What is known is itself. */
export function standIns(settings: ExportSettings, accounts: AccountsPlan): StandIns {
  const { bucket, key, homeRegion, existing } = settings;
  const accountId = accountIdOf(accounts, "administrator") ?? UNKNOWN_ACCOUNT;
  const keyAccountId = accountIdOf(accounts, accounts.keyOwner) ?? UNKNOWN_ACCOUNT;
  const keyId = "00000000-0000-0000-0000-000000000000";
  const keyPlace = { region: homeRegion, accountId: keyAccountId };
  return {
    sources: settings.regions.map((region) => ({
      accountId,
      region,
      detectorId: existing[region]?.detectorId ?? UNMADE_DETECTOR,
    })),
    bucketName: bucket.existing?.name ?? bucket.name ?? `${bucket.namePrefix}-${"0".repeat(8)}`,
    keyArn: key.existing?.arn ?? keyArn(keyPlace, keyId),
  };
}

const SHOWN: [standIn: RegExp, shown: string][] = [
  [/\b00000000-0000-0000-0000-000000000000\b/g, "<key id>"],
  [new RegExp(`\\b${UNMADE_DETECTOR}\\b`, "g"), "<detector id>"],
  [new RegExp(`\\b${UNKNOWN_ACCOUNT}\\b`, "g"), "<account id>"],
  [/-0{8}\b/g, "-<8 hex digits>"],
];

/** A text for people, with every stand-in told as what it stands for. */
export function nameStandIns(text: string): string {
  return SHOWN.reduce((told, [standIn, shown]) => told.replace(standIn, shown), text);
}
