import { expect } from "chai";
import type { Members } from "../../../sandbox/cloud";
import { type Constraint, describeConstraints, withSdk } from "../../../testing/constraints";
import { BUCKET, OTHER } from "../../../testing/worlds";

const API = "https://docs.aws.amazon.com/AmazonS3/latest/API";
const GUIDE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide";
const HERE = { Bucket: BUCKET };
const TRANSITIONS = `${GUIDE}/lifecycle-transition-general-considerations.html`;
const MALFORMED =
  "MalformedXML: The XML you provided was not well-formed or did not validate against our published schema";

const IA = { Days: 30, StorageClass: "STANDARD_IA" };
const lifecycle = (...Rules: Members[]): Constraint["call"] => [
  "s3:PutBucketLifecycleConfiguration",
  { ...HERE, LifecycleConfiguration: { Rules } },
];
const rule = (members: Members) =>
  lifecycle({ ID: "a", Status: "Enabled", Filter: { Prefix: "x/" }, ...members });

const wrongRules: [title: string, members: Members, refused: string, source?: string][] = [
  ["has a filter or a prefix", { Filter: undefined, Expiration: { Days: 1 } }, MALFORMED],
  ["has one of filter and prefix", { Prefix: "x/", Expiration: { Days: 1 } }, MALFORMED],
  [
    "combines two conditions or more",
    { Filter: { And: { Prefix: "x/" } }, Expiration: { Days: 1 } },
    MALFORMED,
  ],
  ["has an action", {}, MALFORMED],
  [
    "has an id of up to 255 characters",
    { ID: "a".repeat(256), Expiration: { Days: 1 } },
    "InvalidArgument: ID length should not exceed allowed limit of 255",
  ],
  [
    "has sizes that leave objects between them",
    {
      Filter: { And: { ObjectSizeGreaterThan: 500, ObjectSizeLessThan: 500 } },
      Expiration: { Days: 1 },
    },
    "InvalidRequest: 'ObjectSizeGreaterThan' should be less than 'ObjectSizeLessThan'",
  ],
  [
    "expires after a day at the earliest",
    { Expiration: { Days: 0 } },
    "InvalidArgument: 'Days' for Expiration action must be a positive integer",
  ],
  [
    "expires by days or by a date",
    { Expiration: { Days: 1, Date: new Date("2030-01-01T00:00:00Z") } },
    MALFORMED,
  ],
  [
    "expires at midnight",
    { Expiration: { Date: new Date("2030-01-01T01:00:00Z") } },
    "InvalidArgument: 'Date' must be at midnight GMT",
  ],
  [
    "removes delete markers without a filter of tags",
    {
      Filter: { Tag: { Key: "k", Value: "v" } },
      Expiration: { ExpiredObjectDeleteMarker: true },
    },
    "InvalidRequest: ExpiredObjectDeleteMarker cannot be specified with Tags.",
  ],
  [
    "aborts uploads without a filter of tags",
    {
      Filter: { Tag: { Key: "k", Value: "v" } },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    },
    "InvalidRequest: AbortIncompleteMultipartUpload cannot be specified with Tags.",
  ],
  [
    "moves to infrequent access after 30 days at the earliest",
    { Transitions: [{ ...IA, Days: 29 }] },
    "InvalidArgument: 'Days' in Transition action must be greater than or equal to 30 for storageClass 'STANDARD_IA'",
    TRANSITIONS,
  ],
  [
    "expires after its transitions",
    { Transitions: [IA], Expiration: { Days: 30 } },
    "InvalidArgument: 'Days' in the Expiration action for filter '(prefix=x/)' must be greater than 'Days' in the Transition action",
    TRANSITIONS,
  ],
  [
    "moves to a class once",
    { Transitions: [IA, { ...IA, Days: 60 }] },
    "InvalidRequest: 'StorageClass' must be different for 'Transition' actions in same 'Rule' with filter '(prefix=x/)'",
    TRANSITIONS,
  ],
  [
    "keeps objects in a class for its least days",
    {
      Transitions: [
        { Days: 30, StorageClass: "GLACIER" },
        { Days: 119, StorageClass: "DEEP_ARCHIVE" },
      ],
    },
    "InvalidArgument: 'Days' in the 'Transition' action for StorageClass 'DEEP_ARCHIVE' for filter '(prefix=x/)' must be 90 days more than 'filter '(prefix=x/)'' in the 'Transition' action for StorageClass 'GLACIER'",
    TRANSITIONS,
  ],
  [
    "moves to colder classes alone",
    {
      Transitions: [
        { Days: 30, StorageClass: "GLACIER" },
        { Days: 60, StorageClass: "STANDARD_IA" },
      ],
    },
    "InvalidArgument: 'Days' in the 'Transition' action for StorageClass 'GLACIER' for filter '(prefix=x/)' must be 30 days more than 'filter '(prefix=x/)'' in the 'Transition' action for StorageClass 'STANDARD_IA'",
    TRANSITIONS,
  ],
  [
    "counts in days or names dates",
    { Transitions: [IA], Expiration: { Date: new Date("2040-01-01T00:00:00Z") } },
    "InvalidRequest: Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule for filter '(prefix=x/)'",
    TRANSITIONS,
  ],
  [
    "expires noncurrent versions after a day at the earliest",
    { NoncurrentVersionExpiration: { NoncurrentDays: 0 } },
    "InvalidArgument: 'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer",
    `${API}/API_NoncurrentVersionExpiration.html`,
  ],
  [
    "keeps up to 100 noncurrent versions",
    { NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 101 } },
    "InvalidArgument: 'NewerNoncurrentVersions' for NoncurrentVersionExpiration action must be a positive integer",
    `${API}/API_NoncurrentVersionExpiration.html`,
  ],
];

