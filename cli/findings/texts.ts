import { DAYS_BACK } from "../../rules/health";
import type { HealthValues } from "../../rules/health";
import type { TextsOf } from "../../rules/health/findings";
import type { PolicyValues } from "../../rules/health/policyValues";
import { problemText } from "../../rules/problems";
import { filterFindingText } from "../../rules/texts/filters";
import { planWarningParts } from "../../rules/texts/planWarnings";
import type { FindingText } from "../../rules/texts/health";
import { HEALTH_TEXTS, textOf } from "../../rules/texts/health";
import { POLICY_TEXTS } from "../../rules/texts/policyHealth";
import { decryptStatement } from "../../rules/readers";
import { uncheckedPoliciesText } from "../../rules/texts/controlPolicies";
import { withId } from "../../rules/texts/identified";
import { scanFaultFix, scanFaultText, scanPoliciesText } from "../../rules/texts/malwareScans";
import { healthPartFix, healthPartText } from "../../rules/texts/healthParts";
import { reasonText } from "../../rules/texts/reasons";
import { SHARED_KINDS, sharedAccessText } from "../../rules/texts/sharedAccess";
import { counted, listed, sentence, statementName, valueName } from "../../rules/texts/words";
import { inWords } from "../durations";
import type { CommandValues, Created, Finding, Holder, Subject } from ".";
import { READ_COMMANDS } from "./commands";
import { identityTexts } from "./identityTexts";
import { INPUT_TEXTS } from "./inputTexts";
import type { InputValues } from "./inputs";

const SUBJECTS: { [subject in Subject]: string } = {
  administrator: "whether the account is a member of an administrator",
  archivedFindings: "how many findings are archived",
  arrivals: "which objects arrive",
  autoEnable: "auto-enable",
  bucket: "the bucket and its policy",
  bucketPolicies: "the bucket policies",
  bucketPolicy: "the bucket policy",
  bucketSettings: "the settings of the bucket",
  delegation: "the delegation",
  destinations: "the destinations",
  detectionRules: "the custom detection rules",
  detector: "the detector",
  enabledRegions: "which Regions the account has enabled",
  healthCheck: "the parts of the health check",
  exportedFindings: "whether findings are exported",
  key: "the key and its policy",
  keyGrants: "the grants of the key",
  keyPolicies: "the key policies",
  keyPolicy: "the key policy",
  malwarePlans: "the Malware Protection plan of the bucket",
  memberPlans: "the protection plans of members",
  members: "the members",
  messages: "the messages of changes",
  notifications: "the notifications of new findings",
  newestFinding: "the newest finding",
  organization: "the organization",
  organizationAccounts: "the organization's accounts",
  trustedServices: "which services have trusted access in the organization",
  effectivePolicy: "whether GuardDuty policies of the organization manage the Region",
  policyTypes: "which policy types the organization has enabled",
  ownBuckets: "the account's buckets",
  ownKeys: "the account's keys",
  sample: "the sample finding",
};

const REDEPLOY = "run pulumi refresh, then pulumi up";

const ONLY_AWS_KNOWS: { [holder in Holder]: string } = {
  bucket: "the Region and the account of the adopted bucket",
  key: "the state and the type of the adopted key",
};

export function createdText(created: Created): string {
  return "bucketName" in created ? created.bucketName : `a key of account ${created.keyAccountId}`;
}

