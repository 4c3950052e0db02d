import * as aws from "@pulumi/aws";
import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { MemberDetectors } from "../../components/members/memberDetectors";
import type { WorldFile } from "../../sandbox/world";
import type { CloudStack } from "../../testing/cloudStack";
import { exportProgram, openCloudStack } from "../../testing/cloudStack";
import {
  acting,
  ADMINISTRATOR,
  email,
  MANAGEMENT,
  MEMBER,
  organizationWorld,
} from "../../testing/organization";

const REGIONS = ["us-east-1", "me-south-1"];
const EAST = "1".repeat(32);
const SOUTH = "2".repeat(32);
const DESTINATION = "3".repeat(32);
const OTHER = "4".repeat(32);
const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** An administrator with a detector in each Region, and a destination in one; delegated and with a member in these Regions. */
function world({ delegated = [] as string[], member = [] as string[] } = {}): WorldFile {
  const world = organizationWorld();
  const members = { [MEMBER]: { email: email(MEMBER), relationshipStatus: "Enabled" } };
  const membersIn = (region: string) => (member.includes(region) ? { members } : {});
  return {
    ...world,
    organization: {
      ...world.organization!,
      guardDutyAdministrators: Object.fromEntries(
        delegated.map((region) => [region, ADMINISTRATOR]),
      ),
    },
    detectors: {
      [`${ADMINISTRATOR}/us-east-1`]: {
        id: EAST,
        destinations: {
          [DESTINATION]: { destinationArn: "arn:aws:s3:::acme-old", kmsKeyArn: KEY },
        },
        ...membersIn("us-east-1"),
      },
      [`${ADMINISTRATOR}/me-south-1`]: { id: SOUTH, ...membersIn("me-south-1") },
      [`${MEMBER}/us-east-1`]: { id: "5".repeat(32) },
      [`${MEMBER}/me-south-1`]: { id: "6".repeat(32) },
    },
  };
}

const args = (organization: object = {}, existing: object = {}): GuardDutyExportArgs => ({
  regions: REGIONS,
  organization: { administrator: acting(ADMINISTRATOR), ...organization },
  existing: {
    "us-east-1": { detectorId: EAST, destinationId: DESTINATION },
    "me-south-1": { detectorId: SOUTH },
    ...existing,
  },
});

const management = { ...acting(MANAGEMENT), delegated: true };
const members = { accounts: [{ accountId: MEMBER, email: email(MEMBER), existing: true }] };

