import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import type { PolicyDocument, PolicyStatement } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import { withoutLongWaits } from "../../testing/fastWaits";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exportProgram, openCloudStack } from "../../testing/cloudStack";
import {
  BUCKET,
  bucketPolicyOfOthers,
  KEY_ARN,
  keyPolicyOfOthers,
  logArchive,
} from "../../testing/logArchive";

const regions = ["us-east-1", "me-south-1"];
const args: GuardDutyExportArgs = {
  regions,
  bucket: { existing: { name: BUCKET } },
  key: { existing: { arn: KEY_ARN } },
};

const withStatement = (statement: PolicyStatement): PolicyDocument => ({
  ...bucketPolicyOfOthers,
  Statement: [...listOf(bucketPolicyOfOthers.Statement), statement],
});
const denyOutsiders: PolicyStatement = {
  Sid: "OnlyOurOrganization",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:PutObject",
  Resource: `arn:aws:s3:::${BUCKET}/*`,
  Condition: { StringNotEquals: { "aws:PrincipalServiceName": "cloudtrail.amazonaws.com" } },
};
const denyOptIn: PolicyStatement = {
  ...denyOutsiders,
  Sid: "NotFromBahrain",
  Condition: { ArnLike: { "aws:SourceArn": "arn:aws:guardduty:me-south-1:*:*" } },
};

/** Both policies, and how many detectors and destinations there are. */
const stateOf = ({ cloud: { world } }: CloudStack) => ({
  bucket: world.buckets[BUCKET]?.policy,
  key: world.keys[KEY_ARN]?.policy,
  destinations: Object.values(world.detectors).map(
    ({ destinations }) => Object.keys(destinations).length,
  ),
});

