import type { Operation, Operations } from "../aws";
import { findBucket, s3Error } from "./bucket";
import { bucketOperations } from "./buckets";
import { listingOperations } from "./listing";
import { objectOperations } from "./objects";
import { policyOperations } from "./policies";
import { settingOperations } from "./settings";
import { bucketTagOperations } from "./tagging";
import { unsetOperations } from "./unset";

/** Every operation on a bucket may name the account that has to own it. */
function withOwner(operate: Operation): Operation {
  return (aws, caller, input) => {
    const { Bucket, ExpectedBucketOwner: expected } = input;
    const bucket =
      expected === undefined ? undefined : findBucket(aws.world, Bucket, caller.region);
    if (bucket !== undefined && bucket.account !== expected) throw s3Error("AccessDenied");
    return operate(aws, caller, input);
  };
}

const OPERATIONS: Operations = {
  ...bucketOperations,
  ...policyOperations,
  ...settingOperations,
  ...bucketTagOperations,
  ...unsetOperations,
  ...objectOperations,
  ...listingOperations,
};

export const s3Operations: Operations = Object.fromEntries(
  Object.entries(OPERATIONS).map(([name, operate]) => [name, withOwner(operate)]),
);