const COMMAND_TEXTS: TextsOf<CommandValues> = {
  notChecked: {
    problem: ({ subject, cause }) =>
      `could not check ${SUBJECTS[subject]}: ${findingText(cause).problem}`,
    fix: ({ cause }) => findingText(cause).fix,
  },
  accountNotAccessible: {
    problem: ({ role, cause }) => `no access to the ${role} account: ${findingText(cause).problem}`,
    fix: ({ cause }) => findingText(cause).fix,
  },
  delegationNotRead: {
    problem: ({ managementId }) =>
      `the delegation: only management account ${managementId} knows to which account it delegates GuardDuty in each Region`,
    fix: () =>
      "Set the role of the management account as organization.management in a config, and pass it as --config.",
  },
  configNotRead: {
    problem: ({ section }) => `${section}: only Pulumi can resolve it; its values are not included`,
    fix: () => "Set the values in the stack's file, and remove environment from it.",
  },
  addOnEncrypted: {
    problem: ({ addOn }) =>
      `${addOn} is encrypted as a whole: its resources, policies and permissions are not included`,
    fix: ({ addOn }) =>
      `Set ${addOn} without --secret; encrypt only the values that are secrets, such as an external id, with pulumi config set --path --secret.`,
  },
  ...identityTexts((finding) => findingText(finding)),
  filterArchivesSevere: {
    problem: (values) => filterFindingText({ id: "filterArchivesSevere", ...values }).problem,
    fix: (values) => filterFindingText({ id: "filterArchivesSevere", ...values }).fix,
  },
  filtersArchiveEverything: {
    problem: (values) => filterFindingText({ id: "filtersArchiveEverything", ...values }).problem,
    fix: (values) => filterFindingText({ id: "filtersArchiveEverything", ...values }).fix,
  },
  filterMatchesNothing: {
    problem: (values) => filterFindingText({ id: "filterMatchesNothing", ...values }).problem,
    fix: (values) => filterFindingText({ id: "filterMatchesNothing", ...values }).fix,
  },
  scanEventsNotSent: {
    problem: ({ bucketName, at, rules }) =>
      `events.malwareScans does not send the scan results of bucket ${valueName(bucketName)}: their events are in account ${at.accountId} and ${at.region}, the rules of events in account ${rules.accountId} and ${listed(rules.regions)}`,
    fix: ({ at }) =>
      `Set events.malwareScans to false, and send these events with an EventRouting in account ${at.accountId} and ${at.region}.`,
  },
  scanDenied: { problem: scanFaultText, fix: scanFaultFix },
  scanUndetermined: { problem: scanFaultText, fix: scanFaultFix },
  scanPolicyNotRead: {
    problem: ({ bucketName, deciders, cause }) =>
      `could not check whether ${scanPoliciesText(deciders)} ${deciders.length === 1 ? "lets" : "let"} GuardDuty scan bucket ${valueName(bucketName)}: ${cause ? findingText(cause).problem : "plan calls no AWS API"}`,
    fix: ({ cause }) =>
      cause
        ? findingText(cause).fix
        : "Pass a role that exists as --role-details, or run guardduty-export status after the deployment: it reads the policies.",
  },
  scanRoleOpen: {
    problem: ({ bucketName, roleArn }) =>
      `the trust policy of ${roleArn} has no condition on the source account: another account may have GuardDuty use the role of bucket ${bucketName}`,
    fix: ({ roleArn }) =>
      `Add the conditions aws:SourceAccount and aws:SourceArn to the trust policy of ${roleArn}: StringEquals with the account, ArnLike with its malware-protection-plan/*.`,
  },
  malwarePlanMissing: {
    problem: ({ bucketName }) =>
      `bucket ${valueName(bucketName)} has no Malware Protection plan: GuardDuty does not scan it`,
    fix: () => `Find who deleted it (CloudTrail: DeleteMalwareProtectionPlan), then ${REDEPLOY}.`,
  },
  malwarePlanStatus: {
    problem: ({ bucketName, planId, status, codes }) =>
      `the Malware Protection plan ${valueName(planId)} of bucket ${valueName(bucketName)} has the status ${status}${codes.length === 0 ? "" : `: ${listed(codes)}`}`,
    fix: ({ bucketName }) =>
      `Let the role do what the codes name (https://docs.aws.amazon.com/guardduty/latest/ug/troubleshoot-s3-malware-protection-status-errors.html), then upload an object to ${bucketName}.`,
  },
  sharedPolicyNotRead: {
    problem: ({ path, kind, arn, cause, problem }) => {
      const why = cause
        ? findingText(cause).problem
        : problem
          ? problemText(problem)
          : "plan calls no AWS API";
      return `${path}: could not check which other callers the policy of ${SHARED_KINDS[kind]} ${arn} admits: ${why}`;
    },
    fix: ({ path, arn, cause, problem }) =>
      cause
        ? findingText(cause).fix
        : problem
          ? `Have the owner of ${arn} correct its policy.`
          : `Pass its policy as --shared-policy, run guardduty-export status, which reads it, or remove ${path}.`,
  },
  sharedPolicyAccess: {
    problem: ({ access, path }) => sharedAccessText(access, path).problem,
    fix: ({ access, path }) => sharedAccessText(access, path).fix,
  },
  baseConfigInvalid: {
    problem: ({ cause }) => `could not check what this change does: ${findingText(cause).problem}`,
    fix: ({ at }) => `Compare with a valid configuration: ${at} has errors.`,
  },
  targetUnknown: {
    problem: ({ holder, created, destinations, candidates }) => {
      const all = counted(destinations, "destination");
      const found =
        candidates.length === 0
          ? `none of ${all} uses one of that form`
          : `of ${all}, equally many use ${candidates.join(" and ")}`;
      return `cannot determine which ${holder} the stack created: the config creates ${createdText(created)}, and ${found}`;
    },
    fix: ({ holder }) =>
      holder === "bucket"
        ? "Pass the stack's bucket as --bucket (pulumi stack output bucketName); if the component has another name than the configuration says, pass that as --name."
        : `Restore the destinations: ${REDEPLOY}.`,
  },
  bucketUnknown: {
    problem: () => "the stack's bucket is not known",
    fix: () => "Pass the stack's bucket as --bucket (pulumi stack output bucketName).",
  },
  readerCannotDecrypt: {
    problem: ({ addOn, readerArn, keyArn }) =>
      `${addOn}: the policy of key ${keyArn} does not allow kms:Decrypt to ${readerArn}, so the reader is connected and gets no data`,
    fix: ({ readerArn, keyArn, denying, byReaderArns, generated }) => {
      const { path, name, arn = readerArn } = generated?.chosen ?? {};
      const admit =
        denying.length > 0
          ? `exclude ${arn} from ${listed(denying.map(statementName))} of the key policy.`
          : byReaderArns
            ? `add ${arn} to readerArns, and run pulumi up.`
            : `add the statement ${JSON.stringify(decryptStatement(arn, keyArn))} to the key policy.`;
      if (path !== undefined) return `Set ${path} to ${name}, then ${admit}`;
      if (generated !== undefined) return `Run pulumi up, which names the user. Then ${admit}`;
      return `${admit.charAt(0).toUpperCase()}${admit.slice(1)}`;
    },
  },
  identityDiffers: {
    problem: ({ holder, owner: { project, stack, component }, argsFile, sidPrefix, others }) =>
      `the ${holder} policy has no statement of ${component} ${argsFile === undefined ? `in stack ${stack}` : `in ${argsFile}`} of project ${project} (Sids ${sidPrefix}…), but those of an export of the same detectors with another name (Sids ${others.map((one) => `${one}…`).join(", ")})`,
    fix: () =>
      "Pass --project, --stack and --name with the names that the export was deployed with. If these are its new names, run pulumi up, which renames the statements.",
  },
  controlPolicyDenies: {
    problem: ({ denial: { policy, result, action, resource, regions, reasons } }) =>
      [
        `the resource control policy ${policy} ${result === "denied" ? "denies" : "may deny"} GuardDuty ${action} on ${resource}; Regions: ${listed(regions)}`,
        ...reasons.map(reasonText),
      ].join("\n  "),
    fix: ({ denial, accountIds }) =>
      `Add the condition "StringNotEqualsIfExists": {"aws:SourceAccount": ${JSON.stringify(accountIds)}} to ${statementName(denial)} of ${denial.policy}.`,
  },
  controlPoliciesNotRead: {
    problem: ({ policies, cause }) =>
      [
        uncheckedPoliciesText(policies),
        ...(cause === undefined
          ? []
          : [`resource control policies were not read: ${findingText(cause).problem}`]),
      ].join("\n  "),
    fix: () =>
      "Pass each resource control policy of the accounts of the bucket and the key as --resource-control-policy: a file with the output of aws organizations describe-policy --policy-id <id of the policy>. If no such policy applies, pass --resource-control-policy none.",
  },
  policyNotGiven: {
    problem: ({ holder }) => `the policy of the adopted ${holder} is not known`,
    fix: ({ holder }) =>
      `Pass it as --${holder}-policy: a file with the output of ${READ_COMMANDS[holder]}.`,
  },
  holderNotRead: {
    problem: ({ holder }) => `plan calls no AWS API and does not check ${ONLY_AWS_KNOWS[holder]}`,
    fix: () => "Run pulumi preview, which checks them.",
  },
  regionsNotKnown: {
    problem: ({ stack }) =>
      `the Regions and the administrator's account are outputs of stack ${valueName(stack)}`,
    fix: () => "Set regions and administratorAccountId in the config.",
  },
  planWarning: {
    problem: ({ warning }) => planWarningParts(warning)[0],
    fix: ({ warning }) => sentence(planWarningParts(warning)[1]),
  },
  proofOff: {
    problem: () => "the policies are not assessed: proof is off in the config",
    fix: () => "Set proof to require or warn.",
  },
  healthPartDiffers: {
    problem: ({ difference }) => healthPartText(difference),
    fix: ({ difference }) => healthPartFix(difference),
  },
  newestFindingTooOld: {
    problem: ({ age, maxAge, everywhere }) => {
      const is =
        age === undefined
          ? `no finding of the last ${DAYS_BACK} days`
          : `the newest finding is ${inWords(age)} old`;
      const where = everywhere
        ? ""
        : " in the account folders that were searched, and not all were";
      return `${is}${where}; --max-age is ${inWords(maxAge)}`;
    },
    fix: () =>
      "Run guardduty-export test, which creates a sample finding and waits for it: the Region may only be quiet.",
  },
  delegationDiffers: {
    problem: ({ administratorId, expected }) =>
      administratorId === undefined
        ? "GuardDuty has no delegated administrator in this Region"
        : `GuardDuty's delegated administrator is ${administratorId}, expected ${expected}`,
    fix: () => `Find who changed it (CloudTrail), then ${REDEPLOY}: the stack delegates again.`,
  },
  policiesNotRead: {
    problem: ({ subject, count, cause }) =>
      `could not check the policies of ${count} ${subject}: ${findingText(cause).problem}`,
    fix: ({ cause }) => findingText(cause).fix,
  },
  candidatesNotRead: {
    problem: ({ subject, count, all }) => `${count} of ${all} ${subject} were not checked`,
    fix: ({ subject }) =>
      `Set ${subject === "buckets" ? "bucket" : "key"}.existing in a config, and pass it as --config.`,
  },
  destinationInUse: {
    problem: ({ uses }) =>
      `a publishing destination still uses ${listed(uses)} and could no longer write`,
    fix: () =>
      "Remove the destinations first: run pulumi destroy, or set detach: true in the config and run pulumi up.",
  },
  messageTopicUnknown: {
    problem: ({ candidates }) =>
      candidates.length === 0
        ? "no topic of messages: the config has no health.topicArn, and the account has no topic that a health check of the stack made"
        : `which topic gets the messages is not known: ${listed(candidates)}`,
    fix: () => "Pass the topic's ARN as --topic.",
  },
  messageNotArrived: {
    problem: ({ deadline }) => `no message of the call arrived within ${inWords(deadline)}`,
    fix: ({ detectorRegion }) =>
      `Check that a CloudTrail trail records management events of ${detectorRegion}, then the queues of undelivered events, and run it again with a longer --deadline.`,
  },
  testLeftBehind: {
    problem: ({ what, cause }) => `could not remove ${what}: ${findingText(cause).problem}`,
    fix: ({ what }) => `Remove ${what}; the test made it.`,
  },
  sampleNotArrived: {
    problem: ({ deadline }) => `no object arrived within ${inWords(deadline)}`,
    fix: ({ findingPublishingFrequency }) =>
      `Run it again with a longer --deadline: it may take the export interval, ${findingPublishingFrequency}. Run guardduty-export status to check whether GuardDuty can write.`,
  },
};

const TEXTS: TextsOf<HealthValues & PolicyValues & CommandValues & InputValues> = {
  ...HEALTH_TEXTS,
  ...POLICY_TEXTS,
  ...COMMAND_TEXTS,
  ...INPUT_TEXTS,
};

export function findingText(finding: Finding): FindingText {
  return textOf(TEXTS, finding);
}

/** A finding, and its fix on a line of its own. */
export function findingLine(finding: Finding): string {
  const { problem, fix } = findingText(finding);
  return `${problem}\n  Fix: ${fix}`;
}

/** The same, and at its end the id, under which docs/errors.md has it. */
export function identifiedLine(finding: Finding): string {
  return withId(ownId(finding), findingLine(finding));
}

/** Of what the policies mean, or a plan warns of, the id is that of the finding or warning within. */
function ownId(finding: Finding): string {
  switch (finding.id) {
    case "policyFinding":
      return finding.finding.id;
    case "planWarning":
      return finding.warning.id;
    default:
      return finding.id;
  }
}
