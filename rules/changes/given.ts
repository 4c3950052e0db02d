import type { LiveIdentity, NamedPolicy } from "../identities";
import type { PolicyDocument } from "../policyDocument";
import type { Change } from "./change";
import { change } from "./change";
import type { GivenDocument, GivenHolder } from "./changeValues";
import { statementsOnlyIn } from "./others";

const NO_STATEMENTS: PolicyDocument = { Statement: [] };

/** Which statements of the policy of a queue, topic or bus are added or removed. */
export function sharedPolicyChanges(
  holder: GivenHolder,
  base: PolicyDocument,
  head: PolicyDocument,
): Change[] {
  return changesOf(holder, { kind: "policy" }, base, head);
}

/** The same of a role: its trust policy, its policies by their names, and its boundary. */
export function rolePolicyChanges(base: LiveIdentity, head: LiveIdentity): Change[] {
  const holder = { kind: "role" as const, arn: head.arn };
  const names = [...new Set([...base.policies, ...head.policies].map(({ name }) => name))];
  const named = (policies: readonly NamedPolicy[], name: string) =>
    policies.find((one) => one.name === name)?.document;
  return [
    ...changesOf(holder, { kind: "trust" }, base.trust, head.trust),
    ...names.flatMap((name) =>
      changesOf(
        holder,
        { kind: "named", name },
        named(base.policies, name),
        named(head.policies, name),
      ),
    ),
    ...boundaryChanges(holder, base.boundary, head.boundary),
  ];
}

/** A boundary that is another one is removed and added, whatever both allow. */
function boundaryChanges(holder: GivenHolder, base?: NamedPolicy, head?: NamedPolicy): Change[] {
  if (base?.name === head?.name)
    return changesOf(holder, { kind: "boundary" }, base?.document, head?.document);
  return [
    ...changesOf(holder, { kind: "boundary" }, base?.document, undefined),
    ...changesOf(holder, { kind: "boundary" }, undefined, head?.document),
  ];
}

function changesOf(
  holder: GivenHolder,
  document: GivenDocument,
  base = NO_STATEMENTS,
  head = NO_STATEMENTS,
): Change[] {
  const statements = {
    added: statementsOnlyIn(head, base),
    removed: statementsOnlyIn(base, head),
  };
  return (["added", "removed"] as const).flatMap((kind) =>
    statements[kind].length === 0
      ? []
      : [
          change("givenPolicyChanged", {
            ...{ holder, document, change: kind },
            statements: statements[kind],
          }),
        ],
  );
}
