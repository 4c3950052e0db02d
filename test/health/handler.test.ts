import { expect } from "chai";
import { statSync } from "node:fs";

import type { DeclaredMembers } from "../../rules/health";
import type { Faults } from "../../sandbox/cloud";
import { faultsSchema } from "../../sandbox/cloud";
import type { Sandbox } from "../../sandbox";
import { organization } from "../../sandbox/world/organization";
import type { Line } from "../../testing/lambda";
import {
  ACCOUNT,
  BUCKET,
  check,
  environment,
  healthBundle,
  membersFile,
  NO_POLICIES,
  runLambda,
} from "../../testing/lambda";

const HERE = "us-east-1";
const THERE = "eu-west-1";
const BOTH = [HERE, THERE];
const SUPPRESSION_CALLS = [
  "GetFindingsStatistics",
  "GetFindingsStatistics",
  "ListFilters",
  "ListIPSets",
  "ListMembers",
  "ListTrustedEntitySets",
].flatMap((call) => BOTH.map(() => `guardduty:${call}`));

const faults = (sandbox: Sandbox, some: Partial<Faults>) =>
  sandbox.cloud.setFaults(faultsSchema.parse(some));
const detectorOf = ({ cloud }: Sandbox, region: string) => {
  const detector = cloud.world.detectors[`${ACCOUNT}/${region}`];
  if (detector === undefined) throw new Error(`no detector in ${region}`);
  return detector;
};
const destinationOf = (sandbox: Sandbox, region: string) =>
  Object.values(detectorOf(sandbox, region).destinations)[0]!;

const ON = { status: { "@@assign": "enabled" } };

/** A policy in the root that enables GuardDuty, and plans, in the Regions. */
function manageByPolicy({ cloud }: Sandbox, regions: string[], plans = {}): void {
  const blocks = regions.map((region) => [region, { foundational: ON, ...plans }]);
  const content = JSON.stringify({ guardduty: { enablement: Object.fromEntries(blocks) } });
  const all = cloud.world.organization!;
  all.policyTypes = ["GUARDDUTY_POLICY"];
  all.policies = {
    "p-guardduty": { type: "GUARDDUTY_POLICY", name: "all", description: "", content },
  };
  all.attachments = { "r-sbx0": ["p-guardduty"] };
}

/** What keeps Ireland from being healthy, what is done to it, and how the line about it begins. */
const UNHEALTHY: [what: string, prepare: (sandbox: Sandbox) => void, reason: RegExp][] = [
  [
    "a destination that GuardDuty cannot write to",
    (sandbox) =>
      Object.assign(destinationOf(sandbox, THERE), {
        status: "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY",
        publishingFailureStartTimestamp: Date.UTC(2026, 0, 31),
      }),
    /^GuardDuty can no longer write .* \(UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY, since 2026-01-31T00:00:00.000Z\)$/,
  ],
  [
    "a destination that GuardDuty has stopped",
    (sandbox) => Object.assign(destinationOf(sandbox, THERE), { status: "STOPPED" }),
    /^GuardDuty stopped the export because .* \(STOPPED\)$/,
  ],
  [
    "a destination that is not verified yet",
    (sandbox) => Object.assign(destinationOf(sandbox, THERE), { status: "PENDING_VERIFICATION" }),
    /^GuardDuty has not verified/,
  ],
  [
    "a deleted destination",
    (sandbox) => (detectorOf(sandbox, THERE).destinations = {}),
    /^the publishing destination does not exist: it was deleted$/,
  ],
  [
    "a destination at another bucket",
    (sandbox) =>
      Object.assign(destinationOf(sandbox, THERE), { destinationArn: "arn:aws:s3:::elsewhere" }),
    /^the destination is arn:aws:s3:::elsewhere, expected arn:aws:s3:::acme-findings\/guardduty$/,
  ],
  [
    "a suppression rule that archives everything",
    (sandbox) =>
      (detectorOf(sandbox, THERE).filters["quiet"] = {
        ...{ action: "ARCHIVE", description: "", rank: 1, tags: {} },
        criterion: { type: { matches: ["*"] } },
      }),
    /^suppression rules archive every finding, and archived findings are not exported: quiet$/,
  ],
  [
    "a destination without an expected bucket owner",
    (sandbox) => delete destinationOf(sandbox, THERE).expectedBucketOwner,
    /^the publishing destination has no expected bucket owner; expected 111122223333\. If the bucket is deleted/,
  ],
  [
    "a destination that expects another account",
    (sandbox) => (destinationOf(sandbox, THERE).expectedBucketOwner = "222233334444"),
    /^the publishing destination expects the bucket to belong to account 222233334444, and it belongs to account 111122223333: GuardDuty does not export$/,
  ],
  [
    "a suspended detector",
    (sandbox) => Object.assign(detectorOf(sandbox, THERE), { status: "DISABLED" }),
    /^the detector is suspended: .* \(DISABLED\)$/,
  ],
  [
    "a deleted detector",
    ({ cloud }) => delete cloud.world.detectors[`${ACCOUNT}/${THERE}`],
    /^the detector does not exist: it was deleted, or belongs to another account$/,
  ],
  [
    "another frequency",
    (sandbox) =>
      Object.assign(detectorOf(sandbox, THERE), { findingPublishingFrequency: "SIX_HOURS" }),
    /^the finding publishing frequency is SIX_HOURS, expected FIFTEEN_MINUTES$/,
  ],
];

