import { parseArn } from "../arn";
import { canonicalElement } from "../documents/canonical";
import { evaluate, sentByService } from "../evaluator";
import { isGeneratedFrom } from "../generatedNames";
import type { PolicyDocument } from "../policyDocument";
import { listOf } from "../policyDocument";
import { findingsFilter, queuePolicy, topicPolicy } from "./notifications";

/** How a stack has readers notified: names without what Pulumi appends, or ARNs. */
export interface DeclaredDelivery {
  bucketArn: string;
  /** Of the bucket and the topic. */
  accountId: string;
  folder: string;
  topicName: string;
  /** The readers' own queues. */
  queueNames: readonly string[];
  /** Whether others may write the policies: then they are judged by what they let through. Defaults to false. */
  shared?: boolean;
}

/** Where the bucket publishes new objects to. */
export interface ObservedNotification {
  topicArn: string;
  events: readonly string[];
  /** Undefined: of every object. */
  prefix?: string;
  suffix?: string;
}

/** A policy's text; null: there is none; undefined: what would have it is gone. */
type PolicyText = string | null | undefined;

export interface ObservedDelivery {
  notifications: readonly ObservedNotification[];
  /** Of the topic that the bucket notifies. */
  topicPolicy: PolicyText;
  /** ARNs of the queues that are subscribed to it. */
  subscribed: readonly string[];
  /** Queue's ARN -> its policy. */
  queuePolicies: ReadonlyMap<string, PolicyText>;
}

/** What of the way from the bucket to a reader's queue is not as the stack deploys it; `name` is that of the queue that is not subscribed. */
export type DeliveryDifference =
  | { link: "notification"; resource: string; name: string }
  | { link: "subscription"; resource: string; name: string }
  | { link: "topicPolicy" | "queuePolicy"; resource: string; gone: boolean; denies?: true };

/** Whether a resource is what Pulumi names so, or the one of this ARN. */
export function isMadeAs(name: string, arn: string): boolean {
  return name === arn || isGeneratedFrom(name, parseArn(arn)?.resource ?? "");
}

/** The topic of the stack that the bucket notifies of the findings. */
export function notifiedTopic(
  { topicName, folder }: Pick<DeclaredDelivery, "topicName" | "folder">,
  notifications: readonly ObservedNotification[],
): string | undefined {
  const { filterSuffix } = findingsFilter(folder);
  return notifications.find(
    ({ topicArn, events, prefix = "", suffix = "" }) =>
      isMadeAs(topicName, topicArn) &&
      events.includes("s3:ObjectCreated:*") &&
      folder.startsWith(prefix) &&
      filterSuffix.endsWith(suffix),
  )?.topicArn;
}

/** Compares the way to the readers with what the stack deploys. */
export function deliveryDifferences(
  declared: DeclaredDelivery,
  observed: ObservedDelivery,
): DeliveryDifference[] {
  const { bucketArn, accountId, topicName, queueNames } = declared;
  const topicArn = notifiedTopic(declared, observed.notifications);
  if (topicArn === undefined) {
    return [{ link: "notification", resource: bucketArn, name: topicName }];
  }
  const ofTopic = policyDifference(
    ...(["topicPolicy", topicArn, observed.topicPolicy] as const),
    declared.shared
      ? (document) =>
          letsThrough(document, {
            ...{ service: "s3.amazonaws.com", action: "sns:Publish", resource: topicArn },
            source: { "aws:SourceAccount": accountId, "aws:SourceArn": bucketArn },
          })
      : isAs(topicPolicy(topicArn, bucketArn, accountId)),
  );
  const ofQueues = queueNames.flatMap((name): DeliveryDifference[] => {
    const queueArn = observed.subscribed.find((arn) => isMadeAs(name, arn));
    if (queueArn === undefined) return [{ link: "subscription", resource: topicArn, name }];
    const text = observed.queuePolicies.get(queueArn);
    const holds = declared.shared
      ? (document: PolicyDocument) =>
          letsThrough(document, {
            ...{ service: "sns.amazonaws.com", action: "sqs:SendMessage", resource: queueArn },
            source: { "aws:SourceAccount": accountId, "aws:SourceArn": topicArn },
          })
      : isAs(queuePolicy(queueArn, topicArn));
    return policyDifference("queuePolicy", queueArn, text, holds);
  });
  return [...ofTopic, ...ofQueues];
}

function policyDifference(
  link: "topicPolicy" | "queuePolicy",
  resource: string,
  text: PolicyText,
  holds: (document: PolicyDocument) => boolean | "denied",
): DeliveryDifference[] {
  if (text === undefined) return [{ link, resource, gone: true }];
  const held = holds(parsed(text));
  if (held === true) return [];
  return [{ link, resource, gone: false, ...(held === "denied" && { denies: true }) }];
}

/** A text that is no policy has no statements. */
function parsed(text: string | null): PolicyDocument {
  const none: PolicyDocument = { Version: "2012-10-17", Statement: [] };
  try {
    return { ...none, ...(JSON.parse(text ?? "{}") as Partial<PolicyDocument>) };
  } catch {
    return none;
  }
}

const isAs =
  ({ Statement }: PolicyDocument) =>
  (found: PolicyDocument): boolean =>
    canonicalStatements(found.Statement) === canonicalStatements(Statement);

/** What is undetermined is not denied. */
function letsThrough(
  document: PolicyDocument,
  { service, action, resource, source }: ServiceRequest,
): true | "denied" {
  const { result } = evaluate(document, {
    ...{ principal: { kind: "Service", service }, action, resource },
    context: { known: { ...sentByService(service), ...source }, otherwise: "unknown" },
  });
  return result === "allowed" || result === "undetermined" || "denied";
}

interface ServiceRequest {
  service: string;
  action: string;
  resource: string;
  source: { [key: string]: string };
}

function canonicalStatements(statements: PolicyDocument["Statement"] | undefined): string {
  return listOf(statements).map(canonicalElement).sort().join("\n");
}
