import { expect } from "chai";

import type { AdoptedBucket, AdoptedKey, Adoption, PolicyTexts } from "../../../rules/adoption";
import { adoptionProblems, adoptionWarnings, policyProblems } from "../../../rules/adoption";
import { ACCOUNT, KEY_ARN, keyPart, MINE, sources } from "./support";

const bucket: AdoptedBucket = {
  name: "acme-logs",
  region: "us-east-1",
  accountId: "444455556666",
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
  accounts: { bucket: "444455556666", key: ACCOUNT },
};

const problems = (change: Partial<Adoption>) =>
  adoptionProblems({ ...sound, ...change }).map(({ path, reason }) => `${path}: ${reason}`);
const ofBucket = (change: Partial<AdoptedBucket>) => problems({ bucket: { ...bucket, ...change } });
const ofKey = (change: Partial<AdoptedKey>) => problems({ key: { ...key, ...change } });
const ofPolicies = (texts: PolicyTexts) =>
  policyProblems(texts, MINE).map(({ path, reason }) => `${path}: ${reason}`);
const text = (Sid: string) => JSON.stringify({ Statement: [owner, { ...owner, Sid }] });

const BUCKET = "bucket.existing.name";
const KEY = "key.existing.arn";
const ownerless =
  "its policy holds no statement of its owner, and every key's does; let the credentials call kms:GetKeyPolicy, and see that the policy grants its account kms:*";
const inRegion = (region: string) => ({
  bucket: { ...bucket, region },
  key: { ...key, region, arn: KEY_ARN.replace("us-east-1", region) },
});

describe("What keeps a bucket or key from being adopted", () => {
  const cases: { [what: string]: [found: () => string[], expected: string[]] } = {
    "nothing, when all is sound": [() => problems({}), []],
    "nothing, when nothing is adopted": [() => problems({ bucket: undefined, key: undefined }), []],
    "nothing, when accounts are not known": [
      () => problems({ bucket: { ...bucket, accountId: undefined }, accounts: undefined }),
      [],
    ],
    "another home Region, named once": [
      () => problems(inRegion("eu-west-1")),
      [`${BUCKET}: is in eu-west-1 and homeRegion is us-east-1; set homeRegion to eu-west-1`],
    ],
    "another home Region, of a key alone": [
      () => problems({ ...inRegion("eu-west-1"), bucket: undefined }),
      [`${KEY}: is in eu-west-1 and homeRegion is us-east-1; set homeRegion to eu-west-1`],
    ],
    "bucket and key in two Regions": [
      () => ofKey({ region: "eu-west-1" }),
      [
        `${KEY}: is in eu-west-1 and the bucket in us-east-1: GuardDuty wants both in one Region; give a key of us-east-1`,
      ],
    ],
    "a Region that findings may not go to": [
      () => problems({ ...inRegion("me-south-1"), homeRegion: "me-south-1" }),
      [
        `${BUCKET}: is in me-south-1: GuardDuty does not export from the default Region us-east-1 to the opt-in Region me-south-1; take us-east-1 out of regions, or adopt one in another Region`,
      ],
    ],
    "a Region that findings may not go to, and not the home Region: no advice to make it so": [
      () => problems(inRegion("me-south-1")),
      [
        `${BUCKET}: is in me-south-1: GuardDuty does not export from the default Region us-east-1 to the opt-in Region me-south-1; take us-east-1 out of regions, or adopt one in another Region`,
      ],
    ],
    "a place that is no Region": [
      () => problems({ bucket: { ...bucket, region: "us-iso-east-1" }, key: undefined }),
      [`${BUCKET}: is in "us-iso-east-1", which is not a Region that GuardDuty exports to`],
    ],
    "a bucket of another account": [
      () => ofBucket({ accountId: "999900001111" }),
      [
        `${BUCKET}: is in account 999900001111, and the configuration says 444455556666; give the account it is in`,
      ],
    ],
    "a key of another account": [
      () => problems({ accounts: { key: "444455556666" } }),
      [
        `${KEY}: is in account 111122223333, and the configuration says 444455556666; give the account it is in`,
      ],
    ],
    "a key that AWS manages": [
      () => ofKey({ keyManager: "AWS" }),
      [
        `${KEY}: is a key that AWS manages, whose policy cannot be changed; give a customer managed key`,
      ],
    ],
    "an asymmetric signing key that is disabled: everything at once": [
      () => ofKey({ spec: "RSA_4096", usage: "SIGN_VERIFY", state: "Disabled" }),
      [
        `${KEY}: is a RSA_4096 key; give a symmetric one (SYMMETRIC_DEFAULT)`,
        `${KEY}: is for SIGN_VERIFY; give a key for ENCRYPT_DECRYPT`,
        `${KEY}: is in state Disabled; enable it`,
      ],
    ],
    "a key that is to be deleted": [
      () => ofKey({ state: "PendingDeletion" }),
      [
        `${KEY}: is in state PendingDeletion; cancel its deletion and enable it, or give another key`,
      ],
    ],
    "a key that is not there yet": [
      () => ofKey({ state: "Creating" }),
      [`${KEY}: is in state Creating; wait until it is Enabled`],
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
      [
        `${BUCKET}: the policy is not JSON: it reads "<html>"; nothing is written until it can be read`,
      ],
    ],
    "a foreign statement under our Sids": [
      { bucket: text(`${MINE}Foo`), key: text(`${MINE}Foo`) },
      [BUCKET, KEY].map(
        (path) =>
          `${path}: the policy holds "${MINE}Foo": Sids that start with ${MINE} are reserved for this export, and it writes none of that name; give the statement another Sid, or use the version that wrote it`,
      ),
    ],
    "an unreadable key policy": [
      { key: "[]" },
      [
        `${KEY}: the policy is not a JSON object: it reads []; nothing is written until it can be read`,
      ],
    ],
    "a key without a policy": [{ key: "" }, [`${KEY}: ${ownerless}`]],
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
    expect(adoptionWarnings(multi)).to.deep.equal([
      `whether GuardDuty exports under a multi-Region key is not documented: ${arn} is one; a key of one Region is safe`,
    ]);
  });
});
