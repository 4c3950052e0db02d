import { badAdministrator } from "./administrator";
import { badAdoptions } from "./adoptions";
import { badBucket } from "./bucket";
import { at } from "./case";
import type { BadInput } from "./case";
import { badKey } from "./key";
import { badNotifications } from "./notifications";
import { badOrganizations } from "./organizations";
import { badRegions } from "./regions";

/** Arguments that users may well write, and every problem that has to be reported. */
export const badInput: BadInput[] = [
  ...badRegions,
  ...badAdministrator,
  ...badBucket,
  ...badKey,
  [
    "many problems at once",
    {
      regions: ["us-east-1", "us-east-1", "nowhere"],
      findingPublishingFrequency: "NEVER",
      colour: "blue",
      organization: { administrator: { accountId: "1" } },
      bucket: { prefix: "/x", retentionDays: -1 },
    },
    [
      at(
        "regions[2]",
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "nowhere". Fix: set regions[2] to a value such as "us-east-1"',
      ),
      at(
        "findingPublishingFrequency",
        'must be one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS; got "NEVER". Fix: set findingPublishingFrequency to a value such as "SIX_HOURS"',
      ),
      at(
        "organization.administrator.accountId",
        'must be a string of 12 digits; got "1". Fix: set organization.administrator.accountId to a value such as "111122223333"',
      ),
      at("bucket.prefix", 'must not start with a slash; got "/x". Fix: set bucket.prefix to "x"'),
      at("bucket.retentionDays", "must be at least 1; got -1. Fix: set bucket.retentionDays to 1"),
      at(
        "colour",
        "unknown property colour; expected one of regions, homeRegion, findingPublishingFrequency, organization, features, bucket, key, existing, providerMode, readerArns, notifications, notificationTopicArn, preflight, proof, onDestroy, tags. Fix: remove colour",
      ),
      at("regions[1]", '"us-east-1" is already in regions[0]. Fix: remove regions[1]'),
    ],
  ],
  ...badAdoptions,
  ...badNotifications,
  ...badOrganizations,
];
