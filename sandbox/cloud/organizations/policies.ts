import {
  type Organization,
  type OrganizationPolicy,
  POLICY_TYPES,
  type PolicyType,
} from "../../world";
import type { Operations } from "../aws";
import { AwsError, type Members } from "../contract";
import { attachedTo, MANAGED_POLICIES, targetsOf } from "./attached";
import { nodeType } from "./nodes";
import { nodeMembers } from "./tree";
import { organizationsArn, within } from "./within";

/** Policies of the organization, of the types that the sandbox has. */
export const policyOperations: Operations = {
  DescribePolicy: within("delegated", (_world, organization, { PolicyId }) => {
    const policy = requirePolicy(organization, PolicyId);
    return {
      Policy: { PolicySummary: summaryOf(organization, policy), Content: policy.content },
    };
  }),

  ListPolicies: within("delegated", (_world, organization, { Filter }) => ({
    Policies: policiesOfType(organization, Filter).map((policy) => summaryOf(organization, policy)),
  })),

  ListPoliciesForTarget: within("delegated", (_world, organization, { TargetId, Filter }) => {
    requireTarget(organization, TargetId);
    const attached = attachedTo(organization, TargetId, Filter);
    const policies = policiesOfType(organization, Filter).filter(({ id }) => attached.includes(id));
    return { Policies: policies.map((policy) => summaryOf(organization, policy)) };
  }),

  ListTargetsForPolicy: within("delegated", (world, organization, { PolicyId }) => {
    const { type } = requirePolicy(organization, PolicyId);
    const targets = targetsOf(organization, PolicyId, type);
    return {
      Targets: targets.map((id) => {
        const { Arn, Name } = nodeMembers(world, organization, id);
        return { TargetId: id, Arn, Name, Type: nodeType(organization, id) };
      }),
    };
  }),
};

interface Policy extends Omit<OrganizationPolicy, "tags"> {
  id: string;
  isManaged: boolean;
}

/** AWS's own first. */
function policiesOfType({ policies }: Organization, type: PolicyType): Policy[] {
  const managed = MANAGED_POLICIES[type];
  const own = Object.entries(policies).filter(([, policy]) => policy.type === type);
  return [
    ...(managed === undefined ? [] : [{ ...managed, type, isManaged: true }]),
    ...own.map(([id, policy]) => ({ ...policy, id, isManaged: false })),
  ];
}

export function requirePolicy(organization: Organization, policyId: string): Policy {
  const found = POLICY_TYPES.flatMap((type) => policiesOfType(organization, type)).find(
    ({ id }) => id === policyId,
  );
  if (found !== undefined) return found;
  throw new AwsError(
    "PolicyNotFoundException",
    "We can't find a policy with the PolicyId that you specified.",
  );
}

export function requireTarget(organization: Organization, id: string): void {
  if (nodeType(organization, id) !== undefined) return;
  throw new AwsError(
    "TargetNotFoundException",
    "We can't find a root, OU, account, or policy with the TargetId that you specified.",
  );
}

function summaryOf(organization: Organization, policy: Policy): Members {
  const { id, name, description, type, isManaged } = policy;
  const kind = type.toLowerCase();
  return {
    Id: id,
    Arn: isManaged
      ? organizationsArn("aws", `policy/${kind}/${id}`)
      : organizationsArn(organization.management, `policy/${organization.id}/${kind}/${id}`),
    Name: name,
    Description: description,
    Type: type,
    AwsManaged: isManaged,
  };
}
