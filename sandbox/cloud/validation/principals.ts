import { arnPattern, eitherPattern } from "../../../rules/arn";
import { listOf, type PolicyStatement } from "../../../rules/policyDocument";
import type { World } from "../../world";

/** Where a policy stands: the world whose identities it may name, and the partition of its resource. */
export interface PolicyScope {
  world: World;
  partition: string;
}

export type Principal = [kind: string, value: string];

/** The principals of a statement as pairs of kind and value; undefined when it names none. */
export function principalsOf(statement: PolicyStatement): Principal[] | undefined {
  const principal = statement.Principal ?? statement.NotPrincipal;
  if (principal === undefined) return undefined;
  if (typeof principal === "string") return [["AWS", principal]];
  return Object.entries(principal).flatMap(([kind, values]) =>
    listOf(values).map((value): Principal => [kind, value]),
  );
}

/** The first principal that a service refuses to keep in a policy. */
export function refusedPrincipal(
  _scope: PolicyScope,
  principals: Principal[],
): Principal | undefined {
  return principals.find((principal) => !hasForm(principal));
}

const REGION = "[a-z]{2}(?:-[a-z]+)+-\\d";

const FORMS: { [kind: string]: RegExp } = {
  AWS: eitherPattern(
    /^\*$/,
    /^\d{12}$/,
    arnPattern("iam", "(?:root|(?:role|user)/.+)"),
    arnPattern("sts", "(?:assumed-role|federated-user)/.+"),
    /^A(?:RO|ID)A[A-Z0-9]+$/,
  ),
  Service: new RegExp(
    `^(?:guardduty(?:\\.${REGION})?|(?!guardduty)[a-z0-9-]+(?:\\.[a-z0-9-]+)*)\\.amazonaws\\.com(?:\\.cn)?$`,
  ),
  Federated: /./,
  CanonicalUser: /^[0-9a-f]{64}$/,
};

function hasForm([kind, value]: Principal): boolean {
  return Object.hasOwn(FORMS, kind) && FORMS[kind]!.test(value);
}
