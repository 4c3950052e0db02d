import { expect } from "chai";

import { analyse } from "../../../cli/plan/analysis";
import { findingText as statusText } from "../../../cli/findings/texts";
import { judgePolicies } from "../../../cli/status/policies";
import { policyFindings } from "../../../policy/assessments";
import { readArgs } from "../../../rules/args";
import type { ExportSettings } from "../../../rules/args";
import { planExport } from "../../../rules/plan";
import type { PolicyDocument, PolicyStatement } from "../../../rules/policyDocument";
import type { Finding } from "../../../rules/proof";
import { findingText, problemText } from "../../../rules/texts/findings";
import { ACCOUNT } from "../../../mocks/answers";
import { existingMocks } from "../../../testing/existing";
import { recordExport } from "../../../testing/exports";
import { exampleStack } from "../../policy/stack";

const NAME = "acme-log-archive";
const BUCKET = `arn:aws:s3:::${NAME}`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const EAST = "1".repeat(32);
const OWNER = { project: "guardduty-export", stack: "test", component: "findings" };
const NOW = new Date("2026-11-28T12:00:00Z");

const statement = (more: Partial<PolicyStatement>): PolicyStatement => ({
  Sid: "Theirs",
  Effect: "Allow",
  Principal: "*",
  Action: "s3:*",
  Resource: [BUCKET, `${BUCKET}/*`],
  ...more,
});
const tls = statement({
  Sid: "Tls",
  Effect: "Deny",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
const root = statement({
  Sid: "Root",
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: "kms:*",
  Resource: "*",
});
const guardDuty = { Service: "guardduty.amazonaws.com" };
const other = { AWS: "arn:aws:iam::444455556666:root" };

/** What others have in the bucket's policy. */
const BUCKETS: { [what: string]: PolicyStatement[] } = {
  "TLS only": [tls],
  nothing: [],
  "a Deny of all but one service": [
    tls,
    statement({
      Effect: "Deny",
      Action: "s3:PutObject",
      Condition: { StringNotEquals: { "aws:PrincipalServiceName": "cloudtrail.amazonaws.com" } },
    }),
  ],
  "a Deny outside of the organization": [
    tls,
    statement({
      Effect: "Deny",
      Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-abc1234567" } },
    }),
  ],
  "a Deny of an account's detectors": [
    tls,
    statement({
      Effect: "Deny",
      Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
    }),
  ],
  "a public bucket": [tls, statement({ Action: "s3:GetObject" })],
  "an account that may write": [tls, statement({ Principal: other, Action: "s3:Put*" })],
  "an account that may read": [tls, statement({ Principal: other, Action: "s3:GetObject" })],
  "an organization that may read": [
    tls,
    statement({
      Action: "s3:GetObject",
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abc1234567" } },
    }),
  ],
  "an old statement for CloudTrail": [
    tls,
    statement({
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:PutObject",
      Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
    }),
  ],
  "GuardDuty without a source": [tls, statement({ Principal: guardDuty, Action: "s3:PutObject" })],
  "GuardDuty of the account": [
    tls,
    statement({
      Principal: guardDuty,
      Action: "s3:PutObject",
      Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
    }),
  ],
  "GuardDuty with every action": [tls, statement({ Principal: guardDuty })],
};
const KEYS: { [what: string]: PolicyStatement[] } = {
  "the account": [root],
  "a public Decrypt": [root, statement({ Action: "kms:Decrypt", Resource: "*" })],
  "a Deny of all services": [
    root,
    statement({
      Effect: "Deny",
      Action: "kms:GenerateDataKey",
      Resource: "*",
      Condition: { Bool: { "aws:PrincipalIsAWSService": "true" } },
    }),
  ],
  "another account alone": [statement({ Principal: other, Action: "kms:*", Resource: "*" })],
};

type Form = "merge" | "external" | "external, the Allows pasted" | "external, all pasted";

interface Pair {
  what: string;
  form: Form;
  bucket: PolicyStatement[];
  key: PolicyStatement[];
}

const pairs: Pair[] = [
  ...Object.entries(BUCKETS).flatMap(([what, bucket]) =>
    (["merge", "external, the Allows pasted", "external, all pasted"] as const).map((form) => ({
      ...{ what: `${what}; ${form}`, form, bucket },
      key: [root],
    })),
  ),
  ...Object.entries(KEYS).flatMap(([what, key]) =>
    (["merge", "external", "external, all pasted"] as const).map((form) => ({
      ...{ what: `the key: ${what}; ${form}`, form, key },
      bucket: [tls],
    })),
  ),
];

const args = (form: Form) => {
  const policy = form === "merge" ? ("merge" as const) : ("external" as const);
  return {
    regions: ["us-east-1"],
    organization: { administrator: { accountId: ACCOUNT } },
    existing: { "us-east-1": { detectorId: EAST } },
    bucket: { existing: { name: NAME, policy } },
    key: { existing: { arn: KEY, policy } },
  };
};
const document = (Statement: PolicyStatement[]) => ({ Version: "2012-10-17", Statement });

function settingsFor(form: Form): ExportSettings {
  const { settings, problems } = readArgs("findings", args(form));
  if (settings === undefined) throw new Error(JSON.stringify(problems));
  return settings;
}

/** The policies as they are before: what owners paste stands behind their own. */
function live({ form, bucket, key }: Pair): Documents {
  const pasted = (statements: PolicyStatement[]) =>
    form.endsWith("all pasted")
      ? statements
      : form.endsWith("pasted")
        ? statements.filter(({ Effect }) => Effect === "Allow")
        : [];
  const merged = analyse(OWNER, settingsFor("merge"), {
    bucket: document(bucket),
    key: document(key),
  }).policies;
  return {
    bucket: document([...bucket, ...pasted(merged?.bucket.statements ?? [])]),
    key: document([...key, ...pasted(merged?.key.statements ?? [])]),
  };
}

const sorted = (texts: string[]) => [...texts].sort();
const idOf = (finding: Finding) =>
  [finding.id, finding.policy, "index" in finding ? finding.index : ""].join(" ");

describe("the surfaces that map one assessment", () => {
  it("are tried on 40 pairs of policies and more", () => {
    expect(pairs.length).to.be.at.least(40);
  });

  for (const pair of pairs) {
    it(`have the same findings: ${pair.what}`, async () => {
      const before = live(pair);
      const settings = settingsFor(pair.form);

      const planned = analyse(OWNER, settings, before);
      const findings = planned.assessment?.findings ?? [];
      expect(
        sorted(
          planned.findings.flatMap((one) =>
            one.id === "policyFinding" ? [findingText(one.finding)] : [],
          ),
        ),
        "plan",
      ).to.deep.equal(sorted(findings.map(findingText)));

      const recording = await recordExport(args(pair.form), {
        mocks: existingMocks({
          bucketPolicy: JSON.stringify(before.bucket),
          keyPolicy: JSON.stringify(before.key),
          detectorIds: { "us-east-1": EAST },
        }),
        keepErrors: true,
      });
      const said = [
        ...recording.logs.filter(({ severity }) => severity !== "info"),
        ...recording.errors,
      ].flatMap(({ message }) => message.split("\n").filter((line) => !line.startsWith("  ")));
      for (const finding of findings) {
        expect(said.join("\n"), "component").to.contain(problemText(finding));
      }
      expect(
        said.filter((line) => !/^The output /.test(line)),
        "component",
      ).to.have.length(findings.length);

      const after = {
        bucket: planned.policies?.bucket.document ?? before.bucket,
        key: planned.policies?.key.document ?? before.key,
      };
      const status = judgePolicies(
        {
          ...{ stack: "test", name: "findings", owner: OWNER, settings, notChecked: [] },
          ...{
            plan: planExport({ owner: OWNER, settings }),
            readers: [],
            filters: [],
            lists: {},
            shared: [],
            queues: [],
          },
        },
        observationOf(after),
        [{ accountId: ACCOUNT, region: "us-east-1", detectorId: EAST }],
      );
      expect(status.assessment.findings.map(idOf), "status").to.deep.equal(findings.map(idOf));
      const judged = status.findings.map((one) => statusText(one).problem);
      for (const finding of findings) {
        expect(judged.join("\n"), "status").to.contain(problemText(finding));
      }

      const pack = policyFindings(stackOf(after)).findings.map(({ finding }) => idOf(finding));
      expect(sorted(pack), "policy pack").to.deep.equal(sorted(findings.map(idOf)));
    });
  }
});

interface Documents {
  bucket: PolicyDocument;
  key: PolicyDocument;
}

/** What status sees of these policies. */
function observationOf({ bucket, key }: Documents) {
  const adopted = {
    ...{ arn: KEY, region: "us-east-1", spec: "SYMMETRIC_DEFAULT" },
    ...{ usage: "ENCRYPT_DECRYPT", state: "Enabled" },
  };
  return {
    at: NOW,
    target: { bucketName: NAME, keyArn: KEY },
    bucket: { value: { region: "us-east-1", policy: JSON.stringify(bucket) } },
    key: { value: { key: adopted, policy: JSON.stringify(key) } },
    controls: { value: [] },
  } as unknown as Parameters<typeof judgePolicies>[1];
}

/** A stack that has the policies in its own bucket and key. */
function stackOf({ bucket, key }: Documents) {
  const stack = exampleStack({ "findings-destination-me-south-1": "remove" });
  const of = (name: string) => stack.get(`findings-${name}`)!.props;
  Object.assign(of("bucket"), { arn: BUCKET, bucket: NAME });
  Object.assign(of("bucket-policy"), { bucket: NAME, policy: JSON.stringify(bucket) });
  Object.assign(of("key"), { arn: KEY, keyId: "1234abcd-12ab-34cd-56ef-1234567890ab" });
  Object.assign(of("key-policy"), { keyId: of("key")["keyId"], policy: JSON.stringify(key) });
  Object.assign(of("destination-us-east-1"), {
    arn: `arn:aws:guardduty:us-east-1:${ACCOUNT}:detector/${EAST}/publishingDestination/${"2".repeat(32)}`,
    destinationArn: BUCKET,
    kmsKeyArn: KEY,
  });
  return [...stack.values()] as unknown as Parameters<typeof policyFindings>[0];
}
