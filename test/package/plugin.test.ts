import * as pulumi from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random";
import { expect } from "chai";
import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { ACCOUNT } from "../../testing/cloudStack";
import { installInto, ROOT } from "./pack";
import type { PluginStack } from "./plugin";
import { openPluginStack } from "./plugin";

/** What the SDK of another language registers: a component that the engine has the plugin construct. */
class Remote extends pulumi.ComponentResource {
  readonly [output: string]: unknown;
  constructor(component: string, name: string, args: pulumi.Inputs, outputs: string[]) {
    const wanted = Object.fromEntries(outputs.map((output) => [output, undefined]));
    super(`guardduty-export:index:${component}`, name, { ...args, ...wanted }, {}, true);
  }
}

const remoteExport = (args: pulumi.Inputs) =>
  new Remote("GuardDutyExport", "findings", args, ["findingsUri", "detectorIds", "keyArn"]);

/** The key that marks a secret in a state. */
const SECRET = "4dabf18193072939515e22adb298388d";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/deploy`;

/** Values as an engine sends them: outputs of a resource that is not there yet, and secrets, within plain structure. */
const program = (regions: string[]) => async () => {
  const team = new RandomId("team", { byteLength: 2 });
  const { findingsUri, detectorIds } = remoteExport({
    regions,
    organization: {
      administrator: {
        accountId: ACCOUNT,
        assumeRoleArn: ROLE,
        externalId: pulumi.secret("external"),
      },
    },
    bucket: { prefix: "guardduty", tags: { team: team.hex } },
    key: { description: pulumi.interpolate`Findings of ${team.hex}` },
    tags: { classification: pulumi.secret("confidential") },
  });
  return { findingsUri, detectorIds };
};

describe("The package as a plugin, for programs in any language", () => {
  let stack: PluginStack;
  before(async () => {
    stack = await openPluginStack();
  });
  after(() => stack?.close());

  it("previews while values are unknown, without touching anything", async () => {
    const { error, changes } = await stack.preview(program(["us-east-1", "me-south-1"]));
    expect(error?.message).to.equal(undefined);
    expect(changes).to.deep.equal({ create: 21 });
    expect(stack.cloud.world.buckets).to.deep.equal({});
  });

  it("comes up, with outputs and a destination in each Region", async () => {
    const { error, changes, outputs } = await stack.up(program(["us-east-1", "me-south-1"]));
    expect(error?.message).to.equal(undefined);
    expect(changes).to.deep.equal({ create: 21 });
    expect(outputs["findingsUri"]).to.match(
      /^s3:\/\/findings-guardduty-[0-9a-f]{8}\/guardduty\/AWSLogs\/$/,
    );
    expect(Object.keys(outputs["detectorIds"] as object)).to.deep.equal([
      "me-south-1",
      "us-east-1",
    ]);
    const [delivery] = await stack.cloud.exportFinding(ACCOUNT, "me-south-1");
    expect(delivery?.key).to.be.a("string");
    const destinations = Object.values(stack.cloud.world.detectors).flatMap((detector) =>
      Object.values(detector.destinations),
    );
    expect(destinations.map(({ expectedBucketOwner }) => expectedBucketOwner)).to.deep.equal([
      ACCOUNT,
      ACCOUNT,
    ]);
  });

  it("keeps a secret input secret, and hands known values on", async () => {
    const resources = await stack.exportState();
    const detector = resources.find(({ type }) => type === "aws:guardduty/detector:Detector");
    const { classification } = detector?.inputs?.["tags"] as { classification: object };
    expect(classification).to.include({ [SECRET]: "1b47061264138c4ac30d75fd1eb44270" });
    const [key] = Object.values(stack.cloud.world.keys);
    expect(key?.description).to.match(/^Findings of [0-9a-f]{4}$/);
  });

  it("has nothing to change on the second up", async () => {
    const { error, changed } = await stack.up(program(["us-east-1", "me-south-1"]));
    expect(error?.message).to.equal(undefined);
    expect(changed).to.deep.equal([]);
  });

  it("shows every problem at its property", async () => {
    const { error } = await stack.preview(async () => {
      remoteExport({ regions: ["us-east-1", "nowhere"], bucket: { retentionDays: 0 } });
    });
    expect(error?.message).to.match(/property regions\[1\]/);
    expect(error?.message).to.match(/property bucket\.retentionDays/);
  });

  it("says that structure must be known when the program runs", async () => {
    const { error } = await stack.preview(async () => {
      const later = new RandomId("region", { byteLength: 2 });
      remoteExport({ regions: [later.hex] });
    });
    expect(error?.message).to.match(/property regions/);
    expect(error?.message).to.contain("must be a plain value, not an Output");
  });

  it("serves the add-ons", async () => {
    const { error, outputs } = await stack.up(async () => {
      const { detectorIds } = new Remote("MemberDetectors", "member", { regions: ["eu-west-1"] }, [
        "detectorIds",
      ]);
      const { form, feedName } = new Remote(
        "ChronicleFeed",
        "secops",
        {
          sourceType: "AMAZON_S3_V2",
          findingsUri: "s3://findings/AWSLogs/",
          accessKey: { id: "AKIA0EXAMPLE", secret: pulumi.secret("never shown") },
        },
        ["form", "feedName"],
      );
      return { detectorIds, form, feedName };
    });
    expect(error?.message).to.equal(undefined);
    expect(Object.keys(outputs["detectorIds"] as object)).to.deep.equal(["eu-west-1"]);
    expect(JSON.stringify(outputs)).to.contain("s3://findings/AWSLogs/");
    expect(JSON.stringify(outputs)).not.to.contain("never shown");
  });
});

async function previewFrom(folder: string): Promise<void> {
  const stack = await openPluginStack(folder);
  try {
    const { error, changes } = await stack.preview(program(["us-east-1", "me-south-1"]));
    expect(error?.message).to.equal(undefined);
    expect(changes).to.deep.equal({ create: 21 });
  } finally {
    await stack.close();
  }
}

describe("The package as a plugin, from Git", () => {
  it("is built by the npm install that Pulumi runs, without what is for development", async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), "checkout-"));
    await checkOut(folder);
    const install = ["install", "--production", "--prefer-offline", "--loglevel=error"];
    await promisify(execFile)("npm", install, { cwd: folder });
    await previewFrom(folder);
    await fs.rm(folder, { recursive: true });
  });
});

/** What Git has of the project, as it is now. */
async function checkOut(folder: string): Promise<void> {
  const list = ["ls-files", "-co", "--exclude-standard", "-z"];
  const { stdout } = await promisify(execFile)("git", list, { cwd: ROOT, maxBuffer: 1 << 24 });
  for (const file of stdout.split("\0").filter(Boolean))
    await fs.cp(path.join(ROOT, file), path.join(folder, file));
}

describe("The package as a plugin, installed from npm", () => {
  it("has the sources that the plugin host reads", async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), "plugin-"));
    const { installed } = await installInto(folder);
    await previewFrom(installed);
    await fs.rm(folder, { recursive: true });
  });
});
