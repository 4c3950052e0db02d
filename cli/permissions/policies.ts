import { planAddOns } from "../../rules/addOns";
import type { DeployPolicy, Grant } from "../../rules/permissions";
import {
  addOnGrants,
  deployPolicy,
  fittingPolicies,
  memberDeployPolicy,
} from "../../rules/permissions";
import type { AccountRole } from "../../rules/plan";
import { planExport, planMemberDetectors } from "../../rules/plan";
import { CannotRun } from "../cannotRun";
import type { StackFile } from "../config/stackFile";
import { unchecked } from "../findings";

export const ACCOUNTS: readonly AccountRole[] = [
  "administrator",
  "management",
  "bucket",
  "key",
  "member",
];

/** A policy of an account's identity; `name` identifies it among those of the account. */
export interface NamedPolicy {
  /** The part of the export that the account has, or its id: only add-ons are there. */
  account: string;
  name: string;
  policy: DeployPolicy;
}

/** What deploys the configuration of a stack. Throws CannotRun. */
export function configuredPolicies({ project, stack, name, part }: StackFile): NamedPolicy[] {
  if (part.role === "member") {
    if (part.regionsOf !== undefined) {
      throw new CannotRun(unchecked("regionsNotKnown", { stack: part.regionsOf }));
    }
    const policy = memberDeployPolicy(planMemberDetectors(name, part.settings));
    return [{ account: "member", name: "member", policy }];
  }
  const owner = { project, stack, component: name };
  const plan = planExport({ owner, settings: part.settings });
  const addOns = planAddOns(name, part.settings, part.addOns);
  const given = { addOns: part.addOns, topicArn: part.args["notificationTopicArn"] };
  return ACCOUNTS.flatMap((account): NamedPolicy[] => {
    const policy = deployPolicy(plan, name, account);
    return [
      ...(policy === undefined ? [] : [{ account, name: account, policy }]),
      ...addOnGrants(plan, owner, addOns, account, given).flatMap(({ part: addOn, grants }) =>
        namedPolicies(account, `${account}-${addOn}`, grants),
      ),
    ];
  });
}

/** Grants as one policy or, where they do not fit into one, several. */
export function namedPolicies(account: string, name: string, grants: Grant[]): NamedPolicy[] {
  return fittingPolicies(grants).map((policy, index) => ({
    ...{ account, policy },
    name: `${name}${index === 0 ? "" : `-${index + 1}`}`,
  }));
}
