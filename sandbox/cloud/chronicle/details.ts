import { arnPattern } from "../../../rules/arn";
import { AwsError, type Members } from "../contract";

interface SourceType {
  /** Member of the details that holds its settings. */
  settings: string;
  /** Settings it has to have. */
  required: string[];
  /** The two ways to authenticate, of which a feed takes one. */
  auth: [key: string, role: string];
}

/** The source types that read a bucket of AWS. */
export const SOURCE_TYPES: { [type: string]: SourceType } = {
  AMAZON_S3_V2: {
    settings: "amazonS3V2Settings",
    required: ["s3Uri"],
    auth: ["accessKeySecretAuth", "awsIamRoleAuth"],
  },
  AMAZON_SQS_V2: {
    settings: "amazonSqsV2Settings",
    required: ["queue", "s3Uri"],
    auth: ["sqsV2AccessKeySecretAuth", "awsIamRoleAuth"],
  },
};

const RETIRED = new Set(["AMAZON_S3", "AMAZON_SQS"]);
const LOG_TYPE = /^projects\/[^/]+\/locations\/[^/]+\/instances\/[^/]+\/logTypes\/[A-Z0-9_]+$/;

/**
 * The details of a feed, held to the API's rules for those that read AWS.
 * Source: https://github.com/googleapis/googleapis/blob/master/google/cloud/chronicle/v1/feed.proto
 */
export function checkDetails(details: Members | undefined): Members {
  const { feedSourceType: type, logType } = details ?? {};
  if (details === undefined || type === undefined) throw invalid("feedSourceType is required.");
  if (RETIRED.has(type)) {
    throw invalid(
      `${type} is deprecated. We no longer support new feeds for this source type. Please use the V2 version`,
    );
  }
  const source = SOURCE_TYPES[type];
  if (source === undefined) {
    throw new AwsError("UNIMPLEMENTED", `The sandbox does not have feeds of ${type}.`, 501);
  }
  if (!LOG_TYPE.test(String(logType))) {
    throw invalid(`logType ${logType} is not the resource name of a log type.`);
  }
  const settings: Members | undefined = details[source.settings];
  const others = Object.keys(details).filter(
    (name) => name.endsWith("Settings") && name !== source.settings,
  );
  if (settings === undefined || others.length > 0) {
    throw invalid(`A feed of ${type} has ${source.settings} and no other settings.`);
  }
  checkSettings(settings, source);
  return details;
}

function checkSettings(settings: Members, { required, auth }: SourceType): void {
  const missing = required.find((name) => !settings[name]);
  if (missing !== undefined) throw invalid(`${missing} is required.`);
  const { s3Uri, queue, sourceDeletionOption: deletion, maxLookbackDays: days } = settings;
  if (!/^s3:\/\/[a-z0-9][a-z0-9.-]+(\/.*)?$/.test(s3Uri)) throw invalid(`Invalid S3 URI: ${s3Uri}`);
  if (queue !== undefined && !arnPattern("sqs").test(queue)) {
    throw invalid(`queue ${queue} is not the ARN of a queue.`);
  }
  if (/\.fifo$/.test(queue ?? "")) throw invalid("FIFO queues are not supported.");
  if (deletion !== undefined && !["NEVER", "ON_SUCCESS"].includes(deletion)) {
    throw invalid(`Invalid value for sourceDeletionOption: ${deletion}`);
  }
  if (days !== undefined && !(days >= 1 && days <= 180)) {
    throw invalid("maxLookbackDays must be between 1 and 180.");
  }
  const given = auth.filter((name) => settings["authentication"]?.[name] !== undefined);
  if (given.length !== 1) throw invalid(`Exactly one of ${auth.join(", ")} must be set.`);
  const members: Members = settings["authentication"][given[0]!];
  const wanted =
    given[0] === auth[1] ? ["awsIamRoleArn", "subjectId"] : ["accessKeyId", "secretAccessKey"];
  const absent = wanted.find((name) => !members[name]);
  if (absent !== undefined) throw invalid(`${given[0]}.${absent} is required.`);
}

export function invalid(message: string): AwsError {
  return new AwsError("INVALID_ARGUMENT", message, 400);
}

export function notFound(message: string): AwsError {
  return new AwsError("NOT_FOUND", message, 404);
}
