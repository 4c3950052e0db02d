/** The table of a workspace in which GuardDuty's findings are. Source: https://learn.microsoft.com/azure/azure-monitor/reference/tables/awsguardduty */
export const SENTINEL_TABLE = "AWSGuardDuty";

/**
 * What the connector's page in the portal asks for, by its labels.
 * Source: https://learn.microsoft.com/azure/sentinel/connect-aws
 */
export function sentinelForm(facts: { roleArn: string; queueUrl: string }) {
  return {
    "Role ARN": facts.roleArn,
    "SQS URL": facts.queueUrl,
    "Destination table": SENTINEL_TABLE,
  };
}
