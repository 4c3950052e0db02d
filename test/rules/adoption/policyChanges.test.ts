import { expect } from "chai";

import { mergePolicy, policyChanges, withoutOwn } from "../../../rules/adoption";
import { POLICY_LIMITS } from "../../../rules/policies";
import type { PolicyDocument, PolicyStatement } from "../../../rules/policyDocument";
import { listOf } from "../../../rules/policyDocument";
import { policyChangeLines } from "../../../rules/texts/policyChanges";
import { bucketPart, keyPart, MINE, OTHER, source, sources } from "./support";

const linesOf = (...args: Parameters<typeof policyChanges>) =>
  policyChangeLines(policyChanges(...args));

const theirs: PolicyStatement = { Sid: "Theirs", Effect: "Deny", Principal: "*", Action: "s3:*" };
const live: PolicyDocument = { Id: "log-archive", Statement: [theirs, { ...theirs, Sid: "B" }] };
const merged = (...regions: string[]) =>
  mergePolicy(live, bucketPart(sources(...regions))).document;
const detector = (region: string) =>
  `arn:aws:guardduty:${region}:111122223333:detector/${source(region).detectorId}`;

/** The document with one statement of ours altered. */
const altered = (document: PolicyDocument, sid: string, change: Partial<PolicyStatement>) => ({
  ...document,
  Statement: listOf(document.Statement).map((one) =>
    one.Sid === sid ? { ...one, ...change } : one,
  ),
});

