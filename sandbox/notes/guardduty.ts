import type { OperationNote, ServiceNotes } from "./notes";

const CREATE_LIST: OperationNote = {
  stricter:
    "a name has letters, digits, - and _ alone, as the console takes it; the formats STIX and FIRE_EYE are answered 501 when the list is activated",
  differs:
    "activates at once, by way of no ACTIVATING; texts of refusals and of ErrorDetails are not documented by AWS",
};
const DELETE_LIST: OperationNote = {
  differs: "is deleted at once, by way of no DELETE_PENDING; its id answers DELETED for good",
};

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_upload-lists.html */
const LIST_NOTES: ServiceNotes["operations"] = Object.fromEntries(
  ["IPSet", "ThreatIntelSet", "ThreatEntitySet", "TrustedEntitySet"].flatMap((kind) => [
    [`Create${kind}`, CREATE_LIST],
    [`Get${kind}`, {}],
    [`Update${kind}`, CREATE_LIST],
    [`Delete${kind}`, DELETE_LIST],
    [`List${kind}s`, {}],
  ]),
);

export const guarddutyNotes: ServiceNotes = {
  title: "Amazon GuardDuty",
  source: "https://docs.aws.amazon.com/guardduty/latest/APIReference/API_*.html",
  operations: {
    ...LIST_NOTES,
    CreateMalwareProtectionPlan: {
      stricter:
        "the test object is written to every bucket, and stays; a role that GuardDuty cannot assume or that cannot list the bucket is refused",
      differs:
        "scans each new object at once; finds EICAR's test file, by its text or by eicar in its name; texts of refusals and of status reasons are not documented by AWS",
    },
    GetMalwareProtectionPlan: {
      differs: "the status is that of the last change of the plan or of the last upload",
    },
    UpdateMalwareProtectionPlan: { differs: "sets the bucket and the rule up again at once" },
    DeleteMalwareProtectionPlan: {
      differs: "notifications of the bucket to EventBridge stay on; AWS does not document whether",
    },
    ListMalwareProtectionPlans: {},
    UpdateMemberDetectors: {},
    GetMemberDetectors: {},
    StartMonitoringMembers: {},
    StopMonitoringMembers: {},
    UpdateFilter: {},
    UnarchiveFindings: {},
    ListFindings: {},
    ListFilters: {},
    GetFindingsStatistics: {},
    GetFindings: {},
    GetFilter: {},
    DeleteFilter: {},
    CreateFilter: {},
    ArchiveFindings: {},
    AcceptAdministratorInvitation: {},
    AcceptInvitation: {},
    CreateDetector: {
      differs:
        "an equal client token is answered with the detector that there is; AWS does not document the answer",
    },
    CreateMembers: {
      differs: "some results for single accounts have texts that AWS does not document",
    },
    CreatePublishingDestination: {
      stricter:
        "the test write is decided by the bucket and key policies; a policy with conditions that AWS does not document refuses it",
    },
    CreateSampleFindings: {
      differs: "exports one finding of each type at once; there is no wait for the frequency",
    },
    DeleteDetector: {},
    DeleteMembers: {
      differs: "some results for single accounts have texts that AWS does not document",
    },
    DeletePublishingDestination: {},
    DescribeOrganizationConfiguration: {},
    DescribePublishingDestination: {},
    DisableOrganizationAdminAccount: {},
    DisassociateFromAdministratorAccount: {},
    DisassociateFromMasterAccount: {},
    DisassociateMembers: { stricter: "refused while auto-enable is ALL" },
    EnableOrganizationAdminAccount: { stricter: "one account for all Regions" },
    GetAdministratorAccount: {},
    GetDetector: {},
    GetInvitationsCount: {},
    GetMasterAccount: {},
    GetMembers: {},
    InviteMembers: { differs: "sends no email" },
    ListDetectors: {},
    ListInvitations: {},
    ListMembers: {},
    ListOrganizationAdminAccounts: {},
    ListPublishingDestinations: {},
    ListTagsForResource: {},
    TagResource: {},
    UntagResource: {},
    UpdateDetector: { stricter: "a member's frequency is refused, as GuardDuty documents it" },
    UpdateOrganizationConfiguration: {
      stricter: "exactly one of AutoEnable and AutoEnableOrganizationMembers",
    },
    UpdatePublishingDestination: { stricter: "writes the test object for every update" },
  },
};
