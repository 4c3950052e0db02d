import type { AccessRequest } from "../rules/evaluator";
import { evaluate } from "../rules/evaluator";
import type { DeployPolicy } from "../rules/permissions";
import type { PolicyDocument, PolicyStatement } from "../rules/policyDocument";
import { listOf } from "../rules/policyDocument";
import type { SandboxCloud } from "../sandbox/cloud";
import type { Intercept } from "./cloudStack";
import { requestsOf } from "./iamActions";

/** Everything that IAM is asked for, by account. */
export interface RecordedRequests {
  intercept: Intercept;
  /** Each request once. */
  of(accountId: string): AccessRequest[];
  clear(): void;
}

type Call = Parameters<SandboxCloud["call"]>;

export function recordRequests(): RecordedRequests {
  const recorded = new Map<string, Map<string, AccessRequest>>();
  const record = (cloud: SandboxCloud, ...[caller, operation, input]: Call) => {
    const ofAccount = recorded.get(caller.accountId) ?? new Map<string, AccessRequest>();
    for (const request of requestsOf(caller, operation, input, cloud.world)) {
      ofAccount.set(JSON.stringify(request), request);
    }
    recorded.set(caller.accountId, ofAccount);
  };
  return {
    intercept: (cloud) => ({
      call(caller, operation, input) {
        record(cloud, caller, operation, input);
        return cloud.call(caller, operation, input);
      },
    }),
    of: (accountId) => [...(recorded.get(accountId)?.values() ?? [])],
    clear: () => recorded.clear(),
  };
}

/** Whether an identity's policy allows a request; principals are who has the policy. */
function allows(statements: PolicyStatement[], request: AccessRequest): boolean {
  const Statement = statements.map((one) => ({ ...one, Principal: "*" as const }));
  return evaluate({ Version: "2012-10-17", Statement }, request).result === "allowed";
}

const statementsOf = ({ Statement }: PolicyDocument) => listOf(Statement);

/** The requests that none of the policies allows. */
export function outside(documents: PolicyDocument[], requests: AccessRequest[]): string[] {
  const statements = documents.flatMap(statementsOf);
  return requests
    .filter((request) => !allows(statements, request))
    .map(({ action, resource }) => `${action} ${resource}`);
}

/** What could be removed from a policy without any request falling outside that it allows: `Sid service:Action`. */
export function needless(
  { document, beyond }: Pick<DeployPolicy, "document" | "beyond">,
  requests: AccessRequest[],
): string[] {
  const statements = statementsOf(document);
  const own = requests.filter((request) => allows(statements, request));
  return statements.flatMap((statement, index) =>
    listOf(statement.Action)
      .filter(
        (action) => !beyond.some((one) => one.purpose === statement.Sid && one.action === action),
      )
      .filter((action) => {
        const Action = listOf(statement.Action).filter((one) => one !== action);
        const rest = statements.with(index, { ...statement, Action });
        return own.every((request) => allows(rest, request));
      })
      .map((action) => `${statement.Sid} ${action}`),
  );
}
