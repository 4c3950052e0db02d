import { expect } from "chai";
import path from "node:path";

import { EventRouting } from "../../components/events/eventRouting";
import { FindingFilters } from "../../components/filters/findingFilters";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { ThreatLists } from "../../components/lists/threatLists";
import { MalwareProtection } from "../../components/malware/malwareProtection";
import { MemberDetectors } from "../../components/members/memberDetectors";
import { FindingsReader } from "../../components/readers/findingsReader";
import { createCloud } from "../../sandbox/cloud";
import { parseWorld } from "../../sandbox/world";
import type { WorldFile } from "../../sandbox/world";
import { ACCOUNT, exampleWorld } from "../../testing/cloudStack";
import type { Ran } from "../../testing/command";
import type { Engine } from "../../testing/engine";
import { openEngine, pulumiCommand } from "../../testing/engine";
import { runCommand } from "../../testing/live/run";
import type { ServedCloud } from "../../testing/servedCloud";
import { serveCloud } from "../../testing/servedCloud";

const REGIONS = ["us-east-1", "eu-west-1"];
const PROJECT = {
  "Pulumi.yaml": "name: payments\nruntime: nodejs\n",
  // Its own config, which has a key of the package's program with another meaning.
  "Pulumi.dev.yaml": "config:\n  payments:regions: us-east-1,eu-west-1\n",
};
const ARGS = "regions: [us-east-1, eu-west-1]\nfindingPublishingFrequency: ONE_HOUR\n";

const program = () => {
  const { detectorIds } = new GuardDutyExport("exported", {
    regions: REGIONS,
    findingPublishingFrequency: "ONE_HOUR",
  });
  new FindingFilters("quiet", {
    regions: REGIONS,
    detectorIds,
    filters: { scanner: { criterion: { severity: { lessThan: 4 } } } },
  });
  new ThreatLists("lists", {
    regions: REGIONS,
    detectorIds,
    lists: { offices: { kind: "IPSet", entries: ["198.51.100.7"] } },
  });
  return Promise.resolve({});
};

