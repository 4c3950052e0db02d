import type { PolicyStatement } from "../../../rules/policyDocument";
import type { AssessmentInput, ExportPolicies, FindingId } from "../../../rules/proof";
import { applyEdits } from "../../../rules/proof";
import { EMPTY_POLICY } from "../../../rules/policies";
import { fixText } from "../../../rules/texts/edits";
import { assessed } from "../../rules/proof/assessed";
import { BUCKET, changed, policies, withDeny, without } from "../../rules/proof/faults";
import { ACCOUNT, withStatements } from "../../rules/proof/shapes";
import type { FixCase } from "./fixCase";
import { distinct } from "./fixCase";

type More = Partial<AssessmentInput>;

const withAllow = (statement: Partial<PolicyStatement>): ExportPolicies =>
  withStatements(policies, "bucketPolicy", (own) => [
    ...own,
    {
      Sid: "Theirs",
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: `${BUCKET}/*`,
      ...statement,
    },
  ]);

const otherAccount = { AWS: "arn:aws:iam::444455556666:root" };
const shared: More = { owners: { bucket: "shared", key: "shared" } };
const denyOfKey = (principal: PolicyStatement["Principal"]) =>
  withStatements(policies, "keyPolicy", (own) => [
    ...own,
    { Effect: "Deny", Principal: principal, Action: "kms:PutKeyPolicy", Resource: "*" },
  ]);

/** Policies that have exactly one kind of finding. */
const DELETED = "AROAEXAMPLEDELETED01";

