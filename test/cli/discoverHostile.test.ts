import { expect } from "chai";
import { parse } from "yaml";

import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import { ADMINISTRATOR } from "../../testing/live/world";

const REGIONS = ["us-east-1", "eu-west-1"];
const INJECTED = "guardduty-export:onDestroy: delete";
/** Where Pulumi's YAML parser ends a line. */
const BREAKS = { LF: "\n", CR: "\r", NEL: "\u0085", LS: "\u2028", PS: "\u2029" };
const ENDS_LINE = /[\r\u0085\u2028\u2029]/;
/** What a terminal obeys: the controls and the turn of text of the prefix. */
const HIDDEN = /[^\P{Cc}\n]|\u202e/u;

describe("discover, of a destination whose prefix is hostile", () => {
  let stack: Deployed;
  beforeEach(async () => {
    stack = await deployed({ regions: REGIONS, bucket: { prefix: "guardduty" } });
  });
  afterEach(() => stack.close());

  /** Has the destinations of Regions export to a prefix. */
  function exportTo(prefix: string, regions = REGIONS) {
    for (const region of regions) {
      const { destinations } = stack.sandbox.world().detectors[`${ADMINISTRATOR}/${region}`]!;
      const [one] = Object.values(destinations);
      one!.destinationArn = `arn:aws:s3:::${stack.bucketName}/${prefix}`;
    }
  }
  const discover = ["discover", "--regions", REGIONS.join(",")];

  for (const [name, end] of Object.entries(BREAKS)) {
    const prefix = `a${end}${INJECTED}${end}  ${INJECTED}${end}# **b** \u001b[31m\u202e`;
    for (const regions of [REGIONS, REGIONS.slice(1)]) {
      const of = regions.length === 1 ? "one of two" : "the only";
      it(`writes it as one value or comment, and prints no line of it: ${name}, ${of}`, async () => {
        exportTo(prefix, regions);
        const { data } = await stack.json(discover);
        const text = data.config as string;
        expect(text).not.to.match(ENDS_LINE);
        expect(text).not.to.match(HIDDEN);
        expect(
          text.split("\n").filter((line) => line.trimStart().startsWith(INJECTED)),
        ).to.deep.equal([]);
        const { config } = parse(text) as { config: { [key: string]: { prefix?: string } } };
        expect(config).not.to.have.property("guardduty-export:onDestroy");
        if (regions === REGIONS) {
          expect(config["guardduty-export:bucket"]?.prefix).to.equal(prefix);
        }
        // Lines that are broken to fit begin with any word.
        const { out: unbroken } = await stack.run(discover);
        const lines = unbroken.split("\n").map((line) => line.trim());
        expect(lines.filter((line) => line.startsWith(INJECTED))).to.deep.equal([]);
        for (const width of [80, 120, 200]) {
          const { out } = await stack.run(discover, { surroundings: { width } });
          expect(out).not.to.match(ENDS_LINE);
          expect(out).not.to.match(HIDDEN);
        }
      });
    }
  }
});
