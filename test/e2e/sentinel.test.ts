import { expect } from "chai";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import ts from "typescript";

import guarddutyExport = require("../../index");
import type { SandboxCloud } from "../../sandbox/cloud";
import { createCloud } from "../../sandbox/cloud";
import type { WorldFile } from "../../sandbox/world";
import program = require("../../stacks");
import { runCommand } from "../../testing/live/run";
import type { Engine } from "../../testing/engine";
import { openEngine } from "../../testing/engine";
import { assumedBySentinel, readerClient, refusal } from "../../testing/readerClient";
import type { ServedCloud } from "../../testing/servedCloud";
import { serveCloud } from "../../testing/servedCloud";

const PROJECT = "guardduty-export";
const ACCOUNT = "111122223333";
const ISSUER = "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/";
const AUDIENCE = "api://1462b192-27f7-4cb9-8523-0f4ecb54b47e";
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`;
const WORKSPACE_ID = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
const SUBSCRIPTION = "6f0e1d2c-3b4a-4958-8776-a5b4c3d2e1f0";
const WORKSPACE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/siem/providers/Microsoft.OperationalInsights/workspaces/soc`;
const REGIONS = ["us-east-1", "eu-west-1"];

const CONFIG = {
  regions: REGIONS,
  notifications: true,
  readers: {
    microsoft: {
      preset: "sentinel",
      webIdentity: { provider: PROVIDER, sessionNames: [`MicrosoftSentinel_${WORKSPACE_ID}`] },
    },
  },
  sentinel: { reader: "microsoft", workspace: { id: WORKSPACE } },
};

interface Policy {
  Statement: object[];
  [element: string]: unknown;
}

/** Config as `pulumi config set` takes it. */
const texts = (config: object): { [key: string]: string } =>
  Object.fromEntries(
    Object.entries(config).map(([key, value]) => [`${PROJECT}:${key}`, JSON.stringify(value)]),
  );

/** What the command needs to call the sandbox. */
const environment = ({ env }: ServedCloud) => ({
  ...{ AWS_ENDPOINT_URL: env.AWS_ENDPOINT_URL, AWS_REGION: "us-east-1" },
  ...{ AWS_ACCESS_KEY_ID: `AKIA${ACCOUNT}DEMO`, AWS_SECRET_ACCESS_KEY: "none" },
});