const CASES: [id: FindingId, what: string, policies: ExportPolicies, more?: More][] = [
  [
    "deletedIdentity",
    "the only principal",
    withDeny({ Action: "s3:DeleteObject", Principal: { AWS: DELETED } }),
  ],
  [
    "deletedIdentity",
    "one of several principals",
    withDeny({ Action: "s3:DeleteObject", Principal: { AWS: [DELETED, otherAccount.AWS] } }),
  ],
  [
    "deletedIdentity",
    "the only exception of a Deny",
    withStatements(policies, "bucketPolicy", (own) => [
      ...own,
      {
        Effect: "Deny",
        NotPrincipal: { AWS: DELETED },
        Action: "s3:DeleteObject",
        Resource: `${BUCKET}/*`,
      },
    ]),
  ],
  [
    "deletedIdentity",
    "an Allow in the key policy",
    withStatements(policies, "keyPolicy", (own) => [
      ...own,
      { Effect: "Allow", Principal: { AWS: ["[UNKNOWN]"] }, Action: "kms:Decrypt", Resource: "*" },
    ]),
  ],
  [
    "malformedStatement",
    "an action with another separator",
    withStatements(policies, "keyPolicy", (own) => [
      ...own,
      { Effect: "Deny", Principal: "*", Action: ["kms:Encrypt", "kms=Decrypt"], Resource: "*" },
    ]),
  ],
  [
    "malformedStatement",
    "an element that statements do not have",
    withDeny({ Action: "s3:DeleteObject", ...{ Comment: "ours" } }),
  ],
  [
    "malformedStatement",
    "an operator that IAM does not have",
    withDeny({ Action: "s3:DeleteObject", Condition: { StringIs: { "aws:SourceVpc": "vpc-1" } } }),
  ],
  [
    "publicStatement",
    "reading elsewhere in the bucket",
    withAllow({ Resource: `${BUCKET}/site/*` }),
  ],
  [
    "publicStatement",
    "in an owner's bucket whose account is not known",
    withAllow({ Resource: `${BUCKET}/site/*` }),
    { ...shared, accounts: { key: ACCOUNT } },
  ],
  ["exportDenied", "a statement is missing", without("PutObject")],
  ["exportDenied", "a principal is missing", changed("PutObject", { Principal: {} })],
  ["exportDenied", "a Deny of others", withDeny({ Action: "s3:PutObject" })],
  [
    "exportDenied",
    "a Deny of the export's own that lost its condition",
    changed("DenyUnencrypted", { Condition: {} }),
  ],
  ["exportDenied", "an Allow that became a Deny", changed("PutObject", { Effect: "Deny" })],
  ["exportDenied", "by the key", without("GenerateDataKey")],
  [
    "exportUndetermined",
    "a Deny that depends on the network",
    withDeny({
      Action: "s3:PutObject",
      Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } },
    }),
  ],
  [
    "exportUndetermined",
    "a Deny of ACLs",
    withDeny({ Action: "s3:PutObjectAcl", Condition: { Bool: { "aws:SecureTransport": "true" } } }),
  ],
  [
    "exportUndetermined",
    "an Allow that depends on the organization",
    changed("PutObject", {
      Condition: { StringEquals: { "aws:SourceOrgID": "o-abc1234567" } },
    }),
    { mode: "warn" },
  ],

  ["publicAccess", "a statement for every principal", withAllow({})],
  [
    "publicAccess",
    "all principals but one",
    withAllow({ Principal: undefined, NotPrincipal: otherAccount }),
  ],
  ["externalAccess", "another account", withAllow({ Principal: otherAccount })],
  ["externalAccess", "of an owner's readers", withAllow({ Principal: otherAccount }), shared],
  [
    "externalAccess",
    "another account in addition to its own",
    withAllow({ Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`, otherAccount.AWS] } }),
  ],
  [
    "serviceAccess",
    "a service without a source",
    withAllow({ Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "s3:PutObject" }),
  ],
  [
    "serviceAccess",
    "two services without a source",
    withAllow({
      Principal: { Service: ["cloudtrail.amazonaws.com", "config.amazonaws.com"] },
      Action: "s3:PutObject",
    }),
  ],
  [
    "guardDutyAccess",
    "GuardDuty without a source",
    withAllow({ Principal: { Service: "guardduty.amazonaws.com" }, Action: "s3:PutObject" }),
  ],
  [
    "guardDutyAccess",
    "an own statement that lost its condition",
    changed("GenerateDataKey", { Condition: {} }),
  ],

  ["unencryptedWrites", "the Deny is missing", without("DenyUnencrypted")],
  ["otherKeyWrites", "the Deny is missing", without("DenyOtherKeys")],
  ["otherWriters", "the Deny is missing", without("DenyOtherWriters")],
  ["insecureTransport", "the Deny is missing", without("DenyInsecureTransport")],
  ["insecureTransport", "in an owner's bucket", without("DenyInsecureTransport"), shared],
  ["keyAdministrationMissing", "no Allow", without("AccountAdministration")],
  [
    "keyAdministrationMissing",
    "an empty policy",
    { ...policies, bucketPolicy: undefined, sources: [], keyPolicy: EMPTY_POLICY },
  ],
  ["keyAdministrationMissing", "a Deny of every principal", denyOfKey("*")],
  [
    "keyAdministrationMissing",
    "a Deny of the account and of another",
    denyOfKey({ AWS: [`arn:aws:iam::${ACCOUNT}:root`, otherAccount.AWS] }),
  ],
  [
    "keyAdministrationMissing",
    "an Allow that became a Deny",
    changed("AccountAdministration", { Effect: "Deny" }),
  ],
];

export const policyCases: FixCase[] = CASES.map(([id, what, before, more]) => ({
  ...{ id, what },
  // Who is let in as anyone is, makes the statement public, too.
  ...(id === "publicAccess" && { causes: ["publicStatement" as const] }),
  run: () => {
    const { findings } = assessed(before, more);
    const edits = findings.flatMap(({ fix }) => fix);
    const after = assessed(applyEdits(before, edits), more).findings;
    const [found, left] = [findings, after].map((all) => distinct(all.map((one) => one.id)));
    return { before: found ?? [], fix: fixText(edits), after: left ?? [] };
  },
}));
