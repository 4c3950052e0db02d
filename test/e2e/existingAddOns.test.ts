import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { FindingFilters } from "../../components/filters/findingFilters";
import type { ThreatList } from "../../components/lists/args";
import { ThreatLists } from "../../components/lists/threatLists";
import { MalwareProtection } from "../../components/malware/malwareProtection";
import { FindingsReader } from "../../components/readers/findingsReader";
import { AwsError } from "../../sandbox/cloud";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exampleWorld, openCloudStack } from "../../testing/cloudStack";

const REGION = "eu-west-1";
const [DETECTOR, LIST, PLAN] = ["1".repeat(32), "c".repeat(32), "0123456789abcdef0123"] as const;
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
const reader = () =>
  void new FindingsReader("siem", {
    findingsUri: "s3://acme-findings/AWSLogs/",
    keyArn: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
    topicArn: `arn:aws:sns:us-east-1:${ACCOUNT}:findings`,
    queue: { existing: { url: QUEUE_URL } },
    role: { principalArns: [`arn:aws:iam::${ACCOUNT}:root`] },
  });

const listIs = (kind: string) => ({
  operation: `guardduty:Get${kind}`,
  says: `lists.bad.existing["${REGION}"].listId: is ${LIST}; detector ${DETECTOR} in ${REGION} has no ${kind} with this id. Fix: remove lists.bad.existing["${REGION}"]`,
  subject: `whether ${kind} ${LIST} exists in ${REGION}`,
});

interface Case {
  create: () => void;
  /** Reads whether it exists. */
  operation: string;
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

  for (const [what, { create, says, operation, subject }] of Object.entries(CASES)) {
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
      expect(unread[0]).to.contain(`Fix: allow ${operation} for the deploying identity`);
    });
  }

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
