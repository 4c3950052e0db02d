import { expect } from "chai";
import { matchesPattern } from "../../sandbox/cloud/events/pattern";
import { patternProblem } from "../../sandbox/cloud/events/patternRules";
import type { Members } from "../../sandbox/cloud";
import type { WorldFile } from "../../sandbox/world";
import {
  ADMIN,
  type Client,
  clientOf,
  DETECTOR,
  exportWorld,
  OTHER,
  refusal,
} from "../../testing/worlds";

const HOME_BUS = `arn:aws:events:us-east-1:${ADMIN}:event-bus/findings`;
const RULE = `arn:aws:events:eu-west-1:${ADMIN}:rule/forward`;
const HOME_RULE = `arn:aws:events:us-east-1:${ADMIN}:rule/findings/deliver`;
const ROLE = `arn:aws:iam::${ADMIN}:role/forward`;
const INBOX = `arn:aws:sqs:us-east-1:${ADMIN}:inbox`;
const DEAD = `arn:aws:sqs:eu-west-1:${ADMIN}:dead`;

const policy = (...Statement: object[]) => ({
  Version: "2012-10-17",
  Statement: Statement.map((one) => ({ Effect: "Allow", ...one })),
});
const takes = (queue: string, rule: string) => ({
  policy: policy({
    Principal: { Service: "events.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: queue,
    Condition: { ArnEquals: { "aws:SourceArn": rule } },
  }),
});

/** Findings of eu-west-1 go over a bus in us-east-1 to a queue there. */
function routedWorld(): WorldFile {
  return {
    ...exportWorld(),
    detectors: { [`${ADMIN}/eu-west-1`]: { id: DETECTOR } },
    buses: { [HOME_BUS]: {} },
    rules: {
      [RULE]: {
        eventPattern: { source: ["aws.guardduty"], "detail-type": ["GuardDuty Finding"] },
        targets: [{ Id: "home", Arn: HOME_BUS, RoleArn: ROLE, DeadLetterConfig: { Arn: DEAD } }],
      },
      [HOME_RULE]: {
        eventPattern: { source: ["aws.guardduty"] },
        targets: [{ Id: "queue", Arn: INBOX }],
      },
    },
    roles: {
      [ROLE]: {
        assumeRolePolicy: policy({
          Principal: { Service: "events.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": ADMIN } },
        }),
        policies: { put: policy({ Action: "events:PutEvents", Resource: HOME_BUS }) },
      },
    },
    queues: { [INBOX]: takes(INBOX, HOME_RULE), [DEAD]: takes(DEAD, RULE) },
  };
}

const taken = ({ cloud }: Client, queue: string): Members[] =>
  cloud.world.queues[queue]!.messages.map(({ body }) => JSON.parse(body));

