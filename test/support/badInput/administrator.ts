import { at, later } from "./case";
import type { BadInput } from "./case";

const withAccount = (administrator: object) => ({
  regions: ["us-east-1"],
  organization: { administrator },
});

/** The administrator account that users may get wrong. */
export const badAdministrator: BadInput[] = [
  [
    "a string for the organization",
    { regions: ["us-east-1"], organization: "o-1" },
    [
      at(
        "organization",
        'must be an object with the properties administrator, management, members; got "o-1". Fix: remove organization',
      ),
    ],
  ],
  [
    "an organization known only later",
    { regions: ["us-east-1"], organization: later() },
    [
      at(
        "organization",
        "must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: remove organization",
      ),
    ],
  ],
  [
    "an account without its id",
    withAccount({}),
    [
      at(
        "organization.administrator.accountId",
        'required property is missing; expected a string. Fix: set organization.administrator.accountId to a value such as "111122223333"',
      ),
    ],
  ],
  [
    "an account id of 11 digits",
    withAccount({ accountId: "11112222333" }),
    [
      at(
        "organization.administrator.accountId",
        'must be a string of 12 digits; got "11112222333". Fix: set organization.administrator.accountId to a value such as "111122223333"',
      ),
    ],
  ],
  [
    "an account id with hyphens",
    withAccount({ accountId: "1111-2222-3333" }),
    [
      at(
        "organization.administrator.accountId",
        'must be a string of 12 digits; got "1111-2222-3333". Fix: set organization.administrator.accountId to "111122223333"',
      ),
    ],
  ],
  [
    "an account id that YAML read as a number",
    withAccount({ accountId: 111122223333 }),
    [
      at(
        "organization.administrator.accountId",
        'must be a string; got 111122223333. Fix: set organization.administrator.accountId to "111122223333"',
      ),
    ],
  ],
  [
    "an unknown property of an account",
    withAccount({ accountId: "111122223333", roleArn: "x" }),
    [
      at(
        "organization.administrator.roleArn",
        "unknown property roleArn; did you mean assumeRoleArn? Fix: rename organization.administrator.roleArn to assumeRoleArn",
      ),
    ],
  ],
  [
    "a role that is no ARN",
    withAccount({ accountId: "111122223333", assumeRoleArn: "deploy" }),
    [
      at(
        "organization.administrator.assumeRoleArn",
        'must be the ARN of an IAM role; got "deploy". Fix: set organization.administrator.assumeRoleArn to a value such as "arn:aws:iam::111122223333:role/deploy"',
      ),
    ],
  ],
  [
    "a user in place of a role",
    withAccount({
      accountId: "111122223333",
      assumeRoleArn: "arn:aws:iam::111122223333:user/deploy",
    }),
    [
      at(
        "organization.administrator.assumeRoleArn",
        'must be the ARN of an IAM role; got "arn:aws:iam::111122223333:user/deploy". Fix: set organization.administrator.assumeRoleArn to a value such as "arn:aws:iam::111122223333:role/deploy"',
      ),
    ],
  ],
  [
    "a role of another account",
    withAccount({
      accountId: "111122223333",
      assumeRoleArn: "arn:aws:iam::999900001111:role/deploy",
    }),
    [
      at(
        "organization.administrator.assumeRoleArn",
        'is a role of account 999900001111; accountId is 111122223333. Fix: set organization.administrator.assumeRoleArn to a value such as "arn:aws:iam::111122223333:role/deploy"',
      ),
    ],
  ],
  [
    "a role of another partition",
    withAccount({
      accountId: "111122223333",
      assumeRoleArn: "arn:aws-cn:iam::111122223333:role/deploy",
    }),
    [
      at(
        "organization.administrator.assumeRoleArn",
        'is in partition aws-cn; us-east-1 is in aws. Fix: set organization.administrator.assumeRoleArn to "arn:aws:iam::111122223333:role/deploy"',
      ),
    ],
  ],
  [
    "a role known only later",
    withAccount({ accountId: "111122223333", assumeRoleArn: later() }),
    [
      at(
        "organization.administrator.assumeRoleArn",
        'must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set organization.administrator.assumeRoleArn to a value such as "arn:aws:iam::111122223333:role/deploy"',
      ),
    ],
  ],
  [
    "an external id without a role",
    withAccount({ accountId: "111122223333", externalId: "abc" }),
    [
      at(
        "organization.administrator.externalId",
        "has no effect without assumeRoleArn. Fix: remove organization.administrator.externalId",
      ),
    ],
  ],
  [
    "an external id of one letter",
    withAccount({
      accountId: "111122223333",
      assumeRoleArn: "arn:aws:iam::111122223333:role/deploy",
      externalId: "a",
    }),
    [
      at(
        "organization.administrator.externalId",
        'must be 2 to 1224 letters, digits or _+=,.@:/-; the value is not shown because it may be secret. Fix: set organization.administrator.externalId to a value such as "acme-guardduty"',
      ),
    ],
  ],
  [
    "an empty profile",
    withAccount({ accountId: "111122223333", profile: " " }),
    [
      at(
        "organization.administrator.profile",
        'must be the name of a profile in the AWS configuration files; got " ". Fix: remove organization.administrator.profile',
      ),
    ],
  ],
];
