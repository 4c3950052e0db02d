import { arnOf } from "../../arn";
import { deadLetterPolicy, eventBridgeTrust, putEventsPolicy, topicStatement } from "../../events";
import { generatedName } from "../../generatedNames";
import type { AddOnsPlan } from "../plan";
import type { AddOns } from "../types";
import type { AddOnDocument, Facts } from "./document";
import { known, queueDocument, single } from "./document";

/** The role that sends finding events, the queues of those that did not arrive, and what a given topic has to allow. */
export function eventDocuments(
  { accountId }: Facts,
  addOns: AddOns,
  { events }: AddOnsPlan,
): AddOnDocument[] {
  if (events === undefined) return [];
  const { key: addOn, plan } = events;
  const { names, settings, rules, ownBus } = plan;
  const { busArn, topicArn } = known(addOns.events) as { busArn?: string; topicArn?: string };
  const home = { region: settings.homeRegion, accountId };
  const bus = ownBus
    ? arnOf("events", home, `event-bus/${generatedName(names.bus)}`)
    : (busArn ?? "");
  return [
    { addOn, kind: "trust", of: names.role, document: eventBridgeTrust(accountId) },
    { addOn, kind: "rights", of: names.role, document: putEventsPolicy(bus) },
    ...rules.map(({ key, region, sendsTo }): AddOnDocument => {
      const queue = arnOf("sqs", { region, accountId }, generatedName(names.undelivered(key)));
      const onBus = sendsTo === "topic" ? `${generatedName(names.bus)}/` : "";
      const rule = `rule/${onBus}${generatedName(names.rule(key))}`;
      const document = deadLetterPolicy(queue, [arnOf("events", { region, accountId }, rule)]);
      return queueDocument(addOn, names.undelivered(key), document);
    }),
    ...(topicArn === undefined
      ? []
      : [
          {
            addOn,
            kind: "statements" as const,
            of: topicArn,
            document: single(topicStatement(topicArn)),
          },
        ]),
  ];
}
