import { REGIONS_AT_ONCE } from "../../aws/cloud";
import type { Cloud } from "../../aws/cloud";
import { atOnce } from "../../aws/atOnce";
import type { SharedResource } from "../../rules/addOns";
import type { SharedPolicy } from "./judgeSharedPolicies";

/** Reads the policies of the queues, topics and buses that the stack uses and others own. Never rejects. */
export function observeSharedPolicies(
  resources: readonly SharedResource[],
  cloud: Cloud,
): Promise<SharedPolicy[]> {
  return atOnce(REGIONS_AT_ONCE, resources, async (resource) => ({
    resource,
    policy: await cloud.sharedPolicy(resource.role, resource),
  }));
}
