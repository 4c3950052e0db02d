import type * as pulumi from "@pulumi/pulumi";

import type { AutoEnable, MembersManagedBy } from "../../../rules/args/choices";
import type { DetectorFeature, MemberFeature } from "./features";

/** An account and how to act in it. */
export interface Account {
  /** The account's id: 12 digits. Providers made for it refuse credentials of any other account. */
  accountId: string;
  /** ARN of an IAM role of this account that the providers assume. Defaults to none: the providers use the credentials without assuming a role. */
  assumeRoleArn?: string;
  /** External id sent when the role is assumed. Defaults to none. */
  externalId?: pulumi.Input<string>;
  /** Profile of the AWS configuration files to take credentials from. Defaults to the default credentials. */
  profile?: string;
}

/** The organization's management account and how to act in it. */
export interface ManagementAccount extends Account {
  /** Whether to make detectors in the management account, which it needs before it can be a member. Defaults to false. */
  detector?: boolean;
  /** Whether the administrator is the delegated administrator in every Region already: that is imported, and stays when the stack goes. Defaults to false. */
  delegated?: boolean;
  /** Whether to enable trusted access of malware-protection.guardduty.amazonaws.com in the organization, which EBS_MALWARE_PROTECTION of members needs. It stays when the stack goes. Defaults to false. */
  malwareProtectionAccess?: boolean;
}

/** An account that is made a member by name. */
export interface Member {
  /** The account's id: 12 digits. */
  accountId: string;
  /** The account's e-mail address. */
  email: string;
  /** Whether to invite it: for accounts outside the organization, which accept by MemberDetectors. Defaults to false. */
  invite?: boolean;
  /** Whether it is a member already, and is imported: it needs the administrator's detectorId in existing for every Region, and stays when the stack goes. Defaults to false. */
  existing?: boolean;
  /** Protection plans of this member alone, where they differ from those that members get; AI_ANALYST cannot be set for members. Defaults to none. AWS keeps them when the stack goes. */
  features?: DetectorFeature[];
}

/** The members of the organization. */
export interface Members {
  /** What enables GuardDuty in the organization's accounts: `guardduty` for GuardDuty's settings of each Region, as autoEnable and features set them, or `policy` for policies of AWS Organizations of the type GUARDDUTY_POLICY, with which neither can be given. Defaults to guardduty. */
  managedBy?: MembersManagedBy;
  /** Which accounts become members by themselves. Defaults to untouched. AWS keeps the setting when the stack goes. */
  autoEnable?: AutoEnable;
  /** Accounts made members by name, where autoEnable does not reach. Defaults to none. One that is removed stays a member: only AWS's DisassociateMembers lets it go. */
  accounts?: Member[];
  /** Protection plans of members. Defaults to untouched. */
  features?: MemberFeature[];
  /** Ids of accounts that are to be no members, 12 digits each; AWS leaves them out unless autoEnable is ALL. Defaults to none. The status command reports those that are enabled. */
  exclude?: string[];
}

/** The accounts of the export. */
export interface Organization {
  /** The account whose detectors export their findings, its members' included. Defaults to the account of the current credentials. */
  administrator?: Account;
  /** The management account, which registers the administrator as delegated administrator in every Region. Defaults to none: that is done already, or there is no organization. */
  management?: ManagementAccount;
  /** The members. Defaults to untouched. */
  members?: Members;
}
