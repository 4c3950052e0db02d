import { expect } from "chai";

import { isPublicStatement } from "../../../rules/documents/publicStatement";
import type { PolicyStatement } from "../../../rules/policyDocument";

const ALLOW: PolicyStatement = {
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::acme-findings/site/*",
};
const when = (Condition: object) => ({ Condition }) as Partial<PolicyStatement>;

describe("a public statement", () => {
  const cases: [what: string, elements: Partial<PolicyStatement>, expected: boolean][] = [
    ["for every principal", {}, true],
    ["for every AWS principal", { Principal: { AWS: ["*"] } }, true],
    ["for all principals but one", { Principal: undefined, NotPrincipal: { AWS: "1" } }, true],
    ["for one account", { Principal: { AWS: "arn:aws:iam::444455556666:root" } }, false],
    ["for a service", { Principal: { Service: "guardduty.amazonaws.com" } }, false],
    ["that denies", { Effect: "Deny" }, false],
    [
      "held to an organization",
      when({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
      false,
    ],
    [
      "held to an organization in any case of letters",
      when({ stringequals: { "AWS:principalorgid": ["o-a1b2c3d4e5"] } }),
      false,
    ],
    ["held to a pattern", when({ StringLike: { "aws:PrincipalOrgID": "o-*" } }), true],
    [
      "held to a policy variable",
      when({ StringEquals: { "aws:SourceAccount": "${aws:PrincipalAccount}" } }),
      true,
    ],
    ["held to no value", when({ StringEquals: { "aws:SourceAccount": [] } }), true],
    [
      "held to a key only where the request has it",
      when({ StringEqualsIfExists: { "aws:SourceAccount": "111122223333" } }),
      true,
    ],
    [
      "that leaves out an organization",
      when({ StringNotEquals: { "aws:PrincipalOrgID": "o-1" } }),
      true,
    ],
    ["held to TLS", when({ Bool: { "aws:SecureTransport": "true" } }), true],
    ["held to a network", when({ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }), false],
    ["held to half of the Internet", when({ IpAddress: { "aws:SourceIp": "0.0.0.0/1" } }), true],
    [
      "held to access points of an account",
      when({
        StringLike: { "s3:DataAccessPointArn": "arn:aws:s3:us-east-1:111122223333:accesspoint/*" },
      }),
      false,
    ],
    ["whose Condition is a list", when([{ StringEquals: {} }]), true],
    ["whose operator has no keys", when({ StringEquals: null }), true],
    ["whose Principal is null", { Principal: null as never }, false],
  ];
  for (const [what, elements, expected] of cases) {
    it(`${expected ? "is" : "is not"} one ${what}`, () => {
      expect(isPublicStatement({ ...ALLOW, ...elements })).to.equal(expected);
    });
  }
});
