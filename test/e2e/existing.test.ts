import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { MemberDetectors } from "../../components/members/memberDetectors";
import { AwsError } from "../../sandbox/cloud";
import type { PolicyDocument } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import { sidPrefix } from "../../rules/policies";
import type { WorldFile } from "../../sandbox/world";
import type { CloudStack, Intercept } from "../../testing/cloudStack";
import { deploymentWarningText } from "../../rules/texts/deploymentWarnings";
import { ACCOUNT, exportProgram, openCloudStack } from "../../testing/cloudStack";
import {
  BUCKET,
  bucketPolicyOfOthers,
  KEY_ARN,
  keyPolicyOfOthers,
  logArchive,
  ofOthers,
  warningsOfReader,
} from "../../testing/logArchive";
import { withoutIds } from "../../testing/ids";

const MANAGEMENT = "999900001111";
const ARCHIVE = "444455556666";
const MEMBER = "222233334444";
const DETECTORS = { "us-east-1": "1".repeat(32), "me-south-1": "2".repeat(32) };
const DESTINATION = "3".repeat(32);

const acting = (accountId: string) => ({
  accountId,
  assumeRoleArn: `arn:aws:iam::${accountId}:role/deploy`,
});
const adopting: GuardDutyExportArgs = {
  regions: ["us-east-1", "me-south-1"],
  bucket: { existing: { name: BUCKET }, prefix: "guardduty" },
  key: { existing: { arn: KEY_ARN } },
};
const existing = {
  "us-east-1": { detectorId: DETECTORS["us-east-1"], destinationId: DESTINATION },
  "me-south-1": { detectorId: DETECTORS["me-south-1"] },
};

/** A log archive, and detectors of which one is suspended and one exports elsewhere. */
function inUse(): WorldFile {
  const world = logArchive();
  world.detectors = {
    [`${ACCOUNT}/us-east-1`]: {
      id: DETECTORS["us-east-1"],
      tags: { owner: "platform" },
      destinations: {
        [DESTINATION]: {
          destinationArn: "arn:aws:s3:::acme-old-findings",
          kmsKeyArn: KEY_ARN,
          tags: { owner: "platform" },
        },
      },
    },
    [`${ACCOUNT}/me-south-1`]: { id: DETECTORS["me-south-1"], status: "DISABLED" },
  };
  return world;
}

const OWNER = { project: "guardduty-export", stack: "test", component: "findings" };

/** What is said of the bucket that the adopted destination exported to. */
const former = `warning: ${withoutIds(deploymentWarningText({ id: "formerStatementsKept", severity: "warning", holder: "bucket", name: "acme-old-findings", sidPrefix: sidPrefix(OWNER) }))}`;

const withoutAnyChange = (stack: CloudStack, world: WorldFile) => {
  const { buckets, keys, detectors } = stack.cloud.world;
  expect(buckets[BUCKET]?.policy).to.deep.equal(world.buckets![BUCKET]?.policy);
  expect(keys[KEY_ARN]?.policy).to.deep.equal(world.keys![KEY_ARN]?.policy);
  expect(Object.keys(detectors)).to.deep.equal(Object.keys(world.detectors ?? {}));
};

