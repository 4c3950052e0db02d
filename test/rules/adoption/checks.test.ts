import { expect } from "chai";

import { plainLine } from "../../support/plainLine";
import type { AdoptedBucket, AdoptedKey, Adoption, PolicyTexts } from "../../../rules/adoption";
import { adoptionProblems, adoptionWarnings, policyProblems } from "../../../rules/adoption";
import { KEY_ARN, keyPart, MINE, sources } from "./support";

const bucket: AdoptedBucket = {
  name: "acme-logs",
  region: "us-east-1",
};
const owner = { Sid: "Owner", Effect: "Allow" as const, Principal: "*" as const, Action: "kms:*" };
const key: AdoptedKey = {
  arn: KEY_ARN,
  region: "us-east-1",
  spec: "SYMMETRIC_DEFAULT",
  usage: "ENCRYPT_DECRYPT",
  state: "Enabled",
  multiRegion: false,
  keyManager: "CUSTOMER",
};
const sound: Adoption = {
  bucket,
  key,
  regions: ["us-east-1", "me-south-1"],
  homeRegion: "us-east-1",
};

const problems = (change: Partial<Adoption>) =>
  adoptionProblems({ ...sound, ...change }).map(plainLine);
const ofKey = (change: Partial<AdoptedKey>) => problems({ key: { ...key, ...change } });
const ofPolicies = (texts: PolicyTexts) => policyProblems(texts, MINE).map(plainLine);
const text = (Sid: string) => JSON.stringify({ Statement: [owner, { ...owner, Sid }] });

const BUCKET = "bucket.existing.name";
const KEY = "key.existing.arn";
const ownerless =
  "the key policy has no statement of the key's owner: with the export's statements alone, the owner could no longer manage the key. Fix: add a statement to the key policy that allows the root user of the key's account kms:*";
const USE_KEY =
  "Fix: set key.existing.arn to the ARN of a symmetric customer managed key in us-east-1";
const CORRECT = (policy: string) => `Fix: correct the ${policy} policy, and run the command again`;
const inRegion = (region: string) => ({
  bucket: { ...bucket, region },
  key: { ...key, region, arn: KEY_ARN.replace("us-east-1", region) },
});

describe("What keeps a bucket or key from being adopted", () => {
  const cases: { [what: string]: [found: () => string[], expected: string[]] } = {
    "nothing, when all is sound": [() => problems({}), []],
    "nothing, when nothing is adopted": [() => problems({ bucket: undefined, key: undefined }), []],
    "another home Region, named once": [
      () => problems(inRegion("eu-west-1")),
      [`${BUCKET}: is in eu-west-1; homeRegion is us-east-1. Fix: set homeRegion to "eu-west-1"`],
    ],
    "another home Region, of a key alone": [
      () => problems({ ...inRegion("eu-west-1"), bucket: undefined }),
      [`${KEY}: is in eu-west-1; homeRegion is us-east-1. Fix: set homeRegion to "eu-west-1"`],
    ],
    "bucket and key in two Regions": [
      () => ofKey({ region: "eu-west-1" }),
      [
        `${KEY}: is in eu-west-1; the bucket is in us-east-1, and GuardDuty requires both in one Region. ${USE_KEY}`,
      ],
    ],
    "a Region that findings may not go to": [
      () => problems({ ...inRegion("me-south-1"), homeRegion: "me-south-1" }),
      [
        `${BUCKET}: is in me-south-1: GuardDuty does not export from the default Region us-east-1 to the opt-in Region me-south-1. Fix: remove us-east-1 from regions`,
      ],
    ],
    "a Region that findings may not go to, and not the home Region: no advice to make it so": [
      () => problems(inRegion("me-south-1")),
      [
        `${BUCKET}: is in me-south-1: GuardDuty does not export from the default Region us-east-1 to the opt-in Region me-south-1. Fix: set bucket.existing.name to a bucket in us-east-1`,
      ],
    ],
    "a Region that GuardDuty does not export to": [
      () => problems({ bucket: { ...bucket, region: "us-iso-east-1" }, key: undefined }),
      [
        `${BUCKET}: is in "us-iso-east-1", which GuardDuty does not export to. Fix: set bucket.existing.name to a bucket in us-east-1`,
      ],
    ],
    "a key that AWS manages": [
      () => ofKey({ keyManager: "AWS" }),
      [`${KEY}: is an AWS managed key, whose policy cannot be changed. ${USE_KEY}`],
    ],
    "an asymmetric signing key that is disabled: everything at once": [
      () => ofKey({ spec: "RSA_4096", usage: "SIGN_VERIFY", state: "Disabled" }),
      [
        `${KEY}: is a RSA_4096 key; expected SYMMETRIC_DEFAULT. ${USE_KEY}`,
        `${KEY}: is a key for SIGN_VERIFY; expected ENCRYPT_DECRYPT. ${USE_KEY}`,
        `${KEY}: is in state Disabled; expected Enabled. Fix: run aws kms enable-key --key-id ${KEY_ARN} --region us-east-1`,
      ],
    ],
    "a key that is to be deleted": [
      () => ofKey({ state: "PendingDeletion" }),
      [
        `${KEY}: is in state PendingDeletion; expected Enabled. Fix: run aws kms cancel-key-deletion --key-id ${KEY_ARN} --region us-east-1 && aws kms enable-key --key-id ${KEY_ARN} --region us-east-1`,
      ],
    ],
    "a key that is not there yet": [
      () => ofKey({ state: "Creating" }),
      [
        `${KEY}: is in state Creating; expected Enabled. Fix: wait until ${KEY_ARN} is Enabled, and run the command again`,
      ],
    ],
  };
  for (const [what, [found, expected]] of Object.entries(cases)) {
    it(what, () => {
      expect(found()).to.deep.equal(expected);
    });
  }
});

