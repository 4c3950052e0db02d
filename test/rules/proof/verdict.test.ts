import { expect } from "chai";

import type { PolicyStatement } from "../../../rules/policyDocument";
import { explainProofs, proveExport, verdictOf, whoElse } from "../../../rules/proof";
import { policiesFor, SIDS, source, withStatements } from "./shapes";

const sources = ["us-east-1", "eu-west-1", "me-south-1"].map((region) => source(region));
const sound = policiesFor({ sources });
const FINDINGS = "arn:aws:s3:::acme-findings/*";

const denying = (condition: PolicyStatement["Condition"]) =>
  policiesFor({
    sources,
    others: [
      {
        Sid: "Theirs",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:PutObject",
        Resource: FINDINGS,
        Condition: condition,
      },
    ],
  });
const denied = denying({
  ArnLike: {
    "aws:SourceArn": ["arn:aws:guardduty:eu-west-1:*:*", "arn:aws:guardduty:me-south-1:*:*"],
  },
});
const open = denying({ StringEquals: { "aws:SourceVpc": "vpc-1" } });

describe("The verdict of a proof", () => {
  it("is nothing where all is sound", () => {
    expect(verdictOf(sound, "require", SIDS)).to.deep.equal({ refused: [], warnings: [] });
  });

  it("refuses the Regions that are denied, with one text", () => {
    const { refused, error, warnings } = verdictOf(denied, "require", SIDS);
    expect(refused).to.deep.equal(["eu-west-1", "me-south-1"]);
    expect(warnings).to.deep.equal([]);
    expect(error?.match(/"Theirs" applies/g)).to.have.length(1);
    expect(error).to.match(/\n {2}Likewise: me-south-1\.$/);
  });

  it("only warns of them when asked to, and is silent when it is off", () => {
    const { error } = verdictOf(denied, "require", SIDS);
    expect(verdictOf(denied, "warn", SIDS)).to.deep.equal({ refused: [], warnings: [error] });
    expect(verdictOf(denied, "off", SIDS)).to.deep.equal({ refused: [], warnings: [] });
  });

  it("warns once of what cannot be proved", () => {
    const { refused, error, warnings } = verdictOf(open, "require", SIDS);
    expect({ refused, error }).to.deep.equal({ refused: [], error: undefined });
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(/\n {2}Likewise: eu-west-1, me-south-1\.$/);
  });

  it("warns of whom the policies let in beside, and of access without TLS", () => {
    const letting: PolicyStatement = {
      Sid: "AnyGuardDuty",
      Effect: "Allow",
      Principal: { Service: "guardduty.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: FINDINGS,
    };
    const policies = withStatements(
      policiesFor({ sources, others: [letting] }),
      "bucketPolicy",
      (all) => all.filter(({ Sid }) => Sid !== `${SIDS}DenyInsecureTransport`),
    );
    const { warnings } = verdictOf(policies, "require", SIDS);
    expect(warnings).to.have.length(2);
    expect(warnings[0]).to.contain(
      'a detector of another account can write findings: statement 0 "AnyGuardDuty" of the bucket policy allows it.',
    );
    expect(warnings[1]).to.match(/^the bucket can be reached without TLS: /);
  });
});

describe("Who else is let in", () => {
  it("is not asked of statements that the export wrote, and is of those that an owner placed", () => {
    const edited = withStatements(sound, "keyPolicy", (all) =>
      all.map(({ Condition: _, ...statement }) => statement),
    );
    expect(whoElse(edited, SIDS)).to.deep.equal([]);
    expect(whoElse(edited)).not.to.deep.equal([]);
  });
});

describe("The explanation of several proofs", () => {
  it("is empty for none, and tells apart what fails for different reasons", () => {
    expect(explainProofs([])).to.equal("");
    const [east, west] = proveExport(denied);
    const text = explainProofs([east!, west!]);
    expect(text).to.contain("us-east-1 (account 111122223333");
    expect(text).to.contain("eu-west-1 (account 111122223333");
    expect(text).not.to.contain("Likewise");
  });
});
