import { expect } from "chai";
import * as fc from "fast-check";
import { evaluate } from "../../../rules/evaluator";
import { listOf, type PolicyStatement } from "../../../rules/policyDocument";
import { EMPTY_POLICY } from "../../../rules/policies";
import { applyEdits, proveExport, type ExportPolicies } from "../../../rules/proof";
import { exportFindings } from "../../../rules/proof/exportFindings";
import { missingProtections } from "../../../rules/proof/protections";
import { unintendedAccess } from "../../../rules/proof/unintendedAccess";
import { findingText } from "../../../rules/texts/findings";
import { policyCase } from "../../../testing/policyCases";
import { assessed, inputOf } from "./assessed";
import { EVERY_REGION, policiesFor, source, withStatements } from "./shapes";

const account = fc.stringMatching(/^[1-9]\d{11}$/);
const sources = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...EVERY_REGION), account), {
    minLength: 1,
    maxLength: 6,
    selector: ([region, accountId]) => `${region}/${accountId}`,
  })
  .map((list) => list.map(([region, accountId]) => source(region, accountId)));
const prefix = fc.constantFrom("", "guardduty", "security/guardduty");
const exported: fc.Arbitrary<ExportPolicies> = fc
  .record({ sources, prefix })
  .map((shape) => policiesFor(shape));

/** A statement from others, moved to the bucket of the export. */
const othersStatement: fc.Arbitrary<PolicyStatement> = policyCase.map(({ document }) => {
  const [first] = listOf(document.Statement);
  const text = JSON.stringify(first).replaceAll("acme-logs", "acme-findings");
  return JSON.parse(text.replaceAll("/guardduty/", "/")) as PolicyStatement;
});

const withStatement = (policies: ExportPolicies, statement: PolicyStatement) =>
  withStatements(policies, "bucketPolicy", (own) => [...own, statement]);

const NOW = "2026-01-01T00:00:00Z";

const RANK = { denied: 0, notChecked: 1, undetermined: 1, allowed: 2 };
const rank = (policies: ExportPolicies) => proveExport(policies).map(({ result }) => RANK[result]);

