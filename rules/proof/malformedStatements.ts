import { malformedElements, type MalformedElement } from "../documents/malformed";
import { listOf, type PolicyStatement } from "../policyDocument";
import { documentOf, POLICIES, refOf, statementsOf } from "./statements";
import type { AssessmentInput, Edit, MalformedStatementFinding, PolicyName } from "./types";

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
      // Only who writes the policy meets AWS's refusal.
      const severity = input.owners[policy] === "external" ? "warning" : "error";
      const fix = fixOf(policy, index, statement, elements);
      return [{ ...found, severity, elements, fix }];
    });
  });
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
  const actions = elements.filter(({ kind, path }) => kind === "action" && path[0] === "Action");
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

/** An action with a colon in place of another separator; undefined: it cannot be guessed. */
function spelledRight(action: string, service: string): string | undefined {
  const [, name] = new RegExp(`^${service}\\s*[=:;./_-]\\s*([a-z0-9*?]+)$`, "i").exec(action) ?? [];
  return action === "*" ? action : name && `${service}:${name}`;
}
