import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { gunzipSync } from "node:zlib";

import { GuardDutyExport } from "../components/export/guardDutyExport";
import { FindingsTable } from "../components/table/findingsTable";
import { OCSF_VERSION } from "../rules/table";
import type { SandboxCloud } from "../sandbox/cloud";
import { objectBytes } from "../sandbox/cloud/s3/storage";
import { startHttp } from "../sandbox/http";
import type { CloudStack } from "./cloudStack";
import { openCloudStack } from "./cloudStack";
import type { Exported, Finding } from "./findings/exported";
import type { Family } from "./findings";
import { contentOf, FAMILIES } from "./findings";
import {
  acting,
  ADMINISTRATOR,
  ARCHIVE,
  MANAGEMENT,
  MEMBER,
  organizationArgs,
  organizationWorld,
  OTHER_MEMBER,
} from "./organization";
import type { Trino } from "./trino";
import { startTrino } from "./trino";

const TRINO = path.join(__dirname, "../.cache/trino");
const OCSF = path.join(__dirname, `../.cache/ocsf/detection_finding-${OCSF_VERSION}.json`);

/** OCSF's JSON schema of a Detection Finding, where `tools/trino/ensure.mjs` got it. */
export function ocsfSchema(): object | undefined {
  return existsSync(OCSF) ? (JSON.parse(readFileSync(OCSF, "utf8")) as object) : undefined;
}

