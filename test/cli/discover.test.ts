import { expect } from "chai";
import { readFileSync } from "node:fs";
import { parse } from "yaml";

import { run } from "../../cli/program";
import { inFolder } from "../../testing/command";
import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import type { Args } from "../../testing/live/world";
import {
  ADMINISTRATOR,
  ARCHIVE,
  destinationId,
  detectorId,
  KEY_ID,
  MANAGEMENT,
  MEMBER,
} from "../../testing/live/world";
import { allow } from "./findings/liveCases";
import { afterColon } from "../../rules/tokens";

const roleIn = (account: string) => `arn:aws:iam::${account}:role/look`;
const accountOf = (accountId: string) => ({ accountId, assumeRoleArn: roleIn(accountId) });
const ARGS: Args = { regions: ["us-east-1", "eu-west-1"], findingPublishingFrequency: "ONE_HOUR" };
const ORGANIZATION: Args = {
  regions: ["us-east-1", "me-south-1"],
  organization: {
    administrator: accountOf(ADMINISTRATOR),
    management: accountOf(MANAGEMENT),
    members: { autoEnable: "ALL" },
  },
  bucket: { name: "log-archive", prefix: "guardduty", account: accountOf(ARCHIVE) },
};
const REGIONS = ["discover", "--regions", "us-east-1,eu-west-1"];

const detectorIn = ({ sandbox }: Deployed, region: string) =>
  sandbox.world().detectors[`${ADMINISTRATOR}/${region}`]!;
const destinationIn = (stack: Deployed, region: string) =>
  Object.values(detectorIn(stack, region).destinations)[0]!;
/** The proposed file's values, and the file. */
const proposed = async (stack: Deployed, args: string[]) => {
  const { code, data } = await stack.json(args);
  const config = parse(data.config).config as { [key: string]: unknown };
  const values = Object.entries(config).map(([key, value]) => [afterColon(key), value]);
  return { code, data, values: Object.fromEntries(values), text: data.config as string };
};

