import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import type { CallDecider, CallFault } from "./calls";
import type { NamedPolicy } from "./types";

const VARIABLES = "2012-10-17";

/** All policies of an identity as one: together they give its rights. */
export function mergedRights(policies: readonly NamedPolicy[]): PolicyDocument {
  return { Version: VARIABLES, Statement: placed(policies).map(({ statement }) => statement) };
}

/** The statement of each position of the merged policies, with where it is. */
function placed(policies: readonly NamedPolicy[]) {
  return policies.flatMap(({ name, document }) =>
    listOf(document.Statement).map((statement, index) => ({
      ...{ name, index },
      statement: document.Version === VARIABLES ? statement : literally(statement),
    })),
  );
}

/**
 * A statement of a policy of the version before variables, in which `${` is no more than a text.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
const literally = (statement: PolicyStatement): PolicyStatement =>
  JSON.parse(JSON.stringify(statement).replaceAll("${", "${$}{")) as PolicyStatement;

/** A fault of merged rights by the positions that the statements have in their own policies. */
export function inOwnPolicies<Fault extends CallFault<CallDecider>>(
  fault: Fault,
  policies: readonly NamedPolicy[],
): Fault {
  if (fault.decidedBy !== "rights" || policies.length === 0) return fault;
  const all = placed(policies);
  const at = fault.reasons.map(({ index }) => all[index]);
  return {
    ...fault,
    reasons: fault.reasons.map((one, position) => ({ ...one, index: at[position]?.index ?? 0 })),
    policies: at.map((one) => one?.name ?? ""),
  };
}
