import type { Operation, Operations } from "../aws";
import { AwsError, type Members } from "../contract";
import { requireBucket, s3Error } from "./bucket";
import { announce, checkNotification, withIds } from "./notifications";
import { requireOneOf, type Setting, SETTINGS } from "./settingTable";

export const settingOperations: Operations = {
  ...Object.fromEntries(SETTINGS.flatMap(operationsOf)),

  PutBucketVersioning: (aws, caller, { Bucket: name, VersioningConfiguration: configuration }) => {
    const bucket = requireBucket(aws, caller, name, { action: "s3:PutBucketVersioning" });
    const status = configuration?.Status;
    requireOneOf(status, ["Enabled", "Suspended"]);
    if (bucket.objectLock && status === "Suspended") {
      throw new AwsError(
        "InvalidBucketState",
        "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
        409,
      );
    }
    bucket.versioning = status;
  },

  PutBucketNotificationConfiguration: (aws, caller, input) => {
    const { Bucket: name, NotificationConfiguration: document } = input;
    const bucket = requireBucket(aws, caller, name, { action: "s3:PutBucketNotification" });
    if (document === undefined) throw s3Error("MalformedXML");
    if (input["SkipDestinationValidation"] !== true) checkNotification(aws, name, bucket, document);
    bucket.notification = withIds(document);
    announce(aws, name, bucket);
  },

  GetBucketNotificationConfiguration: (aws, caller, { Bucket: name }) =>
    requireBucket(aws, caller, name, { action: "s3:GetBucketNotification" }).notification ?? {},

  GetBucketVersioning: (aws, caller, { Bucket: name }) => ({
    Status: requireBucket(aws, caller, name, { action: "s3:GetBucketVersioning" }).versioning,
  }),
};

function operationsOf(setting: Setting): [string, Operation][] {
  const [read, write] = setting.actions;
  const operations: [string, Operation][] = [
    [
      setting.put,
      (aws, caller, input) => {
        const bucket = requireBucket(aws, caller, input["Bucket"], { action: write });
        const value: Members | undefined = input[setting.member];
        if (value === undefined) throw s3Error("MalformedXML");
        setting.check?.(aws.world, bucket, caller, value);
        bucket[setting.name] = setting.kept?.(input) ?? value;
      },
    ],
    [
      setting.get,
      (aws, caller, input) => {
        const bucket = requireBucket(aws, caller, input["Bucket"], { action: read });
        const value = bucket[setting.name];
        if (!value && setting.missing) throw new AwsError(...setting.missing, 404);
        return setting.answer === undefined ? (value ?? {}) : { [setting.answer]: value };
      },
    ],
  ];
  if (setting.delete !== undefined) {
    operations.push([
      setting.delete,
      (aws, caller, input) => {
        const bucket = requireBucket(aws, caller, input["Bucket"], { action: write });
        bucket[setting.name] = structuredClone(setting.afterDelete ?? null);
      },
    ]);
  }
  return operations;
}