describe("discover", () => {
  let stack: Deployed;
  afterEach(() => stack.close());

  it("proposes the config that adopts what the account has, and says where each comes from", async () => {
    stack = await deployed(ARGS);
    const { code, text } = await proposed(stack, REGIONS);
    expect(code).to.equal(0);
    expect(text).to
      .equal(`# What exists in account 111122223333, found by guardduty-export discover.

config:
  # account 111122223333 has a detector in each of these Regions
  guardduty-export:regions:
    - us-east-1
    - eu-west-1
  # the Region of the bucket
  guardduty-export:homeRegion: us-east-1
  # the finding publishing frequency of the detectors is ONE_HOUR in us-east-1, eu-west-1
  guardduty-export:findingPublishingFrequency: ONE_HOUR
  # account 111122223333 is the account of the credentials
  guardduty-export:organization:
    administrator:
      accountId: "111122223333"
  # the destinations of us-east-1, eu-west-1 use it
  guardduty-export:bucket:
    existing:
      name: findings-guardduty-0a1b2c3d
      policy: merge
  # the destinations of us-east-1, eu-west-1 use it
  guardduty-export:key:
    existing:
      arn: arn:aws:kms:us-east-1:111122223333:key/${KEY_ID}
      policy: merge
  # existing detectors and destinations: imported, and retained by pulumi destroy
  guardduty-export:existing:
    us-east-1:
      detectorId: ${detectorId(0)}
      destinationId: ${destinationId(0)}
    eu-west-1:
      detectorId: ${detectorId(1)}
      destinationId: ${destinationId(1)}
`);
  });

  it("changes nothing", async () => {
    stack = await deployed(ORGANIZATION);
    const before = JSON.stringify(stack.sandbox.world());
    await stack.run(["discover", "--regions", "all", "--org", "--stack", "prod"]);
    expect(JSON.stringify(stack.sandbox.world())).to.equal(before);
  });

  it("looks into the accounts that a config names: delegation, members, bucket and key", async () => {
    stack = await deployed(ORGANIZATION);
    const { code, values, data } = await proposed(stack, [
      ...["discover", "--regions", "all", "--org", "--stack", "prod"],
    ]);
    expect(code, JSON.stringify(data.open)).to.equal(0);
    expect(values["regions"]).to.deep.equal(["us-east-1", "me-south-1"]);
    expect(values["organization"]).to.deep.equal({
      administrator: accountOf(ADMINISTRATOR),
      management: { ...accountOf(MANAGEMENT), delegated: true },
      members: { autoEnable: "ALL" },
    });
    expect(values["bucket"]).to.deep.equal({
      existing: { name: "log-archive", policy: "merge" },
      prefix: "guardduty",
      account: accountOf(ARCHIVE),
    });
    expect(values["key"].account).to.deep.equal({ accountId: ARCHIVE });
  });

  it("proposes what plan then finds well", async () => {
    stack = await deployed(ARGS);
    const { text } = await proposed(stack, REGIONS);
    await inFolder(
      { "Pulumi.yaml": "name: guardduty-export\n", "Pulumi.prod.yaml": text },
      async (folder) => {
        let out = "";
        const captured = { out: (more: string) => void (out += more), err: () => undefined };
        const code = await run(["plan", "--stack", "prod", "--format", "json"], {
          folder,
          colour: false,
          ...captured,
        });
        expect(code).to.equal(0);
        expect(JSON.parse(out).adopted.bucket.name).to.equal(stack.bucketName);
      },
    );
  });

  it("lists both of two buckets and of two frequencies, and chooses neither", async () => {
    stack = await deployed(ARGS);
    destinationIn(stack, "eu-west-1").destinationArn = "arn:aws:s3:::other-bucket/logs/";
    detectorIn(stack, "eu-west-1").findingPublishingFrequency = "SIX_HOURS";
    const { code, data, values, text } = await proposed(stack, REGIONS);
    expect(code).to.equal(1);
    expect(values).not.to.have.any.keys("bucket", "findingPublishingFrequency", "homeRegion");
    expect(data.open).to.deep.equal([
      {
        id: "valueDiffers",
        property: "findingPublishingFrequency",
        values: [
          { value: "ONE_HOUR", regions: ["us-east-1"], all: 2 },
          { value: "SIX_HOURS", regions: ["eu-west-1"], all: 2 },
        ],
        text: "the finding publishing frequency of the detectors differs: ONE_HOUR in us-east-1 and SIX_HOURS in eu-west-1. Fix: Set findingPublishingFrequency to one of them.",
      },
      {
        id: "holderDiffers",
        holder: "bucket",
        candidates: ["findings-guardduty-0a1b2c3d", "other-bucket/logs"],
        text: "several buckets: findings-guardduty-0a1b2c3d and other-bucket/logs. Fix: Keep one of the commented bucket entries.",
      },
    ]);
    expect(text).to.contain(`  # choose one of these 2
  # the destinations of us-east-1 use it:
  # guardduty-export:bucket:
  #   existing:
  #     name: findings-guardduty-0a1b2c3d
  #     policy: merge
  # the destinations of eu-west-1 use it:
  # guardduty-export:bucket:
  #   existing:
  #     name: other-bucket
  #     policy: merge
  #   prefix: logs
`);
  });

  it("where no destination names a bucket or key: takes those whose policies let GuardDuty in", async () => {
    stack = await deployed(ARGS);
    for (const region of ["us-east-1", "eu-west-1"]) detectorIn(stack, region).destinations = {};
    stack.sandbox.world().buckets["something-else"] = {
      ...stack.sandbox.world().buckets[stack.bucketName]!,
      policy: null,
    };
    const { code, data, values } = await proposed(stack, REGIONS);
    expect(code).to.equal(0);
    expect(data.buckets).to.deep.equal([
      {
        value: stack.bucketName,
        region: "us-east-1",
        accountId: ADMINISTRATOR,
        from: [{ id: "policyNamesGuardDuty" }],
      },
    ]);
    expect(values["key"].existing.arn).to.equal(stack.keyArn);
    expect(values["existing"]["us-east-1"]).to.deep.equal({ detectorId: detectorId(0) });
  });

  it("says that the bucket's account has to be named when it was not looked into", async () => {
    stack = await deployed(ORGANIZATION);
    const { code, data } = await proposed(stack, ["discover", "--regions", "us-east-1"]);
    expect(code).to.equal(1);
    expect(data.open).to.deep.equal([
      {
        id: "bucketAccountUnknown",
        bucketName: "log-archive",
        text: "bucket log-archive is in an account that was not checked. Fix: Set bucket.account.",
      },
    ]);
  });

  it("says which Regions have no detector, which are off, and which detectors are suspended", async () => {
    stack = await deployed(ARGS);
    detectorIn(stack, "eu-west-1").status = "DISABLED";
    const { text } = await proposed(stack, [
      ...["discover", "--regions", "us-east-1,eu-west-1,eu-west-2,ap-east-1"],
    ]);
    expect(text).to.contain("  # not enabled for the account: ap-east-1\n");
    expect(text).to.contain(
      "  # without a detector; to enable GuardDuty there too, add them here: eu-west-2\n",
    );
    expect(text).to.contain(
      "  # suspended, and not enabled by the stack unless enable is true: eu-west-1\n",
    );
  });

  it("is 2 when a Region could not be looked into", async () => {
    stack = await deployed(ARGS);
    stack.faults({ regions: { "eu-west-1": { errorRate: 1 } } });
    const { code, data, text } = await proposed(stack, [...REGIONS, "--timeout", "5s"]);
    expect(code).to.equal(2);
    expect(data.findings[0].region).to.equal("eu-west-1");
    expect(text).to.contain("  # not checked: eu-west-1\n");
  });

  it("proposes a new export of every Region that is on when there is nothing", async () => {
    stack = await deployed(ARGS);
    Object.assign(stack.sandbox.world(), { detectors: {}, buckets: {}, keys: {} });
    const { code, values } = await proposed(stack, REGIONS);
    expect(code).to.equal(0);
    expect(values).to.deep.equal({
      regions: ["us-east-1", "eu-west-1"],
      organization: { administrator: { accountId: ADMINISTRATOR } },
    });
  });

  it("says who manages the organization, and that delegation is not known without its role", async () => {
    stack = await deployed(ORGANIZATION);
    const { code, text, data } = await proposed(stack, [
      ...["discover", "--regions", "us-east-1", "--org"],
    ]);
    // There is something to decide too, which comes first.
    expect(data.open).not.to.deep.equal([]);
    expect(code).to.equal(1);
    expect(data.findings.map(({ id }: { id: string }) => id)).to.deep.equal(["delegationNotRead"]);
    expect(text).to.contain(
      `management account ${MANAGEMENT}: not checked whether it delegates GuardDuty`,
    );
    expect(text).not.to.contain("delegated: true");
  });

  it("in the management account: proposes the delegated administrator, and to search its account", async () => {
    stack = await deployed(ORGANIZATION);
    const command = ["discover", "--regions", "us-east-1,me-south-1,eu-west-1", "--org"];
    const env = { AWS_ACCESS_KEY_ID: `AKIA${MANAGEMENT}DEMO` };
    const { code, data } = await stack.json(command, { env });
    expect(code).to.equal(1);
    expect(data.findings).to.deep.equal([]);
    expect(parse(data.config).config).to.deep.equal({
      "guardduty-export:regions": ["us-east-1", "me-south-1"],
      "guardduty-export:organization": {
        administrator: { accountId: ADMINISTRATOR },
        management: { accountId: MANAGEMENT, delegated: true },
      },
    });
    expect(data.open.map(({ id }: { id: string }) => id)).to.deep.equal([
      "administratorNotSearched",
    ]);
    expect(data.next).to.deep.equal([]);
  });

  it("in the management account with several delegated administrators: chooses none", async () => {
    stack = await deployed(ORGANIZATION);
    stack.sandbox.world().organization!.guardDutyAdministrators["me-south-1"] = MEMBER;
    const { code, data } = await stack.json(
      ["discover", "--regions", "us-east-1,me-south-1", "--org"],
      { env: { AWS_ACCESS_KEY_ID: `AKIA${MANAGEMENT}DEMO` } },
    );
    expect(code).to.equal(1);
    expect(data.open[0].id).to.equal("administratorDiffers");
    expect(data.config).to.not.contain("administrator:");
  });

  it("has no empty cells", async () => {
    stack = await deployed(ORGANIZATION);
    stack.sandbox.world().organization!.guardDutyAdministrators["eu-west-1"] = ADMINISTRATOR;
    for (const options of [["--org"], ["--org", "--stack", "prod"], []]) {
      const command = ["discover", "--regions", "us-east-1,eu-west-1", ...options];
      const { out } = await stack.run(command);
      expect(out).to.match(/│ us-east-1/);
      expect(out.split("\n").filter((line) => /^ *│ \S.*│ +│/.test(line))).to.deep.equal([]);
    }
  });

  it("names no next command that fails again, and the option that is wrong", async () => {
    stack = await deployed(ARGS);
    const { data } = await stack.json(["discover", "--regions", "me-south-1,cn-north-1"]);
    expect(data.next).to.deep.equal([]);
    const { err } = await stack.run([...REGIONS, "--write", "new one"]);
    expect(err).to.match(/^--write: "new one" is not a stack name/);
  });

  it("reports where the delegation is missing", async () => {
    stack = await deployed(ORGANIZATION);
    stack.sandbox.world().organization!.guardDutyAdministrators["me-south-1"] = MEMBER;
    const { code, data } = await proposed(stack, [
      ...["discover", "--regions", "us-east-1,me-south-1", "--org", "--stack", "prod"],
    ]);
    expect(code).to.equal(1);
    expect(data.open[0]).to.deep.equal({
      id: "delegatedInPart",
      managementId: MANAGEMENT,
      regions: ["us-east-1"],
      others: ["me-south-1"],
      notChecked: [],
      text: `management account ${MANAGEMENT} delegates GuardDuty in us-east-1, not in me-south-1. Fix: Delegate there too or remove them from regions, then set organization.management with delegated: true.`,
    });
  });

  it("names the schema of the package, where the project's program is the package's", async () => {
    stack = await deployed(ARGS);
    const program = "node_modules/guardduty-export/dist/stacks";
    const files = {
      "Pulumi.yaml": `name: guardduty-export\nruntime: nodejs\nmain: ${program}/index.js\n`,
      [`${program}/config.schema.json`]: "{}",
    };
    await inFolder(files, async (folder) => {
      const { out } = await stack.run(REGIONS, { surroundings: { folder } });
      expect(out).to.contain(`# yaml-language-server: $schema=${program}/config.schema.json`);
    });
  });

  it("names no schema in another project, whose keys have another namespace", async () => {
    stack = await deployed(ARGS);
    const files = { "Pulumi.yaml": "name: archive\nruntime: nodejs\n", "config.schema.json": "{}" };
    await inFolder(files, async (folder) => {
      const { out } = await stack.run(REGIONS, { surroundings: { folder } });
      expect(out).to.contain("archive:regions:").and.not.contain("$schema");
    });
  });

  it("writes the file of a new stack, prints its plan, and ends with the commands to run", async () => {
    stack = await deployed(ARGS);
    const Project = "name: guardduty-export\nruntime: nodejs\nstackConfigDir: stacks\n";
    const files = { "Pulumi.yaml": Project, "stacks/config.schema.json": "{}" };
    await inFolder(files, async (folder) => {
      const surroundings = { folder };
      const { code, out } = await stack.run([...REGIONS, "--write", "new"], { surroundings });
      expect(code).to.equal(0);
      const text = readFileSync(`${folder}/stacks/Pulumi.new.yaml`, "utf8");
      expect(text.split("\n")[0]).to.equal("# yaml-language-server: $schema=config.schema.json");
      expect(out).to.contain(text.trimEnd());
      expect(out).to.contain("Plan of findings in stack new: ");
      expect(out.trimEnd().split("\n").slice(-3)).to.deep.equal([
        "Next",
        "  pulumi stack init new",
        "  pulumi preview --stack new",
      ]);
      const again = await stack.run([...REGIONS, "--write", "new"], { surroundings });
      expect(again.code).to.equal(2);
      expect(again.err).to.contain("stacks/Pulumi.new.yaml already exists; refusing to overwrite");
      expect(readFileSync(`${folder}/stacks/Pulumi.new.yaml`, "utf8")).to.equal(text);
    });
  });

  it("without --regions: searches the Regions that the account has enabled, and shows how far it is", async () => {
    stack = await deployed({ regions: ["us-east-1", "me-south-1"] });
    const shown: string[] = [];
    const { code, out } = await stack.run(["discover", "--format", "json"], {
      surroundings: { progress: (text) => void shown.push(text) },
    });
    expect(code).to.equal(0);
    const { regions, next } = JSON.parse(out) as {
      regions: { region: string; off: boolean }[];
      next: string[];
    };
    expect(regions.map(({ region }) => region)).to.include.members(["us-east-1", "me-south-1"]);
    expect(regions.map(({ region }) => region)).not.to.include("ap-east-1");
    expect(regions).to.have.length(18);
    expect(shown.at(-2)).to.equal("18 of 18 Regions");
    expect(shown.at(-1)).to.equal("");
    expect(next).to.deep.equal(["npx --no-install guardduty-export discover --write prod"]);
  });

  it("searches all known Regions, and is 2, where it may not list those of the account", async () => {
    stack = await deployed(ORGANIZATION);
    allow(stack, "account:ListRegions");
    const { code, data } = await stack.json(["discover", "--stack", "prod"]);
    expect(code).to.equal(2);
    expect(data.regions).to.have.length(34);
    const notChecked = data.findings.map(({ subject }: { subject?: string }) => subject);
    expect(notChecked, JSON.stringify(data.findings)).to.deep.equal(["enabledRegions"]);
    expect(JSON.stringify(data.findings)).to.contain("account:ListRegions");
  });

  it("says of each Region whether it is delegated there, and counts none that it could not check", async () => {
    stack = await deployed(ORGANIZATION);
    stack.sandbox.world().organization!.guardDutyAdministrators = {
      "us-east-1": ADMINISTRATOR,
      "eu-west-1": ADMINISTRATOR,
    };
    const command = ["discover", "--regions", "us-east-1,me-south-1,eu-west-1", "--org"];
    const { data } = await proposed(stack, [...command, "--stack", "prod"]);
    const delegated = data.regions.map(
      ({ region, delegatedTo }: { region: string; delegatedTo: string }) => [region, delegatedTo],
    );
    expect(delegated).to.deep.equal([
      ["us-east-1", ADMINISTRATOR],
      ["me-south-1", null],
      ["eu-west-1", ADMINISTRATOR],
    ]);
    expect(data.open[0].others).to.deep.equal(["me-south-1"]);
    const { out } = await stack.run([...command, "--stack", "prod"]);
    expect(out).to.match(/│ eu-west-1 +│ none +│.*│ 111122223333 +│/);
  });

  it("in a member account: says so, and proposes the config of a member that plan accepts", async () => {
    stack = await deployed(ORGANIZATION);
    const world = stack.sandbox.world();
    const idOf: { [region: string]: string } = {};
    for (const region of ["us-east-1", "me-south-1"]) {
      const administrators = detectorIn(stack, region);
      idOf[region] = administrators.id.replace(/^d/, "c");
      world.detectors[`${MEMBER}/${region}`] = {
        ...structuredClone(administrators),
        ...{ id: idOf[region], destinations: {}, members: {} },
      };
    }
    delete detectorIn(stack, "me-south-1").members[MEMBER];
    const { code, data } = await stack.json(["discover", "--regions", "us-east-1,me-south-1"], {
      env: { AWS_ACCESS_KEY_ID: `AKIA${MEMBER}DEMO` },
    });
    const text: string = data.config;
    const config = parse(text).config as { [key: string]: unknown };
    const values = Object.fromEntries(
      Object.entries(config).map(([key, value]) => [afterColon(key), value]),
    );
    expect(values).to.deep.equal({
      role: "member",
      regions: ["us-east-1"],
      administratorAccountId: ADMINISTRATOR,
      account: { accountId: MEMBER },
      existing: { "us-east-1": { detectorId: idOf["us-east-1"] } },
    });
    expect(code).to.equal(0);
    expect(data.regions[0].memberOf).to.equal(ADMINISTRATOR);
    expect(text).to.contain(
      `# account ${MEMBER} is a member of administrator ${ADMINISTRATOR} in us-east-1: its findings are exported by the administrator's export`,
    );
    expect(text).to.contain("# not a member there: me-south-1");
  });
});
