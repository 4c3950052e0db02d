import { expect } from "chai";
import type { AccessRequest } from "../../../rules/evaluator";
import type { PolicyStatement } from "../../../rules/policyDocument";
import { ACCOUNT, ask, BUCKET, DETECTOR, GUARDDUTY, OBJECT, upload } from "./ask";

const KEY = `arn:aws:kms:us-east-2:${ACCOUNT}:key/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111`;
const SOURCE = { StringEquals: { "aws:SourceAccount": ACCOUNT, "aws:SourceArn": DETECTOR } };
const SSE = "s3:x-amz-server-side-encryption";
const SSE_KEY = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const SERVICE = { Service: GUARDDUTY.service };

/** The five statements that the GuardDuty User Guide documents for the bucket. */
const DOCUMENTED: PolicyStatement[] = [
  {
    Sid: "Allow GetBucketLocation",
    Effect: "Allow",
    Principal: SERVICE,
    Action: "s3:GetBucketLocation",
    Resource: BUCKET,
    Condition: SOURCE,
  },
  {
    Sid: "Allow PutObject",
    Effect: "Allow",
    Principal: SERVICE,
    Action: "s3:PutObject",
    Resource: `${BUCKET}/guardduty/*`,
    Condition: SOURCE,
  },
  {
    Sid: "Deny unencrypted object uploads",
    Effect: "Deny",
    Principal: SERVICE,
    Action: "s3:PutObject",
    Resource: `${BUCKET}/guardduty/*`,
    Condition: { StringNotEquals: { [SSE]: "aws:kms" } },
  },
  {
    Sid: "Deny incorrect encryption header",
    Effect: "Deny",
    Principal: SERVICE,
    Action: "s3:PutObject",
    Resource: `${BUCKET}/guardduty/*`,
    Condition: { StringNotEquals: { [SSE_KEY]: KEY } },
  },
  {
    Sid: "Deny non-HTTPS access",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: `${BUCKET}/guardduty/*`,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  },
];

const SENT = {
  "aws:SourceAccount": ACCOUNT,
  "aws:SourceArn": DETECTOR,
  "aws:SecureTransport": "true",
  [SSE]: "aws:kms",
  [SSE_KEY]: KEY,
};

const without = (key: string) =>
  Object.fromEntries(Object.entries(SENT).filter(([name]) => name !== key));

describe("the documented bucket policy", () => {
  const cases: [what: string, request: AccessRequest, result: string, sid?: string][] = [
    ["lets GuardDuty write the test object", upload(SENT), "allowed", "Allow PutObject"],
    [
      "lets GuardDuty ask for the location",
      upload(SENT, { action: "s3:GetBucketLocation", resource: BUCKET }),
      "allowed",
      "Allow GetBucketLocation",
    ],
    [
      "denies another encryption",
      upload({ ...SENT, [SSE]: "AES256" }),
      "explicitDeny",
      "Deny unencrypted object uploads",
    ],
    [
      "denies an upload without the encryption header",
      upload(without(SSE)),
      "explicitDeny",
      "Deny unencrypted object uploads",
    ],
    [
      "denies another key",
      upload({ ...SENT, [SSE_KEY]: `${KEY}x` }),
      "explicitDeny",
      "Deny incorrect encryption header",
    ],
    [
      "denies plain HTTP",
      upload({ ...SENT, "aws:SecureTransport": "false" }),
      "explicitDeny",
      "Deny non-HTTPS access",
    ],
    [
      "does not allow another account",
      upload({ ...SENT, "aws:SourceAccount": "444455556666" }),
      "implicitDeny",
      "Allow PutObject",
    ],
    [
      "does not allow another detector",
      upload({ ...SENT, "aws:SourceArn": `${DETECTOR}0` }),
      "implicitDeny",
      "Allow PutObject",
    ],
    ["does not allow a request without a source", upload(without("aws:SourceArn")), "implicitDeny"],
    [
      "does not allow the service of an opt-in Region",
      upload(SENT, {
        principal: { kind: "Service", service: "guardduty.me-south-1.amazonaws.com" },
      }),
      "implicitDeny",
      "Allow PutObject",
    ],
    [
      "does not allow a key outside of the prefix",
      upload(SENT, { resource: `${BUCKET}/AWSLogs/` }),
      "implicitDeny",
      "Allow PutObject",
    ],
    ["does not allow to delete", upload(SENT, { action: "s3:DeleteObject" }), "implicitDeny"],
  ];
  for (const [what, request, result, sid] of cases) {
    it(what, () => {
      const decision = ask(DOCUMENTED, request);
      expect(decision.result).to.equal(result);
      if (sid !== undefined) expect(decision.reasons.map((reason) => reason.sid)).to.eql([sid]);
    });
  }

  it("leaves the rest of the bucket to plain HTTP, as documented", () => {
    const request = upload({ "aws:SecureTransport": "false" }, { resource: `${BUCKET}/other` });
    expect(ask(DOCUMENTED, request).result).to.equal("implicitDeny");
  });
});

