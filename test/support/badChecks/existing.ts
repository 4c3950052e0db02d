import * as preflight from "../../../rules/preflight";
import type { BadCheck } from "./case";
import { ADMINISTRATOR, KEY } from "./checked";

/** The bucket that an export wrote to, and that a deployment is to create. */
function ownBucket(bucket: { name?: string }): BadCheck {
  return {
    args: { bucket },
    aws: {},
    find: ({ args }) => {
      const { existing, name } = args["bucket"] as { existing?: object; name?: string };
      if (existing !== undefined) return [];
      return preflight.bucketNameProblems("acme-findings", {
        own: true,
        named: name !== undefined,
      });
    },
  };
}

/** A locked bucket that is deployed by `arn`. */
const deploying = (arn: string): BadCheck => ({
  args: {
    bucket: {
      protection: "locked",
      objectLock: { mode: "GOVERNANCE", days: 1 },
      breakGlassRoleArns: [`arn:aws:iam::${ADMINISTRATOR}:role/break-glass`],
    },
  },
  aws: { arn },
  find: ({ args, aws }) => {
    const { breakGlassRoleArns } = args["bucket"] as { breakGlassRoleArns: string[] };
    return preflight.deployingRoleProblems(breakGlassRoleArns, aws["arn"] as string);
  },
  done: () => ({ arn: `arn:aws:sts::${ADMINISTRATOR}:assumed-role/break-glass/session` }),
});

/** What AWS has of the export, and the state does not; and the roles that deploy. */
export const badExisting: { [what: string]: BadCheck } = {
  "a role that deploys a locked bucket and is not excepted": deploying(
    `arn:aws:sts::${ADMINISTRATOR}:assumed-role/deploy/session`,
  ),
  "a user that deploys a locked bucket": deploying(`arn:aws:iam::${ADMINISTRATOR}:user/ann`),
  "a bucket's name that is in use": {
    args: { bucket: { name: "acme-findings" } },
    aws: { buckets: ["acme-findings"] },
    find: ({ args, aws }) => {
      const { name } = args["bucket"] as { name: string };
      return (aws["buckets"] as string[]).includes(name)
        ? preflight.bucketNameProblems(name, { own: false, named: true })
        : [];
    },
  },
  "a bucket of the export that the state does not have": ownBucket({ name: "acme-findings" }),
  "such a bucket of a generated name": ownBucket({}),
  "a key of the export that is pending deletion": {
    args: {},
    aws: { deleting: [KEY] },
    find: ({ aws }) => preflight.deletingKeyProblems(aws["deleting"] as string[]),
    done: () => ({ deleting: [] }),
  },
  "a key of the export that the state does not have": {
    args: {},
    aws: {},
    find: ({ args }) => {
      const { existing } = (args["key"] ?? {}) as { existing?: object };
      if (existing !== undefined) return [];
      return preflight.aliasProblems("alias/findings", {
        arn: KEY,
        keyState: "Enabled",
        own: true,
      });
    },
  },
  "an invitation that is accepted, which the state does not have": {
    args: { acceptInvitation: true },
    aws: { recorded: false },
    find: ({ aws }) =>
      aws["recorded"] === true
        ? []
        : [
            preflight.acceptanceProblem(
              { administrator: ADMINISTRATOR, region: "us-east-1" },
              "pulumi import aws:guardduty/inviteAccepter:InviteAccepter member-invitation-us-east-1",
            ),
          ],
    done: () => ({ recorded: true }),
  },
  "a topic of the export that the state does not have": {
    args: { notifications: true },
    aws: { recorded: false },
    find: ({ aws }) => {
      const arn = "arn:aws:sns:us-east-1:111122223333:findings-notifications-topic-0a1b2c3";
      return aws["recorded"] === true ? [] : [preflight.lostTopicWarning(arn)];
    },
    done: () => ({ recorded: true }),
  },
  "a queue of a reader that the state does not have": {
    args: {},
    aws: { recorded: false },
    find: ({ aws }) =>
      aws["recorded"] === true
        ? []
        : [
            preflight.lostPartProblem(
              {
                kind: "queue",
                name: "arn:aws:sqs:us-east-1:111122223333:findings-siem-queue-0a1b2c3",
              },
              "pulumi import aws:sqs/queue:Queue findings-siem-queue URL",
            ),
          ],
    done: () => ({ recorded: true }),
  },
  "a filter that the state does not have": {
    args: {},
    aws: { recorded: false },
    find: ({ aws }) =>
      aws["recorded"] === true
        ? []
        : [
            preflight.takenEntryProblem(
              "filter low in us-east-1",
              "pulumi import aws:guardduty/filter:Filter findings-filters-low-us-east-1 ID",
              { isPreview: false },
            ),
          ],
    done: () => ({ recorded: true }),
  },
  "an alias of the export's key that the state does not have": {
    args: { key: { alias: "alias/findings" } },
    aws: { aliased: true },
    find: ({ aws }) =>
      aws["aliased"] === true ? [preflight.lostAliasProblem("alias/findings", KEY)] : [],
    done: () => ({ aliased: false }),
  },
  "an alias of a key that is pending deletion": {
    args: { key: { alias: "alias/findings" } },
    aws: { keyState: "PendingDeletion" },
    find: ({ args, aws }) => {
      const { alias } = args["key"] as { alias: string };
      const found = { arn: KEY, keyState: aws["keyState"] as string };
      return alias === "alias/findings" ? preflight.aliasProblems(alias, found) : [];
    },
    done: () => ({ keyState: "Enabled" }),
  },
};
