import type { EventBridgeClient, Target } from "@aws-sdk/client-eventbridge";
import { ListRulesCommand, ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";

import type { Connection } from "./connection";
import { itemsOf, pagesOf } from "./pages";

/** A rule of EventBridge. */
interface NamedRule {
  name: string;
  /** ENABLED or DISABLED. */
  state: string;
  /** Undefined: it runs on a schedule. */
  pattern: string | undefined;
}

/** The rules whose names start so, of the default bus unless one is given; rejects with the error of the SDK. */
export async function rulesNamed(
  { client, options }: Connection<EventBridgeClient>,
  NamePrefix: string,
  EventBusName?: string,
): Promise<NamedRule[]> {
  const pages = pagesOf((NextToken) =>
    client.send(new ListRulesCommand({ NamePrefix, EventBusName, NextToken }), options()),
  );
  const rules = await itemsOf(pages, ({ Rules }) => Rules);
  return rules.map(({ Name = "", State = "", EventPattern }) => ({
    ...{ name: Name, state: State, pattern: EventPattern },
  }));
}

/** The targets of a rule. */
export function targetsOfRule(
  { client, options }: Connection<EventBridgeClient>,
  Rule: string,
  EventBusName?: string,
): Promise<Target[]> {
  const pages = pagesOf((NextToken) =>
    client.send(new ListTargetsByRuleCommand({ Rule, EventBusName, NextToken }), options()),
  );
  return itemsOf(pages, ({ Targets }) => Targets);
}
