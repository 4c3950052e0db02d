import { randomUUID } from "node:crypto";
import type { Key } from "../../world";
import { defaultKeyPolicy } from "../../world/world";
import { accountOfArn, arnOf } from "../arn";
import type { Aws, Operation, Operations } from "../aws";
import { AwsError, type Members } from "../contract";
import { addTags } from "../tagRules";
import { type FoundKey, keyIdOf, requireKey, requireNotPending, requireOwnKey } from "./access";
import { parseKeyPolicy } from "./policies";
import { specAndUsage } from "./specs";

const DAY = 86_400_000;

export const keyOperations: Operations = {
  CreateKey: (aws, caller, input) => {
    const multiRegion = input["MultiRegion"] === true;
    const uuid = randomUUID();
    const keyId = multiRegion ? `mrk-${uuid.replaceAll("-", "")}` : uuid;
    const arn = arnOf("kms", caller, `key/${keyId}`);
    const { Policy, BypassPolicyLockoutSafetyCheck: bypass } = input;
    const { spec, usage } = specAndUsage(input);
    const tags = tagsOf(input["Tags"]);
    const key: Key = {
      policy:
        Policy === undefined
          ? defaultKeyPolicy(arn)
          : parseKeyPolicy(aws, caller, Policy, { arn, tags }, bypass === true),
      state: "Enabled",
      spec,
      usage,
      description: input["Description"] ?? "",
      multiRegion,
      createdAt: aws.now().toISOString(),
      rotationPeriodInDays: null,
      aliases: [],
      grants: [],
      tags,
    };
    aws.world.keys[arn] = key;
    return { KeyMetadata: metadataOf({ arn, key }) };
  },

  DescribeKey: (aws, caller, { KeyId }) => ({
    KeyMetadata: metadataOf(requireKey(aws, caller, KeyId, "kms:DescribeKey")),
  }),

  ListKeys: ({ world }, caller) => ({
    Keys: Object.keys(world.keys)
      .filter((arn) => arn.includes(`:${caller.region}:${caller.accountId}:`))
      .map((arn) => ({ KeyId: keyIdOf(arn), KeyArn: arn })),
    Truncated: false,
  }),

  EnableKey: change("kms:EnableKey", ({ key }) => {
    key.state = "Enabled";
  }),

  DisableKey: change("kms:DisableKey", ({ key }) => {
    key.state = "Disabled";
  }),

  /** The key cannot be used until its material is imported again. */
  DeleteImportedKeyMaterial: change("kms:DeleteImportedKeyMaterial", ({ arn, key }) => {
    if (key.origin !== "EXTERNAL") {
      throw new AwsError(
        "UnsupportedOperationException",
        `${arn} origin is AWS_KMS which is not valid for this operation.`,
      );
    }
    key.state = "PendingImport";
  }),

  UpdateKeyDescription: change("kms:UpdateKeyDescription", ({ key }, { Description }) => {
    key.description = Description;
  }),

  EnableKeyRotation: change("kms:EnableKeyRotation", ({ arn, key }, input) => {
    const { RotationPeriodInDays: days } = input;
    if (key.spec !== "SYMMETRIC_DEFAULT") {
      throw new AwsError("UnsupportedOperationException", `${arn} does not support rotation.`);
    }
    if (key.state === "Disabled") throw new AwsError("DisabledException", `${arn} is disabled.`);
    if (days !== undefined && (days < 90 || days > 2560)) {
      throw new AwsError(
        "ValidationException",
        `1 validation error detected: Value '${days}' at 'rotationPeriodInDays' failed to satisfy constraint: Member must have value between 90 and 2560`,
      );
    }
    key.rotationPeriodInDays = days ?? key.rotationPeriodInDays ?? 365;
  }),

  DisableKeyRotation: change("kms:DisableKeyRotation", ({ key }) => {
    key.rotationPeriodInDays = null;
  }),

  GetKeyRotationStatus: (aws, caller, { KeyId }) => {
    const { arn, key } = requireKey(aws, caller, KeyId, "kms:GetKeyRotationStatus");
    const { rotationPeriodInDays: days } = key;
    if (key.spec !== "SYMMETRIC_DEFAULT") {
      throw new AwsError("UnsupportedOperationException", `${arn} does not support rotation.`);
    }
    return {
      KeyId: arn,
      KeyRotationEnabled: days !== null,
      RotationPeriodInDays: days ?? undefined,
    };
  },

  TagResource: change("kms:TagResource", ({ key }, { Tags }) => {
    addTags("kms", key.tags, tagsOf(Tags));
  }),

  UntagResource: change("kms:UntagResource", ({ key }, { TagKeys }) => {
    for (const tag of TagKeys) delete key.tags[tag];
  }),

  ListResourceTags: (aws, caller, { KeyId }) => {
    const { key } = requireOwnKey(aws, caller, KeyId, "kms:ListResourceTags");
    const tags = Object.entries(key.tags);
    return { Tags: tags.map(([TagKey, TagValue]) => ({ TagKey, TagValue })), Truncated: false };
  },

  ScheduleKeyDeletion: (aws, caller, { KeyId, PendingWindowInDays: days = 30 }) => {
    const found = requireOwnKey(aws, caller, KeyId, "kms:ScheduleKeyDeletion");
    requireNotPending(found);
    if (days < 7 || days > 30) {
      throw new AwsError(
        "ValidationException",
        `1 validation error detected: Value '${days}' at 'pendingWindowInDays' failed to satisfy constraint: Member must have value between 7 and 30`,
      );
    }
    const deletion = new Date(aws.now().getTime() + days * DAY);
    found.key.state = "PendingDeletion";
    found.key.deletionDate = deletion.toISOString();
    return {
      KeyId: found.arn,
      KeyState: "PendingDeletion",
      DeletionDate: deletion,
      PendingWindowInDays: days,
    };
  },

  CancelKeyDeletion: (aws, caller, { KeyId }) => {
    const { arn, key } = requireOwnKey(aws, caller, KeyId, "kms:CancelKeyDeletion");
    if (key.state !== "PendingDeletion") {
      throw new AwsError("KMSInvalidStateException", `${arn} is not pending deletion.`);
    }
    key.state = "Disabled";
    delete key.deletionDate;
    return { KeyId: arn };
  },
};

