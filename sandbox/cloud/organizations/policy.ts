import {
  type Organization,
  type OrganizationPolicy,
  POLICY_TYPES,
  type PolicyType,
} from "../../world";
import { AwsError, type Members } from "../contract";
import { MANAGED_POLICIES } from "./attached";
import { nodeType } from "./nodes";
import { organizationsArn } from "./within";

/** A policy of the organization or of AWS. */
export interface Policy extends OrganizationPolicy {
  id: string;
  isManaged: boolean;
}

/** AWS's own first. */
export function policiesOfType({ policies }: Organization, type: PolicyType): Policy[] {
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

export function policyArn(organization: Organization, { id, type, isManaged }: Policy): string {
  const kind = type.toLowerCase();
  return isManaged
    ? organizationsArn("aws", `policy/${kind}/${id}`)
    : organizationsArn(organization.management, `policy/${organization.id}/${kind}/${id}`);
}

export function summaryOf(organization: Organization, policy: Policy): Members {
  const { id, name, description, type, isManaged } = policy;
  return {
    Id: id,
    Arn: policyArn(organization, policy),
    Name: name,
    Description: description,
    Type: type,
    AwsManaged: isManaged,
  };
}

/** A type of policy that the sandbox has. */
export function requireType(type: unknown): PolicyType {
  const found = POLICY_TYPES.find((one) => one === type);
  if (found !== undefined) return found;
  const text = `The sandbox does not have policies of the type ${String(type)}; it has ${POLICY_TYPES.join(", ")}.`;
  throw new AwsError("NotImplemented", text, 501);
}
