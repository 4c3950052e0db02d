import type { Scope } from "./addOnScope";
import { arnIn } from "./addOnScope";
import type { Grant } from "./grants";
import { grantIf } from "./grants";
import { earlierGrant, namedGrants, queueGrant, roleGrant, ruleGrant } from "./sharedGrants";

/** `named`: the bus or topic that exists, as far as it is known. */
export function eventGrants(
  ownBus: boolean,
  scope: Scope,
  named: { busArn?: unknown; topicArn?: unknown } = {},
): Grant[] {
  return [
    ...namedGrants(named),
    roleGrant(scope, true),
    ruleGrant(scope),
    earlierGrant("events:ListRules"),
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
