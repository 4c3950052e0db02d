import { arnOf, detectorArn } from "../../arn";
import { deadLetterPolicy } from "../../events";
import { generatedName } from "../../generatedNames";
import {
  alarmKeyPolicy,
  alarmTopicPolicy,
  CHANGES,
  comparedSettings,
  forwardPolicy,
  functionPolicy,
  isOwn,
  readOwners,
  schedulePolicy,
  serviceTrust,
} from "../../health";
import type { PolicyDocument } from "../../policyDocument";
import { findingsLocation } from "../../readers";
import type { AddOnsPlan } from "../plan";
import type { AddOns } from "../types";
import type { AddOnDocument, Facts } from "./document";
import { known, queueDocument, tlsOnlyQueue } from "./document";
import { readersQueues } from "./readers";

/** The roles, queues, key and topic of the health check. */
export function healthDocuments(facts: Facts, addOns: AddOns, plans: AddOnsPlan): AddOnDocument[] {
  const { exported, accountId, bucketAccountId, findingsUri, keyArn } = facts;
  const { health } = plans;
  if (health === undefined) return [];
  const { key: addOn, plan } = health;
  const { names, settings, forwards } = plan;
  const { topicArn } = known(addOns.health) as { topicArn?: string };
  const home = { region: settings.homeRegion, accountId };
  const { bucketArn: bucket, folder } = findingsLocation(findingsUri, keyArn);
  const deadLetterQueueArn = arnOf("sqs", home, generatedName(names.deadLetterQueue));
  const keyPolicy = alarmKeyPolicy(exported.home.partition, accountId);
  const functionArn = arnOf("lambda", home, `function:${generatedName(names.function)}`);
  const accounts = { administratorAccountId: accountId, bucketAccountId, keyArn };
  const rights = functionPolicy({
    detectorArns: exported.shown.sources.map(detectorArn),
    ...{ bucketArn: bucket, folder, deadLetterQueueArn },
    members: settings.members,
    readsSettings:
      comparedSettings(accountId, bucketAccountId, settings.bucketSettings) !== undefined,
    keyArn,
    ownKey: isOwn("key", accounts),
    policyOwners: readOwners(accounts, settings.policyOwners),
    delivery: deliveryOf(facts, addOns, plans),
    logGroupArn: arnOf("logs", home, `log-group:${generatedName(names.logGroup)}`),
  });
  const role = (of: string, service: string, document: PolicyDocument): AddOnDocument[] => [
    { addOn, kind: "trust", of, document: serviceTrust(service, accountId) },
    { addOn, kind: "rights", of, document },
  ];
  const ruleIn = (region: string, name: string) =>
    arnOf("events", { region, accountId }, `rule/${generatedName(name)}`);
  const undelivered = (region: string, rules: string[]): AddOnDocument => {
    const queue = arnOf("sqs", { region, accountId }, generatedName(names.undelivered(region)));
    return queueDocument(addOn, names.undelivered(region), deadLetterPolicy(queue, rules));
  };
  const ownRules = CHANGES.map(({ key }) => ruleIn(home.region, names.rule(key)));
  const ownTopic = arnOf("sns", home, generatedName(names.topic));
  const bus = arnOf("events", home, "event-bus/default");
  return [
    ...role(names.role, "lambda.amazonaws.com", rights),
    ...role(
      names.scheduleRole,
      "scheduler.amazonaws.com",
      schedulePolicy(functionArn, deadLetterQueueArn),
    ),
    ...(forwards.length > 0
      ? role(names.forwardRole, "events.amazonaws.com", forwardPolicy(bus))
      : []),
    tlsOnlyQueue(addOn, names.deadLetterQueue, home),
    ...(settings.ownTopic
      ? [{ addOn, kind: "keyPolicy" as const, of: names.topicKey, document: keyPolicy }]
      : []),
    {
      addOn,
      kind: settings.ownTopic ? "topicPolicy" : "statements",
      of: topicArn ?? names.topic,
      document: alarmTopicPolicy(topicArn ?? ownTopic, accountId),
    },
    undelivered(home.region, ownRules),
    ...forwards.map((region) => undelivered(region, [ruleIn(region, names.forward(region))])),
  ];
}

/** What the function reads of the way of new findings to readers, where that is of its account. */
function deliveryOf(facts: Facts, addOns: AddOns, plan: AddOnsPlan) {
  const { exported, accountId, bucketAccountId, topicArn, topicKeyArn } = facts;
  if (exported.settings.notifications !== "made" || bucketAccountId !== accountId) return undefined;
  return { topicArn, topicKeyArn, ...readersQueues(facts, addOns, plan) };
}
