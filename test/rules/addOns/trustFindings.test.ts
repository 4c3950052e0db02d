import { expect } from "chai";

import { planAddOns, trustFindings } from "../../../rules/addOns";
import { readArgs } from "../../../rules/args";
import type { PolicyPrincipal, PolicyStatement } from "../../../rules/policyDocument";

const { settings } = readArgs("findings", { regions: ["us-east-1"] });
const SESSIONS = {
  provider: "arn:aws:iam::111122223333:oidc-provider/sts.windows.net/1234abcd/",
  sessionNames: ["MicrosoftSentinel_1234abcd"],
};
const plan = planAddOns("findings", settings!, {
  readers: {
    ci: { role: { principalArns: ["arn:aws:iam::555566667777:root"] } },
    azure: { preset: "sentinel", webIdentity: SESSIONS },
  },
});
const AZURE = "api://1462b192-27f7-4cb9-8523-0f4ecb54b47e";
const ISSUER = "arn:aws:iam::111122223333:oidc-provider/token.example.com";
const WEB = { Federated: [ISSUER] };

const found = (
  Principal: PolicyPrincipal,
  Condition?: PolicyStatement["Condition"],
  addOn = "readers.ci",
) =>
  trustFindings(
    [
      {
        ...{ addOn, kind: "trust", of: "role" },
        document: {
          Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole", Condition }],
        },
      },
    ],
    plan,
    "111122223333",
  ).map(({ id }) => id);

describe("The trust of an add-on's role", () => {
  const CASES: [what: string, found: string[], expected: string[]][] = [
    ["a complete subject", found(WEB, { StringEquals: { "token.example.com:sub": "a" } }), []],
    ["no condition", found(WEB), ["trustNotBound"]],
    [
      "a session's name alone",
      found(WEB, { StringEquals: { "sts:RoleSessionName": "a" } }),
      ["trustNotBound"],
    ],
    [
      "an audience alone, which clients of the issuer choose",
      found(WEB, { StringEquals: { "token.example.com:aud": "sts.amazonaws.com" } }),
      ["trustNotBound"],
    ],
    [
      "a source identity and a tag of the request",
      found(WEB, { StringEquals: { "sts:SourceIdentity": "a", "aws:RequestTag/team": "b" } }),
      ["trustNotBound"],
    ],
    [
      "all but one subject",
      found(WEB, { StringNotEquals: { "token.example.com:sub": "a" } }),
      ["trustNotBound"],
    ],
    [
      "a subject with a wildcard",
      found(WEB, { StringLike: { "token.example.com:sub": "repo:acme/*" } }),
      ["subjectWildcard"],
    ],
    [
      "Sentinel's audience and session",
      found(
        WEB,
        { StringEquals: { "a:aud": AZURE, "sts:RoleSessionName": "MicrosoftSentinel_1" } },
        "readers.azure",
      ),
      [],
    ],
    [
      "Sentinel's audience in another reader",
      found(WEB, { StringEquals: { "a:aud": AZURE, "sts:RoleSessionName": "a" } }),
      ["trustNotBound"],
    ],
    ["every principal", found("*"), ["trustNotBound"]],
    [
      "every principal with an external id, which callers choose by themselves",
      found({ AWS: "*" }, { StringEquals: { "sts:ExternalId": "a" } }),
      ["trustNotBound"],
    ],
    [
      "every principal of an organization",
      found({ AWS: "*" }, { StringEquals: { "aws:PrincipalOrgID": "o-1" } }),
      [],
    ],
    [
      "another account without an external id",
      found({ AWS: "555566667777" }),
      ["externalIdMissing"],
    ],
    [
      "another account with an external id",
      found({ AWS: "555566667777" }, { StringEquals: { "sts:ExternalId": "a" } }),
      [],
    ],
    ["the bucket's own account", found({ AWS: "arn:aws:iam::111122223333:role/siem" }), []],
    ["a service", found({ Service: ["events.amazonaws.com"] }), []],
  ];
  for (const [what, ids, expected] of CASES) {
    it(`with ${what}: ${expected.join(", ") || "nothing is found"}`, () => {
      expect(ids).to.deep.equal(expected);
    });
  }
});
