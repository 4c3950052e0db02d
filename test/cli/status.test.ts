import { expect } from "chai";

import type { ExportFinding } from "../../rules/proof";
import type { Faults } from "../../sandbox/cloud";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../rules/regions";
import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import type { Args } from "../../testing/live/world";
import { ADMINISTRATOR, ARCHIVE, KEY_ID, MANAGEMENT, MEMBER } from "../../testing/live/world";

const HERE = "us-east-1";
const THERE = "eu-west-1";
const roleIn = (account: string) => `arn:aws:iam::${account}:role/look`;
const accountOf = (accountId: string) => ({ accountId, assumeRoleArn: roleIn(accountId) });

const ARGS: Args = {
  regions: [HERE, THERE],
  organization: { administrator: accountOf(ADMINISTRATOR) },
  bucket: { prefix: "guardduty" },
};
const ORGANIZATION: Args = {
  regions: [HERE, THERE],
  organization: {
    administrator: accountOf(ADMINISTRATOR),
    management: accountOf(MANAGEMENT),
    members: { autoEnable: "ALL" },
  },
  bucket: { prefix: "guardduty", account: accountOf(ARCHIVE) },
};
const STATUS = ["status", "--stack", "prod"];

const detectorOf = ({ sandbox }: Deployed, region = THERE) => {
  const detector = sandbox.world().detectors[`${ADMINISTRATOR}/${region}`];
  if (detector === undefined) throw new Error(`no detector in ${region}`);
  return detector;
};
const destinationOf = (stack: Deployed) => Object.values(detectorOf(stack).destinations)[0]!;
const bucketOf = ({ sandbox, bucketName }: Deployed) => sandbox.world().buckets[bucketName]!;
const keyOf = ({ sandbox, keyArn }: Deployed) => sandbox.world().keys[keyArn]!;
const statementsOf = (holder: { policy: { [member: string]: unknown } | null }) =>
  holder.policy?.["Statement"] as { [member: string]: unknown }[];
const only = (rest: NonNullable<Faults["regions"]>[string]) => ({ regions: { [THERE]: rest } });

/** The role that observes, with this trust and these statements in addition to the permission to do all. */
function allow({ sandbox }: Deployed, trust: object, ...statements: object[]): void {
  const world = sandbox.world();
  world.accounts[ADMINISTRATOR]!.roles = [];
  const all = { Effect: "Allow", Action: "*", Resource: "*" };
  world.roles[roleIn(ADMINISTRATOR)] = {
    assumeRolePolicy: { Version: "2012-10-17", Statement: [trust] },
    policies: { observe: { Version: "2012-10-17", Statement: [all, ...statements] } },
    ...{ description: "", maxSessionDuration: 3600, tags: {} },
  };
}