describe("laws of the proof", () => {
  const check = <T extends unknown[]>(property: fc.IProperty<T>, numRuns = 200) =>
    fc.assert(property, { numRuns });

  it("the package's policies let GuardDuty write, allow no unintended access and lack no protection", () => {
    check(
      fc.property(exported, (policies) => {
        expect(proveExport(policies).map(({ result }) => result)).to.eql(
          policies.sources.map(() => "allowed"),
        );
        expect(unintendedAccess(inputOf(policies))).to.eql([]);
        expect(missingProtections(inputOf(policies))).to.eql([]);
      }),
    );
  });

  it("a Deny from others never helps, an Allow from others never hurts", () => {
    check(
      fc.property(exported, othersStatement, (policies, statement) => {
        const after = rank(withStatement(policies, statement));
        if (statement.Effect === "Allow") expect(after).to.eql(rank(policies));
        const half = withStatements(policies, "bucketPolicy", (own) => own.slice(1));
        const more = rank(withStatement(half, statement));
        for (const [index, before] of rank(half).entries()) {
          if (statement.Effect === "Deny") expect(more[index]).to.be.at.most(before);
          else expect(more[index]).to.be.at.least(before);
        }
      }),
    );
  });

  it("a Deny from others allows no access", () => {
    check(
      fc.property(exported, othersStatement, (policies, statement) => {
        const denied = { ...statement, Effect: "Deny" as const };
        expect(unintendedAccess(inputOf(withStatement(policies, denied)))).to.eql([]);
      }),
    );
  });

  it("every finding says what is wrong and how to fix it, and points at a statement of its policy", () => {
    check(
      fc.property(exported, othersStatement, (policies, statement) => {
        const all = withStatement(policies, statement);
        for (const finding of assessed(all).findings) {
          expect(findingText(finding)).to.match(/^[^\n]+\.\n/);
          expect(finding.fix).not.to.eql([]);
          if (!("index" in finding) || finding.index === undefined) continue;
          const document = finding.policy === "bucket" ? all.bucketPolicy : all.keyPolicy;
          expect(listOf(document?.Statement)[finding.index]?.Sid).to.equal(finding.sid);
        }
      }),
      100,
    );
  });

  it("the fixes of what is missing or denied make it allowed, and let no other caller in", () => {
    const left = fc.subarray([0, 1, 2, 3, 4]);
    check(
      fc.property(exported, left, fc.boolean(), (policies, kept, key) => {
        const some = withStatements(policies, "bucketPolicy", (own) =>
          own.filter((_, index) => kept.includes(index)),
        );
        const faulty = key ? { ...some, keyPolicy: EMPTY_POLICY } : some;
        const fix = (all: ExportPolicies) =>
          applyEdits(
            all,
            assessed(all).findings.flatMap((finding) => finding.fix),
          );
        // Only what is allowed shows which protections it lacks.
        const fixed = fix(fix(faulty));
        expect(assessed(fixed)).to.deep.include({ result: "allowed", findings: [] });
      }),
      100,
    );
  });

  it("the fixes of a Deny of others make it allowed", () => {
    let fixes = 0;
    check(
      fc.property(exported, othersStatement, (policies, statement) => {
        const all = withStatement(policies, { ...statement, Effect: "Deny" });
        const found = (of: ExportPolicies) =>
          exportFindings(inputOf(of), proveExport(of)).map(({ fix }) => fix);
        let fixed = all;
        // One by one: the fix of one may end another.
        for (let [fix] = found(all); fix !== undefined; [fix] = found(fixed)) {
          fixes++;
          expect(found((fixed = applyEdits(fixed, fix))).length).to.be.below(5);
        }
        const results = proveExport(fixed).map(({ result }) => result);
        expect(new Set(results)).to.eql(new Set(["allowed"]));
      }),
      400,
    );
    expect(fixes, "cases with a fix").to.be.above(40);
  });

  it("what lets a caller in is a statement that allows", () => {
    check(
      fc.property(exported, othersStatement, (policies, statement) => {
        const all = withStatement(policies, statement);
        for (const access of unintendedAccess(inputOf(all))) {
          const { Effect, Sid } = listOf(all.bucketPolicy?.Statement)[access.index] ?? {};
          expect([access.policy, Effect, access.sid]).to.eql(["bucket", "Allow", Sid]);
        }
      }),
    );
  });

  it("allowed holds whatever the unknown keys of the request turn out to be", () => {
    const keys = fc.record({
      "aws:SourceIp": fc.constantFrom("203.0.113.7", "198.51.100.20"),
      "aws:PrincipalOrgID": fc.constantFrom("o-abc1234567", "o-other00000"),
      "aws:SourceOrgID": fc.constantFrom("o-abc1234567", "o-other00000"),
      "aws:UserAgent": fc.constantFrom("QUJD", "a*b"),
      // S3 accepts no older version.
      "s3:TlsVersion": fc.constantFrom("1.2", "1.3"),
      // Each request has it, at a time from now on.
      "aws:CurrentTime": fc
        .date({ min: new Date(NOW), max: new Date("2099-12-31"), noInvalidDate: true })
        .map((time) => time.toISOString()),
    });
    check(
      fc.property(exported, othersStatement, keys, (policies, statement, known) => {
        const all = { ...withStatement(policies, statement), now: NOW };
        for (const proof of proveExport(all)) {
          const call = proof.calls.find(({ action }) => action === "s3:PutObject");
          if (call?.result !== "allowed" || !all.bucketPolicy) continue;
          const from = policies.sources.find(
            ({ region, accountId }) => region === proof.region && accountId === proof.accountId,
          );
          const service = EVERY_REGION.indexOf(proof.region) < 17 ? "" : `${proof.region}.`;
          const { result } = evaluate(all.bucketPolicy, {
            principal: { kind: "Service", service: `guardduty.${service}amazonaws.com` },
            action: "s3:PutObject",
            resource: call.resource,
            context: {
              known: {
                ...known,
                "aws:EpochTime": String(Math.floor(Date.parse(known["aws:CurrentTime"]) / 1000)),
                "aws:SourceAccount": proof.accountId,
                "aws:SourceArn": `arn:aws:guardduty:${proof.region}:${proof.accountId}:detector/${from?.detectorId}`,
                "aws:SecureTransport": "true",
                "aws:PrincipalIsAWSService": "true",
                "aws:PrincipalServiceName": `guardduty.${service}amazonaws.com`,
                "s3:x-amz-server-side-encryption": "aws:kms",
                "s3:x-amz-server-side-encryption-aws-kms-key-id": policies.keyArn,
              },
              otherwise: "absent",
            },
          });
          expect(result).to.equal("allowed");
        }
      }),
    );
  });
});
