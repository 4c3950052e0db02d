import * as pulumi from "@pulumi/pulumi";

import { bucketArn, knownArn } from "../../rules/arn";
import type { IdentityKind } from "../../rules/identities";
import { partitionOf } from "../../rules/regions";
import { afterValues, notLost } from "../shared/lostParts";
import { valueOf } from "../shared/outputs";
import type { ReaderContext } from "./context";

type Guarded = Pick<pulumi.CustomResourceOptions, "hooks" | "dependsOn">;

/** Refuses a queue while the topic sends to an earlier one of the reader, or to one that has its dead-letter queue. */
export function notLostQueue(
  { parent, plan, args }: ReaderContext,
  kind: "queue" | "deadLetterQueue",
): Guarded {
  const { queue, [kind]: name } = plan.names;
  const region = regionOf(plan, args);
  const hooks = notLost(parent, {
    ...{ kind, name, region },
    actions: ["sns:ListSubscriptionsByTopic", "sqs:GetQueueUrl", "sqs:GetQueueAttributes"],
    async find(searches, account, { region: home }) {
      const topicArn = await valueOf<string | undefined>(args.topicArn);
      // In a preview, of a topic that is still to be made.
      if (typeof topicArn !== "string") return { value: [] };
      const of = { topicArn, queue, name };
      return kind === "queue"
        ? searches.subscribedQueues(account, home, of)
        : searches.deadLetterQueues(account, home, of);
    },
  });
  return { hooks, dependsOn: afterValues(region, args.topicArn) };
}

/** Refuses a role or user while an earlier one of the reader has permissions on the bucket. */
export function notLostIdentity(
  { parent, plan, args }: ReaderContext,
  kind: IdentityKind,
): Guarded {
  const { [kind]: name } = plan.names;
  const region = regionOf(plan, args);
  const actions = {
    role: ["iam:ListRoles", "iam:ListRolePolicies", "iam:GetRolePolicy"],
    user: ["iam:ListUsers", "iam:ListUserPolicies", "iam:GetUserPolicy"],
  };
  const hooks = notLost(parent, {
    kind: kind === "role" ? "readerRole" : "readerUser",
    ...{ name, region, actions: actions[kind] },
    async find(searches, account, { region: home }) {
      const findingsUri = await valueOf<string | undefined>(args.findingsUri);
      // In a preview, of a bucket that is still to be made.
      if (typeof findingsUri !== "string") return { value: [] };
      const bucket = findingsUri.split("/")[2] as string;
      const given = kind === "role" ? plan.settings.roleName : undefined;
      const of = { kind, name, given, bucketArn: bucketArn(partitionOf(home), bucket) };
      return searches.lostReaders(account, home, of);
    },
  });
  return { hooks, dependsOn: afterValues(region, args.findingsUri) };
}

/** The home Region, which is the key's where the arguments have none. */
const regionOf = (
  { settings }: ReaderContext["plan"],
  { keyArn }: ReaderContext["args"],
): pulumi.Input<string> =>
  settings.homeRegion ?? pulumi.output(keyArn).apply((arn) => knownArn(arn).region);
