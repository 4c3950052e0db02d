import { expect } from "chai";

import type { ExportSettings } from "../../../rules/args";
import { readArgs } from "../../../rules/args";
import { assumedSettings, readAddOns } from "../../../rules/addOns";
import { reported } from "../../../rules/problems";

const settingsOf = (more: object = {}) =>
  readArgs("findings", { regions: ["us-east-1"], ...more }).settings as ExportSettings;
const problemsOf = (config: { [key: string]: unknown }, settings = settingsOf()) =>
  readAddOns("findings", settings, config)
    .problems.map((problem) => reported(problem))
    .map(({ path, reason }) => `${path}: ${reason}`);

const SENTINEL = {
  preset: "sentinel",
  webIdentity: {
    provider: "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/33e01921/",
    sessionNames: ["MicrosoftSentinel_0a1b2c3d"],
  },
};
const GOOGLE = { preset: "chronicle", webIdentity: { subjects: ["1234"] } };
const KEY = { accessKey: { acknowledgeLongLivedKey: true } };
const TRUSTED = { role: { principalArns: ["arn:aws:iam::999900001111:root"] } };
const BUS = { busArn: "arn:aws:events:us-east-1:111122223333:event-bus/security" };

describe("The add-ons of a stack", () => {
  const good: [what: string, config: object, more?: object][] = [
    ["nothing", {}],
    ["readers that list the bucket", { readers: { siem: TRUSTED, legacy: KEY } }],
    [
      "a feed of a queue, with tokens",
      { readers: { google: GOOGLE }, chronicle: { reader: "google" } },
      { notifications: true },
    ],
    [
      "a feed that lists the bucket, with a key",
      { readers: { google: KEY }, chronicle: { reader: "google", sourceType: "AMAZON_S3_V2" } },
    ],
    [
      "a table, of the administrator's findings unless it says more",
      { athena: { since: "2026-01-31" } },
    ],
    ["events", { events: { ...BUS, severityAtLeast: 7 } }],
    ["a health check", { health: true }],
    ["none", { health: false }],
    ["one that sends email", { health: { email: "oncall@example.com", intervalMinutes: 30 } }],
    [
      "a connector of Microsoft Sentinel",
      { readers: { microsoft: SENTINEL }, sentinel: { reader: "microsoft" } },
      { notifications: true },
    ],
  ];
  for (const [what, config, more] of good) {
    it(`may be ${what}`, () => {
      expect(problemsOf(config as never, settingsOf(more))).to.deep.equal([]);
    });
  }

  const bad: [what: string, config: object, problems: string[]][] = [
    [
      "a reader without an identity",
      { readers: { siem: {} } },
      [
        'readers.siem: must have exactly one of role, webIdentity, accessKey, service; got none. Fix: set readers.siem.role to a value such as {"principalArns":["arn:aws:iam::111122223333:root"]}',
      ],
    ],
    [
      "a reader whose name no resource may have",
      { readers: { "My SIEM": TRUSTED } },
      [
        'readers["My SIEM"]: a reader\'s name must be 1 to 30 lower-case letters, digits or hyphens and start with a letter; got "My SIEM". Fix: rename readers["My SIEM"] to my-siem',
      ],
    ],
    [
      "what the export gives a reader",
      { readers: { siem: { ...TRUSTED, keyArn: "x" } } },
      [
        "readers.siem.keyArn: is taken from the export, and cannot be set in the configuration. Fix: remove readers.siem.keyArn",
      ],
    ],
    [
      "a feed of a reader that is none, without notifications of findings",
      { readers: { siem: TRUSTED }, chronicle: { reader: "google" } },
      [
        'chronicle.reader: must be the name of one of readers (siem); got "google". Fix: set chronicle.reader to "siem"',
        "chronicle.sourceType: AMAZON_SQS_V2, the default, needs a queue, and notifications is not set. Fix: set notifications to true",
      ],
    ],
    [
      "a feed of a reader that Google cannot be, of a retired type",
      { readers: { siem: TRUSTED }, chronicle: { reader: "siem", sourceType: "AMAZON_S3" } },
      [
        'chronicle.sourceType: AMAZON_S3 is retired: Google creates no new feeds of it and ends it on 2027-03-15; expected AMAZON_S3_V2. Fix: set chronicle.sourceType to "AMAZON_S3_V2"',
        'chronicle.reader: reader siem must have accessKey, or webIdentity with one subject: the subject id of Google\'s service account. Fix: replace readers.siem.role with webIdentity, such as {"subjects":["104563210987654321098"]}',
      ],
    ],
    [
      "a connector of a reader that Sentinel cannot be, without notifications of findings",
      { readers: { siem: TRUSTED }, sentinel: { reader: "siem", queueUrl: "x" } },
      [
        "sentinel.queueUrl: is taken from the export, and cannot be set in the configuration. Fix: remove sentinel.queueUrl",
        'sentinel.reader: reader siem must have preset sentinel, as which Microsoft Sentinel assumes the role. Fix: set readers.siem to a value such as {"preset":"sentinel","webIdentity":{"provider":"arn:aws:iam::111122223333:oidc-provider/token.example.com","sessionNames":["MicrosoftSentinel_1234abcd-12ab-34cd-56ef-1234567890ab"]}}',
        "sentinel.reader: Microsoft Sentinel reads a queue, and notifications is not set. Fix: set notifications to true",
      ],
    ],
    [
      "a table and events that are wrong too",
      { athena: { since: "yesterday" }, events: {} },
      [
        'athena.since: must be a day in the form 2026-01-31; got "yesterday". Fix: set athena.since to a value such as "2026-01-31"',
        'events: must have exactly one of busArn and topicArn; got none. Fix: set events.busArn to a value such as "arn:aws:events:us-east-1:111122223333:event-bus/security"',
      ],
    ],
    [
      "a health check that is neither true nor arguments",
      { health: "yes" },
      [
        'health: must be true or an object with the properties intervalMinutes, topicArn, email, logRetentionDays, reserveConcurrency, tags; got "yes". Fix: remove health',
      ],
    ],
    [
      "what the export gives a health check, and what is wrong between the rest",
      {
        health: {
          findingPublishingFrequency: "ONE_HOUR",
          email: "oncall@example.com",
          topicArn: "arn:aws:sns:us-east-1:111122223333:oncall",
        },
      },
      [
        "health.findingPublishingFrequency: is taken from the export, and cannot be set in the configuration. Fix: remove health.findingPublishingFrequency",
        "health.email: subscribes to a new topic, and topicArn names an existing one. Fix: remove health.email",
      ],
    ],
  ];
  for (const [what, config, problems] of bad) {
    it(`must not be ${what}`, () => {
      expect(problemsOf(config as never)).to.deep.equal(problems);
    });
  }

  it("have no health check where the export is removed", () => {
    const detached = settingsOf({ bucket: { existing: { name: "log-archive", detach: true } } });
    const expected = ["health: has no export to check while detach is set. Fix: remove health"];
    expect(problemsOf({ health: true }, detached)).to.deep.equal(expected);
    expect(problemsOf({ health: false }, detached)).to.deep.equal([]);
  });

  const wrong: [what: string, args: { [name: string]: unknown }][] = [
    ["a Region", { regions: ["us-east-1", "nowhere-1"] }],
    ["a missing list of Regions", {}],
    ["the export's bucket", { regions: ["us-east-1"], bucket: { existing: {} } }],
    ["more than one argument", { regions: [], bucket: 1, kee: {} }],
    ["the setting of notifications", { regions: ["us-east-1"], notifications: "yes" }],
  ];
  for (const [what, args] of wrong) {
    it(`have the same problems while ${what} is wrong`, () => {
      const { settings, problems } = readArgs("findings", args);
      expect(settings).to.equal(undefined);
      const assumedFor = (config: object) =>
        assumedSettings("findings", args, problems, config as never)!;
      const notified = assumedFor({}).notifications !== "none";
      for (const [title, config, more] of good) {
        const assumed = assumedFor(config);
        if (notified || more === undefined) {
          expect(problemsOf(config as never, assumed), title).to.deep.equal([]);
        }
      }
      for (const [title, config, all] of bad) {
        const assumed = assumedFor(config);
        const expected = all.filter(
          (one) => !(notified && one.includes("notifications is not set")),
        );
        expect(problemsOf(config as never, assumed), title).to.deep.equal(expected);
      }
    });
  }

  it("are checked by themselves where nothing of the export is known", () => {
    const { problems } = readAddOns("findings", undefined, {
      athena: { since: 1 },
      events: {},
    });
    expect(problems.map(({ path }) => path)).to.deep.equal(["athena.since"]);
  });
});
