import { expect } from "chai";

import type { LocatedFinding } from "../../../cli/findings";
import { identifiedLine } from "../../../cli/findings/texts";
import { findingSections, warningSection } from "../../../cli/output/findings";
import { FINDINGS } from "../../../rules/findings";
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

  it("ends with the id of what the policies mean", async () => {
    const config = JSON.stringify({
      regions: ["us-east-1"],
      organization: { administrator: { accountId: "111122223333" } },
      bucket: { existing: { name: "acme-log-archive" } },
    });
    const Statement = [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:PutObject",
        Resource: "arn:aws:s3:::acme-log-archive/*",
      },
    ];
    const files = {
      "config.json": config,
      "policy.json": JSON.stringify({ Version: "2012-10-17", Statement }),
    };
    const options = ["--config", "config.json", "--bucket-policy", "policy.json"];
    const { out } = await runIn(files, ["plan", ...options]);
    expect(out).to.match(/ \(exportDenied\)\n/);
    const ids = [...out.matchAll(/ \((\w+)\)$/gm)].map(([, id]) => id!);
    expect(ids.filter((id) => !(id in FINDINGS) || id === "policyFinding")).to.deep.equal([]);
  });

  it("ends with its id on stderr", async () => {
    const { err } = await runIn({}, ["plan", "--stack", "prod"]);
    expect(err).to.match(/\n {2}Fix: .+ \(\w+\)\n$/);
  });
});
