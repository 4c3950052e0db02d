import { parseArn } from "../arn";
import { listOf, type PolicyStatement } from "../policyDocument";

/**
 * Whether S3 counts a policy with the statement as public: an Allow that is neither for fixed principals nor held to a fixed value of
 * certain keys. Elements that are not of their type restrict nothing.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function isPublicStatement(statement: PolicyStatement): boolean {
  return statement.Effect === "Allow" && isForEveryone(statement) && !hasFixedCondition(statement);
}

/** Whether a policy has such a statement. */
export function isPublicPolicy(policy: { [member: string]: unknown } | null): boolean {
  const { Statement } = (policy ?? {}) as { Statement?: PolicyStatement | PolicyStatement[] };
  return listOf(Statement).some(isPublicStatement);
}

function isForEveryone({ Principal, NotPrincipal }: PolicyStatement): boolean {
  if (NotPrincipal !== undefined || Principal === "*") return true;
  return isRecord(Principal) && Object.values(Principal).flat().includes("*");
}

/** Operators that a request passes only if it has the key with one of the values. */
const RESTRICTING =
  /^(?:ForAnyValue:)?(?:String(?:Equals|EqualsIgnoreCase|Like)|Arn(?:Equals|Like)|IpAddress)$/i;

function hasFixedCondition({ Condition }: PolicyStatement): boolean {
  if (!isRecord(Condition)) return false;
  return Object.entries(Condition).some(
    ([operator, keys]) =>
      RESTRICTING.test(operator) &&
      isRecord(keys) &&
      Object.entries(keys).some(([key, values]) => {
        const isFixed = FIXED.get(key.toLowerCase());
        const all = listOf(values as string | string[]).map(String);
        return isFixed !== undefined && all.length > 0 && all.every(isFixed);
      }),
  );
}

/** Neither a wildcard nor a variable of policies. */
const isFixedValue = (value: string): boolean => !/[*?]|\$\{/.test(value);

/** Keys of conditions that take a statement out of what is public -> the values that do. */
const FIXED = new Map<string, (value: string) => boolean>([
  ["aws:principalaccount", isFixedValue],
  ["aws:principalarn", isFixedValue],
  ["aws:principalorgid", isFixedValue],
  ["aws:sourceaccount", isFixedValue],
  ["aws:sourcearn", isFixedValue],
  ["aws:sourceip", isNarrow],
  ["aws:sourceowner", isFixedValue],
  ["aws:sourcevpc", isFixedValue],
  ["aws:sourcevpce", isFixedValue],
  ["aws:userid", isFixedValue],
  ["s3:dataaccesspointaccount", isFixedValue],
  // The name of the access point may be a pattern.
  ["s3:dataaccesspointarn", (value) => /^\d{12}$/.test(parseArn(value)?.accountId ?? "")],
]);

/** Ranges broader than /8 of IPv4 and /32 of IPv6 are public. */
function isNarrow(cidr: string): boolean {
  if (!isFixedValue(cidr)) return false;
  const isV6 = cidr.includes(":");
  const [, length = isV6 ? "128" : "32"] = cidr.split("/");
  return Number(length) >= (isV6 ? 32 : 8);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