describe("The proof of the policies", () => {
  let stack: CloudStack;
  afterEach(() => stack.close());

  it("fails the preview of a bucket whose owner denies GuardDuty, with the Sid and the fix", async () => {
    stack = await openCloudStack(logArchive(withStatement(denyOutsiders)));
    const { diagnostics } = await stack.preview(exportProgram(args));
    expect(diagnostics.find((line) => line.startsWith("error: "))).to.equal(
      [
        `error: GuardDuty cannot export from us-east-1, me-south-1: the bucket policy denies s3:PutObject of the test object, s3:PutObject of findings and s3:PutObject of members' findings (arn:aws:s3:::${BUCKET}/AWSLogs/).`,
        '  Deny statement 6 "OnlyOurOrganization" applies: StringNotEquals aws:PrincipalServiceName requires a value other than "cloudtrail.amazonaws.com"; the request has "guardduty.amazonaws.com".',
        '  Fix: Add "guardduty.amazonaws.com" and "guardduty.me-south-1.amazonaws.com" to the condition StringNotEquals aws:PrincipalServiceName of statement 6 "OnlyOurOrganization" of the bucket policy.',
      ].join("\n"),
    );
    expect(stateOf(stack)).to.deep.equal({
      bucket: withStatement(denyOutsiders),
      key: keyPolicyOfOthers,
      destinations: [],
    });
  });

  it("comes before the prefix marker, which the same statement refuses", async () => {
    stack = await openCloudStack(logArchive(withStatement(denyOutsiders)));
    const prefixed = { ...args, bucket: { ...args.bucket, prefix: "guardduty" } };
    const { error } = await stack.tryDeploy(prefixed);
    expect(error?.message.split("\n")[0]).to.match(
      /^error: GuardDuty cannot export from us-east-1, me-south-1: /,
    );
    expect(error?.message).not.to.contain("AccessDenied");
    expect(stack.cloud.world.buckets[BUCKET]?.objects).to.deep.equal({});
  });

  it("warns in the preview of statements that deny the deployment's own calls", async () => {
    const toIdentities = (statement: object): PolicyStatement =>
      ({
        ...{
          Effect: "Deny",
          Principal: "*",
          Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`],
        },
        ...statement,
      }) as PolicyStatement;
    const { Statement, ...rest } = bucketPolicyOfOthers;
    const policy = {
      ...rest,
      Statement: [
        ...listOf(Statement),
        toIdentities({
          ...{ Sid: "OnlyAes", Action: "s3:PutObject" },
          Condition: {
            StringNotEquals: { "s3:x-amz-server-side-encryption": "AES256" },
            Bool: { "aws:PrincipalIsAWSService": "false" },
          },
        }),
        toIdentities({ Sid: "PolicyIsOurs", Action: "s3:PutBucketPolicy" }),
        toIdentities({
          ...{ Sid: "TlsOnlyToo", Action: "s3:*" },
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        }),
      ],
    };
    stack = await openCloudStack(logArchive(policy));
    const prefixed = { ...args, bucket: { ...args.bucket, prefix: "guardduty" } };
    const { diagnostics } = await stack.preview(exportProgram(prefixed));
    const own = diagnostics.filter((line) => line.includes("which deploys this stack"));
    expect(
      own.map((line) => line.replace(/arn:aws:(iam|sts)::\S+?,/, "<caller>,").split(" Fix: ")[0]),
    ).to.deep.equal([
      `warning: bucket.existing: statement 7 "PolicyIsOurs" of the bucket policy denies <caller>, which deploys this stack, s3:PutBucketPolicy on arn:aws:s3:::${BUCKET}.`,
      `warning: bucket.existing: statement 6 "OnlyAes" of the bucket policy denies <caller>, which deploys this stack, s3:PutObject on arn:aws:s3:::${BUCKET}/guardduty/.`,
    ]);
    const { error } = await stack.tryDeploy(prefixed);
    expect(error?.message).to.contain("AccessDenied");
  });

  it("keeps but the Regions without a destination that are denied, until the owner changes it", async () => {
    stack = await openCloudStack(logArchive(withStatement(denyOptIn)));
    const { error, failed } = await stack.tryDeploy(args);
    expect(error?.message).to.match(/^error: GuardDuty cannot export from me-south-1: /);
    expect(error?.message).to.contain('"NotFromBahrain"');
    expect(failed).to.deep.equal([]);
    await stack.deliver("us-east-1");
    expect(stack.cloud.world.detectors[`${ACCOUNT}/me-south-1`]?.destinations).to.deep.equal({});

    const policy = stack.cloud.world.buckets[BUCKET]?.policy as unknown as PolicyDocument;
    const Statement = listOf(policy.Statement).filter(({ Sid }) => Sid !== "NotFromBahrain");
    await stack.cloud.setPolicy({ bucket: BUCKET }, { ...policy, Statement } as never);
    await stack.deploy(args);
    await stack.deliver("me-south-1");
  });

  it("only warns when asked to, and AWS refuses", async () => {
    stack = await openCloudStack(logArchive(withStatement(denyOptIn)));
    const { error, diagnostics } = await stack.preview(exportProgram({ ...args, proof: "warn" }));
    expect(error).to.equal(undefined);
    expect(diagnostics.filter((line) => line.includes("NotFromBahrain"))).to.have.length(1);
    expect(diagnostics[0]).to.match(/^warning: GuardDuty cannot export from me-south-1: /);
  });

  it("says nothing when it is off", async () => {
    stack = await openCloudStack(logArchive(withStatement(denyOptIn)));
    const { error, diagnostics } = await stack.preview(exportProgram({ ...args, proof: "off" }));
    expect([error, diagnostics]).to.deep.equal([undefined, []]);
  });

  it("names what it left undetermined, with the fix, when GuardDuty refuses", async () => {
    const byVpc: PolicyStatement = {
      ...denyOutsiders,
      Sid: "NotFromThatVpc",
      Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } },
    };
    stack = await openCloudStack({
      ...logArchive(withStatement(byVpc)),
      assumptions: { undocumented: "refused" },
    });
    await withoutLongWaits(async () => {
      const { error } = await stack.tryDeploy({ ...args, regions: ["us-east-1"] });
      const text = error?.message.split("\n") ?? [];
      const at = text.findIndex((line) => line.includes("Most likely cause"));
      expect(text.slice(at, at + 4)).to.deep.equal([
        'error: GuardDuty refused to export from us-east-1. Most likely cause: statement 6 "NotFromThatVpc" of the bucket policy.',
        `Whether GuardDuty can export from us-east-1 is undetermined: the bucket policy may deny s3:PutObject of the test object, s3:PutObject of findings and s3:PutObject of members' findings (arn:aws:s3:::${BUCKET}/AWSLogs/).`,
        '  Deny statement 6 "NotFromThatVpc" may apply: StringEquals aws:SourceVpc requires "vpc-1"; the value in the request is unknown.',
        '  Fix: Add "guardduty.amazonaws.com" to the condition StringNotEquals aws:PrincipalServiceName of statement 6 "NotFromThatVpc" of the bucket policy.',
      ]);
    });
  });

  it("warns once of what is undetermined, and lets AWS decide", async () => {
    const byVpc: PolicyStatement = {
      ...denyOutsiders,
      Sid: "NotFromThatVpc",
      Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } },
    };
    const world = logArchive(withStatement(byVpc));
    stack = await openCloudStack({ ...world, assumptions: { undocumented: "allowed" } });
    const { error, diagnostics } = await stack.tryDeploy(args);
    expect(error).to.equal(undefined);
    const warnings = diagnostics.filter((line) => line.includes('"NotFromThatVpc"'));
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(
      /^warning: Whether GuardDuty can export from us-east-1, me-south-1 is undetermined: /,
    );
    for (const region of regions) await stack.deliver(region);
  });

  it("notes a statement from others that lets GuardDuty write for any account", async () => {
    const open: PolicyStatement = {
      Sid: "AnyGuardDuty",
      Effect: "Allow",
      Principal: { Service: "guardduty.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${BUCKET}/*`,
    };
    stack = await openCloudStack(logArchive(withStatement(open)));
    const { error, diagnostics } = await stack.tryDeploy({ ...args, regions: ["us-east-1"] });
    expect(error).to.equal(undefined);
    const stateOf = diagnostics.filter((line) => line.includes('"AnyGuardDuty"'));
    expect(stateOf).to.have.length(1);
    expect(stateOf[0]).to.match(
      /^warning: Statement 6 "AnyGuardDuty" of the bucket policy lets GuardDuty on behalf of other accounts, .* write findings/,
    );
  });
});