const TRUST = {
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${ADMINISTRATOR}:root` },
  Action: "sts:AssumeRole",
};

/** The role that summaries may do nothing of these. */
const deny =
  (...actions: string[]) =>
  (stack: Deployed) =>
    allow(stack, TRUST, { Effect: "Deny", Action: actions, Resource: "*" });

interface Case {
  what: string;
  happens: (stack: Deployed) => unknown;
  code: 1 | 2;
  says: RegExp;
  more?: string[];
}
const confirmed = (what: string, happens: Case["happens"], says: RegExp): Case => ({
  ...{ what, happens, says },
  code: 1,
});
const notChecked = (
  what: string,
  happens: Case["happens"],
  says: RegExp,
  ...more: string[]
): Case => ({
  ...{ what, happens, says, more },
  code: 2,
});

const FINDINGS: Case[] = [
  confirmed(
    "a destination that GuardDuty cannot write to",
    (stack) =>
      Object.assign(destinationOf(stack), {
        status: "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY",
        publishingFailureStartTimestamp: Date.UTC(2026, 0, 31),
      }),
    /eu-west-1: GuardDuty can no longer write .* since 2026-01-31T00:00:00.000Z\)\n {4}Fix: If the key is pending deletion, first run the two commands that guardduty-export status prints/,
  ),
  confirmed(
    "a destination that GuardDuty has stopped",
    (stack) => Object.assign(destinationOf(stack), { status: "STOPPED" }),
    /eu-west-1: GuardDuty stopped the export because .* \(STOPPED\)\n {4}Fix: If the key is pending deletion, first run the two commands that guardduty-export status prints/,
  ),
  confirmed(
    "a destination that is not verified yet",
    (stack) => Object.assign(destinationOf(stack), { status: "PENDING_VERIFICATION" }),
    /eu-west-1: GuardDuty has not verified/,
  ),
  confirmed(
    "a deleted destination",
    (stack) => (detectorOf(stack).destinations = {}),
    /eu-west-1: the detector has no publishing destination/,
  ),
  confirmed(
    "a deleted detector",
    ({ sandbox }) => delete sandbox.world().detectors[`${ADMINISTRATOR}/${THERE}`],
    /eu-west-1: the account has no detector in this Region/,
  ),
  confirmed(
    "a suspended detector",
    (stack) => Object.assign(detectorOf(stack), { status: "DISABLED" }),
    /eu-west-1: the detector is suspended/,
  ),
  confirmed(
    "another frequency",
    (stack) => Object.assign(detectorOf(stack), { findingPublishingFrequency: "ONE_HOUR" }),
    /eu-west-1: the finding publishing frequency is ONE_HOUR, expected SIX_HOURS/,
  ),
  confirmed(
    "a destination under another key",
    (stack) => Object.assign(destinationOf(stack), { kmsKeyArn: `${KEY_ID}-other` }),
    /eu-west-1: the KMS key is .*-other, expected arn:aws:kms/,
  ),
  confirmed(
    "a destination at another bucket",
    (stack) => Object.assign(destinationOf(stack), { destinationArn: "arn:aws:s3:::elsewhere" }),
    /eu-west-1: the destination is arn:aws:s3:::elsewhere, expected arn:aws:s3:::findings-guardduty-0a1b2c3d\/guardduty/,
  ),
  confirmed(
    "a destination without the prefix",
    (stack) =>
      Object.assign(destinationOf(stack), { destinationArn: `arn:aws:s3:::${stack.bucketName}` }),
    /eu-west-1: the destination is arn:aws:s3:::findings-guardduty-0a1b2c3d, expected .*\/guardduty/,
  ),
  confirmed(
    "a disabled key",
    (stack) => (keyOf(stack).state = "Disabled"),
    /the key is in state Disabled; expected Enabled/,
  ),
  confirmed(
    "a key that is about to be deleted",
    (stack) => (keyOf(stack).state = "PendingDeletion"),
    /the key is in state PendingDeletion; expected Enabled\s+Fix: Run aws kms cancel-key-deletion/,
  ),
  confirmed(
    "a bucket that is gone",
    (stack) => delete stack.sandbox.world().buckets[stack.bucketName],
    /bucket findings-guardduty-0a1b2c3d does not exist: it was deleted/,
  ),
  confirmed(
    "a key that is gone",
    (stack) => delete stack.sandbox.world().keys[stack.keyArn],
    /key arn:aws:kms:\S+ does not exist: it was deleted/,
  ),
  confirmed(
    "a bucket without its policy",
    (stack) => (bucketOf(stack).policy = null),
    /the bucket policy differs from the stack's:\n {4}\+ GuardDutyExport\w+PutObject: missing[^]*GuardDuty cannot export from us-east-1, eu-west-1: /,
  ),
  confirmed(
    "a statement of another detector alone",
    (stack) => {
      const statement = statementsOf(bucketOf(stack)).find(({ Sid }) => /PutObject/.test(`${Sid}`));
      statement!["Condition"] = { StringEquals: { "aws:SourceAccount": MEMBER } };
    },
    /~ GuardDutyExport\w+PutObject: Condition changed\n.* the bucket policy denies s3:GetBucketLocation, s3:PutObject/,
  ),
  confirmed(
    "a statement of another writer in the stack's own bucket, which takes nothing away",
    (stack) =>
      statementsOf(bucketOf(stack)).push({
        Sid: "Mine",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${MEMBER}:root` },
        Action: "s3:GetObject",
        Resource: `arn:aws:s3:::${stack.bucketName}/*`,
      }),
    /the bucket policy differs from the stack's:\n {4}- Mine: not a statement of the stack/,
  ),
  confirmed(
    "a key policy that denies GuardDuty",
    (stack) =>
      statementsOf(keyOf(stack)).push({
        Sid: "No",
        Effect: "Deny",
        Principal: { Service: "guardduty.amazonaws.com" },
        Action: "kms:*",
        Resource: "*",
      }),
    /the key policy denies kms:GenerateDataKey/,
  ),
];

