import { expect } from "chai";

import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import type { Args } from "../../testing/live/world";
import { ADMINISTRATOR, ARCHIVE, KEY_ID, MANAGEMENT, MEMBER } from "../../testing/live/world";

const accountOf = (accountId: string) => ({
  accountId,
  assumeRoleArn: `arn:aws:iam::${accountId}:role/look`,
});
const KEY = `arn:aws:kms:us-east-1:${ARCHIVE}:key/${KEY_ID}`;
const ARGS: Args = {
  regions: ["us-east-1", "eu-west-1"],
  organization: {
    administrator: accountOf(ADMINISTRATOR),
    management: accountOf(MANAGEMENT),
    members: { autoEnable: "ALL", features: [{ name: "S3_DATA_EVENTS", autoEnable: "NEW" }] },
  },
  bucket: { existing: { name: "log-archive" }, account: accountOf(ARCHIVE) },
  key: { existing: { arn: KEY } },
};
const DETACH = ["detach", "--stack", "prod"];
const WHOLE = [...DETACH, "--disassociate-members", "--end-delegation"];
const THEIRS = {
  Sid: "Theirs",
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${MEMBER}:root` },
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::log-archive/*",
};

/** The export deployed and its destinations gone, in a bucket that others use too. */
async function adopted(args = ARGS): Promise<Deployed> {
  const stack = await deployed(args);
  const world = stack.sandbox.world();
  for (const detector of Object.values(world.detectors)) {
    detector.destinations = {};
    if (detector.organizationConfiguration) {
      detector.organizationConfiguration.features = {
        S3_DATA_EVENTS: { autoEnable: "NEW", additional: {} },
      };
    }
  }
  const policy = world.buckets["log-archive"]?.policy;
  if (policy) (policy["Statement"] as object[]).unshift(THEIRS);
  return stack;
}

const changes = ({ sandbox }: Deployed) =>
  sandbox.cloud.calls
    .filter(({ operation }) => !/:(Get|List|Describe|Assume)/.test(operation))
    .map(({ operation, region }) => `${operation} ${region}`);

describe("detach", () => {
  let stack: Deployed;
  afterEach(() => stack.close());

  it("only prints the steps without --yes", async () => {
    stack = await adopted();
    const before = JSON.stringify(stack.sandbox.world());
    const { code, out } = await stack.run(DETACH);
    expect(code).to.equal(0);
    expect(out).to.match(
      /^Detach findings of stack prod: 4 steps; run with --yes to apply\n\nSteps\n {2}us-east-1, eu-west-1: set auto-enable to NONE; existing members do not change\n {4}members: ALL to NONE\n {4}S3_DATA_EVENTS: NEW to NONE\n {2}remove 3 statements of the export from the policy of bucket log-archive\n {4}- PutObject: /,
    );
    expect(changes(stack)).to.deep.equal([]);
    expect(JSON.stringify(stack.sandbox.world())).to.equal(before);
  });

  it("with --yes removes its statements from both policies and sets auto-enable to NONE, and nothing else", async () => {
    stack = await adopted();
    const { code, out } = await stack.run([...DETACH, "--yes"]);
    expect([code, out.split("\n")[0]]).to.deep.equal([
      0,
      "Detach findings of stack prod: 4 steps done",
    ]);
    const { buckets, keys, detectors, organization } = stack.sandbox.world();
    expect(buckets["log-archive"]?.policy).to.deep.equal({
      Version: "2012-10-17",
      Statement: [THEIRS],
    });
    expect(
      (keys[KEY]?.policy["Statement"] as { Sid: string }[]).map(({ Sid }) => Sid),
    ).to.deep.equal(["Root"]);
    const administrators = Object.entries(detectors).filter(([at]) => at.startsWith(ADMINISTRATOR));
    expect(administrators).to.have.length(2);
    for (const [, detector] of administrators) {
      expect(detector.organizationConfiguration?.autoEnableOrganizationMembers).to.equal("NONE");
      expect(detector.organizationConfiguration?.features["S3_DATA_EVENTS"]?.autoEnable).to.equal(
        "NONE",
      );
      expect(detector.members[MEMBER]?.relationshipStatus).to.equal("Enabled");
    }
    expect(organization?.guardDutyAdministrators).to.have.all.keys("us-east-1", "eu-west-1");
    expect(changes(stack).sort()).to.deep.equal([
      "guardduty:UpdateOrganizationConfiguration eu-west-1",
      "guardduty:UpdateOrganizationConfiguration us-east-1",
      "kms:PutKeyPolicy us-east-1",
      "s3:PutBucketPolicy us-east-1",
    ]);
  });

  it("disassociates members and ends the delegation when asked, in an order that AWS takes", async () => {
    stack = await adopted();
    const { code, out } = await stack.run([...WHOLE, "--yes"]);
    expect(code, out).to.equal(0);
    expect(changes(stack).map((one) => one.split(" ")[0])).to.deep.equal([
      "guardduty:UpdateOrganizationConfiguration",
      "guardduty:UpdateOrganizationConfiguration",
      "guardduty:DisassociateMembers",
      "guardduty:DisassociateMembers",
      "guardduty:DisableOrganizationAdminAccount",
      "guardduty:DisableOrganizationAdminAccount",
      "s3:PutBucketPolicy",
      "kms:PutKeyPolicy",
    ]);
    expect(out).to.contain("run aws organizations deregister-delegated-administrator");
  });

  for (const args of [DETACH, WHOLE]) {
    it(`has nothing left to do after ${args.slice(2).join(" ")} --yes`, async () => {
      stack = await adopted();
      await stack.run([...args, "--yes"]);
      const made = changes(stack).length;
      const { code, out } = await stack.run([...args, "--yes"]);
      expect([code, out.split("\n")[0]]).to.deep.equal([
        0,
        "Detach findings of stack prod: nothing left to do",
      ]);
      expect(changes(stack).length).to.equal(made);
    });
  }

  it("goes on where it was interrupted", async () => {
    stack = await adopted();
    const statement = {
      Sid: "No",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutBucketPolicy",
      Resource: "arn:aws:s3:::log-archive",
    };
    const policy = stack.sandbox.world().buckets["log-archive"]!.policy!;
    (policy["Statement"] as object[]).push(statement);
    const first = await stack.run([...DETACH, "--yes"]);
    expect(first.code).to.equal(2);
    expect(first.out).to.match(
      /stopped after 2 steps\n\nFailed\n {2}remove 3 statements .*\n {4}AccessDenied: [^]*\nNot done\n {2}remove 1 statement of the export from the policy of key/,
    );
    policy["Statement"] = (policy["Statement"] as object[]).filter((one) => one !== statement);
    const second = await stack.run([...DETACH, "--yes"]);
    expect([second.code, second.out.split("\n")[0]]).to.deep.equal([
      0,
      "Detach findings of stack prod: 2 steps done",
    ]);
  });

  it("deletes a bucket policy that holds nothing else", async () => {
    stack = await adopted();
    const policy = stack.sandbox.world().buckets["log-archive"]!.policy!;
    (policy["Statement"] as object[]).shift();
    await stack.run([...DETACH, "--yes"]);
    expect(stack.sandbox.world().buckets["log-archive"]?.policy).to.equal(null);
  });

  for (const [what, destination] of [
    ["the bucket", { destinationArn: "arn:aws:s3:::log-archive/x", kmsKeyArn: "other" }],
    ["the key", { destinationArn: "arn:aws:s3:::log-archives", kmsKeyArn: KEY }],
  ] as const) {
    it(`refuses while a destination still uses ${what}`, async () => {
      stack = await adopted();
      stack.sandbox.world().detectors[`${ADMINISTRATOR}/eu-west-1`]!.destinations = {
        ["e".repeat(32)]: { ...destination, status: "PUBLISHING", tags: {} },
      };
      const { code, out } = await stack.run([...WHOLE, "--yes"]);
      expect(code).to.equal(1);
      expect(out).to.contain("eu-west-1: a publishing destination still uses arn:aws:");
      expect(changes(stack)).to.deep.equal([]);
    });
  }

  it("does nothing when it could not look everywhere", async () => {
    stack = await adopted();
    stack.faults({ regions: { "eu-west-1": { errorRate: 1 } } });
    const { code, out } = await stack.run([...DETACH, "--yes", "--timeout", "5s"]);
    expect(code).to.equal(2);
    expect(out).to.contain("eu-west-1: could not check the destinations: ");
    expect(changes(stack)).to.deep.equal([]);
  });

  describe("from a bucket and a key that the export used before", () => {
    const FORMER_KEY = KEY.replace(/[^/]*$/, "99999999-2222-3333-4444-555555555555");
    const FORMER = ["--former-bucket", "old-archive", "--former-key", FORMER_KEY];
    const READER = `arn:aws:iam::${MEMBER}:role/analyst`;
    const sids = (policy: unknown) =>
      (policy as { Statement: { Sid: string }[] }).Statement.map(({ Sid }) =>
        Sid.replace(/^GuardDutyExport[0-9a-f]{8}/, "own "),
      );

    /** The export deployed; the policies of its bucket and key are those of the former ones too. */
    async function moved(): Promise<Deployed> {
      const there = await deployed({ ...ARGS, readerArns: [READER] });
      const { buckets, keys } = there.sandbox.world();
      (buckets["log-archive"]!.policy!["Statement"] as object[]).unshift(THEIRS);
      const former = JSON.stringify(buckets["log-archive"]).replaceAll(
        "log-archive",
        "old-archive",
      );
      buckets["old-archive"] = JSON.parse(former) as (typeof buckets)[string];
      keys[FORMER_KEY] = structuredClone(keys[KEY]!);
      return there;
    }

    it("removes what GuardDuty needs to write, and keeps statements from others and of readers", async () => {
      stack = await moved();
      const { buckets, keys } = stack.sandbox.world();
      const [bucket, key] = [buckets["old-archive"]!, keys[FORMER_KEY]!];
      const before = JSON.stringify([buckets["log-archive"], keys[KEY], bucket, key]);
      const listed = await stack.run([...DETACH, ...FORMER]);
      expect([listed.code, listed.out.split("\n")[0]]).to.deep.equal([
        0,
        "Detach findings of stack prod: 2 steps; run with --yes to apply",
      ]);
      expect(JSON.stringify([buckets["log-archive"], keys[KEY], bucket, key])).to.equal(before);

      const { code, out } = await stack.run([...DETACH, ...FORMER, "--yes"]);
      expect(code, out).to.equal(0);
      expect(sids(bucket.policy)).to.deep.equal(["Theirs", "own ListFindings", "own GetFindings"]);
      expect(sids(key.policy)).to.deep.equal(["Root", "own DecryptFindings"]);
      const [inUse, keyInUse] = JSON.parse(before) as { policy: object }[];
      expect([buckets["log-archive"]!.policy, keys[KEY]!.policy]).to.deep.equal([
        inUse!.policy,
        keyInUse!.policy,
      ]);
      expect(changes(stack).sort()).to.deep.equal([
        "kms:PutKeyPolicy us-east-1",
        "s3:PutBucketPolicy us-east-1",
      ]);
      const again = await stack.run([...DETACH, ...FORMER, "--yes"]);
      expect(again.out.split("\n")[0]).to.equal(
        "Detach findings of stack prod: nothing left to do",
      );
    });

    it("refuses while a destination of a Region still exports there", async () => {
      stack = await moved();
      const { destinations } = stack.sandbox.world().detectors[`${ADMINISTRATOR}/eu-west-1`]!;
      Object.values(destinations)[0]!.kmsKeyArn = FORMER_KEY;
      const { code, out } = await stack.run([...DETACH, ...FORMER, "--yes"]);
      expect(code).to.equal(1);
      expect(out).to.contain(`eu-west-1: a publishing destination still uses ${FORMER_KEY}`);
      expect(changes(stack)).to.deep.equal([]);
    });

    it("does nothing when a Region could not be checked", async () => {
      stack = await moved();
      stack.faults({ regions: { "eu-west-1": { errorRate: 1 } } });
      const { code } = await stack.run([...DETACH, ...FORMER, "--yes", "--timeout", "5s"]);
      expect(code).to.equal(2);
      expect(changes(stack)).to.deep.equal([]);
    });

    const unfit: [what: string, args: string[], says: string][] = [
      [
        "the key and bucket of the config",
        ["--former-key", KEY, "--former-bucket", "log-archive"],
        "--former-key and --former-bucket: the config still exports there\n  Fix: To stop the export, run guardduty-export detach without --former-key and --former-bucket. (formerInUse)\n",
      ],
      [
        "what is no key",
        ["--former-key", "alias/old"],
        '--former-key: "alias/old" is not the ARN of a KMS key\n  Fix: Pass the ARN that pulumi preview printed. (formerKeyInvalid)\n',
      ],
      [
        "members at the same time",
        ["--former-key", FORMER_KEY, "--disassociate-members"],
        "option '--former-key <arn>' cannot be used with option '--disassociate-members'",
      ],
    ];
    for (const [what, args, says] of unfit) {
      it(`refuses ${what}`, async () => {
        stack = await moved();
        const { code, err } = await stack.run([...DETACH, ...args, "--yes"]);
        expect(code).to.equal(2);
        expect(err).to.contain(says);
        expect(changes(stack)).to.deep.equal([]);
      });
    }
  });

  it("leaves policies that their owner writes, and a bucket of the stack's own, to others", async () => {
    stack = await adopted({
      ...ARGS,
      organization: { administrator: accountOf(ADMINISTRATOR) },
      bucket: { account: accountOf(ARCHIVE) },
      key: { existing: { arn: KEY, policy: "external" } },
    });
    const { code, data } = await stack.json([...DETACH, "--yes"]);
    expect(code).to.equal(0);
    const [created, owned] = data.notes;
    expect(created).to.deep.equal({
      id: "createdByStack",
      holder: "bucket",
      text: "the stack created the bucket: pulumi destroy deletes or retains it, as onDestroy says",
    });
    expect(owned).to.include({ id: "ownerRemovesStatements", holder: "key", name: KEY });
    expect(owned.sidPrefix).to.match(/^GuardDutyExport[0-9a-f]{8}$/);
    expect(owned.text).to.equal(
      `the owner of the policy of key ${KEY} has to remove the statements whose Sids start with ${owned.sidPrefix}`,
    );
    expect(changes(stack)).to.deep.equal([]);
  });
});
