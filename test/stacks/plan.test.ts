import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

import type { AddOns } from "../../rules/addOns";
import { addOnResources, planAddOns, readAddOns } from "../../rules/addOns";
import { readArgs, readMemberArgs } from "../../rules/args";
import { planExport, planMemberDetectors } from "../../rules/plan";
import type { ResourceIdentity } from "../../rules/resources";
import program = require("../../stacks");
import { readStackConfig } from "../../stacks/stackConfig";
import { stackFileValues } from "../../stacks/stackFile";
import { existingMocks } from "../../testing/existing";
import { healthBundle } from "../../testing/lambda";
import type { Recording } from "../../testing/recorder";
import { record } from "../../testing/recorder";

const PROJECT = "guardduty-export";
const FOLDER = path.join(__dirname, "../../stacks");
const FILES = readdirSync(FOLDER).filter((file) => /^Pulumi\..*\.yaml$/.test(file));
/** Of the administrator's stack. */
const OUTPUTS = { regions: ["us-east-1", "me-south-1"], administratorAccountId: "111122223333" };
const EXISTING = existingMocks({});

type Config = { [key: string]: unknown };

/** Configurations that have what the stack files have not. */
const PLACE = { regions: ["us-east-1", "eu-west-1"], notifications: true };
const ROLE = { role: { principalArns: ["arn:aws:iam::555566667777:root"] } };
const TOPIC = "arn:aws:sns:us-east-1:111122223333:security";
const QUEUE = "https://sqs.us-east-1.amazonaws.com/111122223333/siem";
const CONFIGS: { [what: string]: Config } = {
  "readers of every kind": {
    ...PLACE,
    readers: {
      key: { accessKey: { acknowledgeLongLivedKey: true, keyVersion: 3 } },
      service: { preset: "datadog", service: {} },
      given: { role: { ...ROLE.role, externalId: "acme" } },
      merged: { ...ROLE, queue: { existing: { url: QUEUE } } },
      external: { ...ROLE, queue: { existing: { url: QUEUE, policy: "external" } } },
      sentinel: {
        preset: "sentinel",
        webIdentity: {
          provider: "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/1234abcd",
          sessionNames: ["MicrosoftSentinel_1234abcd"],
        },
      },
    },
  },
  "readers without notifications": { regions: ["us-east-1"], readers: { siem: ROLE } },
  "a feed that is created by hand": {
    ...PLACE,
    readers: { google: { accessKey: { acknowledgeLongLivedKey: true } } },
    chronicle: { reader: "google" },
  },
  "a table with a view": { ...PLACE, athena: { ocsfView: true } },
  "events to a topic": { ...PLACE, events: { topicArn: TOPIC } },
  "a health check with an address": { ...PLACE, health: { email: "security@example.com" } },
  "a health check with a topic": { ...PLACE, health: { topicArn: TOPIC } },
  "a health check of one Region": { regions: ["us-east-1"], health: true },
  "a health check in a partition without forwarding": {
    regions: ["us-gov-west-1", "us-gov-east-1"],
    health: true,
  },
  "a bucket and a key that exist": {
    regions: ["us-east-1"],
    bucket: { existing: { name: "acme-log-archive" }, prefix: "guardduty" },
    athena: { accounts: ["111122223333"] },
    health: true,
  },
};

/** Everything that the plans of a configuration list, the stack itself aside. What is read is not created. */
function planned(config: Config): ResourceIdentity[] {
  const { config: stack } = readStackConfig(config);
  const { role, name, args, addOns } = stack!;
  if (role === "member") {
    const { settings } = readMemberArgs({ ...OUTPUTS, ...args });
    const component = { type: "guardduty-export:index:MemberDetectors", name };
    return [component, ...planMemberDetectors(name, settings!).resources];
  }
  const { settings } = readArgs(name, args);
  const owner = { project: PROJECT, stack: "test", component: name };
  const { resources } = planExport({ owner, settings: settings! });
  const read = readAddOns(name, settings, addOns).settings as AddOns;
  return [
    { type: "guardduty-export:index:GuardDutyExport", name },
    ...resources,
    ...addOnResources(planAddOns(name, settings!, read)),
  ];
}

function recorded(config: Config): Promise<Recording> {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return record(() => program(), {
    project: PROJECT,
    config: Object.fromEntries(Object.entries(config).map(([key, value]) => [key, text(value)])),
    mocks: {
      ...EXISTING,
      resource: (args) =>
        args.type === "pulumi:pulumi:StackReference"
          ? { id: args.id ?? "", state: { outputs: OUTPUTS, secretOutputNames: [] } }
          : EXISTING.resource?.(args),
    },
  });
}

const lines = (resources: ResourceIdentity[]) =>
  resources.map(({ type, name }) => `${type} ${name}`).sort();

async function expectEqual(config: Config): Promise<void> {
  const { components, resources } = await recorded(config);
  expect(lines(planned(config))).to.deep.equal(lines([...components, ...resources]));
}

describe("The plan of a stack lists exactly what its program registers", () => {
  before(healthBundle);

  for (const file of FILES) {
    it(`of ${file}`, async () => {
      const text = readFileSync(path.join(FOLDER, file), "utf8");
      await expectEqual(stackFileValues(PROJECT, text));
    });
  }

  for (const [what, config] of Object.entries(CONFIGS)) {
    it(`with ${what}`, async () => {
      await expectEqual(config);
    });
  }
});
