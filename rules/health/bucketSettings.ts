import type { DeclaredBucket, WeakerSetting } from "../bucketSettings";
import type { HealthFinding } from "./types";
import { error, warning } from "./types";

type Settings = Omit<DeclaredBucket, "prefix">;

/** What the function compares the bucket's settings with: nothing where the bucket is of another account, whose settings it cannot read. */
export function comparedSettings(
  administratorAccountId: string,
  bucketAccountId: string | undefined = administratorAccountId,
  declared?: Settings,
): Settings | undefined {
  return bucketAccountId === administratorAccountId ? declared : undefined;
}

/** The settings of a bucket that are weaker than they have to be; `adopted`: the stack did not create it. */
export function bucketSettingFindings(
  weaker: readonly WeakerSetting[],
  bucketName: string,
  adopted: boolean,
): HealthFinding[] {
  return weaker.map((one) => {
    const values = { ...one, bucketName, adopted };
    // A copy elsewhere leaves the findings here as they are.
    return one.setting === "replication"
      ? warning("bucketSettingWeaker", values)
      : error("bucketSettingWeaker", values);
  });
}
