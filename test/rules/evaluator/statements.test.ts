import { expect } from "chai";
import { evaluate, type RequestPrincipal } from "../../../rules/evaluator";
import type { PolicyDocument, PolicyPrincipal } from "../../../rules/policyDocument";
import { ACCOUNT, allow, ask, BUCKET, deny, GUARDDUTY, upload } from "./ask";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/admin/deploy`;
const USER = `arn:aws:iam::${ACCOUNT}:user/ann`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/ci`;
const aws = (arn: string): RequestPrincipal => ({ kind: "AWS", arn });
const service = (name: string): RequestPrincipal => ({ kind: "Service", service: name });
const federated = (provider: string): RequestPrincipal => ({ kind: "Federated", provider });
const anonymous: RequestPrincipal = { kind: "Anonymous" };

describe("Effect", () => {
  it("denies what no statement allows", () => {
    expect(ask([], upload()).result).to.equal("implicitDeny");
    expect(ask([allow({ Action: "s3:GetObject" })], upload()).result).to.equal("implicitDeny");
  });
  it("lets an explicit deny win over every allow, wherever it stands", () => {
    expect(ask([allow(), deny(), allow()], upload()).result).to.equal("explicitDeny");
    expect(ask([deny(), allow()], upload()).result).to.equal("explicitDeny");
  });
  it("does not need an allow to deny", () => {
    expect(ask([deny()], upload()).result).to.equal("explicitDeny");
  });
  it("ignores a deny of something else", () => {
    expect(ask([allow(), deny({ Action: "s3:Delete*" })], upload()).result).to.equal("allowed");
  });
});