const NOT_CHECKED: Case[] = [
  notChecked(
    "a Region that does not answer",
    (stack) => stack.faults(only({ latencyMs: 60_000 })),
    /eu-west-1: no answer in time/,
    ...["--timeout", "5s"],
  ),
  notChecked(
    "a Region that throttles every call",
    (stack) => stack.faults(only({ throttleRate: 1 })),
    /eu-west-1: (AWS throttled the calls|no answer in time)/,
    ...["--timeout", "5s"],
  ),
  notChecked(
    "a Region whose GuardDuty fails",
    (stack) => stack.faults(only({ errorRate: 1 })),
    /eu-west-1: (AWS failed|no answer in time)/,
    ...["--timeout", "5s"],
  ),
  notChecked(
    "detectors that may not be read",
    deny("guardduty:GetDetector"),
    /\n {2}eu-west-1: access denied .*GetDetector/,
  ),
  notChecked(
    "destinations that may not be read",
    deny("guardduty:DescribePublishingDestination"),
    /us-east-1, eu-west-1: access denied .*DescribePublishingDestination/,
  ),
  notChecked(
    "a bucket policy that may not be read",
    deny("s3:GetBucketPolicy"),
    /could not check the bucket and its policy: .*\n {4}Fix: Allow s3:GetBucketPolicy and s3:GetBucketLocation/,
  ),
  notChecked(
    "a key policy that may not be read",
    deny("kms:GetKeyPolicy"),
    /could not check the key and its policy: .*\n {4}Fix: Allow kms:DescribeKey and kms:GetKeyPolicy/,
  ),
  notChecked(
    "a bucket that may not be listed",
    deny("s3:ListBucket"),
    /us-east-1, eu-west-1: could not check the newest finding: .*\n {4}Fix: Allow s3:ListBucket/,
  ),
];

