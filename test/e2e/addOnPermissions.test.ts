import { expect } from "chai";

import { planAddOns } from "../../rules/addOns";
import { readArgs } from "../../rules/args";
import type { AccessRequest } from "../../rules/evaluator";
import type { DeployPolicy } from "../../rules/permissions";
import {
  addOnGrants,
  BEYOND,
  deployPolicy,
  fittingPolicies,
  IDENTITY_POLICY_LIMIT,
} from "../../rules/permissions";
import { planExport } from "../../rules/plan";
import type { PolicyDocument } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import type { AddOnVariant } from "../../testing/addOnProgram";
import {
  ADD_ON_CONFIG,
  addOnProgram,
  FIRST_ADD_ONS,
  withTargets,
} from "../../testing/addOnProgram";
import { ACCOUNT, exampleWorld, openCloudStack } from "../../testing/cloudStack";
import { runIn } from "../../testing/command";
import { needless, outside, recordRequests } from "../../testing/deployRights";
import { healthBundle } from "../../testing/lambda";

const owner = { project: "guardduty-export", stack: "test", component: "findings" };
const { settings } = readArgs("findings", {
  ...{ regions: ["us-east-1", "eu-west-1"], notifications: true },
  organization: { administrator: { accountId: ACCOUNT } },
});
const plan = planExport({ owner, settings: settings! });
const parts = Object.entries(ADD_ON_CONFIG).flatMap(([component, config]) =>
  addOnGrants(plan, owner, planAddOns(component, settings!, config), "administrator", {
    addOns: config,
  }),
);
const policies = parts.flatMap(({ part, grants }) =>
  fittingPolicies(grants).map((policy) => ({ part, policy })),
);

const SECOND: AddOnVariant = {
  ...{ tags: { team: "forensics" }, externalId: "cd-34", keyVersion: 2, severityAtLeast: 5 },
  ...{ intervalMinutes: 30, email: "forensics@example.com" },
  ...{ since: "2026-02-01", bytesScannedLimit: 30_000_000 },
};

interface Documents {
  [name: string]: PolicyDocument;
}

/** What the command prints for a program of one's own, whose configuration it does not know. */
async function deployedPolicies(state: string): Promise<Documents> {
  const files = { "Pulumi.yaml": "name: payments\nruntime: nodejs\n", "state.json": state };
  const args = ["permissions", "--deployed", "--stack", "test", "--state", "state.json"];
  const { out, err } = await runIn(files, [...args, "--format", "json"]);
  expect(err).to.equal("");
  return JSON.parse(out) as Documents;
}

