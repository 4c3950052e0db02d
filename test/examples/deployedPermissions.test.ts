import { expect } from "chai";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import * as api from "../../index";
import { createCloud } from "../../sandbox/cloud";
import type { WorldFile } from "../../sandbox/world";
import type { AccessRequest } from "../../rules/evaluator";
import type { PolicyDocument } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import { ACCOUNT, exampleWorld } from "../../testing/cloudStack";
import { runIn } from "../../testing/command";
import { outside, recordRequests } from "../../testing/deployRights";
import { openEngine } from "../../testing/engine";
import { healthBundle } from "../../testing/lambda";
import { runProgram } from "../../testing/program";
import { serveCloud } from "../../testing/servedCloud";

const FOLDER = path.join(__dirname, "../../examples");
const PROGRAMS = readdirSync(FOLDER).filter((name) =>
  existsSync(path.join(FOLDER, name, "index.ts")),
);

const SUBSCRIPTION = "6f0e1d2c-3b4a-4958-8776-a5b4c3d2e1f0";
const WORKSPACE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/siem/providers/Microsoft.OperationalInsights/workspaces/soc`;
const CONFIG = { "aws:region": "us-east-1", "azure:subscriptionId": SUBSCRIPTION };

/** The account of the examples, with what one of them needs to be there. */
function world(): WorldFile {
  const { accounts, ...rest } = exampleWorld();
  const account = { ...accounts![ACCOUNT]!, optedIn: ["me-south-1", "ap-east-2"] };
  const workspace = { customerId: "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9" };
  return {
    ...rest,
    accounts: { ...accounts, [ACCOUNT]: account },
    sentinelWorkspaces: { [WORKSPACE]: workspace },
  };
}

/** Resources that an example makes by itself: their permissions are the program's. */
const OWN: { [example: string]: RegExp } = {
  "security-baseline": /:::uploads-[0-9a-f]{7}$|:alerts-[0-9a-f]{7}$/,
  sentinel: /:oidc-provider\/sts\.windows\.net\//,
};

/** Actions that end a key, or let other identities use it. */
const OF_ONE_KEY = /^kms:(PutKeyPolicy|ScheduleKeyDeletion|DisableKey|CreateGrant|\*)$/;

interface Documents {
  [name: string]: PolicyDocument;
}

const programOf = (example: string) => async () => {
  const folder = process.cwd();
  // Pulumi runs a program in the folder of its project.
  process.chdir(path.join(FOLDER, example));
  try {
    return runProgram(readFileSync("index.ts", "utf8"), { "guardduty-export": api });
  } finally {
    process.chdir(folder);
  }
};

/** What the command prints for a state, and what was called after the program was deployed. */
async function deployed(example: string): Promise<{ policies: Documents; later: AccessRequest[] }> {
  const recorded = recordRequests();
  const cloud = await createCloud(world());
  const served = await serveCloud(cloud, recorded.intercept(cloud).call);
  const stack = await openEngine({ env: served.env, config: CONFIG });
  try {
    const program = programOf(example);
    expect((await stack.up(program)).error).to.equal(undefined);
    const state = JSON.stringify({ deployment: { resources: await stack.exportState() } });
    const files = { "Pulumi.yaml": "name: payments\nruntime: nodejs\n", "state.json": state };
    const args = ["permissions", "--deployed", "--stack", "test", "--state", "state.json"];
    const { out, err } = await runIn(files, [...args, "--format", "json"]);
    expect(err).to.equal("");
    recorded.clear();
    for (const step of [
      () => stack.up(program),
      () => stack.refresh(),
      () => stack.destroy({ program }),
    ]) {
      expect((await step()).error).to.equal(undefined);
    }
    return { policies: JSON.parse(out) as Documents, later: recorded.of(ACCOUNT) };
  } finally {
    await stack.close();
    await served.close();
  }
}

describe("The permissions for a deployed example, by its state alone", () => {
  before(healthBundle);

  for (const example of PROGRAMS) {
    it(`allow every call of the next up, refresh and destroy, and no key but its own: ${example}`, async () => {
      const { policies, later } = await deployed(example);
      const own = OWN[example];
      const others = outside(Object.values(policies), later).filter((call) => !own?.test(call));
      expect(later.length).to.be.greaterThan(10);
      expect(others).to.deep.equal([]);
      const keys = Object.values(policies).flatMap(({ Statement }) =>
        listOf(Statement)
          .filter(({ Action }) => listOf(Action).some((action) => OF_ONE_KEY.test(action)))
          .flatMap(({ Resource }) => listOf(Resource)),
      );
      expect(keys.filter((key) => !/:key\/[0-9a-f-]{36}$/.test(key))).to.deep.equal([]);
    });
  }
});
