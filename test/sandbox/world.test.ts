import { expect } from "chai";
import { parseWorld, WorldError } from "../../sandbox/world";
import { createCloud } from "../../sandbox/cloud";
import { clientOf, destinationInput, exportWorld } from "../../testing/worlds";
import { rows, under } from "../docs/tables";

function problemsOf(file: unknown): string[] {
  try {
    parseWorld(file);
  } catch (error) {
    if (error instanceof WorldError) return error.problems;
    throw error;
  }
  return [];
}

const EXAMPLE = {
  caller: "111122223333",
  accounts: {
    "111122223333": {
      name: "security",
      optedIn: ["me-south-1"],
      roles: ["arn:aws:iam::111122223333:role/deploy"],
    },
  },
  organization: { id: "o-abc1234567", management: "999900001111", members: ["111122223333"] },
  buckets: {
    "acme-logs": {
      account: "111122223333",
      region: "us-east-1",
      policy: null,
      objects: { "path/key": { size: 0, sse: "aws:kms", kmsKeyArn: "arn:aws:kms:x" } },
    },
  },
  keys: {
    "arn:aws:kms:us-east-1:111122223333:key/1234abcd": {
      policy: {},
      state: "Enabled",
      spec: "SYMMETRIC_DEFAULT",
    },
  },
  detectors: {
    "111122223333/us-east-1": {
      id: "0123456789abcdef0123456789abcdef",
      status: "ENABLED",
      findingPublishingFrequency: "SIX_HOURS",
      tags: {},
      destinations: {
        fedcba98765432100123456789abcdef: {
          destinationArn: "arn:aws:s3:::acme-logs",
          kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/1234abcd",
          status: "PUBLISHING",
          tags: {},
        },
      },
    },
  },
};

const LOCATION = "us-east-1:111122223333";
const READERS = {
  topics: { [`arn:aws:sns:${LOCATION}:findings`]: {} },
  queues: { [`arn:aws:sqs:${LOCATION}:inbox`]: { attributes: { VisibilityTimeout: "60" } } },
  buses: { [`arn:aws:events:${LOCATION}:event-bus/findings`]: {} },
  rules: { [`arn:aws:events:${LOCATION}:rule/findings/all`]: { eventPattern: { source: ["a"] } } },
  roles: { "arn:aws:iam::111122223333:role/p/reader": { assumeRolePolicy: {} } },
  users: { "arn:aws:iam::111122223333:user/reader": { accessKeys: { AKIA: { secret: "x" } } } },
  oidcProviders: { "arn:aws:iam::111122223333:oidc-provider/example.com/": {} },
  databases: { [`arn:aws:glue:${LOCATION}:database/findings`]: { input: {} } },
  workgroups: { [`arn:aws:athena:${LOCATION}:workgroup/findings`]: { configuration: {} } },
};

describe("the world file", () => {
  it("may hold what carries findings to readers, with AWS's defaults for what it leaves out", () => {
    const { queues, accounts, topics } = parseWorld(READERS);
    expect(queues[`arn:aws:sqs:${LOCATION}:inbox`]!.attributes).to.include({
      VisibilityTimeout: "60",
      MessageRetentionPeriod: "345600",
    });
    expect(topics[`arn:aws:sns:${LOCATION}:findings`]!.subscriptions).to.deep.equal({});
    expect(Object.keys(accounts)).to.deep.equal(["111122223333"]);
    const world = parseWorld(READERS);
    expect(parseWorld(JSON.parse(JSON.stringify(world)))).to.deep.equal(world);
  });

  for (const part of Object.keys(READERS)) {
    it(`names the ${part} that are under no ARN of one`, () => {
      const value = Object.values(READERS[part as keyof typeof READERS])[0];
      expect(problemsOf({ [part]: { inbox: value } })).to.have.length(1);
      expect(problemsOf({ [part]: { inbox: value } })[0]).to.match(
        new RegExp(`^${part}\\.inbox: must be the ARN of an? `),
      );
    });
  }

  it("may be empty", () => {
    expect(parseWorld({})).to.deep.include({ caller: "111122223333", buckets: {}, detectors: {} });
  });

  it("gives accounts that it only names, new buckets' settings, and default key policies", () => {
    const world = parseWorld(EXAMPLE);
    expect(world.accounts).to.have.keys("111122223333", "999900001111");
    expect(world.buckets["acme-logs"]?.publicAccessBlock).to.have.property(
      "BlockPublicPolicy",
      true,
    );
    expect(Object.values(world.keys)[0]?.policy).to.have.property("Statement");
  });

  it("is what GET /world answers: read again, it is the same world", async () => {
    const client = await clientOf(exportWorld({ prefix: "logs" }));
    await client.call(
      "guardduty:CreatePublishingDestination",
      destinationInput({ prefix: "logs" }),
    );
    await client.cloud.exportFinding("111122223333", "us-east-1");
    const answered = JSON.parse(JSON.stringify(client.cloud.world));
    expect((await createCloud(answered)).world).to.deep.equal(answered);
    expect(parseWorld(JSON.parse(JSON.stringify(parseWorld(EXAMPLE))))).to.deep.equal(
      parseWorld(EXAMPLE),
    );
  });

  it("is refused with every problem and its path", () => {
    expect(
      problemsOf({
        caller: "1",
        acounts: {},
        accounts: { "111122223333": { optedIn: ["nowhere"], colour: "red" } },
        buckets: { b: { account: "111122223333", region: "us-east-1", versioning: "On" } },
        detectors: { "111122223333": {} },
      }),
    ).to.have.members([
      "caller: must be an account id of 12 digits",
      'accounts["111122223333"].optedIn[0]: must be a Region name',
      'accounts["111122223333"].colour: unknown key',
      'buckets.b.versioning: Invalid option: expected one of "Enabled"|"Suspended"',
      'detectors["111122223333"]: must be <account id>/<Region>',
      "acounts: unknown key",
    ]);
  });

  it("is refused for roles under another account and an alias on two keys", () => {
    const key = { aliases: ["alias/a"] };
    expect(
      problemsOf({
        accounts: { "111122223333": { roles: ["arn:aws:iam::444455556666:role/x"] } },
        keys: {
          "arn:aws:kms:us-east-1:111122223333:key/1": key,
          "arn:aws:kms:us-east-1:111122223333:key/2": key,
        },
      }),
    ).to.have.length(2);
  });
});

describe("docs/sandbox.md", () => {
  it("lists every key of a world file", () => {
    const listed = rows(under("docs/sandbox.md", "## World file")).flatMap(([key = ""]) =>
      [...key.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );
    expect(listed).to.have.members(
      Object.keys(parseWorld({})).concat("organization", "clockOffsetMs"),
    );
  });
});