const OF_ORGANIZATION: Case[] = [
  confirmed(
    "another delegated administrator",
    ({ sandbox }) => (sandbox.world().organization!.guardDutyAdministrators[THERE] = MEMBER),
    /eu-west-1: GuardDuty's delegated administrator is 222233334444, expected 111122223333/,
  ),
  confirmed(
    "no delegated administrator",
    ({ sandbox }) => delete sandbox.world().organization!.guardDutyAdministrators[THERE],
    /eu-west-1: GuardDuty has no delegated administrator in this Region/,
  ),
  confirmed(
    "auto-enable that was set to NONE",
    (stack) =>
      (detectorOf(stack).organizationConfiguration!.autoEnableOrganizationMembers = "NONE"),
    /eu-west-1: auto-enable of members is NONE, expected ALL/,
  ),
  confirmed(
    "a member that left",
    (stack) => (detectorOf(stack).members[MEMBER]!.relationshipStatus = "Resigned"),
    /eu-west-1: 1 account is not enabled: 222233334444 \(payments, Resigned: left the administrator\)/,
  ),
  confirmed(
    "a Deny of the folder of an account that GuardDuty lists as a member",
    (stack) =>
      statementsOf(bucketOf(stack)).push({
        Sid: "No",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::${stack.bucketName}/*/AWSLogs/${MEMBER}/*`,
      }),
    /cannot export from us-east-1, eu-west-1: the bucket policy denies s3:PutObject of members' findings of account 222233334444 /,
  ),
  confirmed(
    "accounts that never became members: the first ten by name",
    ({ sandbox }) => {
      for (let index = 10; index < 22; index++) {
        sandbox.world().organization!.members.push(`3333333333${index}`);
      }
    },
    /us-east-1, eu-west-1: 12 accounts are not enabled: 333333333310 \(not a member\), .*333333333319 \(not a member\) and 2 more\n/,
  ),
];

describe("status", () => {
  let stack: Deployed;
  afterEach(() => stack.close());

  it("is 0 for an export that is well, and reports what it compared with what", async () => {
    stack = await deployed(ARGS);
    const { code, out, err } = await stack.run([...STATUS, "--max-age", "24h"]);
    expect([code, err]).to.deep.equal([0, ""]);
    expect(out).to.contain("healthy; 2 Regions of account 111122223333: 2 healthy\n\nRegions\n┌");
    expect(out.slice(out.indexOf("Compared with"))).to.equal(
      [
        "Compared with",
        "  bucket: findings-guardduty-0a1b2c3d; the config creates findings-guardduty-<8 hex digits>, and 2 of 2 destinations use this one",
        "  prefix: guardduty; set in the config",
        `  key: arn:aws:kms:us-east-1:111122223333:key/${KEY_ID}; the config creates a key of account 111122223333, and 2 of 2 destinations use this one`,
        "  findingPublishingFrequency: SIX_HOURS; set in the config",
        "  resource control policies: none",
        "  newest findings: searched for in the folders of 111122223333",
        "",
      ].join("\n"),
    );
  });

  it("shows what a Region does not have as none, and what could not be looked at as not checked", async () => {
    stack = await deployed(ARGS);
    const cells = async () => {
      const { out } = await stack.run(STATUS);
      const row = out.split("\n").find((line) => line.startsWith(`│ ${THERE}`))!;
      const [, , , detector, , destination] = row.split("│").map((cell) => cell.trim());
      return [detector, destination];
    };
    detectorOf(stack).destinations = {};
    expect(await cells()).to.deep.equal(["ENABLED", "none"]);
    delete stack.sandbox.world().detectors[`${ADMINISTRATOR}/${THERE}`];
    expect(await cells()).to.deep.equal(["none", "none"]);
    stack.faults(only({ throttleRate: 1 }));
    expect(await cells()).to.deep.equal(["not checked", "not checked"]);
  });

  for (const { what, happens, code, says, more = [] } of [...FINDINGS, ...NOT_CHECKED]) {
    it(`is ${code} for ${what}`, async () => {
      stack = await deployed(ARGS);
      await happens(stack);
      const ran = await stack.run([...STATUS, ...more]);
      expect(ran.out).to.match(says);
      expect(ran.code).to.equal(code);
      expect(ran.out).not.to.contain(": healthy;");
    });
  }

  describe("of an organization", () => {
    it("is 0 when all is well, bucket and key in an account of their own", async () => {
      stack = await deployed(ORGANIZATION);
      const { code, data } = await stack.json(STATUS);
      expect(code).to.equal(0);
      expect(data.regions[0]).to.deep.include({
        delegatedTo: ADMINISTRATOR,
        autoEnable: "ALL",
        membersNotEnabled: { count: 0, first: [] },
      });
    });

    for (const { what, happens, code, says } of OF_ORGANIZATION) {
      it(`is ${code} for ${what}`, async () => {
        stack = await deployed(ORGANIZATION);
        await happens(stack);
        const ran = await stack.run(STATUS);
        expect(ran.out).to.match(says);
        expect(ran.code).to.equal(code);
      });
    }

    for (const [part, path] of [
      ["management", "organization"],
      ["bucket", "bucket"],
    ] as const) {
      it(`is 2 when the ${part} account may not be entered, and 1 with --strict`, async () => {
        stack = await deployed(ORGANIZATION);
        const account = path === "bucket" ? ARCHIVE : MANAGEMENT;
        stack.sandbox.world().accounts[account]!.roles = [];
        const { code, out } = await stack.run(STATUS);
        expect(out).to.contain(`no access to the ${part} account: access denied`);
        expect(code).to.equal(2);
        expect((await stack.run([...STATUS, "--strict"])).code).to.equal(1);
      });
    }
  });

  it("reports the newest finding of each Region, and its age only counts when asked for", async () => {
    stack = await deployed(ARGS);
    const { objects } = bucketOf(stack);
    const keyIn = (region: string) => Object.keys(objects).find((one) => one.includes(region))!;
    const { lastModified } = objects[keyIn(HERE)]!;
    delete objects[keyIn(THERE)];
    const { code, data } = await stack.json(STATUS);
    expect(code).to.equal(0);
    expect(data.regions[1].newestFinding).to.equal(null);
    expect(data.regions[0].newestFinding).to.equal(lastModified);
    const aged = await stack.run([...STATUS, "--max-age", "24h"]);
    expect(aged.code).to.equal(1);
    expect(aged.out).to.contain("eu-west-1: no finding of the last 90 days; --max-age is 24 h");
  });

  describe("with --max-age searches members' folders", () => {
    const AGED = [...STATUS, "--max-age", "24h"];
    const DAY = 86_400_000;
    /** A finding of each account in both Regions, as many days old. */
    const findings = (of: { [accountId: string]: number }) => {
      const objects = Object.entries(of).flatMap(([accountId, days]) => {
        const lastModified = new Date(Date.now() - days * DAY - 60_000).toISOString();
        const day = lastModified.slice(0, 10).replaceAll("-", "/");
        return [HERE, THERE].map((region) => [
          `guardduty/AWSLogs/${accountId}/GuardDuty/${region}/${day}/5e0f.jsonl.gz`,
          { size: 1, lastModified },
        ]);
      });
      bucketOf(stack).objects = Object.fromEntries(objects);
    };
    const newestOf = (accountId: string, region: string) => {
      const folder = `AWSLogs/${accountId}/GuardDuty/${region}/`;
      return Object.entries(bucketOf(stack).objects).find(([key]) => key.includes(folder))![1]
        .lastModified;
    };
    /** So many members more in both Regions, with findings that old. */
    const members = (count: number, days: number) => {
      const ids = Array.from({ length: count }, (_, index) => `5000000000${10 + index}`);
      for (const region of [HERE, THERE]) {
        for (const id of ids) {
          detectorOf(stack, region).members[id] = {
            ...detectorOf(stack, region).members[MEMBER]!,
          };
          const { detectors } = stack.sandbox.world();
          const detectorId = id.padStart(32, region === HERE ? "a" : "b");
          detectors[`${id}/${region}`] = { ...detectors[`${MEMBER}/${region}`]!, id: detectorId };
        }
      }
      return Object.fromEntries(ids.map((id) => [id, days]));
    };

    it("which may have the younger ones", async () => {
      stack = await deployed(ORGANIZATION);
      findings({ [ADMINISTRATOR]: 3, [MEMBER]: 0 });
      const { code, data } = await stack.json(AGED);
      expect(code).to.equal(0);
      expect(data.regions[0].newestFinding).to.equal(newestOf(MEMBER, HERE));
    });

    it("one after the other, until one is young enough", async () => {
      stack = await deployed(ORGANIZATION);
      findings({ [ADMINISTRATOR]: 3, ...members(9, 3), [MEMBER]: 3, "500000000017": 0 });
      const { code, out } = await stack.run(AGED);
      expect(code, out).to.equal(0);
      expect(out).to.contain(
        `searched for in the folders of ${ADMINISTRATOR}, ${MEMBER}, 500000000010; with --max-age also in those of 8 further members where these have none recent enough`,
      );
    });

    it("and is 1 when all are too old", async () => {
      stack = await deployed(ORGANIZATION);
      findings({ [ADMINISTRATOR]: 3, ...members(5, 2) });
      const { code, out } = await stack.run(AGED);
      expect(code).to.equal(1);
      expect(out).to.contain(
        "us-east-1, eu-west-1: the newest finding is 2 days old; --max-age is 24 h\n",
      );
    });

    it("and is 2 when there are too many to look into", async () => {
      stack = await deployed(ORGANIZATION);
      findings({ [ADMINISTRATOR]: 3, ...members(60, 3), "500000000069": 0 });
      const { code, out } = await stack.run(AGED);
      expect(code).to.equal(2);
      expect(out).to.contain(
        "us-east-1, eu-west-1: the newest finding is 3 days old in the account folders that were searched, and not all were; --max-age is 24 h\n",
      );
    });

    it("and takes no finding of another export in the bucket for one of its own", async () => {
      stack = await deployed(ARGS);
      findings({ [ADMINISTRATOR]: 3, [MEMBER]: 0 });
      const { code, out } = await stack.run(AGED);
      expect(code).to.equal(2);
      expect(out).to.contain(
        "the newest finding is 3 days old in the account folders that were searched",
      );
      expect(out).to.contain("not in those of 1 account that are not known as members");
    });
  });

  describe("knows the members that GuardDuty has where the config sets none", () => {
    const IDS = Array.from({ length: 230 }, (_, index) => String(600_000_000_000 + index));
    const administering = async (ids: string[]) => {
      stack = await deployed(ARGS);
      const { members } = detectorOf(stack, HERE);
      for (const id of ids) {
        members[id] = { email: `${id}@example.com`, relationshipStatus: "Enabled" } as never;
      }
      (bucketOf(stack).policy!["Statement"] as object[]).push({
        Sid: "NotThis",
        ...{ Effect: "Deny", Principal: "*", Action: "s3:PutObject" },
        Resource: `arn:aws:s3:::${stack.bucketName}/guardduty/AWSLogs/${ids[7] ?? MEMBER}/*`,
      });
      return stack.json(STATUS);
    };
    const denied = (data: { assessment: { findings: ExportFinding[] } }) =>
      data.assessment.findings
        .filter(({ id }) => id === "exportDenied")
        .map(({ accounts, membersNotTried }) => ({ accounts, membersNotTried }));

    it("and names the one whose folder is denied", async () => {
      const { data } = await administering(IDS.slice(0, 8));
      expect([data.members, denied(data)]).to.deep.equal([
        { region: HERE, count: 8 },
        [{ accounts: [IDS[7]], membersNotTried: undefined }],
      ]);
    });

    it("and counts those that were not tried one by one", async () => {
      const { data } = await administering(IDS);
      expect([data.members, denied(data)]).to.deep.equal([
        { region: HERE, count: 230 },
        [{ accounts: [IDS[7]], membersNotTried: 30 }],
      ]);
    });

    it("and says that they were not checked where it may not list them", async () => {
      stack = await deployed(ARGS);
      allow(stack, TRUST, { Effect: "Deny", Action: "guardduty:ListMembers", Resource: "*" });
      const { code, data } = await stack.json(STATUS);
      const ids = (data.notChecked as { id: string; subject?: string }[]).map(({ id, subject }) => [
        id,
        subject,
      ]);
      expect([code, data.members, ids]).to.deep.equal([0, null, [["notChecked", "members"]]]);
    });
  });

  it("does not choose between two buckets that as many destinations name", async () => {
    stack = await deployed(ARGS);
    destinationOf(stack).destinationArn = "arn:aws:s3:::findings-guardduty-ffffffff/guardduty";
    const { code, out } = await stack.run(STATUS);
    expect(code).to.equal(1);
    expect(out).to.contain(
      "of 2 destinations, equally many use findings-guardduty-0a1b2c3d and findings-guardduty-ffffffff",
    );
    const named = await stack.run([...STATUS, "--bucket", stack.bucketName]);
    expect(named.out).to.match(/eu-west-1: the destination is .*ffffffff\/guardduty, expected/);
    expect(named.out).to.contain("bucket: findings-guardduty-0a1b2c3d; given as --bucket");
  });

  it("takes no bucket of another name for the stack's", async () => {
    stack = await deployed(ARGS);
    for (const region of [HERE, THERE]) {
      for (const destination of Object.values(detectorOf(stack, region).destinations)) {
        destination.destinationArn = "arn:aws:s3:::evil/guardduty";
      }
    }
    const { code, out } = await stack.run(STATUS);
    expect(code).to.equal(1);
    expect(out).to.contain(
      "the config creates findings-guardduty-<8 hex digits>, and none of 2 destinations uses one of that form",
    );
  });

  for (const [when, lastModified] of [
    ["of today", new Date().toISOString()],
    ["of last month", new Date(Date.now() - 40 * 86_400_000).toISOString()],
  ] as const) {
    it(`needs 424 calls for 34 Regions with findings ${when}`, async () => {
      stack = await deployed({
        regions: [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS],
        homeRegion: HERE,
      });
      const bucket = bucketOf(stack);
      const day = lastModified.slice(0, 10).replaceAll("-", "/");
      bucket.objects = Object.fromEntries(
        Object.keys(bucket.objects).map((key) => [
          key.replace(/\d{4}\/\d\d\/\d\d/, day),
          { size: 1, lastModified },
        ]),
      );
      const { code, data } = await stack.json(STATUS);
      expect(code).to.equal(0);
      expect(data.regions.map((one: { newestFinding: string }) => one.newestFinding)).to.deep.equal(
        Array(34).fill(lastModified),
      );
      expect(stack.sandbox.cloud.calls.length).to.equal(424);
    });
  }

  it("assumes the role of an account once, with its external id", async () => {
    const Condition = { StringEquals: { "sts:ExternalId": "ours" } };
    stack = await deployed({
      ...ARGS,
      organization: { administrator: { ...accountOf(ADMINISTRATOR), externalId: "ours" } },
    });
    allow(stack, { ...TRUST, Condition });
    const { code } = await stack.run(STATUS);
    expect(code).to.equal(0);
    const operations = stack.sandbox.cloud.calls.map(({ operation }) => operation);
    expect(operations.filter((one) => one.startsWith("sts:"))).to.deep.equal([
      "sts:AssumeRole",
      "sts:GetCallerIdentity",
    ]);
  });

  it("shows how far it is, and nothing of that in the end", async () => {
    stack = await deployed(ARGS);
    const shown: string[] = [];
    await stack.run(STATUS, { surroundings: { progress: (text) => shown.push(text) } });
    expect(shown).to.deep.equal(["1 of 2 Regions", "2 of 2 Regions", ""]);
  });

  /** Watches a stack, to which each of these happens after a look; the line of each look, and the output. */
  async function watched(...happenings: (() => unknown)[]) {
    const pauses: number[] = [];
    const again = async (pause: number) => {
      pauses.push(pause);
      const happening = happenings.shift();
      happening?.();
      return happening !== undefined;
    };
    const ran = await stack.run([...STATUS, "--watch", "30s"], { surroundings: { again } });
    const summaries = [...ran.out.matchAll(/^Status of .*?Z: (.*?);/gm)].map(([, said]) => said);
    return { ...ran, pauses, summaries };
  }

  it("watches until it is interrupted, through what cannot be asked meanwhile", async () => {
    stack = await deployed(ARGS);
    const account = stack.sandbox.world().accounts[ADMINISTRATOR]!;
    const { roles } = account;
    const { pauses, summaries, err, code } = await watched(
      () => (account.roles = []),
      () => (account.roles = roles),
      () => (destinationOf(stack).status = "STOPPED"),
    );
    expect(pauses).to.deep.equal([30_000, 30_000, 30_000, 30_000]);
    expect(summaries).to.deep.equal(["healthy", "healthy", "unhealthy"]);
    expect(err).to.contain("no access to the administrator account");
    expect(code).to.equal(1);
  });

  it("reports in one line that nothing has changed since the previous run, and in full what has", async () => {
    stack = await deployed(ARGS);
    const nothing = () => undefined;
    const { summaries, out } = await watched(
      nothing,
      () => (destinationOf(stack).status = "STOPPED"),
      nothing,
      () => (detectorOf(stack, HERE).status = "DISABLED"),
    );
    const unhealthy = ["unhealthy", "unchanged, unhealthy", "unhealthy"];
    expect(summaries).to.deep.equal(["healthy", "unchanged, healthy", ...unhealthy]);
    expect(out.match(/^Regions$/gm)).to.have.length(3);
    expect(out).to.match(/\n\nStatus of [^\n]*: unhealthy; [^\n]*\n\nFindings\n/);
  });
});