/** What keeps Ireland from being looked at. */
const NOT_CHECKED: [what: string, prepare: (sandbox: Sandbox) => void, reason: RegExp][] = [
  [
    "a Region that does not answer",
    (sandbox) => faults(sandbox, { regions: { [THERE]: { latencyMs: 20_000 } } }),
    /^no answer in time/,
  ],
  [
    "a Region that throttles every call",
    (sandbox) => faults(sandbox, { regions: { [THERE]: { throttleRate: 1 } } }),
    // The retries may take longer than a Region is given.
    /^(AWS throttled the calls, retries included \(ThrottlingException: Rate exceeded\)|no answer in time)/,
  ],
  [
    "a Region that fails",
    (sandbox) => faults(sandbox, { regions: { [THERE]: { errorRate: 1 } } }),
    /^AWS failed \(InternalServerErrorException: Internal server error\.\)$/,
  ],
];

/** A user in the place of the function's role. */
const asUser = ({ cloud }: Sandbox, Statement: object[]) =>
  (cloud.world.users[`arn:aws:iam::${ACCOUNT}:user/health`] = {
    policies: { all: { Version: "2012-10-17", Statement } },
    accessKeys: { AKIAHEALTH: { secret: "none", status: "Active" } },
    tags: {},
  });
const USER = { AWS_ACCESS_KEY_ID: "AKIAHEALTH", AWS_SECRET_ACCESS_KEY: "none" };
const allow = (Action: string, Resource = "*") => ({ Effect: "Allow", Action, Resource });
const GET = allow("guardduty:GetDetector");
const DESCRIBE = allow("guardduty:DescribePublishingDestination");
const SUPPRESSION = allow("guardduty:List*");
const STATISTICS = allow("guardduty:GetFindingsStatistics");
const KEY_STATE = allow("kms:DescribeKey");

