import type { MalformedElement } from "../documents/malformed";
import type { StatementReason } from "../evaluator";
import type { IdOfKind } from "../findings";
import type { HealthFinding, Result } from "../health/types";
import type { ExportSource } from "../policies";
import type { PolicyDocument, PolicyPrincipal, PolicyStatement } from "../policyDocument";

export type PolicyName = "bucket" | "key";

/** Where findings go, and the two policies that guard it as they will be, statements of others included. */
export interface ExportPolicies {
  /** Undefined: not known. A bucket without a policy has EMPTY_POLICY. */
  bucketPolicy: PolicyDocument | undefined;
  /** Undefined: not known. */
  keyPolicy: PolicyDocument | undefined;
  bucketArn: string;
  /** Without slashes at its ends; empty for the root of the bucket. */
  prefix: string;
  keyArn: string;
  sources: ExportSource[];
  /** The accounts that own the bucket and the key; undefined: not known. */
  accounts?: { [policy in PolicyName]?: string };
  /** Accounts that are known as members: findings go to the folder of each. Defaults to none. */
  members?: readonly string[];
  /** The time from which on findings are written, as ISO 8601. Defaults to the start of 2026. */
  now?: string;
}

/**
 * Who writes a policy:
 * - `stack`: the stack alone.
 * - `shared`: others too; the stack merges its statements into it.
 * - `external`: others alone; they place the stack's statements.
 */
export type PolicyOwner = "stack" | "shared" | "external";

export interface AssessmentInput extends ExportPolicies {
  owners: { [policy in PolicyName]: PolicyOwner };
  /** The accounts that own the bucket and the key; undefined: not known. */
  accounts: { [policy in PolicyName]?: string };
  /** ARNs of the identities of other accounts that the export itself lets read. Defaults to none. */
  grantees?: readonly string[];
  /** The Sid prefix of the export's own statements; undefined: the policies hold none. */
  sidPrefix?: string;
  mode: "require" | "warn" | "off";
  /** The time of the assessment, as ISO 8601. */
  now: string;
  /** Whether BlockPublicPolicy of the bucket or its account is on, of a bucket that is shared; undefined: not read. */
  blockPublicPolicy?: Result<boolean>;
  /** The policies as the next deployment writes them, where those at hand may differ. */
  deployed?: Pick<ExportPolicies, "bucketPolicy" | "keyPolicy">;
}

/**
 * - `allowed`: whatever GuardDuty's requests hold in addition to what is documented.
 * - `denied`: likewise.
 * - `undetermined`: it depends on something of the request that is not documented; the reasons name it.
 */
export type ProofResult = "allowed" | "denied" | "undetermined";

/** The calls that GuardDuty makes to export. */
export type CallName =
  | "getBucketLocation"
  | "putTestObject"
  | "putFinding"
  | "putMemberFinding"
  | "putFindingAcl"
  | "putMemberFindingAcl"
  | "generateDataKey";

/** Whether GuardDuty may make one of its calls. */
export interface CallProof {
  call: CallName;
  action: string;
  resource: string;
  policy: PolicyName;
  result: ProofResult;
  /** Accounts whose folders are concerned, where others' are not. */
  accounts?: string[];
  /** How many members more there are that were not tried one by one. */
  membersNotTried?: number;
  /** The first day that is concerned, where it is to come: yyyy-mm-dd. */
  from?: string;
  /** The day on which that ends, where it does: yyyy-mm-dd. */
  until?: string;
  /** The statements that allow it, or those at fault; none when no statement is about GuardDuty's call. */
  reasons: StatementReason[];
  /** What makes it allowed; none when it is. */
  fix: Edit[];
}

/** Whether GuardDuty will be able to export from one detector. */
export interface RegionProof {
  region: string;
  accountId: string;
  detectorId: string;
  /** `notChecked`: a policy is not known, and the other does not deny. */
  result: ProofResult | "notChecked";
  calls: CallProof[];
}

/** A statement by its position from 0 and its Sid. */
export interface StatementRef {
  index: number;
  sid?: string;
}

/** One change of a policy document. */
export type PolicyEdit =
  | { edit: "addStatement"; policy: PolicyName; statement: PolicyStatement }
  | ({ edit: "removeStatement"; policy: PolicyName } & StatementRef)
  | ({ edit: "setPrincipal"; policy: PolicyName; principal: PolicyPrincipal } & StatementRef)
  | ({ edit: "addServices"; policy: PolicyName; services: string[] } & StatementRef)
  | ({ edit: "removePrincipals"; policy: PolicyName; principals: string[] } & StatementRef)
  | ({ edit: "addResource"; policy: PolicyName; resource: string } & StatementRef)
  | ({ edit: "setResources"; policy: PolicyName; resources: string[] } & StatementRef)
  | ({ edit: "removeElement"; policy: PolicyName; element: string } & StatementRef)
  | ({ edit: "setActions"; policy: PolicyName; actions: string[] } & StatementRef)
  | ({
      edit: "addCondition";
      policy: PolicyName;
      operator: string;
      key: string;
      values: string[];
    } & StatementRef)
  | ({ edit: "removeCondition"; policy: PolicyName; key: string } & StatementRef);

