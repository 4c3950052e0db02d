import { expect } from "chai";

import type { HealthSettings } from "../../../rules/health/environment";
import { fromEnvironment, toEnvironment } from "../../../rules/health/environment";
import { environmentText } from "../../../rules/texts/environment";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../../rules/regions";

const EVERY_REGION: HealthSettings = {
  exportName: "findings",
  administratorAccountId: "111122223333",
  bucketAccountId: "444455556666",
  destinationArn: `arn:aws:s3:::${"b".repeat(63)}/${"p".repeat(300)}`,
  keyArn: `arn:aws:kms:ap-southeast-1:111122223333:key/mrk-${"1".repeat(32)}`,
  findingPublishingFrequency: "FIFTEEN_MINUTES",
  bucketSettings: {
    noncurrentVersionDays: 36_500,
    retentionDays: 36_500,
    objectLock: { mode: "COMPLIANCE" as const, days: 36_500 },
  },
  regions: [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS].map((region) => ({
    region,
    detectorId: "a".repeat(32),
    destinationId: "b".repeat(32),
  })),
};

describe("The environment of the health check", () => {
  it("says the same when it is read as when it was written", () => {
    const withoutDestination = [{ region: "us-east-1", detectorId: "a".repeat(32) }];
    for (const settings of [
      EVERY_REGION,
      { ...EVERY_REGION, findingPublishingFrequency: undefined },
      { ...EVERY_REGION, bucketSettings: { noncurrentVersionDays: 30 } },
      { ...EVERY_REGION, regions: withoutDestination },
    ]) {
      expect(fromEnvironment(toEnvironment(settings)).settings).to.deep.equal(settings);
    }
  });

  it("has room for every Region in the 4 KB that Lambda allows", () => {
    const bytes = Object.entries(toEnvironment(EVERY_REGION)).flat().join("").length;
    expect(bytes).to.be.lessThan(4096);
  });

  it("is refused with every problem when there is none", () => {
    const { problems } = fromEnvironment({});
    expect(environmentText(problems).split("\n")).to.deep.equal([
      "the environment variables of the function are invalid. Fix: run pulumi preview --refresh, then pulumi up",
      "  - EXPORT_NAME: required variable is missing; expected the name of the export, 1 to 255 characters",
      "  - ADMINISTRATOR_ACCOUNT_ID: required variable is missing; expected 12 digits",
      "  - DESTINATION_ARN: required variable is missing; expected the ARN of a bucket and prefix",
      "  - KEY_ARN: required variable is missing; expected the ARN of a KMS key",
      "  - REGIONS: required variable is missing; expected a comma-separated list of REGION=DETECTOR/DESTINATION, with ids of 32 hex digits; DESTINATION may be empty",
    ]);
  });

  const good = toEnvironment({ ...EVERY_REGION, regions: EVERY_REGION.regions.slice(0, 1) });
  const entry = good["REGIONS"];
  for (const [name, value] of [
    ["EXPORT_NAME", ""],
    ["ADMINISTRATOR_ACCOUNT_ID", "11112222333"],
    ["DESTINATION_ARN", "s3://acme"],
    ["KEY_ARN", "arn:aws:kms:us-east-1:111122223333:alias/findings"],
    ["FREQUENCY", "HOURLY"],
    ["BUCKET_SETTINGS", "retention=90"],
    ["BUCKET_SETTINGS", "noncurrent=30;lock=NONE/3"],
    ["REGIONS", ""],
    ["REGIONS", `${entry},`],
    ["REGIONS", `us-east-9x=${"a".repeat(32)}/${"b".repeat(32)}`],
    ["REGIONS", `us-east-1=${"a".repeat(32)}`],
    ["REGIONS", `us-east-1=${"A".repeat(32)}/${"b".repeat(32)}`],
  ] as const) {
    it(`is refused with ${name}=${value}`, () => {
      const { problems } = fromEnvironment({ ...good, [name]: value });
      expect(problems).to.deep.equal([{ id: "invalidVariable", variable: name }]);
    });
  }
});
