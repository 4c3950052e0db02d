import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../../components/export/args";
import { GuardDutyExport } from "../../../components/export/guardDutyExport";
import type { MemberDetectorsArgs } from "../../../components/members/args";
import { MemberDetectors } from "../../../components/members/memberDetectors";
import { record } from "../../../testing/recorder";

const REGIONS = ["us-east-1", "me-south-1"];
const accountId = "111122223333";
const administrator = { organization: { administrator: { accountId } } };

const recordProgram = (program: () => void) =>
  record(
    () => {
      program();
      return Promise.resolve();
    },
    { keepErrors: true },
  );

const findings = (
  args: Partial<GuardDutyExportArgs> = {},
  opts?: pulumi.ComponentResourceOptions,
) => new GuardDutyExport("findings", { regions: REGIONS, ...args }, opts);
const second = (args: Partial<GuardDutyExportArgs> = {}, opts?: pulumi.ComponentResourceOptions) =>
  new GuardDutyExport("second", { regions: ["us-east-1"], ...args }, opts);
const member = (args: Partial<MemberDetectorsArgs> = {}) =>
  new MemberDetectors("member", { regions: REGIONS, ...args });
const provider = (name: string) => new aws.Provider(name, { region: "us-east-1" });

describe("Two components of one program that have the same detectors", () => {
  const REFUSED: [what: string, program: () => void, line: string][] = [
    [
      "two exports with the credentials of the environment",
      () => [findings(), second()],
      "regions: GuardDutyExport findings of this program has the detector in us-east-1 already: an account has one detector in a Region. Fix: remove one of the two components, or deploy them in different accounts",
    ],
    [
      "two exports of one account, by its id, some of whose Regions are the same",
      () => [
        findings(administrator),
        second({ regions: [...REGIONS, "eu-west-1"], ...administrator }),
      ],
      "regions: GuardDutyExport findings of this program has the detectors in us-east-1 and me-south-1 already: an account has one detector in a Region. Fix: remove us-east-1 and me-south-1 from regions",
    ],
    [
      "two exports with one provider, which the second has from its parent",
      () => {
        const mine = provider("mine");
        findings({}, { provider: mine });
        const parent = new pulumi.ComponentResource(
          "acme:index:Team",
          "team",
          {},
          { providers: [mine] },
        );
        second({}, { parent });
      },
      "regions: GuardDutyExport findings of this program has the detector in us-east-1 already: an account has one detector in a Region. Fix: remove one of the two components, or deploy them in different accounts",
    ],
    [
      "a detector of the management account and a member's stack of it",
      () => {
        member({ account: { accountId: "999900001111" } });
        const management = { accountId: "999900001111", detector: true };
        second({ organization: { administrator: { accountId }, management } });
      },
      "organization.management.detector: MemberDetectors member of this program has the detector in us-east-1 already: an account has one detector in a Region. Fix: set organization.management.detector to false",
    ],
  ];
  for (const [what, program, line] of REFUSED) {
    it(`are refused with both names and the Regions, and nothing of the second is registered: ${what}`, async () => {
      const { errors, components } = await recordProgram(program);
      expect(errors.map(({ message }) => message)).to.deep.equal([
        `GuardDutyExport second: 1 problem in the arguments; nothing was registered\n  - ${line}`,
      ]);
      expect(components.filter(({ name }) => name === "second")).to.deep.equal([]);
    });
  }

  it("are refused in a member's stack", async () => {
    const { errors } = await recordProgram(() => {
      findings(administrator);
      member({ account: { accountId } });
    });
    expect(errors.map(({ message }) => message)).to.deep.equal([
      "MemberDetectors member: 1 problem in the arguments; nothing was registered\n  - regions: GuardDutyExport findings of this program has the detectors in us-east-1 and me-south-1 already: an account has one detector in a Region. Fix: remove one of the two components, or deploy them in different accounts",
    ]);
  });

  const ALLOWED: [what: string, program: () => void][] = [
    ["in other Regions", () => [findings(), second({ regions: ["eu-west-1"] })]],
    [
      "in another account",
      () => {
        findings(administrator);
        second({ organization: { administrator: { accountId: "222233334444" } } });
      },
    ],
    [
      "with another provider: AWS decides whether it is another account",
      () => {
        findings({}, { provider: provider("mine") });
        second({}, { provider: provider("other") });
      },
    ],
  ];
  for (const [what, program] of ALLOWED) {
    it(`may be deployed ${what}`, async () => {
      const { errors, components } = await recordProgram(program);
      expect(errors).to.deep.equal([]);
      expect(components.filter(({ name }) => name === "second")).to.have.length(1);
    });
  }
});
