import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import type { MemberDetectorsArgs } from "../../components/members/args";
import { MemberDetectors } from "../../components/members/memberDetectors";
import type { CloudStack } from "../../testing/cloudStack";
import { openCloudStack, openStackOn } from "../../testing/cloudStack";
import {
  acting,
  ADMINISTRATOR,
  deliveredOnce,
  email,
  MEMBER,
  organizationArgs,
  organizationWorld,
  OUTSIDER,
} from "../../testing/organization";

const DAY = 24 * 3_600_000;
const { regions } = organizationArgs;

const memberProgram = (args: MemberDetectorsArgs) => async () => {
  const { detectorIds } = new MemberDetectors("member", args);
  return { detectorIds };
};

describe("A member account's stack", () => {
  let administrator: CloudStack;
  let member: CloudStack;
  const detectorIds = (accountId: string) =>
    Object.fromEntries(
      regions.map((region) => [
        region,
        administrator.cloud.world.detectors[`${accountId}/${region}`]?.id,
      ]),
    );
  const up = async (args: MemberDetectorsArgs) => {
    const outcome = await member.up(memberProgram(args));
    expect(outcome.error?.message).to.equal(undefined);
    return outcome;
  };

  beforeEach(async () => {
    administrator = await openCloudStack(organizationWorld());
    member = await openStackOn(administrator.cloud, "member");
  });
  afterEach(async () => {
    await member.close();
    await administrator.close();
  });

  describe("of the organization", () => {
    const args: MemberDetectorsArgs = { regions, account: acting(MEMBER) };

    it("may come before the administrator's, which takes its detectors as they are", async () => {
      const { outputs } = await up(args);
      const before = detectorIds(MEMBER);
      expect(outputs["detectorIds"]).to.deep.equal(before);

      await administrator.deploy({ ...organizationArgs, findingPublishingFrequency: "ONE_HOUR" });
      await administrator.cloud.advanceClock(DAY);
      expect(detectorIds(MEMBER)).to.deep.equal(before);
      for (const region of regions) await deliveredOnce(administrator, MEMBER, region);

      expect((await up(args)).changed).to.deep.equal([]);
      expect((await member.refresh()).changed).to.deep.equal([]);
      expect((await up(args)).changed).to.deep.equal([]);
      const { detectors } = administrator.cloud.world;
      for (const region of regions) {
        const { destinations, findingPublishingFrequency } = detectors[`${MEMBER}/${region}`]!;
        expect({ destinations, findingPublishingFrequency }).to.deep.equal({
          destinations: {},
          findingPublishingFrequency: "ONE_HOUR",
        });
      }
    });

    it("takes over by their ids the detectors that came with membership, and keeps them", async () => {
      await administrator.deploy(organizationArgs);
      await administrator.cloud.advanceClock(DAY);
      const before = detectorIds(MEMBER);

      const { error } = await member.preview(memberProgram(args));
      for (const region of regions) {
        expect(error?.message).to.contain(
          `existing["${region}"]: is not set; the account already has detector ${before[region]} in ${region}, and GuardDuty allows one in a Region.`,
        );
      }

      const adopted: MemberDetectorsArgs = {
        ...args,
        features: [{ name: "S3_DATA_EVENTS", status: "DISABLED" }],
        existing: Object.fromEntries(
          regions.map((region) => [region, { detectorId: before[region] as string }]),
        ),
      };
      const { steps, outputs } = await up(adopted);
      expect(steps.filter(({ op }) => op === "import")).to.have.length(regions.length);
      expect(outputs["detectorIds"]).to.deep.equal(before);
      expect((await up(adopted)).changed).to.deep.equal([]);
      for (const region of regions) {
        const { features } = administrator.cloud.world.detectors[`${MEMBER}/${region}`]!;
        expect(features["S3_DATA_EVENTS"]?.status).to.equal("DISABLED");
        await deliveredOnce(administrator, MEMBER, region);
      }

      expect((await member.destroy()).error).to.equal(undefined);
      expect(detectorIds(MEMBER)).to.deep.equal(before);
      for (const region of regions) await deliveredOnce(administrator, MEMBER, region);
    });
  });

  describe("outside the organization", () => {
    const inviting: GuardDutyExportArgs = {
      regions,
      organization: {
        administrator: acting(ADMINISTRATOR),
        members: { accounts: [{ accountId: OUTSIDER, email: email(OUTSIDER), invite: true }] },
      },
    };
    const accepting: MemberDetectorsArgs = {
      regions,
      account: acting(OUTSIDER),
      administratorAccountId: ADMINISTRATOR,
      acceptInvitation: true,
    };

    it("accepts the administrator's invitation, after which its findings are delivered", async () => {
      await administrator.deploy(inviting);
      await up({ regions, account: acting(OUTSIDER) });
      for (const region of regions) {
        expect(await administrator.cloud.exportFinding(OUTSIDER, region)).to.deep.equal([]);
      }
      expect((await up(accepting)).changed).to.deep.equal(
        [...regions]
          .sort()
          .map(
            (region) =>
              `create aws:guardduty/inviteAccepter:InviteAccepter::member-invitation-${region}`,
          ),
      );
      for (const region of regions) await deliveredOnce(administrator, OUTSIDER, region);

      for (const engine of [administrator, member]) {
        expect((await engine.refresh()).error).to.equal(undefined);
      }
      expect((await administrator.deploy(inviting)).changed).to.deep.equal([]);
      expect((await up(accepting)).changed).to.deep.equal([]);
    });

    it("fails before it is invited, and goes on from there afterwards", async () => {
      const { error } = await member.up(memberProgram(accepting));
      expect(error?.message).to.contain("unable to find pending GuardDuty Invitation");
      const before = detectorIds(OUTSIDER);
      await administrator.deploy(inviting);
      await up(accepting);
      expect(detectorIds(OUTSIDER)).to.deep.equal(before);
      for (const region of regions) await deliveredOnce(administrator, OUTSIDER, region);
    });

    it("leaves the administrator when it goes, and keeps its detectors", async () => {
      await administrator.deploy(inviting);
      await up(accepting);
      const before = detectorIds(OUTSIDER);
      expect((await member.destroy()).error).to.equal(undefined);
      expect(detectorIds(OUTSIDER)).to.deep.equal(before);
      for (const region of regions) {
        expect(await administrator.cloud.exportFinding(OUTSIDER, region)).to.deep.equal([]);
      }
    });

    it("stays a member when the administrator's stack goes, whose detectors stay for it", async () => {
      await administrator.deploy(inviting);
      await up(accepting);
      const before = detectorIds(ADMINISTRATOR);
      expect((await administrator.destroy()).error).to.equal(undefined);
      expect(detectorIds(ADMINISTRATOR)).to.deep.equal(before);
      expect((await up(accepting)).changed).to.deep.equal([]);
    });
  });

  it("makes nothing with the credentials of another account", async () => {
    const args: MemberDetectorsArgs = { regions, account: { accountId: MEMBER } };
    const { error } = await member.up(memberProgram(args));
    expect(error?.message).to.contain(`AWS account ID not allowed: ${ADMINISTRATOR}`);
    expect(administrator.cloud.world.detectors).to.deep.equal({});
  });
});
