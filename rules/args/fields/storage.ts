import { parseS3Arn } from "../../arn";
import { firstValid, text } from "./shapes";
import type { FieldProblem } from "./shapes";

/** Length of a bucket name at most. */
export const BUCKET_NAME_LENGTH = 63;

/** Digits that make a generated bucket name unique, with the hyphen before them. */
export const BUCKET_SUFFIX_LENGTH = 9;

/** S3 keeps names that start so for itself. */
export const RESERVED_BUCKET_PREFIXES = ["xn--", "sthree-", "amzn-s3-demo-"];
const RESERVED_BUCKET_SUFFIXES = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];
/** A new bucket gets such a name in an account-regional namespace only. */
const RESERVED_OF_NEW = [...RESERVED_BUCKET_SUFFIXES, "-an"];

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function bucketNameProblem(
  value: string,
  { maximum, suffixes }: { maximum: number; suffixes: readonly string[] },
): FieldProblem | undefined {
  if (value.length < 3 || value.length > maximum) {
    return { id: "bucketNameLength", values: { maximum } };
  }
  if (!/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(value)) return { id: "bucketNameCharacters" };
  if (value.includes("..")) return { id: "bucketNameDots" };
  if (/^\d+\.\d+\.\d+\.\d+$/.test(value)) return { id: "bucketNameAddress" };
  const start = RESERVED_BUCKET_PREFIXES.find((reserved) => value.startsWith(reserved));
  if (start) return { id: "bucketNameStart", values: { reserved: start } };
  const end = suffixes.find((reserved) => value.endsWith(reserved));
  return end === undefined ? undefined : { id: "bucketNameEnd", values: { reserved: end } };
}

/** The name in a bucket's ARN or URI. */
const namedBy = (value: string) =>
  parseS3Arn(value)?.bucket ?? value.replace(/^s3:\/\//, "").replace(/\/.*$/, "");

/** What is left of a text in a bucket name's characters. */
function slug(value: string): string {
  return value
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, "-")
    .replace(/\.{2,}/g, ".")
    .replace(/^[.-]+|[.-]+$/g, "");
}

function bucketNameOf(limits: { maximum: number; suffixes: readonly string[] }, isNew: boolean) {
  const refuse = (value: string) => bucketNameProblem(value, limits);
  return text("acme-findings", (value) => {
    const problem = refuse(value);
    if (problem === undefined) return undefined;
    const name = namedBy(value);
    return { ...problem, meant: firstValid(refuse, ...(isNew ? [name, slug(name)] : [name])) };
  });
}

/** The name of a bucket that exists. */
export const bucketName = bucketNameOf(
  { maximum: BUCKET_NAME_LENGTH, suffixes: RESERVED_BUCKET_SUFFIXES },
  false,
);

export const newBucketName = bucketNameOf(
  { maximum: BUCKET_NAME_LENGTH, suffixes: RESERVED_OF_NEW },
  true,
);

/** What a generated name starts with; the digits at its end keep it from ending like a reserved one. */
export const bucketNamePrefix = bucketNameOf(
  { maximum: BUCKET_NAME_LENGTH - BUCKET_SUFFIX_LENGTH, suffixes: [] },
  true,
);

/** A longer prefix leaves too little of S3's 1,024 bytes of key for what GuardDuty appends. */
export const PREFIX_LENGTH = 512;

function prefixProblem(value: string): FieldProblem | undefined {
  if (value === "") return { id: "empty", remove: true };
  if (value.length > PREFIX_LENGTH) {
    return { id: "tooLong", values: { maximum: PREFIX_LENGTH, length: value.length } };
  }
  if (value.startsWith("/")) return { id: "prefixStart" };
  if (value.includes("//")) return { id: "prefixSlashes" };
  if (value.split("/").some((part) => part === "." || part === "..")) return { id: "prefixSteps" };
  if (!/^[A-Za-z0-9!_.'()=/-]+$/.test(value)) return { id: "prefixCharacters" };
  return /(^|\/)AWSLogs\/?$/.test(value) ? { id: "prefixEnd" } : undefined;
}

export const objectPrefix = text("guardduty", (value) => {
  const problem = prefixProblem(value);
  if (problem === undefined || problem.remove) return problem;
  const tidy = value
    .split("/")
    .filter((part) => !["", ".", ".."].includes(part))
    .map((part) => part.replace(/[^A-Za-z0-9!_.'()=-]+/g, ""))
    .join("/");
  return { ...problem, meant: firstValid(prefixProblem, tidy, tidy.replace(/\/?AWSLogs$/, "")) };
});

function aliasProblem(value: string): FieldProblem | undefined {
  if (!/^alias\/[A-Za-z0-9/_-]{1,250}$/.test(value)) return { id: "keyAlias" };
  return value.startsWith("alias/aws/") ? { id: "keyAliasReserved" } : undefined;
}

/** Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
export const keyAlias = text("alias/guardduty-findings", (value) => {
  const problem = aliasProblem(value);
  if (problem === undefined) return undefined;
  const name = value.replace(/^alias\/(aws\/)?/, "").replace(/[^A-Za-z0-9/_-]+/g, "-");
  return { ...problem, meant: firstValid(aliasProblem, `alias/${name}`) };
});
