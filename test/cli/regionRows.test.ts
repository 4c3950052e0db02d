import { expect } from "chai";

import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../rules/regions";
import type { Ran } from "../../testing/command";
import type { Deployed } from "../../testing/live/run";
import { deployed, runCommand } from "../../testing/live/run";
import { ADMINISTRATOR, detectorId, MANAGEMENT, stackFiles } from "../../testing/live/world";

const ALL = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
const REGIONS = [2, 4, ALL.length].map((count) =>
  count === ALL.length
    ? ALL
    : ["us-east-1", "eu-west-1", "me-south-1", "af-south-1"].slice(0, count),
);
const WIDTHS = [80, 100, 120, 200];
const acting = (accountId: string) => ({
  accountId,
  assumeRoleArn: `arn:aws:iam::${accountId}:role/look`,
});
const argsOf = (regions: string[]) => ({
  regions,
  organization: {
    administrator: acting(ADMINISTRATOR),
    management: acting(MANAGEMENT),
    members: { autoEnable: "ALL" },
  },
});

/** The rows of the table or the records of the section Regions: the words of each row's first cell. */
function rowsOf(out: string, heading: string): string[] {
  const after = out.slice(out.indexOf(`\n${heading}\n`) + heading.length + 2);
  const section = after.slice(0, after.search(/\n\n|$/));
  const records = section.split(/^ {2}Region: /m).slice(1);
  if (records.length > 0) return records.map((one) => one.replace(/\n {4}[A-Z][^]*$/, ""));
  const rows: string[] = [];
  for (const line of section.split("\n").slice(3)) {
    if (!line.startsWith("│")) continue;
    const [, first = "", ...cells] = line.split("│").map((cell) => cell.trim());
    // A cell that goes on has more words in the first column, and a row has a value in its last.
    if (cells.at(-2) === "") rows[rows.length - 1] += ` ${first}`;
    else rows.push(first);
  }
  return rows;
}

const namesIn = (rows: string[]) => rows.flatMap((row) => row.match(/[a-z]+-[a-z]+-\d/g) ?? []);

describe("The table of Regions", () => {
  for (const regions of REGIONS) {
    describe(`of ${regions.length}`, () => {
      let stack: Deployed;
      before(async () => {
        stack = await deployed(argsOf(regions));
      });
      after(() => stack.close());

      const printed = (command: string, width: number): Promise<Ran> => {
        const args = [command, "--stack", "prod"];
        return command === "plan"
          ? runCommand(args, { files: stackFiles(argsOf(regions)), surroundings: { width } })
          : stack.run(args, { surroundings: { width } });
      };

      for (const width of WIDTHS) {
        it(`has a row or record for those that are alike, in ${width} columns: plan`, async () => {
          const rows = rowsOf((await printed("plan", width)).out, "Regions");
          const optIn = regions.filter((one) => !DEFAULT_REGIONS.includes(one)).length;
          const kinds = Math.min(1, optIn) + 1;
          expect(rows.length).to.be.oneOf(regions.length > 8 ? [kinds] : [kinds, regions.length]);
          expect(namesIn(rows).sort()).to.deep.equal([...regions].sort());
        });

        it(`has a row or record for those that are alike, in ${width} columns: status`, async () => {
          const rows = rowsOf((await printed("status", width)).out, "Regions");
          expect(rows.length).to.be.oneOf(regions.length > 8 ? [1] : [1, regions.length]);
          const named = namesIn(rows);
          if (rows.length === 1 && named.length === 0) {
            expect(rows).to.deep.equal([`all ${regions.length} Regions`]);
          } else expect(named.sort()).to.deep.equal([...regions].sort());
        });
      }

      it("sets a Region that differs apart", async () => {
        const detector = stack.sandbox.world().detectors[`${ADMINISTRATOR}/us-east-1`];
        expect(detector?.id).to.equal(detectorId(regions.indexOf("us-east-1")));
        for (const destination of Object.values(detector?.destinations ?? {})) {
          destination.status = "STOPPED";
        }
        const rows = rowsOf((await printed("status", 100)).out, "Regions");
        expect(rows).to.include("us-east-1");
        expect(namesIn(rows).sort()).to.deep.equal([...regions].sort());
      });
    });
  }
});
