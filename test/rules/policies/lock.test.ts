import { expect } from "chai";

import { readArgs } from "../../../rules/args";
import type { ExportSettings } from "../../../rules/args";
import type { RequestContext, RequestPrincipal } from "../../../rules/evaluator";
import { evaluate } from "../../../rules/evaluator";
import { planExport } from "../../../rules/plan";
import { LOCKED_BUCKET_ACTIONS, LOCKED_KEY_ACTIONS } from "../../../rules/policies";
import type { PolicyDocument } from "../../../rules/policyDocument";
import { assessExport } from "../../../rules/proof";

const ACCOUNT = "111122223333";
const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const owner = { project: "security", stack: "prod", component: "findings" };
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/a1b2c3d4-5678-90ab-cdef-1234567890ab`;

const planned = (bucket: object) => {
  const { settings, problems } = readArgs("findings", {
    regions: ["us-east-1", "me-south-1"],
    organization: { administrator: { accountId: ACCOUNT, assumeRoleArn: role("deploy") } },
    bucket: { name: "acme", objectLock: { mode: "COMPLIANCE", days: 365 }, ...bucket },
  });
  expect(problems).to.eql([]);
  return planExport({ owner, settings: settings as ExportSettings });
};
const LOCKED = planned({ protection: "locked", breakGlassRoleArns: [role("break-glass")] });

type Decision = "allowed" | "implicitDeny" | "explicitDeny" | "undetermined";

const identity = (arn: string, more: RequestContext["known"] = {}) => ({
  principal: { kind: "AWS", arn } satisfies RequestPrincipal,
  known: {
    "aws:SecureTransport": "true",
    "aws:PrincipalArn": arn,
    "aws:PrincipalAccount": ACCOUNT,
    ...more,
  },
});
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const CALLERS: { [who: string]: { caller: ReturnType<typeof identity>; refused: boolean } } = {
  "an administrator": { caller: identity(role("Administrator")), refused: true },
  "a role whose name starts like the break-glass role's": {
    caller: identity(role("break-glass-2")),
    refused: true,
  },
  "a break-glass role of another path": {
    caller: identity(role("team/break-glass")),
    refused: true,
  },
  "an IAM user": { caller: identity(`arn:aws:iam::${ACCOUNT}:user/ann`), refused: true },
  "the root user without MFA": { caller: identity(ROOT), refused: true },
  "the root user whose session says that it has no MFA": {
    caller: identity(ROOT, { "aws:MultiFactorAuthPresent": "false" }),
    refused: true,
  },
  "the root user with MFA": {
    caller: identity(ROOT, { "aws:MultiFactorAuthPresent": "true" }),
    refused: false,
  },
  "the break-glass role": { caller: identity(role("break-glass")), refused: false },
  "the deploying role": { caller: identity(role("deploy")), refused: false },
};

const decisions = (
  policy: PolicyDocument | undefined,
  actions: readonly string[],
  resources: readonly string[],
  { principal, known }: ReturnType<typeof identity>,
): Decision[] =>
  actions.flatMap((action) =>
    resources.map(
      (resource) =>
        evaluate(policy as PolicyDocument, {
          ...{ principal, action, resource },
          context: { known, otherwise: "absent" },
        }).result,
    ),
  );

const OBJECT_ACTIONS = /Object(Version|LegalHold|Retention)?$|BypassGovernance/;

describe("A locked bucket and key", () => {
  for (const [who, { caller, refused }] of Object.entries(CALLERS)) {
    it(`${refused ? "refuse" : "let"} ${who}`, () => {
      const ofObjects = LOCKED_BUCKET_ACTIONS.filter((action) => OBJECT_ACTIONS.test(action));
      const ofBucket = LOCKED_BUCKET_ACTIONS.filter((action) => !ofObjects.includes(action));
      const { bucket, key } = LOCKED.policies;
      const results = [
        ...decisions(bucket.document, ofBucket, ["arn:aws:s3:::acme"], caller),
        ...decisions(bucket.document, ofObjects, ["arn:aws:s3:::acme/AWSLogs/a"], caller),
        ...decisions(key.document, LOCKED_KEY_ACTIONS, [KEY], caller),
      ];
      expect(results.length).to.equal(LOCKED_BUCKET_ACTIONS.length + LOCKED_KEY_ACTIONS.length);
      expect(new Set(results.map((result) => result === "explicitDeny"))).to.eql(
        new Set([refused]),
      );
    });
  }

  it("leave reading, and writing elsewhere, to IAM", () => {
    const { caller } = CALLERS["an administrator"]!;
    const actions = ["s3:GetObject", "s3:PutObject", "s3:GetBucketPolicy"];
    const { bucket, key } = LOCKED.policies;
    const results = [
      ...decisions(bucket.document, actions, ["arn:aws:s3:::acme/elsewhere"], caller),
      ...decisions(key.document, ["kms:Decrypt", "kms:DescribeKey"], [KEY], caller),
    ];
    expect(results).not.to.include("explicitDeny");
  });

  it("let GuardDuty export, and have no finding of their own", () => {
    const { bucket, key } = LOCKED.policies;
    const documents = { bucket: bucket.document!, key: key.document! };
    const { result, findings } = assessExport(LOCKED, LOCKED.shown, documents, new Date(0));
    expect([result, findings]).to.eql(["allowed", []]);
  });

  it("take at most 2,000 bytes more of a policy", () => {
    const standard = planned({}).policies;
    const { bucket, key } = LOCKED.policies;
    expect(bucket.bytes - standard.bucket.bytes).to.be.within(1_000, 2_000);
    expect(key.bytes - standard.key.bytes).to.be.within(500, 1_000);
  });

  it("except the roles that deploy bucket and key in their accounts", () => {
    const account = (accountId: string, name: string) => ({
      accountId,
      assumeRoleArn: `arn:aws:iam::${accountId}:role/${name}`,
    });
    const { settings } = readArgs("findings", {
      regions: ["us-east-1"],
      organization: { administrator: account(ACCOUNT, "security") },
      bucket: {
        account: account("222233334444", "archive"),
        objectLock: { mode: "GOVERNANCE", days: 30 },
        protection: "locked",
        breakGlassRoleArns: ["arn:aws:iam::222233334444:role/break-glass"],
      },
      key: { account: account("333344445555", "keys") },
    });
    expect(planExport({ owner, settings: settings as ExportSettings }).access.lockedFor).to.eql([
      "arn:aws:iam::222233334444:role/archive",
      "arn:aws:iam::222233334444:role/break-glass",
      "arn:aws:iam::333344445555:role/keys",
    ]);
  });

  it("are no part of the standard protection", () => {
    const { bucket, key } = planned({}).policies;
    const sids = [bucket, key].flatMap(({ statements }) => statements.map(({ Sid }) => Sid));
    expect(sids.filter((sid) => /DenyChanges/.test(sid ?? ""))).to.eql([]);
  });
});
