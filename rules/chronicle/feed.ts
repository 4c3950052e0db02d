import type { ChronicleInstance, ChronicleSettings } from "./args";

/** How Google authenticates at AWS: one of the two. `Text` is a string, or one that is known later. */
export interface ChronicleAccess<Text = string> {
  role?: { arn: Text; subjectId: Text };
  accessKey?: { id: Text; secret: Text };
}

/** What a feed reads. */
export interface ChronicleFeedFacts<
  Text = string,
  Labels = { [name: string]: string },
> extends ChronicleAccess<Text> {
  findingsUri: Text;
  queueArn?: Text;
  assetNamespace?: Text;
  labels?: Labels;
}

/** The log type of GuardDuty's findings in an instance: Google takes its whole resource name. */
export function guardDutyLogType({ project, location, instance }: ChronicleInstance): string {
  return `projects/${project}/locations/${location}/instances/${instance}/logTypes/GUARDDUTY`;
}

/**
 * A feed's details as `gcp.chronicle.Feed` takes them. Its source is never deleted from: the bucket is the evidence.
 * Source: https://cloud.google.com/chronicle/docs/reference/rest/v1/projects.locations.instances.feeds
 */
export function feedDetails<Text, Labels>(
  settings: ChronicleSettings,
  instance: ChronicleInstance,
  facts: ChronicleFeedFacts<Text, Labels>,
) {
  const { findingsUri, assetNamespace, labels } = facts;
  const common = {
    s3Uri: findingsUri,
    sourceDeletionOption: "NEVER",
    maxLookbackDays: settings.maxLookbackDays,
  };
  return {
    feedSourceType: settings.sourceType,
    logType: guardDutyLogType(instance),
    assetNamespace,
    labels,
    ...(settings.sourceType === "AMAZON_SQS_V2"
      ? { amazonSqsV2Settings: { ...common, ...byQueue(facts) } }
      : { amazonS3V2Settings: { ...common, authentication: byListing(facts) } }),
  };
}

/** The provider's types want both blocks, Google only one: an empty block is not sent. */
function byQueue<Text>({ queueArn, role, accessKey }: ChronicleFeedFacts<Text, unknown>) {
  return {
    queue: queueArn as Text,
    authentication: {
      awsIamRoleAuth: role ? roleBlock(role) : {},
      sqsV2AccessKeySecretAuth: accessKey ? keyBlock(accessKey) : {},
    },
  };
}

function byListing<Text>({ role, accessKey }: ChronicleAccess<Text>) {
  return {
    ...(role && { awsIamRoleAuth: roleBlock(role) }),
    ...(accessKey && { accessKeySecretAuth: keyBlock(accessKey) }),
  };
}

function roleBlock<Text>({ arn, subjectId }: { arn: Text; subjectId: Text }) {
  return { awsIamRoleArn: arn, subjectId };
}

function keyBlock<Text>({ id, secret }: { id: Text; secret: Text }) {
  return { accessKeyId: id, secretAccessKey: secret };
}
