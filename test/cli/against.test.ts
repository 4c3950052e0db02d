import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { gitIn } from "../../testing/git";
import { inFolder, runAt, runIn } from "../../testing/command";

const stack = (...regions: string[]) =>
  `config:\n  guardduty-export:regions: [${regions.join(", ")}]\n  guardduty-export:bucket: { name: acme }\n`;

/** What a Region has in an export. */
function regionResources(id: string, region: string, what: string) {
  const [provider, detector, destination] = [
    `findings-administrator-${region}`,
    `findings-detector-${region}`,
    `findings-destination-${region}`,
  ];
  const resources = [
    { type: "pulumi:providers:aws", name: provider },
    { type: "aws:guardduty/detector:Detector", name: detector },
    { type: "aws:guardduty/publishingDestination:PublishingDestination", name: destination },
  ];
  const names = `provider ${provider}, Detector ${detector}, PublishingDestination ${destination}`;
  return {
    ...{ id, risk: false, of: "export", resources },
    text: `the export: 3 resources are ${what} the stack: ${names}`,
  };
}

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
      purposes: ["PutObject", "DenyUnencrypted", "DenyOtherKeys"],
      text: "bucket policy: statements PutObject, DenyUnencrypted, DenyOtherKeys are changed",
    },
    {
      ...{ id: "statementsChanged", risk: false, policy: "key", change: "changed" },
      purposes: ["GenerateDataKey"],
      text: "key policy: statement GenerateDataKey is changed",
    },
    regionResources("resourcesAdded", "me-south-1", "added to"),
    regionResources("resourcesRemoved", "eu-west-1", "removed from"),
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
      ["plan", "--stack", "prod", "--against-file", "old.yaml", "--format", "json"],
    );
    expect(JSON.parse(out).changes).to.deep.equal(changes);
  });

  it("refuses a name that a tag and a branch have", async () => {
    git("branch", "release");
    git("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--all", "--message=later");
    git("tag", "release");
    try {
      const run = runAt(folder, ["plan", "--stack", "prod", "--against", "release"]);
      const { code, err } = await run;
      expect([code, err.includes("(commitNotFound)")]).to.deep.equal([2, true]);
      expect(err).to.contain("Pass refs/heads/release or refs/tags/release.");
      const named = ["plan", "--stack", "prod", "--against", "refs/heads/release"];
      expect((await runAt(folder, named)).code).to.equal(0);
    } finally {
      git("tag", "--delete", "release");
      git("reset", "--quiet", "--soft", "HEAD^");
    }
  });

  it("compares with the commit itself where git replaces it", async () => {
    const base = git("rev-parse", "HEAD").toString().trim();
    git("commit", "--quiet", "--all", "--message=later");
    git("replace", base, "HEAD");
    try {
      const { out } = await runAt(folder, ["plan", "--stack", "prod", "--against", base]);
      expect(out).to.contain("me-south-1 is added");
    } finally {
      git("replace", "--delete", base);
      git("reset", "--quiet", "--soft", "HEAD^");
    }
  });

  it("puts evidence at risk in front, and makes it a finding with --strict", async () => {
    const args = ["plan", "--stack", "prod", "--against", "main", "--format", "markdown"];
    const { code, out } = await runAt(folder, args);
    expect(code).to.equal(0);
    expect(out.split("\n")[2]).to.match(/^❌ .*; this change puts evidence at risk$/);
    expect(out.split("\n").slice(4, 7)).to.deep.equal([
      "**❌ Evidence at risk**",
      "",
      `- ${changes[0]?.text.replace("eu-west-1", "`eu-west-1`")}`,
    ]);
    expect((await runAt(folder, [...args, "--strict"])).code).to.equal(1);
  });

  it("says that everything is new when the commit does not have the stack", async () => {
    const { code, out } = await runAt(folder, ["plan", "--stack", "new", "--against", "main"]);
    expect(code).to.equal(0);
    expect(out).to.contain("stacks/Pulumi.new.yaml of main does not exist: everything is new");
  });

  it("passes no change that it cannot compare, because the commit's config is broken", async () => {
    const args = ["plan", "--stack", "broken", "--against", "main", "--format", "markdown"];
    const { code, out } = await runAt(folder, args);
    expect(code).to.equal(2);
    expect(out).to.match(
      /could not check what this change does: .*Pulumi\.broken\.yaml.*1 problem/,
    );
    expect(out).to.match(/^⚠️ .*; what this change does is not checked$/m);
  });

  describe("a commit with symbolic links", () => {
    const head = stack("us-east-1", "me-south-1");
    const list = (file: string) =>
      `${stack("us-east-1")}  guardduty-export:lists: { bad: { kind: ThreatIntelSet, file: ${file} } }\n`;
    const prodFile = "stacks/Pulumi.prod.yaml";
    const PROJECT = "name: guardduty-export\nstackConfigDir: stacks\n";
    /** Links and files of the commit; what the working tree has in place of them; and the problem or the first change. */
    const linked: {
      what: string;
      links: { [file: string]: string };
      files: { [file: string]: string };
      head: { [file: string]: string };
      expected: string | RegExp;
    }[] = [
      {
        what: "the folder of the stacks",
        links: { stacks: "real" },
        files: { "Pulumi.yaml": PROJECT, "real/Pulumi.prod.yaml": stack("us-east-1") },
        head: { [prodFile]: head },
        expected: "regionAdded",
      },
      {
        what: "the stack's file",
        links: { [prodFile]: "../other/../real/prod.yaml" },
        files: {
          ...{ "Pulumi.yaml": PROJECT, "other/a": "" },
          "real/prod.yaml": stack("us-east-1"),
        },
        head: { [prodFile]: head },
        expected: "regionAdded",
      },
      {
        what: "the project's file",
        links: { "Pulumi.yaml": "real.yaml" },
        files: { "real.yaml": PROJECT, [prodFile]: stack("us-east-1") },
        head: { "Pulumi.yaml": PROJECT, [prodFile]: head },
        expected: "regionAdded",
      },
      {
        what: "the file of a list",
        links: { "lists/a.txt": "b.txt" },
        files: {
          ...{ "Pulumi.yaml": PROJECT, "lists/b.txt": "192.0.2.1\n198.51.100.7\n" },
          [prodFile]: list("lists/a.txt"),
        },
        head: { "lists/a.txt": "192.0.2.1\n" },
        expected: "listEntriesChanged",
      },
      {
        what: "a folder without the stack's file",
        links: { stacks: "real" },
        files: { "Pulumi.yaml": PROJECT, "real/a": "" },
        head: { [prodFile]: head },
        expected: "stackAdded",
      },
      ...["/etc/hosts", "../../../../etc/hosts", "missing.yaml", "Pulumi.prod.yaml"].map(
        (target) => ({
          what: `a stack's file that leads to ${target}`,
          links: { [prodFile]: target },
          files: { "Pulumi.yaml": PROJECT },
          head: { [prodFile]: head },
          expected: /^stacks\/Pulumi\.prod\.yaml of main: .*leads out of the commit\n/,
        }),
      ),
      {
        what: "a stack's file that leads to a folder",
        links: { [prodFile]: ".." },
        files: { "Pulumi.yaml": PROJECT },
        head: { [prodFile]: head },
        expected: /^stacks\/Pulumi\.prod\.yaml of main: is a directory/,
      },
    ];
    for (const { what, links, files, head, expected } of linked) {
      it(`is compared as files are, or refused: ${what}`, async () => {
        // The project is in a folder of the repository.
        const committed = Object.fromEntries(
          Object.entries(files).map(([file, text]) => [`project/${file}`, text]),
        );
        await inFolder(committed, async (root) => {
          const at = path.join(root, "project");
          const gitIn = (...args: string[]) =>
            execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], {
              cwd: root,
              stdio: "pipe",
            });
          for (const [file, target] of Object.entries(links)) {
            mkdirSync(path.dirname(path.join(at, file)), { recursive: true });
            symlinkSync(target, path.join(at, file));
          }
          gitIn("init", "--quiet", "--initial-branch=main");
          gitIn("add", ".");
          gitIn("commit", "--quiet", "--message=base");
          for (const file of Object.keys(links)) rmSync(path.join(at, file));
          for (const [file, text] of Object.entries(head)) {
            mkdirSync(path.dirname(path.join(at, file)), { recursive: true });
            writeFileSync(path.join(at, file), text);
          }
          const command = ["plan", "--stack", "prod", "--against", "main", "--format", "json"];
          const { code, out, err } = await runAt(at, command);
          if (typeof expected === "string") {
            expect([code, err]).to.deep.equal([0, ""]);
            expect((JSON.parse(out) as { changes: { id: string }[] }).changes[0]?.id).to.equal(
              expected,
            );
          } else {
            expect(code).to.equal(2);
            expect(err).to.match(expected);
          }
        });
      });
    }
  });

  it("says that nothing changes, or which tag", async () => {
    const both = (tags: string) =>
      runIn(
        {
          "Pulumi.prod.yaml": stack("us-east-1"),
          "old.yaml": `${stack("us-east-1")}${tags}`,
        },
        ["plan", "--stack", "prod", "--against-file", "old.yaml", "--format", "json"],
      );
    expect(JSON.parse((await both("")).out).changes).to.deep.equal([]);
    expect(
      JSON.parse((await both("  guardduty-export:tags: { a: b }\n")).out).changes,
    ).to.deep.equal([
      {
        ...{ id: "settingChanged", risk: false, path: "tags.a", from: "b" },
        text: 'tags.a was "b" and is no longer set',
      },
    ]);
  });

  it("compares the arguments alone where a member's Regions are outputs of another stack", async () => {
    const member = (more: string) => `config:\n  guardduty-export:role: member\n${more}`;
    const { out } = await runIn(
      {
        "Pulumi.prod.yaml": member("  guardduty-export:administratorStack: acme/p/prod\n"),
        "old.yaml": member(
          '  guardduty-export:regions: [us-east-1]\n  guardduty-export:administratorAccountId: "111122223333"\n',
        ),
      },
      ["plan", "--stack", "prod", "--against-file", "old.yaml", "--format", "json"],
    );
    const { changes: found } = JSON.parse(out) as { changes: { text: string }[] };
    expect(found.map(({ text }) => text)).to.have.members([
      'regions had "us-east-1", and is no longer set',
      'administratorAccountId was "111122223333" and is no longer set',
      'administratorStack is set to "acme/p/prod"',
    ]);
  });

  const refused: [what: string, args: string[], err: string][] = [
    ["a revision that is none", ["--against", "mian"], noCommit("mian")],
    ["an option", ["--against=--output=x"], noCommit("--output=x")],
    ["a range", ["--against", "main..HEAD"], noCommit("main..HEAD")],
    [
      "a file that is not there",
      ["--against-file", "old.yaml"],
      "old.yaml: not found\n  Fix: Correct the path, or create the file. (fileNotRead)\n",
    ],
    [
      "both",
      ["--against", "main", "--against-file", "x.yaml"],
      "--against and --against-file: expected one of them, got both\n  Fix: Remove --against or --against-file. (optionsConflict)\n",
    ],
  ];
  for (const [what, args, err] of refused) {
    it(`cannot run against ${what}`, async () => {
      const found = await runAt(folder, ["plan", "--stack", "prod", ...args]);
      expect({ code: found.code, err: found.err }).to.deep.equal({ code: 2, err });
    });
  }
});

