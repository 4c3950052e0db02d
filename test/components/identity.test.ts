import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import * as path from "node:path";

import * as exported from "../../index";
import { EXAMPLES, identities, recordExport } from "../../testing/exports";
import type { Recording } from "../../testing/recorder";

const golden = (example: string): string[] =>
  readFileSync(path.join(__dirname, "golden", `${example}.txt`), "utf8")
    .trimEnd()
    .split("\n");

describe("The identity of every resource", () => {
  it("is known of every component of the package", () => {
    const isComponent = (one: unknown) =>
      typeof one === "function" && one.prototype instanceof pulumi.ComponentResource;
    const classes = Object.entries(exported).filter(([, one]) => isComponent(one));
    const known = Object.keys(EXAMPLES).flatMap(golden).join("\n");
    expect(classes).to.have.length.above(10);
    for (const [name] of classes) expect(known).to.contain(`guardduty-export:index:${name} |`);
  });

  for (const [example, recordExample] of Object.entries(EXAMPLES)) {
    for (const preview of [false, true]) {
      it(`is as released: ${example}${preview ? ", previewed" : ""}`, async () => {
        const recording = await recordExample({ preview });
        expect(identities(recording)).to.deep.equal(golden(example));
      });
    }
  }

  it("does not depend on the order of the Regions", async () => {
    const regions = ["us-east-1", "eu-west-1", "me-south-1"];
    const forward = await recordExport({ regions, homeRegion: "us-east-1" });
    const backward = await recordExport({
      regions: [...regions].reverse(),
      homeRegion: "us-east-1",
    });
    const inputs = ({ resources }: Recording) =>
      resources.map(({ type, name, inputs }) => ({ type, name, inputs }));
    expect(inputs(backward)).to.deep.equal(inputs(forward));
  });

  it("leaves everything but its own resources and the two policies alone when a Region is added", async () => {
    const before = await recordExport({ regions: ["us-east-1", "eu-west-1"] });
    const after = await recordExport({ regions: ["us-east-1", "me-south-1", "eu-west-1"] });
    const byName = ({ resources }: Recording) =>
      new Map(
        resources.map((r) => [`${r.type} ${r.name}`, JSON.stringify([r.inputs, r.provider])]),
      );
    const old = byName(before);
    const changed = [...byName(after)].filter(([name, inputs]) => old.get(name) !== inputs);
    expect(changed.map(([name]) => name).sort()).to.deep.equal([
      "aws:guardduty/detector:Detector findings-detector-me-south-1",
      "aws:guardduty/publishingDestination:PublishingDestination findings-destination-me-south-1",
      "aws:kms/keyPolicy:KeyPolicy findings-key-policy",
      "aws:s3/bucketPolicy:BucketPolicy findings-bucket-policy",
      "pulumi:providers:aws findings-administrator-me-south-1",
    ]);
    expect([...old.keys()].filter((name) => !byName(after).has(name))).to.deep.equal([]);
  });
});