/** Removes the keys whose deletion is due. */
export function deleteDueKeys({ world, now }: Aws): void {
  for (const [arn, { deletionDate }] of Object.entries(world.keys)) {
    if (deletionDate !== undefined && new Date(deletionDate) <= now()) delete world.keys[arn];
  }
}

/** An operation that changes a key of the caller's account which is not about to be deleted. */
function change(action: string, apply: (found: FoundKey, input: Members) => void): Operation {
  return (aws, caller, input) => {
    const found = requireOwnKey(aws, caller, input["KeyId"], action);
    requireNotPending(found);
    apply(found, input);
  };
}

function tagsOf(tags: { TagKey: string; TagValue: string }[] = []): { [key: string]: string } {
  return Object.fromEntries(tags.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
}

function metadataOf({ arn, key }: FoundKey): Members {
  const { spec, state, deletionDate } = key;
  return {
    AWSAccountId: accountOfArn(arn),
    KeyId: keyIdOf(arn),
    Arn: arn,
    CreationDate: new Date(key.createdAt ?? 0),
    Enabled: state === "Enabled",
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: state,
    DeletionDate: deletionDate === undefined ? undefined : new Date(deletionDate),
    Origin: key.origin ?? "AWS_KMS",
    KeyManager: "CUSTOMER",
    CustomerMasterKeySpec: spec,
    KeySpec: spec,
    EncryptionAlgorithms: spec === "SYMMETRIC_DEFAULT" ? [spec] : undefined,
    MultiRegion: key.multiRegion,
  };
}
