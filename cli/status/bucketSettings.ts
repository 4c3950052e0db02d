import { unsuitableSettings, weakerSettings } from "../../rules/bucketSettings";
import type { LiveStack } from "../config/liveStack";
import type { Finding } from "../findings";
import { error, notChecked, warning } from "../findings";
import type { Observation } from "./observe";

/** Settings of the bucket that protect findings less than the stack declares. */
export function judgeSettings(
  { settings: { bucket: declared } }: Pick<LiveStack, "settings">,
  { bucket, target }: Pick<Observation, "bucket" | "target">,
): Finding[] {
  const { settings, lifecycle } = bucket?.value ?? {};
  const failed = settings?.finding ?? lifecycle?.finding;
  if (failed !== undefined) return [notChecked("bucketSettings", failed)];
  const adopted = declared.existing !== undefined;
  const weaker = [
    ...(settings?.value ? weakerSettings(settings.value, declared, target.keyArn) : []),
    ...(lifecycle?.value ? unsuitableSettings({ lifecycle: lifecycle.value }, declared) : []),
  ];
  return weaker.map((one) => {
    const values = { ...one, bucketName: target.bucketName ?? "", adopted };
    // A copy elsewhere leaves the findings here as they are.
    return one.setting === "replication"
      ? warning("bucketSettingWeaker", values)
      : error("bucketSettingWeaker", values);
  });
}
