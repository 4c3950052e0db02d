import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { createCloud } from "../../sandbox/cloud";
import type { SandboxCloud } from "../../sandbox/cloud";
import { parseWorld } from "../../sandbox/world";
import type { WorldFile } from "../../sandbox/world";
import { fromEnvironment } from "../../rules/health";
import program = require("../../stacks");
import { stackFileValues } from "../../stacks/stackFile";
import { runAt } from "../../testing/command";
import type { Engine } from "../../testing/engine";
import { openEngine } from "../../testing/engine";
import type { ServedCloud } from "../../testing/servedCloud";
import { serveCloud } from "../../testing/servedCloud";
import { healthBundle } from "../../testing/lambda";
import { summaryOf } from "../../testing/events";
import { knownArn } from "../../rules/arn";

const PROJECT = "guardduty-export";
const ADMINISTRATOR = "111122223333";
const MEMBER = "222233334444";
const role = (accountId: string) => `arn:aws:iam::${accountId}:role/deploy`;
const acting = (accountId: string) => ({ accountId, assumeRoleArn: role(accountId) });

const world: WorldFile = {
  caller: ADMINISTRATOR,
  accounts: Object.fromEntries(
    [ADMINISTRATOR, MEMBER].map((accountId) => [accountId, { roles: [role(accountId)] }]),
  ),
  buckets: { "secret-bucket": { account: ADMINISTRATOR, region: "us-east-1" } },
};

const read = (file: string) => readFileSync(path.join(__dirname, "../..", file), "utf8");

interface AddOnOutputs {
  readers: { [name: string]: { roleArn: string; queueUrl: string } };
  chronicle: { feedName: string };
  athena: { workgroupName: string };
  events: { busArn: string };
}

interface Config {
  [key: string]: unknown;
}

