import { expect } from "chai";
import fs from "node:fs";
import { parse } from "yaml";

const text = fs.readFileSync("docs/pull-requests.md", "utf8");
const blocks = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml);
const action = parse(fs.readFileSync("action.yml", "utf8"));

describe("docs/pull-requests.md", () => {
  it("describes every input of the action, and uses only those", () => {
    const described = text.match(/^\| `.*$/gm).flatMap((row) => row.split("|")[1].match(/[\w-]+/g));
    expect(described).to.include.members(Object.keys(action.inputs));
    const [workflow] = blocks.map((block) => parse(block)).filter(({ jobs }) => jobs);
    const [step] = workflow.jobs.plan.steps.filter(({ uses }) => /guardduty-export/.test(uses));
    expect(Object.keys(action.inputs)).to.include.members(Object.keys(step.with));
  });

  it("pins the actions that the workflows pin", () => {
    const pinned = fs.readFileSync(".github/workflows/preview.yml", "utf8").match(/uses: \S+@.*/g);
    const used = text.match(/uses: actions\/.*/g);
    expect(used).not.to.be.empty;
    expect(pinned).to.include.members(used);
  });

  it("names files of this repository and of the package that are there", () => {
    const { files } = JSON.parse(fs.readFileSync("package.json", "utf8"));
    const scripts = text.match(/(?<=node_modules\/guardduty-export\/)\S+/g);
    expect(scripts).to.deep.equal(["tools/preview/plan.mjs", "tools/preview/comment.mjs"]);
    expect(files).to.include.members(scripts);
    for (const name of text.match(/\.github\/workflows\/[\w.-]+/g)) {
      expect(fs.existsSync(name), name).to.equal(true);
    }
  });
});
