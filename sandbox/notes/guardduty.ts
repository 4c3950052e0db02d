import type { OperationNote, ServiceNotes } from "./notes";

const CREATE_LIST: Omit<OperationNote, "modelled"> = {
  stricter:
    "a name has letters, digits, - and _ alone, as the console takes it; the formats STIX and FIRE_EYE are answered 501 when the list is activated",
  differs:
    "activates at once, by way of no ACTIVATING; texts of refusals and of ErrorDetails are not documented by AWS",
};
const DELETE_LIST: Omit<OperationNote, "modelled"> = {
  differs: "is deleted at once, by way of no DELETE_PENDING; its id answers DELETED for good",
};

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_upload-lists.html */
const LIST_NOTES: ServiceNotes["operations"] = Object.fromEntries(
  ["IPSet", "ThreatIntelSet", "ThreatEntitySet", "TrustedEntitySet"].flatMap((kind) => {
    const most = kind.startsWith("T") && !kind.startsWith("Trusted") ? 6 : 1;
    const detector = "a detector of the account in the Region";
    const list = `${detector}; a list of it`;
    const file = "the location, the format, the file of up to 35 MB as GuardDuty reads it";
    return [
      [`Create${kind}`, { modelled: `${detector}; ${most} of the kind; ${file}`, ...CREATE_LIST }],
      [`Get${kind}`, { modelled: list }],
      [`Update${kind}`, { modelled: `${list}; ${file}`, ...CREATE_LIST }],
      [`Delete${kind}`, { modelled: list, ...DELETE_LIST }],
      [`List${kind}s`, { modelled: `${detector}; pages of up to 50` }],
    ];
  }),
);

const POLICY_MANAGED =
  "refused for what a GuardDuty policy of the organization sets, even to the same value";
const MANAGED_BY =
  "ManagedBy is on protection plans alone; a GuardDuty policy takes effect at once, suspends a detector that it disables, and knows no Regions without a plan";