function noCommit(revision: string): string {
  return `--against: "${revision}" is not a commit of this repository; expected a branch, a tag or a commit\n  Fix: Pass a revision that git rev-parse finds; in a shallow clone, fetch it first. To compare with a file, pass it as --against-file. (commitNotFound)\n`;
}

describe("plan --against compares everything that is deployed", () => {
  const BUCKET = "acme-log-archive";
  const POLICY = { Version: "2012-10-17", Statement: [{ ...trail("Trail"), Effect: "Allow" }] };
  const adopting = `config:
  guardduty-export:regions: [us-east-1]
  guardduty-export:bucket: { existing: { name: ${BUCKET} } }
  guardduty-export:homeRegion: us-east-1
`;
  const PROJECT = "name: guardduty-export\nstackConfigDir: stacks\n";
  /** Pulumi.yaml as it is generated: an empty default of each optional key. */
  const EMPTY_DEFAULTS = `${PROJECT}config:
  chronicle: { default: "" }
  athena: { default: "" }
  malwareProtection: { default: "" }
  health: { type: string, default: "" }
  notificationTopicArn: { type: string, default: "" }
`;

  function trail(Sid: string) {
    return {
      Sid,
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:GetBucketAcl",
      Resource: `arn:aws:s3:::${BUCKET}`,
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    };
  }

  function withSecret(externalId: string): string {
    return `${stack("us-east-1")}  guardduty-export:organization: { administrator: { accountId: "111122223333", assumeRoleArn: "arn:aws:iam::111122223333:role/deploy", externalId: { secure: "${externalId}" } } }\n`;
  }

  function scanning(bucketName: string, region: string, more = ""): string {
    const bucket = `{ name: up, bucketName: acme-${bucketName}, region: ${region} }`;
    const buckets = more.startsWith("buckets: [")
      ? more.replace("[", `[${bucket}, `)
      : `buckets: [${bucket}]${more && `, ${more}`}`;
    return `${stack("us-east-1")}  guardduty-export:malwareProtection: { ${buckets} }\n`;
  }

  interface Case {
    what: string;
    /** Files of the base by name, and then those of the change: undefined removes one. */
    base: { [file: string]: string };
    head: { [file: string]: string | undefined };
    args?: string[];
    expected: string[];
    /** Of the first change. */
    text?: string;
  }
  const prod = "stacks/Pulumi.prod.yaml";
  const cases: Case[] = [
    {
      what: "with a file that is named like the revision",
      base: { "Pulumi.yaml": PROJECT, [prod]: stack("us-east-1", "eu-west-1") },
      head: { [prod]: stack("us-east-1"), main: stack("us-east-1") },
      expected: ["! regionRemoved", "statementsChanged", "statementsChanged", "resourcesRemoved"],
    },
    {
      what: "a default that is changed in Pulumi.yaml",
      base: {
        "Pulumi.yaml": `${PROJECT}config: { "onDestroy": { value: retain } }\n`,
        [prod]: stack("us-east-1"),
      },
      head: { "Pulumi.yaml": `${PROJECT}config: { "onDestroy": { value: delete } }\n` },
      expected: ["! onDestroyDeletes"],
    },
    {
      what: "stack files that are in another folder",
      base: {
        "Pulumi.yaml": PROJECT,
        [prod]: stack("us-east-1", "eu-west-1"),
        "other/Pulumi.prod.yaml": stack("us-east-1"),
      },
      head: { "Pulumi.yaml": PROJECT.replace("stacks", "other") },
      expected: ["! regionRemoved", "statementsChanged", "statementsChanged", "resourcesRemoved"],
    },
    {
      what: "another project",
      base: { "Pulumi.yaml": PROJECT, [prod]: `config:\n  regions: [us-east-1]\n` },
      head: { "Pulumi.yaml": PROJECT.replace("guardduty-export", "findings") },
      expected: ["! projectRenamed", "resourcesAdded", "resourcesRemoved"],
    },
    {
      what: "a health check that is removed, and a reader that is added",
      base: {
        "Pulumi.yaml": PROJECT,
        [prod]: `${stack("us-east-1")}  guardduty-export:health: true\n`,
      },
      head: {
        [prod]: `${stack("us-east-1")}  guardduty-export:readers: { siem: { role: { principalArns: ["arn:aws:iam::222233334444:root"], externalId: abc123 } } }\n`,
      },
      expected: [
        ...["! addOnAdded", "! addOnRemoved"],
        ...["resourcesAdded", "resourcesRemoved", "resourcesAdded", "resourcesRemoved"],
      ],
    },
    {
      what: "a trust that is widened",
      base: {
        "Pulumi.yaml": PROJECT,
        [prod]: `${stack("us-east-1")}  guardduty-export:readers: { siem: { role: { principalArns: ["arn:aws:iam::222233334444:root"], externalId: abc123 } } }\n`,
      },
      head: {
        [prod]: `${stack("us-east-1")}  guardduty-export:readers: { siem: { role: { principalArns: ["arn:aws:iam::222233334444:root", "arn:aws:iam::555566667777:root"], externalId: abc123 } } }\n`,
      },
      expected: ["! settingChanged", "! addOnPolicyChanged"],
    },
    {
      what: "a secret that is changed",
      base: {
        "Pulumi.yaml": PROJECT,
        [prod]: `${stack("us-east-1")}  guardduty-export:readers: { siem: { role: { principalArns: ["arn:aws:iam::222233334444:root"], externalId: { secure: v1:a } } } }\n`,
      },
      head: {
        [prod]: `${stack("us-east-1")}  guardduty-export:readers: { siem: { role: { principalArns: ["arn:aws:iam::222233334444:root"], externalId: { secure: v1:b } } } }\n`,
      },
      expected: ["! settingChanged"],
    },
    {
      what: "a secret of an account that is changed",
      base: { "Pulumi.yaml": PROJECT, [prod]: withSecret("v1:a") },
      head: { [prod]: withSecret("v1:b") },
      expected: ["settingChanged"],
    },
    {
      what: "an add-on that is switched off",
      base: {
        "Pulumi.yaml": PROJECT,
        [prod]: `${stack("us-east-1")}  guardduty-export:health: true\n`,
      },
      head: { [prod]: `${stack("us-east-1")}  guardduty-export:health: false\n` },
      expected: ["! addOnRemoved", "resourcesRemoved", "resourcesRemoved"],
    },
    {
      what: "an address that alarms no longer go to",
      base: {
        "Pulumi.yaml": PROJECT,
        [prod]: `${stack("us-east-1")}  guardduty-export:health: { email: a@example.com }\n`,
      },
      head: { [prod]: `${stack("us-east-1")}  guardduty-export:health: true\n` },
      expected: ["! settingChanged", "! resourcesRemoved"],
    },
    {
      what: "a default that is written out, which deploys the same",
      base: {
        "Pulumi.yaml": PROJECT,
        [prod]: `${stack("us-east-1")}  guardduty-export:health: true\n`,
      },
      head: { [prod]: `${stack("us-east-1")}  guardduty-export:health: { intervalMinutes: 15 }\n` },
      expected: [],
    },
    {
      what: "a Region of the export in what watches it",
      base: {
        "Pulumi.yaml": PROJECT,
        [prod]: `${stack("us-east-1", "eu-west-1")}  guardduty-export:health: true\n`,
      },
      head: { [prod]: `${stack("us-east-1")}  guardduty-export:health: true\n` },
      expected: [
        ...["! regionRemoved", "! resourcesRemoved", "statementsChanged", "statementsChanged"],
        ...["addOnPolicyChanged", "addOnPolicyChanged", "addOnPolicyChanged", "addOnPolicyChanged"],
        "resourcesRemoved",
      ],
    },
    {
      what: "another role, without the add-ons that nothing but the defaults of Pulumi.yaml names",
      base: { "Pulumi.yaml": EMPTY_DEFAULTS, [prod]: stack("us-east-1") },
      head: {
        [prod]:
          "config:\n  guardduty-export:role: member\n  guardduty-export:regions: [us-east-1]\n",
      },
      expected: ["! roleChanged", "resourcesAdded", "resourcesRemoved"],
    },
    {
      what: "an add-on that Pulumi.yaml has empty defaults of",
      base: { "Pulumi.yaml": EMPTY_DEFAULTS, [prod]: stack("us-east-1") },
      head: { [prod]: `${stack("us-east-1")}  guardduty-export:athena: { ocsfView: true }\n` },
      expected: ["addOnAdded", "resourcesAdded", "resourcesAdded"],
    },
    {
      what: "another name and Region of a bucket that is scanned, and one more",
      base: { "Pulumi.yaml": PROJECT, [prod]: scanning("uploads", "us-east-1") },
      head: {
        [prod]: scanning(
          "others",
          "eu-west-1",
          "buckets: [{ name: more, bucketName: acme-more, region: us-east-1 }]",
        ),
      },
      expected: [
        ...["! settingChanged", "! settingChanged", "scannedBucketAdded"],
        ...Array<string>(4).fill("addOnPolicyChanged"),
        "resourcesAdded",
      ],
    },
    {
      what: "a scan of the findings bucket",
      base: { "Pulumi.yaml": PROJECT, [prod]: scanning("uploads", "us-east-1") },
      head: { [prod]: scanning("uploads", "us-east-1", "findingsBucket: { tagging: false }") },
      expected: [
        "! scannedBucketAdded",
        "! addOnPolicyChanged",
        "! addOnPolicyChanged",
        "resourcesAdded",
      ],
    },
    {
      what: "scans, of which one is of the findings bucket",
      base: { "Pulumi.yaml": PROJECT, [prod]: stack("us-east-1") },
      head: { [prod]: scanning("uploads", "us-east-1", "findingsBucket: { tagging: false }") },
      expected: ["! addOnAdded", "resourcesAdded", "resourcesAdded"],
    },
    {
      what: "an environment of Pulumi ESC",
      base: { "Pulumi.yaml": PROJECT, [prod]: `environment: [dev]\n${stack("us-east-1")}` },
      head: { [prod]: `environment: [prod]\n${stack("us-east-1")}` },
      expected: ["! surroundingsChanged", "! surroundingsChanged"],
    },
    {
      what: "the configuration of a provider",
      base: { "Pulumi.yaml": PROJECT, [prod]: `${stack("us-east-1")}  aws:profile: one\n` },
      head: { [prod]: `${stack("us-east-1")}  aws:profile: two\n` },
      expected: ["! surroundingsChanged"],
    },
    {
      what: "the program that is run",
      base: { "Pulumi.yaml": PROJECT, [prod]: stack("us-east-1") },
      head: { "Pulumi.yaml": `${PROJECT}main: elsewhere\n` },
      expected: ["! surroundingsChanged"],
    },
    {
      what: "a dependency, a changed, a new and a removed file of the program, and no other file",
      base: {
        ...{ "Pulumi.yaml": PROJECT, [prod]: stack("us-east-1"), "README.md": "a" },
        ...{ "stacks/index.ts": "a", "removed.mjs": "a", "same.ts": "a", "package.json": "{}" },
      },
      head: {
        ...{ "stacks/index.ts": "b", "removed.mjs": undefined, "new.ts": "a", "README.md": "b" },
        "package.json": "{ }",
      },
      expected: ["programChanged"],
      text: "files of the program change: new.ts, package.json, removed.mjs and stacks/index.ts; plan compares configurations, so it does not include what that changes",
    },
    {
      what: "a policy file that the commit does not have",
      base: { "Pulumi.yaml": PROJECT, [prod]: adopting },
      head: { "bucket-policy.json": JSON.stringify(POLICY) },
      args: ["--bucket-policy", "bucket-policy.json"],
      expected: ["adoptedPolicyNotCompared"],
    },
    {
      what: "the proof that is turned off",
      base: { "Pulumi.yaml": PROJECT, [prod]: stack("us-east-1") },
      head: { [prod]: `${stack("us-east-1")}  guardduty-export:proof: "off"\n` },
      expected: ["! settingChanged"],
    },
    {
      what: "the policy of the adopted bucket",
      base: {
        "Pulumi.yaml": PROJECT,
        [prod]: adopting,
        "bucket-policy.json": JSON.stringify(POLICY),
      },
      head: {
        "bucket-policy.json": JSON.stringify({
          ...POLICY,
          Statement: [{ ...trail("Public"), Effect: "Allow", Principal: "*" }],
        }),
      },
      args: ["--bucket-policy", "bucket-policy.json"],
      expected: ["! adoptedPolicyChanged", "! adoptedPolicyChanged"],
    },
  ];

  for (const { what, base, head, args = [], expected, text } of cases) {
    it(`includes ${what}`, async () => {
      const folder = mkdtempSync(path.join(os.tmpdir(), "against-"));
      const write = (files: { [file: string]: string | undefined }) => {
        for (const [name, text] of Object.entries(files)) {
          const file = path.join(folder, name);
          mkdirSync(path.dirname(file), { recursive: true });
          if (text === undefined) rmSync(file);
          else writeFileSync(file, text);
        }
      };
      const git = gitIn(folder);
      try {
        git("init", "--quiet", "--initial-branch=main");
        write(base);
        git("add", ".");
        git("commit", "--quiet", "--message=base");
        write(head);
        const command = ["plan", "--stack", "prod", "--against", "main", "--format", "json"];
        const { out, err } = await runAt(folder, [...command, ...args]);
        expect(err).to.equal("");
        const { changes } = JSON.parse(out) as {
          changes: { id: string; risk: boolean; text: string }[];
        };
        if (text !== undefined) expect(changes[0]?.text).to.equal(text);
        const found = changes.map(({ id, risk }) => `${risk ? "! " : ""}${id}`);
        expect(found).to.deep.equal(expected);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});
