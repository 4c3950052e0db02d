import type {
  AccessClass,
  AccessFinding,
  Caller,
  CallName,
  DeletedIdentityFinding,
  ExportFinding,
  Finding,
  MalformedStatementFinding,
  ProtectionFinding,
  PublicStatementFinding,
} from "../proof";
import { fixText } from "./edits";
import { healthText } from "./health";
import type { Identified } from "./identified";
import { withId } from "./identified";
import { malformedElementText } from "./malformed";
import { reasonText } from "./reasons";
import { listed, statementName } from "./words";

/** A finding with its reasons and its fix, a line each; the first line is the problem. */
export function findingText(finding: Finding): string {
  const reasons = "reasons" in finding ? finding.reasons.map(reasonText) : [];
  return [
    problemText(finding),
    ...[...new Set(reasons)].map((reason) => `  ${reason}`),
    ...(finding.fix.length === 0 ? [] : [`  Fix: ${fixText(finding.fix)}`]),
  ].join("\n");
}

/** The same with the id at its end. */
export const identifiedFindingText = (finding: Finding): Identified =>
  withId(finding.id, findingText(finding));

/** Why GuardDuty most likely refused to export from a Region: what the evaluation of its policies left open; undefined when nothing was. */
export function refusedExportText(
  region: string,
  findings: readonly Finding[],
): Identified | undefined {
  const open = findings.filter(
    (finding): finding is ExportFinding =>
      finding.id === "exportUndetermined" && finding.regions.includes(region),
  );
  if (open.length === 0) return undefined;
  const statements = open.flatMap(({ policy, reasons }) =>
    reasons.map((reason) => `${statementName(reason)} of the ${policy} policy`),
  );
  const cause = listed([...new Set(statements)]);
  const what = cause === "" ? "what could not be determined" : cause;
  return [`GuardDuty refused to export from ${region}. Most likely cause: ${what}.`]
    .concat(open.map(identifiedFindingText))
    .join("\n") as Identified;
}

/** The problem of a finding as one sentence. */
export function problemText(finding: Finding): string {
  switch (finding.id) {
    case "exportDenied":
    case "exportUndetermined":
      return exportText(finding);
    case "publicAccess":
    case "externalAccess":
    case "serviceAccess":
    case "guardDutyAccess":
      return accessText(finding);
    case "deletedIdentity":
      return deletedText(finding);
    case "malformedStatement":
      return malformedText(finding);
    case "publicStatement":
      return publicText(finding);
    default:
      return protectionText(finding);
  }
}

const CALLS: { [call in CallName]: string } = {
  getBucketLocation: "s3:GetBucketLocation",
  putTestObject: "s3:PutObject of the test object",
  putFinding: "s3:PutObject of findings",
  putMemberFinding: "s3:PutObject of members' findings",
  putFindingAcl: "s3:PutObjectAcl of findings",
  putMemberFindingAcl: "s3:PutObjectAcl of members' findings",
  generateDataKey: "kms:GenerateDataKey",
};

function exportText(finding: ExportFinding): string {
  const {
    id,
    regions,
    policy,
    calls,
    resource,
    reasons,
    accounts = [],
    membersNotTried = 0,
  } = finding;
  const where = `from ${regions.join(", ")}`;
  const whose = accounts.length === 0 ? "" : ` of ${accountsText(accounts)}`;
  const what = `${listed(calls.map((call) => CALLS[call]))}${whose}${periodText(finding)} (${resource})`;
  const decides =
    reasons.length === 0 && id === "exportUndetermined"
      ? `the ${policy} policy has too many patterns of objects to check each for ${what}`
      : reasons.length === 0
        ? `no statement of the ${policy} policy allows ${what}`
        : `the ${policy} policy ${id === "exportDenied" ? "denies" : "may deny"} ${what}`;
  const rest =
    membersNotTried > 0 ? `; ${membersNotTried} more members were not checked one by one` : "";
  return id === "exportDenied"
    ? `GuardDuty cannot export ${where}: ${decides}${rest}.`
    : `Whether GuardDuty can export ${where} is undetermined: ${decides}${rest}.`;
}

function periodText({ from, until }: Pick<ExportFinding, "from" | "until">): string {
  const since = from === undefined ? "" : ` from ${from}`;
  if (until !== undefined) return `${since} until ${until}`;
  return since && `${since} on`;
}

/** More accounts than these are counted. */
const MOST_ACCOUNTS = 10;

function accountsText(accounts: string[]): string {
  const named = accounts.slice(0, MOST_ACCOUNTS);
  const more = accounts.length - named.length;
  const all = more > 0 ? [...named, `${more} more`] : named;
  return `${accounts.length === 1 ? "account" : "accounts"} ${listed(all)}`;
}

