import { unsuitableSettings, weakerSettings } from "../../rules/bucketSettings";
import { bucketSettingFindings } from "../../rules/health";
import type { LiveStack } from "../config/liveStack";
import type { Finding } from "../findings";
import { notChecked } from "../findings";
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
  return bucketSettingFindings(weaker, target.bucketName ?? "", adopted);
}
