import type { Operations } from "../aws";
import { bucketOperations } from "./buckets";
import { listingOperations } from "./listing";
import { objectOperations } from "./objects";
import { policyOperations } from "./policies";
import { settingOperations } from "./settings";
import { bucketTagOperations } from "./tagging";
import { unsetOperations } from "./unset";

export const s3Operations: Operations = {
  ...bucketOperations,
  ...policyOperations,
  ...settingOperations,
  ...bucketTagOperations,
  ...unsetOperations,
  ...objectOperations,
  ...listingOperations,
};
