import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import type { EventRoutingArgs } from "../../components/events/args";
import { EventRouting } from "../../components/events/eventRouting";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exampleWorld, openCloudStack } from "../../testing/cloudStack";
import { knownArn } from "../../rules/arn";

const REGIONS = ["us-east-1", "eu-west-1", "me-south-1"];

interface FindingEvent {
  source: string;
  region: string;
  detail: { id: string; type: string };
}

describe("Finding events of every Region, on the real engine", () => {
  let stack: CloudStack;

  beforeEach(async () => {
    stack = await openCloudStack(exampleWorld());
  });
  afterEach(() => stack.close());

  const allow = (statement: object) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", ...statement }],
  });

  /** A queue in the home Region that takes whatever `service` sends. */
  function inbox(service: string): aws.sqs.Queue {
    const queue = new aws.sqs.Queue("inbox", { name: "inbox" });
    new aws.sqs.QueuePolicy("inbox", {
      queueUrl: queue.url,
      policy: queue.arn.apply((Resource) =>
        JSON.stringify(
          allow({ Principal: { Service: service }, Action: "sqs:SendMessage", Resource }),
        ),
      ),
    });
    return queue;
  }

  /** A topic whose policy holds the statement that the routing asks for, and a queue behind it. */
  const toTopic =
    (filter: Partial<EventRoutingArgs> = {}) =>
    async () => {
      new GuardDutyExport("findings", { regions: REGIONS });
      const topic = new aws.sns.Topic("alerts", { name: "alerts" });
      const routing = new EventRouting("routing", {
        ...{ regions: REGIONS, topicArn: topic.arn },
        ...filter,
      });
      const statement = routing.topicStatement as pulumi.Output<string>;
      new aws.sns.TopicPolicy("alerts", {
        arn: topic.arn,
        policy: statement.apply((text) =>
          JSON.stringify({ Version: "2012-10-17", Statement: [JSON.parse(text)] }),
        ),
      });
      const endpoint = inbox("sns.amazonaws.com").arn;
      const raw = { protocol: "sqs", rawMessageDelivery: true };
      new aws.sns.TopicSubscription("inbox", { topic: topic.arn, endpoint, ...raw });
      return { busArn: routing.busArn, undelivered: routing.undeliveredQueueArns };
    };

  /** A bus that is there already, with its owner's rule to a queue. */
  const toBus = async () => {
    new GuardDutyExport("findings", { regions: REGIONS });
    const bus = new aws.cloudwatch.EventBus("security", { name: "security" });
    const routing = new EventRouting("routing", { regions: REGIONS, busArn: bus.arn });
    const eventPattern = JSON.stringify({ source: ["aws.guardduty"] });
    const rule = new aws.cloudwatch.EventRule("own", { eventBusName: bus.name, eventPattern });
    const { arn } = inbox("events.amazonaws.com");
    new aws.cloudwatch.EventTarget("own", { rule: rule.name, eventBusName: bus.name, arn });
    return { busArn: routing.busArn, undelivered: routing.undeliveredQueueArns };
  };

  /** What reached the queue: the events as they are. */
  const received = (): FindingEvent[] =>
    stack.cloud.world.queues[`arn:aws:sqs:us-east-1:${ACCOUNT}:inbox`]!.messages.map(
      ({ body }) => JSON.parse(body) as FindingEvent,
    );

  const targets: [what: string, program: () => Promise<object>][] = [
    ["a topic, by a bus that is made", toTopic()],
    ["a bus that is there", toBus],
  ];
  for (const [what, program] of targets) {
    it(`reach ${what} in the home Region, each once and as GuardDuty writes them`, async () => {
      const { error, outputs } = await stack.up(program);
      expect(error?.message).to.equal(undefined);
      expect(outputs["busArn"]).to.match(/^arn:aws:events:us-east-1:111122223333:event-bus\//);
      for (const region of REGIONS) await stack.deliver(region);
      const events = received();
      expect(events.map(({ region }) => region)).to.deep.equal(REGIONS);
      expect(new Set(events.map(({ detail }) => detail.id)).size).to.equal(REGIONS.length);
      expect(new Set(events.map(({ source }) => source))).to.deep.equal(new Set(["aws.guardduty"]));
      const dead = Object.values(outputs["undelivered"] as { [region: string]: string });
      expect(dead.map((arn) => knownArn(arn).region)).to.deep.equal([...REGIONS].sort());
      for (const arn of dead) expect(stack.cloud.world.queues[arn]!.messages).to.deep.equal([]);

      expect((await stack.up(program)).changed).to.deep.equal([]);
      expect((await stack.refresh()).changed).to.deep.equal([]);
    });
  }

  it("wait in the Region's queue when the bus is gone", async () => {
    const { outputs } = await stack.up(toTopic());
    delete stack.cloud.world.buses[outputs["busArn"] as string];
    await stack.deliver("me-south-1");
    const { "me-south-1": queue } = outputs["undelivered"] as { [region: string]: string };
    expect(received()).to.deep.equal([]);
    expect(stack.cloud.world.queues[queue!]!.messages).to.have.length(1);
  });

  it("are only those that the filter wants", async () => {
    const { error } = await stack.up(toTopic({ types: ["Backdoor:"], severityAtLeast: 2 }));
    expect(error?.message).to.equal(undefined);
    for (const type of ["Recon:EC2/PortProbeUnprotectedPort", "Backdoor:EC2/C&CActivity.B"]) {
      for (const region of REGIONS) await stack.cloud.exportFinding(ACCOUNT, region, { type });
    }
    expect(received().map(({ detail }) => detail.type)).to.deep.equal(
      REGIONS.map(() => "Backdoor:EC2/C&CActivity.B"),
    );
  });
});
