import type { BucketSetting } from "../bucketSettings";
import { ARCHIVED_DAYS } from "../findingFilters/archived";
import type { TextsOf } from "../health/findings";
import type { HealthFinding, HealthValues } from "../health/types";
import type { KindOfList } from "../lists/choices";
import { KINDS } from "../lists/kinds";
import { CALL_FAILURES } from "./callFailures";
import type { DetectorLocation } from "./awsCommands";
import { detectorCommand } from "./awsCommands";
import { criterionText } from "./criteria";
import { deliveryText } from "./delivery";
import { KEEP_KEY_FIRST } from "./keyDeletion";
import { WHO } from "./deployAgain";
import { LISTS } from "./lists";
import { MEMBER_TEXTS } from "./members";
import { counted, listed } from "./words";

const REDEPLOY = "Run pulumi refresh, then pulumi up. The stack";
function suppressionFix(at: DetectorLocation, filters: readonly string[]): string {
  const commands = filters.map((name) =>
    detectorCommand(at, "delete-filter", `--filter-name ${name}`),
  );
  return `Find who created it (CloudTrail: CreateFilter, UpdateFilter). Delete it with ${listed(commands)}.`;
}

const REPAIR = "Run guardduty-export repair with --yes. It sets the expected bucket owner.";
/** The provider of entity sets sets it. */
const listOwnerFix = ({ kind }: { kind: KindOfList }) => (KINDS[kind].domains ? WHO : REPAIR);
const BUCKET_SETTINGS: { [setting in BucketSetting]: string } = {
  encryption: "the default encryption",
  lifecycle: "the lifecycle",
  objectLock: "the default retention of Object Lock",
  ownershipControls: "the object ownership",
  publicAccessBlock: "the public access block",
  replication: "the replication",
  versioning: "the versioning",
};

const KEPT = "GuardDuty keeps findings for 90 days";

const PROPERTIES = {
  findingPublishingFrequency: "finding publishing frequency",
  destinationArn: "destination",
  kmsKeyArn: "KMS key",
};
const RESOURCES = { detector: "detector", destination: "publishing destination" };

const DESTINATION_STATUSES: { [status: string]: { problem: string; fix: string } } = {
  PENDING_VERIFICATION: {
    problem: "GuardDuty has not verified the publishing destination yet and exports nothing",
    fix: `${KEEP_KEY_FIRST} Wait five minutes and run the check again. If the status stays, run pulumi up: it reports what is wrong with bucket or key.`,
  },
  UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY: {
    problem: "GuardDuty can no longer write to the bucket or use the key",
    fix: `${KEEP_KEY_FIRST} Run pulumi preview --refresh to see which policy changed, check that the bucket exists and the key is enabled, then run pulumi up --refresh. If this lasts, GuardDuty stops the export; ${KEPT}.`,
  },
  STOPPED: {
    problem: "GuardDuty stopped the export because it could not write for too long",
    fix: `${KEEP_KEY_FIRST} Restore bucket, key and policies (pulumi up --refresh), then recreate the destination: pulumi up --replace with its URN. ${KEPT}.`,
  },
};

