import { expect } from "chai";
import { failure, State } from "../../../testing/providers/client";
import { ACCOUNT, providerSuite } from "../../../testing/providers/suite";

const feed = "gcp:chronicle/feed:Feed";
const bucketArn = "arn:aws:s3:::logs";
const queue = `arn:aws:sqs:us-east-1:${ACCOUNT}:inbox`;
const roleArn = `arn:aws:iam::${ACCOUNT}:role/chronicle`;
const keyId = "AKIAUSERABCDEFGHIJKL";
const parent = "projects/siem-project/locations/us/instances/0f6d";

const policy = (...Statement: object[]) => ({
  Version: "2012-10-17",
  Statement: Statement.map((one) => ({ Effect: "Allow", ...one })),
});
const rights = policy(
  { Action: ["s3:GetObject", "s3:ListBucket"], Resource: [bucketArn, `${bucketArn}/AWSLogs/*`] },
  { Action: "sqs:*", Resource: queue },
);

const roleAuth = { awsIamRoleAuth: { awsIamRoleArn: roleArn, subjectId: "1234" } };
const keyAuth = { accessKeyId: keyId, secretAccessKey: "secret" };
const source = { s3Uri: "s3://logs/AWSLogs/", sourceDeletionOption: "NEVER", maxLookbackDays: 30 };

function details(authentication: object, more: object = {}) {
  return {
    logType: `${parent}/logTypes/GUARDDUTY`,
    feedSourceType: "AMAZON_SQS_V2",
    amazonSqsV2Settings: { queue, ...source, authentication, ...more },
  };
}

const program = (its: object = details({ ...roleAuth, sqsV2AccessKeySecretAuth: {} })) => ({
  location: "us",
  instance: "0f6d",
  displayName: "findings",
  details: its,
});

