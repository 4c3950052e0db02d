import { malformedElements, type MalformedKind } from "../../rules/documents/malformed";
import { listOf, type PolicyStatement } from "../../rules/policyDocument";
import { asKept, type PolicyScope, principalsOf, refusedPrincipal } from "./validation/principals";

/** A policy that is shaped as one, or what keeps the text from being one. */
export function policyText(text: string): { Statement: PolicyStatement[] } | string {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    return "Policies must be valid JSON and the first byte must be '{'";
  }
  if (typeof policy !== "object" || policy === null || Array.isArray(policy)) {
    return "Policies must be valid JSON and the first byte must be '{'";
  }
  const { Version, Statement, ...rest } = policy as { [member: string]: unknown };
  const stray = Object.keys(rest).find((member) => member !== "Id");
  if (stray !== undefined) return `Unknown field ${stray}`;
  if (Version !== undefined && Version !== "2012-10-17" && Version !== "2008-10-17") {
    return "The policy must contain a valid version string";
  }
  const statements = listOf(Statement as PolicyStatement | PolicyStatement[] | undefined);
  if (statements.length === 0) return "Missing required field Statement";
  const problem = statements.map(statementProblem).find((one) => one !== undefined);
  return problem ?? { ...(policy as object), Statement: statements };
}

/** What a service refuses a policy for: its text, or a principal that does not exist. */
export interface PolicyFault {
  refused: "document" | "principal";
  message: string;
}

/** The policy of a resource, which has to name principals that exist. */
export function resourcePolicy(
  scope: PolicyScope,
  text: string,
): { written: { [member: string]: unknown }; statements: PolicyStatement[] } | PolicyFault {
  const policy = policyText(text);
  if (typeof policy === "string") return { refused: "document", message: policy };
  for (const statement of policy.Statement) {
    const principals = principalsOf(statement);
    if (principals === undefined) {
      return { refused: "document", message: "Missing required field Principal" };
    }
    if (refusedPrincipal(scope, principals) !== undefined) {
      return { refused: "principal", message: "Invalid principal in policy" };
    }
  }
  return { written: asKept(scope, JSON.parse(text)), statements: policy.Statement };
}

const STATEMENT_MEMBERS = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

function statementProblem(statement: PolicyStatement): string | undefined {
  if (typeof statement !== "object" || statement === null) return "Invalid policy syntax.";
  const stray = Object.keys(statement).find((member) => !STATEMENT_MEMBERS.has(member));
  if (stray !== undefined) return `Unknown field ${stray}`;
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny") {
    return `Invalid effect: ${statement.Effect}`;
  }
  if (listOf(statement.Action ?? statement.NotAction).length === 0) {
    return "Missing required field Action";
  }
  const elements = malformedElements({ ...statement }, { service: "kms" });
  const wrong = elements.filter(({ kind }) => OF_EVERY_SERVICE.includes(kind));
  const operator = wrong.find(({ kind }) => kind === "operator")?.value;
  if (operator !== undefined) return `Invalid Condition type : ${String(operator)}`;
  // UNVERIFIED text: services document the grammar, and not each answer.
  return wrong.length > 0 ? "Invalid policy syntax." : undefined;
}

/** What no service keeps, whatever principals, actions and resources it takes. */
const OF_EVERY_SERVICE: MalformedKind[] = ["both", "type", "operator", "value"];
