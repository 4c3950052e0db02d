import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { EventRouting } from "../../components/events/eventRouting";
import type { GuardDutyExportArgs } from "../../components/export/args";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { FindingFilters } from "../../components/filters/findingFilters";
import type { ExportHealthArgs } from "../../components/health/args";
import { ExportHealth } from "../../components/health/exportHealth";
import type { ThreatList } from "../../components/lists/args";
import { ThreatLists } from "../../components/lists/threatLists";
import { MalwareProtection } from "../../components/malware/malwareProtection";
import { FindingsReader } from "../../components/readers/findingsReader";
import { AwsError } from "../../sandbox/cloud";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exampleWorld, openCloudStack } from "../../testing/cloudStack";

const REGION = "eu-west-1";
const [DETECTOR, LIST, PLAN] = ["1".repeat(32), "c".repeat(32), "0123456789abcdef0123"] as const;
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:security`;
const BUS = `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/security`;
const QUEUE_URL = `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/siem`;
const detectorIds = { [REGION]: DETECTOR };

const world = () => ({
  ...exampleWorld(),
  detectors: { [`${ACCOUNT}/${REGION}`]: { id: DETECTOR } },
  buckets: { "acme-uploads": { account: ACCOUNT, region: REGION } },
});

const lists = (kind: ThreatList["kind"]) => () =>
  void new ThreatLists("lists", {
    ...{ regions: [REGION], detectorIds },
    lists: {
      bad: {
        ...{ kind, entries: ["198.51.100.7"] },
        existing: { [REGION]: { detectorId: DETECTOR, listId: LIST } },
      },
    },
  });
const filters = () =>
  void new FindingFilters("filters", {
    ...{ regions: [REGION], detectorIds },
    filters: {
      scans: {
        criterion: { type: { equals: ["Recon:EC2/Portscan"] } },
        existing: { [REGION]: { detectorId: DETECTOR } },
      },
    },
  });
const malware = () =>
  void new MalwareProtection("malware", {
    buckets: [
      {
        ...{ name: "uploads", bucketName: "acme-uploads", region: REGION },
        existing: { planId: PLAN },
      },
    ],
  });
const findings = {
  findingsUri: "s3://acme-findings/AWSLogs/",
  keyArn: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
};
const role = { principalArns: [`arn:aws:iam::${ACCOUNT}:root`] };
/** Known only once it is created: not looked for. */
const later = pulumi.output(TOPIC);
const reader = () =>
  void new FindingsReader("siem", {
    ...{ ...findings, topicArn: later, role },
    queue: { existing: { url: QUEUE_URL } },
  });
const subscriber = () =>
  void new FindingsReader("siem", { ...{ ...findings, topicArn: TOPIC, role } });
const routing = (target: { busArn: string } | { topicArn: string }) => () =>
  void new EventRouting("events", { regions: ["us-east-1", REGION], ...target });
const health = (named: Pick<ExportHealthArgs, "queueUrls" | "topicArn">) => () =>
  void new ExportHealth("health", {
    ...{ ...findings, regions: ["us-east-1"], administratorAccountId: ACCOUNT },
    detectorIds: { "us-east-1": DETECTOR },
    destinationIds: { "us-east-1": LIST },
    ...named,
  });

const listIs = (kind: string) => ({
  operation: `guardduty:Get${kind}`,
  says: `lists.bad.existing["${REGION}"].listId: is ${LIST}; detector ${DETECTOR} in ${REGION} has no ${kind} with this id. Fix: remove lists.bad.existing["${REGION}"]`,
  subject: `whether ${kind} ${LIST} exists in ${REGION}`,
});

const topicIs = (path: string) => ({
  operation: "sns:GetTopicAttributes",
  says: `${path}: is ${TOPIC}; the topic does not exist. Fix: set ${path} to the ARN of a topic that exists`,
  subject: `whether topic ${TOPIC} exists`,
});

const exported = (args: Partial<GuardDutyExportArgs>) => () =>
  void new GuardDutyExport("findings", { regions: ["us-east-1"], ...args });

interface Case {
  create: () => void;
  /** Reads whether it exists. */
  operation: string;
  /** Its IAM action, where that has another name. */
  reads?: string;
  says: string;
  /** What is not checked where it cannot be read. */
  subject: string;
}

const CASES: { [what: string]: Case } = {
  "a filter": {
    create: filters,
    operation: "guardduty:GetFilter",
    says: `filters.scans.existing["${REGION}"]: detector ${DETECTOR} in ${REGION} has no filter scans. Fix: remove filters.scans.existing["${REGION}"]`,
    subject: `whether filter scans exists in ${REGION}`,
  },
  "a trusted IP list": { create: lists("IPSet"), ...listIs("IPSet") },
  "a threat list": { create: lists("ThreatIntelSet"), ...listIs("ThreatIntelSet") },
  "a trusted entity list": { create: lists("TrustedEntitySet"), ...listIs("TrustedEntitySet") },
  "a threat entity list": { create: lists("ThreatEntitySet"), ...listIs("ThreatEntitySet") },
  "a Malware Protection plan": {
    create: malware,
    operation: "guardduty:GetMalwareProtectionPlan",
    says: `buckets[0].existing.planId: is ${PLAN}; the account has no Malware Protection plan with this id in ${REGION}. Fix: remove buckets[0].existing`,
    subject: `whether Malware Protection plan ${PLAN} exists in ${REGION}`,
  },
  "a queue": {
    create: reader,
    operation: "sqs:GetQueueAttributes",
    says: `queue.existing.url: is ${QUEUE_URL}; the queue does not exist. Fix: remove queue.existing`,
    subject: `whether queue ${QUEUE_URL} exists`,
  },
  "a reader's topic": { create: subscriber, ...topicIs("topicArn") },
  "a topic that events are routed to": {
    create: routing({ topicArn: TOPIC }),
    ...topicIs("topicArn"),
  },
  "an event bus": {
    create: routing({ busArn: BUS }),
    operation: "events:DescribeEventBus",
    says: `busArn: is ${BUS}; the event bus does not exist. Fix: set busArn to the ARN of an event bus that exists`,
    subject: `whether event bus ${BUS} exists`,
  },
  "a topic of alarms": { create: health({ topicArn: TOPIC }), ...topicIs("topicArn") },
  "a queue that a health check watches": {
    create: health({ queueUrls: [QUEUE_URL] }),
    operation: "sqs:GetQueueAttributes",
    says: `queueUrls[0]: is ${QUEUE_URL}; the queue does not exist. Fix: remove queueUrls[0]`,
    subject: `whether queue ${QUEUE_URL} exists`,
  },
  "the topic of an existing bucket": {
    create: exported({ notificationTopicArn: TOPIC }),
    ...topicIs("notificationTopicArn"),
  },
  "the bucket of access logs": {
    create: exported({ bucket: { accessLogs: { bucketName: "acme-logs" } } }),
    operation: "s3:HeadBucket",
    reads: "s3:ListBucket",
    says: `bucket.accessLogs.bucketName: is acme-logs; there is no bucket of this name in us-east-1. Fix: set bucket.accessLogs.bucketName to the name of a bucket in us-east-1`,
    subject: "whether bucket acme-logs exists in us-east-1",
  },
};

/** Errors, each once. */
const linesOf = (diagnostics: readonly string[]) => [
  // The SDK repeats the errors of several resources in one.
  ...new Set(
    diagnostics
      .filter((line) => line.startsWith("error: "))
      .map((line) => line.replace("error: One or more errors occurred: ", "error: ")),
  ),
];

describe("An entry of an add-on for what does not exist", () => {
  let stack: CloudStack;
  afterEach(() => stack.close());

  for (const [what, { create, says, operation, subject, reads = operation }] of Object.entries(
    CASES,
  )) {
    it(`is one error with the entry and the fix, and nothing is imported or made: ${what}`, async () => {
      stack = await openCloudStack(world());
      const before = structuredClone(stack.cloud.world);
      for (const run of [stack.preview, stack.up]) {
        const { diagnostics, steps } = await run(async () => create());
        expect(linesOf(diagnostics)).to.deep.equal([`error: ${says}`]);
        expect(steps.filter(({ op }) => op === "import")).to.deep.equal([]);
      }
      expect(stack.cloud.world).to.deep.equal(before);
    });

    it(`is said not to be checked where AWS refuses to read it: ${what}`, async () => {
      stack = await openCloudStack(world(), (cloud) => ({
        call: (caller, name, input) =>
          name === operation
            ? Promise.reject(new AwsError("AccessDeniedException", "no", 403))
            : cloud.call(caller, name, input),
      }));
      const { diagnostics } = await stack.preview(async () => create());
      const unread = diagnostics.filter((line) => line.includes("could not check"));
      expect(unread).to.have.length(1);
      expect(unread[0]).to.contain(`warning: could not check ${subject}: `);
      expect(unread[0]).to.contain(`Fix: allow ${reads} for the deploying identity`);
    });
  }

  it("is named with every other one of an export, those of the findings' bucket and key too, and nothing is made", async () => {
    stack = await openCloudStack(world());
    const before = structuredClone(stack.cloud.world);
    const create = exported({
      bucket: { existing: { name: "acme-findings" } },
      key: { existing: { arn: findings.keyArn } },
      notificationTopicArn: TOPIC,
    });
    const paths = ["bucket.existing.name", "key.existing.arn", "notificationTopicArn"];
    for (const run of [stack.preview, stack.up]) {
      const { diagnostics } = await run(async () => create());
      const [error, ...others] = linesOf(diagnostics);
      expect(others).to.deep.equal([]);
      for (const path of paths) expect(error).to.contain(path);
    }
    expect(stack.cloud.world).to.deep.equal(before);
  });

  it("is said not to be checked with a provider that the program passes", async () => {
    stack = await openCloudStack(world());
    const { diagnostics } = await stack.preview(async () => {
      const mine = new aws.Provider("mine", { region: REGION });
      new FindingFilters(
        "filters",
        {
          ...{ regions: [REGION], detectorIds },
          filters: {
            scans: {
              criterion: { type: { equals: ["Recon:EC2/Portscan"] } },
              existing: { [REGION]: { detectorId: DETECTOR } },
            },
          },
        },
        { provider: mine },
      );
    });
    expect(diagnostics).to.include(
      `warning: could not check whether filter scans exists in ${REGION}: the component does not have the credentials of the provider passed to it. Fix: compare the configuration with what guardduty-export discover lists`,
    );
  });
});
