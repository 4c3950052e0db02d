import type { ResourceIdentity } from "../resources";
import { awsType, resourceIf } from "../resources";
import type { EventRoutingSettings } from "./args";
import { ON_BUS, routingNames } from "./names";

/** A rule with its target and its queue of events that could not be delivered. */
export interface RulePlan {
  /** The Region, or ON_BUS for the rule on the bus itself. */
  key: string;
  region: string;
  sendsTo: "bus" | "topic";
}

/** What an EventRouting registers. */
export interface EventRoutingPlan {
  settings: EventRoutingSettings;
  names: ReturnType<typeof routingNames>;
  /** Whether the bus is made, from which a topic is published to. */
  ownBus: boolean;
  rules: RulePlan[];
  resources: ResourceIdentity[];
}

export function planRouting(component: string, settings: EventRoutingSettings): EventRoutingPlan {
  const names = routingNames(component);
  const ownBus = settings.target === "topic";
  const rules: RulePlan[] = [
    ...settings.regions.map((region) => ({ key: region, region, sendsTo: "bus" as const })),
    ...(ownBus ? [{ key: ON_BUS, region: settings.homeRegion, sendsTo: "topic" as const }] : []),
  ];
  const resources = [
    ...resourceIf(ownBus, awsType("cloudwatch", "EventBus"), names.bus),
    { type: awsType("iam", "Role"), name: names.role },
    { type: awsType("iam", "RolePolicy"), name: names.rolePolicy },
    ...rules.flatMap(({ key }) => [
      { type: awsType("cloudwatch", "EventRule"), name: names.rule(key) },
      { type: awsType("sqs", "Queue"), name: names.undelivered(key) },
      { type: awsType("sqs", "QueuePolicy"), name: names.undeliveredPolicy(key) },
      { type: awsType("cloudwatch", "EventTarget"), name: names.target(key) },
    ]),
  ];
  return { settings, names, ownBus, rules, resources };
}
