import { isRefusal, unlessGone } from "../errors";
import { Aws, AwsDefinition, policyProp } from "../resource";
import * as tests from "../tests";
import { retry } from "../waiting";
import { isMissing, policySettled, putPolicy, unknownPrincipal } from "./kmsPolicy";

const KEY_SPECS =
  "RSA_2048 RSA_3072 RSA_4096 ECC_NIST_P256 ECC_NIST_P384 ECC_NIST_P521 ECC_SECG_P256K1 SYMMETRIC_DEFAULT HMAC_224 HMAC_256 HMAC_384 HMAC_512 SM2 ML_DSA_44 ML_DSA_65 ML_DSA_87 ECC_NIST_EDWARDS25519".split(
    " ",
  );

export const key: AwsDefinition = {
  token: "aws:kms/key:Key",
  props: {
    description: { computed: true, test: tests.lengthBetween(0, 8192) },
    policy: { ...policyProp, computed: true },
    enableKeyRotation: { default: false },
    rotationPeriodInDays: { computed: true, test: tests.numberBetween(90, 2560) },
    isEnabled: { default: true },
    deletionWindowInDays: { local: true, test: tests.numberBetween(7, 30) },
    keyUsage: {
      default: "ENCRYPT_DECRYPT",
      replaces: true,
      test: tests.oneOf("SIGN_VERIFY", "ENCRYPT_DECRYPT", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"),
    },
    customerMasterKeySpec: {
      default: "SYMMETRIC_DEFAULT",
      replaces: true,
      test: tests.oneOf(...KEY_SPECS),
    },
    multiRegion: { computed: true, replaces: true },
    bypassPolicyLockoutSafetyCheck: { default: false, unread: true },
  },
  notModelled: ["customKeyStoreId", "xksKeyId"],
  async tag({ call, id }, { set, removed }) {
    const doing = `updating tags for KMS Key (${id})`;
    if (removed.length > 0) {
      await call("kms:UntagResource", { KeyId: id, TagKeys: removed }, doing);
    }
    if (Object.keys(set).length > 0) {
      await call("kms:TagResource", { KeyId: id, Tags: keyTags(set) }, doing);
    }
  },
  testAll: ({ rotationPeriodInDays, enableKeyRotation }) =>
    rotationPeriodInDays && !enableKeyRotation
      ? '"rotation_period_in_days": all of `enable_key_rotation,rotation_period_in_days` must be specified'
      : undefined,

  async create(resource) {
    const { call, inputs } = resource;
    const request = {
      BypassPolicyLockoutSafetyCheck: inputs["bypassPolicyLockoutSafetyCheck"],
      Description: inputs["description"],
      KeySpec: inputs["customerMasterKeySpec"],
      KeyUsage: inputs["keyUsage"],
      MultiRegion: inputs["multiRegion"],
      Policy: inputs["policy"],
      Tags: keyTags(inputs["tagsAll"]),
    };
    const { KeyMetadata } = await retry(resource, unknownPrincipal, () =>
      call("kms:CreateKey", request, "creating KMS Key"),
    );
    return KeyMetadata.KeyId;
  },
  async settle(resource) {
    const { inputs } = resource;
    if (inputs["enableKeyRotation"]) await writeRotation(resource);
    if (!inputs["isEnabled"]) await enable(resource, false);
    if (inputs["policy"]) await policySettled(resource, inputs["policy"]);
  },
  async read({ call, id }) {
    const doing = `reading KMS Key (${id})`;
    const KeyId = id;
    const found = await unlessGone(isMissing, () => call("kms:DescribeKey", { KeyId }, doing));
    const metadata = found?.["KeyMetadata"];
    if (!metadata || metadata.KeyState === "PendingDeletion") return undefined;
    const { Policy } = await call("kms:GetKeyPolicy", { KeyId, PolicyName: "default" }, doing);
    const rotation = await call("kms:GetKeyRotationStatus", { KeyId }, doing);
    const { Tags } = await call("kms:ListResourceTags", { KeyId }, doing);
    return {
      arn: metadata.Arn,
      keyId: metadata.KeyId,
      description: metadata.Description,
      policy: Policy,
      enableKeyRotation: rotation["KeyRotationEnabled"],
      rotationPeriodInDays: rotation["RotationPeriodInDays"] ?? 0,
      isEnabled: metadata.Enabled,
      keyUsage: metadata.KeyUsage,
      customerMasterKeySpec: metadata.KeySpec,
      multiRegion: metadata.MultiRegion,
      tags: Object.fromEntries((Tags as KmsTag[]).map((tag) => [tag.TagKey, tag.TagValue])),
    };
  },
  async update(resource) {
    const { call, id, inputs, changed } = resource;
    const doing = `updating KMS Key (${id})`;
    if (changed.has("isEnabled") && inputs["isEnabled"]) await enable(resource, true);
    if (changed.has("enableKeyRotation") || changed.has("rotationPeriodInDays")) {
      await writeRotation(resource);
    }
    if (changed.has("description")) {
      const Description = inputs["description"];
      await call("kms:UpdateKeyDescription", { KeyId: id, Description }, doing);
    }
    if (changed.has("policy")) await putPolicy(resource, id, doing);
    if (changed.has("isEnabled") && !inputs["isEnabled"]) await enable(resource, false);
  },
  async delete(resource) {
    const { call, id, state } = resource;
    const isPending = (error: unknown): boolean =>
      isMissing(error) || isRefusal(error, "KMSInvalidStateException", "is pending deletion");
    await unlessGone(isPending, () =>
      call(
        "kms:ScheduleKeyDeletion",
        { KeyId: id, PendingWindowInDays: state["deletionWindowInDays"] },
        `deleting KMS Key (${id})`,
      ),
    );
  },
};

interface KmsTag {
  TagKey: string;
  TagValue: string;
}

function keyTags(tags: { [key: string]: string }): KmsTag[] {
  return Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
}

async function enable({ call, id }: Aws, enabled: boolean): Promise<void> {
  const operation = enabled ? "kms:EnableKey" : "kms:DisableKey";
  await call(operation, { KeyId: id }, `${enabled ? "enabling" : "disabling"} KMS Key (${id})`);
}

async function writeRotation({ call, id, inputs }: Aws): Promise<void> {
  const doing = `updating KMS Key (${id}) rotation`;
  if (!inputs["enableKeyRotation"]) {
    await call("kms:DisableKeyRotation", { KeyId: id }, doing);
    return;
  }
  const RotationPeriodInDays = inputs["rotationPeriodInDays"];
  await call("kms:EnableKeyRotation", { KeyId: id, RotationPeriodInDays }, doing);
}
