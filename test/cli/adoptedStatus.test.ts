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
});
