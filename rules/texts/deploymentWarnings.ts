import type { OtherWriter, WrittenPolicy } from "../adoption";
import { READING_PURPOSES } from "../adoption";
import type { BucketOwnerNotVerified, OwnerNotChecked } from "../bucketOwner";
import type { FormerStatements } from "../formerEvidence";
import type { HealthWarning } from "../health";
import type { ListOwnerNotVerified } from "../lists/owner";
import type { CreationNotCompleted, PartlyMade } from "../partlyMade";
import { healthText } from "./health";
import type { Identified } from "./identified";
import { withId } from "./identified";
import { LISTS, listOwnerCommand } from "./lists";
import { listed } from "./words";

/** What a preview or an update warns of in addition to the plan's warnings. */
export type DeploymentWarning =
  | HealthWarning
  | FormerStatements
  | BucketOwnerNotVerified
  | ListOwnerNotVerified
  | OwnerNotChecked
  | CreationNotCompleted
  | OtherWriter;

type Texts = {
  [Id in DeploymentWarning["id"]]: (
    warning: Extract<DeploymentWarning, { id: Id }>,
  ) => [string, string];
};

const LEFT_UNSET: { [kind in PartlyMade["kind"]]: string } = {
  key: "rotation",
  topic: "its key",
  bucket: "its tags",
};

const BY_NEXT_CHECK = "the next health check reports them, and no message is sent at once";