describe("An entry of what exists that is not there", () => {
  let stack: CloudStack;
  afterEach(() => stack.close());

  const CASES: [what: string, WorldFile, GuardDutyExportArgs, text: string][] = [
    [
      "a detector's id of another Region",
      world(),
      args({}, { "me-south-1": { detectorId: EAST } }),
      `existing["me-south-1"].detectorId: is ${EAST}; the account's detector in me-south-1 is ${SOUTH}. Fix: set existing["me-south-1"].detectorId to "${SOUTH}"`,
    ],
    [
      "a destination that the detector does not have",
      world(),
      args({}, { "us-east-1": { detectorId: EAST, destinationId: OTHER } }),
      `existing["us-east-1"].destinationId: is ${OTHER}; the detector ${EAST} in us-east-1 has destination ${DESTINATION}. Fix: set existing["us-east-1"].destinationId to "${DESTINATION}"`,
    ],
    [
      "a delegation in no Region",
      world(),
      args({ management }),
      `organization.management.delegated: is true; account ${ADMINISTRATOR} is not GuardDuty's delegated administrator in us-east-1 and me-south-1. Fix: remove organization.management.delegated`,
    ],
    [
      "a delegation in one Region of two",
      world({ delegated: ["us-east-1"] }),
      args({ management }),
      `organization.management.delegated: is true; account ${ADMINISTRATOR} is not GuardDuty's delegated administrator in me-south-1. Fix: delegate GuardDuty to account ${ADMINISTRATOR} in me-south-1 (aws guardduty enable-organization-admin-account --admin-account-id ${ADMINISTRATOR} --region me-south-1)`,
    ],
    [
      "a member in one Region of two",
      world({ delegated: REGIONS, member: ["us-east-1"] }),
      args({ members }),
      `organization.members.accounts[0].existing: is true; account ${MEMBER} is not a member in me-south-1. Fix: add account ${MEMBER} as a member in me-south-1 (aws guardduty create-members --account-details AccountId=${MEMBER},Email=<its e-mail address> --detector-id <detector id> --region me-south-1)`,
    ],
  ];
  for (const [what, start, given, text] of CASES) {
    it(`is named with what is there instead, and nothing is imported or made: ${what}`, async () => {
      stack = await openCloudStack(start);
      const before = structuredClone(stack.cloud.world);
      for (const run of [stack.preview, stack.up]) {
        const { diagnostics, steps } = await run(exportProgram(given));
        // An inline program's error is repeated as that of the run.
        const errors = new Set(diagnostics.filter((line) => line.startsWith("error: ")));
        expect([...errors]).to.deep.equal([`error: ${text}`]);
        expect(steps.filter(({ op }) => op === "import")).to.deep.equal([]);
      }
      expect(stack.cloud.world).to.deep.equal(before);
    });
  }

  it("is no error where everything is there", async () => {
    stack = await openCloudStack(world({ delegated: REGIONS, member: REGIONS }));
    const { diagnostics } = await stack.deploy(args({ management, members }));
    expect(diagnostics.filter((line) => /could not check|is true/.test(line))).to.deep.equal([]);
    for (const region of REGIONS) await stack.deliver(region);
  });

  it("is said not to be checked with a provider that the program passes, whose credentials the component does not have", async () => {
    stack = await openCloudStack(world());
    const { error, diagnostics } = await stack.up(async () => {
      const mine = new aws.Provider("mine", { region: "us-east-1" });
      const { regions, existing } = args();
      new GuardDutyExport("findings", { regions, existing }, { provider: mine });
    });
    expect(error?.message).to.equal(undefined);
    const passed =
      ": the component does not have the credentials of the provider passed to it. Fix: compare the configuration with what guardduty-export discover lists";
    expect(diagnostics.filter((line) => line.includes("could not check"))).to.deep.equal([
      `warning: could not check whether ${DESTINATION} is the detector's destination in us-east-1${passed}`,
      `warning: could not check whether detector ${SOUTH} in me-south-1 already has a destination${passed}`,
    ]);
  });

  it("is not looked for where the stack creates the detector with such a provider", async () => {
    stack = await openCloudStack(world());
    const { error, diagnostics } = await stack.up(async () => {
      const mine = new aws.Provider("mine", { region: "us-east-1" });
      new GuardDutyExport("findings", { regions: ["eu-west-1"] }, { provider: mine });
    });
    expect(error?.message).to.equal(undefined);
    expect(diagnostics.filter((line) => line.includes("could not check"))).to.deep.equal([]);
  });

  it("of a member's stack is named by its preview, as is a detector that the stack does not declare", async () => {
    stack = await openCloudStack({ ...world(), caller: MEMBER });
    const member = (existing: { [region: string]: { detectorId: string } }) => async () => {
      new MemberDetectors("member", { regions: REGIONS, account: acting(MEMBER), existing });
    };
    const missing = await stack.preview(member({ "us-east-1": { detectorId: EAST } }));
    expect(missing.error?.message).to.contain(
      `existing["us-east-1"].detectorId: is ${EAST}; the account's detector in us-east-1 is ${"5".repeat(32)}. Fix: `,
    );
    const undeclared = await stack.preview(member({}));
    for (const [region, id] of [
      ["us-east-1", "5"],
      ["me-south-1", "6"],
    ] as const) {
      expect(undeclared.error?.message).to.contain(
        `existing["${region}"]: is not set; the account already has detector ${id.repeat(32)} in ${region}, and GuardDuty allows one in a Region.`,
      );
    }
  });
});
