import type { EventBridgeClient, Rule, Target } from "@aws-sdk/client-eventbridge";
import { ListRulesCommand, ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";

import type { Connection } from "./connection";
import { itemsOf, pagesOf } from "./pages";

/** The rules whose names start so, of the default bus unless one is given; rejects with the error of the SDK. */
export function rulesNamed(
  { client, options }: Connection<EventBridgeClient>,
  NamePrefix: string,
  EventBusName?: string,
): Promise<Rule[]> {
  const pages = pagesOf((NextToken) =>
    client.send(new ListRulesCommand({ NamePrefix, EventBusName, NextToken }), options()),
  );
  return itemsOf(pages, ({ Rules }) => Rules);
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
