import type { SharedResource } from "../../rules/addOns";
import { readLivePolicy } from "../../rules/adoption";
import type { Change } from "../../rules/changes";
import { change, rolePolicyChanges, sharedPolicyChanges } from "../../rules/changes";
import type { GivenPolicies } from "./givenPolicies";
import { adoptedRoles } from "./givenPolicies";
import type { WholeStack } from "./wholeStack";

/** What a stack uses that others own. */
export type Used = Pick<WholeStack, "shared" | "malwareBuckets">;

/** What changes in the policies that the options give, of what both stacks use. */
export function givenPolicyChanges(
  base: { given: GivenPolicies; used: Used },
  head: { given: GivenPolicies; used: Used },
): Change[] {
  const usedBefore = new Set([
    ...base.used.shared.map(({ arn }) => arn),
    ...adoptedRoles(base.used),
  ]);
  const resources = new Map(head.used.shared.map((one) => [one.arn, one]));
  return [
    ...[...resources.values()]
      .filter(({ arn }) => usedBefore.has(arn) && head.given.shared.has(arn))
      .flatMap((resource) => sharedChanges(resource, base.given.shared, head.given.shared)),
    ...[...new Set(adoptedRoles(head.used))]
      .filter((arn) => usedBefore.has(arn) && head.given.roles.has(arn))
      .flatMap((arn) => roleChanges(arn, base.given.roles, head.given.roles)),
  ];
}

function sharedChanges(
  { kind, arn, path }: SharedResource,
  base: GivenPolicies["shared"],
  head: GivenPolicies["shared"],
): Change[] {
  const documentIn = (given: GivenPolicies["shared"]) =>
    given.has(arn) ? readLivePolicy(given.get(arn), { of: kind, path }).policy : undefined;
  const [old, now] = [documentIn(base), documentIn(head)];
  const holder = { kind, arn };
  if (old === undefined || now === undefined) return [change("givenPolicyNotCompared", { holder })];
  return sharedPolicyChanges(holder, old, now);
}

function roleChanges(
  arn: string,
  base: GivenPolicies["roles"],
  head: GivenPolicies["roles"],
): Change[] {
  const [old, now] = [base.get(arn), head.get(arn)];
  if (old && now) return rolePolicyChanges(old, now);
  return [change("givenPolicyNotCompared", { holder: { kind: "role", arn } })];
}
