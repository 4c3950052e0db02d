import { expect } from "chai";

import { readAddOns } from "../../../rules/addOns";
import type { ExportSettings } from "../../../rules/args";
import { readArgs, readMemberArgs } from "../../../rules/args";
import type { Problem } from "../../../rules/problems";
import { reported } from "../../../rules/problems";
import { configProblems, readStackConfig } from "../../../stacks/stackConfig";

const regions = ["us-east-1"];
const settings = readArgs("findings", { regions }).settings as ExportSettings;

const ofExport = (args: object) => readArgs("findings", { regions, ...args }).problems;
const ofMember = (args: object) => readMemberArgs({ regions, ...args }).problems;
const ofAddOns = (config: object) => readAddOns("findings", settings, config as never).problems;
const ofConfig = (values: object) => {
  const { config } = readStackConfig({ regions, ...values });
  return configProblems("administrator", readArgs("findings", config?.args).problems);
};

/** Wrong names at every depth, and the right ones. */
const NEAR: [read: (args: object) => Problem[], args: object, wrong: string, right: string][] = [
  [ofExport, { frequency: "ONE_HOUR" }, "frequency", "findingPublishingFrequency"],
  [ofExport, { overrides: {} }, "overrides", "existing"],
  [ofExport, { providers: "auto" }, "providers", "providerMode"],
  [ofExport, { Frequency: "ONE_HOUR" }, "Frequency", "findingPublishingFrequency"],
  [
    ofExport,
    { publishingFrequency: "ONE_HOUR" },
    "publishingFrequency",
    "findingPublishingFrequency",
  ],
  [ofExport, { home_region: "us-east-1" }, "home_region", "homeRegion"],
  [ofExport, { region: "us-east-1" }, "region", "regions"],
  [ofExport, { bucket: { retention: 3 } }, "retention", "retentionDays"],
  [ofExport, { bucket: { existing: { polcy: "merge" } } }, "polcy", "policy"],
  [ofExport, { bucket: { objectLock: { mode: "GOVERNANCE", day: 1 } } }, "day", "days"],
  [ofExport, { key: { aliass: "alias/x" } }, "aliass", "alias"],
  [
    ofExport,
    { existing: { "us-east-1": { detectorId: "0".repeat(32), destination: "x" } } },
    "destination",
    "destinationId",
  ],
  [
    ofExport,
    { organization: { administrator: { accountId: "111122223333", roleArn: "x" } } },
    "roleArn",
    "assumeRoleArn",
  ],
  [ofExport, { organization: { members: { autoenable: "ALL" } } }, "autoenable", "autoEnable"],
  [ofExport, { features: [{ name: "S3_DATA_EVENTS", state: "ENABLED" }] }, "state", "status"],
  [ofMember, { overrides: {} }, "overrides", "existing"],
  [ofMember, { providers: "auto" }, "providers", "providerMode"],
  [ofAddOns, { events: { busARN: "x" } }, "busARN", "busArn"],
  [ofAddOns, { athena: { resultRetentionDays: 3 } }, "resultRetentionDays", "resultsRetentionDays"],
  [ofAddOns, { readers: { siem: { roles: {} } } }, "roles", "role"],
  [
    ofAddOns,
    { readers: { siem: { role: { principalArn: [] } } } },
    "principalArn",
    "principalArns",
  ],
  [ofConfig, { reader: {}, x: 1 }, "x", ""],
  [ofConfig, { reader: { siem: {} } }, "reader", "readers"],
  [ofConfig, { events_: 1 }, "events_", "events"],
  [ofConfig, { Role: "member" }, "Role", "role"],
  [ofConfig, { frequency: "ONE_HOUR" }, "frequency", "findingPublishingFrequency"],
];

describe("A property that is none", () => {
  for (const [read, args, wrong, right] of NEAR) {
    it(`is answered with the one that was meant: ${JSON.stringify(args)}`, () => {
      const texts = read(args).map((problem) => reported(problem).reason);
      const start = `unknown property ${wrong}; `;
      const found = texts.find((text) => text.startsWith(start));
      expect(found).to.contain(
        right === "" ? "expected one of " : `did you mean ${right}? Fix: rename`,
      );
    });
  }

  it("is said to belong to the administrator or the export, under its former name too", () => {
    const found = ofMember({ frequency: "ONE_HOUR", bucket: {} });
    expect(found.map(({ id, path }) => `${path} ${id}`)).to.deep.equal([
      "frequency inherited",
      "bucket ofExport",
    ]);
    const given = ofAddOns({ health: { frequency: "ONE_HOUR" } });
    expect(given.map(({ id, path }) => `${path} ${id}`)).to.deep.equal([
      "health.frequency givenByExport",
    ]);
  });

  it("is answered with all names where none is near", () => {
    const [found] = ofExport({ colour: "blue" }).map((problem) => reported(problem).reason);
    expect(found).to.match(
      /^unknown property colour; expected one of regions, .*tags\. Fix: remove colour$/,
    );
  });
});
