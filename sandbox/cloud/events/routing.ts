import type { Target } from "../../world";
import { refusalOf, serviceDecision } from "../access";
import { accountOfArn, regionOfArn } from "../arn";
import { sessionCaller, trustOf } from "../assuming";
import type { Aws } from "../aws";
import { publishAs } from "../sns/publishing";
import { deliverToQueue, type Sender, senderContext } from "../sqs/deliver";
import { findBus, rulesOf } from "./bus";
import type { BusEvent } from "./event";
import { inputOf } from "./input";
import { matchesPattern } from "./pattern";

const SERVICE = "events.amazonaws.com";

/** Gives an event to the targets of every rule on a bus that it matches. What a target refuses is dropped or kept. */
export function route(aws: Aws, bus: string, event: BusEvent, forwarded = false): void {
  for (const [ruleArn, { state, eventPattern, targets }] of rulesOf(aws.world, bus)) {
    if (!state.startsWith("ENABLED") || eventPattern === undefined) continue;
    if (!matchesPattern(eventPattern, event)) continue;
    const sender: Sender = {
      service: SERVICE,
      sourceArn: ruleArn,
      sourceAccount: accountOfArn(ruleArn),
    };
    for (const target of targets) {
      const isBus = target.Arn.includes(":event-bus/");
      // An event goes from bus to bus once.
      if (isBus && forwarded) continue;
      const refusal = isBus
        ? forward(aws, target, sender, event)
        : deliver(aws, target, sender, inputOf(target, event));
      const deadLetters = (target["DeadLetterConfig"] as { Arn?: string } | undefined)?.Arn;
      if (refusal !== undefined && deadLetters !== undefined) {
        deliverToQueue(aws, deadLetters, sender, JSON.stringify(event));
      }
    }
  }
}

/** Queues and topics look at their own policies. Targets of other services lead out of the sandbox. */
function deliver(aws: Aws, { Arn }: Target, sender: Sender, body: string): string | undefined {
  if (Arn.includes(":sqs:")) return deliverToQueue(aws, Arn, sender, body);
  if (Arn.includes(":sns:")) return publishAs(aws, Arn, sender, body);
  return undefined;
}

/** Puts the event on another bus as the target's role; answers why that may not be. */
function forward(
  aws: Aws,
  { Arn: bus, RoleArn }: Target,
  sender: Sender,
  event: BusEvent,
): string | undefined {
  const found = findBus(aws.world, bus);
  if (found === undefined) return `The bus ${bus} does not exist.`;
  const guard = { owner: accountOfArn(bus), policy: found.policy };
  const access = { action: "events:PutEvents", resource: bus, context: senderContext(sender) };
  if (RoleArn === undefined) {
    const isOwn = accountOfArn(bus) === sender.sourceAccount;
    const decision = serviceDecision(aws.world, guard, SERVICE, access);
    const isRefused = decision === "explicitDeny" || (!isOwn && decision !== "allowed");
    if (isRefused) return `The policy of ${bus} does not admit the rule.`;
  } else {
    const roleArn = String(RoleArn);
    const role = aws.world.roles[roleArn];
    const isListed = aws.world.accounts[accountOfArn(roleArn)]?.roles.includes(roleArn);
    const assume = { ...access, action: "sts:AssumeRole", resource: roleArn };
    const trust = role && { owner: accountOfArn(roleArn), policy: trustOf(role) };
    const trusts = trust && serviceDecision(aws.world, trust, SERVICE, assume) === "allowed";
    if (!trusts && !isListed) return `${roleArn} does not trust ${SERVICE}.`;
    const caller = sessionCaller({ region: regionOfArn(bus) }, roleArn, "events");
    const refusal = refusalOf(aws.world, caller, guard, access);
    if (refusal !== undefined) return refusal;
  }
  route(aws, bus, event, true);
  return undefined;
}