describe("event patterns", () => {
  const event = {
    source: "aws.guardduty",
    account: "111122223333",
    detail: {
      type: "Recon:EC2/PortProbe",
      severity: 8,
      ip: "10.1.2.3",
      tags: ["a", "b"],
      resources: [{ kind: "x", id: 1 }],
      empty: "",
      nothing: null,
      on: true,
    },
  };
  const cases: [pattern: object, matches: boolean][] = [
    [{ source: ["aws.guardduty"] }, true],
    [{ source: ["aws.guardduty", "aws.s3"], account: ["111122223333"] }, true],
    [{ source: ["aws.s3"] }, false],
    [{ source: ["aws.guardduty"], account: ["x"] }, false],
    [{ detail: { type: [{ prefix: "Recon:" }] } }, true],
    [{ detail: { type: [{ prefix: "recon:" }] } }, false],
    [{ detail: { type: [{ prefix: { "equals-ignore-case": "recon:" } }] } }, true],
    [{ detail: { type: [{ suffix: "Probe" }] } }, true],
    [{ detail: { type: [{ "equals-ignore-case": "recon:ec2/portprobe" }] } }, true],
    [{ detail: { type: [{ wildcard: "*:EC2/*" }] } }, true],
    [{ detail: { type: [{ wildcard: "*:S3/*" }] } }, false],
    [{ detail: { type: [{ "anything-but": "Recon:EC2/PortProbe" }] } }, false],
    [{ detail: { type: [{ "anything-but": ["x", "y"] }] } }, true],
    [{ detail: { type: [{ "anything-but": { prefix: "Recon" } }] } }, false],
    [{ detail: { type: [{ "anything-but": { prefix: "Policy" } }] } }, true],
    [{ detail: { type: [{ "anything-but": { wildcard: "*S3*" } }] } }, true],
    [{ detail: { absent: [{ "anything-but": "x" }] } }, false],
    [{ detail: { severity: [{ numeric: [">=", 7] }] } }, true],
    [{ detail: { severity: [{ numeric: [">", 4, "<", 8] }] } }, false],
    [{ detail: { severity: [{ numeric: ["=", 8] }] } }, true],
    [{ detail: { severity: [8] } }, true],
    [{ detail: { severity: ["8"] } }, false],
    [{ detail: { ip: [{ cidr: "10.1.0.0/16" }] } }, true],
    [{ detail: { ip: [{ cidr: "10.2.0.0/16" }] } }, false],
    [{ detail: { absent: [{ exists: false }] } }, true],
    [{ detail: { type: [{ exists: true }] } }, true],
    [{ detail: { type: [{ exists: false }] } }, false],
    [{ detail: { tags: ["b"] } }, true],
    [{ detail: { tags: ["c"] } }, false],
    [{ detail: { resources: { id: [1] } } }, true],
    [{ detail: { empty: [""], nothing: [null], on: [true] } }, true],
    [{ $or: [{ source: ["aws.s3"] }, { detail: { severity: [8] } }] }, true],
    [{ $or: [{ source: ["aws.s3"] }, { detail: { severity: [1] } }] }, false],
    [{ source: ["aws.guardduty"], detail: { $or: [{ severity: [1] }, { on: [false] }] } }, false],
  ];
  for (const [pattern, matches] of cases) {
    it(`${JSON.stringify(pattern)} ${matches ? "matches" : "does not match"}`, () => {
      expect(patternProblem(pattern)).to.equal(undefined);
      expect(matchesPattern(pattern as { [name: string]: unknown }, event)).to.equal(matches);
    });
  }

  const wrong: [pattern: unknown, problem: string][] = [
    [[], "Event pattern must be a JSON object"],
    [{}, "Event pattern is empty"],
    [{ source: "aws.guardduty" }, '"source" must be an object or an array'],
    [{ source: [] }, "Empty arrays are not allowed"],
    [{ source: [{ begins: "aws" }] }, "Unrecognized match type begins"],
    [{ detail: { severity: [{ numeric: ["about", 7] }] } }, "Bad numeric range operator"],
    [{ detail: { severity: [{ numeric: [">", "7"] }] } }, "Bad numeric range operator"],
  ];
  for (const [pattern, problem] of wrong) {
    it(`${JSON.stringify(pattern)} is none`, () => {
      expect(patternProblem(pattern)).to.equal(problem);
    });
  }
});

