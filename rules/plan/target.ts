import type { ExportSettings } from "../args";
import type { ExportSource } from "../policies";
import type { AccountsPlan } from "./accounts";
import { accountIdOf } from "./accounts";
import type { Value } from "./unknown";
import { shownText, sizedText } from "./unknown";

/** Where findings come from and go to: what the policies speak of. */
export interface ExportTarget {
  /** A source for each Region. */
  sources: ExportSource[];
  bucketName: string;
  keyArn: string;
}

/** The same, as far as it is known. */
export interface TargetValues {
  sources: { region: string; accountId: Value; detectorId: Value }[];
  bucketName: Value;
  keyArn: Value;
}

/** What the settings say of the target. */
export function planTarget(settings: ExportSettings, accounts: AccountsPlan): TargetValues {
  const { bucket, key, homeRegion, existing } = settings;
  const accountId = (role: AccountsPlan["keyOwner"]): Value =>
    accountIdOf(accounts, role) ?? { unknown: "accountId" };
  return {
    sources: settings.regions.map((region) => ({
      region,
      accountId: accountId("administrator"),
      detectorId: existing[region]?.detectorId ?? { unknown: "detectorId" },
    })),
    bucketName: bucket.existing?.name ??
      bucket.name ?? { unknown: "bucketName", namePrefix: bucket.namePrefix },
    keyArn: key.existing?.arn ?? {
      unknown: "keyArn",
      region: homeRegion,
      accountId: accountId(accounts.keyOwner),
    },
  };
}

/** The target as it is printed and assessed. */
export function shownTarget(target: TargetValues): ExportTarget {
  return targetOf(target, shownText);
}

/** A target of the same size, where policies are measured. */
export function sizedTarget(target: TargetValues): ExportTarget {
  return targetOf(target, sizedText);
}

function targetOf(
  { sources, bucketName, keyArn }: TargetValues,
  text: (value: Value) => string,
): ExportTarget {
  return {
    sources: sources.map(({ region, accountId, detectorId }) => ({
      region,
      accountId: text(accountId),
      detectorId: text(detectorId),
    })),
    bucketName: text(bucketName),
    keyArn: text(keyArn),
  };
}
