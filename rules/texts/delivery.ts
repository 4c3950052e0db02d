import type { DeliveryDifference, QueueSetting } from "../readers/delivery";

const NO_FINDINGS = "readers do not see new findings";

/** What of the way to readers is not as the stack deploys it. */
export function deliveryText(difference: DeliveryDifference): string {
  const { link, resource } = difference;
  switch (link) {
    case "notification":
      return `${resource} does not notify topic ${difference.name} of new findings: readers do not see them`;
    case "subscription": {
      const is = difference.pending
        ? "waits for the confirmation of its subscription"
        : "is not subscribed";
      return `queue ${difference.name} ${is} to ${resource}: its reader does not see new findings`;
    }
    case "filter":
      return `the subscription ${resource} has the filter policy ${difference.policy}: ${difference.queueArn} gets no message of a new finding that does not match it`;
    case "rawDelivery":
      return `the subscription ${resource} does not deliver raw messages: the reader of ${difference.queueArn} gets notifications of SNS in place of those of S3`;
    case "dataProtection":
      return `the data protection policy of ${resource} denies or masks messages: readers may not learn of new findings`;
    case "queueSetting":
      return settingText(resource, difference.differs);
    case "topicEncryption":
      return encryptionText(difference);
    case "topicKey":
      return `the key ${resource} of topic ${difference.topicArn} is in state ${difference.state}, expected Enabled: S3 cannot notify, and ${NO_FINDINGS}`;
    case "topicKeyPolicy":
      return difference.denies
        ? `the policy of key ${resource} does not let S3 use it for the topic of new findings: ${NO_FINDINGS}`
        : `the policy of key ${resource} is not the one that the stack deploys for the topic of new findings: S3 may not be able to notify, and others may use the key`;
    case "deadLetterPolicy":
      return difference.gone
        ? `${resource} does not exist: messages that a reader cannot read are lost`
        : `the policy of ${resource} is not the one that the stack deploys: others may take the messages that a reader could not read`;
    default:
      if (difference.gone) return `${resource} does not exist: ${NO_FINDINGS}`;
      return difference.denies
        ? `the policy of ${resource} lets no message of new findings through: readers do not see them`
        : `the policy of ${resource} is not the one that the stack deploys: readers may not see new findings, and others may send messages`;
  }
}

function encryptionText({
  resource,
  kmsKeyId,
  expected = "the key that the stack deploys",
}: Extract<DeliveryDifference, { link: "topicEncryption" }>): string {
  return kmsKeyId === undefined
    ? `${resource} is not encrypted (KmsMasterKeyId), expected ${expected}`
    : `${resource} is encrypted under ${kmsKeyId} (KmsMasterKeyId), expected ${expected}: S3 may not be able to notify, and ${NO_FINDINGS}`;
}

function settingText(queueArn: string, differs: QueueSetting): string {
  switch (differs.setting) {
    case "encryption":
      return differs.kmsKeyId === undefined
        ? `${queueArn} is not encrypted (SqsManagedSseEnabled is false)`
        : `${queueArn} is encrypted under ${differs.kmsKeyId} (KmsMasterKeyId), expected keys of SQS: SNS drops messages that the key's policy does not let it encrypt`;
    case "messageRetentionPeriod":
      return `${queueArn} deletes messages after ${differs.value} seconds (MessageRetentionPeriod), expected ${differs.least}: a reader that pauses longer does not see new findings`;
    case "maximumMessageSize":
      return `${queueArn} refuses messages above ${differs.value} bytes (MaximumMessageSize), expected ${differs.least}: notifications of new findings may be longer`;
    case "visibilityTimeout":
      return `${queueArn} hands a message out again after ${differs.value} seconds (VisibilityTimeout), expected ${differs.least}: messages may reach the dead-letter queue before the reader deletes them`;
    case "maxReceiveCount":
      return `${queueArn} sets a message aside after ${differs.value} receives (maxReceiveCount), expected ${differs.least}: the reader does not see it again`;
    case "deadLetterQueue":
      return differs.deadLetterQueueArn === undefined
        ? `${queueArn} has no dead-letter queue (RedrivePolicy): messages that the reader cannot read are lost when they expire`
        : `the dead-letter queue of ${queueArn} is ${differs.deadLetterQueueArn} (RedrivePolicy), which the stack does not deploy`;
  }
}
