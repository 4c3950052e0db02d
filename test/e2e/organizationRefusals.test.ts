import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { AwsError } from "../../sandbox/cloud";
import type { WorldFile } from "../../sandbox/world";
import type { CloudStack, Intercept } from "../../testing/cloudStack";
import { exportProgram, openCloudStack } from "../../testing/cloudStack";
import {
  acting,
  ADMINISTRATOR,
  ARCHIVE,
  MANAGEMENT,
  MEMBER,
  organizationArgs,
  organizationWorld,
  OUTSIDER,
} from "../../testing/organization";

const { organization, bucket } = organizationArgs;

const delegatedElsewhere = (): WorldFile => {
  const world = organizationWorld();
  Object.assign(world.organization as object, {
    delegatedAdministrators: { [MEMBER]: ["guardduty.amazonaws.com"] },
    guardDutyAdministrators: { "us-east-1": MEMBER },
  });
  return world;
};

/** me-south-1 is off in the management account. */
const regionOff = (): WorldFile => {
  const world = organizationWorld();
  Object.assign(world.accounts?.[MANAGEMENT] as object, { optedIn: [] });
  return world;
};

/** AWS refuses one operation. */
const refusing =
  (refused: string): Intercept =>
  (cloud) => ({
    async call(caller, operation, input) {
      if (operation !== refused) return cloud.call(caller, operation, input);
      throw new AwsError("AccessDeniedException", `not authorized to perform: ${refused}`, 403);
    },
  });

type Refusal = [what: string, args: GuardDutyExportArgs, world: WorldFile, expected: string];

const REFUSALS: Refusal[] = [
  [
    "another account is the delegated administrator",
    organizationArgs,
    delegatedElsewhere(),
    `organization.administrator.accountId: is ${ADMINISTRATOR}; GuardDuty has another delegated administrator in us-east-1 (account ${MEMBER}). Fix: set organization.administrator.accountId to "${MEMBER}"`,
  ],
  [
    "the management account is in no organization",
    { ...organizationArgs, organization: { ...organization, management: acting(OUTSIDER) } },
    organizationWorld(),
    `organization.management.accountId: is ${OUTSIDER}, which is in no organization; expected the management account of the administrator's organization. Fix: remove organization.management`,
  ],
  [
    "an account has not enabled an opt-in Region",
    { ...organizationArgs, preflight: true },
    regionOff(),
    "regions: the management account has not enabled the opt-in Region me-south-1 (DISABLED). Fix: enable me-south-1 in that account (aws account enable-region --region-name me-south-1)",
  ],
  [
    "the credentials for the management account are another's",
    {
      ...organizationArgs,
      organization: { ...organization, management: { accountId: MANAGEMENT } },
    },
    organizationWorld(),
    `AWS account ID not allowed: ${ADMINISTRATOR}`,
  ],
  [
    "the credentials for the bucket's account are another's",
    { ...organizationArgs, bucket: { ...bucket, account: { accountId: ARCHIVE } } },
    organizationWorld(),
    `AWS account ID not allowed: ${ADMINISTRATOR}`,
  ],
  [
    "the credentials for the administrator account are another's",
    {
      ...organizationArgs,
      organization: { ...organization, administrator: { accountId: ADMINISTRATOR } },
    },
    { ...organizationWorld(), caller: MANAGEMENT },
    `AWS account ID not allowed: ${MANAGEMENT}`,
  ],
  [
    "a role may not be assumed",
    { ...organizationArgs, key: { account: acting(MEMBER) } },
    ((world) => (Object.assign(world.accounts?.[MEMBER] as object, { roles: [] }), world))(
      organizationWorld(),
    ),
    `not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${MEMBER}:role/deploy`,
  ],
  [
    "the credentials of the only account are another's",
    { regions: ["us-east-1"], organization: { administrator: { accountId: MEMBER } } },
    organizationWorld(),
    `AWS account ID not allowed: ${ADMINISTRATOR}`,
  ],
];

describe("Before anything is made", () => {
  let stack: CloudStack;
  afterEach(() => stack.close());

  for (const [what, args, world, expected] of REFUSALS) {
    it(`preview and up stop when ${what}`, async () => {
      stack = await openCloudStack(world);
      for (const run of [stack.preview, stack.up]) {
        const { error } = await run(exportProgram(args));
        expect(error?.message).to.contain(expected);
        const { detectors, buckets, keys } = stack.cloud.world;
        expect({ detectors, buckets, keys }).to.deep.equal({
          detectors: {},
          buckets: {},
          keys: {},
        });
      }
      const writes = stack.cloud.calls.filter(
        ({ operation }) => !/:(Get|List|AssumeRole)/.test(operation),
      );
      expect(writes).to.deep.equal([]);
    });
  }

  it("the preview and the up warn of another administrator of other Regions, and go on", async () => {
    const world = delegatedElsewhere();
    Object.assign(world.organization as object, {
      guardDutyAdministrators: { "eu-west-1": MEMBER },
      administratorByRegion: true,
    });
    stack = await openCloudStack(world);
    for (const run of [stack.preview, stack.up]) {
      const { error, diagnostics } = await run(exportProgram(organizationArgs));
      expect(error?.message).to.equal(undefined);
      expect(diagnostics).to.have.length(1);
      expect(diagnostics[0]).to.contain(
        `account ${MEMBER} is GuardDuty's delegated administrator in other Regions. AWS's pages disagree`,
      );
    }
    expect(stack.cloud.world.organization!.guardDutyAdministrators).to.deep.equal({
      ...{ "eu-west-1": MEMBER, "us-east-1": ADMINISTRATOR, "me-south-1": ADMINISTRATOR },
    });
  });

  const UNREADABLE: [operation: string, warnings: RegExp[]][] = [
    [
      "organizations:ListDelegatedAdministrators",
      [
        /^warning: could not check whether another account is GuardDuty's delegated administrator: .*AccessDeniedException: not authorized/,
      ],
    ],
    [
      "account:ListRegions",
      ["administrator", "management", "bucket"].map(
        (account) =>
          new RegExp(
            `^warning: could not check whether the ${account} account has enabled its Regions: .*AccessDeniedException: not authorized`,
          ),
      ),
    ],
  ];
  for (const [operation, warnings] of UNREADABLE) {
    it(`the preview says what is not checked when ${operation} is not allowed, and the up goes on`, async () => {
      stack = await openCloudStack(organizationWorld(), refusing(operation));
      const args = { ...organizationArgs, preflight: true };
      for (const run of [stack.preview, stack.up]) {
        const { error, diagnostics } = await run(exportProgram(args));
        expect(error).to.equal(undefined);
        expect(diagnostics).to.have.length(warnings.length);
        for (const warning of warnings) {
          expect(
            diagnostics.filter((line) => warning.test(line)),
            String(warning),
          ).to.have.length(1);
        }
      }
      for (const region of args.regions) await stack.deliver(region);
    });
  }
});
