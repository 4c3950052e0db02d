import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as kms from "@pulumi/aws/kms";
import * as s3 from "@pulumi/aws/s3";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";

import { findingsFolder } from "../../rules/policies";
import {
  findingsFilter,
  notificationConfiguration,
  notificationsKeyPolicy,
  topicPolicy,
} from "../../rules/readers";
import type { FindingsBucket } from "./bucket";
import { completedBeforeUpdate } from "./completion";
import type { ExportContext } from "./context";
import { after, ownedOptions } from "./context";
import { warnOfLostTopic, warnOfLostTopicKey } from "./newTopic";
import { keyTags } from "../shared/tags";

/** The topic that gets a message for each new findings object, if there is one. */
export interface Notifications {
  /** ARN of the topic, once S3 may publish to it. */
  topicArn?: pulumi.Output<string>;
  /** ARN of the key of a topic that was made. */
  keyArn?: pulumi.Output<string>;
  /** The document that the owner of an existing bucket adds, as JSON. */
  configuration?: pulumi.Output<string>;
}

/** Publishes each new findings object to a topic, or gives the bucket's owner the configuration that does. */
export function createNotifications(
  context: ExportContext,
  bucket: FindingsBucket,
  given: pulumi.Input<string> | undefined,
): Notifications {
  const { notifications, bucket: settings } = context.plan.settings;
  const folder = findingsFolder(settings.prefix);
  if (notifications === "none") return {};
  if (notifications === "made") return createTopic(context, bucket, folder);
  const topicArn = pulumi.output(given as pulumi.Input<string>);
  const configuration = topicArn.apply((arn) =>
    JSON.stringify(notificationConfiguration(arn, folder)),
  );
  return { topicArn, configuration };
}

function createTopic(
  context: ExportContext,
  bucket: FindingsBucket,
  folder: string,
): Notifications {
  const { names, plan, tags } = context;
  const { home, accounts } = plan;
  const region = home.name;
  const options = ownedOptions(context, accounts.bucketOwner, context.owners.bucket);
  const { accountId } = getCallerIdentityOutput(
    {},
    { parent: context.component, provider: options.provider },
  );
  // AWS's own key of SNS lets no service publish.
  const key = new kms.Key(
    names.notificationsKey,
    {
      region,
      description: "Encrypts notifications of new GuardDuty findings",
      enableKeyRotation: true,
      policy: pulumi
        .all([bucket.arn, accountId])
        .apply(([arn, id]) => JSON.stringify(notificationsKeyPolicy(home.partition, arn, id))),
      tags: keyTags(plan.sidPrefix, tags),
    },
    {
      ...options,
      hooks: {
        ...warnOfLostTopicKey(context, bucket, options.provider),
        ...completedBeforeUpdate(context, accounts.bucketOwner, "key"),
      },
    },
  );
  const topic = new sns.Topic(
    names.notificationsTopic,
    { region, kmsMasterKeyId: key.arn, tags },
    {
      ...options,
      hooks: {
        ...warnOfLostTopic(context, bucket),
        ...completedBeforeUpdate(context, accounts.bucketOwner, "topic"),
      },
    },
  );
  const policy = new sns.TopicPolicy(
    names.notificationsTopicPolicy,
    {
      region,
      arn: topic.arn,
      policy: pulumi
        .all([topic.arn, bucket.arn, accountId])
        .apply(([topicArn, arn, id]) => JSON.stringify(topicPolicy(topicArn, arn, id))),
    },
    options,
  );
  // S3 tests the topic when the configuration names it.
  const notification = new s3.BucketNotification(
    names.bucketNotification,
    {
      region,
      bucket: bucket.name,
      topics: [{ topicArn: topic.arn, ...findingsFilter(folder) }],
      // Malware Protection scans by these events, and a configuration without them would end them.
      eventbridge: true,
    },
    after(options, policy),
  );
  const topicArn = pulumi.all([topic.arn, notification.id]).apply(([arn]) => arn);
  return { topicArn, keyArn: key.arn };
}
