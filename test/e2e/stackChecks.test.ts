import { expect } from "chai";

import { ADD_ON_NAMES } from "../../rules/addOns";
import type { WorldFile } from "../../sandbox/world";
import program = require("../../stacks");
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exampleWorld, openCloudStack } from "../../testing/cloudStack";

const REGIONS = ["us-east-1", "eu-west-1"];
const [DETECTOR, LIST, PLAN] = ["1".repeat(32), "c".repeat(32), "0123456789abcdef0123"] as const;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:security`;
const BUS = `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/security`;
const QUEUE_URL = `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/siem`;

/** What the export names, and the paths at which it is missed. */
const EXPORT = {
  config: {
    regions: REGIONS,
    bucket: { existing: { name: "acme-findings" } },
    key: { existing: { arn: KEY } },
    notificationTopicArn: TOPIC,
    existing: { "us-east-1": { detectorId: DETECTOR } },
  },
  paths: [
    'existing["us-east-1"].detectorId',
    "bucket.existing.name",
    "key.existing.arn",
    "notificationTopicArn",
  ],
};

/** The same of each add-on; null: it names nothing of AWS that is to exist before. */
const ADD_ONS: { [key: string]: { value: object; paths: string[] } | null } = {
  readers: {
    value: {
      siem: {
        role: { principalArns: [`arn:aws:iam::${ACCOUNT}:root`] },
        queue: { existing: { url: QUEUE_URL } },
      },
    },
    paths: ["readers.siem.queue.existing.url"],
  },
  chronicle: null,
  sentinel: null,
  athena: null,
  events: { value: { busArn: BUS }, paths: ["events.busArn"] },
  filters: {
    value: {
      scans: {
        criterion: { type: { equals: ["Recon:EC2/Portscan"] } },
        existing: { "eu-west-1": { detectorId: DETECTOR } },
      },
    },
    paths: ['filters.scans.existing["eu-west-1"].detectorId'],
  },
  lists: {
    value: {
      bad: {
        ...{ kind: "ThreatIntelSet", entries: ["198.51.100.7"] },
        existing: { "eu-west-1": { detectorId: DETECTOR, listId: LIST } },
      },
    },
    paths: ['lists.bad.existing["eu-west-1"].detectorId'],
  },
  malwareProtection: {
    value: {
      buckets: [
        {
          ...{ name: "uploads", bucketName: "acme-uploads", region: "us-east-1" },
          existing: { planId: PLAN },
        },
      ],
    },
    paths: [
      "malwareProtection.buckets[0].existing.planId",
      "malwareProtection.buckets[0].bucketName",
    ],
  },
  health: { value: { topicArn: TOPIC }, paths: ["health.topicArn"] },
};

const named = Object.entries(ADD_ONS).flatMap(([key, one]) => (one ? [{ key, ...one }] : []));
const COMPLETE = {
  ...EXPORT.config,
  ...Object.fromEntries(named.map(({ key, value }) => [key, value])),
};

const texts = (config: object) =>
  Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      `guardduty-export:${key}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );

/** A run of the stack's program, with the paths of its error and the types of what it registers. */
async function runs(stack: CloudStack, run: "preview" | "up") {
  const { error, steps, diagnostics } = await stack[run](() => program());
  const message = error?.message ?? "";
  return {
    message,
    diagnostics,
    // An inline program's error is repeated as that of the run.
    paths: [
      ...new Set([...message.matchAll(/^\s+- guardduty-export:(\S+): /gm)].map(([, path]) => path)),
    ],
    registered: steps.map(({ type }) => type),
  };
}

const open = (config: object, world: WorldFile = exampleWorld()) =>
  openCloudStack(world, undefined, { config: texts(config) });

describe("A stack's program", () => {
  let stack: CloudStack;
  afterEach(() => stack.close());

  it("reports all that its components name and that does not exist in one error, and registers nothing", async () => {
    expect(Object.keys(ADD_ONS)).to.have.members(ADD_ON_NAMES);
    stack = await open(COMPLETE);
    const before = structuredClone(stack.cloud.world);
    const expected = [...EXPORT.paths, ...named.flatMap(({ paths }) => paths)];
    for (const run of ["preview", "up"] as const) {
      const { message, paths, registered, diagnostics } = await runs(stack, run);
      expect(paths, message).to.have.members(expected);
      expect(message).to.contain(
        `config of stack test: ${expected.length} problems in the arguments; nothing was registered`,
      );
      const fixes = [...message.matchAll(/ Fix: (?:remove|set) (\S+)/g)].map(([, path]) => path);
      expect(fixes.filter((path) => !path?.startsWith("guardduty-export:"))).to.deep.equal([]);
      expect(message).to.match(/bucket\.existing\.name: .* Fix: .*bucket in us-east-1/);
      expect(registered).to.deep.equal(["pulumi:pulumi:Stack"]);
      expect(diagnostics.filter((line) => line.startsWith("warning"))).to.deep.equal([]);
    }
    expect(stack.cloud.world).to.deep.equal(before);
  });

  it("reports them with what is wrong in the configuration itself", async () => {
    stack = await open({ ...COMPLETE, athena: { columns: 1 } });
    const { paths, registered } = await runs(stack, "preview");
    expect(paths).to.include.members(["athena.columns", ...EXPORT.paths]);
    expect(registered).to.deep.equal(["pulumi:pulumi:Stack"]);
  });

  it("of a member reports each detector that does not exist, and registers nothing", async () => {
    const existing = Object.fromEntries(
      REGIONS.map((region) => [region, { detectorId: DETECTOR }]),
    );
    stack = await open({ role: "member", regions: REGIONS, existing });
    for (const run of ["preview", "up"] as const) {
      const { paths, registered } = await runs(stack, run);
      expect(paths).to.deep.equal(REGIONS.map((region) => `existing["${region}"].detectorId`));
      expect(registered).to.deep.equal(["pulumi:pulumi:Stack"]);
    }
  });
});
