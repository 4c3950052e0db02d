import { expect } from "chai";
import * as fc from "fast-check";

import {
  POLICY_LIMITS,
  bucketPolicy,
  createdKeyPolicy,
  keyPolicy,
  PolicyTooLargeError,
  sidPrefix,
} from "../../../rules/policies";
import type { ExportSource } from "../../../rules/policies";
import type { PolicyDocument, PolicyStatement } from "../../../rules/policyDocument";
import { listOf } from "../../../rules/policyDocument";
import { DEFAULT_REGIONS, knownRegion, LISTED_OPT_IN_REGIONS } from "../../../rules/regions";

const ACCOUNT = "111122223333";
const KEY_ARN = `arn:aws:kms:us-east-1:${ACCOUNT}:key/a1b2c3d4-5678-90ab-cdef-1234567890ab`;
const PREFIX = sidPrefix({ project: "security", stack: "prod", component: "findings" });

const source = (region: string, accountId = ACCOUNT): ExportSource => ({
  accountId,
  region,
  detectorId: Buffer.from(`${region}${accountId}`).toString("hex").padEnd(32, "0").slice(0, 32),
});

const bucket = (sources: ExportSource[], others?: PolicyDocument, prefix = "") =>
  bucketPolicy(
    {
      sidPrefix: PREFIX,
      partition: "aws",
      bucketName: "acme-findings",
      prefix,
      keyArn: KEY_ARN,
      sources,
    },
    others,
  );

const key = (sources: ExportSource[]) =>
  keyPolicy({ sidPrefix: PREFIX, sources }, createdKeyPolicy(PREFIX, "aws", ACCOUNT));

const statements = (document: PolicyDocument) => listOf(document.Statement);

