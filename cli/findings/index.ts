import type { TrustFinding } from "../../rules/addOns";
import type { SeverityLevel } from "../../rules/findingFilters";
import type { FindingMakers, FindingOf } from "../../rules/health/findings";
import { findingsOf } from "../../rules/health/findings";
import type { PolicyValues } from "../../rules/health/policyValues";
import type { HealthPartDifference } from "../../rules/health/ownParts";
import type { HealthValues, Result as ResultOf } from "../../rules/health/types";
import type { IdentityKind } from "../../rules/identities";
import type { ScanDecider } from "../../rules/malware";
import type { AccountRole } from "../../rules/plan";
import type { PlanWarning } from "../../rules/plan/warnings";
import type { ExportSource, StatementOwner } from "../../rules/policies";
import type { Problem } from "../../rules/problems";
import type {
  ControlPolicyDenial,
  SharedAccess,
  SharedKind,
  UncheckedPolicies,
} from "../../rules/proof";
import type { IdentityDriftOf, IdentityFaultOf } from "../../rules/texts/identities";
import type { ScanFaultOf } from "../../rules/texts/malwareScans";
import type { InputValues } from "./inputs";

/** What was to be checked. */
export type Subject =
  | "administrator"
  | "archivedFindings"
  | "arrivals"
  | "autoEnable"
  | "bucket"
  | "bucketPolicies"
  | "bucketPolicy"
  | "bucketSettings"
  | "delegation"
  | "destinations"
  | "detectionRules"
  | "detector"
  | "enabledRegions"
  | "exportedFindings"
  | "healthCheck"
  | "key"
  | "keyGrants"
  | "keyPolicies"
  | "keyPolicy"
  | "malwarePlans"
  | "memberPlans"
  | "members"
  | "messages"
  | "newestFinding"
  | "notifications"
  | "organization"
  | "organizationAccounts"
  | "policyTypes"
  | "effectivePolicy"
  | "trustedServices"
  | "ownBuckets"
  | "ownKeys"
  | "sample";

/** The bucket or the key of an export. */
export type Holder = "bucket" | "key";

/** What the configuration creates: a bucket by the name it will have, or a key by its account. */
export type Created = { bucketName: string } | { keyAccountId: string };

/** The role whose trust policy is not the one that the stack writes; none: it is. */
interface OfRole {
  roleArn?: string;
}

