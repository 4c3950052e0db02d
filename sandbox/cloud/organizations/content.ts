import { hasPropertyTwice } from "../../../rules/adoption";
import { parseArn } from "../../../rules/arn";
import { listOf, type PolicyStatement } from "../../../rules/policyDocument";
import type { PolicyType } from "../../world";
import { AwsError } from "../contract";
import { policyText } from "../policyText";
import { constraintViolation } from "./errors";
import { isGuardDutyPolicy } from "./guardDutyPolicy";
import { RCP_SERVICES } from "./rcpServices";

/** Characters. Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const MAXIMUM_SIZES: { [type in PolicyType]: number } = {
  SERVICE_CONTROL_POLICY: 10_240,
  RESOURCE_CONTROL_POLICY: 5120,
  GUARDDUTY_POLICY: 10_000,
};

const IS_VALID: { [type in PolicyType]: (content: string) => boolean } = {
  SERVICE_CONTROL_POLICY: (content) => hasStatements(content, isServiceControl),
  RESOURCE_CONTROL_POLICY: (content) => hasStatements(content, isResourceControl),
  GUARDDUTY_POLICY: isGuardDutyPolicy,
};

/** Refuses a content that is too long, or that is no policy of the type. */
export function requireContent(type: PolicyType, content: string): void {
  if (content.length > MAXIMUM_SIZES[type]) {
    throw constraintViolation("POLICY_CONTENT_LIMIT_EXCEEDED");
  }
  if (IS_VALID[type](content)) return;
  throw new AwsError(
    "MalformedPolicyDocumentException",
    "The provided policy document does not meet the requirements of the specified policy type.",
  );
}

function hasStatements(content: string, isValid: (statement: PolicyStatement) => boolean): boolean {
  const policy = policyText(content);
  if (typeof policy === "string") return false;
  const written = JSON.parse(content) as { [member: string]: unknown };
  const isWhole = Object.keys(written).every((name) => name === "Version" || name === "Statement");
  if (!isWhole || written["Version"] !== "2012-10-17") return false;
  if (hasPropertyTwice(content, written)) return false;
  const sids = policy.Statement.flatMap(({ Sid }) => Sid ?? []);
  return new Set(sids).size === sids.length && policy.Statement.every(isValid);
}

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html */
function isServiceControl(statement: PolicyStatement): boolean {
  const { Effect, Action, NotAction, Resource, NotResource } = statement;
  return (
    isCommon(statement) &&
    !("Principal" in statement || "NotPrincipal" in statement) &&
    isOneOf(Action, NotAction) &&
    listOf(Action ?? NotAction).every((action) => action === "*" || ACTION.test(action)) &&
    (Effect === "Deny" || (NotResource === undefined && listOf(Resource).join() === "*"))
  );
}

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html */
function isResourceControl(statement: PolicyStatement): boolean {
  const { Effect, Principal, Action } = statement;
  return (
    isCommon(statement) &&
    Effect === "Deny" &&
    Principal === "*" &&
    !("NotPrincipal" in statement || "NotAction" in statement) &&
    listOf(Action).every((action) => ACTION.test(action) && isInRcps(action))
  );
}

/** A service and an action of it, with wildcards in the action alone. */
const ACTION = /^[a-z0-9-]+:[\w*?]+$/i;

function isCommon({ Sid, Resource, NotResource }: PolicyStatement): boolean {
  return (
    (Sid === undefined || /^[A-Za-z0-9]*$/.test(Sid)) &&
    isOneOf(Resource, NotResource) &&
    listOf(Resource ?? NotResource).every(
      (resource) => resource === "*" || parseArn(resource) !== undefined,
    )
  );
}

function isOneOf(one: unknown, other: unknown): boolean {
  return (one === undefined) !== (other === undefined) && listOf(one ?? other).length > 0;
}

function isInRcps(action: string): boolean {
  return RCP_SERVICES.has(action.slice(0, action.indexOf(":")).toLowerCase());
}
