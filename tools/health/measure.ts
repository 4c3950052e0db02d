import { statSync } from "node:fs";

import { spread } from "../../bench/rounds";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../rules/regions";
import { faultsSchema } from "../../sandbox/cloud";
import type { SandboxCloud } from "../../sandbox/cloud";
import { ACCOUNT, BUCKET, check, healthBundle, policiesFile } from "../../testing/lambda";

const RUNS = 5;
/** The administrator and two members: more are not looked into. */
const ACCOUNTS = [ACCOUNT, "222233334444", "333344445555"];
const REGIONS = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
const half = REGIONS.filter((_, index) => index % 2 === 0);

const CASES = {
  "100 ms per call": { latencyMs: 100 },
  "half the Regions 1 s per call": {
    latencyMs: 100,
    regions: Object.fromEntries(half.map((region) => [region, { latencyMs: 1000 }])),
  },
};

/** A finding of today of every account in every Region. */
function addFindings({ world }: SandboxCloud): void {
  const lastModified = new Date().toISOString();
  const day = lastModified.slice(0, 10).replaceAll("-", "/");
  for (const region of REGIONS) {
    for (const account of ACCOUNTS) {
      const key = `guardduty/AWSLogs/${account}/GuardDuty/${region}/${day}/5e0f.jsonl.gz`;
      world.buckets[BUCKET]!.objects[key] = { size: 1, lastModified };
    }
  }
}

/** Measures the health check: size of the bundle; time, memory and calls of one run, start of the process included. */
async function main(): Promise<void> {
  console.log(`bundle: ${(statSync(await healthBundle()).size / 1000).toFixed(1)} kB`);
  for (const [name, faults] of Object.entries(CASES)) {
    const runs = [];
    while (runs.length < RUNS) {
      const prepare = ({ cloud }: { cloud: SandboxCloud }) => {
        addFindings(cloud);
        cloud.setFaults(faultsSchema.parse(faults));
      };
      const run = await check(REGIONS, prepare, {}, policiesFile(REGIONS));
      if (Object.values(run.lines).some((line) => line["FindingsAgeSeconds"] === undefined)) {
        throw new Error("the age of findings is missing");
      }
      runs.push(run);
    }
    const [first] = runs as [(typeof runs)[number]];
    const { median, low, high } = spread(runs.map(({ milliseconds }) => milliseconds));
    const most = Math.max(...runs.map(({ megabytes }) => megabytes));
    const healthy = Math.min(...runs.map(({ summary }) => summary.healthy.length));
    console.log(
      `${REGIONS.length} Regions, ${name}: median ${median} ms of ${RUNS} (${low} to ${high}), ` +
        `${most.toFixed(0)} MB at most, ${first.calls.length} calls, ${healthy} healthy`,
    );
  }
}

void main();
