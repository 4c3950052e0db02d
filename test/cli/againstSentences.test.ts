import { expect } from "chai";

import { runIn } from "../../testing/command";

const key = (name: string, value: object | string | boolean) =>
  `  guardduty-export:${name}: ${JSON.stringify(value)}\n`;
const BASE = `config:\n${key("regions", ["us-east-1", "eu-west-1"])}${key("bucket", { name: "acme" })}`;
const BUS = "arn:aws:events:us-east-1:111122223333:event-bus/x";
const ROLE = "arn:aws:iam::222233334444:role/a";
const list = (more: object) =>
  key("lists", { scan: { kind: "ThreatIntelSet", entries: ["192.0.2.1"], ...more } });
const google = key("readers", {
  google: { accessKey: { acknowledgeLongLivedKey: true }, queue: {} },
});
const feed = key("chronicle", {
  ...{ reader: "google", project: "acme-secops", location: "us" },
  instance: "12345678-1234-4123-8123-123456789012",
});

const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const scanned = (name: string) => ({ name, bucketName: `acme-${name}`, region: "us-east-1" });
const CONFIGURATIONS = ["EKS_ADDON", "ECS_FARGATE_AGENT", "EC2_AGENT"].map(
  (one) => `${one}_MANAGEMENT`,
);
const RUNTIME_CONFIGURATIONS = CONFIGURATIONS.map(
  (one) => `features.RUNTIME_MONITORING.additionalConfigurations.${one}`,
);
const runtimeMonitoring = {
  ...{ name: "RUNTIME_MONITORING", autoEnable: "NEW" },
  additionalConfigurations: CONFIGURATIONS.map((name) => ({ name, autoEnable: "NEW" })),
};

const cases: [what: string, from: string, to: string, expected: string[]][] = [
  ["a reader that is added", "", key("readerArns", [ROLE]), [`readerArns gains "${ROLE}"`]],
  ["a reader that is removed", key("readerArns", [ROLE]), "", [`readerArns loses "${ROLE}"`]],
  [
    "a type of findings",
    key("events", { busArn: BUS }),
    key("events", { busArn: BUS, types: ["Recon:"] }),
    ['events.types was not set, which includes all; now it has "Recon:"'],
  ],
  [
    "the Regions of a list that had those of the export",
    list({}),
    list({ regions: ["us-east-1"] }),
    ['lists.scan.regions loses "eu-west-1"'],
  ],
  [
    "the Regions of the export, which a list has anyway",
    list({}),
    list({ regions: ["us-east-1", "eu-west-1"] }),
    [],
  ],
  [
    "the default of a filter's action",
    key("filters", { low: { action: "NOOP", criterion: { severity: { lessThan: 4 } } } }),
    key("filters", { low: { criterion: { severity: { lessThan: 4 } } } }),
    [
      "filters.low can archive more findings than before: they are no longer exported",
      'filters.low.action was "NOOP" and is no longer set: the default is "ARCHIVE"',
    ],
  ],
  [
    "the default of an add-on's setting",
    key("health", { intervalMinutes: 60 }),
    key("health", true),
    ["health.intervalMinutes was 60 and is no longer set: the default is 15"],
  ],
  [
    "a type of findings more",
    key("events", { busArn: BUS, types: ["Recon:"] }),
    key("events", { busArn: BUS, types: ["Recon:", "Policy:"] }),
    ['events.types gains "Policy:"'],
  ],
  [
    "a protection plan that is no longer listed",
    key("features", [{ name: "S3_DATA_EVENTS", regions: ["us-east-1"] }]),
    "",
    [
      "features.S3_DATA_EVENTS is removed: AWS keeps it ENABLED in us-east-1, and the stack no longer sets it",
    ],
  ],
  [
    "a plan of members with an additional configuration that is no longer listed",
    key("organization", { members: { features: [runtimeMonitoring] } }),
    "",
    ["features.RUNTIME_MONITORING", ...RUNTIME_CONFIGURATIONS].map(
      (path) => `members.${path} is removed: AWS keeps it NEW, and the stack no longer sets it`,
    ),
  ],
  [
    "a bucket with a key that is scanned too, and one that no longer is",
    key("malwareProtection", { buckets: [scanned("a"), scanned("b")] }),
    key("malwareProtection", { buckets: [scanned("a"), { ...scanned("c"), keyArn: KEY }] }),
    [
      "malwareProtection.buckets.b is removed: GuardDuty no longer scans bucket acme-b for malware",
      "malwareProtection.buckets.c is added: GuardDuty scans each new object of bucket acme-c for malware",
    ],
  ],
  [
    "a scan of fewer objects, and one whose results are in no tags",
    key("malwareProtection", { buckets: [scanned("a")] }),
    key("malwareProtection", { buckets: [{ ...scanned("a"), prefixes: ["in/"], tagging: false }] }),
    [
      'malwareProtection.buckets.a.prefixes was not set, which includes all; now it has "in/"',
      "malwareProtection.buckets.a.tagging is set to false",
    ],
  ],
  [
    "what health takes from the export, where its arguments set nothing but a default",
    key("health", true),
    key("health", { intervalMinutes: 15 }) + key("proof", "off"),
    [
      'proof changes from "require" to "off"',
      'health.policyOwners.bucket was "stack" and is no longer set',
      'health.policyOwners.key was "stack" and is no longer set',
    ],
  ],
  [
    "a feed, once",
    google + key("notifications", true),
    google + key("notifications", true) + feed,
    ["chronicle is added: a feed reads the findings into Google Security Operations"],
  ],
];

describe("The sentences of plan --against", () => {
  for (const [what, from, to, expected] of cases) {
    it(`name ${what}`, async () => {
      const { out, err } = await runIn({ "Pulumi.prod.yaml": BASE + to, "old.yaml": BASE + from }, [
        "plan",
        "--stack",
        "prod",
        "--against-file",
        "old.yaml",
        "--format",
        "json",
      ]);
      expect(err).to.equal("");
      const { changes } = JSON.parse(out) as { changes: { id: string; text: string }[] };
      const others = [
        "statementsChanged",
        "resourcesAdded",
        "resourcesRemoved",
        "addOnPolicyChanged",
      ];
      const texts = changes.filter(({ id }) => !others.includes(id)).map(({ text }) => text);
      expect(texts).to.deep.equal(expected);
    });
  }
});
