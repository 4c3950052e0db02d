import * as fc from "fast-check";

const hex = (digit: string) => digit.repeat(32);
const optional = { requiredKeys: [] };
const REGIONS = ["us-east-1", "eu-west-1", "eu-west-2", "me-south-1"];
const ACCOUNTS = ["111122223333", "444455556666"];

const region = fc.constantFrom("us-east-1", "eu-west-1");
const days = fc.constantFrom(40, 90, 400);
const account = fc.record(
  {
    accountId: fc.constantFrom(...ACCOUNTS),
    assumeRoleArn: fc.constantFrom(...ACCOUNTS).map((id) => `arn:aws:iam::${id}:role/deploy`),
    externalId: fc.constantFrom("first-id", "other-id"),
  },
  { requiredKeys: ["accountId"] },
);
const tags = fc.record({ team: fc.constantFrom("a", "b"), stage: fc.constant("c") }, optional);
const features = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom("S3_DATA_EVENTS", "EKS_AUDIT_LOGS"),
    status: fc.constantFrom("ENABLED", "DISABLED"),
  }),
  { selector: ({ name }) => name },
);
const existingDetector = fc.record(
  { detectorId: fc.constantFrom(hex("a"), hex("b")), enable: fc.boolean() },
  { requiredKeys: ["detectorId"] },
);
const existing = fc.dictionary(
  fc.constantFrom(...REGIONS),
  fc.record(
    {
      detectorId: fc.constantFrom(hex("a"), hex("b")),
      destinationId: fc.constantFrom(hex("c"), hex("d")),
      enable: fc.boolean(),
    },
    { requiredKeys: ["detectorId"] },
  ),
);
const adoption = {
  policy: fc.constantFrom("merge", "external"),
  detach: fc.boolean(),
};

const organization = fc.record(
  {
    administrator: account,
    management: fc.record(
      {
        accountId: fc.constantFrom("999900001111", "555566667777"),
        delegated: fc.boolean(),
        detector: fc.boolean(),
      },
      { requiredKeys: ["accountId"] },
    ),
    members: fc.record(
      {
        autoEnable: fc.constantFrom("ALL", "NEW", "NONE"),
        accounts: fc.uniqueArray(
          fc.record(
            {
              accountId: fc.constantFrom("222233334444", "333344445555"),
              email: fc.constantFrom("a@example.com", "b@example.com"),
              invite: fc.boolean(),
            },
            { requiredKeys: ["accountId", "email"] },
          ),
          { selector: ({ accountId }) => accountId },
        ),
      },
      optional,
    ),
  },
  { requiredKeys: ["administrator"] },
);

const createdBucket = fc.record(
  {
    name: fc.constantFrom("acme", "acme2"),
    namePrefix: fc.constantFrom("one", "two"),
    prefix: fc.constantFrom("gd", "findings/gd"),
    retentionDays: days,
    noncurrentVersionDays: days,
    objectLock: fc.record({ mode: fc.constantFrom("GOVERNANCE", "COMPLIANCE"), days }),
    tags,
    account,
  },
  optional,
);
const adoptedBucket = fc.record(
  {
    existing: fc.record(
      { name: fc.constantFrom("theirs", "theirs2"), ...adoption },
      { requiredKeys: ["name"] },
    ),
    prefix: fc.constantFrom("gd"),
    account,
  },
  { requiredKeys: ["existing"] },
);
const createdKey = fc.record(
  {
    alias: fc.constantFrom("alias/one", "alias/two"),
    rotationPeriodInDays: days.filter((one) => one >= 90),
    deletionWindowInDays: fc.constantFrom(7, 30),
    tags,
    account,
  },
  optional,
);
const adoptedKey = fc.record(
  {
    existing: fc.record(
      {
        arn: fc
          .tuple(region, fc.constantFrom(...ACCOUNTS))
          .map(([at, id]) => `arn:aws:kms:${at}:${id}:key/1234abcd-12ab-34cd-56ef-1234567890ab`),
        ...adoption,
      },
      { requiredKeys: ["arn"] },
    ),
    account,
  },
  { requiredKeys: ["existing"] },
);

/** Arguments of an export; some are refused. */
export const exportArgs = fc.record(
  {
    regions: fc.subarray(REGIONS, { minLength: 1 }),
    homeRegion: region,
    findingPublishingFrequency: fc.constantFrom("ONE_HOUR", "SIX_HOURS"),
    organization,
    features,
    existing,
    providerMode: fc.constantFrom("auto", "perRegion", "perAccount"),
    readerArns: fc.subarray([
      "arn:aws:iam::777788889999:role/a",
      "arn:aws:iam::777788889999:role/b",
    ]),
    notifications: fc.boolean(),
    preflight: fc.boolean(),
    proof: fc.constantFrom("require", "warn", "off"),
    onDestroy: fc.constantFrom("retain", "delete"),
    tags,
    bucket: fc.oneof(createdBucket, adoptedBucket),
    key: fc.oneof(createdKey, adoptedKey),
  },
  { requiredKeys: ["regions"] },
);

/** Arguments of a member account's detectors; some are refused. */
export const memberArgs = fc.record(
  {
    regions: fc.subarray(REGIONS, { minLength: 1 }),
    account,
    features,
    existing: fc.dictionary(fc.constantFrom(...REGIONS), existingDetector),
    providerMode: fc.constantFrom("auto", "perRegion", "perAccount"),
    tags,
  },
  { requiredKeys: ["regions"] },
);

/** Two of a kind, of which the second differs from the first in some properties, at any depth. */
export function pairsOf<Args extends object>(args: fc.Arbitrary<Args>): fc.Arbitrary<[Args, Args]> {
  const coins = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 60, maxLength: 60 });
  return fc
    .tuple(args, args, coins)
    .map(([one, other, thrown]) => [one, blend(one, other, [...thrown]) as Args]);
}

function blend(one: unknown, other: unknown, coins: number[]): unknown {
  if (!isObject(one) || !isObject(other)) return (coins.pop() ?? 1) === 0 ? other : one;
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const blended = keys.map((key) => [key, blend(one[key], other[key], coins)] as const);
  return Object.fromEntries(blended.filter(([, value]) => value !== undefined));
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