describe("What exists already", () => {
  let stack: CloudStack;
  const open = async (...given: Parameters<typeof openCloudStack>) =>
    (stack = await openCloudStack(...given));
  afterEach(() => stack.close());

  for (const providerMode of ["perRegion", "perAccount"] as const) {
    it(`is imported, redirected and kept, a suspended detector as it is: providerMode ${providerMode}`, async () => {
      await open(inUse());
      const args = { ...adopting, existing, providerMode };
      const { steps, diagnostics } = await stack.deploy(args);
      expect(diagnostics).to.deep.equal([
        `warning: existing["me-south-1"]: the detector ${DETECTORS["me-south-1"]} in me-south-1 is suspended and generates no findings. Fix: set existing["me-south-1"].enable to true`,
        ...warningsOfReader,
        former,
      ]);
      expect(
        steps
          .filter(({ op }) => op === "import")
          .map(({ name }) => name)
          .sort(),
      ).to.deep.equal([
        "findings-destination-us-east-1",
        "findings-detector-me-south-1",
        "findings-detector-us-east-1",
      ]);
      const redirected = steps.find(
        ({ op, name }) => op === "update" && name.includes("destination"),
      );
      expect(redirected?.diffs).to.deep.equal(["destinationArn"]);
      expect((await stack.deploy(args)).changed).to.deep.equal([]);

      const { detectors } = stack.cloud.world;
      const east = detectors[`${ACCOUNT}/us-east-1`]!;
      expect(Object.keys(east.destinations)).to.deep.equal([DESTINATION]);
      expect(east.destinations[DESTINATION]).to.deep.include({
        destinationArn: `arn:aws:s3:::${BUCKET}/guardduty`,
        tags: { owner: "platform" },
      });
      expect(east.tags).to.deep.equal({ owner: "platform" });
      expect(detectors[`${ACCOUNT}/me-south-1`]?.status).to.equal("DISABLED");
      await stack.deliver("us-east-1");

      expect((await stack.destroy()).error).to.equal(undefined);
      expect(Object.keys(stack.cloud.world.detectors)).to.have.length(2);
      expect(Object.keys(east.destinations)).to.deep.equal([DESTINATION]);
    });
  }

  it("is redirected together with its expected bucket owner, where GuardDuty verifies the former one", async () => {
    const world = inUse();
    const destinationIn = ({ detectors = {} }: Pick<WorldFile, "detectors">) =>
      detectors[`${ACCOUNT}/us-east-1`]!.destinations![DESTINATION]!;
    destinationIn(world).expectedBucketOwner = ARCHIVE;
    await open(world);
    await stack.deploy({ ...adopting, existing });
    expect(destinationIn(stack.cloud.world)).to.deep.include({
      destinationArn: `arn:aws:s3:::${BUCKET}/guardduty`,
      expectedBucketOwner: ACCOUNT,
    });
    await stack.deliver("us-east-1");
  });

  it("is enabled, when that is said, from the first run or from a later one", async () => {
    for (const before of [undefined, existing]) {
      await open(inUse());
      if (before) await stack.deploy({ ...adopting, existing: before });
      const enabled = {
        ...existing,
        "me-south-1": { ...existing["me-south-1"], enable: true },
      };
      const { diagnostics } = await stack.deploy({ ...adopting, existing: enabled });
      expect(diagnostics).to.deep.equal([
        ...warningsOfReader,
        ...(before === undefined ? [former] : []),
      ]);
      expect(stack.cloud.world.detectors[`${ACCOUNT}/me-south-1`]?.status).to.equal("ENABLED");
      for (const region of adopting.regions) await stack.deliver(region);
      if (before === undefined) await stack.close();
    }
  });

  const wrong: [
    what: string,
    world: () => WorldFile,
    GuardDutyExportArgs,
    text: string | RegExp,
  ][] = [
    [
      "a detector's id of another Region",
      inUse,
      { ...adopting, existing: { "us-east-1": { detectorId: DETECTORS["me-south-1"] } } },
      `existing["us-east-1"].detectorId: is ${DETECTORS["me-south-1"]}; the account's detector in us-east-1 is ${DETECTORS["us-east-1"]}. Fix: set existing["us-east-1"].detectorId to "${DETECTORS["us-east-1"]}"`,
    ],
    [
      "a detector where there is none",
      () => logArchive(),
      { ...adopting, existing: { "us-east-1": { detectorId: DETECTORS["us-east-1"] } } },
      `existing["us-east-1"].detectorId: is ${DETECTORS["us-east-1"]}; the account has no detector in us-east-1. Fix: remove existing["us-east-1"]`,
    ],
    [
      "a destination of another detector",
      inUse,
      {
        ...adopting,
        existing: { "me-south-1": { ...existing["me-south-1"], destinationId: DESTINATION } },
        regions: ["me-south-1"],
        homeRegion: "us-east-1",
      },
      `existing["me-south-1"].destinationId: is ${DESTINATION}; the detector ${DETECTORS["me-south-1"]} in me-south-1 has no destination. Fix: remove existing["me-south-1"].destinationId`,
    ],
    [
      "a bucket that is not there",
      inUse,
      { ...adopting, bucket: { existing: { name: "acme-no-archive" } } },
      /bucket\.existing\.name: cannot read bucket acme-no-archive: .*NotFound.*\. Fix: set bucket\.existing\.name to a bucket in us-east-1/,
    ],
    [
      "a bucket in another Region",
      () => {
        const world = inUse();
        world.buckets![BUCKET]!.region = "eu-west-1";
        return world;
      },
      adopting,
      /bucket\.existing\.name: cannot read bucket acme-log-archive: /,
    ],
    [
      "a key that is disabled and for signing: both at once",
      () => {
        const world = inUse();
        Object.assign(world.keys![KEY_ARN]!, {
          state: "Disabled",
          usage: "SIGN_VERIFY",
          spec: "RSA_4096",
        });
        return world;
      },
      adopting,
      /key\.existing\.arn: is a RSA_4096 key; expected SYMMETRIC_DEFAULT\. .*\nkey\.existing\.arn: is a key for SIGN_VERIFY; expected ENCRYPT_DECRYPT\. .*\nkey\.existing\.arn: is in state Disabled; expected Enabled\. Fix: run aws kms enable-key/,
    ],
    [
      "a key that is to be deleted",
      () => {
        const world = inUse();
        world.keys![KEY_ARN]!.state = "PendingDeletion";
        return world;
      },
      adopting,
      `key.existing.arn: is in state PendingDeletion; expected Enabled. Fix: run aws kms cancel-key-deletion --key-id ${KEY_ARN} --region us-east-1 && aws kms enable-key --key-id ${KEY_ARN} --region us-east-1`,
    ],
    [
      "an object with content where the marker belongs",
      () => {
        const world = inUse();
        world.buckets![BUCKET]!.objects = { "guardduty/": { size: 3, etag: "x" } } as never;
        return world;
      },
      adopting,
      "bucket.prefix: the object guardduty/ of bucket acme-log-archive has 3 bytes; GuardDuty requires an empty object. Fix: set bucket.prefix to a value such as ",
    ],
    [
      "a statement from others under the export's Sids",
      () => {
        const prefix = sidPrefix(OWNER);
        const [first, ...others] = listOf(bucketPolicyOfOthers.Statement);
        return logArchive({
          ...bucketPolicyOfOthers,
          Statement: [{ ...first!, Sid: `${prefix}Reading` }, ...others],
        });
      },
      adopting,
      /bucket\.existing\.name: the bucket policy has the Sid "GuardDutyExport[0-9a-f]{8}Reading", which this version does not write: Sids that start with/,
    ],
  ];
  for (const [what, world, args, text] of wrong) {
    it(`stops the run before anything is made: ${what}`, async () => {
      const before = world();
      await open(world());
      const { error, diagnostics } = await stack.tryDeploy(args);
      expect(error).not.to.equal(undefined);
      const errorLine = diagnostics.find((line) => line.startsWith("error: "));
      if (typeof text === "string") expect(errorLine).to.contain(text);
      else expect(errorLine).to.match(text);
      withoutAnyChange(stack, before);
    });
  }

  for (const operation of ["s3:GetBucketPolicy", "kms:GetKeyPolicy"]) {
    it(`stops the run when ${operation} is refused: that is not taken for no policy`, async () => {
      await open(logArchive(), (cloud) => ({
        async call(caller, called, input) {
          if (called === operation) throw new AwsError("AccessDenied", "Access Denied", 403);
          return cloud.call(caller, called, input);
        },
      }));
      for (const run of [stack.preview, stack.up]) {
        const { error } = await run(exportProgram(adopting));
        expect(error?.message).to.contain("AccessDenied: Access Denied");
      }
      withoutAnyChange(stack, logArchive());
    });
  }

  it("is said not to be checked when the marker's place cannot be read", async () => {
    await open(logArchive(), (cloud) => ({
      async call(caller, operation, input) {
        const [first] = cloud.calls.filter((one) => one.operation === "s3:PutObject");
        if (operation === "s3:HeadObject" && first === undefined) {
          throw new AwsError("Forbidden", "Forbidden", 403);
        }
        return cloud.call(caller, operation, input);
      },
    }));
    const { diagnostics } = await stack.deploy(adopting);
    expect(diagnostics.slice(1)).to.deep.equal(warningsOfReader);
    expect(diagnostics[0]).to.match(
      /^warning: could not check whether the object guardduty\/ of bucket acme-log-archive is empty: .*Forbidden/,
    );
  });

  it("may be in accounts of their own", async () => {
    const world = logArchive();
    world.accounts = Object.fromEntries(
      [ACCOUNT, ARCHIVE].map((id) => [
        id,
        { optedIn: ["me-south-1"], roles: [acting(id).assumeRoleArn] },
      ]),
    );
    world.accounts[MEMBER] = { roles: [`arn:aws:iam::${MEMBER}:role/siem`] };
    world.buckets![BUCKET]!.account = ARCHIVE;
    await open(world);
    for (const providerMode of ["perRegion", "perAccount"] as const) {
      await stack.deploy({
        ...adopting,
        providerMode,
        organization: { administrator: acting(ACCOUNT) },
        bucket: { ...adopting.bucket, account: acting(ARCHIVE) },
        key: { ...adopting.key, account: acting(ACCOUNT) },
      });
      for (const region of adopting.regions) await stack.deliver(region);
    }
    const { policy } = stack.cloud.world.buckets[BUCKET]!;
    expect(ofOthers(policy)).to.deep.equal(bucketPolicyOfOthers);
    const sids = listOf((policy as unknown as PolicyDocument).Statement).map(({ Sid }) => Sid);
    expect(sids.filter((sid) => /ListPrefix|GetMarkers/.test(String(sid)))).to.have.length(2);
  });

  it("in an organization: delegation and members are imported, and stay", async () => {
    const world: WorldFile = {
      caller: ACCOUNT,
      accounts: Object.fromEntries(
        [ACCOUNT, MANAGEMENT, MEMBER].map((id) => [
          id,
          {
            email: `${id}@example.com`,
            optedIn: ["me-south-1"],
            roles: [acting(id).assumeRoleArn],
          },
        ]),
      ),
      organization: { management: MANAGEMENT, members: [ACCOUNT, MEMBER] },
    };
    const regions = ["us-east-1", "me-south-1"];
    const args = (existing: boolean): GuardDutyExportArgs => ({
      regions,
      organization: {
        administrator: acting(ACCOUNT),
        management: { ...acting(MANAGEMENT), delegated: existing },
        members: { accounts: [{ accountId: MEMBER, email: "member@example.com", existing }] },
      },
    });
    const made = await openCloudStack(world);
    await made.deploy(args(false));
    await open(structuredClone(made.cloud.world) as WorldFile);
    await made.close();
    // The export's own would have to be declared.
    for (const key of Object.values(stack.cloud.world.keys)) key.tags = {};
    const detectors = Object.entries(stack.cloud.world.detectors).filter(([location]) =>
      location.startsWith(ACCOUNT),
    );
    const given = Object.fromEntries(
      detectors.map(([location, { id, destinations }]) => [
        location.split("/")[1]!,
        { detectorId: id, destinationId: Object.keys(destinations)[0]! },
      ]),
    );
    for (const providerMode of ["perRegion", "perAccount"] as const) {
      const { steps } = await stack.deploy({ ...args(true), existing: given, providerMode });
      const imported = steps.filter(({ op }) => op === "import");
      expect(imported).to.have.length(providerMode === "perRegion" ? 8 : 0);
    }
    const before = structuredClone(stack.cloud.world);
    expect((await stack.destroy()).error).to.equal(undefined);
    expect(stack.cloud.world.organization).to.deep.equal(before.organization);
    expect(stack.cloud.world.detectors).to.deep.equal(before.detectors);
  });

  it("in a member's account is reported as suspended, and checked to be its own", async () => {
    const world: WorldFile = {
      caller: MEMBER,
      accounts: { [MEMBER]: {} },
      detectors: { [`${MEMBER}/us-east-1`]: { id: DETECTORS["us-east-1"], status: "DISABLED" } },
    };
    await open(world);
    const member = (detector: { detectorId: string; enable?: boolean }) => async () => {
      new MemberDetectors("member", {
        regions: ["us-east-1"],
        existing: { "us-east-1": detector },
      });
    };
    const other = await stack.up(member({ detectorId: DETECTORS["me-south-1"] }));
    expect(other.error?.message).to.contain(`is ${DETECTORS["us-east-1"]}. Fix: set `);
    const own = { detectorId: DETECTORS["us-east-1"] };
    const { error, diagnostics } = await stack.up(member(own));
    expect(error).to.equal(undefined);
    expect(diagnostics[0]).to.contain("is suspended and generates no findings");
    expect(stack.cloud.world.detectors[`${MEMBER}/us-east-1`]?.status).to.equal("DISABLED");
    expect((await stack.up(member({ ...own, enable: true }))).diagnostics).to.deep.equal([]);
    expect(stack.cloud.world.detectors[`${MEMBER}/us-east-1`]?.status).to.equal("ENABLED");
  });
});