describe("Policies that their owner writes", () => {
  let stack: CloudStack;
  afterEach(() => stack.close());

  const external: GuardDutyExportArgs = {
    regions,
    bucket: { existing: { name: BUCKET, policy: "external" } },
    key: { existing: { arn: KEY_ARN, policy: "external" } },
  };
  const program = async () => {
    const { bucketPolicyStatements, keyPolicyStatements } = new GuardDutyExport(
      "findings",
      external,
    );
    return { bucketPolicyStatements, keyPolicyStatements };
  };
  const grant = async (owner: { bucket: string } | { key: string }, own: unknown) => {
    const { world } = stack.cloud;
    const holder = "bucket" in owner ? world.buckets[owner.bucket] : world.keys[owner.key];
    const policy = holder?.policy as unknown as PolicyDocument;
    const statements = JSON.parse(own as string) as PolicyStatement[];
    const Statement = [...listOf(policy.Statement), ...statements];
    await stack.cloud.setPolicy(owner, { ...policy, Statement } as never);
  };

  it("get no destination until they grant what is needed, and are never written", async () => {
    stack = await openCloudStack(logArchive());
    const refused = await stack.up(program);
    expect(refused.error?.message).to.contain(
      "no statement of the bucket policy allows s3:GetBucketLocation",
    );
    expect(refused.error?.message).to.contain(
      "no statement of the key policy allows kms:GenerateDataKey",
    );
    expect(refused.error?.message).to.contain(
      "The output bucketPolicyStatements has the statements for the owner of the bucket policy.",
    );
    expect(stateOf(stack)).to.deep.equal({
      bucket: bucketPolicyOfOthers,
      key: keyPolicyOfOthers,
      destinations: [0, 0],
    });

    const { bucketPolicyStatements, keyPolicyStatements } = refused.outputs;
    await grant({ bucket: BUCKET }, bucketPolicyStatements);
    const half = await stack.up(program);
    expect(half.error?.message).not.to.contain("bucket policy allows");
    expect(half.error?.message).to.contain("key policy allows");

    await grant({ key: KEY_ARN }, keyPolicyStatements);
    const granted = structuredClone(stateOf(stack));
    expect((await stack.up(program)).error).to.equal(undefined);
    expect(stateOf(stack)).to.deep.equal({ ...granted, destinations: [1, 1] });
    for (const region of regions) await stack.deliver(region);
    expect((await stack.up(program)).changed).to.deep.equal([]);
  });

  it("report statements that were edited when they were pasted", async () => {
    stack = await openCloudStack(logArchive());
    const { outputs } = await stack.up(program);
    await grant({ bucket: BUCKET }, outputs["bucketPolicyStatements"]);
    const edited = (outputs["keyPolicyStatements"] as string).replaceAll(ACCOUNT, "999900001111");
    await grant({ key: KEY_ARN }, edited);
    const { error } = await stack.up(program);
    expect(error?.message).to.contain(
      `Add "${ACCOUNT}" to the condition StringEquals aws:SourceAccount of statement 4`,
    );
  });
});
