import { expect } from "chai";

import type { Finding } from "../../rules/proof";
import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import type { Args } from "../../testing/live/world";
import { ADMINISTRATOR, ARCHIVE, KEY_ID } from "../../testing/live/world";

const accountOf = (accountId: string) => ({
  accountId,
  assumeRoleArn: `arn:aws:iam::${accountId}:role/look`,
});
const KEY = `arn:aws:kms:us-east-1:${ARCHIVE}:key/${KEY_ID}`;
const ARGS: Args = {
  regions: ["us-east-1", "eu-west-1"],
  organization: { administrator: accountOf(ADMINISTRATOR) },
  bucket: { existing: { name: "log-archive" }, account: accountOf(ARCHIVE) },
  key: { existing: { arn: KEY } },
};
const STATUS = ["status", "--stack", "prod"];
const service = { Effect: "Allow", Principal: { Service: "guardduty.amazonaws.com" } };

/** What owners had for GuardDuty before: by hand, without a source. */
const WIDE = {
  bucket: [
    {
      ...service,
      Sid: "GuardDutyWrites",
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::log-archive/*",
    },
    {
      ...service,
      Sid: "GuardDutyLooksUp",
      Action: "s3:GetBucketLocation",
      Resource: "arn:aws:s3:::log-archive",
    },
  ],
  key: [{ ...service, Sid: "GuardDutyEncrypts", Action: "kms:GenerateDataKey*", Resource: "*" }],
};

type Statements = { Sid?: string }[];
const statementsIn = ({ sandbox }: Deployed, policy: "bucket" | "key") => {
  const { buckets, keys } = sandbox.world();
  const document = policy === "bucket" ? buckets["log-archive"]!.policy : keys[KEY]!.policy;
  return document!["Statement"] as Statements;
};

describe("status of an adoption", () => {
  let stack: Deployed;
  afterEach(() => stack.close());
  const adopted = async () => {
    stack = await deployed(ARGS);
    for (const policy of ["bucket", "key"] as const) {
      statementsIn(stack, policy).push(...WIDE[policy]);
    }
  };
  const status = async () => {
    const { code, data } = await stack.json(STATUS);
    const { verdict, findings } = data as {
      verdict: string;
      findings: { problem: string; finding: Finding }[];
    };
    return { code, verdict, findings };
  };
  /** Removes the statements that the fixes of a finding name. */
  const apply = ({ fix }: Finding) => {
    for (const edit of fix) {
      if (edit.edit !== "removeStatement") throw new Error(`not expected: ${edit.edit}`);
      const statements = statementsIn(stack, edit.policy);
      expect(statements[edit.index]?.Sid).to.equal(edit.sid);
      statements.splice(edit.index, 1);
    }
  };

  it("is healthy with the owner's wide statements for GuardDuty: a warning for each, which its fix ends", async () => {
    await adopted();
    for (let left = WIDE.bucket.length + WIDE.key.length; left >= 0; left -= 1) {
      const { code, verdict, findings } = await status();
      expect({ code, verdict }).to.deep.equal({ code: 0, verdict: "healthy" });
      const wide = findings.filter(({ finding }) => finding.id === "guardDutyAccess");
      expect(findings.length - wide.length, "TLS in a bucket that others use").to.equal(1);
      expect(wide).to.have.length(left);
      for (const { problem, finding } of wide) {
        expect(finding.severity).to.equal("warning");
        expect(problem).to.match(
          new RegExp(
            `this export's statements replace it, and the owner of the ${finding.policy} policy can remove it\\.$`,
          ),
        );
      }
      if (wide[0]) apply(wide[0].finding);
    }
    expect(statementsIn(stack, "bucket").map(({ Sid = "" }) => Sid.slice(23))).to.deep.equal([
      "PutObject",
      "DenyUnencrypted",
      "DenyOtherKeys",
    ]);
  });

  const site = {
    Sid: "Site",
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::log-archive/site/*",
  };
  const cases: [what: string, bucket: boolean, account: boolean, verdict: string, says: string][] =
    [
      ["the bucket refuses it", true, false, "unhealthy", "BlockPublicPolicy is on"],
      ["its account refuses it", false, true, "unhealthy", "BlockPublicPolicy is on"],
      ["neither refuses it", false, false, "healthy", "BlockPublicPolicy is off"],
    ];
  for (const [what, bucket, account, expected, says] of cases) {
    it(`is ${expected} with a public statement where ${what}`, async () => {
      stack = await deployed(ARGS);
      const { buckets, accounts } = stack.sandbox.world();
      buckets["log-archive"]!.publicAccessBlock = { BlockPublicPolicy: bucket };
      accounts[ARCHIVE]!.publicAccessBlock = { BlockPublicPolicy: account };
      statementsIn(stack, "bucket").push(site as never);
      const { verdict, findings } = await status();
      const found = findings.filter(({ finding }) => finding.id === "publicStatement");
      expect([verdict, found.map(({ problem }) => problem.includes(says))]).to.deep.equal([
        expected,
        [true],
      ]);
    });
  }

  it("is not checked with a public statement where the settings may not be read", async () => {
    stack = await deployed(ARGS);
    statementsIn(stack, "bucket").push(site as never);
    const { buckets, accounts, roles } = stack.sandbox.world();
    buckets["log-archive"]!.publicAccessBlock = { BlockPublicPolicy: false };
    const all = { Effect: "Allow", Action: "*", Resource: "*" };
    const denial = { ...all, Effect: "Deny", Action: "s3:GetAccountPublicAccessBlock" };
    const root = { AWS: `arn:aws:iam::${ADMINISTRATOR}:root` };
    const trust = { Effect: "Allow", Principal: root, Action: "sts:AssumeRole" };
    accounts[ARCHIVE]!.roles = [];
    roles[`arn:aws:iam::${ARCHIVE}:role/look`] = {
      assumeRolePolicy: { Version: "2012-10-17", Statement: [trust] },
      policies: { observe: { Version: "2012-10-17", Statement: [all, denial] } },
      ...{ description: "", maxSessionDuration: 3600, tags: {} },
    };
    const { verdict, findings } = await status();
    const found = findings.filter(({ finding }) => finding?.id === "publicStatement");
    expect([
      verdict,
      found.map(({ problem }) => /could not check it: access denied/.test(problem)),
    ]).to.eql(["notChecked", [true]]);
  });
});