const CLASSES: { [name in AccessClass]: string } = {
  writeFindings: "write findings",
  writeElsewhere: "write outside the findings' folder",
  readFindings: "read findings",
  deleteFindings: "delete or overwrite findings",
  changeProtections: "change the bucket's protections",
  useKey: "use the key",
  giveKeyAway: "change or give away the key",
  readSettings: "read the settings",
};

const GUARDDUTY = {
  otherAccount: "GuardDuty on behalf of other accounts",
  sameAccount: "GuardDuty for detectors that are not exported",
  exportedDetectors: "GuardDuty for the exported detectors",
};

export function callerText(caller: Caller): string {
  switch (caller.kind) {
    case "anonymous":
      return "anonymous callers";
    case "anyAccount":
      return "identities of any AWS account";
    case "account":
      return `identities of account ${caller.accountId}`;
    case "identity":
      return caller.arn;
    case "canonicalUser":
      return `the account of canonical user ${caller.id}`;
    case "federated":
      return `identities of ${caller.provider}`;
    case "service":
      return `${caller.service} on behalf of any account`;
    case "guardDuty":
      return GUARDDUTY[caller.of];
  }
}

function accessText(finding: AccessFinding): string {
  const { policy, callers, access, dependsOn, replaced } = finding;
  const may = dependsOn.length > 0;
  const what = access.map((one) => `${CLASSES[one.class]} (${one.action})`);
  const name = statementName(finding);
  const text = `${capital(name)} of the ${policy} policy ${may ? "may let" : "lets"} ${listed(callers.map(callerText))} ${listed(what)}${may ? `, depending on ${listed(dependsOn.map((key) => key ?? "a policy variable"))}` : ""}`;
  return replaced
    ? `${text}; this export's statements replace it, and the owner of the ${policy} policy can remove it.`
    : `${text}.`;
}

function deletedText(finding: DeletedIdentityFinding): string {
  const { policy, principals } = finding;
  const many = principals.length > 1;
  return `${capital(statementName(finding))} of the ${policy} policy names ${many ? "identities that were" : "an identity that was"} deleted, ${listed(principals)}: AWS refuses to write the policy (Invalid principal in policy).`;
}

function malformedText(finding: MalformedStatementFinding): string {
  const { policy, answer, elements } = finding;
  const name = `${capital(statementName(finding))} of the ${policy} policy`;
  const what = elements.map((element) => malformedElementText(element));
  return `${name} is malformed${ANSWERS[answer]}: ${what.join("; ")}.`;
}

const ANSWERS: { [answer in MalformedStatementFinding["answer"]]: string } = {
  refused: ", and AWS refuses to write it",
  kept: "; AWS keeps it, and its wrong actions have no effect",
  notKnown: " unless AWS has added the action since; S3 refuses actions that it does not have",
};

function publicText(finding: PublicStatementFinding): string {
  const { blockPublicPolicy, policy, cause } = finding;
  const name = `${capital(statementName(finding))} of the ${policy} policy`;
  const why = cause === undefined ? "" : `; could not check it: ${healthText(cause).problem}`;
  return `${name} is public by the rules of S3 Block Public Access: ${PUBLIC[blockPublicPolicy]}${why}.`;
}

const PUBLIC: { [is in PublicStatementFinding["blockPublicPolicy"]]: string } = {
  on: "BlockPublicPolicy is on for the bucket or its account, and S3 refuses to write the policy",
  off: "S3 accepts it, because BlockPublicPolicy is off for the bucket and its account",
  notKnown:
    "S3 refuses to write the policy if BlockPublicPolicy is on for the bucket or its account",
};

function protectionText({ id, policy, regions, resources }: ProtectionFinding): string {
  const where = regions.length === 0 ? "" : ` (${regions.join(", ")})`;
  const none = `no statement of the ${policy} policy`;
  switch (id) {
    case "unencryptedWrites":
      return `The bucket accepts findings that are not encrypted with SSE-KMS${where}: ${none} denies GuardDuty s3:PutObject with another s3:x-amz-server-side-encryption than aws:kms.`;
    case "otherKeyWrites":
      return `The bucket accepts findings that are encrypted with another key${where}: ${none} denies GuardDuty s3:PutObject with another s3:x-amz-server-side-encryption-aws-kms-key-id.`;
    case "otherWriters":
      return `The bucket accepts findings that GuardDuty did not write: ${none} denies s3:PutObject and s3:ReplicateObject on ${listed(resources)} to the identities of its account.`;
    case "insecureTransport":
      return `The bucket accepts requests without TLS: ${none} denies s3:* on ${listed(resources)} where aws:SecureTransport is false.`;
    case "keyAdministrationMissing":
      return `The account of the key cannot administer it: the ${policy} policy allows no identity of the account kms:PutKeyPolicy on ${listed(resources)}, and KMS refuses such a policy.`;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
