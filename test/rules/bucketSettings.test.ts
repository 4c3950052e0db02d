import { expect } from "chai";

import type { ExportSettings } from "../../rules/args";
import { readArgs } from "../../rules/args";
import type { ObservedBucketSettings } from "../../rules/bucketSettings";
import {
  PUBLIC_ACCESS_BLOCKS,
  retentionDays,
  unsuitableSettings,
  weakerSettings,
} from "../../rules/bucketSettings";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/a1b2c3d4-5678-90ab-cdef-1234567890ab";
const declared = (bucket: object = {}) =>
  (readArgs("findings", { regions: ["us-east-1"], bucket }).settings as ExportSettings).bucket;
const LOCKED = declared({ objectLock: { mode: "GOVERNANCE", days: 30 }, retentionDays: 90 });

const AS_DECLARED: ObservedBucketSettings = {
  versioning: "Enabled",
  objectLock: { mode: "GOVERNANCE", days: 30 },
  publicAccessBlock: [...PUBLIC_ACCESS_BLOCKS],
  encryption: { algorithm: "aws:kms", keyId: KEY },
  lifecycle: [
    { id: "old", prefix: "", keepsEmpty: false, noncurrentDays: 30 },
    { id: "findings", prefix: "AWSLogs/", keepsEmpty: true, days: 90 },
  ],
  ownershipControls: "BucketOwnerEnforced",
  replication: [],
};
const found = (change: Partial<ObservedBucketSettings>, bucket = LOCKED) =>
  weakerSettings({ ...AS_DECLARED, ...change }, bucket, KEY).map(
    ({ setting, value, expected }) => `${setting}: ${value}, expected ${expected}`,
  );
const rule = (more: object) => ({
  lifecycle: [{ id: "r", prefix: "", keepsEmpty: false, ...more }],
});

