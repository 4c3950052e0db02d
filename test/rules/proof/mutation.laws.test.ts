import { expect } from "chai";
import { proveExport, type ExportPolicies } from "../../../rules/proof";
import { missingProtections } from "../../../rules/proof/protections";
import { unintendedAccess } from "../../../rules/proof/unintendedAccess";
import { inputOf } from "./assessed";
import { mutantsOf } from "./mutations";
import { policiesFor, SHAPES, SIDS } from "./shapes";

/** Mutants that say the same as the policy they were made of, and why. */
const SAME: { pattern: RegExp; why: string }[] = [
  {
    pattern: /^bucketPolicy PutObject: StringEquals aws:SourceAccount gone$/,
    why: "the ARNs under aws:SourceArn name the accounts",
  },
  {
    pattern: /^keyPolicy GenerateDataKey: StringEquals aws:SourceAccount gone$/,
    why: "the ARNs under aws:SourceArn name the accounts",
  },
  {
    pattern: /^bucketPolicy Deny(Unencrypted|OtherKeys): StringEquals aws:SourceAccount gone$/,
    why: "to the export's own accounts it is the same",
  },
  {
    pattern: /^bucketPolicy DenyOtherKeys: StringEquals aws:SourceArn gone$/,
    why: "to the export's own detectors it is the same",
  },
  {
    pattern: /^\S+ (PutObject|GenerateDataKey): for (every principal|another service too)$/,
    why: "only GuardDuty sends the ARN of a detector as the source",
  },
  {
    // In a shape with such a Region the export is denied.
    pattern:
      /^bucketPolicy DenyOtherWriters: StringNotLike aws:PrincipalServiceName: (no )?guardduty\.\*\.amazonaws\.com( -> (|GUARDDUTY\S+|\S+x))?$/,
    why: "no detector is in a Region whose GuardDuty has a principal of its own",
  },
];

/** Source by source, as most mutants show at one of the first. */
const isCaught = (policies: ExportPolicies) => {
  const each = policies.sources.map((source) => ({ ...policies, sources: [source] }));
  return (
    each.some((one) => proveExport(one)[0]?.result !== "allowed") ||
    each.some((one) => missingProtections(inputOf(one)).length > 0) ||
    unintendedAccess(inputOf(policies)).length > 0
  );
};

describe("mutations of the policies", () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    it(`are all caught: ${name}`, () => {
      const policies = policiesFor(shape);
      expect(isCaught(policies), "the policies themselves").to.equal(false);
      const mutants = [...mutantsOf(policies)];
      const missed = mutants.filter((mutant) => !isCaught(mutant.policies));
      const different = missed.map(({ what }) => what.replaceAll(SIDS, ""));
      expect(different.filter((what) => !SAME.some(({ pattern }) => pattern.test(what)))).to.eql(
        [],
      );
      expect(mutants.length).to.be.above(100);
    });
  }
});