/** The java command that `tools/trino/ensure.mjs` found, where it got Trino too. */
export function javaOfTrino(): string | undefined {
  const file = path.join(TRINO, "java");
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

const REGIONS = ["us-east-1", "eu-west-1", "ap-southeast-2", "sa-east-1"];
const HOME = "us-east-1";
const ACCOUNTS = [MANAGEMENT, ADMINISTRATOR, ARCHIVE, MEMBER, OTHER_MEMBER];
const DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;

/** An organization's export and its table, deployed by the real engine, and what S3 was asked for. */
export interface AthenaStack {
  stack: CloudStack;
  outputs: { [name: string]: string };
  /** Every finding that was exported. */
  exports: Exported[];
  /** Keys of objects that were read since the last time, one for each read. */
  keysRead(): string[];
  trino: Trino;
  close(): Promise<void>;
}

const program = async () => {
  const management = { ...acting(MANAGEMENT), detector: true };
  const findings = new GuardDutyExport("findings", {
    ...{ regions: REGIONS, homeRegion: HOME, bucket: { prefix: "guardduty" } },
    organization: { ...organizationArgs.organization, management },
  });
  const table = new FindingsTable("table", {
    ...{ findingsUri: findings.findingsUri, accounts: ACCOUNTS, regions: REGIONS },
    ocsfView: true,
    // A partition each takes a call of S3, those of days without findings too.
    since: new Date(Date.now() - (DAYS + 2) * DAY).toISOString().slice(0, 10),
  });
  const { databaseName, tableName, workgroupName } = table;
  return { bucketName: findings.bucketName, databaseName, tableName, workgroupName };
};

/** Deploys, has GuardDuty export `count` findings with updates over a month, and starts Trino over all of it. */
export async function openAthenaStack(java: string, count: number): Promise<AthenaStack> {
  const stack = await openCloudStack(organizationWorld());
  const { cloud } = stack;
  // A month ago; GuardDuty enables members within a day.
  await cloud.advanceClock(-(DAYS + 1) * DAY);
  const up = await stack.up(program);
  if (up.error) throw up.error;
  const outputs = up.outputs as AthenaStack["outputs"];
  await cloud.advanceClock(DAY);
  await exportFindings(cloud, count);
  const keys: string[] = [];
  const http = await startHttp({
    ...cloud,
    call: (caller, operation, input) => {
      if (operation === "s3:GetObject") keys.push(String(input["Key"]));
      return cloud.call(caller, operation, input);
    },
  });
  const trino = await startTrino({
    ...{ root: path.join(TRINO, "476"), java, endpoint: http.url, region: HOME },
    ...{ accessKeyId: `AKIA${ADMINISTRATOR}DEMO`, schema: outputs["databaseName"]! },
  });
  return {
    ...{ stack, outputs, trino },
    exports: exportsOf(cloud, outputs["bucketName"]!),
    keysRead: () => keys.splice(0),
    async close() {
      await trino.close();
      await http.close();
      await stack.close();
    },
  };
}

/** Part of the month in which a family's findings occur; where none is said, all of it. */
const WHEN: { [family: string]: { from?: number; to?: number; only?: string } } = {
  "AI prompt": { from: 0.9 },
  // One account no longer exports them, others do.
  IAM: { to: 0.3, only: MEMBER },
};

interface Occurrence {
  at: number;
  number: number;
  count: number;
}

/** Has GuardDuty export findings of all families in turn, over accounts, Regions and days; every third recurs, some are samples. */
async function exportFindings(cloud: SandboxCloud, count: number): Promise<void> {
  const families = Object.entries(FAMILIES);
  const first = new Map<number, { id: string; createdAt: string }>();
  const occurrences = Array.from({ length: count }, (_, number) => number).flatMap((number) =>
    occurrencesOf(number, number / count, families),
  );
  occurrences.sort((one, other) => one.at - other.at);
  let now = 0;
  for (const { at, number, count: times } of occurrences) {
    const ago = Math.round((at - now) * DAYS * DAY);
    await cloud.advanceClock(ago);
    now = at;
    const family = families[number % families.length]![1];
    const earlier = first.get(number);
    const [delivery] = await cloud.exportFinding(accountOf(number), REGIONS[number % 4]!, {
      content: contentOf(family, `s${numberOfResources(number, families)}`),
      sample: number % 50 === 49,
      ...(earlier && { update: { ...earlier, count: times } }),
    });
    if (delivery?.key === undefined) throw new Error(`not exported: ${JSON.stringify(delivery)}`);
    const { finding } = exportedAt(cloud, delivery.bucket!, delivery.key);
    first.set(number, { id: finding.id, createdAt: finding.createdAt });
  }
  await cloud.advanceClock(Math.round((1 - now) * DAYS * DAY));
}

/** A family that shares another's resources has those of its finding in the same turn. */
function numberOfResources(number: number, families: [string, Family][]): number {
  const turn = number % families.length;
  const shared = families[turn]![1].sharesResourcesOf;
  if (shared === undefined) return number;
  return number - turn + families.findIndex(([name]) => name === shared);
}

const accountOf = (number: number) => ACCOUNTS[Math.floor(number / 4) % ACCOUNTS.length]!;

function occurrencesOf(number: number, share: number, families: [string, object][]): Occurrence[] {
  const { from = 0, to = 1, only } = WHEN[families[number % families.length]![0]] ?? {};
  const limited = only === undefined || accountOf(number) === only;
  const at = limited ? from + share * (to - from) : share;
  const repeats = number % 3 === 0 ? 1 + (number % 2) : 0;
  return Array.from({ length: repeats + 1 }, (_, again) => ({
    ...{ number, count: again + 1 },
    at: Math.min(at + again * 0.013, limited ? to : 1),
  }));
}

function exportsOf(cloud: SandboxCloud, bucket: string): Exported[] {
  const keys = Object.keys(cloud.world.buckets[bucket]!.objects);
  return keys
    .filter((key) => key.endsWith(".jsonl.gz"))
    .map((key) => exportedAt(cloud, bucket, key));
}

function exportedAt(cloud: SandboxCloud, bucket: string, key: string): Exported {
  const bytes = objectBytes(cloud.world.buckets[bucket]!.objects[key]!);
  const finding = JSON.parse(gunzipSync(bytes).toString()) as Finding;
  return { key, day: key.split("/").slice(-4, -1).join("/"), finding };
}
