import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

import type { AddOnDocument, AddOns, DocumentKind } from "../../rules/addOns";
import { addOnDocuments, EXTERNAL_ID_STAND_IN, planAddOns, readAddOns } from "../../rules/addOns";
import { readArgs } from "../../rules/args";
import { planExport } from "../../rules/plan";
import type { PolicyDocument } from "../../rules/policyDocument";
import program = require("../../stacks");
import { readStackConfig } from "../../stacks/stackConfig";
import { stackFileValues } from "../../stacks/stackFile";
import { existingMocks } from "../../testing/existing";
import { healthBundle } from "../../testing/lambda";
import type { Placed } from "../../testing/planned";
import { placedLines, plannedStack, registered } from "../../testing/planned";
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
const ONE = { organization: { administrator: { accountId: "111122223333" } } };
const NOTIFIED = { ...ONE, regions: ["us-east-1", "eu-west-1"], notifications: true };
const ROLE = { role: { principalArns: ["arn:aws:iam::555566667777:root"] } };
const TOPIC = "arn:aws:sns:us-east-1:111122223333:security";
const QUEUE = "https://sqs.us-east-1.amazonaws.com/111122223333/siem";
const CONFIGS: { [what: string]: Config } = {
  "readers of every kind": {
    ...NOTIFIED,
    readers: {
      key: { accessKey: { acknowledgeLongLivedKey: true, keyVersion: 3 } },
      service: { preset: "datadog", service: {} },
      given: { role: { ...ROLE.role, externalId: "acme" } },
      merged: { ...ROLE, queue: { existing: { url: QUEUE } } },
      external: { ...ROLE, queue: { existing: { url: `${QUEUE}-external`, policy: "external" } } },
      sentinel: {
        preset: "sentinel",
        webIdentity: {
          provider: "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/1234abcd",
          sessionNames: ["MicrosoftSentinel_1234abcd"],
        },
      },
    },
  },
  "readers without notifications": { ...ONE, regions: ["us-east-1"], readers: { siem: ROLE } },
  "a feed that is created by hand": {
    ...NOTIFIED,
    readers: { google: { accessKey: { acknowledgeLongLivedKey: true } } },
    chronicle: { reader: "google" },
  },
  "a connector of Microsoft Sentinel": {
    ...NOTIFIED,
    readers: {
      microsoft: {
        preset: "sentinel",
        webIdentity: {
          provider: "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/33e01921/",
          sessionNames: ["MicrosoftSentinel_0a1b2c3d"],
        },
      },
    },
    sentinel: {
      reader: "microsoft",
      workspace: {
        id: "/subscriptions/0a1b/resourceGroups/siem/providers/Microsoft.OperationalInsights/workspaces/soc",
      },
    },
  },
  "a table with a view": { ...NOTIFIED, athena: { ocsfView: true } },
  "filters of some Regions": {
    ...NOTIFIED,
    filters: {
      scans: { criterion: { type: { matches: ["Recon:*"] } }, regions: ["eu-west-1"] },
      low: { criterion: { severity: { lessThan: 4 } } },
    },
  },
  "lists of some Regions": {
    ...NOTIFIED,
    lists: {
      bad: { kind: "ThreatIntelSet", entries: ["198.51.100.7"], regions: ["eu-west-1"] },
      trusted: { kind: "IPSet", entries: ["203.0.113.0/24"] },
    },
  },
  "malware protection of the findings bucket and of another": {
    ...NOTIFIED,
    malwareProtection: {
      findingsBucket: { tagging: false },
      buckets: [{ name: "uploads", bucketName: "acme-uploads", region: "eu-west-1" }],
    },
  },
  "events to a topic": { ...NOTIFIED, events: { topicArn: TOPIC } },
  "a health check with an address": { ...NOTIFIED, health: { email: "security@example.com" } },
  "a health check with a topic": { ...NOTIFIED, health: { topicArn: TOPIC } },
  "a health check of one Region": { ...ONE, regions: ["us-east-1"], health: true },
  "a health check in a partition without forwarding": {
    ...ONE,
    regions: ["us-gov-west-1", "us-gov-east-1"],
    health: true,
  },
  "a bucket and a key that exist": {
    ...ONE,
    regions: ["us-east-1"],
    bucket: { existing: { name: "acme-log-archive" }, prefix: "guardduty" },
    athena: { accounts: ["111122223333"] },
    health: true,
  },
};