describe("sandbox/providers gcp", () => {
  const suite = providerSuite({
    buckets: { logs: { account: ACCOUNT, region: "us-east-1" } },
    queues: { [queue]: {} },
    roles: {
      [roleArn]: {
        policies: { rights },
        assumeRolePolicy: policy({
          Principal: { Federated: "accounts.google.com" },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: { StringEquals: { "accounts.google.com:sub": "1234" } },
        }),
      },
    },
    users: {
      [`arn:aws:iam::${ACCOUNT}:user/chronicle`]: {
        policies: { rights },
        accessKeys: { [keyId]: { secret: "secret" } },
      },
    },
  });

  const make = (its: object): Promise<State> => suite.make(feed, its);
  const refused = async (its: object): Promise<string> => (await suite.refused(feed, its)).message;

  const change = (old: State, its: object) => suite.plan(feed, old, its);

  it("makes a feed in the provider's project, with the API's name as id", async () => {
    const made = await make(program());
    expect(made.id).to.match(new RegExp(`^${parent}/feeds/[0-9a-f-]{36}$`));
    expect(made.state).to.include({ name: made.id, state: "ACTIVE", project: "siem-project" });
    expect((await change(made, program())).keys).to.deep.equal([]);
    const read = await suite.gcp.read(feed, made.id, made);
    expect((await change(read, program())).keys).to.deep.equal([]);
    const imported = await suite.gcp.read(feed, made.id);
    expect(imported.inputs).to.deep.include({ location: "us", instance: "0f6d" });
    await suite.gcp.delete(feed, made);
    expect(suite.cloud.world.feeds).to.deep.equal({});
    expect((await suite.gcp.read(feed, made.id, made)).id).to.equal("");
  });

  it("does not send the empty block that its schema wants", async () => {
    const { id } = await make(program());
    const { amazonSqsV2Settings } = suite.cloud.world.feeds[id]!.details as ReturnType<
      typeof details
    >;
    expect(amazonSqsV2Settings.authentication).to.deep.equal(roleAuth);
  });

  it("takes an access key, and a feed of the bucket alone", async () => {
    await make(program(details({ sqsV2AccessKeySecretAuth: keyAuth, awsIamRoleAuth: {} })));
    const amazonS3V2Settings = { ...source, authentication: { accessKeySecretAuth: keyAuth } };
    const { logType } = details({});
    await make(program({ logType, feedSourceType: "AMAZON_S3_V2", amazonS3V2Settings }));
    expect(Object.keys(suite.cloud.world.feeds)).to.have.length(2);
  });

  const early: [what: string, its: object, text: string][] = [
    [
      "one block of authentication missing for a queue",
      details(roleAuth),
      'The argument "details.0.amazon_sqs_v2_settings.0.authentication.0.sqs_v2_access_key_secret_auth" is required',
    ],
    [
      "prefixes, which it does not have",
      details({ ...roleAuth, sqsV2AccessKeySecretAuth: {} }, { includePrefixes: ["a/"] }),
      "Invalid or unknown key. Examine values at 'thing.details.amazonSqsV2Settings.includePrefixes'.",
    ],
    ["no settings", { logType: "x" }, "must be specified"],
    ["no log type", { amazonS3V2Settings: {} }, 'The argument "details.0.log_type" is required'],
  ];
  for (const [what, its, text] of early) {
    it(`refuses before anything is made: ${what}`, async () => {
      const [, failures] = await suite.gcp.check(feed, "thing", program(its));
      expect(failures.join("\n")).to.contain(text);
    });
  }

  const both = { sqsV2AccessKeySecretAuth: keyAuth, ...roleAuth };
  const good = { ...roleAuth, sqsV2AccessKeySecretAuth: {} };
  const late: [what: string, its: object, text: string][] = [
    [
      "a retired source type",
      {
        ...details({}),
        feedSourceType: "AMAZON_SQS",
        amazonSqsV2Settings: undefined,
        amazonSqsSettings: { queue: "inbox" },
      },
      "AMAZON_SQS is deprecated. We no longer support new feeds for this source type. Please use the V2 version",
    ],
    [
      "both ways to authenticate",
      details(both),
      "Exactly one of sqsV2AccessKeySecretAuth, awsIamRoleAuth must be set.",
    ],
    [
      "a bare log type",
      { ...details(good), logType: "GUARDDUTY" },
      "logType GUARDDUTY is not the resource name of a log type.",
    ],
    ["a lookback of 181 days", details(good, { maxLookbackDays: 181 }), "between 1 and 180"],
    ["a FIFO queue", details(good, { queue: `${queue}.fifo` }), "FIFO queues are not supported."],
    ["a bucket's name for its URI", details(good, { s3Uri: "logs" }), "Invalid S3 URI: logs"],
    [
      "a role that does not trust the subject",
      details({
        awsIamRoleAuth: { ...roleAuth.awsIamRoleAuth, subjectId: "5" },
        sqsV2AccessKeySecretAuth: {},
      }),
      `${roleArn} cannot be assumed by the subject 5.`,
    ],
    [
      "a wrong secret",
      details({
        sqsV2AccessKeySecretAuth: { ...keyAuth, secretAccessKey: "x" },
        awsIamRoleAuth: {},
      }),
      "The access key or its secret is not valid.",
    ],
  ];
  for (const [what, its, text] of late) {
    it(`is refused by the API for ${what}`, async () => {
      const message = await refused(program(JSON.parse(JSON.stringify(its))));
      expect(message).to.match(/^Error creating Feed: googleapi: Error 400: /);
      expect(message).to.contain(text);
    });
  }

  it("is refused while its reader may not read, so that it has to come last", async () => {
    suite.cloud.world.roles[roleArn]!.policies = {};
    expect(await refused(program())).to.contain(
      "is not authorized to perform: s3:ListBucket on resource: arn:aws:s3:::logs because no identity-based policy",
    );
  });

  it("changes the details in place, and the display name alone", async () => {
    const made = await make(program());
    const next = program(details(good, { maxLookbackDays: 7 }));
    const { inputs, ...diff } = await change(made, next);
    expect(diff).to.deep.include({ keys: ["details"], replaces: [] });
    const changed = await suite.gcp.update(feed, made, inputs);
    expect(changed.state["details"].amazonSqsV2Settings.maxLookbackDays).to.equal(7);

    const renamed = { ...next, displayName: "renamed" };
    const alone = await change(changed, renamed);
    await suite.gcp.update(feed, changed, alone.inputs);
    expect(suite.cloud.world.feeds[made.id]!.displayName).to.equal("renamed");
  });

  it("is refused a display name together with other changes", async () => {
    const made = await make(program());
    const next = { ...program(details(good, { maxLookbackDays: 7 })), displayName: "renamed" };
    const { inputs } = await change(made, next);
    expect((await failure(suite.gcp.update(feed, made, inputs))).message).to.contain(
      "To update the display name, pass only displayName and no other fields.",
    );
  });

  it("is replaced for another place", async () => {
    const made = await make(program());
    const diff = await change(made, { ...program(), location: "eu" });
    expect(diff).to.deep.include({ replaces: ["location"], deleteBeforeReplace: false });
  });
});
