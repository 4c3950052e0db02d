import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { runInNewContext } from "node:vm";

import { EventRouting } from "../../components/events/eventRouting";
import { FindingsTable } from "../../components/table/findingsTable";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { ExportHealth } from "../../components/health/exportHealth";
import { FindingsReader } from "../../components/readers/findingsReader";
import { MemberDetectors } from "../../components/members/memberDetectors";
import { readArgs } from "../../rules/args";
import type { CallsOf } from "../../rules/costs";
import { ASSUMED, checksAMonth, MONTHLY_CALLS } from "../../rules/costs";
import { planExport } from "../../rules/plan";
import { callsOf } from "../../rules/proof/calls";
import { DEFAULT_REGIONS } from "../../rules/regions";
import { startHttp } from "../../sandbox/http";
import { deployed } from "../../testing/live/run";
import type { Sandbox } from "../../sandbox";
import { ACCOUNT, BUCKET, check, healthBundle, policiesFile } from "../../testing/lambda";
import type { CloudStack } from "../../testing/cloudStack";
import { exampleWorld, openCloudStack } from "../../testing/cloudStack";
import { readerClient } from "../../testing/readerClient";
import { record } from "../../testing/recorder";
import { rows, under } from "./tables";

const FILE = "docs/costs.md";

type Counts = { [name: string]: number };

