import { expect } from "chai";

import type { PolicyPair } from "../../testing/agreement";
import { agrees, outcomeOf, pairDisagreements, PUBLISHED_DENIES } from "../../testing/agreement";
import {
  bucketArn,
  bucketStatements,
  keyStatements,
  type ExportLocation,
} from "../../testing/worlds";
import type { PolicyStatement } from "../../rules/policyDocument";

const arn = bucketArn();

/** The policies of AWS's guide, with these Denies of everything in both. */
function perimeter(location: ExportLocation, ...denies: Partial<PolicyStatement>[]): PolicyPair {
  const of = (Action: string, Resource: string | string[]) =>
    denies.map((deny) => ({ ...deny, Action, Resource }) as PolicyStatement);
  return {
    ...{ region: location.region, prefix: location.prefix },
    bucket: [...Object.values(bucketStatements(location)), ...of("s3:*", [arn, `${arn}/*`])],
    key: [...Object.values(keyStatements(location)), ...of("kms:*", "*")],
  };
}

describe("The proof and the sandbox", () => {
  it("agree on 1,000 generated pairs of policies", async () => {
    expect(await pairDisagreements(1_000, 20261128)).to.deep.equal([]);
  });

  it("would be found to disagree", async () => {
    const found = await pairDisagreements(50, 1, undefined, async (pair) => ({
      ...(await outcomeOf(pair)),
      proof: "allowed",
    }));
    expect(found).to.have.length(1);
  });

  for (const region of ["us-east-1", "me-south-1"]) {
    it(`both let GuardDuty through AWS's data perimeters, from ${region}`, async () => {
      const { identityPerimeter, networkPerimeter, confusedDeputy } = PUBLISHED_DENIES;
      const location = { region, home: "us-east-1", prefix: "gd" };
      const pair = perimeter(location, identityPerimeter!, networkPerimeter!, confusedDeputy!);
      expect(await outcomeOf(pair)).to.deep.equal({ proof: "allowed", refused: [], allowed: [] });
    });
  }

  it("agree on a Deny of the ACL of a member's finding, which they once judged differently", async () => {
    const location = { region: "us-east-1", home: "us-east-1", prefix: "" };
    const pair = perimeter(location);
    pair.bucket.push({
      ...{ Effect: "Deny", Principal: "*", Action: "s3:PutObjectAcl" },
      Resource: `${arn}/AWSLogs/999999999999/*`,
    });
    const outcome = await outcomeOf(pair);
    expect(outcome.proof).to.equal("undetermined");
    expect([outcome.refused.length > 0, agrees(outcome)]).to.deep.equal([true, true]);
  });

  it("agree that a plain Deny of other organizations refuses a service, which is of none", async () => {
    const location = { region: "us-east-1", home: "us-east-1", prefix: "" };
    const outcome = await outcomeOf(perimeter(location, PUBLISHED_DENIES["otherOrganizations"]!));
    expect([outcome.proof, agrees(outcome)]).to.deep.equal(["denied", true]);
  });

  it("leave open what AWS does not document of GuardDuty's requests, which the world assumes", async () => {
    const location = { region: "us-east-1", home: "us-east-1", prefix: "" };
    const outcome = await outcomeOf(perimeter(location, PUBLISHED_DENIES["otherEndpoints"]!));
    expect(outcome.proof).to.equal("undetermined");
    expect(agrees(outcome)).to.equal(true);
  });
});
