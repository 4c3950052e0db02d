import type { Scope } from "./addOnScope";
import { arnIn } from "./addOnScope";
import type { Grant } from "./grants";
import { grantIf } from "./grants";
import { queueGrant, roleGrant, ruleGrant } from "./sharedGrants";

export function eventGrants(ownBus: boolean, scope: Scope): Grant[] {
  return [
    roleGrant(scope, true),
    ruleGrant(scope),
    queueGrant(scope),
    ...grantIf(ownBus, {
      purpose: "Bus",
      actions: [
        "events:CreateEventBus",
        "events:DeleteEventBus",
        "events:DescribeEventBus",
        "events:ListTagsForResource",
        "events:TagResource",
        "events:UntagResource",
      ],
      resources: [arnIn("events", scope, `event-bus/${scope.name}-bus-???????`)],
    }),
  ];
}
