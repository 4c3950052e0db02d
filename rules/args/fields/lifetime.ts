import { ObjectLockMode } from "../choices";
import { choice, object, wholeNumber } from "./shapes";

const LONGEST_DAYS = 36_500;

/** Days that noncurrent versions are kept, where the bucket does not say. */
export const NONCURRENT_VERSION_DAYS = 30;

/** How long a bucket keeps findings. */
export const bucketLifetime = {
  retentionDays: wholeNumber(1, LONGEST_DAYS).optional(),
  noncurrentVersionDays: wholeNumber(1, LONGEST_DAYS).optional(),
  objectLock: object({
    mode: choice(ObjectLockMode),
    days: wholeNumber(1, LONGEST_DAYS),
  }).optional(),
};