describe("Principal and NotPrincipal", () => {
  const cases: [principal: PolicyPrincipal, caller: RequestPrincipal, listed: boolean][] = [
    ["*", GUARDDUTY, true],
    ["*", aws(ROLE), true],
    ["*", anonymous, true],
    [{ AWS: "*" }, GUARDDUTY, true],
    [{ AWS: "*" }, anonymous, true],
    [{ AWS: ["444455556666", "*"] }, aws(USER), true],
    [{ Service: "guardduty.amazonaws.com" }, GUARDDUTY, true],
    [{ Service: ["logs.amazonaws.com", "guardduty.amazonaws.com"] }, GUARDDUTY, true],
    [{ Service: "guardduty.amazonaws.com" }, service("guardduty.me-south-1.amazonaws.com"), false],
    [{ Service: "guardduty.amazonaws.com" }, aws("guardduty.amazonaws.com"), false],
    [{ AWS: "guardduty.amazonaws.com" }, GUARDDUTY, false],
    [{ Service: "logs.amazonaws.com", AWS: ROLE }, aws(ROLE), true],
    [{ AWS: ACCOUNT }, aws(ROLE), true],
    [{ AWS: ACCOUNT }, aws(SESSION), true],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:root` }, aws(USER), true],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:root` }, aws(`arn:aws:iam::${ACCOUNT}:root`), true],
    [{ AWS: "arn:aws:iam::444455556666:root" }, aws(USER), false],
    [{ AWS: `arn:aws-cn:iam::${ACCOUNT}:root` }, aws(USER), false],
    [{ AWS: ACCOUNT }, GUARDDUTY, false],
    [{ AWS: ACCOUNT }, anonymous, false],
    [{ AWS: ROLE }, aws(ROLE), true],
    [{ AWS: ROLE }, aws(SESSION), true],
    [{ AWS: SESSION }, aws(SESSION), true],
    [{ AWS: SESSION }, aws(ROLE), false],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:role/deployer` }, aws(SESSION), false],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:role/Deploy` }, aws(SESSION), false],
    [{ AWS: "arn:aws:iam::444455556666:role/deploy" }, aws(SESSION), false],
    [{ AWS: USER }, aws(`${USER}e`), false],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:user/*` }, aws(USER), false],
    [{ Federated: "guardduty.amazonaws.com" }, GUARDDUTY, false],
    [{ Federated: "accounts.google.com" }, federated("accounts.google.com"), true],
    [{ Federated: ["a", "accounts.google.com"] }, federated("accounts.google.com"), true],
    [{ Federated: "accounts.google.com" }, federated("cognito-identity.amazonaws.com"), false],
    [{ AWS: ACCOUNT }, federated(ACCOUNT), false],
    [{ CanonicalUser: "79a59df900b949e55d96a1e698fbacedf" }, GUARDDUTY, false],
    [{}, GUARDDUTY, false],
  ];
  for (const [principal, caller, listed] of cases) {
    const name = `${JSON.stringify(principal)} ${listed ? "lists" : "does not list"} ${JSON.stringify(caller)}`;
    it(name, () => {
      const allowed = ask([allow({ Principal: principal })], upload({}, { principal: caller }));
      expect(allowed.result).to.equal(listed ? "allowed" : "implicitDeny");
      const others = deny({ Principal: undefined, NotPrincipal: principal });
      const denied = ask([allow(), others], upload({}, { principal: caller }));
      expect(denied.result).to.equal(listed ? "allowed" : "explicitDeny");
    });
  }
  it("applies to no principal when the statement has neither, or both", () => {
    expect(ask([allow({ Principal: undefined })], upload()).result).to.equal("implicitDeny");
    const both = allow({ NotPrincipal: { AWS: ACCOUNT } });
    expect(ask([both], upload()).result).to.equal("implicitDeny");
  });
});

describe("Action and NotAction", () => {
  const cases: [action: string | string[], requested: string, covered: boolean][] = [
    ["*", "s3:PutObject", true],
    ["s3:*", "s3:PutObject", true],
    ["s3:PutObject", "s3:PutObject", true],
    ["S3:putOBJECT", "s3:PutObject", true],
    ["s3:Put*", "s3:PutObject", true],
    ["s3:Put*ct", "s3:PutObject", true],
    ["s3:P?tObject", "s3:PutObject", true],
    ["s3:PutObject?", "s3:PutObject", false],
    ["s3:PutObjectAcl", "s3:PutObject", false],
    ["s3:PutObject", "s3:PutObjectAcl", false],
    ["kms:*", "s3:PutObject", false],
    [["kms:*", "s3:Put*"], "s3:PutObject", true],
    [[], "s3:PutObject", false],
  ];
  for (const [action, requested, covered] of cases) {
    it(`${JSON.stringify(action)} ${covered ? "covers" : "does not cover"} ${requested}`, () => {
      const request = upload({}, { action: requested });
      const positive = ask([allow({ Action: action })], request);
      expect(positive.result).to.equal(covered ? "allowed" : "implicitDeny");
      const negative = ask([allow({ Action: undefined, NotAction: action })], request);
      expect(negative.result).to.equal(covered ? "implicitDeny" : "allowed");
    });
  }
});

describe("Resource and NotResource", () => {
  const cases: [resource: string | string[], requested: string, covered: boolean][] = [
    ["*", BUCKET, true],
    [BUCKET, BUCKET, true],
    [`${BUCKET}/*`, BUCKET, false],
    [`${BUCKET}/*`, `${BUCKET}/a/b`, true],
    [`${BUCKET}/*`, `${BUCKET}/`, true],
    [`${BUCKET}*`, `${BUCKET}-other/a`, true],
    [`${BUCKET}/*/test/*`, `${BUCKET}/1///test///object`, true],
    [`${BUCKET}/AWSLogs/*`, `${BUCKET}/awslogs/x`, false],
    [`${BUCKET}/?`, `${BUCKET}/a`, true],
    [`${BUCKET}/?`, `${BUCKET}/ab`, false],
    ["arn:*:s3:::acme-logs", BUCKET, true],
    ["arn:aws:s3:*:*:acme-logs", BUCKET, true],
    ["arn:aws:s3:*", `${BUCKET}/a`, true],
    ["arn:aws:s3::?:acme-logs", BUCKET, false],
    ["arn:aws:s3:::acme-logs.", BUCKET, false],
    [`${BUCKET}/a*z`, `${BUCKET}/a:b:z`, true],
    ["arn:aws:kms:us-*-1:1:key/2", "arn:aws:kms:us-east-1:1:key/2", true],
    ["arn:aws:kms:us-*-1:key/2", "arn:aws:kms:us-east-1:9-1:key/2", false],
    [["arn:aws:s3:::x", `${BUCKET}/*`], `${BUCKET}/a`, true],
    [[], BUCKET, false],
  ];
  for (const [resource, requested, covered] of cases) {
    it(`${JSON.stringify(resource)} ${covered ? "covers" : "does not cover"} ${requested}`, () => {
      const request = upload({}, { resource: requested });
      const positive = ask([allow({ Resource: resource })], request);
      expect(positive.result).to.equal(covered ? "allowed" : "implicitDeny");
      const negative = ask([allow({ Resource: undefined, NotResource: resource })], request);
      expect(negative.result).to.equal(covered ? "implicitDeny" : "allowed");
    });
  }
  // How its time grows with them is measured in the benchmark.
  it("is decided over many wildcards", () => {
    const request = upload({}, { resource: `${BUCKET}/${"a".repeat(900)}` });
    const resource = `${BUCKET}/${"*a".repeat(100)}b`;
    expect(ask([allow({ Resource: resource })], request).result).to.equal("implicitDeny");
  });
});

describe("shapes", () => {
  const broken = (document: unknown) => evaluate(document as PolicyDocument, upload()).result;

  it("takes a statement that stands alone", () => {
    expect(evaluate({ Statement: allow() }, upload()).result).to.equal("allowed");
  });
  it("takes booleans and numbers as values", () => {
    const Condition = {
      Bool: { "aws:SecureTransport": true },
      NumericEquals: { "s3:TlsVersion": 1.2 },
    };
    const request = upload({ "aws:SecureTransport": "true", "s3:TlsVersion": "1.2" });
    expect(ask([allow({ Condition })], request).result).to.equal("allowed");
  });

  const cases: [what: string, document: unknown, result: string][] = [
    ["no statements", {}, "implicitDeny"],
    ["statements that are null", { Statement: null }, "implicitDeny"],
    ["a statement that is text", { Statement: ["Allow", 7, null] }, "implicitDeny"],
    ["an empty statement", { Statement: {} }, "implicitDeny"],
    ["an effect of another case", { Statement: { ...allow(), Effect: "allow" } }, "implicitDeny"],
    ["no action", { Statement: { ...allow(), Action: undefined } }, "implicitDeny"],
    ["no resource", { Statement: { ...allow(), Resource: undefined } }, "implicitDeny"],
    ["both actions", { Statement: { ...allow(), NotAction: "s3:x" } }, "implicitDeny"],
    ["an action that is a number", { Statement: { ...allow(), Action: 7 } }, "implicitDeny"],
    ["an action that is null", { Statement: { ...allow(), Action: [null] } }, "implicitDeny"],
    ["a resource that is an object", { Statement: { ...allow(), Resource: {} } }, "implicitDeny"],
    ["a principal that is null", { Statement: { ...allow(), Principal: null } }, "implicitDeny"],
    ["a principal that is text", { Statement: { ...allow(), Principal: "me" } }, "implicitDeny"],
    ["principals in a list", { Statement: { ...allow(), Principal: ["*"] } }, "implicitDeny"],
    ["an empty condition", { Statement: { ...allow(), Condition: {} } }, "allowed"],
    ["a condition without keys", { Statement: { ...allow(), Condition: { Bool: {} } } }, "allowed"],
    ["a condition that is null", { Statement: { ...allow(), Condition: null } }, "undetermined"],
    ["a condition that is text", { Statement: { ...allow(), Condition: "x" } }, "undetermined"],
    ["keys that are text", { Statement: { ...allow(), Condition: { Bool: "x" } } }, "undetermined"],
    [
      "values that are objects",
      { Statement: { ...allow(), Condition: { StringEquals: { "aws:SourceArn": {} } } } },
      "undetermined",
    ],
    [
      "values that are null",
      { Statement: { ...allow(), Condition: { StringEquals: { "aws:SourceArn": [null] } } } },
      "undetermined",
    ],
  ];
  for (const [what, document, result] of cases) {
    it(`answers ${result} to ${what}`, () => {
      expect(broken(document)).to.equal(result);
    });
  }
});
