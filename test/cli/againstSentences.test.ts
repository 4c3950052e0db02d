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

const cases: [what: string, from: string, to: string, expected: string[]][] = [
  ["a reader that is added", "", key("readerArns", [ROLE]), [`readerArns gains "${ROLE}"`]],
  ["a reader that is removed", key("readerArns", [ROLE]), "", [`readerArns loses "${ROLE}"`]],
  [
    "a type of findings",
    key("events", { busArn: BUS }),
    key("events", { busArn: BUS, types: ["Recon:"] }),
    ['events.types gains "Recon:"'],
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