/** The program of examples/sentinel. */
function example(): object {
  const file = path.join(__dirname, "../../examples/sentinel/index.ts");
  const { outputText } = ts.transpileModule(readFileSync(file, "utf8"), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported = {};
  const load = createRequire(__filename);
  const required = (name: string): unknown =>
    name === "guardduty-export" ? guarddutyExport : load(name);
  new Function("require", "exports", outputText)(required, exported);
  return exported;
}

describe("Microsoft Sentinel, on the real engine", () => {
  let cloud: SandboxCloud;
  let served: ServedCloud;
  let engine: Engine;

  /** A cloud with the workspace, and with Microsoft's identity provider where the program makes none. */
  async function open(
    config: object,
    oidcProviders: WorldFile["oidcProviders"] = {},
  ): Promise<void> {
    cloud = await createCloud({
      caller: ACCOUNT,
      accounts: { [ACCOUNT]: {} },
      ...{ oidcProviders },
      sentinelWorkspaces: { [WORKSPACE]: { customerId: WORKSPACE_ID } },
    });
    served = await serveCloud(cloud);
    engine = await openEngine({
      env: served.env,
      projectName: PROJECT,
      config: {
        "aws:region": "us-east-1",
        "azure:subscriptionId": SUBSCRIPTION,
        ...texts(config),
      },
    });
  }

  afterEach(async () => {
    await engine.close();
    await served.close();
  });

  const connectors = () => cloud.world.sentinelWorkspaces[WORKSPACE]?.connectors ?? {};

  /** Findings of the Regions that Sentinel takes off its queue and reads; the refusal of one that it cannot. */
  async function ingested(): Promise<{ connected: boolean; findings: unknown[]; refused: string }> {
    const [connector] = Object.values(connectors());
    const { roleArn, sqsUrls } = connector!;
    const endpoint = served.env.AWS_ENDPOINT_URL;
    const client = readerClient(endpoint, await assumedBySentinel(endpoint, roleArn, WORKSPACE_ID));
    const messages = await client.receive(sqsUrls[0]!);
    const findings: unknown[] = [];
    let refused = "none";
    for (const { bucket, key } of messages) {
      const read = client.get(bucket, key);
      refused = await refusal(read);
      if (refused === "none") findings.push(...(await read));
    }
    return { connected: messages.length > 0, findings, refused };
  }

  it("is connected by the example, gets each finding once, changes nothing then, and is disconnected by destroy", async () => {
    await open({});
    const { error, outputs } = await engine.up(async () => example());
    expect(error?.message).to.equal(undefined);
    expect(outputs["connectorId"]).to.equal(
      `${WORKSPACE}/providers/Microsoft.SecurityInsights/dataConnectors/findings`,
    );
    for (const region of REGIONS) await cloud.exportFinding(ACCOUNT, region);
    const { findings, refused } = await ingested();
    expect(refused).to.equal("none");
    expect(findings.map((one) => (one as { region: string }).region).sort()).to.deep.equal(
      [...REGIONS].sort(),
    );
    expect((await engine.up(async () => example())).changed).to.deep.equal([]);
    expect((await engine.refresh()).changed).to.deep.equal([]);
    expect((await engine.destroy()).error).to.equal(undefined);
    expect(connectors()).to.deep.equal({});
  });

  it("is connected by a stack's config after role, rights, queue and subscription", async () => {
    await open(CONFIG, { [PROVIDER]: { clientIds: [AUDIENCE] } });
    const { error, outputs } = await engine.up(() => program());
    expect(error?.message).to.equal(undefined);
    expect(Object.keys(connectors())).to.deep.equal(["findings-sentinel"]);
    const { form } = outputs["sentinel"] as { form: { [label: string]: string } };
    expect(form).to.include({ "Destination table": "AWSGuardDuty" });

    const state = new Map((await engine.exportState()).map((one) => [one.urn, one]));
    const nameOf = (urn: string) => urn.split("::").at(-1) as string;
    const reached = new Set<string>();
    const visit = (urn: string): void => {
      for (const next of (state.get(urn)?.["dependencies"] ?? []) as string[]) {
        if (!reached.has(next)) visit((reached.add(next), next));
      }
    };
    visit([...state.keys()].find((urn) => nameOf(urn) === "findings-sentinel-connector") ?? "");
    expect([...reached].map(nameOf)).to.include.members([
      ...["role-policy", "queue-policy", "subscription"].map(
        (part) => `findings-microsoft-${part}`,
      ),
    ]);

    await cloud.exportFinding(ACCOUNT, "eu-west-1");
    expect((await ingested()).findings).to.have.length(1);
    expect((await engine.up(() => program())).changed).to.deep.equal([]);
  });

  it("is connected and gets no data without kms:Decrypt, which status finds by the config and by the state", async () => {
    await open(CONFIG, { [PROVIDER]: { clientIds: [AUDIENCE] } });
    expect((await engine.up(() => program())).error?.message).to.equal(undefined);
    const [keyArn, key] = Object.entries(cloud.world.keys)[0]!;
    const { roleArn } = Object.values(connectors())[0]!;
    const deny = {
      ...{ Sid: "NotSentinel", Effect: "Deny", Principal: { AWS: roleArn } },
      ...{ Action: "kms:Decrypt", Resource: "*" },
    };
    const resources = await engine.exportState();
    const files = {
      "Pulumi.yaml": `name: ${PROJECT}\nruntime: nodejs\n`,
      "Pulumi.test.yaml": JSON.stringify({ config: texts(CONFIG) }),
      "state.json": JSON.stringify({ version: 3, deployment: { resources } }),
    };
    const found = async (...more: string[]) => {
      const command = ["status", "--stack", "test", ...more, "--format", "json"];
      const { out, err } = await runCommand(command, { env: environment(served), files });
      expect(err).to.equal("");
      const { findings } = JSON.parse(out) as { findings: { id: string; problem: string }[] };
      return findings.filter(({ id }) => id === "readerCannotDecrypt");
    };
    expect([...(await found()), ...(await found("--state", "state.json"))]).to.deep.equal([]);

    const { Statement, ...rest } = key.policy as unknown as Policy;
    await cloud.setPolicy({ key: keyArn }, { ...rest, Statement: [...Statement, deny] });
    await cloud.exportFinding(ACCOUNT, "us-east-1");
    const { connected, findings, refused } = await ingested();
    expect({ connected, findings, refused }).to.deep.equal({
      ...{ connected: true, findings: [], refused: "AccessDenied" },
    });
    for (const by of [[], ["--state", "state.json"]]) {
      const [finding, ...others] = await found(...by);
      expect(others).to.deep.equal([]);
      expect(finding?.problem).to.contain(`does not allow kms:Decrypt to ${roleArn}`);
    }
  });
});
