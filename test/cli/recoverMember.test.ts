import { expect } from "chai";

import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import { MEMBER, stackFiles } from "../../testing/live/world";

const REGION = "us-east-1";
const DETECTOR = "aws:guardduty/detector:Detector";
const URN = `urn:pulumi:prod::guardduty-export::guardduty-export:index:MemberDetectors$${DETECTOR}::one`;
const CONFIG = { role: "member", regions: [REGION], account: { accountId: MEMBER } };

/** What is left of a deployment that was interrupted while it created the detector. */
const STATE = JSON.stringify({
  deployment: {
    resources: [],
    pending_operations: [
      { type: "creating", resource: { urn: URN, type: DETECTOR, inputs: { region: REGION } } },
    ],
  },
});

describe("recover of a member account's stack", () => {
  let stack: Deployed;
  afterEach(() => stack.close());

  it("finds the detector with the member account's credentials", async () => {
    stack = await deployed({ regions: [REGION] });
    const id = "c".repeat(32);
    stack.sandbox.world().detectors[`${MEMBER}/${REGION}`] = {
      ...structuredClone(Object.values(stack.sandbox.world().detectors)[0]!),
      ...{ id, destinations: {}, members: {} },
    };
    const { data, err } = await stack.json(
      ["recover", "--stack", "prod", "--state", "state.json"],
      {
        env: { AWS_ACCESS_KEY_ID: `AKIA${MEMBER}DEMO` },
        files: { ...stackFiles(CONFIG), "state.json": STATE },
      },
    );
    expect(err).to.equal("");
    expect(data.steps).to.have.length(1);
    expect(data.steps[0]).to.include({ does: "import", id });
  });
});
