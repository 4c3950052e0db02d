import { expect } from "chai";

import { knownArn } from "../../rules/arn";
import type { SandboxCloud } from "../../sandbox/cloud";
import { createCloud } from "../../sandbox/cloud";
import program = require("../../stacks");
import { runCommand } from "../../testing/live/run";
import type { Engine } from "../../testing/engine";
import { openEngine } from "../../testing/engine";
import type { ServedCloud } from "../../testing/servedCloud";
import { serveCloud } from "../../testing/servedCloud";

const PROJECT = "guardduty-export";
const ACCOUNT = "111122223333";
const VENDOR = "arn:aws:iam::999900001111:root";
const ISSUER = "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/";
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`;

/** The access key of a user that may not read the policies of roles. */
const OBSERVER = "AKIAUSEROBSERVER0000";

const CONFIG = {
  regions: ["us-east-1"],
  notifications: true,
  readers: {
    microsoft: {
      preset: "sentinel",
      webIdentity: { provider: PROVIDER, sessionNames: ["MicrosoftSentinel_0a1b2c3d"] },
    },
    vendor: { role: { principalArns: [VENDOR] } },
    google: { preset: "chronicle", webIdentity: { subjects: ["104563210987654321098"] } },
    pipeline: {
      preset: "opensearch",
      service: { sourceArns: [`arn:aws:osis:us-east-1:${ACCOUNT}:pipeline/findings`] },
    },
    keys: { accessKey: { acknowledgeLongLivedKey: true } },
  },
};

interface Document {
  Statement: { [element: string]: unknown }[];
}

/** What status says of readers' identities. */
interface Found {
  id: string;
  addOn: string;
  problem: string;
  fix: string;
}

describe("The roles and users of readers, on the real engine", () => {
  let cloud: SandboxCloud;
  let served: ServedCloud;
  let engine: Engine;
  let resources: object[];

  before(async () => {
    cloud = await createCloud({
      caller: ACCOUNT,
      accounts: { [ACCOUNT]: {}, [knownArn(VENDOR).accountId]: {} },
      oidcProviders: { [PROVIDER]: {} },
    });
    served = await serveCloud(cloud);
    const config = Object.entries(CONFIG).map(([key, value]) => [
      `${PROJECT}:${key}`,
      JSON.stringify(value),
    ]);
    engine = await openEngine({
      env: served.env,
      projectName: PROJECT,
      config: { "aws:region": "us-east-1", ...Object.fromEntries(config) },
    });
    expect((await engine.up(() => program())).error?.message).to.equal(undefined);
    resources = await engine.exportState();
  });
  after(async () => {
    await engine.close();
    await served.close();
  });

  let deployed: Pick<SandboxCloud["world"], "roles" | "users">;
  beforeEach(() => (deployed = structuredClone({ ...pick() })));
  afterEach(() => void Object.assign(cloud.world, deployed));
  const pick = () => ({ roles: cloud.world.roles, users: cloud.world.users });

  const roleOf = (reader: string) => {
    const name = reader === "microsoft" ? "OIDC_findings-microsoft" : `findings-${reader}-role-`;
    const [arn, role] = Object.entries(cloud.world.roles).find(([one]) => one.includes(name))!;
    const [policy] = Object.values(role.policies) as unknown as Document[];
    const trust = role.assumeRolePolicy as unknown as Document;
    return { arn, role, policy: policy!, trust };
  };
  const userOf = () => Object.values(cloud.world.users)[0]!;
  const drop = (document: Document, sid: string) =>
    (document.Statement = document.Statement.filter(({ Sid }) => Sid !== sid));

  const files = () => ({
    "Pulumi.yaml": `name: ${PROJECT}\nruntime: nodejs\n`,
    "Pulumi.test.yaml": JSON.stringify({
      config: Object.fromEntries(
        Object.entries(CONFIG).map(([key, value]) => [`${PROJECT}:${key}`, value]),
      ),
    }),
    "state.json": JSON.stringify({ version: 3, deployment: { resources } }),
  });

  const status = (...more: string[]) => statusAs(`AKIA${ACCOUNT}DEMO`, ...more);

  async function statusAs(accessKeyId: string, ...more: string[]): Promise<Found[]> {
    const command = ["status", "--stack", "test", ...more, "--format", "json"];
    const env = {
      ...{ AWS_ENDPOINT_URL: served.env.AWS_ENDPOINT_URL, AWS_REGION: "us-east-1" },
      ...{ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: "none" },
    };
    const { out, err } = await runCommand(command, { env, files: files() });
    expect(err).to.equal("");
    const { findings } = JSON.parse(out) as { findings: Found[] };
    return findings;
  }

  const BY = [[], ["--state", "state.json"]];
  const idsOf = (findings: Found[]) => findings.map(({ id, addOn }) => [id, addOn]);

  it("are as the stack declares them after an up, by the config and by the state", async () => {
    for (const by of BY) {
      const found = await status(...by);
      expect(found, by.join(" ")).to.deep.equal([]);
    }
  });

  for (const [sid, action] of [
    ["GetFindings", "s3:GetObject"],
    ["DecryptFindings", "kms:Decrypt"],
    ["ReceiveNotifications", "sqs:ReceiveMessage"],
  ] as const) {
    it(`have lost ${action}, which status finds of each reader, and names role, action and fix`, async () => {
      const readers = ["microsoft", "vendor", "google", "pipeline"];
      for (const reader of readers) drop(roleOf(reader).policy, sid);
      const [users] = Object.values(userOf().policies) as unknown as Document[];
      drop(users!, sid);
      for (const by of BY) {
        const found = await status(...by);
        const named =
          by.length === 0 ? (key: string) => `readers.${key}` : (key: string) => `findings-${key}`;
        expect(idsOf(found).sort(), by.join(" ")).to.deep.equal(
          [...readers, "keys"].map((key) => ["identityDenied", named(key)]).sort(),
        );
        for (const { addOn, problem, fix } of found) {
          const key = addOn.replace(/^readers\.|^findings-/, "");
          const arn = key === "keys" ? Object.keys(cloud.world.users)[0] : roleOf(key).arn;
          expect(problem).to.contain(`${arn}: its policies do not allow it ${action}`);
          expect(fix).to.contain("pulumi refresh");
          const queues = Object.keys(cloud.world.queues).filter((queue) => problem.includes(queue));
          expect(queues, problem).to.have.length(action.startsWith("sqs:") ? 1 : 0);
        }
      }
    });
  }

  it("are denied by another policy or limited by a boundary, which status names", async () => {
    const { role, arn } = roleOf("vendor");
    const deny = { Sid: "No", Effect: "Deny", Action: "kms:*", Resource: "*" };
    role.policies["guardrail"] = { Version: "2012-10-17", Statement: [deny] };
    const boundary = `arn:aws:iam::${ACCOUNT}:policy/bounds`;
    const s3 = { Effect: "Allow", Action: "s3:*", Resource: "*" };
    cloud.world.managedPolicies[boundary] = { Version: "2012-10-17", Statement: [s3] };
    role.permissionsBoundary = boundary;
    const found = await status();
    expect(found.map(({ id }) => id)).to.deep.equal([
      ...["identityDenied", "identityDenied", "identityDenied", "identityDrift"],
    ]);
    const fixes = found.map(({ fix }) => fix);
    expect(fixes[0]).to.equal(`Remove statement 0 "No" from the policy guardrail of ${arn}.`);
    expect(fixes[1]).to.match(/^Allow kms:Decrypt in the permissions boundary of /);
  });

  const widened: [what: string, reader: string, trust: object[], ids: string[]][] = [
    [
      ...(["every principal", "vendor"] as const),
      [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }],
      ["trustNotBound", "identityDrift"],
    ],
    [
      ...(["its principal without the external id", "vendor"] as const),
      [{ Effect: "Allow", Principal: { AWS: VENDOR }, Action: "sts:AssumeRole" }],
      ["externalIdMissing", "identityDrift"],
    ],
    [
      ...(["subjects by a pattern", "google"] as const),
      [
        {
          ...{ Effect: "Allow", Principal: { Federated: "accounts.google.com" } },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: { StringLike: { "accounts.google.com:sub": "1*" } },
        },
      ],
      ["subjectWildcard", "identityDrift"],
    ],
    [
      ...(["every session name", "microsoft"] as const),
      [
        {
          ...{ Effect: "Allow", Principal: { Federated: PROVIDER } },
          Action: "sts:AssumeRoleWithWebIdentity",
        },
      ],
      ["trustNotBound", "identityDrift"],
    ],
    [
      ...(["the service for any source", "pipeline"] as const),
      [
        {
          ...{ Effect: "Allow", Principal: { Service: "osis-pipelines.amazonaws.com" } },
          Action: "sts:AssumeRole",
        },
      ],
      ["identityDrift"],
    ],
  ];
  for (const [what, reader, Statement, ids] of widened) {
    it(`trust ${what} since the trust was widened, which status finds as plan does`, async () => {
      const { role, arn } = roleOf(reader);
      role.assumeRolePolicy = { Version: "2012-10-17", Statement };
      for (const by of BY) {
        const found = await status(...by);
        expect(
          found.map(({ id }) => id),
          by.join(" "),
        ).to.deep.equal(ids);
        for (const { problem, fix } of found) {
          expect(problem).to.contain(arn);
          expect(fix).to.contain("pulumi refresh");
        }
      }
    });
  }

  it("trust another caller since, so that the vendor's is refused", async () => {
    const { trust, arn } = roleOf("vendor");
    trust.Statement[0]!["Principal"] = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
    for (const by of BY) {
      const [denied, ...others] = await status(...by);
      expect(others.map(({ id }) => id)).to.deep.equal(["identityDrift"]);
      expect(denied!.problem).to.contain(
        `${arn}: its trust policy does not allow the callers that the stack declares sts:AssumeRole`,
      );
    }
  });

  it("have more rights since: a policy that is attached, a statement that is wider", async () => {
    const managed = "arn:aws:iam::aws:policy/AdministratorAccess";
    const all = { Effect: "Allow", Action: "*", Resource: "*" };
    cloud.world.managedPolicies[managed] = { Version: "2012-10-17", Statement: [all] };
    roleOf("vendor").role.attached = [managed];
    const { policy } = roleOf("google");
    policy.Statement.find(({ Sid }) => Sid === "GetFindings")!["Resource"] = "*";
    for (const by of BY) {
      const found = await status(...by);
      expect(found.map(({ id }) => id)).to.deep.equal(["identityDrift", "identityDrift"]);
      const problems = found.map(({ problem }) => problem).join("\n");
      expect(problems).to.contain(`- policy ${managed}: not a policy of the stack`);
      expect(problems).to.contain("~ GetFindings: Resource changed (policy)");
    }
  });

  it("are gone since, or not read: neither is taken for fine", async () => {
    delete cloud.world.roles[roleOf("vendor").arn];
    for (const by of BY) {
      expect((await status(...by)).map(({ id }) => id)).to.include("identityMissing");
    }
    const all = { Effect: "Allow", Action: "*", Resource: "*" };
    const deny = { Effect: "Deny", Action: "iam:GetRolePolicy", Resource: "*" };
    cloud.world.users[`arn:aws:iam::${ACCOUNT}:user/observer`] = {
      policies: { observer: { Version: "2012-10-17", Statement: [all, deny] } },
      accessKeys: { [OBSERVER]: { secret: "none", status: "Active" } },
      tags: {},
    };
    for (const by of BY) {
      const found = (await statusAs(OBSERVER, ...by)).filter(({ id }) => id === "identityNotRead");
      expect(found).to.have.length(3);
      for (const { problem, fix } of found) {
        expect(problem).to.contain("could not check the role");
        expect(fix).to.contain("iam:GetRolePolicy");
      }
    }
  });
});
