import { expect } from "chai";

import { planAddOns } from "../../rules/addOns";
import { readArgs } from "../../rules/args";
import type { AccessRequest } from "../../rules/evaluator";
import { evaluate } from "../../rules/evaluator";
import type { DeployPolicy } from "../../rules/permissions";
import {
  addOnGrants,
  BEYOND,
  deployPolicy,
  fittingPolicies,
  IDENTITY_POLICY_LIMIT,
} from "../../rules/permissions";
import { planExport } from "../../rules/plan";
import type { PolicyStatement } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import type { AddOnVariant } from "../../testing/addOnProgram";
import { ADD_ON_CONFIG, addOnProgram, FIRST_ADD_ONS } from "../../testing/addOnProgram";
import { ACCOUNT, exampleWorld, openCloudStack } from "../../testing/cloudStack";
import { requestsOf } from "../../testing/iamActions";
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

function allows(statements: PolicyStatement[], request: AccessRequest): boolean {
  const Statement = statements.map((one) => ({ ...one, Principal: "*" as const }));
  return evaluate({ Version: "2012-10-17", Statement }, request).result === "allowed";
}

const statementsOf = ({ document }: DeployPolicy) => listOf(document.Statement);

describe("The permissions to deploy add-ons", () => {
  let requests: AccessRequest[];

  before(async () => {
    await healthBundle();
    const world = exampleWorld();
    const accounts = { ...world.accounts, "555566667777": {} };
    const recorded = new Map<string, AccessRequest>();
    const stack = await openCloudStack({ ...world, accounts }, (cloud) => ({
      call(caller, operation, input) {
        for (const request of requestsOf(caller, operation, input, cloud.world.keys)) {
          recorded.set(JSON.stringify(request), request);
        }
        return cloud.call(caller, operation, input);
      },
    }));
    try {
      for (const variant of [FIRST_ADD_ONS, SECOND, { ...SECOND, tags: {} }]) {
        const { error } = await stack.up(addOnProgram(variant));
        if (error) throw error;
      }
      expect((await stack.refresh()).error).to.equal(undefined);
      expect((await stack.destroy()).error).to.equal(undefined);
    } finally {
      await stack.close();
    }
    requests = [...recorded.values()];
  });

  it("let the identity make every call of create, update, refresh and destroy", () => {
    const exported = deployPolicy(plan, "findings", "administrator") as DeployPolicy;
    const all = [exported, ...policies.map(({ policy }) => policy)].flatMap(statementsOf);
    const outside = requests.filter((request) => !allows(all, request));
    expect(outside.map(({ action, resource }) => `${action} ${resource}`)).to.deep.equal([]);
  });

  it("give nothing that no call needs", () => {
    const needless = policies.flatMap(({ part, policy }) => {
      const statements = statementsOf(policy);
      const own = requests.filter((request) => allows(statements, request));
      return statements.flatMap((statement, index) =>
        listOf(statement.Action)
          .filter(
            (action) =>
              !policy.beyond.some((one) => one.purpose === statement.Sid && one.action === action),
          )
          .filter((action) => {
            const Action = listOf(statement.Action).filter((one) => one !== action);
            const rest = statements.with(index, { ...statement, Action });
            return own.every((request) => allows(rest, request));
          })
          .map((action) => `${part} ${statement.Sid} ${action}`),
      );
    });
    expect([...new Set(needless)]).to.deep.equal([]);
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
