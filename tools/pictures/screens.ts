import { createHash } from "node:crypto";
import path from "node:path";
import { mock } from "node:test";

import { startSandbox } from "../../sandbox";
import type { Criterion } from "../../rules/findingFilters";
import type { SandboxCloud } from "../../sandbox/cloud";
import type { WorldFile } from "../../sandbox/world";
import { runAt } from "../../testing/command";
import { runCommand } from "../../testing/live/run";
import { ADMINISTRATOR, deployedWorld, stackFiles } from "../../testing/live/world";
import type { Screen } from "./svg";

const ROOT = path.resolve(__dirname, "../..");

/** What the command printed, up to a section; the rest is left out, and said to be. */
function upTo(section: string, output: string): string {
  const end = output.indexOf(`\n${section}\n`);
  if (end === -1) throw new Error(`no section ${section}`);
  return `${output.slice(0, end)}\n…`;
}

/** `plan` of the stack that the demo deploys. */
async function plan(): Promise<Screen> {
  const { code, out } = await runAt(ROOT, ["plan", "--stack", "sandbox"], true);
  if (code !== 0) throw new Error(`plan ended with ${code}`);
  return {
    command: "guardduty-export plan --stack sandbox",
    output: upTo("Resources", out),
    description:
      "plan: four Regions of an organization to one bucket, and the proof that GuardDuty will be able to export from each",
  };
}

const BROKEN_AT = Date.UTC(2026, 10, 24, 4, 12);
const RUN_AT = Date.UTC(2026, 10, 24, 9, 30);
const MINUTE = 60_000;
const REGIONS = ["us-east-1", "eu-west-1", "ap-southeast-2", "me-south-1"];
const ARGS = { regions: REGIONS, bucket: { prefix: "guardduty" } };

/** What happened to an export, and what the picture of it shows. */
interface Happening {
  description: string;
  happens: (cloud: SandboxCloud, names: { bucketName: string; keyArn: string }) => unknown;
}

/** `status` of an export in the sandbox, after something happened to it. */
async function status({ description, happens }: Happening): Promise<Screen> {
  mock.timers.enable({ apis: ["Date"], now: BROKEN_AT });
  const { bucketName, keyArn, ...world } = deployedWorld(ARGS);
  const sandbox = await startSandbox({ world: withHashedIds(world) });
  try {
    const { cloud } = sandbox;
    await happens(cloud, { bucketName, keyArn });
    for (const [index, region] of REGIONS.entries()) {
      mock.timers.setTime(RUN_AT - (REGIONS.length - index) * 17 * MINUTE);
      await cloud.exportFinding(ADMINISTRATOR, region);
    }
    mock.timers.setTime(RUN_AT);
    const { code, out } = await runCommand(["status", "--stack", "prod"], {
      env: sandbox.env,
      files: stackFiles(ARGS),
      surroundings: { colour: true },
    });
    if (code !== 1) throw new Error(`status ended with ${code}: ${out}`);
    return {
      command: "guardduty-export status --stack prod",
      output: out,
      description,
    };
  } finally {
    mock.timers.reset();
    await sandbox.close();
  }
}

/** The ids of detectors and destinations as long and mixed as AWS's are. */
function withHashedIds(world: WorldFile): WorldFile {
  const text = JSON.stringify(world).replace(/\b[de]0{20}[0-9a-f]{11}\b/g, (id) =>
    createHash("sha256").update(id).digest("hex").slice(0, id.length),
  );
  return JSON.parse(text) as WorldFile;
}

/** Takes the Region's detector out of the conditions of a policy. */
function forget(region: string, holder: { policy: unknown } | undefined): void {
  if (holder === undefined) throw new Error("no key");
  holder.policy = JSON.parse(JSON.stringify(holder.policy), (key, value) =>
    key === "aws:SourceArn"
      ? (value as string[]).filter((arn) => !arn.includes(`:${region}:`))
      : value,
  );
}

const KEY_POLICY: Happening = {
  description:
    "status: three Regions are healthy; eu-west-1 can no longer write since its detector was removed from the key policy, with the statement and the fix",
  async happens(cloud, { keyArn }) {
    forget("eu-west-1", cloud.world.keys[keyArn]);
    await cloud.exportFinding(ADMINISTRATOR, "eu-west-1");
  },
};

const detectorIn = ({ world }: SandboxCloud, region: string) => {
  const detector = world.detectors[`${ADMINISTRATOR}/${region}`];
  if (detector === undefined) throw new Error(`no detector in ${region}`);
  return detector;
};

const SUPPRESSION: Happening = {
  description:
    "status: a suppression rule in eu-west-1 archives every finding, and one in us-east-1 those of HIGH and CRITICAL, with what each archived and the command that deletes it",
  async happens(cloud) {
    const filter = (criterion: Criterion) => ({
      ...{ action: "ARCHIVE" as const, description: "", rank: 1, tags: {}, criterion },
    });
    detectorIn(cloud, "eu-west-1").filters["quiet"] = filter({ type: { matches: ["*"] } });
    detectorIn(cloud, "us-east-1").filters["less-noise"] = filter({
      severity: { greaterThanOrEqual: 7 },
    });
  },
};

const BUCKET: Happening = {
  description:
    "status: versioning of the bucket is suspended and its public access block is incomplete, with what the stack declares and the fix",
  happens(cloud, { bucketName }) {
    const bucket = cloud.world.buckets[bucketName];
    if (bucket === undefined) throw new Error("no bucket");
    bucket.versioning = "Suspended";
    bucket.publicAccessBlock = { BlockPublicAcls: true, IgnorePublicAcls: true };
  },
};

const OWNER: Happening = {
  description:
    "status: the publishing destination in us-east-1 has no expected bucket owner, with the command that sets it",
  happens(cloud) {
    for (const destination of Object.values(detectorIn(cloud, "us-east-1").destinations)) {
      delete destination.expectedBucketOwner;
    }
  },
};

/** What each picture of docs/pictures shows. */
export const SCREENS: { [name: string]: () => Promise<Screen> } = {
  plan,
  status: () => status(KEY_POLICY),
  "status-suppression": () => status(SUPPRESSION),
  "status-bucket": () => status(BUCKET),
  "status-owner": () => status(OWNER),
};
