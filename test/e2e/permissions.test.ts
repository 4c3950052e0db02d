import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import type { MemberDetectorsArgs } from "../../components/members/args";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { MemberDetectors } from "../../components/members/memberDetectors";
import { planAddOns } from "../../rules/addOns";
import { readArgs, readMemberArgs } from "../../rules/args";
import type { AccessRequest } from "../../rules/evaluator";
import type { DeployPolicy } from "../../rules/permissions";
import {
  addOnGrants,
  BEYOND,
  deployPolicy,
  IDENTITY_POLICY_LIMIT,
  memberDeployPolicy,
} from "../../rules/permissions";
import type { AccountRole } from "../../rules/plan";
import { planExport, planMemberDetectors } from "../../rules/plan";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../rules/regions";
import type { WorldFile } from "../../sandbox/world";
import { ADD_ON_CONFIG } from "../../testing/addOnProgram";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, openCloudStack } from "../../testing/cloudStack";
import { BUCKET, KEY_ARN, logArchive } from "../../testing/logArchive";
import { needless, outside as outsideOf, recordRequests } from "../../testing/deployRights";

const MANAGEMENT = "999900001111";
const ARCHIVE = "444455556666";
const KEYS = "555566667777";
const MEMBER = "222233334444";
const OUTSIDER = "888800001111";
const QUEUE = `https://sqs.us-east-1.amazonaws.com/${ARCHIVE}/siem`;
const ALL = [ACCOUNT, MANAGEMENT, ARCHIVE, KEYS, MEMBER, OUTSIDER];
const role = (accountId: string) => `arn:aws:iam::${accountId}:role/deploy`;
const acting = (accountId: string) => ({ accountId, assumeRoleArn: role(accountId) });

const world = (): WorldFile => ({
  caller: ACCOUNT,
  accounts: Object.fromEntries(
    ALL.map((accountId) => [accountId, { optedIn: ["me-south-1"], roles: [role(accountId)] }]),
  ),
  organization: { management: MANAGEMENT, members: [ACCOUNT, ARCHIVE, KEYS, MEMBER] },
});

/** Everything that IAM is asked for while something runs, by account. */
async function requestsDuring(
  run: (stack: CloudStack) => Promise<void>,
  start: WorldFile = world(),
): Promise<Map<string, AccessRequest[]>> {
  const recorded = recordRequests();
  const stack = await openCloudStack(start, recorded.intercept);
  try {
    await run(stack);
  } finally {
    await stack.close();
  }
  return new Map(ALL.map((accountId) => [accountId, recorded.of(accountId)]));
}

function outside(policies: DeployPolicy[], requests: AccessRequest[]): string[] {
  return outsideOf(
    policies.map(({ document }) => document),
    requests,
  );
}

type Tags = { [name: string]: string };

interface Scenario {
  accounts: { [role in AccountRole]?: string };
  args: GuardDutyExportArgs;
  /** What is deployed after it, one by one: every setting that is changed in place. */
  changes: GuardDutyExportArgs[];
}

const small: GuardDutyExportArgs = {
  regions: ["us-east-1"],
  organization: { administrator: acting(ACCOUNT) },
  tags: { team: "security" },
};

const large: GuardDutyExportArgs = {
  regions: ["us-east-1", "me-south-1"],
  organization: {
    administrator: acting(ACCOUNT),
    management: { ...acting(MANAGEMENT), detector: true },
    members: {
      autoEnable: "ALL",
      accounts: [
        {
          accountId: MEMBER,
          email: "member@example.com",
          features: [{ name: "EKS_AUDIT_LOGS", status: "DISABLED" }],
        },
        { accountId: OUTSIDER, email: "outsider@example.com", invite: true },
      ],
      features: [{ name: "S3_DATA_EVENTS", autoEnable: "ALL" }],
    },
  },
  features: [{ name: "S3_DATA_EVENTS" }],
  bucket: { prefix: "guardduty", account: acting(ARCHIVE), retentionDays: 100 },
  key: { account: acting(KEYS) },
  preflight: true,
  tags: { team: "security" },
};

