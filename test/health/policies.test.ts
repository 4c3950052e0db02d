import { expect } from "chai";

import { toEnvironment, toPoliciesFile } from "../../rules/health";
import { readArgs } from "../../rules/args";
import { planExport, resolvePolicies } from "../../rules/plan";
import { policyOwner } from "../../rules/proof";
import type { PolicyStatement } from "../../rules/policyDocument";
import { sdkAt } from "../../testing/sdkClient";
import type { Run } from "../../testing/lambda";
import { runLambda } from "../../testing/lambda";
import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import type { Args } from "../../testing/live/world";
import {
  ADMINISTRATOR,
  ARCHIVE,
  MANAGEMENT,
  destinationId,
  detectorId,
  KEY_ID,
  MEMBER,
} from "../../testing/live/world";

const OUTSIDE = "999988887777";
const HOME = "us-east-1";
const THERE = "eu-west-1";
const REGIONS = [HOME, THERE];
const KEY = `arn:aws:kms:${HOME}:${ADMINISTRATOR}:key/${KEY_ID}`;
const CREATED: Args = {
  regions: REGIONS,
  organization: { administrator: { accountId: ADMINISTRATOR } },
};
const ADOPTED: Args = {
  ...CREATED,
  bucket: { existing: { name: "log-archive" } },
  key: { existing: { arn: KEY } },
};
const EXTERNAL: Args = {
  ...CREATED,
  bucket: { existing: { name: "log-archive", policy: "external" } },
  key: { existing: { arn: KEY, policy: "external" } },
};

type Policy = "bucket" | "key";
type Statements = PolicyStatement[];

/** The statements of a policy in the world, which may be changed in place. */
function statementsIn({ sandbox, bucketName, keyArn }: Deployed, policy: Policy): Statements {
  const { buckets, keys } = sandbox.world();
  const document = policy === "bucket" ? buckets[bucketName]!.policy : keys[keyArn]!.policy;
  return document!["Statement"] as Statements;
}

const add = (policy: Policy, statement: PolicyStatement) => (stack: Deployed) =>
  void statementsIn(stack, policy).push(statement);
const remove = (policy: Policy, purpose: string) => (stack: Deployed) => {
  const statements = statementsIn(stack, policy);
  const at = statements.findIndex(({ Sid = "" }) => Sid.endsWith(purpose));
  if (at === -1) throw new Error(`no statement ${purpose}`);
  statements.splice(at, 1);
};
const onBucket = ({ bucketName }: Deployed) => `arn:aws:s3:::${bucketName}`;

const DENY = (stack: Deployed) =>
  add("bucket", {
    Sid: "Quarantine",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: `${onBucket(stack)}/*`,
  })(stack);
