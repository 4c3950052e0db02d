import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import type { FindingsReaderArgs } from "../../../components/readers/args";
import { FindingsReader } from "../../../components/readers/findingsReader";
import { queueStatement } from "../../../rules/readers";
import type { RecordMocks, RecordOptions } from "../../../testing/recorder";
import { record, SECRET } from "../../../testing/recorder";

const LOCATION = {
  findingsUri: "s3://acme-findings/guardduty/AWSLogs/",
  keyArn: "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555",
};
const TOPIC = { topicArn: "arn:aws:sns:us-east-1:111122223333:acme-findings" };
const ROLE = { role: { principalArns: ["arn:aws:iam::999900001111:root"] } };
const QUEUE_URL = "https://sqs.us-east-1.amazonaws.com/111122223333/siem";
const GOOGLE = { webIdentity: { subjects: ["1234"] } };

const recorded = (args: Partial<FindingsReaderArgs>, options?: RecordOptions) =>
  record(() => {
    const reader = new FindingsReader("siem", { ...LOCATION, ...args });
    const { roleArn, externalId, accessKeyId, secretAccessKey, queueArn, form } = reader;
    return { roleArn, externalId, accessKeyId, secretAccessKey, queueArn, form };
  }, options);
const list = ({ resources }: Awaited<ReturnType<typeof recorded>>) =>
  resources.map(({ type, name }) => `${type} ${name}`);