const TEXTS: Texts = {
  destinationsNotCreated: ({ regions }) => [
    `no publishing destination in ${listed(regions)}: the health check reports ${regions.length === 1 ? "this Region" : "these Regions"} as unhealthy`,
    "apply the fix that the export reports for the Region, then run pulumi up",
  ],
  ownerEventsNotSent: ({ keyAccountId, accountId }) => [
    `changes of the bucket and the key are recorded in account ${keyAccountId}, and the health check runs in account ${accountId}: ${BY_NEXT_CHECK}`,
    `move the bucket and the key to account ${accountId}, or set intervalMinutes to the delay that you accept`,
  ],
  regionEventsNotSent: ({ partition, homeRegion, regions }) => [
    `EventBridge does not forward events from ${listed(regions)} to ${homeRegion} in partition ${partition}: for changes of detectors there, ${BY_NEXT_CHECK}`,
    "deploy an export with a health check for each Region",
  ],
  formerStatementsKept: ({ holder, name, sidPrefix }) => {
    const kept = READING_PURPOSES.map((purpose) => sidPrefix + purpose);
    return [
      `the destinations no longer use the ${holder} ${name}; if its policy has statements of this export, they stay unless the stack deletes the ${holder}`,
      `after pulumi up has succeeded, run guardduty-export detach --former-${holder} ${name}, which keeps ${listed(kept)} for readers of earlier findings`,
    ];
  },
  bucketOwnerNotVerified: ({ region, bucketOwnerId, cause, ...ids }) => {
    const what = `GuardDuty does not verify the owner of the bucket of destination ${ids.destinationId} in ${region}`;
    const command = verifyOwnerCommand({ region, bucketOwnerId, ...ids });
    if (cause === undefined) {
      const credentials =
        "the component does not have the credentials of the provider passed to it";
      return [
        `${what}: ${bucketOwnerId === undefined ? "the account of the bucket is not known" : credentials}`,
        `with credentials of the administrator account, run ${command}`,
      ];
    }
    const { problem, fix } = healthText(cause);
    return [
      `${what}: could not set its expected bucket owner to ${bucketOwnerId}: ${problem}`,
      `${fix.replace(/\.$/, "")}; then run ${command}`,
    ];
  },
  listOwnerNotVerified: ({ severity, cause, ...list }) => {
    const { problem, fix } = healthText(cause);
    const whose = severity === "error" ? "" : " with the default credentials";
    return [
      `GuardDuty does not verify the owner of the bucket of ${LISTS[list.kind].what} ${list.listId} in ${list.region}: could not set its expected bucket owner to ${list.accountId}${whose}: ${problem}`,
      severity === "error"
        ? `${fix.replace(/\.$/, "")}; then run ${listOwnerCommand(list)}`
        : `with credentials of the administrator account, run ${listOwnerCommand(list)}; or set account of ThreatLists before you create lists`,
    ];
  },
  ownerNotChecked: ({ of: { kind, id, region }, cause }) => {
    const { problem, fix } = healthText(cause);
    const what = kind === "destination" ? kind : LISTS[kind].what;
    return [
      `could not check the expected bucket owner of ${what} ${id} in ${region}: ${problem}`,
      fix,
    ];
  },
  creationNotCompleted: ({ kind, resource, cause }) => {
    const { problem, fix } = healthText(cause);
    return [
      `an earlier deployment created ${kind} ${resource} without ${LEFT_UNSET[kind]}, which this one could not set: ${problem}`,
      `${fix.replace(/\.$/, "")}; then run pulumi up again`,
    ];
  },
  policyChangedSinceRead: ({ added, missing, ...policy }) => {
    const changes = [
      ...(added.length > 0 ? [`${listed(added)} ${added.length === 1 ? "is" : "are"} new`] : []),
      ...(missing.length > 0
        ? [`${listed(missing)} ${missing.length === 1 ? "is" : "are"} gone`]
        : []),
    ];
    return [
      `${policyOf(policy)} has changed since it was read, and was not written: ${changes.join(", ") || "its Version or Id differs"}`,
      "run pulumi up again, which merges with the policy as it is now",
    ];
  },
  ownStatementsRestored: (policy) => [
    `another write replaced ${policyOf(policy)} just after this one, without the statements of this export: they were added again`,
    "deploy stacks that share a bucket or a key one after the other",
  ],
  statementsLost: ({ lost, restored, cause, file, ...policy }) => {
    const back = restored ? ", and statements from others are missing" : "";
    const why = cause === undefined ? "" : `: ${healthText(cause).problem}`;
    const kept = file === undefined ? "" : `, kept in ${file}`;
    return [
      `another write replaced ${policyOf(policy)} just after this one${back}${why}. Missing statements${kept}: ${JSON.stringify(lost)}`,
      restored
        ? `ask the owner of the ${policy.holder} whether these statements were removed on purpose; if not, add them to the policy`
        : "run pulumi up again when no other deployment writes the policy",
    ];
  },
  writersNotChecked: ({ cause, severity, ...policy }) => {
    if (cause === undefined) {
      return [
        `not checked whether another deployment changes ${policyOf(policy)} at the same time`,
        "deploy stacks that share a bucket or a key one after the other",
      ];
    }
    const { problem, fix } = healthText(cause);
    const what =
      severity === "error"
        ? `${policyOf(policy)} could not be read again before the write, and was not written`
        : `${policyOf(policy)} could not be read again after the write`;
    return [`${what}: ${problem}`, fix.replace(/\.$/, "")];
  },
};

const policyOf = ({ holder, name }: WrittenPolicy) =>
  `the ${holder} policy of ${holder === "bucket" ? name : name.split("/").at(-1)}`;

/** What has GuardDuty verify the owner, with the AWS CLI. */
export function verifyOwnerCommand({
  region,
  detectorId,
  destinationId,
  bucketOwnerId = "<account id of the bucket>",
}: Omit<BucketOwnerNotVerified, "id" | "severity" | "cause">): string {
  return `aws guardduty update-publishing-destination --region ${region} --detector-id ${detectorId} --destination-id ${destinationId} --destination-properties ExpectedBucketOwner=${bucketOwnerId}`;
}

/** What the log of a deployment says of destinations whose bucket's owner is verified. */
export function bucketOwnerVerifiedText(bucketOwnerId: string): string {
  return `GuardDuty verifies that the bucket belongs to account ${bucketOwnerId} before it exports`;
}

export function deploymentWarningText(warning: DeploymentWarning): Identified {
  const parts = (TEXTS[warning.id] as (of: DeploymentWarning) => [string, string])(warning);
  return withId(warning.id, parts.join(". Fix: "));
}
