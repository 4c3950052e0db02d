import { expect } from "chai";
import fs from "node:fs";
import { choose, MINIMUM, PINNED } from "../../tools/pulumi-cli/choose.mjs";

describe("choice of the Pulumi CLI", () => {
  const cases = [
    ["PATH before all", { onPath: "3.252.0", npm: "ready", go: "ready" }, "path"],
    ["a newer one on PATH", { onPath: "3.300.1" }, "path"],
    ["not an older one on PATH", { onPath: "3.251.9", npm: "possible" }, "npm"],
    ["not one on PATH that tells no version", { onPath: "", go: "possible" }, "go"],
    ["npm before Go", { npm: "possible", go: "possible" }, "npm"],
    ["npm before Go, when both are there", { npm: "ready", go: "ready" }, "npm"],
    ["a build that is there before a download", { npm: "possible", go: "ready" }, "go"],
    ["Go when npm failed", { go: "possible" }, "go"],
    ["nothing when there is no way", { onPath: "3.100.0" }, undefined],
  ];
  for (const [title, found, expected] of cases) {
    it(title, () => expect(choose(found)).to.equal(expected));
  }

  it("pins one version everywhere", () => {
    const goMod = fs.readFileSync("tools/pulumi-cli/go.mod", "utf8");
    const { devDependencies, peerDependencies } = JSON.parse(fs.readFileSync("package.json"));
    expect(goMod).to.contain(`github.com/pulumi/pulumi/pkg/v3 v${PINNED}\n`);
    expect(devDependencies["@pulumi/pulumi"]).to.equal(PINNED);
    expect(peerDependencies["@pulumi/pulumi"]).to.equal(`>=${MINIMUM} <4`);
  });
});