describe("FindingsReader", () => {
  it("makes a queue of raw events with a queue behind it, and a role with a generated external id", async () => {
    const recording = await recorded({ ...TOPIC, ...ROLE });
    expect(list(recording)).to.deep.equal([
      "aws:iam/role:Role siem-role",
      "aws:iam/rolePolicy:RolePolicy siem-role-policy",
      "aws:sns/topicSubscription:TopicSubscription siem-subscription",
      "aws:sqs/queue:Queue siem-dead-letter-queue",
      "aws:sqs/queue:Queue siem-queue",
      "aws:sqs/queuePolicy:QueuePolicy siem-dead-letter-queue-policy",
      "aws:sqs/queuePolicy:QueuePolicy siem-queue-policy",
      "random:index/randomUuid:RandomUuid siem-external-id",
    ]);
    const { inputs, dependsOn } = recording.find("aws:sns/topicSubscription:TopicSubscription");
    expect(inputs["rawMessageDelivery"]).to.equal(true);
    expect(dependsOn).to.include("aws:sqs/queuePolicy:QueuePolicy::siem-queue-policy");
    const queue = recording.find("aws:sqs/queue:Queue", "siem-queue").inputs;
    expect(queue["messageRetentionSeconds"]).to.equal(1_209_600);
    expect(queue["sqsManagedSseEnabled"]).to.equal(true);
    expect(JSON.parse(queue["redrivePolicy"]).maxReceiveCount).to.equal(5);
    for (const { name, parent } of recording.resources) expect(parent?.name, name).to.equal("siem");
  });

  it("makes no queue without a topic, nor for a vendor that has its own", async () => {
    expect(list(await recorded(ROLE)).filter((one) => one.includes("sqs"))).to.deep.equal([]);
    const panther = await recorded({ ...ROLE, ...TOPIC, preset: "panther" });
    expect(list(panther).filter((one) => one.includes("sqs"))).to.deep.equal([]);
    expect(panther.outputs["form"]).to.have.property("SNS topic to subscribe", TOPIC.topicArn);
  });

  it("takes Google's tokens of a subject alone for Chronicle", async () => {
    const { find, outputs } = await recorded({ ...TOPIC, ...GOOGLE, preset: "chronicle" });
    const trust = JSON.parse(find("aws:iam/role:Role").inputs["assumeRolePolicy"]);
    expect(trust.Statement[0].Principal).to.deep.equal({ Federated: ["accounts.google.com"] });
    expect(trust.Statement[0].Condition).to.deep.equal({
      StringEquals: { "accounts.google.com:sub": ["1234"] },
    });
    expect(Object.keys(outputs["form"] as object)).to.have.members([
      "Source type",
      "Log type",
      "S3 URI",
      "Source deletion option",
      "SQS queue ARN",
      "AWS IAM role ARN",
    ]);
  });

  it("names a role for Sentinel as Sentinel wants it, and takes its audience and session alone", async () => {
    const provider = "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/33e01921/";
    const { find } = await recorded({
      ...TOPIC,
      preset: "sentinel",
      webIdentity: { provider, sessionNames: ["MicrosoftSentinel_0a"] },
    });
    const { name, assumeRolePolicy } = find("aws:iam/role:Role").inputs;
    expect(name).to.equal("OIDC_siem");
    expect(JSON.parse(assumeRolePolicy).Statement[0].Condition.StringEquals).to.deep.equal({
      "sts.windows.net/33e01921/:aud": ["api://1462b192-27f7-4cb9-8523-0f4ecb54b47e"],
      "sts:RoleSessionName": ["MicrosoftSentinel_0a"],
    });
  });

  it("keeps an access key's secret a secret, and rotates to a new key before the old one goes", async () => {
    const first = await recorded({ accessKey: { acknowledgeLongLivedKey: true } });
    expect(first.outputs["secretAccessKey"]).to.have.property(SECRET);
    expect(JSON.stringify(first.outputs["form"])).not.to.contain("secret");
    const keys = async (keyVersion: number) =>
      list(await recorded({ accessKey: { acknowledgeLongLivedKey: true, keyVersion } })).filter(
        (one) => one.includes("accessKey"),
      );
    expect(await keys(1)).to.deep.equal(["aws:iam/accessKey:AccessKey siem-access-key-1"]);
    expect(await keys(2)).to.deep.equal(["aws:iam/accessKey:AccessKey siem-access-key-2"]);
  });

  it("merges its statement into the policy of a queue that exists, and keeps all others", async () => {
    const arn = "arn:aws:sqs:us-east-1:111122223333:siem";
    const send = { Action: "sqs:SendMessage", Resource: arn };
    const others = [{ Sid: "Owner", Effect: "Allow", Principal: "*", ...send }];
    const policy = JSON.stringify({ Version: "2012-10-17", Id: "owner", Statement: others });
    const existing = { url: QUEUE_URL };
    const resource: RecordMocks["resource"] = ({ type, inputs }) =>
      type === "aws:sqs/queue:Queue"
        ? { id: QUEUE_URL, state: { ...inputs, arn, url: QUEUE_URL, policy } }
        : undefined;
    const { find, all, logs } = await recorded(
      { ...TOPIC, ...ROLE, queue: { existing } },
      { mocks: { resource } },
    );
    expect(logs.filter(({ message }) => message.startsWith("queue."))).to.deep.equal([
      {
        severity: "warning",
        message: [
          'queue.existing.url: statement 0 "Owner" of the policy of queue arn:aws:sqs:us-east-1:111122223333:siem lets anonymous callers, identities of any AWS account and cloudtrail.amazonaws.com on behalf of any account send messages that pass for new findings (sqs:SendMessage).',
          '  Fix: Have the owner of arn:aws:sqs:us-east-1:111122223333:siem remove statement 0 "Owner", or restrict its Principal to account 111122223333.',
        ].join("\n"),
      },
    ]);
    const merged = find("aws:sqs/queuePolicy:QueuePolicy");
    expect(JSON.parse(merged.inputs["policy"])).to.deep.equal({
      ...{ Version: "2012-10-17", Id: "owner" },
      Statement: [...others, queueStatement("SendNewFindingssiem", arn, TOPIC.topicArn)],
    });
    expect(merged.retainOnDelete).to.equal(true);
    expect(all("aws:sqs/queue:Queue")).to.have.length(1);
  });

  it("leaves the policy of a queue that exists to its owner with `policy: external`", async () => {
    const existing = { url: QUEUE_URL, policy: "external" as const };
    const { resources } = await recorded({ ...TOPIC, ...ROLE, queue: { existing } });
    expect(resources.map(({ type }) => type)).not.to.include("aws:sqs/queuePolicy:QueuePolicy");
    expect(resources.map(({ type }) => type)).to.include(
      "aws:sns/topicSubscription:TopicSubscription",
    );
  });

  it("lets a service of AWS take the role for the named pipelines alone", async () => {
    const sourceArns = ["arn:aws:osis:us-east-1:111122223333:pipeline/findings"];
    const { find } = await recorded({ ...TOPIC, preset: "opensearch", service: { sourceArns } });
    const trust = JSON.parse(find("aws:iam/role:Role").inputs["assumeRolePolicy"]);
    expect(trust.Statement).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { Service: ["osis-pipelines.amazonaws.com"] },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": ["111122223333"] },
          ArnLike: { "aws:SourceArn": sourceArns },
        },
      },
    ]);
  });

  it("trusts the account that a vendor publishes, with the external id that the vendor chose", async () => {
    const { find, all } = await recorded({
      preset: "sumologic",
      role: { externalId: "us2:0000000000285A74" },
    });
    const trust = JSON.parse(find("aws:iam/role:Role").inputs["assumeRolePolicy"]);
    expect(trust.Statement[0].Principal).to.deep.equal({
      AWS: ["arn:aws:iam::926226587429:root"],
    });
    expect(trust.Statement[0].Condition).to.deep.equal({
      StringEquals: { "sts:ExternalId": "us2:0000000000285A74" },
    });
    expect(all("random:index/randomUuid:RandomUuid")).to.deep.equal([]);
  });

  it("may delete findings only when that is said", async () => {
    const actions = async (args: Partial<FindingsReaderArgs>) =>
      JSON.parse(
        (await recorded({ ...ROLE, ...args })).find("aws:iam/rolePolicy:RolePolicy").inputs[
          "policy"
        ],
      ).Statement.flatMap(({ Action }: { Action: string }) => Action);
    expect(await actions({})).to.deep.equal(["s3:ListBucket", "s3:GetObject", "kms:Decrypt"]);
    expect(await actions({ deletesAfterTransfer: true })).to.include("s3:DeleteObject");
  });

  it("takes an export's outputs before they are known", async () => {
    const later = pulumi.output(LOCATION.findingsUri);
    const { resources } = await recorded({ ...ROLE, findingsUri: later }, { preview: true });
    expect(resources).to.have.length(3);
  });
});

