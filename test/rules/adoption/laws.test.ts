import { expect } from "chai";
import * as fc from "fast-check";

import type { OwnPart } from "../../../rules/adoption";
import { mergePolicy, policyChanges, withoutOwn } from "../../../rules/adoption";
import type { ExportSource, FittedPolicy } from "../../../rules/policies";
import { EMPTY_POLICY, PolicyTooLargeError } from "../../../rules/policies";
import type { PolicyDocument } from "../../../rules/policyDocument";
import { listOf } from "../../../rules/policyDocument";
import {
  bucketPart,
  othersPolicyText,
  keyPart,
  MINE,
  OTHER,
  readLivePolicy,
  someSources,
} from "./support";

const RUNS = { numRuns: 500 };

/** The policy as it comes back from its text. */
function stored(text: string | undefined): PolicyDocument {
  const { policy, problem } = readLivePolicy(text);
  if (policy === undefined) throw new Error(problem.id);
  return policy;
}

const written = (policy: PolicyDocument | undefined) => policy && JSON.stringify(policy);

/** Everything but one component's statements, a single one as a list. */
function othersPart(policy: PolicyDocument): PolicyDocument {
  return { ...policy, Statement: listOf(withoutOwn(policy, MINE)?.Statement) };
}

function tryMerge(live: PolicyDocument, part: OwnPart): FittedPolicy | undefined {
  try {
    return mergePolicy(live, part);
  } catch (error) {
    expect(error).to.be.instanceOf(PolicyTooLargeError);
    const { limit, ownBytes, otherBytes } = (error as PolicyTooLargeError).size;
    expect(ownBytes + otherBytes).to.be.above(limit);
    return undefined;
  }
}

const kinds = { bucket: bucketPart, key: keyPart };
const kind = fc.constantFrom<keyof typeof kinds>("bucket", "key");

/** A policy of others; one in eight is about 19 KB. */
const anyText = fc
  .tuple(othersPolicyText, fc.nat(7))
  .map(([text, roll]) =>
    roll === 0 ? JSON.stringify({ ...JSON.parse(text), Note: "x".repeat(18_500) }) : text,
  );

/** A component merges, or without sources takes its part out. */
interface Step {
  who: string;
  sources?: ExportSource[];
}

/** A detector exports for one component alone. */
const ownDetectors = (sources: ExportSource[], who: string) =>
  sources.map((one) => ({ ...one, detectorId: who.slice(-8) + one.detectorId.slice(8) }));

describe("laws of adoption", () => {
  it("merge, merge with other Regions, remove: theirs is unchanged, ours is what was requested", () => {
    let merged = 0;
    const run = (
      of: keyof typeof kinds,
      text: string,
      from: ExportSource[],
      to: ExportSource[],
    ) => {
      const original = stored(text);
      let live = original;
      for (const sources of [from, to, from]) {
        const part = kinds[of](sources);
        const result = tryMerge(live, part);
        if (result === undefined) return;
        merged++;
        expect(result.bytes).to.equal(Buffer.byteLength(result.json));
        expect(result.bytes).to.be.at.most(result.limit);
        expect(JSON.parse(result.json)).to.deep.equal(result.document);
        expect(mergePolicy(stored(result.json), part).json).to.equal(result.json);
        expect(othersPart(result.document)).to.deep.equal(othersPart(original));
        const others = part.fit(othersPart(original));
        expect(result.json).to.equal(others.json);
        policyChanges(live, result.document, MINE);
        live = stored(result.json);
      }
      const left = withoutOwn(live, MINE);
      expect(left ?? { ...original, Statement: [] }).to.deep.equal(othersPart(original));
      expect(left === undefined).to.equal(listOf(original.Statement).length === 0);
    };
    fc.assert(fc.property(kind, anyText, someSources, someSources, run), RUNS);
    expect(merged, "merges that fitted").to.be.above(RUNS.numRuns);
  });

  it("the owner's later changes are kept", () => {
    fc.assert(
      fc.property(othersPolicyText, othersPolicyText, someSources, (before, after, from) => {
        const part = bucketPart(from);
        const merged = tryMerge(stored(before), part);
        if (merged === undefined) return;
        const own = listOf(merged.document.Statement).slice(
          listOf(stored(before).Statement).length,
        );
        const edited = stored(after);
        const theirs = listOf(edited.Statement);
        const live = { ...edited, Statement: [...theirs.slice(0, 1), ...own, ...theirs.slice(1)] };
        const again = tryMerge(live, part);
        if (again !== undefined)
          expect(othersPart(again.document)).to.deep.equal(othersPart(edited));
      }),
      RUNS,
    );
  });

  it("statements of an earlier name give way to those of the new one, and nothing else changes", () => {
    fc.assert(
      fc.property(othersPolicyText, someSources, (text, from) => {
        const former = tryMerge(stored(text), bucketPart(from, OTHER));
        if (former?.precision !== "detectors") return;
        const renamed = tryMerge(former.document, bucketPart(from, MINE));
        expect(renamed?.document).to.deep.equal(
          tryMerge(stored(text), bucketPart(from, MINE))?.document,
        );
      }),
      RUNS,
    );
  });

  it("two components share a policy: whatever the order, each one's part is as it last wrote it", () => {
    const step: fc.Arbitrary<Step> = fc.record({
      who: fc.constantFrom(MINE, OTHER),
      sources: fc.option(someSources, { nil: undefined, freq: 3 }),
    });
    let shared = 0;
    const run = (text: string | undefined, steps: Step[]) => {
      const original = stored(text);
      const last = new Map<string, OwnPart & { precision: FittedPolicy["precision"] }>();
      let now = text;
      for (const { who, sources } of steps) {
        const live = stored(now);
        const part = sources && bucketPart(ownDetectors(sources, who), who);
        const merged = part && tryMerge(live, part);
        if (part === undefined) {
          now = written(withoutOwn(live, who));
          last.delete(who);
        } else if (merged !== undefined) {
          now = merged.json;
          last.set(who, { ...part, precision: merged.precision });
        }
        if (last.size === 2) shared++;
        const statements = listOf(stored(now).Statement);
        const parts = [...last].map(([name, { precision, fit }]) => {
          const own = statements.filter(
            ({ Sid }) => typeof Sid === "string" && Sid.startsWith(name),
          );
          const administration = own.filter(({ Sid }) => Sid === `${name}AccountAdministration`);
          const replaced = own.filter((one) => !administration.includes(one));
          if (precision === "detectors") {
            expect(replaced).to.deep.equal(listOf(fit(EMPTY_POLICY).document.Statement));
          }
          return replaced;
        });
        const ours = parts.flat();
        expect(statements.filter((one) => !ours.includes(one))).to.deep.equal(
          listOf(original.Statement),
        );
      }
    };
    const texts = fc.option(anyText, { nil: undefined, freq: 6 });
    fc.assert(fc.property(texts, fc.array(step, { minLength: 2, maxLength: 8 }), run), RUNS);
    expect(shared, "states in which both were there").to.be.above(RUNS.numRuns);
  });
});
