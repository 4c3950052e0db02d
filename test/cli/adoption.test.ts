import { expect } from "chai";

import { runIn } from "../../testing/command";
import { deletingWith, MALFORMED } from "../support/malformedStatements";

const KEY_ARN = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const stack = (bucket: string, key: string) => `config:
  guardduty-export:regions: [us-east-1, me-south-1]
  guardduty-export:organization: { administrator: { accountId: "111122223333" } }
  guardduty-export:bucket: { existing: { name: acme, ${bucket} }, account: { accountId: "444455556666" } }
  guardduty-export:key: { existing: { arn: "${KEY_ARN}", ${key} } }
`;
const ROOT = {
  Sid: "Root",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::444455556666:root" },
  Action: "kms:*",
  Resource: "*",
};
const TLS = {
  Sid: "Tls",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::acme", "arn:aws:s3:::acme/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

async function planned(
  bucket: string,
  key: string,
  config = stack("policy: merge", "policy: merge"),
  ...more: string[]
) {
  const { code, out, err } = await runIn(
    { "Pulumi.prod.yaml": config, "b.json": bucket, "k.json": key },
    [
      "plan",
      "--stack=prod",
      "--bucket-policy=b.json",
      "--key-policy=k.json",
      "--resource-control-policy=none",
      "--format=json",
      ...more,
    ],
  );
  expect(err).to.equal("");
  const { verdict, findings, warnings, notChecked, policies } = JSON.parse(out);
  return { code, verdict, findings, warnings, notChecked, policies };
}

const unchecked = (id: string, holder: string, problem: string, fix: string) => ({
  ...{ id, severity: "error", confirmed: false, holder, problem, fix },
});
const BY_PREVIEW = "Run pulumi preview, which checks them.";
const NOT_READ = [
  unchecked(
    ...(["holderNotRead", "bucket"] as const),
    "plan calls no AWS API and does not check the Region and the account of the adopted bucket",
    BY_PREVIEW,
  ),
  unchecked(
    ...(["holderNotRead", "key"] as const),
    "plan calls no AWS API and does not check the state and the type of the adopted key",
    BY_PREVIEW,
  ),
];

describe("plan of an adopted bucket and key", () => {
  it("says what is not checked without their policies, and fails for it only with --strict", async () => {
    const files = { "Pulumi.prod.yaml": stack("policy: merge", "policy: merge") };
    const args = ["plan", "--stack", "prod", "--format", "json"];
    const { code, out } = await runIn(files, [...args, "--resource-control-policy", "none"]);
    const { verdict, notChecked } = JSON.parse(out);
    expect({ code, verdict, notChecked }).to.deep.equal({
      code: 0,
      verdict: "notChecked",
      notChecked: [
        unchecked(
          ...(["policyNotGiven", "bucket"] as const),
          "the policy of the adopted bucket is not known",
          "Pass it as --bucket-policy: a file with the output of aws s3api get-bucket-policy --bucket <name of the bucket>.",
        ),
        unchecked(
          ...(["policyNotGiven", "key"] as const),
          "the policy of the adopted key is not known",
          "Pass it as --key-policy: a file with the output of aws kms get-key-policy --key-id <ARN of the key> --region <Region of the key>.",
        ),
        ...NOT_READ,
      ],
    });
    expect((await runIn(files, [...args, "--strict"])).code).to.equal(1);
  });

  const everyone = { Effect: "Allow", Principal: "*" };
  const alone: [what: string, of: "bucket" | "key", text: string, expected: string[]][] = [
    [
      "denies",
      "bucket",
      policy(TLS, { ...TLS, Action: "s3:PutObject", Condition: undefined }),
      ["denied", "exportDenied"],
    ],
    [
      "denies",
      "key",
      policy(ROOT, { ...everyone, Effect: "Deny", Action: "kms:GenerateDataKey", Resource: "*" }),
      ["denied", "exportDenied"],
    ],
    [
      "lets every principal in",
      "bucket",
      policy(TLS, { ...everyone, Action: "s3:GetObject", Resource: "arn:aws:s3:::acme/*" }),
      ["notChecked", "publicAccess"],
    ],
    [
      "lets every principal in",
      "key",
      policy(ROOT, { ...everyone, Action: "kms:CreateGrant", Resource: "*" }),
      ["notChecked", "publicAccess"],
    ],
  ];
  for (const [what, of, text, expected] of alone) {
    it(`with the ${of} policy alone fails where it ${what}, and names the other as not checked`, async () => {
      const { code, out } = await runIn(
        { "Pulumi.prod.yaml": stack("policy: merge", "policy: merge"), "policy.json": text },
        ["plan", "--stack=prod", `--${of}-policy=policy.json`, "--format=json"],
      );
      const { verdict, findings, notChecked } = JSON.parse(out) as {
        verdict: string;
        findings: { finding: { id: string; policy: string } }[];
        notChecked: { id: string; holder?: string }[];
      };
      expect(code).to.equal(1);
      expect([verdict, ...findings.map(({ finding }) => finding.id)]).to.deep.equal(expected);
      expect(findings.map(({ finding }) => finding.policy)).to.deep.equal([of]);
      const notGiven = notChecked.filter(({ id }) => id === "policyNotGiven");
      expect(notGiven.map(({ holder }) => holder)).to.deep.equal([
        of === "bucket" ? "key" : "bucket",
      ]);
    });
  }

  it("proves the statements of others together with the export's", async () => {
    const { policies, ...others } = await planned(policy(TLS), policy(ROOT));
    expect(others).to.deep.equal({
      code: 0,
      verdict: "allowed",
      findings: [],
      warnings: [],
      notChecked: NOT_READ,
    });
    expect(policies.bucket.document.Statement[0]).to.deep.equal(TLS);
    expect(policies.bucket.document.Statement).to.have.length(4);
    expect(policies.key.document.Statement).to.have.length(2);
  });

  it("reads a policy as AWS's command prints it", async () => {
    const { verdict } = await planned(
      JSON.stringify({ Policy: policy(TLS) }),
      JSON.stringify({ Policy: policy(ROOT), PolicyName: "default" }),
    );
    expect(verdict).to.equal("allowed");
  });

  it("finds the statement that denies, once for all Regions, with its fix", async () => {
    const deny = { ...TLS, Sid: "NoGuardDuty", Action: "s3:PutObject", Condition: undefined };
    const { code, verdict, findings } = await planned(policy(TLS, deny), policy(ROOT));
    expect({ code, verdict }).to.deep.equal({ code: 1, verdict: "denied" });
    expect(findings).to.have.length(1);
    const [{ id, finding, problem, fix }] = findings;
    expect([id, finding.id, finding.regions]).to.deep.equal([
      "policyFinding",
      "exportDenied",
      ["us-east-1", "me-south-1"],
    ]);
    expect(problem).to.match(/^GuardDuty cannot export from us-east-1, me-south-1: /);
    expect(problem).to.contain('"NoGuardDuty" applies');
    expect(fix).to.equal(
      'Add "guardduty.amazonaws.com" and "guardduty.me-south-1.amazonaws.com" to the condition StringNotEquals aws:PrincipalServiceName of statement 1 "NoGuardDuty" of the bucket policy.',
    );
  });

  it("finds a Deny of other organizations that does not except AWS services", async () => {
    const Condition = { StringNotEquals: { "aws:PrincipalOrgID": "o-1234567890" } };
    const { code, findings } = await planned(policy({ ...TLS, Condition }), policy(ROOT));
    expect(code).to.equal(1);
    expect(findings).to.have.length(1);
    expect(findings[0].problem).to.contain(
      'StringNotEquals aws:PrincipalOrgID requires a value other than "o-1234567890"; the request does not have the key',
    );
  });

  it("proves the export for each member that --member names", async () => {
    const MEMBERS = ["222233334444", "333344445555"];
    const folder = {
      ...{ Sid: "NotThisOne", Effect: "Deny", Principal: "*", Action: "s3:PutObject" },
      Resource: "arn:aws:s3:::acme/AWSLogs/333344445555/*",
    };
    const of = (...more: string[]) =>
      planned(policy(TLS, folder), policy(ROOT), undefined, ...more);
    expect(await of()).to.include({ code: 2, verdict: "undetermined" });
    const { code, verdict, findings } = await of(...MEMBERS.map((id) => `--member=${id}`));
    expect({ code, verdict }).to.deep.equal({ code: 1, verdict: "denied" });
    expect(findings[0].problem).to.contain(
      "s3:PutObject of members' findings of account 333344445555",
    );
  });

  it("counts what cannot be proved as not checked, and as a finding with --strict", async () => {
    const organization = {
      ...TLS,
      Sid: "OurOrganization",
      Condition: { StringNotEquals: { "aws:SourceOrgID": "o-1234567890" } },
    };
    const { code, verdict, findings, warnings, notChecked } = await planned(
      policy(TLS, organization),
      policy(ROOT),
    );
    expect({ code, verdict, findings, warnings }).to.deep.equal({
      code: 2,
      verdict: "undetermined",
      findings: [],
      warnings: [],
    });
    const of = notChecked.filter(({ id }: { id: string }) => id === "policyFinding");
    expect(of).to.have.length(1);
    expect(of[0].problem).to.contain('"OurOrganization"');
    const strict = await planned(policy(TLS, organization), policy(ROOT), undefined, "--strict");
    expect(strict.code).to.equal(1);
  });

  for (const [what, elements, text] of MALFORMED) {
    it(`names a statement of others with ${what}, and keeps it as it is`, async () => {
      const theirs = JSON.parse(
        JSON.stringify(deletingWith(elements)).replaceAll("acme-findings", "acme"),
      );
      const { code, findings, policies } = await planned(policy(TLS, theirs), policy(ROOT));
      expect(code).to.equal(1);
      expect(findings.map(({ problem }: { problem: string }) => problem)).to.deep.equal([
        `Statement 1${typeof theirs.Sid === "string" ? ' "Theirs"' : ""} of the bucket policy is malformed, and AWS refuses to write it: ${text.replaceAll("acme-findings", "acme")}.`,
      ]);
      const { document } = policies.bucket;
      expect(JSON.stringify(document.Statement[1])).to.equal(JSON.stringify(theirs));
    });
  }

  it("warns that a bucket of others can be reached without TLS, and says it once", async () => {
    const { code, warnings } = await planned(
      policy({ ...TLS, Action: "s3:GetObject" }),
      policy(ROOT),
    );
    expect(code).to.equal(0);
    expect(warnings).to.have.length(1);
    expect(warnings[0].problem).to.match(/^The bucket accepts requests without TLS: /);
  });

  it("offers the owner the Deny of other writers, and not where the policy has it or where the bucket is created", async () => {
    const offered = async (bucket: string, ...more: string[]) => {
      const { out } = await runIn(
        {
          "Pulumi.prod.yaml": stack("policy: merge", "policy: merge"),
          "b.json": bucket,
          "k.json": policy(ROOT),
        },
        ["plan", "--stack=prod", "--bucket-policy=b.json", "--key-policy=k.json", ...more],
      );
      const [, after] = out.split("Offered to the owner of the bucket policy");
      return after;
    };
    expect((await offered(policy(TLS)))?.split("\n").slice(0, 2)).to.eql([
      ": only GuardDuty writes findings",
      '  "DenyOtherWriters": any principal may not s3:PutObject or s3:ReplicateObject on arn:aws:s3:::acme/AWSLogs/*/GuardDuty/*, where aws:PrincipalServiceName is not like guardduty.amazonaws.com or guardduty.*.amazonaws.com',
    ]);
    const full = await offered(policy(TLS), "--full");
    const [json = ""] = /\{[\s\S]*?\n *\}(?=\n\n)/.exec(full ?? "") ?? [];
    expect(await offered(policy(TLS, JSON.parse(json) as object))).to.equal(undefined);
  });

  it("finds that a key policy without its owner would lock its owner out", async () => {
    const { code, findings } = await planned(policy(TLS), policy());
    expect(code).to.equal(1);
    expect(findings).to.have.length(1);
    expect(findings[0].id).to.equal("policyUnreadable");
    expect(findings[0].problem).to.match(/^the key policy has no statement of the key's owner: /);
  });

  it("finds that there is no room for the export's statements", async () => {
    const large = { ...TLS, Sid: "x".repeat(20_000) };
    const { code, findings } = await planned(policy(TLS, large), policy(ROOT));
    expect(code).to.equal(1);
    expect(findings[0].id).to.equal("policyTooLarge");
    expect(findings[0].problem).to.contain("bytes and at most 20480 are allowed");
    expect(findings[0].fix).to.match(/^Remove at least \d+ bytes of statements from others\.$/);
  });

  it("proves the policy of an owner as it is, and names the statements to add", async () => {
    const { code, verdict, policies } = await planned(
      policy(TLS),
      policy(ROOT),
      stack("policy: external", "policy: merge"),
    );
    expect({ code, verdict }).to.deep.equal({ code: 1, verdict: "denied" });
    expect(policies.bucket.document.Statement).to.deep.equal([TLS]);
    expect(
      policies.bucket.statements.map(({ Effect }: { Effect: string }) => Effect),
    ).to.deep.equal(["Allow", "Deny", "Deny"]);
  });

  it("says that nothing is exported while it is detached", async () => {
    const { code, verdict, warnings } = await planned(
      policy(TLS),
      policy(ROOT),
      stack("policy: merge, detach: true", "policy: merge"),
    );
    expect({ code, verdict, warnings }).to.deep.equal({
      code: 0,
      verdict: "detached",
      warnings: [
        {
          id: "planWarning",
          severity: "warning",
          confirmed: true,
          warning: { id: "detached", policies: ["bucket"] },
          problem: "detach is set: the export has no destinations, and no findings are exported",
          fix: "Remove bucket.existing.detach.",
        },
      ],
    });
  });
});
