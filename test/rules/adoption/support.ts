import * as fc from "fast-check";

import type { OwnPart } from "../../../rules/adoption";
import {
  bucketPart as ofBucket,
  keyPart as ofKey,
  readLivePolicy as readAt,
} from "../../../rules/adoption";
import { sidPrefix } from "../../../rules/policies";
import type { ExportSource } from "../../../rules/policies";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../../rules/regions";

export const ACCOUNT = "111122223333";
export const KEY_ARN = `arn:aws:kms:us-east-1:${ACCOUNT}:key/a1b2c3d4-5678-90ab-cdef-1234567890ab`;
export const REGIONS = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];

const prefixOf = (component: string) => sidPrefix({ project: "p", stack: "prod", component });
export const MINE = prefixOf("findings");
export const OTHER = prefixOf("findings-eu");

export const source = (region: string, accountId = ACCOUNT): ExportSource => ({
  accountId,
  region,
  detectorId: Buffer.from(`${region}${accountId}`).toString("hex").padEnd(32, "0").slice(0, 32),
});

export const sources = (...regions: string[]) => regions.map((region) => source(region));

export const bucketInput = (from: ExportSource[], prefix = MINE) => ({
  sidPrefix: prefix,
  partition: "aws" as const,
  bucketName: "acme-logs",
  prefix: "guardduty",
  keyArn: KEY_ARN,
  sources: from,
  lookupRoleArn: `arn:aws:iam::${ACCOUNT}:role/deploy`,
});

/** What a component puts into the bucket's policy. */
export const bucketPart = (from: ExportSource[], prefix = MINE): OwnPart =>
  ofBucket(bucketInput(from, prefix));

/** What a component puts into the key's policy. */
export const keyPart = (from: ExportSource[], prefix = MINE): OwnPart =>
  ofKey({ sidPrefix: prefix, sources: from });

const oneOrMany = <T>(one: fc.Arbitrary<T>) => fc.oneof(one, fc.array(one, { maxLength: 3 }));

const sids = fc.oneof(
  fc.constantFrom(
    "AllowLogging",
    "Allow Logging, of 2019 ",
    "",
    "PutObject",
    "GuardDutyExport",
    "GuardDutyExportPutObject",
    "GuardDutyExport0123abcdPutObject",
    `${MINE.toLowerCase()}PutObject`,
    ` ${MINE}PutObject`,
    `${MINE}AccountAdministration`,
  ),
  fc.string({ unit: "grapheme", maxLength: 20 }),
);

const principal = fc.oneof(
  fc.constant("*"),
  fc.dictionary(
    fc.constantFrom("AWS", "Service", "Federated", "CanonicalUser"),
    oneOrMany(fc.constantFrom("*", ACCOUNT, "logging.s3.amazonaws.com", "guardduty.amazonaws.com")),
  ),
);

const condition = fc.dictionary(
  fc.constantFrom("StringEquals", "ForAllValues:StringLike", "Bool", "NumericLessThan"),
  fc.dictionary(
    fc.string({ maxLength: 12 }),
    oneOrMany(fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.double({ noNaN: true }))),
    { maxKeys: 2 },
  ),
  { maxKeys: 2 },
);

const optional = { nil: undefined };
const unknownElements = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 8 }).filter((name) => name !== "Statement"),
  fc.jsonValue({ maxDepth: 2 }),
  { maxKeys: 2 },
);

const statement = fc
  .record({
    unknown: unknownElements,
    known: fc.record(
      {
        Sid: sids,
        Effect: fc.constantFrom("Allow", "Deny"),
        Principal: principal,
        NotPrincipal: principal,
        Action: oneOrMany(fc.constantFrom("s3:GetObject", "s3:*", "kms:Decrypt")),
        NotAction: oneOrMany(fc.constantFrom("s3:PutObject")),
        Resource: oneOrMany(fc.constantFrom("*", "arn:aws:s3:::acme-logs/${aws:username}/*")),
        Condition: condition,
      },
      { requiredKeys: ["Effect"] },
    ),
  })
  .map(({ unknown, known }) => ({ ...unknown, ...known }));

const statements = fc
  .array(statement, { maxLength: 6 })
  .chain((list) => fc.tuple(fc.constant(list), fc.subarray(list)))
  .map(([list, repeated]) => [...list, ...repeated]);

/** The text of a policy that others wrote. */
export const othersPolicyText: fc.Arbitrary<string> = fc
  .record({
    Version: fc.option(fc.constantFrom("2012-10-17", "2008-10-17"), optional),
    Id: fc.option(fc.string({ maxLength: 12 }), optional),
    Statement: fc.oneof({ weight: 5, arbitrary: statements }, { weight: 1, arbitrary: statement }),
    unknown: unknownElements,
    indent: fc.nat(2),
    reversed: fc.boolean(),
  })
  .map(({ unknown, indent, reversed, ...known }) => {
    const elements = Object.entries({ ...unknown, ...known });
    return JSON.stringify(
      Object.fromEntries(reversed ? elements.reverse() : elements),
      undefined,
      indent,
    );
  });

/** Up to eight Regions' detectors of up to three accounts. */
export const someSources: fc.Arbitrary<ExportSource[]> = fc
  .tuple(
    fc.subarray(REGIONS, { minLength: 1, maxLength: 8 }),
    fc.subarray([ACCOUNT, "444455556666", "999900001111"], { minLength: 1 }),
  )
  .map(([regions, accounts]) =>
    accounts.flatMap((account) => regions.map((region) => source(region, account))),
  );

/** A live policy of a bucket. */
export const readLivePolicy = (text: string | null | undefined) =>
  readAt(text, { of: "bucket", path: "bucket.existing.name" });
