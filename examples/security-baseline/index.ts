import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  EventRouting,
  ExportHealth,
  FindingFilters,
  GuardDutyExport,
  MalwareProtection,
  ThreatLists,
} from "guardduty-export";
import { readFileSync } from "node:fs";

const homeRegion = "us-east-1";
const regions = [homeRegion, "eu-west-1", "ap-east-2"];

const findings = new GuardDutyExport("findings", {
  regions,
  features: [
    { name: "S3_DATA_EVENTS" },
    // AWS does not offer RDS Protection in ap-east-2.
    { name: "RDS_LOGIN_EVENTS", excludeRegions: ["ap-east-2"] },
    { name: "RUNTIME_MONITORING", regions: [homeRegion] },
  ],
});
const { detectorIds } = findings;

new FindingFilters("filters", {
  regions,
  detectorIds,
  filters: {
    "port-probes": {
      description: "Probes of ports that are open to the internet on purpose",
      criterion: {
        type: { equals: ["Recon:EC2/PortProbeUnprotectedPort"] },
        severity: { lessThan: 4 },
      },
    },
  },
});

new ThreatLists("lists", {
  regions,
  detectorIds,
  lists: {
    "known-bad": {
      kind: "ThreatIntelSet",
      entries: readFileSync("known-bad.txt", "utf8").split("\n"),
    },
  },
});

// Uploaded files outlive the stack, as findings do.
const uploads = new aws.s3.Bucket("uploads", {}, { retainOnDelete: true });

const malware = new MalwareProtection("malware", {
  buckets: [{ name: "uploads", bucketName: uploads.bucket, region: homeRegion }],
});

// Objects are read once GuardDuty found no threat in them.
new aws.s3.BucketPolicy("uploads", {
  bucket: uploads.bucket,
  policy: pulumi.interpolate`{"Version":"2012-10-17","Statement":${malware.cleanReadStatements["uploads"]}}`,
});

// Events of findings and of scans reach a queue of the team that answers them.
const alerts = new aws.sns.Topic("alerts");
const routing = new EventRouting("events", {
  regions,
  topicArn: alerts.arn,
  severityAtLeast: 4,
  malwareScans: true,
});
new aws.sns.TopicPolicy("alerts", {
  arn: alerts.arn,
  policy: pulumi.interpolate`{"Version":"2012-10-17","Statement":[${routing.topicStatement}]}`,
});
const queue = new aws.sqs.Queue("alerts");
new aws.sqs.QueuePolicy("alerts", {
  queueUrl: queue.url,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queue.arn,
        Condition: { ArnEquals: { "aws:SourceArn": alerts.arn } },
      },
    ],
  }),
});
new aws.sns.TopicSubscription("alerts", {
  topic: alerts.arn,
  protocol: "sqs",
  endpoint: queue.arn,
  rawMessageDelivery: true,
});

const health = new ExportHealth("health", {
  regions,
  administratorAccountId: findings.administratorAccountId,
  detectorIds,
  destinationIds: findings.destinationIds,
  findingsUri: findings.findingsUri,
  keyArn: findings.keyArn,
  bucketSettings: {},
  bucketPolicyStatements: findings.bucketPolicyStatements,
  keyPolicyStatements: findings.keyPolicyStatements,
});

export const findingsUri = findings.findingsUri;
export const uploadsBucket = uploads.bucket;
export const alertsQueueUrl = queue.url;
export const alarmTopicArn = health.topicArn;
