import type { Way } from "./way";
import { admin, ALL, by, OF_ACCOUNT, unhealthy, warned } from "./way";
import { OUTSIDE } from "../world";

/** Of the key of findings. */
export const KEY: readonly Way[] = [
  {
    call: "kms:PutKeyPolicy",
    silence: (target) =>
      admin(target).call("kms:PutKeyPolicy", {
        KeyId: target.keyArn,
        Policy: OF_ACCOUNT,
      }),
    lost: ALL,
    status: unhealthy("policyDrift"),
    health: unhealthy("policyDrift"),
    message: by("key-changes"),
  },
  {
    call: "kms:DisableKey",
    silence: (target) => admin(target).call("kms:DisableKey", { KeyId: target.keyArn }),
    lost: ALL,
    status: unhealthy("holderUnsuitable"),
    health: unhealthy("holderUnsuitable"),
    message: by("key-changes"),
  },
  {
    call: "kms:ScheduleKeyDeletion",
    silence: (target) => admin(target).call("kms:ScheduleKeyDeletion", { KeyId: target.keyArn }),
    lost: ALL,
    status: unhealthy("holderUnsuitable"),
    health: unhealthy("holderUnsuitable"),
    message: by("key-changes"),
  },
  {
    call: "kms:CreateGrant",
    silence: (target) =>
      admin(target).call("kms:CreateGrant", {
        KeyId: target.keyArn,
        GranteePrincipal: `arn:aws:iam::${OUTSIDE}:root`,
        Operations: ["Decrypt"],
      }),
    lost: { because: "delivery continues; the grantee can decrypt" },
    status: warned("keyGrant"),
    health: warned("keyGrant"),
    message: by("key-changes"),
  },
  {
    call: "kms:DeleteImportedKeyMaterial",
    with: "of a key whose material was imported",
    silence: (target) => {
      target.sandbox.world().keys[target.keyArn]!.origin = "EXTERNAL";
      return admin(target).call("kms:DeleteImportedKeyMaterial", { KeyId: target.keyArn });
    },
    lost: ALL,
    status: unhealthy("holderUnsuitable"),
    health: unhealthy("holderUnsuitable"),
    message: by("key-changes"),
  },
  {
    call: "kms:DisableKeyRotation",
    silence: (target) => admin(target).call("kms:DisableKeyRotation", { KeyId: target.keyArn }),
    lost: { because: "delivery continues; the key's material stays the same" },
    status: {
      because: "delivery does not depend on rotation; a deployment with --refresh sets it again",
    },
    health: { because: "delivery does not depend on rotation" },
    message: by("key-changes"),
  },
];