const code = (cell: string) => /`([^`]+)`/.exec(cell)?.[1] as string;
const evaluated = (formula: string, variables: Counts) =>
  runInNewContext(formula, variables) as number;

/** What a section says of a call, with these variables. */
function calls(section: string, service: string, call: string, variables: Counts): number {
  const found = rows(under(FILE, section)).filter(
    ([of, name]) => of === service && name!.includes(call),
  );
  expect(found, `${service} ${call}`).to.have.length(1);
  return evaluated(code(found[0]![2]!), variables);
}

function tally(operations: string[]): Counts {
  const counts: Counts = {};
  for (const operation of operations) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}

describe("The formulas of docs/costs.md", () => {
  const example: Counts = Object.fromEntries(
    rows(under(FILE, "# Costs"))
      .filter(([name]) => /^`[A-Z]`$/.test(name!))
      .map(([name, , value]) => [code(name!), Number(value)]),
  );

  it("equal the examples next to them", () => {
    const counts = ["## Writing", "## Readers", "## Health", "## Events and queries"];
    const documented = [
      ...counts.flatMap((section) =>
        rows(under(FILE, section)).map(([, , formula, value]) => [formula!, value!] as const),
      ),
      ...rows(under(FILE, "## Resources of Pulumi")).map(
        ([, formula, value]) => [formula!, value!] as const,
      ),
    ].filter(([formula]) => formula !== "not known");
    expect(documented).to.have.length.greaterThan(30);
    for (const [formula, value] of documented) {
      expect(Number.parseInt(value, 10), formula).to.equal(evaluated(code(formula), example));
    }
  });
});

describe("The formulas that plan estimates calls with", () => {
  const SECTIONS: { [of in CallsOf]: string } = {
    export: "## Writing",
    readers: "## Readers",
    health: "## Health",
    events: "## Events and queries",
    athena: "## Events and queries",
  };
  const documented = [...new Set(Object.values(SECTIONS))].flatMap((section) =>
    rows(under(FILE, section)).filter(([, , formula]) => formula !== "not known"),
  );

  it("are those of docs/costs.md, each of them, in the same order", () => {
    expect(documented.map(([service]) => service)).to.deep.equal(
      MONTHLY_CALLS.map(({ service }) => service),
    );
    const primes = { R: 2, O: 3, N: 5, P: 7, C: 11, A: 13, E: 17, Q: 19, T: 23, D: 29, B: 31 };
    for (const [index, { calls, count }] of MONTHLY_CALLS.entries()) {
      const formula = code(documented[index]![2]!);
      expect(count(primes), calls.join()).to.equal(evaluated(formula, primes));
    }
  });

  it("assume what docs/costs.md has as the example", () => {
    const examples = Object.fromEntries(
      rows(under(FILE, "# Costs")).map(([name, , value]) => [code(name!), Number(value)]),
    );
    for (const [name, value] of Object.entries(ASSUMED)) expect(examples[name]).to.equal(value);
    expect(checksAMonth(15)).to.equal(examples["C"]);
  });
});

describe("What docs/costs.md says is called", () => {
  describe("to write an object, and to notify readers", () => {
    const READERS = ["one", "two", "three"];
    let stack: CloudStack;
    let queues: { [reader: string]: string };

    before(async () => {
      stack = await openCloudStack(exampleWorld());
      const { error, outputs } = await stack.up(async () => {
        const { findingsUri, keyArn, notificationTopicArn } = new GuardDutyExport("findings", {
          regions: ["us-east-1"],
          bucket: { prefix: "guardduty" },
          notifications: true,
        });
        const topicArn = notificationTopicArn as pulumi.Output<string>;
        const target = {
          findingsUri,
          keyArn,
          topicArn,
          accessKey: { acknowledgeLongLivedKey: true },
        };
        const made = READERS.map((name) => [name, new FindingsReader(name, target)] as const);
        return Object.fromEntries(made.map(([name, { queueUrl }]) => [name, queueUrl]));
      });
      if (error) throw error;
      queues = outputs as { [reader: string]: string };
    });
    after(() => stack?.close());

    it("is what GuardDuty is proved to be able to call for an object", () => {
      const source = { accountId: ACCOUNT, region: "us-east-1", detectorId: "d" };
      const target = { bucketArn: `arn:aws:s3:::${BUCKET}`, prefix: "", keyArn: "key" };
      const needed = callsOf(target, source).filter(({ grantNotNeeded }) => !grantNotNeeded);
      const documented = rows(under(FILE, "## Writing")).map(
        ([service, call]) => `${service!.toLowerCase()}:${code(call!)}`,
      );
      expect(documented).to.have.members([...new Set(needed.map(({ action }) => action))]);
    });

    it("is a message for each object and reader, and the calls of a fetch", async () => {
      const [O, N] = [2, READERS.length];
      for (let object = 0; object < O; object++) await stack.deliver("us-east-1");
      const waiting = Object.values(stack.cloud.world.queues).map(
        ({ messages }) => messages.length,
      );
      const variables = { O, N, P: 0 };
      const sent = calls("## Readers", "SQS", "SendMessage", variables);
      expect(waiting.reduce((sum, one) => sum + one, 0)).to.equal(sent);

      const server = await startHttp(stack.cloud);
      const before = stack.cloud.calls.length;
      for (const reader of READERS) {
        const [, user] = Object.entries(stack.cloud.world.users).find(([arn]) =>
          arn.includes(`/${reader}-`),
        )!;
        const [accessKeyId, { secret }] = Object.entries(user.accessKeys)[0]!;
        const client = readerClient(server.url, { accessKeyId, secretAccessKey: secret });
        for (let object = 0; object < O; object++) {
          const [message] = await client.receive(queues[reader]!, 1);
          await client.get(message!.bucket, message!.key);
          await client.remove(queues[reader]!, message!.receipt);
        }
      }
      const made = tally(stack.cloud.calls.slice(before).map(({ operation }) => operation));
      await server.close();
      expect(made).to.deep.equal({
        "sqs:ReceiveMessage": calls("## Readers", "SQS", "ReceiveMessage", variables),
        "s3:GetObject": calls("## Readers", "S3", "GetObject", variables),
        "sqs:DeleteMessage": calls("## Readers", "SQS", "DeleteMessage", variables),
      });
    });
  });

  describe("by a health check", () => {
    before(healthBundle);

    for (const [accounts, A] of [
      [0, 1],
      [1, 1],
      [2, 2],
      [5, 3],
    ] as const) {
      it(`of Regions with findings of ${accounts} accounts`, async () => {
        const regions = DEFAULT_REGIONS.slice(0, 3);
        const prepare = ({ cloud }: Sandbox) => {
          const { objects } = cloud.world.buckets[BUCKET]!;
          for (let index = 0; index < accounts; index++) {
            const account = index === 0 ? ACCOUNT : String(222_233_330_000 + index);
            for (const region of regions) objects[findingKey(account, region)] = TODAY;
          }
        };
        const run = await check(regions, prepare, {}, policiesFile(regions));
        expect(run.summary.healthy).to.deep.equal(regions);
        const variables = { R: regions.length, C: 1, A };
        const made = tally(run.calls);
        const {
          "s3:ListObjectsV2": lists,
          "s3:GetBucketPolicy": ofBucket,
          "kms:DescribeKey": ofState,
          "kms:GetKeyPolicy": ofKey,
          "kms:ListGrants": ofGrants,
          "guardduty:ListMembers": members,
          ...guardDuty
        } = made;
        expect(ofBucket).to.equal(calls("## Health", "S3", "GetBucketPolicy", variables));
        expect([ofState, ofGrants]).to.deep.equal([ofKey, ofKey]);
        expect(3 * ofKey!).to.equal(calls("## Health", "KMS", "GetKeyPolicy", variables));
        expect(lists).to.equal(calls("## Health", "S3", "ListObjectsV2", variables));
        const all = calls("## Health", "GuardDuty", "GetDetector", variables);
        expect(members).to.equal(regions.length + 1);
        const each = [
          ...["GetDetector", "DescribePublishingDestination"],
          ...["ListFilters", "ListIPSets", "ListTrustedEntitySets"],
        ].map((call) => [`guardduty:${call}`, (all - 1) / 8]);
        const counted = ["guardduty:GetFindingsStatistics", (2 * (all - 1)) / 8];
        expect(guardDuty).to.deep.equal(Object.fromEntries([...each, counted]));
        const lines = Object.values(run.lines).map((line) => JSON.stringify(line).length);
        expect(lines).to.have.length(calls("## Health", "CloudWatch Logs", "lines", variables));
        expect(Math.max(...lines)).to.be.below(1000);
      });
    }
  });

  it("by status", async () => {
    for (const count of [1, 3]) {
      const stack = await deployed({ regions: DEFAULT_REGIONS.slice(0, count) });
      await stack.run(["status", "--stack", "prod"]);
      const made = stack.sandbox.cloud.calls.map(({ operation }) => operation);
      await stack.close();
      const [all, ofS3] = under(FILE, "## The command").match(/(?<=`)\d[^`]+(?=`)/g)!;
      const variables = { R: count, A: 1 };
      expect(made.length).to.equal(evaluated(all!, variables));
      const billed = made.filter((operation) => operation.startsWith("s3:"));
      expect(billed.length).to.equal(evaluated(ofS3!, variables));
    }
  });
});

