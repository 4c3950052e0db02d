import { expect } from "chai";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createCloud } from "../../sandbox/cloud";
import { awsClient } from "../../testing/awsClient";
import { ADMIN, exportWorld } from "../../testing/worlds";

const MAIN = path.join(__dirname, "../../sandbox/main.ts");

describe("a world with a state file", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "sandbox-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  function inFolder(name: string): string {
    return path.join(folder, name);
  }

  it("goes on where it was, whatever the world file says by then", async () => {
    const first = await createCloud(exportWorld(), inFolder("state"));
    const caller = first.authenticate({ region: "us-east-1" });
    await first.call(caller, "s3:CreateBucket", { Bucket: "another" });
    await first.advanceClock(1000);
    const second = await createCloud({}, inFolder("state"));
    expect(second.world).to.deep.equal(first.world);
  });

  it("has every call on disk when it is answered, also of many at once", async () => {
    const cloud = await createCloud(exportWorld(), inFolder("state"));
    const caller = cloud.authenticate({ region: "us-east-1" });
    const names = Array.from({ length: 50 }, (_, n) => `bucket-${n}`);
    await Promise.all(
      names.map(async (Bucket) => {
        await cloud.call(caller, "s3:CreateBucket", { Bucket });
        const saved = JSON.parse(await readFile(inFolder("state"), "utf8"));
        expect(saved.buckets).to.have.property(Bucket);
      }),
    );
  });

  it("has what a refused call left behind", async () => {
    const world = exportWorld();
    world.detectors![`${ADMIN}/us-east-1`]!.destinations = {
      ["a".repeat(32)]: { destinationArn: "arn:aws:s3:::acme-logs", kmsKeyArn: "x" },
    };
    const cloud = await createCloud(world, inFolder("state"));
    const caller = cloud.authenticate({ region: "us-east-1" });
    const create = cloud.call(caller, "guardduty:CreatePublishingDestination", {
      DetectorId: "0123456789abcdef0123456789abcdef",
      DestinationType: "S3",
      DestinationProperties: {
        DestinationArn: "arn:aws:s3:::acme-logs",
        KmsKeyArn: Object.keys(world.keys!)[0],
      },
    });
    await create.catch((error: Error) => expect(error.message).to.contain("already exists"));
    const saved = JSON.parse(await readFile(inFolder("state"), "utf8"));
    expect(saved.buckets["acme-logs"].objects).to.have.property("AWSLogs/");
  });

  it("is not hurt by a write that was cut short", async () => {
    const cloud = await createCloud(exportWorld(), inFolder("state"));
    await writeFile(inFolder("state.tmp"), '{"caller":"1111');
    expect((await createCloud({}, inFolder("state"))).world).to.deep.equal(cloud.world);
  });

  it("loses no acknowledged call to kill -9", async () => {
    await writeFile(inFolder("world.json"), JSON.stringify(exportWorld()));
    const options = ["--world", inFolder("world.json"), "--state", inFolder("state")];
    const serving = spawn(
      process.execPath,
      ["-r", "./tools/typescript.cjs", MAIN, "serve", ...options],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const [output] = await once(serving.stdout, "data");
    const url = /http:\/\/[\d.:]+/.exec(String(output))?.[0] ?? "";
    const client = awsClient(url, ADMIN, "us-east-1");
    const acknowledged: string[] = [];
    const calling = (async () => {
      for (let n = 0; ; n++) {
        await Promise.all(
          ["a", "b", "c"].map(async (letter) => {
            const { status } = await client.s3("PUT", `/bucket-${letter}-${n}`);
            if (status === 200) acknowledged.push(`bucket-${letter}-${n}`);
          }),
        );
      }
    })().catch(() => undefined);
    while (acknowledged.length < 30) await new Promise((resolve) => setTimeout(resolve, 5));
    serving.kill("SIGKILL");
    await Promise.all([once(serving, "exit"), calling]);
    const { world } = await createCloud({}, inFolder("state"));
    expect(Object.keys(world.buckets)).to.include.members(acknowledged);
  });
});
