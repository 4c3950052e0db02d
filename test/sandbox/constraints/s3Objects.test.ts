import { expect } from "chai";
import type { Members } from "../../../sandbox/cloud";
import { type Constraint, describeConstraints, withSdk } from "../../../testing/constraints";
import { BUCKET } from "../../../testing/worlds";

const API = "https://docs.aws.amazon.com/AmazonS3/latest/API";
const GUIDE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide";
const WRITES = `${GUIDE}/conditional-writes.html`;
const READS = `${GUIDE}/conditional-reads.html`;
const TAGS = `${GUIDE}/tagging.html`;
const HERE = { Bucket: BUCKET };
const OBJECT = { ...HERE, Key: "k" };
const PUT: Constraint["call"] = ["s3:PutObject", { ...OBJECT, Body: "hello" }];
const ETAG = '"5d41402abc4b2a76b9719d911017c592"';
const FAILED = "PreconditionFailed: At least one of the pre-conditions you specified did not hold";
const PAST = new Date("2020-01-01T00:00:00Z");
const FUTURE = new Date("2100-01-01T00:00:00Z");

const put = (members: Members): Constraint["call"] => ["s3:PutObject", { ...PUT[1], ...members }];
const get = (members: Members): Constraint["call"] => ["s3:GetObject", { ...OBJECT, ...members }];
const tagged = (Key: string, Value: string): Constraint["call"] => [
  "s3:PutObjectTagging",
  { ...OBJECT, Tagging: { TagSet: [{ Key, Value }] } },
];

const rows: [title: string, call: Constraint["call"], refused: string, source: string][] = [
  ["does not overwrite one that is there", put({ IfNoneMatch: "*" }), FAILED, WRITES],
  ["does not overwrite another version", put({ IfMatch: '"0"' }), FAILED, WRITES],
  [
    "does not replace one that is gone",
    put({ Key: "gone", IfMatch: ETAG }),
    "NoSuchKey: The specified key does not exist.",
    WRITES,
  ],
  [
    "is written unless there is any, not unless there is a certain one",
    put({ IfNoneMatch: ETAG }),
    "NotImplemented: A header you provided implies functionality that is not implemented",
    WRITES,
  ],
  ["is not read in another version", get({ IfMatch: '"0"' }), FAILED, READS],
  ["is not read when it was changed since", get({ IfUnmodifiedSince: PAST }), FAILED, READS],
  [
    "names the version of which there is none",
    get({ VersionId: "none" }),
    "NoSuchVersion: The specified version does not exist.",
    `${API}/API_GetObject.html`,
  ],
  [
    "has a key of KMS with the encryption of KMS alone",
    put({ ServerSideEncryption: "AES256", SSEKMSKeyId: "k" }),
    "InvalidArgument: Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
    `${API}/API_PutObject.html`,
  ],
  [
    "has tags with keys of 128 characters",
    tagged("a".repeat(129), "b"),
    "InvalidTag: The TagKey you have provided is invalid",
    TAGS,
  ],
  [
    "has tags with values of 256 characters",
    tagged("a", "b".repeat(257)),
    "InvalidTag: The TagValue you have provided is invalid",
    TAGS,
  ],
  [
    "has tags without characters that tags do not have",
    put({ Tagging: "a*=b" }),
    "InvalidTag: The TagKey you have provided is invalid",
    TAGS,
  ],
  [
    "has a tag once in its header too",
    put({ Tagging: "a=1&a=2" }),
    "InvalidTag: Cannot provide multiple Tags with the same key",
    TAGS,
  ],
];

describeConstraints(
  "an object under a condition",
  rows.map(([title, call, refused, source]) => ({ title, given: [PUT], call, refused, source })),
);

describeConstraints("a list of a bucket", [
  {
    title: "goes on from its own tokens alone",
    call: ["s3:ListObjectsV2", { ...HERE, ContinuationToken: "nonsense" }],
    refused: "InvalidArgument: The continuation token provided is incorrect",
    source: `${API}/API_ListObjectsV2.html`,
  },
  {
    title: "has no negative length",
    call: ["s3:ListObjectsV2", { ...HERE, MaxKeys: -1 }],
    refused: "InvalidArgument: Argument maxKeys must be an integer between 0 and 2147483647",
    source: `${API}/API_ListObjectsV2.html`,
  },
  {
    title: "goes on from a version of a key alone",
    call: ["s3:ListObjectVersions", { ...HERE, VersionIdMarker: "x" }],
    refused: "InvalidArgument: A version-id marker cannot be specified without a key marker.",
    source: `${API}/API_ListObjectVersions.html`,
  },
]);

