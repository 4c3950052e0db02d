import {
  type Organization,
  type OrganizationPolicy,
  POLICY_TYPES,
  type PolicyType,
} from "../../world";
import type { Operations } from "../aws";
import { AwsError, type Members } from "../contract";
import { attachedTo, targetsOf } from "./attached";
import { requireContent } from "./content";
import { effectiveEnablement } from "./effective";
import { accessDenied, constraintViolation, invalidInput } from "./errors";
import { newNodeId } from "./ids";
import { nodeMembers } from "./nodeMembers";
import { nodeType } from "./nodes";
import { policiesOfType, requirePolicy, requireTarget, requireType, summaryOf } from "./policy";
import { setTags } from "./tags";
import { isAmong, within } from "./within";

/** Policies of the organization, of the types that the sandbox has. */
export const policyOperations: Operations = {
  DescribePolicy: within("delegated", (_world, organization, { PolicyId }) =>
    policyMembers(organization, PolicyId),
  ),

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

  CreatePolicy: within("management", (_world, organization, input) => {
    const { Type, Name, Description, Content, Tags } = input;
    const type = requireType(Type);
    requireContent(type, Content);
    requireFreeName(organization, Name);
    const { policies } = organization;
    const others = Object.values(policies).filter((policy) => policy.type === type);
    if (others.length >= MAXIMUM_POLICIES[type]) {
      throw constraintViolation("POLICY_NUMBER_LIMIT_EXCEEDED");
    }
    const id = newNodeId("p");
    setTags(organization, id, Tags);
    policies[id] = { type, name: Name, description: Description, content: Content };
    return policyMembers(organization, id);
  }),

  UpdatePolicy: within("management", (_world, organization, input) => {
    const { PolicyId, Name, Description, Content } = input;
    const policy = requireOwnPolicy(organization, PolicyId);
    if (Content !== undefined) requireContent(policy.type, Content);
    if (Name !== undefined && Name !== policy.name) requireFreeName(organization, Name);
    Object.assign(policy, {
      name: Name ?? policy.name,
      description: Description ?? policy.description,
      content: Content ?? policy.content,
    });
    return policyMembers(organization, PolicyId);
  }),

  DeletePolicy: within("management", (_world, organization, { PolicyId }) => {
    const { type } = requireOwnPolicy(organization, PolicyId);
    if (targetsOf(organization, PolicyId, type).length > 0) {
      throw new AwsError(
        "PolicyInUseException",
        "The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.",
      );
    }
    delete organization.policies[PolicyId];
    delete organization.tags[PolicyId];
  }),

  DescribeEffectivePolicy: within("anyone", (_world, organization, input, { caller, now }) => {
    const { PolicyType, TargetId = caller.accountId } = input;
    requireType(PolicyType);
    requireTarget(organization, TargetId);
    if (nodeType(organization, TargetId) !== "ACCOUNT") throw invalidInput("TARGET_NOT_SUPPORTED");
    const isOwn = TargetId === caller.accountId;
    if (!isOwn && !isAmong("delegated", organization, caller)) throw accessDenied();
    const enablement = effectiveEnablement(organization, TargetId);
    if (enablement === undefined) {
      throw new AwsError(
        "EffectivePolicyNotFoundException",
        "The account doesn't have an effective policy of this type.",
      );
    }
    return {
      EffectivePolicy: {
        PolicyContent: JSON.stringify({ guardduty: { enablement } }),
        LastUpdatedTimestamp: now,
        TargetId,
        PolicyType,
      },
    };
  }),
};

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const MAXIMUM_POLICIES: { [type in PolicyType]: number } = {
  SERVICE_CONTROL_POLICY: 10_000,
  RESOURCE_CONTROL_POLICY: 2000,
  GUARDDUTY_POLICY: 1000,
};

function policyMembers(organization: Organization, id: string): Members {
  const policy = requirePolicy(organization, id);
  return { Policy: { PolicySummary: summaryOf(organization, policy), Content: policy.content } };
}

/** One that is not AWS's. */
function requireOwnPolicy(organization: Organization, id: string): OrganizationPolicy {
  if (requirePolicy(organization, id).isManaged) throw invalidInput("IMMUTABLE_POLICY");
  return organization.policies[id] as OrganizationPolicy;
}

function requireFreeName(organization: Organization, name: string): void {
  const all = POLICY_TYPES.flatMap((type) => policiesOfType(organization, type));
  if (!all.some((policy) => policy.name === name)) return;
  throw new AwsError("DuplicatePolicyException", "A policy with the same name already exists.");
}
