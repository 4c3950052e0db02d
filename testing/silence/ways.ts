import type { CHANGE_TEXTS } from "../../rules/texts/changeMessages";
import { TARGET_ID } from "../../rules/events";
import { ADMINISTRATOR, MANAGEMENT, MEMBER } from "../live/world";
import { ALLOW_DETECTORS, EMAIL, scheduleOf } from "./healthParts";
import type { Signal, Verdict, WatchedExport } from "./world";
import { HERE, INVITED, ofHealth, OUTSIDE, PREFIX, THERE } from "./world";

type MessageRule = keyof typeof CHANGE_TEXTS;

/** What is not lost or not reported, and why. */
export interface Not {
  because: string;
}

/** How a way is reported. */
export interface Reported {
  verdict: Verdict["verdict"];
  /** Of the findings, sorted. */
  ids: readonly string[];
}

/** One way to silence an export, or to weaken what protects its findings. */
export interface Way {
  /** The call of AWS, as IAM names its service. */
  call: string;
  /** What it does, where one call has several ways. */
  with?: string;
  /** CloudTrail's name of the call, where it is another. */
  recordedAs?: string;
  /** Whether the bucket is without Object Lock: S3 refuses the call otherwise. */
  unlocked?: true;
  silence: (target: WatchedExport) => Promise<unknown>;
  /** The signals that are lost. */
  lost: readonly Signal[] | Not;
  status: Reported | Not;
  health: Reported | Not;
  /** The rule of the message, and the identity that it names. */
  message: { rule: MessageRule; account: string } | Not;
}

const NOT_DELIVERY: Not = {
  because: "delivery continues; stored findings are less protected",
};

const unhealthy = (...ids: string[]): Reported => ({ verdict: "unhealthy", ids });
const notChecked = (...ids: string[]): Reported => ({ verdict: "notChecked", ids });
const NOTIFICATIONS = unhealthy("notificationsDiffer");
/** A part is lost, or a protection. */
const warned = (...ids: string[]): Reported => ({ verdict: "healthy", ids });

const by = (rule: MessageRule, account = ADMINISTRATOR) => ({ rule, account });

const admin = (target: WatchedExport, region = HERE) => target.as(ADMINISTRATOR, region);

const onDetector = (call: string, input: object) => (target: WatchedExport) =>
  admin(target).call(call, { DetectorId: target.detectorId, ...input });

const onBucket =
  (call: string, input: object = {}) =>
  (target: WatchedExport) =>
    admin(target).call(call, { Bucket: target.bucketName, ...input });

const filter = (Name: string, Criterion: object) => ({
  ...{ Name, Action: "ARCHIVE", FindingCriteria: { Criterion } },
});
const EVERYTHING = { severity: { GreaterThanOrEqual: 0 } };
/** New findings are updated later. */
const SINCE_YESTERDAY = { updatedAt: { GreaterThan: Date.now() - 86_400_000 } };
const HIGH = { severity: { GreaterThanOrEqual: 7 } };
const OF_ADMINISTRATOR: readonly Signal[] = ["administrator", "high", "address", "update"];
const OF_HERE: readonly Signal[] = [...OF_ADMINISTRATOR, "member", "invited"];
const ALL: readonly Signal[] = [...OF_HERE, "elsewhere", "notification"];

