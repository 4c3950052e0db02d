import { expect } from "chai";

import type { LocatedFinding } from "../../../cli/findings";
import { identifiedLine } from "../../../cli/findings/texts";
import { findingSections, warningSection } from "../../../cli/output/findings";
import { runIn } from "../../../testing/command";

const suspended: LocatedFinding = {
  ...{ id: "detectorStatus", status: "DISABLED" },
  ...{ severity: "error", confirmed: true },
};

const linesOf = (sections: ReturnType<typeof findingSections>) =>
  sections.flatMap(({ content }) => (content.kind === "lines" ? content.lines : []));

describe("The text of a finding in a terminal", () => {
  it("ends with its id: an error, a warning, and what was not checked", () => {
    const warning: LocatedFinding = { ...suspended, severity: "warning" };
    const open: LocatedFinding = { ...suspended, confirmed: false };
    const lines = [
      ...linesOf(findingSections([suspended], 2)),
      ...linesOf(warningSection([warning], 2)),
      ...linesOf(findingSections([open], 2)),
    ];
    expect(lines).to.have.length(3);
    for (const line of lines) expect(line).to.match(/\n {2}Fix: .+ \(detectorStatus\)$/);
  });

  it("ends with its id when several Regions have it", () => {
    const regions = ["us-east-1", "eu-west-1"].map((region) => ({ ...suspended, region }));
    expect(linesOf(findingSections(regions, 4))).to.deep.equal([
      `us-east-1, eu-west-1: ${identifiedLine(suspended)}`,
    ]);
  });

  it("ends with its id on stderr", async () => {
    const { err } = await runIn({}, ["plan", "--stack", "prod"]);
    expect(err).to.match(/\n {2}Fix: .+ \(\w+\)\n$/);
  });
});
