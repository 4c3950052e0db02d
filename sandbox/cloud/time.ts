import type { Aws } from "./aws";
import { autoEnable } from "./guardduty/autoEnable";
import { applyOrganizationPolicies } from "./guardduty/organizationPolicy";
import { deleteDueKeys } from "./kms/keys";
import { expireObjects } from "./s3/lifecycle";
import { expireMessages } from "./sqs/messages";

/** Does what has become due by the world's clock. */
export function passTime(aws: Aws): void {
  deleteDueKeys(aws);
  expireObjects(aws);
  expireMessages(aws);
  autoEnable(aws);
  applyOrganizationPolicies(aws);
}
