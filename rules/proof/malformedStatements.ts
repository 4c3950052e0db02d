import { malformedElements, type MalformedElement } from "../documents/malformed";
import { matchesAction, meantAction } from "../documents/unknownActions";
import { listOf, type PolicyStatement } from "../policyDocument";
import { documentOf, POLICIES, refOf, statementsOf } from "./statements";
import type {
  AssessmentInput,
  Edit,
  MalformedStatementFinding,
  PolicyName,
  PolicyOwner,
  Severity,
} from "./types";

const SERVICES = { bucket: "s3", key: "kms" } as const;

/** Statements of others with malformed elements. They are kept as they are, and decide nothing else. */
export function malformedStatements(input: AssessmentInput): MalformedStatementFinding[] {
  return POLICIES.flatMap((policy) => {
    const document = documentOf(input, policy);
    if (document === undefined) return [];
    return statementsOf(document).flatMap(([index, statement]): MalformedStatementFinding[] => {
      // The export's own have stand-ins for what is not known yet.
      if (input.sidPrefix !== undefined && String(statement.Sid).startsWith(input.sidPrefix)) {
        return [];
      }
      const elements = malformedElements(
        { ...statement },
        policy === "bucket" ? { service: "s3", bucketArn: input.bucketArn } : { service: "kms" },
      );
      if (elements.length === 0) return [];
      const found = { id: "malformedStatement", policy, ...refOf(index, statement) } as const;
      const answer = answerOf(policy, elements);
      const severity = severityOf(answer, input.owners[policy]);
      const fix = fixOf(policy, index, statement, elements);
      return [{ ...found, severity, answer, elements, fix }];
    });
  });
}

/**
 * KMS keeps actions that it does not have. S3 refuses them; one that is like none of its actions may be newer than the list of them.
 * Source: https://github.com/Azure/Azure-Sentinel/issues/12242
 */
function answerOf(
  policy: PolicyName,
  elements: MalformedElement[],
): MalformedStatementFinding["answer"] {
  const actionsAlone = elements.every(({ kind }) => kind === "action" || kind === "unknownAction");
  if (policy === "key" && actionsAlone) return "kept";
  const maybe = elements.every(
    ({ kind, value }) => kind === "unknownAction" && meantAction(String(value)) === undefined,
  );
  return maybe ? "notKnown" : "refused";
}

/** Only who writes the policy meets AWS's refusal. */
function severityOf(answer: MalformedStatementFinding["answer"], owner: PolicyOwner): Severity {
  if (answer === "kept" || owner === "external") return "warning";
  return answer === "notKnown" ? "undetermined" : "error";
}

/** What AWS takes in its place: actions spelled right, no element of its own; else the statement goes. */
function fixOf(
  policy: PolicyName,
  index: number,
  statement: PolicyStatement,
  elements: MalformedElement[],
): Edit[] {
  const at = { policy, ...refOf(index, statement) };
  const stray = elements.filter(({ kind }) => kind === "unknownElement");
  const actions = elements.filter(
    ({ kind, path }) => /^(action|unknownAction)$/.test(kind) && path[0] === "Action",
  );
  const spelled = listOf(statement.Action).map((one) => spelledRight(one, SERVICES[policy]));
  const isSpelled = spelled.every((one) => one !== undefined);
  if (stray.length + actions.length < elements.length || (actions.length > 0 && !isSpelled)) {
    return [{ edit: "removeStatement", ...at }];
  }
  return [
    ...stray.map(({ path }): Edit => ({ edit: "removeElement", element: String(path[0]), ...at })),
    ...(actions.length === 0
      ? []
      : [{ edit: "setActions" as const, actions: spelled as string[], ...at }]),
  ];
}

/** An action with a colon in place of another separator, and a name that its service has; undefined: it cannot be guessed. */
function spelledRight(action: string, service: string): string | undefined {
  const [, name] = new RegExp(`^${service}\\s*[=:;./_-]\\s*([a-z0-9*?]+)$`, "i").exec(action) ?? [];
  if (action === "*" || name === undefined) return action === "*" ? action : undefined;
  const withColon = `${service}:${name}`;
  return matchesAction(withColon) ? withColon : meantAction(withColon);
}
