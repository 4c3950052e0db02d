import { expect } from "chai";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { graphOf as pictureGraph } from "../../cli/plan/diagram";
import { LISTED_OPT_IN_REGIONS, DEFAULT_REGIONS } from "../../rules/regions";
import { runIn } from "../../testing/command";
import { blocksIn } from "../docs/markdown";

// Its types bring a DOM, which changes those of fetch.
const { JSDOM } = createRequire(__filename)("jsdom") as {
  JSDOM: new (html: string) => { window: { document: object } };
};

const ROOT = path.join(__dirname, "../..");
const SANDBOX = readFileSync(path.join(ROOT, "stacks/Pulumi.sandbox.yaml"), "utf8");
const PROJECT = { "Pulumi.yaml": "name: guardduty-export\nruntime: nodejs\n" };
const config = (values: object) =>
  JSON.stringify({
    config: Object.fromEntries(
      Object.entries(values).map(([key, value]) => [`guardduty-export:${key}`, value]),
    ),
  });

const graphIn = (markdown: string) => /```mermaid\n(.*?)\n```/s.exec(markdown)?.[1] ?? "";

async function graphOf(
  files: { [file: string]: string },
  args: string[] = [],
  stack = "prod",
): Promise<string> {
  const { out, err } = await runIn({ ...PROJECT, ...files }, [
    ...["plan", "--stack", stack, "--format", "markdown"],
    ...args,
  ]);
  expect(err).to.equal("");
  return graphIn(out);
}

describe("The picture of a comment", () => {
  let parse: (graph: string) => Promise<unknown>;
  before(async () => {
    const { window } = new JSDOM("");
    // Mermaid cleans labels with the browser's parser.
    Object.assign(globalThis, { window, document: window.document });
    const { default: mermaid } = await import("mermaid");
    parse = (graph) => mermaid.parse(graph);
  });
  after(() => {
    Reflect.deleteProperty(globalThis, "window");
    Reflect.deleteProperty(globalThis, "document");
  });

  it("shows accounts, Regions, bucket, key, readers, events and health of the sandbox stack", async () => {
    const graph = await graphOf({ "Pulumi.sandbox.yaml": SANDBOX }, [], "sandbox");
    await parse(graph);
    for (const part of [
      'subgraph account1["account 999900001111"]',
      "account 111122223333",
      "account 444455556666",
      'region_us_east_1["us-east-1"]',
      'bucket[("new bucket<br>findings-guardduty-',
      'key{{"new key"}}',
      "reader1([",
      'events(["finding events"])',
      "region_us_east_1 --> bucket",
    ]) {
      expect(graph).to.contain(part);
    }
    expect(graph).to.not.contain("classDef");
  });

  it("shows health checks and members", async () => {
    const graph = await graphOf({
      "Pulumi.prod.yaml": config({
        regions: ["us-east-1"],
        health: { intervalMinutes: 60 },
        organization: {
          administrator: { accountId: "111122223333" },
          members: { autoEnable: "ALL" },
        },
      }),
    });
    await parse(graph);
    expect(graph).to.contain('health{{"health check"}}');
    expect(graph).to.contain('members{{"auto-enable ALL"}}');
  });

  it("groups 34 Regions by their result", async () => {
    const regions = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS].slice(0, 34);
    const graph = await graphOf({ "Pulumi.prod.yaml": config({ regions }) });
    await parse(graph);
    expect(graph).to.contain('regions_allowed["34 Regions<br>');
    expect(graph.match(/--> bucket/g)).to.have.length(1);
    // A comma is written as its character code.
    const labels = graph.replaceAll("#44;", ",");
    expect(labels).to.contain("<br>eu-west-1, 2, 3<br>");
    const areas = labels.matchAll(/(?<=<br>)(\w+-\w+-)([\d, ]+)/g);
    const shown = [...areas].flatMap(([, area, numbers]) =>
      numbers!.split(", ").map((number) => area! + number),
    );
    expect(shown).to.have.members(regions);
  });

  it("sets off what a change adds and changes", async () => {
    const before = config({ regions: ["us-east-1"] });
    const after = config({
      regions: ["us-east-1", "eu-west-1"],
      bucket: { name: "acme-findings" },
    });
    const graph = await graphOf({ "Pulumi.prod.yaml": after, "before.yaml": before }, [
      ...["--against-file", "before.yaml"],
    ]);
    await parse(graph);
    expect(graph).to.contain("class region_eu_west_1 added");
    expect(graph).to.contain("class bucket changed");
    const same = await graphOf({ "Pulumi.prod.yaml": after, "before.yaml": after }, [
      ...["--against-file", "before.yaml"],
    ]);
    expect(same).to.not.contain("class ");
  });

  for (const name of [
    'x"]; click y "https://evil.example"',
    ...["end", "%%{init: {}}%%", "`**a**`", "www.evil.example", "#quot;", "a\nend\nb --> c"],
    ...["<img src=x onerror=alert(1)>", "$$x$$", "subgraph x", "]]>", "\\", "ümläut 日本 😀"],
  ]) {
    it(`is parsed with the name ${JSON.stringify(name)}, of which nothing is markup`, async () => {
      const node = {
        id: "one",
        shape: (label: string) => `["${label}"]`,
        lines: [name],
        account: name,
      };
      const graph = pictureGraph({ nodes: [node], edges: [] });
      await parse(graph);
      expect(graph.split("\n")).to.have.length(5);
      expect(graph).to.not.match(/:\/\/|www\.|[<>$`%\\]/);
    });
  }

  it("is parsed by mermaid, as those of the documents are", async () => {
    const diagrams = blocksIn("mermaid");
    expect(diagrams.length).to.be.greaterThan(0);
    for (const { at, text } of diagrams) {
      await parse(text).catch((error: Error) => expect.fail(`${at}: ${error.message}`));
    }
    const broken = await parse('flowchart LR\n a["x').catch(() => "refused");
    expect(broken).to.equal("refused");
  });
});
