import { expect } from "chai";

import type { PolicyStatement } from "../../../rules/policyDocument";
import type { SharedAccess, SharedKind } from "../../../rules/proof";
import { sharedAccess, SHARED_ACTIONS } from "../../../rules/proof";
import { alarmTopicPolicy } from "../../../rules/health";
import { queuePolicy, topicPolicy } from "../../../rules/readers";
import { topicStatement } from "../../../rules/events";

const NOW = "2026-11-29T00:00:00Z";
const ARNS: { [kind in SharedKind]: string } = {
  queue: "arn:aws:sqs:us-east-1:111122223333:siem",
  topic: "arn:aws:sns:us-east-1:111122223333:security",
  bus: "arn:aws:events:us-east-1:111122223333:event-bus/security",
};
const SERVICES = { queue: "sqs", topic: "sns", bus: "events" };
const OTHER = "999988887777";
const ROOT = `arn:aws:iam::${OTHER}:root`;

const found = (kind: SharedKind, ...statements: object[]) =>
  sharedAccess(
    { kind, arn: ARNS[kind] },
    { Version: "2012-10-17", Statement: statements as PolicyStatement[] },
    NOW,
  );
const allow = (kind: SharedKind, more: object): object => ({
  ...{ Effect: "Allow", Principal: "*", Action: `${SERVICES[kind]}:*`, Resource: ARNS[kind] },
  ...more,
});
const shown = ({ severity, callers, access, dependsOn }: SharedAccess) => ({
  severity,
  callers: callers.map((one) => Object.values(one).join(" ")),
  classes: access.map((one) => one.class),
  dependsOn,
});

describe("The policy of a queue, topic or bus that others write", () => {
  for (const kind of ["queue", "topic", "bus"] as const) {
    const classes = Object.keys(SHARED_ACTIONS[kind]);

    it(`is an error when it lets in everyone: ${kind}`, () => {
      const [one, ...more] = found(kind, allow(kind, { Sid: "Open" }));
      expect(more).to.deep.equal([]);
      expect([one?.index, one?.sid, one?.severity]).to.deep.equal([0, "Open", "error"]);
      expect(one?.callers.map((caller) => caller.kind)).to.include.members([
        "anonymous",
        "anyAccount",
      ]);
      expect(one?.access.map((access) => access.class)).to.deep.equal(classes);
    });

    it(`lets in each sensitive action by itself: ${kind}`, () => {
      for (const action of Object.values(SHARED_ACTIONS[kind]).flat()) {
        const [one] = found(kind, allow(kind, { Action: action.toUpperCase() }));
        expect(one?.access.map((access) => access.action)).to.deep.equal([action]);
      }
    });

    it(`is a warning that names another account: ${kind}`, () => {
      const statement = allow(kind, { Principal: { AWS: [ROOT, "111122223333"] } });
      expect(found(kind, statement).map(shown)).to.deep.equal([
        { severity: "warning", callers: [`account ${OTHER}`], classes, dependsOn: [] },
      ]);
    });

    it(`is a warning where it depends on the organization: ${kind}`, () => {
      const Condition = { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } };
      const statement = allow(kind, { Principal: { AWS: "*" }, Condition });
      expect(found(kind, statement).map(shown)).to.deep.equal([
        {
          ...{ severity: "warning", callers: ["anyAccount"] },
          ...{ classes, dependsOn: ["aws:PrincipalOrgID"] },
        },
      ]);
    });

    it(`is silent about its own account, the owner's condition, a bound service and a Deny: ${kind}`, () => {
      const owned = { StringEquals: { "AWS:SourceOwner": "111122223333" } };
      const bound = { StringEquals: { "aws:SourceAccount": "111122223333" } };
      const service = { Service: "cloudtrail.amazonaws.com" };
      const none = [
        [allow(kind, { Principal: { AWS: "111122223333" } })],
        [allow(kind, { Principal: { AWS: "arn:aws:iam::111122223333:role/siem" } })],
        [allow(kind, { Principal: { AWS: "*" }, Condition: owned })],
        [allow(kind, { Principal: service, Condition: bound })],
        [allow(kind, {}), { ...allow(kind, {}), Effect: "Deny" }],
      ];
      for (const statements of none) expect(found(kind, ...statements)).to.deep.equal([]);
    });

    it(`is a warning where a service acts for any account: ${kind}`, () => {
      const statement = allow(kind, { Principal: { Service: "cloudtrail.amazonaws.com" } });
      expect(found(kind, statement).map(shown)).to.deep.equal([
        {
          ...{ severity: "warning", callers: ["service cloudtrail.amazonaws.com"] },
          ...{ classes, dependsOn: [] },
        },
      ]);
    });
  }

  it("may have the statements that the add-ons need", () => {
    const own = queuePolicy(ARNS.queue, "arn:aws:sns:us-east-1:111122223333:findings");
    expect(found("queue", ...[own.Statement].flat())).to.deep.equal([]);
    expect(found("topic", topicStatement(ARNS.topic))).to.deep.equal([]);
    const alarms = alarmTopicPolicy(ARNS.topic, "111122223333");
    expect(found("topic", ...[alarms.Statement].flat())).to.deep.equal([]);
    const messages = topicPolicy(ARNS.topic, "arn:aws:s3:::acme-findings", "111122223333");
    expect(found("topic", ...[messages.Statement].flat())).to.deep.equal([]);
  });
});