const TODAY = { size: 1, lastModified: new Date().toISOString() };

function findingKey(account: string, region: string): string {
  const day = TODAY.lastModified.slice(0, 10).replaceAll("-", "/");
  return `guardduty/AWSLogs/${account}/GuardDuty/${region}/${day}/${ACCOUNT}.jsonl.gz`;
}

describe("The numbers of resources in docs/costs.md", () => {
  const SECTION = "## Resources of Pulumi";
  const documented = Object.fromEntries(
    rows(under(FILE, SECTION)).map(([what, formula]) => [what!, code(formula!)]),
  );
  const administrator = { accountId: ACCOUNT };
  const management = { accountId: "999900001111" };
  const member = { accountId: "222233334444", email: "member@example.com" };
  const feature = { name: "S3_DATA_EVENTS" };

  /** Of an export's plan, providers aside or alone. */
  function planned(regions: string[], args: object, providers = false): number {
    const { settings, problems } = readArgs("findings", { ...args, regions });
    if (settings === undefined) throw new Error(JSON.stringify(problems));
    const owner = { project: "security", stack: "prod", component: "findings" };
    const { resources } = planExport({ owner, settings });
    return resources.filter(({ type }) => (type === "pulumi:providers:aws") === providers).length;
  }
  const more =
    (args: object, than: object = {}) =>
    (regions: string[]) =>
      planned(regions, args) - planned(regions, than);
  const recorded = (program: (regions: string[]) => unknown) => async (regions: string[]) =>
    (await record(() => void program(regions))).resources.length;

  const findingsUri = "s3://acme-findings/AWSLogs/";
  const keyArn = `arn:aws:kms:us-east-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
  const topicArn = `arn:aws:sns:us-east-1:${ACCOUNT}:findings`;
  const busArn = `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/security`;
  const idsOf = (regions: string[]) =>
    Object.fromEntries(regions.map((region) => [region, "a".repeat(32)]));

  const COUNTED: { [what: string]: (regions: string[]) => number | Promise<number> } = {
    "`GuardDutyExport`, new bucket and key": (regions) => planned(regions, {}),
    "with a `prefix`": more({ bucket: { prefix: "guardduty" } }),
    "with `notifications`": more({ notifications: true }),
    "for an existing bucket and key in place of new ones": more({
      bucket: { existing: { name: "acme-log-archive" } },
      key: { existing: { arn: keyArn.replace("us-east-1", DEFAULT_REGIONS[0]!) } },
    }),
    "a protection plan (`features`, `members.features`), each": more({ features: [feature] }),
    "`management`": more(
      { organization: { administrator, management } },
      { organization: { administrator } },
    ),
    "`management.detector`": more(
      { organization: { administrator, management: { ...management, detector: true } } },
      { organization: { administrator, management } },
    ),
    "`members.autoEnable`": more({ organization: { members: { autoEnable: "ALL" } } }),
    "a member made by name (`members.accounts`), each": more({
      organization: { members: { accounts: [member] } },
    }),
    "a protection plan of one member, each": more(
      { organization: { members: { accounts: [{ ...member, features: [feature] }] } } },
      { organization: { members: { accounts: [member] } } },
    ),
    "providers, `perRegion`: for each account with detectors": (regions) =>
      planned(regions, { providerMode: "perRegion" }, true),
    "providers, `perAccount`: for each account": (regions) =>
      planned(regions, { providerMode: "perAccount" }, true),
    "`MemberDetectors`, with its providers": recorded(
      (regions) => new MemberDetectors("member", { regions }),
    ),
    "`FindingsReader` with a role and a queue": recorded(() => {
      const role = { principalArns: ["arn:aws:iam::999900001111:root"] };
      return new FindingsReader("siem", { findingsUri, keyArn, topicArn, role });
    }),
    "`ExportHealth` of two or more Regions, with `us-east-1`": recorded((some) => {
      const regions = [...some.slice(1), "us-east-1"];
      const ids = { detectorIds: idsOf(regions), destinationIds: idsOf(regions) };
      return new ExportHealth("health", {
        ...{ regions, ...ids, administratorAccountId: ACCOUNT, findingsUri, keyArn },
      });
    }),
    "`EventRouting` to a bus": recorded(
      (regions) => new EventRouting("events", { regions, busArn }),
    ),
    "`FindingsTable`": recorded(
      (regions) => new FindingsTable("table", { findingsUri, accounts: [ACCOUNT], regions }),
    ),
  };

  before(healthBundle);

  for (const [what, count] of Object.entries(COUNTED)) {
    it(`are those that are registered: ${what}`, async () => {
      for (const R of [2, 3, 5]) {
        const number = await count(DEFAULT_REGIONS.slice(0, R));
        expect(number).to.equal(evaluated(documented[what]!, { R }));
      }
    });
  }

  it("leave nothing out", () => {
    expect(Object.keys(documented)).to.have.members([
      ...Object.keys(COUNTED),
      ...["`ChronicleFeed`", "`SentinelConnector`, with `workspace`"],
    ]);
  });
});
