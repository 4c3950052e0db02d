import { listOf, type PolicyStatement } from "../../../rules/policyDocument";
import { AwsError } from "../contract";
import { policyText } from "../policyText";
import { asKept, type PolicyScope, principalsOf, refusedPrincipal } from "../validation/principals";

type Document = { [member: string]: unknown };

/**
 * A policy of an identity, held to IAM's rules for one.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parseIdentityPolicy(text: unknown): Document {
  const policy = policyText(String(text));
  if (typeof policy === "string") throw malformed("Syntax errors in policy.");
  requireSids(policy.Statement);
  for (const statement of policy.Statement) {
    if (principalsOf(statement) !== undefined) {
      throw malformed("Policy document should not specify a principal.");
    }
    if (listOf(statement.Resource ?? statement.NotResource).length === 0) {
      throw malformed("Policy statement must contain resources.");
    }
    const actions = listOf(statement.Action ?? statement.NotAction);
    const vague = actions.find((action) => action !== "*" && !action.includes(":"));
    if (vague !== undefined) {
      throw malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    }
  }
  return JSON.parse(String(text));
}

const ASSUMING =
  /^sts:(AssumeRole(WithWebIdentity|WithSAML)?|TagSession|SetSourceIdentity|SetContext)$/i;

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MOST_TRUST = 2048;

/** Who may become a role: no resource, and actions of assuming only. */
export function parseTrustPolicy(scope: PolicyScope, text: unknown): Document {
  const policy = policyText(String(text));
  if (typeof policy === "string") throw malformed("This policy contains invalid Json");
  requireSids(policy.Statement);
  for (const statement of policy.Statement) {
    if (statement.Resource !== undefined || statement.NotResource !== undefined) {
      throw malformed("Has prohibited field Resource");
    }
    const principals = principalsOf(statement);
    if (principals === undefined) throw malformed("Missing required field Principal");
    if (statement.Principal === "*") {
      throw malformed('AssumeRolepolicy contained an invalid principal: "STAR":"*".');
    }
    const [kind, value] = refusedPrincipal(scope, principals) ?? [];
    if (kind !== undefined) {
      throw malformed(`Invalid principal in policy: "${kind.toUpperCase()}":"${value}"`);
    }
    const actions = listOf(statement.Action ?? statement.NotAction);
    if (!actions.every((action) => ASSUMING.test(action))) {
      throw malformed("AssumeRole policy may only specify STS AssumeRole actions.");
    }
  }
  const document: Document = JSON.parse(String(text));
  // White space does not count.
  if (JSON.stringify(document).length > MOST_TRUST) {
    throw new AwsError(
      "LimitExceeded",
      `Cannot exceed quota for ACLSizePerRole: ${MOST_TRUST}`,
      409,
    );
  }
  return asKept(scope, document);
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
function requireSids(statements: PolicyStatement[]): void {
  const sids = statements.flatMap(({ Sid }) => Sid ?? []);
  if (!sids.every((sid) => /^[0-9A-Za-z]*$/.test(sid))) {
    throw malformed(
      "Statement IDs (SID) must be alpha numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
    );
  }
  if (new Set(sids).size < sids.length) {
    throw malformed("Statement IDs (SID) in a single policy must be unique.");
  }
}

function malformed(message: string): AwsError {
  return new AwsError("MalformedPolicyDocument", message);
}

/** IAM answers documents with their characters escaped. */
export function escapedDocument(document: Document): string {
  return encodeURIComponent(JSON.stringify(document));
}
