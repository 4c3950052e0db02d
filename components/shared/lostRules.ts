import * as pulumi from "@pulumi/pulumi";

import type { RuleSearch } from "../../aws/lost/rules";
import { afterValues, notLost } from "./lostParts";
import { valueOf } from "./outputs";

/** A rule that a component creates, by what it sends where. */
export interface GuardedRule {
  /** Logical name. */
  rule: string;
  targetArn: pulumi.Input<string>;
  /** Distinguishes rules whose target is not the component's own. */
  eventPattern?: pulumi.Input<string>;
  /** Undefined: the default bus. */
  eventBusName?: pulumi.Input<string> | undefined;
}

type Guarded = Pick<pulumi.CustomResourceOptions, "hooks" | "dependsOn">;

/** Warns of a rule while an earlier one sends the same events to the same target. */
export function notLostRule(
  component: pulumi.Resource,
  region: string,
  guarded: GuardedRule,
): Guarded {
  const hooks = notLost(component, {
    ...{ kind: "rule", name: guarded.rule, region },
    actions: ["events:ListRules", "events:ListTargetsByRule"],
    async find(searches, account) {
      const known = await knownRule(guarded);
      return known === undefined ? { value: [] } : searches.lostRules(account, region, known);
    },
  });
  return { hooks, dependsOn: afterValues(...valuesOf(guarded)) };
}

/** Refuses a queue of undelivered events while such rules have an earlier one. */
export function notLostUndelivered(
  component: pulumi.Resource,
  { queue, region }: { queue: string; region: string },
  rules: readonly GuardedRule[],
): Guarded {
  const calls = ["events:ListRules", "events:ListTargetsByRule"];
  const hooks = notLost(component, {
    ...{ kind: "undeliveredQueue", name: queue, region },
    actions: [...calls, "sqs:GetQueueUrl", "sqs:GetQueueAttributes"],
    async find(searches, account) {
      const known = await Promise.all(rules.map(knownRule));
      const all = known.flatMap((one) => one ?? []);
      return searches.queuesOfRules(account, region, { queue, rules: all });
    },
  });
  return { hooks, dependsOn: afterValues(...rules.flatMap(valuesOf)) };
}

const valuesOf = ({ targetArn, eventPattern, eventBusName }: GuardedRule) => [
  ...[targetArn, eventPattern, eventBusName],
];

/** Undefined: a value is not known in a preview, because what has it is still to be made. */
async function knownRule(guarded: GuardedRule): Promise<RuleSearch | undefined> {
  const { rule } = guarded;
  const [targetArn, eventPattern, eventBusName] = await Promise.all(
    valuesOf(guarded).map((one) => valueOf<string | undefined>(one)),
  );
  if (typeof targetArn !== "string") return undefined;
  if (guarded.eventPattern !== undefined && typeof eventPattern !== "string") return undefined;
  if (guarded.eventBusName !== undefined && typeof eventBusName !== "string") return undefined;
  return {
    ...{ rule, targetArn },
    ...(eventPattern !== undefined && { eventPattern }),
    ...(eventBusName !== undefined && { eventBusName }),
  };
}
