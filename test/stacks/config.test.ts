import { expect } from "chai";
import { readFileSync } from "node:fs";
import * as path from "node:path";

import { ARGUMENT_NAMES, MEMBER_ARGUMENT_NAMES } from "../../rules/args";
import { ADD_ON_NAMES } from "../../rules/addOns";
import program = require("../../stacks");
import { record } from "../../testing/recorder";

const PROJECT = "guardduty-export";
const run = (config: { [key: string]: unknown }) =>
  record(() => program(), {
    project: PROJECT,
    stack: "prod",
    keepErrors: true,
    config: Object.fromEntries(
      Object.entries(config).map(([key, value]) => [
        `${PROJECT}:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    ),
  });

describe("The stack program", () => {
  it("deploys an export from config, and outputs where findings go", async () => {
    const { components, errors, outputs } = await run({
      name: "acme",
      regions: ["us-east-1", "me-south-1"],
      findingPublishingFrequency: "ONE_HOUR",
      bucket: { name: "acme-findings" },
    });
    expect(errors).to.deep.equal([]);
    expect(components.map(({ name }) => name)).to.deep.equal(["acme"]);
    expect(Object.keys(outputs).sort()).to.deep.equal([
      "administratorAccountId",
      "bucketArn",
      "bucketName",
      "destinationIds",
      "detectorIds",
      "findingsUri",
      "keyArn",
      "regions",
    ]);
  });

  it("names every problem by its config key, at once, and registers nothing", async () => {
    const { components, resources, errors } = await run({
      regions: "us-east-1",
      frequencies: "ONE_HOUR",
      bucket: { prefix: "/x" },
    });
    expect([...components, ...resources]).to.deep.equal([]);
    expect(errors.map(({ message }) => message)).to.deep.equal([
      [
        "config of stack prod: 3 problems in the arguments; nothing was registered",
        '  - guardduty-export:regions: must be a list; got "us-east-1". Fix: set guardduty-export:regions to ["us-east-1"]',
        '  - guardduty-export:bucket.prefix: must not start with a slash; got "/x". Fix: set guardduty-export:bucket.prefix to "x"',
        "  - guardduty-export:frequencies: unknown property frequencies; did you mean findingPublishingFrequency? Fix: rename guardduty-export:frequencies to guardduty-export:findingPublishingFrequency",
      ].join("\n"),
    ]);
  });

  it("says that Regions are needed when the config is empty", async () => {
    const { errors } = await run({});
    expect(errors.map(({ message }) => message)).to.deep.equal([
      'config of stack prod: 1 problem in the arguments; nothing was registered\n  - guardduty-export:regions: required property is missing; expected a list. Fix: set guardduty-export:regions to a value such as ["us-east-1"]',
    ]);
  });

  it("takes broken JSON for the string it is", async () => {
    const { errors } = await run({ regions: '["us-east-1"' });
    expect(errors.map(({ message }) => message)).to.deep.equal([
      'config of stack prod: 1 problem in the arguments; nothing was registered\n  - guardduty-export:regions: must be a list; got "[\\"us-east-1\\"". Fix: set guardduty-export:regions to a value such as ["us-east-1"]',
    ]);
  });
});

describe("Pulumi.yaml", () => {
  it("describes every argument of every role as a config key", () => {
    const text = readFileSync(path.join(__dirname, "..", "..", "Pulumi.yaml"), "utf8");
    const keys = [...text.slice(text.indexOf("\nconfig:")).matchAll(/^ {2}(\w+):$/gm)].map(
      ([, key]) => key,
    );
    const others = ["role", "name", "administratorStack"];
    expect(new Set(keys)).to.deep.equal(
      new Set([...others, ...ARGUMENT_NAMES, ...MEMBER_ARGUMENT_NAMES, ...ADD_ON_NAMES]),
    );
  });
});
