import { expect } from "chai";
import fs from "node:fs";
import { parse } from "yaml";

const FOLDER = ".github/workflows";
const workflows = fs.readdirSync(FOLDER).map((name) => `${FOLDER}/${name}`);
const read = (file) => parse(fs.readFileSync(file, "utf8"));
const stepsOf = (file) => {
  const { jobs, runs } = read(file);
  return jobs ? Object.values(jobs).flatMap(({ steps }) => steps) : runs.steps;
};

/** Whatever a pull request's author may write: none of it may reach a shell. */
const EXPRESSION = /\$\{\{/;

for (const file of [...workflows, "action.yml"]) {
  describe(file, () => {
    it("pins every action by commit, with its version in a comment", () => {
      const lines = fs.readFileSync(file, "utf8").match(/^.*\buses:.*$/gm) ?? [];
      const loose = lines.filter(
        (line) => !/uses: (\.\/|[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/.test(line),
      );
      expect(loose).to.deep.equal([]);
      expect(lines).to.have.length(stepsOf(file).filter(({ uses }) => uses).length);
    });

    it("hands values to scripts through env alone", () => {
      const scripts = stepsOf(file).flatMap(({ run }) => run ?? []);
      expect(scripts).not.to.be.empty;
      expect(scripts.filter((script) => EXPRESSION.test(script))).to.deep.equal([]);
    });
  });
}

describe("workflows", () => {
  const permissions = {
    "ci.yml": { "": { contents: "read" } },
    "preview.yml": {
      "": { contents: "read" },
      pulumi: { contents: "read", "id-token": "write", "pull-requests": "write" },
    },
    "preview-comment.yml": {
      "": {},
      comment: { actions: "read", contents: "read", "pull-requests": "write" },
    },
    "release.yml": {
      "": {},
      test: { contents: "read" },
      pack: { contents: "read" },
      npm: { "id-token": "write" },
      github: { contents: "write" },
    },
  };

  it("have exactly these permissions", () => {
    const found = workflows.map((file) => {
      const { permissions, jobs } = read(file);
      const ofJobs = Object.entries(jobs).flatMap(([name, job]) =>
        job.permissions ? [[name, job.permissions]] : [],
      );
      return [file.slice(FOLDER.length + 1), { "": permissions, ...Object.fromEntries(ofJobs) }];
    });
    expect(Object.fromEntries(found)).to.deep.equal(permissions);
  });

  it("never run a pull request's code with a token that may write, unless it is of this repository", () => {
    for (const file of workflows) {
      const { on, jobs } = read(file);
      expect(on, file).not.to.have.property("pull_request_target");
      if (!("pull_request" in on || "workflow_run" in on)) continue;
      for (const [name, job] of Object.entries(jobs)) {
        const writes = Object.values(job.permissions ?? {}).includes("write");
        if (!writes) continue;
        if ("workflow_run" in on) {
          const [checkout, ...others] = job.steps.filter(({ uses }) => /checkout@/.test(uses));
          expect([checkout.with.ref, checkout.with.repository, others], name).to.deep.equal([
            undefined,
            undefined,
            [],
          ]);
        } else {
          expect(job.if, name).to.contain(
            "github.event.pull_request.head.repo.full_name == github.repository",
          );
        }
      }
    }
  });

  it("release tags alone, of what is tested, with nothing from a cache", () => {
    const { on, jobs } = read(`${FOLDER}/release.yml`);
    expect(on).to.deep.equal({ push: { tags: ["v*.*.*"] } });
    expect([jobs.npm.needs, jobs.github.needs]).to.deep.equal([["test", "pack"], "npm"]);
    const cached = [...jobs.pack.steps, ...jobs.npm.steps].filter(
      ({ uses = "", with: given }) =>
        /cache/.test(uses) ||
        given?.cache ||
        (/setup-node/.test(uses) && given["package-manager-cache"] !== false),
    );
    expect(cached).to.deep.equal([]);
  });

  it("publish the file that was packed without a token, without a script or a checkout", () => {
    const { jobs } = read(`${FOLDER}/release.yml`);
    const runs = jobs.npm.steps.flatMap(({ run }) => run ?? []);
    expect(runs).to.deep.equal([
      "npm publish package/guardduty-export-*.tgz --ignore-scripts --provenance --access public",
    ]);
    expect(jobs.npm.steps.filter(({ uses }) => /checkout@/.test(uses))).to.deep.equal([]);
    expect(JSON.stringify([jobs.npm, jobs.pack])).not.to.match(/secrets\.|TOKEN/);
    expect(jobs.pack.permissions).to.deep.equal({ contents: "read" });
  });

  it("use secrets and cloud credentials in an environment alone", () => {
    for (const file of workflows) {
      for (const [name, job] of Object.entries(read(file).jobs)) {
        const asks = "id-token" in (job.permissions ?? {}) || /secrets\./.test(JSON.stringify(job));
        if (asks) expect(job.environment, `${file} ${name}`).to.be.a("string");
      }
    }
  });

  it("leave no token in the checkout", () => {
    const checkouts = workflows.flatMap(stepsOf).filter(({ uses }) => /checkout@/.test(uses));
    expect(checkouts).to.have.length(8);
    for (const step of checkouts) expect(step.with["persist-credentials"]).to.equal(false);
  });

  it("run the Pulumi CLI that the project is tested with", () => {
    const { devDependencies } = JSON.parse(fs.readFileSync("package.json", "utf8"));
    const versions = workflows
      .flatMap(stepsOf)
      .filter(({ uses }) => /^pulumi\/actions@/.test(uses))
      .map((step) => step.with["pulumi-version"])
      .filter((version) => version !== "${{ matrix.engine }}"); // test/tools/matrix.test.mjs has those
    expect(versions).to.deep.equal(Array(3).fill(devDependencies["@pulumi/pulumi"]));
  });
});

describe("action.yml", () => {
  it("uses every input, describes it, and reads no other", () => {
    const { inputs, runs } = read("action.yml");
    const used = new Set(JSON.stringify(runs).match(/inputs\.[\w-]+/g));
    expect([...used].sort()).to.deep.equal(
      Object.keys(inputs)
        .map((name) => `inputs.${name}`)
        .sort(),
    );
    for (const [name, { description }] of Object.entries(inputs))
      expect(description, name).to.be.ok;
  });
});