/** An edit by whoever writes the policy, or the next deployment, which writes the policy as it should be. */
export type Edit = PolicyEdit | { edit: "deploy"; policy: PolicyName };

/** What a finding means: `error` is wrong for certain, `undetermined` may be, `warning` works and should be known. */
export type Severity = "error" | "undetermined" | "warning";

/** GuardDuty cannot export, or that is undetermined, because of one statement or the lack of one. */
export interface ExportFinding {
  id: IdOfKind<"export">;
  severity: Severity;
  policy: PolicyName;
  /** Undefined: no statement allows the calls. */
  index?: number;
  sid?: string;
  regions: string[];
  calls: CallName[];
  /** Accounts whose folders are concerned, where others' are not. */
  accounts?: string[];
  /** How many members more there are that were not tried one by one. */
  membersNotTried?: number;
  /** The first day that is concerned, where it is to come: yyyy-mm-dd. */
  from?: string;
  /** The day on which that ends, where it does: yyyy-mm-dd. */
  until?: string;
  action: string;
  /** An example: of objects, one that is refused. */
  resource: string;
  reasons: StatementReason[];
  fix: Edit[];
}

/** A condition key whose value is unknown; null: a policy variable. */
export type OpenKey = string | null;

/** Kinds of actions that only GuardDuty, for the exported detectors, should be able to take, or no caller at all. */
export type AccessClass =
  | "writeFindings"
  | "writeElsewhere"
  | "readFindings"
  | "deleteFindings"
  | "changeProtections"
  | "useKey"
  | "giveKeyAway"
  | "readSettings";

/** Whom a statement lets in. */
export type Caller =
  | { kind: "anonymous" }
  | { kind: "anyAccount" }
  | { kind: "account"; accountId: string }
  | { kind: "identity"; arn: string }
  | { kind: "canonicalUser"; id: string }
  | { kind: "federated"; provider: string }
  | { kind: "service"; service: string }
  | { kind: "guardDuty"; of: "otherAccount" | "sameAccount" | "exportedDetectors" };

/** One action of a class that a statement allows. */
export interface SensitiveAccess {
  class: AccessClass;
  action: string;
  resource: string;
}

/** A statement that lets in more than the export is for. */
export interface AccessFinding {
  id: IdOfKind<"access">;
  severity: Severity;
  policy: PolicyName;
  index: number;
  sid?: string;
  callers: Caller[];
  /** One action for each class. */
  access: SensitiveAccess[];
  /** What the access depends on; empty: it is certain. */
  dependsOn: OpenKey[];
  /** Whether the export's own statements allow all that GuardDuty needs without this one. */
  replaced: boolean;
  fix: Edit[];
}

/** A protection that the policies should give and do not. */
export interface ProtectionFinding {
  id: IdOfKind<"protection">;
  severity: Severity;
  policy: PolicyName;
  /** The Regions whose detectors escape it; none when it is not about detectors. */
  regions: string[];
  /** What is left open. */
  resources: string[];
  fix: Edit[];
}

/** A statement that names deleted identities: AWS refuses to write the policy. */
export interface DeletedIdentityFinding {
  id: "deletedIdentity";
  severity: Severity;
  policy: PolicyName;
  index: number;
  sid?: string;
  /** Their ids. */
  principals: string[];
  fix: Edit[];
}

/** A statement with malformed elements. */
export interface MalformedStatementFinding {
  id: "malformedStatement";
  severity: Severity;
  policy: PolicyName;
  index: number;
  sid?: string;
  /** What AWS does with it: refuses the policy, keeps the statement without effect, or that is not known. */
  answer: "refused" | "kept" | "notKnown";
  elements: MalformedElement[];
  fix: Edit[];
}

/** A statement that S3 counts as public: with BlockPublicPolicy, S3 refuses to write the policy. */
export interface PublicStatementFinding {
  id: "publicStatement";
  severity: Severity;
  policy: "bucket";
  index: number;
  sid?: string;
  /** Of the bucket or its account. */
  blockPublicPolicy: "on" | "off" | "notKnown";
  /** Why it is not known, where it was read. */
  cause?: HealthFinding;
  fix: Edit[];
}

export type Finding =
  | ExportFinding
  | AccessFinding
  | ProtectionFinding
  | DeletedIdentityFinding
  | MalformedStatementFinding
  | PublicStatementFinding;
export type FindingId = Finding["id"];

/** All that the policies mean for an export. */
export interface Assessment {
  /** The worst of all Regions; `off`: not assessed, by configuration. */
  result: ProofResult | "notChecked" | "off";
  proofs: RegionProof[];
  findings: Finding[];
  /** The Regions that get no destination. */
  refused: string[];
}