/** AWS answers some calls that change something, and then none until the interruption is over. */
const interruptedAfter =
  (answered: number, interruption: { over: boolean; struck: boolean }): Intercept =>
  (cloud) => {
    let changes = 0;
    return {
      async call(caller, operation, input) {
        const changing = !/:(Get|List|Describe|Head)/.test(operation);
        if (!interruption.over && (interruption.struck || (changing && ++changes > answered))) {
          interruption.struck = true;
          throw new AwsError("AccessDeniedException", "interrupted", 403);
        }
        return cloud.call(caller, operation, input);
      },
    };
  };

describe("An adoption that is interrupted", () => {
  for (let changes = 0; changes < 8; changes++) {
    it(`after ${changes} changes is finished by the next up, and so is the detaching`, async () => {
      const up = { over: false, struck: false };
      const down = { over: true, struck: false };
      const stack = await openCloudStack(inUse(), (cloud) =>
        interruptedAfter(
          changes,
          up,
        )({
          ...cloud,
          call: interruptedAfter(changes, down)(cloud).call,
        }),
      );
      try {
        const args = { ...adopting, existing };
        const first = await stack.tryDeploy(args);
        expect(first.error === undefined).to.equal(!up.struck);
        const theirs = () => {
          const { buckets, keys } = stack.cloud.world;
          expect(ofOthers(buckets[BUCKET]?.policy)).to.deep.equal(bucketPolicyOfOthers);
          expect(ofOthers(keys[KEY_ARN]?.policy)).to.deep.equal(keyPolicyOfOthers);
        };
        theirs();
        up.over = true;
        if (
          first.failed.some((step) => step.startsWith("update") && step.includes("Destination"))
        ) {
          // The provider may take the redirection for done: that is found out, and put right by the next run.
          const { error } = await stack.tryDeploy(args);
          const known = "exports to arn:aws:s3:::acme-old-findings under ";
          expect(error?.message ?? known).to.contain(known);
        }
        await stack.deploy(args);
        expect((await stack.deploy(args)).changed).to.deep.equal([]);
        await stack.deliver("us-east-1");

        down.over = false;
        const detached: GuardDutyExportArgs = {
          ...args,
          bucket: { ...args.bucket, existing: { name: BUCKET, detach: true } },
          key: { existing: { arn: KEY_ARN, detach: true } },
        };
        const second = await stack.tryDeploy(detached);
        expect(second.error === undefined).to.equal(!down.struck);
        theirs();
        down.over = true;
        await stack.deploy(detached);
        expect((await stack.destroy()).error).to.equal(undefined);
        expect(stack.cloud.world.buckets[BUCKET]?.policy).to.deep.equal(bucketPolicyOfOthers);
        expect(stack.cloud.world.keys[KEY_ARN]?.policy).to.deep.equal(keyPolicyOfOthers);
      } finally {
        await stack.close();
      }
    });
  }
});