describe("The settings of a created bucket", () => {
  it("are no finding as the stack declares them", () => {
    expect(found({})).to.eql([]);
  });

  const stronger: [what: string, change: Partial<ObservedBucketSettings>][] = [
    ["Object Lock for longer", { objectLock: { mode: "GOVERNANCE", days: 31 } }],
    ["Object Lock of the stricter mode", { objectLock: { mode: "COMPLIANCE", days: 30 } }],
    ["encryption in two layers", { encryption: { algorithm: "aws:kms:dsse", keyId: KEY } }],
    [
      "the key by its id",
      { encryption: { algorithm: "aws:kms", keyId: KEY.replace(/.*key\//, "") } },
    ],
    ["a later expiration", rule({ days: 91, noncurrentDays: 31 })],
    ["no expiration", { lifecycle: [] }],
    ["an expiration elsewhere", rule({ prefix: "elsewhere/", days: 1, noncurrentDays: 1 })],
  ];
  for (const [what, change] of stronger) {
    it(`are no finding with ${what}`, () => expect(found(change)).to.eql([]));
  }

  it("are no finding with Object Lock that the stack does not declare", () => {
    expect(found({ objectLock: { mode: "COMPLIANCE", days: 1 } }, declared())).to.eql([
      "lifecycle: rule findings expires findings after 90 days, expected findings expire never, noncurrent versions after 30 days",
    ]);
  });

  const EXPIRE = "expected findings expire after 90 days, noncurrent versions after 30 days";
  const LOCK = "expected GOVERNANCE for 30 days";
  const weaker: [what: string, change: Partial<ObservedBucketSettings>, finding: string][] = [
    ["no versioning", { versioning: undefined }, "versioning: none, expected Enabled"],
    [
      "suspended versioning",
      { versioning: "Suspended" },
      "versioning: Suspended, expected Enabled",
    ],
    ["no Object Lock", { objectLock: undefined }, `objectLock: none, ${LOCK}`],
    [
      "a shorter Object Lock",
      { objectLock: { mode: "COMPLIANCE", days: 29 } },
      `objectLock: COMPLIANCE for 29 days, ${LOCK}`,
    ],
    [
      "a block that is off",
      { publicAccessBlock: PUBLIC_ACCESS_BLOCKS.slice(1) },
      "publicAccessBlock: BlockPublicAcls off, expected all four on",
    ],
    [
      "encryption under another key",
      { encryption: { algorithm: "aws:kms", keyId: `${KEY}0` } },
      `encryption: aws:kms under ${KEY}0, expected aws:kms under ${KEY}`,
    ],
    [
      "encryption under the key that AWS manages",
      { encryption: { algorithm: "aws:kms" } },
      `encryption: aws:kms, expected aws:kms under ${KEY}`,
    ],
    ["no encryption", { encryption: undefined }, `encryption: none, expected aws:kms under ${KEY}`],
    [
      "a sooner expiration of part of the findings",
      rule({ prefix: "AWSLogs/1", days: 89 }),
      `lifecycle: rule r expires findings after 89 days, ${EXPIRE}`,
    ],
    [
      "an expiration at a date",
      rule({ days: 0 }),
      `lifecycle: rule r expires findings at a date, ${EXPIRE}`,
    ],
    [
      "a sooner expiration of noncurrent versions",
      rule({ noncurrentDays: 1 }),
      `lifecycle: rule r expires noncurrent versions after 1 day, ${EXPIRE}`,
    ],
    [
      "ownership by the writer",
      { ownershipControls: "ObjectWriter" },
      "ownershipControls: ObjectWriter, expected BucketOwnerEnforced",
    ],
    [
      "a replication",
      { replication: ["arn:aws:s3:::copies", "arn:aws:s3:::copies"] },
      "replication: to arn:aws:s3:::copies, expected none",
    ],
  ];
  for (const [what, change, finding] of weaker) {
    it(`are a finding with ${what}`, () => expect(found(change)).to.eql([finding]));
  }

  it("are a finding where a rule moves findings to an archive, from which readers cannot read", () => {
    const expected =
      "findings expire after 90 days, noncurrent versions after 30 days, none moved to GLACIER or DEEP_ARCHIVE";
    const moves = ["STANDARD_IA", "GLACIER_IR", "INTELLIGENT_TIERING"];
    expect(found(rule({ moves, movesNoncurrent: moves }))).to.eql([]);
    expect(found(rule({ prefix: "other/", moves: ["GLACIER"] }))).to.eql([]);
    expect(found(rule({ moves: [...moves, "GLACIER"], movesNoncurrent: ["DEEP_ARCHIVE"] }))).to.eql(
      [
        `lifecycle: rule r moves findings to GLACIER, rule r moves noncurrent versions to DEEP_ARCHIVE, expected ${expected}`,
      ],
    );
  });

  it("count a year of Object Lock as 365 days", () => {
    expect([{ Years: 2 }, { Days: 5 }, {}].map(retentionDays)).to.eql([730, 5, 0]);
  });
});

describe("The lifecycle of an existing bucket", () => {
  const prefixed = declared({ existing: { name: "acme-logs" }, prefix: "security/gd" });
  const values = (more: object, bucket = prefixed) =>
    unsuitableSettings(rule(more), bucket).map(({ value }) => value);

  it("is a finding where it expires the marker of the prefix", () => {
    const expected = ["rule r expires the marker security/gd/ after 400 days"];
    expect(values({ days: 400 })).to.eql(expected);
    expect(values({ days: 400, prefix: "security/" })).to.eql(expected);
  });

  it("is none where it leaves the marker, or where there is no prefix", () => {
    expect(values({ days: 400, keepsEmpty: true })).to.eql([]);
    expect(values({ days: 400, prefix: "security/gd/AWSLogs/" })).to.eql([]);
    expect(values({ noncurrentDays: 1 })).to.eql([]);
  });

  it("is a finding where findings leave, or cannot be read, before GuardDuty drops them", () => {
    const bucket = declared({ existing: { name: "acme-logs" } });
    const [early, late] = [{ archivedAfter: 30 }, { archivedAfter: 90 }];
    expect(values({ days: 89 }, bucket)).to.eql(["rule r expires findings after 89 days"]);
    expect(values({ days: 0, keepsEmpty: true }, bucket)).to.eql([
      "rule r expires findings at a date",
    ]);
    expect(values({ moves: ["GLACIER"], ...early }, bucket)).to.eql([
      "rule r moves findings to GLACIER after 30 days",
    ]);
    expect(values({ moves: ["GLACIER"], ...late }, bucket)).to.eql([]);
    expect(values({ moves: ["GLACIER_IR"] }, bucket)).to.eql([]);
    expect(values({ days: 1, prefix: "other/" }, bucket)).to.eql([]);
  });

  it("is none where noncurrent versions leave", () => {
    expect(values({ noncurrentDays: 1, movesNoncurrent: ["GLACIER"] })).to.eql([]);
    expect(values({ days: 90 }, declared({ existing: { name: "acme-logs" } }))).to.eql([]);
  });
});
