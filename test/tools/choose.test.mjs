import { expect } from "chai";
import fs from "node:fs";
import { choose, MINIMUM, PINNED } from "../../tools/pulumi-cli/choose.mjs";

describe("choice of the Pulumi CLI", () => {
  const cases = [
    ["the one on PATH before a build", { onPath: "3.257.0", go: "ready" }, "path"],
    ["a newer one on PATH", { onPath: "3.300.1" }, "path"],
    ["not an older one on PATH", { onPath: "3.251.9", go: "possible" }, "go"],
    ["not one on PATH that prints no version", { onPath: "", go: "possible" }, "go"],
    ["a build that is there", { go: "ready" }, "go"],
    ["nothing when there is no way", { onPath: "3.100.0" }, undefined],
  ];
  for (const [title, found, expected] of cases) {
    it(title, () => expect(choose(found)).to.equal(expected));
  }

  it("pins one version everywhere", () => {
    const goMod = fs.readFileSync("tools/pulumi-cli/go.mod", "utf8");
    const { devDependencies, peerDependencies } = JSON.parse(fs.readFileSync("package.json"));
    expect(goMod).to.contain(`github.com/pulumi/pulumi/pkg/v3 v${PINNED}\n`);
    const oldest = fs.readFileSync("tools/pulumi-cli/oldest/go.mod", "utf8");
    expect(oldest).to.contain(`github.com/pulumi/pulumi/pkg/v3 v${MINIMUM}\n`);
    expect(devDependencies["@pulumi/pulumi"]).to.equal(PINNED);
    expect(peerDependencies["@pulumi/pulumi"]).to.equal(`>=${MINIMUM} <4`);
  });
});
