import { type Organization, type OrganizationPolicy, type PolicyType, ROOT_ID } from "../../world";
import { accountsOf } from "./within";

/** Policies and what they are attached to, those of AWS among them. */

/** A policy that every root, unit and account has when its type is enabled. */
interface ManagedPolicy extends Pick<OrganizationPolicy, "name" | "description" | "content"> {
  id: string;
}

/** Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html */
export const MANAGED_POLICIES: { [type in PolicyType]?: ManagedPolicy } = {
  SERVICE_CONTROL_POLICY: managed("FullAWSAccess", "Allows access to every operation", {
    Effect: "Allow",
    Action: "*",
    Resource: "*",
  }),
  RESOURCE_CONTROL_POLICY: managed("RCPFullAWSAccess", "Allows access to every resource", {
    Effect: "Allow",
    Principal: "*",
    Action: "*",
    Resource: "*",
  }),
};

/** Ids of the policies of a type that are attached to a node itself. */
export function attachedTo(organization: Organization, node: string, type: PolicyType): string[] {
  if (!organization.policyTypes.includes(type)) return [];
  const { attachments, policies, withoutFullAccess } = organization;
  const own = (attachments[node] ?? []).filter((id) => policies[id]?.type === type);
  const managedId = MANAGED_POLICIES[type]?.id;
  const isDetached = type === "SERVICE_CONTROL_POLICY" && withoutFullAccess.includes(node);
  return managedId === undefined || isDetached ? own : [managedId, ...own];
}

/** Nodes that a policy is attached to. */
export function targetsOf(
  organization: Organization,
  policyId: string,
  type: PolicyType,
): string[] {
  return nodesOf(organization).filter((node) =>
    attachedTo(organization, node, type).includes(policyId),
  );
}

/** The root, every unit and every account. */
function nodesOf(organization: Organization): string[] {
  return [ROOT_ID, ...Object.keys(organization.organizationalUnits), ...accountsOf(organization)];
}

function managed(name: string, description: string, statement: object): ManagedPolicy {
  const document = { Version: "2012-10-17", Statement: [statement] };
  return { id: `p-${name}`, name, description, content: JSON.stringify(document, undefined, 2) };
}
