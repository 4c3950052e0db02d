import { expect } from "chai";
import { providerSuite } from "../../../testing/providers/suite";
import { ADMIN, DETECTOR } from "../../../testing/worlds";

const type = "aws:guardduty/memberDetectorFeature:MemberDetectorFeature";
const MEMBER = "222233334444";
const OUTSIDER = "999900001111";

describe("sandbox/providers plans of members", () => {
  const suite = providerSuite({
    detectors: {
      [`${ADMIN}/us-east-1`]: {
        id: DETECTOR,
        members: { [MEMBER]: { relationshipStatus: "Enabled" } },
      },
      [`${MEMBER}/us-east-1`]: { id: "f".repeat(32) },
    },
  });
  const additionalConfigurations = ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT"]
    .map((name) => ({ name, status: "DISABLED" }))
    .concat({ name: "EC2_AGENT_MANAGEMENT", status: "ENABLED" });
  const program = {
    ...{ accountId: MEMBER, detectorId: DETECTOR, name: "RUNTIME_MONITORING" },
    ...{ status: "ENABLED", additionalConfigurations },
  };

  it("are set, read, changed in one call, and stay as they are when the resource goes", async () => {
    const old = await suite.make(type, program);
    expect(old.state).to.deep.include(program);
    const next = await suite.change(type, old, { ...program, status: "DISABLED" });
    expect(suite.cloud.operations()).to.deep.equal([
      "guardduty:UpdateMemberDetectors",
      "guardduty:GetMemberDetectors",
    ]);
    await suite.aws.delete(type, next);
    const { features } = suite.cloud.world.detectors[`${MEMBER}/us-east-1`]!;
    expect(features["RUNTIME_MONITORING"]).to.deep.include({
      status: "DISABLED",
      additional: {
        EKS_ADDON_MANAGEMENT: "DISABLED",
        ECS_FARGATE_AGENT_MANAGEMENT: "DISABLED",
        EC2_AGENT_MANAGEMENT: "ENABLED",
      },
    });
  });

  it("are refused for an account that is no member, and for a plan of detectors alone", async () => {
    const failure = await suite.refused(type, { ...program, accountId: OUTSIDER });
    expect(failure.message).to.equal(
      `creating GuardDuty Member Detector Feature (${DETECTOR}/${OUTSIDER}/RUNTIME_MONITORING): The request is rejected because the given account ID is not an associated member of account the current account.`,
    );
    expect(await suite.problems(type, { ...program, name: "AI_ANALYST" })).to.match(
      /^expected name to be one of .*, got AI_ANALYST\./,
    );
    const own = "aws:guardduty/detectorFeature:DetectorFeature";
    const plan = { detectorId: DETECTOR, name: "AI_ANALYST", status: "ENABLED" };
    expect(await suite.problems(own, plan)).to.equal("");
    const unknown = { ...program, additionalConfigurations: [{ name: "NONE", status: "ENABLED" }] };
    expect(await suite.problems(type, unknown)).to.match(
      /^expected .*name to be one of .*, got NONE/,
    );
  });

  it("are gone when the account is no member any more", async () => {
    const old = await suite.make(type, program);
    delete suite.cloud.world.detectors[`${ADMIN}/us-east-1`]!.members[MEMBER];
    expect((await suite.aws.read(type, old.id, old)).id).to.equal("");
  });
});
