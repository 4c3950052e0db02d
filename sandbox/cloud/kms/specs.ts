import { AwsError, type Members } from "../contract";

const ENCRYPT = "ENCRYPT_DECRYPT";
const SIGN = "SIGN_VERIFY";
const AGREE = "KEY_AGREEMENT";

/**
 * The usages of keys of each kind.
 * Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
 */
const USAGES: [spec: RegExp, usages: string[]][] = [
  [/^SYMMETRIC_DEFAULT$/, [ENCRYPT]],
  [/^HMAC_/, ["GENERATE_VERIFY_MAC"]],
  [/^RSA_/, [ENCRYPT, SIGN]],
  [/^ECC_NIST_P/, [SIGN, AGREE]],
  [/^ECC_|^ML_DSA_/, [SIGN]],
  [/^SM2$/, [ENCRYPT, SIGN, AGREE]],
];

/** The kind and the usage of a new key. Throws ValidationException for kinds that are not used so. */
export function specAndUsage(input: Members): { spec: string; usage: string } {
  const { KeySpec, CustomerMasterKeySpec, KeyUsage } = input;
  if (KeySpec !== undefined && CustomerMasterKeySpec !== undefined) {
    throw invalid(
      "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.",
    );
  }
  const spec: string = KeySpec ?? CustomerMasterKeySpec ?? "SYMMETRIC_DEFAULT";
  if (KeyUsage === undefined && spec !== "SYMMETRIC_DEFAULT") {
    throw invalid(
      "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.",
    );
  }
  const usage: string = KeyUsage ?? ENCRYPT;
  const [, usages = []] = USAGES.find(([pattern]) => pattern.test(spec)) ?? [];
  if (!usages.includes(usage)) {
    throw invalid(`KeyUsage ${usage} is not compatible with KeySpec ${spec}`);
  }
  return { spec, usage };
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}
