import { expect } from "chai";

import { muteDifferences } from "../../../rules/health/muteRules";
import type { OwnRole } from "../../../rules/health/ownRoles";
import { ownRoles, roleDifferences } from "../../../rules/health/ownRoles";
import { forwardPolicy, schedulePolicy, serviceTrust } from "../../../rules/health";
import type { LiveIdentity } from "../../../rules/identities";

const ACCOUNT = "111122223333";
const of = (service: string, resource: string) =>
  `arn:aws:${service}:us-east-1:${ACCOUNT}:${resource}`;
const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const QUEUE = of("sqs", "health-dead-letter-queue-0a1b2c3");
const FUNCTION = of("lambda", "function:health-function-0a1b2c3");
const USERS = {
  ...{ component: "health", homeRegion: "us-east-1" },
  schedule: { roleArn: roleArn("health-schedule-role-0a1b2c3"), targetArn: FUNCTION },
  fn: { roleArn: roleArn("health-role-0a1b2c3"), deadLetterQueueArn: QUEUE },
  forwardRoleArns: Array.from({ length: 2 }, () => roleArn("health-forward-role-0a1b2c3")),
};
const DENY_ALL = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny" as const, Action: "*", Resource: "*" }],
};

/** A role as the stack deploys it. */
function live({ arn, service, policyName: name, policy: document = DENY_ALL }: OwnRole) {
  const trust = serviceTrust(service, ACCOUNT);
  return { kind: "role", arn, groups: [], trust, policies: [{ name, document }] } as LiveIdentity;
}

describe("The roles of a health check", () => {
  it("are those that the schedule, the function and the rules of other Regions name, with what the stack writes", () => {
    expect(ownRoles(USERS).map(({ logicalName, policy }) => [logicalName, policy])).to.deep.equal([
      ["health-role", undefined],
      ["health-schedule-role", schedulePolicy(FUNCTION, QUEUE)],
      ["health-forward-role", forwardPolicy(of("events", "event-bus/default"))],
    ]);
    expect(
      ownRoles({ ...USERS, schedule: undefined, fn: undefined, forwardRoleArns: [] }),
    ).to.deep.equal([]);
  });

  it("are as the stack deploys them", () => {
    for (const role of ownRoles(USERS)) {
      expect(roleDifferences(role, live(role))).to.deep.equal([]);
    }
  });

  it("are reported where they are gone, others, of another trust or policy, or limited", () => {
    for (const role of ownRoles(USERS)) {
      const judged = (found: Partial<LiveIdentity>) =>
        roleDifferences(role, { ...live(role), ...found }).map(({ is }) => is);
      const { policies } = live(role);
      expect(roleDifferences(role, undefined).map(({ is }) => is)).to.deep.equal(["missing"]);
      const other = { ...role, arn: roleArn("other") };
      expect(roleDifferences(other, live(role)).map(({ is }) => is)).to.deep.equal(["other"]);
      expect(judged({ trust: DENY_ALL })).to.deep.equal(["trust"]);
      expect(judged({ policies: [] })).to.deep.equal(["policy"]);
      const quiet = { name: "quiet", document: DENY_ALL };
      expect(judged({ policies: [...policies, quiet] })).to.deep.equal(["otherPolicies"]);
      expect(judged({ boundary: quiet })).to.deep.equal(["otherPolicies"]);
      if (role.policy === undefined) continue;
      const changed = [{ name: role.policyName, document: DENY_ALL }];
      expect(judged({ policies: changed })).to.deep.equal(["policy"]);
    }
  });
});

describe("Mute rules of alarms", () => {
  const declared = { alarms: ["health-failed-runs"], homeRegion: "us-east-1" };
  const rule = {
    name: "quiet",
    status: "SCHEDULED",
    alarmNames: ["x", "health-failed-runs-0a1b2c3"],
  };

  it("are reported with each alarm of the health check that they mute, now or later", () => {
    const muted = [
      {
        part: "alarm",
        is: "muted",
        name: "health-failed-runs-0a1b2c3",
        muteRule: "quiet",
        region: "us-east-1",
      },
    ];
    expect(muteDifferences(declared, [rule])).to.deep.equal(muted);
    expect(muteDifferences(declared, [{ ...rule, status: "ACTIVE" }])).to.deep.equal(muted);
  });
  it("are not where they are over, or mute others", () => {
    expect(muteDifferences(declared, [{ ...rule, status: "EXPIRED" }])).to.deep.equal([]);
    expect(muteDifferences({ ...declared, alarms: ["other"] }, [rule])).to.deep.equal([]);
  });
});