describeConstraints("a new bucket", [
  {
    title: "has no name of the account's own namespace without that namespace",
    call: ["s3:CreateBucket", { Bucket: "acme-111122223333-us-east-1-an" }],
    refused: "InvalidBucketName: The specified bucket is not valid.",
    source: `${GUIDE}/bucketnamingrules.html`,
  },
  {
    title: "has no location constraint in us-east-1",
    call: [
      "s3:CreateBucket",
      { Bucket: "acme-new", CreateBucketConfiguration: { LocationConstraint: "us-east-1" } },
    ],
    refused: "InvalidLocationConstraint: The specified location-constraint is not valid",
    source: `${API}/API_CreateBucket.html`,
  },
]);

describe("an object under conditions that hold", () => {
  const kept: [title: string, call: Constraint["call"]][] = [
    ["overwrites the version that is meant", put({ IfMatch: ETAG })],
    ["is written where there is none", put({ Key: "new", IfNoneMatch: "*" })],
    ["is read in the version that is meant", get({ IfMatch: ETAG, IfUnmodifiedSince: PAST })],
    ["is read in any other version", get({ IfNoneMatch: '"0"', IfModifiedSince: FUTURE })],
  ];
  for (const [title, call] of kept) {
    it(title, () =>
      withSdk(async (sdk) => {
        await sdk.call(...PUT);
        await sdk.call(...call);
      }),
    );
  }

  for (const members of [{ IfNoneMatch: ETAG }, { IfModifiedSince: FUTURE }]) {
    it(`is not sent again: ${Object.keys(members).join()}`, () =>
      withSdk(async (sdk) => {
        await sdk.call(...PUT);
        expect(await sdk.refusal(...get(members))).to.match(/^(304|NotModified|Unknown)/);
      }));
  }
});

describe("pages of a bucket's list", () => {
  const KEYS = ["a", "b/1", "b/2", "c", "z", "\uffee", "\u{1f600}"];

  it("have up to 1,000 names, in the order of their bytes, whatever the request says", () =>
    withSdk(async ({ call }) => {
      for (const Key of KEYS) await call("s3:PutObject", { ...HERE, Key, Body: "" });
      const whole = await call("s3:ListObjectsV2", { ...HERE, MaxKeys: 5000 });
      expect(whole["MaxKeys"]).to.equal(1000);
      expect(whole["Contents"].map(({ Key }: Members) => Key)).to.deep.equal(KEYS);
      const none = await call("s3:ListObjectsV2", { ...HERE, MaxKeys: 0 });
      expect([none["KeyCount"], none["IsTruncated"]]).to.deep.equal([0, false]);
    }));

  it("of versions go on from the version behind the last", () =>
    withSdk(async ({ call }) => {
      const VersioningConfiguration = { Status: "Enabled" };
      await call("s3:PutBucketVersioning", { ...HERE, VersioningConfiguration });
      for (const Key of ["a", "a", "b/1", "b/2", "c"]) {
        await call("s3:PutObject", { ...HERE, Key, Body: "x" });
      }
      await call("s3:DeleteObject", { ...HERE, Key: "a" });
      const found: string[] = [];
      let next: Members = {};
      for (let page = 0; page < 10; page += 1) {
        const answer = await call("s3:ListObjectVersions", {
          ...{ ...HERE, MaxKeys: 1, Delimiter: "/", EncodingType: "url" },
          ...next,
        });
        for (const { Key } of answer["Versions"] ?? []) found.push(Key);
        for (const { Key } of answer["DeleteMarkers"] ?? []) found.push(`${Key} deleted`);
        for (const { Prefix } of answer["CommonPrefixes"] ?? []) found.push(Prefix);
        if (!answer["IsTruncated"]) break;
        next = {
          KeyMarker: answer["NextKeyMarker"],
          VersionIdMarker: answer["NextVersionIdMarker"],
        };
      }
      expect(found).to.deep.equal(["a deleted", "a", "a", "b/", "c"]);
    }));
});