describe("The preview of a policy", () => {
  it("says what is added", () => {
    expect(linesOf(live, merged("us-east-1", "me-south-1"), MINE)).to.deep.equal([
      '+ PutObject: effect "Allow", 2 principals, actions s3:GetBucketLocation and s3:PutObject, resources arn:aws:s3:::acme-logs and arn:aws:s3:::acme-logs/guardduty/AWSLogs/*, account 111122223333, 2 detectors',
      '+ DenyUnencrypted: effect "Deny", 2 principals, action s3:PutObject, resource arn:aws:s3:::acme-logs/guardduty/AWSLogs/*, account 111122223333, condition s3:x-amz-server-side-encryption "StringNotEquals" aws:kms',
      '+ DenyOtherKeys: effect "Deny", 2 principals, action s3:PutObject, resource arn:aws:s3:::acme-logs/guardduty/AWSLogs/*, account 111122223333, 2 detectors, condition s3:x-amz-server-side-encryption-aws-kms-key-id "StringNotEquals" arn:aws:kms:us-east-1:111122223333:key/a1b2c3d4-5678-90ab-cdef-1234567890ab',
      '+ ListPrefix: effect "Allow", principal "AWS" arn:aws:iam::111122223333:role/deploy, action s3:ListBucket, resource arn:aws:s3:::acme-logs',
      '+ GetMarkers: effect "Allow", principal "AWS" arn:aws:iam::111122223333:role/deploy, action s3:GetObject, resources arn:aws:s3:::acme-logs/guardduty/ and arn:aws:s3:::acme-logs/guardduty/AWSLogs/',
      "2 statements from others kept",
    ]);
  });

  it("says which principals and detectors a Region adds, and takes away", () => {
    const [one, two] = [merged("us-east-1"), merged("us-east-1", "me-south-1")];
    const principal = "principal guardduty.me-south-1.amazonaws.com";
    const both = `+ ${principal}, + detector ${detector("me-south-1")}`;
    expect(linesOf(one, two, MINE)).to.deep.equal([
      `~ PutObject: ${both}`,
      `~ DenyUnencrypted: + ${principal}`,
      `~ DenyOtherKeys: ${both}`,
      "2 statements from others kept",
    ]);
    expect(linesOf(two, one, MINE)[0]).to.equal(`~ PutObject: ${both.replaceAll("+", "-")}`);
  });

  it("says that exact detectors give way to a pattern", () => {
    const key = { Statement: theirs };
    const exact = mergePolicy(key, keyPart(sources("us-east-1"))).document;
    const pattern = altered(exact, `${MINE}GenerateDataKey`, {
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:guardduty:*:111122223333:detector/*" },
      },
    });
    expect(linesOf(exact, pattern, MINE)).to.deep.equal([
      `~ GenerateDataKey: - detector ${detector("us-east-1")}, + detector "ArnLike" arn:aws:guardduty:*:111122223333:detector/*`,
      "1 statement from others kept",
    ]);
  });

  it("says what a hand has changed in ours and will be put right", () => {
    const right = merged("us-east-1");
    const wrong = altered(right, `${MINE}PutObject`, {
      Effect: "Deny",
      Principal: { AWS: ["111122223333", "444455556666"] },
      Action: ["s3:GetBucketLocation", "s3:PutObject", "s3:GetObject"],
      NotResource: "*",
    });
    expect(linesOf(wrong, right, MINE)).to.deep.equal([
      '~ PutObject: - effect "Deny", - principal "AWS" 111122223333, - principal "AWS" 444455556666, - action s3:GetObject, - NotResource *, + effect "Allow", + principal guardduty.amazonaws.com',
      "2 statements from others kept",
    ]);
  });

  it("says what is removed, repeated statements too", () => {
    const all = merged("us-east-1");
    const removed = linesOf(all, withoutOwn(all, MINE), MINE);
    expect(removed.map((line) => line.replace(/:.*/, ""))).to.deep.equal([
      "- PutObject",
      "- DenyUnencrypted",
      "- DenyOtherKeys",
      "- ListPrefix",
      "- GetMarkers",
      "2 statements from others kept",
    ]);
    const statements = listOf(all.Statement);
    const twice = { ...all, Statement: [...statements, ...statements.slice(-1)] };
    expect(linesOf(twice, all, MINE)).to.deep.equal([removed[4], "2 statements from others kept"]);
  });

  it("says that a policy goes when nothing is left in it", () => {
    const own = bucketPart(sources("us-east-1")).fit({ Statement: [] }).document;
    expect(linesOf(own, withoutOwn(own, MINE), MINE).at(-1)).to.equal(
      "the policy holds no other statement and is deleted",
    );
  });

  it("says nothing when nothing changes, however AWS writes lists", () => {
    const one = merged("us-east-1", "eu-west-1");
    expect(linesOf(one, one, MINE)).to.deep.equal([]);
    const rewritten = altered(one, `${MINE}PutObject`, {
      Principal: { Service: ["guardduty.amazonaws.com"] },
      Action: ["s3:PutObject", "s3:GetBucketLocation"],
    });
    expect(linesOf(rewritten, one, MINE)).to.deep.equal([]);
  });

  it("stays short: no line holds JSON or more than a few hundred letters a change", () => {
    const large = Array.from({ length: 60 }, (_, n) => source("us-east-1", String(10 ** 11 + n)));
    const after = mergePolicy(live, bucketPart(large));
    expect(after.bytes).to.be.within(8_000, POLICY_LIMITS.bucket);
    for (const line of linesOf(live, after.document, MINE)) {
      expect(line.length).to.be.below(400);
      expect(line).not.to.match(/[{}[\]]/);
    }
  });

  const before = merged("us-east-1");
  const statements = listOf(before.Statement);
  const breaches: { [what: string]: PolicyDocument | undefined } = {
    "a statement from others is changed": altered(before, "Theirs", { Effect: "Allow" }),
    "a statement from others is lost": { ...before, Statement: statements.slice(1) },
    "statements from others change places": {
      ...before,
      Statement: [...statements.slice(0, 2).reverse(), ...statements.slice(2)],
    },
    "a statement of another export is added": {
      ...before,
      Statement: [...statements, { ...theirs, Sid: `${OTHER}PutObject` }],
    },
    "the Id is lost": { Statement: statements },
    "a Version comes in": { ...before, Version: "2012-10-17" },
    "the policy is deleted": undefined,
  };
  for (const [what, after] of Object.entries(breaches)) {
    it(`throws when ${what}`, () => {
      expect(() => policyChanges(before, after, MINE)).to.throw(
        "would change statements of others",
      );
    });
  }
});
