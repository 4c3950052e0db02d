import { expect } from "chai";

import type { PolicyStatement } from "../../../rules/policyDocument";
import { assessed, ids } from "./assessed";
import { policiesFor, source, withStatements } from "./shapes";

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
const outline = (policies: typeof sound, mode: "require" | "warn" | "off") => {
  const { result, refused, findings } = assessed(policies, { mode });
  return { result, refused, findings: findings.map(({ id }) => id) };
};

describe("the assessment of policies", () => {
  it("finds nothing where all is sound", () => {
    expect(outline(sound, "require")).to.eql({ result: "allowed", refused: [], findings: [] });
  });

  it("refuses the Regions that are denied, for one finding", () => {
    expect(outline(denied, "require")).to.eql({
      result: "denied",
      refused: ["eu-west-1", "me-south-1"],
      findings: ["exportDenied"],
    });
    expect(assessed(denied).findings[0]).to.deep.include({ regions: ["eu-west-1", "me-south-1"] });
  });

  it("refuses no Region when it only warns, and looks at nothing when it is off", () => {
    const findings = ["exportDenied"];
    expect(outline(denied, "warn")).to.eql({ result: "denied", refused: [], findings });
    expect(outline(denied, "off")).to.eql({ result: "off", refused: [], findings: [] });
  });

  it("refuses no Region for what is undetermined", () => {
    expect(outline(open, "require")).to.eql({
      result: "undetermined",
      refused: [],
      findings: ["exportUndetermined"],
    });
  });

  it("looks at each policy that is known", () => {
    const letting = withStatements(sound, "bucketPolicy", (all) => [
      ...all,
      { Sid: "Open", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: FINDINGS },
    ]);
    const { result, findings } = assessed({ ...letting, keyPolicy: undefined });
    expect([result, findings.map(({ id }) => id)]).to.eql([
      "notChecked",
      ["publicAccess", "publicStatement"],
    ]);
  });

  it("looks at the export's own statements as at all others: they may have been edited", () => {
    const edited = withStatements(sound, "keyPolicy", (all) =>
      all.map(({ Condition: _, ...statement }) => statement),
    );
    expect(ids(edited).map((id) => id.replace(/GuardDutyExport[0-9a-f]{8}/, "…"))).to.eql([
      "error guardDutyAccess …GenerateDataKey",
    ]);
  });

  it("has the next deployment fix what it writes otherwise, and the owner what stays", () => {
    const both = withStatements(sound, "bucketPolicy", (all) => [
      ...all.slice(0, -1),
      { Sid: "Open", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: FINDINGS },
    ]);
    const later = withStatements(sound, "bucketPolicy", (all) => [
      { Sid: "Open", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: FINDINGS },
      ...all,
    ]);
    const { findings } = assessed(both, { deployed: later });
    expect(findings.map(({ id, fix }) => [id, fix.map(({ edit }) => edit)])).to.eql([
      ["insecureTransport", ["deploy"]],
      ["publicAccess", ["setPrincipal"]],
      ["publicStatement", ["setPrincipal"]],
    ]);
  });
});
