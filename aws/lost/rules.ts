import { isDeepStrictEqual } from "node:util";

import { EventBridgeClient } from "@aws-sdk/client-eventbridge";

import { isGeneratedFrom } from "../../rules/generatedNames";
import type { Result } from "../../rules/health/types";
import { isMadeAs } from "../../rules/readers/madeAs";
import type { Account } from "../accounts";
import { rulesNamed, targetsOfRule } from "../eventRules";
import { observe } from "../observe";
import { readAs } from "../pages";
import type { Found } from "./found";
import { existing } from "./queues";

/** A rule by its generated name and by what it sends where. */
export interface RuleSearch {
  /** Logical name. */
  rule: string;
  targetArn: string;
  /** The pattern that it has; undefined: any. */
  eventPattern?: string;
  /** Undefined: the default bus. */
  eventBusName?: string;
}

const LOST_RULES = ["events:ListRules", "events:ListTargetsByRule"];
const QUEUES_OF_RULES = [...LOST_RULES, "sqs:GetQueueUrl", "sqs:GetQueueAttributes"];

/** The rules of a generated name that send to a target. Never rejects. */
export function lostRules(
  account: Account,
  region: string,
  search: RuleSearch,
): Promise<Result<Found[]>> {
  return observe(LOST_RULES, async () => {
    const { eventBusName = "default" } = search;
    const found = await rulesOf(account, region, search);
    return found.map(({ name }) => ({ name, id: `${eventBusName}/${name}` }));
  });
}

/** The queues of a generated name in which such rules keep what they cannot deliver. Never rejects. */
export function queuesOfRules(
  account: Account,
  region: string,
  { queue, rules }: { queue: string; rules: readonly RuleSearch[] },
): Promise<Result<Found[]>> {
  return observe(QUEUES_OF_RULES, async () => {
    const found = await Promise.all(rules.map((one) => rulesOf(account, region, one)));
    const arns = found.flat().flatMap(({ queueArns }) => queueArns);
    return existing(
      account,
      region,
      arns.filter((arn) => isMadeAs(queue, arn)),
    );
  });
}

/** EventBridge's provider orders the properties of a pattern. */
function isSame(pattern: string, other: string | undefined): boolean {
  return other !== undefined && isDeepStrictEqual(JSON.parse(pattern), JSON.parse(other));
}

async function rulesOf(
  account: Account,
  region: string,
  { rule, targetArn, eventPattern, eventBusName }: RuleSearch,
): Promise<{ name: string; queueArns: string[] }[]> {
  return readAs(EventBridgeClient, account, region, async (connection) => {
    const found: { name: string; queueArns: string[] }[] = [];
    for (const { name, pattern } of await rulesNamed(connection, `${rule}-`, eventBusName)) {
      if (!isGeneratedFrom(rule, name)) continue;
      if (eventPattern !== undefined && !isSame(eventPattern, pattern)) continue;
      const targets = await targetsOfRule(connection, name, eventBusName);
      if (!targets.some(({ Arn }) => Arn === targetArn)) continue;
      const queueArns = targets.flatMap(({ DeadLetterConfig }) => DeadLetterConfig?.Arn ?? []);
      found.push({ name, queueArns });
    }
    return found;
  });
}
