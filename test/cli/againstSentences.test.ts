import { expect } from "chai";

import { runIn } from "../../testing/command";

const key = (name: string, value: object | string | boolean) =>
  `  guardduty-export:${name}: ${JSON.stringify(value)}\n`;
const BASE = `config:\n${key("regions", ["us-east-1", "eu-west-1"])}${key("bucket", { name: "acme" })}`;
const BUS = "arn:aws:events:us-east-1:111122223333:event-bus/x";
const ROLE = "arn:aws:iam::222233334444:role/a";
const list = (more: object) =>
  key("lists", { scan: { kind: "ThreatIntelSet", entries: ["192.0.2.1"], ...more } });
const filter = (more: object) =>
  key("filters", { low: { criterion: { severity: { lessThan: 4 } }, ...more } });
const google = key("readers", {
  google: { accessKey: { acknowledgeLongLivedKey: true }, queue: {} },
});
const feed = key("chronicle", {
  ...{ reader: "google", project: "acme-secops", location: "us" },
  instance: "12345678-1234-4123-8123-123456789012",
});

const byHand = (more: object) => key("chronicle", { reader: "google", ...more });
const notified = google + key("notifications", true);

const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const scanned = (name: string) => ({ name, bucketName: `acme-${name}`, region: "us-east-1" });
const CONFIGURATIONS = ["EKS_ADDON", "ECS_FARGATE_AGENT", "EC2_AGENT"].map(
  (one) => `${one}_MANAGEMENT`,
);
const runtimeMonitoring = {
  ...{ name: "RUNTIME_MONITORING", autoEnable: "NEW" },
  additionalConfigurations: CONFIGURATIONS.map((name) => ({ name, autoEnable: "NEW" })),
};

const ACKNOWLEDGED = { acknowledgeLongLivedKey: true };
const SECRET = { secure: "v1:yYdQq9UhRaQ=:abc" };
const NOTIFIED = key("notifications", true);
const QUEUE = "https://sqs.us-east-1.amazonaws.com/111122223333/siem";
const QUEUE_ARN = "arn:aws:sqs:us-east-1:111122223333:siem";
/** Before the key and the account are known. */
const KEY_TO_BE = "arn:aws:kms:us-east-1:<account id>:key/<key id>";
const siem = (more: object) =>
  key("readers", {
    siem: { role: { principalArns: ["arn:aws:iam::222233334444:root"] }, ...more },
  });

type SentenceCase = [
  what: string,
  from: string,
  to: string,
  expected: string[],
  policies?: "policies",
];