const apart: GuardDutyExportArgs = {
  ...small,
  notifications: true,
  bucket: { account: acting(ARCHIVE) },
  key: { account: acting(KEYS) },
};

const adopting: GuardDutyExportArgs = {
  ...small,
  bucket: { existing: { name: BUCKET }, prefix: "guardduty" },
  key: { existing: { arn: KEY_ARN } },
};

const scenarios: { [what: string]: Scenario } = {
  "an export of one account": {
    accounts: { administrator: ACCOUNT },
    args: small,
    changes: [
      {
        ...small,
        findingPublishingFrequency: "ONE_HOUR",
        tags: { team: "forensics" },
        key: { description: "d" },
      },
      {
        ...small,
        findingPublishingFrequency: "ONE_HOUR",
        tags: {},
        bucket: { prefix: "guardduty" },
      },
    ],
  },
  "an export that is deleted with its stack": {
    accounts: { administrator: ACCOUNT },
    args: {
      ...small,
      bucket: { prefix: "a/b", objectLock: { mode: "GOVERNANCE", days: 1 } },
      onDestroy: "delete",
    },
    changes: [
      {
        ...small,
        findingPublishingFrequency: "ONE_HOUR",
        bucket: { prefix: "a/b", objectLock: { mode: "GOVERNANCE", days: 2 } },
        key: { description: "d", tags: { data: "findings" } },
        onDestroy: "delete",
        tags: {},
      },
    ],
  },
  "an export with notifications": {
    accounts: { administrator: ACCOUNT },
    args: { ...small, notifications: true },
    changes: [
      { ...small, notifications: true, tags: { team: "forensics" }, key: { description: "d" } },
      {
        ...small,
        notifications: true,
        tags: {},
        findingPublishingFrequency: "ONE_HOUR",
        bucket: { prefix: "a" },
      },
    ],
  },
  "an export with notifications, whose key is another account's": {
    accounts: { administrator: ACCOUNT, bucket: ARCHIVE, key: KEYS },
    args: { ...apart, tags: { team: "security" } },
    changes: [
      { ...apart, tags: { team: "forensics" }, key: { ...apart.key, description: "d" } },
      {
        ...apart,
        tags: {},
        findingPublishingFrequency: "ONE_HOUR",
        bucket: { ...apart.bucket, retentionDays: 9 },
      },
    ],
  },
  "an organization's export": {
    accounts: { administrator: ACCOUNT, management: MANAGEMENT, bucket: ARCHIVE, key: KEYS },
    args: large,
    changes: [
      { ...large, tags: { team: "forensics" }, key: { ...large.key, description: "d" } },
      { ...large, tags: {}, bucket: { ...large.bucket, prefix: "b" } },
    ],
  },
};

/** Drift that the next deployment repairs. */
function redirectByHand({ cloud }: CloudStack): void {
  for (const { destinations } of Object.values(cloud.world.detectors)) {
    for (const one of Object.values(destinations)) one.destinationArn = "arn:aws:s3:::elsewhere";
  }
}

const owner = { project: "guardduty-export", stack: "test", component: "findings" };

function planOf(args: GuardDutyExportArgs) {
  const { settings, problems } = readArgs("findings", args);
  if (settings === undefined) throw new Error(JSON.stringify(problems));
  return planExport({ owner, settings });
}

