import type { DeployedAddOn } from "../../rules/permissions";
import {
  deployedAddOn,
  deployedGrants,
  deployedResources,
  deployGrants,
  memberDeployGrants,
  mergedGrants,
} from "../../rules/permissions";
import type { AccountsPlan } from "../../rules/plan";
import { accountIdOf, planExport, planMemberDetectors } from "../../rules/plan";
import type { Deployment } from "../../rules/recovery";
import { componentsIn } from "../config/components";
import type { Deployed } from "../config/deployed";
import type { NamedPolicy } from "./policies";
import { ACCOUNTS, namedPolicies } from "./policies";

/** What updates, refreshes and destroys what a state has: its component, and the add-ons of the stack. */
export function deployedPolicies(is: Deployed, deployment: Deployment): NamedPolicy[] {
  const components = componentsIn(deployment);
  const { component: name } = is.owner;
  const type = is.role === "member" ? "MemberDetectors" : "GuardDutyExport";
  const own = components.find((one) => one.type.endsWith(`:${type}`) && one.name === name);
  const resources = deployedResources(own?.resources ?? []);
  if (is.role === "member") {
    const grants = memberDeployGrants(planMemberDetectors(name, is.settings));
    return namedPolicies("member", "member", deployedGrants(grants, resources));
  }
  const plan = planExport({ owner: is.owner, settings: is.settings });
  const addOns = components.flatMap((one) => deployedAddOn(one) ?? []);
  return [
    ...ACCOUNTS.flatMap((account) => {
      const grants = deployGrants(plan, name, account) ?? [];
      return namedPolicies(account, account, deployedGrants(grants, resources));
    }),
    ...addOnPolicies(addOns, plan.accounts),
  ];
}

/** Those of one part in one account together. */
function addOnPolicies(addOns: DeployedAddOn[], accounts: AccountsPlan): NamedPolicy[] {
  const groups = new Map<string, DeployedAddOn[]>();
  for (const one of addOns) {
    const key = `${one.accountId} ${one.part}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const policies = [...groups.values()].flatMap((group) => {
    const { accountId, part } = group[0] as DeployedAddOn;
    const role = ACCOUNTS.find((one) => accountIdOf(accounts, one) === accountId);
    const account = role ?? accountId;
    const grants = mergedGrants(group.flatMap((one) => one.grants));
    return namedPolicies(account, `${account}-${part}`, grants);
  });
  return policies.sort((one, other) => (one.name < other.name ? -1 : 1));
}
