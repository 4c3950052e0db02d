import { parseArn } from "../../../rules/arn";
import { listOf, type PolicyStatement } from "../../../rules/policyDocument";
import type { Bucket, World } from "../../world";
import { principalsOf } from "../validation/principals";

/**
 * Block Public Access: what is public, and what the settings of a bucket and of its account together prevent.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */

const BLOCKS = [
  "BlockPublicAcls",
  "IgnorePublicAcls",
  "BlockPublicPolicy",
  "RestrictPublicBuckets",
] as const;

type Block = (typeof BLOCKS)[number];

/** Whether a setting is in effect for a bucket: its own or its account's, whichever is stricter. */
export function isBlocked(
  { accounts }: World,
  { account, publicAccessBlock }: Pick<Bucket, "account" | "publicAccessBlock">,
  block: Block,
): boolean {
  return [publicAccessBlock, accounts[account]?.publicAccessBlock].some(
    (settings) => settings?.[block] === true,
  );
}

/** A configuration as S3 keeps it: what is left out is off. */
export function blocksOf(given: { [block: string]: unknown }): { [block in Block]: boolean } {
  return Object.fromEntries(BLOCKS.map((block) => [block, given[block] === true])) as {
    [block in Block]: boolean;
  };
}

/** A policy is public unless each of its Allows is for fixed principals, or held to a fixed value of certain keys. */
export function isPublicPolicy(policy: { [member: string]: unknown } | null): boolean {
  const { Statement } = (policy ?? {}) as { Statement?: PolicyStatement | PolicyStatement[] };
  return listOf(Statement).some(
    (statement) =>
      statement.Effect === "Allow" && isForEveryone(statement) && !hasFixedCondition(statement),
  );
}

export function isPublicAcl(acl: unknown): boolean {
  return ["public-read", "public-read-write", "authenticated-read"].includes(String(acl));
}

function isForEveryone(statement: PolicyStatement): boolean {
  if (statement.NotPrincipal !== undefined) return true;
  return principalsOf(statement)?.some(([, value]) => value === "*") === true;
}

/** Operators that a request passes only if it has the key with one of the values. */
const RESTRICTING =
  /^(?:ForAnyValue:)?(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like)|IpAddress)$/i;

function hasFixedCondition({ Condition = {} }: PolicyStatement): boolean {
  return Object.entries(Condition).some(
    ([operator, keys]) =>
      RESTRICTING.test(operator) &&
      Object.entries(keys).some(([key, values]) => {
        const isFixed = FIXED[key.toLowerCase()];
        const all = listOf(values).map(String);
        return isFixed !== undefined && all.length > 0 && all.every(isFixed);
      }),
  );
}

/** Neither a wildcard nor a variable of policies. */
const isFixedValue = (value: string): boolean => !/[*?]|\$\{/.test(value);

/** Keys of conditions that take a statement out of what is public -> the values that do. */
const FIXED: { [key: string]: (value: string) => boolean } = {
  "aws:principalaccount": isFixedValue,
  "aws:principalarn": isFixedValue,
  "aws:principalorgid": isFixedValue,
  "aws:sourceaccount": isFixedValue,
  "aws:sourcearn": isFixedValue,
  "aws:sourceip": isNarrow,
  "aws:sourceowner": isFixedValue,
  "aws:sourcevpc": isFixedValue,
  "aws:sourcevpce": isFixedValue,
  "aws:userid": isFixedValue,
  "s3:dataaccesspointaccount": isFixedValue,
  // The name of the access point may be a pattern.
  "s3:dataaccesspointarn": (value) => /^\d{12}$/.test(parseArn(value)?.accountId ?? ""),
};

/** Ranges broader than /8 of IPv4 and /32 of IPv6 are public. */
function isNarrow(cidr: string): boolean {
  if (!isFixedValue(cidr)) return false;
  const isV6 = cidr.includes(":");
  const [, length = isV6 ? "128" : "32"] = cidr.split("/");
  return Number(length) >= (isV6 ? 32 : 8);
}