describe("The permissions to deploy", () => {
  for (const [what, { accounts, args, changes }] of Object.entries(scenarios)) {
    describe(what, () => {
      let requests: Map<string, AccessRequest[]>;
      before(async () => {
        requests = await requestsDuring(async (stack) => {
          for (const one of [args, ...changes]) await stack.deploy(one);
          expect((await stack.refresh()).error).to.equal(undefined);
          redirectByHand(stack);
          expect((await stack.refresh()).error).to.equal(undefined);
          stack.cloud.world.organization?.policyTypes.push("GUARDDUTY_POLICY");
          await stack.deploy([args, ...changes].at(-1) as GuardDutyExportArgs);
          await stack.deliver("us-east-1");
          expect((await stack.destroy()).error).to.equal(undefined);
        });
      });

      for (const [account, accountId] of Object.entries(accounts) as [AccountRole, string][]) {
        const policies = [args, ...changes].map(
          (one) => deployPolicy(planOf(one), "findings", account) as DeployPolicy,
        );

        it(`let the ${account} account's identity make every call of create, update, refresh and destroy`, () => {
          expect(requests.get(accountId)).to.not.deep.equal([]);
          expect(outside(policies, requests.get(accountId) ?? [])).to.deep.equal([]);
        });

        it(`give the ${account} account's identity nothing that no call needs`, () => {
          expect(
            needless(policies[0] as DeployPolicy, requests.get(accountId) ?? []),
          ).to.deep.equal([]);
        });
      }
    });
  }

  it("cover detectors and destinations that are there already, and make none", async () => {
    const first = await openCloudStack(world());
    await first.deploy(small);
    const { detectors } = first.cloud.world;
    const { id: detectorId, destinations } = detectors[`${ACCOUNT}/us-east-1`]!;
    const start = structuredClone(first.cloud.world) as WorldFile;
    await first.close();
    // The export's own would have to be declared.
    for (const key of Object.values(start.keys ?? {})) key.tags = {};
    const destinationId = Object.keys(destinations)[0];
    const args: GuardDutyExportArgs = {
      ...small,
      findingPublishingFrequency: "ONE_HOUR",
      existing: { "us-east-1": { detectorId, destinationId } },
    };
    const requests = await requestsDuring(async (stack) => {
      await stack.deploy(args);
      await stack.deploy({ ...args, tags: { team: "forensics" }, key: { description: "d" } });
      await stack.deploy({ ...args, tags: {} });
      expect((await stack.refresh()).error).to.equal(undefined);
      expect((await stack.destroy()).error).to.equal(undefined);
    }, start);
    const policy = deployPolicy(planOf(args), "findings", "administrator") as DeployPolicy;
    expect(outside([policy], requests.get(ACCOUNT) ?? [])).to.deep.equal([]);
    expect(needless(policy, requests.get(ACCOUNT) ?? [])).to.deep.equal([]);
  });

  it("cover a bucket and a key that are there already, and the detachment from them", async () => {
    const args = adopting;
    const detached: GuardDutyExportArgs = {
      ...args,
      bucket: { ...args.bucket, existing: { name: BUCKET, detach: true } },
      key: { existing: { arn: KEY_ARN, detach: true } },
      tags: {},
    };
    const requests = await requestsDuring(async (stack) => {
      await stack.deploy(args);
      await stack.deploy({
        ...args,
        findingPublishingFrequency: "ONE_HOUR",
        tags: { team: "forensics" },
      });
      redirectByHand(stack);
      expect((await stack.refresh()).error).to.equal(undefined);
      await stack.deploy(args);
      await stack.deploy(detached);
      expect((await stack.destroy()).error).to.equal(undefined);
    }, logArchive(null));
    const [policy, detaching] = [args, detached].map(
      (one) => deployPolicy(planOf(one), "findings", "administrator") as DeployPolicy,
    ) as [DeployPolicy, DeployPolicy];
    expect(outside([policy, detaching], requests.get(ACCOUNT) ?? [])).to.deep.equal([]);
    expect(needless(policy, requests.get(ACCOUNT) ?? [])).to.deep.equal([]);
  });

  it("of a detachment make and change no destination", async () => {
    const recorded = recordRequests();
    const stack = await openCloudStack(logArchive(null), recorded.intercept);
    const detached: GuardDutyExportArgs = {
      ...adopting,
      bucket: { ...adopting.bucket, existing: { name: BUCKET, detach: true } },
      key: { existing: { arn: KEY_ARN, detach: true } },
      tags: {},
    };
    try {
      await stack.deploy(adopting);
      recorded.clear();
      await stack.deploy(detached);
      expect((await stack.refresh()).error).to.equal(undefined);
      expect((await stack.destroy()).error).to.equal(undefined);
      const made = recorded.of(ACCOUNT);
      const policy = deployPolicy(planOf(detached), "findings", "administrator") as DeployPolicy;
      expect(outside([policy], made)).to.deep.equal([]);
      // A refresh reads destinations before they go, and a preview those that are declared.
      expect(needless(policy, made).filter((one) => one.startsWith("Destinations "))).to.deep.equal(
        ["DescribePublishingDestination", "ListPublishingDestinations"].map(
          (action) => `Destinations guardduty:${action}`,
        ),
      );
    } finally {
      await stack.close();
    }
  });

  it("cover a member account's detectors and its invitation", async () => {
    const args: MemberDetectorsArgs = {
      regions: ["us-east-1", "me-south-1"],
      account: acting(OUTSIDER),
      administratorAccountId: ACCOUNT,
      acceptInvitation: true,
      features: [{ name: "S3_DATA_EVENTS" }],
      tags: { team: "security" },
    };
    const requests = await requestsDuring(async (stack) => {
      const inviting: GuardDutyExportArgs = {
        ...small,
        regions: args.regions,
        organization: {
          administrator: acting(ACCOUNT),
          members: {
            accounts: [{ accountId: OUTSIDER, email: "outsider@example.com", invite: true }],
          },
        },
      };
      const both = (tags: Tags) => () => {
        const findings = new GuardDutyExport("findings", inviting);
        new MemberDetectors("member", { ...args, tags }, { dependsOn: findings });
        return Promise.resolve();
      };
      for (const tags of [{ team: "security" }, { team: "forensics" }, {}] as Tags[]) {
        expect((await stack.up(both(tags))).error?.message).to.equal(undefined);
      }
      expect((await stack.refresh()).error).to.equal(undefined);
      expect((await stack.destroy()).error).to.equal(undefined);
    });
    const { settings } = readMemberArgs(args);
    const policy = memberDeployPolicy(planMemberDetectors("member", settings!));
    expect(outside([policy], requests.get(OUTSIDER) ?? [])).to.deep.equal([]);
    expect(needless(policy, requests.get(OUTSIDER) ?? [])).to.deep.equal([]);
  });

  it("say why, and where it is written, of everything that is not a call of the engine", () => {
    const adoption: Pick<Scenario, "accounts" | "args"> = {
      accounts: { administrator: ACCOUNT },
      args: adopting,
    };
    const used = [...Object.values(scenarios), adoption].flatMap(({ accounts, args }) =>
      (Object.keys(accounts) as AccountRole[]).flatMap((account) =>
        (deployPolicy(planOf(args), "findings", account)?.beyond ?? []).map(({ action }) => action),
      ),
    );
    const plan = planOf({ ...large, notifications: true });
    const merged = {
      role: { principalArns: [role(OUTSIDER)] },
      queue: { existing: { url: QUEUE } },
    };
    const configs = { ...ADD_ON_CONFIG, merged: { readers: { merged } } };
    const ofAddOns = Object.entries(configs).flatMap(([component, config]) =>
      (["administrator", "bucket"] as const).flatMap((account) =>
        addOnGrants(plan, owner, planAddOns(component, plan.settings, config), account, {
          addOns: config,
        }).flatMap(({ grants }) => grants.flatMap(({ beyond = [] }) => beyond)),
      ),
    );
    expect([...new Set([...used, ...ofAddOns])].sort()).to.deep.equal(Object.keys(BEYOND).sort());
  });

  it("fit into one IAM policy in every Region with everything on", () => {
    const regions = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
    const args: GuardDutyExportArgs = {
      ...large,
      regions,
      homeRegion: "us-east-1",
      bucket: {
        namePrefix: "a".repeat(54),
        prefix: "guardduty",
        objectLock: { mode: "GOVERNANCE", days: 1 },
        accessLogs: { bucketName: "logs" },
      },
      key: {},
      notifications: true,
      onDestroy: "delete",
    };
    const { characters, limit, regional } = deployPolicy(
      planOf(args),
      "findings",
      "administrator",
    ) as DeployPolicy;
    expect(limit).to.equal(IDENTITY_POLICY_LIMIT);
    expect({ fits: characters <= limit, regional }).to.deep.equal({ fits: true, regional: false });
  });
});