/** What is printed of the findings of a Region. */
export const HEALTH_TEXTS: TextsOf<HealthValues> = {
  detectorMissing: {
    problem: () => "the account has no detector in this Region",
    fix: () => `${REDEPLOY} creates the detector again.`,
  },
  destinationMissing: {
    problem: () => "the detector has no publishing destination",
    fix: () =>
      `${KEEP_KEY_FIRST} ${REDEPLOY} creates the destination, or reports what prevents it.`,
  },
  detectorDeleted: {
    problem: () => "the detector does not exist: it was deleted, or belongs to another account",
    fix: ({ existing }) =>
      existing === undefined
        ? `${REDEPLOY} creates the detector again. The findings of a deleted detector are lost.`
        : `Remove ${existing} from the config, then run pulumi refresh and pulumi up. The stack creates a detector.`,
  },
  destinationDeleted: {
    problem: () => "the publishing destination does not exist: it was deleted",
    fix: ({ existing }) =>
      existing === undefined
        ? `${KEEP_KEY_FIRST} ${REDEPLOY} creates the destination again. ${KEPT}.`
        : `${KEEP_KEY_FIRST} Remove ${existing} from the config, then run pulumi refresh and pulumi up. The stack creates a destination. ${KEPT}.`,
  },
  destinationReplaced: {
    problem: ({ destinationId, expected }) =>
      `the publishing destination was made again outside the stack: ${destinationId} is in place of ${expected}`,
    fix: ({ detectorRegion, detectorId, destinationId, existing }) =>
      existing === undefined
        ? `${KEEP_KEY_FIRST} Run aws guardduty delete-publishing-destination --region ${detectorRegion} --detector-id ${detectorId} --destination-id ${destinationId}, then pulumi refresh and pulumi up. The stack creates its own destination again. ${KEPT}.`
        : `${KEEP_KEY_FIRST} Set ${existing} to ${destinationId} in the config, then run pulumi refresh and pulumi up.`,
  },
  detectorStatus: {
    problem: ({ status }) =>
      `the detector is suspended: GuardDuty generates no findings in this Region (${status})`,
    fix: ({ existing }) =>
      existing === undefined
        ? `Find who suspended it (CloudTrail: UpdateDetector), then run pulumi refresh and pulumi up. The stack enables the detector again.`
        : `Find who suspended it (CloudTrail: UpdateDetector), then set ${existing}.enable to true in the config and run pulumi refresh and pulumi up.`,
  },
  destinationStatus: {
    problem: ({ status, failingSince }) => {
      const since = failingSince === undefined ? "" : `, since ${failingSince}`;
      return `${DESTINATION_STATUSES[status]?.problem} (${status}${since})`;
    },
    fix: ({ status }) => DESTINATION_STATUSES[status]?.fix ?? "",
  },
  findingsNotExported: {
    problem: ({ at, newest }) =>
      `GuardDuty has a finding of ${at} that it had to export by now, and the bucket has ${newest === undefined ? "none of this Region of the last 90 days" : `none of this Region after ${newest}`}`,
    fix: ({ newest }) =>
      `Run guardduty-export test: it creates a sample finding and waits for it.${newest === undefined ? " The finding may be older than the export." : ` ${KEPT}.`}`,
  },
  regionSilent: {
    problem: ({ usual, silent }) =>
      `no finding arrived for ${counted(silent, "day")}; usually one arrives within ${counted(usual, "day")}`,
    fix: () =>
      "Run guardduty-export test, which creates a sample finding and waits for it: the Region may only be quiet.",
  },
  notificationsDiffer: {
    problem: ({ difference }) => deliveryText(difference),
    fix: () => "Find who changed it (CloudTrail), then run pulumi refresh, then pulumi up.",
  },
  statusUnknown: {
    problem: ({ resource, status }) =>
      `this version does not know the status of the ${RESOURCES[resource]}: ${status}`,
    fix: () => "Upgrade guardduty-export, or look the status up in the GuardDuty API reference.",
  },
  statusMissing: {
    problem: ({ resource }) => `GuardDuty returned no status of the ${RESOURCES[resource]}`,
    fix: () => "Run it again.",
  },
  valueDiffers: {
    problem: ({ property, value, expected }) =>
      `the ${PROPERTIES[property]} is ${value}, expected ${expected}`,
    fix: ({ property }) =>
      `${property === "kmsKeyArn" ? `${KEEP_KEY_FIRST} ` : ""}Find who changed it (CloudTrail), then run pulumi refresh and pulumi up. The stack sets it again.`,
  },
  valueMissing: {
    problem: ({ property }) => `GuardDuty returned no ${PROPERTIES[property]}`,
    fix: () => "Run it again.",
  },
  allFindingsSuppressed: {
    problem: ({ filters }) =>
      `suppression rules archive every finding, and archived findings are not exported: ${listed(filters)}`,
    fix: (at) => suppressionFix(at, at.filters),
  },
  suppressionFilter: {
    problem: ({ filter, criterion, severities }) =>
      `the suppression rule ${filter} archives ${criterionText(criterion)}, which are not exported; severities: ${listed(severities)}`,
    fix: (at) => suppressionFix(at, [at.filter]),
  },
  findingsArchived: {
    problem: ({ count }) =>
      `${counted(count, "finding")} of the last ${ARCHIVED_DAYS} days ${count === 1 ? "is" : "are"} archived, and no filter archives ${count === 1 ? "it" : "them"}: updates of archived findings are not exported`,
    fix: (at) =>
      `Find who archived them (CloudTrail: ArchiveFindings, DeleteFilter). Unarchive those that are open with ${detectorCommand(at, "unarchive-findings", "--finding-ids <ids of the findings>")}.`,
  },
  declaredFilterMissing: {
    problem: ({ filter }) =>
      `the suppression rule ${filter} of the configuration archives nothing: the detector has no filter of this name with the action ARCHIVE`,
    fix: () => WHO,
  },
  declaredListMissing: {
    problem: ({ kind, list }) =>
      `the ${LISTS[kind].what} ${list} of the configuration is not active with the entries that the configuration has`,
    fix: () => WHO,
  },
  listBucketOwnerMissing: {
    problem: ({ kind, list, expected }) =>
      `the ${LISTS[kind].what} ${list} has no expected bucket owner; expected ${expected}. If the bucket of its file is deleted, GuardDuty reads the file of the account that creates a bucket of the same name`,
    fix: listOwnerFix,
  },
  listBucketOwnerDiffers: {
    problem: ({ kind, list, value, expected }) =>
      `the ${LISTS[kind].what} ${list} expects the bucket of its file to belong to account ${value}, and it belongs to account ${expected}: GuardDuty does not read it`,
    fix: listOwnerFix,
  },
  trustedListActive: {
    problem: ({ kind, name, location }) =>
      `the ${LISTS[kind].what} ${name} (${location}) is active: GuardDuty generates no findings for its entries`,
    fix: ({ detectorRegion: region, detectorId, kind, listId }) =>
      `Find who activated it (CloudTrail: Create${kind}, Update${kind}). Deactivate it with aws guardduty ${LISTS[kind].command} ${listId} --detector-id ${detectorId} --region ${region} --no-activate.`,
  },
  bucketSettingWeaker: {
    problem: ({ setting, bucketName, value, expected }) =>
      `${BUCKET_SETTINGS[setting]} of bucket ${bucketName} is ${value}, expected ${expected}`,
    fix: ({ setting, bucketName, takes }) => {
      if (takes === "marker")
        return "Have the owner of the bucket add a size above 0 to the filter of the rule.";
      if (takes === "findings")
        return "Have the owner of the bucket leave the findings out of the rule, or set it to 90 days or more.";
      return setting === "replication"
        ? `Find who configured it (CloudTrail), then run aws s3api delete-bucket-replication --bucket ${bucketName}, or leave it if the copies are intended.`
        : WHO;
    },
  },
  ...MEMBER_TEXTS,
  expectedBucketOwnerMissing: {
    problem: ({ expected }) =>
      `the publishing destination has no expected bucket owner; expected ${expected}. If the bucket is deleted, GuardDuty exports to the account that creates a bucket of the same name`,
    fix: () => REPAIR,
  },
  expectedBucketOwnerDiffers: {
    problem: ({ value, expected }) =>
      `the publishing destination expects the bucket to belong to account ${value}, and it belongs to account ${expected}: GuardDuty does not export`,
    fix: () => REPAIR,
  },
  callFailed: {
    problem: ({ failure, error: { name, message } }) =>
      `${CALL_FAILURES[failure].problem} (${[name, message].filter(Boolean).join(": ")})`,
    fix: ({ failure, actions }) => CALL_FAILURES[failure].fix(listed(actions)),
  },
  roleNotAssumed: {
    problem: ({ failure, error: { name, message } }) =>
      `${CALL_FAILURES[failure].problem} (${[name, message].filter(Boolean).join(": ")})`,
    fix: ({ failure, roleArn, withExternalId }) =>
      failure === "accessDenied" && roleArn !== undefined
        ? `Allow sts:AssumeRole on ${roleArn} for this identity, and this identity${withExternalId ? " with this externalId" : ""} in the role's trust policy.`
        : CALL_FAILURES[failure].fix("sts:GetCallerIdentity"),
  },
  wrongAccount: {
    problem: ({ arn, accountId, expected }) =>
      `the credentials belong to account ${accountId} (${arn}), expected ${expected}`,
    fix: ({ expected }) =>
      `Use credentials of account ${expected}, or set its assumeRoleArn or profile in the config.`,
  },
  externalIdSecret: {
    problem: () => "the externalId is encrypted in the config and cannot be read here",
    fix: () =>
      "Set it without --secret (AWS does not treat it as a secret), or pass a file that has it as --config.",
  },
  accountNotConfigured: {
    problem: ({ role }) => `the config has no ${role} account`,
    fix: ({ role }) => `Set the ${role} account in the config.`,
  },
};

export interface FindingText {
  problem: string;
  fix: string;
}

/** The text of a finding of any set, by the set's texts. */
export function textOf<Values>(
  texts: TextsOf<Values>,
  finding: { id: keyof Values & string },
): FindingText {
  const { problem, fix } = texts[finding.id];
  const values = finding as unknown as Values[keyof Values & string];
  return { problem: problem(values), fix: fix(values) };
}

export function healthText(finding: HealthFinding): FindingText {
  return textOf(HEALTH_TEXTS, finding);
}
