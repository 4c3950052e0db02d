import { expect } from "chai";

import { malformedElements } from "../../../rules/documents/malformed";
import { malformedElementText } from "../../../rules/texts/malformed";
import { deletingWith, MALFORMED } from "../../support/malformedStatements";

const textsOf = (elements: { [element: string]: unknown }) =>
  malformedElements(deletingWith(elements), {
    service: "s3",
    bucketArn: "arn:aws:s3:::acme-findings",
  }).map(malformedElementText);

describe("a malformed statement", () => {
  for (const [what, elements, text] of MALFORMED) {
    it(`is one with ${what}`, () => {
      expect(textsOf(elements)).to.eql([text]);
    });
  }

  const wellFormed: [what: string, elements: { [element: string]: unknown }][] = [
    ["no Sid", { Sid: undefined }],
    [
      "every kind of principal",
      {
        Principal: {
          AWS: ["*", "111122223333", "arn:aws:iam::111122223333:role/a/b", "AROAEXAMPLEDELETED01"],
          Service: "guardduty.me-south-1.amazonaws.com",
          Federated: [
            "cognito-identity.amazonaws.com",
            "arn:aws:iam::111122223333:saml-provider/p",
          ],
          CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be",
        },
      },
    ],
    ["wildcards in actions", { Action: ["*", "s3:*", "S3:Get?bject*"] }],
    [
      "patterns of resources",
      { Resource: ["*", "arn:aws:s3:::acme-*", "arn:aws:s3:::${aws:username}"] },
    ],
    [
      "every kind of value",
      {
        Condition: {
          "ForAnyValue:StringLikeIfExists": { "aws:CalledVia": ["a*", "b"] },
          numericlessthan: { "s3:TlsVersion": 1.2 },
          DateLessThan: { "aws:CurrentTime": ["2026-12-31T00:00:00Z", "1767225600", "2027"] },
          Bool: { "aws:SecureTransport": false },
          Null: { "aws:SourceVpc": "true" },
          IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] },
          ArnNotLikeIfExists: { "aws:SourceArn": "arn:aws:guardduty:*:111122223333:detector/*" },
          StringEquals: { "aws:SourceVpc": [] },
        },
      },
    ],
  ];
  for (const [what, elements] of wellFormed) {
    it(`is none with ${what}`, () => {
      expect(textsOf(elements)).to.eql([]);
    });
  }
});
