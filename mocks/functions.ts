import type { MockCallArgs } from "@pulumi/pulumi/runtime";

import { LISTED_REGIONS, partitionOf } from "../rules/regions";
import { callResult } from "./answers";
import type { Location } from "./answers";

type Values = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** What AWS answers of an account in which all is as an export needs it. */
const ANSWERS: {
  [token: string]: (inputs: Values, location: Location, detectorIds: Values) => Values;
} = {
  "aws:account/getRegions:getRegions": (_, { region }) => ({
    regions: LISTED_REGIONS.filter((name) => partitionOf(name) === partitionOf(region)).map(
      (regionName) => ({ regionName, regionOptStatus: "ENABLED" }),
    ),
  }),
  "aws:organizations/getDelegatedAdministrators:getDelegatedAdministrators": () => ({
    delegatedAdministrators: [],
  }),
  "aws:s3/getBucket:getBucket": ({ bucket, region }, location) => ({
    bucket,
    bucketRegion: region ?? location.region,
  }),
  "aws:kms/getKey:getKey": ({ keyId }) => ({
    keyId,
    arn: keyId,
    keySpec: "SYMMETRIC_DEFAULT",
    keyUsage: "ENCRYPT_DECRYPT",
    keyState: "Enabled",
    keyManager: "CUSTOMER",
    multiRegion: false,
  }),
  "aws:s3/getObject:getObject": ({ bucket, key }) => ({ bucket, key, contentLength: 0 }),
  "aws:guardduty/getDetector:getDetector": ({ region }, location, detectorIds) => {
    const id = detectorIds[region ?? location.region];
    // The provider's words where an account has no detector.
    if (id === undefined) throw new Error("reading GuardDuty Detector: empty result");
    return { id, status: "ENABLED" };
  },
};

export function functionResult(
  args: MockCallArgs,
  location: Location,
  detectorIds: Values,
): Values {
  const answer = ANSWERS[args.token];
  return answer
    ? { ...args.inputs, ...answer(args.inputs, location, detectorIds) }
    : callResult(args, location);
}
