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
import type { Config } from "../support/stackConfigs";
import { CONFIGS } from "../support/stackConfigs";

const PROJECT = "guardduty-export";
const FOLDER = path.join(__dirname, "../../stacks");
const FILES = readdirSync(FOLDER).filter((file) => /^Pulumi\..*\.yaml$/.test(file));
/** Of the administrator's stack. */
const OUTPUTS = { regions: ["us-east-1", "me-south-1"], administratorAccountId: "111122223333" };
const EXISTING = existingMocks({});

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
