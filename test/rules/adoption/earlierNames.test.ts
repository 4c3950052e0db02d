import { expect } from "chai";

import {
  bucketPart as ofBucket,
  earlierPrefixes,
  mergePolicy,
  policyOutcome,
  withoutWriting,
} from "../../../rules/adoption";
import { detectorArn } from "../../../rules/arn";
import type { PolicyDocument, PolicyStatement } from "../../../rules/policyDocument";
import { listOf } from "../../../rules/policyDocument";
import { policyChangeLines } from "../../../rules/texts/policyChanges";
import { ACCOUNT, bucketInput, bucketPart, keyPart, MINE, OTHER, sources } from "./support";

const theirs: PolicyStatement = { Sid: "Theirs", Effect: "Deny", Principal: "*", Action: "s3:*" };
const live: PolicyDocument = { Statement: [theirs, { ...theirs, Sid: "B" }] };
const two = sources("us-east-1", "me-south-1");
const arns = two.map(detectorArn);
const of = (...regions: string[]) => bucketPart(sources(...regions), OTHER);
const earlierIn = (document: PolicyDocument, detectorArns = arns) =>
  earlierPrefixes(document, MINE, detectorArns);
const pattern = { "aws:SourceArn": `arn:aws:guardduty:*:${ACCOUNT}:detector/*` };

describe("Statements under another Sid prefix", () => {
  it("are of an earlier name of the export when they name its detectors alone, in either policy", () => {
    for (const regions of [["us-east-1"], ["us-east-1", "me-south-1"]]) {
      expect(earlierIn(mergePolicy(live, of(...regions)).document)).to.deep.equal([OTHER]);
      const inKey = mergePolicy(live, keyPart(sources(...regions), OTHER)).document;
      expect(earlierIn(inKey)).to.deep.equal([OTHER]);
    }
  });

  const merged = mergePolicy(live, of("us-east-1")).document;
  const first = (change: Partial<PolicyStatement>): PolicyDocument => ({
    Statement: listOf(merged.Statement).map((one) =>
      one.Sid === `${OTHER}PutObject` ? { ...one, ...change } : one,
    ),
  });
  const others: { [what: string]: [PolicyDocument, string[]?] } = {
    "they name another detector too": [mergePolicy(live, of("us-east-1", "eu-west-1")).document],
    "they name no detector of the export": [merged, []],
    "they name detectors by a pattern": [first({ Condition: { ArnLike: pattern } })],
    "they have no condition": [first({ Condition: undefined })],
    "the Sid only looks alike": [first({ Sid: `GuardDutyExportMinePutObject` })],
    "the Sid has something before it": [first({ Sid: ` ${OTHER}PutObject` })],
    "the prefix is that of the export": [mergePolicy(live, bucketPart(two)).document],
  };
  for (const [when, [document, detectors]] of Object.entries(others)) {
    it(`are of others when ${when}`, () => {
      expect(earlierIn(document, detectors)).to.deep.equal([]);
    });
  }
});

describe("An export under a new name", () => {
  const former = mergePolicy(live, of("us-east-1", "me-south-1")).document;
  const merge = { policy: "merge", detach: false } as const;
  const detach = { policy: "merge", detach: true } as const;

  it("writes its statements in place of those under the earlier name, and says so", () => {
    const { document, changes } = policyOutcome(former, merge, bucketPart(two));
    expect(document).to.deep.equal(mergePolicy(live, bucketPart(two)).document);
    expect(policyChangeLines(changes).slice(-2)).to.deep.equal([
      `- PutObject, DenyUnencrypted, DenyOtherKeys, ListPrefix and GetMarkers of ${OTHER}: statements of this export under an earlier name of its project, stack or component`,
      "2 statements from others kept",
    ]);
  });

  it("keeps what the earlier name wrote for the owner of the bucket", () => {
    const tls = { ...theirs, Sid: `${OTHER}DenyInsecureTransport` };
    const { document } = policyOutcome(
      { Statement: [...listOf(former.Statement), tls] },
      merge,
      bucketPart(two),
    );
    expect(listOf(document.Statement)).to.deep.include(tls);
    expect(listOf(document.Statement).map(({ Sid }) => Sid)).not.to.include(`${OTHER}PutObject`);
  });

  it("keeps what others wrote between them where it was", () => {
    const [own, ...more] = listOf(former.Statement).slice(2) as [PolicyStatement];
    const mixed = { Statement: [theirs, own, { ...theirs, Sid: "B" }, ...more] };
    const { document } = policyOutcome(mixed, merge, bucketPart(two));
    expect(listOf(document.Statement).map(({ Sid }) => Sid)).to.deep.equal([
      ...["Theirs", `${MINE}PutObject`, `${MINE}DenyUnencrypted`, `${MINE}DenyOtherKeys`],
      ...[`${MINE}ListPrefix`, `${MINE}GetMarkers`, "B"],
    ]);
  });

  it("removes both when it is detached", () => {
    const both = { Statement: [...listOf(former.Statement), ...listOf(mergedByHand().Statement)] };
    expect(policyOutcome(both, detach, bucketPart(two)).document).to.deep.equal(live);
  });

  it("keeps the statements of readers under either name when it leaves a bucket", () => {
    const readers = ["arn:aws:iam::999900001111:role/siem"];
    const read = ofBucket({ ...bucketInput(two, OTHER), readers });
    const left = withoutWriting(mergePolicy(live, read).document, MINE, [OTHER]);
    expect(listOf(left?.Statement).map(({ Sid }) => Sid)).to.deep.equal([
      ...["Theirs", "B", `${OTHER}ListFindings`, `${OTHER}GetFindings`],
    ]);
  });

  /** Our statements, with those of the earlier name. */
  function mergedByHand(): PolicyDocument {
    return mergePolicy({ Statement: [] }, bucketPart(two)).document;
  }
});