interface Planned {
  /** The stack itself aside; what is read is not created. */
  resources: Placed[];
  documents: AddOnDocument[];
}

/** Everything that the plans of a configuration list. */
function planned(config: Config): Planned {
  const resources = plannedStack(config, OUTPUTS);
  const { config: stack } = readStackConfig(config);
  const { role, name, args, addOns } = stack!;
  if (role === "member") return { resources, documents: [] };
  const { settings } = readArgs(name, args);
  const owner = { project: PROJECT, stack: "test", component: name };
  const exported = planExport({ owner, settings: settings! });
  const read = readAddOns(name, settings, addOns).settings as AddOns;
  const plan = planAddOns(name, settings!, read);
  return { resources, documents: addOnDocuments(exported, name, read, plan) };
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

async function expectEqual(config: Config): Promise<void> {
  const recording = await recorded(config);
  const { resources, documents } = planned(config);
  expect(placedLines(resources)).to.deep.equal(placedLines(registered(recording)));
  const { components } = recording;
  expect(resources.length).to.equal([...components, ...recording.resources].length);
  expect(policies(documents)).to.deep.equal(registeredPolicies(recording));
}

/** The policies by what they are of; statements for the owners of others' policies are no resources. */
const policies = (documents: AddOnDocument[]) =>
  documents
    .filter(({ kind }) => kind !== "statements")
    .map(({ kind, of, document }) => [`${of} ${kind}`, document] as const)
    .sort(([one], [other]) => one.localeCompare(other));

const KINDS: { [type: string]: DocumentKind } = {
  "aws:iam/rolePolicy:RolePolicy": "rights",
  "aws:iam/userPolicy:UserPolicy": "rights",
  "aws:sqs/queuePolicy:QueuePolicy": "queuePolicy",
  "aws:sns/topicPolicy:TopicPolicy": "topicPolicy",
  "aws:kms/key:Key": "keyPolicy",
  "aws:s3/bucketPolicy:BucketPolicy": "bucketPolicy",
};

/** The same as the add-ons register them, with a plan's words for what only a deployment knows. */
function registeredPolicies({ resources }: Recording) {
  const ofAddOns = resources.filter(
    ({ parent }) => parent !== undefined && !parent.type.endsWith(":GuardDutyExport"),
  );
  return ofAddOns
    .flatMap(({ type, name, inputs }) => {
      const kind = KINDS[type];
      const { assumeRolePolicy, policy } = inputs as { [input: string]: string };
      return [
        ...(assumeRolePolicy ? [[`${name} trust`, standIns(assumeRolePolicy)] as const] : []),
        ...(kind ? [[`${holderOf(name)} ${kind}`, standIns(policy!)] as const] : []),
      ];
    })
    .filter(([of]) => of !== "findings-merged-queue queuePolicy")
    .sort(([one], [other]) => one.localeCompare(other));
}

/** The resource whose policy is a resource of its own. */
const holderOf = (name: string) => name.replace(/-policy$/, "").replace(/-policy-/, "-");

const UUID = /"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/g;

function standIns(policy: string): PolicyDocument {
  const text = policy
    .replaceAll(/(?<=:key\/)[0-9a-f-]{36}/g, "<key id>")
    .replaceAll(UUID, JSON.stringify(EXTERNAL_ID_STAND_IN))
    .replaceAll(/(?<=detector\/)[0-9a-f]{32}/g, "<detector id>")
    .replaceAll(/(?<=-guardduty-)[0-9a-f]{8}(?=[/"])/g, "<8 hex digits>")
    .replaceAll(/(?<=-)[0-9a-f]{7}(?=[:/"])/g, "<7 hex digits>");
  return JSON.parse(text) as PolicyDocument;
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
