import { expect } from "chai";

import {
  KEPT_PURPOSES,
  mergePolicy,
  RELEASED_PURPOSES,
  ReservedSidError,
  statementsToHandOver,
  WRITTEN_PURPOSES,
  withoutOwn,
} from "../../../rules/adoption";
import {
  POLICY_LIMITS,
  bucketPolicy,
  createdKeyPolicy,
  EMPTY_POLICY,
  keyPolicy,
  PolicyTooLargeError,
} from "../../../rules/policies";
import type { PolicyDocument, PolicyStatement } from "../../../rules/policyDocument";
import { listOf } from "../../../rules/policyDocument";
import {
  ACCOUNT,
  bucketInput,
  bucketPart,
  keyPart,
  MINE,
  OTHER,
  REGIONS,
  source,
  sources,
  readLivePolicy,
} from "./support";

const allow = (Sid?: string): PolicyStatement => ({
  ...(Sid !== undefined && { Sid }),
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::acme-logs/cloudtrail/*",
});

const policy = (...Statement: PolicyStatement[]): PolicyDocument => ({
  Version: "2008-10-17",
  Id: "log-archive",
  Statement,
});

const sidsOf = (document: PolicyDocument) => listOf(document.Statement).map(({ Sid }) => Sid);
const ours = WRITTEN_PURPOSES.slice(0, 5).map((purpose) => MINE + purpose);
const part = bucketPart(sources("us-east-1", "me-south-1"));

/** A policy of others, of `bytes` bytes. */
function ofBytes(bytes: number): PolicyDocument {
  const empty = JSON.stringify(policy(allow("")));
  return policy(allow("x".repeat(bytes - Buffer.byteLength(empty))));
}

describe("The purposes of our statements", () => {
  it("are exactly those that are written", () => {
    const readers = ["arn:aws:iam::999900001111:role/siem"];
    const from = sources("us-east-1");
    const inKey = {
      sidPrefix: MINE,
      sources: from,
      readers: { arns: readers, region: "us-east-1" },
    };
    const written = [
      ...listOf(bucketPolicy({ ...bucketInput(from), readers, shared: true }).document.Statement),
      ...listOf(keyPolicy(inKey, EMPTY_POLICY).document.Statement),
    ];
    expect(written.map(({ Sid }) => Sid)).to.deep.equal(WRITTEN_PURPOSES.map((one) => MINE + one));
    const created = [
      ...listOf(
        bucketPolicy({ ...bucketInput(sources("us-east-1")), lockedFor: readers }).document
          .Statement,
      ),
      ...listOf(createdKeyPolicy(MINE, "aws", ACCOUNT, readers).Statement),
    ];
    const others = created.filter(({ Sid }) => !written.some((one) => one.Sid === Sid));
    // The lock is in both policies.
    const sids = new Set(others.map(({ Sid }) => Sid));
    expect([...sids]).to.deep.equal(KEPT_PURPOSES.map((one) => MINE + one));
  });
});

describe("Merging into a policy of others", () => {
  it("appends ours and keeps theirs, Version, Id and unknown elements", () => {
    const live = { Note: "ask ops", ...policy(allow("A"), allow(), allow("A")) };
    const { document, json, bytes } = mergePolicy(live, part);
    const own = part.fit(EMPTY_POLICY).document.Statement as PolicyStatement[];
    expect(document).to.deep.equal({
      ...live,
      Statement: [...(live.Statement as PolicyStatement[]), ...own],
    });
    expect(Object.keys(document)).to.deep.equal(["Note", "Version", "Id", "Statement"]);
    expect(json).to.equal(JSON.stringify(document));
    expect(bytes).to.equal(Buffer.byteLength(json));
  });

  it("makes a policy where there is none", () => {
    const { document } = mergePolicy(readLivePolicy("").policy as PolicyDocument, part);
    expect(document).to.deep.equal(part.fit(EMPTY_POLICY).document);
    expect(document.Version).to.equal("2012-10-17");
  });

  it("takes a single statement for a list of one", () => {
    const live = { ...policy(), Statement: allow("A") };
    expect(sidsOf(mergePolicy(live, part).document)).to.deep.equal(["A", ...ours]);
  });

  it("replaces ours of an earlier run and of an earlier version where they stand, repeated and scattered ones too", () => {
    const old = allow(`${MINE}PutObject`);
    const released = RELEASED_PURPOSES.map((purpose) => allow(MINE + purpose));
    const live = policy(
      allow("A"),
      ...released,
      old,
      allow("B"),
      old,
      allow(`${MINE}GenerateDataKey`),
    );
    expect(sidsOf(mergePolicy(live, part).document)).to.deep.equal(["A", ...ours, "B"]);
  });

  it("lets two exports share a policy without moving each other's statements", () => {
    const other = bucketPart(sources("eu-west-1"), OTHER);
    const first = mergePolicy(policy(allow("A")), part);
    const both = mergePolicy(first.document, other);
    expect(mergePolicy(both.document, part).json).to.equal(both.json);
    expect(mergePolicy(both.document, other).json).to.equal(both.json);
  });

  it("refuses Sids under our prefix that we never write, and names them all", () => {
    const live = policy(allow(`${MINE}Foo`), allow("A"), allow(`${MINE}putobject`), allow(MINE));
    for (const run of [() => mergePolicy(live, part), () => withoutOwn(live, MINE)]) {
      expect(run)
        .to.throw(ReservedSidError)
        .with.property("sids")
        .that.deep.equals([`${MINE}Foo`, `${MINE}putobject`, MINE]);
    }
  });

  for (const prefix of ["", "GuardDutyExport", MINE.slice(0, -1), `${MINE}P`, MINE.toUpperCase()]) {
    it(`takes no prefix such as ${JSON.stringify(prefix)}`, () => {
      expect(() => withoutOwn(policy(allow("PutObject")), prefix)).to.throw(
        "is not the Sid prefix",
      );
    });
  }

  it("names detectors next to a policy of 7 KB, accounts next to one of 15, and nothing fits next to one of 19", () => {
    const everywhere = bucketPart(REGIONS.map((region) => source(region)));
    expect(mergePolicy(ofBytes(7_000), everywhere).precision).to.equal("detectors");
    expect(mergePolicy(ofBytes(15_000), everywhere).precision).to.equal("accounts");
    const refused = expect(() => mergePolicy(ofBytes(19_000), bucketPart(sources("us-east-1"))));
    const size = refused.to.throw(PolicyTooLargeError).with.property("size");
    size.that.includes({ policy: "bucket", limit: POLICY_LIMITS.bucket, otherBytes: 19_000 });
  });

  it("counts ours of an earlier run once, so that a full policy can be merged again", () => {
    const live = ofBytes(17_000);
    const once = mergePolicy(live, part);
    expect(once.bytes).to.be.within(18_500, once.limit);
    expect(mergePolicy(once.document, part)).to.deep.equal(once);
  });

  it("keeps the administration statement of a key that an earlier run created", () => {
    const created = createdKeyPolicy(MINE, "aws", ACCOUNT);
    const merged = mergePolicy(created, keyPart(sources("us-east-1"))).document;
    expect(sidsOf(merged)).to.deep.equal([
      `${MINE}AccountAdministration`,
      `${MINE}GenerateDataKey`,
    ]);
    expect(withoutOwn(merged, MINE)).to.deep.equal(created);
  });
});

describe("Taking our part out", () => {
  it("gives the policy of the others back", () => {
    const live = policy(allow("A"), allow());
    expect(withoutOwn(mergePolicy(live, part).document, MINE)).to.deep.equal(live);
  });

  it("leaves a policy as it is that holds nothing of ours", () => {
    const live = { ...policy(), Statement: allow(`${OTHER}PutObject`) };
    expect(withoutOwn(live, MINE)).to.equal(live);
  });

  it("leaves no policy when nothing else is in it", () => {
    expect(withoutOwn(part.fit(EMPTY_POLICY).document, MINE)).to.equal(undefined);
    expect(withoutOwn(EMPTY_POLICY, MINE)).to.equal(undefined);
  });
});

describe("Statements to hand over", () => {
  it("are JSON, indented and ready to paste", () => {
    const own = listOf(part.fit(EMPTY_POLICY).document.Statement);
    const text = statementsToHandOver(own);
    expect(JSON.parse(text)).to.deep.equal(own);
    expect(text).to.match(/^\[\n {2}\{\n {4}"Sid": "GuardDutyExport/);
  });
});