/** What the commands find in addition to findings of a Region and of the policies. */
export interface CommandValues {
  /** What could not be checked, and why. */
  notChecked: { subject: Subject; cause: Finding };
  accountNotAccessible: { role: AccountRole; cause: Finding };
  /** The management account knows who administers GuardDuty, and its role is not known. */
  delegationNotRead: { managementId: string };
  /** The config leaves it to Pulumi. */
  configNotRead: { section: "environment" };
  /** The config key of an add-on, which is encrypted as a whole. */
  addOnEncrypted: { addOn: string };
  /** `keys` are those of the conditions that there are. */
  trustNotBound: OfRole & { addOn: string; principals: string[]; keys: string[] };
  subjectWildcard: OfRole & { addOn: string; issuer: string; subjects: string[] };
  externalIdMissing: OfRole & { addOn: string; principals: string[]; accountId: string };
  /** The role or user of a reader is gone; `name` may end where the deployment chose the rest. */
  identityMissing: { addOn: string; kind: IdentityKind; name: string };
  identityNotRead: {
    addOn: string;
    kind: IdentityKind;
    name: string;
    why:
      | { is: "ambiguous"; candidates: string[] }
      | { is: "notRead"; cause: Finding }
      | { is: "elsewhere"; accountId: string }
      | { is: "encrypted" };
  };
  identityDenied: IdentityFaultOf;
  identityDrift: IdentityDriftOf;
  /** The finding filters of the configuration, by name. */
  filterArchivesSevere: { filter: string; severities: SeverityLevel[]; regions: string[] };
  filtersArchiveEverything: { filters: string[]; regions: string[] };
  filterMatchesNothing: { filter: string; fields: string[] };
  /** The rules of events are elsewhere than GuardDuty's events about scans of a bucket; `at`: where GuardDuty sends these. */
  scanEventsNotSent: {
    bucketName: string;
    at: { accountId: string; region: string };
    rules: { accountId: string; regions: string[] };
  };
  /** A bucket of Malware Protection that GuardDuty cannot scan, and why. */
  scanDenied: ScanFaultOf;
  scanUndetermined: ScanFaultOf;
  /** What decides on scans of a bucket, and is not known; `cause`: why AWS did not answer, if it was asked. */
  scanPolicyNotRead: { bucketName: string; deciders: ScanDecider[]; cause?: Finding };
  /** Accounts other than the bucket's may have GuardDuty take the role. */
  scanRoleOpen: { bucketName: string; roleArn: string };
  malwarePlanMissing: { bucketName: string };
  /** GuardDuty's status of a Malware Protection plan, and the codes of its reasons. */
  malwarePlanStatus: { bucketName: string; planId: string; status: string; codes: string[] };
  /** What others wrote into the policy of a queue, topic or bus that exists. Without a cause or a problem it was not asked for. */
  sharedPolicyNotRead: {
    /** The setting that names it. */
    path: string;
    kind: SharedKind;
    arn: string;
    cause?: Finding;
    problem?: Problem;
  };
  /** It lets in callers from outside the account of its owner. */
  sharedPolicyAccess: { path: string; access: SharedAccess };
  /** The configuration that another is compared with cannot be deployed. */
  baseConfigInvalid: { at: string; cause: Finding };
  /** Which bucket or key the stack has is not known. `candidates` are as many destinations' each. */
  targetUnknown: { holder: Holder; created: Created; destinations: number; candidates: string[] };
  bucketUnknown: object;
  /** `denying`: the statements that deny it, by position and Sid; `byReaderArns`: the export admits it once readerArns names it. */
  readerCannotDecrypt: {
    addOn: string;
    readerArn: string;
    keyArn: string;
    denying: { index: number; sid?: string }[];
    byReaderArns: boolean;
    /** Of a role or user whose name Pulumi generates; `chosen`: a name that the configuration can give it instead. */
    generated?: { chosen?: { path: string; name: string; arn: string } };
  };
  /** The policy has statements of an export of the same detectors, under other Sid prefixes alone. */
  identityDiffers: {
    holder: Holder;
    owner: StatementOwner;
    /** The file of arguments that is given in place of a stack. */
    argsFile?: string | undefined;
    sidPrefix: string;
    others: string[];
  };
  /** `accountIds` are those of the detectors. */
  controlPolicyDenies: { denial: ControlPolicyDenial; accountIds: string[] };
  /** `cause` is why AWS Organizations did not answer; none: it was not asked. */
  controlPoliciesNotRead: { policies: readonly UncheckedPolicies[]; cause?: Finding };
  /** An adopted bucket or key whose policy is not among the files. */
  policyNotGiven: { holder: Holder };
  /** What of an adopted bucket or key no file has. */
  holderNotRead: { holder: Holder };
  /** The Regions are outputs of another stack. */
  regionsNotKnown: { stack: string };
  planWarning: { warning: PlanWarning };
  proofOff: object;
  /** A part of the health check is not as the stack deploys it. */
  healthPartDiffers: { difference: HealthPartDifference };
  /** `age` and `maxAge` in milliseconds; without an age there is none of the last 90 days. */
  newestFindingTooOld: { age?: number; maxAge: number; everywhere: boolean };
  delegationDiffers: { administratorId?: string; expected: string };
  policiesNotRead: { subject: "buckets" | "keys"; count: number; cause: Finding };
  candidatesNotRead: { subject: "buckets" | "keys"; count: number; all: number };
  destinationInUse: { uses: string[] };
  /** `candidates` are topics that a health check may have made. */
  messageTopicUnknown: { candidates: string[] };
  /** No message of a call that the command made; `deadline` in milliseconds. */
  messageNotArrived: { detectorRegion: string; deadline: number };
  /** What the test made and could not remove: URL of a queue or ARN of a subscription. */
  testLeftBehind: { what: string; cause: Finding };
  sampleNotArrived: { deadline: number; findingPublishingFrequency: string };
}

type Values = HealthValues & PolicyValues & CommandValues & InputValues;

export type Finding = FindingOf<Values>;
export type Result<T> = ResultOf<T, Finding>;
export const { error, warning, unchecked }: FindingMakers<Values> = findingsOf();

/** A finding and the Region it is of; none when it is of no single one. */
export type LocatedFinding = Finding & { region?: string };

/** What a finding leaves unchecked; what AWS confirmed about the thing itself stays as it is. */
export function notChecked(subject: Subject, cause: Finding): Finding {
  return cause.confirmed ? cause : unchecked("notChecked", { subject, cause });
}

/** What a resource control policy denies of the export from `sources`. */
export function controlPolicyFinding(
  denial: ControlPolicyDenial,
  sources: readonly ExportSource[],
): Finding {
  const accountIds = [...new Set(sources.map(({ accountId }) => accountId))];
  const make = denial.result === "denied" ? error : unchecked;
  return make("controlPolicyDenies", { denial, accountIds });
}

/** Who may take a role that is not the caller that it is for. */
export function trustFinding(found: TrustFinding & OfRole): Finding {
  switch (found.id) {
    case "trustNotBound":
      return error("trustNotBound", found);
    case "subjectWildcard":
      return error("subjectWildcard", found);
    case "externalIdMissing":
      return warning("externalIdMissing", found);
  }
}

/** Why GuardDuty cannot scan a bucket, or may not. */
export function scanFinding(bucketName: string, fault: ScanFaultOf["fault"]): Finding {
  return fault.result === "denied"
    ? error("scanDenied", { bucketName, fault })
    : unchecked("scanUndetermined", { bucketName, fault });
}
