import { at } from "./case";
import type { BadInput } from "./case";
import { ADMINISTRATOR, MEMBER, regions, role } from "./organizationArgs";

/** Accounts of the bucket and the key, and existing detectors, that users may get wrong. */
export const badAccounts: BadInput[] = [
  [
    "a bucket account without its id",
    { regions, bucket: { account: { assumeRoleArn: role(MEMBER) } } },
    [
      at(
        "bucket.account.accountId",
        'required property is missing; expected a string. Fix: set bucket.account.accountId to a value such as "111122223333"',
      ),
    ],
  ],
  [
    "a bucket account by its bare id",
    { regions, bucket: { account: MEMBER } },
    [
      at(
        "bucket.account",
        'must be an object with the properties accountId, assumeRoleArn, externalId, profile; the value is not shown because it may be secret. Fix: set bucket.account to a value such as {"accountId":"111122223333"}',
      ),
    ],
  ],
  [
    "a bucket role of another account",
    { regions, bucket: { account: { accountId: MEMBER, assumeRoleArn: role(ADMINISTRATOR) } } },
    [
      at(
        "bucket.account.assumeRoleArn",
        'is a role of account 111122223333; accountId is 222233334444. Fix: set bucket.account.assumeRoleArn to a value such as "arn:aws:iam::222233334444:role/deploy"',
      ),
    ],
  ],
  [
    "a key role of another account",
    { regions, key: { account: { accountId: MEMBER, assumeRoleArn: role(ADMINISTRATOR) } } },
    [
      at(
        "key.account.assumeRoleArn",
        'is a role of account 111122223333; accountId is 222233334444. Fix: set key.account.assumeRoleArn to a value such as "arn:aws:iam::222233334444:role/deploy"',
      ),
    ],
  ],
  [
    "a key account known only later",
    { regions, key: { account: Promise.resolve({}) } },
    [
      at(
        "key.account",
        'must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set key.account to a value such as {"accountId":"111122223333"}',
      ),
    ],
  ],
  [
    "a preflight that is a word",
    { regions, preflight: "yes" },
    [
      at(
        "preflight",
        'must be true or false; got "yes". Fix: set preflight to a value such as true',
      ),
    ],
  ],
  [
    "an existing detector of a Region that is not exported",
    { regions, existing: { "eu-west-1": { detectorId: "0".repeat(32) } } },
    [at('existing["eu-west-1"]', 'eu-west-1 is not in regions. Fix: remove existing["eu-west-1"]')],
  ],
  [
    "an existing detector without a detector",
    { regions, existing: { "us-east-1": { destinationId: "0".repeat(32) } } },
    [
      at(
        'existing["us-east-1"].detectorId',
        'required property is missing; expected a string. Fix: set existing["us-east-1"].detectorId to a value such as "12abc34d567e8fa901bc2d34e56789f0"',
      ),
    ],
  ],
  [
    "an ARN for a detector's id",
    {
      regions,
      existing: { "us-east-1": { detectorId: "arn:aws:guardduty:us-east-1:1:detector/x" } },
    },
    [
      at(
        'existing["us-east-1"].detectorId',
        'must be 32 lower-case hexadecimal digits; got "arn:aws:guardduty:us-east-1:1:detector/x". Fix: set existing["us-east-1"].detectorId to a value such as "12abc34d567e8fa901bc2d34e56789f0"',
      ),
    ],
  ],
];
