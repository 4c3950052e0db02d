import * as aws from "@pulumi/aws";
import { expect } from "chai";

import type { MemberDetectorsArgs } from "../../../components/members/args";
import { readMemberArgs } from "../../../rules/args";
import { reported } from "../../../rules/problems";
import { planMemberDetectors } from "../../../rules/plan";
import { badMembers } from "../../support/badMembers";
import { MEMBERS, recordMember } from "../../../testing/exports";
import type { Recording } from "../../../testing/recorder";
import { UNKNOWN } from "../../../testing/recorder";

const PROVIDER = "pulumi:providers:aws";
const DETECTOR = "aws:guardduty/detector:Detector";
const FEATURE = "aws:guardduty/detectorFeature:DetectorFeature";
const ACCEPTER = "aws:guardduty/inviteAccepter:InviteAccepter";
const ADMINISTRATOR = "111122223333";
const MEMBER = "222233334444";
const ADOPTED = "0123456789abcdef0123456789abcdef";
const args = MEMBERS["member"]!;

/** All that the engine was given for a resource. */
function registeredAs({ find }: Recording, type: string, name: string): object {
  const found = find(type, name);
  const { parent, provider, dependsOn, inputs, ignoreChanges, retainOnDelete, importId } = found;
  const plain = { parent: parent?.name, provider, dependsOn, inputs, ignoreChanges };
  return { ...plain, retainOnDelete, ...(importId && { importId }) };
}

describe("MemberDetectors", () => {
  it("registers exactly its plan", async () => {
    const { settings } = readMemberArgs(args);
    const order = (list: { type: string; name: string }[]) =>
      list.map(({ type, name }) => `${type} ${name}`).sort();
    expect(order((await recordMember(args)).resources)).to.deep.equal(
      order(planMemberDetectors("member", settings!).resources),
    );
  });

  for (const preview of [false, true]) {
    for (const region of args.regions) {
      describe(`in ${region}${preview ? ", previewed" : ""}`, () => {
        let recording: Recording;
        let detectorId: string;
        const adopted = args.existing?.[region]?.detectorId;
        const plain = {
          parent: "member",
          provider: `member-member-${region}`,
          ignoreChanges: [],
          retainOnDelete: false,
        };
        const detector = `${DETECTOR}::member-detector-${region}`;

        before(async () => {
          recording = await recordMember(args, { preview });
          const known = preview ? undefined : recording.components[0]?.outputs.detectorIds[region];
          detectorId = adopted ?? known ?? UNKNOWN;
        });

        it("has a detector that stays, without a frequency", () => {
          expect(registeredAs(recording, DETECTOR, `member-detector-${region}`)).to.deep.equal({
            ...plain,
            dependsOn: [],
            inputs: { region, enable: true, tags: { team: "forensics" } },
            retainOnDelete: true,
            ...(adopted && { importId: adopted, ignoreChanges: ["tags", "enable"] }),
          });
        });

        it("sets the protection plans", () => {
          expect(
            registeredAs(recording, FEATURE, `member-feature-S3_DATA_EVENTS-${region}`),
          ).to.deep.equal({
            ...plain,
            dependsOn: [detector],
            inputs: { region, detectorId, name: "S3_DATA_EVENTS", status: "DISABLED" },
            ignoreChanges: ["additionalConfigurations"],
          });
        });

        it("accepts the administrator's invitation", () => {
          expect(registeredAs(recording, ACCEPTER, `member-invitation-${region}`)).to.deep.equal({
            ...plain,
            dependsOn: [detector],
            inputs: { region, detectorId, masterAccountId: ADMINISTRATOR },
          });
        });
      });
    }
  }

  it("acts by one provider for each Region, or for the account, that pins the account", async () => {
    const perRegion = await recordMember(args);
    const perAccount = await recordMember({ ...args, providerMode: "perAccount" });
    const providers = ({ all }: Recording) =>
      all(PROVIDER).map(({ name, inputs }) => [
        name,
        inputs.region,
        JSON.parse(inputs.allowedAccountIds),
        JSON.parse(inputs.assumeRoles)[0].roleArn,
      ]);
    const pinned = [[MEMBER], `arn:aws:iam::${MEMBER}:role/deploy`];
    expect(providers(perRegion)).to.deep.equal([
      ["member-member-me-south-1", "me-south-1", ...pinned],
      ["member-member-us-east-1", "us-east-1", ...pinned],
    ]);
    expect(providers(perAccount)).to.deep.equal([["member-member", "us-east-1", ...pinned]]);
    const inputs = ({ resources }: Recording) =>
      resources.filter(({ type }) => type !== PROVIDER).map((one) => [one.name, one.inputs]);
    expect(inputs(perAccount)).to.deep.equal(inputs(perRegion));
  });

  it("names the Region in an import id where its provider is elsewhere", async () => {
    const { find } = await recordMember({ ...args, providerMode: "perAccount" });
    expect(find(DETECTOR, "member-detector-me-south-1").importId).to.equal(`${ADOPTED}@me-south-1`);
  });

  it("acts by the provider that the program hands in", async () => {
    const { all, resources } = await recordMember(args, {}, () => ({
      provider: new aws.Provider("mine", {
        region: "us-east-1",
        allowedAccountIds: [args.account!.accountId!],
      }),
    }));
    expect(all(PROVIDER).map(({ name }) => name)).to.deep.equal(["mine"]);
    expect(
      new Set(resources.filter(({ type }) => type !== PROVIDER).map(({ provider }) => provider)),
    ).to.deep.equal(new Set(["mine"]));
  });

  it("makes detectors alone, with the current credentials, when given Regions alone", async () => {
    const { resources, all } = await recordMember({ regions: ["us-east-1", "eu-west-1"] });
    expect(resources.map(({ type }) => type).sort()).to.deep.equal([
      DETECTOR,
      DETECTOR,
      PROVIDER,
      PROVIDER,
    ]);
    for (const { inputs } of all(PROVIDER)) {
      expect(inputs).not.to.have.any.keys("allowedAccountIds", "assumeRoles");
    }
  });

  it("answers the detectors' ids by Region", async () => {
    const { components, find } = await recordMember(args);
    const detectorIds = components[0]?.outputs.detectorIds;
    expect(detectorIds["me-south-1"]).to.equal(ADOPTED);
    expect(detectorIds["us-east-1"]).to.equal(
      find(ACCEPTER, "member-invitation-us-east-1").inputs.detectorId,
    );
  });

  describe("bad arguments", () => {
    it("are at least 12 different ones", () => {
      expect(new Set(badMembers.map(([what]) => what)).size).to.be.at.least(12);
    });

    for (const [what, bad, problems] of badMembers) {
      it(`say what is wrong and how to fix it, and register nothing: ${what}`, async () => {
        const found = readMemberArgs(bad).problems;
        expect(found.map((problem) => reported(problem))).to.deep.equal(problems);
        const recording = await recordMember(bad as MemberDetectorsArgs, { keepErrors: true });
        expect([...recording.components, ...recording.resources]).to.deep.equal([]);
        expect(recording.errors.map(({ name }) => name)).to.deep.equal(["ArgsError"]);
      });
    }
  });
});
