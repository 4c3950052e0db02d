import * as pulumi from "@pulumi/pulumi";

import { knownArn } from "../../rules/arn";
import { readerEntries } from "../../rules/preflight";
import {
  filledForm,
  findingsLocation,
  planReader,
  PRESETS,
  readerPolicy,
  readReaderArgs,
} from "../../rules/readers";
import { waitForEntries } from "../shared/entries";
import { planNamed } from "../shared/planNamed";
import { definedOnly } from "../shared/outputs";
import type { FindingsReaderArgs } from "./args";
import type { ReaderContext } from "./context";
import type { ReaderIdentity } from "./identity";
import { createIdentity } from "./identity";
import type { ReaderQueue } from "./queue";
import { createQueue, useExistingQueue } from "./queue";

/**
 * One reader of the exported findings: a queue with a message for each new object, and an identity that may read them and nothing else.
 * The identity is made in the account of the provider, which is the bucket's. When the key is another account's, name the role or user in the
 * export's readerArns, so that the key's policy admits it.
 *
 * Throws ArgsError with every problem of the arguments before anything is registered.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ways-to-add-notification-config-to-bucket.html
 */
export class FindingsReader extends pulumi.ComponentResource {
  /** ARN of the role; undefined for an access key. */
  public readonly roleArn?: pulumi.Output<string>;
  /** External id that has to be sent to take the role; undefined for web identity and access key. */
  public readonly externalId?: pulumi.Output<string>;
  /** Name of the IAM user; undefined for a role. */
  public readonly userName?: pulumi.Output<string>;
  /** Id of the access key; undefined for a role. */
  public readonly accessKeyId?: pulumi.Output<string>;
  /** The access key's secret, a Pulumi secret; undefined for a role. */
  public readonly secretAccessKey?: pulumi.Output<string>;
  /** ARN of the reader's queue; undefined when it has none. */
  public readonly queueArn?: pulumi.Output<string>;
  /** URL of the reader's queue; undefined when it has none. */
  public readonly queueUrl?: pulumi.Output<string>;
  /** ARN of the queue of messages that could not be read; undefined when it has none. */
  public readonly deadLetterQueueArn?: pulumi.Output<string>;
  /** The reader's statement in the policy of a queue that exists, as JSON; undefined for a queue of its own. */
  public readonly queueStatement?: pulumi.Output<string>;
  /** What the vendor's form asks for, in its words; secrets are left to their own outputs. */
  public readonly form!: pulumi.Output<{ [label: string]: string }>;

  constructor(name: string, args: FindingsReaderArgs, opts?: pulumi.ComponentResourceOptions) {
    const plan = planNamed("FindingsReader", name, readReaderArgs(name, args), planReader);
    super("guardduty-export:index:FindingsReader", name, {}, opts);

    const { afterEntries, ...waiting } = waitForEntries(this, args, readerEntries(args));
    const context: ReaderContext = { parent: this, plan, afterEntries, args: waiting.args };
    const { queue, deadLetterQueue, queueArn, queueStatement } = queueOf(context);
    const identity = createIdentity(context, policyOf(context, queue?.arn));

    const outputs = definedOnly({
      roleArn: identity.roleArn,
      externalId: identity.externalId,
      userName: identity.userName,
      accessKeyId: identity.accessKeyId,
      secretAccessKey: identity.secretAccessKey,
      queueArn,
      // Whoever gets either reads a queue that messages reach.
      queueUrl: queue && pulumi.all([queue.url, queueArn]).apply(([url]) => url),
      deadLetterQueueArn: deadLetterQueue?.arn,
      queueStatement,
      form: formOf(context, identity, { queueArn: queue?.arn, queueUrl: queue?.url }),
    });
    Object.assign(this, outputs);
    this.registerOutputs(outputs);
  }
}

function queueOf(context: ReaderContext): Partial<ReaderQueue> {
  switch (context.plan.queue) {
    case undefined:
      return {};
    case "own":
      return createQueue(context);
    default:
      return useExistingQueue(context);
  }
}

function policyOf(
  { plan: { settings }, args }: ReaderContext,
  queueArn: pulumi.Output<string> | undefined,
): pulumi.Output<string> {
  const actions = PRESETS[settings.preset].queueActions;
  return pulumi
    .all([args.findingsUri, args.keyArn, queueArn])
    .apply(([findingsUri, keyArn, arn]) =>
      JSON.stringify(
        readerPolicy(
          findingsLocation(findingsUri, keyArn),
          settings.deletesAfterTransfer,
          arn === undefined ? undefined : { queueArn: arn, actions },
        ),
      ),
    );
}

function formOf(
  { plan: { settings }, args }: ReaderContext,
  { roleArn, externalId, accessKeyId }: ReaderIdentity,
  queue: { queueArn?: pulumi.Output<string>; queueUrl?: pulumi.Output<string> },
): pulumi.Output<{ [label: string]: string }> {
  const { findingsUri, keyArn, topicArn } = args;
  return pulumi
    .output({ findingsUri, keyArn, topicArn, roleArn, externalId, accessKeyId, ...queue })
    .apply((known) =>
      filledForm(settings.preset, {
        ...known,
        ...locationFacts(known.findingsUri, known.keyArn, known.roleArn ?? known.queueArn),
      }),
    );
}

/** What the form needs in addition: the reader is in the bucket's account, and the key may be another's. */
function locationFacts(findingsUri: string, keyArn: string, own = keyArn) {
  return {
    accountId: knownArn(own).accountId,
    bucketName: findingsUri.split("/")[2] as string,
    region: knownArn(keyArn).region,
  };
}