describeConstraints("a lifecycle rule of S3", [
  ...wrongRules.map(
    ([title, members, refused, source = `${API}/API_LifecycleRule.html`]): Constraint => ({
      title,
      call: rule(members),
      refused,
      source,
    }),
  ),
  {
    title: "has an id that no other rule has",
    call: lifecycle(
      { ID: "a", Status: "Enabled", Filter: { Prefix: "x/" }, Expiration: { Days: 1 } },
      { ID: "a", Status: "Enabled", Filter: { Prefix: "y/" }, Expiration: { Days: 1 } },
    ),
    refused: "InvalidArgument: RuleId must be unique. Found same ID for more than one rule",
    source: `${API}/API_LifecycleRule.html`,
  },
]);

describeConstraints("a bucket of S3", [
  {
    title: "has a name that S3 does not reserve",
    call: ["s3:CreateBucket", { Bucket: "acme.mrap" }],
    refused: "InvalidBucketName: The specified bucket is not valid.",
    source: `${GUIDE}/bucketnamingrules.html`,
  },
  {
    title: "has one rule of encryption",
    call: [
      "s3:PutBucketEncryption",
      {
        ...HERE,
        ServerSideEncryptionConfiguration: {
          Rules: [{ BucketKeyEnabled: true }, { BucketKeyEnabled: true }],
        },
      },
    ],
    refused: MALFORMED,
    source: `${API}/API_ServerSideEncryptionConfiguration.html`,
  },
  {
    title: "has a key only where KMS encrypts",
    call: [
      "s3:PutBucketEncryption",
      {
        ...HERE,
        ServerSideEncryptionConfiguration: {
          Rules: [
            {
              ApplyServerSideEncryptionByDefault: {
                SSEAlgorithm: "AES256",
                KMSMasterKeyID: "alias/acme",
              },
            },
          ],
        },
      },
    ],
    refused:
      "InvalidArgument: a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
    source: `${API}/API_ServerSideEncryptionByDefault.html`,
  },
  {
    title: "has one rule of ownership",
    call: [
      "s3:PutBucketOwnershipControls",
      {
        ...HERE,
        OwnershipControls: {
          Rules: [
            { ObjectOwnership: "BucketOwnerEnforced" },
            { ObjectOwnership: "BucketOwnerEnforced" },
          ],
        },
      },
    ],
    refused: MALFORMED,
    source: `${API}/API_PutBucketOwnershipControls.html`,
  },
  {
    title: "is versioned before Object Lock",
    call: [
      "s3:PutObjectLockConfiguration",
      { ...HERE, ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" } },
    ],
    refused:
      "InvalidBucketState: Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
    source: `${GUIDE}/object-lock-managing.html`,
  },
  {
    title: "retains for days or for years",
    call: [
      "s3:PutObjectLockConfiguration",
      {
        ...HERE,
        ObjectLockConfiguration: {
          ObjectLockEnabled: "Enabled",
          Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 1, Years: 1 } },
        },
      },
    ],
    refused: MALFORMED,
    source: `${API}/API_DefaultRetention.html`,
  },
]);