describe("EventBridge", () => {
  it("carries a finding over a bus in another Region to a queue, as GuardDuty sends it", async () => {
    const client = await clientOf(routedWorld());
    await client.cloud.exportFinding(ADMIN, "eu-west-1", { type: "Policy:S3/Change" });
    const [event, ...more] = taken(client, INBOX);
    expect(more).to.deep.equal([]);
    expect(event).to.deep.include({
      version: "0",
      "detail-type": "GuardDuty Finding",
      source: "aws.guardduty",
      account: ADMIN,
      region: "eu-west-1",
      resources: [],
    });
    expect(event!["time"]).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(event!["detail"]).to.include({
      type: "Policy:S3/Change",
      accountId: ADMIN,
      region: "eu-west-1",
      schemaVersion: "2.0",
    });
    expect(taken(client, DEAD)).to.deep.equal([]);
  });

  const broken: [what: string, change: (world: WorldFile) => void][] = [
    ["the role may not put events", (world) => (world.roles![ROLE]!.policies = {})],
    [
      "the role does not trust EventBridge",
      (world) => {
        world.roles![ROLE]!.assumeRolePolicy = policy({
          Principal: { AWS: ADMIN },
          Action: "sts:AssumeRole",
        });
      },
    ],
    ["the bus is not there", (world) => delete world.buses![HOME_BUS]],
  ];
  for (const [what, change] of broken) {
    it(`keeps in the dead-letter queue what cannot be forwarded: ${what}`, async () => {
      const world = routedWorld();
      change(world);
      const client = await clientOf(world);
      await client.cloud.exportFinding(ADMIN, "eu-west-1");
      expect(taken(client, INBOX)).to.deep.equal([]);
      expect(taken(client, DEAD)).to.have.length(1);
    });
  }

  it("drops what a queue does not admit", async () => {
    const world = routedWorld();
    world.queues![INBOX] = takes(INBOX, RULE);
    const client = await clientOf(world);
    await client.cloud.exportFinding(ADMIN, "eu-west-1");
    expect(taken(client, INBOX)).to.deep.equal([]);
  });

  it("gives nothing to a rule that is disabled or whose pattern does not match", async () => {
    const client = (await clientOf(routedWorld())).as(ADMIN, "eu-west-1");
    const EventPattern = JSON.stringify({ detail: { severity: [{ numeric: [">=", 7] }] } });
    await client.call("events:PutRule", { Name: "forward", EventPattern });
    await client.cloud.exportFinding(ADMIN, "eu-west-1");
    await client.call("events:PutRule", {
      Name: "forward",
      EventPattern: '{"region":["eu-west-1"]}',
    });
    await client.call("events:DisableRule", { Name: "forward" });
    await client.cloud.exportFinding(ADMIN, "eu-west-1");
    expect(taken(client, INBOX)).to.deep.equal([]);
    await client.call("events:EnableRule", { Name: "forward" });
    await client.cloud.exportFinding(ADMIN, "eu-west-1");
    expect(taken(client, INBOX)).to.have.length(1);
  });

  it("forwards an event to another bus once, and not on to a third", async () => {
    const world = routedWorld();
    const third = `arn:aws:events:us-east-1:${ADMIN}:event-bus/third`;
    world.buses![third] = {};
    world.roles![ROLE]!.policies = { put: policy({ Action: "events:PutEvents", Resource: "*" }) };
    world.rules![HOME_RULE]!.targets!.push({ Id: "on", Arn: third, RoleArn: ROLE });
    const thirdRule = `arn:aws:events:us-east-1:${ADMIN}:rule/third/keep`;
    world.rules![thirdRule] = {
      eventPattern: { source: ["aws.guardduty"] },
      targets: [{ Id: "queue", Arn: `${INBOX}-3` }],
    };
    world.queues![`${INBOX}-3`] = takes(`${INBOX}-3`, thirdRule);
    const client = await clientOf(world);
    await client.cloud.exportFinding(ADMIN, "eu-west-1");
    expect(taken(client, INBOX)).to.have.length(1);
    expect(taken(client, `${INBOX}-3`)).to.deep.equal([]);
  });

  it("sends a member's finding to the member's bus and on the administrator's", async () => {
    const world = routedWorld();
    world.detectors = {
      [`${ADMIN}/eu-west-1`]: {
        id: DETECTOR,
        members: { [OTHER]: { relationshipStatus: "Enabled" } },
      },
      [`${OTHER}/eu-west-1`]: {},
    };
    const client = await clientOf(world);
    await client.cloud.exportFinding(OTHER, "eu-west-1");
    const [event] = taken(client, INBOX);
    expect([event!["account"], event!["detail"].accountId]).to.deep.equal([ADMIN, OTHER]);
  });

  it("gives a target a part of the event, or a text made of it", async () => {
    const shapes: [target: object, body: string][] = [
      [{ Input: '{"a":1}' }, '{"a":1}'],
      [{ InputPath: "$.detail.severity" }, "2"],
      [
        {
          InputTransformer: {
            InputPathsMap: { severity: "$.detail.severity", region: "$.region" },
            InputTemplate: '{"text":"severity <severity> in <region>","region":<region>}',
          },
        },
        '{"text":"severity 2 in eu-west-1","region":"eu-west-1"}',
      ],
      [
        {
          InputTransformer: {
            InputPathsMap: { region: "$.region" },
            InputTemplate: '"Found in \\"<region>\\", <region> alone."',
          },
        },
        '"Found in \\"eu-west-1\\", eu-west-1 alone."',
      ],
    ];
    for (const [shape, body] of shapes) {
      const world = routedWorld();
      world.rules![HOME_RULE]!.targets = [{ Id: "queue", Arn: INBOX, ...shape }];
      const client = await clientOf(world);
      await client.cloud.exportFinding(ADMIN, "eu-west-1");
      expect(client.cloud.world.queues[INBOX]!.messages.map((one) => one.body)).to.deep.equal([
        body,
      ]);
    }
  });

  const put = (client: Client, more: Members = {}) =>
    client.call("events:PutEvents", {
      Entries: [{ Source: "my.app", DetailType: "Test", Detail: '{"a":1}', ...more }],
    });

  it("takes events of programs, but none in a service's name", async () => {
    const world = routedWorld();
    world.rules![HOME_RULE]!.eventPattern = { source: ["my.app"], detail: { a: [1] } };
    const client = await clientOf(world);
    const answer = await put(client, { EventBusName: "findings" });
    expect(answer["FailedEntryCount"]).to.equal(0);
    expect(taken(client, INBOX)).to.have.length(1);
    expect((await put(client, { Source: "aws.guardduty" }))["Entries"]).to.deep.equal([
      {
        ErrorCode: "NotAuthorizedForSourceException",
        ErrorMessage: "Not authorized for the source.",
      },
    ]);
    expect((await put(client, { Detail: "no" }))["Entries"][0].ErrorCode).to.equal(
      "MalformedDetail",
    );
  });

  it("takes events of another account only as the bus's policy says", async () => {
    const client = await clientOf(routedWorld());
    const attempt = () => put(client.as(OTHER), { EventBusName: HOME_BUS });
    expect(await refusal(attempt())).to.match(
      /^AccessDeniedException: .* because no resource-based policy allows the events:PutEvents action$/,
    );
    await client.call("events:PutPermission", {
      EventBusName: "findings",
      Policy: JSON.stringify(
        policy({ Principal: { AWS: OTHER }, Action: "events:PutEvents", Resource: HOME_BUS }),
      ),
    });
    expect(await attempt()).to.include({ FailedEntryCount: 0 });
  });

  const invalid: [what: string, operation: string, input: Members, text: string][] = [
    [
      "a rule without pattern and schedule",
      "PutRule",
      { Name: "r" },
      "ValidationException: Parameter(s) EventPattern or ScheduleExpression must be specified.",
    ],
    [
      "a pattern that is none",
      "PutRule",
      { Name: "r", EventPattern: '{"source":"x"}' },
      'InvalidEventPatternException: Event pattern is not valid. Reason: "source" must be an object or an array',
    ],
    [
      "a rule on a bus that is not there",
      "PutRule",
      { Name: "r", EventBusName: "none", EventPattern: '{"a":[1]}' },
      "ResourceNotFoundException: Event bus none does not exist.",
    ],
    [
      "targets of a rule that is not there",
      "PutTargets",
      { Rule: "none", Targets: [{ Id: "a", Arn: "arn:aws:sqs:us-east-1:111122223333:q" }] },
      "ResourceNotFoundException: Rule none does not exist on EventBus default.",
    ],
    [
      "a bus in another Region without a role",
      "PutTargets",
      {
        Rule: "deliver",
        EventBusName: "findings",
        Targets: [{ Id: "a", Arn: HOME_BUS.replace("us-east-1", "eu-west-1") }],
      },
      `ValidationException: RoleArn is required for target ${HOME_BUS.replace("us-east-1", "eu-west-1")}.`,
    ],
    [
      "to delete a rule with targets",
      "DeleteRule",
      { Name: "deliver", EventBusName: "findings" },
      "ValidationException: Rule can't be deleted since it has targets.",
    ],
    [
      "a bus that is there",
      "CreateEventBus",
      { Name: "findings" },
      "ResourceAlreadyExistsException: Event bus findings already exists.",
    ],
  ];
  for (const [what, operation, input, text] of invalid) {
    it(`refuses ${what}`, async () => {
      const client = await clientOf(routedWorld());
      expect(await refusal(client.call(`events:${operation}`, input))).to.equal(text);
    });
  }
});