describe("The bucket policy", () => {
  it("grants GuardDuty of one Region the two calls it makes, and denies unencrypted, other-key, others' and plain-text writes", () => {
    const { document } = bucket([{ accountId: ACCOUNT, region: "us-east-1", detectorId: "d1" }]);
    const from = {
      StringEquals: {
        "aws:SourceAccount": ACCOUNT,
        "aws:SourceArn": `arn:aws:guardduty:us-east-1:${ACCOUNT}:detector/d1`,
      },
    };
    const guardDuty = { Service: "guardduty.amazonaws.com" };
    const findings = "arn:aws:s3:::acme-findings/AWSLogs/*";
    expect(document).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: `${PREFIX}PutObject`,
          Effect: "Allow",
          Principal: guardDuty,
          Action: ["s3:GetBucketLocation", "s3:PutObject"],
          Resource: ["arn:aws:s3:::acme-findings", findings],
          Condition: from,
        },
        {
          Sid: `${PREFIX}DenyUnencrypted`,
          Effect: "Deny",
          Principal: guardDuty,
          Action: "s3:PutObject",
          Resource: findings,
          Condition: {
            StringEquals: { "aws:SourceAccount": ACCOUNT },
            StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
          },
        },
        {
          Sid: `${PREFIX}DenyOtherKeys`,
          Effect: "Deny",
          Principal: guardDuty,
          Action: "s3:PutObject",
          Resource: findings,
          Condition: {
            ...from,
            StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": KEY_ARN },
          },
        },
        {
          Sid: `${PREFIX}DenyOtherWriters`,
          Effect: "Deny",
          Principal: "*",
          Action: ["s3:PutObject", "s3:ReplicateObject"],
          Resource: findings,
          Condition: {
            StringNotLike: {
              "aws:PrincipalServiceName": ["guardduty.amazonaws.com", "guardduty.*.amazonaws.com"],
            },
          },
        },
        {
          Sid: `${PREFIX}DenyInsecureTransport`,
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::acme-findings", "arn:aws:s3:::acme-findings/*"],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it("names every Region's principal and detector once, in one statement", () => {
    const { document } = bucket([source("us-east-1"), source("me-south-1"), source("eu-west-1")]);
    const put = statements(document)[0];
    expect(put?.Principal).to.deep.equal({
      Service: ["guardduty.amazonaws.com", "guardduty.me-south-1.amazonaws.com"],
    });
    expect(put?.Condition?.["StringEquals"]?.["aws:SourceArn"]).to.deep.equal(
      ["eu-west-1", "me-south-1", "us-east-1"].map(
        (region) => `arn:aws:guardduty:${region}:${ACCOUNT}:detector/${source(region).detectorId}`,
      ),
    );
  });

  it("covers the test object and the findings under a prefix, and nothing outside of it", () => {
    const { document } = bucket([source("us-east-1")], undefined, "security/guardduty");
    expect(statements(document)[0]?.Resource).to.deep.equal([
      "arn:aws:s3:::acme-findings",
      "arn:aws:s3:::acme-findings/security/guardduty/AWSLogs/*",
    ]);
  });

  it("writes the ARNs of the partition", () => {
    const { json } = bucketPolicy({
      sidPrefix: PREFIX,
      partition: "aws-us-gov",
      bucketName: "acme-findings",
      prefix: "",
      keyArn: KEY_ARN.replace("arn:aws:", "arn:aws-us-gov:"),
      sources: [source("us-gov-west-1")],
    });
    expect(json).not.to.contain("arn:aws:");
    expect(json).to.contain("arn:aws-us-gov:guardduty:us-gov-west-1:");
  });

  it("keeps the statements of others first, with Version and Id", () => {
    const theirs: PolicyStatement = {
      Sid: "Theirs",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:DeleteBucket",
      Resource: "*",
    };
    const { document } = bucket([source("us-east-1")], {
      Version: "2008-10-17",
      Id: "theirs",
      Statement: theirs,
    });
    expect({ ...document, Statement: statements(document)[0] }).to.deep.equal({
      Version: "2008-10-17",
      Id: "theirs",
      Statement: theirs,
    });
    expect(statements(document)).to.have.length(6);
  });
});

describe("The key policy of a created key", () => {
  it("leaves the key to its account and lets GuardDuty generate data keys, nothing more", () => {
    const { document } = key([{ accountId: ACCOUNT, region: "me-south-1", detectorId: "d2" }]);
    expect(document).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: `${PREFIX}AccountAdministration`,
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          Action: "kms:*",
          Resource: "*",
        },
        {
          Sid: `${PREFIX}GenerateDataKey`,
          Effect: "Allow",
          Principal: { Service: "guardduty.me-south-1.amazonaws.com" },
          Action: "kms:GenerateDataKey",
          Resource: "*",
          Condition: {
            StringEquals: {
              "aws:SourceAccount": ACCOUNT,
              "aws:SourceArn": `arn:aws:guardduty:me-south-1:${ACCOUNT}:detector/d2`,
            },
          },
        },
      ],
    });
  });
});

describe("The byte budget", () => {
  const everyRegion = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
  const accounts = (count: number) =>
    Array.from({ length: count }, (_, i) => String(100000000000 + i)).flatMap((accountId) =>
      everyRegion.map((region) => source(region, accountId)),
    );

  it("holds the exact detectors of 34 Regions in both policies", () => {
    const sources = accounts(1);
    expect([bucket(sources).precision, key(sources).precision]).to.deep.equal([
      "detectors",
      "detectors",
    ]);
    expect(bucket(sources).bytes).to.be.below(POLICY_LIMITS.bucket / 2);
  });

  it("gives way to a pattern for each account when the exact list does not fit the bucket policy", () => {
    const fitted = bucket(accounts(3));
    expect(fitted.precision).to.equal("accounts");
    expect(fitted.bytes).to.be.at.most(POLICY_LIMITS.bucket);
    expect(statements(fitted.document)[0]?.Condition).to.deep.equal({
      StringEquals: {
        "aws:SourceAccount": ["100000000000", "100000000001", "100000000002"],
      },
      ArnLike: {
        "aws:SourceArn": [0, 1, 2].map((i) => `arn:aws:guardduty:*:10000000000${i}:detector/*`),
      },
    });
  });

  it("counts what others have in the policy, to the byte", () => {
    const sources = [source("us-east-1"), source("eu-west-1"), source("me-south-1")];
    const filler = (bytes: number): PolicyDocument => ({
      Version: "2012-10-17",
      Statement: [{ Sid: "x".repeat(bytes), Effect: "Deny" }],
    });
    const empty = bucket(sources, filler(0)).bytes;
    expect(bucket(sources, filler(POLICY_LIMITS.bucket - empty)).precision).to.equal("detectors");
    expect(bucket(sources, filler(POLICY_LIMITS.bucket - empty + 1)).precision).to.equal(
      "accounts",
    );
  });

  it("says whose the bytes are when nothing fits, and how many to remove", () => {
    const others: PolicyDocument = {
      Version: "2012-10-17",
      Statement: [{ Sid: "x".repeat(POLICY_LIMITS.bucket - 500), Effect: "Deny" }],
    };
    expect(() => bucket([source("us-east-1")], others))
      .to.throw(PolicyTooLargeError)
      .with.property("size")
      .that.deep.equals({
        policy: "bucket",
        limit: POLICY_LIMITS.bucket,
        ownBytes: 1622,
        otherBytes: 20_045,
      });
    const remaining = [
      { Sid: "x".repeat(POLICY_LIMITS.bucket - 500 - 1_187), Effect: "Deny" as const },
    ];
    expect(bucket([source("us-east-1")], { ...others, Statement: remaining }).bytes).to.equal(
      POLICY_LIMITS.bucket,
    );
  });
});

describe("Policies of any sources", () => {
  const region = fc.constantFrom(...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS);
  const account = fc.stringMatching(/^\d{12}$/);
  const sources = fc.uniqueArray(
    fc
      .tuple(account, region, fc.stringMatching(/^[0-9a-f]{32}$/))
      .map(([accountId, name, detectorId]) => ({ accountId, region: name, detectorId })),
    { minLength: 1, maxLength: 60, selector: (s) => `${s.accountId}/${s.region}` },
  );
  const own = (document: PolicyDocument) =>
    statements(document).filter(
      ({ Principal }) => typeof Principal === "object" && "Service" in Principal,
    );

  it("stay within their limits", () => {
    fc.assert(
      fc.property(sources, (list) => {
        expect(Buffer.byteLength(bucket(list).json)).to.be.at.most(POLICY_LIMITS.bucket);
        expect(Buffer.byteLength(key(list).json)).to.be.at.most(POLICY_LIMITS.key);
      }),
    );
  });

  it("have one list of principals everywhere: exactly those of the sources' Regions", () => {
    fc.assert(
      fc.property(sources, (list) => {
        const wanted = [...new Set(list.map((s) => knownRegion(s.region).servicePrincipal))].sort();
        for (const document of [bucket(list).document, key(list).document]) {
          for (const { Principal } of own(document)) {
            expect(listOf((Principal as { Service: string | string[] }).Service)).to.deep.equal(
              wanted,
            );
          }
        }
      }),
    );
  });

  it("allow nothing to a wildcard principal, and to GuardDuty only three actions with a source condition", () => {
    fc.assert(
      fc.property(sources, (list) => {
        const allows = [bucket(list), key(list)].flatMap(({ document }) =>
          statements(document).filter(({ Effect }) => Effect === "Allow"),
        );
        expect(JSON.stringify(allows.map(({ Principal }) => Principal))).not.to.contain("*");
        const guardDuty = allows.filter(({ Sid }) => !Sid?.endsWith("AccountAdministration"));
        expect(guardDuty.map(({ Action }) => Action)).to.deep.equal([
          ["s3:GetBucketLocation", "s3:PutObject"],
          "kms:GenerateDataKey",
        ]);
        for (const { Condition } of guardDuty) {
          const keys = Object.values(Condition ?? {}).flatMap((byKey) => Object.keys(byKey));
          expect(keys.sort()).to.deep.equal(["aws:SourceAccount", "aws:SourceArn"]);
        }
      }),
    );
  });

  it("do not depend on the order or repetition of the sources", () => {
    fc.assert(
      fc.property(sources, fc.infiniteStream(fc.integer()), (list, order) => {
        const shuffled = [...list, ...list.slice(0, 3)]
          .map((item) => ({ item, rank: order.next().value }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ item }) => item);
        expect(bucket(shuffled).json).to.equal(bucket(list).json);
        expect(key(shuffled).json).to.equal(key(list).json);
      }),
    );
  });

  it("change by nothing but the new detector and its principal when a Region is added", () => {
    fc.assert(
      fc.property(fc.uniqueArray(region, { minLength: 2, maxLength: 20 }), (regions) => {
        const [added, ...before] = regions as [string, ...string[]];
        const all = bucket(regions.map((name) => source(name)));
        const without = bucket(before.map((name) => source(name)));
        const { servicePrincipal } = knownRegion(added);
        const keepPrincipal = before.some(
          (name) => knownRegion(name).servicePrincipal === servicePrincipal,
        );
        const taken = JSON.parse(all.json, (name, value: unknown) => {
          // Of every Region, whichever are exported.
          if (!Array.isArray(value) || name === "aws:PrincipalServiceName") return value;
          const left = value.filter(
            (item) =>
              !(typeof item === "string" && item.includes(`:guardduty:${added}:`)) &&
              (keepPrincipal || item !== servicePrincipal),
          );
          return left.length === 1 && left.length < value.length ? left[0] : left;
        }) as PolicyDocument;
        expect(taken).to.deep.equal(without.document);
      }),
    );
  });
});

describe("The reserved Sid prefix", () => {
  it("differs by project, stack and component, and is a Sid anywhere", () => {
    const owners = [
      { project: "a", stack: "b", component: "c" },
      { project: "a2", stack: "b", component: "c" },
      { project: "a", stack: "b2", component: "c" },
      { project: "a", stack: "b", component: "c2" },
      { project: "ab", stack: "", component: "c" },
    ].map(sidPrefix);
    expect(new Set(owners).size).to.equal(5);
    for (const prefix of owners) expect(prefix).to.match(/^GuardDutyExport[0-9a-f]{8}$/);
  });
});