describe("The health check's Lambda function", () => {
  it("is one file of less than 290 kB, without AWS's SDK", async () => {
    expect(statSync(await healthBundle()).size).to.be.lessThan(290_000);
  });

  it("says of each Region that it is healthy, by eight calls of GuardDuty, and how old the newest finding is", async () => {
    const written = new Date(Date.now() - 3_600_000);
    const day = written.toISOString().slice(0, 10).replaceAll("-", "/");
    const { lines, summary, calls } = await check(BOTH, ({ cloud }) => {
      cloud.world.buckets[BUCKET]!.objects[
        `guardduty/AWSLogs/${ACCOUNT}/GuardDuty/${THERE}/${day}/5e0f.jsonl.gz`
      ] = { size: 1, lastModified: written.toISOString() };
    });
    expect(summary).to.deep.equal({ healthy: BOTH, unhealthy: [], notChecked: [] });
    const { _aws, ...line } = lines[THERE]!;
    const { FindingsAgeSeconds: age, ...rest } = line;
    expect(age).to.be.within(3600, 3630);
    expect(rest).to.deep.equal({
      Export: "findings",
      Region: THERE,
      Verdict: "healthy",
      Healthy: 1,
      Findings: [],
    });
    expect(_aws.CloudWatchMetrics).to.deep.equal([
      {
        Namespace: "GuardDutyExport",
        Dimensions: [["Export", "Region"]],
        Metrics: [
          { Name: "Healthy", Unit: "None" },
          { Name: "FindingsAgeSeconds", Unit: "Seconds" },
        ],
      },
    ]);
    expect(lines[HERE]).to.include({
      Healthy: 1,
      FindingsAgeNotChecked: "no finding of the last 90 days",
    });
    const ofGuardDuty = calls.filter((call) => call.startsWith("guardduty:")).sort();
    expect(ofGuardDuty).to.deep.equal([
      ...BOTH.map(() => "guardduty:DescribePublishingDestination"),
      ...BOTH.map(() => "guardduty:GetDetector"),
      ...SUPPRESSION_CALLS,
    ]);
  });

  describe("compares the newest finding in the bucket", () => {
    const HOUR = 3_600_000;
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();
    const put = ({ cloud }: Sandbox, region: string, lastModified: string) => {
      const day = lastModified.slice(0, 10).replaceAll("-", "/");
      const folder = `guardduty/AWSLogs/${ACCOUNT}/GuardDuty/${region}/${day}`;
      cloud.world.buckets[BUCKET]!.objects[`${folder}/5e0f.jsonl.gz`] = { size: 1, lastModified };
    };
    /** A finding of GuardDuty that was updated so long ago; its own object is gone. */
    const raise = async (sandbox: Sandbox, region: string, updatedAt: string, archived = false) => {
      await sandbox.cloud.exportFinding(ACCOUNT, region);
      const { objects } = sandbox.cloud.world.buckets[BUCKET]!;
      for (const key of Object.keys(objects)) {
        if (key.includes(`/${region}/`)) delete objects[key];
      }
      for (const finding of Object.values(detectorOf(sandbox, region).findings)) {
        finding["updatedAt"] = updatedAt;
        (finding["service"] as { archived: boolean }).archived = archived;
      }
    };
    const found = async (prepare: (sandbox: Sandbox) => unknown) => {
      const { lines } = await check(BOTH, prepare);
      return BOTH.map((region) => {
        const { Verdict, Findings } = lines[region]!;
        return [Verdict, ...Findings.map(({ Id }: Line) => Id)];
      });
    };
    const WELL = ["healthy"];

    it("with GuardDuty's: where the export of one Region is dead, that Region is unhealthy", async () => {
      const prepare = async (sandbox: Sandbox) => {
        for (const region of BOTH) await raise(sandbox, region, hoursAgo(2));
        put(sandbox, HERE, hoursAgo(1.9));
        put(sandbox, THERE, hoursAgo(24));
      };
      expect(await found(prepare)).to.deep.equal([WELL, ["unhealthy", "findingsNotExported"]]);
    });

    it("with GuardDuty's: one that is not due yet is not missed, and an archived one is a warning", async () => {
      const prepare = async (sandbox: Sandbox) => {
        await raise(sandbox, HERE, hoursAgo(1));
        await raise(sandbox, THERE, hoursAgo(100), true);
        for (const region of BOTH) put(sandbox, region, hoursAgo(200));
      };
      expect(await found(prepare)).to.deep.equal([WELL, ["healthy", "findingsArchived"]]);
    });

    it("with GuardDuty's: one that may be older than the export is a warning", async () => {
      const prepare = (sandbox: Sandbox) => raise(sandbox, THERE, hoursAgo(2));
      expect(await found(prepare)).to.deep.equal([WELL, ["healthy", "findingsNotExported"]]);
    });

    it("with those before: a Region that had some daily and has none is a warning, and a quiet one is well", async () => {
      const prepare = (sandbox: Sandbox) => {
        for (let day = 5; day < 50; day++) put(sandbox, THERE, hoursAgo(24 * day));
        for (const day of [40, 60, 80]) put(sandbox, HERE, hoursAgo(24 * day));
      };
      expect(await found(prepare)).to.deep.equal([WELL, ["healthy", "regionSilent"]]);
    });

    it("with nothing where GuardDuty's are not known: the Region is not checked", async () => {
      const allowed = [GET, DESCRIBE, SUPPRESSION, KEY_STATE, allow("s3:ListBucket")];
      const { lines } = await check([HERE], (sandbox) => void asUser(sandbox, allowed), USER);
      const { Verdict, Findings } = lines[HERE]!;
      expect([Verdict, ...Findings.map(({ Id }: Line) => Id)]).to.deep.equal([
        ...["notChecked", "callFailed"],
      ]);
    });
  });

  describe("of an organization", () => {
    const MEMBER = "222233334444";
    const PLAN = "S3_DATA_EVENTS";
    const found = async (
      happens: (detector: ReturnType<typeof detectorOf>, sandbox: Sandbox) => void,
      members: Partial<DeclaredMembers> = {},
    ) => {
      const { lines, summary } = await check(
        BOTH,
        (sandbox) => {
          const { world } = sandbox.cloud;
          world.organization = organization.parse({
            management: "999900001111",
            members: [ACCOUNT, MEMBER],
            delegatedAdministrators: { [ACCOUNT]: ["guardduty.amazonaws.com"] },
            guardDutyAdministrators: Object.fromEntries(BOTH.map((region) => [region, ACCOUNT])),
          });
          for (const region of BOTH) {
            const detector = detectorOf(sandbox, region);
            world.detectors[`${MEMBER}/${region}`] = {
              ...structuredClone(detector),
              ...{ id: region === HERE ? "1".repeat(32) : "2".repeat(32), destinations: {} },
            };
            detector.organizationConfiguration = {
              ...{ autoEnableOrganizationMembers: "ALL", knownAccounts: [], features: {} },
            };
            for (const id of [MEMBER, "999900001111"]) {
              detector.members[id] = {
                ...{ email: "", relationshipStatus: "Enabled", viaOrganization: true },
              };
            }
            world.detectors[`999900001111/${region}`] = {
              ...structuredClone(world.detectors[`${MEMBER}/${region}`]!),
              ...{ id: region === HERE ? "3".repeat(32) : "4".repeat(32), members: {} },
            };
          }
          happens(detectorOf(sandbox, THERE), sandbox);
        },
        {},
        NO_POLICIES,
        membersFile(members),
      );
      const ids = lines[THERE]!["Findings"].map(({ Id }: Line) => Id);
      expect(summary.healthy).to.include(HERE);
      return { ids, verdict: lines[THERE]!["Verdict"] };
    };
    const ALL = { autoEnable: "ALL" };
    const named = (...features: DeclaredMembers["accounts"][number]["features"]) => ({
      accounts: [{ accountId: MEMBER, features }],
    });
    /** A plan that the administrator has for itself. */
    const OWN: Parameters<typeof found>[0] = (detector) =>
      void (detector.features[PLAN] = { status: "ENABLED", additional: {} });
    const ON_IN_MEMBER: Parameters<typeof found>[0] = (_detector, { cloud }) =>
      void (cloud.world.detectors[`${MEMBER}/${THERE}`]!.features[PLAN] = {
        ...{ status: "ENABLED", additional: {} },
      });

    it("finds a Region healthy whose members are as they have to be", async () => {
      expect(await found(() => undefined, ALL)).to.deep.equal({ ids: [], verdict: "healthy" });
    });

    const BY_POLICY = { managedBy: "policy" as const };

    for (const [what, members, happens] of [
      [
        "an excluded account that was disassociated",
        { exclude: [MEMBER] },
        (_detector, sandbox) => {
          for (const region of BOTH) {
            detectorOf(sandbox, region).members[MEMBER]!.relationshipStatus = "Removed";
          }
        },
      ],
      [
        "an excluded account that is no member",
        { exclude: [MEMBER] },
        (_detector, sandbox) => {
          for (const region of BOTH) delete detectorOf(sandbox, region).members[MEMBER];
        },
      ],
      [
        "a plan of the administrator that is off in the members for which the configuration turns it off",
        {
          accounts: [MEMBER, "999900001111"].map((accountId) => ({
            ...{ accountId, features: [{ name: PLAN, status: "DISABLED" }] },
          })),
        },
        OWN,
      ],
      [
        "a plan that is on in the member for which the configuration turns it on",
        named({ name: PLAN, status: "ENABLED", regions: [THERE] }),
        ON_IN_MEMBER,
      ],
    ] satisfies [string, Partial<DeclaredMembers>, Parameters<typeof found>[0]][]) {
      it(`finds a Region healthy with ${what}`, async () => {
        expect(await found(happens, members)).to.deep.equal({ ids: [], verdict: "healthy" });
      });
    }

    it("finds Regions healthy that a policy manages, by a plan or by what is in effect for the accounts", async () => {
      for (const plans of [{ s3_data_events: ON }, {}]) {
        const managed = await found(
          (_detector, sandbox) => manageByPolicy(sandbox, BOTH, plans),
          BY_POLICY,
        );
        expect(managed).to.deep.equal({ ids: [], verdict: "healthy" });
      }
    });

    for (const [what, members, happens, id, verdict] of [
      [
        "a Region that no policy manages",
        BY_POLICY,
        (_detector, sandbox) => manageByPolicy(sandbox, [HERE]),
        "regionNotManaged",
        "unhealthy",
      ],
      [
        "a member of the organization that was deleted, with ALL",
        ALL,
        (detector) => delete detector.members[MEMBER],
        "membersNotEnabled",
        "unhealthy",
      ],
      [
        "a named member that was disassociated",
        named(),
        (detector) => (detector.members[MEMBER]!.relationshipStatus = "Removed"),
        "membersNotEnabled",
        "unhealthy",
      ],
      [
        "a member that is suspended and not asked for",
        {},
        (detector) => (detector.members[MEMBER]!.relationshipStatus = "Disabled"),
        "membersNotMonitored",
        "healthy",
      ],
      [
        "another auto-enable",
        ALL,
        (detector) => (detector.organizationConfiguration!.autoEnableOrganizationMembers = "NONE"),
        "autoEnableDiffers",
        "unhealthy",
      ],
      [
        "a plan of the administrator that a member does not have",
        {},
        OWN,
        "memberPlanDisabled",
        "healthy",
      ],
      [
        "a plan that every member has to have and does not",
        { features: [{ name: PLAN, autoEnable: "ALL", regions: [THERE] }] },
        (detector) =>
          (detector.organizationConfiguration!.features[PLAN] = {
            ...{ autoEnable: "ALL", additional: {} },
          }),
        "memberPlanDisabled",
        "unhealthy",
      ],
      [
        "an excluded account that is enabled",
        { exclude: [MEMBER] },
        (detector, sandbox) => {
          delete detectorOf(sandbox, HERE).members[MEMBER];
          expect(detector.members[MEMBER]!.relationshipStatus).to.equal("Enabled");
        },
        "excludedMembersEnabled",
        "unhealthy",
      ],
      [
        "a plan that is on in the member for which the configuration turns it off",
        named({ name: PLAN, status: "DISABLED" }),
        ON_IN_MEMBER,
        "memberPlanDiffers",
        "unhealthy",
      ],
      [
        "a plan that is off in the member for which the configuration turns it on in that Region",
        named({ name: PLAN, status: "ENABLED", regions: [THERE] }),
        () => undefined,
        "memberPlanDiffers",
        "unhealthy",
      ],
      [
        "a delegation that was taken away",
        ALL,
        (_detector, { cloud }) => delete cloud.world.organization!.guardDutyAdministrators[THERE],
        "callFailed",
        "notChecked",
      ],
    ] satisfies [string, Partial<DeclaredMembers>, Parameters<typeof found>[0], string, string][]) {
      it(`reports ${what}`, async () => {
        expect(await found(happens, members)).to.deep.equal({ ids: [id], verdict });
      });
    }
  });

  for (const [what, prepare, reason] of UNHEALTHY) {
    it(`says that a Region is not healthy for ${what}, and what to do, and judges the other alone`, async () => {
      const { lines, summary } = await check(BOTH, prepare);
      expect(summary).to.deep.equal({ healthy: [HERE], unhealthy: [THERE], notChecked: [] });
      const { Healthy, Findings } = lines[THERE]!;
      expect(Healthy).to.equal(0);
      expect(Findings).to.have.length(1);
      expect(Findings[0].Problem).to.match(reason);
      expect(Findings[0].Fix).to.match(/./);
    });
  }

  it("says that a Region is not healthy in which the stack made no destination, and none is found", async () => {
    const { REGIONS = "", ...rest } = environment(BOTH);
    const [here, there] = REGIONS.split(",");
    const env = { ...rest, REGIONS: `${here},${there?.split("/")[0]}/` };
    const withoutDestination = (sandbox: Sandbox) => {
      detectorOf(sandbox, THERE).destinations = {};
    };
    const { lines, summary, calls } = await check(BOTH, withoutDestination, env);
    expect(summary).to.deep.equal({ healthy: [HERE], unhealthy: [THERE], notChecked: [] });
    expect(lines[THERE]!["Findings"].map(({ Problem }: Line) => Problem)).to.deep.equal([
      "the detector has no publishing destination",
    ]);
    expect(calls.filter((call) => call.startsWith("guardduty:")).sort()).to.deep.equal(
      [
        "guardduty:DescribePublishingDestination",
        "guardduty:ListPublishingDestinations",
        ...BOTH.map(() => "guardduty:GetDetector"),
        ...SUPPRESSION_CALLS,
      ].sort(),
    );
  });

  for (const [what, prepare, reason] of NOT_CHECKED) {
    it(`reports no health for ${what}`, async () => {
      const { lines, summary } = await check(BOTH, prepare);
      expect(summary).to.deep.equal({ healthy: [HERE], unhealthy: [], notChecked: [THERE] });
      expect(lines[THERE]).not.to.have.any.keys("Healthy", "_aws");
      expect(lines[THERE]!["Findings"][0].Problem).to.match(reason);
    });
  }

  it("reports no health for a Region that the account has not enabled", async () => {
    const { lines, summary } = await check([HERE, "me-south-1"], ({ cloud }) => {
      cloud.world.accounts[ACCOUNT]!.optedIn = [];
    });
    expect(summary).to.deep.equal({ healthy: [HERE], unhealthy: [], notChecked: ["me-south-1"] });
    expect(lines["me-south-1"]!["Findings"][0].Fix).to.match(
      /^If it is an opt-in Region, enable it/,
    );
  });

  for (const [what, Statement] of [
    ["nothing", []],
    ["to read detectors alone", [GET]],
    ["to read destinations alone", [DESCRIBE]],
  ] as const) {
    it(`reports no health when its role allows ${what}`, async () => {
      const prepare = (sandbox: Sandbox) => void asUser(sandbox, [...Statement]);
      const { lines, summary } = await check([HERE], prepare, USER);
      expect(summary).to.deep.equal({ healthy: [], unhealthy: [], notChecked: [HERE] });
      expect(lines[HERE]!["Findings"][0].Problem).to.match(/^access denied/);
    });
  }

  it("reports health without the age of findings when it may not list the bucket", async () => {
    const allowed = [GET, DESCRIBE, SUPPRESSION, STATISTICS, KEY_STATE];
    const prepare = (sandbox: Sandbox) => void asUser(sandbox, allowed);
    const { lines } = await check([HERE], prepare, USER);
    expect(lines[HERE]!["Healthy"]).to.equal(1);
    expect(lines[HERE]).not.to.have.property("FindingsAgeSeconds");
    expect(lines[HERE]!["FindingsAgeNotChecked"]).to.match(/^AccessDenied: /);
  });

  it("tries again what failed, and takes no failure for an unhealthy Region", async () => {
    const regions = ["us-east-1", "us-east-2", "us-west-1", "eu-west-1", "eu-west-2", "eu-west-3"];
    const { summary, calls } = await check(regions, (sandbox) =>
      faults(sandbox, { throttleRate: 0.1, errorRate: 0.2 }),
    );
    const sent = calls.filter((call) => call.startsWith("guardduty:"));
    expect(sent.length).to.be.greaterThan(2 * regions.length);
    expect(summary.unhealthy).to.deep.equal([]);
    expect(summary.healthy).not.to.be.empty;
  });

  it("finds all Regions healthy when half of them are slow", async () => {
    const fast = ["us-east-1", "us-east-2", "us-west-1"];
    const slow = ["eu-west-1", "eu-west-2", "eu-west-3"];
    const regions = Object.fromEntries(slow.map((region) => [region, { latencyMs: 900 }]));
    const { summary } = await check([...fast, ...slow], (sandbox) => faults(sandbox, { regions }));
    expect(summary).to.deep.equal({ healthy: [...fast, ...slow], unhealthy: [], notChecked: [] });
  });

  it("logs every problem of its environment, and reports nothing", async () => {
    const { ADMINISTRATOR_ACCOUNT_ID: _, ...some } = environment(BOTH);
    const env = {
      ...some,
      KEY_ARN: "alias/findings",
      REGIONS: "us-east-1",
      FREQUENCY: "DAILY",
    };
    const failure = await runLambda({ ...env, AWS_REGION: HERE }).then(
      () => expect.fail("it ran"),
      (error: { stderr: string; stdout: string }) => error,
    );
    expect(failure.stdout).to.equal("");
    expect(failure.stderr.split("\n")).to.deep.equal([
      "the environment variables of the function are invalid. Fix: run pulumi preview --refresh, then pulumi up",
      "  - ADMINISTRATOR_ACCOUNT_ID: required variable is missing; expected 12 digits",
      "  - KEY_ARN: must be the ARN of a KMS key",
      "  - FREQUENCY: must be FIFTEEN_MINUTES, ONE_HOUR or SIX_HOURS",
      "  - REGIONS: must be a comma-separated list of REGION=DETECTOR/DESTINATION, with ids of 32 hex digits; DESTINATION may be empty",
    ]);
  });
});
