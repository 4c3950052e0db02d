import { at } from "./case";
import type { BadInput } from "./case";
import { ADMINISTRATOR, MANAGEMENT, regions, role, withOrganization } from "./organizationArgs";

/** Management accounts that users may get wrong. */
export const badManagement: BadInput[] = [
  [
    "a management account without an administrator",
    { regions, organization: { management: { accountId: MANAGEMENT } } },
    [
      at(
        "organization.administrator",
        'required property is missing: organization.management registers this account as delegated administrator. Fix: set organization.administrator to a value such as {"accountId":"111122223333"}',
      ),
    ],
  ],
  [
    "a management account without its id",
    withOrganization({ management: {} }),
    [
      at(
        "organization.management.accountId",
        'required property is missing; expected a string. Fix: set organization.management.accountId to a value such as "111122223333"',
      ),
    ],
  ],
  [
    "a management account of 13 digits",
    withOrganization({ management: { accountId: "9999000011112" } }),
    [
      at(
        "organization.management.accountId",
        'must be a string of 12 digits; got "9999000011112". Fix: set organization.management.accountId to a value such as "111122223333"',
      ),
    ],
  ],
  [
    "a management role of another account",
    withOrganization({ management: { accountId: MANAGEMENT, assumeRoleArn: role(ADMINISTRATOR) } }),
    [
      at(
        "organization.management.assumeRoleArn",
        'is a role of account 111122223333; accountId is 999900001111. Fix: set organization.management.assumeRoleArn to a value such as "arn:aws:iam::999900001111:role/deploy"',
      ),
    ],
  ],
  [
    "a management role of another partition",
    withOrganization({
      management: {
        accountId: MANAGEMENT,
        assumeRoleArn: `arn:aws-us-gov:iam::${MANAGEMENT}:role/deploy`,
      },
    }),
    [
      at(
        "organization.management.assumeRoleArn",
        'is in partition aws-us-gov; us-east-1 is in aws. Fix: set organization.management.assumeRoleArn to "arn:aws:iam::999900001111:role/deploy"',
      ),
    ],
  ],
  [
    "a detector switch that is a word",
    withOrganization({ management: { accountId: MANAGEMENT, detector: "yes" } }),
    [
      at(
        "organization.management.detector",
        'must be true or false; got "yes". Fix: set organization.management.detector to a value such as true',
      ),
    ],
  ],
  [
    "a detector switch known only later",
    withOrganization({ management: { accountId: MANAGEMENT, detector: Promise.resolve(true) } }),
    [
      at(
        "organization.management.detector",
        "must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set organization.management.detector to a value such as true",
      ),
    ],
  ],
  [
    "an unknown property of the management account",
    withOrganization({ management: { accountId: MANAGEMENT, region: "us-east-1" } }),
    [
      at(
        "organization.management.region",
        "unknown property region; expected one of accountId, assumeRoleArn, externalId, profile, detector, delegated, malwareProtectionAccess. Fix: remove organization.management.region",
      ),
    ],
  ],
  [
    "an unknown property of the organization",
    withOrganization({ member: [] }),
    [
      at(
        "organization.member",
        "unknown property member; did you mean members? Fix: rename organization.member to members",
      ),
    ],
  ],
  [
    "an external id of the management account without a role",
    withOrganization({ management: { accountId: MANAGEMENT, externalId: "abc" } }),
    [
      at(
        "organization.management.externalId",
        "has no effect without assumeRoleArn. Fix: remove organization.management.externalId",
      ),
    ],
  ],
];
