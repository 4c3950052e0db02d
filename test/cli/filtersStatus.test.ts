import { expect } from "chai";

import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import type { Args } from "../../testing/live/world";
import { ADMINISTRATOR, stackFiles } from "../../testing/live/world";

const REGIONS = ["us-east-1", "eu-west-1"];
const ARGS: Args = {
  regions: REGIONS,
  organization: {
    administrator: {
      accountId: ADMINISTRATOR,
      assumeRoleArn: `arn:aws:iam::${ADMINISTRATOR}:role/look`,
    },
  },
};
const SCANS = {
  severity: { lessThan: 7 },
  type: { matches: ["Recon:EC2/*", "Recon:IAMUser/*"], notEquals: ["Recon:EC2/Portscan"] },
};
/** The same as GuardDuty may answer it. */
const ANSWERED = {
  type: { notEquals: ["Recon:EC2/Portscan"], matches: ["Recon:IAMUser/*", "Recon:EC2/*"] },
  severity: { lessThan: 7 },
};

describe("status expects the finding filters of the configuration", () => {
  /** The filters that it reports where the configuration declares `scans`, by Region. */
  async function reported(scans: object, criterion: object): Promise<object> {
    const stack: Deployed = await deployed(ARGS);
    try {
      for (const region of REGIONS) {
        stack.sandbox.world().detectors[`${ADMINISTRATOR}/${region}`]!.filters["scans"] = {
          ...{ action: "ARCHIVE", description: "", rank: 1, tags: {} },
          criterion: { ...criterion },
        };
      }
      const files = stackFiles({ ...ARGS, filters: { scans } } as Args);
      const { out } = await stack.run(["status", "--stack", "prod", "--format", "json"], { files });
      const { regions } = JSON.parse(out) as {
        regions: { region: string; findings: { id: string }[] }[];
      };
      return Object.fromEntries(
        regions.map(({ region, findings }) => [region, findings.map(({ id }) => id)]),
      );
    } finally {
      await stack.close();
    }
  }

  it("and reports one that is as declared in no Region, in whatever order GuardDuty answers", async () => {
    expect(await reported({ criterion: SCANS }, ANSWERED)).to.deep.equal({
      ...{ "us-east-1": [], "eu-west-1": [] },
    });
  });

  it("and reports one in a Region that it is not declared in", async () => {
    const here = await reported({ criterion: SCANS, regions: ["us-east-1"] }, ANSWERED);
    expect(here).to.deep.equal({ "us-east-1": [], "eu-west-1": ["suppressionFilter"] });
  });

  it("and lists each filter of a Region with what it archives, and how many findings of the last 30 days it did", async () => {
    const stack: Deployed = await deployed(ARGS);
    try {
      const { cloud } = stack.sandbox;
      const [here = "", there = ""] = REGIONS;
      const filtersIn = (region: string) =>
        cloud.world.detectors[`${ADMINISTRATOR}/${region}`]!.filters;
      const filter = (criterion: object) => ({
        ...{ action: "ARCHIVE" as const, description: "", rank: 1, tags: {} },
        criterion: { ...criterion },
      });
      filtersIn(here)["scans"] = filter(ANSWERED);
      filtersIn(here)["others"] = filter({ severity: { greaterThanOrEqual: 9 } });
      filtersIn(there)["notes"] = { ...filter(ANSWERED), action: "NOOP" };
      for (let count = 0; count < 3; count++) await cloud.exportFinding(ADMINISTRATOR, here);
      // Those of a month ago are not counted.
      const [old] = Object.values(cloud.world.detectors[`${ADMINISTRATOR}/${here}`]!.findings);
      old!["updatedAt"] = new Date(Date.now() - 31 * 86_400_000).toISOString();
      const files = stackFiles({ ...ARGS, filters: { scans: { criterion: SCANS } } } as Args);
      const { data } = await stack.json(["status", "--stack", "prod"], { files });
      const rules = data.regions.map(
        ({ suppressionRules }: { suppressionRules: object[] }) => suppressionRules,
      );
      expect(rules).to.deep.equal([
        [
          { name: "scans", declared: true, criterion: ANSWERED, archivedFindings: 2 },
          {
            ...{ name: "others", declared: false, archivedFindings: 0 },
            criterion: { severity: { greaterThanOrEqual: 9 } },
          },
        ],
        [],
      ]);
      const { out } = await stack.run(["status", "--stack", "prod"], { files });
      expect(out).to.match(/Suppression rules\n.*Archives +│ Findings of 30 days │/s);
      expect(out).to.match(/│ us-east-1 │ scans +│ yes +│ findings whose type is not .* │ 2 +│\n/);
    } finally {
      await stack.close();
    }
  });

  for (const [what, scans, criterion] of [
    ["whose criterion differs", { criterion: SCANS }, { severity: { lessThan: 7 } }],
    ["that archives and is declared to save only", { criterion: SCANS, action: "NOOP" }, ANSWERED],
  ] as const) {
    it(`and reports one ${what}`, async () => {
      expect(await reported(scans, criterion)).to.deep.equal({
        ...{ "us-east-1": ["suppressionFilter"], "eu-west-1": ["suppressionFilter"] },
      });
    });
  }
});
