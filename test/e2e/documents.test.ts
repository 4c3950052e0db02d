import { expect } from "chai";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import type { SandboxCloud } from "../../sandbox/cloud";
import { createCloud } from "../../sandbox/cloud";
import type { WorldFile } from "../../sandbox/world";
import { parseWorld } from "../../sandbox/world";
import program = require("../../stacks");
import { stackFileValues } from "../../stacks/stackFile";
import { declaredWorld } from "../../testing/declared";
import { openEngine } from "../../testing/engine";
import type { ServedCloud } from "../../testing/servedCloud";
import { serveCloud } from "../../testing/servedCloud";
import { blocksIn, ROOT } from "../docs/markdown";
import { DEPLOYED, NOT_DEPLOYED, REFUSED } from "../docs/notDeployed";

const PROJECT = "guardduty-export";
const ADMINISTRATOR = "111122223333";

interface Config {
  [key: string]: unknown;
}

/** The provider of Azure configures itself with it. */
const AZURE = { ARM_SUBSCRIPTION_ID: "6f0e1d2c-3b4a-4958-8776-a5b4c3d2e1f0" };

const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const organization = (): WorldFile => JSON.parse(read("sandbox/worlds/organization.json"));
const govCloud = (): WorldFile => ({
  ...organization(),
  accounts: Object.fromEntries(Object.keys(organization().accounts ?? {}).map((id) => [id, {}])),
  buses: {},
});

/** Every configuration of a document and every stack file: where it is, and its text. */
const configurations = (): [at: string, text: string][] => [
  ...blocksIn("yaml")
    .filter(({ text }) => text.startsWith("config:"))
    .map(({ at, text }): [string, string] => [at, text]),
  ...readdirSync(path.join(ROOT, "stacks"))
    .filter((file) => /^Pulumi\..*\.yaml$/.test(file))
    .map((file): [string, string] => [`stacks/${file}`, read(`stacks/${file}`)]),
];

/** A member's stack without another stack: it names what it would read there, as the guide says. */
function configOf(text: string): Config {
  const { administratorStack, ...config } = stackFileValues(PROJECT, text);
  if (administratorStack === undefined) return config;
  return { regions: ["us-east-1"], administratorAccountId: ADMINISTRATOR, ...config };
}

describe("Each configuration of documents and stack files, on the real engine", () => {
  let workDir: string;
  let cloud: SandboxCloud;
  let served: ServedCloud;

  before(async () => {
    workDir = mkdtempSync(path.join(tmpdir(), "documents-"));
    cloud = await createCloud(organization());
    served = await serveCloud(cloud);
  });
  after(async () => {
    await served.close();
    rmSync(workDir, { recursive: true });
  });

  for (const [at, text] of configurations()) {
    const reason = NOT_DEPLOYED[at.replace(/:\d+$/, "")];
    if (reason !== undefined) continue;
    const deployed = DEPLOYED.some((one) => text.includes(one));
    const refusal = Object.entries(REFUSED).find(([part]) => text.includes(part))?.[1];
    const outcome = refusal === undefined ? "without an error" : "and refused";
    it(`${at} is ${deployed ? "deployed" : "previewed"} ${outcome}`, async () => {
      const config = configOf(text);
      const isGovCloud = JSON.stringify(config).includes("us-gov-");
      const base = isGovCloud ? govCloud() : organization();
      await cloud.replaceWorld(parseWorld(declaredWorld(config, base)));
      const engine = await openEngine({
        env: { ...served.env, ...AZURE },
        config: Object.fromEntries(
          Object.entries(config).map(([key, value]) => [
            key,
            typeof value === "string" ? value : JSON.stringify(value),
          ]),
        ),
        projectName: PROJECT,
        stackName: at.replace(/\W+/g, "-"),
        workDir,
      });
      const run = deployed ? engine.up : engine.preview;
      const { error, diagnostics } = await run(() => program());
      if (refusal !== undefined) expect(error?.message).to.contain(refusal);
      else expect(error?.message, diagnostics.join("\n")).to.equal(undefined);
    });
  }

  it("is one of a topology where it is said to be deployed or refused", () => {
    const texts = configurations().map(([, text]) => text);
    for (const part of [...DEPLOYED, ...Object.keys(REFUSED)]) {
      expect(
        texts.filter((text) => text.includes(part)),
        part,
      ).to.have.length.above(0);
    }
  });
});
