import { keyArn } from "../arn";

/** What is not known before a deployment. */
export type Unknown =
  | { unknown: "detectorId" }
  | { unknown: "accountId" }
  | { unknown: "bucketName"; namePrefix: string }
  | { unknown: "keyArn"; region: string; accountId: Value };

/** A text, or which one is not known yet. */
export type Value = string | Unknown;

/** What is written for what is not known. */
interface Form {
  detectorId: string;
  accountId: string;
  /** What AWS or Pulumi appends to a name that is generated. */
  suffix: string;
  keyId: string;
}

const SHOWN: Form = {
  detectorId: "<detector id>",
  accountId: "<account id>",
  suffix: "<8 hex digits>",
  keyId: "<key id>",
};

const SIZED: Form = {
  detectorId: "0".repeat(32),
  accountId: "0".repeat(12),
  suffix: "0".repeat(8),
  keyId: "00000000-0000-0000-0000-000000000000",
};

/** The text as it is printed and compared: what is not known stands for itself, and equals nothing that AWS has. */
export function shownText(value: Value): string {
  return textOf(value, SHOWN);
}

/** A text as long as the one that is not known yet. */
export function sizedText(value: Value): string {
  return textOf(value, SIZED);
}

function textOf(value: Value, form: Form): string {
  if (typeof value === "string") return value;
  switch (value.unknown) {
    case "detectorId":
      return form.detectorId;
    case "accountId":
      return form.accountId;
    case "bucketName":
      return `${value.namePrefix}-${form.suffix}`;
    case "keyArn":
      return keyArn({ region: value.region, accountId: textOf(value.accountId, form) }, form.keyId);
  }
}
