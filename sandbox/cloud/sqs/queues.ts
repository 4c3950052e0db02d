import { arnOf, nameOfArn } from "../arn";
import type { Operations } from "../aws";
import { AwsError } from "../contract";
import { addTags } from "../tagRules";
import { NEW_QUEUE } from "../../world";
import { isRecent, happened } from "../recent";
import { attributesOf, createAttributes, redriveOf, setAttributes } from "./attributes";
import { type FoundQueue, queueUrl, requireQueue } from "./queue";

export const queueOperations: Operations = {
  /** A queue of that name and those attributes is answered as it is. */
  CreateQueue: (aws, caller, { QueueName: name, Attributes: given = {}, tags = {} }) => {
    const { world, now } = aws;
    requireName(name, given["FifoQueue"] === "true");
    const arn = arnOf("sqs", caller, name);
    if (isRecent(aws, deletionOf(arn))) {
      throw new AwsError(
        "QueueDeletedRecently",
        "You must wait 60 seconds after deleting a queue before you can create another with the same name.",
      );
    }
    const existing = world.queues[arn];
    if (existing !== undefined) {
      requireSame({ arn, queue: existing }, given, now());
      return { QueueUrl: queueUrl(arn) };
    }
    const created: FoundQueue = {
      arn,
      queue: {
        policy: null,
        attributes: { ...NEW_QUEUE },
        createdAt: now().toISOString(),
        messages: [],
        tags: { ...tags },
      },
    };
    createAttributes(world, created, given);
    world.queues[arn] = created.queue;
    return { QueueUrl: queueUrl(arn) };
  },

  GetQueueUrl: (aws, caller, { QueueName: name, QueueOwnerAWSAccountId: accountId }) => {
    const owner = { region: caller.region, accountId: accountId ?? caller.accountId };
    const { arn } = requireQueue(aws, caller, queueUrl(arnOf("sqs", owner, name)), "GetQueueUrl");
    return { QueueUrl: queueUrl(arn) };
  },

  ListQueues: ({ world }, caller, { QueueNamePrefix = "" }) => ({
    QueueUrls: Object.keys(world.queues)
      .filter((arn) => arn.startsWith(arnOf("sqs", caller, QueueNamePrefix)))
      .map(queueUrl),
  }),

  GetQueueAttributes: (aws, caller, { QueueUrl, AttributeNames = [] }) => {
    const found = requireQueue(aws, caller, QueueUrl, "GetQueueAttributes");
    const wanted = new Set<string>(AttributeNames);
    return {
      Attributes: Object.fromEntries(
        Object.entries(attributesOf(found, aws.now())).filter(
          ([name]) => wanted.has("All") || wanted.has(name),
        ),
      ),
    };
  },

  SetQueueAttributes: (aws, caller, { QueueUrl, Attributes }) => {
    const found = requireQueue(aws, caller, QueueUrl, "SetQueueAttributes");
    setAttributes(aws.world, found, Attributes);
  },

  DeleteQueue: (aws, caller, { QueueUrl }) => {
    const { arn } = requireQueue(aws, caller, QueueUrl, "DeleteQueue");
    delete aws.world.queues[arn];
    happened(aws, deletionOf(arn));
  },

  PurgeQueue: (aws, caller, { QueueUrl }) => {
    const { arn, queue } = requireQueue(aws, caller, QueueUrl, "PurgeQueue");
    const purge = `purge of ${arn}`;
    if (isRecent(aws, purge)) {
      throw new AwsError(
        "PurgeQueueInProgress",
        `Only one PurgeQueue operation on ${nameOfArn(arn)} is allowed every 60 seconds.`,
        403,
      );
    }
    queue.messages = [];
    happened(aws, purge);
  },

  TagQueue: (aws, caller, { QueueUrl, Tags }) => {
    addTags("sqs", requireQueue(aws, caller, QueueUrl, "TagQueue").queue.tags, Tags);
  },

  UntagQueue: (aws, caller, { QueueUrl, TagKeys }) => {
    const { queue } = requireQueue(aws, caller, QueueUrl, "UntagQueue");
    for (const key of TagKeys) delete queue.tags[key];
  },

  ListQueueTags: (aws, caller, { QueueUrl }) => ({
    Tags: requireQueue(aws, caller, QueueUrl, "ListQueueTags").queue.tags,
  }),

  ListDeadLetterSourceQueues: (aws, caller, { QueueUrl }) => {
    const { arn } = requireQueue(aws, caller, QueueUrl, "ListDeadLetterSourceQueues");
    const sources = Object.entries(aws.world.queues).filter(
      ([, queue]) => redriveOf(queue)?.target === arn,
    );
    return { queueUrls: sources.map(([source]) => queueUrl(source)) };
  },
};

const deletionOf = (arn: string): string => `deletion of ${arn}`;

function requireName(name: unknown, fifo: boolean): void {
  const valid = fifo ? /^[\w-]{1,75}\.fifo$/ : /^[\w-]{1,80}$/;
  if (typeof name === "string" && valid.test(name)) return;
  throw new AwsError(
    "InvalidParameterValue",
    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
  );
}

function requireSame(found: FoundQueue, given: { [name: string]: string }, now: Date): void {
  const has = attributesOf(found, now);
  const other = Object.keys(given).find((name) => given[name] !== has[name]);
  if (other === undefined) return;
  throw new AwsError(
    "QueueNameExists",
    `A queue already exists with the same name and a different value for attribute ${other}: ${nameOfArn(found.arn)}`,
  );
}
