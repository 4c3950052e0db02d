import { type Organization, type PolicyType, ROOT_ID } from "../../world";
import type { Operations } from "../aws";
import { AwsError } from "../contract";
import { attachedTo, MANAGED_POLICIES } from "./attached";
import { constraintViolation, invalidInput } from "./errors";
import { rootWithTypes } from "./nodeMembers";
import { GUARDDUTY } from "./organization";
import { requirePolicy, requireTarget, requireType } from "./policy";
import { within } from "./within";

/** Which types of policies are enabled in the root, and which policies are attached where. */
export const attachmentOperations: Operations = {
  /** Those of AWS are attached everywhere from then on. */
  EnablePolicyType: within("management", (_world, organization, { RootId, PolicyType }) => {
    requireRoot(RootId);
    const type = requireType(PolicyType);
    const { policyTypes, serviceAccess } = organization;
    if (policyTypes.includes(type)) {
      throw new AwsError(
        "PolicyTypeAlreadyEnabledException",
        "The specified policy type is already enabled.",
      );
    }
    if (type === "GUARDDUTY_POLICY" && !serviceAccess.includes(GUARDDUTY)) {
      throw constraintViolation("SERVICE_ACCESS_NOT_ENABLED");
    }
    policyTypes.push(type);
    return { Root: rootWithTypes(organization) };
  }),

  /** Detaches all policies of the type; with the type enabled again AWS's own alone are attached. */
  DisablePolicyType: within("management", (_world, organization, { RootId, PolicyType }) => {
    requireRoot(RootId);
    const type = requireType(PolicyType);
    requireEnabled(organization, type);
    organization.policyTypes = organization.policyTypes.filter((one) => one !== type);
    for (const [node, attached] of Object.entries(organization.attachments)) {
      organization.attachments[node] = attached.filter(
        (id) => organization.policies[id]?.type !== type,
      );
    }
    if (type === "SERVICE_CONTROL_POLICY") organization.withoutFullAccess = [];
    return { Root: rootWithTypes(organization) };
  }),

  AttachPolicy: within("management", (_world, organization, { PolicyId, TargetId }) => {
    const { type, isManaged } = requirePolicy(organization, PolicyId);
    requireTarget(organization, TargetId);
    requireEnabled(organization, type);
    const attached = attachedTo(organization, TargetId, type);
    if (attached.includes(PolicyId)) {
      throw new AwsError(
        "DuplicatePolicyAttachmentException",
        "The selected policy is already attached to the specified target.",
      );
    }
    if (attached.length >= MAXIMUM_ATTACHED[type]) {
      throw constraintViolation("MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED");
    }
    if (isManaged) setFullAccess(organization, TargetId, true);
    else organization.attachments[TargetId] = [...attachmentsOf(organization, TargetId), PolicyId];
  }),

  DetachPolicy: within("management", (_world, organization, { PolicyId, TargetId }) => {
    const { type, isManaged } = requirePolicy(organization, PolicyId);
    requireTarget(organization, TargetId);
    const attached = attachedTo(organization, TargetId, type);
    if (!attached.includes(PolicyId)) {
      throw new AwsError(
        "PolicyNotAttachedException",
        "The policy isn't attached to the specified target in the specified root.",
      );
    }
    if (PolicyId === MANAGED_POLICIES.RESOURCE_CONTROL_POLICY?.id) {
      throw invalidInput("NON_DETACHABLE_POLICY");
    }
    if (type === "SERVICE_CONTROL_POLICY" && attached.length === 1) {
      throw constraintViolation("MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED");
    }
    if (isManaged) setFullAccess(organization, TargetId, false);
    const others = attachmentsOf(organization, TargetId).filter((id) => id !== PolicyId);
    organization.attachments[TargetId] = others;
  }),
};

/**
 * To a node itself, AWS's own counted.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html#min-max-policies
 */
const MAXIMUM_ATTACHED: { [type in PolicyType]: number } = {
  SERVICE_CONTROL_POLICY: 10,
  RESOURCE_CONTROL_POLICY: 5,
  GUARDDUTY_POLICY: 10,
};

function attachmentsOf({ attachments }: Organization, node: string): string[] {
  return attachments[node] ?? [];
}

function setFullAccess(organization: Organization, node: string, isAttached: boolean): void {
  const others = organization.withoutFullAccess.filter((one) => one !== node);
  organization.withoutFullAccess = isAttached ? others : [...others, node];
}

function requireRoot(id: unknown): void {
  if (id === ROOT_ID) return;
  throw new AwsError(
    "RootNotFoundException",
    "We can't find a root with the RootId that you specified.",
  );
}

function requireEnabled({ policyTypes }: Organization, type: PolicyType): void {
  if (policyTypes.includes(type)) return;
  throw new AwsError(
    "PolicyTypeNotEnabledException",
    "The specified policy type isn't currently enabled in this root.",
  );
}
