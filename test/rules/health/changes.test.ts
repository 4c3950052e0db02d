import { expect } from "chai";

import { CHANGES, forwarded } from "../../../rules/health";
import { matchesPattern } from "../../../sandbox/cloud/events/pattern";
import { patternProblem } from "../../../sandbox/cloud/events/patternRules";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../../rules/regions";

const ACCOUNT = "111122223333";
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const OTHER_KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/99999999-12ab-34cd-56ef-1234567890ab`;
const TOPIC_KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/77777777-12ab-34cd-56ef-1234567890ab`;
const HERE = "a".repeat(32);
const THERE = "b".repeat(32);
const UNRELATED = "c".repeat(32);
const OWN_QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:siem-dead-letters`;
const QUEUE = `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/siem`;
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:findings`;
const WATCHED = {
  ...{ detectorIds: [HERE, THERE], bucketName: "acme-findings", keyArns: [KEY, TOPIC_KEY] },
  ...{ queueUrls: [QUEUE], ownQueueArns: [OWN_QUEUE], topicArns: [TOPIC], healthName: "health" },
};

/** An event as EventBridge has it of a call that CloudTrail recorded. */
const call = (service: string, eventName: string, detail: object, region = "us-east-1") => ({
  version: "0",
  id: "36eb8523-97d0-4518-b33d-ee3579ff19f0",
  "detail-type": "AWS API Call via CloudTrail",
  source: `aws.${service}`,
  account: ACCOUNT,
  time: "2026-11-24T10:00:00Z",
  region,
  resources: [],
  detail: {
    eventVersion: "1.11",
    userIdentity: {
      type: "AssumedRole",
      principalId: "AROAEXAMPLE:alice",
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/alice`,
      accountId: ACCOUNT,
      accessKeyId: "ASIAEXAMPLE",
      sessionContext: { attributes: { mfaAuthenticated: "true" } },
    },
    eventTime: "2026-11-24T10:00:00Z",
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: region,
    sourceIPAddress: "192.0.2.1",
    userAgent: "aws-cli/2.31.0",
    responseElements: null,
    requestID: "e5c6f7a8-0000-4000-8000-000000000000",
    eventID: "d1f2e3a4-0000-4000-8000-000000000000",
    readOnly: false,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: "Management",
    ...detail,
  },
});

const ofDetector = (eventName: string, detectorId: string, more: object = {}, region?: string) =>
  call("guardduty", eventName, { requestParameters: { detectorId }, ...more }, region);
const ofBucket = (eventName: string, bucketName: string, more: object = {}) =>
  call("s3", eventName, {
    requestParameters: { bucketName, Host: `${bucketName}.s3.us-east-1.amazonaws.com`, policy: "" },
    resources: [{ accountId: ACCOUNT, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucketName}` }],
    ...more,
  });
/** KMS is called with the key's id or its ARN; CloudTrail has the ARN among the resources. */
const ofKey = (eventName: string, ARN: string, more: object = {}) =>
  call("kms", eventName, {
    requestParameters: { keyId: ARN.split("/")[1] },
    resources: [{ accountId: ACCOUNT, type: "AWS::KMS::Key", ARN }],
    ...more,
  });
const of = (service: string, eventName: string, requestParameters: object, more: object = {}) =>
  call(service, eventName, { requestParameters, ...more });
const GUARDDUTY = "guardduty.amazonaws.com";
const ROLE = { roleName: "AWSServiceRoleForAmazonGuardDuty" };

