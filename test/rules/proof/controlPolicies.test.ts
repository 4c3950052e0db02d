import { expect } from "chai";

import type { PolicyStatement } from "../../../rules/policyDocument";
import type { PolicyName } from "../../../rules/proof";
import { joinControlPolicies } from "../../../rules/proof/controlPolicies";

const ACCOUNT = "111122223333";
const DETECTOR = "12abc34d567e8fa901bc2d34e56789f0";
const SERVICE = { Bool: { "aws:PrincipalIsAWSService": "true" } };

/** The result of a Region whose own policies allow the export, and the statements of the resource control policy at fault. */
function joined(
  statement: Partial<PolicyStatement>,
  source = { accountId: ACCOUNT, detectorId: DETECTOR },
  before: "allowed" | "notChecked" = "allowed",
  appliesTo?: PolicyName[],
) {
  const located = { region: "us-east-1", ...source };
  const deny: PolicyStatement = { Effect: "Deny", Principal: "*", Action: "*", Resource: "*" };
  const { proofs, denials } = joinControlPolicies(
    {
      ...{ bucketPolicy: undefined, keyPolicy: undefined, prefix: "" },
      bucketArn: "arn:aws:s3:::acme",
      keyArn: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
      sources: [located],
      proofs: [{ ...located, result: before, calls: [] }],
    },
    [
      {
        name: "rcp.json",
        ...(appliesTo && { appliesTo }),
        document: { Version: "2012-10-17", Statement: [{ ...deny, ...statement }] },
      },
    ],
  );
  return [proofs[0]?.result, denials.map(({ index, result }) => [index, result])];
}

describe("resource control policies", () => {
  it("deny requests of GuardDuty to the bucket", () =>
    expect(joined({ Action: "s3:*" })).to.deep.equal(["denied", [[0, "denied"]]]));

  it("deny requests of GuardDuty to the key", () =>
    expect(joined({ Action: "kms:GenerateDataKey" })).to.deep.equal(["denied", [[0, "denied"]]]));

  it("deny nothing in an account that they are not attached to", () => {
    const of = (policy: PolicyName) => joined({ Action: "s3:*" }, undefined, "allowed", [policy]);
    expect(of("bucket")[0]).to.equal("denied");
    expect(of("key")).to.deep.equal(["allowed", []]);
  });

  it("deny, although a policy of the export is not known", () =>
    expect(joined({}, undefined, "notChecked")[0]).to.equal("denied"));

  it("deny objects of a member's folder, where other accounts' are not known", () =>
    expect(joined({ Resource: "arn:aws:s3:::acme/AWSLogs/222233334444/*" })).to.deep.equal([
      "undetermined",
      [[0, "undetermined"]],
    ]));

  const excluded: [string, Partial<PolicyStatement>][] = [
    ["other services", { Action: "sqs:*" }],
    ["other accounts", { Condition: { StringNotEquals: { "aws:SourceAccount": ACCOUNT } } }],
    ["identities", { Condition: { Bool: { "aws:PrincipalIsAWSService": "false" } } }],
    ["connections without TLS", { Condition: { Bool: { "aws:SecureTransport": "false" } } }],
  ];
  for (const [what, statement] of excluded) {
    it(`leave the export alone where they are about ${what}`, () =>
      expect(joined(statement)).to.deep.equal(["allowed", []]));
  }

  it("leave the result open where they depend on aws:SourceOrgID, which GuardDuty may not send", () =>
    expect(
      joined({ Condition: { ...SERVICE, StringNotEquals: { "aws:SourceOrgID": "o-1" } } }),
    ).to.deep.equal(["undetermined", [[0, "undetermined"]]]));

  it("deny where they depend on aws:PrincipalOrgID, which no request of a service has", () =>
    expect(
      joined({ Action: "s3:*", Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } } }),
    ).to.deep.equal(["denied", [[0, "denied"]]]));

  for (const operator of ["StringEquals", "StringNotEquals"]) {
    it(`leave the result open where ${operator} compares an account that is not known yet`, () =>
      expect(
        joined(
          { Condition: { [operator]: { "aws:SourceAccount": ACCOUNT } } },
          { accountId: "<account id>", detectorId: DETECTOR },
        ),
      ).to.deep.equal(["undetermined", [[0, "undetermined"]]]));
  }

  it("leave the result open where they name a detector and its id is not known yet", () =>
    expect(
      joined(
        {
          Condition: {
            ArnNotEquals: {
              "aws:SourceArn": `arn:aws:guardduty:us-east-1:${ACCOUNT}:detector/${DETECTOR}`,
            },
          },
        },
        { accountId: ACCOUNT, detectorId: "<detector id>" },
      ),
    ).to.deep.equal(["undetermined", [[0, "undetermined"]]]));
});