const OF_ACCOUNT = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ADMINISTRATOR}:root` },
      ...{ Action: "kms:*", Resource: "*" },
    },
  ],
});
const SOONER: Not = {
  because: "messages arrive, but leave the queue before a slow reader receives them",
};
const LONGER: Not = { because: "messages below the new size limit arrive" };
const DEAD_LETTERS: Not = {
  because: "messages arrive; those that a reader cannot process are less protected",
};
const MESSAGES: Not = { because: "findings arrive; alarms or messages of the health check do not" };
const OWN_PARTS: Not = { because: "the function does not read the parts of the health check" };
/** Rules and alarms send their messages by the topic that was changed. */
const NO_TOPIC: Not = {
  because: "the topic accepts no message; events go to the dead-letter queue",
};

/** Runs calls of the administrator, one after the other. */
const calls =
  (...all: [call: string, input: object][]) =>
  async (target: WatchedExport) => {
    for (const [call, input] of all) await admin(target).call(call, input);
  };
const ROLE = { RoleName: ofHealth("role") };
const ALARM = ofHealth("not-reporting-us-east-1");
const FUNCTION = ofHealth("function");
const SCHEDULE = scheduleOf(HERE, ADMINISTRATOR);
const PART = warned("healthPartDiffers");
const NOT_REPORTING: Not = {
  because: "the function then reports no Region, and its alarms for that are sent",
};

const STATUS_COMPARES: Not = {
  because: "deployments make the same call; `status` compares the result",
};

interface HealthWay extends Pick<Way, "call" | "recordedAs" | "silence"> {
  with?: string;
  /** Defaults to the part that differs. */
  status?: Way["status"];
  /** Defaults to the one of changes of the health check. */
  message?: Way["message"];
}

/** Ways to end the messages, the alarms or the check, of parts as Pulumi names them. */
const HEALTH_WAYS: readonly HealthWay[] = [
  {
    call: "events:DisableRule",
    silence: calls(["events:DisableRule", { Name: ofHealth("bucket-changes") }]),
  },
  {
    call: "events:RemoveTargets",
    silence: calls([
      "events:RemoveTargets",
      { Rule: ofHealth("bucket-changes"), Ids: [TARGET_ID] },
    ]),
  },
  {
    call: "events:DeleteRule",
    silence: calls(
      ["events:RemoveTargets", { Rule: ofHealth("bucket-changes"), Ids: [TARGET_ID] }],
      ["events:DeleteRule", { Name: ofHealth("bucket-changes") }],
    ),
  },
  {
    call: "cloudwatch:DeleteAlarms",
    silence: calls(["cloudwatch:DeleteAlarms", { AlarmNames: [ALARM] }]),
  },
  {
    call: "cloudwatch:PutMetricAlarm",
    silence: calls([
      "cloudwatch:PutMetricAlarm",
      {
        ...{ AlarmName: ALARM, Namespace: "GuardDutyExport", MetricName: "Healthy" },
        ...{ Statistic: "Minimum", Period: 900, EvaluationPeriods: 1, Threshold: 1 },
        ...{ ComparisonOperator: "LessThanThreshold", ActionsEnabled: false },
      },
    ]),
  },
  ...(
    [
      ["missing data counts as healthy", { TreatMissingData: "notBreaching" }, undefined],
      [
        "a threshold that no count is below",
        { TreatMissingData: "breaching", Threshold: -1 },
        STATUS_COMPARES,
      ],
    ] as const
  ).map(([how, changed, message]): HealthWay => ({
    call: "cloudwatch:PutMetricAlarm",
    with: how,
    ...(message && { message }),
    silence: ({ healthParts: { topicArn }, ...target }) =>
      target.as(ADMINISTRATOR).call("cloudwatch:PutMetricAlarm", {
        ...{ AlarmName: ALARM, Namespace: "GuardDutyExport", MetricName: "Healthy" },
        ...{ Statistic: "SampleCount", Period: 900, EvaluationPeriods: 3, Threshold: 1 },
        ...{ ComparisonOperator: "LessThanThreshold", AlarmActions: [topicArn], ...changed },
      }),
  })),
  {
    call: "events:PutRule",
    with: "disabled",
    silence: calls([
      "events:PutRule",
      {
        ...{ Name: ofHealth("bucket-changes"), State: "DISABLED" },
        EventPattern: '{"source":["aws.s3"]}',
      },
    ]),
  },
  {
    call: "events:PutRule",
    with: "another pattern",
    silence: calls([
      "events:PutRule",
      { Name: ofHealth("bucket-changes"), EventPattern: '{"source":["none"]}' },
    ]),
    message: STATUS_COMPARES,
  },
  {
    call: "cloudwatch:DisableAlarmActions",
    silence: calls(["cloudwatch:DisableAlarmActions", { AlarmNames: [ALARM] }]),
  },
  ...(
    [
      ["DeleteFunction", "20150331", {}],
      ["PutFunctionConcurrency", "20171031", { ReservedConcurrentExecutions: 0 }],
      ["UpdateFunctionConfiguration", "20150331v2", { Environment: { Variables: {} } }],
    ] as const
  ).map(([name, version, input]) => ({
    call: `lambda:${name}`,
    recordedAs: `${name}${version}`,
    silence: calls([`lambda:${name}`, { FunctionName: FUNCTION, ...input }]),
  })),
  {
    call: "lambda:UpdateFunctionConfiguration",
    with: "weaker expected settings of the bucket",
    recordedAs: "UpdateFunctionConfiguration20150331v2",
    silence: async (target) => {
      const lambda = admin(target);
      const { Configuration } = await lambda.call("lambda:GetFunction", { FunctionName: FUNCTION });
      const Variables = { ...Configuration.Environment.Variables, BUCKET_SETTINGS: "noncurrent=1" };
      await lambda.call("lambda:UpdateFunctionConfiguration", {
        ...{ FunctionName: FUNCTION, Environment: { Variables } },
      });
    },
  },
  {
    call: "scheduler:UpdateSchedule",
    with: "disabled",
    silence: calls(["scheduler:UpdateSchedule", { ...SCHEDULE, State: "DISABLED" }]),
  },
  {
    call: "scheduler:UpdateSchedule",
    with: "another interval",
    silence: calls([
      "scheduler:UpdateSchedule",
      { ...SCHEDULE, ScheduleExpression: "rate(365 days)" },
    ]),
  },
  {
    call: "scheduler:DeleteSchedule",
    silence: calls(["scheduler:DeleteSchedule", { Name: SCHEDULE.Name }]),
  },
  {
    call: "sqs:DeleteQueue",
    with: "the queue of failed runs",
    silence: ({ healthParts: { deadLetterQueueUrl: QueueUrl }, ...target }) =>
      target.as(ADMINISTRATOR).call("sqs:DeleteQueue", { QueueUrl }),
  },
  {
    call: "sns:Unsubscribe",
    with: "the e-mail address",
    silence: ({ healthParts: { subscriptionArn: SubscriptionArn }, ...target }) =>
      target.as(ADMINISTRATOR).call("sns:Unsubscribe", { SubscriptionArn }),
    message: by("reader-changes"),
  },
  {
    call: "sns:SetSubscriptionAttributes",
    with: "a filter policy of the e-mail address",
    silence: ({ healthParts: { subscriptionArn: SubscriptionArn }, ...target }) =>
      target.as(ADMINISTRATOR).call("sns:SetSubscriptionAttributes", {
        ...{ SubscriptionArn, AttributeName: "FilterPolicy", AttributeValue: '{"team":["none"]}' },
      }),
    message: by("reader-changes"),
  },
  {
    call: "sns:Unsubscribe",
    with: "the e-mail address, which is subscribed again and has to confirm",
    silence: async ({ healthParts: { subscriptionArn: SubscriptionArn, topicArn }, ...target }) => {
      const sns = target.as(ADMINISTRATOR);
      await sns.call("sns:Unsubscribe", { SubscriptionArn });
      await sns.call("sns:Subscribe", { TopicArn: topicArn, Protocol: "email", Endpoint: EMAIL });
    },
    message: by("reader-changes"),
  },
  ...(
    [
      ["under AWS's own key of SNS", "alias/aws/sns", NO_TOPIC],
      ["without encryption", "", by("reader-changes")],
    ] as const
  ).map(([how, AttributeValue, message]): HealthWay => ({
    call: "sns:SetTopicAttributes",
    with: how,
    silence: ({ healthParts: { topicArn: TopicArn }, ...target }) =>
      target.as(ADMINISTRATOR).call("sns:SetTopicAttributes", {
        ...{ TopicArn, AttributeName: "KmsMasterKeyId", AttributeValue },
      }),
    message,
  })),
  {
    call: "sns:SetTopicAttributes",
    with: "a policy that denies alarms and rules",
    silence: ({ healthParts: { topicArn: TopicArn }, ...target }) =>
      target.as(ADMINISTRATOR).call("sns:SetTopicAttributes", {
        ...{ TopicArn, AttributeName: "Policy" },
        AttributeValue: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Deny", Principal: "*", Action: "sns:Publish", Resource: TopicArn },
          ],
        }),
      }),
    message: NO_TOPIC,
  },
  {
    call: "sns:DeleteTopic",
    silence: ({ healthParts: { topicArn: TopicArn }, ...target }) =>
      target.as(ADMINISTRATOR).call("sns:DeleteTopic", { TopicArn }),
    message: NO_TOPIC,
  },
  {
    call: "iam:DeleteRolePolicy",
    silence: calls(["iam:DeleteRolePolicy", { ...ROLE, PolicyName: "all" }]),
    status: NOT_REPORTING,
  },
  {
    call: "iam:PutRolePolicy",
    silence: calls([
      "iam:PutRolePolicy",
      { ...ROLE, PolicyName: "all", PolicyDocument: ALLOW_DETECTORS },
    ]),
    status: NOT_REPORTING,
  },
];

/** Every way, one row for each. */
export const WAYS: readonly Way[] = [
  {
    call: "guardduty:CreateFilter",
    with: "severity of 0 or more",
    silence: onDetector("guardduty:CreateFilter", filter("quiet", EVERYTHING)),
    lost: OF_HERE,
    status: unhealthy("allFindingsSuppressed"),
    health: unhealthy("allFindingsSuppressed"),
    message: by("suppression-changes"),
  },
  {
    call: "guardduty:CreateFilter",
    with: "updated since yesterday",
    silence: onDetector("guardduty:CreateFilter", filter("quiet", SINCE_YESTERDAY)),
    lost: OF_HERE,
    status: unhealthy("allFindingsSuppressed"),
    health: unhealthy("allFindingsSuppressed"),
    message: by("suppression-changes"),
  },
  {
    call: "guardduty:CreateFilter",
    with: "level HIGH",
    silence: onDetector("guardduty:CreateFilter", filter("quiet", HIGH)),
    lost: ["high"],
    status: warned("suppressionFilter"),
    health: warned("suppressionFilter"),
    message: by("suppression-changes"),
  },
  {
    call: "guardduty:UpdateFilter",
    silence: async (target) => {
      const noop = { ...filter("quiet", EVERYTHING), Action: "NOOP" };
      await onDetector("guardduty:CreateFilter", noop)(target);
      await onDetector("guardduty:UpdateFilter", { FilterName: "quiet", Action: "ARCHIVE" })(
        target,
      );
    },
    lost: OF_HERE,
    status: unhealthy("allFindingsSuppressed"),
    health: unhealthy("allFindingsSuppressed"),
    message: by("suppression-changes"),
  },
  {
    call: "guardduty:ArchiveFindings",
    silence: (target) =>
      onDetector("guardduty:ArchiveFindings", { FindingIds: [target.findingId] })(target),
    lost: ["update"],
    status: warned("findingsArchived"),
    health: warned("findingsArchived"),
    message: by("suppression-changes"),
  },
  ...(
    ["CreateIPSet", "UpdateIPSet", "CreateTrustedEntitySet", "UpdateTrustedEntitySet"] as const
  ).map((name): Way => ({
    call: `guardduty:${name}`,
    silence: async (target) => {
      const kind = name.replace(/^(Create|Update)/, "");
      const updates = name.startsWith("Update");
      const created = await onDetector(`guardduty:Create${kind}`, {
        ...{ Name: "trusted", Format: "TXT", Location: target.listLocation },
        Activate: !updates,
      })(target);
      const member = kind === "IPSet" ? "IpSetId" : "TrustedEntitySetId";
      if (!updates) return;
      await onDetector(`guardduty:${name}`, { [member]: created[member], Activate: true })(target);
    },
    lost: ["address"],
    status: warned("trustedListActive"),
    health: warned("trustedListActive"),
    message: by("suppression-changes"),
  })),
  {
    call: "guardduty:StopMonitoringMembers",
    silence: onDetector("guardduty:StopMonitoringMembers", { AccountIds: [INVITED] }),
    lost: ["invited"],
    status: unhealthy("membersNotEnabled"),
    health: unhealthy("membersNotEnabled"),
    message: by("member-changes"),
  },
  {
    call: "guardduty:DisassociateMembers",
    silence: onDetector("guardduty:DisassociateMembers", { AccountIds: [INVITED] }),
    lost: ["invited"],
    status: unhealthy("membersNotEnabled"),
    health: unhealthy("membersNotEnabled"),
    message: by("member-changes"),
  },
  {
    call: "guardduty:DeleteMembers",
    silence: async (target) => {
      await onDetector("guardduty:DisassociateMembers", { AccountIds: [INVITED] })(target);
      await onDetector("guardduty:DeleteMembers", { AccountIds: [INVITED] })(target);
    },
    lost: ["invited"],
    status: unhealthy("membersNotEnabled"),
    health: unhealthy("membersNotEnabled"),
    message: by("member-changes"),
  },
  ...["DisassociateFromAdministratorAccount", "DisassociateFromMasterAccount"].map((name): Way => ({
    call: `guardduty:${name}`,
    silence: async (target) => {
      const invited = target.as(INVITED);
      const { DetectorIds } = await invited.call("guardduty:ListDetectors");
      await invited.call(`guardduty:${name}`, { DetectorId: DetectorIds[0] });
    },
    lost: ["invited"],
    status: unhealthy("membersNotEnabled"),
    health: unhealthy("membersNotEnabled"),
    message: by("organization-changes", INVITED),
  })),
  {
    call: "guardduty:UpdateMemberDetectors",
    silence: onDetector("guardduty:UpdateMemberDetectors", {
      AccountIds: [MEMBER],
      Features: [{ Name: "S3_DATA_EVENTS", Status: "DISABLED" }],
    }),
    lost: { because: "the sandbox does not model the findings of a protection plan" },
    status: unhealthy("memberPlanDisabled"),
    health: unhealthy("memberPlanDisabled"),
    message: by("member-changes"),
  },
  {
    call: "guardduty:UpdateOrganizationConfiguration",
    silence: onDetector("guardduty:UpdateOrganizationConfiguration", {
      AutoEnableOrganizationMembers: "NONE",
    }),
    lost: { because: "accounts that join later are not members; existing members stay" },
    status: unhealthy("autoEnableDiffers"),
    health: unhealthy("autoEnableDiffers"),
    message: by("member-changes"),
  },
  {
    call: "guardduty:DisableOrganizationAdminAccount",
    silence: (target) =>
      target.as(MANAGEMENT).call("guardduty:DisableOrganizationAdminAccount", {
        AdminAccountId: ADMINISTRATOR,
      }),
    lost: ["member"],
    status: unhealthy("delegationDiffers", "membersNotEnabled", "notChecked"),
    health: unhealthy("callFailed", "membersNotEnabled"),
    message: by("organization-changes", MANAGEMENT),
  },
  {
    call: "organizations:DeregisterDelegatedAdministrator",
    silence: (target) =>
      target.as(MANAGEMENT).call("organizations:DeregisterDelegatedAdministrator", {
        ...{ AccountId: ADMINISTRATOR, ServicePrincipal: "guardduty.amazonaws.com" },
      }),
    lost: ["member"],
    status: unhealthy("delegationDiffers", "membersNotEnabled", "notChecked"),
    health: notChecked("callFailed"),
    message: by("organization-changes", MANAGEMENT),
  },
  {
    call: "organizations:DisableAWSServiceAccess",
    silence: (target) =>
      target.as(MANAGEMENT).call("organizations:DisableAWSServiceAccess", {
        ServicePrincipal: "guardduty.amazonaws.com",
      }),
    lost: ["member"],
    status: unhealthy("delegationDiffers", "membersNotEnabled", "notChecked"),
    health: unhealthy("callFailed", "membersNotEnabled"),
    message: by("organization-changes", MANAGEMENT),
  },
  {
    call: "organizations:EnablePolicyType",
    silence: (target) =>
      target.as(MANAGEMENT).call("organizations:EnablePolicyType", {
        ...{ RootId: "r-sbx0", PolicyType: "GUARDDUTY_POLICY" },
      }),
    lost: { because: "accounts that join later are not members; existing members stay" },
    status: warned("autoEnableOverridden"),
    health: warned("autoEnableOverridden"),
    message: by("organization-changes", MANAGEMENT),
  },
  {
    call: "organizations:AttachPolicy",
    with: "a GuardDuty policy that disables GuardDuty",
    silence: async (target) => {
      const management = target.as(MANAGEMENT);
      await management.call("organizations:EnablePolicyType", {
        ...{ RootId: "r-sbx0", PolicyType: "GUARDDUTY_POLICY" },
      });
      const { Policy } = await management.call("organizations:CreatePolicy", {
        ...{ Name: "off", Description: "", Type: "GUARDDUTY_POLICY" },
        Content: JSON.stringify({
          guardduty: {
            enablement: {
              default: { foundational: { status: { "@@assign": "disabled" } } },
            },
          },
        }),
      });
      await management.call("organizations:AttachPolicy", {
        ...{ PolicyId: Policy.PolicySummary.Id, TargetId: MEMBER },
      });
    },
    lost: ["member"],
    status: unhealthy("autoEnableOverridden", "membersNotEnabled"),
    health: unhealthy("autoEnableOverridden", "membersNotEnabled"),
    message: by("organization-changes", MANAGEMENT),
  },
  {
    call: "guardduty:UpdateDetector",
    with: "suspend",
    silence: onDetector("guardduty:UpdateDetector", { Enable: false }),
    lost: OF_HERE,
    status: unhealthy("detectorStatus"),
    health: unhealthy("detectorStatus"),
    message: by("detector-changes"),
  },
  {
    call: "guardduty:UpdateDetector",
    with: "frequency",
    silence: onDetector("guardduty:UpdateDetector", { FindingPublishingFrequency: "ONE_HOUR" }),
    lost: { because: "updates of findings arrive at another frequency; new findings arrive" },
    status: unhealthy("valueDiffers"),
    health: unhealthy("valueDiffers"),
    message: by("detector-changes"),
  },
  {
    call: "guardduty:DeleteDetector",
    with: "after its members",
    silence: async (target) => {
      await target.as(MANAGEMENT, THERE).call("guardduty:DisableOrganizationAdminAccount", {
        AdminAccountId: ADMINISTRATOR,
      });
      const { detectors } = target.sandbox.world();
      const DetectorId = detectors[`${ADMINISTRATOR}/${THERE}`]?.id;
      const administrator = admin(target, THERE);
      for (const call of ["DisassociateMembers", "DeleteMembers"]) {
        await administrator.call(`guardduty:${call}`, { DetectorId, AccountIds: [INVITED] });
      }
      await administrator.call("guardduty:DeleteDetector", { DetectorId });
    },
    lost: ["elsewhere"],
    status: unhealthy("delegationDiffers", "destinationMissing", "detectorMissing"),
    health: unhealthy("detectorDeleted"),
    message: by("detector-changes"),
  },
  {
    call: "guardduty:UpdatePublishingDestination",
    silence: async (target) => {
      const { bucketName, keyArn, detectorId, destinationId } = target;
      const administrator = admin(target);
      await administrator.call("s3:CreateBucket", { Bucket: "elsewhere" });
      const { Policy } = await administrator.call("s3:GetBucketPolicy", { Bucket: bucketName });
      const Bucket = "elsewhere";
      await administrator.call("s3:PutBucketPolicy", {
        ...{ Bucket, Policy: Policy.replaceAll(bucketName, Bucket) },
      });
      await administrator.call("s3:PutObject", { Bucket, Key: `${PREFIX}/` });
      await administrator.call("guardduty:UpdatePublishingDestination", {
        ...{ DetectorId: detectorId, DestinationId: destinationId },
        DestinationProperties: {
          DestinationArn: `arn:aws:s3:::${Bucket}/${PREFIX}`,
          KmsKeyArn: keyArn,
        },
      });
    },
    lost: OF_HERE,
    status: unhealthy("valueDiffers"),
    health: unhealthy("valueDiffers"),
    message: by("detector-changes"),
  },
  {
    call: "guardduty:DeletePublishingDestination",
    silence: (target) =>
      onDetector("guardduty:DeletePublishingDestination", { DestinationId: target.destinationId })(
        target,
      ),
    lost: OF_HERE,
    status: unhealthy("destinationMissing"),
    health: unhealthy("destinationDeleted"),
    message: by("detector-changes"),
  },
  {
    call: "iam:DeleteServiceLinkedRole",
    silence: (target) =>
      admin(target).call("iam:DeleteServiceLinkedRole", {
        RoleName: "AWSServiceRoleForAmazonGuardDuty",
      }),
    lost: { because: "IAM does not delete the role while the account has a detector" },
    status: { because: "the role still exists" },
    health: { because: "the role still exists" },
    message: by("organization-changes"),
  },
  {
    call: "s3:PutBucketPolicy",
    silence: (target) =>
      onBucket("s3:PutBucketPolicy", {
        Policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              ...{ Effect: "Allow", Principal: { AWS: ADMINISTRATOR }, Action: "s3:GetObject" },
              Resource: `arn:aws:s3:::${target.bucketName}/*`,
            },
          ],
        }),
      })(target),
    lost: ALL,
    status: unhealthy("policyDrift"),
    health: unhealthy("policyDrift"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:DeleteBucketPolicy",
    silence: onBucket("s3:DeleteBucketPolicy"),
    lost: ALL,
    status: unhealthy("policyDrift"),
    health: unhealthy("policyDrift"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:DeleteBucket",
    silence: async (target) => {
      const { bucketName: Bucket } = target;
      const administrator = admin(target);
      const { Versions = [], DeleteMarkers = [] } = await administrator.call(
        "s3:ListObjectVersions",
        { Bucket },
      );
      for (const { Key, VersionId } of [...Versions, ...DeleteMarkers]) {
        const version = { Bucket, Key, VersionId, BypassGovernanceRetention: true };
        await administrator.call("s3:DeleteObject", version);
      }
      await administrator.call("s3:DeleteBucket", { Bucket });
    },
    lost: [...ALL, "evidence"],
    status: unhealthy("holderMissing", "notChecked"),
    health: unhealthy("callFailed", "holderMissing"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:PutBucketLifecycleConfiguration",
    recordedAs: "PutBucketLifecycle",
    silence: onBucket("s3:PutBucketLifecycleConfiguration", {
      LifecycleConfiguration: {
        Rules: [{ ID: "gone", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } }],
      },
    }),
    lost: ["evidence"],
    status: unhealthy("bucketSettingWeaker"),
    health: unhealthy("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:PutBucketVersioning",
    with: "without Object Lock",
    unlocked: true,
    silence: onBucket("s3:PutBucketVersioning", {
      VersioningConfiguration: { Status: "Suspended" },
    }),
    lost: NOT_DELIVERY,
    status: unhealthy("bucketSettingWeaker"),
    health: unhealthy("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:PutBucketEncryption",
    silence: onBucket("s3:PutBucketEncryption", {
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    }),
    lost: NOT_DELIVERY,
    status: unhealthy("bucketSettingWeaker"),
    health: unhealthy("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:DeleteBucketEncryption",
    silence: onBucket("s3:DeleteBucketEncryption"),
    lost: NOT_DELIVERY,
    status: unhealthy("bucketSettingWeaker"),
    health: unhealthy("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:PutPublicAccessBlock",
    recordedAs: "PutBucketPublicAccessBlock",
    silence: onBucket("s3:PutPublicAccessBlock", {
      PublicAccessBlockConfiguration: { BlockPublicPolicy: false },
    }),
    lost: NOT_DELIVERY,
    status: unhealthy("bucketSettingWeaker"),
    health: unhealthy("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:DeletePublicAccessBlock",
    recordedAs: "DeleteBucketPublicAccessBlock",
    silence: onBucket("s3:DeletePublicAccessBlock"),
    lost: NOT_DELIVERY,
    status: unhealthy("bucketSettingWeaker"),
    health: unhealthy("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:PutObjectLockConfiguration",
    recordedAs: "PutBucketObjectLockConfiguration",
    silence: onBucket("s3:PutObjectLockConfiguration", {
      ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" },
    }),
    lost: NOT_DELIVERY,
    status: unhealthy("bucketSettingWeaker"),
    health: unhealthy("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:PutBucketOwnershipControls",
    silence: onBucket("s3:PutBucketOwnershipControls", {
      OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
    }),
    lost: NOT_DELIVERY,
    status: unhealthy("bucketSettingWeaker"),
    health: unhealthy("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:PutBucketReplication",
    silence: onBucket("s3:PutBucketReplication", {
      ReplicationConfiguration: {
        Role: `arn:aws:iam::${ADMINISTRATOR}:role/copy`,
        Rules: [{ Status: "Enabled", Prefix: "", Destination: { Bucket: "arn:aws:s3:::copies" } }],
      },
    }),
    lost: NOT_DELIVERY,
    status: warned("bucketSettingWeaker"),
    health: warned("bucketSettingWeaker"),
    message: by("bucket-changes"),
  },
  {
    call: "s3:PutBucketNotificationConfiguration",
    recordedAs: "PutBucketNotification",
    silence: onBucket("s3:PutBucketNotificationConfiguration", { NotificationConfiguration: {} }),
    lost: ["notification"],
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("bucket-changes"),
  },
  {
    call: "kms:PutKeyPolicy",
    silence: (target) =>
      admin(target).call("kms:PutKeyPolicy", {
        KeyId: target.keyArn,
        Policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { AWS: `arn:aws:iam::${ADMINISTRATOR}:root` },
              ...{ Action: "kms:*", Resource: "*" },
            },
          ],
        }),
      }),
    lost: ALL,
    status: unhealthy("policyDrift"),
    health: unhealthy("policyDrift"),
    message: by("key-changes"),
  },
  {
    call: "kms:DisableKey",
    silence: (target) => admin(target).call("kms:DisableKey", { KeyId: target.keyArn }),
    lost: ALL,
    status: unhealthy("holderUnsuitable"),
    health: unhealthy("holderUnsuitable"),
    message: by("key-changes"),
  },
  {
    call: "kms:ScheduleKeyDeletion",
    silence: (target) => admin(target).call("kms:ScheduleKeyDeletion", { KeyId: target.keyArn }),
    lost: ALL,
    status: unhealthy("holderUnsuitable"),
    health: unhealthy("holderUnsuitable"),
    message: by("key-changes"),
  },
  {
    call: "kms:CreateGrant",
    silence: (target) =>
      admin(target).call("kms:CreateGrant", {
        KeyId: target.keyArn,
        GranteePrincipal: `arn:aws:iam::${OUTSIDE}:root`,
        Operations: ["Decrypt"],
      }),
    lost: { because: "delivery continues; the grantee can decrypt" },
    status: warned("keyGrant"),
    health: warned("keyGrant"),
    message: by("key-changes"),
  },
  {
    call: "sqs:SetQueueAttributes",
    silence: (target) =>
      admin(target).call("sqs:SetQueueAttributes", {
        ...{ QueueUrl: target.queueUrl, Attributes: { Policy: "" } },
      }),
    lost: ["notification"],
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("reader-changes"),
  },
  ...(
    [
      ["under AWS's own key of SQS", { KmsMasterKeyId: "alias/aws/sqs" }, ["notification"]],
      ["without encryption", { SqsManagedSseEnabled: "false" }, NOT_DELIVERY],
      ["a retention of a minute", { MessageRetentionPeriod: "60" }, SOONER],
      ["no dead-letter queue", { RedrivePolicy: "" }, SOONER],
      ["messages of 1 KiB at most", { MaximumMessageSize: "1024" }, LONGER],
    ] as const
  ).map(([how, Attributes, lost]): Way => ({
    call: "sqs:SetQueueAttributes",
    with: how,
    silence: (target) =>
      admin(target).call("sqs:SetQueueAttributes", { QueueUrl: target.queueUrl, Attributes }),
    lost,
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("reader-changes"),
  })),
  {
    call: "sqs:SetQueueAttributes",
    with: "VisibilityTimeout",
    silence: (target) =>
      admin(target).call("sqs:SetQueueAttributes", {
        ...{ QueueUrl: target.queueUrl, Attributes: { VisibilityTimeout: "0" } },
      }),
    lost: SOONER,
    status: NOTIFICATIONS,
    health: { because: "the function does not know the visibility timeout that the stack deploys" },
    message: by("reader-changes"),
  },
  ...(
    [
      ["SetQueueAttributes", "policy", { Attributes: { Policy: "" } }],
      ["DeleteQueue", undefined, {}],
    ] as const
  ).map(([name, how, input]): Way => ({
    call: `sqs:${name}`,
    with: how === undefined ? "the dead-letter queue" : `${how} of the dead-letter queue`,
    silence: (target) =>
      admin(target).call(`sqs:${name}`, { QueueUrl: target.deadLetterQueueUrl, ...input }),
    lost: DEAD_LETTERS,
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("reader-changes"),
  })),
  ...(
    [
      // S3's messages have no attributes.
      ["FilterPolicy", '{"team":["none"]}', ["notification"]],
      [
        ...(["RawMessageDelivery", "false"] as const),
        { because: "messages arrive, in SNS's format, which readers of S3 events cannot parse" },
      ],
    ] as const
  ).map(([AttributeName, AttributeValue, lost]): Way => ({
    call: "sns:SetSubscriptionAttributes",
    with: AttributeName,
    silence: (target) =>
      admin(target).call("sns:SetSubscriptionAttributes", {
        ...{ SubscriptionArn: target.subscriptionArn, AttributeName, AttributeValue },
      }),
    lost,
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("reader-changes"),
  })),
  {
    call: "sqs:DeleteQueue",
    silence: (target) => admin(target).call("sqs:DeleteQueue", { QueueUrl: target.queueUrl }),
    lost: ["notification"],
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("reader-changes"),
  },
  {
    call: "sns:SetTopicAttributes",
    silence: (target) =>
      admin(target).call("sns:SetTopicAttributes", {
        TopicArn: target.topicArn,
        AttributeName: "Policy",
        AttributeValue: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              ...{ Effect: "Deny", Principal: "*", Action: "sns:Publish" },
              Resource: target.topicArn,
            },
          ],
        }),
      }),
    lost: ["notification"],
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("reader-changes"),
  },
  {
    call: "sns:Unsubscribe",
    silence: (target) =>
      admin(target).call("sns:Unsubscribe", { SubscriptionArn: target.subscriptionArn }),
    lost: ["notification"],
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("reader-changes"),
  },
  ...(["PutKeyPolicy", "DisableKey", "ScheduleKeyDeletion"] as const).map((name): Way => ({
    call: `kms:${name}`,
    with: "the key of the topic of new findings",
    silence: (target) =>
      admin(target).call(`kms:${name}`, {
        KeyId: target.topicKeyArn,
        ...(name === "PutKeyPolicy" && { Policy: OF_ACCOUNT }),
      }),
    lost: ["notification"],
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("key-changes"),
  })),
  ...(
    [
      ["under AWS's own key of SNS", "alias/aws/sns", ["notification"]],
      ["without encryption", "", NOT_DELIVERY],
    ] as const
  ).map(([how, AttributeValue, lost]): Way => ({
    call: "sns:SetTopicAttributes",
    with: how,
    silence: ({ topicArn: TopicArn, ...target }) =>
      target.as(ADMINISTRATOR).call("sns:SetTopicAttributes", {
        ...{ TopicArn, AttributeName: "KmsMasterKeyId", AttributeValue },
      }),
    lost,
    status: NOTIFICATIONS,
    health: NOTIFICATIONS,
    message: by("reader-changes"),
  })),
  ...(["PutKeyPolicy", "DisableKey", "ScheduleKeyDeletion"] as const).map((name): Way => ({
    call: `kms:${name}`,
    with: "the key of the messages",
    silence: (target) =>
      admin(target).call(`kms:${name}`, {
        KeyId: target.healthParts.keyArn,
        ...(name === "PutKeyPolicy" && { Policy: OF_ACCOUNT }),
      }),
    lost: MESSAGES,
    status: PART,
    health: OWN_PARTS,
    message: NO_TOPIC,
  })),
  ...HEALTH_WAYS.map(({ with: how, status = PART, message, ...way }): Way => ({
    ...way,
    with: how === undefined ? "of the health check" : `of the health check: ${how}`,
    ...{ lost: MESSAGES, status, health: OWN_PARTS },
    message: message ?? by("health-changes"),
  })),
];

/** Calls that messages report and no row has, by CloudTrail's names. */
export const WITHOUT_ROW: { [call: string]: string } = {
  AttachRolePolicy: "for roles of the health check: the effect of PutRolePolicy with a Deny",
  PutRolePermissionsBoundary: "for roles of the health check: the effect of DeleteRolePolicy",
  UpdateAssumeRolePolicy: "for roles of the health check: no service can assume the role",
  UpdateFunctionCode20150331v2:
    "for the function of the health check: the effect of UpdateFunctionConfiguration",
  AddPermission: "adds to the policy of a queue or topic; existing statements stay",
  DeleteBucketLifecycle: "keeps findings longer",
  DeleteBucketOwnershipControls: "has the effect of PutBucketOwnershipControls",
  DeleteBucketReplication: "ends replication, which the export does not set up",
  DetachPolicy:
    "settings of a detached GuardDuty policy stay; a detached control policy denies less",
  DisablePolicyType: "auto-enable applies again",
  LeaveOrganization: "the account leaves the organization, and GuardDuty ends its membership",
  PurgeQueue: "removes messages; the findings stay in the bucket",
  PutBucketAcl: "S3 refuses it while ACLs are disabled",
  PutBucketLifecycleConfiguration: "CloudTrail's current name of PutBucketLifecycle",
  PutBucketNotificationConfiguration: "CloudTrail's current name of PutBucketNotification",
  PutObjectLockConfiguration: "CloudTrail's current name of PutBucketObjectLockConfiguration",
  RemoveAccountFromOrganization:
    "has the effect of LeaveOrganization, called by the management account",
  RemovePermission: "has the effect of SetQueueAttributes and SetTopicAttributes",
  UpdatePolicy: "has the effect of AttachPolicy, for a policy that is attached",
};

export const nameOf = ({ call, with: how }: Way): string => (how ? `${call} (${how})` : call);
