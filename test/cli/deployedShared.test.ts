import { expect } from "chai";

import { sharedIn } from "../../cli/config/deployedShared";
import { readArgs } from "../../rules/args";
import { planExport } from "../../rules/plan";
import type { StateResource } from "../../rules/recovery";

const ADMINISTRATOR = "111122223333";
const ARCHIVE = "444455556666";
const urnOf = (type: string, name: string) => `urn:pulumi:dev::payments::${type}::${name}`;

/** A component of the package with what it has, as a state lists them. */
function component(
  type: string,
  name: string,
  outputs: object,
  children: Omit<StateResource, "urn">[] = [],
): StateResource[] {
  const of = `guardduty-export:index:${type}`;
  const urn = urnOf(of, name);
  return [
    { type: of, urn, outputs: { ...outputs } },
    ...children.map((one, index) => ({
      ...{ ...one, parent: urn, urn: urnOf(`${of}$${one.type}`, `${name}-${index}`) },
    })),
  ];
}

const { settings } = readArgs("findings", {
  regions: ["us-east-1"],
  organization: { administrator: { accountId: ADMINISTRATOR } },
  bucket: { account: { accountId: ARCHIVE, assumeRoleArn: `arn:aws:iam::${ARCHIVE}:role/deploy` } },
});
const owner = { project: "payments", stack: "dev", component: "findings" };
const plan = planExport({ owner, settings: settings! });

const sns = (account: string, name: string) => `arn:aws:sns:us-east-1:${account}:${name}`;
const QUEUE = { type: "aws:sqs/queue:Queue" };
const targetOf = (arn: string) => ({
  type: "aws:cloudwatch/eventTarget:EventTarget",
  ...{ inputs: { arn }, outputs: { arn } },
});
const BUS = `arn:aws:events:us-east-1:${ADMINISTRATOR}:event-bus/security`;
const OWN_BUS = `arn:aws:events:us-east-1:${ADMINISTRATOR}:event-bus/events-bus-1a2b3c4`;
const URL = `https://sqs.us-east-1.amazonaws.com/${ARCHIVE}/siem`;

describe("The queues, topics and buses that a state says the package's components use and did not make", () => {
  it("are these, each with the part that reads its policy", () => {
    const notifications = sns(ARCHIVE, "findings");
    const queue = `arn:aws:sqs:us-east-1:${ARCHIVE}:siem`;
    const alarms = sns("999900001111", "oncall");
    const resources = [
      ...component("GuardDutyExport", "findings", { notificationTopicArn: notifications }),
      ...component("FindingsReader", "siem", {}, [
        { ...QUEUE, external: true, id: URL, outputs: { arn: queue } },
      ]),
      ...component("EventRouting", "routing", {}, [targetOf(BUS), targetOf(BUS)]),
      ...component("EventRouting", "pages", {}, [
        { type: "aws:cloudwatch/eventBus:EventBus", outputs: { arn: OWN_BUS } },
        targetOf(OWN_BUS),
        targetOf(alarms),
      ]),
      ...component("ExportHealth", "health", { topicArn: alarms }),
    ];
    expect(sharedIn(resources, plan)).to.deep.equal([
      { path: "findings.notificationTopicArn", kind: "topic", arn: notifications, role: "bucket" },
      { path: "siem.queue.existing.url", kind: "queue", arn: queue, role: "bucket", url: URL },
      { path: "routing.busArn", kind: "bus", arn: BUS, role: "administrator" },
      { path: "pages.topicArn", kind: "topic", arn: alarms, role: "administrator" },
      { path: "health.topicArn", kind: "topic", arn: alarms, role: "administrator" },
    ]);
  });

  it("are none of what the components made", () => {
    const arn = sns(ADMINISTRATOR, "health-topic-1a2b3c4");
    const topic = { type: "aws:sns/topic:Topic", outputs: { arn } };
    const resources = [
      ...component("GuardDutyExport", "findings", {}),
      ...component("FindingsReader", "siem", {}, [
        { ...QUEUE, id: URL, outputs: { arn: `arn:aws:sqs:us-east-1:${ARCHIVE}:siem` } },
      ]),
      ...component("ExportHealth", "health", { topicArn: arn }, [topic]),
    ];
    expect(sharedIn(resources, plan)).to.deep.equal([]);
  });
});
