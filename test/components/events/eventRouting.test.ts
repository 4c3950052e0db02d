import { expect } from "chai";

import type { EventRoutingArgs } from "../../../components/events/args";
import { EventRouting } from "../../../components/events/eventRouting";
import type { RecordOptions } from "../../../testing/recorder";
import { record, UNKNOWN } from "../../../testing/recorder";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const BUS = "arn:aws:events:us-east-1:444455556666:event-bus/security";
const TOPIC = "arn:aws:sns:us-east-1:111122223333:security";

const recorded = (args: object, options?: RecordOptions) =>
  record(() => {
    const { busArn, topicStatement } = new EventRouting("events", args as EventRoutingArgs);
    return { busArn, topicStatement };
  }, options);

describe("EventRouting", () => {
  it("sends each Region's findings to the bus, with a role for that alone and a queue for what is not delivered", async () => {
    const { resources, all, find } = await recorded({
      regions: ["us-east-1", "me-south-1"],
      busArn: BUS,
    });
    expect(resources.map(({ type, name }) => `${type} ${name}`)).to.deep.equal([
      "aws:cloudwatch/eventRule:EventRule events-rule-me-south-1",
      "aws:cloudwatch/eventRule:EventRule events-rule-us-east-1",
      "aws:cloudwatch/eventTarget:EventTarget events-target-me-south-1",
      "aws:cloudwatch/eventTarget:EventTarget events-target-us-east-1",
      "aws:iam/role:Role events-role",
      "aws:iam/rolePolicy:RolePolicy events-role-policy",
      "aws:sqs/queue:Queue events-undelivered-me-south-1",
      "aws:sqs/queue:Queue events-undelivered-us-east-1",
      "aws:sqs/queuePolicy:QueuePolicy events-undelivered-policy-me-south-1",
      "aws:sqs/queuePolicy:QueuePolicy events-undelivered-policy-us-east-1",
    ]);
    for (const { inputs } of all(TARGET)) expect(inputs["arn"]).to.equal(BUS);
    for (const type of [RULE, TARGET, "aws:sqs/queue:Queue", "aws:sqs/queuePolicy:QueuePolicy"]) {
      for (const { name, inputs } of all(type))
        expect(name).to.match(new RegExp(`${inputs["region"]}$`));
    }
    expect(
      JSON.parse(find("aws:iam/rolePolicy:RolePolicy").inputs["policy"]).Statement,
    ).to.deep.equal([
      { Sid: "PutFindings", Effect: "Allow", Action: "events:PutEvents", Resource: BUS },
    ]);
    expect(
      JSON.parse(find("aws:iam/role:Role").inputs["assumeRolePolicy"]).Statement,
    ).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
    ]);
  });

  it("leaves the event as AWS sends it", async () => {
    const { all } = await recorded({ regions: ["us-east-1"], busArn: BUS });
    for (const { inputs } of all(TARGET)) {
      expect(inputs).not.to.have.any.keys("input", "inputPath", "inputTransformer");
    }
  });

  it("publishes to a topic by a bus of its own in the home Region, and says what the topic's policy needs", async () => {
    const resource: NonNullable<RecordOptions["mocks"]>["resource"] = ({ type, name, inputs }) =>
      type.startsWith("aws:cloudwatch/event")
        ? { id: name, state: { ...inputs, name, arn: `arn:aws:events:::${name}` } }
        : undefined;
    const { find, outputs } = await recorded(
      { regions: ["eu-west-1"], homeRegion: "us-east-1", topicArn: TOPIC },
      { mocks: { resource } },
    );
    expect(find(TARGET, "events-target-eu-west-1").inputs["arn"]).to.equal(
      "arn:aws:events:::events-bus",
    );
    const { inputs } = find(TARGET, "events-target-bus");
    expect(inputs["arn"]).to.equal(TOPIC);
    expect(inputs).not.to.have.property("roleArn");
    expect(find(RULE, "events-rule-bus").inputs["eventBusName"]).to.equal("events-bus");
    expect(find("aws:cloudwatch/eventBus:EventBus").inputs["region"]).to.equal("us-east-1");
    expect(JSON.parse(outputs["topicStatement"] as string)).to.deep.equal({
      Sid: "PublishGuardDutyFindings",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sns:Publish",
      Resource: TOPIC,
    });
  });

  it("is previewed before anything exists", async () => {
    const { outputs } = await recorded(
      { regions: ["us-east-1"], topicArn: TOPIC },
      { preview: true },
    );
    expect(outputs["busArn"]).to.equal(UNKNOWN);
    expect(JSON.parse(outputs["topicStatement"] as string).Resource).to.equal(TOPIC);
  });
});

describe("EventRouting's arguments", () => {
  const cases: [name: string, args: object, problems: string[]][] = [
    [
      "nowhere to send",
      { regions: ["us-east-1"] },
      [
        '(all): must have exactly one of busArn and topicArn; got none. Fix: set busArn to a value such as "arn:aws:events:us-east-1:111122223333:event-bus/security"',
      ],
    ],
    [
      "two places to send",
      { regions: ["us-east-1"], busArn: BUS, topicArn: TOPIC },
      [
        "(all): must have exactly one of busArn and topicArn; got busArn, topicArn. Fix: remove topicArn",
      ],
    ],
    [
      "another partition, and a Region twice",
      { regions: ["us-east-1", "us-gov-west-1", "us-east-1"], busArn: BUS },
      [
        "regions[1]: is in partition aws-us-gov; us-east-1 is in aws, and events do not leave their partition. Fix: remove regions[1]",
        'regions[2]: "us-east-1" is already in regions[0]. Fix: remove regions[2]',
      ],
    ],
    [
      "filters that match nothing",
      { regions: ["us-east-1"], busArn: BUS, severityAtLeast: 11, types: ["ec2"], accounts: [] },
      [
        "severityAtLeast: must be at most 10; got 11. Fix: set severityAtLeast to 10",
        'types[0]: must be the start of a finding type, such as UnauthorizedAccess:EC2/; got "ec2". Fix: set types[0] to a value such as "UnauthorizedAccess:EC2/"',
        'accounts: must not be empty. Fix: set accounts to a value such as ["111122223333"]',
      ],
    ],
    [
      "a name for a bus",
      { regions: ["us-east-1"], busArn: "security" },
      [
        'busArn: must be the ARN of an event bus; got "security". Fix: set busArn to a value such as "arn:aws:events:us-east-1:111122223333:event-bus/security"',
      ],
    ],
  ];
  for (const [name, args, problems] of cases) {
    it(`are refused: ${name}`, async () => {
      const { errors, resources } = await recorded(args, { keepErrors: true });
      expect(resources).to.deep.equal([]);
      const [, ...lines] = errors.map(({ message }) => message.split("\n")).flat();
      expect(lines).to.deep.equal(problems.map((problem) => `  - ${problem}`));
    });
  }
});
