import type * as pulumi from "@pulumi/pulumi";

import { parseArn } from "../../rules/arn";
import { isGeneratedFrom } from "../../rules/generatedNames";
import { lostTopicWarning, unchecked } from "../../rules/preflight";
import { healthText } from "../../rules/texts/health";
import { logWarnings } from "../shared/checks";
import { hasHooks, hook } from "../shared/hooks";
import { notLost } from "../shared/lostParts";
import { valueOf } from "../shared/outputs";
import type { FindingsBucket } from "./bucket";
import type { ExportContext } from "./context";
import { awsCalls, deployingAccount } from "./deployingAccounts";

/** Warns, in previews too, where a key is created while the export's topic, which the bucket notifies, has one of the export. */
export function warnOfLostTopicKey(
  context: ExportContext,
  bucket: FindingsBucket,
  provider: pulumi.ProviderResource | undefined,
): pulumi.ResourceHookBinding {
  const { component, names, plan } = context;
  const { accounts, home, sidPrefix: tag } = plan;
  return notLost(component, {
    ...{ kind: "topicKey", name: names.notificationsKey, region: home.name, provider },
    actions: ["s3:GetBucketNotification", "sns:GetTopicAttributes", "kms:ListResourceTags"],
    account: () => deployingAccount(context, accounts.bucketOwner) ?? Promise.resolve(undefined),
    async find(searches, account, { region }) {
      const bucketName = await valueOf<string | undefined>(bucket.name);
      // In a preview, of a bucket that is still to be made.
      if (typeof bucketName !== "string") return { value: [] };
      const isOwn = isTopicOf(names.notificationsTopic);
      return searches.keysOfNotified(account, region, { bucketName, isOwn, tag });
    },
  });
}

const isTopicOf = (logicalName: string) => (arn: string) =>
  isGeneratedFrom(logicalName, parseArn(arn)?.resource ?? "");

/** Warns, in previews too, where a topic is created while the bucket notifies one of the export that exists: its subscribers get no more. */
export function warnOfLostTopic(
  context: ExportContext,
  bucket: FindingsBucket,
): pulumi.ResourceHookBinding {
  if (!hasHooks()) return {};
  const { component, name, names, plan } = context;
  const { bucketOwner } = plan.accounts;
  const creates = hook(`guardduty-export-new-topic-${name}`, async () => {
    const bucketName = await valueOf<string | undefined>(bucket.name);
    const account = await deployingAccount(context, bucketOwner);
    // In a preview, of a bucket that is still to be made.
    if (typeof bucketName !== "string" || account === undefined) return;
    const isOwn = isTopicOf(names.notificationsTopic);
    const { value: arns = [], finding } =
      account.value === undefined
        ? account
        : await awsCalls().notifiedTopics(account.value, plan.home.name, bucketName, isOwn);
    if (finding !== undefined) {
      const notChecked = unchecked({ check: "notifiedTopic" });
      await logWarnings(component, [notChecked(healthText(finding).problem)]);
    }
    await logWarnings(component, arns.map(lostTopicWarning));
  });
  return { beforeCreate: [creates] };
}