describe("Stacks of config on the real engine", () => {
  let workDir: string;
  let cloud: SandboxCloud;
  let served: ServedCloud;

  beforeEach(async () => {
    workDir = mkdtempSync(path.join(tmpdir(), "stacks-"));
    cloud = await createCloud(world);
    served = await serveCloud(cloud);
  });

  afterEach(async () => {
    await served.close();
    rmSync(workDir, { recursive: true });
  });

  /** A stack of this project; all stacks of a test share one backend. */
  function open(stackName: string, config: Config, secretConfig: Config = {}): Promise<Engine> {
    const { env } = served;
    const ours = { config: texts(config), secretConfig: texts(secretConfig) };
    return openEngine({ ...ours, env, projectName: PROJECT, stackName, workDir });
  }

  const up = (engine: Engine) => engine.up(() => program());

  const stateFile = (stackName: string) =>
    readFileSync(path.join(workDir, `state/.pulumi/stacks/${PROJECT}/${stackName}.json`), "utf8");

  it("deliver the findings of every account of the example organization in every Region once, and change nothing then", async () => {
    await cloud.replaceWorld(parseWorld(JSON.parse(read("sandbox/worlds/organization.json"))));
    const engine = await open(
      "sandbox",
      stackFileValues(PROJECT, read("stacks/Pulumi.sandbox.yaml")),
    );
    const { error, outputs } = await up(engine);
    expect(error).to.equal(undefined);
    await cloud.advanceClock(24 * 3600 * 1000);
    const accounts = Object.keys(cloud.world.accounts);
    expect(accounts).to.have.length(5);
    const folder = (outputs["findingsUri"] as string).replace(/^s3:\/\/[^/]+\//, "");
    for (const region of outputs["regions"] as string[]) {
      for (const accountId of accounts) {
        const deliveries = await cloud.exportFinding(accountId, region);
        expect(deliveries.map(({ key }) => key?.split("/").slice(0, -4).join("/"))).to.deep.equal([
          `${folder}${accountId}/GuardDuty/${region}`,
        ]);
      }
    }
    const { readers, chronicle, athena, events } = outputs as unknown as AddOnOutputs;
    const { feeds, queues, workgroups, rules } = cloud.world;
    expect(Object.keys(readers)).to.deep.equal(["forensics", "google"]);
    for (const { roleArn, queueUrl } of Object.values(readers)) {
      expect(roleArn).to.match(/^arn:aws:iam::444455556666:role\//);
      const [, owner, name] = /(\d{12})\/(.+)$/.exec(queueUrl)!;
      const { messages } = queues[`arn:aws:sqs:us-east-1:${owner}:${name}`]!;
      expect(messages).to.have.length(4 * accounts.length);
    }
    expect(Object.keys(feeds)).to.deep.equal([chronicle.feedName]);
    expect(Object.keys(workgroups)).to.deep.equal([
      `arn:aws:athena:us-east-1:444455556666:workgroup/${athena.workgroupName}`,
    ]);
    expect(events.busArn).to.equal("arn:aws:events:us-east-1:111122223333:event-bus/security");
    expect(Object.keys(rules).map((arn) => knownArn(arn).accountId)).to.deep.equal(
      Array(4).fill("111122223333"),
    );
    expect((await up(engine)).changed).to.deep.equal([]);
  });

  it("read the entries of a list from a file of the project", async () => {
    const list = (file: string) => ({ bad: { kind: "ThreatIntelSet", file } });
    const good = "examples/security-baseline/known-bad.txt";
    const engine = await open("prod", { regions: ["us-east-1"], lists: list(good) });
    const { error } = await up(engine);
    expect(error?.message).to.equal(undefined);
    const { lists: made } = cloud.world.detectors[`${ADMINISTRATOR}/us-east-1`]!;
    expect(Object.values(made).map(({ entries }) => entries)).to.deep.equal([
      ["198.51.100.7", "203.0.113.0/24"],
    ]);
    const other = await open("other", { regions: ["us-east-1"], lists: list("package.json") });
    expect((await up(other)).error?.message).to.match(
      /lists\.bad\.file: must be an IP address.*Fix: remove line 1 of package\.json/,
    );
  });

  it("create what plan lists, resource by resource", async () => {
    await cloud.replaceWorld(parseWorld(JSON.parse(read("sandbox/worlds/organization.json"))));
    const values = stackFileValues(PROJECT, read("stacks/Pulumi.sandbox.yaml"));
    const engine = await open("sandbox", values);
    const { steps } = await engine.preview(() => program());
    const args = ["plan", "--stack", "sandbox", "--format", "json"];
    const planned = JSON.parse((await runAt(path.join(__dirname, "../.."), args)).out) as {
      resources: { type: string; name: string }[];
    };
    const lines = (resources: { type: string; name: string }[]) =>
      resources.map(({ type, name }) => `${type} ${name}`).sort();
    // The engine's default providers of random and gcp are counted by no deployment.
    const created = steps.filter(({ op, name }) => op === "create" && !/^default_/.test(name));
    expect(lines(created)).to.deep.equal(lines(planned.resources));
  });

  it("keep external ids, descriptions and access logs set with --secret out of state, outputs and what is printed", async () => {
    const engine = await open(
      "prod",
      { regions: ["us-east-1"] },
      {
        organization: { administrator: { ...acting(ADMINISTRATOR), externalId: "secret-id" } },
        readers: {
          partner: { role: { principalArns: [MEMBER], externalId: "secret-agreed" } },
          legacy: { accessKey: { acknowledgeLongLivedKey: true } },
        },
        bucket: { accessLogs: { bucketName: "secret-bucket", prefix: "secret-prefix/" } },
        key: { description: "secret-description" },
      },
    );
    const { error, diagnostics, stdout, outputs, events } = await up(engine);
    expect(error?.message).to.equal(undefined);
    expect(diagnostics).to.deep.equal([]);
    const { buckets, keys } = cloud.world;
    expect(Object.values(keys).map(({ description }) => description)).to.deep.equal([
      "secret-description",
    ]);
    expect(JSON.stringify(buckets)).to.contain('"TargetPrefix":"secret-prefix/"');
    const printed = JSON.stringify(summaryOf(events).outputs);
    const written = stateFile("prod") + stdout + printed;
    expect(written.match(/secret-\w+/g)).to.equal(null);
    const [user] = Object.values(cloud.world.users);
    const { secret } = Object.values(user!.accessKeys)[0]!;
    expect(JSON.stringify(outputs)).to.contain(secret);
    expect(written).not.to.contain(secret);
    expect((await up(engine)).changed).to.deep.equal([]);
  });

  it("name what does not exist by its config key", async () => {
    const at = `us-east-1:${ADMINISTRATOR}`;
    const [topicArn, busArn] = [`arn:aws:sns:${at}:no`, `arn:aws:events:${at}:event-bus/no`];
    const url = `https://sqs.us-east-1.amazonaws.com/${ADMINISTRATOR}/no`;
    const scanned = { planId: "0123456789abcdef0123" };
    const engine = await open("prod", {
      regions: ["us-east-1"],
      notifications: true,
      readers: { siem: { role: { principalArns: [MEMBER] }, queue: { existing: { url } } } },
      events: { busArn },
      malwareProtection: {
        buckets: [{ name: "uploads", bucketName: "secret-bucket", region: "us-east-1" }],
        findingsBucket: { existing: scanned },
      },
      health: { topicArn },
    });
    const { error } = await engine.preview(() => program());
    const lines = [
      ...(error?.message ?? "").matchAll(/^ {2}- guardduty-export:(\S+): .* Fix: (.*)$/gm),
    ];
    const paths = lines.map(
      ([, path, fix]) => `${path} · ${fix?.replace("guardduty-export:", "")}`,
    );
    expect([...new Set(paths)].sort()).to.deep.equal([
      "events.busArn · set events.busArn to the ARN of an event bus that exists",
      "health.topicArn · set health.topicArn to the ARN of a topic that exists",
      "malwareProtection.findingsBucket.existing.planId · remove malwareProtection.findingsBucket.existing",
      "readers.siem.queue.existing.url · remove readers.siem.queue.existing",
    ]);
  });

  it("warn of config set with --secret that nothing can keep secret", async () => {
    const regions = ["us-east-1"];
    const engine = await open("prod", { regions }, { tags: { owner: "security" } });
    const { error, diagnostics } = await up(engine);
    expect(error).to.equal(undefined);
    expect(diagnostics).to.deep.equal([
      "warning: config guardduty-export:tags is set with --secret, and is plain in state and outputs: only externalId, description, accessLogs can stay secret",
    ]);
  });

  it("watch the export from the administrator's account when health is set, and stop when it is removed", async () => {
    await healthBundle();
    const config = {
      regions: ["us-east-1", "eu-west-1"],
      organization: { administrator: acting(ADMINISTRATOR) },
      bucket: { account: acting(MEMBER) },
    };
    const health = { email: "oncall@example.com", intervalMinutes: 30 };
    const engine = await open("prod", { ...config, health });
    const { error, diagnostics, outputs } = await up(engine);
    expect(error).to.equal(undefined);
    expect(diagnostics).to.deep.equal([
      `warning: changes of the bucket and the key are recorded in account ${MEMBER}, and the health check runs in account ${ADMINISTRATOR}: the next health check reports them, and no message is sent at once. Fix: move the bucket and the key to account ${ADMINISTRATOR}, or set intervalMinutes to the delay that you accept`,
    ]);
    const { functions, schedules, alarms, topics } = cloud.world;
    const watch = outputs["health"] as { [output: string]: string };
    const [arn, fn] = Object.entries(functions)[0]!;
    expect(arn).to.equal(
      `arn:aws:lambda:us-east-1:${ADMINISTRATOR}:function:${watch["functionName"]}`,
    );
    const { Variables } = fn.configuration["Environment"] as {
      Variables: { [name: string]: string };
    };
    const { settings } = fromEnvironment(Variables);
    expect(settings?.findingPublishingFrequency).to.equal("SIX_HOURS");
    expect(settings?.destinationArn).to.equal(`arn:aws:s3:::${outputs["bucketName"] as string}`);
    expect(Object.keys(alarms)).to.have.length(6);
    expect(Object.keys(topics)).to.deep.equal([watch["topicArn"]]);
    expect(Object.values(schedules)).to.have.length(1);
    expect((await up(engine)).changed).to.deep.equal([]);

    const gone = await up(await open("prod", { ...config, health: false }));
    expect(gone.error).to.equal(undefined);
    expect(new Set(gone.changed.map((line) => line.split(" ")[0]))).to.deep.equal(
      new Set(["delete"]),
    );
    expect(cloud.world.functions).to.deep.equal({});
  });

  it("watch an export that GuardDuty cannot make yet, as unhealthy", async () => {
    await healthBundle();
    const engine = await open("prod", {
      regions: ["us-east-1"],
      bucket: { existing: { name: "secret-bucket", policy: "external" } },
      health: true,
    });
    const { error, diagnostics } = await up(engine);
    expect(error?.message).to.match(/^error: GuardDuty cannot export from us-east-1: /);
    // Of the health check there is none; what ends the program comes last.
    expect(diagnostics.filter((line) => /^error: .*health/.test(line))).to.deep.equal([]);
    expect(diagnostics).to.include(
      "warning: no publishing destination in us-east-1: the health check reports this Region as unhealthy. Fix: apply the fix that the export reports for the Region, then run pulumi up",
    );
    expect(Object.keys(cloud.world.functions)).to.have.length(1);
    expect(Object.keys(cloud.world.schedules)).to.have.length(1);
  });

  for (const namespace of ["guarddutyexport", "guardduty_export", "guardduty-exports"]) {
    it(`are refused with the namespace ${namespace}, whose values would not be deployed`, async () => {
      const engine = await openEngine({
        ...{ env: served.env, projectName: PROJECT, stackName: "mistyped", workDir },
        config: { ...texts({ regions: ["us-east-1"] }), [`${namespace}:onDestroy`]: "delete" },
      });
      for (const run of [engine.preview, engine.up]) {
        const { diagnostics } = await run(() => program());
        expect([...new Set(diagnostics)]).to.deep.equal([
          `error: config of stack mistyped: 1 problem in the arguments; nothing was registered\n  - ${namespace}:onDestroy: is a config key of namespace ${namespace}, and no program here reads it; did you mean ${PROJECT}? Fix: rename ${namespace}:onDestroy to ${PROJECT}:onDestroy`,
        ]);
      }
      expect(cloud.world.detectors).to.deep.equal({});
    });
  }

  it("of a member wait for the administrator's to be up, and take its Regions then", async () => {
    const administratorStack = `organization/${PROJECT}/prod`;
    const member = await open("member", {
      ...{ role: "member", administratorStack },
      account: acting(MEMBER),
    });
    const missing = await up(member);
    expect(missing.diagnostics[0]).to.equal(`error: unknown stack "${administratorStack}"`);

    const regions = ["us-east-1", "eu-west-1"];
    const administrator = await open("prod", {
      regions,
      organization: { administrator: acting(ADMINISTRATOR) },
    });
    const early = await up(member);
    // The engine prints an error of an inline program more than once.
    expect([...new Set(early.diagnostics)]).to.deep.equal([
      `error: config of stack member: 1 problem in the arguments; nothing was registered\n  - guardduty-export:administratorStack: stack ${administratorStack} has no outputs regions and administratorAccountId. Fix: set guardduty-export:administratorStack to a value such as "acme/guardduty-export/prod"`,
    ]);
    expect(cloud.world.detectors).to.deep.equal({});

    expect((await up(administrator)).error).to.equal(undefined);
    const after = await up(member);
    expect(after.error).to.equal(undefined);
    const detectorIds = Object.fromEntries(
      regions.map((region) => [region, cloud.world.detectors[`${MEMBER}/${region}`]!.id]),
    );
    expect(after.outputs).to.deep.equal({ regions, detectorIds });
  });
});

/** Config as `pulumi config set` takes it. */
function texts(config: Config): { [key: string]: string } {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      `${PROJECT}:${key}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}