describe("A program of one's own, whose config the command does not know", () => {
  let served: ServedCloud;
  let engine: Engine;
  let env: { [name: string]: string };
  let cloud: Awaited<ReturnType<typeof createCloud>>;

  beforeEach(async () => {
    cloud = await createCloud(exampleWorld());
    served = await serveCloud(cloud);
    engine = await openEngine({
      ...{ env: served.env, projectName: "payments", stackName: "dev" },
      config: { "aws:region": "us-east-1" },
    });
    const cli = path.dirname((await pulumiCommand()).command);
    env = {
      ...{ AWS_ENDPOINT_URL: served.env.AWS_ENDPOINT_URL, PATH: `${cli}:${process.env["PATH"]}` },
      ...{ AWS_ACCESS_KEY_ID: `AKIA${ACCOUNT}TEST`, AWS_SECRET_ACCESS_KEY: "none" },
      ...{ PULUMI_BACKEND_URL: `file://${path.join(engine.project.folder, "state")}` },
      ...{ PULUMI_CONFIG_PASSPHRASE: "test", PULUMI_SKIP_UPDATE_CHECK: "true" },
    };
  });
  afterEach(async () => {
    await engine.close();
    await served.close();
  });

  const up = async (run: () => Promise<object>) => {
    const { error } = await engine.up(run as () => Promise<Record<string, unknown>>);
    expect(error?.message).to.equal(undefined);
  };
  const command = (args: string[], files: { [file: string]: string } = {}): Promise<Ran> =>
    runCommand(args, { env, files: { ...PROJECT, ...files } });

  it("is healthy by its stack's state, with the filters of the program", async () => {
    await up(program);
    const { code, out, err } = await command(["status", "--stack", "dev", "--format", "json"]);
    expect(err).to.equal("");
    expect(code, out).to.equal(0);
    const { verdict, regions, comparedWith } = JSON.parse(out);
    expect(verdict).to.equal("healthy");
    expect(regions.map(({ region }: { region: string }) => region)).to.deep.equal(REGIONS);
    expect(JSON.stringify(comparedWith)).to.contain('"state"').and.not.contain('"config"');

    const state = JSON.stringify({ deployment: { resources: await engine.exportState() } });
    const file = ["status", "--stack", "dev", "--state", "state.json"];
    expect((await command(file, { "state.json": state })).code).to.equal(0);
  });

  it("names a filter that the program does not declare, and none that it does", async () => {
    await up(program);
    const detector = cloud.world.detectors[`${ACCOUNT}/eu-west-1`]!;
    Object.assign(detector.filters, {
      silent: { ...Object.values(detector.filters)[0], rank: 1 },
    });
    const { code, out } = await command(["status", "--stack", "dev"]);
    expect(code, out).to.equal(0);
    expect(out).to.contain("the suppression rule silent archives findings");
    expect(out).to.not.contain("rule scanner");
    expect(out).to.not.contain("offices");

    const [list] = Object.values(detector.lists);
    list!.status = "INACTIVE";
    const missing = await command(["status", "--stack", "dev"]);
    expect(missing.out).to.contain(
      "the trusted IP list offices of the configuration is not active",
    );
  });

  it("is not healthy where GuardDuty does not scan a bucket that the program protects", async () => {
    await up(async () => {
      const { bucketName, keyArn } = new GuardDutyExport("exported", { regions: ["us-east-1"] });
      const bucket = { name: "findings", bucketName, region: "us-east-1", keyArn };
      new MalwareProtection("scans", { buckets: [{ ...bucket, tagging: false }] });
      return {};
    });
    const healthy = await command(["status", "--stack", "dev"]);
    expect(healthy.code, healthy.out).to.equal(0);
    expect(healthy.out).to.not.contain("alware");

    cloud.world.malwareProtectionPlans = {};
    const missing = await command(["status", "--stack", "dev", "--format", "json"]);
    expect(missing.code, missing.out).to.equal(1);
    expect(missing.out).to.contain('"malwarePlanMissing"');
  });

  it("is compared with its arguments in a file under the names that it was deployed with", async () => {
    await up(program);
    const identity = ["--project", "payments", "--stack", "dev", "--name", "exported"];
    const files = { "args.yaml": `${ARGS}` };
    const named = await command(["status", "--config", "args.yaml", ...identity], files);
    // The file has no filters.
    expect(named.out).to.not.contain("policy differs");
    expect(named.out).to.not.contain("identity");

    const { code, out } = await command(
      ["status", "--config", "args.yaml", "--name", "exported"],
      files,
    );
    expect(code).to.equal(1);
    expect(out).to.match(
      /the bucket policy has no statement of exported in args\.yaml of project payments \(Sids GuardDutyExport[0-9a-f]{8}…\), but those of an export of the same\s+detectors with another name/,
    );
    expect(out).to.contain("Fix: Pass --project, --stack and --name");
    expect(out).to.not.contain("policy differs");

    const unnamed = await command(["status", "--config", "args.yaml"], files);
    expect(unnamed.out).to.contain("pass that as --name");
    expect(unnamed.code, unnamed.out).to.equal(2);
  });

  it("is judged with the policies of the queue and the bus that its components use, by its state", async () => {
    const location = `us-east-1:${ACCOUNT}`;
    const queue = `arn:aws:sqs:${location}:siem`;
    const bus = `arn:aws:events:${location}:event-bus/security`;
    const policyOf = (action: string, arn: string) => ({
      Version: "2012-10-17",
      Statement: [
        {
          ...{ Sid: "Theirs", Effect: "Allow", Action: action, Resource: arn },
          Principal: "*",
        },
      ],
    });
    const { queues, buses } = parseWorld({
      queues: { [queue]: { policy: policyOf("sqs:SendMessage", queue) } },
      buses: { [bus]: { policy: policyOf("events:*", bus) } },
    } as unknown as WorldFile);
    Object.assign(cloud.world.queues, queues);
    Object.assign(cloud.world.buses, buses);
    await up(() => {
      const findings = new GuardDutyExport("exported", { regions: REGIONS, notifications: true });
      const { findingsUri, keyArn, notificationTopicArn: topicArn } = findings;
      new FindingsReader("siem", {
        ...{ findingsUri, keyArn, topicArn, homeRegion: "us-east-1" },
        role: { principalArns: [`arn:aws:iam::${ACCOUNT}:root`], externalId: "acme" },
        queue: {
          existing: { url: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/siem` },
        },
      });
      new EventRouting("events", { regions: ["us-east-1"], busArn: bus });
      return Promise.resolve({});
    });
    const { out, err } = await command(["status", "--stack", "dev", "--format", "json"]);
    const { findings } = JSON.parse(out || `{"findings":${JSON.stringify(err)}}`);
    const shared = findings
      .filter(({ id }: { id: string }) => id.startsWith("shared"))
      .map(({ id, path: at }: { id: string; path: string }) => `${id} ${at}`);
    expect(shared.sort(), out).to.deep.equal([
      "sharedPolicyAccess events.busArn",
      "sharedPolicyAccess siem.queue.existing.url",
    ]);
  });

  it("of a member is named as such, and read by discover", async () => {
    await up(async () => {
      new MemberDetectors("member", { regions: ["us-east-1"], account: { accountId: ACCOUNT } });
      return {};
    });
    const { code, err } = await command(["status", "--stack", "dev"]);
    expect(code).to.equal(2);
    expect(err).to.equal(
      "stack dev is a member account's stack: the administrator's export delivers its findings\n  Fix: Pass the administrator's stack. (memberStack)\n",
    );
    const found = await command(["discover", "--stack", "dev", "--regions", "us-east-1"]);
    expect(found.code, found.err).to.equal(0);
  });
});
