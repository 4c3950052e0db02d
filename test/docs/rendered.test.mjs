import { expect } from "chai";
import { after, before } from "mocha";
import { createRequire } from "node:module";
import { diagrams, hasBrowser, openBrowser, render } from "../../tools/pictures/browser.mjs";

const load = createRequire(import.meta.url);
const { blocksIn } = load("./markdown");
const { runIn } = load("../../testing/command");
const { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } = load("../../rules/regions");

/** A laptop: what its window shows of a page at once, and the smallest text that is read without zoom, in pixels. */
const [WIDTH, HEIGHT, TEXT] = [1280, 720, 12];

/** The picture that the comment of a configuration has. */
async function pictureOf(values) {
  const entries = Object.entries(values).map(([key, value]) => [`guardduty-export:${key}`, value]);
  const config = JSON.stringify({ config: Object.fromEntries(entries) });
  const files = {
    "Pulumi.yaml": "name: guardduty-export\nruntime: nodejs\n",
    "Pulumi.prod.yaml": config,
  };
  const { out } = await runIn(files, ["plan", "--stack", "prod", "--format", "markdown"]);
  return diagrams(out).join("\n\n");
}

// tools/test/run.mjs gets the browser where it can, and says so where it cannot.
if (hasBrowser()) {
  describe("Diagrams, drawn by mermaid in a browser", () => {
    let browser;
    before(async () => (browser = await openBrowser()));
    after(() => browser?.close());

    /** What is wrong with the diagrams of a text on a laptop. */
    async function faultsOf(markdown) {
      const drawn = await render(browser, markdown, { width: WIDTH });
      expect(drawn).to.have.length(diagrams(markdown).length);
      return drawn.flatMap(({ width, height, text, labels }) => [
        ...(labels === 0 ? ["has no text"] : []),
        ...(text < TEXT ? [`has text of ${text.toFixed(1)} pixels`] : []),
        ...(width > WIDTH ? [`is ${width} pixels wide`] : []),
        ...(height > HEIGHT ? [`is ${height} pixels high`] : []),
      ]);
    }

    it("are legible on a laptop without scrolling: those of the documents", async () => {
      const blocks = blocksIn("mermaid");
      expect(blocks.length).to.be.greaterThan(5);
      const faults = [];
      for (const { at, text } of blocks) {
        const found = await faultsOf(`\`\`\`mermaid\n${text}\`\`\`\n`);
        faults.push(...found.map((fault) => `${at}: ${fault}`));
      }
      expect(faults).to.deep.equal([]);
    });

    const regions = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
    const organization = {
      administrator: { accountId: "111122223333" },
      management: { accountId: "999900001111" },
      members: { autoEnable: "ALL" },
    };
    const comments = {
      "34 Regions of one account": { regions, homeRegion: "us-east-1" },
      "34 Regions of an organization": {
        ...{ regions, homeRegion: "us-east-1", organization },
        bucket: { account: { accountId: "444455556666" } },
      },
      "6 Regions, each by itself": { regions: regions.slice(0, 6) },
      "6 Regions to a bucket whose policy is not known": {
        ...{ regions: regions.slice(0, 6), proof: "warn" },
        bucket: { existing: { name: "acme-log-archive" } },
      },
    };
    for (const [what, values] of Object.entries(comments)) {
      it(`are legible on a laptop without scrolling: ${what}`, async () => {
        expect(await faultsOf(await pictureOf(values))).to.deep.equal([]);
      });
    }

    it("are refused with mermaid's error", async () => {
      const broken = '```mermaid\nflowchart LR\n a["x\n```\n';
      const refused = await render(browser, broken, { width: WIDTH }).catch((error) => error);
      expect(refused).to.be.an.instanceof(Error);
    });

    it("are measured as they are shown: smaller where they do not fit", async () => {
      const long = Array.from({ length: 14 }, (_, index) => `node${index}["a label"]`);
      const chain = `\`\`\`mermaid\nflowchart LR\n ${long.join(" --> ")}\n\`\`\`\n`;
      const column = chain.replace("LR", "TB");
      expect((await faultsOf(chain)).join()).to.match(/^has text of \d+\.\d pixels$/);
      expect((await faultsOf(column)).join()).to.match(/^is \d+(\.\d+)? pixels high$/);
    });
  });
}