const DELETES = (stack: Deployed) =>
  add("bucket", {
    Sid: "Janitor",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${OUTSIDE}:root` },
    Action: "s3:DeleteObject",
    Resource: `${onBucket(stack)}/*`,
  })(stack);
const GRANTS = add("key", {
  Sid: "Grants",
  Effect: "Allow",
  Principal: "*",
  Action: "kms:CreateGrant",
  Resource: "*",
});
const GRANT = ({ sandbox, keyArn }: Deployed) => {
  sandbox.world().accounts[OUTSIDE] ??= { ...sandbox.world().accounts[ADMINISTRATOR]!, roles: [] };
  return sdkAt(sandbox.url, ADMINISTRATOR, HOME).call("kms:CreateGrant", {
    KeyId: keyArn,
    GranteePrincipal: `arn:aws:iam::${OUTSIDE}:root`,
    Operations: ["Decrypt"],
  });
};
const ONE_MEMBER = (stack: Deployed) =>
  add("bucket", {
    Sid: "Departed",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: `${onBucket(stack)}/AWSLogs/${MEMBER}/*`,
  })(stack);
const SITE = (stack: Deployed) => {
  add("bucket", {
    Sid: "Site",
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: `${onBucket(stack)}/site/*`,
  })(stack);
};

const SID_PREFIX = "GuardDutyExport".length + 8;
const READ: PolicyStatement = {
  Sid: "Read",
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${ADMINISTRATOR}:role/siem` },
  Action: "s3:GetObject",
  Resource: "*",
};

/** One Region alone is refused. */
const ONE_REGION = (stack: Deployed) =>
  add("bucket", {
    Sid: "NotFromThere",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: `${onBucket(stack)}/AWSLogs/*/GuardDuty/${THERE}/*`,
  })(stack);

/** What happens to the policies, and the verdict: of what the stack created, of what it merges into, and of what others write. */
const EVENTS: [
  what: string,
  verdicts: [created: string, adopted: string, external: string],
  happens: (stack: Deployed) => unknown,
][] = [
  ["nothing", ["healthy", "healthy", "healthy"], () => undefined],
  ["a Deny of s3:PutObject", ["unhealthy", "unhealthy", "unhealthy"], DENY],
  ["a Deny for one Region", ["unhealthy", "unhealthy", "unhealthy"], ONE_REGION],
  [
    "a Deny for an account that may be a member",
    ["unhealthy", "notChecked", "notChecked"],
    ONE_MEMBER,
  ],
  [
    "a statement that is gone",
    ["unhealthy", "unhealthy", "unhealthy"],
    remove("bucket", "PutObject"),
  ],
  [
    "a protection that is gone",
    ["unhealthy", "unhealthy", "unhealthy"],
    remove("bucket", "DenyOtherKeys"),
  ],
  [
    "a key statement that is gone",
    ["unhealthy", "unhealthy", "unhealthy"],
    remove("key", "GenerateDataKey"),
  ],
  ["another account that may delete findings", ["unhealthy", "unhealthy", "unhealthy"], DELETES],
  ["grants of the key for any caller", ["unhealthy", "unhealthy", "unhealthy"], GRANTS],
  ["a public statement", ["unhealthy", "unhealthy", "healthy"], SITE],
  [
    "a disabled key",
    ["unhealthy", "unhealthy", "unhealthy"],
    ({ sandbox, keyArn }) => (sandbox.world().keys[keyArn]!.state = "Disabled"),
  ],
  [
    "a key that is pending deletion",
    ["unhealthy", "unhealthy", "unhealthy"],
    ({ sandbox, keyArn }) => (sandbox.world().keys[keyArn]!.state = "PendingDeletion"),
  ],
  [
    "a key that is gone",
    ["unhealthy", "unhealthy", "unhealthy"],
    ({ sandbox, keyArn }) => delete sandbox.world().keys[keyArn],
  ],
  ["a grant of the key", ["healthy", "healthy", "healthy"], GRANT],
  [
    "a bucket policy that is gone",
    ["unhealthy", "unhealthy", "unhealthy"],
    ({ sandbox, bucketName }) => (sandbox.world().buckets[bucketName]!.policy = null),
  ],
];

const ORGANIZATION: Args = {
  ...ADOPTED,
  organization: {
    administrator: { accountId: ADMINISTRATOR },
    management: { accountId: MANAGEMENT, assumeRoleArn: `arn:aws:iam::${MANAGEMENT}:role/look` },
  },
};

const WORLDS: [what: string, verdict: string, args: Args, happens: (stack: Deployed) => unknown][] =
  [
    ...EVENTS.flatMap(([what, [created, adopted, external], happens]): typeof WORLDS => [
      [`${what}; created`, created, CREATED, happens],
      [`${what}; adopted`, adopted, ADOPTED, happens],
      [`${what}; external`, external, EXTERNAL, happens],
    ]),
    ["a Deny for a member", "unhealthy", ORGANIZATION, ONE_MEMBER],
    [
      "a public statement that S3 accepts; adopted",
      "healthy",
      ADOPTED,
      (stack) => {
        const { buckets, accounts } = stack.sandbox.world();
        buckets[stack.bucketName]!.publicAccessBlock = {};
        accounts[ADMINISTRATOR]!.publicAccessBlock = {};
        SITE(stack);
      },
    ],
    [
      "a statement under the prefix of the export; created",
      "unhealthy",
      CREATED,
      (stack) => {
        const [{ Sid = "" } = {}] = statementsIn(stack, "bucket");
        add("bucket", { ...READ, Sid: `${Sid.slice(0, SID_PREFIX)}Mine` })(stack);
      },
    ],
  ];

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Data = any;

interface Found {
  verdict: string;
  /** Problem and fix of each. */
  texts: string[];
}

const textsOf = (findings: [problem: string, fix: string][]) =>
  [...new Set(findings.map((one) => one.join("\nFix: ")))].sort();

async function byStatus(stack: Deployed): Promise<Found> {
  const { data } = await stack.json(["status", "--stack", "prod"]);
  const found = data.findings.map(({ problem, fix }: Data) => [problem, fix]);
  return { verdict: data.verdict, texts: textsOf(found) };
}

/** The statements of the export, as the deployment outputs them. */
function outputs(args: Args, { bucketName, keyArn }: Deployed) {
  const { settings } = readArgs("findings", args);
  if (settings === undefined) throw new Error("bad arguments of a test");
  const owner = { project: "guardduty-export", stack: "prod", component: "findings" };
  const sources = settings.regions.map((region, index) => ({
    ...{ accountId: ADMINISTRATOR, region, detectorId: detectorId(index) },
  }));
  const theirs = { Version: "2012-10-17", Statement: [] };
  const live = { bucket: theirs, key: theirs };
  const resolved = resolvePolicies(
    planExport({ owner, settings }),
    { sources, bucketName, keyArn },
    live,
  );
  const of = (policy: Policy) => ({
    owner: policyOwner(settings[policy].existing),
    statements: resolved[policy].statements,
  });
  return { bucket: of("bucket"), key: of("key") };
}

/** What the owners of external policies do. */
function addStatements(stack: Deployed) {
  const { bucket, key } = outputs(EXTERNAL, stack);
  statementsIn(stack, "bucket").push(...bucket.statements);
  statementsIn(stack, "key").push(...key.statements);
}

const environment = ({ regions }: Args, { bucketName, keyArn }: Deployed) =>
  toEnvironment({
    ...{ exportName: "findings", administratorAccountId: ADMINISTRATOR, keyArn },
    destinationArn: `arn:aws:s3:::${bucketName}`,
    regions: (regions as string[]).map((region, index) => ({
      ...{ region, detectorId: detectorId(index), destinationId: destinationId(index) },
    })),
  });

const run = (args: Args, stack: Deployed, env: { [name: string]: string } = {}) =>
  runLambda(
    { ...stack.sandbox.env, ...environment(args, stack), ...env },
    toPoliciesFile(outputs(args, stack)),
  );

async function byFunction(args: Args, stack: Deployed): Promise<Found> {
  const { lines } = await run(args, stack);
  const verdicts = Object.values(lines).map(({ Verdict }) => Verdict as string);
  const found = Object.values(lines).flatMap(({ Findings }) =>
    Findings.map(({ Problem, Fix }: Data) => [Problem, Fix]),
  );
  const verdict = ["unhealthy", "notChecked"].find((one) => verdicts.includes(one)) ?? "healthy";
  return { verdict, texts: textsOf(found) };
}

describe("The health function's check of the two policies", () => {
  let stack: Deployed;
  afterEach(() => stack.close());

  for (const [what, verdict, args, happens] of WORLDS) {
    it(`finds what status finds, and the same fixes: ${what}`, async () => {
      stack = await deployed(args);
      if (args === EXTERNAL) addStatements(stack);
      await happens(stack);
      const status = await byStatus(stack);
      expect(status.verdict).to.equal(verdict);
      expect(await byFunction(args, stack)).to.deep.equal(status);
    });
  }

  const found = (lines: Run["lines"], region: string) => ({
    verdict: lines[region]!["Verdict"],
    ids: lines[region]!["Findings"].map(({ Id }: Data) => Id),
    notChecked: lines[region]!["PoliciesNotChecked"],
  });

  it("reports what one Region cannot export there and in the home Region, and not in others", async () => {
    const regions = [...REGIONS, "eu-central-1"];
    const args = { ...CREATED, regions };
    stack = await deployed(args);
    ONE_REGION(stack);
    const { lines } = await run(args, stack);
    expect(found(lines, THERE)).to.deep.include({ verdict: "unhealthy", ids: ["policyDrift"] });
    expect(found(lines, HOME)).to.deep.include({ verdict: "unhealthy", ids: ["policyDrift"] });
    expect(found(lines, "eu-central-1")).to.deep.include({ verdict: "healthy", ids: [] });
  });

  it("reports a Deny for one Region in an adopted policy in that Region alone", async () => {
    stack = await deployed(ADOPTED);
    ONE_REGION(stack);
    const { lines } = await run(ADOPTED, stack);
    const denied = (region: string) =>
      lines[region]!["Findings"].filter(({ Problem }: Data) => /cannot export/.test(Problem));
    expect([denied(THERE).length, denied(HOME).length]).to.deep.equal([1, 0]);
    expect(lines[THERE]!["Verdict"]).to.equal("unhealthy");
    expect(lines[HOME]!["Verdict"]).to.equal("healthy");
  });

  for (const action of [
    ...["s3:GetBucketPolicy", "kms:GetKeyPolicy", "kms:DescribeKey", "kms:ListGrants"],
  ]) {
    it(`reports no health of the home Region where ${action} is refused`, async () => {
      stack = await deployed(CREATED);
      const user = `arn:aws:iam::${ADMINISTRATOR}:user/health`;
      const all = { Effect: "Allow", Action: "*", Resource: "*" };
      const Statement = [all, { ...all, Effect: "Deny", Action: action }];
      stack.sandbox.world().users[user] = {
        policies: { all: { Version: "2012-10-17", Statement } },
        accessKeys: { AKIAHEALTH: { secret: "none", status: "Active" } },
        tags: {},
      };
      const { lines } = await run(CREATED, stack, {
        AWS_ACCESS_KEY_ID: "AKIAHEALTH",
        AWS_SECRET_ACCESS_KEY: "none",
      });
      expect(found(lines, HOME)).to.deep.include({ verdict: "notChecked", ids: ["callFailed"] });
      expect(lines[HOME]).not.to.have.property("Healthy");
      expect(lines[HOME]!["Findings"][0].Fix).to.include(action);
      expect(found(lines, THERE)).to.deep.include({ verdict: "healthy", ids: [] });
    });
  }

  it("reports that statements of others leave no room, as status does", async () => {
    stack = await deployed(ADOPTED);
    remove("bucket", "PutObject")(stack);
    add("bucket", { ...READ, Resource: `arn:aws:s3:::${"x".repeat(19_500)}` })(stack);
    const { data } = await stack.json(["status", "--stack", "prod"]);
    const { lines } = await run(ADOPTED, stack);
    const ids = data.findings.map(({ id }: Data) => id);
    expect(ids).to.include("policyTooLarge");
    expect(found(lines, HOME).ids).to.deep.equal(ids);
  });

  it("reports a bucket that is gone", async () => {
    stack = await deployed(CREATED);
    delete stack.sandbox.world().buckets[stack.bucketName];
    const { lines } = await run(CREATED, stack);
    expect(found(lines, HOME)).to.deep.include({ verdict: "unhealthy", ids: ["holderMissing"] });
  });

  it("reads no policy of another account, says so, and judges the other policy", async () => {
    const archive = { accountId: ARCHIVE, assumeRoleArn: `arn:aws:iam::${ARCHIVE}:role/look` };
    const args = {
      ...ADOPTED,
      bucket: { existing: { name: "log-archive" }, account: archive },
      key: { existing: { arn: KEY }, account: { accountId: ADMINISTRATOR } },
    };
    stack = await deployed(args);
    GRANTS(stack);
    const { lines } = await run(args, stack, { BUCKET_ACCOUNT_ID: ARCHIVE });
    expect(found(lines, HOME)).to.deep.equal({
      verdict: "unhealthy",
      ids: ["policyFinding"],
      notChecked: ["the bucket policy: the bucket belongs to account 444455556666"],
    });
    const calls = stack.sandbox.cloud.calls.map(({ operation }) => operation);
    expect(calls).to.include("kms:GetKeyPolicy");
    // Grants are not read of a key that is adopted.
    for (const call of ["s3:GetBucketPolicy", "kms:ListGrants"]) expect(calls).not.to.include(call);
  });

  it("reads no policy without statements, and says so", async () => {
    stack = await deployed(CREATED);
    DENY(stack);
    const { lines } = await runLambda({ ...stack.sandbox.env, ...environment(CREATED, stack) });
    expect(found(lines, HOME)).to.deep.equal({
      verdict: "healthy",
      ids: [],
      notChecked: [
        "the bucket policy: bucketPolicyStatements is not set",
        "the key policy: keyPolicyStatements is not set",
      ],
    });
    expect(found(lines, THERE).notChecked).to.equal(undefined);
  });

  it("reads nothing of a key of another account", async () => {
    stack = await deployed(CREATED);
    const { world, calls } = stack.sandbox.cloud;
    world.keys[stack.keyArn]!.state = "Disabled";
    const before = calls.length;
    const keyArn = stack.keyArn.replace(ADMINISTRATOR, ARCHIVE);
    const { lines } = await run(CREATED, { ...stack, keyArn });
    expect(found(lines, HOME).ids).not.to.include("holderUnsuitable");
    const made = calls.slice(before).map(({ operation }) => operation);
    expect(made.filter((operation) => operation.startsWith("kms:"))).to.deep.equal([]);
  });

  it("reads the state of a key without statements", async () => {
    stack = await deployed(CREATED);
    stack.sandbox.world().keys[stack.keyArn]!.state = "Disabled";
    const { lines } = await runLambda({ ...stack.sandbox.env, ...environment(CREATED, stack) });
    expect(found(lines, HOME)).to.deep.include({
      ...{ verdict: "unhealthy", ids: ["holderUnsuitable"] },
    });
  });

  it("makes one call for each policy, and one for the members", async () => {
    stack = await deployed(CREATED);
    const before = stack.sandbox.cloud.calls.length;
    await run(CREATED, stack);
    const calls = stack.sandbox.cloud.calls.slice(before).map(({ operation }) => operation);
    const count = (operation: string) => calls.filter((one) => one === operation).length;
    expect(count("s3:GetBucketPolicy")).to.equal(1);
    for (const call of ["GetKeyPolicy", "DescribeKey", "ListGrants"]) {
      expect(count(`kms:${call}`)).to.equal(1);
    }
    expect(count("guardduty:ListMembers")).to.equal(REGIONS.length + 1);
  });

  for (const text of ["", "{", "[]", '{"bucket":{"owner":"stack","statements":[]}}']) {
    it(`fails with the file ${JSON.stringify(text)}`, async () => {
      stack = await deployed(CREATED);
      const error = await runLambda(
        { ...stack.sandbox.env, ...environment(CREATED, stack) },
        text,
      ).catch((thrown: Error) => thrown.message);
      expect(error).to.match(/policies\.json does not hold the statements of the export\. Fix: /);
    });
  }

  for (const text of ["", "{}", '{"managedBy":"guardduty","accounts":["222233334444"]}']) {
    it(`fails with the file of members ${JSON.stringify(text)}`, async () => {
      stack = await deployed(CREATED);
      const error = await runLambda(
        { ...stack.sandbox.env, ...environment(CREATED, stack) },
        ...([undefined, text] as const),
      ).catch((thrown: Error) => thrown.message);
      expect(error).to.match(/members\.json does not hold the members of the export\. Fix: /);
    });
  }
});
