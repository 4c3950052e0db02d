import { expect } from "chai";

import { isWider, widerAccess } from "../../../rules/changes";
import type { PolicyStatement } from "../../../rules/policyDocument";

const QUEUE = "arn:aws:sqs:us-east-1:111122223333:findings";
const OTHER = "arn:aws:sqs:eu-west-1:111122223333:findings";
const BUCKET = "arn:aws:s3:::acme";
const TLS = { Bool: { "aws:SecureTransport": "false" } };

const statement = (
  Effect: "Allow" | "Deny",
  Action: string,
  Resource: string | string[],
): PolicyStatement => ({
  ...{ Effect, Principal: "*" as const, Action, Resource },
  ...(Effect === "Deny" && { Condition: TLS }),
});
const deny = (...resources: string[]) => statement("Deny", "*", resources);
const allow = (resource: string, action = "s3:GetObject") => statement("Allow", action, resource);

const cases: [what: string, base: PolicyStatement[], head: PolicyStatement[], wider: boolean][] = [
  ["a denial of a queue that has another ARN", [deny(QUEUE)], [deny(OTHER)], false],
  [
    "a denial of a bucket and its objects that have another name",
    [deny(BUCKET, `${BUCKET}/*`)],
    [deny("arn:aws:s3:::other", "arn:aws:s3:::other/*")],
    false,
  ],
  ["a denial of part of what it denied", [deny(`${BUCKET}/*`)], [deny(`${BUCKET}/in/*`)], true],
  ["a denial that is gone", [deny(BUCKET, `${BUCKET}/*`)], [deny(BUCKET)], true],
  [
    "a denial of another resource, where the former is still allowed in part",
    [deny(`${BUCKET}/*`), allow(`${BUCKET}/in/*`)],
    [deny("arn:aws:s3:::other/*"), allow(`${BUCKET}/in/*`)],
    true,
  ],
  [
    "a denial of another resource with a condition more",
    [deny(QUEUE)],
    [{ ...deny(OTHER), Condition: { ...TLS, StringEquals: { "aws:PrincipalTag/a": "b" } } }],
    true,
  ],
  [
    "a permission for part of what it allowed",
    [allow(`${BUCKET}/*`)],
    [allow(`${BUCKET}/in/*`)],
    false,
  ],
  [
    "a permission for more than it allowed",
    [allow(`${BUCKET}/in/*`)],
    [allow(`${BUCKET}/*`)],
    true,
  ],
  [
    "one action of those that were allowed",
    [allow(BUCKET, "s3:*")],
    [allow(BUCKET, "s3:GetBucketAcl")],
    false,
  ],
  [
    "a pattern that a single letter of the former could not stand for",
    [allow(`${BUCKET}/?`)],
    [allow(`${BUCKET}/*`)],
    true,
  ],
];

describe("What a policy allows that another does not", () => {
  for (const [what, base, head, wider] of cases) {
    it(`${wider ? "has" : "does not have"} ${what}`, () => {
      const document = (Statement: PolicyStatement[]) => ({
        Version: "2012-10-17" as const,
        Statement,
      });
      const found = widerAccess(document(base), document(head));
      expect(isWider(found), JSON.stringify(found)).to.equal(wider);
    });
  }

  it("shows the former condition of a denial with the one in its place, of several denials of one resource", () => {
    const of = (account: string): PolicyStatement => ({
      ...deny(BUCKET),
      Condition: { StringNotEquals: { "aws:PrincipalAccount": account } },
    });
    const document = (...Statement: PolicyStatement[]) => ({
      Version: "2012-10-17" as const,
      Statement,
    });
    const { conditions } = widerAccess(
      document(deny(BUCKET), of("111122223333")),
      document(deny(BUCKET), of("444455556666")),
    );
    const values = [conditions.was, conditions.is].map((all) => all.map(({ value }) => value));
    expect(values).to.deep.equal([["111122223333"], ["444455556666"]]);
  });
});