describeConstraints("an object of S3", [
  {
    title: "has a key of up to 1,024 bytes",
    call: ["s3:PutObject", { ...HERE, Key: "é".repeat(513), Body: "x" }],
    refused: "KeyTooLongError: Your key is too long",
    source: `${GUIDE}/object-keys.html`,
  },
  {
    title: "has metadata of up to 2 KB",
    call: ["s3:PutObject", { ...HERE, Key: "k", Body: "x", Metadata: { note: "x".repeat(2048) } }],
    refused: "MetadataTooLarge: Your metadata headers exceed the maximum allowed metadata size",
    source: `${GUIDE}/UsingMetadata.html`,
  },
  {
    title: "is deleted with up to 1,000 others",
    call: [
      "s3:DeleteObjects",
      { ...HERE, Delete: { Objects: Array.from({ length: 1001 }, (_, i) => ({ Key: `k${i}` })) } },
    ],
    refused: MALFORMED,
    source: `${API}/API_DeleteObjects.html`,
  },
  {
    title: "is answered in part only where it has the part",
    given: [["s3:PutObject", { ...HERE, Key: "k", Body: "0123456789" }]],
    call: ["s3:GetObject", { ...HERE, Key: "k", Range: "bytes=10-" }],
    refused: "InvalidRange: The requested range is not satisfiable",
    source: `${API}/API_GetObject.html`,
  },
  {
    title: "arrives with the checksum that the request has",
    call: ["s3:PutObject", { ...HERE, Key: "k", Body: "0123456789", ChecksumCRC32: "AAAAAA==" }],
    refused: "BadDigest: The CRC32 you specified did not match the calculated checksum.",
    source: `${GUIDE}/checking-object-integrity-upload.html`,
  },
]);

describe("parts of an object", () => {
  const ranges: [range: string, text: string, contentRange: string | undefined][] = [
    ["bytes=0-3", "0123", "bytes 0-3/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-2", "89", "bytes 8-9/10"],
    ["bytes=5-99", "56789", "bytes 5-9/10"],
    ["bytes=3-1", "0123456789", undefined],
    ["lines=1-2", "0123456789", undefined],
  ];
  for (const [Range, text, contentRange] of ranges) {
    it(`are answered as S3 answers ${Range}`, () =>
      withSdk(async ({ call }) => {
        await call("s3:PutObject", { ...HERE, Key: "k", Body: "0123456789" });
        const answer = await call("s3:GetObject", { ...HERE, Key: "k", Range });
        expect(await answer["Body"].transformToString()).to.equal(text);
        expect(answer["ContentRange"]).to.equal(contentRange);
        expect(answer["ContentLength"]).to.equal(text.length);
        expect(answer["$metadata"].httpStatusCode).to.equal(contentRange ? 206 : 200);
      }));
  }
});

describe("a bucket that is created again", () => {
  it("is answered to its owner in us-east-1, refused elsewhere and to others", () =>
    withSdk(async ({ call, refusal }, as) => {
      await call("s3:PutBucketTagging", {
        ...HERE,
        Tagging: { TagSet: [{ Key: "team", Value: "security" }] },
      });
      const { Location } = await call("s3:CreateBucket", HERE);
      expect(Location).to.equal(`/${BUCKET}`);
      expect((await call("s3:GetBucketTagging", HERE))["TagSet"]).to.have.length(1);
      expect(await as(OTHER).refusal("s3:CreateBucket", HERE)).to.match(/^BucketAlreadyExists: /);
      const { refusal: inIreland, call: createIn } = as("111122223333", "eu-west-1");
      const ireland = {
        Bucket: "acme-ireland",
        CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
      };
      await createIn("s3:CreateBucket", ireland);
      for (const again of [
        inIreland("s3:CreateBucket", ireland),
        refusal("s3:CreateBucket", { Bucket: "acme-ireland" }),
      ]) {
        expect(await again).to.equal(
          "BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.",
        );
      }
    }));
});
