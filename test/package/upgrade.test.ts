import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import type { Deployment } from "../../tools/release/deployment";
import { openReleasedStack } from "../../tools/release/deployment";
import { ACCOUNT, exportProgram } from "../../testing/cloudStack";

const RELEASES = path.join(__dirname, "../fixtures/releases");

describe("A stack that an earlier release deployed", () => {
  for (const file of readdirSync(RELEASES)) {
    it(`is changed by this version without replacing or deleting anything: ${file}`, async () => {
      const text = readFileSync(path.join(RELEASES, file), "utf8");
      const released = JSON.parse(text) as Deployment;
      const stack = await openReleasedStack(released);
      try {
        const before = structuredClone(stack.cloud.world);
        const { error, changed, changes } = await stack.up(exportProgram(released.args));
        expect(error?.message).to.equal(undefined);
        expect(changed.filter((change) => /replace|delete/.test(change))).to.deep.equal([]);
        expect(changes).to.have.property("same").that.is.greaterThan(20);

        const { buckets, keys, detectors } = stack.cloud.world;
        const destinations = (world: typeof before) =>
          Object.values(world.detectors).map((detector) => Object.keys(detector.destinations));
        expect(Object.keys(buckets)).to.deep.equal(Object.keys(before.buckets));
        expect(Object.keys(keys)).to.deep.equal(Object.keys(before.keys));
        expect(Object.keys(detectors)).to.deep.equal(Object.keys(before.detectors));
        expect(destinations(stack.cloud.world)).to.deep.equal(destinations(before));
        for (const region of released.args.regions) {
          const [delivery] = await stack.cloud.exportFinding(ACCOUNT, region);
          expect(delivery?.key, region).to.be.a("string");
        }
      } finally {
        await stack.close();
      }
    });
  }

  it("is kept for each release", () => {
    const { version } = JSON.parse(
      readFileSync(path.join(__dirname, "../../package.json"), "utf8"),
    ) as { version: string };
    expect(readdirSync(RELEASES)).to.include(`${version}.golden.json`);
  });
});
