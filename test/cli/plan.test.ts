import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../rules/regions";
import { runAt, runIn } from "../../testing/command";
import { CONFIGS, FORMATS } from "../../testing/planExamples";

const ROOT = path.resolve(__dirname, "../..");
const ALL_REGIONS = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];

const planOf = (config: string, ...args: string[]) =>
  runIn({ "Pulumi.prod.yaml": config }, ["plan", "--stack", "prod", ...args]);

describe("plan", () => {
  for (const [example, config] of Object.entries(CONFIGS)) {
    for (const [format, extension] of Object.entries(FORMATS)) {
      it(`prints ${example} as ${format}, the same each time`, async () => {
        const { code, out, err } = await planOf(config, "--format", format);
        expect({ code, err }).to.deep.equal({ code: 0, err: "" });
        const golden = path.join(__dirname, "golden", `${example}.${extension}`);
        expect(out).to.equal(readFileSync(golden, "utf8"));
        expect((await planOf(config, "--format", format)).out).to.equal(out);
      });
    }
  }

  it("reads the project's stack folder, and the values that Pulumi.yaml gives", async () => {
    const { code, out } = await runIn(
      {
        "Pulumi.yaml":
          "name: acme\nstackConfigDir: stacks\nconfig:\n  name: { type: string, default: findings }\n  acme:findingPublishingFrequency: { value: ONE_HOUR }\n  homeRegion: { type: string, default: '' }\n",
        "stacks/Pulumi.prod.yaml": "config:\n  acme:regions: '[\"eu-west-1\"]'\n",
      },
      ["plan", "--stack", "org/acme/prod", "--format", "json"],
    );
    expect(code).to.equal(0);
    const { stack, name, regions } = JSON.parse(out);
    expect({
      stack,
      name,
      findingPublishingFrequency: regions[0].findingPublishingFrequency,
      region: regions[0].region,
    }).to.deep.equal({
      stack: "prod",
      name: "findings",
      findingPublishingFrequency: "ONE_HOUR",
      region: "eu-west-1",
    });
  });

  it("reads a file of bare arguments, for programs of their own", async () => {
    const { code, out } = await runIn({ "args.json": '{ "regions": ["us-east-1"] }' }, [
      ...["plan", "--config", "args.json", "--format", "json"],
    ]);
    expect({ code, stack: JSON.parse(out).stack }).to.deep.equal({ code: 0, stack: "args" });
  });

  it("says that an environment's values are not known", async () => {
    const { out } = await planOf(
      "environment: [prod]\nconfig:\n  guardduty-export:regions: [us-east-1]\n",
      ...["--format", "json", "--resource-control-policy", "none"],
    );
    expect(JSON.parse(out).notChecked).to.deep.equal([
      {
        ...{ id: "configNotRead", severity: "error", confirmed: false, section: "environment" },
        problem: "environment: only Pulumi can resolve it; its values are not included",
        fix: "Set the values in the stack's file, and remove environment from it.",
      },
    ]);
  });

  it("says that the Regions of a member may be another stack's outputs", async () => {
    const { code, out } = await planOf(
      "config:\n  guardduty-export:role: member\n  guardduty-export:administratorStack: acme/guardduty-export/prod\n",
      ...["--format", "json"],
    );
    const { regions, notChecked } = JSON.parse(out);
    expect({ code, regions, notChecked }).to.deep.equal({
      code: 0,
      regions: null,
      notChecked: [
        {
          ...{ id: "regionsNotKnown", severity: "error", confirmed: false },
          stack: "acme/guardduty-export/prod",
          problem:
            "the Regions and the administrator's account are outputs of stack acme/guardduty-export/prod",
          fix: "Set regions and administratorAccountId in the config.",
        },
      ],
    });
  });

  it("shows statements as JSON when asked for", async () => {
    const { out } = await planOf(CONFIGS["one-account"] as string, "--full");
    expect(out).to.match(/"Action": \[\s+"s3:GetBucketLocation",\s+"s3:PutObject"\s+\]/);
    expect(out).to.contain("detector/<detector id>");
  });

  it("makes a warning or what is not checked a finding with --strict", async () => {
    const config = "environment: [prod]\nconfig:\n  guardduty-export:regions: [us-east-1]\n";
    expect((await planOf(config)).code).to.equal(0);
    expect((await planOf(config, "--strict")).code).to.equal(1);
    const well = CONFIGS["one-account"] as string;
    expect((await planOf(well, "--strict")).code).to.equal(1);
    const declared = ["--resource-control-policy", "none"];
    expect((await planOf(well, "--strict", ...declared)).code).to.equal(0);
  });

  const notChecked = (out: string) =>
    (JSON.parse(out) as { notChecked: { id: string; problem: string }[] }).notChecked;

  it("says that control policies and boundaries are not checked, and which fault is likeliest", async () => {
    const config = CONFIGS["one-account"] as string;
    const { code, out } = await planOf(config, "--format", "json");
    const [one] = notChecked(out);
    expect({ ...one, code, fix: undefined }).to.deep.equal({
      ...{ id: "controlPoliciesNotRead", severity: "error", confirmed: false, code: 0 },
      policies: ["controlPolicies", "permissionsBoundaries"],
      problem:
        "not checked: service and resource control policies, permissions boundaries. The likeliest fault is a resource control policy that denies requests by aws:SourceOrgID or aws:PrincipalOrgID without an exception for AWS services (aws:PrincipalIsAWSService)",
      fix: undefined,
    });
    const { out: declared } = await planOf(
      config,
      ...["--format", "json", "--resource-control-policy", "none"],
    );
    expect(notChecked(declared)).to.deep.equal([]);
  });

  it("takes the policy that AWS attaches everywhere for one that denies nothing", async () => {
    const all = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
    const files = {
      "Pulumi.prod.yaml": CONFIGS["one-account"] as string,
      "full.json": JSON.stringify({ Version: "2012-10-17", Statement: [all] }),
      "wider.json": JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ ...all, Resource: "arn:aws:s3:::acme" }],
      }),
    };
    const args = ["plan", "--stack=prod", "--format=json", "--resource-control-policy"];
    const { code, out } = await runIn(files, [...args, "full.json", "--strict"]);
    expect([code, notChecked(out)]).to.deep.equal([0, []]);
    expect((await runIn(files, [...args, "wider.json"])).code).to.equal(2);
  });

  it("refuses a file together with the statement that no resource control policy applies", async () => {
    const { code, err } = await planOf(
      CONFIGS["one-account"] as string,
      ...["--resource-control-policy", "none", "--resource-control-policy", "rcp.json"],
    );
    expect(code).to.equal(2);
    expect(err).to.contain("--resource-control-policy none and --resource-control-policy FILE");
  });

  it("fits into a comment at 34 Regions, denied or not, with the JSON of every statement or not", async () => {
    const config = `config:\n  guardduty-export:regions: [${ALL_REGIONS.join(", ")}]\n  guardduty-export:homeRegion: us-east-1\n`;
    for (const args of [[], ["--full"]]) {
      const { code, out } = await planOf(config, "--format", "markdown", ...args);
      expect({ code, fits: out.length < 60_000 }).to.deep.equal({ code: 0, fits: true });
      expect(out).not.to.contain("left out");
    }
  });

  it("lets nothing of a config become a link, a mention or markup in a comment", async () => {
    const { out } = await planOf(
      'config:\n  guardduty-export:organization: {administrator: {accountId: "111122223333", profile: "@everyone <img src=x> [a](http://b) `"}}\n  guardduty-export:regions: [us-east-1]\n',
      ...["--format", "markdown"],
    );
    expect(out.split("\n").filter((line) => line.includes("everyone"))).to.deep.equal([
      "| administrator | `111122223333` | profile `` @everyone <img src=x> [a](http://b) ` `` | `us-east-1` | 1 |",
    ]);
  });

  it("shows what a terminal would obey, and a new line in a name, as the escape it is", async () => {
    const Sid = "a\u001b[2J\u009b2J\u202e\n::error::b";
    const policy = { Effect: "Deny", Sid, Principal: "*", Action: "s3:*", Resource: "*" };
    const files = {
      "args.yaml": "regions: [us-east-1]\nbucket: { existing: { name: acme-log-archive } }\n",
      "policy.json": JSON.stringify({ Version: "2012-10-17", Statement: [policy] }),
    };
    const args = ["plan", "--config", "args.yaml", "--bucket-policy", "policy.json", "--full"];
    for (const format of ["table", "markdown"]) {
      const { code, out } = await runIn(files, [...args, "--format", format]);
      expect(code).to.equal(1);
      expect(out).to.contain("a\\u001b[2J");
      // eslint-disable-next-line no-control-regex
      expect(out).not.to.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|^\s*::error/m);
    }
  });

  it("is coloured only where that is asked for", async () => {
    const files = { "Pulumi.prod.yaml": CONFIGS["one-account"] as string };
    const coloured = await runIn(files, ["plan", "--stack", "prod"], true);
    const plain = await runIn(files, ["plan", "--stack", "prod"]);
    // eslint-disable-next-line no-control-regex
    expect(coloured.out.replace(/\u001b\[\d+m/g, "")).to.equal(plain.out);
    expect(coloured.out).to.contain("\u001b[32mallowed\u001b[39m");
  });

  const own = readdirSync(path.join(ROOT, "stacks")).flatMap(
    (file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [],
  );
  for (const stack of own) {
    it(`plans the stack ${stack} of this repository`, async () => {
      const { code, out, err } = await runAt(ROOT, ["plan", "--stack", stack]);
      expect({ code, err }).to.deep.equal({ code: 0, err: "" });
      expect(out).to.match(new RegExp(`^Plan of .* in stack ${stack}: `));
    });
  }

  for (const command of [[], ["plan"], ["permissions"]]) {
    it(`helps with ${command[0] ?? "the commands"}`, async () => {
      const { code, out } = await runAt(ROOT, [...command, "--help"]);
      expect(code).to.equal(0);
      expect(out).to.contain(
        "Exit code 0: no findings, 1: findings, 2: the command could not run, or could not check everything.",
      );
      if (command.length > 0)
        expect(out).to.contain(`Example: npx --no-install guardduty-export ${command[0]} --stack`);
    });
  }
});
