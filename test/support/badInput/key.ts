import { at } from "./case";
import type { BadInput } from "./case";

/** Keys and tags that users may get wrong. */
export const badKey: BadInput[] = [
  [
    "a tag of AWS's own",
    { regions: ["us-east-1"], tags: { "aws:owner": "me" } },
    [
      at(
        'tags["aws:owner"]',
        'a tag name must not start with aws:, which AWS reserves; got "aws:owner". Fix: rename tags["aws:owner"] to owner',
      ),
    ],
  ],
  [
    "a tag that is a number",
    { regions: ["us-east-1"], tags: { cost: 3 } },
    [at("tags.cost", 'must be a string; got 3. Fix: set tags.cost to "3"')],
  ],
  [
    "51 tags",
    {
      regions: ["us-east-1"],
      tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`t${i}`, ""])),
    },
    [at("tags", "must have at most 50 tags; got 51. Fix: remove tags.t50")],
  ],
  [
    "a rotation of less than 90 days",
    { regions: ["us-east-1"], key: { rotationPeriodInDays: 30 } },
    [
      at(
        "key.rotationPeriodInDays",
        "must be at least 90; got 30. Fix: set key.rotationPeriodInDays to 90",
      ),
    ],
  ],
  [
    "a deletion window of more than 30 days",
    { regions: ["us-east-1"], key: { deletionWindowInDays: 31 } },
    [
      at(
        "key.deletionWindowInDays",
        "must be at most 30; got 31. Fix: set key.deletionWindowInDays to 30",
      ),
    ],
  ],
  [
    "an alias without alias/",
    { regions: ["us-east-1"], key: { alias: "findings" } },
    [
      at(
        "key.alias",
        'must be alias/ followed by letters, digits, /, _ or -; got "findings". Fix: set key.alias to "alias/findings"',
      ),
    ],
  ],
  [
    "an alias of AWS's own",
    { regions: ["us-east-1"], key: { alias: "alias/aws/s3" } },
    [
      at(
        "key.alias",
        'must not start with alias/aws/, which AWS reserves; got "alias/aws/s3". Fix: set key.alias to "alias/s3"',
      ),
    ],
  ],
  [
    "a key description that is a number",
    { regions: ["us-east-1"], key: { description: 3 } },
    [at("key.description", 'must be a string; got 3. Fix: set key.description to "3"')],
  ],
];
