import { arnPattern } from "../../../rules/arn";
import type { SentinelConnectorState } from "../../world";
import { AwsError, type Members } from "../contract";

/** The tables of the connector. Source: https://learn.microsoft.com/azure/sentinel/connect-aws */
const TABLES = ["AWSCloudTrail", "AWSCloudWatch", "AWSGuardDuty", "AWSVPCFlow"];

const ROLE = arnPattern("iam", "role/(.+/)?OIDC_[^/]+");
const QUEUE_URL = /^https:\/\/sqs\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/\d{12}\/[\w-]{1,80}$/;

/**
 * The properties of a connector, held to the API's rules. UNVERIFIED how it words a refusal.
 * Source: https://learn.microsoft.com/rest/api/securityinsights/data-connectors/create-or-update
 */
export function checkConnector(given: Members): SentinelConnectorState {
  const { roleArn, sqsUrls = [], destinationTable } = given;
  const values = { roleArn, sqsUrls: sqsUrls[0], destinationTable };
  const missing = Object.entries(values).find(([, value]) => !value);
  if (missing !== undefined) throw invalid(`The property '${missing[0]}' is required.`);
  if (!ROLE.test(roleArn)) {
    throw invalid(`'${roleArn}' is not the ARN of a role whose name starts with OIDC_.`);
  }
  const wrong = sqsUrls.find((url: unknown) => !QUEUE_URL.test(String(url)));
  if (wrong !== undefined) throw invalid(`'${wrong}' is not the URL of a standard SQS queue.`);
  if (!TABLES.includes(destinationTable)) {
    throw invalid(`The table '${destinationTable}' is none of ${TABLES.join(", ")}.`);
  }
  return { roleArn, sqsUrls, destinationTable };
}

export function invalid(message: string): AwsError {
  return new AwsError("BadRequest", message, 400);
}