describe("FindingsReader's arguments", () => {
  const ONE = "must have exactly one of role, webIdentity, accessKey, service; got ";
  const cases: [name: string, args: object, problems: string[]][] = [
    [
      "no identity",
      {},
      [
        `(all): ${ONE}none. Fix: set role to a value such as {"principalArns":["arn:aws:iam::111122223333:root"]}`,
      ],
    ],
    [
      "two identities",
      { ...ROLE, accessKey: {} },
      [`(all): ${ONE}role, accessKey. Fix: remove accessKey`],
    ],
    [
      "a role for Chronicle",
      { ...ROLE, preset: "chronicle" },
      [
        'role: is not supported by preset chronicle; expected webIdentity or accessKey. Fix: replace role with webIdentity, such as {"subjects":["104563210987654321098"]}',
      ],
    ],
    [
      "a key for Sentinel",
      { accessKey: {}, preset: "sentinel" },
      [
        'accessKey: is not supported by preset sentinel; expected webIdentity. Fix: replace accessKey with webIdentity, such as {"provider":"arn:aws:iam::111122223333:oidc-provider/token.example.com","sessionNames":["MicrosoftSentinel_1234abcd-12ab-34cd-56ef-1234567890ab"]}',
      ],
    ],
    [
      "tokens of any subject",
      { webIdentity: { provider: "accounts.google.com" } },
      [
        'webIdentity.audiences: required property is missing: without it, tokens that the provider issued for other applications are accepted. Fix: set webIdentity.audiences to a value such as ["findings"]',
        'webIdentity.subjects: required property is missing: without it, every identity with a token of the provider can read the findings. Fix: set webIdentity.subjects to a value such as ["104563210987654321098"]',
      ],
    ],
    [
      "no provider of tokens",
      { webIdentity: { subjects: ["1"], audiences: ["a"] } },
      [
        'webIdentity.provider: required property is missing; expected the ARN of the OIDC provider that issues the tokens. Fix: set webIdentity.provider to a value such as "arn:aws:iam::111122223333:oidc-provider/token.example.com"',
      ],
    ],
    [
      "sessions outside Sentinel's preset",
      {
        webIdentity: {
          ...{ provider: "accounts.google.com", audiences: ["a"], subjects: ["1"] },
          sessionNames: ["siem"],
        },
      },
      [
        "webIdentity.sessionNames: must not be set: callers choose their session names, which restrict access with preset sentinel only; use subjects. Fix: remove webIdentity.sessionNames",
      ],
    ],
    [
      "Sentinel without its sessions",
      {
        preset: "sentinel",
        webIdentity: { provider: "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/1/" },
      },
      [
        'webIdentity.sessionNames: required property is missing; expected MicrosoftSentinel_<workspace id>, which separates you from other customers of sentinel. Fix: set webIdentity.sessionNames to a value such as ["MicrosoftSentinel_1234abcd-12ab-34cd-56ef-1234567890ab"]',
      ],
    ],
    [
      "a key that is not confirmed",
      { accessKey: {} },
      [
        "accessKey.acknowledgeLongLivedKey: must be true: an access key does not expire, and its secret is in the stack's state; got undefined. Fix: set accessKey.acknowledgeLongLivedKey to true",
      ],
    ],
    [
      "no principal for a vendor that publishes none",
      { preset: "crowdstrike", role: {} },
      [
        'role.principalArns: required property is missing; expected the accounts, roles or users that crowdstrike reads as, from the vendor\'s form. Fix: set role.principalArns to a value such as ["arn:aws:iam::111122223333:root"]',
      ],
    ],
    [
      "an external id of ours where the vendor chooses it",
      { preset: "sumologic", role: {} },
      [
        'role.externalId: required property is missing; expected the external id that sumologic chooses, from the vendor\'s form. Fix: set role.externalId to a value such as "acme"',
      ],
    ],
    [
      "an external id for a vendor that sends none",
      { preset: "wazuh", role: { ...ROLE.role, externalId: "ab-12" } },
      [
        "role.externalId: must not be set: wazuh sends no external id, and could not assume the role. Fix: remove role.externalId",
      ],
    ],
    [
      "a pipeline that is not named",
      { preset: "opensearch", service: {} },
      [
        'service.sourceArns: required property is missing; expected the ARNs of the pipelines that assume the role. Fix: set service.sourceArns to a value such as ["arn:aws:osis:us-east-1:111122223333:pipeline/findings"]',
      ],
    ],
    [
      "a source that Lambda does not say",
      {
        preset: "datadog",
        service: { sourceArns: ["arn:aws:lambda:us-east-1:111122223333:function:forwarder"] },
      },
      [
        "service.sourceArns: must not be set: the service of datadog sends no source when it assumes a role. Fix: remove service.sourceArns",
      ],
    ],
    [
      "a service for a vendor that is none",
      { service: {} },
      [
        'service: is not supported by preset generic; expected role, webIdentity or accessKey. Fix: replace service with role, such as {"principalArns":["arn:aws:iam::111122223333:root"]}',
      ],
    ],
    [
      "a queue for a vendor that reads none",
      { preset: "panther", ...ROLE, queue: { existing: { url: QUEUE_URL } } },
      ["queue: must not be set: panther reads no queue of yours. Fix: remove queue"],
    ],
    [
      "a queue without a topic",
      { ...ROLE, topicArn: undefined, queue: { existing: { url: QUEUE_URL } } },
      [
        'topicArn: required property is missing: a queue.existing is subscribed to the topic of the findings. Fix: set topicArn to a value such as "arn:aws:sns:us-east-1:111122223333:findings"',
      ],
    ],
    [
      "the ARN of a queue for its URL",
      {
        ...TOPIC,
        ...ROLE,
        queue: { existing: { url: "arn:aws:sqs:us-east-1:111122223333:siem" } },
      },
      [
        'queue.existing.url: must be the URL of an SQS queue; got "arn:aws:sqs:us-east-1:111122223333:siem". Fix: set queue.existing.url to a value such as "https://sqs.us-east-1.amazonaws.com/111122223333/siem"',
      ],
    ],
    [
      "a name that Sentinel does not find",
      {
        preset: "sentinel",
        webIdentity: {
          name: "reader",
          provider: "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/1/",
          sessionNames: ["MicrosoftSentinel_1"],
        },
      },
      [
        'webIdentity.name: must start with OIDC_, by which the vendor finds the role; got "reader". Fix: set webIdentity.name to "OIDC_reader"',
      ],
    ],
    [
      "an unknown vendor",
      { ...ROLE, preset: "acme" },
      [
        'preset: must be one of generic, chronicle, sentinel, splunk, elastic, panther, crowdstrike, sumologic, runreveal, datadog, cortex, cribl, opensearch, wazuh; got "acme". Fix: set preset to a value such as "generic"',
      ],
    ],
    [
      "a bucket name for the place",
      { ...ROLE, findingsUri: "acme-findings" },
      [
        'findingsUri: must have the form s3://bucket/[prefix/]AWSLogs/, as the output findingsUri of GuardDutyExport; got "acme-findings". Fix: set findingsUri to a value such as "s3://acme-findings/guardduty/AWSLogs/"',
      ],
    ],
    [
      "an alias for the key",
      { ...ROLE, keyArn: "alias/findings" },
      [
        'keyArn: must be the ARN of the key, not of an alias, which can point to another key later; got "alias/findings". Fix: set keyArn to a value such as "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"',
      ],
    ],
    [
      "no principal to trust",
      { role: { principalArns: [] } },
      [
        'role.principalArns: must not be empty. Fix: set role.principalArns to a value such as ["arn:aws:iam::111122223333:root"]',
      ],
    ],
    [
      "a bad external id and a bad principal",
      { role: { principalArns: ["acme"], externalId: "a b" } },
      [
        'role.principalArns[0]: must be an account id, or the ARN of an account, role or user; got "acme". Fix: set role.principalArns[0] to a value such as "arn:aws:iam::111122223333:root"',
        'role.externalId: must be 2 to 1224 letters, digits or _+=,.@:/-; the value is not shown because it may be secret. Fix: set role.externalId to a value such as "acme-guardduty"',
      ],
    ],
    [
      "a key version of nothing",
      { accessKey: { acknowledgeLongLivedKey: true, keyVersion: 0 } },
      ["accessKey.keyVersion: must be at least 1; got 0. Fix: set accessKey.keyVersion to 1"],
    ],
    [
      "a timeout that SQS does not take",
      { ...ROLE, visibilityTimeoutSeconds: 50_000 },
      [
        "visibilityTimeoutSeconds: must be at most 43200; got 50000. Fix: set visibilityTimeoutSeconds to 43200",
      ],
    ],
  ];
  for (const [name, args, problems] of cases) {
    it(`are refused: ${name}`, async () => {
      const { errors, resources } = await recorded(args as Partial<FindingsReaderArgs>, {
        keepErrors: true,
      });
      expect(resources).to.deep.equal([]);
      const [head, ...lines] = errors.map(({ message }) => message.split("\n")).flat();
      expect(head).to.match(/^FindingsReader siem: \d problems? in the arguments/);
      expect(lines).to.deep.equal(problems.map((problem) => `  - ${problem}`));
    });
  }
});