describe("The permissions to deploy add-ons", () => {
  let requests: AccessRequest[];
  /** Those after everything was created. */
  let later: AccessRequest[];
  let deployed: Documents;

  before(async () => {
    await healthBundle();
    const world = withTargets(exampleWorld());
    const accounts = { ...world.accounts, "555566667777": {} };
    const recorded = recordRequests();
    const stack = await openCloudStack({ ...world, accounts }, recorded.intercept);
    try {
      const up = async (variant: AddOnVariant) => {
        const { error } = await stack.up(addOnProgram(variant));
        if (error) throw error;
      };
      await up(FIRST_ADD_ONS);
      const state = JSON.stringify({ deployment: { resources: await stack.exportState() } });
      deployed = await deployedPolicies(state);
      requests = recorded.of(ACCOUNT);
      recorded.clear();
      await up(SECOND);
      await up({ ...SECOND, tags: {} });
      expect((await stack.refresh()).error).to.equal(undefined);
      expect((await stack.destroy()).error).to.equal(undefined);
    } finally {
      await stack.close();
    }
    later = recorded.of(ACCOUNT);
    requests.push(...later);
  });

  it("let the identity make every call of create, update, refresh and destroy", () => {
    const exported = deployPolicy(plan, "findings", "administrator") as DeployPolicy;
    const all = [exported, ...policies.map(({ policy }) => policy)];
    const documents = all.map(({ document }) => document);
    expect(outside(documents, requests)).to.deep.equal([]);
  });

  it("give nothing that no call needs", () => {
    const found = policies.flatMap(({ part, policy }) =>
      needless(policy, requests).map((action) => `${part} ${action}`),
    );
    expect([...new Set(found)]).to.deep.equal([]);
  });

  it("let the identity make every call that creates nothing, by the state of the program alone", () => {
    const others = outside(Object.values(deployed), later).map((call) => call.split(" ")[0]);
    // The second variant replaces the access key and the address of the alarms.
    expect(others.sort()).to.deep.equal(["iam:CreateAccessKey", "sns:Subscribe"]);
  });

  it("reach what is deployed by its ARN, and every resource only where AWS has none for the action", () => {
    expect(Object.keys(deployed)).to.deep.equal([
      "administrator",
      "administrator-athena",
      "administrator-events",
      "administrator-filters",
      "administrator-health",
      "administrator-lists",
      "administrator-malwareProtection",
      "administrator-readers",
    ]);
    const resources = Object.values(deployed).flatMap(({ Statement }) =>
      listOf(Statement).flatMap(({ Sid, Resource }) =>
        listOf(Resource).map((one) => `${Sid} ${one.replace(/-[0-9a-f]{7}\b/, "-0000000")}`),
      ),
    );
    expect(resources.filter((one) => /[*?]/.test(one))).to.deep.equal([
      "Destinations *",
      "KeyAliases *",
      "DeleteResults arn:aws:s3:::findings-athena-results-0000000/*",
      "Filters *",
      `Log arn:aws:logs:us-east-1:${ACCOUNT}:log-group:findings-health-log-group-0000000:*`,
      `Logs arn:aws:logs:*:${ACCOUNT}:log-group:*`,
      "AllAlarms *",
      "Lists *",
      "EntityLists *",
      "CloudControl *",
      "ListFiles arn:aws:s3:::findings-lists-bucket-0000000/*",
    ]);
  });

  it("fit into managed policies, and give a reason for what no call needs", () => {
    for (const { policy } of policies) {
      expect(policy.characters).to.be.at.most(IDENTITY_POLICY_LIMIT);
      for (const { action } of policy.beyond) expect(BEYOND, action).to.have.property(action);
    }
  });
});

describe("The permissions to deploy a reader", () => {
  const url = "https://sqs.us-east-1.amazonaws.com/111122223333/siem";
  const resourcesOf = (args: object, topicArn?: string) => {
    const addOns = {
      readers: { siem: { role: { principalArns: [ACCOUNT], externalId: "ab" }, ...args } },
    };
    const given = { addOns, topicArn };
    const { settings: read } = readArgs("findings", {
      ...{ regions: ["us-east-1"], organization: { administrator: { accountId: ACCOUNT } } },
      ...(topicArn === undefined ? { notifications: true } : { notificationTopicArn: topicArn }),
    });
    const exported = planExport({ owner, settings: read! });
    const [part] = addOnGrants(
      ...([
        exported,
        owner,
        planAddOns("findings", read!, addOns),
        "administrator",
        given,
      ] as const),
    );
    return Object.fromEntries(part!.grants.map(({ purpose, resources }) => [purpose, resources]));
  };

  it("reach the export's topic and its own queues", () => {
    expect(resourcesOf({})).to.deep.include({
      Queues: [`arn:aws:sqs:us-east-1:${ACCOUNT}:findings-siem-*`],
      Subscriptions: [`arn:aws:sns:us-east-1:${ACCOUNT}:findings-notifications-topic-???????`],
    });
  });

  it("reach exactly the topic and the queue that exist", () => {
    const topic = `arn:aws:sns:us-east-1:${ACCOUNT}:their-topic`;
    expect(resourcesOf({ queue: { existing: { url } } }, topic)).to.deep.include({
      ExistingQueues: [`arn:aws:sqs:us-east-1:${ACCOUNT}:siem`],
      Subscriptions: [topic],
    });
  });
});
