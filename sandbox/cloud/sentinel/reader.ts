import type { SentinelConnectorState } from "../../world";
import { accountOfArn } from "../arn";
import type { Aws } from "../aws";
import { assumeRoleWithWebIdentity } from "../assuming";
import { AwsError, type Caller } from "../contract";
import { requireQueue } from "../sqs/queue";

/** Microsoft's tokens: of one tenant, for the application that reads. */
const ISSUER = "https://sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/";
const AUDIENCE = "api://1462b192-27f7-4cb9-8523-0f4ecb54b47e";

/** What Sentinel does with a message. */
const ACTIONS = ["GetQueueUrl", "ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility"];

/**
 * Why a connector is not connected, or undefined when it is. Sentinel tries the role and the queue, and neither the bucket nor the key: a role that
 * cannot decrypt is connected, and no data arrives. Accounts that the world does not have are not looked at. UNVERIFIED that the API tries a new
 * connector at once, as the connector's page does.
 */
export function connectivityRefusal(
  aws: Aws,
  workspaceId: string,
  { roleArn, sqsUrls }: SentinelConnectorState,
): string | undefined {
  if (aws.world.accounts[accountOfArn(roleArn)] === undefined) return undefined;
  const caller = sessionOf(aws, workspaceId, roleArn);
  if (caller === undefined) {
    return `Message: The role (${roleArn}) cannot be assumed as MicrosoftSentinel_${workspaceId}.`;
  }
  const denied = sqsUrls.find((url) => !mayRead(aws, caller, url));
  return denied === undefined
    ? undefined
    : `Status code:S3B40011, Message: Access to an SQS queue (${denied}) was denied. Authentication succeeded but authorization failed. Ensure that the SQS has the required permissions listed in its access policy tab.`;
}

function sessionOf(aws: Aws, workspaceId: string, RoleArn: string): Caller | undefined {
  const claims = { iss: ISSUER, aud: AUDIENCE, sub: "sentinel" };
  const WebIdentityToken = ["{}", JSON.stringify(claims), ""]
    .map((part) => Buffer.from(part).toString("base64url"))
    .join(".");
  const RoleSessionName = `MicrosoftSentinel_${workspaceId}`;
  const unsigned: Caller = { accountId: accountOfArn(RoleArn), arn: "", region: "us-east-1" };
  try {
    const input = { RoleArn, RoleSessionName, WebIdentityToken };
    return assumeRoleWithWebIdentity(aws, unsigned, input).caller;
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

function mayRead(aws: Aws, caller: Caller, url: string): boolean {
  const [, region = ""] = /^https:\/\/sqs\.([a-z0-9-]+)\./.exec(url) ?? [];
  try {
    for (const action of ACTIONS) requireQueue(aws, { ...caller, region }, url, action);
    return true;
  } catch (error) {
    if (error instanceof AwsError) return false;
    throw error;
  }
}
