import * as sns from "@pulumi/aws/sns";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

import { readLivePolicy } from "../../rules/adoption";
import { sharedAccess } from "../../rules/proof";
import {
  mergedQueuePolicy,
  queuePolicy,
  queueStatement,
  RECEIVES_BEFORE_DEAD_LETTER,
} from "../../rules/readers";
import { MESSAGE_RETENTION_SECONDS } from "../../rules/queues";
import { problemLine } from "../../rules/problems";
import { sharedAccessText } from "../../rules/texts/sharedAccess";
import { failure } from "../shared/failure";
import { onceKnown } from "../shared/outputs";
import { createTlsOnlyPolicy } from "../shared/queuePolicy";
import type { ReaderContext } from "./context";
import { notLostQueue } from "./lostParts";
import { logged } from "../../rules/findings/logged";
import { logWarning } from "../shared/log";

/** A reader's queue and its outputs. */
export interface ReaderQueue {
  queue: sqs.Queue;
  /** Undefined for a queue that exists. */
  deadLetterQueue?: sqs.Queue;
  /** ARN of the queue, once messages reach it. */
  queueArn: pulumi.Output<string>;
  /** The reader's statement, as JSON, for the owner of a queue that exists to place. */
  queueStatement?: pulumi.Output<string>;
}

/** The reader's own queue of S3's events, as they are, and one for what cannot be read. */
export function createQueue(context: ReaderContext): ReaderQueue {
  const { parent, plan, args } = context;
  const { names, settings } = plan;
  const topicArn = topicOf(context);
  const common = {
    region: settings.homeRegion,
    messageRetentionSeconds: MESSAGE_RETENTION_SECONDS,
    sqsManagedSseEnabled: true,
    tags: args.tags,
  };
  const deadLetterQueue = new sqs.Queue(names.deadLetterQueue, common, {
    parent,
    ...notLostQueue(context, "deadLetterQueue"),
  });
  createTlsOnlyPolicy(parent, names.deadLetterQueuePolicy, common.region, deadLetterQueue);
  const queue = new sqs.Queue(
    names.queue,
    {
      ...common,
      visibilityTimeoutSeconds: settings.visibilityTimeoutSeconds,
      redrivePolicy: deadLetterQueue.arn.apply((deadLetterTargetArn) =>
        JSON.stringify({ deadLetterTargetArn, maxReceiveCount: RECEIVES_BEFORE_DEAD_LETTER }),
      ),
    },
    { parent, ...notLostQueue(context, "queue") },
  );
  const policy = new sqs.QueuePolicy(
    names.queuePolicy,
    {
      region: settings.homeRegion,
      queueUrl: queue.url,
      policy: pulumi
        .all([queue.arn, topicArn])
        .apply(([queueArn, topic]) => JSON.stringify(queuePolicy(queueArn, topic))),
    },
    { parent },
  );
  // A message sent before the policy lets it in is lost.
  return { queue, deadLetterQueue, queueArn: subscribe(context, queue, policy) };
}

/** A queue that exists: subscribed, and its policy merged or left to its owner. */
export function useExistingQueue(context: ReaderContext): ReaderQueue {
  const { parent, plan, args, afterEntries } = context;
  const { names, settings } = plan;
  const url = args.queue?.existing?.url as pulumi.Input<string>;
  const topicArn = topicOf(context);
  const region = settings.homeRegion;
  // Not the id: the SDK never ends a read whose id fails.
  const queue = sqs.Queue.get(names.queue, url, { region: afterEntries(region) }, { parent });
  const statement = pulumi
    .all([queue.arn, topicArn])
    .apply(([queueArn, topic]) => queueStatement(names.queueSid, queueArn, topic));
  warnOfAccess(parent, queue);
  const queueStatementText = statement.apply((own) => JSON.stringify(own, undefined, 2));
  if (plan.queue === "external") {
    const queueArn = subscribe(context, queue);
    return { queue, queueArn, queueStatement: queueStatementText };
  }
  const merged = pulumi.all([queue.policy, statement]).apply(([text, own]) => {
    const outcome = mergedQueuePolicy(text, own);
    if ("problem" in outcome) throw failure(parent, problemLine(outcome.problem));
    return JSON.stringify(outcome.policy);
  });
  const policy = new sqs.QueuePolicy(
    names.queuePolicy,
    { region, queueUrl: queue.url, policy: merged },
    // Deleting it would delete the statements of others.
    { parent, retainOnDelete: true },
  );
  const queueArn = subscribe(context, queue, policy);
  return { queue, queueArn, queueStatement: queueStatementText };
}

/** Reports whom the policy of a queue that exists lets in from outside its account; what cannot be read is refused where it is merged. */
function warnOfAccess(parent: pulumi.Resource, queue: sqs.Queue): void {
  onceKnown(pulumi.all([queue.arn, queue.policy]), async ([arn, text]) => {
    const path = "queue.existing.url";
    const { policy } = readLivePolicy(text, { of: "queue", path });
    const found = policy && sharedAccess({ kind: "queue", arn }, policy, new Date().toISOString());
    for (const access of found ?? []) {
      const { problem, fix } = sharedAccessText(access, path);
      await logWarning(logged("sharedPolicyAccess", `${problem}.\n  Fix: ${fix}`), parent);
    }
  });
}

/** Has the topic send to the queue, once `policy` lets it in; answers the queue's ARN. */
function subscribe(
  context: ReaderContext,
  queue: sqs.Queue,
  policy?: sqs.QueuePolicy,
): pulumi.Output<string> {
  const { parent, plan } = context;
  const { names, settings } = plan;
  const subscription = new sns.TopicSubscription(
    names.subscription,
    {
      region: settings.homeRegion,
      topic: topicOf(context),
      protocol: "sqs",
      endpoint: queue.arn,
      rawMessageDelivery: true,
    },
    { parent, dependsOn: policy },
  );
  return pulumi.all([queue.arn, subscription.id]).apply(([arn]) => arn);
}

/** The topic of new findings: a plan has a queue only with one. */
function topicOf({ args }: ReaderContext): pulumi.Input<string> {
  return args.topicArn as pulumi.Input<string>;
}
