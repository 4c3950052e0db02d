import type {
  ObservedMember,
  ObservedMemberPlans,
  ObservedOrganization,
  Result,
} from "../rules/health/types";
import type { MemberReader } from "./guardDuty/memberReader";
import { observe } from "./observe";

/** What was observed of the members of an administrator's detector. */
export interface ObservedMembers {
  members: Result<ObservedMember[]>;
  /** Of enabled members; undefined: there are none, or they are not known. */
  plans?: Result<ObservedMemberPlans[]>;
  /** Undefined: not asked for. */
  organization?: Result<ObservedOrganization>;
}

/** Observes members, their protection plans, and on request the organization's settings. Never rejects. */
export async function observeMembers(
  detectorId: string,
  reader: MemberReader,
  withOrganization: boolean,
): Promise<ObservedMembers> {
  const [members, organization] = await Promise.all([
    observe("guardduty:ListMembers", () => reader.members(detectorId)),
    withOrganization
      ? observe("guardduty:DescribeOrganizationConfiguration", () =>
          reader.organizationConfiguration(detectorId),
        )
      : undefined,
  ]);
  const enabled = members.value?.filter(({ status }) => status === "Enabled") ?? [];
  const ids = enabled.map(({ accountId }) => accountId);
  const plans =
    ids.length === 0
      ? undefined
      : await observe("guardduty:GetMemberDetectors", () => reader.memberPlans(detectorId, ids));
  return { members, ...(plans && { plans }), ...(organization && { organization }) };
}