const health = (service: string) => ({
  version: "0",
  id: "7bf73129-1428-4cd3-a780-95db273d1602",
  "detail-type": "AWS Health Event",
  source: "aws.health",
  account: ACCOUNT,
  time: "2026-11-24T10:00:00Z",
  region: "us-east-1",
  resources: [],
  detail: {
    eventArn: `arn:aws:health:us-east-1::event/${service}/AWS_${service}_OPERATIONAL_ISSUE/abc`,
    service,
    eventTypeCode: `AWS_${service}_OPERATIONAL_ISSUE`,
    eventTypeCategory: "issue",
    eventScopeCode: "PUBLIC",
    eventRegion: "us-east-1",
    startTime: "Tue, 24 Nov 2026 09:00:00 GMT",
    statusCode: "open",
    eventDescription: [{ language: "en_US", latestDescription: "Findings are delayed." }],
  },
});
const ALARM = { alarmName: "health-not-reporting-us-east-1-0a1b2c3", threshold: 1 };
const queueUrl = (name: string) => `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/${name}`;
const REFUSED = { errorCode: "AccessDenied", errorMessage: "not authorized" };

/** What happens, the event of it, the rule that reports it. */
const EVENTS: [what: string, event: object, rule: string | undefined][] = [
  ...["DeletePublishingDestination", "UpdatePublishingDestination"].map(
    (name): [string, object, string] => [
      `${name} of the export's`,
      ofDetector(name, HERE, { requestParameters: { detectorId: HERE, destinationId: THERE } }),
      "detector-changes",
    ],
  ),
  ["DeleteDetector of the export's", ofDetector("DeleteDetector", HERE), "detector-changes"],
  [
    "UpdateDetector of another Region, handed on",
    ofDetector("UpdateDetector", THERE, {}, "eu-west-1"),
    "detector-changes",
  ],
  ["DeleteDetector of another", ofDetector("DeleteDetector", UNRELATED), undefined],
  ["a refused DeleteDetector", ofDetector("DeleteDetector", HERE, REFUSED), undefined],
  ["GetDetector", ofDetector("GetDetector", HERE), undefined],
  ...[
    ...["CreateFilter", "UpdateFilter", "ArchiveFindings", "CreateIPSet", "UpdateIPSet"],
    ...["CreateTrustedEntitySet", "UpdateTrustedEntitySet"],
  ].map((name): [string, object, string] => [name, ofDetector(name, HERE), "suppression-changes"]),
  ["CreateFilter of another detector", ofDetector("CreateFilter", UNRELATED), undefined],
  ["DeleteFilter", ofDetector("DeleteFilter", HERE), undefined],
  ...[
    ...["StopMonitoringMembers", "DisassociateMembers", "DeleteMembers"],
    ...["UpdateMemberDetectors", "UpdateOrganizationConfiguration"],
  ].map((name): [string, object, string] => [name, ofDetector(name, THERE), "member-changes"]),
  ["DeleteMembers of another detector", ofDetector("DeleteMembers", UNRELATED), undefined],
  [
    "DisableOrganizationAdminAccount",
    of("guardduty", "DisableOrganizationAdminAccount", { adminAccountId: ACCOUNT }),
    "organization-changes",
  ],
  ...["DisassociateFromAdministratorAccount", "DisassociateFromMasterAccount"].map(
    (name): [string, object, string] => [
      `${name} of a member`,
      ofDetector(name, UNRELATED),
      "organization-changes",
    ],
  ),
  ...["DeregisterDelegatedAdministrator", "DisableAWSServiceAccess"].flatMap(
    (name): [string, object, string | undefined][] => [
      [name, of("organizations", name, { servicePrincipal: GUARDDUTY }), "organization-changes"],
      [
        `${name} of another service`,
        of("organizations", name, { servicePrincipal: "config.amazonaws.com" }),
        undefined,
      ],
    ],
  ),
  ...["EnablePolicyType", "DisablePolicyType"].flatMap(
    (name): [string, object, string | undefined][] => [
      [
        `${name} of GuardDuty policies`,
        of("organizations", name, { policyType: "GUARDDUTY_POLICY" }),
        "organization-changes",
      ],
      [`${name} of others`, of("organizations", name, { policyType: "TAG_POLICY" }), undefined],
    ],
  ),
  ...[
    ...["AttachPolicy", "DetachPolicy", "UpdatePolicy"],
    ...["RemoveAccountFromOrganization", "LeaveOrganization", "CloseAccount"],
  ].map((name): [string, object, string] => [
    name,
    of("organizations", name, { policyId: "p-12345678" }),
    "organization-changes",
  ]),
  [
    "DisableRegion",
    of("account", "DisableRegion", { regionName: "eu-south-1" }),
    "organization-changes",
  ],
  ["DeleteServiceLinkedRole", of("iam", "DeleteServiceLinkedRole", ROLE), "organization-changes"],
  [
    "DeleteServiceLinkedRole of another service",
    of("iam", "DeleteServiceLinkedRole", { roleName: "AWSServiceRoleForConfig" }),
    undefined,
  ],
  ["DeleteRole", of("iam", "DeleteRole", ROLE), undefined],
  ["PutBucketPolicy on the bucket", ofBucket("PutBucketPolicy", "acme-findings"), "bucket-changes"],
  [
    "DeleteBucketPolicy on the bucket",
    ofBucket("DeleteBucketPolicy", "acme-findings"),
    "bucket-changes",
  ],
  ...[
    ...["DeleteBucket", "PutBucketLifecycle", "DeleteBucketLifecycle", "PutBucketVersioning"],
    ...["PutBucketEncryption", "DeleteBucketEncryption", "PutBucketPublicAccessBlock"],
    ...["DeleteBucketPublicAccessBlock", "PutBucketObjectLockConfiguration"],
    ...["PutBucketNotification", "PutBucketOwnershipControls", "PutBucketReplication"],
    ...["PutBucketAcl"],
  ].map((name): [string, object, string] => [
    `${name} on the bucket`,
    ofBucket(name, "acme-findings"),
    "bucket-changes",
  ]),
  ["PutBucketPolicy on another bucket", ofBucket("PutBucketPolicy", "acme-findings-2"), undefined],
  ["a refused PutBucketPolicy", ofBucket("PutBucketPolicy", "acme-findings", REFUSED), undefined],
  ["PutBucketTagging on the bucket", ofBucket("PutBucketTagging", "acme-findings"), undefined],
  ...[
    ...["PutKeyPolicy", "ScheduleKeyDeletion", "DisableKey", "CreateGrant"],
    ...["DisableKeyRotation", "DeleteImportedKeyMaterial", "UpdatePrimaryRegion"],
  ].map((name): [string, object, string] => [
    `${name} on the key`,
    ofKey(name, KEY),
    "key-changes",
  ]),
  ["DisableKey on another key", ofKey("DisableKey", OTHER_KEY), undefined],
  ["a refused DisableKey", ofKey("DisableKey", KEY, REFUSED), undefined],
  ["Decrypt with the key", ofKey("Decrypt", KEY), undefined],
  ...["SetQueueAttributes", "AddPermission", "DeleteQueue"].map(
    (name): [string, object, string] => [
      `${name} on a reader's queue`,
      of("sqs", name, { queueUrl: QUEUE }),
      "reader-changes",
    ],
  ),
  [
    "SetQueueAttributes by an older form of the URL",
    of("sqs", "SetQueueAttributes", {
      queueUrl: `https://queue.amazonaws.com/${ACCOUNT}/siem`,
    }),
    "reader-changes",
  ],
  [
    "SetQueueAttributes on another queue",
    of("sqs", "SetQueueAttributes", { queueUrl: `${QUEUE}-2` }),
    undefined,
  ],
  [
    "SetQueueAttributes on the dead-letter queue of a reader",
    of("sqs", "SetQueueAttributes", { queueUrl: `${QUEUE}-dead-letters` }),
    "reader-changes",
  ],
  ["ReceiveMessage", of("sqs", "ReceiveMessage", { queueUrl: QUEUE }), undefined],
  ["SetTopicAttributes", of("sns", "SetTopicAttributes", { topicArn: TOPIC }), "reader-changes"],
  [
    "SetTopicAttributes on another topic",
    of("sns", "SetTopicAttributes", { topicArn: `${TOPIC}-2` }),
    undefined,
  ],
  [
    "PutDataProtectionPolicy on the topic",
    of("sns", "PutDataProtectionPolicy", { resourceArn: TOPIC }),
    "reader-changes",
  ],
  [
    "PutDataProtectionPolicy on another topic",
    of("sns", "PutDataProtectionPolicy", { resourceArn: `${TOPIC}-2` }),
    undefined,
  ],
  [
    "Unsubscribe from the topic",
    of("sns", "Unsubscribe", { subscriptionArn: `${TOPIC}:5be8b5f0` }),
    "reader-changes",
  ],
  [
    "Unsubscribe from another topic",
    of("sns", "Unsubscribe", { subscriptionArn: `${TOPIC}-2:5be8b5f0` }),
    undefined,
  ],
  ...["PutKeyPolicy", "ScheduleKeyDeletion", "DisableKey", "CreateGrant"].map(
    (name): [string, object, string] => [
      `${name} on the key of the messages`,
      ofKey(name, TOPIC_KEY),
      "key-changes",
    ],
  ),
  ...(
    [
      ["events", "DisableRule", { name: "health-key-changes-0a1b2c3" }],
      ["events", "DeleteRule", { name: "health-forward-eu-west-1-0a1b2c3" }],
      ["events", "RemoveTargets", { rule: "health-key-changes-0a1b2c3", ids: ["topic"] }],
      ["monitoring", "DeleteAlarms", { alarmNames: ["x", "health-unhealthy-us-east-1-0a1b2c3"] }],
      ["monitoring", "DisableAlarmActions", { alarmNames: ["health-failed-runs-0a1b2c3"] }],
      ["monitoring", "PutMetricAlarm", { ...ALARM, alarmActions: [TOPIC], actionsEnabled: false }],
      ["monitoring", "PutMetricAlarm", ALARM],
      [
        ...(["monitoring", "PutMetricAlarm"] as const),
        { ...ALARM, alarmActions: [TOPIC], treatMissingData: "notBreaching" },
      ],
      ["events", "PutRule", { name: "health-key-changes-0a1b2c3", state: "DISABLED" }],
      ["lambda", "DeleteFunction20150331", { functionName: "health-function-0a1b2c3" }],
      [
        ...(["lambda", "PutFunctionConcurrency20171031"] as const),
        { functionName: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:health-function-0a1b2c3` },
      ],
      ["scheduler", "UpdateSchedule", { name: "health-schedule-0a1b2c3", state: "DISABLED" }],
      ["sqs", "PurgeQueue", { queueUrl: queueUrl("health-dead-letter-queue-0a1b2c3") }],
      ["sqs", "DeleteQueue", { queueUrl: queueUrl("health-undelivered-us-east-1-0a1b2c3") }],
      ...["DeleteRolePolicy", "PutRolePolicy", "PutRolePermissionsBoundary"].map(
        (name) => ["iam", name, { roleName: "health-role-0a1b2c3" }] as const,
      ),
      ["iam", "UpdateAssumeRolePolicy", { roleName: "health-schedule-role-0a1b2c3" }],
      ["iam", "DeleteRole", { roleName: "health-forward-role-0a1b2c3" }],
      [
        ...(["monitoring", "PutAlarmMuteRule"] as const),
        { name: "quiet", muteTargets: { alarmNames: ["x", "health-failed-runs-0a1b2c3"] } },
      ],
      ["events", "RemovePermission", { statementId: "from-444455556666" }],
      ["events", "PutPermission", { eventBusName: "default", policy: "{}" }],
      ...["StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors"].map(
        (name) => ["cloudtrail", name, { name: "management-events" }] as const,
      ),
    ] as const
  ).map(([service, name, parameters]): [string, object, string] => [
    `${name} of the health check: ${JSON.stringify(parameters)}`,
    of(service, name, parameters),
    "health-changes",
  ]),
  ...(
    [
      ["events", "DisableRule", { name: "other-key-changes-0a1b2c3" }],
      ["monitoring", "DeleteAlarms", { alarmNames: ["other-unhealthy-us-east-1-0a1b2c3"] }],
      ["monitoring", "PutMetricAlarm", { ...ALARM, alarmActions: [TOPIC], actionsEnabled: true }],
      ["lambda", "DeleteFunction20150331", { functionName: "healthy-function" }],
      ["sqs", "DeleteQueue", { queueUrl: queueUrl("other-dead-letter-queue-0a1b2c3") }],
      ["iam", "DeleteRolePolicy", { roleName: "unhealth-role-0a1b2c3" }],
      ["monitoring", "PutAlarmMuteRule", { muteTargets: { alarmNames: ["other-failed-runs"] } }],
      ["lambda", "RemovePermission20150331v2", { functionName: "health-function-0a1b2c3" }],
      ["cloudtrail", "StartLogging", { name: "management-events" }],
    ] as const
  ).map(([service, name, parameters]): [string, object, undefined] => [
    `${name} of another: ${JSON.stringify(parameters)}`,
    of(service, name, parameters),
    undefined,
  ]),
  ["an event of GuardDuty in AWS Health", health("GUARDDUTY"), "service-events"],
  ["an event of EC2 in AWS Health", health("EC2"), undefined],
];

/** What the path of an input transformer holds. */
const at = (event: unknown, path: string): unknown =>
  path
    .split(".")
    .slice(1)
    .reduce<unknown>((value, name) => (value as { [name: string]: unknown })[name], event);

describe("Changes that stop an export", () => {
  for (const [what, event, rule] of EVENTS) {
    it(`are ${rule ? "reported in full, with what to do" : "not"}: ${what}`, () => {
      const matched = CHANGES.filter(({ pattern }) => matchesPattern(pattern(WATCHED), event));
      expect(matched.map(({ key }) => key)).to.deep.equal(rule ? [rule] : []);
      for (const { inputPaths, message } of matched) {
        const printed = message.replace(/<(\w+)>/g, (_all, name: string) =>
          String(at(event, inputPaths[name] as string)),
        );
        expect(printed).not.to.match(/undefined|null|<|>/);
        expect(printed).to.match(/pulumi up|guardduty-export status|health\.console/);
      }
    });
  }

  it("are handed on from another Region when they are of its detector, of GuardDuty's health, or of no Region", () => {
    const handedOn = (id: string | undefined) =>
      EVENTS.filter(([, event]) => matchesPattern(forwarded(id, "health"), event));
    const ofOrganization = EVENTS.filter(
      ([, event, rule]) =>
        rule === "organization-changes" ||
        (rule !== undefined &&
          ["aws.iam", "aws.cloudtrail"].includes((event as { source: string }).source)),
    );
    expect(handedOn(undefined)).to.deep.equal(ofOrganization);
    const others = handedOn(THERE).filter((one) => !ofOrganization.includes(one));
    expect(others.map(([what]) => what)).to.deep.equal([
      "UpdateDetector of another Region, handed on",
      ...["StopMonitoringMembers", "DisassociateMembers", "DeleteMembers"],
      ...["UpdateMemberDetectors", "UpdateOrganizationConfiguration"],
      "an event of GuardDuty in AWS Health",
    ]);
  });

  it("are looked for with patterns that EventBridge takes, with all Regions there are and five queues", () => {
    const regions = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
    const watched = {
      detectorIds: regions.map((_, index) => index.toString(16).padStart(32, "0")),
      bucketName: "b".repeat(63),
      keyArns: [KEY, TOPIC_KEY],
      queueUrls: Array.from({ length: 5 }, (_, index) => QUEUE + "q".repeat(75) + index),
      ownQueueArns: [OWN_QUEUE + "q".repeat(50)],
      topicArns: [TOPIC, `${TOPIC}-2`],
      healthName: "findings-of-the-organization-health",
    };
    const patterns = [
      ...CHANGES.map((change) => change.pattern(watched)),
      ...[HERE, undefined].map((id) => forwarded(id, "findings-of-the-organization-health")),
      forwarded(undefined),
    ];
    for (const pattern of patterns) {
      expect(patternProblem(pattern)).to.equal(undefined);
      // What EventBridge takes without an increase of its quota.
      expect(JSON.stringify(pattern).length).to.be.at.most(2048);
    }
  });
});