describe("What keeps policies from being merged", () => {
  const owned = text("Other");
  const cases: { [what: string]: [texts: PolicyTexts, expected: string[]] } = {
    "nothing, when nothing is adopted": [{}, []],
    "nothing, when both can be read": [{ bucket: owned, key: owned }, []],
    "nothing, when the bucket has no policy": [{ bucket: null }, []],
    "an unreadable bucket policy": [
      { bucket: "<html>" },
      [`${BUCKET}: the bucket policy is not JSON; got "<html>". ${CORRECT("bucket")}`],
    ],
    "a reserved Sid of a statement from others": [
      { bucket: text(`${MINE}Foo`), key: text(`${MINE}Foo`) },
      (["bucket", "key"] as const).map(
        (of) =>
          `${of === "bucket" ? BUCKET : KEY}: the ${of} policy has the Sid "${MINE}Foo", which this version does not write: Sids that start with ${MINE} are reserved for this export. Fix: change the Sid of this statement`,
      ),
    ],
    "an unreadable key policy": [
      { key: "[]" },
      [`${KEY}: the key policy is not a JSON object; got []. ${CORRECT("key")}`],
    ],
    "a key without a policy": [
      { key: "" },
      [
        `${KEY}: the key policy could not be read: it is empty, and every key has a policy. Fix: allow kms:GetKeyPolicy on the key for the deploying identity`,
      ],
    ],
    "a key with nothing but ours": [
      { key: keyPart(sources("us-east-1")).fit({ Statement: [] }).json },
      [`${KEY}: ${ownerless}`],
    ],
  };
  for (const [what, [texts, expected]] of Object.entries(cases)) {
    it(what, () => {
      expect(ofPolicies(texts)).to.deep.equal(expected);
    });
  }
});

describe("What may keep GuardDuty from exporting under an adopted key", () => {
  it("is that it is of several Regions", () => {
    expect(adoptionWarnings(sound)).to.deep.equal([]);
    const arn = KEY_ARN.replace(/[^/]+$/, `mrk-${"0".repeat(32)}`);
    const multi = { ...sound, key: { ...key, arn, multiRegion: true } };
    expect(adoptionProblems(multi)).to.deep.equal([]);
    expect(adoptionWarnings(multi).map(plainLine)).to.deep.equal([
      `${KEY}: ${arn} is a multi-Region key, and AWS does not document whether GuardDuty exports under one. ${USE_KEY}`,
    ]);
  });
});