export const guarddutyNotes: ServiceNotes = {
  title: "Amazon GuardDuty",
  source: "https://docs.aws.amazon.com/guardduty/latest/APIReference/API_*.html",
  operations: {
    ...LIST_NOTES,
    CreateMalwareProtectionPlan: {
      modelled:
        "25 plans of an account; buckets of the Region; the role's trust and rights at bucket, key and EventBridge",
      stricter:
        "the test object is written to every bucket, and stays; a role that GuardDuty cannot assume or that cannot list the bucket is refused",
      differs:
        "scans each new object at once; finds EICAR's test file, by its text or by eicar in its name; texts of refusals and of status reasons are not documented by AWS",
    },
    GetMalwareProtectionPlan: {
      modelled: "a plan of the account",
      differs: "the status is that of the last change of the plan or of the last upload",
    },
    UpdateMalwareProtectionPlan: {
      modelled: "a plan of the account; the role as in CreateMalwareProtectionPlan",
      differs: "sets the bucket and the rule up again at once",
    },
    DeleteMalwareProtectionPlan: {
      modelled: "a plan of the account",
      differs: "notifications of the bucket to EventBridge stay on; AWS does not document whether",
    },
    ListMalwareProtectionPlans: { modelled: "the plans of the account" },
    UpdateMemberDetectors: {
      modelled:
        "a detector of the account in the Region; 1 to 50 members, each by itself; features as in CreateDetector",
      stricter: POLICY_MANAGED,
    },
    GetMemberDetectors: {
      modelled: "a detector of the account in the Region; 1 to 50 members, each by itself",
      differs: MANAGED_BY,
    },
    StartMonitoringMembers: {
      modelled: "a detector of the account in the Region; 1 to 50 members, each by itself",
    },
    StopMonitoringMembers: {
      modelled: "a detector of the account in the Region; 1 to 50 members, each by itself",
      stricter: POLICY_MANAGED,
    },
    CreateCustomDetectionRuleAssociation: {
      modelled: "a detector of the account in the Region; a dry run ends after 14 days",
      differs: "every id of AWS's form is a rule; no findings are made of it",
    },
    DeleteCustomDetectionRuleAssociation: { modelled: "an association of the account" },
    GetCustomDetectionRuleAssociation: { modelled: "an association of the account" },
    ListCustomDetectionRuleAssociations: {
      modelled: "a detector of the account in the Region; by rule and mode; pages of up to 50",
      differs: "dry runs that have ended are not listed",
    },
    UpdateCustomDetectionRuleAssociation: {
      modelled: "an association of the account; a dry run ends 14 days after the update",
    },
    UpdateFilter: {
      modelled:
        "a detector of the account in the Region; a filter of it; criteria as in CreateFilter",
    },
    UnarchiveFindings: {
      modelled:
        "a detector of the account in the Region; 1 to 50 findings; the administrator's detector for members",
    },
    ListFindings: {
      modelled: "a detector of the account in the Region; criteria, order, pages of up to 50",
    },
    ListFilters: { modelled: "a detector of the account in the Region; pages of up to 50" },
    GetFindingsStatistics: {
      modelled:
        "a detector of the account in the Region; counts by severity or by one of the groups, up to 25",
    },
    GetFindings: {
      modelled:
        "a detector of the account in the Region; 1 to 50 findings, those of members for the administrator",
    },
    GetFilter: { modelled: "a detector of the account in the Region; a filter of it" },
    DeleteFilter: { modelled: "a detector of the account in the Region; a filter of it" },
    CreateFilter: {
      modelled:
        "a detector of the account in the Region; 100 filters; names, ranks, fields and operators of criteria",
    },
    ArchiveFindings: {
      modelled:
        "a detector of the account in the Region; 1 to 50 findings; the administrator's detector for members",
    },
    AcceptAdministratorInvitation: {
      modelled: "a detector of the account in the Region; an invitation of that administrator",
    },
    AcceptInvitation: {
      modelled: "a detector of the account in the Region; an invitation of that administrator",
    },
    CreateDetector: {
      modelled:
        "one of an account and Region; the frequency; features and their additional configurations, one of the runtime monitorings",
      differs:
        "an equal client token is answered with the detector that there is; AWS does not document the answer",
    },
    CreateMembers: {
      modelled:
        "a detector of the account in the Region; 1 to 50 accounts, each by itself; accounts of another administrator are refused",
      differs: "some results for single accounts have texts that AWS does not document",
    },
    CreatePublishingDestination: {
      modelled:
        "a detector of the account in the Region; one destination; ARNs, the Regions of bucket and key, the prefix's folder, ExpectedBucketOwner; the test write by both policies",
      stricter:
        "the test write is decided by the bucket and key policies; a policy with conditions that AWS does not document refuses it",
    },
    CreateSampleFindings: {
      modelled: "a detector of the account in the Region; the types that are named",
      differs: "exports one finding of each type at once; there is no wait for the frequency",
    },
    DeleteDetector: {
      modelled:
        "a detector of the account in the Region; no members left; not a member's by way of the organization",
      stricter: POLICY_MANAGED,
    },
    DeleteMembers: {
      modelled:
        "a detector of the account in the Region; 1 to 50 members that are disassociated, each by itself",
      differs: "some results for single accounts have texts that AWS does not document",
    },
    DeletePublishingDestination: {
      modelled: "a detector of the account in the Region; a destination of it",
    },
    DescribeOrganizationConfiguration: { modelled: "the delegated administrator's detector" },
    DescribePublishingDestination: {
      modelled:
        "a detector of the account in the Region; a destination of it; its status by the last export",
    },
    DisableOrganizationAdminAccount: {
      modelled: "the management account; the administrator of the Region",
    },
    DisassociateFromAdministratorAccount: {
      modelled:
        "a detector of the account in the Region; an administrator by invitation; not by way of an organization",
    },
    DisassociateFromMasterAccount: {
      modelled: "a detector of the account in the Region; as DisassociateFromAdministratorAccount",
    },
    DisassociateMembers: {
      modelled: "a detector of the account in the Region; 1 to 50 members, each by itself",
      stricter: `refused while auto-enable is ALL; ${POLICY_MANAGED}`,
    },
    EnableOrganizationAdminAccount: {
      modelled:
        "the management account; an account of the organization that has the Region enabled",
      stricter: "one account for all Regions",
    },
    GetAdministratorAccount: {
      modelled: "a detector of the account in the Region; empty without one",
    },
    GetDetector: {
      modelled: "a detector of the account in the Region, with its features",
      differs: MANAGED_BY,
    },
    GetInvitationsCount: { modelled: "the invitations of the account in the Region" },
    GetMasterAccount: { modelled: "a detector of the account in the Region; empty without one" },
    GetMembers: {
      modelled: "a detector of the account in the Region; 1 to 50 members, each by itself",
    },
    InviteMembers: {
      modelled: "a detector of the account in the Region; 1 to 50 members, each by itself",
      differs: "sends no email",
    },
    ListDetectors: { modelled: "the one of the account in the Region; pages of up to 50" },
    ListInvitations: {
      modelled: "the invitations of the account in the Region; pages of up to 50",
    },
    ListMembers: {
      modelled: "a detector of the account in the Region; OnlyAssociated; pages of up to 50",
    },
    ListOrganizationAdminAccounts: { modelled: "the management account" },
    ListPublishingDestinations: {
      modelled: "a detector of the account in the Region; pages of up to 50",
    },
    ListTagsForResource: {
      modelled: "a detector, destination, filter, list or plan of the account",
    },
    TagResource: { modelled: "up to 50 tags, none that begins with aws:" },
    UntagResource: { modelled: "a detector, destination, filter, list or plan of the account" },
    UpdateDetector: {
      modelled:
        "a detector of the account in the Region; the frequency, which members inherit; features as in CreateDetector",
      stricter: `a member's frequency is refused, and that it suspends its detector, as GuardDuty documents it; ${POLICY_MANAGED}`,
    },
    UpdateOrganizationConfiguration: {
      modelled:
        "the delegated administrator's detector; ALL acts within 24 hours, NEW on accounts that join",
      stricter: "exactly one of AutoEnable and AutoEnableOrganizationMembers",
    },
    UpdatePublishingDestination: {
      modelled:
        "a detector of the account in the Region; a destination of it; as CreatePublishingDestination",
      stricter: "writes the test object for every update",
    },
  },
};
