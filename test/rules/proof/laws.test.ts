import { expect } from "chai";
import * as fc from "fast-check";
import { evaluate } from "../../../rules/evaluator";
import { listOf, type PolicyStatement } from "../../../rules/policyDocument";
import {
  explainProof,
  proveExport,
  restraints,
  whoElse,
  type ExportPolicies,
} from "../../../rules/proof";
import { policyCase } from "../../../testing/policyCases";
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

/** A statement of somebody, moved to the bucket of the export. */
const foreign: fc.Arbitrary<PolicyStatement> = policyCase.map(({ document }) => {
  const [first] = listOf(document.Statement);
  const text = JSON.stringify(first).replaceAll("acme-logs", "acme-findings");
  return JSON.parse(text.replaceAll("/guardduty/", "/")) as PolicyStatement;
});

const withForeign = (policies: ExportPolicies, statement: PolicyStatement) =>
  withStatements(policies, "bucketPolicy", (own) => [...own, statement]);

const RANK = { denied: 0, undetermined: 1, allowed: 2 };
const rank = (policies: ExportPolicies) => proveExport(policies).map(({ result }) => RANK[result]);

describe("laws of the proof", function () {
  this.timeout(30_000);
  const check = <T extends unknown[]>(property: fc.IProperty<T>, numRuns = 200) =>
    fc.assert(property, { numRuns });

  it("the package's policies let GuardDuty write, let nobody else in and restrain as they should", () => {
    check(
      fc.property(exported, (policies) => {
        expect(proveExport(policies).map(({ result }) => result)).to.eql(
          policies.sources.map(() => "allowed"),
        );
        expect(whoElse(policies)).to.eql([]);
        expect(restraints(policies)).to.eql([]);
      }),
    );
  });

  it("a foreign Deny never helps, a foreign Allow never hurts", () => {
    check(
      fc.property(exported, foreign, (policies, statement) => {
        const after = rank(withForeign(policies, statement));
        if (statement.Effect === "Allow") expect(after).to.eql(rank(policies));
        const half = withStatements(policies, "bucketPolicy", (own) => own.slice(1));
        const more = rank(withForeign(half, statement));
        for (const [index, before] of rank(half).entries()) {
          if (statement.Effect === "Deny") expect(more[index]).to.be.at.most(before);
          else expect(more[index]).to.be.at.least(before);
        }
      }),
    );
  });

  it("a foreign Deny lets nobody in", () => {
    check(
      fc.property(exported, foreign, (policies, statement) => {
        const denied = { ...statement, Effect: "Deny" as const };
        expect(whoElse(withForeign(policies, denied))).to.eql([]);
      }),
    );
  });

  it("every fault says why and how to mend it, and points at a statement of the policy", () => {
    check(
      fc.property(exported, foreign, (policies, statement) => {
        for (const proof of proveExport(withForeign(policies, statement))) {
          const text = explainProof(proof);
          for (const { result, reasons } of proof.calls) {
            if (result === "allowed") continue;
            expect(reasons).not.to.eql([]);
            for (const reason of reasons) {
              expect(text).to.contain(reason.mend);
              expect(reason.text).to.match(/\.$/);
            }
          }
        }
      }),
    );
  });

  it("adding the statements that a proof asks for makes it allowed", () => {
    const left = fc.subarray([0, 1, 2, 3, 4]);
    check(
      fc.property(exported, left, fc.boolean(), (policies, kept, key) => {
        const faulty = withStatements(policies, "bucketPolicy", (own) =>
          own.filter((_, index) => kept.includes(index)),
        );
        const proofs = proveExport(key ? { ...faulty, keyPolicy: undefined } : faulty);
        const asked = { bucket: new Set<string>(), key: new Set<string>() };
        for (const { policy, reasons } of proofs.flatMap(({ calls }) => calls)) {
          for (const { mend = "" } of reasons) {
            asked[policy].add(mend.replace(/^Add the statement (.*)\.$/, "$1"));
          }
        }
        const statements = (policy: "bucket" | "key") =>
          [...asked[policy]].filter((text) => text !== "").map((text) => JSON.parse(text));
        const Statement = [
          ...listOf(faulty.bucketPolicy?.Statement),
          ...statements("bucket"),
        ] as PolicyStatement[];
        const keyPolicy = key ? { Statement: statements("key") } : policies.keyPolicy;
        const mended = { ...faulty, bucketPolicy: { Statement }, keyPolicy };
        expect(new Set(proveExport(mended).map(({ result }) => result))).to.eql(
          new Set(["allowed"]),
        );
        expect(whoElse(mended)).to.eql([]);
      }),
    );
  });

  it("exempting GuardDuty from a foreign Deny as asked makes it allowed", () => {
    let exempted = 0;
    check(
      fc.property(exported, foreign, (policies, statement) => {
        const deny = { ...statement, Effect: "Deny" as const };
        const proofs = proveExport(withForeign(policies, deny));
        const services = proofs
          .flatMap(({ calls }) => calls.flatMap(({ reasons }) => reasons))
          .flatMap(({ mend }) => /aws:PrincipalServiceName "(.*)"/.exec(mend ?? "")?.[1] ?? []);
        if (services.length === 0) return;
        exempted++;
        const Condition = {
          ...deny.Condition,
          StringNotEquals: {
            ...deny.Condition?.["StringNotEquals"],
            "aws:PrincipalServiceName": [...new Set(services)],
          },
        };
        const mended = proveExport(withForeign(policies, { ...deny, Condition }));
        expect(mended.map(({ result }) => result)).to.eql(mended.map(() => "allowed"));
      }),
      400,
    );
    expect(exempted, "cases with an exemption").to.be.above(40);
  });

  it("what allows an intruder is a statement that allows", () => {
    check(
      fc.property(exported, foreign, (policies, statement) => {
        const all = withForeign(policies, statement);
        for (const intruder of whoElse(all)) {
          const { Effect, Sid } = listOf(all.bucketPolicy?.Statement)[intruder.index] ?? {};
          expect([intruder.policy, Effect, intruder.sid]).to.eql(["bucket", "Allow", Sid]);
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
    });
    check(
      fc.property(exported, foreign, keys, (policies, statement, known) => {
        const all = withForeign(policies, statement);
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
