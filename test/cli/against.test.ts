import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { runAt, runIn } from "../../testing/command";

const stack = (...regions: string[]) =>
  `config:\n  guardduty-export:regions: [${regions.join(", ")}]\n  guardduty-export:bucket: { name: acme }\n`;

describe("plan --against", () => {
  let folder: string;
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], {
      cwd: folder,
      stdio: "pipe",
    });
  const write = (file: string, text: string) => writeFileSync(path.join(folder, file), text);

  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "against-"));
    mkdirSync(path.join(folder, "stacks"));
    git("init", "--quiet", "--initial-branch=main");
    write("Pulumi.yaml", "name: guardduty-export\nstackConfigDir: stacks\n");
    write("stacks/Pulumi.prod.yaml", stack("us-east-1", "eu-west-1"));
    write("stacks/Pulumi.broken.yaml", "config: [\n");
    git("add", ".");
    git("commit", "--quiet", "--message=base");
    for (const name of ["prod", "broken", "new"]) {
      write(`stacks/Pulumi.${name}.yaml`, stack("us-east-1", "me-south-1"));
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  const principal = "guardduty.me-south-1.amazonaws.com";
  const changes = [
    {
      ...{ id: "regionRemoved", risk: true, region: "eu-west-1" },
      ...{ keepsDetector: false, keepsDestination: false },
      text: "eu-west-1 is removed: its findings are no longer exported, its destination is deleted, its detector is deleted with the findings in it",
    },
    {
      ...{ id: "regionAdded", risk: false, region: "me-south-1" },
      text: "me-south-1 is added: a detector is created, a destination is created",
    },
    {
      ...{ id: "principalAdded", risk: false, principal },
      text: `service principal ${principal} gets write access to the bucket and use of the key`,
    },
    {
      ...{ id: "statementsChanged", risk: false, policy: "bucket", change: "changed" },
      purposes: ["GetBucketLocation", "PutObject", "DenyUnencrypted", "DenyOtherKeys"],
      text: "bucket policy: statements GetBucketLocation, PutObject, DenyUnencrypted, DenyOtherKeys are changed",
    },
    {
      ...{ id: "statementsChanged", risk: false, policy: "key", change: "changed" },
      purposes: ["GenerateDataKey"],
      text: "key policy: statement GenerateDataKey is changed",
    },
  ];

  for (const ref of ["main", "HEAD", "HEAD^0", "refs/heads/main"]) {
    it(`reports the change from the config of commit ${ref}`, async () => {
      const args = ["plan", "--stack", "prod", "--against", ref, "--format", "json"];
      const { code, out } = await runAt(folder, args);
      expect({ code, changes: JSON.parse(out).changes }).to.deep.equal({ code: 0, changes });
    });
  }

  it("reports the change from another file", async () => {
    const { out } = await runIn(
      {
        "Pulumi.prod.yaml": stack("us-east-1", "me-south-1"),
        "old.yaml": stack("us-east-1", "eu-west-1"),
      },
      ["plan", "--stack", "prod", "--against", "old.yaml", "--format", "json"],
    );
    expect(JSON.parse(out).changes).to.deep.equal(changes);
  });

  it("puts evidence at risk in front, and makes it a finding with --strict", async () => {
    const args = ["plan", "--stack", "prod", "--against", "main", "--format", "markdown"];
    const { code, out } = await runAt(folder, args);
    expect(code).to.equal(0);
    expect(out.split("\n").slice(4, 7)).to.deep.equal([
      "**❌ Evidence at risk**",
      "",
      `- ${changes[0]?.text}`,
    ]);
    expect((await runAt(folder, [...args, "--strict"])).code).to.equal(1);
  });

  it("says that everything is new when the commit does not have the stack", async () => {
    const { code, out } = await runAt(folder, ["plan", "--stack", "new", "--against", "main"]);
    expect(code).to.equal(0);
    expect(out).to.contain("stacks/Pulumi.new.yaml of main does not exist: everything is new");
  });

  it("says that the change is not checked when the commit's config is broken", async () => {
    const { code, out } = await runAt(folder, ["plan", "--stack", "broken", "--against", "main"]);
    expect(code).to.equal(0);
    expect(out).to.contain("not checked: stacks/Pulumi.broken.yaml of main: 1 problem");
  });

  it("says that nothing changes, or only what is no structure", async () => {
    const both = (tags: string) =>
      runIn(
        {
          "Pulumi.prod.yaml": stack("us-east-1"),
          "old.yaml": `${stack("us-east-1")}${tags}`,
        },
        ["plan", "--stack", "prod", "--against", "old.yaml", "--format", "json"],
      );
    expect(JSON.parse((await both("")).out).changes).to.deep.equal([]);
    expect(
      JSON.parse((await both("  guardduty-export:tags: { a: b }\n")).out).changes,
    ).to.deep.equal([
      {
        ...{ id: "propertiesChanged", risk: false },
        text: "tags, descriptions or other properties change in place",
      },
    ]);
  });

  it("cannot run against a commit that is none", async () => {
    const { code, err } = await runAt(folder, ["plan", "--stack", "prod", "--against", "mian"]);
    expect({ code, err }).to.deep.equal({
      code: 2,
      err: "--against: mian is neither a file nor a commit of this repository. Fix: In a shallow clone, fetch the commit first.\n",
    });
  });
});
