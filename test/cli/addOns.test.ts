import { expect } from "chai";

import { runIn } from "../../testing/command";

const stack = (...lines: string[]) => ({
  "Pulumi.prod.yaml": ["config:", "  guardduty-export:regions: [us-east-1]", ...lines].join("\n"),
});
const ADD_ONS = stack(
  "  guardduty-export:readers: { secure: v1:abc }",
  "  guardduty-export:events: { secure: v1:abc }",
  "  guardduty-export:health: true",
);

describe("The add-ons of a stack", () => {
  it("are named by plan as not part of it", async () => {
    const { code, out } = await runIn(ADD_ONS, ["plan", "--stack", "prod"]);
    expect(code).to.equal(0);
    expect(out).to.contain("\nAdd-ons (not in this plan)\n  readers, events, health\n");
  });

  it("are named by permissions with the services that they need", async () => {
    const { code, out } = await runIn(ADD_ONS, ["permissions", "--stack", "prod"]);
    expect(code).to.equal(0);
    expect(out).to.contain(
      [
        "\nNot in these policies",
        "  readers: also allow iam and sqs in the bucket's account",
        "  events: also allow events, iam and sqs in the administrator account",
        "  health: also allow cloudwatch, events, iam, lambda, logs, scheduler, sns and sqs in the administrator account\n",
      ].join("\n"),
    );
  });

  it("are not named when they are off", async () => {
    for (const command of ["plan", "permissions"]) {
      const { out } = await runIn(stack("  guardduty-export:health: false"), [
        ...[command, "--stack", "prod"],
      ]);
      expect(out).not.to.match(/health|Add-ons|Not in these/);
    }
  });

  it("are refused when they are wrong, with the rest of the config", async () => {
    const wrong = stack(
      "  guardduty-export:findingPublishingFrequency: x",
      "  guardduty-export:health: { email: x }",
    );
    const { code, err } = await runIn(wrong, ["plan", "--stack", "prod"]);
    expect([code, err]).to.deep.equal([
      2,
      [
        "Pulumi.prod.yaml: 2 problems",
        '  - guardduty-export:findingPublishingFrequency: must be one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS; got "x". Fix: set guardduty-export:findingPublishingFrequency to a value such as "SIX_HOURS"',
        '  - guardduty-export:health.email: must be an e-mail address of at most 64 characters; got "x". Fix: set guardduty-export:health.email to a value such as "security@example.com"',
        "  Fix: Correct Pulumi.prod.yaml, then run the command again. (configInvalid)\n",
      ].join("\n"),
    ]);
  });
});
