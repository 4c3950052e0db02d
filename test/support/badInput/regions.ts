import { at, later } from "./case";
import type { BadInput } from "./case";

/** Regions, and choices for all of them, that users may get wrong. */
export const badRegions: BadInput[] = [
  [
    "no arguments",
    undefined,
    [
      at(
        "",
        'required property is missing; expected an object with the properties regions, homeRegion, findingPublishingFrequency, organization, features, bucket, key, existing, providerMode, readerArns, notifications, notificationTopicArn, preflight, proof, onDestroy, tags. Fix: set the arguments to a value such as {"regions":["us-east-1"]}',
      ),
    ],
  ],
  [
    "a list of arguments",
    ["us-east-1"],
    [
      at(
        "",
        'must be an object with the properties regions, homeRegion, findingPublishingFrequency, organization, features, bucket, key, existing, providerMode, readerArns, notifications, notificationTopicArn, preflight, proof, onDestroy, tags; the value is not shown because it may be secret. Fix: set the arguments to a value such as {"regions":["us-east-1"]}',
      ),
    ],
  ],
  [
    "no Regions",
    {},
    [
      at(
        "regions",
        'required property is missing; expected a list. Fix: set regions to a value such as ["us-east-1"]',
      ),
    ],
  ],
  [
    "an empty list of Regions",
    { regions: [] },
    [at("regions", 'must not be empty. Fix: set regions to a value such as ["us-east-1"]')],
  ],
  [
    "a string for the Regions",
    { regions: "us-east-1" },
    [at("regions", 'must be a list; got "us-east-1". Fix: set regions to ["us-east-1"]')],
  ],
  [
    "Regions known only later",
    { regions: later() },
    [
      at(
        "regions",
        'must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set regions to a value such as ["us-east-1"]',
      ),
    ],
  ],
  [
    "one Region known only later",
    { regions: ["us-east-1", later()] },
    [
      at(
        "regions[1]",
        'must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set regions[1] to a value such as "us-east-1"',
      ),
    ],
  ],
  [
    "a number for a Region",
    { regions: [1] },
    [
      at(
        "regions[0]",
        'must be a string; got 1. Fix: set regions[0] to a value such as "us-east-1"',
      ),
    ],
  ],
  [
    "an Availability Zone",
    { regions: ["us-east-1a"] },
    [
      at(
        "regions[0]",
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "us-east-1a". Fix: set regions[0] to "us-east-1"',
      ),
    ],
  ],
  [
    "a Region in capitals",
    { regions: ["EU-WEST-1"] },
    [
      at(
        "regions[0]",
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "EU-WEST-1". Fix: set regions[0] to "eu-west-1"',
      ),
    ],
  ],
  [
    "a Region with underscores",
    { regions: ["eu_west_1"] },
    [
      at(
        "regions[0]",
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "eu_west_1". Fix: set regions[0] to "eu-west-1"',
      ),
    ],
  ],
  [
    "a Region with a blank",
    { regions: ["us-east-1 "] },
    [
      at(
        "regions[0]",
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "us-east-1 ". Fix: set regions[0] to "us-east-1"',
      ),
    ],
  ],
  [
    "no Region at all",
    { regions: ["global"] },
    [
      at(
        "regions[0]",
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "global". Fix: set regions[0] to a value such as "us-east-1"',
      ),
    ],
  ],
  [
    "a Region of an isolated partition",
    { regions: ["us-iso-east-1"] },
    [
      at(
        "regions[0]",
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "us-iso-east-1". Fix: set regions[0] to a value such as "us-east-1"',
      ),
    ],
  ],
  [
    "a Region named twice",
    { regions: ["us-east-1", "eu-west-1", "us-east-1"] },
    [at("regions[2]", '"us-east-1" is already in regions[0]. Fix: remove regions[2]')],
  ],
  [
    "a home Region that is none",
    { regions: ["us-east-1"], homeRegion: "useast1" },
    [
      at(
        "homeRegion",
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "useast1". Fix: set homeRegion to "us-east-1"',
      ),
    ],
  ],
  [
    "an opt-in home for a default-enabled Region",
    { regions: ["us-east-1"], homeRegion: "me-south-1" },
    [
      at(
        "regions[0]",
        'GuardDuty does not export from the default Region us-east-1 to the opt-in Region me-south-1. Fix: set homeRegion to "us-east-1"',
      ),
    ],
  ],
  [
    "an opt-in Region first, which becomes the home",
    { regions: ["me-south-1", "us-east-1"] },
    [
      at(
        "regions[1]",
        'GuardDuty does not export from the default Region us-east-1 to the opt-in Region me-south-1; the home Region defaults to the first of regions. Fix: set homeRegion to "us-east-1"',
      ),
    ],
  ],
  [
    "two opt-in Regions",
    { regions: ["af-south-1", "me-south-1"], homeRegion: "me-south-1" },
    [
      at(
        "regions[0]",
        'GuardDuty exports from the opt-in Region af-south-1 to itself or to a default Region, not to the opt-in Region me-south-1. Fix: set homeRegion to "us-east-1"',
      ),
    ],
  ],
  [
    "two partitions",
    { regions: ["us-east-1", "cn-north-1"] },
    [
      at(
        "regions[1]",
        "findings do not leave their partition: cn-north-1 is in aws-cn, the home Region us-east-1 is in aws; the home Region defaults to the first of regions. Fix: remove regions[1]",
      ),
    ],
  ],
  [
    "a frequency not in the list",
    { regions: ["us-east-1"], findingPublishingFrequency: "DAILY" },
    [
      at(
        "findingPublishingFrequency",
        'must be one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS; got "DAILY". Fix: set findingPublishingFrequency to a value such as "SIX_HOURS"',
      ),
    ],
  ],
  [
    "a frequency known only later",
    { regions: ["us-east-1"], findingPublishingFrequency: later() },
    [
      at(
        "findingPublishingFrequency",
        'must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set findingPublishingFrequency to a value such as "SIX_HOURS"',
      ),
    ],
  ],
  [
    "a provider mode not in the list",
    { regions: ["us-east-1"], providerMode: "perOrg" },
    [
      at(
        "providerMode",
        'must be one of auto, perRegion, perAccount; got "perOrg". Fix: set providerMode to a value such as "auto"',
      ),
    ],
  ],
  [
    "an onDestroy not in the list",
    { regions: ["us-east-1"], onDestroy: true },
    [
      at(
        "onDestroy",
        'must be one of retain, delete; got true. Fix: set onDestroy to a value such as "retain"',
      ),
    ],
  ],
  [
    "an unknown property",
    { regions: ["us-east-1"], region: "us-east-1" },
    [at("region", "unknown property region; did you mean regions? Fix: rename region to regions")],
  ],
];
