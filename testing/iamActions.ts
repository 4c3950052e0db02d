import type { AccessRequest } from "../rules/evaluator";
import type { Caller, Members } from "../sandbox/cloud/contract";
import { requestedActions } from "../sandbox/cloud/requests";
import { resourceTagKeys } from "../sandbox/cloud/access";
import { requestTagKeys } from "../sandbox/cloud/tagRules";
import type { World } from "../sandbox/world";

/** What IAM asks of the caller for one call. */
export function requestsOf(
  caller: Caller,
  operation: string,
  input: Members,
  world: World,
): AccessRequest[] {
  return requestedActions(world, caller, operation, input).map(({ action, resource }) => ({
    principal: { kind: "AWS" as const, arn: caller.arn },
    action,
    resource,
    context: {
      known: {
        "aws:RequestedRegion": caller.region,
        ...requestTagKeys(input),
        ...resourceTagKeys(world, resource),
      },
      otherwise: "absent" as const,
    },
  }));
}