describe("the documented key policy", () => {
  const statement: PolicyStatement = {
    Sid: "AllowGuardDutyKey",
    Effect: "Allow",
    Principal: SERVICE,
    Action: "kms:GenerateDataKey",
    Resource: "*",
    Condition: SOURCE,
  };
  const generate = (action: string) => upload(SENT, { action, resource: KEY });

  it("lets GuardDuty generate data keys", () => {
    expect(ask([statement], generate("kms:GenerateDataKey")).result).to.equal("allowed");
  });
  for (const action of ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext"]) {
    it(`does not let it ${action}`, () => {
      expect(ask([statement], generate(action)).result).to.equal("implicitDeny");
    });
  }
});

describe("reasons", () => {
  const read = (request: AccessRequest) => ask(DOCUMENTED, request).reasons;

  it("name the statement, the operator, the key, the value wanted and the value sent", () => {
    expect(read(upload({ ...SENT, [SSE]: "AES256" }))).to.eql([
      {
        index: 2,
        sid: "Deny unencrypted object uploads",
        effect: "Deny",
        outcome: "applies",
        operator: "StringNotEquals",
        key: SSE,
        facts: [
          {
            element: "Condition",
            operator: "StringNotEquals",
            key: SSE,
            requires: { values: ["aws:kms"], negated: true },
            request: { state: "known", values: ["AES256"], multivalued: false },
          },
        ],
      },
    ]);
  });

  it("give each condition of an Allow that fails", () => {
    const request = upload({ ...without("aws:SourceArn"), "aws:SourceAccount": "444455556666" });
    const fact = (key: string, value: string, request: object) => ({
      ...{ element: "Condition", operator: "StringEquals", key },
      ...{ requires: { values: [value], negated: false }, request },
    });
    const sent = { state: "known", values: ["444455556666"], multivalued: false };
    expect(read(request).map(({ key, facts }) => [key, facts])).to.eql([
      ["aws:SourceAccount", [fact("aws:SourceAccount", ACCOUNT, sent)]],
      ["aws:SourceArn", [fact("aws:SourceArn", DETECTOR, { state: "absent" })]],
    ]);
  });

  it("say which principals, and which resources, were not met", () => {
    const caller = { kind: "Service", service: "logs.amazonaws.com" } as const;
    const allow = { index: 1, sid: "Allow PutObject", effect: "Allow", outcome: "doesNotApply" };
    expect(read(upload(SENT, { principal: caller, resource: `${BUCKET}/x` }))).to.eql([
      { ...allow, facts: [{ element: "Principal", caller: "logs.amazonaws.com" }] },
      {
        ...allow,
        facts: [
          {
            element: "Resource",
            listed: [`${BUCKET}/guardduty/*`],
            requested: `${BUCKET}/x`,
          },
        ],
      },
    ]);
  });

  it("are none when no statement is about the action", () => {
    expect(read(upload(SENT, { action: "s3:DeleteObject", resource: OBJECT }))).to.eql([]);
  });
});
