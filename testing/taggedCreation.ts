/** The action that creates each resource with its tags, by type. */
export const CREATED_BY: { [type: string]: string } = {
  "aws:athena/workgroup:Workgroup": "athena:CreateWorkGroup",
  "aws:cloudwatch/eventBus:EventBus": "events:CreateEventBus",
  "aws:cloudwatch/eventRule:EventRule": "events:PutRule",
  "aws:cloudwatch/logGroup:LogGroup": "logs:CreateLogGroup",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "cloudwatch:PutMetricAlarm",
  "aws:glue/catalogDatabase:CatalogDatabase": "glue:CreateDatabase",
  "aws:guardduty/detector:Detector": "guardduty:CreateDetector",
  "aws:guardduty/filter:Filter": "guardduty:CreateFilter",
  "aws:guardduty/iPSet:IPSet": "guardduty:CreateIPSet",
  "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan":
    "guardduty:CreateMalwareProtectionPlan",
  "aws:guardduty/threatIntelSet:ThreatIntelSet": "guardduty:CreateThreatIntelSet",
  "aws:iam/role:Role": "iam:CreateRole",
  "aws:iam/user:User": "iam:CreateUser",
  "aws:kms/key:Key": "kms:CreateKey",
  "aws:lambda/function:Function": "lambda:CreateFunction",
  "aws:s3/bucket:Bucket": "s3:CreateBucket",
  "aws:sns/topic:Topic": "sns:CreateTopic",
  "aws:sqs/queue:Queue": "sqs:CreateQueue",
};

/** The statement that lets nothing be created without a tag. */
export function denyCreationWithout(tag: string): object {
  return {
    ...{ Effect: "Deny", Action: Object.values(CREATED_BY), Resource: "*" },
    Condition: { Null: { [`aws:RequestTag/${tag}`]: "true" } },
  };
}