const cases: SentenceCase[] = [
  [
    "a reader that is added",
    "",
    key("readerArns", [ROLE]),
    [`readerArns gains "${ROLE}": it can read the findings`],
  ],
  [
    "a reader that is removed",
    key("readerArns", [ROLE]),
    "",
    [`readerArns loses "${ROLE}": it can no longer read the findings`],
  ],
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
    "the Regions of the export, which a filter has anyway",
    filter({ regions: ["us-east-1", "eu-west-1"] }),
    filter({}),
    [],
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
      "protection plan S3_DATA_EVENTS of the administrator account is removed: AWS keeps it ENABLED in us-east-1, and the stack no longer sets it",
    ],
  ],
  [
    "a plan of members with an additional configuration that is no longer listed",
    key("organization", { members: { features: [runtimeMonitoring] } }),
    "",
    ["", ...CONFIGURATIONS.map((one) => `${one} of `)].map(
      (of) =>
        `${of}protection plan RUNTIME_MONITORING of the members is removed: AWS keeps it NEW, and the stack no longer sets it`,
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
    key("malwareProtection", {
      buckets: [{ ...scanned("a"), prefixes: ["in/"], tagging: false }],
    }),
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
      'proof changes from "require" to "off": deployments do not check that GuardDuty can export',
      "health no longer checks the policy of the bucket",
      "health no longer checks the policy of the key",
    ],
  ],
  [
    "a reader with an access key: that it is long-lived, and what it may read",
    "",
    key("readers", { wazuh: { preset: "wazuh", accessKey: ACKNOWLEDGED } }),
    [
      `readers.wazuh is added: IAM user findings-wazuh-user gets a long-lived access key, and whoever has it may use s3:ListBucket, s3:GetObject and kms:Decrypt on arn:aws:s3:::acme, arn:aws:s3:::acme/AWSLogs/* and ${KEY_TO_BE}`,
    ],
    "policies",
  ],
  [
    "a reader with a role: who takes it, and what it may read",
    "",
    siem({}),
    [
      `readers.siem is added: arn:aws:iam::222233334444:root can take its role, which may use s3:ListBucket, s3:GetObject and kms:Decrypt on arn:aws:s3:::acme, arn:aws:s3:::acme/AWSLogs/* and ${KEY_TO_BE}`,
    ],
    "policies",
  ],
  [
    "an access key in place of a role",
    siem({}),
    key("readers", { siem: { accessKey: ACKNOWLEDGED } }),
    [
      "readers.siem reads as an IAM user with a long-lived access key instead of a role that other accounts can take: Pulumi deletes the former one, and what uses it can no longer read findings",
      `readers.siem: the policy of findings-siem-user is added, and allows more: actions s3:ListBucket, s3:GetObject and kms:Decrypt; on arn:aws:s3:::acme, arn:aws:s3:::acme/AWSLogs/* and ${KEY_TO_BE}`,
      "readers.siem: the trust of role findings-siem-role is removed",
      "readers.siem: the policy of findings-siem-role is removed",
    ],
    "policies",
  ],
  [
    "another access key",
    key("readers", { siem: { accessKey: ACKNOWLEDGED } }),
    key("readers", { siem: { accessKey: { ...ACKNOWLEDGED, keyVersion: 2 } } }),
    [
      "readers.siem.accessKey.keyVersion is set to 2: Pulumi creates another access key and deletes the former one, with which the reader can no longer read",
    ],
    "policies",
  ],
  [
    "wider rights of an access key",
    key("readers", { siem: { accessKey: ACKNOWLEDGED } }),
    key("readers", { siem: { accessKey: ACKNOWLEDGED, deletesAfterTransfer: true } }),
    [
      "readers.siem.deletesAfterTransfer is set to true",
      "readers.siem: the policy of findings-siem-user is changed, and allows more: action s3:DeleteObject",
    ],
    "policies",
  ],
  [
    "narrower rights of an access key",
    key("readers", { siem: { accessKey: ACKNOWLEDGED, deletesAfterTransfer: true } }),
    key("readers", { siem: { accessKey: ACKNOWLEDGED } }),
    [
      "readers.siem.deletesAfterTransfer was true and is no longer set: the default is false",
      "readers.siem: the policy of findings-siem-user is changed, and allows less: action s3:DeleteObject",
    ],
    "policies",
  ],
  [
    "a queue that was encrypted",
    NOTIFIED + siem({ queue: { existing: { url: SECRET } } }),
    NOTIFIED + siem({ queue: { existing: { url: QUEUE } } }),
    [
      `readers.siem.queue.existing.url changes from an encrypted value to "${QUEUE}": the reader gets notifications from that queue alone`,
      `readers.siem: statements for the policy of ${QUEUE} are added, and allow more: to sns.amazonaws.com; action sqs:SendMessage; on ${QUEUE_ARN}`,
      `readers.siem: the policy of findings-siem-role is changed, and allows more: on ${QUEUE_ARN}, and allows less: on <secret>`,
      "readers.siem: statements for the policy of <secret> are removed",
    ],
    "policies",
  ],
  [
    "a queue that is encrypted from now on",
    NOTIFIED + siem({ queue: { existing: { url: QUEUE } } }),
    NOTIFIED + siem({ queue: { existing: { url: SECRET } } }),
    [
      `readers.siem.queue.existing.url changes from "${QUEUE}" to an encrypted value: the reader gets notifications from that queue alone`,
      "readers.siem: statements for the policy of <secret> are added, and allow more: to sns.amazonaws.com; action sqs:SendMessage; on <secret>",
      `readers.siem: the policy of findings-siem-role is changed, and allows more: on <secret>, and allows less: on ${QUEUE_ARN}`,
      `readers.siem: statements for the policy of ${QUEUE} are removed`,
    ],
    "policies",
  ],
  [
    "principals that were encrypted as a list",
    siem({ role: { principalArns: SECRET } }),
    siem({}),
    [
      'readers.siem.role.principalArns was encrypted; now it has "arn:aws:iam::222233334444:root"',
      "readers.siem: the trust of role findings-siem-role is changed, and allows more: to arn:aws:iam::222233334444:root, and allows less: to <secret>",
    ],
    "policies",
  ],
  [
    "principals that are encrypted as a list from now on",
    siem({}),
    siem({ role: { principalArns: SECRET } }),
    [
      'readers.siem.role.principalArns had "arn:aws:iam::222233334444:root", and is now encrypted',
      "readers.siem: the trust of role findings-siem-role is changed, and allows more: to <secret>, and allows less: to arn:aws:iam::222233334444:root",
    ],
    "policies",
  ],
  [
    "readers that were encrypted as a whole, which may be new",
    key("readers", SECRET),
    siem({}),
    [
      "readers is no longer encrypted as a whole: what it deployed before is not known, and each part of it may be new (readers.siem)",
    ],
  ],
  [
    "health that is encrypted as a whole from now on",
    key("health", true),
    key("health", SECRET),
    [
      "health is now encrypted as a whole: plan shows neither what it deploys nor what changes of it",
    ],
  ],
  [
    "a queue whose owner writes the policy from now on",
    NOTIFIED + siem({ queue: { existing: { url: QUEUE } } }),
    NOTIFIED + siem({ queue: { existing: { url: QUEUE, policy: "external" } } }),
    [
      `readers.siem: the stack no longer writes the policy of queue ${QUEUE}: its statement stays as it is, and its owner has to write it from now on (output queueStatement of the reader), or the queue receives no notifications`,
    ],
  ],
  [
    "a queue whose policy the stack writes from now on",
    NOTIFIED + siem({ queue: { existing: { url: QUEUE, policy: "external" } } }),
    NOTIFIED + siem({ queue: { existing: { url: QUEUE } } }),
    [
      `readers.siem: the stack writes its statement into the policy of queue ${QUEUE} from now on, and preserves those of others: a tool that writes the whole policy removes it again, and the queue receives no notifications`,
    ],
  ],
  [
    "an address that alarms no longer go to, without the default of a switch",
    key("health", { email: "a@example.com" }),
    key("health", true),
    ['health.email was "a@example.com" and is no longer set: alarms are no longer sent there'],
  ],
  [
    "another name of the component, and what else changes of its add-ons",
    key("name", "one") + key("health", true),
    key("name", "two") + key("health", { intervalMinutes: 30 }),
    [
      'the component is renamed from "one" to "two": Pulumi creates every resource again, and deletes or retains the old ones as pulumi destroy does',
      "health.intervalMinutes is set to 30",
    ],
  ],
  ...[
    ["athena", { accounts: ["111122223333"] }, "findings can be queried in Athena"] as const,
    ["health", true, "the export is checked, and alarms are sent"] as const,
    ["events", { busArn: BUS }, `finding events are sent to ${BUS}`] as const,
    [
      ...(["malwareProtection", { findingsBucket: {} }] as const),
      "GuardDuty scans new objects of its buckets for malware",
    ] as const,
  ].map(([addOn, args, purpose]): SentenceCase => [
    `what ${addOn} is added for`,
    "",
    key(addOn, args),
    [`${addOn} is added: ${purpose}`],
  ]),
  [
    "notifications, as the configuration has them",
    "",
    key("notifications", true),
    [
      "notifications changes from false to true: Pulumi creates a topic that gets notifications of new findings",
    ],
  ],
  [
    "a feed, once",
    google + key("notifications", true),
    google + key("notifications", true) + feed,
    ["chronicle is added: a feed reads the findings into Google Security Operations"],
  ],
  [
    "a feed that was created by hand, which stays",
    notified + byHand({}),
    notified,
    ["chronicle is removed: the feed that was created by hand stays"],
  ],
  [
    "another name for a feed that was created by hand",
    notified + byHand({}),
    notified + byHand({ displayName: "GuardDuty" }),
    [
      'chronicle.displayName is set to "GuardDuty": Pulumi does not change what was created by hand: change it there',
    ],
  ],
  [
    "a feed that is registered from now on, under a name",
    notified + byHand({}),
    notified +
      byHand({
        ...{ displayName: "GuardDuty", project: "acme-secops", location: "us" },
        instance: "12345678-1234-4123-8123-123456789012",
      }),
    [
      'chronicle.displayName is set to "GuardDuty"',
      ...[
        ["project", "acme-secops"],
        ["location", "us"],
        ["instance", "12345678-1234-4123-8123-123456789012"],
      ].map(
        ([name, value]) =>
          `chronicle.${name} is set to "${value}": the feed is registered in that instance`,
      ),
    ],
  ],
];

describe("The sentences of plan --against", () => {
  for (const [what, from, to, expected, policies] of cases) {
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
      const unshown = ["statementsChanged", "resourcesAdded", "resourcesRemoved"];
      const left = [...unshown, ...(policies === undefined ? ["addOnPolicyChanged"] : [])];
      const texts = changes.filter(({ id }) => !left.includes(id)).map(({ text }) => text);
      expect(texts).to.deep.equal(expected);
    });
  }
});
